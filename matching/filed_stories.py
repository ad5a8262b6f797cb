"""Which filings belong together, and with which press: a register speaks first, in parts and with corrections.

A notice counts the people of one state or site, the press those of all; a round of layoffs is filed notice by notice.
So numbers and towns that differ do not keep a filing apart from other filings of those weeks, nor a larger number from
a smaller one that was filed. What names persons is compared as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from callnow.filings import UNNUMBERED, Filing
from callnow.model import CompanyEvent, Report, Story
from matching.comparing.amounts import same_count, sum_of

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
    """Whether a filing corrects another."""
    new, old = later.event.filing, earlier.event.filing
    if new is None or old is None or new.register != old.register or later.event.id == earlier.event.id:
        return False
    if new.number and new.number == old.number:
        return (later.published_at, later.event.id) > (earlier.published_at, earlier.event.id) and bool(new.amends)
    if new.amends == UNNUMBERED:
        gap = later.published_at - earlier.published_at
        return new.state == old.state and timedelta(0) <= gap <= CORRECTED_WITHIN
    return bool(new.amends) and new.amends == old.number


def current(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports without the filings that a later one corrects, wherever those were listed."""
    if not any(r.event.filing for r in reports):
        return tuple(reports)
    corrected = [r for r in reports if any(supersedes(other, r) for other in reports)]
    old = [r.event.filing for r in corrected]
    kept = tuple(r for r in reports if r not in corrected and not any(_once_more(r.event.filing, f) for f in old))
    return kept or tuple(reports)


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


def _once_more(one: Filing | None, other: Filing | None) -> bool:
    if one is None or other is None:
        return False
    if one.register == other.register and one.number and one.number == other.number:
        return True
    same_days = one.filed_on is not None and one.filed_on == other.filed_on and one.effective_on == other.effective_on
    return same_days and bool(one.count) and one.count == other.count and one.type == other.type
