"""Where the files of unpacked packages lie: in a storage that no address of the site leads to."""

from django.core.files.base import File
from django.core.files.storage import Storage, storages

ROOT = "packages"


def package_storage() -> Storage:
    return storages["packages"]


def open_file(directory: str, path: str) -> File:
    """A file of the package that lies in `directory`, opened for reading.

    Raises `FileNotFoundError` for a path that leads nowhere, and for one that leads out of the
    package: the storage itself only holds names to its own root, where all packages lie.
    """
    if not directory or not is_inside(path):
        raise FileNotFoundError(path)
    try:
        return package_storage().open(f"{directory}{path}")
    except (IsADirectoryError, NotADirectoryError) as error:
        raise FileNotFoundError(path) from error


def is_inside(path: str) -> bool:
    """Whether a path names something below where it begins, in one way only."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(parts)


def delete_directory(directory: str) -> None:
    """Deletes all files below a directory (`packages/<id>/`) and the directory; once is enough."""
    storage = package_storage()
    path = directory.rstrip("/")
    try:
        folders, names = storage.listdir(path)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{path}/{name}")
    for folder in folders:
        delete_directory(f"{path}/{folder}/")
    # A storage of keys has no directories, and deletes nothing.
    storage.delete(path)
