"""One person is one person: across exports, by hand, in what is told, in what is forgotten."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from callnow.model import Feature, Prospect, Trigger, stable_id
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import save_prospects
from callnow.terms import Tier
from flows.employers import employers_of, with_place
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers, rows

HEAD = "name,company,email,phone,title,owner\n"


def bring(callnow: Callnow, folder: Path, text: str, *words: str) -> dict[str, Any]:
    """Imports a CSV of this text; what the import told, as JSON."""
    file = folder / "people.csv"
    file.write_text(text, encoding="utf-8")
    done = callnow("--at", MONDAY, "import", file, "--json", *words)
    assert done.code == 0, done.err
    return dict(json.loads(done.out))


def everybody(callnow: Callnow) -> list[dict[str, Any]]:
    return rows(
        callnow, "SELECT id, name, employer, email, phone, other_phones, second FROM prospect ORDER BY name, id"
    )


def shown(callnow: Callnow, whom: str) -> dict[str, Any]:
    told = callnow("people", "show", whom, "--json")
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def news(person: str, story: str, **more: Any) -> Trigger:
    """A trigger as a run makes it."""
    now = datetime.fromisoformat(MONDAY).astimezone(UTC)
    return Trigger(
        id=stable_id(person, story), prospect_id=person, employer_id=more.pop("employer_id", ""), story_id=story,
        event_id="e", type="executive_hired", tier=Tier.CALL_NOW, score=80, why="A new chief.", opener="Hello.",
        decided_at=now, expires_at=now.replace(year=2027), reasons=(Feature("urgency", 0.9, 1.0),), **more,
    )  # fmt: skip


@pytest.mark.integration
def test_one_e_mail_in_any_letter_case_is_one_person(callnow: Callnow, tmp_path: Path) -> None:
    """An address in capitals, spaces around it, a middle initial: one person; the other spelling is said and kept."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada.quill@example.com,,,\n")
    more = (
        "Ada Quill,Orbital Bakery Inc.,ADA.QUILL@EXAMPLE.COM,512-555-0103,,\n"
        "Ada M. Quill,Orbital Bakery, Ada.Quill@example.com ,,,\n"
    )
    told = bring(callnow, tmp_path, HEAD + more)
    assert (told["new"], told["updated"]) == (0, 1)
    assert [one["as"] for one in told["joined"]] == ["Ada M. Quill, Orbital Bakery"]
    (ada,) = everybody(callnow)
    assert (ada["name"], ada["phone"], ada["email"]) == ("Ada Quill", "+15125550103", "ada.quill@example.com")
    assert shown(callnow, "Ada M. Quill")["id"] == ada["id"]


def test_google_contacts_give_every_number_and_address(callnow: Callnow, tmp_path: Path) -> None:
    """What stands between ":::" is several values; groups that hold everybody are not tags."""
    told = bring(
        callnow,
        tmp_path,
        "Given Name,Family Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Organization 1 - Name,Labels\n"
        "Ben,Marl,ben@lumen.example ::: ben.marl@example.org,b@lumen.example,(212) 555-0104 ::: (212) 555-0144,"
        "Lumen Yards,* My Contacts ::: Leads\n",
    )
    assert (told["new"], told["notes"]) == (1, [])
    ben = shown(callnow, "ben marl")
    assert [ben["phone"], *ben["other_phones"]] == ["+12125550104", "+12125550144"]
    assert ben["email"] == "ben@lumen.example"
    assert set(ben["second"]["emails"]) == {"ben.marl@example.org", "b@lumen.example"}
    assert ben["tags"] == ["Leads"]


@pytest.mark.integration
def test_the_same_export_again_changes_nothing(callnow: Callnow, tmp_path: Path) -> None:
    """Neither people, records nor questions, also with another export between the two; and nothing is gone."""
    one = HEAD + "Jürgen Quill,Orbital Bakery,j@o.example,512-555-0103,CFO,\nA. Marl,Lumen Yards,,,,\n"
    other = "name;firma;mobil\nJuergen Quill;Orbital Bakery GmbH;0171 2345678\nAda Marl;Lumen Yards;\n"
    bring(callnow, tmp_path, one)
    assert bring(callnow, tmp_path, other, "--country", "DE")["asked"] == 1
    kept = [rows(callnow, f"FROM {table} ORDER BY ALL") for table in ("prospect", "record", "merged", "person_pair")]
    for text in (other, one):
        told = bring(callnow, tmp_path, text, "--country", "DE" if text is other else "US")
        assert (told["new"], told["joined"], told["asked"], told["gone"]) == (0, [], 0, [])
        assert [
            rows(callnow, f"FROM {t} ORDER BY ALL") for t in ("prospect", "record", "merged", "person_pair")
        ] == kept
    assert len(kept[0]) == 3


