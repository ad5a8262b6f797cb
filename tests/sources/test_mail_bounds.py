"""Whatever a message holds, reading it comes to an end soon: what is beyond any message is cut before it is parsed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sources.feed import Feed
from sources.mail_bounds import HEADER_LIMIT, LINES_LIMIT, PARTS_LIMIT, parse_message
from sources.readers.mail import read

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
FEED = Feed(name="Letters", url="letters", kind="mail")
MIXED = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
TEXT = b"Content-Type: text/plain\r\n\r\nTallgrass named a CIO."


@pytest.mark.parametrize(
    "body",
    [
        b"Subject: " + b"a " * 2_000_000 + b"\r\n\r\nx",
        b"Subject: " + b"=?utf-8?q?a?= " * 250_000 + b"\r\n\r\nx",
        b"Subject: x\r\nContent-Type: text/plain; " + b"a=b; " * 800_000 + b"\r\n\r\nx",
        b"Subject: x\r\n" + b"".join(MIXED % (n, n) for n in range(2000)) + b"\r\n" * 1_500_000,
        b"Subject: x\r\n" + MIXED % (0, 0) + b"--b0\r\n\r\n" * 400_000,
        b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<a " * 1_300_000,
    ],
    ids=["words", "encoded words", "parameters", "parts in parts", "parts", "links"],
)
def test_a_hostile_message_is_read_at_once(body: bytes) -> None:
    """Of the parser's own, each takes minutes: the suite ends what hangs (pytest-timeout)."""
    assert len(read(body, FEED, "", NOW)) == 1


def test_a_header_is_cut_far_behind_any_title() -> None:
    """Also those of a part."""
    long = b"Subject: " + b"a " * HEADER_LIMIT + b"\r\n"
    message = parse_message(long + MIXED % (0, 0) + long + TEXT)
    [part] = message.iter_parts()
    assert [len(one["Subject"]) <= HEADER_LIMIT for one in (message, part)] == [True, True]
    assert "Tallgrass named a CIO." in part.as_string()


def test_what_stands_before_the_cuts_is_read() -> None:
    """A message of many parts or lines is read as far as they go."""
    many = b"--b0\r\n" + TEXT + b"\r\n"
    message = parse_message(b"Subject: A CIO\r\n" + MIXED % (0, 0) + many * 2 * PARTS_LIMIT)
    assert (message["Subject"], len([*message.iter_parts()]) >= PARTS_LIMIT - 1) == ("A CIO", True)
    [item] = read(b"Subject: A CIO\r\n" + TEXT + b"\r\nMore." * 2 * LINES_LIMIT, FEED, "", NOW)
    assert item.text.startswith("Tallgrass named a CIO.")
