"""One process writes and one run goes on at a time: who comes second waits a bounded time, and is told for whom."""

from __future__ import annotations

import multiprocessing
import os
import typing
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from callnow.errors import RunUnderWay, StoreBusy
from callnow.store import only_run
from callnow.store.connection import writing
from callnow.store.lock import FOLLOW_UPS, awaited, running, shown_to_wait


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "callnow.duckdb"


def _hold(database: Path, ready: typing.Any, done: typing.Any) -> None:
    with writing(database):
        ready.set()
        done.wait(30)


@pytest.mark.integration
def test_a_second_writer_waits_a_bounded_time_and_then_names_who_writes(database: Path) -> None:
    """The second process is told the first one's number instead of waiting for ever."""
    spawn = multiprocessing.get_context("spawn")
    ready, done = spawn.Event(), spawn.Event()
    holder = spawn.Process(target=_hold, args=(database, ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with pytest.raises(StoreBusy, match=str(holder.pid)), writing(database, lock_wait=0.2):
            pass
    finally:
        done.set()
        holder.join(30)
    with writing(database, lock_wait=5):
        pass


def test_only_one_run_at_a_time_and_the_other_is_told_who_runs(tmp_path: Path) -> None:
    """A second run of the same home says who runs and ends; the lock goes with the first."""
    with (
        only_run(tmp_path / "home", "a run"),
        pytest.raises(StoreBusy, match=f"a run \\(process {os.getpid()}\\).* nothing to do: it does the same"),
        only_run(tmp_path / "home", "a run"),
    ):
        pass
    with only_run(tmp_path / "home", "later"):
        pass


def test_whoever_waits_for_the_database_comes_first(tmp_path: Path) -> None:
    """While somebody is shown to wait, others leave the database to them; for a file that is not there nobody waits."""
    counter = tmp_path / "callnow.duckdb.writes"
    with shown_to_wait(counter):
        assert not awaited(counter)
    counter.touch()
    with shown_to_wait(counter), shown_to_wait(counter):
        assert awaited(counter)
    assert not awaited(counter)


def test_who_wants_something_else_waits_for_whoever_runs(tmp_path: Path) -> None:
    """A forgetting that meets the follow-ups is done when these have ended, soon; nobody is told that it is done."""
    home, began = tmp_path / "home", Event()

    def follow_ups() -> None:
        with only_run(home, FOLLOW_UPS):
            began.set()
            sleep(0.3)

    beside = Thread(target=follow_ups)
    beside.start()
    began.wait(30)
    with only_run(home, "forgetting"):
        assert running(home).startswith("forgetting")
    beside.join()


@pytest.mark.parametrize(
    ("runs", "wanted", "hint"),
    [
        (FOLLOW_UPS, "a run", "was not done: ask again when that has ended"),
        ("forgetting", "forgetting", "was not done"),  # of another person
        ("a run", "a rematch", "was not done"),
        ("a run", "a delivery", "nothing to do"),
        (FOLLOW_UPS, FOLLOW_UPS, "nothing to do"),
    ],
)
def test_only_what_another_does_needs_nobody(runs: str, wanted: str, hint: str, tmp_path: Path) -> None:
    """Whoever finds a home taken for long is told whether what they asked for is done there."""
    with only_run(tmp_path, runs), pytest.raises(RunUnderWay) as met, only_run(tmp_path, wanted, wait=0):
        pass
    assert hint in met.value.hint
