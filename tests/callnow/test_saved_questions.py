"""The saved questions of data/queries, asked of a small store whose answers are known."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.model import Announcement, CompanyEvent, Delivery, Employer, Match, Prospect, Report, Story, Touch, Trigger
from callnow.paths import ROOT
from callnow.store.ask import ask, saved_questions, views
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.feeds import save_feeds
from callnow.store.news import Understood, keep_understood
from callnow.store.people import save_prospects
from callnow.store.rows import add
from callnow.terms import ContactKind, DeliveryState, MatchVerdict, Tier, TriggerState

NOW = datetime.now(UTC).replace(microsecond=0)
QUESTIONS = saved_questions()
HOW_TO = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")


def announcement(id_: str, source: str, hours_ago: float) -> Announcement:
    at = NOW - timedelta(hours=hours_ago)
    url = f"https://example.com/{id_}"
    return Announcement(id_, source, f"Title of {id_}", "Text.", url, at, NOW, guid=id_, fingerprint=id_)


def event(a: Announcement, type_: str, company: str) -> CompanyEvent:
    return CompanyEvent(f"e-{a.id}", a.id, type_, company, sentence="The sentence.", rule="test")


def match(e: CompanyEvent, employer: Employer) -> Match:
    return Match(
        e.id, e.company, e.company.lower(), MatchVerdict.MATCH, employer.id, employer.name, score=0.97, why="same name"
    )


def story(employer: Employer, told: list[tuple[Announcement, CompanyEvent]]) -> Story:
    reports = tuple(Report(e, a.title, a.url, a.source, a.published_at) for a, e in told)
    first = reports[0].event
    return Story(f"s-{first.id}", first.type, employer.id, employer.id, reports)


def trigger(
    prospect: Prospect, s: Story, score: float, state: TriggerState = TriggerState.OPEN, tier: Tier = Tier.CALL_NOW
) -> Trigger:
    return Trigger(
        id=f"t-{prospect.id}-{s.id}",
        prospect_id=prospect.id,
        employer_id=prospect.employer_id,
        story_id=s.id,
        event_id=s.first.event.id,
        type=s.type,
        tier=tier,
        score=score,
        why="Because.",
        opener="Hello.",
        decided_at=NOW,
        expires_at=NOW + timedelta(days=5),
        state=state,
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories: a move on two wires (one called, one still open), layoffs at a wrong company, a quiet funding."""
    home = tmp_path_factory.mktemp("home")
    dunmarsh, ondaro = Employer("d", "Dunmarsh Foods"), Employer("o", "Ondaro")
    ann = Prospect("ann", "Ann Quist", "Dunmarsh Foods", "d", phone="+12165550147", owner="Dana")
    ben = Prospect("ben", "Ben Stroud", "Dunmarsh Foods", "d")
    cy = Prospect("cy", "Cy Larch", "Ondaro", "o")
    first, second = announcement("move-1", "gullrock", 10), announcement("move-2", "ferrywire", 4)
    cuts, money = announcement("cuts", "ferrywire", 2), announcement("money", "gullrock", 1)
    moves = [(a, event(a, "headquarters_moved", "Dunmarsh")) for a in (first, second)]
    layoffs, funding = event(cuts, "layoffs", "Dunmarsh"), event(money, "funding", "Ondaro")
    move, cut, raised = story(dunmarsh, moves), story(dunmarsh, [(cuts, layoffs)]), story(ondaro, [(money, funding)])
    told = [
        trigger(ann, move, 80),
        trigger(ben, move, 70, "called"),
        trigger(ann, cut, 90),
        trigger(ben, cut, 60, "wrong_company"),
        trigger(cy, raised, 30, tier=Tier.WORTH_KNOWING),
    ]
    matches = [match(e, dunmarsh) for _, e in moves] + [match(layoffs, dunmarsh), match(funding, ondaro)]
    sent = Delivery("d1", told[1].id, "console", "sent", 1, sent_at=NOW + timedelta(hours=2))
    pending = replace(sent, id="d2", channel="mail", state=DeliveryState.PENDING, sent_at=None)
    promise = Touch(
        "c1", "ann", NOW - timedelta(days=20), ContactKind.CALLED, promised="after the move", due_on=date(2026, 1, 5)
    )
    talk = Touch("c2", "ben", NOW, ContactKind.CALLED)
    missed = Touch("c3", "cy", NOW - timedelta(days=60), ContactKind.CALLED, due_on=(NOW - timedelta(days=30)).date())
    feeds = [
        {"name": name, "url": f"https://example.com/{name}", "kind": "feed", "enabled": name != "off"}
        for name in ("gullrock", "ferrywire", "chatter", "silent", "off")
    ]
    talk_of_the_town = announcement("gossip", "chatter", 3)
    with writing(home / "callnow.duckdb") as con:
        save_feeds(con, feeds)
        add(con, "announcement", [first, second, cuts, money, talk_of_the_town])
        save_prospects(con, [ann, ben, cy], [dunmarsh, ondaro], NOW.date())
        events = (*(e for _, e in moves), layoffs, funding)
        ids = tuple(a.id for a in (first, second, cuts, money))
        batch = Understood(ids, (), events, tuple(matches), (move, cut, raised), tuple(told), (sent, pending))
        keep_understood(con, batch, NOW)
        add(con, "touch", [promise, talk, missed])
        con.execute("UPDATE trigger SET answered_by = 'c2' WHERE state = 'called'")
    publish(home / "callnow.duckdb", home / "news.duckdb")
    return home / "news.duckdb"


