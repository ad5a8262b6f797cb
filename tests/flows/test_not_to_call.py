"""People whom a list says not to call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


ASKED_IN_MAY = "Name,Company,Last Contacted,Notes\nImke Vandersloot,{},2026-05-29,{}\n"


def pauses(callnow: Callnow) -> list[object]:
    return [row["paused_until"] for row in rows(callnow, "SELECT paused_until FROM rhythm")]


def test_a_pause_counts_from_the_last_contact(callnow: Callnow, tmp_path: Path) -> None:
    """What was asked for in May has passed in November: it pauses nobody for another year, nor is it named."""
    path = tmp_path / "list.csv"
    path.write_text(ASKED_IN_MAY.format("Vantry Systems LLC", "don't call me again until September"), encoding="utf-8")
    callnow("--at", "2026-06-02T15:00", "import", str(path))
    assert pauses(callnow) == ["2026-09-01"]
    path.write_text(ASKED_IN_MAY.format("Vantry Systems", "don't call me again until September"), encoding="utf-8")
    told = callnow("--at", "2026-11-16T15:00", "import", str(path)).out
    assert "paused" not in told
    assert "not to call" not in told
    assert pauses(callnow) == ["2026-09-01"]


def test_a_span_counts_from_the_last_contact_and_a_day_without_one_from_today(callnow: Callnow, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(ASKED_IN_MAY.format("Vantry Systems", "DNC for 12 months"), encoding="utf-8")
    callnow("--at", "2026-11-16T15:00", "import", str(path))
    assert pauses(callnow) == ["2027-05-29"]
    path.write_text("Name,Company,Notes\nImke Vandersloot,Vantry Systems,don't call me until September\n")
    callnow("--at", "2026-11-16T15:00", "import", str(path))
    assert pauses(callnow) == ["2027-09-01"]


def test_how_somebody_stands_counts_from_the_day_of_the_list(callnow: Callnow, tmp_path: Path) -> None:
    """A column of those not to be called says whom nobody calls now, however long ago they were spoken to; a pause that
    a person ended stays ended."""
    path = tmp_path / "list.csv"
    written = (
        "Name,Company,Title,Last Contacted,Do Not Call\nImke Vandersloot,Vantry Systems,{},2024-03-05,until June\n"
    )
    path.write_text(written.format("CFO"), encoding="utf-8")
    callnow("--at", "2026-11-16T15:00", "import", str(path))
    assert pauses(callnow) == ["2027-06-01"]
    callnow("--at", "2026-11-17T15:00", "people", "resume", "Imke Vandersloot")
    path.write_text(written.format("Controller"), encoding="utf-8")
    assert "is paused" not in callnow("--at", "2026-11-18T15:00", "import", str(path)).out


def test_a_number_that_a_list_bars_later_is_dialled_no_more(callnow: Callnow, tmp_path: Path) -> None:
    """Also where the same list has it without a word again; the person is called on the other number."""
    path = tmp_path / "list.csv"
    for phone in ("212-555-0142", "212-555-0142 (DNC)", "212-555-0142"):
        row = f"Imke Vandersloot,Vantry Systems,{phone},212-555-0143"
        path.write_text(f"Name,Company,Phone,Mobile\n{row}\n", encoding="utf-8")
        callnow("import", str(path))
    assert pauses(callnow) == [None]
    person = json.loads(callnow("people", "list", "--json").out)
    assert "0143" in person["phone"]
    assert "0142" not in person["phone"] + str(person["other_phones"])
