"""People whom a list says not to call."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.cli.page import read_note
from matching.cadence.off_limits import barred_until, refuses_calls
from matching.cadence.refused_calls import forbids_all_calls
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people, keep_triggers, rows
from tests.flows.test_touching import news_for

LATER = "2026-06-01T12:00:00Z"  # the first calls are spread over the weeks

LIST = """Name,Company,Phone,Status,Do Not Call,Notes
Marisa Tolland,Vantry Systems,+1 212 555 0101,Active,No,Likes sailing
Imke Vandersloot,Vantry Systems,+1 212 555 0102,Do Not Contact,,
Odo Brandt,Vantry Systems,+1 212 555 0103,Placed,TRUE,
Lena Quist,Vantry Systems,+1 212 555 0104,,,Two kids. Asked us not to call again.
Tad Winslowe,Vantry Systems,+1 212 555 0105,,,Do not call her mobile
"""


def test_nobody_whom_the_list_says_not_to_call_is_called_or_offered(callnow: Callnow, tmp_path: Path) -> None:
    """By status, ticked column or note they are paused for good, as the import says; no card names them."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    for name in ("Imke Vandersloot", "Odo Brandt", "Lena Quist"):
        assert f"{name} is paused for good: the list says not to call them" in told
        assert f'callnow people resume "{name}"' in told
    assert "the note says not to call Tad Winslowe, who is called all the same" in told
    cards = [json.loads(line) for line in callnow("--at", LATER, "today", "--json").out.splitlines()]
    assert {card["name"] for card in cards} == {"Marisa Tolland", "Tad Winslowe"}
    assert {c["name"] for card in cards for c in card["colleagues"]} == {"Marisa Tolland", "Tad Winslowe"}
    notes = rows(callnow, "SELECT notes FROM prospects WHERE prospect = 'Imke Vandersloot'")
    assert notes == [{"notes": "Status: Do Not Contact"}]


def test_the_warning_about_who_is_called_against_their_will_stands_first(callnow: Callnow, tmp_path: Path) -> None:
    """Before what was seen to and what is wrong with numbers, and it is never among the lines that are only counted."""
    wrong = "".join(f"Odo Brandt{n},Vantry Systems,123,\n" for n in "abcdefghijkl")
    path = tmp_path / "list.csv"
    path.write_text(
        f"Name,Company,Phone,Notes\n{wrong}Lena Quist,Vantry Systems,,Do not call\n"
        + "".join(f"Tad Winslowe{n},Vantry Systems,,Do not call her mobile\n" for n in "abcdefghijkl")
    )
    lines = [line for line in callnow("--at", MONDAY, "import", str(path)).out.splitlines() if "  line " in line]
    told = [line for line in lines if "used, but" in line]
    assert len(told) == 12
    assert all("the note says not to call Tad" in line for line in told)