def answer(published: Path, name: str) -> list[dict[str, Any]]:
    return ask(published, QUESTIONS[name][1])[1]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_says_what_it_answers(name: str, published: Path) -> None:
    """Each saved question begins with a question in words, and answers with at least one row here."""
    words, sql = QUESTIONS[name]
    assert sql.startswith("-- ")
    assert "?" in words
    assert answer(published, name)


def test_who_to_call_this_week(published: Path) -> None:
    """A prospect with two open reasons is one row with the better one; answered and quiet ones stay out."""
    (row,) = answer(published, "who_to_call_this_week")
    assert (row["prospect"], row["event"], row["score"], row["other_reasons"]) == ("Ann Quist", "layoffs", 90, 1)
    assert (row["promised"], row["promised_for"], row["owner"]) == ("after the move", date(2026, 1, 5), "Dana")


def test_employers_with_most_events(published: Path) -> None:
    """A story on two wires is one story and two reports."""
    rows = answer(published, "employers_with_most_events")
    assert [(r["employer"], r["stories"], r["reports"], r["prospects"]) for r in rows] == [
        ("Dunmarsh Foods", 2, 3, 2),
        ("Ondaro", 1, 1, 1),
    ]


def test_sources_with_most_true_alerts(published: Path) -> None:
    """The wire that came first is told from the one that confirmed; what was answered decides what was right."""
    rows = {r["source"]: r for r in answer(published, "sources_with_most_true_alerts")}
    figures = ("told_first", "confirmed", "to_call_now", "called", "wrong", "precision")
    assert [rows["gullrock"][f] for f in figures] == [3, 0, 2, 1, 0, 1.0]
    assert [rows["ferrywire"][f] for f in figures] == [2, 2, 4, 1, 1, 0.5]


def changed(published: Path, folder: Path, *changes: str) -> Path:
    """A copy of the published database in which these statements were run."""
    shutil.copy(published.with_name("callnow.duckdb"), folder / "callnow.duckdb")
    with writing(folder / "callnow.duckdb") as con:
        for change in changes:
            con.execute(change)
    publish(folder / "callnow.duckdb", folder / "news.duckdb")
    return folder / "news.duckdb"


def test_a_source_confirms_no_call_that_it_told_first(published: Path, tmp_path: Path) -> None:
    """Its second report adds nothing to its figures; a call that was withdrawn counts for nobody."""
    copy = changed(
        published,
        tmp_path,
        "UPDATE announcement SET source = 'gullrock' WHERE id = 'move-2'",
        "UPDATE trigger SET state = 'withdrawn' WHERE type = 'layoffs' AND prospect_id = 'ann'",
    )
    rows = {r["source"]: r for r in answer(copy, "sources_with_most_true_alerts")}
    assert [(rows[name]["told_first"], rows[name]["confirmed"]) for name in ("gullrock", "ferrywire")] == [
        (3, 0),
        (1, 0),
    ]


def test_a_story_that_is_denied_since_is_no_news(published: Path, tmp_path: Path) -> None:
    """Not the denial alone is left out, but the report that it denies, too."""
    copy = changed(published, tmp_path, "UPDATE company_event SET planning = 'denied' WHERE id = 'e-move-2'")
    rows = {r["employer"]: r for r in answer(copy, "employers_with_most_events")}
    assert (rows["Dunmarsh Foods"]["stories"], rows["Dunmarsh Foods"]["reports"]) == (1, 1)


def test_time_to_alert(published: Path) -> None:
    """Hours count from the first report to the decision, and on to the first channel that had it."""
    rows = {r["source"]: r for r in answer(published, "time_to_alert")}
    assert (rows["gullrock"]["alerts"], rows["gullrock"]["hours_to_decide"]) == (3, 10.0)
    assert (rows["gullrock"]["delivered"], rows["gullrock"]["hours_to_deliver"]) == (1, 12.0)
    assert (rows["ferrywire"]["delivered"], rows["ferrywire"]["hours_to_deliver"]) == (0, None)


