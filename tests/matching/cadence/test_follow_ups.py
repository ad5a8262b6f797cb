"""Due calls and stale records become triggers with words and a score."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from callnow.model import Prospect, Touch, Trigger
from callnow.terms import Colour, ContactKind, Tier
from matching.cadence.follow_ups import follow_up_anew, follow_up_trigger, stale_trigger
from matching.cadence.next_call import Cause, NextCall, is_noted
from matching.cadence.stale import Sign
from matching.triggers.decide import shipped_tables
from matching.triggers.topics import Topic

TABLES = shipped_tables()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns", "em1", owner="Ann")
RAISED = "I saw that Northbay Kilns has raised $12 million."
NEWS = Topic(
    "employer",
    "Northbay Kilns has raised $12 million.",
    0.8,
    spoken=f"{RAISED} What does it let you build first?",
    message=RAISED,
)
CHOIR = Topic("personal", "Ask about the choir.", 1.0, spoken="I have the choir in my notes. How is that going?")
UNSAID = Topic("note", "Your note: “Hates mornings”.", 0.7)
SPOKEN = Touch("t1", "p1", NOW - timedelta(days=70), ContactKind.CALLED)


def due(ago: int = 0, latest: int = 28, cause: Cause = Cause.RHYTHM, promised: str = "") -> NextCall:
    day = TODAY - timedelta(days=ago)
    noted = is_noted(replace(SPOKEN, promised=promised))
    return NextCall("p1", day, day + timedelta(days=latest), cause, "t1", "Last contact long ago.", promised, noted)


def made(call: NextCall, *topics: Topic, touches: tuple[Touch, ...] = (SPOKEN,), question: str = "") -> Trigger:
    trigger = follow_up_trigger(call, SAM, topics, touches, TABLES, NOW, question)
    assert trigger is not None
    return trigger


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("after the audit", "We said we would speak again after the audit"),
        ("after her holiday", "We said we would speak again after your holiday"),
        ("call me when the budget is through", "You said “call me when the budget is through”"),
        ("try again in five weeks", "We last spoke in December, and I made a note to call you now."),
        ("check in after the audit", "I made a note to call you now."),
        ("She will get back to me by Monday", "I made a note to call you now."),
        ("Doesn't want me to call before March", "I made a note to call you now."),
        ("No need to call before March", "I made a note to call you now."),
        ("ping us in March", "You said “ping us in March”"),
        ("when she is back", "I am calling as we agreed when we spoke in December."),
        ("next Thursday", "I am calling as we agreed when we spoke in December."),
        ("Sunday", "I am calling as we agreed when we spoke in December."),
    ],
)
def test_a_promise_is_quoted_and_rings(promised: str, said: str) -> None:
    """A promised call opens with what was said, turned to whom it is said, and is worth a call now."""
    trigger = made(due(cause=Cause.PROMISE, promised=promised), NEWS)
    assert (trigger.kind, trigger.tier, trigger.owner) == ("cadence", Tier.CALL_NOW, "Ann")
    assert said in trigger.opener
    assert ("calling as" in trigger.voicemail) is ("a note" not in said)


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("after the audit", "We said we would speak again after the audit. I am sorry that it is later than that."),
        ("call me on 10 March", "You said “call me on 10 March”, and I am sorry that it is later than that."),
        ("next Thursday", "I said that I would call you on February 10; I am sorry that it is late."),
        ("check in after the audit", "I meant to call you on February 10; I am sorry that it is late."),
    ],
)
def test_a_promise_whose_latest_day_has_passed_is_not_called_kept(promised: str, said: str) -> None:
    """Who is called weeks after the promised day, after a holiday or a pause, is not told that it is as agreed."""
    late = made(due(ago=20, latest=3, cause=Cause.PROMISE, promised=promised))
    assert said in late.opener
    assert "call you on February 10; I am sorry that it is late" in late.voicemail
    assert "sorry" not in made(due(ago=2, latest=3, cause=Cause.PROMISE, promised=promised)).opener


def test_a_promise_that_was_put_off_for_weeks_is_late_on_its_new_day() -> None:
    """After a message or a pause the call is due today; what was promised was another day."""
    today = replace(due(latest=3, cause=Cause.PROMISE, promised="check in on 10 February"), noted=True)
    for day, said in (
        (date(2026, 2, 10), "I meant to call you on February 10"),
        (TODAY, "I made a note to call you now"),
    ):
        assert said in made(replace(today, promised_for=day)).opener


@pytest.mark.parametrize(
    ("promised", "in_time", "late"),
    [
        ("call me in February", 27, 32),
        ("call her in February", 27, 32),
        ("first week of February", 6, 9),
        ("next quarter", 80, 93),
        ("in summer", 80, 93),
        ("second half of the year", 150, 185),
        ("next year", 300, 367),
        ("before summer", 2, 8),
        ("call me on 10 February", 2, 8),
    ],
)
def test_a_week_or_month_that_was_promised_is_in_time_until_it_is_over(promised: str, in_time: int, late: int) -> None:
    """Who said "call me in February" is not told on its eighth day that it is later than that."""
    for ago, sorry in ((in_time, False), (late, True)):
        said = made(due(ago=ago, latest=3, cause=Cause.PROMISE, promised=promised))
        assert ("sorry" in said.opener, "sorry" in said.voicemail) == (sorry, sorry), ago
    if "week" in promised:
        assert "in the week of February 21" in said.voicemail


def test_a_promise_is_quoted_anew_though_somebody_wrote_since() -> None:
    """A follow-up that is worded for another record keeps what was promised; what nobody was promised is not quoted."""
    promise = replace(SPOKEN, promised="after the audit", due_on=TODAY)
    written = Touch("t2", "p1", NOW - timedelta(days=3), ContactKind.EMAILED)
    trigger = made(due(cause=Cause.PROMISE, promised="after the audit"), touches=(promise, written))
    moved = replace(SAM, employer="Larkmoor Foods", employer_id="em2")
    assert "again after the audit" in follow_up_anew(trigger, moved, (promise, written), TABLES).opener
    tried = replace(promise, kind=ContactKind.VOICEMAIL)
    assert "again after the audit" not in follow_up_anew(trigger, moved, (tried, written), TABLES).opener


def test_a_call_opens_with_the_best_that_can_be_said() -> None:
    """The first topic that can be said opens it; every topic is a talking point. A message tells news alone."""
    trigger = made(due(), UNSAID, CHOIR, NEWS)
    assert (
        trigger.opener
        == "Hi Sam, Ann here. We last spoke in December. I have the choir in my notes. How is that going?"
    )
    assert trigger.talking_points == (UNSAID.line, CHOIR.line, NEWS.line)
    assert "choir" not in trigger.voicemail
    assert RAISED in trigger.voicemail
    assert RAISED in made(due(), UNSAID, NEWS).opener
    assert "We last spoke in December." in made(due()).opener
    assert "spoke" not in made(due(cause=Cause.FIRST), touches=()).opener


def test_with_nothing_to_say_it_says_so_and_asks() -> None:
    """The opener owns up to it and asks what was proposed; the recruiter is told that there is nothing to bring, unless
    a note or news follows that only they are to read."""
    trigger = made(due(), question="What has changed most?")
    assert trigger.opener.endswith("I have no news for you today, only one question: What has changed most?")
    assert trigger.talking_points[0].startswith("Nothing new to bring")
    assert made(due(), UNSAID, question="Q?").talking_points == (UNSAID.line,)
    assert "Nothing new" not in " ".join(made(due(), NEWS).talking_points)


def test_a_note_that_is_the_promise_is_said_once() -> None:
    """The reason quotes it, so no talking point does; there is then nothing else to bring."""
    note = Topic("note", "Your note: “Call her Tuesday”.", 0.7)
    trigger = made(due(cause=Cause.PROMISE, promised="call her Tuesday"), note, question="Q?")
    assert [point.split(":")[0] for point in trigger.talking_points] == ["Nothing new to bring", "A question for them"]


def test_nobody_says_that_they_spoke_where_a_colleague_did() -> None:
    """A talk of another recruiter is not told as one's own; one of whom nobody says who had it is."""
    for owner, said in (("Bo", False), ("Ann", True), ("", True)):
        opener = made(due(), touches=(replace(SPOKEN, owner=owner),), question="Q?").opener
        assert ("We last spoke" in opener) is said