def test_whose_pause_was_ended_by_hand_is_not_paused_anew_by_a_new_title(callnow: Callnow, tmp_path: Path) -> None:
    """The list says what it said before, which is named before all else; a new refusal pauses."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    callnow("--at", MONDAY, "import", str(path))
    callnow("--at", MONDAY, "people", "resume", "Odo Brandt")
    changed = LIST.replace("0103,Placed", "0133,Placed").replace("Active,No", "Active,Yes")
    path.write_text(changed, encoding="utf-8")
    told = " ".join(callnow("--at", LATER, "import", str(path)).out.split())
    assert "Odo Brandt is paused" not in told
    assert "the note says not to call Odo Brandt, who is called all the same" in told
    assert "Marisa Tolland is paused for good" in told


def test_a_list_that_was_sorted_anew_pauses_nobody_anew(callnow: Callnow, tmp_path: Path) -> None:
    """Two rows of one person say the same in either order: whose pause was ended by hand is not paused again."""
    head, office, mobile = (
        "Name,Company,Phone,Mobile,Title,Do Not Call,Notes",
        "Odo Brandt,Vantry Systems,+1 212 555 0103,,CFO,yes,likes rowing",
        "Odo Brandt,Vantry Systems,,+1 917 555 0104,,,has two kids",
    )
    path = tmp_path / "list.csv"
    path.write_text("\n".join((head, office, mobile)), encoding="utf-8")
    assert "Odo Brandt is paused for good" in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    callnow("--at", MONDAY, "people", "resume", "Odo Brandt")
    path.write_text("\n".join((head, mobile, office)), encoding="utf-8")
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "0 updated, 1 unchanged" in told
    assert "is paused for good" not in told
    assert "the note says not to call Odo Brandt, who is called all the same" in told


HARMLESS = """Name,Company,Phone,Status,Tags,Do Not Call
Ada Aune,Vantry Systems,+1 212 555 0101,No contact yet,,OK to contact
Ben Bole,Vantry Systems,+1 212 555 0102 (no contact made),No contact made,not DNC,Opted in
Cy Crane,Democratic National Committee (DNC),+1 212 555 0103,,ex-DNC,Can be called
Dee Dunn,"Off Limits, Inc.",+1 212 555 0104,,,not DNC
Eva Elm,Off-Limits Brewing,+1 212 555 0105,,,No restrictions
"""


def test_words_that_are_no_refusal_bar_nobody(callnow: Callnow, tmp_path: Path) -> None:
    """That nobody has been reached yet, that somebody may be called, and what a company is called."""
    path = tmp_path / "list.csv"
    path.write_text(HARMLESS, encoding="utf-8")
    told = callnow("--at", MONDAY, "import", str(path)).out
    assert "5 new" in told
    assert "line" not in told
    employers = {row["employer"] for row in rows(callnow, "SELECT employer FROM prospects")}
    assert employers == {
        "Vantry Systems", "Democratic National Committee (DNC)", "Off Limits, Inc.", "Off-Limits Brewing",
    }  # fmt: skip


@pytest.mark.parametrize("employer", ["Orion Fund (off limits)", "Big Lake - Blacklisted", "Vantry Inc. (DNC)"])
def test_words_beside_an_employer_bar_calls(callnow: Callnow, tmp_path: Path, employer: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Company\nAda Aune,{employer}\n", encoding="utf-8")
    assert "Ada Aune is paused for good" in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())


@pytest.mark.parametrize("note", ["Called twice. No contact so far.", "no calls so far", "only by email so far"])
def test_what_has_been_so_far_bars_no_calls(note: str) -> None:
    assert not forbids_all_calls(note)
    assert not refuses_calls(note, date(2026, 3, 2))


@pytest.fixture
def odo(callnow: Callnow, tmp_path: Path) -> Callnow:
    path = tmp_path / "list.csv"
    path.write_text("Name,Company,Phone\nOdo Brandt,Vantry Systems,+1 212 555 0103\n")
    callnow("--at", MONDAY, "import", str(path))
    return callnow


def test_who_says_in_a_talk_that_they_are_not_to_be_called_is_paused(odo: Callnow) -> None:
    """For good, and it is said; not where the note is only of some calls, or a day is named, or nothing was meant."""
    talk = ("--at", MONDAY, "log", "odo", "--called", "--note")
    told = " ".join(odo(*talk, "Never ring the front desk").out.split())
    assert 'says not to call them, who are called all the same: `callnow pause "Odo Brandt" --until "for good"`' in told
    for kept in (("Do not call me again", "--no-promise"), ("Do not call me again", "--in", "6 weeks")):
        assert "Next call: " in odo(*talk, *kept).out
    assert "not to call" not in odo(*talk, "did not call back before").out
    told = " ".join(odo(*talk, "Good talk. Please do not call me again").out.split())
    assert "Paused for good: the note says not to call them; `callnow people resume" in told
    assert "No next call: paused" in told
    assert odo("--at", LATER, "today", "--json").out == ""
    again = " ".join(odo(*talk, "rang us, call me next week").out.split())
    assert 'No next call: paused; `callnow people resume "Odo Brandt"` ends that: a day was promised.' in again


def test_who_may_be_called_again_stays_so_while_the_list_is_the_same(callnow: Callnow, tmp_path: Path) -> None:
    """A pause that a person ended does not come back with the same list, which says each time that it refuses."""
    path = tmp_path / "list.csv"
    path.write_text(LIST + "Kim Talloway,Vantry Systems,,,,Off limits for 6 months\n", encoding="utf-8")
    callnow("--at", MONDAY, "import", str(path))
    assert "not to call" not in callnow("--at", MONDAY, "import", str(path)).out
    for name in ("Imke Vandersloot", "Kim Talloway"):
        callnow("--at", MONDAY, "people", "resume", name)
    told = callnow("--at", MONDAY, "import", str(path)).out
    assert "paused for good" not in told
    assert "the note says not to call Imke Vandersloot, who is called all the same" in " ".join(told.split())
    assert told.count("not to call") == 1


def test_a_status_that_changes_stops_calls_to_who_is_known(callnow: Callnow, tmp_path: Path) -> None:
    """The row says nothing new but its status, and the person is paused all the same."""
    path = tmp_path / "list.csv"
    for status in ("Active", "Do Not Call"):
        path.write_text(f"Name,Company,Status,Notes\nOdo Brandt,Vantry Systems,{status},Likes sailing\n")
        told = callnow("--at", MONDAY, "import", str(path)).out
        assert ("Odo Brandt is paused for good" in " ".join(told.split())) is (status != "Active")


@pytest.mark.parametrize(
    ("note", "barred"),
    [
        ("Do Not Contact", True),
        ("DNC", True),
        ("She asked not to be contacted.", True),
        ("Warm. Please don't call him anymore; wife is ill", True),
        ("No contact", True),
        ("Asked me to stop calling, please remove", True),
        ("Not interested, do not call or email", True),
        ("Doesn't want any more calls", True),
        ("take me off your list", True),
        ("do not call, she is on leave until March", False),
        ("Do not call, ring his assistant", False),
        ("He never calls back", False),
        ("Never call the front desk", False),
        ("do not call before noon", False),
        ("did not call back", False),
        ("No contact since May", False),
        ("Active", False),
        ("Our client: no-poach", True),
        ("Placed by us, off limits", True),
        ("Do not recruit", True),
        ("Salary is off limits as a topic", False),
        ("Off limits until March 2027", False),
        ("Bitte nicht mehr anrufen!", True),
        ("Hat keine Zeit und möchte nicht mehr kontaktiert werden", True),
        ("Kein Interesse, keine Anrufe", True),
        ("Nicht vor März anrufen", False),
        ("Noch nicht angerufen", False),
        ("Nicht auf dem Handy anrufen", False),
        ("Merci de ne plus l'appeler", True),
        ("ne pas appeler avant lundi", False),
        ("No llamar más, por favor", True),
        ("no llamar antes de enero", False),
        ("wil niet meer gebeld worden", True),
        ("nog niet gebeld", False),
        ("chiede di non essere più contattata", True),
        ("non chiamare in ufficio", False),
        ("requested: GDPR erasure", True),
        ("Do Not Use", True),
        ("Old cell: do not use", False),
        ("asked to be removed", True),
        ("email only - no phone", True),
        ("does not want calls", True),
        ("on the do not call registry", True),
        ("TPS registered", True),
        ("Nur per Mail kontaktieren", True),
        ("He was asked to be removed from the board", False),
        ("prefers email", False),
        ("uses email only for contracts", False),
        ("nur per Mail erreicht", False),
    ],
)
def test_only_a_sentence_that_bars_every_call_stops_them(note: str, barred: bool) -> None:
    """What is said of one number, hour or matter stops nothing by itself."""
    assert forbids_all_calls(note) is barred


COLUMN = "Name,Company,Phone,Do Not Call\nOdo Brandt,Vantry Systems,+1 212 555 0103,{}\n"
PAUSED = "Odo Brandt is paused"


@pytest.mark.parametrize(
    "filled",
    [
        *("✓", "☑", "WAHR", "Checked", "T", "1.0", "DNC", "Do Not Call", "2025-03-01", "asked 3/2025", "since March"),
        *("permanent", "Opt-out", "Yes (per request)", "Yes - email only", "No - do not call", "until the merger"),
    ],
)
def test_a_column_for_it_bars_calls_by_whatever_it_is_filled_with(
    callnow: Callnow, tmp_path: Path, filled: str
) -> None:
    """By a tick in any language, a reason, the day they asked, or an end that cannot be read."""
    path = tmp_path / "list.csv"
    path.write_text(COLUMN.format(filled), encoding="utf-8")
    assert f"{PAUSED} for good" in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())


@pytest.mark.parametrize(
    "empty", ["", "No", "n", "0.0", "FALSCH", "Faux", "☐", "✗", "Allow", "unchecked", "No - may call"]
)
def test_a_clear_no_in_the_column_bars_nobody(callnow: Callnow, tmp_path: Path, empty: str) -> None:
    """In any language, with or without a remark."""
    path = tmp_path / "list.csv"
    path.write_text(COLUMN.format(empty), encoding="utf-8")
    assert PAUSED not in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())


@pytest.mark.parametrize("filled", ["until 6/2027", "yes, until June 2027", "2027-06-01"])
def test_the_column_may_say_until_when(callnow: Callnow, tmp_path: Path, filled: str) -> None:
    """A day that is yet to come is the end, for nobody has asked on it."""
    path = tmp_path / "list.csv"
    path.write_text(COLUMN.format(f'"{filled}"'))
    assert f"{PAUSED} until Tuesday, 1 June 2027" in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    [note] = rows(callnow, "SELECT notes FROM prospects")
    assert note["notes"].count("until") == 1


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Company,Status", "Vantry Systems,DO_NOT_CONTACT"),
        ("Company,Status", "Vantry Systems,Do-Not-Contact"),
        ("Company,Status", "Vantry Systems,Blacklisted"),
        ("Company,Tags", "Vantry Systems,DNC;vip"),
        ("Company,Phone", "Vantry Systems,212-555-0103 - do not call"),
        ("Company,Phone", "Vantry Systems,212-555-0103 (DNC)"),
        ("Company", "Vantry Systems - DO NOT CALL"),
        ("Company,Do not allow Phone Calls", "Vantry Systems,Do Not Allow"),
        ("Company,Call Opt Out", "Vantry Systems,1"),
        ("Company,DNC Flag", "Vantry Systems,Y"),
        ("Company,Off Limits", "Vantry Systems,client of ours"),
        ("Company,Sperrvermerk", "Vantry Systems,DSGVO"),
        ("Company,No contactar", "Vantry Systems,Sí"),
    ],
)
def test_no_place_that_says_not_to_call_is_passed_over(
    callnow: Callnow, tmp_path: Path, columns: str, cells: str
) -> None:
    """A status as a system writes it, a tag, a number, an employer, columns of other names."""
    path = tmp_path / "list.csv"
    path.write_text(f"Name,{columns}\nOdo Brandt,{cells}\n", encoding="utf-8")
    assert f"{PAUSED} for good" in " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert rows(callnow, "SELECT employer FROM prospects") == [{"employer": "Vantry Systems"}]


def test_words_that_a_firm_is_called_by_bar_nobody(callnow: Callnow, tmp_path: Path) -> None:
    """Nor does a cell that says there is no number, or one of several that is not to be called."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Phone\nOdo Brandt,DNC Parks,no contact number\nLena Quist,Off Limits Brewing,\n"
        "Tad Winslowe,Vantry Systems,212-555-0103 (do not call his cell)\n"
    )
    assert "is paused" not in callnow("--at", MONDAY, "import", str(path)).out
    assert {row["employer"] for row in rows(callnow, "SELECT employer FROM prospects")} == {
        "DNC Parks",
        "Off Limits Brewing",
        "Vantry Systems",
    }


