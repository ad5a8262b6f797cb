"""Lists and forms whose notes are a log of dated entries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.calls.pausing import FOR_GOOD, pause_of, says_not_to_call
from flows.cli.page import read_note
from matching.cadence.dated_notes import NoteDay
from tests.conftest import Callnow
from tests.flows.people import MONDAY, rows

TODAY = date(2026, 3, 2)
IN_JANUARY = NoteDay(date(2026, 1, 19))

PAUSED = {
    "2025-02-10: do not call until June": None,
    "2025-12-08: do not call until June": date(2026, 6, 1),
    "2026-02-09: LM\n2025-12-08: off limits for 6 months": date(2026, 6, 8),
    "DNC for 6 months\n2025-05-05: met at the fair": date(2026, 7, 19),
    "2026-02-09: spoke, asked us not to call again\n2025-05-05: met at the fair": FOR_GOOD,
    "2026-02-09: LM / 2025-05-05: DNC": FOR_GOOD,
    "2026-02-09: DNC lifted, spoke / 2025-05-05: DNC": None,
    "2026-02-09: DNC / 2025-05-05: no longer DNC": FOR_GOOD,
    "2026-02-09: rang us, call in June / 2025-05-05: DNC": None,
    "2026-02-09: DNC / 2025-05-05: call in June": FOR_GOOD,
}


@pytest.mark.parametrize("note", PAUSED)
def test_a_refusal_of_an_entry_counts_from_its_day(note: str) -> None:
    """For good it holds until an entry since says that it is over; a call asked for since is for a person to say."""
    assert pause_of(note, TODAY, IN_JANUARY) == PAUSED[note]


def test_who_may_be_called_again_is_not_named() -> None:
    """As where a refusal is said to be over in one sentence with it; other words since end nothing."""
    assert not says_not_to_call("2026-02-09: DNC lifted\n2025-05-05: never call the front desk, do not call", TODAY)
    assert not says_not_to_call("2025-02-10: do not call until June", TODAY)
    assert says_not_to_call("2026-02-09: rang us, call in June / 2025-05-05: DNC", TODAY)


def test_words_of_an_imported_log_count_from_their_own_days(callnow: Callnow, tmp_path: Path) -> None:
    """The last contact of the list has answered what was asked for until then, and gives what stands behind no day its
    own."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Last Contact,Notes\n"
        'Marisa Tolland,Vantry Systems,2026-01-19,"PB: keen.\n2026-02-23: circle back in six weeks"\n'
        "Imke Vandersloot,Telmarq,2026-01-19,2025-12-15: call in two weeks\n"
        "Odo Brandt,Quillmont Bank,2026-01-19,2025-12-15: call in four months\n"
        'Lena Quist,Harrowgate Foods,2026-01-19,"Call in ten weeks\n2025-12-15: spoke"\n'
        "Tad Winslowe,Birchmere Group,2026-01-19,2025-02-10 - do not call until June\n"
        'Kim Talloway,Lumen Yards,2026-01-19,"2026-02-09: DNC lifted\n2025-02-10: do not call"\n',
        encoding="utf-8",
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "paused" not in told
    kept = (
        "SELECT prospect, due_on FROM touch JOIN prospects USING (prospect_id) WHERE due_on IS NOT NULL ORDER BY due_on"
    )
    assert [(row["prospect"], row["due_on"]) for row in rows(callnow, kept)] == [
        ("Lena Quist", "2026-03-30"),
        ("Marisa Tolland", "2026-04-06"),
        ("Odo Brandt", "2026-04-15"),
    ]
    notes = rows(callnow, "SELECT notes FROM prospects WHERE prospect = 'Marisa Tolland'")
    assert notes == [{"notes": "PB: keen.\n2026-02-23: circle back in six weeks"}]


