"""Stories become triggers: who hears of them, and whether they ask for a call."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from callnow.filings import Filing
from callnow.model import Story, stable_id
from callnow.terms import Certainty, Tier
from matching.triggers.decide import UNDATED, decide
from tests.matching.triggers.deciding import CIO, NOW, SAM, TABLES, only, told


def test_every_prospect_of_the_employer_is_told() -> None:
    """Each prospect gets one trigger with an id of prospect and story, however far the news is from their work."""
    staff = [replace(SAM, id=f"p{i}", function=f) for i, f in enumerate(["it", "hr", "clinical", "", "general"])]
    triggers = decide(CIO, staff, TABLES, NOW)
    assert [t.id for t in triggers] == [stable_id(p.id, "s1") for p in staff]
    assert [t.prospect_id for t in triggers] == [p.id for p in staff]
    assert {t.event_id for t in triggers} == {"e1"}


def test_a_story_nobody_dates_is_worth_knowing_and_says_so() -> None:
    """However fresh it looks; one dated report is enough, and then freshness counts from that alone."""
    undated = replace(CIO.reports[0], undated=True)
    trigger = only(replace(CIO, reports=(undated,)))
    assert (only(CIO).tier, trigger.tier) == (Tier.CALL_NOW, Tier.WORTH_KNOWING)
    assert trigger.why == f"{UNDATED}: {only(CIO).why}"
    assert "its source gives no date" in {f.note for f in trigger.reasons}
    event = replace(undated.event, id="e2", announcement_id="a2")
    for days, tier in ((1, Tier.CALL_NOW), (300, Tier.WORTH_KNOWING)):
        dated = replace(undated, event=event, undated=False, published_at=NOW - timedelta(days=days))
        assert only(replace(CIO, reports=(undated, dated))).tier is tier


def test_rumours_are_worth_knowing_and_denials_nothing() -> None:
    """A rumour never calls the phone, and a denied story makes no trigger at all."""
    assert only(CIO).tier is Tier.CALL_NOW
    assert only(told("merger", certainty=Certainty.RUMOURED, counterparty="Pell")).tier is Tier.WORTH_KNOWING
    assert decide(told("merger", certainty=Certainty.DENIED), [SAM], TABLES, NOW) == []


def test_the_type_says_the_tier() -> None:
    """A type's own tier holds for a sure story of today; a call that hardly concerns anyone is worth knowing."""
    for name, kind in TABLES.types.items():
        expected = Tier.CALL_NOW if kind.call_now else Tier.WORTH_KNOWING
        assert only(told(name)).tier is expected, name
    assert only(CIO, replace(SAM, function="clinical", rank=5, tier="C"), match_score=0.3).tier is Tier.WORTH_KNOWING


def test_shelf_life_ends() -> None:
    """A story is a reason to call up to its last day, then something to know, and after two years nothing."""
    life = timedelta(days=TABLES.types["executive_hired"].shelf_life_days)
    on_the_last_day, after = only(CIO, now=NOW + life), only(CIO, now=NOW + life + timedelta(seconds=1))
    assert (on_the_last_day.tier, on_the_last_day.expires_at) == (Tier.CALL_NOW, NOW + life)
    assert after.tier is Tier.WORTH_KNOWING
    assert after.expires_at > NOW + life
    assert decide(CIO, [SAM], TABLES, NOW + timedelta(days=731)) == []


def test_layoffs_that_were_filed_and_are_carried_out_are_history() -> None:
    """A first visit to a register finds notices of months ago: nobody hears of jobs that went by then, but of those
    that go on a day ahead, and of what the press told, too."""

    def filed(holds_in: int | None, *, type: str = "layoffs", ago: int = 250) -> Story:
        day = None if holds_in is None else (NOW + timedelta(days=holds_in)).date()
        return told(type, ago=ago, filing=Filing("WARN", "Northbay Kilns", type, effective_on=day))

    assert (
        decide(filed(-190), [SAM], TABLES, NOW) == decide(filed(None, type="office_closed"), [SAM], TABLES, NOW) == []
    )
    assert only(filed(30)).tier is Tier.WORTH_KNOWING
    assert only(filed(-2, ago=40)).tier is Tier.CALL_NOW
    assert only(told("layoffs", ago=250)).tier is Tier.WORTH_KNOWING
    assert only(filed(-190, type="executive_hired")).tier is Tier.WORTH_KNOWING


def test_a_new_fact_keeps_a_story_fresh() -> None:
    """A rumour of long ago that is confirmed today is news of today."""
    rumour = told("merger", ago=50, certainty=Certainty.RUMOURED, counterparty="Pell")
    event = replace(rumour.first.event, id="e2", announcement_id="a2", certainty=Certainty.ANNOUNCED)
    deal = replace(rumour.first, event=event, published_at=NOW)
    trigger = only(replace(rumour, reports=(rumour.first, deal)))
    assert trigger.tier is Tier.CALL_NOW
    assert trigger.event_id == "e2"


def test_hostile_slots_stay_on_one_line() -> None:
    """Line ends and direction marks in what was read never reach the words."""
    trigger = only(told(person="Jane\r\nBcc: x\u202e Roe", role="CIO\x00"))
    assert "\n" not in trigger.why + trigger.opener + trigger.voicemail
    assert "\u202e" not in trigger.why
    assert "\x00" not in trigger.why


def test_a_type_without_its_file_makes_nothing() -> None:
    """A stored story of a type that was removed since is passed over."""
    assert decide(told("comet_sighted"), [SAM], TABLES, NOW) == []


def test_a_chief_executive_is_asked_about_posts_and_people() -> None:
    """Of layoffs and of a new finance chief; of a new chair, who stands above, like anybody."""
    chief = replace(SAM, title="Chief Executive Officer", function="general", rank=1)
    assert "who of your good people could use a word?" in only(told("layoffs", count="120"), chief).opener
    cfo = told(person="Jane Roe", role="CFO", function="finance", rank=1)
    chair = told(person="Jane Roe", role="Chair", function="board", rank=1)
    assert "Are there more posts to fill" in only(cfo, chief).opener
    assert "What does it change for you and your team?" in only(chair, chief).opener
    for lesser in ({"rank": 3}, {"function": "sales"}):
        assert "What does it change for you" in only(cfo, replace(chief, **lesser)).opener  # type: ignore[arg-type]
    leader = replace(SAM, title="Team Lead", function="general", rank=4)
    head = told(person="Jane Roe", role="General Manager", function="general", rank=3)
    assert "your own field" not in only(head, leader).opener
