"""Which filings belong together, and with which press: a register speaks first, in parts and with corrections.

A notice counts the people of one state or site, the press those of all; a round of layoffs is filed notice by notice.
So numbers and towns that differ do not keep a filing apart from other filings of those weeks, nor a larger number from
a smaller one that was filed. What names persons is compared as everywhere. A correction is of one filing: it must not
put away what was filed of other sites or persons, and what is taken back at one site still stands at the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from callnow.filings import UNNUMBERED, Filing
from callnow.model import CompanyEvent, Report, Story
from callnow.terms import Certainty
from matching.comparing.amounts import same_count, sum_of
from matching.comparing.companies import same_company
from matching.comparing.persons import same_person
from matching.comparing.places import same_place
from matching.event_types import filed_family

FILED_WITHIN = timedelta(days=21)  # a notice is filed days before the press knows, or after
CORRECTED_WITHIN = timedelta(days=200)  # a notice holds for 60 days ahead, and is put off more than once


def is_filed(report: Report, story: Story) -> bool:
    """Whether a register speaks in either."""
    return bool(report.event.filing or story.filed)


def same_filing(report: Report, story: Story) -> bool:
    """Whether a report is a filing of the story once more: corrected, listed again, or in another state's list."""
    filing = report.event.filing
    others = [r for r in story.reports if r.event.filing] if filing else []
    return any(
        supersedes(report, other) or supersedes(other, report) or _once_more(filing, other.event.filing)
        for other in others
    )


def supersedes(later: Report, earlier: Report) -> bool:
    """Whether a filing corrects another.

    By the number that it gives; one that gives none corrects what was filed before it of that kind in that state, but
    nothing of another person, other side, town or site. What was filed at one time in one document corrects none of it.
    What a list says of a filing when it is read again corrects what it said before.
    """
    new, old = later.event.filing, earlier.event.filing
    if new is None or old is None or new.register != old.register:
        return False
    if later.event.announcement_id == earlier.event.announcement_id:
        return False
    if not new.amends:
        return _read_again(later, earlier)
    if new.number and new.number == old.number:
        return _order(later) > _order(earlier) and not _of_others(new, old)
    return _corrects_unnamed(later, earlier) if new.amends == UNNUMBERED else new.amends == old.number


def current(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports without the filings that a later one corrects, wherever those were listed; the correction stays."""
    if not any(r.event.filing for r in reports):
        return tuple(reports)
    corrected = [r for r in reports if any(supersedes(other, r) for other in reports)]
    kept = tuple(
        r
        for r in reports
        if r not in corrected
        and (
            any(supersedes(r, old) for old in corrected)
            or not any(_once_more(r.event.filing, old.event.filing) for old in corrected)
        )
    )
    return kept or tuple(reports)


def standing(reports: Sequence[Report]) -> tuple[Filing, ...]:
    """The filings that hold: neither corrected by a later one nor taken back."""
    filings = (r.event.filing for r in current(reports))
    return tuple(f for f in filings if f and f.certainty is not Certainty.DENIED)


def carried_out(story: Story, today: date) -> bool:
    """Whether layoffs or a closing that only registers tell of lie behind: no day from which they hold is ahead."""
    days = [filing.effective_on for filing in standing(story.reports)]
    plans = not story.in_the_press and filed_family(story.type) == filed_family("layoffs")
    return plans and bool(days) and all(day is None or day < today for day in days)


def agree_filed(a: CompanyEvent, b: CompanyEvent, verdicts: Sequence[bool]) -> bool | None:
    """Whether two events are one, at least one of them filed, by what comparing their slots said."""
    if True in verdicts:
        return True
    if a.filing and b.filing:
        return None
    filed, in_press = (a, b) if a.filing else (b, a)
    differs = same_count(filed.count, in_press.count) is False
    if not verdicts or (differs and len(verdicts) == 1 and (sum_of(filed.count) or 0) < (sum_of(in_press.count) or 0)):
        return None
    return False


def _read_again(later: Report, earlier: Report) -> bool:
    """Whether both are what one list says of one filing at two visits: by its number, or its day where it has none."""
    new, old = later.event.filing, earlier.event.filing
    if new is None or old is None or old.amends or later.source != earlier.source:
        return False
    if later.read_at is None or earlier.read_at is None or later.read_at <= earlier.read_at:
        return False
    days = [filing.filed_on or filing.effective_on for filing in (new, old)]
    same = new.number == old.number and bool(new.number or (days[0] and days[0] == days[1]))
    same_kind = (new.type, new.state, new.certainty) == (old.type, old.state, old.certainty)
    return same and same_kind and not _of_others(new, old) and not _elsewhere(new, old)


def _order(report: Report) -> tuple[datetime, bool, str]:
    """Which of the filings of one number is the later; of one moment it is the one that corrects."""
    filing = report.event.filing
    return report.published_at, bool(filing and filing.amends), report.event.id


def _corrects_unnamed(later: Report, earlier: Report) -> bool:
    """Whether a correction that does not say of what can be of this filing: of one moment, never of a correction."""
    new, old = later.event.filing, earlier.event.filing
    if new is None or old is None or new.state != old.state or filed_family(new.type) != filed_family(old.type):
        return False
    gap = later.published_at - earlier.published_at
    after = timedelta(0) < gap <= CORRECTED_WITHIN or (gap == timedelta(0) and not old.amends)
    return after and not _of_others(new, old) and not _elsewhere(new, old)


def _once_more(one: Filing | None, other: Filing | None) -> bool:
    """Whether two are one filing that is listed twice: by its number, else by its days and people, at no other site."""
    if one is None or other is None or _of_others(one, other):
        return False
    if one.register == other.register and one.number and other.number:
        return one.number == other.number
    same_days = one.filed_on is not None and one.filed_on == other.filed_on and one.effective_on == other.effective_on
    same_people = bool(one.count) and one.count == other.count and one.type == other.type
    return same_days and same_people and not _elsewhere(one, other)


def _of_others(one: Filing, other: Filing) -> bool:
    """Whether both name a person, or the other side of a deal, and not the same."""
    return same_person(one.person, other.person) is False or same_company(one.counterparty, other.counterparty) is False


def _elsewhere(one: Filing, other: Filing) -> bool:
    """Whether two filings are of different towns, or of sites that have no number and no name in common."""
    if same_place(one.origin, other.origin) is False:
        return True
    sites, others = one.site.split(";"), other.site.split(";")
    numbers, other_numbers = _numbers(sites), _numbers(others)
    if numbers and other_numbers:
        return not numbers & other_numbers
    verdicts = [same_place(a, b) for a in sites for b in others]
    return False in verdicts and True not in verdicts


def _numbers(sites: Sequence[str]) -> set[str]:
    """The first number of each site: of its house, or of the store or plant; a code of the post follows it."""
    return {found[0].lstrip("0") for site in sites if (found := re.search(r"\d+", site))}
