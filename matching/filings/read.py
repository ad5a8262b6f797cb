"""The text of an 8-K as filings: every item read by its own rules, and the text of those that only the reader can."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from callnow.filings import UNNUMBERED, Filing
from matching.comparing.companies import same_company
from matching.comparing.persons import same_person
from matching.filings.company_items import company_filings
from matching.filings.items import FiledItem, cover_of, items_of, without_headings
from matching.filings.officers import officer_changes

COVER = 4_000  # characters of a filing in which its form is named
_AMENDED = re.compile(r"\b8-K/A\b|\bAmendment No\.", re.IGNORECASE)
EXHIBITS = "9.01"  # named beside the item that the news stands in
FREE = frozenset({"1.01", "7.01", "8.01"})
"""Items that may hold any news: they are read as a press release is."""


@dataclass(frozen=True, slots=True)
class Current:
    """One 8-K: who filed it, when, its number, and the numbers of its items as the list of filings names them."""

    filer: str
    filed_on: date
    number: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFiling:
    """What an 8-K reports: `filings` of the items with rules of their own, `news` the text of the free ones."""

    filings: tuple[Filing, ...]
    news: str


def read_current(text: str, current: Current) -> ReadFiling:
    """Reads the text of an 8-K; one without headings is read as the items that the list names, where they are one or
    are numbered in one place.

    An amended form says so on its cover; an amendment that the items tell of is one of a contract or of bylaws. What
    stands under several items is news only where none of them has a rule that reads it.
    """
    items = items_of(text)
    named = [code for code in current.items if code != EXHIBITS]
    if not items and named:
        items = without_headings(named, text)
    amends = UNNUMBERED if _AMENDED.search(cover_of(text, COVER)) else ""
    read = [(item, _filings(item, current)) for item in items]
    told = {item.text for item, found in read if found}
    filings = [replace(_of_filer(filing, current), amends=amends) for _, found in read for filing in found]
    news = (item.text for item in items if item.code in FREE and item.text not in told)
    return ReadFiling(tuple(_each_once(filings)), "\n\n".join(dict.fromkeys(news)))


def _filings(item: FiledItem, current: Current) -> list[Filing]:
    if item.code == "5.02":
        return officer_changes(item.text, current.filer, current.filed_on)
    return company_filings(item.code, item.text, current.filer, current.filed_on)


def _of_filer(filing: Filing, current: Current) -> Filing:
    """With the filer in its place: as the employer, or as the other side of a deal."""
    other_side = current.filer if filing.employer and filing.type == "acquisition" else ""
    return replace(
        filing,
        employer=filing.employer or current.filer,
        counterparty=filing.counterparty or other_side,
        number=current.number,
        filed_on=current.filed_on,
    )


def _each_once(filings: Iterable[Filing]) -> list[Filing]:
    """A merger stands under 2.01 and 5.01, a change of officers sometimes twice: the first is kept."""
    kept: list[Filing] = []
    for filing in filings:
        if not any(_alike(filing, other) for other in kept):
            kept.append(filing)
    return kept


def _alike(one: Filing, other: Filing) -> bool:
    return (
        one.type == other.type
        and one.side == other.side
        and bool(same_company(one.employer, other.employer))
        and (not (one.person or other.person) or bool(same_person(one.person, other.person)))
    )
