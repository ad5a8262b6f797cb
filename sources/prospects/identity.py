"""When two rows are the same person: in one file, and from one import to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
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


def keep_known_ids(read: Iterable[Prospect], known: Iterable[Prospect]) -> tuple[Prospect, ...]:
    """`read` with the ids that `known` prospects already have.

    A row without an id of its own gets one from its e-mail, else its profile, else name and employer. When a later
    export adds an e-mail, that id would change and the person would be doubled: so a person who is known under
    another key keeps the id they have. Two rows never get the same id.
    """
    known = tuple(known)
    taken = {prospect.id for prospect in known}
    by_key: dict[str, str] = {}
    for prospect in known:
        for key in identity_keys(prospect):
            by_key.setdefault(key, prospect.id)
    used: set[str] = set()
    kept = []
    for prospect in read:
        keys = identity_keys(prospect)
        same = next((by_key[k] for k in keys if k in by_key), "")
        made_up = prospect.id in keys  # an id the file itself gave is never replaced
        known_as = same if made_up and prospect.id not in taken and same not in used else ""
        kept.append(replace(prospect, id=known_as or prospect.id))
        used.add(kept[-1].id)
    return tuple(kept)
