"""How large a package may be. Archives are foreign: a small one can unpack to terabytes."""

from dataclasses import dataclass

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes are bytes, unpacked unless said otherwise."""

    files: int = 10_000
    total_size: int = 1024 * MEGABYTE
    file_size: int = 512 * MEGABYTE
    #: Unpacked by packed size, of what is larger than `ratio_from`: a file, or all together.
    #: Smaller ones do no harm; silence or a white picture may well pack like this.
    ratio: int = 200
    ratio_from: int = 4 * MEGABYTE
    #: Folders above a file.
    depth: int = 20
    #: Bytes in UTF-8 of a path, and of each of its parts, which file systems limit to 255.
    path_length: int = 400
    name_length: int = 255
    #: The archive's own table of contents, which is read as a whole.
    directory_size: int = 4 * MEGABYTE
    #: A manifest, which is parsed as a whole.
    document_size: int = 4 * MEGABYTE


LIMITS = Limits()
