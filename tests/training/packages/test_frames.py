"""What reaches the one who stores is whole, or it is an error."""

import io
import struct

import pytest

from training.packages.importing.frames import (
    BrokenStreamError,
    Reader,
    RefusedContentsError,
    Writer,
)


def written() -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    writer.report({"title": "Größe"})
    writer.file("a.html", iter([b"ab", b"c"]))
    writer.file("leer.txt", iter([]))
    writer.end()
    return out.getvalue()


def read(data: bytes) -> tuple[dict, dict[str, bytes]]:
    reader = Reader(io.BytesIO(data))
    return reader.report(), {name: b"".join(pieces) for name, pieces in reader.files()}


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">cI", kind, len(payload)) + payload


def test_it_arrives_as_it_was_sent():
    assert read(written()) == ({"title": "Größe"}, {"a.html": b"abc", "leer.txt": b""})


def test_what_nobody_reads_is_skipped():
    reader = Reader(io.BytesIO(written()))
    reader.report()
    assert [name for name, _pieces in reader.files()] == ["a.html", "leer.txt"]


@pytest.mark.parametrize("end", range(0, len(written()), 3))
def test_a_stream_that_ends_early_is_an_error(end):
    with pytest.raises(BrokenStreamError):
        read(written()[:end])


@pytest.mark.parametrize(
    "data",
    [
        frame(b"F", b"a.html"),
        frame(b"?", b"{}"),
        frame(b"R", b"{"),
        frame(b"R", b"{}") + frame(b"D", b"von keiner Datei"),
        frame(b"R", b"{}") + frame(b"R", b"{}"),
        frame(b"R", b"{}") + struct.pack(">cI", b"D", 2**31),
        frame(b"R", b"{}") + frame(b"F", b"x" * 5000),
    ],
)
def test_what_is_not_agreed_is_an_error(data):
    with pytest.raises(BrokenStreamError):
        read(data)


def test_a_refusal_ends_it():
    out = io.BytesIO()
    writer = Writer(out)
    writer.report({})
    writer.file("a.html", iter([b"ab"]))
    writer.refusal({"code": "damaged"})
    with pytest.raises(RefusedContentsError) as caught:
        read(out.getvalue())
    assert caught.value.problem == {"code": "damaged"}
