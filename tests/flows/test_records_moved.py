"""A record with another employer, said by hand, by an import or by a merge, ends the calls about the one of before."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from callnow.model import CompanyEvent
from callnow.settings import load_settings
from flows.running.delivering import deliver_waiting
from tests.conftest import Callnow
from tests.flows.kept_news import AT, LATER, STATE, event, known_people, tell
from tests.flows.people import import_people, rows

known = pytest.fixture(known_people)


def test_a_record_that_is_put_right_ends_the_calls_about_the_employer_of_before(known: Callnow, home: Path) -> None:
    """By hand or by an import: news of the old employer and its signs are withdrawn, the move is told by the record."""
    tell(
        home,
        event("e1", "executive_hired", "Brantholm Foods", "Oscar Brannigan", "CFO", prior_company="Telmarq Systems"),
        event("e2", "executive_departed", "Telmarq Systems", "Oscar Brannigan", "CFO"),
        CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq Systems cuts 120 jobs"),
    )
    assert known(*AT, "people", "edit", "oscar", "--employer", "Brantholm Foods").code == 0
    asked = (
        "SELECT p.name, t.why, t.state FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.kind <> 'cadence'"
    )
    own = [row for row in rows(known, asked) if row["name"].startswith("Ósc")]
    waits = [row["why"] for row in own if row["state"] == "open"]
    assert waits == ["Óscar Brannigan has been named CFO at Brantholm Foods."]
    assert [row["state"] for row in own if "120" in row["why"]] == ["withdrawn"]
    others = [row["state"] for row in rows(known, asked) if row["name"] == "Kim Talloway" and "120" in row["why"]]
    assert others == ["open"]  # who stays there is called as before


def test_a_follow_up_of_before_a_move_is_worded_for_the_new_employer(known: Callnow, home: Path) -> None:
    """Its opener and points no longer speak of the old one, and its message finds whom to call."""
    assert known(*LATER, "follow-ups").code == 0
    assert known(*LATER, "people", "edit", "oscar", "--employer", "Wendmoor").code == 0
    asked = "SELECT t.opener, t.talking_points, p.employer_id = t.employer_id AS here FROM trigger t JOIN prospect p "
    told = rows(known, asked + "ON p.id = t.prospect_id WHERE p.name LIKE 'Ósc%' AND t.state = 'open'")
    assert [row["here"] for row in told] == [True]
    assert "Telmarq" not in str(told)
    delivered = deliver_waiting(load_settings(home), datetime.fromisoformat(LATER[1]))
    assert "dead" not in delivered


def test_another_spelling_of_an_employer_ends_no_call(known: Callnow, home: Path) -> None:
    """A legal form that is added to the record is no move."""
    tell(home, CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq cuts 120 jobs"))
    assert known(*AT, "people", "edit", "oscar", "--employer", "Telmarq Systems, Inc.").code == 0
    assert {row["state"] for row in rows(known, "SELECT state FROM trigger WHERE kind = 'news'")} == {"open"}
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert sorted(card["name"] for card in cards) == ["Kim Talloway", "Óscar Brannigan"]


def test_a_record_put_right_by_mistake_and_back_loses_no_call(known: Callnow, home: Path) -> None:
    """What an edit ended is open again once the record says the employer of before; what was called is not."""
    tell(home, CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq cuts 120 jobs"))
    asked = STATE + "p.name LIKE 'Ósc%'"
    assert known(*AT, "people", "edit", "oscar", "--employer", "Wendmoor").code == 0
    assert rows(known, asked) == [{"state": "withdrawn"}]
    assert known(*AT, "people", "edit", "oscar", "--employer", "Telmarq Systems").code == 0
    assert rows(known, asked) == [{"state": "open"}]
    assert known(*AT, "log", "oscar", "--called").code == 0
    for employer in ("Wendmoor", "Telmarq Systems"):
        assert known(*AT, "people", "edit", "oscar", "--employer", employer).code == 0
    assert rows(known, asked) == [{"state": "called"}]


def test_who_is_one_with_somebody_elsewhere_is_not_called_about_the_employer_of_before(
    known: Callnow, home: Path, tmp_path: Path
) -> None:
    """A merge moves a person as an edit does; split again, they are called as before."""
    tell(home, CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq cuts 120 jobs"))
    import_people(known, tmp_path, AT[1], "name,employer,phone\nOscar Branigan,Wendmoor,+1 312 555 0190\n")
    asked = STATE + "p.name LIKE 'Ósc%'"
    (there,) = rows(known, "SELECT id FROM prospect WHERE employer = 'Wendmoor'")
    (here,) = rows(known, "SELECT id FROM prospect WHERE name LIKE 'Ósc%'")
    assert known(*AT, "people", "merge", here["id"], there["id"]).code == 0
    (one,) = rows(known, f"SELECT employer FROM prospect WHERE id = '{here['id']}'")
    assert one["employer"] == "Wendmoor"
    assert rows(known, f"{STATE}p.id = '{here['id']}'") == [{"state": "withdrawn"}]
    assert known(*AT, "people", "split", here["id"]).code == 0
    assert rows(known, asked) == [{"state": "open"}]


def test_calls_that_a_list_ended_are_open_again_without_it(known: Callnow, home: Path, tmp_path: Path) -> None:
    """An import that is taken back leaves those called who were."""
    tell(home, CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq cuts 120 jobs"))
    asked = (
        "SELECT p.name, t.state FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.kind = 'news' ORDER BY 1"
    )
    assert known(*AT, "log", "kim.t@example.org", "--called").code == 0
    wrong = "name,employer,email\nÓscar Brannigan,Wendmoor,oscar@example.org\nKim Talloway,Wendmoor,kim.t@example.org\n"
    import_people(known, tmp_path, AT[1], wrong)
    kim = ("Kim Talloway", "called")
    assert [tuple(row.values()) for row in rows(known, asked)] == [kim, ("Óscar Brannigan", "withdrawn")]
    assert known(*AT, "import", "--undo", "--yes").code == 0
    assert [tuple(row.values()) for row in rows(known, asked)] == [kim, ("Óscar Brannigan", "open")]
