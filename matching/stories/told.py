"""What a story tells by now: how sure it is, which of its reports says most, when it last said something new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from callnow.model import SLOTS, CompanyEvent, Report, Story
from callnow.terms import SAID, Certainty
from callnow.versions import current_versions, replaces
from matching.comparing.amounts import sum_of
from matching.comparing.persons import same_person
from matching.detection.advertisements import solicits
from matching.reading.calibration import NEVER
from matching.stories.corrected import corrects, tells_part, uncorrected
from matching.stories.filed import current, standing, supersedes

_SAME_NEWS = timedelta(days=4)  # reports so near each other tell of one moment
_CERTAINTY = {Certainty.DENIED: 0, Certainty.RUMOURED: 1, Certainty.ANNOUNCED: 2, Certainty.DONE: 3}


def added_facts(story: Story, report: Report) -> tuple[str, ...]:
    """The slots that `report` adds to its `story`: named by no other report, or said with more certainty.

    A person who was not named before counts even where others were. Empty means: nothing new, do not tell again.
    """
    known = [r.event for r in story.reports if r.event.id != report.event.id]
    if not known:
        return ()
    event = report.event
    if said := [r for r in story.reports if replaces(report, r)]:
        return _changed(event, [r.event for r in said if r.read_at == said[-1].read_at])
    corrected = [r.event for r in story.reports if supersedes(report, r) or corrects(report, r)]
    if corrected:
        facts = [(name, getattr(event, name)) for name in SLOTS]
        other = tuple(name for name, new in facts if new and any(getattr(old, name) != new for old in corrected))
        return (*other, "planning") if _takes_back_a_part(event, story) else other
    added = [name for name in SLOTS if getattr(event, name) and not any(getattr(e, name) for e in known)]
    if event.person and "person" not in added and not any(same_person(event.person, e.person) for e in known):
        added.append("person")
    says_more = not (tells_part(report) or solicits(report.title))
    surer = says_more and _CERTAINTY[event.certainty] > max(_CERTAINTY[e.certainty] for e in known)
    so_far = certainty_of(replace(story, reports=tuple(r for r in story.reports if r.event.id != event.id)))
    open_to_doubt = (Certainty.RUMOURED,) if _doubtful_denial(event) else _CERTAINTY
    denied = event.certainty is Certainty.DENIED and so_far is not Certainty.DENIED and so_far in open_to_doubt
    if surer or denied:
        added.append("planning")
    return tuple(added)


def _changed(event: CompanyEvent, said: Sequence[CompanyEvent]) -> tuple[str, ...]:
    """The slots of an event that differ from all that its item said before."""
    slots = tuple(name for name in SLOTS if all(getattr(old, name) != getattr(event, name) for old in said))
    return slots if any(old.certainty is event.certainty for old in said) else (*slots, "planning")


def is_denied(story: Story) -> bool:
    """Whether a story is denied by now."""
    return certainty_of(story) is Certainty.DENIED


def certainty_of(story: Story) -> Certainty:
    """How sure the story is by now: the most certain report, unless the newest word on it is a denial.

    A denial that is read with doubt counts only where nothing but a rumour is told for certain. A filing that is taken
    back denies no other that stands. What one wire tells as done while another of these days says that it is yet to
    come, is yet to come. What a person said of an item holds against what was read in it. What law firms advertise
    speaks only where nobody else does: they go on about a bid that was withdrawn. Of equal dates the denial is the
    newest word: it denies what was told.
    """
    told = [r for r in story.reports if r.event.rule == SAID or not solicits(r.title)] or story.reports
    told = current_versions(told)
    said = {r.event.announcement_id for r in told if r.event.rule == SAID}
    heard = [r for r in told if r.event.rule == SAID or r.event.announcement_id not in said]
    if any(r.event.certain and r.event.certainty in {Certainty.ANNOUNCED, Certainty.DONE} for r in heard):
        heard = [r for r in heard if not _doubtful_denial(r.event)]
    affirm = {r.event.announcement_id for r in heard if r.event.certainty is not Certainty.DENIED}
    newest = max(
        heard, key=lambda r: (r.published_at, r.event.announcement_id not in affirm, r.read_at or r.published_at)
    )
    if newest.event.certainty is Certainty.DENIED and not _takes_back_a_part(newest.event, story):
        return Certainty.DENIED
    lately = {r.event.certainty for r in heard if newest.published_at - r.published_at <= _SAME_NEWS}
    if Certainty.ANNOUNCED in lately:
        return Certainty.ANNOUNCED
    whole = [r for r in heard if not tells_part(r)] or heard
    return max((r.event.certainty for r in whole), key=_CERTAINTY.__getitem__)


def fullest(story: Story) -> Report:
    """The report that says most: most slots filled, as a fact, then the surest and best matched, then that of the
    whole, then the longest sentence, then the oldest.

    Whether all is done by now is told by `certainty_of`, so a later report is not preferred for that. Of a filing and
    the press that say as much it is the press, of two filings that of more people; one that was corrected says nothing
    any more, and one that takes another back nothing while others stand.
    """

    def says(report: Report) -> tuple[bool, bool, int, bool, bool, bool, float, bool, float, int]:
        event = report.event
        return (
            not (_taken_back(event) or _doubtful_denial(event)),
            not solicits(report.title),
            _filled(event),
            _CERTAINTY[event.certainty] >= _CERTAINTY[Certainty.ANNOUNCED],
            event.filing is None,
            event.certain,
            report.matched,
            not tells_part(report),
            (sum_of(event.count) or 0) if event.filing else 0,
            len(event.sentence),
        )

    return max(uncorrected(current(story.reports)), key=says)


def news_at(story: Story) -> datetime:
    """When the story last said something new; its freshness counts from there, not from a late repetition.

    An undated report says nothing of when, unless the story has no other; what is taken back makes nothing fresh.
    """
    reports = tuple(r for r in story.reports if not r.undated) or story.reports
    newest = reports[0].published_at
    for i, report in enumerate(reports[1:], start=1):
        before = Story(story.id, story.type, story.company, story.employer_id, reports[:i])
        if report.published_at > newest and not _taken_back(report.event) and added_facts(before, report):
            newest = report.published_at
    return newest


def _takes_back_a_part(event: CompanyEvent, story: Story) -> bool:
    """Whether an event takes a filing back while others of its story stand."""
    return _taken_back(event) and bool(standing(story.reports))


def _taken_back(event: CompanyEvent) -> bool:
    return event.filing is not None and event.certainty is Certainty.DENIED


def _doubtful_denial(event: CompanyEvent) -> bool:
    """Whether the reader alone, and with doubt, takes an event for denied; what words deny is never to be called on."""
    return event.certainty is Certainty.DENIED and not event.certain and event.certain_from < NEVER


def _filled(event: CompanyEvent) -> int:
    return sum(1 for name in SLOTS if getattr(event, name))
