"""One row of an export to one Prospect, or to the reason why not."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from callnow.fold import fold
from callnow.model import Prospect, SecondValues
from sources.prospects.cells import NAMED, cells_of, first_of, first_written, unquoted, without_pictures
from sources.prospects.formulas import is_formula
from sources.prospects.identity import identity_keys
from sources.prospects.names import (
    PARTS_OF_NAME,
    full_name,
    recruiter_name,
    without_leave,
    without_refusal,
    without_titles,
)
from sources.prospects.numbers import numbers_of, phones
from sources.prospects.phones import DialledNumber, country_code
from sources.prospects.posts import employer_now
from sources.prospects.spelling import LOST, garbled_word
from sources.prospects.table import Row
from sources.prospects.wording import is_free_mail, wording

_ADDRESS = re.compile(r"[^\s@<>\"';,()]+@[^\s@<>\"';,()]+\.[^\s@<>\"';,().]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


_TICKED = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si"})
DO_NOT_CALL = "Do not call"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with the row that begins on `line`, and what to do about it; `kept` is set where nothing is wrong,
    and it only says what was understood; `first` where it is told before all others, and always."""

    line: int
    reason: str
    what_to_do: str
    kept: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a row says nothing: two-letter country, and who looks after the prospect."""

    country: str
    owner: str


@dataclass(frozen=True, slots=True)
class UsedRow:
    """The prospect of a row, what of the row could not be used, and the places by which its numbers were read;
    `last_contact` is when somebody last spoke to them, as the row writes it, and `left` what it says of the employer
    where that is one they left; `promised` and `next_call` are what was promised and for when, `standing` what it
    says of how the person stands, if anything."""

    prospect: Prospect
    notes: tuple[RowProblem, ...]
    places: tuple[str, ...]
    last_contact: str = ""
    left: str = ""
    promised: str = ""
    next_call: str = ""
    standing: tuple[str, ...] = ()


def read_row(
    row: Row, columns: Mapping[str, Sequence[int]], defaults: Defaults, labels: Mapping[int, int] | None = None
) -> UsedRow | RowProblem:
    """The prospect of one row, also one without an employer, or why it cannot be used (no name, an employer that is
    none). `labels` are the columns that say what the number in another column is."""
    cells = cells_of(row, columns)

    def first(field: str) -> str:
        return first_of(cells, field)

    named = [without_refusal(without_pictures(first(part))) for part in PARTS_OF_NAME]
    at_work = [without_leave(part) for part, _ in named]
    name = full_name(*(part for part, _ in at_work))
    remarks = (*cells.get("notes", ()), *(leave for _, leave in at_work))
    employer, left = employer_now(first("employer"))
    if problem := _formula_in(cells, row.line) or _unusable(name, employer, row.line):
        return problem
    country = country_code(first("country"))
    city = _town(first("city"), first("state"))
    everything = numbers_of(row, columns, labels or {}, cells, country, defaults.country)
    numbers = [number for number in everything if number.kind != "fax"]
    phone, phone_note, others = phones(numbers)
    email, *more_emails = _emails(cells.get("email", ()))
    url, *more_urls = _urls(cells.get("url", ()))
    prospect = Prospect(
        id=first("prospect_id"),
        name=name,
        employer=employer,
        title=_title(cells.get("title", ())),
        phone=phone,
        phone_note=phone_note,
        other_phones=others,
        email=email,
        city=city,
        country=country or first("country"),
        time_zone=_zone(first("time_zone")),
        owner=recruiter_name(first("owner")) or defaults.owner,
        tier=_tier(first("tier")),
        tags=_tags([unquoted(text) for text in cells.get("tags", ())]),
        notes="\n".join(_lines(unquoted(text)) for text in remarks if text),
        url=url,
        domain=_no_free_mail(_domain(first("domain"))) or _work_domain(email),
        ticker=first("ticker").upper(),
        second=SecondValues(
            names=_other_names(name, first("other_names")),
            emails=tuple(more_emails),
            urls=tuple(more_urls),
            mobiles=tuple(number.phone for number in numbers if number.phone and number.kind == "mobile"),
            homes=tuple(number.phone for number in numbers if number.phone and number.kind == "home"),
        ),
    )
    elsewhere = (
        {number.country for number in numbers if number.country not in ("", defaults.country)} if not country else set()
    )
    return UsedRow(
        prospect if prospect.id else _with_id(prospect),
        tuple(_notes(prospect, cells, everything, row.line)),
        tuple(f"{city} ({country_of_number})" for country_of_number in sorted(elsewhere)),
        first("last_contact"),
        left,
        first("promised"),
        first("next_call"),
        _standing(cells, refused=any(refused for _, refused in named)),
    )


def _standing(cells: Mapping[str, Sequence[str]], *, refused: bool) -> tuple[str, ...]:
    """The cells of a status; a column of those who are not to be called says so where it is ticked, as does the name
    where it is `refused`."""
    refused = refused or any(fold(text) in _TICKED for text in cells.get("do_not_call", ()))
    return (*filter(None, cells.get("status", ())), *([DO_NOT_CALL] if refused else []))


def _formula_in(cells: Mapping[str, Sequence[str]], line: int) -> RowProblem | None:
    """Why a row cannot be used whose name or employer is a formula."""
    for field in NAMED:
        if is_formula(text := first_written(cells, field)):
            reason = f"the {field.replace('_', ' ')} is a formula: {text[:60]!r}"
            return RowProblem(line, reason, "export the results, not the formulas")
    return None


def _unusable(name: str, employer: str, line: int) -> RowProblem | None:
    """Why a row of this name and employer cannot be used."""
    if not name:
        return RowProblem(line, "no name", "fill in the person's name, or delete the row")
    if fold(name) == fold(employer):
        return RowProblem(line, f"{name!r} is name and employer at once", "fill in who it is, and where they work")
    if LOST in name + employer:
        return RowProblem(line, f"letters of {name!r}, {employer!r} cannot be read", "write them again, in UTF-8")
    if not any(c.isalpha() for c in name):
        return RowProblem(line, f"{name!r} is nobody's name", "fill in the person's name, or delete the row")
    if employer and _names_nobody(fold(employer)):
        return RowProblem(
            line,
            f"{employer!r} is not an employer that news could name ({name})",
            "fill in the employer, or leave the row out",
        )
    return None


def _names_nobody(employer: str) -> bool:
    """Whether a folded employer is a word for none ("retired", "Company") or was marks alone ("????")."""
    return not employer or employer in wording().no_employer


def no_employer(prospect: Prospect, line: int, left: str = "") -> RowProblem:
    """Why a row without an employer is not used, of somebody who is not on the list; `left`: see UsedRow."""
    if left:
        return RowProblem(line, f"{prospect.name} works there no longer: {left!r}", "fill in where they work now")
    return RowProblem(line, f"no employer for {prospect.name}", "fill in the employer: news is matched by it")


def _notes(
    prospect: Prospect, cells: Mapping[str, Sequence[str]], numbers: Iterable[DialledNumber], line: int
) -> Iterator[RowProblem]:
    """What of a used row could not be used, or not be meant: a garbled name, a phone, e-mail, zone, country, tier."""

    def cell_of(field: str) -> str:
        return first_of(cells, field)

    if word := garbled_word(f"{prospect.name} {prospect.employer}"):
        yield RowProblem(line, f"{word!r} looks garbled", "correct it where the file comes from")
    for number in numbers:
        if number.kind == "fax":
            yield RowProblem(line, f"{number.phone or 'a number'} is a fax or pager", "give a number to be called on")
        elif number.problem:
            yield RowProblem(line, f"phone: {number.problem}", number.what_to_do)
    for field, written in cells.items():
        if formula := next(filter(is_formula, written), "") if field not in ("notes", *NAMED) else "":
            yield RowProblem(line, f"left out a formula: {formula[:60]!r}", "export the results, not the formulas")
    if cell_of("email") and not prospect.email:
        yield RowProblem(line, f"{cell_of('email')!r} is not an e-mail address", "write it as name@company.com")
    if cell_of("time_zone") and not prospect.time_zone:
        yield RowProblem(line, f"unknown time zone {cell_of('time_zone')!r}", "use a name such as America/Chicago")
    if cell_of("country") and not country_code(cell_of("country")):
        yield RowProblem(line, f"unknown country {cell_of('country')!r}", "use its two letters, such as US or DE")
    if cell_of("tier") and not prospect.tier:
        yield RowProblem(line, f"unknown tier {cell_of('tier')!r}", "use A, B or C")


def _lines(text: str) -> str:
    """A note line by line, each as the list on the page gives it back: without tabs and blanks in a row."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _with_id(prospect: Prospect) -> Prospect:
    return replace(prospect, id=identity_keys(prospect)[0])