@pytest.mark.integration
def test_a_row_without_an_employer_tells_of_who_is_known(callnow: Callnow, tmp_path: Path) -> None:
    """Of Ada, who is on the list, the number is kept and the employer stays; of a stranger its line is named."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,,\n")
    file = tmp_path / "google.csv"
    file.write_text(
        "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n"
        "Ada,Quill,,ada@o.example,Home Fax,212-555-0101,Home,212-555-0102,Work,212-555-0103 x 204\n"
        "Ben,Marl,,ben@l.example,,,,,Mobile,212-555-0199\n"
        "Cy,Dent,Lumen Yards,,Work,212-555-0105,Mobile,212-555-0106,,\n"
    )
    done = callnow("--at", MONDAY, "import", file, "--json")
    told = json.loads(done.out)
    assert (done.code, told["new"], told["updated"]) == (3, 1, 1)
    assert [(one["line"], one["reason"]) for one in told["problems"]] == [(3, "no employer for Ben Marl")]
    assert [(one["line"], one["reason"]) for one in told["notes"]] == [(2, "+12125550101 is a fax or pager")]
    ada, cy = everybody(callnow)
    assert (ada["employer"], ada["phone"], ada["other_phones"]) == (
        "Orbital Bakery", "+12125550103;ext=204", ["+12125550102"],
    )  # fmt: skip
    assert (cy["phone"], cy["other_phones"]) == ("+12125550106", ["+12125550105"])
    assert "+12125550103 ext. 204" in callnow("people", "show", "ada").out
    assert json.loads(callnow("--at", MONDAY, "import", file, "--json").out)["unchanged"] == 2


@pytest.mark.integration
def test_numbers_that_an_export_has_no_longer(callnow: Callnow, tmp_path: Path) -> None:
    """They stay behind the new one and are named once; dropped by hand, no import brings them back."""
    first = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,212-555-0104 / 212-555-0105,,\n"
    bring(callnow, tmp_path, first)
    fewer = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,212-555-0106,,\n"
    told = bring(callnow, tmp_path, fewer)
    assert told["gone"][0]["values"] == ["+12125550104", "+12125550105"]
    assert bring(callnow, tmp_path, fewer)["gone"] == []
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,,\n")
    ada = shown(callnow, "ada")
    assert (ada["phone"], ada["other_phones"]) == ("+12125550106", ["+12125550104", "+12125550105"])
    assert callnow("people", "edit", "ada", "--drop", "(212) 555-0104").code == 0
    bring(callnow, tmp_path, first)
    (ada,) = everybody(callnow)
    assert {ada["phone"], *ada["other_phones"]} == {"+12125550105", "+12125550106"}
    refused = callnow("people", "edit", "ada", "--drop", "212-555-0199")
    assert (refused.code, "+12125550105" in refused.err) == (2, True)


@pytest.mark.integration
def test_a_list_that_links_two_people_merges_them_at_once(callnow: Callnow, tmp_path: Path) -> None:
    """The address of one and the number of the other, in a third list: one person, then and ever after."""
    bring(callnow, tmp_path, HEAD + "Tad Winslowe,Orbital Bakery,tad@o.example,,,\n")
    bring(callnow, tmp_path, "name,firma,telefon\nTad W.,Orbital Bakery,030 23125000\n", "--country", "DE")
    assert len(everybody(callnow)) == 2
    link = "name,account,e-mail,tel\nTad Winslowe,Lumen Yards,tad@o.example,+49 30 23125000\n"
    told = bring(callnow, tmp_path, link)
    assert (told["new"], len(everybody(callnow)), told["asked"]) == (0, 1, 0)
    assert len(told["joined"]) == 2
    assert bring(callnow, tmp_path, link)["joined"] == []


@pytest.mark.integration
def test_what_is_said_by_hand_counts_until_an_import_says_something_new(callnow: Callnow, tmp_path: Path) -> None:
    """The same title again does not undo an edit; another one does. Numbers and names are read as in an import."""
    row = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,{},Dana\n"
    bring(callnow, tmp_path, row.format("CFO"))
    assert callnow("people", "edit", "ada", "--title", "CEO", "--phone", "0171 2345678", "--country", "DE").code == 0
    bring(callnow, tmp_path, row.format("CFO"))
    ada = shown(callnow, "ada")
    assert (ada["title"], ada["phone"], ada["rank"]) == ("CEO", "+491712345678", 1)
    bring(callnow, tmp_path, row.format("Chair"))
    assert shown(callnow, "ada")["title"] == "Chair"
    for words in (["--phone", "12"], ["--email", "ada"], ["--tier", "X"], []):
        assert callnow("people", "edit", "ada", *words).code == 2, words


@pytest.mark.integration
def test_adding_somebody_who_is_known_doubles_nobody(callnow: Callnow, tmp_path: Path) -> None:
    """A new person is added; one who is on the list gets what is new; one without a usable number is refused."""
    assert "added" in callnow("people", "add", "Ada Quill", "--employer", "Orbital Bakery").out
    again = callnow("people", "add", "ada quill", "--employer", "Orbital Bakery Inc.", "--email", "ada@o.example")
    assert "on the list already" in again.out
    assert [(p["name"], p["email"]) for p in everybody(callnow)] == [("Ada Quill", "ada@o.example")]
    refused = callnow("people", "add", "Ben Marl", "--employer", "Orbital Bakery", "--phone", "12")
    assert (refused.code, len(everybody(callnow))) == (2, 1)


@pytest.mark.integration
def test_a_pair_is_asked_about_once_and_the_answer_is_kept(callnow: Callnow, tmp_path: Path) -> None:
    """`doubles` lists who may be one; told apart they stay two for every import; merged they are one."""
    text = HEAD + "A. Quill,Orbital Bakery,,,,\nAda Quill,Orbital Bakery,,,,\nB. Marl,Lumen,,,,\nBen Marl,Lumen,,,,\n"
    assert bring(callnow, tmp_path, text)["asked"] == 2
    pairs = [json.loads(line) for line in callnow("people", "doubles", "--json").out.splitlines()]
    assert sorted(pair["one"]["employer"] for pair in pairs) == ["Lumen", "Orbital Bakery"]
    assert "callnow people merge" in callnow("people", "doubles").out
    a, ada = id_of(callnow, "A. Quill"), id_of(callnow, "Ada Quill")
    assert callnow("people", "different", a, ada).code == 0
    assert callnow("people", "merge", "Ben Marl", "B. Marl").code == 0
    assert bring(callnow, tmp_path, text)["asked"] == 0
    assert callnow("people", "doubles").out == "Nobody may stand on the list twice.\n"
    assert [p["name"] for p in everybody(callnow)] == ["A. Quill", "Ada Quill", "Ben Marl"]


@pytest.mark.integration
def test_a_merge_keeps_all_that_was_said_and_a_split_undoes_it(callnow: Callnow, tmp_path: Path) -> None:
    """Touches, promises, pauses, news and the owner go along and come back; the id of before still finds the person."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,Dana\nA. Quill,Orbital Bakery,aq@o.example,,CFO,\n")
    ada, other = id_of(callnow, "Ada Quill"), id_of(callnow, "A. Quill")
    before = [rows(callnow, f"FROM {table} ORDER BY ALL") for table in ("prospect", "touch", "trigger", "rhythm")]
    at = ("--at", "2026-03-02T10:00+00:00")
    callnow(*at, "log", other, "--called", "--promised", "after Easter", "--in", "6 weeks")
    callnow(*at, "pause", other, "--for", "2 weeks")
    keep_triggers(load_settings(callnow.home).home, news(ada, "s1"), news(other, "s1"), news(other, "s2"))
    before = [rows(callnow, f"FROM {table} ORDER BY ALL") for table in ("prospect", "touch", "trigger", "rhythm")]
    assert callnow(*at, "people", "merge", ada, other).code == 0
    one = shown(callnow, other)
    assert (one["id"], one["owner"], one["title"], one["email"]) == (ada, "Dana", "CFO", "aq@o.example")
    assert [t["promised"] for t in rows(callnow, f"FROM touch WHERE prospect_id = '{ada}'")] == ["after Easter"]
    opened = rows(callnow, "SELECT story_id, prospect_id FROM trigger WHERE state = 'open' ORDER BY story_id")
    assert opened == [{"story_id": s, "prospect_id": ada} for s in ("s1", "s2")]
    assert rows(callnow, "SELECT paused_until FROM rhythm")[0]["paused_until"] == "2026-03-16"
    assert callnow(*at, "people", "split", "Ada Quill").code == 0
    after = [rows(callnow, f"FROM {table} ORDER BY ALL") for table in ("prospect", "touch", "trigger", "rhythm")]
    assert after == before
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,aq@o.example,,,Dana\n")
    assert len(everybody(callnow)) == 2
    assert callnow("people", "split", "Ada Quill").code == 2


