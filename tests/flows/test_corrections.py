"""Corrections: what a person says of a news item holds at once, in every report of its story, and is kept to teach."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.model import Announcement, CompanyEvent, RunSummary
from callnow.settings import Settings, load_settings
from callnow.store import fetch
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.corrections import SAID, Kind, wrong_stories
from callnow.store.feeds import keep_visits
from callnow.store.snoozes import snooze
from callnow.store.verdicts import judge_wrong_company, judge_wrong_event, reopen
from flows.correcting import labelled_line
from flows.pipeline import understand
from flows.rematching import rematch
from flows.runs import begin_run
from tests.conftest import Callnow
from tests.homes import make_once
from tests.matching.small_tokenizer import small_tokenizer
from training.dataset import make_example
from training.more import holds_places, load_more

NOW = datetime.fromisoformat("2026-03-02T15:30+00:00")
PEOPLE = "name,employer,title\nIda Varn,Velmora Systems,CTO\nLee Oko,Velmora Systems,Plant manager\n"
LATER = "name,employer,title\nOda Brisk,Velmora Systems,Controller\n"
CHANNEL = '[channels.lines]\nkind = "jsonl"\npath = "out/calls.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
LAYOFFS = "Velmora Systems to cut 300 jobs in Denver"
LEAD = "DENVER, March 2 - Velmora Systems said on Monday that it will lay off 300 employees at its plant in Denver."


def item(number: int, title: str, text: str = "") -> Announcement:
    at = NOW - timedelta(hours=9 - number)
    url = f"https://news.example.com/{number}"
    return Announcement(f"a{number}", f"wire {number}", title, text, url, at, at)


@pytest.fixture
def settings(home: Path, callnow: Callnow, tmp_path: Path) -> Settings:
    """A home with two prospects at one employer and a channel that would tell of everything."""
    home.mkdir()
    (home / "callnow.toml").write_text(CHANNEL, encoding="utf-8")
    make_once(home, PEOPLE, lambda: add_people(callnow, tmp_path, PEOPLE))
    return load_settings(home)


def add_people(callnow: Callnow, folder: Path, lines: str) -> None:
    file = folder / "people.csv"
    file.write_text(lines, encoding="utf-8")
    assert callnow("import", file).code == 0


def read(settings: Settings, *items: Announcement) -> None:
    """Reads these items as a run would that fetched them."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, list(items))], NOW)
    summary = understand(begin_run(settings, NOW), NOW, RunSummary())
    assert summary.failures == ()
    publish(settings.database, settings.published)


def ask(settings: Settings, sql: str) -> list[Any]:
    with writing(settings.database) as con:
        return [tuple(row.values()) for row in fetch(con, sql)]


def triggers(settings: Settings) -> list[Any]:
    joined = "trigger t JOIN prospect p ON p.id = t.prospect_id"
    return ask(settings, f"SELECT p.name, t.state FROM {joined} WHERE t.kind = 'news' ORDER BY ALL")


def say_wrong(settings: Settings, kind: Kind, now: datetime = NOW) -> list[str]:
    """What the page's click on the first trigger does, with the other one put off. Returns what it closed."""
    with writing(settings.database) as con:
        first, other = (row["id"] for row in fetch(con, "SELECT id FROM trigger WHERE state = 'open' ORDER BY id"))
        snooze(con, [other], now + timedelta(days=1))
        if kind is Kind.WRONG_EVENT:
            return judge_wrong_event(con, first, now)
        return judge_wrong_company(con, first, now)


@pytest.mark.integration
@pytest.mark.parametrize("kind", [Kind.WRONG_EVENT, pytest.param(Kind.WRONG_COMPANY, marks=pytest.mark.slow)])
def test_a_story_called_wrong_calls_nobody_any_more(
    kind: Kind, settings: Settings, callnow: Callnow, tmp_path: Path
) -> None:
    """Open and snoozed triggers close; later reports and people imported later bring none up; nothing is delivered."""
    assert callnow("alias", "add", "Velmora", "Velmora Systems").code == 0
    read(settings, item(1, "Velmora Systems to cut jobs"))
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]
    assert len(say_wrong(settings, kind)) == 2
    closed = [("Ida Varn", kind.value), ("Lee Oko", kind.value)]
    add_people(callnow, tmp_path, LATER)
    rematch(settings, NOW)
    assert triggers(settings) == closed
    read(settings, item(2, "Velmora to cut 300 jobs in Denver"))  # under another name, and saying more
    assert ask(settings, "SELECT count(*) FROM match WHERE verdict = 'match' AND mention = 'Velmora'") == [(1,)]
    rematch(settings, NOW + timedelta(minutes=1))
    assert triggers(settings) == closed
    assert ask(settings, "SELECT count(DISTINCT story_id) FROM report") == [(1,)]
    assert {row[0] for row in ask(settings, "SELECT state FROM delivery")} == {"dropped"}
    assert ask(settings, "SELECT kind, announcement_id, type, company, said_by FROM correction") == [
        (kind.value, "a1", "layoffs", "Velmora Systems", "page")
    ]


