"""What the notes of a list say of the next call."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Callnow
from tests.flows.people import MONDAY, rows

LIST = """Name,Company,Last Contact,Notes
Marisa Tolland,Vantry Systems,2026-02-23,"Circle back in six weeks. Two kids."
Imke Vandersloot,Telmarq,2026-02-20,She starts in March
Odo Brandt,Quillmont Bank,,call after Easter
Lena Quist,Harrowgate Foods,2026-01-05,DO NOT CALL
Tad Winslowe,Birchmere Group,2025-09-01,call again in two weeks
Ada Quill,Orbital Bakery,2026-01-12,call in a month
Lena Nowhere,,,555
Kim Talloway,Lumen Yards,2026-02-12,call when the CFO search starts
"""


def test_a_promise_in_a_note_is_kept_from_its_own_day_on(callnow: Callnow, tmp_path: Path) -> None:
    """The row's last contact is what it counts from; without it, past, or where nobody is to call, it is named."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    done = callnow("--at", MONDAY, "import", str(path))
    told = " ".join(done.out.split())
    assert "line 2, used: “Circle back in six weeks” of the note is kept as promised for Monday, 6 April 2026" in told
    assert "line 4, used, but: the note asks for a call (“call after Easter”)" in told
    assert "line 5, used, but: Lena Quist is paused for good: the list says not to call them" in told
    assert 'callnow people resume "Lena Quist"' in told
    assert "line 6, used, but: the note says “call again in two weeks”, which was Monday, 15 September 2025" in told
    assert "“call in a month” of the note is kept as promised for Thursday, 12 February 2026, which has passed" in told
    assert "line 9, used, but: the note asks for a call (“call when the CFO search starts”) on a day that could" in told
    assert "line 3" not in told
    assert "line 8, not used: no employer for Lena Nowhere" in told
    assert "line 8, used" not in told
    kept = rows(callnow, "SELECT promised, due_on FROM touch WHERE due_on IS NOT NULL ORDER BY due_on")
    assert [(row["promised"], row["due_on"]) for row in kept] == [
        ("call in a month", "2026-02-12"),
        ("Circle back in six weeks", "2026-04-06"),
    ]
    again = callnow("--at", MONDAY, "import", str(path))
    assert "the note" not in again.out
    assert len(rows(callnow, "SELECT id FROM touch")) == 6


def test_a_promise_may_have_columns_of_its_own(callnow: Callnow, tmp_path: Path) -> None:
    """They count before the note, in the words of the list; a day that is none, or counts from none, is named."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Last Contact,Promised,Next call,Notes\n"
        "Marisa Tolland,Vantry Systems,2026-02-23,after the audit,2026-05-04,circle back in six weeks\n"
        "Imke Vandersloot,Telmarq,2026-02-20,,next quarter,\n"
        "Odo Brandt,Quillmont Bank,2026-02-20,,soon,\n"
        "Lena Quist,Harrowgate Foods,,,2026-05-04,\n",
        encoding="utf-8",
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    kept = rows(callnow, "SELECT promised, due_on FROM touch WHERE due_on IS NOT NULL ORDER BY due_on")
    assert [(row["promised"], row["due_on"]) for row in kept] == [("", "2026-04-01"), ("after the audit", "2026-05-04")]
    assert "line 4, used, but: next call: “soon” names no day" in told
    assert "line 5, used, but: the next call (2026-05-04) is not kept" in told


def test_notes_of_past_calls_are_read_once(callnow: Callnow, tmp_path: Path) -> None:
    """A promise that is ahead or passed lately is kept of a call's note, and importing the calls again doubles none."""
    people, calls = tmp_path / "people.csv", tmp_path / "calls.csv"
    people.write_text("Name,Company\nMarisa Tolland,Vantry Systems\n", encoding="utf-8")
    calls.write_text(
        "prospect,when,kind,note\nMarisa Tolland,2026-02-23,called,circle back in six weeks\n"
        "Marisa Tolland,2025-02-23,called,call in two weeks\n",
        encoding="utf-8",
    )
    callnow("--at", MONDAY, "import", str(people))
    done = callnow("--at", MONDAY, "log", "--import", str(calls))
    assert "1 note named a day of the next call: kept as promised." in done.out
    callnow("--at", MONDAY, "log", "--import", str(calls))
    kept = rows(callnow, "SELECT promised, due_on FROM touch ORDER BY touched_at")
    assert kept == [{"promised": "", "due_on": None}, {"promised": "circle back in six weeks", "due_on": "2026-04-06"}]


def test_a_note_that_comes_after_its_contact_is_kept_too(callnow: Callnow, tmp_path: Path) -> None:
    """The day of the contact is known already: its note's promise is kept all the same, until somebody talked since."""
    path = tmp_path / "list.csv"

    def bring(note: str) -> str:
        path.write_text(f"Name,Company,Last Contact,Notes\nMarisa Tolland,Vantry,2026-02-23,{note}\n", encoding="utf-8")
        return " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())

    def due() -> list[object]:
        return [row["due_on"] for row in rows(callnow, "SELECT due_on FROM touch ORDER BY touched_at")]

    assert "the note" not in bring("Nice talk.")
    assert "kept as promised for Monday, 6 April 2026" in bring("circle back in six weeks")
    assert due() == ["2026-04-06"]
    assert "the note" not in bring("circle back in six weeks")
    assert "kept as promised for Monday, 4 May 2026" in bring("call on 4 May 2026")
    assert due() == ["2026-05-04"]
    callnow("--at", MONDAY, "log", "marisa", "--called", "--no-promise")
    bring("call on 11 May 2026")
    assert due() == ["2026-05-04", None]
