"""The rows of a register as filings: which event each is, what of it can be used, and rows of one notice as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from callnow.errors import ParseFailed
from callnow.filings import UNNUMBERED
from callnow.model import Filing
from callnow.terms import Certainty
from sources.clean import plain_text
from sources.registers.cells import counted, day_of
from sources.registers.employer import amends, filed_employer, taken_back
from sources.registers.mapping import NOT_AN_EVENT, RegisterMapping
from sources.registers.rows import Cells, RegisterRows, cell, key_of, value

REMEMBERED = timedelta(days=400)  # what was filed before is history, which nobody is called about
MOST_ROWS = 5_000  # of one list that are read, the newest: no state has so many in 400 days
AHEAD = timedelta(days=2)  # a day of filing may lie so far ahead: clocks, zones
LATEST = timedelta(days=5 * 365)  # nobody says today what will happen later
MOST_WORDS = 600  # characters of a row's own words
_NO = frozenset({"", "0", "no", "n", "false", "none", "na", "original"})
_YES = frozenset({"1", "yes", "y", "true", "x"})
_PEOPLE = re.compile(r"job|layoff|laid|furlough|employees|workers|affected|total", re.IGNORECASE)
_NAME_FIRST_LAST = re.compile(r"^([^,\d]+),\s*([^,\d]+)$")


@dataclass(frozen=True, slots=True)
class Notice:
    """One filing, where it can be read, and what of it could not be used, in sentences.

    `known_by` is what rows of one notice share where one of them corrects the other: all but the numbers of people, the
    days on which something was noted, and addresses; "" where a list is not `merged`.
    """

    filing: Filing
    link: str = ""
    problems: tuple[str, ...] = ()
    known_by: str = ""


def notices_in(
    listed: RegisterRows,
    mapping: RegisterMapping,
    *,
    now: datetime,
    country: str,
    company: str = "",
    register: str = "",
) -> list[Notice]:
    """The notices of a register at `now`, in its order, those of the last 400 days.

    `company` is the employer where the rows name none, `register` what the register is called where the mapping does
    not say. Raises ParseFailed where no row can be used: the columns are there and mean something else.
    """
    reading = _Reading(mapping, now.date(), country, company, mapping.name or register)
    notices = list(reading.notices(listed))
    if listed.rows and not notices and not reading.ignored and not reading.left_out and not mapping.only_dated:
        raise reading.nothing()
    dated = reading.left_out or mapping.only_dated or any(n.filing.filed_on for n in notices)
    if mapping.filed_on and notices and not dated:
        names = " or ".join(map(repr, mapping.filed_on))
        raise ParseFailed(f"no row has a day in its column {names}", hint="name the column of the day it was filed")
    return _joined(notices) if mapping.merged else notices


class _Reading:
    """One pass over the rows of a list, which counts why rows are none."""

    def __init__(self, mapping: RegisterMapping, today: date, country: str, company: str, register: str) -> None:
        self.mapping, self.today, self.country = mapping, today, country
        self.company, self.register = company, register
        self.ignored = self.other = self.left_out = 0

    def notices(self, listed: RegisterRows) -> Iterator[Notice]:
        for row in self._recent(listed.rows):
            kind = self._type(row)
            if kind is None:
                self.other += 1
                continue
            employer = self.says(row, "employer") or self.company
            if kind == NOT_AN_EVENT:
                self.ignored += 1
            elif filed_employer(employer).name and (notice := self._notice(row, kind, listed.columns)):
                yield notice

    def _recent(self, rows: Sequence[Cells]) -> Iterator[Cells]:
        """The rows of the last 400 days, and of very many the newest, in their order: to take one apart is costly."""
        since, above = self.today - REMEMBERED, Cells()
        days: list[date] = []
        recent: list[Cells] = []
        for cells in rows:
            above = row = self._merged(cells, above) if self.mapping.merged else cells
            day = day_of(self.says(row, "filed_on"), self.country)
            if day is None or day > self.today + AHEAD:
                day = self.today  # undated: it may be new
            if day >= since:
                recent.append(row)
                days.append(day)
        newest = sorted(range(len(recent)), key=days.__getitem__, reverse=True)[:MOST_ROWS]
        self.left_out = len(rows) - len(newest)
        return (recent[place] for place in sorted(newest))

    def nothing(self) -> ParseFailed:
        """Why nothing came of any row."""
        if self.other:
            names, known = " or ".join(map(repr, self.mapping.event_from)), ", ".join(map(repr, self.mapping.events))
            what, hint = f"no row says in its column {names} any of {known}", "complete events in the register table"
        else:
            what, hint = "no row names an employer and a day", "name the columns of both in the register table"
        return ParseFailed(what, hint=hint)

    def says(self, row: Cells, slot: str) -> str:
        """What a row says in a slot, on one line."""
        return value(row, getattr(self.mapping, slot)) or self.mapping.constant.get(slot, "")

    def _merged(self, row: Cells, above: Cells) -> Cells:
        """A row whose employer is that of the row above: its cell was merged with that one's, and others may be."""
        if value(row, self.mapping.employer) or not value(above, self.mapping.employer):
            return row
        slots = ("employer", "also_called", "number", "filed_on", "event_from", "state", "link")
        columns = {key_of(name) for slot in slots for name in getattr(self.mapping, slot)}
        shared = {key: above[key] for key in columns if key in above and not row.get(key, "").strip()}
        return {**row, **shared} if any(text.strip() for text in row.values()) else row

    def _type(self, row: Cells) -> str | None:
        """The event of a row; None where the mapping does not know what the row says."""
        words = self.says(row, "event_from").casefold()
        by_word = (kind for word, kind in self.mapping.events.items() if word.casefold() in words)
        exact = {word.casefold(): kind for word, kind in self.mapping.events.items()}
        return exact[words] if words in exact else next(by_word, self.mapping.event or None)

    def _notice(self, row: Cells, kind: str, columns: Sequence[str]) -> Notice | None:
        problems: list[str] = []
        filed_on = self._filed_on(row, problems)
        if filed_on is None and self.mapping.only_dated:
            return None
        employer = filed_employer(cell(row, self.mapping.employer) or self.says(row, "employer") or self.company)
        effective_on = self._effective_on(row, filed_on, problems)
        place, site = _places(self.says(row, "site"), employer.site)
        words = plain_text(self.says(row, "words")) or _own_words(row, columns)
        back = employer.taken_back or taken_back(self.says(row, "event_from")) or taken_back(self.says(row, "amends"))
        number = counted(self.says(row, "count"))
        if number.problem:
            problems.append(f"The number of people, “{number.problem}”, is not usable.")
        filing = Filing(
            register=self.register,
            employer=employer.name,
            type=kind,
            number=_number(self.says(row, "number")),
            certainty=Certainty.DENIED if back else self.mapping.certainty or Certainty.ANNOUNCED,
            also_called=self._also_called(row, employer.also_called),
            words=words[:MOST_WORDS],
            person=_person(self.says(row, "person")),
            role=self.says(row, "role").replace("-", " "),
            origin=place,
            count=number.count,
            filed_on=filed_on,
            effective_on=effective_on,
            site=site,
            state=self.says(row, "state"),
            country=self.country,
            amends=self._amends(row, employer.amended),
        )
        known_by = self._known_by(row, columns, effective_on) if self.mapping.merged else ""
        return Notice(filing, self.says(row, "link"), tuple(problems), known_by)

    def _known_by(self, row: Cells, columns: Sequence[str], effective_on: date | None) -> str:
        others = [name for name in columns if not self._may_be_corrected(name, row)]
        return f"{effective_on}; {_own_words(row, others)}"

    def _may_be_corrected(self, column: str, row: Cells) -> bool:
        """Whether a cell has a number of people, the one that is read or another of them ("Permanent job losses"), a
        day or an address."""
        text = value(row, (column,))
        if key_of(column) in map(key_of, self.mapping.count) or day_of(text, self.country):
            return True
        return text.startswith("http") or bool(_PEOPLE.search(column) and text.replace(",", "").isdigit())

    def _filed_on(self, row: Cells, problems: list[str]) -> date | None:
        text = self.says(row, "filed_on")
        day = day_of(text, self.country)
        if text and (day is None or day > self.today + AHEAD):
            problems.append(f"The day of filing, “{text}”, is not usable.")
            return None
        return day

    def _effective_on(self, row: Cells, filed_on: date | None, problems: list[str]) -> date | None:
        text = self.says(row, "effective_on")
        day = day_of(text, self.country)
        if day is None:
            return None
        if self.mapping.takes_effect_later and filed_on and day < filed_on:
            problems.append(f"It would take effect on {day}, before it was filed on {filed_on}: that day is not used.")
            return None
        if day > self.today + LATEST:
            problems.append(f"The day from which it holds, “{text}”, is not usable.")
            return None
        return day

    def _also_called(self, row: Cells, others: Iterable[str]) -> tuple[str, ...]:
        columns = [(name,) for name in self.mapping.also_called]
        filed = [*(value(row, column) for column in columns), self.mapping.constant.get("also_called", "")]
        return tuple(dict.fromkeys(filter(None, (*others, *(filed_employer(name).name for name in filed if name)))))

    def _amends(self, row: Cells, by_name: bool) -> str:
        text = self.says(row, "amends")
        if by_name or text.casefold() in _YES or amends(text):
            return UNNUMBERED
        return text if text.casefold() not in _NO and re.fullmatch(r"[\w./-]*\d[\w./-]*", text) else ""