def test_a_log_tells_of_the_last_contact_where_a_list_does_not(callnow: Callnow, tmp_path: Path) -> None:
    """By an entry that tells of a talk or asks for a call, never by a try; days in figures are read as all of them."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Notes\n"
        'Marisa Tolland,Vantry Systems,"02/03/2026 PB - spoke, circle back in ten weeks"\n'
        "Imke Vandersloot,Telmarq,01/26/2026: LM\n"
        "Odo Brandt,Quillmont Bank,3 Feb 2026 LM. / 14 Sep 2025: met at the fair\n"
        "Lena Quist,Harrowgate Foods,11/23/2024 PB - spoke. Circle back in six weeks.\n"
        "Tad Winslowe,Birchmere Group,call in six weeks\n",
        encoding="utf-8",
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "line 5, used, but: the note says “Circle back in six weeks”, which was Saturday, 4 January 2025" in told
    assert "line 6, used, but: the note asks for a call (“call in six weeks”), from which day on nothing says" in told
    kept = rows(callnow, "SELECT touched_at, promised, due_on FROM touch ORDER BY touched_at")
    assert [(str(row["touched_at"])[:10], row["promised"], row["due_on"]) for row in kept] == [
        ("2024-11-23", "", None),
        ("2025-09-14", "", None),
        ("2026-02-03", "circle back in ten weeks", "2026-04-14"),
    ]
    callnow("--at", MONDAY, "import", str(path))
    assert len(rows(callnow, "SELECT id FROM touch")) == 3


def test_a_day_without_its_year_is_said_with_the_promise(callnow: Callnow, tmp_path: Path) -> None:
    """It counts over an older last contact, and without one it is asked for."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Last Contact,Notes\n"
        "Marisa Tolland,Vantry Systems,2026-01-19,2/23 - great talk. Circle back in six weeks\n"
        "Imke Vandersloot,Telmarq,,2/23 - great talk. Circle back in six weeks\n"
        'Odo Brandt,Quillmont Bank,2025-10-19,"spoke 02/16/2026: bored. f/u in 6-8 wks"\n',
        encoding="utf-8",
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    kept = "is kept as promised for Monday, 6 April 2026, counted from 23 February 2026: its day has no year"
    assert f"line 2, used: “Circle back in six weeks” of the note {kept}" in told
    assert "line 3, used, but: the note asks for a call (“Circle back in six weeks”), from which day on" in told
    assert "kept as promised for Monday, 30 March 2026" in told


def test_a_log_typed_by_hand_counts_from_its_own_days(callnow: Callnow) -> None:
    """Also while a contact is typed on the page, which answers what was asked for until then."""
    log = "2026-02-16: LM\n2026-01-26: spoke, circle back in ten weeks"
    callnow("--at", MONDAY, "people", "add", "Marisa Tolland", "--employer", "Vantry Systems", "--notes", log)
    [kept] = rows(callnow, "SELECT touched_at, promised, due_on FROM touch")
    assert (str(kept["touched_at"])[:10], kept["promised"], kept["due_on"]) == (
        "2026-01-26",
        "circle back in ten weeks",
        "2026-04-06",
    )
    callnow("--at", MONDAY, "people", "edit", "Marisa", "--notes", "2026-01-26: spoke, all well")
    assert rows(callnow, "SELECT id FROM touch") == []
    assert read_note(log, TODAY) == date(2026, 4, 6)
    assert read_note("2026-01-26: spoke, circle back in two weeks", TODAY) == ""


def test_words_behind_no_day_do_not_count_from_a_contact_that_only_the_log_tells_of(
    callnow: Callnow, tmp_path: Path
) -> None:
    """They may be of any day: a refusal holds from the day of the list, as without the log, and a call is named."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Notes\n"
        'Marisa Tolland,Vantry Systems,"Do not call until June.\n2025-05-05: spoke, all well"\n'
        'Odo Brandt,Quillmont Bank,"Do not call for 6 months\n2025-08-25: met at the fair"\n'
        'Lena Quist,Harrowgate Foods,"Call in six weeks\n2026-02-09: spoke"\n'
        'Tad Winslowe,Birchmere Group,"Call in six weeks\n2026-02-09: spoke, circle back in ten weeks"\n',
        encoding="utf-8",
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    assert "Marisa Tolland is paused until Monday, 1 June 2026" in told
    assert "Odo Brandt is paused until Wednesday, 2 September 2026" in told
    assert "the note asks for a call (“Call in six weeks”), from which day on nothing says" in told
    kept = rows(callnow, "SELECT touched_at, due_on FROM touch ORDER BY touched_at, due_on NULLS FIRST")
    assert [(str(row["touched_at"])[:10], row["due_on"]) for row in kept] == [
        ("2025-05-05", None),
        ("2025-08-25", None),
        ("2026-02-09", None),
        ("2026-02-09", "2026-04-20"),
    ]
