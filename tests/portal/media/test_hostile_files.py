"""Broken, locked, huge and hostile files end in a reason, within their limits, in a process.

The limits are the operating system's: these tests start real processes and drive them into each.
"""

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace

import pytest

from portal.media.reading import failures, process
from portal.media.reading.limits import LIMITS, MEGABYTE, Limits
from portal.media.reading.process import Answer, read_file, run

from .files import (
    GOOD,
    SENTENCE,
    XML_BOMB,
    make_circular_pdf,
    make_docx,
    make_encrypted_pdf,
    make_endless_pdf,
    make_open_document,
    make_packed_pdf,
    make_pdf,
    make_zip,
    replace_part,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
ENCRYPTED_OFFICE = OLE + "EncryptedPackage".encode("utf-16-le")
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


def read(content: bytes, kind: str, limits: Limits = LIMITS) -> Answer:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_file(file, kind, limits=limits)


def entities(kind: str) -> bytes:
    """An office file whose main part expands to a trillion words."""
    if kind == "odt":
        return make_open_document("<text:p>&e11;</text:p>", prologue=XML_BOMB)
    parts = {
        "docx": "word/document.xml",
        "pptx": "ppt/presentation.xml",
        "xlsx": "xl/workbook.xml",
    }
    return replace_part(GOOD[kind](), parts[kind], f"{XML_BOMB}<x>&e11;</x>".encode())


def zeros(kind: str) -> bytes:
    """A file of some kilobytes that unpacks to 30 MB."""
    return replace_part(GOOD[kind](), "word/media/image1.png", b"\x00" * 30 * MEGABYTE)


CASES = {
    "locked pdf": ("pdf", make_encrypted_pdf, failures.ENCRYPTED),
    "locked office file": ("docx", lambda: ENCRYPTED_OFFICE, failures.ENCRYPTED),
    "locked open document": (
        "odt",
        lambda: make_open_document(manifest="<manifest:encryption-data/>"),
        failures.ENCRYPTED,
    ),
    "old office file": ("xlsx", lambda: OLE, failures.OLD_FORMAT),
    "no pdf": ("pdf", lambda: b"Kein PDF", failures.DAMAGED),
    "half a pdf": ("pdf", lambda: make_pdf()[:60], failures.DAMAGED),
    "no archive": ("docx", lambda: b"Kein Archiv", failures.DAMAGED),
    "half an archive": ("pptx", lambda: GOOD["pptx"]()[:9000], failures.DAMAGED),
    "another kind of archive": ("xlsx", lambda: make_zip({"a.txt": b"a"}), failures.DAMAGED),
    "broken xml": (
        "docx",
        lambda: replace_part(make_docx(), "word/document.xml", WORD),
        failures.DAMAGED,
    ),
    "a program": ("txt", lambda: b"\x7fELF\x00\x00", failures.DAMAGED),
    "zip bomb": ("docx", lambda: zeros("docx"), failures.UNPACKED),
    "a billion laughs, docx": ("docx", lambda: entities("docx"), failures.SUSPICIOUS),
    "a billion laughs, pptx": ("pptx", lambda: entities("pptx"), failures.SUSPICIOUS),
    "a billion laughs, xlsx": ("xlsx", lambda: entities("xlsx"), failures.SUSPICIOUS),
    "a billion laughs, odt": ("odt", lambda: entities("odt"), failures.SUSPICIOUS),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_cannot_be_read_has_its_reason(case):
    kind, make, reason = CASES[case]

    assert read(make(), kind) == Answer(reason=reason)


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert SENTENCE in read(make_encrypted_pdf(user_password=""), "pdf").text


@pytest.mark.parametrize("make", [make_endless_pdf, make_circular_pdf])
def test_a_page_tree_without_end_ends(make):
    started = time.monotonic()

    answer = read(make(), "pdf", replace(LIMITS, cpu_seconds=3, wall_seconds=30))

    assert answer.reason in {failures.DAMAGED, process.SLOW}
    assert time.monotonic() - started < 30


def test_a_file_that_needs_more_memory_than_it_may_have():
    content = make_packed_pdf(megabytes=60)
    assert len(content) < MEGABYTE

    assert read(content, "pdf", replace(LIMITS, memory=160 * MEGABYTE)) == Answer(
        reason=failures.MEMORY
    )


def test_the_memory_of_the_parent_stays_as_it_is():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read(make_packed_pdf(megabytes=60), "pdf", replace(LIMITS, memory=300 * MEGABYTE))

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    # `make_packed_pdf` itself needs the unpacked text once.
    assert grown < 80 * 1024


def test_a_file_that_computes_too_long():
    rows = b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>"
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows.replace(b"<v>1</v>", b"") * 20_000 + b"</sheetData></worksheet>"
    )
    content = replace_part(GOOD["xlsx"](), "xl/worksheets/sheet1.xml", sheet)
    # So well packed that it would be refused at once: mix in what does not pack.
    content = replace_part(content, "xl/noise.bin", os.urandom(1000))
    started = time.monotonic()

    answer = _without_inspection(content, replace(LIMITS, cpu_seconds=1))

    assert answer == Answer(reason=process.SLOW)
    assert time.monotonic() - started < 20


def _without_inspection(content: bytes, limits: Limits) -> Answer:
    """Reads a workbook although it is packed too well, to see the limit behind the inspection."""
    program = (
        "import sys; from portal.media.reading import archives, child; "
        "archives.inspect = lambda file: None; sys.exit(child.main(*sys.argv[1:]))"
    )
    return _run_program(program, io.BytesIO(content), limits, "xlsx")


def _run_program(program: str, content: io.BytesIO, limits: Limits, *arguments: str) -> Answer:
    with tempfile.TemporaryFile() as file:
        file.write(content.getvalue())
        file.seek(0)
        command = [sys.executable, "-c", program, *arguments, json.dumps(asdict(limits))]
        return run(command, stdin=file, limits=limits)


def test_a_process_that_sleeps_is_ended():
    started = time.monotonic()
    program = "import os, sys, time; sys.stderr.write(str(os.getpid())); time.sleep(60)"

    answer = _run_program(program, io.BytesIO(), replace(LIMITS, wall_seconds=1.0))

    assert answer == Answer(reason=process.SLOW)
    assert time.monotonic() - started < 10
    assert (
        "time.sleep(60)"
        not in subprocess.run(
            ["ps", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, text=True
        ).stdout
    )


def test_a_process_outlives_no_parent_for_long():
    """Its own clock ends it, if the parent that watches it has been killed."""
    program = (
        "import sys, time; from portal.media.reading import child; "
        "child.READERS = {'txt': lambda file, text: time.sleep(60)}; "
        "sys.exit(child.main('txt', sys.argv[1]))"
    )
    started = time.monotonic()

    # The parent would wait for a minute; the child may take a second.
    with tempfile.TemporaryFile() as file:
        command = [sys.executable, "-c", program, '{"wall_seconds": 1.0}']
        answer = run(command, stdin=file, limits=replace(LIMITS, wall_seconds=50.0))

    assert answer == Answer(reason=process.SLOW)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", process.CRASHED),
        ("import os; os.kill(os.getpid(), 11)", process.CRASHED),
        ("import os; os.kill(os.getpid(), 9)", failures.MEMORY),
        ("raise SystemExit(1)", process.CRASHED),
        ("print('no answer')", process.CRASHED),
        ("print('{\"text\": 1}')", process.CRASHED),
        ("print('[' * 1_000)", process.CRASHED),
    ],
)
def test_whatever_the_process_does_there_is_a_reason(program, reason):
    assert _run_program(program, io.BytesIO(), LIMITS) == Answer(reason=reason)


def test_a_flood_of_output_is_cut_off():
    program = (
        "import sys; from portal.media.reading import child; from portal.media.reading.limits "
        "import Limits; child.restrict(Limits(output=100_000))\n"
        "while True: sys.stdout.buffer.write(b'x' * 65536)"
    )

    assert _run_program(program, io.BytesIO(), LIMITS).reason == process.CRASHED


def test_the_process_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    program = "import json, os; print(json.dumps({'text': str(dict(os.environ)), 'cut': False}))"

    assert "geheim" not in _run_program(program, io.BytesIO(), LIMITS).text
