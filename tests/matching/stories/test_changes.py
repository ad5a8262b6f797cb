"""What one announcement tells of a company is one change, and so are a departure and the appointment that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from callnow.model import Feature, Story, Trigger
from callnow.terms import Tier, TriggerKind
from matching.stories.changes import changes_among, in_one_call, one_change
from tests.matching.stories.test_stories import report, told

GOES = report("executive_departed", announcement="x", person="John Poe")


def test_who_leaves_and_who_follows_in_one_announcement_are_one_change() -> None:
    """One announcement at one employer tells one change, two departures, too; each by itself is not."""
    comes = report("executive_hired", announcement="x", person="Jane Roe")
    alone = report("executive_hired", announcement="y", person="Jane Roe")
    gone_too = report("executive_departed", announcement="x", person="Ann Bee")
    gone_later = report("executive_departed", announcement="y", person="Ann Bee")
    ((left,), (hired,), (other,)) = (told(r) for r in (GOES, comes, alone))
    assert one_change(left, hired)
    assert one_change(hired, left)
    assert not one_change(left, other)
    assert one_change(left, told(gone_too)[0])
    assert not one_change(left, told(gone_later)[0])
    assert changes_among([left, hired, other]) == {left.id: [hired.id], hired.id: [left.id]}


def test_what_is_not_certain_is_not_told_with_what_is() -> None:
    """An appointment that may be none, or of nobody named, is no part of the call about who leaves."""
    nobody = report("executive_hired", announcement="x")
    comes = report("executive_hired", announcement="x", person="Jane Roe")
    doubtful = replace(comes, event=replace(comes.event, probability=0.5, certain_from=0.8))
    for other in (nobody, doubtful):
        assert not one_change(told(GOES)[0], told(other)[0])


def test_a_successor_found_weeks_after_is_news_of_its_own() -> None:
    """An appointment that recalls the departure of last month is no part of that call."""
    left, hired = told(
        GOES,
        report("executive_hired", announcement="y", person="Jane Roe", day=30),
        report("executive_departed", announcement="y", person="John Poe", day=30),
    )
    assert len(left.reports) == 2
    assert not one_change(left, hired)


def test_one_person_who_leaves_here_and_joins_there_is_one_change() -> None:
    """What the old and the new company say of one person within two weeks is one move; months later it is not."""
    for day, one in ((0, True), (9, True), (40, False)):
        (there,) = told(report("executive_hired", person="John Poe", prior_company="Northbay Kilns", day=day))
        assert one_change(told(GOES)[0], there) is one


def test_what_one_announcement_tells_of_a_company_is_one_change() -> None:
    """Insolvency, stores that close and who goes. What a later one tells beside the first is news of its own."""
    broke, closes = told(report("bankruptcy", announcement="x"), report("office_closed", announcement="x"))
    later, also = told(
        report("layoffs", announcement="x"),
        report("layoffs", announcement="y", day=1),
        report("rebrand", announcement="y", day=1),
    )
    assert one_change(broke, closes)
    assert changes_among([broke, closes]) == {broke.id: [closes.id], closes.id: [broke.id]}
    assert not one_change(later, also)
    assert one_change(broke, told(GOES)[0])
    assert not one_change(later, told(replace(GOES, event=replace(GOES.event, announcement_id="y")))[0])


def test_what_is_certain_opens_the_call_before_what_is_not() -> None:
    """A departure that is sure speaks before a post of the person who is called that was read with doubt."""
    [one] = told(GOES)
    stories = {one.id: one}
    day = datetime(2026, 3, 1, tzinfo=UTC)

    def reason(story: Story, why: str, kind: TriggerKind, note: str) -> Trigger:
        doubt = (Feature("detection", 0.9, 1.0, note),)
        new = Trigger(why, "p", "e", story.id, "v", story.type, Tier.CALL_NOW, 50, why, why, day, day, reasons=doubt)
        return replace(new, kind=kind)

    sure = reason(one, "sure", TriggerKind.NEWS, "rule leave")
    for note, first in (("not certain: 0.9 or more", "sure"), ("rule appoint", "own")):
        own = reason(one, "own", TriggerKind.PERSON, note)
        assert in_one_call(sure, [own], stories).opener == first
