"""From a file to its report."""

import os
import zipfile
from typing import BinaryIO

from .archive import chunks, content, open_archive
from .elsewhere import check_loaded
from .h5p import read_h5p, unpacked_files
from .items import walk
from .limits import LIMITS, Limits
from .manifest import read_manifest
from .members import Member, safe_members
from .problems import Findings, RefusedPackageError
from .recognising import Found, recognise
from .report import Described, Report


def read_package(
    source: str | os.PathLike | BinaryIO, *, limits: Limits = LIMITS, verify: bool = True
) -> Report:
    """What a file is as a package, with everything that is wrong with it; raises nothing for it.

    `source` is a path or an open, seekable file. With `verify` every byte is unpacked and
    checked against its checksum; without, only the files that describe the package: for who
    unpacks them all afterwards anyway.
    """
    try:
        with open_archive(source, limits=limits) as archive:
            return _report(archive, limits, verify=verify)
    except RefusedPackageError as error:
        return Report(kind=None, problems=(error.problem,))


def _report(archive: zipfile.ZipFile, limits: Limits, *, verify: bool) -> Report:
    findings = Findings()
    members = safe_members(archive, limits)
    found = recognise({member.name: member.size for member in members}, findings)
    members = safe_members(archive, limits, root=found.root)
    files = {member.name: member.size for member in members}
    if found.kind == "h5p":
        files = unpacked_files(files, found.main)
    try:
        version, title, manifest = _described(archive, found, members, findings, limits)
        if verify:
            for member in members:
                for _chunk in chunks(archive, member.info):
                    pass
    except RefusedPackageError as error:
        findings.add(error.problem)
        version, title, manifest = Described("", "", {})
    return Report(
        kind=found.kind,
        version=version,
        title=title,
        root=found.root,
        manifest=manifest,
        files=files,
        problems=findings.problems(),
    )


def _described(
    archive: zipfile.ZipFile,
    found: Found,
    members: tuple[Member, ...],
    findings: Findings,
    limits: Limits,
) -> Described:
    by_name = {member.name: member for member in members}

    def read(name: str) -> bytes:
        return content(archive, by_name[name].info, most=limits.document_size)

    files = {member.name: member.size for member in members}
    if found.kind == "h5p":
        return read_h5p(read, found.main, files, findings)
    described = read_manifest(read(found.main), files, findings)
    started = dict.fromkeys(item["file"] for item in walk(described.manifest["items"]))
    check_loaded({name: files[name] for name in started if name}, read, findings)
    return described
