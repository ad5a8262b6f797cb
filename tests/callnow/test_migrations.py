"""A database of an older schema: every word that stands in it is read as what it meant."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.model import CompanyEvent, Delivery, Feature, Match, Touch, Trigger
from callnow.store import schema
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.files import connect, log_of
from callnow.store.rows import add_rows, fetch, from_row
from callnow.store.second_reader import KeptAnswer
from callnow.terms import (
    Certainty,
    Colour,
    ContactKind,
    DeliveryState,
    MatchVerdict,
    SecondReaderAnswer,
    TriggerKind,
    TriggerState,
)
from tests.conftest import Callnow

AT = "2026-03-02T09:00:00+00:00"
BEFORE_COLOURS = 8  # the last schema that kept a follow-up's colour as the last word of its reason
REASON = {"name": "promise", "value": 0.9, "weight": 1.0}
OTHER = {"name": "tier_a", "value": 1.0, "weight": 0.5, "note": "Likes red"}
CALLED_RED = 'You promised “the "red" one, Ü”. red'
TRIGGER = {
    "prospect_id": "p", "employer_id": "e", "story_id": "", "event_id": "", "type": "layoffs", "tier": "call_now",
    "score": 50.0, "why": "w", "opener": "o", "decided_at": AT, "expires_at": AT, "owner": "", "voicemail": "",
    "talking_points": ["a"], "reasons": [], "state": "open", "kind": "news",
}  # fmt: skip
EVENT = {
    "announcement_id": "a", "type": "layoffs", "company": "Telmarq", "person": "", "role": "", "prior_company": "",
    "side": "", "counterparty": "", "origin": "", "destination": "", "amount": "", "count": "", "sentence": "",
    "rule": "", "function": "", "rank": 0, "probability": 1.0, "certain_from": 0.5, "company_evidence": [],
    "also_called": [],
}  # fmt: skip


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database as the schema before colours left it, with a row for every word of every kind."""
    database = tmp_path / "home" / "callnow.duckdb"
    until_then = [one for one in schema.migrations() if one[0] <= BEFORE_COLOURS]
    with monkeypatch.context() as then:
        then.setattr(schema, "migrations", lambda: until_then)
        with writing(database) as con:
            add_rows(con, "company_event", [EVENT | {"id": word, "planning": word} for word in Certainty])
            add_rows(con, "match", [{
                "event_id": word, "mention": "T", "mention_normalised": "t", "verdict": word, "employer_id": "",
                "employer": "", "employer_normalised": "", "score": 0.5, "why": "", "features": [], "rejected": [],
            } for word in MatchVerdict])  # fmt: skip
            add_rows(con, "trigger", [TRIGGER | {"id": f"state {word}", "state": word} for word in TriggerState])
            add_rows(con, "trigger", [TRIGGER | {"id": f"kind {word}", "kind": word} for word in TriggerKind])
            add_rows(con, "trigger", [
                _follow_up("red", [REASON | {"note": CALLED_RED}, OTHER]),
                _follow_up("green", [REASON | {"note": "Last contact on Monday. green"}]),
                _follow_up("of no colour", [REASON | {"note": "Last contact on Monday."}]),
                TRIGGER | {"id": "news in red", "reasons": [REASON | {"note": "They painted it red"}]},
            ])  # fmt: skip
            add_rows(con, "delivery", [{
                "id": word, "trigger_id": "t", "channel": "c", "state": word, "attempts": 0, "last_error": "",
                "batch": "",
            } for word in DeliveryState])  # fmt: skip
            add_rows(con, "second_reading", [{
                "announcement_id": "a", "event_id": word.name, "model": "m", "checksum": "c", "answer": word,
                "person": "", "role": "", "company": "",
            } for word in SecondReaderAnswer])  # fmt: skip
            add_rows(con, "touch", [{
                "id": word, "prospect_id": "p", "touched_at": AT, "kind": word, "outcome": "curious", "note": "",
                "promised": "", "topic": "", "owner": "",
            } for word in ContactKind])  # fmt: skip
    return database


def _follow_up(id: str, reasons: list[dict[str, object]]) -> dict[str, object]:
    return TRIGGER | {"id": id, "kind": "cadence", "reasons": reasons}


def triggers_of(database: Path) -> dict[str, Trigger]:
    with writing(database) as con:
        return {row["id"]: from_row(Trigger, row) for row in fetch(con, "FROM trigger")}


