"""Header fields of HTTP: those of answers that tell a time (dates, Retry-After), and what a field can hold."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_RETRY_AFTER = 7 * 24 * 3600.0  # seconds; what asks for more is a mistake


def http_date(text: str) -> datetime | None:
    """The time of an HTTP date in UTC; None where `text` holds none."""
    if not text:
        return None
    try:
        at = parsedate_to_datetime(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def retry_after_seconds(header: str, now: datetime) -> float | None:
    """Seconds from `now` that a Retry-After asks to wait (RFC 9110, 10.2.3), at most a week; None where it names none.

    The header holds a number of seconds or an HTTP date; a date that is past asks for no wait.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_RETRY_AFTER)
    at = http_date(text)
    return None if at is None else min(max((at - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def unsendable(text: str) -> str:
    """The characters of `text` that no header field can hold, each once: all but plain letters, digits and signs."""
    return "".join(dict.fromkeys(character for character in text if not " " <= character <= "~"))
