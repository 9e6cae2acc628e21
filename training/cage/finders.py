"""The run times of packages among the static files: of npm's packages only what browsers load."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

_MODULES = settings.BASE_DIR / "node_modules"
#: Prefix → directory, and which of its files; a minified script names its map.
RUN_TIMES = {
    "scorm-again": (
        _MODULES / "scorm-again" / "dist" / "esm",
        ("scorm12.min.js*", "scorm2004.min.js*"),
    ),
    "fflate": (_MODULES / "fflate" / "esm", ("browser.js",)),
    "h5p-standalone": (
        _MODULES / "h5p-standalone" / "dist",
        ("*.bundle.js", "styles/*", "fonts/*", "images/*"),
    ),
}


class RunTimeFinder(FileSystemFinder):
    """`STATICFILES_DIRS` takes whole directories: of scorm-again that is 16 MB to compress."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.locations = [(prefix, str(root)) for prefix, (root, _names) in RUN_TIMES.items()]
        self.storages = {}
        for prefix, root in self.locations:
            storage = FileSystemStorage(location=root)
            storage.prefix = prefix
            self.storages[root] = storage

    def check(self, **kwargs):
        return []

    def find_location(self, root, path, prefix=None):
        names = RUN_TIMES[prefix][1]
        inside = path.removeprefix(f"{prefix}/")
        if not utils.matches_patterns(inside, names):
            return None
        return super().find_location(root, path, prefix)

    def list(self, ignore_patterns: Iterable[str]) -> Iterator[tuple[str, FileSystemStorage]]:
        for prefix, root in self.locations:
            storage = self.storages[root]
            if not storage.exists(""):
                continue
            for path in utils.get_files(storage, ignore_patterns):
                if utils.matches_patterns(path, RUN_TIMES[prefix][1]):
                    yield path, storage
