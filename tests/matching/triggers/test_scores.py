"""How urgent a call is: the nearer the news, the higher the post and the surer what is told, the higher its score."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import prod

import pytest

from callnow.model import Touch
from callnow.terms import ContactKind
from tests.matching.triggers.deciding import CIO, NOW, SAM, only, told


def test_nearest_are_loudest() -> None:
    """A new CIO concerns IT first, then its neighbours, then the rest."""
    near, beside, far = (only(CIO, replace(SAM, function=f)).score for f in ("it", "data", "clinical"))
    assert near > beside > far > 0


def test_what_becomes_of_the_whole_employer_comes_before_a_colleague_who_leaves() -> None:
    """Bought, merged or insolvent outranks a departure in one's own field; what the employer itself buys does not."""
    who = replace(SAM, function="clinical")
    leaves = only(told("executive_departed", person="Jane Roe", role="Chief Medical Officer", function="clinical"), who)
    for fate in (told("bankruptcy"), told("merger"), told("acquisition", side="target", counterparty="Pell")):
        assert only(fate, who).score > 0.9 * leaves.score
        assert only(fate, who).score > only(told("executive_departed", person="Jane Roe"), who).score
    assert only(told("acquisition", side="acquirer", counterparty="Pell"), who).score < 0.9 * leaves.score


def test_a_move_concerns_those_who_live_at_either_end() -> None:
    """A head office's move is loudest for those who live where it leaves or arrives."""
    story = told("headquarters_moved", origin="Leeds, UK", destination="Austin, Texas")
    here, there, elsewhere = (only(story, replace(SAM, city=c)) for c in ("Leeds", "Austin, TX", "Oslo"))
    assert here.score == there.score > elsewhere.score
    assert "Leeds is the origin" in {f.note for f in here.reasons}
    assert "going along" in here.opener


def test_a_suburb_is_near_but_nobodys_own_town() -> None:
    """Who lives in the city is near to the move, and is not told that the office comes to their town."""
    story = told("headquarters_moved", destination="a suburb of Nashville")
    near, elsewhere = (only(story, replace(SAM, city=city)) for city in ("Nashville", "Oslo"))
    assert near.score > elsewhere.score
    assert not any("own town" in said for said in (near.why, near.opener, near.voicemail, *near.talking_points))
    assert "a suburb of Nashville" in near.opener


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"rank": 1}, {"rank": 5}),
        ({"tier": "A"}, {"tier": "C"}),
    ],
)
def test_rank_and_tier_count(better: dict[str, object], worse: dict[str, object]) -> None:
    """A higher title and a closer relationship make a call more urgent."""
    assert only(CIO, replace(SAM, **better)).score > only(CIO, replace(SAM, **worse)).score  # type: ignore[arg-type]


def test_what_happens_to_the_whole_employer_comes_before_a_lesser_post() -> None:
    """A plant manager who leaves is less of a reason to call than layoffs or a move, a chief is more of one."""
    nurse = replace(SAM, title="Nurse Manager", function="clinical")
    gone = {"person": "Don Hart", "function": "operations"}
    plant = only(told("executive_departed", role="plant manager", rank=4, **gone), nurse).score
    chief = only(told("executive_departed", role="COO", rank=1, **gone), nurse).score
    for kind, slots in (
        ("layoffs", {"count": "120"}),
        ("headquarters_moved", {"origin": "Dayton"}),
        ("office_closed", {"origin": "Dayton"}),
    ):
        assert plant < only(told(kind, **slots), nurse).score < chief


def test_an_insolvency_that_ends_waits_for_layoffs() -> None:
    """It ends no employer: nobody is told of it first, as of the insolvency that begins."""
    for function in ("it", "finance", "clinical", ""):
        who = replace(SAM, function=function)
        begins = only(told("bankruptcy", sentence="Northbay Kilns has filed for Chapter 11."), who).score
        ends = only(told("bankruptcy", sentence="Northbay Kilns has emerged from Chapter 11."), who).score
        assert ends < only(told("layoffs", count="120"), who).score < begins


def test_doubt_lowers_the_score() -> None:
    """Less sure of the company, less sure of the sentence, or older: less urgent."""
    sure = only(CIO).score
    assert only(CIO, match_score=0.7).score < sure
    doubtful = told(person="Jane Roe", role="Chief Information Officer", function="it", rank=1, probability=0.5)
    assert only(doubtful).score < sure
    assert only(CIO, now=NOW + timedelta(days=10)).score < sure


def test_history_counts() -> None:
    """A talk of last week quiets the call, a promise that falls due speaks for it, a touch to come is not past."""
    rested = Touch("t1", "p1", NOW - timedelta(days=60), ContactKind.CALLED)
    fresh = Touch("t2", "p1", NOW - timedelta(days=3), ContactKind.CALLED)
    promised = replace(rested, promised="after the audit", due_on=NOW.date() + timedelta(days=5))
    future = Touch("t3", "p1", NOW + timedelta(days=3), ContactKind.CALLED)
    score = {name: only(CIO, history={"p1": [t]}).score for name, t in (("rested", rested), ("fresh", fresh))}
    assert score["fresh"] < score["rested"] < only(CIO, history={"p1": [promised]}).score
    assert only(CIO, history={"p1": [future]}).score == only(CIO).score


def test_the_reasons_make_the_score() -> None:
    """The score is a hundred times the product of the reasons it carries, each to its weight, and never above it."""
    story = told(ago=4, person="Jane Roe", role="CFO", function="finance", rank=1, probability=0.8)
    touches = [Touch("t1", "p1", NOW - timedelta(days=60), ContactKind.CALLED, due_on=NOW.date())]
    trigger = only(story, match_score=0.9, history={"p1": touches})
    assert trigger.score == pytest.approx(100 * prod(f.value**f.weight for f in trigger.reasons), abs=0.06)
    assert {f.name for f in trigger.reasons} >= {"urgency", "nearness", "rank", "freshness", "match", "relationship"}
    assert all(0 < f.value <= 1 for f in trigger.reasons)
