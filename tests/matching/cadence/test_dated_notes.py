"""Notes that are kept as a log of dated entries."""

from __future__ import annotations

from datetime import date

import pytest

from matching.cadence.dated_notes import NoteDay, call_asked, entries_of, last_contact_in, order_of_notes, still_barring
from matching.cadence.dated_notes import unread_in as unread
from matching.cadence.told_talks import tells_of_talk

TODAY = date(2026, 10, 12)
CONTACT = NoteDay(date(2026, 9, 21))

ENTRIES = {
    "2026-08-05: no budget this year": (date(2026, 8, 5), "no budget this year"),
    "2026-08-05 09:15 PB - emailed the brief": (date(2026, 8, 5), "PB - emailed the brief"),
    "[2026-08-05T09:15:30Z] Petra: LM": (date(2026, 8, 5), "Petra: LM"),
    "5 Aug 2026 LVM.": (date(2026, 8, 5), "LVM."),
    "5-Aug-2026 - LVM": (date(2026, 8, 5), "LVM"),
    "Wed 5th August 2026: LVM": (date(2026, 8, 5), "LVM"),
    "Aug 5, 2026 (PB) LVM": (date(2026, 8, 5), "(PB) LVM"),
    "August 5th 2026 at 3:15 pm | LVM": (date(2026, 8, 5), "LVM"),
    "05.08.2026 LVM": (date(2026, 8, 5), "LVM"),
    "8/25/2026 PB: wants to work from home": (date(2026, 8, 25), "PB: wants to work from home"),
    "8/25/26 PB: wants to work from home": (date(2026, 8, 25), "PB: wants to work from home"),
    "* 25/08/2026\nwants to work from home": (date(2026, 8, 25), "wants to work from home"),
    "spoke 8/25/2026: bored, f/u in 6-8 wks": (date(2026, 8, 25), "spoke. bored, f/u in 6-8 wks"),
    "LVM 8/25/2026. try again Mon": (date(2026, 8, 25), "LVM. try again Mon"),
    "- met 12 March 2026: keen": (date(2026, 3, 12), "met. keen"),
    "called 2026-08-05 - wants more money": (date(2026, 8, 5), "called. wants more money"),
    "Spoke with her on Aug 5, 2026, keen": (date(2026, 8, 5), "Spoke. keen"),
    "left a message 05.08.2026": (date(2026, 8, 5), "left a message"),
    "spoke 8/25/2026 to her wife: away": (date(2026, 8, 25), "spoke to her wife: away"),
    "2026-08-05 call back in ten weeks": (date(2026, 8, 5), "call back in ten weeks"),
}

AS_WRITTEN = (
    "11/12 team size",
    "on call 24/7",
    "Q3 2026: hiring",
    "2019: joined Orbel",
    "2026: promoted",
    "2026-07: promoted",
    "March 2026: new CFO",
    "5 Aug: LVM, call back Monday",
    "8/25: LVM, call back Monday",
    "fee 20.000 - 25.000, min. 18.500",
    "+1 212 555-0143 / 212-555-0144",
    "call on 2026-12-01",
    "2026-12-01 call her",
    "2026-10-05 call her",
    "2026-12-01: contract is up",
    "asked for a start on 5 Aug 2026 / 12 Aug 2026",
    "free on 2026-08-05 / 2026-08-12 for calls",
    "01/03/2019 - 12/31/2022 Orbel, then Tavrick",
    "3 Mar 2019 to present: Orbel",
    "10.10.2025 Geburtstag. Bis Juni nicht anrufen",
    "10.10.2011 seit dem bei Orbel. Bis Juni nicht anrufen",
    "2025-05-01 CV.pdf\nDo not call until June",
    "2019-03-01: joined Orbel\n2024-05-01: promoted\ncircle back in six weeks",
    "1 July 2026 starts at Tavrick. Call in six weeks.",
    "DOB 4 May 1980; two kids",
    "1980-05-04",
    "version 10.10.2026.1 of their system",
    "CV of 2026-08-05; call in a month",
    "on leave until\n2026-08-05 then back",
    "placed 2026-01-05: off limits until 6/2027",
    "31.02.2026: LVM",
    "03/11/2026: LVM",
    "ref 2026-08-05-114: LVM",
    "10/11/12 split of the fee",
    "budget 10/1/2026: none",
    "called 2026-12-01",
    "LVM 8/20/2026, 9/3/2026. try again in two weeks",
    "met the board 2026-08-05: keen on her",
    "spoke of 2026-08-05 as her last day",
)


