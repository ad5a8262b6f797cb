"""A refusal that a note or a column says is over bars nobody; one that only stands beside such words holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from callnow.refusals import without_ended_refusals
from flows.calls.pausing import pause_of, says_not_to_call
from flows.people.imported_notes import with_standing
from tests.sources.prospect_lists import read

TODAY = date(2026, 3, 2)

OVER = (
    "Do not call: expired 2024",
    "Do not call lifted in May",
    "no longer do not call",
    "No longer on the do not call list",
    "DNC removed 5/2025",
    "DNC flag has been cleared",
    "Do not call - lifted",
    "Do not call (lifted by legal)",
    "Do not contact, expired.",
    "do_not_call no longer applies",
    "formerly DNC, nice talk",
    "taken off the DNC list",
    "blacklisted: not any more",
    "Kontaktsperre aufgehoben",
    "off limits is over",
)
HOLDS = (
    "Do not call, his contract expired",
    "Do not call: no longer works there",
    "Do not call - no longer interested",
    "Do not call. Lifted her spirits",
    "Do not call - cancelled 2024",
    "Do not call, ended",
    "Do not call - ended on bad terms",
    "Do not call: not lifted yet",
    "Do not call; removed from list",
    "Do not call, expired?",
    "Removed from list, do not call",
    "DNC expired 2024. Do not call me again",
    "Do not call - ended 2024 on bad terms",
    "Do not call - rescinded in May",
    "Do not call - rescinded by the client",
)
TOLD = (
    "Do not take him off the DNC list",
    "Never remove from do not call list",
    "should not be removed from the DNC list",
    "Used to be DNC and is again",
    "Do not contact deleted per request",
    "DNC deleted per GDPR request",
    "Do not call cancelled by her",
)


@pytest.mark.parametrize("note", OVER)
def test_a_note_of_a_refusal_that_is_over_bars_nobody(note: str) -> None:
    """Nor does it say that the person is called all the same."""
    assert pause_of(note, TODAY) is None
    assert not says_not_to_call(note, TODAY)


@pytest.mark.parametrize("note", HOLDS)
def test_a_refusal_beside_another_end_holds(note: str) -> None:
    """What ended, was cancelled or left out is of something else, or the refusal was said again."""
    assert pause_of(note, TODAY) == date.max


@pytest.mark.parametrize("note", TOLD)
def test_an_end_that_is_denied_or_may_be_of_the_person_is_told(note: str) -> None:
    """A person decides: the words stay, and an import names the row."""
    assert without_ended_refusals(note) == note
    assert says_not_to_call(note, TODAY)


@pytest.mark.parametrize("note", ["If interested call, if not do not call", "do not call over the phone", "DNC"])
def test_other_words_stay(note: str) -> None:
    """They are read as they are."""
    assert without_ended_refusals(note) == note


@pytest.mark.parametrize(
    ("filled", "barred"),
    [
        *((text, False) for text in ("expired 2024", "lifted in May", "Lifted", "no longer do not call", "DNC lifted")),
        *((text, False) for text in ("yes - lifted 5/2025", "was lifted by Dana", "no longer", "abgelaufen 2024")),
        *(
            (text, True)
            for text in ("yes", "removed 2025", "revoked", "not lifted", "lifted? ask Dana", "consent expired")
        ),
        *((text, True) for text in ("expired 2024, but asked again: do not call", "since 2024", "contract ended")),
    ],
)
def test_a_column_that_says_that_it_is_over_bars_nobody(filled: str, barred: bool, tmp_path: Path) -> None:
    """Other words in it bar calls, as a tick does."""
    [row] = read(tmp_path, f'Name,Company,Do Not Call\nAda Quill,Orbital,"{filled}"\n').people
    note = with_standing(row, TODAY).prospect.notes
    assert (pause_of(note, TODAY) == date.max) is barred
    assert says_not_to_call(note, TODAY) is barred


def test_a_number_whose_refusal_is_over_is_dialled(tmp_path: Path) -> None:
    """Beside it one that is still barred is not."""
    phone = "212-555-0142 (no longer do not call), 212-555-0143 (DNC)"
    [row] = read(tmp_path, f'Name,Company,Phone\nAda Quill,Orbital,"{phone}"\n').people
    assert (row.prospect.numbers, row.standing) == (("+12125550142",), ())


@pytest.mark.parametrize(
    "phone",
    [
        "212-555-0142, 212-555-0143 (both DNC)",
        "212-555-0142 212-555-0143 (DNC both)",
        "212-555-0142 (all numbers DNC), 212-555-0143",
        "212-555-0142 (no longer DNC; do not call)",
    ],
)
def test_words_of_all_numbers_and_a_refusal_behind_one_that_is_over_bar_the_person(phone: str, tmp_path: Path) -> None:
    """They stand in the cell of one number and are of no one alone, or of the only one."""
    [row] = read(tmp_path, f'Name,Company,Phone\nAda Quill,Orbital,"{phone}"\n').people
    assert row.standing == ("Do not call",)
