"""Whom the news is about is told of it as their own; who only may be them is asked; who has died is not called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from callnow.model import Story
from callnow.terms import Tier, TriggerKind
from matching.triggers.decide import NOT_CERTAIN, decide
from tests.matching.triggers.deciding import CIO, NOW, SAM, TABLES, only, told


def test_news_about_the_prospect_is_of_their_own_kind() -> None:
    """A prospect who is the person of the news gets a trigger of kind person, the nearest there is."""
    trigger = only(CIO, named={"p1": 0.95})
    assert trigger.kind == "person"
    assert trigger.id == only(CIO).id
    assert "Sam Hollis has been named Chief Information Officer" in trigger.why
    moved = only(CIO, replace(SAM, employer="Dunmore Glass", employer_id="em2"), named={"p1": 1.0})
    assert "your record says Dunmore Glass" in moved.why


def test_nobody_is_called_who_has_died() -> None:
    """The news is worth knowing and says so; colleagues may be called."""
    story = told(
        "executive_departed", person="Sam Hollis", role="CIO", rank=1, sentence="Sam Hollis, its CIO, has died."
    )
    own = only(story, named={"p1": 1.0})
    assert (own.tier, own.opener) == (Tier.WORTH_KNOWING, "Do not call.")
    colleague = only(story, replace(SAM, id="p2", name="Ada Quill"))
    assert colleague.tier is Tier.CALL_NOW
    assert "I am sorry" in colleague.voicemail


@pytest.mark.parametrize(
    ("sentence", "called"),
    [
        ("Jane Roe succeeds Sam Hollis, who died on Sunday.", False),
        ("Jane Roe succeeds the late Sam Hollis.", False),
        ("Jane Roe succeeds Sam Hollis, who retired after Max Poe died.", True),
    ],
)
def test_nobody_is_asked_about_their_successor_who_has_died(sentence: str, called: bool) -> None:
    """News of who follows makes no call to them, whatever their record says."""
    follows = told("executive_hired", person="Jane Roe", role="CIO", rank=1, sentence=sentence)
    assert bool(decide(follows, [SAM], TABLES, NOW)) is called


def appointed(*people: tuple[str, str, float], title: str = "News", day: int = 0) -> Story:
    """One announcement of who becomes what: name, role and how probable."""
    reports = [
        replace(
            CIO.reports[0],
            title=title,
            published_at=NOW + timedelta(days=day),
            event=replace(
                CIO.reports[0].event,
                id=f"{day}.{name}",
                person=name,
                role=role,
                probability=probability,
                certain_from=0.5,
            ),
        )
        for name, role, probability in people
    ]
    return replace(CIO, reports=tuple(reports))


def test_in_news_of_two_people_each_is_told_of_their_own_post() -> None:
    """Why, words and proof are of the one who is called; who is not named hears of the news as it says most."""
    cfo, president = ("Jane Roe", "Chief Financial Officer", 0.99), ("Sam Hollis", "President", 0.99)
    for story in (appointed(cfo, president), appointed(president, cfo)):
        own = only(story, named={"p1": 1.0})
        assert own.why == "Sam Hollis has been named President at Northbay Kilns."
        assert "President" in own.opener + own.voicemail
        assert "Financial" not in own.opener + own.voicemail
        assert (own.event_id, own.tier) == ("0.Sam Hollis", Tier.CALL_NOW)
        kin = only(story, replace(SAM, name="Jane Roe"), named={"p1": 1.0})
        assert "Chief Financial Officer" in kin.why
    both = appointed(("Joan Hollis", "Chief Financial Officer", 0.99), ("John Hollis", "President", 0.99))
    assert "President" in only(both, replace(SAM, name="John Hollis"), named={"p1": 1.0}).why


def test_what_is_not_certain_of_one_of_two_people_is_no_certain_call_to_them() -> None:
    """However certain the other's post is."""
    story = appointed(("Jane Roe", "CFO", 0.99), ("Sam Hollis", "President", 0.1))
    own = only(story, named={"p1": 1.0})
    assert own.tier is Tier.WORTH_KNOWING
    assert own.why.startswith(NOT_CERTAIN)
    assert only(story).tier is Tier.CALL_NOW


def test_whose_name_was_corrected_is_not_congratulated() -> None:
    """They hear of the news as everybody at the employer does."""
    wrong = appointed(("Sam Hollis", "CIO", 0.99))
    right = appointed(("Jane Roe", "CIO", 0.99), title="Northbay Kilns names Jane Roe CIO, not Sam Hollis", day=1)
    (fixed,) = (replace(r, event=replace(r.event, announcement_id="a2")) for r in right.reports)
    story = replace(wrong, reports=(*wrong.reports, fixed))
    trigger = only(story, now=NOW + timedelta(days=2), named={"p1": 1.0})
    assert trigger.kind is TriggerKind.NEWS
    assert "Sam Hollis" not in trigger.why


def test_a_family_name_alone_asks_whether_it_is_them() -> None:
    """A headline's "Hollis" may be the prospect of that name there; another name, or a full one, is somebody else."""
    for name, may_be in (("Hollis", True), ("Mr. Hollis", True), ("Roe", False), ("Jane Hollis", False)):
        trigger = only(told(person=name, role="Chief Operating Officer", function="general", rank=1))
        assert trigger.opener.endswith(" Is that you?") is may_be
        assert trigger.why.endswith(" This may be Sam Hollis.") is may_be


def test_whose_post_is_left_by_nobody_named_is_asked_whether_it_is_them() -> None:
    """The news is worth knowing and no voicemail tells it; colleagues, and who reads a name, are told as ever."""
    holder = replace(SAM, title="CFO", function="finance", rank=1)
    slots: dict[str, object] = {"role": "chief financial officer", "function": "finance", "rank": 1}
    left = told("executive_departed", **slots)
    asked = only(left, holder)
    assert (asked.tier, only(left).tier) == (Tier.WORTH_KNOWING, Tier.CALL_NOW)
    assert asked.why.endswith(" This may be Sam Hollis.")
    assert asked.opener.endswith(" has left. Is that you?")
    assert "has left" not in asked.voicemail
    assert any("If it is them" in point for point in asked.talking_points)
    assert only(told("executive_departed", person="Jane Roe", **slots), holder).tier is Tier.CALL_NOW
    by_surname = only(told("executive_departed", person="Hollis", **slots), holder)
    assert by_surname.tier is Tier.WORTH_KNOWING
    assert "Hollis" not in by_surname.voicemail


def test_who_is_only_away_is_not_asked_what_is_next() -> None:
    """Others there are told; and whoever leaves for good is asked."""
    holder = replace(SAM, id="p2", name="Otto Lenz", title="CIO")
    text = "Northbay Kilns named Jane Roe acting CIO while Otto Lenz recovers from surgery."
    cover = told(person="Jane Roe", role="acting CIO", function="it", rank=1, sentence=text)
    assert [trigger.prospect_id for trigger in decide(cover, [SAM, holder], TABLES, NOW)] == ["p1"]
    assert len(decide(CIO, [SAM, holder], TABLES, NOW)) == 2