def _title(written: Sequence[str]) -> str:
    """The first title of a post: in some exports "Title" is "Ms.", and the post stands in another column."""
    titles = (first_of({"title": [text]}, "title") for text in written)
    return next((title for title in titles if title and without_titles(title, at_least=0)), "")


_SUM = re.compile(r"[$€£]|\d\s?k\b", re.IGNORECASE)


def _town(city: str, state: str) -> str:
    """City and state as one writes them: "Austin, TX"; a figure is no city ("Base" may be what somebody earns)."""
    city = "" if _SUM.search(city) or not any(map(str.isalpha, city)) else city
    names_state = not state or fold(state) in {fold(part) for part in city.split(",")}
    return city if names_state else ", ".join(filter(None, (city, state)))


def _emails(written: Sequence[str]) -> list[str]:
    """Every address, at least "": a work address first, for it says where the person works."""
    addresses: list[str] = [m.lower() for text in written for m in _ADDRESS.findall(text.removeprefix("mailto:"))]
    return sorted(dict.fromkeys(addresses), key=lambda address: not _work_domain(address)) or [""]


def _work_domain(email: str) -> str:
    return _no_free_mail(_domain(email.rpartition("@")[2]))


def _no_free_mail(domain: str) -> str:
    """A domain, unless it is a mail provider's: that is nobody's employer."""
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


