"""What a click or a denial changes of a call writes little to DuckDB's log, which every opening reads until folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Trigger
from callnow.store import Connection, connection
from callnow.store.connection import writing
from callnow.store.files import log_size
from callnow.store.news import renew_triggers, triggers_by_id
from callnow.store.rows import add
from callnow.store.snoozes import snooze
from callnow.store.touches import answer_triggers, withdraw_triggers
from callnow.store.verdicts import dismiss, judge_wrong_company, judge_wrong_event
from callnow.terms import Tier, TriggerKind

NOW = datetime(2026, 3, 17, 15, tzinfo=UTC)
FEW = 4000  # bytes; a changed state takes 200, rows that are written anew 20,000 and more
CLICKS: dict[str, Callable[[Connection], object]] = {
    "called": lambda con: answer_triggers(con, ["t7"]),
    "put off": lambda con: snooze(con, ["t7"], NOW + timedelta(days=1)),
    "dismissed": lambda con: dismiss(con, "t7"),
    "wrong event": lambda con: judge_wrong_event(con, "t7", NOW),
    "denied": lambda con: withdraw_triggers(con, stories=["s7"]),
    "another company's": lambda con: withdraw_triggers(con, events=["e7"]),
    "wrong company": lambda con: judge_wrong_company(con, "t7", NOW),
}


def trigger(number: int) -> Trigger:
    return Trigger(
        id=f"t{number}",
        prospect_id=f"p{number}",
        employer_id="e",
        story_id=f"s{number}",
        event_id=f"e{number}",
        type="layoffs",
        tier=Tier.CALL_NOW,
        score=50,
        why="Quarrel Steel cuts 120 jobs.",
        opener="How are things?",
        decided_at=NOW,
        expires_at=NOW + timedelta(days=9),
        talking_points=("The jobs.", "The plant."),
    )


@pytest.mark.parametrize("click", CLICKS)
def test_a_changed_call_is_not_written_anew(tmp_path: Path, click: str) -> None:
    database = tmp_path / "callnow.duckdb"
    with writing(database) as con:
        add(con, "trigger", [trigger(number) for number in range(3000)])
    before = log_size(database)
    with writing(database, checkpoint=False) as con:
        CLICKS[click](con)
    assert 0 < log_size(database) - before < FEW


def test_follow_ups_that_are_made_anew_as_they_were_write_next_to_nothing(tmp_path: Path) -> None:
    database = tmp_path / "callnow.duckdb"
    made = [trigger(number) for number in range(3000)]
    with writing(database) as con:
        add(con, "trigger", made)
    before = log_size(database)
    with writing(database, checkpoint=False) as con:
        renew_triggers(con, made[::10])
    assert 0 < log_size(database) - before < FEW


@pytest.mark.parametrize(
    ("tier", "kind", "asked_anew"),
    [
        (Tier.CALL_NOW, TriggerKind.NEWS, False),
        (Tier.WORTH_KNOWING, TriggerKind.NEWS, True),  # a rumour that is confirmed
        (Tier.CALL_NOW, TriggerKind.CADENCE, True),
    ],
)
def test_a_call_that_waits_keeps_when_it_was_asked_for(
    tier: Tier, kind: TriggerKind, asked_anew: bool, tmp_path: Path
) -> None:
    """Another report of its story asks for no other call, unless it is to be made now by that; a follow-up is of the
    morning that finds it due."""
    with writing(tmp_path / "callnow.duckdb") as con:
        before = replace(trigger(7), tier=tier, kind=kind)
        renew_triggers(con, [before])
        later = replace(before, tier=Tier.CALL_NOW, decided_at=NOW + timedelta(days=3))
        renew_triggers(con, [later])
        (kept,) = triggers_by_id(con, [before.id])
    assert (kept.decided_at > before.decided_at) is asked_anew


def test_the_room_that_is_tried_is_that_of_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run asks by thousands of ids, which fill no log: a disk with room for what it writes is not refused for them,
    and a commit does not wait for it."""
    tried: list[int] = []
    monkeypatch.setattr(connection, "refuse_full", lambda database, characters: tried.append(characters))
    with writing(tmp_path / "callnow.duckdb") as con:
        add(con, "trigger", [trigger(1)])
    with writing(tmp_path / "callnow.duckdb") as con:
        triggers_by_id(con, [f"t{number}" for number in range(50_000)])
        dismiss(con, "t1")
        triggers_by_id(con, [f"t{number}" for number in range(50_000)])
    assert tried[-1] < FEW
