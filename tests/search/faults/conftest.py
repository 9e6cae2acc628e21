import pytest
from django.contrib.contenttypes.models import ContentType

from portal.home.services import create_site
from tests.cast import Cast
from tests.factories import GoodPracticeFactory

from .processes import Portal


@pytest.fixture
def portal(transactional_db, tmp_path):
    """Bochum and Herne with one practice, in a database that other processes work on."""
    # Another committed test may have made the types anew, with other keys.
    ContentType.objects.clear_cache()
    create_site()
    cast = Cast.assemble()
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")
    portal = Portal(tmp_path)
    yield portal
    portal.close()