def test_the_day_of_a_pause_is_the_recruiters(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """In the evening of Seattle it is tomorrow in UTC; who is paused until then is no colleague to call yet."""
    import_people(callnow, tmp_path)
    (home / "callnow.toml").write_text('[watch]\ntime_zone = "America/Los_Angeles"\n')
    keep_triggers(home, news_for(callnow, id_of(callnow, "Kim Talloway", "Telmarq")))
    assert callnow("--at", MONDAY, "pause", "oscar", "--until", "2026-03-04").code == 0
    for at, offered in (("2026-03-04T04:00+00:00", []), ("2026-03-04T18:00+00:00", ["Óscar Brannigan"])):
        (card,) = [json.loads(line) for line in callnow("--at", at, "calls", "--json").out.splitlines()]
        assert [colleague["name"] for colleague in card["colleagues"]] == offered


def test_past_calls_tell_whom_a_note_says_not_to_call(odo: Callnow, tmp_path: Path) -> None:
    """Each with the way to pause them, once; what is known already is not told again."""
    path = tmp_path / "calls.csv"
    path.write_text("prospect,when,kind,note\nOdo Brandt,2025-11-03,called,Do not call me again\n")
    told = "A note says not to call Odo Brandt, who is called all the same"
    assert told in " ".join(odo("--at", MONDAY, "log", "--import", str(path)).out.split())
    assert "not to call" not in odo("--at", MONDAY, "log", "--import", str(path)).out


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Off limits until 3/2027", date(2027, 3, 1)),
        ("We placed him in 2025 - hands off till May 2027 (guarantee)", date(2027, 5, 1)),
        ("no-poach agreement through 11/2027", date(2027, 12, 1)),
        ("do not approach before April 2027", date(2027, 4, 1)),
        ("off-limits thru 2027", date(2028, 1, 1)),
        ("Off limits for 18 months", date(2027, 9, 2)),
        ("Our client (off limits) until June 2027", date(2027, 6, 1)),
        ("Off limits (until 6/2027)", date(2027, 6, 1)),
        ("Off limits: until Q3 2027", date(2027, 7, 1)),
        ("No-poach agreement with Orbel runs until the end of 2027", date(2027, 12, 31)),
        ("DNC until June", date(2026, 6, 1)),
        ("No contacts until June", date(2026, 6, 1)),
        ("DNC (until 6/2027)", date(2027, 6, 1)),
        ("DNC for 6 months", date(2026, 9, 2)),
        ("no contact for 6 months", None),
        ("Do not call (12 years at Orbel)", None),
        ("asked me to stop calling until Feb", date(2027, 2, 1)),
        ("take me off your list until June", date(2026, 6, 1)),
        ("off limits 12 months", date(2027, 3, 2)),
        ("Off limits (2 yrs)", date(2028, 3, 2)),
        ("do not recruit from client until June 2027", date(2027, 6, 1)),
        ("off limits per client agreement until June 2027", date(2027, 6, 1)),
        ("no-poach w/ client until June 2027", date(2027, 6, 1)),
        ("no poach, expires June 2027", date(2027, 6, 1)),
        ("do not call (per HR) until Jan", date(2027, 1, 1)),
        ("do not call - vacation - until Dec 7", date(2026, 12, 7)),
        ("client until 6/2027 - do not recruit", date(2027, 6, 1)),
        ("don't contact, mat leave til June", date(2026, 6, 1)),
        ("off limits for 99999999 months", None),
        ("DNC until further notice", None),
        ("do not call her mobile until June", None),
        ("Off limits until the guarantee ends", None),
        ("Hands-off manager, likes autonomy", None),
        ("Not looking until May 2027", None),
    ],
)
def test_who_is_off_limits_for_a_time_may_be_called_from_its_end_on(note: str, day: date | None) -> None:
    """Until a month is until its first day, through a month until the next."""
    assert barred_until(note, date(2026, 3, 2)) == day