@pytest.mark.parametrize("note", ENTRIES)
def test_a_day_at_the_beginning_of_a_line_begins_an_entry(note: str) -> None:
    """In figures or words, with an hour, initials, a bracket or a dash behind it."""
    day, text = ENTRIES[note]
    [entry] = entries_of(note, CONTACT, TODAY)
    assert (entry.said_on, entry.text, entry.dated) == (day, text, True)


@pytest.mark.parametrize("note", AS_WRITTEN)
def test_other_days_and_figures_begin_none(note: str) -> None:
    """A day ahead or in a sentence, a span, a month or year alone, days of a life: the note counts as a whole."""
    [entry] = entries_of(note, CONTACT, TODAY)
    assert (entry.said_on, entry.text, entry.dated) == (CONTACT.said_on, note, False)


def test_entries_stand_by_their_days_with_what_stands_behind_none() -> None:
    """In whichever order they are written, in a line or in lines; of one day in the order of the log."""
    lines = "Likes sailing.\n2026-10-01: LM\nat home, too\n2026-08-05: spoke"
    assert [e.text for e in entries_of(lines, CONTACT, TODAY)] == ["spoke", "Likes sailing.", "LM\nat home, too"]
    assert [e.text for e in entries_of("5 Aug 2026 LM. / 7 May 2026: met", CONTACT, TODAY)] == ["met", "LM."]
    one_day = "2026-08-05: third | 2026-08-05: second | 2026-05-07: first"
    assert [e.text for e in entries_of(one_day, CONTACT, TODAY)] == ["first", "second", "third"]
    standing = "2026-08-05: spoke\nStatus: Do Not Call"
    assert [e.dated for e in entries_of(standing, CONTACT, TODAY)] == [True, False]


def test_a_day_in_figures_is_read_as_the_list_or_the_note_has_it() -> None:
    """3/11 is in March where the month comes first; a 25 in the note tells it, too, and two that contradict do not."""
    for month_first, day in ((True, date(2026, 3, 11)), (False, date(2026, 11, 3))):
        assert entries_of("03/11/2026: LVM", NoteDay(TODAY, month_first), date(2026, 12, 1))[0].said_on == day
    assert entries_of("03/11/2026: LVM\n02/25/2026: LVM", CONTACT, TODAY)[-1].said_on == date(2026, 3, 11)
    assert order_of_notes(["25/02/2026: LVM", "likes 02/25/2026"]) is False
    assert order_of_notes(["25/02/2026: LVM", "02/25/2026: LVM"]) is None


SHORT = {
    "11/12 - great talk, wants more. Circle back in six weeks": date(2026, 11, 12),
    "LVM 11/20. try again Mon": date(2026, 11, 20),
    "LVM 11/20 try again Mon": date(2026, 11, 20),
    "spoke 10/20: keen": date(2026, 10, 20),
    "11/12: JD - LM, try again": date(2026, 11, 12),
    "spoke with him on 11/12, keen": date(2026, 11, 12),
    "called 9/30 no answer": date(2026, 9, 30),
    "spoke 9/15 about Orbel; f/u in 6-8 wks": date(2026, 9, 15),
}
OF_NO_DAY = (
    "budget 10/20",
    "open 9/5",
    "ext. 11/12",
    "ext. 11/12 - great talk",
    "11/12 team size",
    "11/12 - no budget",
    "on call 24/7",
    "24/7 - great team",
    "LVM 2/3. try again Mon",
    "met 9/12 of the board",
    "spoke 9/12 times",
    "9/10 - great talk",
    "8/10: met at the fair",
    "5/5 - great chat",
    "split 7/11, met her boss",
    "met 9/12 board members, wants more",
    "met 9/10 candidates",
    "LVM 9/10 tries",
    "called 24/7 line",
    "called 24/7: no answer",
    "called 8/30 shift; keen",
    "emailed 10/12 pages",
    "spoke 9/11 memorial, keen",
    "called 9/15 100 times",
    "met 9/20 2025 at the fair",
    "met 9/20, 2025 at the fair",
    "spoke 9/20 (2025): keen",
    "spoke 9/20 last year",
    "LVM 8/20, 9/3. try again in two weeks",
    "11/12 - 11/14 on leave",
    "called 12/1: keen",
    "met 13/14: keen",
    "spoke 6/8: keen",
)


