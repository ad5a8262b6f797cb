"""What one announcement tells of a company is one change, and so are a departure and the appointment that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from callnow.model import Feature, Story, Trigger
from callnow.terms import Tier, TriggerKind
from matching.stories.changes import changes_among, in_one_call, in_turn, one_change
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
        assert in_one_call(sure, in_turn(sure, [own], stories), stories).opener == first


def call(story: Story, why: str, score: float = 50) -> Trigger:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    return Trigger(why, "p", "e", story.id, "v", story.type, Tier.CALL_NOW, score, why, why, day, day)


def test_a_chief_executive_who_leaves_without_a_successor_comes_first() -> None:
    """A new head of finance, and that the company restructures, are said after that; a successor before it."""
    goes = report("executive_departed", announcement="x", person="John Poe", role="CEO")
    finance = report("executive_hired", announcement="x", person="Jane Roe", role="CFO")
    head = replace(goes.event, function="general", rank=1)
    left, hired, turned = told(
        replace(goes, event=head),
        replace(finance, event=replace(finance.event, function="finance", rank=1)),
        report("restructuring", announcement="x"),
    )
    stories = {story.id: story for story in (left, hired, turned)}
    calls = [call(turned, "restructures", 90), call(hired, "a new CFO", 70), call(left, "the CEO leaves")]
    assert [one.why for one in in_turn(calls[0], calls[1:], stories)] == [
        "the CEO leaves",
        "a new CFO",
        "restructures",
    ]
    (report_of,) = hired.reports
    chief = replace(hired, reports=(replace(report_of, event=replace(report_of.event, function="general")),))
    stories[hired.id] = chief
    assert in_turn(calls[0], calls[1:], stories)[0].why == "a new CFO"


def test_a_sale_to_whoever_buys_is_told_once() -> None:
    """The company that is bought, and the part that its owner sells to the buyer, are one deal."""
    bought, sold = told(
        report("acquisition", announcement="x", counterparty="Pell Ceramics", side="target"),
        report("divestiture", announcement="x", counterparty="Pell Ceramics"),
    )
    stories = {story.id: story for story in (bought, sold)}
    calls = [call(bought, "Pell buys Northbay."), call(sold, "Northbay sells a part to Pell.", 40)]
    assert in_one_call(calls[0], in_turn(calls[0], calls[1:], stories), stories).why == "Pell buys Northbay."