def _number(text: str) -> str:
    """A number, which some registers give as an address that ends with it."""
    return text.rstrip("/").rpartition("/")[2] if re.match(r"/|https?://", text) else text


def _own_words(row: Cells, columns: Sequence[str]) -> str:
    """A row as it stands in its list: "Company: QUILLAN FOODS; City: Dayton"."""
    cells = ((name, value(row, (name,))) for name in columns)
    return "; ".join(f"{name}: {text}" for name, text in cells if text)


def _places(site: str, of_employer: str) -> tuple[str, str]:
    """The town, where a site names one and no street, and the site as filed."""
    whole = "; ".join(filter(None, (site, of_employer)))
    town = re.split(r"[,/;]", site)[0].strip(" *")
    if re.search(r"\d", town) or len(town.split()) > 3:
        return "", whole
    return town.title() if town.isupper() else town, whole


def _person(name: str) -> str:
    """A name in the order it is spoken: "GARROW, Nils Peter" is Nils Peter Garrow."""
    turned = _NAME_FIRST_LAST.sub(r"\2 \1", name)
    return " ".join(part.capitalize() if part.isupper() and len(part) > 2 else part for part in turned.split())


def _joined(notices: Sequence[Notice]) -> list[Notice]:
    """The notices with the rows of one, for several sites or days, as one; corrections stay by themselves."""
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for place, notice in enumerate(notices):
        filing = notice.filing
        key: tuple[object, ...] = (
            filing.employer.casefold(),
            filing.number or filing.filed_on,
            filing.state,
            filing.type,
            filing.certainty,
        )
        alone = filing.amends or not (filing.number or filing.filed_on)
        groups.setdefault((place,) if alone else key, []).append(notice)
    newest_last = _newest_last(notices)
    distinct = [_without_repeats(group, newest_last) for group in groups.values()]
    return [group[0] if len(group) == 1 else _whole_notice(group) for group in distinct]


