"""A note that asks for a call on a day is a promise; a note that only names a day is none."""

from __future__ import annotations

from datetime import date

import pytest

from matching.cadence.noted_promises import asks_without_day, promise_in, unread_call
from matching.cadence.own_reminders import is_own_reminder
from matching.cadence.refused_calls import forbids_calls

SAID_ON = date(2026, 11, 17)  # a Tuesday
SIX_WEEKS, AFTER_THANKSGIVING = date(2026, 12, 29), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("note", "words", "day"),
    [
        ("nice talk. circle back in six weeks, two kids", "circle back in six weeks", SIX_WEEKS),
        ("Circle back in six weeks. Two kids at college.", "Circle back in six weeks", SIX_WEEKS),
        ("busy, call after Thanksgiving", "call after Thanksgiving", AFTER_THANKSGIVING),
        ("don't call me again until March please", "don't call me again until March please", date(2027, 3, 1)),
        ("dont call until Feb", "dont call until Feb", date(2027, 2, 1)),
        ("not until March", "not until March", date(2027, 3, 1)),
        ("try again mid January - bonus paid then", "try again mid January", date(2027, 1, 15)),
        ("Left message, will try again next week", "try again next week", date(2026, 11, 23)),
        ("In March call again", "In March call again", date(2027, 3, 1)),
        ("vacation until Dec 14, then call", "vacation until Dec 14, call", date(2026, 12, 14)),
        ("vacation until Dec 14, call Dec 15", "call Dec 15", date(2026, 12, 15)),
        ("Bonus in March, call in April", "call in April", date(2027, 4, 1)),
        ("Monday is bad, call Tuesday", "call Tuesday", date(2026, 11, 24)),
        ("Contract ends 2027-06-01, call then", "Contract ends 2027-06-01, call then", date(2027, 6, 1)),
        ("LVM call back Mon", "call back Mon", date(2026, 11, 23)),
        ("busy cb tomorrow", "cb tomorrow", date(2026, 11, 18)),
        ("no ans x2 try again Monday", "try again Monday", date(2026, 11, 23)),
        ("c/b in 2 wks", "c/b in 2 wks", date(2026, 12, 1)),
        ("n/a, c/b Mon", "c/b Mon", date(2026, 11, 23)),
        ("call Feb. 12", "call Feb. 12", date(2027, 2, 12)),
        ("call 1st thing Monday", "call 1st thing Monday", date(2026, 11, 23)),
        ("call in the 2nd qtr", "call in the 2nd qtr", date(2027, 4, 1)),
        ("call on the 5th about the CFO role", "call on the 5th about the CFO role", date(2026, 12, 5)),
        ("on leave until May, call in April", "call in April", date(2027, 4, 1)),
        ("do not call, on leave til May", "do not call, on leave til May", date(2027, 5, 1)),
        ("can't talk in Jan, call Feb 1", "call Feb 1", date(2027, 2, 1)),
        ("don't forget to call on Monday", "call on Monday", date(2026, 11, 23)),
        ("call him Monday, made director", "call him Monday", date(2026, 11, 23)),
        ("email her once an offer is made in May", "email her once an offer is made in May", date(2027, 5, 1)),
        ("don't call this week but in May", "don't call this week but in May", date(2027, 5, 1)),
        ("HM will call me on Monday", "will call me on Monday", date(2026, 11, 23)),
        ("chase interview feedback on Monday", "chase interview feedback on Monday", date(2026, 11, 23)),
        ("speak at 3pm on Monday", "speak at 3pm on Monday", date(2026, 11, 23)),
        ("talk at the end of January", "talk at the end of January", date(2027, 1, 31)),
        ("busy, leave until Jan", "leave until Jan", date(2027, 1, 1)),
        ("Contract ends in June; call in April", "call in April", date(2027, 4, 1)),
        ("Follow up Q1", "Follow up Q1", date(2027, 1, 1)),
        ("said to reach out after bonuses in February", "reach out after bonuses in February", date(2027, 2, 1)),
        ("ping in 2 wks", "ping in 2 wks", date(2026, 12, 1)),
        ("call Dana in 6 weeks about the CFO role", "call Dana in 6 weeks about the CFO role", SIX_WEEKS),
        ("Call me when the bonus is paid in March", "Call me when the bonus is paid in March", date(2027, 3, 1)),
        ("Ring again fortnight before Xmas", "Ring again fortnight before Xmas", date(2026, 12, 11)),
        ("will ring month after Easter", "ring month after Easter", date(2027, 4, 28)),
        ("call him next week and again in May", "call him next week", date(2026, 11, 23)),
        ("call Monday or Tuesday, two kids", "call Monday or Tuesday", date(2026, 11, 23)),
        ("call Monday, or Tuesday", "call Monday, or Tuesday", date(2026, 11, 23)),
        ("follow up in six weeks, or call Bob in May", "follow up in six weeks", SIX_WEEKS),
        ("He did not get the job. Call back on Friday", "Call back on Friday", date(2026, 11, 20)),
        ("call her on Nov. 23", "call her on Nov. 23", date(2026, 11, 23)),
        ("Saw Mr. Vale. Ring him in a month", "Ring him in a month", date(2026, 12, 17)),
        ("No need to ring him before March", "No need to ring him before March", date(2027, 3, 1)),
        ("Not needed to call before March", "Not needed to call before March", date(2027, 3, 1)),
        ("asked me not to call before March", "not to call before March", date(2027, 3, 1)),
        ("No calls until January, please", "No calls until January", date(2027, 1, 1)),
        ("do not call for two weeks", "do not call for two weeks", date(2026, 12, 1)),
        ("couldn't talk, call before Christmas", "call before Christmas", date(2026, 12, 18)),
        ("will get back to me by Friday", "will get back to me by Friday", date(2026, 11, 20)),
        ("Said she'd call back in May", "she'd call back in May", date(2027, 5, 1)),
        ("Ring her w/c 7 December", "Ring her w/c 7 December", date(2026, 12, 7)),
        ("call in the week beginning Dec 7", "call in the week beginning Dec 7", date(2026, 12, 7)),
        ("Give him a ring on Friday", "Give him a ring on Friday", date(2026, 11, 20)),
        ("Call at 5pm Monday", "Call at 5pm Monday", date(2026, 11, 23)),
        ("Talk to them on Thursday week", "Talk to them on Thursday week", date(2026, 11, 26)),
        ("Wants to be left alone till February", "left alone till February", date(2027, 2, 1)),
        ("Leave it for two weeks, then try", "Leave it for two weeks", date(2026, 12, 1)),
        ("Chase him on Monday", "Chase him on Monday", date(2026, 11, 23)),
        ("call on Sunday, 27 December", "call on Sunday, 27 December", date(2026, 12, 27)),
        ("call in the second week of August", "call in the second week of August", date(2027, 8, 9)),
        ("free again: call 7 or 8 December", "call 7 or 8 December", date(2026, 12, 7)),
        ("call Thursday the 26th", "call Thursday the 26th", date(2026, 11, 26)),
        ("ring her Fri 4", "ring her Fri 4", date(2026, 12, 4)),
        (
            "call Tuesday about the interview on Friday",
            "call Tuesday about the interview on Friday",
            date(2026, 11, 24),
        ),
        ("call in Jan after bonus in Feb", "call in Jan after bonus in Feb", date(2027, 1, 1)),
        ("call a week before the audit on Dec 15", "call a week before the audit on Dec 15", date(2026, 12, 8)),
        ("call the day after her panel on Dec 3", "call the day after her panel on Dec 3", date(2026, 12, 4)),
        ("cb 3wks", "cb 3wks", date(2026, 12, 8)),
        ("call tmrw", "call tmrw", date(2026, 11, 18)),
        ("call EOM", "call EOM", date(2026, 11, 30)),
        ("call end Jan", "call end Jan", date(2027, 1, 31)),
        ("ring in 5m", "ring in 5m", date(2027, 4, 17)),
        ("away til May, call then", "away til May, call then", date(2027, 5, 1)),
        ("Back in the office Dec 4. Call then.", "Back in the office Dec 4, Call then", date(2026, 12, 4)),
        ("Next call: Dec 9", "Next call Dec 9", date(2026, 12, 9)),
        ("Callback 9 Dec", "Callback 9 Dec", date(2026, 12, 9)),
        ("call booked for Wed Dec 9", "call booked for Wed Dec 9", date(2026, 12, 9)),
        ("would like a chat on Monday", "would like a chat on Monday", date(2026, 11, 23)),
        ("6 week follow up", "6 week follow up", SIX_WEEKS),
        ("retry Thursday", "retry Thursday", date(2026, 11, 19)),
        ("wait until January", "wait until January", date(2027, 1, 1)),
        ("not interested, maybe in 8 months", "maybe in 8 months", date(2027, 7, 17)),
        ("call Dec 8-10", "call Dec 8-10", date(2026, 12, 8)),
        ("call ~Dec 8", "call ~Dec 8", date(2026, 12, 8)),
        ("call no earlier than Dec 8", "call no earlier than Dec 8", date(2026, 12, 8)),
        ("call 12/15", "call 12/15", date(2026, 12, 15)),
        ("call 1st week Dec", "call 1st week Dec", date(2026, 12, 1)),
        ("call Dec 15, 2027", "call Dec 15, 2027", date(2027, 12, 15)),
        ("call start of Feb", "call start of Feb", date(2027, 2, 1)),
        ("no call before Feb", "no call before Feb", date(2027, 2, 1)),
        ("don't contact for 6 months", "don't contact for 6 months", date(2027, 5, 17)),
        ("hold off til end Q1", "hold off til end Q1", date(2027, 3, 31)),
        ("wants to be contacted in March", "wants to be contacted in March", date(2027, 3, 1)),
        ("f/u in 2w", "f/u in 2w", date(2026, 12, 1)),
        ("call in March if no reply by Friday", "call in March if no reply by Friday", date(2027, 3, 1)),
        ("call back weds", "call back weds", date(2026, 11, 18)),
        ("at a trial till the 9th - call then", "at a trial till the 9th, call then", date(2026, 12, 9)),
    ],
)  # fmt: skip
def test_a_day_that_a_call_is_asked_for_is_promised(note: str, words: str, day: date) -> None:
    """The clause with the cue is quoted, and its day is the one that the reader of days finds there."""
    promised = promise_in(note, SAID_ON)
    assert promised is not None
    assert (promised.words, promised.due_on) == (words, day)