@pytest.mark.integration
def test_a_wrong_company_is_wrong_in_all_that_its_text_says_of_it(settings: Settings) -> None:
    """Layoffs and closing of one release fall silent with one click and come back with one; other news calls."""
    text = f"{LEAD} Velmora Systems will close its office in Boise in June."
    read(settings, item(1, LAYOFFS, text))
    types = "SELECT DISTINCT type, state FROM trigger ORDER BY ALL"
    assert ask(settings, types) == [("layoffs", "open"), ("office_closed", "open")]
    with writing(settings.database) as con:
        first = fetch(con, "SELECT id FROM trigger WHERE type = 'layoffs' ORDER BY id")[0]["id"]
        closed = judge_wrong_company(con, first, NOW)
        assert (len(closed), len(wrong_stories(con))) == (4, 2)
    read(settings, item(2, "Velmora Systems names Una Lang chief executive officer"))
    assert [row for row in triggers(settings) if row[1] == "open"] == [("Ida Varn", "open"), ("Lee Oko", "open")]
    with writing(settings.database) as con:
        reopen(con, closed[:1])
        assert wrong_stories(con) == []


@pytest.mark.integration
def test_another_story_of_the_same_employer_still_calls(settings: Settings) -> None:
    """Only the story that is wrong falls silent."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    read(settings, item(2, "Velmora Systems names Una Lang chief executive officer"))
    assert [row for row in triggers(settings) if row[1] == "open"] == [("Ida Varn", "open"), ("Lee Oko", "open")]


@pytest.mark.integration
def test_taking_it_back_lets_the_story_call_again(settings: Settings, callnow: Callnow, tmp_path: Path) -> None:
    """The correction is gone with its click, and who was imported meanwhile is to be called."""
    read(settings, item(1, LAYOFFS, LEAD))
    closed = say_wrong(settings, Kind.WRONG_EVENT)
    add_people(callnow, tmp_path, LATER)
    with writing(settings.database) as con:
        assert len(wrong_stories(con)) == 1
        reopen(con, closed)
        assert wrong_stories(con) == []
    rematch(settings, NOW)
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open"), ("Oda Brisk", "open")]


SILENT = item(1, "A hard spring for Velmora Systems", "Velmora Systems had a hard spring, Una Lang wrote to customers.")
MISSED = ("corrections", "missed", "hard spring", "--type", "layoffs", "--company", "Velmora Systems")


@pytest.mark.integration
def test_a_missed_event_is_made_at_once(settings: Settings, callnow: Callnow) -> None:
    """It calls everybody at the employer, is planned to be told, stands proved, and is listed."""
    read(settings, SILENT)
    assert triggers(settings) == []
    ran = callnow("--at", NOW.isoformat(), *MISSED)
    assert (ran.code, "2 calls to make" in ran.out) == (0, True), ran
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]
    assert ask(settings, "SELECT DISTINCT tier FROM trigger") == [("call_now",)]
    assert ask(settings, "SELECT count(*), min(state) FROM delivery") == [(2, "pending")]
    sql = "SELECT type, company, planning, probability, rule, sentence FROM company_event WHERE probability = 1"
    assert ask(settings, sql) == [("layoffs", "Velmora Systems", "done", 1.0, SAID, SILENT.title)]
    (row,) = [json.loads(line) for line in callnow("corrections", "list", "--json").out.splitlines()]
    assert (row["kind"], row["event_id"], row["title"]) == ("missed", "", SILENT.title)
    assert SILENT.title in callnow("corrections", "list").out
    assert callnow("--at", NOW.isoformat(), *MISSED).code == 0  # said twice, it is kept once
    assert len(callnow("corrections", "list", "--json").out.splitlines()) == 1
    assert len(triggers(settings)) == 2


@pytest.mark.integration
def test_a_missed_event_said_otherwise_is_as_it_was_said_last(settings: Settings, callnow: Callnow) -> None:
    """Another certainty amends the calls and tells nobody again; denied it calls nobody, done again it calls them."""
    read(settings, SILENT)
    kept = "SELECT planning FROM company_event"
    for certainty, state in [("done", "open"), ("announced", "open"), ("denied", "withdrawn"), ("done", "open")]:
        ran = callnow("--at", NOW.isoformat(), *MISSED, "--certainty", certainty)
        assert ran.code == 0, ran
        assert (certainty, ask(settings, kept)) == (certainty, [(certainty,)])
        assert (certainty, triggers(settings)) == (certainty, [("Ida Varn", state), ("Lee Oko", state)])
        found = callnow("query", "SELECT DISTINCT reasons FROM trigger", "--json").out
        assert state == "withdrawn" or f'"{certainty}"' in found.replace("\\", "")
    assert ask(settings, "SELECT count(*), min(state) FROM delivery") == [(2, "pending")]
    assert ask(settings, "SELECT kind FROM correction") == [("missed",)]


@pytest.mark.integration
def test_the_side_said_last_holds(settings: Settings, callnow: Callnow) -> None:
    """Who was called the acquirer first and the target then is the target, for calls and training."""
    read(settings, SILENT)
    words = ("corrections", "missed", "a1", "--type", "acquisition", "--company", "Velmora Systems", "--side")
    for side in ("acquirer", "target"):
        assert callnow("--at", NOW.isoformat(), *words, side).code == 0
        assert ask(settings, "SELECT side FROM company_event WHERE type = 'acquisition'") == [(side,)]
        (line,) = callnow("corrections", "export").out.splitlines()
        assert [event["side"] for event in json.loads(line)["events"] if not event.get("implied")] == [side]
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]


@pytest.mark.integration
@pytest.mark.parametrize(("id", "first"), [("a1", "read"), ("a2", "said")])
def test_wrong_and_missed_in_turn_are_as_they_were_said_last(
    id: str, first: str, settings: Settings, callnow: Callnow, tmp_path: Path
) -> None:
    """For calls and for training, be the item read before or later; prospects imported later are called, too."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [replace(item(1, LAYOFFS, LEAD), id=id)])], NOW)
    if first == "read":
        read(settings)
    words = ("corrections", "missed", id, "--type", "layoffs", "--company", "Velmora Systems")
    for turn in range(3):
        now = NOW + timedelta(minutes=turn)
        assert callnow("--at", now.isoformat(), *words).code == 0
        assert (turn, still_open(settings)) == (turn, ["Ida Varn", "Lee Oko"])
        assert (turn, len(exported(callnow))) == (turn, 1)
        if turn < 2:
            say_wrong(settings, Kind.WRONG_EVENT, now)
            publish(settings.database, settings.published)
            assert (turn, still_open(settings), exported(callnow)) == (turn, [], [])
    read(settings)
    add_people(callnow, tmp_path, LATER)
    rematch(settings, NOW + timedelta(minutes=9))
    assert still_open(settings) == ["Ida Varn", "Lee Oko", "Oda Brisk"]