def test_every_stored_word_is_still_read(old: Path) -> None:
    """Certainty, verdict, state, kind and answer of old rows come back as the words they were."""
    triggers = triggers_of(old)
    assert [triggers[f"state {word}"].state for word in TriggerState] == list(TriggerState)
    assert [triggers[f"kind {word}"].kind for word in TriggerKind] == list(TriggerKind)
    with writing(old) as con:
        events = {row["id"]: from_row(CompanyEvent, row) for row in fetch(con, "FROM company_event")}
        matches = {row["event_id"]: from_row(Match, row) for row in fetch(con, "FROM match")}
        deliveries = {row["id"]: from_row(Delivery, row) for row in fetch(con, "FROM delivery")}
        touches = {row["id"]: from_row(Touch, row) for row in fetch(con, "FROM touch")}
        readings = {row["event_id"]: from_row(KeptAnswer, row) for row in fetch(con, "FROM second_reading")}
    assert [events[word].certainty for word in Certainty] == list(Certainty)
    assert [matches[word].verdict for word in MatchVerdict] == list(MatchVerdict)
    assert [deliveries[word].state for word in DeliveryState] == list(DeliveryState)
    assert [touches[word].kind for word in ContactKind] == list(ContactKind)
    assert [readings[word.name].answer for word in SecondReaderAnswer] == list(SecondReaderAnswer)
    assert {touch.at for touch in touches.values()} == {datetime(2026, 3, 2, 9, tzinfo=UTC)}


def test_a_colour_becomes_a_field(old: Path) -> None:
    """The last word of a follow-up's reason becomes its colour and leaves the reason, nothing else is touched."""
    triggers = triggers_of(old)
    assert triggers["red"].colour is Colour.RED
    assert triggers["red"].reasons == (
        Feature("promise", 0.9, 1.0, CALLED_RED.removesuffix(" red")),
        Feature(**OTHER),  # type: ignore[arg-type]
    )
    assert triggers["green"].colour is Colour.GREEN
    assert [reason.note for reason in triggers["green"].reasons] == ["Last contact on Monday."]
    assert [reason.note for reason in triggers["of no colour"].reasons] == ["Last contact on Monday."]
    assert [reason.note for reason in triggers["news in red"].reasons] == ["They painted it red"]
    assert {t.id for t in triggers.values() if t.colour} == {"red", "green"}


def test_what_people_query_keeps_its_names(old: Path) -> None:
    """The certainty of an event is `planning` in the table and in both views, so that saved questions still run."""
    with writing(old) as con:
        for source in ("company_event", "company_events", "news_matches"):
            fetch(con, f"SELECT planning FROM {source}")
        (row,) = fetch(con, "SELECT reasons FROM trigger WHERE id = 'green'")
    assert json.loads(row["reasons"]) == [REASON | {"note": "Last contact on Monday."}]


@pytest.mark.integration
@pytest.mark.parametrize("words", [("calls", "--json"), ("query", "FROM call_now", "--json")])
def test_what_an_earlier_version_published_is_published_anew_for_whoever_reads(
    words: tuple[str, ...], old: Path, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update the list is there at once; where there is only the old copy, the way out is named."""
    earlier = [migration for migration in schema.migrations() if migration[0] <= BEFORE_COLOURS]
    with monkeypatch.context() as then:
        then.setattr(schema, "migrations", lambda: earlier)
        publish(old, home / "news.duckdb")
    kept = (home / "news.duckdb").read_bytes()
    ran = callnow("--at", AT, *words)
    assert ran.code == 0, ran.err
    (home / "news.duckdb").write_bytes(kept)
    old.unlink()
    ran = callnow("--at", AT, *words)
    assert (ran.code, "by an older callnow" in ran.err, "`callnow run` writes it anew" in ran.err) == (1, True, True)


@pytest.mark.integration
@pytest.mark.parametrize("folded", [True, False], ids=["an update", "a new home"])
def test_each_migration_is_read_again_from_the_log(folded: bool, tmp_path: Path) -> None:
    """A process that is killed right after a migration leaves a database that opens, with the new schema: also where
    the log holds all migrations before it."""
    database, left = tmp_path / "callnow.duckdb", tmp_path / "left.duckdb"
    with closing(connect(database)) as con:
        for number, file in schema.migrations():
            if folded:
                con.execute("CHECKPOINT")
            con.execute(f"BEGIN TRANSACTION; {file.read_text(encoding='utf-8')}")
            con.execute("INSERT OR REPLACE INTO meta VALUES ('schema', $1)", [str(number)])
            con.execute("COMMIT")
            for kept, copy in ((database, left), (log_of(database), log_of(left))):
                shutil.copyfile(kept, copy)
            with closing(connect(left)) as again:
                assert fetch(again, "SELECT value FROM meta WHERE key = 'schema'") == [{"value": str(number)}], (
                    file.name
                )
