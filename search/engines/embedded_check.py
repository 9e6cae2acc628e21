"""Whether the files of an index are what tantivy wrote: by their checksums.

tantivy ends each file of a segment with a footer: JSON with the CRC-32 of all before it, the
length of that JSON, and a magic number. It never compares them itself, and a search reads only
parts of the files; so a damaged index may answer for a long time, or fail on one word alone.
"""

import json
import struct
import zlib
from pathlib import Path

_MAGIC = 1337
_TAIL = struct.Struct("<II")
_CHUNK = 1 << 20
#: Each segment has all of these; `.del` comes with its first deletion.
_SUFFIXES = (".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm")


def damaged_file(index: Path) -> str:
    """The name of the first file that is missing or not as written; "" for a whole index.

    Reads the whole index, about a second for each gigabyte. Nobody may write meanwhile. Raises
    `OSError` when a file cannot be read, which says nothing about its content.
    """
    try:
        segments = json.loads((index / "meta.json").read_bytes())["segments"]
        names = [name for segment in segments for name in _files_of(segment)]
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return "meta.json"
    for name in names:
        try:
            if not _is_whole(index / name):
                return name
        except FileNotFoundError:
            return name
    return ""


def _files_of(segment: dict) -> list[str]:
    name = segment["segment_id"].replace("-", "")
    files = [name + suffix for suffix in _SUFFIXES]
    if segment["deletes"]:
        files.append(f"{name}.{segment['deletes']['opstamp']}.del")
    return files


def _is_whole(path: Path) -> bool:
    size = path.stat().st_size
    if size < _TAIL.size:
        return False
    with path.open("rb") as file:
        file.seek(size - _TAIL.size)
        length, magic = _TAIL.unpack(file.read(_TAIL.size))
        body = size - _TAIL.size - length
        if magic != _MAGIC or body < 0:
            return False
        file.seek(body)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        crc = 0
        while body:
            chunk = file.read(min(body, _CHUNK))
            if not chunk:
                return False
            crc = zlib.crc32(chunk, crc)
            body -= len(chunk)
    return crc == expected