def still_open(settings: Settings) -> list[str]:
    return [name for name, state in triggers(settings) if state == "open"]


def exported(callnow: Callnow) -> list[Any]:
    """The firm events of the one item that was corrected."""
    (line,) = callnow("corrections", "export").out.splitlines()
    return [event for event in json.loads(line)["events"] if not event.get("implied")]


@pytest.mark.integration
def test_a_missed_event_at_nobodys_employer_is_kept_all_the_same(settings: Settings, callnow: Callnow) -> None:
    """It calls nobody, and says so."""
    read(settings, SILENT)
    ran = callnow("corrections", "missed", SILENT.url, "--type", "funding", "--company", "Tavrick Medical")
    assert (ran.code, "nobody to call" in ran.out) == (0, True), ran
    assert ask(settings, "SELECT company FROM correction") == [("Tavrick Medical",)]


@pytest.mark.integration
def test_an_item_not_read_yet_is_still_read(settings: Settings, callnow: Callnow) -> None:
    """A missed event said before the run does not keep the run from the rest of the item."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [item(1, LAYOFFS, LEAD)])], NOW)
    words = ("--type", "office_closed", "--company", "Velmora Systems")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    read(settings)
    assert ("layoffs",) in ask(settings, "SELECT type FROM company_event WHERE rule <> 'said by a person'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere to be found"], "no news item"),
        ([""], "no news item"),
        (["velmora"], "id a1"),
        (["a1", "--type", "party"], "not an event type"),
        (["a1", "--company", " "], "no company"),
        (["a1", "--certainty", "perhaps"], "done, announced"),
        (["a1", "--type", "acquisition"], "acquirer or target"),
        (["a1", "--side", "target"], "leave it out"),
    ],
)
def test_what_cannot_be_kept_is_said(words: list[str], said: str, settings: Settings, callnow: Callnow) -> None:
    """An unknown or ambiguous item, an unknown type: exit code 2, the way out, and nothing kept."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [SILENT, item(2, "Velmora at the fair")])], NOW)
    ran = callnow("corrections", "missed", "--type", "layoffs", "--company", "Velmora Systems", *words)
    assert ran.code == 2
    assert said in ran.err
    assert ask(settings, "SELECT * FROM correction") == []


