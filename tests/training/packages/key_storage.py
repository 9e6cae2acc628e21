"""A storage like those that many machines share: keys and contents, and nothing on a disk."""

import io

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils import timezone


class KeyStorage(Storage):
    """Knows no directories: what lies "in" one are the keys that begin with its name.

    As with object storage, there is no `path`, listing nothing is no error, and deleting what
    is not there is none either. Contents live as long as the storage.
    """

    def __init__(self):
        self._contents: dict[str, tuple[bytes, object]] = {}

    def _open(self, name, mode="rb"):
        if name not in self._contents:
            raise FileNotFoundError(name)
        return File(io.BytesIO(self._contents[name][0]), name=name)

    def _save(self, name, content):
        content.seek(0)
        self._contents[name] = (b"".join(content.chunks()), timezone.now())
        return name

    def delete(self, name):
        self._contents.pop(name, None)

    def exists(self, name):
        return name in self._contents

    def listdir(self, path):
        prefix = f"{path.rstrip('/')}/" if path else ""
        below = [key.removeprefix(prefix) for key in self._contents if key.startswith(prefix)]
        folders = {name.partition("/")[0] for name in below if "/" in name}
        return sorted(folders), sorted(name for name in below if "/" not in name)

    def size(self, name):
        return len(self._contents[name][0])

    def get_modified_time(self, name):
        return self._contents[name][1]
