"""What a row is known by from one import to the next: ids of what it says, mailboxes, profiles."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from sources.prospects.names import without_degrees
from sources.prospects.wording import wording

_OF_A_COMPANY = re.compile(r"linkedin\.com/(?:company|school|showcase)/|xing\.com/(?:companies|pages)/")
# Where every page is one member's, whatever it is called.
_NETWORK = re.compile(
    r"(?:linkedin|xing|twitter|x|facebook|instagram|github|gitlab|medium)\.com|bsky\.app|threads\.net|orcid\.org"
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LEAST = 4  # letters of an employer's first word, and of a family name within other letters
_IS_ID = re.compile(r"(?!(?:gcl|fbcl|msclk|yclk|igsh|tracking_?|session_?|s)id=)\w*id=.", re.IGNORECASE)


def own_mailbox(email: str) -> str:
    """The address in lower case, or "" where several people may read it (info@…, front-desk2@…)."""
    address = email.strip().lower()
    mailbox = address.partition("@")[0]
    shared = wording().shared_mailboxes
    return "" if mailbox in shared or re.sub(r"[-_\d]", "", mailbox) in shared else address


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


def own_page(url: str, person: Prospect) -> str:
    """`profile` where the page is this one person's, "" where several may have it ("velmora.example/team").

    A page of a network is its member's, unless it is called like the employer. Any other is whose name stands in its
    path; it may have a number instead, but for sites of the employer, where numbers are those of pages.
    """
    page = profile(url)
    host, _, path = page.partition("/")
    if _NETWORK.fullmatch(host):
        return "" if _letters(path.rpartition("/")[2]) in _called(person) else page
    if _names(path, person):
        return page
    numbered = any(character.isdecimal() for character in path.rpartition("/")[2])
    return page if numbered and not _is_of_employer(host, person) else ""


def _names(path: str, person: Prospect) -> bool:
    """Whether one of the last two parts of a path holds the first or the family name of a person."""
    spellings = {fold(way) for name in person.names for way in (name, name.lower().translate(_UMLAUTS))}
    parts = [fold(part) for part in path.split("/")[-2:]]
    return any(_holds(part, words) for part in parts for name in spellings if (words := name.split()))


def _holds(part: str, name: list[str]) -> bool:
    first, last, joined = name[0], name[-1], part.replace(" ", "")
    whole = {first, last} & {word for word in part.split() if len(word) > 1}
    return bool(whole) or (len(last) >= _LEAST and last in joined and (first in joined or joined[0] == first[0]))


def _is_of_employer(host: str, person: Prospect) -> bool:
    if person.domain and f".{host}".endswith(f".{person.domain}"):
        return True
    return any(len(word) >= _LEAST and word in host for word in _called(person))


def _called(person: Prospect) -> set[str]:
    """What the employer's own pages are called: its name, the first word of that, its domain."""
    employer = fold(person.employer)
    return {employer.replace(" ", ""), employer.partition(" ")[0], _letters(person.domain.partition(".")[0])} - {""}


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def identity_keys(prospect: Prospect) -> tuple[str, ...]:
    """Ids this person would have by what is known of them, the steadiest first: e-mail, profile, name with employer."""
    email, url = own_mailbox(prospect.email), own_page(prospect.url, prospect)
    return (
        *([stable_id("email", email)] if email else []),
        *([stable_id("url", url)] if url else []),
        stable_id("person", fold(without_degrees(prospect.name)), fold(prospect.employer)),
    )
