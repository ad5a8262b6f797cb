"""How long a server asks to wait, read from its Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.http.headers import LONGEST_RETRY_AFTER, retry_after_seconds

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CASES: list[tuple[str, float | None]] = [
    ("120", 120),
    (" 0 ", 0),
    ("99999999999999", LONGEST_RETRY_AFTER),
    ("Mon, 02 Mar 2026 10:00:00 GMT", 3600),
    ("Mon, 02 Mar 2026 11:00:00 +0100", 3600),
    ("Monday, 02-Mar-26 09:01:00 GMT", 60),
    ("Sun, 01 Mar 2026 10:00:00 GMT", 0),  # past: no wait
    ("Mon, 02 Mar 2099 10:00:00 GMT", LONGEST_RETRY_AFTER),
    ("", None),
    ("soon", None),
    ("-5", None),
    ("²", None),  # a digit to str.isdigit, and no number
    ("Mon, 99 Mar 2026 10:00:00 GMT", None),
]


@pytest.mark.parametrize(("header", "seconds"), CASES)
def test_retry_after_is_read_as_seconds(header: str, seconds: float | None) -> None:
    """A number or a date is a wait of at most a week; a past date is none; else None."""
    assert retry_after_seconds(header, NOW) == seconds
