"""Makes the files of a large stock that were ordered."""

from search.companions import Companion


def make() -> bool:
    """Makes what was ordered; False while another process does."""
    from .files import StockBusyError, make_ordered

    try:
        make_ordered()
    except StockBusyError:
        return False
    return True


maker = Companion(
    make, name="stock-maker", poll=5.0, problem="The files of the stock could not be made."
)