def test_a_day_without_its_year_is_the_first_one_after_the_last_contact() -> None:
    """Where it has come, and the contact is not long ago: else it may be any year's, as without a contact."""
    today, july = date(2026, 11, 29), NoteDay(date(2026, 7, 23), month_first=True)
    for note, day in SHORT.items():
        [entry] = entries_of(note, july, today)
        assert (entry.said_on, entry.dated, entry.of_year) == (day, True, False), note
        for told in (NoteDay(today, True), NoteDay(date(2026, 1, 5), True)):
            assert entries_of(note, told, today)[0].said_on == told.said_on, note
    for note in OF_NO_DAY:
        assert entries_of(note, july, today)[0].said_on == july.said_on, note
    assert entries_of("11/12 - spoke", NoteDay(july.said_on), today)[0].said_on == july.said_on
    assert entries_of("11/12 - spoke\n9/25 - spoke", NoteDay(july.said_on, True), today)[0].said_on == date(2026, 9, 25)


@pytest.mark.parametrize(
    "later", ["8/20 - LVM\n{}", "11/12 - great talk\n{}", "{}\n11/12 - great talk", "spoke 8/20 / {}"]
)
@pytest.mark.parametrize("older", ["7/23 - spoke", "7/23 wants out", "6/1 - great chat", "12/3: met"])
def test_days_without_a_year_that_go_back_further_than_the_last_contact_are_none(later: str, older: str) -> None:
    """What was said on the older was counted from the later day, which may be of the year before, too."""
    note = later.format(f"{older}, circle back in four months")
    call = call_asked(entries_of(note, NoteDay(date(2026, 7, 23), True), date(2026, 11, 29)))
    assert call
    assert (call.asked.due_on, call.entry.dated) == (date(2026, 11, 23), False)


ASKED = {
    "2026-09-28: circle back in six weeks": date(2026, 11, 9),
    "2026-09-28 PB - spoke, circle back in six weeks\n2026-05-07: call back in ten weeks": date(2026, 11, 9),
    "2026-10-05: LM / 2026-09-28: met at the fair, wants to talk in November": date(2026, 11, 1),
    "2026-10-05: spoke, all well / 2026-09-28: circle back in six weeks": None,
    "2026-10-05: call once the audit is over / 2026-09-28: circle back in six weeks": None,
    "Keen. Call in two weeks.\n2026-05-07: circle back in six weeks": date(2026, 10, 5),
    "2026-12-01 call her": date(2026, 12, 1),
    "1 Dec 2026 call her about the post": date(2026, 12, 1),
    "2026-10-02 email sent": None,
    "spoke 9/28/2026: bored, wants CIO seat. f/u in 6-8 wks": date(2026, 11, 9),
    "spoke 10/5/2026: all well\nspoke 9/28/2026: circle back in six weeks": None,
}


def test_a_talk_with_somebody_else_is_none_with_them() -> None:
    """Its day is no last contact, and answers nothing."""
    entries = entries_of("spoke 9/28/2026 to her wife: away\nmet 9/14/2026 his boss", CONTACT, TODAY)
    assert [entry.dated for entry in entries] == [True, True]
    assert last_contact_in(entries) is None


