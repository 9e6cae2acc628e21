"""What a file of a package is, told by its name alone: browsers must not guess."""

import mimetypes
from pathlib import PurePosixPath

#: Where the machine's own table differs from one installation to the next, or lacks it.
_TYPES = {
    ".css": "text/css",
    ".dtd": "application/xml-dtd",
    ".eot": "application/vnd.ms-fontobject",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}
UNKNOWN = "application/octet-stream"


def media_type(name: str) -> str:
    """Without a charset: pages of a package say their own, and old ones are not in UTF-8."""
    suffix = PurePosixPath(name).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or UNKNOWN