@pytest.mark.integration
def test_splitting_names_its_parts(callnow: Callnow, tmp_path: Path) -> None:
    """Where a person has several parts, which one must be said; the part is two people for every later import."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,\n")
    bring(callnow, tmp_path, "name,firma\nAda Quill,Orbital Bakery GmbH\n")
    bring(callnow, tmp_path, "name,arbeitgeber\nAda J. Quill,Orbital Bakery SE\n")
    refused = callnow("people", "split", "Ada Quill")
    assert (refused.code, "Ada J. Quill, Orbital Bakery SE" in refused.err) == (2, True)
    assert callnow("people", "split", "Ada Quill", "--part", "Ada J.").code == 0
    bring(callnow, tmp_path, "name,arbeitgeber\nAda J. Quill,Orbital Bakery SE\n")
    assert [p["name"] for p in everybody(callnow)] == ["Ada J. Quill", "Ada Quill"]


@pytest.mark.integration
def test_a_third_of_a_name_that_was_split_is_nobody_known(callnow: Callnow, tmp_path: Path) -> None:
    """It gives its number and address to neither of the two; whether it is one of them is asked."""
    bring(callnow, tmp_path, HEAD + "John Smith,Orbital Bakery,john.smith@gmail.example,+1 512-555-0134,,\n")
    bring(callnow, tmp_path, "name,firma,phone\nJohn Smith,Orbital Bakery,+1 512-555-0177\n")
    assert callnow("people", "split", "John Smith").code == 0
    third = "name,arbeitgeber,phone,email\nJohn Smith,Orbital Bakery,+1 512-555-0999,js@yahoo.example\n"
    told = bring(callnow, tmp_path, third)
    assert (told["new"], told["updated"]) == (1, 0)
    assert sorted(one["phone"] for one in everybody(callnow)) == ["+15125550134", "+15125550177", "+15125550999"]
    assert len(callnow("people", "doubles", "--json").out.splitlines()) == 2


@pytest.mark.integration
def test_two_systems_that_count_from_one(callnow: Callnow, tmp_path: Path) -> None:
    """The id of one export is not a proof where nothing else agrees; the same row changed is the same person."""
    bring(callnow, tmp_path, "id,name,company,title\n1,Ada Quill,Orbital Bakery,CFO\n")
    bring(callnow, tmp_path, "id,name,company\n1,Ben Marl,Lumen Yards\n")
    bring(callnow, tmp_path, "id,name,company,title\n1,Ada Quill,Telmarq Systems,CEO\n")
    assert [(p["name"], p["employer"]) for p in everybody(callnow)] == [
        ("Ada Quill", "Telmarq Systems"),
        ("Ben Marl", "Lumen Yards"),
    ]


@pytest.mark.integration
def test_nobody_stands_twice_in_a_morning_list(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """People whom an earlier version kept twice are one call already before they are merged, and one person after."""
    twice = [
        with_place(Prospect("a", "Jürgen Quill", "Orbital Bakery", email="j@o.example")),
        with_place(Prospect("b", "Juergen Quill", "Orbital Bakery Inc.", phone="+491712345678")),
        with_place(Prospect("c", "Ada Marl", "Lumen Yards")),
    ]
    settings = load_settings(home)
    with writing(settings) as con:
        save_prospects(con, twice, employers_of(twice), date(2026, 1, 5))
    keep_triggers(home, *(news(p.id, "s1", employer_id=p.employer_id) for p in twice))
    at = ("--at", MONDAY)
    listed = [json.loads(line) for line in callnow(*at, "today", "--json").out.splitlines()]
    assert sorted(one["name"] in ("Jürgen Quill", "Juergen Quill") for one in listed) == [False, True]
    assert callnow(*at, "follow-ups").code == 0
    listed = [json.loads(line) for line in callnow(*at, "today", "--json").out.splitlines()]
    assert sorted(one["name"] for one in listed) == ["Ada Marl", "Jürgen Quill"]
    (jurgen,) = [p for p in everybody(callnow) if p["name"] == "Jürgen Quill"]
    assert (jurgen["email"], jurgen["phone"]) == ("j@o.example", "+491712345678")


@pytest.mark.integration
def test_what_was_told_before_a_merge_is_not_told_again(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """A follow-up that was told for one of two people keeps its id when they are merged: no channel hears it twice."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "callnow.toml").write_text('[channels.lines]\nkind = "jsonl"\npath = "out.jsonl"\n', encoding="utf-8")
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,Dana\nA. Quill,Orbital Bakery,aq@o.example,,CFO,\n")
    ada, other = id_of(callnow, "Ada Quill"), id_of(callnow, "A. Quill")
    callnow("--at", MONDAY, "log", other, "--called", "--promised", "a call about Bath", "--on", "2026-03-16")
    morning = ("--at", "2026-03-16T07:00+00:00")
    assert callnow(*morning, "follow-ups").code == 0
    told = rows(callnow, "SELECT id, trigger_id FROM delivery ORDER BY id")
    assert callnow(*morning, "people", "merge", ada, other).code == 0
    assert callnow(*morning, "follow-ups").code == 0
    promised = (
        "SELECT d.id, d.trigger_id FROM delivery d JOIN trigger t ON t.id = d.trigger_id WHERE t.tier = 'call_now'"
    )
    assert rows(callnow, promised) == [one for one in told if one in rows(callnow, promised)]
    (waiting,) = rows(callnow, "SELECT prospect_id FROM trigger WHERE state = 'open' AND tier = 'call_now'")
    assert waiting["prospect_id"] == ada


