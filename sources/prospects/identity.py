"""What a row is known by from one import to the next: ids of what it says, mailboxes, profiles."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from sources.prospects.names import without_degrees
from sources.prospects.wording import wording

_OF_A_COMPANY = re.compile(r"linkedin\.com/(?:company|school|showcase)/")
_IS_ID = re.compile(r"(?!(?:gcl|fbcl|msclk|yclk|igsh|tracking_?|session_?|s)id=)\w*id=.", re.IGNORECASE)


def own_mailbox(email: str) -> str:
    """The address in lower case, or "" where several people may read it (info@…)."""
    address = email.strip().lower()
    return "" if address.partition("@")[0] in wording().shared_mailboxes else address


def profile(url: str) -> str:
    """A profile's address without scheme, www, language prefix, what only counts clicks, and closing slash, or "".

    Of the query stays what tells one profile from another ("?id=17"). A company's page is nobody's profile.
    """
    try:
        parts = urlsplit(url)
        host = re.sub(r"^(?:www|[a-z]{2})\.(?=linkedin\.com$)|^www\.", "", (parts.hostname or ""))
    except ValueError:  # "https://[linkedin.com/in/x"
        return ""
    path = unquote(parts.path).rstrip("/").lower()
    if not (host and path) or _OF_A_COMPANY.match(f"{host}{path}"):
        return ""
    told_apart = [] if host == "linkedin.com" else [p for p in sorted(parts.query.split("&")) if _IS_ID.match(p)]
    return "?".join([f"{host}{path}", *(["&".join(told_apart).lower()] if told_apart else [])])


def identity_keys(prospect: Prospect) -> tuple[str, ...]:
    """Ids this person would have by what is known of them, the steadiest first: e-mail, profile, name with employer."""
    email, url = own_mailbox(prospect.email), profile(prospect.url)
    return (
        *([stable_id("email", email)] if email else []),
        *([stable_id("url", url)] if url else []),
        stable_id("person", fold(without_degrees(prospect.name)), fold(prospect.employer)),
    )
