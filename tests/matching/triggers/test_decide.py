"""Stories become triggers: who, how urgently, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import prod
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.filings import Filing
from callnow.model import CompanyEvent, Prospect, Report, Story, Touch, Trigger, stable_id
from callnow.paths import DATA
from callnow.terms import Certainty, ContactKind, Tier, TriggerKind
from matching.triggers.decide import NOT_CERTAIN, UNDATED, decide, shipped_tables
from matching.triggers.weights import load_weights

TABLES = shipped_tables()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns Ltd", "em1", "IT Manager", function="it", rank=4, owner="Ann")


def told(
    kind: str = "executive_hired", *, ago: float = 0, certainty: Certainty = Certainty.DONE, **slots: object
) -> Story:
    """A story of one report, published `ago` days before NOW."""
    event = CompanyEvent("e1", "a1", kind, "Northbay Kilns", certainty, **slots)  # type: ignore[arg-type]
    return Story("s1", kind, "em1", "em1", (Report(event, "News", "", "wire", NOW - timedelta(days=ago)),))


def only(story: Story, prospect: Prospect = SAM, now: datetime = NOW, **more: object) -> Trigger:
    (trigger,) = decide(story, [prospect], TABLES, now, **more)  # type: ignore[arg-type]
    return trigger


CIO = told(person="Jane Roe", role="Chief Information Officer", function="it", rank=1)


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


def test_the_reasons_make_the_score() -> None:
    """The score is a hundred times the product of the reasons it carries, each to its weight, and never above it."""
    story = told(ago=4, person="Jane Roe", role="CFO", function="finance", rank=1, probability=0.8)
    touches = [Touch("t1", "p1", NOW - timedelta(days=60), ContactKind.CALLED, due_on=NOW.date())]
    trigger = only(story, match_score=0.9, history={"p1": touches})
    assert trigger.score == pytest.approx(100 * prod(f.value**f.weight for f in trigger.reasons), abs=0.06)
    assert {f.name for f in trigger.reasons} >= {"urgency", "nearness", "rank", "freshness", "match", "relationship"}
    assert all(0 < f.value <= 1 for f in trigger.reasons)


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


def test_hostile_slots_stay_on_one_line() -> None:
    """Line ends and direction marks in what was read never reach the words."""
    trigger = only(told(person="Jane\r\nBcc: x\u202e Roe", role="CIO\x00"))
    assert "\n" not in trigger.why + trigger.opener + trigger.voicemail
    assert "\u202e" not in trigger.why
    assert "\x00" not in trigger.why


def test_a_type_without_its_file_makes_nothing() -> None:
    """A stored story of a type that was removed since is passed over."""
    assert decide(told("comet_sighted"), [SAM], TABLES, NOW) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("urgency = 1.0", "urgency = 'high'", "exponents.urgency", "must be a number, not 'high'"),
        ("urgency = 1.0", "haste = 1.0", "exponents.haste", "unknown key"),
        ("done = 1.0", "done = 1.5", "planning.done", "not 1.5"),
        ("done = 1.0", "", "planning.done", "missing"),
        ("[tiers]", "[storeys]", "line 71, storeys", "unknown key"),
        ('marketing = ["communications"]', 'marketing = ["juggling"]', "related.marketing 1", "no function 'juggling'"),
        ('marketing = ["communications"]', "marketing = 3", "related.marketing", "must be a list"),
        ("[rank]", "[rank", "weights.toml, line 50", "not TOML"),
        ("rest_days = 10", "rest_days = -1", "relationship.rest_days", "not -1"),
        ("5 = 0.65", "9 = 0.65", "rank", "rank 5 is missing"),
        ("rest_days = 10", "rest_days = nan", "relationship.rest_days", "finite number"),
    ],
)
def test_a_wrong_weight_is_named(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    """Loading names file, table and entry of a weight that cannot be used."""
    text = (DATA / "weights.toml").read_text()
    assert old in text
    path = tmp_path / "weights.toml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        load_weights(path)
    assert where in caught.value.where
    assert what in caught.value.what


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
