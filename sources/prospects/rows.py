"""One row of an export to one Prospect, or to the reason why not."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from callnow.fold import fold
from callnow.model import Prospect
from sources.prospects.identity import identity_keys
from sources.prospects.names import full_name
from sources.prospects.phones import country_code, dialable
from sources.prospects.spelling import LOST, garbled_word
from sources.prospects.table import Row, without_entities
from sources.prospects.wording import is_free_mail, wording

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"[^\s@<>\"';,()]+@[^\s@<>\"';,()]+\.[^\s@<>\"';,().]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with the row that begins on `line`, and what to do about it."""

    line: int
    reason: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a row says nothing: two-letter country, and who looks after the prospect."""

    country: str
    owner: str


def read_row(row: Row, columns: Mapping[str, Sequence[int]], defaults: Defaults) -> Prospect | RowProblem:
    """The prospect of one row, or why it cannot be used (no name, no employer)."""
    cells = {field: [_clean(row.cells[n]) for n in numbers if n < len(row.cells)] for field, numbers in columns.items()}

    def first(field: str) -> str:
        return next((_line(v) for v in cells.get(field, ()) if v), "")

    name = full_name(first("name"), first("first_name"), first("last_name_prefix"), first("last_name"))
    employer = first("employer")
    if not name:
        return RowProblem(row.line, "no name", "fill in the person's name, or delete the row")
    if not employer:
        return RowProblem(row.line, f"no employer for {name}", "fill in the employer: news is matched by it")
    if LOST in name + employer:
        return RowProblem(row.line, f"letters of {name!r}, {employer!r} cannot be read", "write them again, in UTF-8")
    if fold(employer) in wording().no_employer:
        return RowProblem(
            row.line,
            f"{employer!r} is no employer that news could name ({name})",
            "fill in the employer, or leave the row out",
        )
    country = country_code(first("country"))
    phone, phone_note = _phone(cells.get("phone", ()), country or defaults.country)
    email = _email(cells.get("email", ()))
    url = _url(first("url"))
    prospect = Prospect(
        id=first("prospect_id"),
        name=name,
        employer=employer,
        title=first("title"),
        phone=phone,
        phone_note=phone_note,
        email=email,
        city=first("city"),
        country=country or first("country"),
        time_zone=_zone(first("time_zone")),
        owner=first("owner") or defaults.owner,
        tier=_tier(first("tier")),
        tags=_tags(cells.get("tags", ())),
        notes="\n".join(v for v in cells.get("notes", ()) if v),
        url=url,
        domain=_domain(first("domain")) or _work_domain(email),
        ticker=first("ticker").upper(),
    )
    return prospect if prospect.id else _with_id(prospect)


def left_out(prospect: Prospect, row: Row, columns: Mapping[str, Sequence[int]]) -> list[RowProblem]:
    """What of a used row could not be used, or not be meant: a garbled name, phone, e-mail, zone, country, tier."""

    def given(field: str) -> str:
        return next(
            (v for n in columns.get(field, ()) if n < len(row.cells) and (v := _line(_clean(row.cells[n])))), ""
        )

    notes = []
    if word := garbled_word(f"{prospect.name} {prospect.employer}"):
        notes.append(RowProblem(row.line, f"{word!r} looks garbled", "correct it where the file comes from"))
    if given("phone") and not prospect.phone:
        notes.append(RowProblem(row.line, f"phone: {prospect.phone_note}", "write it with its country code, as +1 …"))
    if given("email") and not prospect.email:
        notes.append(RowProblem(row.line, f"{given('email')!r} is no e-mail address", "write it as name@company.com"))
    if given("time_zone") and not prospect.time_zone:
        notes.append(
            RowProblem(row.line, f"unknown time zone {given('time_zone')!r}", "use a name such as America/Chicago")
        )
    if given("country") and not country_code(given("country")):
        notes.append(
            RowProblem(row.line, f"unknown country {given('country')!r}", "use its two letters, such as US or DE")
        )
    if given("tier") and not prospect.tier:
        notes.append(RowProblem(row.line, f"unknown tier {given('tier')!r}", "use A, B or C"))
    return notes


def _with_id(prospect: Prospect) -> Prospect:
    return replace(prospect, id=identity_keys(prospect)[0])


def _clean(cell: str) -> str:
    text = _UNSEEN.sub("", without_entities(cell)).replace("\u00a0", " ").strip()
    return "" if text.casefold() in wording().nothing else text


def _line(text: str) -> str:
    return " ".join(text.split())


def _phone(written: Sequence[str], country: str) -> tuple[str, str]:
    tries = [dialable(text, country) for text in written if text]
    return next((t for t in tries if t[0]), tries[0] if tries else ("", "no phone number given"))


def _email(written: Sequence[str]) -> str:
    """The first work address, else the first address: a work address says where the person works."""
    found: list[str] = [m for text in written for m in _ADDRESS.findall(text.removeprefix("mailto:"))]
    work = [address for address in found if _work_domain(address)]
    return (work or found or [""])[0].lower()


def _work_domain(email: str) -> str:
    domain = _domain(email.rpartition("@")[2])
    return "" if is_free_mail(domain) else domain


def _domain(text: str) -> str:
    host = re.sub(r"^[a-z]+://", "", text.strip().lower()).split("/")[0].split("?")[0].split(":")[0].rpartition("@")[2]
    host = host.removeprefix("www.").rstrip(".")
    if host and not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    return host if _DOMAIN.fullmatch(host) else ""


def _url(text: str) -> str:
    if re.match(r"https?://[^\s/]+", text, re.I):
        return text
    return f"https://{text}" if re.match(r"(?:[\w-]+\.)+[a-z]{2,}/\S+$", text, re.I) else ""


@cache
def _zones() -> dict[str, str]:
    known = {name.casefold(): name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC"}
    return known | dict(wording().time_zones)


def _zone(text: str) -> str:
    """A tz database name, also from what HubSpot ("america_slash_chicago") and Salesforce ("(GMT-06:00) …") write."""
    given = text.casefold().replace("_slash_", "/").strip()
    named = re.search(r"\(([a-z_]+/[a-z_/]+)\)\s*$", given)  # "(GMT-06:00) Central Standard Time (America/Chicago)"
    given = named[1] if named else re.sub(r"^\((?:utc|gmt)[^)]*\)\s*", "", given)
    zones = _zones()
    return zones.get(given) or zones.get(given.replace(" ", "_")) or zones.get(fold(given), "")


def _tier(text: str) -> str:
    tier = text.upper().removeprefix("TIER").strip()
    return tier if tier in {"A", "B", "C"} else ""


def _tags(written: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.strip() for text in written for t in re.split(r"[;,|\n]", text) if t.strip()))
