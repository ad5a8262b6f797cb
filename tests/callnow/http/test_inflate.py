"""Bodies in one or more members of gzip, whose pieces end anywhere."""

from __future__ import annotations

import gzip

import pytest

from callnow.http.inflate import Inflater

BODY = gzip.compress(b"one ") + gzip.compress(b"two")


@pytest.mark.parametrize("padding", [b"", b"\0\0", b"\x1f"])
@pytest.mark.parametrize("cut", range(len(BODY) + 1))
def test_members_are_read_wherever_a_piece_ends(cut: int, padding: bytes) -> None:
    """Also between the two bytes that a further member begins with; padding after the last one is no member."""
    inflater = Inflater("gzip", 1000)
    for piece in (BODY[:cut], BODY[cut:], padding):
        inflater.feed(piece)
    assert inflater.finish() == b"one two"


def test_members_are_read_byte_by_byte() -> None:
    """Each byte may come alone."""
    inflater = Inflater("gzip", 1000)
    for place in range(len(BODY)):
        inflater.feed(BODY[place : place + 1])
    assert inflater.finish() == b"one two"
