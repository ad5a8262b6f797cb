"""Two people who turn out to be one keep all that was said to them, and no call of theirs is told again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from callnow.model import Prospect
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import save_prospects
from flows.people.employers import employers_of, with_place
from tests.conftest import Callnow
from tests.flows.people import HEAD, MONDAY, bring, everybody, id_of, keep_triggers, news, rows, shown


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
def test_a_merge_keeps_all_that_was_said_and_a_split_undoes_it(callnow: Callnow, tmp_path: Path) -> None:
    """Touches, promises, pauses, news and the owner go along and come back; the id of before still finds the person."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,Dana\nA. Quill,Orbital Bakery,aq@o.example,,CFO,\n")
    ada, other = id_of(callnow, "Ada Quill"), id_of(callnow, "A. Quill")
    at = ("--at", "2026-03-02T10:00+00:00")
    callnow(*at, "log", other, "--called", "--promised", "after Easter", "--in", "6 weeks")
    callnow(*at, "pause", other, "--for", "2 weeks")
    keep_triggers(load_settings(callnow.home).home, news(ada, "s1", owner="Dana"), news(other, "s1"), news(other, "s2"))
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


BUYER = "name,firma,mobil,notiz\nJohn Smith,Orbital Bakery Inc,614-555-0122,plant buyer\n"
CHIEF = "ID,Name,Title,Company,Phone,Status\n77,John Smith,CFO,Orbital Bakery,614-555-0111,Do Not Call\n"


def _paused(callnow: Callnow) -> dict[str, bool]:
    """Whether each person is paused, by phone."""
    found = rows(callnow, "SELECT p.phone, r.paused_until FROM prospect p JOIN rhythm r ON r.prospect_id = p.id")
    return {one["phone"]: one["paused_until"] is not None for one in found}


@pytest.mark.integration
@pytest.mark.parametrize("order", [(BUYER, CHIEF), (CHIEF, BUYER), (BUYER, CHIEF.replace("Do Not Call", ""), CHIEF)])
def test_who_refused_is_paused_after_a_split_and_nobody_else(
    callnow: Callnow, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """Whichever list came first, and whether it refused from the first on; the split says who is paused."""
    for text in order:
        bring(callnow, tmp_path, text)
    assert list(_paused(callnow).values()) == [True]
    told = callnow("--at", MONDAY, "people", "split", "John Smith").out
    assert _paused(callnow) == {"+16145550111": True, "+16145550122": False}
    assert told.count("is paused for good; `callnow people resume") == 1
    assert "not to call" not in json.dumps(bring(callnow, tmp_path, CHIEF))


@pytest.mark.integration
def test_a_pause_by_hand_of_who_was_two_holds_for_both(callnow: Callnow, tmp_path: Path) -> None:
    """Nobody knows which of the two it was meant for; one from before the merge stays with whose it was."""
    bring(callnow, tmp_path, BUYER)
    callnow("--at", MONDAY, "pause", "John Smith", "--for", "2 weeks")
    bring(callnow, tmp_path, CHIEF.replace("Do Not Call", ""))
    callnow("--at", MONDAY, "people", "split", "John Smith")
    assert _paused(callnow) == {"+16145550111": False, "+16145550122": True}
    callnow("--at", MONDAY, "people", "merge", *(one["id"] for one in everybody(callnow)))
    callnow("--at", MONDAY, "pause", "John Smith", "--until", "for good")
    callnow("--at", MONDAY, "people", "split", "John Smith")
    assert _paused(callnow) == {"+16145550111": True, "+16145550122": True}
