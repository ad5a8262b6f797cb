"""What the cells of one field hold: a post, a town, addresses, a domain, a time zone, a tier, tags."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Sequence
from functools import cache

from callnow.fold import fold
from callnow.terms import PROSPECT_TIERS
from sources.prospects.cells import first_of
from sources.prospects.wording import is_free_mail, wording

_ADDRESS = re.compile(r"[^\s@<>\"';,()]+@[^\s@<>\"';,()]+\.[^\s@<>\"';,().]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def post_of(written: Sequence[str]) -> str:
    """The first title of a post: in some exports "Title" is "Ms.", and the post stands in another column."""
    titles = (first_of({"title": [text]}, "title") for text in written)
    return next((title for title in titles if not _is_salutation(title)), "")


def _is_salutation(title: str) -> bool:
    """Whether a title is none of a post, or empty; "HR" in capitals is a department."""
    return title != "HR" and wording().salutations.issuperset(fold(title).split())


_SUM = re.compile(r"[$€£]|\d\s?k\b", re.IGNORECASE)


def town_of(city: str, state: str) -> str:
    """City and state as one writes them: "Austin, TX"; a figure is no city ("Base" may be what somebody earns)."""
    city = "" if _SUM.search(city) or not any(map(str.isalpha, city)) else city
    names_state = not state or fold(state) in {fold(part) for part in city.split(",")}
    return city if names_state else ", ".join(filter(None, (city, state)))


def emails_of(written: Sequence[str]) -> list[str]:
    """Every address, at least "": a work address first, for it says where the person works."""
    addresses: list[str] = [m.lower() for text in written for m in _ADDRESS.findall(text.removeprefix("mailto:"))]
    return sorted(dict.fromkeys(addresses), key=lambda address: not work_domain(address)) or [""]


def work_domain(email: str) -> str:
    """The domain of an address at work; "" where it has none."""
    return no_free_mail(domain_of(email.rpartition("@")[2]))


def no_free_mail(domain: str) -> str:
    """A domain, unless it is a mail provider's: that is nobody's employer."""
    return "" if is_free_mail(domain) else domain


def domain_of(text: str) -> str:
    """The domain that a web address or an e-mail address stands at; "" where it is none."""
    host = re.sub(r"^[a-z]+://", "", text.strip().lower()).split("/")[0].split("?")[0].split(":")[0].rpartition("@")[2]
    host = host.removeprefix("www.").rstrip(".")
    if host and not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    return host if _DOMAIN.fullmatch(host) else ""


def urls_of(written: Sequence[str]) -> list[str]:
    """Every address of a page, at least ""."""
    found = (_url(part) for text in written for part in re.split(r"[;,]?\s+", text))
    return list(dict.fromkeys(filter(None, found))) or [""]


def _url(text: str) -> str:
    if re.match(r"https?://[^\s/\[\]]+", text, re.I):
        return text
    return f"https://{text}" if re.match(r"(?:[\w-]+\.)+[a-z]{2,}/\S+$", text, re.I) else ""


def other_names_of(name: str, written: str) -> tuple[str, ...]:
    """Other spellings of a name, with ";" between."""
    names = (part.strip() for part in written.split(";"))
    return tuple(dict.fromkeys(other for other in names if other and other != name))


@cache
def _zones() -> dict[str, str]:
    known = {name.casefold(): name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC"}
    return known | dict(wording().time_zones)


def zone_of(text: str) -> str:
    """A tz database name, also from what HubSpot ("america_slash_chicago") and Salesforce ("(GMT-06:00) …") write."""
    name = text.casefold().replace("_slash_", "/").strip()
    named = re.search(r"\(([a-z_]+/[a-z_/]+)\)\s*$", name)  # "(GMT-06:00) Central Standard Time (America/Chicago)"
    name = named[1] if named else re.sub(r"^\((?:utc|gmt)[^)]*\)\s*", "", name)
    zones = _zones()
    return zones.get(name) or zones.get(name.replace(" ", "_")) or zones.get(fold(name), "")


def tier_of(text: str) -> str:
    """A, B or C; "" where a cell says none of them."""
    tier = text.upper().removeprefix("TIER").strip()
    return tier if tier in PROSPECT_TIERS else ""


def tags_of(written: Sequence[str]) -> tuple[str, ...]:
    """The tags, without the groups that Google puts everybody in ("* myContacts")."""
    tags = (t.strip() for text in written for t in re.split(r"[;,|\n]|:::", text))
    return tuple(dict.fromkeys(tag for tag in tags if tag and not tag.startswith("* ")))
