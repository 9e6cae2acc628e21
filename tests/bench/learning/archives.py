"""Archives of names and contents, and what attackers and broken downloads make of them."""

import stat
import zipfile
from collections.abc import Mapping
from io import BytesIO


def archive(contents: Mapping[str, str | bytes], *further: tuple[zipfile.ZipInfo, str]) -> bytes:
    """The names stand in it as they are given; `further` entries bring their own traits."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in contents.items():
            opened.writestr(name, content)
        for info, content in further:
            opened.writestr(info, content)
    return file.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, str]:
    """A symbolic link, as Unix packs it."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, target


def damaged(data: bytes, content: bytes) -> bytes:
    """The archive with the checksum of one of its contents changed in both places."""
    checksum = zipfile.crc32(content).to_bytes(4, "little")
    return data.replace(checksum, bytes(byte ^ 0xFF for byte in checksum))