def test_a_limit_in_brackets_or_behind_a_colon_is_of_the_refusal_before_it() -> None:
    """It bars nobody for good; one of another sentence leaves the refusal as it is."""
    for note in (
        "Off limits (until 6/2027)",
        "Do not call: until June",
        "Do not contact - till May",
        "do not call (per HR) until Jan",
        "client until 6/2027 - do not recruit",
        "don't contact, mat leave til June",
    ):
        assert not forbids_all_calls(note)
    assert forbids_all_calls("Do not call. Away until June")


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("DNC till bonus paid", True),
        ("do not call for a while", True),
        ("no contact for 6 months", True),
        ("no poach while on retainer, until they say so", True),
        ("DNC until 6/1/27", True),
        ("DNC until June", False),
        ("don't call me until June", False),
        ("never call before 10am", False),
        ("do not call until 10am", False),
        ("don't call on Fridays", False),
    ],
)
def test_a_refusal_whose_end_cannot_be_read_is_told(note: str, asked: bool) -> None:
    """Unless a promise or a pause is read of it, or it is about hours and weekdays."""
    assert refuses_calls(note, date(2026, 3, 2)) is asked


def test_who_a_talk_has_off_limits_for_a_time_is_paused_until_then(odo: Callnow) -> None:
    """So is who is to be called when it ends; a list of past calls and a limit that cannot be read are named."""
    log = ("--at", MONDAY, "log", "Odo Brandt", "--called", "--note")
    told = " ".join(odo(*log, "Off limits until the guarantee ends").out.split())
    assert "The note says not to call them, who are called all the same" in told
    for note in ("Placed by us, off limits until 6/2027", "No-poach until 6/2027, then call him"):
        told = " ".join(odo(*log, note).out.split())
        assert "Paused until Tuesday, 1 June 2027: the note says not to call them" in told
    assert read_note("Off limits until 6/2027", date(2026, 3, 2)) == read_note("Do not call", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("note", "paused"),
    [
        ("Nice talk. Don't call me again until June", True),
        ("Asked not to be called before 1 June", True),
        ("No calls until June please", True),
        ("Call again in June", False),
        ("Not before June", False),
    ],
)
def test_who_asked_for_no_call_before_a_day_is_called_about_no_news_before_it(
    odo: Callnow, home: Path, note: str, paused: bool
) -> None:
    """Beside the call that is promised for that day: who only wants one then hears of news before."""
    told = " ".join(odo("--at", MONDAY, "log", "Odo Brandt", "--called", "--note", note).out.split())
    assert ("Paused until Monday, 1 June 2026: the note says not to call them" in told) == paused
    assert "Next call: Monday, 1 June 2026" in told
    keep_triggers(home, news_for(odo, id_of(odo, "Odo Brandt", "Vantry Systems"), "2026-03-03T09:00+00:00"))
    cards = [json.loads(line) for line in odo("--at", "2026-03-03T12:00Z", "today", "--json").out.splitlines()]
    assert [card["name"] for card in cards] == ([] if paused else ["Odo Brandt"])