@pytest.mark.parametrize(
    "note",
    [
        "she starts in March",
        "call her mobile, new role starts in March",
        "great call Tuesday, she is happy",
        "call on Monday went well",
        "our call in March: she said no",
        "tried to call in March",
        "Board call next week, nothing to do",
        "do not call in June",
        "wants to talk about a job that opens in May",
        "Wants a shorter commute; move in 3 months",
        "contact info updated in May",
        "Met in May. Open to a move in the fall.",
        "call in January. call in June",
        "Call 415-555-0123 ext 4",
        "call today",
        "did not call before Christmas",
        "wants to speak to her boss in March first",
        "no contact for 3 months",
        "left the firm before March",
        "call her a month after the merger closes",
        "Promised the survey by end of month",
        "promised not to name her before January",
        "call Nov 31",
        "ring on the 31st of February",
        "call Tue 19 Nov",  # a Thursday
        "call Nov 13",  # days ago
        "call Monday after the audit",
        "she will wait until January",
        "missed call Monday",
        "no response email on Monday",
        "sales call on Monday",
        "launch pushed to January",
        "starts in March, check in a month later",
        "contract ends 30 June, call a month before",
        "asked me not to call in March",
        "on vacation the week of March 15, call before",
        "call me if anything comes up before March",
        "call only if she gets the offer in March",
        "does not want to be called in March",
        "no need to call on Monday",
        "never asked me to call in January",
        "was supposed to call me on Monday",
        "Email sent on Monday",
        "Email on Monday bounced",
        "text on Friday, no reply",
        "wants to come back to the US in June",
        "will speak at a meetup in September",
        "board will revisit the budget in Q1",
        "wants to check in with his wife by Friday",
        "Phone interview on Tuesday",
        "HM will call her on Monday",
        "plans to leave before Christmas",
        "won't leave before March",
        "",
    ],
)
def test_a_day_alone_is_no_promise(note: str) -> None:
    """What happens on a day, a talk that was had, one of two days and a refusal promise nothing."""
    assert promise_in(note, SAID_ON) is None