def test_pressing_calls_score_higher() -> None:
    """A rhythm call gains from its ideal to its latest day and past it; a promise comes before all of them."""
    scores = [made(due(ago)).score for ago in (0, 14, 28, 40)]
    assert scores == sorted(set(scores))
    promise = made(due(cause=Cause.PROMISE, latest=3)).score
    assert scores[-1] < promise < made(due(10, 3, Cause.PROMISE)).score <= 100


def test_a_colour_is_a_field_and_no_word_of_the_reason() -> None:
    """A call is green on its day, yellow past it, red past its latest; its reason is the call's own words."""
    triggers = [made(due(ago, 28)) for ago in (0, 14, 40)]
    assert [trigger.colour for trigger in triggers] == [Colour.GREEN, Colour.YELLOW, Colour.RED]
    assert {reason.note for trigger in triggers for reason in trigger.reasons} == {due().words}


def test_the_same_call_is_the_same_trigger_until_answered() -> None:
    """Tomorrow's run finds today's trigger by its id; another touch makes another one. It does not expire before."""
    call = due(40)
    tomorrow = follow_up_trigger(call, SAM, (), (), TABLES, NOW + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.id == made(call).id
    assert made(replace(call, basis="t2")).id != made(call).id
    assert made(call).expires_at > NOW + timedelta(days=365)


def test_news_has_its_own_trigger() -> None:
    """A call that news made due is not told a second time as a follow-up."""
    assert follow_up_trigger(due(cause=Cause.EVENT), SAM, (), (), TABLES, NOW) is None


def test_a_stale_record_says_what_to_check() -> None:
    """A sign becomes a trigger of its own kind, once, with its proof and what to find out."""
    sign = Sign("moved", "The news names Sam Hollis at Dunmore Glass.", "Move the record.", "s1", "s1", "e1")
    trigger = stale_trigger(sign, SAM, (), TABLES, NOW)
    assert (trigger.kind, trigger.tier, trigger.story_id, trigger.event_id) == ("stale", Tier.WORTH_KNOWING, "s1", "e1")
    assert trigger.why == sign.words
    assert trigger.talking_points == (sign.check,)
    assert trigger.score == 80
    assert stale_trigger(sign, SAM, (), TABLES, NOW + timedelta(days=3)).id == trigger.id
    assert stale_trigger(replace(sign, basis="s2"), SAM, (), TABLES, NOW).id != trigger.id


def test_a_year_without_a_talk_is_named_with_its_year() -> None:
    """A talk of long ago is told with its year."""
    old = replace(SPOKEN, at=datetime(2025, 1, 7, tzinfo=UTC))
    assert "We last spoke in January 2025." in made(due(), touches=(old,)).opener