def _newest_last(notices: Sequence[Notice]) -> bool | None:
    """Whether a list begins with its oldest notice; None where its order does not tell."""
    days = [n.filing.filed_on for n in notices if n.filing.filed_on]
    orders = {earlier < later for earlier, later in pairwise(days) if earlier != later}
    return orders.pop() if len(orders) == 1 else None


def _without_repeats(rows: Sequence[Notice], newest_last: bool | None) -> list[Notice]:
    """The rows of one notice, of those that correct each other the latest, or else the largest."""
    alike: dict[str, list[Notice]] = {}
    for row in rows:
        alike.setdefault(row.known_by, []).append(row)
    if newest_last is None:
        return [max(same, key=lambda row: _people(row.filing) or 0) for same in alike.values()]
    return [same[-1 if newest_last else 0] for same in alike.values()]


def _people(filing: Filing) -> int | None:
    digits = filing.count.replace(",", "")
    return int(digits) if digits.isdigit() else None


def _whole_notice(rows: Sequence[Notice]) -> Notice:
    first, filings = rows[0], [row.filing for row in rows]
    known = [people for people in map(_people, filings) if people is not None]
    sites = list(dict.fromkeys(part for f in filings for part in f.site.split("; ") if part))
    towns = list(dict.fromkeys(filter(None, (f.origin for f in filings))))
    problems = list(dict.fromkeys(problem for row in rows for problem in row.problems))
    if known and len(known) < len(filings):
        problems.append("Not every site says how many people: no number is used.")
    effective = [f.effective_on for f in filings if f.effective_on]
    whole = replace(
        first.filing,
        count=f"{sum(known):,}" if len(known) == len(filings) else "",
        also_called=tuple(dict.fromkeys(name for f in filings for name in f.also_called)),
        words="\n".join(f.words for f in filings)[: 3 * MOST_WORDS],
        origin=towns[0] if len(towns) == 1 else "",
        site="; ".join(sites),
        effective_on=min(effective, default=None),
    )
    return Notice(whole, first.link, tuple(problems))
