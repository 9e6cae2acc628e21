"""How the process that reads an archive hands its contents to the one that stores them.

A stream of frames: a letter for the kind, the length as four bytes, the payload. First the report
as JSON; then for each file its name and its contents in pieces; an end, or in its place what was
found to be wrong on the way. Neither side ever holds more than one frame.
"""

import json
import struct
from collections.abc import Iterator
from typing import BinaryIO

_HEAD = struct.Struct(">cI")
_REPORT, _FILE, _DATA, _END, _REFUSAL = b"R", b"F", b"D", b"E", b"X"
#: Kind of frame → bytes that it may have at most.
_LONGEST = {_REPORT: 16 * 1024 * 1024, _FILE: 4096, _DATA: 1024 * 1024, _END: 0, _REFUSAL: 65536}


class BrokenStreamError(Exception):
    """The other side ended early, or says what it must not."""


class RefusedContentsError(Exception):
    """The archive turned out to be damaged; carries the problem as the report has it."""

    def __init__(self, problem: dict):
        super().__init__(problem)
        self.problem = problem


class Writer:
    def __init__(self, out: BinaryIO):
        self._out = out

    def report(self, report: dict) -> None:
        self._write(_REPORT, json.dumps(report, ensure_ascii=False).encode())

    def file(self, name: str, pieces: Iterator[bytes]) -> None:
        self._write(_FILE, name.encode())
        for piece in pieces:
            self._write(_DATA, piece)

    def end(self) -> None:
        self._write(_END, b"")
        self._out.flush()

    def refusal(self, problem: dict) -> None:
        self._write(_REFUSAL, json.dumps(problem, ensure_ascii=False).encode())
        self._out.flush()

    def _write(self, kind: bytes, payload: bytes) -> None:
        self._out.write(_HEAD.pack(kind, len(payload)))
        self._out.write(payload)


class Reader:
    """Reads what a `Writer` wrote: first `report()`, then `files()`.

    Both raise `BrokenStreamError` where the stream is not whole.
    """

    def __init__(self, source: BinaryIO):
        self._source = source

    def report(self) -> dict:
        kind, payload = self._next()
        if kind != _REPORT:
            raise BrokenStreamError("no report")
        return _read_json(payload)

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Name and pieces of each file; the pieces must be used up before the next one.

        Raises `RefusedContentsError` where the other side says that the archive is damaged.
        """
        kind, payload = self._next()
        while kind == _FILE:
            pieces = _Pieces(self._next)
            yield payload.decode(), pieces
            kind, payload = pieces.following()
        if kind == _REFUSAL:
            raise RefusedContentsError(_read_json(payload))
        if kind != _END:
            raise BrokenStreamError("pieces of no file")

    def _next(self) -> tuple[bytes, bytes]:
        kind, length = _HEAD.unpack(self._read(_HEAD.size))
        if length > _LONGEST.get(kind, -1):
            raise BrokenStreamError("a frame that is unknown or too long")
        return kind, self._read(length)

    def _read(self, length: int) -> bytes:
        data = self._source.read(length)
        if len(data) < length:
            raise BrokenStreamError("ended early")
        return data


def _read_json(payload: bytes) -> dict:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise BrokenStreamError("no JSON") from error


class _Pieces:
    def __init__(self, read):
        self._read = read
        self._following: tuple[bytes, bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        while self._following is None:
            kind, payload = self._read()
            if kind == _DATA:
                yield payload
            else:
                self._following = kind, payload

    def following(self) -> tuple[bytes, bytes]:
        """The frame after the last piece; leftover pieces are skipped."""
        for _piece in self:
            pass
        return self._following
