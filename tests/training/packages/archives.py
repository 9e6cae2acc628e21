"""Small archives, made in memory: harmless ones and forged ones."""

import io
import zipfile
from collections.abc import Iterable, Mapping

Contents = Mapping[str, str | bytes] | Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]


def zipped(contents: Contents, method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """An archive of names and contents; a `ZipInfo` in place of a name brings its own traits."""
    pairs = contents.items() if isinstance(contents, Mapping) else contents
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    file.seek(0)
    return file


def entry(name: str, **traits) -> zipfile.ZipInfo:
    """An entry whose traits are set as given, whatever they mean."""
    info = zipfile.ZipInfo(name)
    for trait, value in traits.items():
        setattr(info, trait, value)
    return info


def patched(file: io.BytesIO, old: bytes, new: bytes) -> io.BytesIO:
    """The archive with bytes of the same length replaced everywhere."""
    assert len(old) == len(new)
    data = file.getvalue()
    assert old in data
    return io.BytesIO(data.replace(old, new))