@pytest.mark.parametrize(
    ("note", "forbidden"),
    [
        ("DO NOT CALL", True),
        ("not interested. Do not contact again.", True),
        ("don't call - prefers email", True),
        ("do not call until March", False),
        ("do not call in June", False),
        ("no contact since March", False),
        ("call in March", False),
        ("I did not call him", False),
        ("no contact details", False),
        ("do not email", False),
        ("has opted out", True),
        ("Unsubscribed", True),
        ("asks to be removed from the list", True),
        ("taken off my shortlist", False),
        ("doesn't want to hear from recruiters", True),
        ("do not contact until further notice", True),
        ("opted out of the bonus plan", False),
        ("don't call Thursdays", False),
    ],
)
def test_a_note_may_forbid_calls(note: str, forbidden: bool) -> None:
    """Without a day on which that ends nobody is to call."""
    assert forbids_calls(note) is forbidden


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Lunch was good. Call her when the CFO search starts, two kids", "Call her when the CFO search starts"),
        ("asked to reach out once the budget is approved", "reach out once the budget is approved"),
        ("Don't call until the audit is done", "Don't call until the audit is done"),
        ("call her a month after the merger closes", "call her a month after the merger closes"),
        ("call 12/8", "call 12/8"),
        ("LVM call Nov. 13", "call Nov. 13"),  # days ago
        ("cb Nov 31", "cb Nov 31"),
        ("ring Monday the 24th", "ring Monday the 24th"),  # a Tuesday
        ("call Monday after the audit", "call Monday after the audit"),
        ("no call needed this week", ""),
        ("call 415-555-0123 ext 12", ""),
        ("call after Thanksgiving", ""),
        ("call on Monday went well", ""),
        ("call her mobile, new role starts after the summer", ""),
        ("tried to call before Christmas", ""),
        ("No contact until the audit is done", "No contact until the audit is done"),
        ("do not call in June", ""),
        ("DO NOT CALL after the merger", ""),
        ("Great call last week, she is happy after the move", ""),
        ("left message to call back", ""),
        ("call after 3 March 2026", ""),
        ("important: call after 5pm", ""),
        ("best to call before noon", ""),
        ("Rückruf am 12.12.", "Rückruf am 12.12"),
        ("War nett. Bitte im Januar noch einmal anrufen", "Bitte im Januar noch einmal anrufen"),
        ("Nicht vor März anrufen", "Nicht vor März anrufen"),
        ("rufen Sie mich nächste Woche an", "rufen Sie mich nächste Woche an"),
        ("Gutes Gespräch, ruf ihn im Januar wieder an.", "Gutes Gespräch, ruf ihn im Januar wieder an"),
        ("Nächste Woche rufe ich zurück", "Nächste Woche rufe ich zurück"),
        ("Melden Sie sich im März wieder", "Melden Sie sich im März wieder"),
        ("melde mich nächste Woche", "melde mich nächste Woche"),
        ("Guter Ruf, im Januar an Bord", ""),
        ("rufen Sie mich nicht mehr an", ""),
        ("bel hem volgende week terug", "bel hem volgende week terug"),
        ("rappelez-moi la semaine prochaine", "rappelez-moi la semaine prochaine"),
        ("llámeme en enero", "llámeme en enero"),
        ("mi richiami a gennaio", "mi richiami a gennaio"),
        ("rappeler le 15/01/2027", "rappeler le 15/01/2027"),
        ("volver a llamar en enero", "volver a llamar en enero"),
        ("terugbellen in januari", "terugbellen in januari"),
        ("richiamare a gennaio", "richiamare a gennaio"),
        ("call back KW 49", "call back KW 49"),
        ("Kein Kontakt bis 6/2027", "Kein Kontakt bis 6/2027"),
        ("please call on 12. December", "please call on 12. December"),
        ("Am 12.11. angerufen, niemand da", ""),
        ("Rückruf am 3.11. erhalten", ""),
        ("Startet im März in Basel", ""),
        ("moved to WV in May", ""),
        ("bitte nicht mehr anrufen", ""),
        ("starts in March, check in a month later", "check in a month later"),
        ("call in 5 business days", "call in 5 business days"),
        ("call me in 2028", "call me in 2028"),
        ("call me if anything comes up before March", "call me if anything comes up before March"),
        ("on vacation the week of March 15, call before", "call before"),
        ("revisit in H2", "revisit in H2"),
        ("call in a month and a half", "call in a month and a half"),
        ("call Christmas Eve", "call Christmas Eve"),
        ("call after 2nd interview", "call after 2nd interview"),
        ("Contract ends 6/1/27, call then", "call then"),
        ("call back today", "call back today"),
    ],
)
def test_a_note_may_ask_for_a_call_without_a_day(note: str, words: str) -> None:
    """Its clause says when, and names no day that can be read; a talk that was had and a refusal ask for none."""
    assert asks_without_day(note, SAID_ON) == words


