"""Archives that nobody unpacks, and names that are set right."""

import io
import stat
import struct
import warnings
import zipfile

import pytest

from tests.training.packages.archives import entry, patched, zipped
from training.packages.reading.archive import chunks, open_archive
from training.packages.reading.limits import KILOBYTE, Limits
from training.packages.reading.members import safe_members
from training.packages.reading.problems import RefusedPackageError

SMALL = Limits(
    files=3,
    total_size=300 * KILOBYTE,
    file_size=200 * KILOBYTE,
    ratio=50,
    ratio_from=20 * KILOBYTE,
    depth=2,
    path_length=40,
    name_length=20,
    directory_size=64 * KILOBYTE,
)


def names(file, limits=SMALL) -> list[str]:
    with open_archive(file, limits=limits) as archive:
        return [member.name for member in safe_members(archive, limits)]


def refusal(file, limits=SMALL):
    with pytest.raises(RefusedPackageError) as caught:
        names(file, limits)
    problem = caught.value.problem
    assert problem.is_fatal
    assert problem.sentence.endswith(".")
    assert problem.remedy.endswith(".")
    return problem


def noise(size: int) -> bytes:
    """Bytes that hardly pack."""
    return b"".join(struct.pack(">I", i * 2654435761 % 2**32) for i in range(size // 4))


def doubled(*names: str) -> io.BytesIO:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return zipped([(name, name) for name in names])


def with_mode(mode: int) -> zipfile.ZipInfo:
    return entry("a", external_attr=mode << 16)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/b.html", "a/b.html"),
        ("a\\b.html", "a/b.html"),
        ("./a//b.html", "a/b.html"),
        ("Übung.html", "Übung.html"),
        ("Teil 1: b.html", "Teil 1: b.html"),
        ("..a/b..html", "..a/b..html"),
        ("Straße", "Straße"),
    ],
)
def test_harmless_names(name, shown):
    assert names(zipped({name: ""})) == [shown]


def test_names_in_utf8_that_do_not_say_so():
    archive = zipped({"Übung.html": ""})
    local, central = b"PK\x03\x04\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x08"

    silent = patched(archive, local, local[:-1] + b"\x00")
    silent = patched(silent, central, central[:-1] + b"\x00")

    assert names(silent) == ["Übung.html"]


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252"])
def test_names_of_old_windows_tools(encoding):
    name = "Größe für Übungen.html".encode(encoding)

    assert names(patched(zipped({"x" * len(name): ""}), b"x" * len(name), name), Limits()) == [
        "Größe für Übungen.html"
    ]


def test_folders_and_litter_are_left_out():
    litter = {"__MACOSX/a/._b": "", "a/.DS_Store": "", "a/": "", "a/b": ""}

    assert names(zipped(litter), Limits()) == ["a/b"]


def test_members_below_a_folder():
    with open_archive(zipped({"kurs/a": "1", "kurs/b/c": "", "liesmich": ""})) as archive:
        members = safe_members(archive, root="kurs/")
        assert [(member.name, member.size) for member in members] == [("a", 1), ("b/c", 0)]
        assert b"".join(chunks(archive, members[0].info)) == b"1"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (zipped({"/etc/passwd": ""}), "unsafe-name"),
        (zipped({"../a": ""}), "unsafe-name"),
        (zipped({"a/../../b": ""}), "unsafe-name"),
        (zipped({"a\\..\\b": ""}), "unsafe-name"),
        (zipped({"\\\\server\\a": ""}), "unsafe-name"),
        (zipped({"C:\\a": ""}), "unsafe-name"),
        (zipped({"c:a": ""}), "unsafe-name"),
        (patched(zipped({"a.html#.js": ""}), b"#", b"\0"), "unsafe-name"),
        (patched(zipped({"a#b": ""}), b"#", b"\n"), "unsafe-name"),
        (zipped({"../": ""}), "unsafe-name"),
        (zipped({"bild\u202egnp.exe": ""}), "unsafe-name"),
        (zipped({"a\u2066.html": ""}), "unsafe-name"),
        (zipped({"a\u2028.html": ""}), "unsafe-name"),
        (zipped({"a/b/c/d": ""}), "too-deep"),
        (zipped({"a" * 21: ""}), "name-too-long"),
        (zipped({"ä" * 11: ""}), "name-too-long"),
        (zipped({"a" * 15 + "/" + "b" * 15 + "/" + "c" * 15: ""}), "name-too-long"),
        (zipped([(with_mode(stat.S_IFLNK), "/etc/passwd")]), "link"),
        (zipped([(with_mode(stat.S_IFIFO), "")]), "special-file"),
        (zipped({"a": "a"}, zipfile.ZIP_BZIP2), "compression"),
        (zipped({"a": "a"}, zipfile.ZIP_LZMA), "compression"),
        (zipped(dict.fromkeys("abcd", "")), "too-many-files"),
        (zipped({"a": noise(204 * KILOBYTE)}), "file-too-large"),
        (zipped({name: noise(120 * KILOBYTE) for name in "abc"}), "too-large"),
        (zipped({"a": bytes(190 * KILOBYTE)}), "ratio"),
        (zipped({name: bytes(19 * KILOBYTE) for name in "abc"}), "ratio"),
        (doubled("a", "a"), "duplicate-name"),
        (zipped({"a/B": "", "A/b": ""}), "duplicate-name"),
        (zipped({"a/b": "", "./a//b": ""}), "duplicate-name"),
        (zipped({"a": "", "a/b": ""}), "duplicate-name"),
        (zipped({"a/b": "", "A": ""}), "duplicate-name"),
    ],
)
def test_refused(file, code):
    assert refusal(file).code == code


