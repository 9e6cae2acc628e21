"""What reading a package comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .problems import Problem

Kind = Literal["scorm", "h5p"]


class Described(NamedTuple):
    """What a package says of itself; see `Report`."""

    version: str
    title: str
    manifest: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A package as read; nothing of it is stored anywhere.

    `kind` is None where the file is neither SCORM nor H5P. `version` is “1.2”,
    “2004 3rd Edition” or alike, for H5P its main library (“H5P.MultiChoice 1.16”); empty for
    what was refused.
    `root` is the folder in the archive (“course/”) that the package lies in, usually none;
    `files` (name → size in bytes) and all names in `manifest` are relative to it. What is not
    among `files` is not to be unpacked.
    `manifest` is plain JSON data; empty when the package was refused before it could be read.
    """

    kind: Kind | None
    version: str = ""
    title: str = ""
    root: str = ""
    manifest: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_launchable(self) -> bool:
        return not any(problem.is_fatal for problem in self.problems)

    @property
    def total_size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(self.files.values())