def test_what_a_backfill_decided_is_no_alert(published: Path, tmp_path: Path) -> None:
    """A call for the day of old news, read months later, is no alert; a later report takes nothing from the first."""
    database, copy = tmp_path / "callnow.duckdb", tmp_path / "news.duckdb"
    shutil.copy(published.with_name("callnow.duckdb"), database)
    with writing(database) as con:
        con.execute("UPDATE trigger SET decided_at = $1 WHERE type = 'funding'", [NOW - timedelta(hours=1)])
        con.execute("UPDATE trigger SET event_id = 'e-move-2' WHERE type = 'headquarters_moved'")
    publish(database, copy)
    rows = {r["source"]: r for r in answer(copy, "time_to_alert")}
    assert (rows["gullrock"]["alerts"], rows["gullrock"]["hours_to_decide"]) == (2, 10.0)
    assert answer(copy, "figures_hours")[-1]["hours"] == 10.0


def test_precision_by_event_type(published: Path) -> None:
    """Only what was answered counts; a type nobody answered has no precision."""
    rows = {r["event"]: r for r in answer(published, "precision_by_event_type")}
    assert rows["headquarters_moved"]["precision"] == 1.0
    assert rows["layoffs"]["precision"] == 0.0
    assert (rows["funding"]["unanswered"], rows["funding"]["precision"]) == (1, None)


def test_precision_of_stories(published: Path, tmp_path: Path) -> None:
    """One click that closes the calls of two people at one story is one wrong story beside one that was right."""
    database, copy = tmp_path / "callnow.duckdb", tmp_path / "news.duckdb"
    shutil.copy(published.with_name("callnow.duckdb"), database)
    with writing(database) as con:
        con.execute("UPDATE trigger SET state = 'wrong_company' WHERE type = 'layoffs'")
        con.execute("UPDATE trigger SET type = 'layoffs' WHERE type = 'headquarters_moved'")
    publish(database, copy)
    (row,) = [row for row in answer(copy, "precision_by_event_type") if row["event"] == "layoffs"]
    assert (row["calls"], row["called"], row["wrong_company"]) == (4, 1, 2)
    assert (row["precision"], row["precision_of_stories"]) == (0.333, 0.5)


def test_calls_that_led_to_a_talk(published: Path) -> None:
    """The one call that a talk answered, with its first report and the hours from it."""
    (row,) = answer(published, "calls_that_led_to_a_talk")
    assert (row["prospect"], row["event"], row["first_told_by"]) == ("Ben Stroud", "headquarters_moved", "gullrock")
    assert (row["hours_from_news"], row["hours_from_asking"]) == (10.0, 0.0)


def test_feeds_and_their_calls(published: Path) -> None:
    """Feeds that never led to a call come first, the busiest of them first; who confirmed a call led to it."""
    rows = answer(published, "feeds_and_their_calls")
    figures = ("feed", "items", "at_your_employers", "calls", "to_call_now", "talks")
    assert [tuple(row[f] for f in figures) for row in rows] == [
        ("chatter", 1, 0, 0, 0, 0),
        ("silent", 0, 0, 0, 0, 0),
        ("ferrywire", 2, 2, 4, 4, 1),
        ("gullrock", 2, 2, 3, 2, 1),
    ]


def test_a_talk_that_answers_two_calls_is_one(published: Path, tmp_path: Path) -> None:
    """Its hours are those of the news that waited longest."""
    answered = "UPDATE trigger SET state = 'called' WHERE prospect_id = 'ben' AND type = 'layoffs'"
    copy = changed(published, tmp_path, answered)
    total = answer(copy, "figures_hours")[-1]
    assert (total["talks"], total["hours"]) == (1, 10.0)
    assert {r["feed"]: r["talks"] for r in answer(copy, "feeds_and_their_calls")}["ferrywire"] == 1


@pytest.mark.integration
def test_an_empty_store_answers_without_rows(tmp_path: Path) -> None:
    """Before anything happened each question has an answer of no rows."""
    with writing(tmp_path / "callnow.duckdb"):
        pass
    publish(tmp_path / "callnow.duckdb", tmp_path / "news.duckdb")
    assert [ask(tmp_path / "news.duckdb", sql)[1] for _, sql in QUESTIONS.values()] == [[]] * len(QUESTIONS)


@pytest.mark.parametrize("sql", re.findall(r"```sql\n(.+?)```", HOW_TO, re.S))
def test_the_questions_of_the_how_to_can_be_asked(sql: str, published: Path) -> None:
    """Every SQL example in docs/querying.md runs as it stands."""
    assert ask(published, sql)[0]


def test_the_python_of_the_how_to_runs(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python example prints the open calls of a published copy."""
    (code,) = re.findall(r"```python\n(.+?)```", HOW_TO, re.S)
    exec(compile(code.replace("data/var/news.duckdb", str(published)), "docs/querying.md", "exec"), {})
    assert "Ann Quist +12165550147 Because." in capsys.readouterr().out


def test_the_views_of_the_how_to_are_the_views(published: Path) -> None:
    """The how-to names each view for people who query, and no other."""
    table = HOW_TO.partition("| view |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.M)
    assert sorted(named) == sorted(v["view"] for v in views(published))