def test_encrypted():
    plain = zipped([(entry("a"), "a")])
    flagged = patched(plain, b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")

    problem = refusal(flagged)

    assert (problem.code, problem.where) == ("encrypted", "a")


def test_entries_that_share_bytes():
    data = zipped([(entry("a"), "same"), (entry("b"), "same")]).getvalue()
    second = data.rindex(b"PK\x03\x04")
    forged = data.replace(struct.pack("<I", second) + b"b", struct.pack("<I", 0) + b"b")
    assert forged != data

    assert refusal(io.BytesIO(forged)).code == "overlapping"


def test_entry_that_claims_more_bytes_than_there_are():
    data = bytearray(zipped([(entry("a"), "same")]).getvalue())
    central = data.index(b"PK\x01\x02")
    data[central + 20 : central + 24] = struct.pack("<I", 4000)

    assert refusal(io.BytesIO(bytes(data))).code == "overlapping"


def test_table_of_contents_without_end():
    many = {f"{number:05}": "" for number in range(1500)}

    assert refusal(zipped(many)).code == "directory-too-large"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"Rar!\x1a\x07\x00", "ein RAR-Archiv"),
        (b"7z\xbc\xaf\x27\x1c", "ein 7-Zip-Archiv"),
        (b"\x1f\x8b\x08", "ein GZIP-Archiv"),
        (bytes(257) + b"ustar\x00", "ein TAR-Archiv"),
        (b"%PDF-1.7", "ein PDF-Dokument"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><manifest/>", "eine XML-Datei"),
        (b"<!DOCTYPE html><html>", "eine HTML-Seite"),
        (b"Guten Tag", "kein ZIP-Archiv"),
    ],
)
def test_other_formats_are_named(data, shown):
    problem = refusal(io.BytesIO(data))

    assert problem.code == "no-zip"
    assert shown in problem.sentence


def test_nothing_and_nowhere(tmp_path):
    assert refusal(io.BytesIO()).code == "empty"
    assert refusal(tmp_path / "fehlt.zip").code == "unreadable"
    assert refusal(tmp_path).code == "unreadable"


class Pipe(io.RawIOBase):
    """Cannot go back: sizes and checksums follow the contents, as in archives made on the fly."""

    def __init__(self):
        self.written = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.written += data
        return len(data)


def on_the_fly() -> io.BytesIO:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "eins")
    return io.BytesIO(pipe.written)


def in_zip64() -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a", "w", force_zip64=True) as entry:
        entry.write(b"eins")
    return file


@pytest.mark.parametrize(
    "file",
    [
        on_the_fly(),
        in_zip64(),
        io.BytesIO(b"MZ" + bytes(1000) + zipped({"a": "eins"}).getvalue()),
        io.BytesIO(zipped({"a": "eins"}).getvalue() + bytes(100)),
    ],
    ids=["data descriptors", "zip64", "self-extracting", "padded"],
)
def test_archives_of_all_kinds(file):
    with open_archive(file) as archive:
        (member,) = safe_members(archive)
        assert b"".join(chunks(archive, member.info)) == b"eins"


def test_an_entry_that_has_another_name_where_its_contents_are():
    data = zipped([(entry("a"), "eins")]).getvalue()
    at = data.index(b"PK\x03\x04") + 30

    with open_archive(io.BytesIO(data[:at] + b"b" + data[at + 1 :])) as archive:
        (member,) = safe_members(archive)
        with pytest.raises(RefusedPackageError) as caught:
            list(chunks(archive, member.info))
    assert caught.value.problem.code == "damaged"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_an_upload(share):
    data = zipped({"a": noise(4000)}).getvalue()

    assert refusal(io.BytesIO(data[: int(len(data) * share)])).code == "damaged"


def test_contents_that_do_not_match_their_checksum():
    file = patched(zipped([(entry("a"), "richtig")]), b"richtig", b"falsch!")

    with open_archive(file) as archive:
        (member,) = safe_members(archive)
        with pytest.raises(RefusedPackageError) as caught:
            list(chunks(archive, member.info))
    assert (caught.value.problem.code, caught.value.problem.where) == ("damaged", "a")
