"""What the lessons of a demo course bring into the library of its city."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.demo.loading import draw_image
from training.packages.demo.building import build, file_name, packages
from training.packages.services import add_package


@dataclass(frozen=True, slots=True)
class Library:
    collection: Collection | None

    def image(self, motif: str, *, seed: str, title: str) -> int:
        """Draws an illustration; the key of the image."""
        return draw_image(motif, seed=seed, title=title, collection=self.collection).pk

    def package(self, identifier: str) -> int:
        """Makes a SCORM package, which is imported after the commit; its key."""
        package = next(one for one in packages() if one.identifier == identifier)
        archive = ContentFile(build(package), name=file_name(package))
        collection = self.collection or Collection.get_first_root_node()
        return add_package(file=archive, collection=collection, title=package.title).package_id