@pytest.mark.parametrize("note", ASKED)
def test_the_last_entry_that_asks_for_a_call_counts_from_its_own_day(note: str) -> None:
    """A talk since has answered it, a try has not; one whose day cannot be read stands before it."""
    call = call_asked(entries_of(note, CONTACT, TODAY))
    assert (call and call.asked.due_on) == ASKED[note]


def test_an_unread_day_is_told_until_a_talk() -> None:
    """As of the last entry that asks."""
    asks = "2026-09-28: call once the audit is over"
    assert "once the audit" in unread(entries_of(asks, CONTACT, TODAY))
    assert not unread(entries_of(f"2026-10-05: spoke\n{asks}", CONTACT, TODAY))


def test_a_later_entry_ends_refusals_in_the_words_that_say_so() -> None:
    """Not by a talk, nor by such words of an earlier entry."""
    ended = entries_of("2026-08-05: DNC lifted\n2025-05-07: do not call", CONTACT, TODAY)
    assert [entry.text for entry in still_barring(ended)] == ["DNC lifted"]
    for note in ("2026-08-05: spoke\n2025-05-07: do not call", "2026-08-05: do not call\n2025-05-07: DNC lifted"):
        assert "do not call" in [entry.text for entry in still_barring(entries_of(note, CONTACT, TODAY))]


TALKS = (
    "spoke, happy where she is",
    "PB - spoke to him",
    "met at the fair",
    "Petra: met Lena for lunch",
    "good call, sends a CV",
    "had a long chat about the post",
    "called, wants more money",
    "rang: not interested",
    "missed her. She rang back later, spoke for an hour",
    "Spoke with Lena Quist. Not looking.",
    "spoke to Lena again",
    "PB spoke to her about the post",
    "Called; she is happy",
    "met in Oslo",
    "had coffee with Lena",
)
NO_TALKS = (
    "LM",
    "called",
    "called, no answer",
    "called x3, try again in May",
    "called and emailed",
    "spoke to his assistant",
    "called the client",
    "called in sick, LM",
    "emailed",
    "met his targets",
    "met all requirements",
    "chat booked for Friday",
    "good talk next week",
    "tried, voicemail full",
    "not spoken to yet",
    "wants to be called in May",
    "called, out of office",
    "called, on holiday until 5 May",
    "called, in a meeting",
    "called, no joy",
    "called - wife answered",
    "called, will try again",
    "called, number changed",
    "called. InMail sent.",
    "called (PB)",
    "called, PA says she wants mail",
    "rang office; she has left",
    "rang, nicht erreicht",
    "phoned, ooo",
    "spoke to Anna about him",
    "spoke with Karen (HR)",
    "spoke to Anna, his PA",
    "spoke to John's manager",
    "spoke to his old boss",
    "spoke w/ HR",
    "spoke to someone in his office",
    "spoke to voicemail",
    "spoke at the conference",
    "met with Anna at Orbel about her",
    "met on LinkedIn",
    "first call, no answer",
    "intro meeting cancelled",
    "had a call but he did not turn up",
    "incoming call missed",
    "video call link sent",
)


def test_a_talk_is_told_by_words_that_leave_no_doubt() -> None:
    """A try, a talk with others, or a call of which nothing is told is none."""
    assert [text for text in TALKS if not tells_of_talk(text)] == []
    assert [text for text in NO_TALKS if tells_of_talk(text)] == []


def test_the_last_contact_is_that_of_a_talk_or_of_a_call_that_is_asked_for() -> None:
    """The day of a try would put off a call that nobody has had."""

    def last(note: str) -> date | None:
        return last_contact_in(entries_of(note, CONTACT, TODAY))

    assert last("2026-10-05: LM\n2026-08-05: spoke") == date(2026, 8, 5)
    assert last("2026-10-05: ring me in November\n2026-08-05: spoke") == date(2026, 10, 5)
    assert last("2026-10-05: LM\n2026-08-05: emailed") is None
    assert last("Call in two weeks\n2026-10-05: ring me in November") == date(2026, 10, 5)
    assert last("Spoke, call in November") is None
