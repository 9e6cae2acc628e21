from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file


def make_image():
    """A real image, so that renditions can be made of it."""
    return get_image_model().objects.create(
        title="Bild", description="Zwei Menschen am Tisch.", file=get_test_image_file()
    )
