"""A ticket that opens the page once, soon: what starts a browser hands it over in words that others on the machine can
read while the browser runs, so that it must not be the key."""

from __future__ import annotations

import hmac
import secrets
import time
from pathlib import Path

from callnow.private_files import replace_private

FILE_NAME = "page.ticket"
LASTS = 120.0  # seconds in which a browser must have started


def make_ticket(home: Path) -> str:
    """A new ticket to the page of a home; the one before it opens nothing any more. Raises OSError."""
    ticket = secrets.token_urlsafe(24)
    replace_private(home / FILE_NAME, ticket.encode())
    return ticket


def take_ticket(home: Path, word: str) -> bool:
    """Whether a word is the ticket of a home, which is used up then."""
    file = home / FILE_NAME
    try:
        fresh = time.time() - file.stat().st_mtime <= LASTS
        ticket = file.read_bytes()
        if not (fresh and ticket and hmac.compare_digest(ticket, word.encode("utf-8", "replace"))):
            return False
        file.unlink()
    except OSError:  # there is none, or another request was quicker
        return False
    return True