@pytest.mark.integration
def test_past_calls_of_a_merged_person_are_not_doubled(callnow: Callnow, tmp_path: Path) -> None:
    """A file of calls that was imported before the merge changes nothing when it is imported again."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,\nA. Quill,Orbital Bakery,aq@o.example,,,\n")
    calls = tmp_path / "calls.csv"
    calls.write_text(
        "prospect,when,note\nA. Quill,2026-02-10,Liked it.\nA. Quill,2026-02-11 10:30,Again.\n"
        "Ada Quill,2026-02-12,Third.\n"
    )
    assert callnow("--at", MONDAY, "log", "--import", calls).code == 0
    assert callnow("--at", MONDAY, "people", "merge", "Ada Quill", "aq@o.example").code == 0
    assert callnow("--at", MONDAY, "log", "--import", calls).code == 0
    assert len(rows(callnow, "FROM touch")) == 3


@pytest.mark.integration
def test_forgetting_one_person_forgets_all_their_records(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Second names, numbers, addresses and former ids leave every file of the home; the person is not missed."""
    bring(callnow, tmp_path, HEAD + "Jürgen Quill,Orbital Bakery,jquill@o.example,212-555-0104,,\nBen Marl,Lumen,,,,\n")
    bring(callnow, tmp_path, HEAD + "Joschi Quill,Orbital Bakery,,212-555-0177,,\n")
    callnow("--at", MONDAY, "people", "merge", "Jürgen", "Joschi")
    callnow("--at", MONDAY, "people", "edit", "Jürgen", "--email", "old.quill@example.org")
    callnow("--at", MONDAY, "people", "edit", "Jürgen", "--drop", "old.quill@example.org")
    callnow(
        "--at", MONDAY, "log", "ben", "--called", "--note", "Knows Joschi Quill (212 555 0177, old.quill@example.org)."
    )
    told = json.loads(callnow("--at", MONDAY, "export", "Joschi").out)
    assert {len(told["records"]), len(told["merged"])} == {3, 1}
    done = callnow("--at", MONDAY, "forget", "Joschi", "--yes", "--json")
    assert done.code == 0, done.err
    words = (b"Quill", b"Joschi", b"0177", b"0104", b"jquill")
    left = [file.name for file in home.rglob("*") if file.is_file() and any(w in file.read_bytes() for w in words)]
    assert left == []
    assert [p["name"] for p in everybody(callnow)] == ["Ben Marl"]
    assert rows(callnow, "FROM merged") == rows(callnow, "FROM person_pair") == []
    assert callnow("--at", MONDAY, "follow-ups").code == 0


@pytest.mark.integration
def test_the_list_of_people(callnow: Callnow, tmp_path: Path) -> None:
    """By name, narrowed by words and owner; whoever may stand on it twice is told of."""
    bring(
        callnow,
        tmp_path,
        HEAD + "Ada Quill,Orbital Bakery,,,,Dana\nA. Quill,Orbital Bakery,,,,\nBen Marl,Lumen,,,,Ravi\n",
    )
    out = callnow("people", "list").out
    assert out.index("A. Quill") < out.index("Ada Quill") < out.index("Ben Marl")
    assert "One pair of people may be one person" in out
    narrowed = callnow("people", "list", "marl", "--json").out.splitlines()
    assert [json.loads(line)["name"] for line in narrowed] == ["Ben Marl"]
    assert "Ben Marl" not in callnow("people", "list", "--owner", "Dana").out
    assert "and 1 more" in callnow("people", "list", "-n", "2").out
    assert callnow("people", "list", "--owner", "Nobody").code == 2
    for words in (["show", "nobody"], ["merge", "Ada Quill", "Ada Quill"], ["different", "Ada Quill", "nobody"]):
        assert callnow("people", *words).code == 2, words