def _urls(written: Sequence[str]) -> list[str]:
    """Every address of a page, at least ""."""
    found = (_url(part) for text in written for part in re.split(r"[;,]?\s+", text))
    return list(dict.fromkeys(filter(None, found))) or [""]


def _url(text: str) -> str:
    if re.match(r"https?://[^\s/\[\]]+", text, re.I):
        return text
    return f"https://{text}" if re.match(r"(?:[\w-]+\.)+[a-z]{2,}/\S+$", text, re.I) else ""


def _other_names(name: str, written: str) -> tuple[str, ...]:
    """Other spellings of a name, with ";" between."""
    names = (part.strip() for part in written.split(";"))
    return tuple(dict.fromkeys(other for other in names if other and other != name))


@cache
def _zones() -> dict[str, str]:
    known = {name.casefold(): name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC"}
    return known | dict(wording().time_zones)


def _zone(text: str) -> str:
    """A tz database name, also from what HubSpot ("america_slash_chicago") and Salesforce ("(GMT-06:00) …") write."""
    name = text.casefold().replace("_slash_", "/").strip()
    named = re.search(r"\(([a-z_]+/[a-z_/]+)\)\s*$", name)  # "(GMT-06:00) Central Standard Time (America/Chicago)"
    name = named[1] if named else re.sub(r"^\((?:utc|gmt)[^)]*\)\s*", "", name)
    zones = _zones()
    return zones.get(name) or zones.get(name.replace(" ", "_")) or zones.get(fold(name), "")


def _tier(text: str) -> str:
    tier = text.upper().removeprefix("TIER").strip()
    return tier if tier in {"A", "B", "C"} else ""


def _tags(written: Sequence[str]) -> tuple[str, ...]:
    """The tags, without the groups that Google puts everybody in ("* myContacts")."""
    tags = (t.strip() for text in written for t in re.split(r"[;,|\n]|:::", text))
    return tuple(dict.fromkeys(tag for tag in tags if tag and not tag.startswith("* ")))