def test_who_a_list_has_off_limits_for_a_time_is_paused_until_then(callnow: Callnow, tmp_path: Path) -> None:
    """The import says until when; a time that cannot be read is told, and one that is over bars nobody."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Institution,Phone,Notes\nLena Quist,Vantry Library,,Placed by us - off limits until 6/2027\n"
        "Odo Brandt,Vantry Library,,Off limits until the guarantee ends\n"
        "Tad Winslowe,Vantry Library,,Off limits until May 2024\n"
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "Lena Quist is paused until Tuesday, 1 June 2027: the list has them off limits" in told
    assert "the note says not to call Odo Brandt, who is called all the same" in told
    assert "Tad" not in told
    cards = [json.loads(line) for line in callnow("--at", LATER, "today", "--json").out.splitlines()]
    assert {card["name"] for card in cards} == {"Odo Brandt", "Tad Winslowe"}


@pytest.mark.parametrize(
    ("note", "barred"),
    [
        ("Existing CLIENT - do not recruit from", True),
        ("Don't poach from them!", True),
        ("Client account: no recruiting from here", True),
        ("never headhunt anyone from this firm", True),
        ("Do not recruit from here until June 2027", False),
        ("Do not recruit from the Reading office", False),
        ("They do not recruit from agencies", False),
    ],
)
def test_whose_firm_nobody_is_to_be_recruited_from_is_off_limits(note: str, barred: bool) -> None:
    """A firm that is a client, in any of these words; one office of it, or what the firm does itself, bars nobody."""
    assert forbids_all_calls(note) is barred


def test_who_a_list_says_to_call_behind_a_refusal_is_not_paused_for_good(callnow: Callnow, tmp_path: Path) -> None:
    """The import asks a person to say what holds; a refusal that came later than the call asked for holds."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Notes\nLena Quist,Vantry Systems,do not contact. Call in June\n"
        "Odo Brandt,Vantry Systems,Call in June. Do not contact\n"
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "the note says not to call Lena Quist, who is called all the same" in told
    assert "Lena Quist is paused" not in told
    assert "Odo Brandt is paused for good" in told
