"""What a row is known by from one import to the next: ids of what it says, mailboxes, profiles."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from sources.prospects.names import without_degrees
from sources.prospects.wording import wording


def own_mailbox(email: str) -> str:
    """The address in lower case, or "" where several people may read it (info@…)."""
    address = email.strip().lower()
    return "" if address.partition("@")[0] in wording().shared_mailboxes else address


def profile(url: str) -> str:
    """A profile's address without scheme, www, language prefix, query and closing slash, or ""."""
    parts = urlsplit(url)
    host = re.sub(r"^(?:www|[a-z]{2})\.(?=linkedin\.com$)|^www\.", "", (parts.hostname or ""))
    path = unquote(parts.path).rstrip("/").lower()
    return f"{host}{path}" if host and path else ""


def identity_keys(prospect: Prospect) -> tuple[str, ...]:
    """Ids this person would have by what is known of them, the steadiest first: e-mail, profile, name with employer."""
    email, url = own_mailbox(prospect.email), profile(prospect.url)
    return (
        *([stable_id("email", email)] if email else []),
        *([stable_id("url", url)] if url else []),
        stable_id("person", fold(without_degrees(prospect.name)), fold(prospect.employer)),
    )