@pytest.mark.integration
def test_what_is_so_after_all_calls_again(settings: Settings, callnow: Callnow) -> None:
    """The later word holds: the event that a person says begins a story of its own, and the wrong one stays silent."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    words = ("--type", "layoffs", "--company", "Velmora Systems")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    assert sorted(state for _, state in triggers(settings)) == ["open", "open", "wrong_event", "wrong_event"]
    rematch(settings, NOW)
    assert len(triggers(settings)) == 4


@pytest.mark.integration
def test_exported_lines_are_what_training_reads(settings: Settings, callnow: Callnow, tmp_path: Path) -> None:
    """The wrong event is absent, the missed one firm; the file is told from labels in places and makes examples."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    read(settings, replace(SILENT, id="a2"))
    publish(settings.database, settings.published)
    words = ("--type", "restructuring", "--company", "Velmora Systems", "--person", "Una Lang", "--role", "not in it")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a2", *words).code == 0
    file = tmp_path / "corrections.jsonl"
    ran = callnow("corrections", "export", "--out", file)
    assert (ran.code, "2 labelled items" in ran.out) == (0, True), ran
    assert not holds_places(file)
    wrong, missed = load_more(file, tmp_path)
    assert (wrong["id"], wrong["events"], wrong["body"], wrong["part"]) == ("a1", [], LEAD, "train")
    assert "Velmora Systems" in wrong["orgs"]
    firm = [event for event in missed["events"] if not event.get("implied")]
    assert firm == [{"type": "restructuring", "company": "Velmora Systems", "planning": "done", "person": "Una Lang"}]
    example = make_example(wrong, small_tokenizer())
    assert [(g.types.sum(), g.counted.min()) for g in example.groups][:1] == [(0.0, 1.0)]
    evaluated = callnow("reader", "evaluate", file, "--json")
    assert evaluated.code == 0


EVENT = CompanyEvent("v1", "a1", "layoffs", "Velmora Systems", count="300", destination="Denver", amount="$ 9")
OTHER = CompanyEvent("v2", "a1", "office_closed", "Velmora", destination="Denver")


def said_of(event: CompanyEvent, kind: Kind) -> dict[str, Any]:
    return {"kind": kind.value, "event_id": event.id, "company": event.company}


def test_what_nobody_spoke_of_teaches_neither_way() -> None:
    """The other events of the item are implied, in the guide's names, with the slots that stand in the text."""
    line = labelled_line(
        item(1, LAYOFFS, LEAD), [EVENT, OTHER], [said_of(OTHER, Kind.WRONG_EVENT)], ["Velmora Systems"]
    )
    assert line is not None
    assert line["events"] == [
        {
            "type": "layoffs",
            "company": "Velmora Systems",
            "planning": "done",
            "to": "Denver",
            "count": "300",
            "implied": True,
        }
    ]
    assert line["orgs"] == ["Velmora Systems", "Velmora"]
    assert line["doubtful"] is False


def test_a_wrong_company_teaches_only_where_the_text_does_not_name_it() -> None:
    """What was matched wrongly was read rightly; a company that stands nowhere was read wrongly."""
    told = item(1, LAYOFFS, LEAD)
    assert labelled_line(told, [EVENT], [said_of(EVENT, Kind.WRONG_COMPANY)], []) is None
    nowhere = replace(EVENT, company="Orbel Foods")
    line = labelled_line(told, [nowhere], [said_of(nowhere, Kind.WRONG_COMPANY)], [])
    assert line is not None
    assert line["events"] == []


@pytest.mark.integration
def test_whoever_is_forgotten_leaves_the_corrections_too(settings: Settings, callnow: Callnow) -> None:
    """Neither what was said of them nor that they said it keeps their name."""
    read(settings, SILENT)
    words = ("--type", "executive_departed", "--company", "Velmora Systems", "--person", "Ida Varn")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    with writing(settings.database) as con:
        con.execute("UPDATE correction SET said_by = 'Ida Varn'")
    assert callnow("forget", "Ida Varn", "--yes").code == 0
    assert [row for row in ask(settings, "FROM correction") if "Varn" in str(row)] == []