def test_calls_asked_for_on_two_days_are_told() -> None:
    """None of them is kept, and who wrote the note learns it, with the words."""
    said = unread_call("email JD on Monday, call Wednesday", SAID_ON)
    assert said.startswith("The note names more than one day for a call (“email JD on Monday”, “call Wednesday”)")
    assert unread_call("call Monday or Tuesday", SAID_ON) == ""


def test_the_country_asks_for_no_call() -> None:
    """Who wrote "us" in small letters was asked for a call; "US" is the country."""
    assert is_own_reminder("call him about the US role in June")
    assert not is_own_reminder("call us in June")


def test_a_sentence_without_end_is_read_in_pieces_by_its_commas() -> None:
    """Of a note that was dictated, what asks for a call is read wherever it stands, and every link before a day."""
    told = "she likes the team, has two children, plays the cello, "
    for before in range(12):
        note = told * before + "call her in two weeks, " + told * (11 - before) + "met at the fair"
        found = promise_in(note, date(2026, 3, 2))
        assert found is not None
        assert (found.words, found.due_on) == ("call her in two weeks", date(2026, 3, 16))
    linked = promise_in("Back in 3 weeks, and then please call her", date(2026, 11, 2))
    assert linked is not None
    assert (linked.words, linked.due_on) == ("Back in 3 weeks, call her", date(2026, 11, 23))
