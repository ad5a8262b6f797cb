"""A number that a list bars is remembered for whoever it is of: no list brings it back, until a person does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from callnow.model import BarredNumber, Prospect
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import all_prospects
from delivery.page.people_csv import people_csv
from flows.people.importing import Imported, ListReading, import_files
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers, rows
from tests.flows.test_touching import news_for
from tests.sources.prospect_lists import read

BARRED = "+13035550155"
OTHER = "+13035550156"
# As an agency's own sheet, a CRM and a conference's list have her.
SHEET = """Candidate,Current Employer,Cell,Comments
Marit Vossberg,Calder Ridge Hospital,"303-555-0155 (do not call), 303-555-0156",Likes to ski
Piet Anders,Calder Ridge Hospital,303-555-0170,
"""
CRM = """First Name,Last Name,Account Name,Job Title,Phone,Email
Marit,Vossberg,Calder Ridge Hospital,Director of Nursing,(303) 555-0155,marit.vossberg@calderridge.example
"""
BADGES = """Name,Company,Mobile
Marit Vossberg,Lindgrove Clinics,+1 303 555 0155
"""
SINCE = "barred since 2 March 2026: “do not call”"

Bring = Callable[..., str]


@pytest.fixture
def bring(callnow: Callnow, tmp_path: Path) -> Bring:
    """Imports a list under a name; what the import says, on one line."""

    def bring(text: str, name: str = "list.csv", at: str = MONDAY) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = callnow("--at", at, "import", tmp_path / name)
        assert done.code == 0, done.err
        return " ".join(done.out.split())

    return bring


def marit(callnow: Callnow, name: str = "Marit Vossberg") -> dict[str, Any]:
    (found,) = rows(callnow, f"SELECT phone, phone_note, other_phones FROM prospects WHERE prospect = '{name}'")
    return found


def record(callnow: Callnow, whom: str = "marit") -> str:
    return " ".join(callnow("people", "show", whom).out.split())


def numbers(callnow: Callnow, name: str = "Marit Vossberg") -> list[str]:
    person = marit(callnow, name)
    return [number for number in (person["phone"], *person["other_phones"]) if number]


@pytest.mark.parametrize("lists", [(SHEET, CRM), (CRM, SHEET), (SHEET, BADGES), (SHEET, CRM, SHEET, BADGES)])
def test_no_list_brings_a_barred_number_back(callnow: Callnow, bring: Bring, lists: tuple[str, ...]) -> None:
    """Whichever comes first, and of a new employer, too: it is on no card, in no call and in no list of people."""
    said = [bring(text, f"{place}.csv") for place, text in enumerate(lists)]
    assert numbers(callnow) == [OTHER]
    told = f"+13035550155 of Marit Vossberg is not dialled: {SINCE}"
    assert [told in words for words in said] == [
        text is not SHEET and SHEET in lists[:place] for place, text in enumerate(lists)
    ]
    assert f"+13035550155 ({SINCE})" in record(callnow)
    assert "is paused" not in " ".join(said)
    for words in (("card", "marit"), ("card", "marit", "--vcf"), ("people", "list"), ("--at", MONDAY, "today")):
        out = "".join(c for c in callnow(*words).out if c.isdigit() or c.isspace())
        assert "5550155" not in out.replace(" ", "")


def test_no_call_alert_or_view_gives_a_barred_number(callnow: Callnow, home: Path, bring: Bring) -> None:
    """A call that news asks for gives the other number; the view of barred ones alone has it."""
    bring(SHEET)
    bring(CRM, "crm.csv")
    keep_triggers(home, news_for(callnow, id_of(callnow, "Marit Vossberg")))
    for words in (("calls", "--json"), ("query", "FROM call_now", "--json"), ("calendar",)):
        out = callnow("--at", MONDAY, *words).out
        assert "0156" in out, words
        assert "0155" not in out, words
    (barred,) = rows(callnow, "FROM barred_numbers")
    assert (barred["number"], barred["since"], barred["words"]) == (BARRED, "2026-03-02", "do not call")
    assert "Marit" in callnow("people", "list", "303 555 0155").out  # who calls back is found


def test_another_row_of_the_list_does_not_bring_it_back(callnow: Callnow, bring: Bring) -> None:
    """Nor the same list once somebody takes the words out of the cell."""
    bring(SHEET + "Marit Vossberg,Calder Ridge Hospital,303-555-0155,\n")
    assert numbers(callnow) == [OTHER]
    again = bring(SHEET.replace(" (do not call)", ""))
    assert numbers(callnow) == [OTHER]
    assert "is not dialled" in again


def test_who_has_no_other_number_has_none(callnow: Callnow, bring: Bring) -> None:
    """The card says why."""
    bring(SHEET)
    callnow("people", "edit", "marit", "--drop", OTHER)
    bring(CRM, "crm.csv")
    assert marit(callnow) == {"phone": "", "phone_note": f"their number is {SINCE}", "other_phones": []}
    assert "(barred)" in callnow("people", "list").out


def test_the_number_of_somebody_else_stays_theirs(callnow: Callnow, bring: Bring) -> None:
    """Of two at one switchboard the one who refused it alone is not called there."""
    bring(SHEET)
    bring("Name,Company,Phone\nPiet Anders,Calder Ridge Hospital,303-555-0155\n", "office.csv")
    assert BARRED in numbers(callnow, "Piet Anders")
    assert numbers(callnow) == [OTHER]


def test_a_person_lifts_it_by_hand(callnow: Callnow, bring: Bring) -> None:
    """The number is dialled first then; the same words of that list do not bar it anew, those of another do."""
    bring(SHEET)
    edited = callnow("--at", "2026-03-09T09:00+00:00", "people", "edit", "marit", "--phone", "303 555 0155")
    lifted = f"+13035550155 ({SINCE}; lifted on 9 March 2026)"
    assert lifted in " ".join(edited.out.split())
    assert numbers(callnow) == [BARRED, OTHER]
    assert "the list bars +13035550155 of Marit Vossberg, who is called on it all the same" in bring(SHEET)
    assert lifted in record(callnow)
    other = CRM.replace("(303) 555-0155", "303-555-0155 (DNC) / 303-555-0157")
    bring(other, "crm.csv", "2026-04-01T09:00+00:00")
    assert BARRED not in numbers(callnow)
    assert "barred since 1 April 2026: “DNC”" in record(callnow)


def test_a_barred_number_that_is_taken_away_does_not_come_back_with_an_extension(
    callnow: Callnow, bring: Bring
) -> None:
    """Until a person gives it by hand."""
    bring(SHEET)
    assert callnow("people", "edit", "marit", "--drop", "303 555 0155").code == 0
    bring(CRM.replace("(303) 555-0155", "303-555-0155 x7"), "crm.csv")
    assert numbers(callnow) == [OTHER]
    callnow("people", "edit", "marit", "--phone", "303 555 0155 x7")
    assert numbers(callnow) == [f"{BARRED};ext=7", OTHER]


def test_adding_somebody_by_hand_lifts_nothing(callnow: Callnow, bring: Bring) -> None:
    """Who is on the list already may have been typed in from an old note: the answer says what lifts it."""
    bring(SHEET)
    added = callnow("people", "add", "Marit Vossberg", "--employer", "Calder Ridge Hospital", "--phone", "3035550155")
    assert f"+13035550155 is {SINCE}; `callnow people edit" in " ".join(added.out.split())
    assert numbers(callnow) == [OTHER]


def test_a_merge_takes_what_bars_both_and_a_split_keeps_it(callnow: Callnow, bring: Bring) -> None:
    bring(SHEET + 'M. Vosberg,Lindgrove Clinics,"303-555-0158 - DNC; 303-555-0159",\n')
    callnow("people", "merge", "marit", "vosberg")
    assert sorted(numbers(callnow)) == [OTHER, "+13035550159"]
    bring(BADGES.replace("0155", "0158"), "badges.csv")
    assert "+13035550158" not in numbers(callnow)
    assert callnow("people", "split", "marit", "--part", "vosberg").code == 0
    assert numbers(callnow, "M. Vosberg") == ["+13035550159"]
    assert f"+13035550155 ({SINCE})" in record(callnow)
    assert "barred since 2 March 2026: “DNC”" in record(callnow, "vosberg")


def test_an_import_that_is_taken_back_bars_nothing(callnow: Callnow, bring: Bring) -> None:
    bring(CRM)
    bring(SHEET, "sheet.csv")
    assert callnow("import", "--undo", "--yes").code == 0
    assert numbers(callnow) == [BARRED]
    assert "barred" not in record(callnow)


def test_whoever_is_forgotten_leaves_no_barred_number(callnow: Callnow, home: Path, bring: Bring) -> None:
    """Also where it stands in a note of somebody else; that it is barred for another who has it stays."""
    anders = 'Piet Anders,Calder Ridge Hospital,303-555-0170,"Marit: 303-555-0155"\n'
    bring(SHEET.replace("Piet Anders,Calder Ridge Hospital,303-555-0170,\n", anders))
    assert callnow("forget", "marit", "--yes").code == 0
    assert not [f.name for f in home.rglob("*") if f.is_file() and b"5550155" in f.read_bytes().replace(b"-", b"")]
    bring(SHEET + 'Ole Brandvik,Calder Ridge Hospital,"303-555-0155 (do not call), 303-555-0157",\n', "again.csv")
    callnow("forget", "marit", "--yes")
    assert f"+13035550155 ({SINCE})" in record(callnow, "ole")


def import_list(home: Path, content: str | bytes, name: str = "people.csv") -> Imported:
    file = home.parent / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_files(load_settings(home), [file], ListReading(), datetime(2026, 3, 2, 9, tzinfo=UTC))[0]


def people(home: Path) -> list[Prospect]:
    with writing(load_settings(home)) as con:
        return sorted(all_prospects(con), key=lambda p: p.name)


def test_the_list_of_people_brings_it_to_another_home(home: Path, tmp_path: Path) -> None:
    """In a column of its own, so that who has no other number is not paused; in its own home it changes nothing."""
    import_list(home, SHEET + 'Ole Brandvik,Lindgrove Clinics,"303-555-0158 (don\'t call his cell)",\n')
    before = people(home)
    assert [len(p.second.barred) for p in before] == [1, 1, 0]
    same = import_list(home, people_csv(before, {}))
    assert (same.kept.unchanged, same.file.notes) == (3, ())
    other = tmp_path / "other"
    there = import_list(other, people_csv(before, {}))
    assert (there.kept.new, there.file.problems, there.file.notes) == (3, (), ())
    assert [(p.numbers, p.second.barred) for p in people(other)] == [(p.numbers, p.second.barred) for p in before]


@pytest.mark.parametrize(
    ("cell", "barred"),
    [
        ("303-555-0155 (do not call), 303-555-0156", [("55", "do not call")]),
        ("303-555-0156 / 303-555-0155 (DNC)", [("55", "DNC")]),
        ("303-555-0156; 303-555-0155 (home, never call)", [("55", "home, never call")]),
        ("303-555-0155 (don't call his cell)", [("55", "don't call his cell")]),
        ("0171 5550155 (nicht anrufen) oder 0171 5550156", [("55", "nicht anrufen")]),
        ("303-555-0155 (wrong number), 303-555-0156", []),
        ("303-555-0155 (old), 303-555-0156", []),
        ("303-555-0155 (fax), 303-555-0156", []),
        ("303-555-0155 (do not call after 6), 303-555-0156", []),
        ("303-555-0155 (do not call weekends), 303-555-0156", []),
        ("303-555-0155 (no longer DNC), 303-555-0156", []),
        ("303-555-0155 (assistant), 303-555-0156", []),
        ("303-555-0155 (do not call)", []),  # the person is barred
    ],
)
def test_which_words_beside_a_number_bar_it(cell: str, barred: list[tuple[str, str]], tmp_path: Path) -> None:
    """A number that is old, wrong or a fax's is only not dialled from this list."""
    country = "DE" if cell.startswith("0") else "US"
    [row] = read(tmp_path, f'Name,Company,Phone\nOle Brandvik,Lindgrove,"{cell}"\n', default_country=country).people
    assert [(b.number[-2:], b.words) for b in row.prospect.second.barred] == barred


def test_a_number_with_an_extension_is_of_the_same_line() -> None:
    person = Prospect("", "Ole Brandvik", "Lindgrove")
    barred = BarredNumber("+13035550155", "do not call")
    person = Prospect("", "Ole Brandvik", "", second=type(person.second)(barred=(barred,)))
    assert person.barred("+13035550155;ext=7") == barred
    assert person.barred("+13035550156") is None


def test_json_tells_what_bars_a_number(callnow: Callnow, bring: Bring) -> None:
    bring(SHEET)
    told = json.loads(callnow("people", "show", "marit", "--json").out)
    expected = {"number": BARRED, "words": "do not call", "since": "2026-03-02", "lifted_on": None}
    assert told["second"]["barred"] == [expected]
