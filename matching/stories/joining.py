"""The same event from several wires, days apart, retitled, is one story that gathers its reports.

What joins is agreement on what the event *is* (who, with whom, how much, where); what keeps apart is one slot that
differs. Where a telling is silent on all of it, likeness of the headline or nearness in time must speak instead, by
type: a company goes bankrupt once in a while, but may launch two products in a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, lru_cache

from rapidfuzz import fuzz

from callnow.fold import fold
from callnow.legal_forms import legal_forms
from callnow.model import CompanyEvent, Report, Story, stable_id
from callnow.terms import Certainty
from callnow.versions import replaces, same_page
from matching.comparing.persons import only_alike
from matching.detection.posts.changes import is_for_a_time
from matching.detection.posts.interim_posts import is_permanent
from matching.event_types import FIELD_OF, family, filed_family, type_of
from matching.stories.corrected import COMPARE, corrects, count_as_told
from matching.stories.filed import FILED_WITHIN, agree_filed, is_filed, same_filing
from matching.stories.told import certainty_of

_SAME_TITLE_WITHIN = timedelta(days=4)

_ALIKE = 14  # days within which a like headline speaks for a silent telling

_FILLER = (  # says nothing of which announcement a headline is
    "a an and as at by for from in into is its it of on or the to with new announces announce announced news breaks "
    "appoints appointed names named hires joins acquires acquire acquisition launches launch opens raises closes files "
    "completes nasdaq nyse otc tsx press release"
)


def join(report: Report, employer: str, employer_id: str, open_stories: Sequence[Story]) -> Story:
    """The story this report tells: one of `open_stories` with the report added, or a new one.

    `employer` is the company's key (employer id where resolved, else the normalised name). Only stories of that company
    and family (of what is filed: of its filed_family) can be joined; pass those, with the newest months of them. A
    report that is already in its story gives the story back unchanged (`is` the same), so reading a feed twice changes
    nothing.
    """
    kind = family(report.event.type)
    best: tuple[float, datetime] | None = None
    chosen: Story | None = None
    for story in open_stories:
        if story.company != employer or not _may_be_one(report, story, kind):
            continue
        likeness = _likeness(report, story, kind)
        rank = (likeness, story.reports[-1].published_at)
        if likeness > 0 and (best is None or rank > best):
            best, chosen = rank, story
    if chosen is None:
        chosen = _only_move_denied(
            report, [s for s in open_stories if s.company == employer and family(s.type) == kind]
        )
    if chosen is None:
        identity = stable_id(employer, kind, report.event.id)
        return Story(identity, report.event.type, employer, employer_id, (report,))
    if any(r.event.id == report.event.id for r in chosen.reports):
        return chosen
    first, *later = (*chosen.reports, report)
    later.sort(key=lambda r: r.heard)
    return Story(chosen.id, chosen.type, chosen.company, chosen.employer_id or employer_id, (first, *later))


def _only_move_denied(report: Report, stories: Sequence[Story]) -> Story | None:
    """The one move that is still told of, where a report denies one: it may name where the head office stays."""
    if family(report.event.type) != "headquarters_moved" or report.event.certainty is not Certainty.DENIED:
        return None
    within = timedelta(days=type_of(report.event.type).same_within_days)
    moves = [s for s in stories if family(s.type) == "headquarters_moved"]
    standing_yet = [s for s in moves if certainty_of(s) is not Certainty.DENIED]
    near = [s for s in standing_yet if _gap(report.published_at, s) <= within]
    return near[0] if len(near) == 1 else None


def _may_be_one(report: Report, story: Story, kind: str) -> bool:
    """Whether both are of one family, or where a register speaks, of types that it files as one."""
    if family(story.type) == kind:
        return True
    return filed_family(story.type) == filed_family(report.event.type) and is_filed(report, story)


def _likeness(report: Report, story: Story, kind: str) -> float:
    """0: another story. Higher: surer. 100 and above: the very same announcement."""
    if any(r.event.announcement_id == report.event.announcement_id for r in story.reports):
        return 200.0
    if same_filing(report, story) or any(_replace(report, r) or _replace(r, report) for r in story.reports):
        return 150.0
    gap = _gap(report.published_at, story)
    if gap > timedelta(days=type_of(kind).same_within_days):
        return 0.0
    title = _folded(report.title)
    if gap <= _SAME_TITLE_WITHIN and len(title) >= 12 and any(_folded(r.title) == title for r in story.reports):
        return 100.0
    verdicts = [_agree(report.event, r.event, kind) for r in story.reports]
    if True in verdicts:
        # one person of a list of appointments agrees: the others of that list are not contradictions
        return 50.0 + sum(v is True for v in verdicts)
    return 0.0 if False in verdicts else _likeness_of_silent(report, story, kind, gap)


def _replace(later: Report, earlier: Report) -> bool:
    return replaces(later, earlier) or corrects(later, earlier)


def _likeness_of_silent(report: Report, story: Story, kind: str, gap: timedelta) -> float:
    """The same, where no slot says whether it is one event: address, nearness in time and headline must."""
    if any(same_page(report.url, r.url) for r in story.reports):
        return 40.0
    if (silent := type_of(kind).silent_days) and gap <= timedelta(days=silent):
        return 20.0
    if silent and is_filed(report, story) and gap <= FILED_WITHIN:
        return 15.0
    return 10.0 if gap <= timedelta(days=_ALIKE) and any(_alike(report, r) for r in story.reports) else 0.0


def _gap(at: datetime, story: Story) -> timedelta:
    times = [r.published_at for r in story.reports]
    return max(min(times) - at, at - max(times), timedelta(0))


def _agree(a: CompanyEvent, b: CompanyEvent, kind: str) -> bool | None:
    """True: one event, by a slot that both give. False: two, by a slot that differs. None: neither says."""
    verdicts = [v for v in _slot_verdicts(a, b, kind) if v is not None]
    if (a.filing or b.filing) and not type_of(kind).about_people:
        return agree_filed(a, b, verdicts)
    if not verdicts:
        return None
    return verdicts[0] if type_of(kind).first_slot_decides else all(verdicts)


def _slot_verdicts(a: CompanyEvent, b: CompanyEvent, kind: str) -> Iterator[bool | None]:
    rules = type_of(kind)
    for slot, compared in rules.identity.items():
        told = (replace(event, count=count_as_told(event)) if slot == "count" else event for event in (a, b))
        x, y = (getattr(event, FIELD_OF.get(slot, slot)) for event in told)
        yield COMPARE[compared](x, y) if x and y else None
    if rules.about_people and not (a.person and b.person):
        yield _same_role(a, b)
    elif rules.about_people and only_alike(a.person, b.person) and _same_role(a, b) is False:
        yield False  # Chris Roe, the new CFO, is not Christa Roe, the new COO
    if rules.about_people and _is_made_permanent(a, b):
        yield False
    if rules.two_sided and a.side and b.side and a.side != b.side and not (a.counterparty and b.counterparty):
        yield False


def _is_made_permanent(a: CompanyEvent, b: CompanyEvent) -> bool:
    """Whether one tells that somebody keeps the post which the other tells that they hold for a time."""
    return any(is_for_a_time(one.role) and is_permanent(other.role) for one, other in ((a, b), (b, a)))


def _same_role(a: CompanyEvent, b: CompanyEvent) -> bool | None:
    """Asked where a name is missing: "a new CIO" is the named Chief Information Officer, but no chief of sales."""
    if not a.role or not b.role:
        return None
    if _folded(a.role) == _folded(b.role):
        return True
    if a.function and b.function:
        return a.function == b.function and a.rank == b.rank
    return None


def _alike(a: Report, b: Report) -> bool:
    """Headlines that share nearly all their telling words, or one sentence printed twice."""
    x, y = _telling_words(a), _telling_words(b)
    fewer = min(len(x), len(y))
    if fewer >= 2 and len(x & y) >= 0.8 * fewer and len(x ^ y) <= fewer:
        return True
    s, t = _folded(a.event.sentence), _folded(b.event.sentence)
    return min(len(s), len(t)) >= 40 and fuzz.ratio(s, t) >= 90


def _telling_words(report: Report) -> frozenset[str]:
    company = set(_folded(report.event.company).split())
    words = re.sub(r"\([^)]*\)|['’]s\b", " ", report.title)  # tickers, and the company as an owner
    return frozenset(w for w in _folded(words).split() if w not in _filler() and w not in company)


@cache
def _filler() -> frozenset[str]:
    return frozenset([*_FILLER.split(), *legal_forms().only])


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return fold(text)
