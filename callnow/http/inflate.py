"""Bodies inflated within a bound: a kilobyte of gzip can hold a gigabyte of zeros."""

from __future__ import annotations

import zlib

from callnow.errors import FetchFailed
from callnow.terms import FailureKind

ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
GZIP_MAGIC = b"\x1f\x8b"
MOST_ROOM = 1_000_000_000  # bytes that fetch.max_bytes may be

MIS_PACKED = "see whether a browser opens the address; it is tried again, and the source may have another feed"


class Inflater:
    """Takes the raw bytes of one body piece by piece; `finish` gives it inflated.

    `encoding` is the Content-Encoding header. Raises FetchFailed: kind size when the body is larger than `limit` bytes
    raw or inflated (`or_else` is what else may be done about that), kind encoding for stacked or unknown encodings,
    broken data and data that end too soon.
    """

    def __init__(self, encoding: str, limit: int, or_else: str = "") -> None:
        self._name = encoding.strip().lower()
        if self._name not in ENCODINGS:
            raise FetchFailed(
                f"the body is packed as {encoding[:40]!r}, which is not one plain encoding",
                hint=MIS_PACKED,
                kind=FailureKind.ENCODING,
            )
        self._limit, self._or_else = limit, or_else
        self._packed = self._name not in {"", "identity"}
        self._stream = zlib.decompressobj(47)  # gzip or zlib, told by its header
        self._begun = False
        self._rest = b""  # what may be the first half of a further member's magic
        self._parts: list[bytes] = []
        self._size = self._raw_size = 0

    def feed(self, piece: bytes) -> None:
        self._raw_size += len(piece)
        if self._raw_size > self._limit:
            self._too_large()
        if not self._packed:
            self._keep(piece)
            return
        if not self._begun and piece:
            self._begun = True
            if self._name == "deflate" and piece[0] & 0x0F != 8:
                self._stream = zlib.decompressobj(-15)  # some servers send deflate without its zlib header
        try:
            self._inflate(piece)
        except zlib.error as error:
            raise FetchFailed(
                f"the body is not valid {self._name} data", hint=MIS_PACKED, kind=FailureKind.ENCODING
            ) from error

    def finish(self) -> bytes:
        if self._packed and self._begun and not self._stream.eof:
            raise FetchFailed(
                f"the {self._name} data of the body end too soon", hint=MIS_PACKED, kind=FailureKind.ENCODING
            )
        return b"".join(self._parts)

    def _inflate(self, piece: bytes) -> None:
        piece, self._rest = self._rest + piece, b""
        while piece:
            if self._stream.eof:
                if piece == GZIP_MAGIC[:1]:
                    self._rest = piece
                    return
                if not piece.startswith(GZIP_MAGIC):
                    return  # padding after the end
                self._stream = zlib.decompressobj(47)  # gzip may come in several members
            self._keep(self._stream.decompress(piece, self._limit - self._size + 1))
            piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            self._too_large()
        self._parts.append(piece)

    def _too_large(self) -> None:
        raise FetchFailed(
            f"the body is larger than {self._limit // 1024} KB",
            hint=f"look for a shorter feed of the source{self._or_else}",
            kind=FailureKind.SIZE,
        )


def inflated(body: bytes, limit: int) -> bytes:
    """`body`, unpacked if it is a gzip file (sitemaps are served as such). Raises FetchFailed as above."""
    if not body.startswith(GZIP_MAGIC):
        return body
    inflater = Inflater("gzip", limit)
    inflater.feed(body)
    return inflater.finish()
