"""The watchdog of `callnow serve` tells of a run that is owed, of a clock that was set, of a home that is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from callnow.errors import CallnowError
from callnow.paths import SERVE
from callnow.settings import load_settings
from callnow.store import only_run
from flows.running import watchdog
from flows.running.prefect_server import PrefectServer, Standstill
from flows.running.watchdog import SeenRuns

API = "http://127.0.0.1:4200/api"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LOOKS = 100  # then it is left alone


class Seen:
    """What the watchdog is shown, look by look."""

    def __init__(
        self, starts: int = 1000, goes_on: bool = False, clock: dict[int, timedelta] | None = None, killed: int = 0
    ) -> None:
        self.starts, self.goes_on, self.clock, self.killed = starts, goes_on, clock or {}, killed
        self.looks = 0

    async def last_runs(self, client: Any, watch: Any) -> SeenRuns:
        began = MOMENT + timedelta(minutes=min(self.looks // 3, self.starts))
        return SeenRuns(began, self.killed, self.goes_on)

    async def sleep(self, seconds: float) -> None:
        self.looks += 1
        if self.looks > LOOKS:
            raise TimeoutError

    def wall_clock(self) -> timedelta:
        return max((at, moved) for at, moved in {0: timedelta(), **self.clock}.items() if at <= self.looks)[1]


@contextmanager
def left_alone() -> Iterator[None]:
    with pytest.raises(TimeoutError):
        yield


def watch(seen: Seen, home: Path, server: PrefectServer | None = None, every_minutes: int = 1) -> None:
    """The watchdog of a home that is served, until it raises or LOOKS are over."""
    with pytest.MonkeyPatch.context() as patched, only_run(home, "`callnow serve`", SERVE):
        patched.setattr(watchdog, "last_runs", seen.last_runs)
        patched.setattr(watchdog, "wall_clock", seen.wall_clock)
        patched.setattr(asyncio, "sleep", seen.sleep)
        settings = load_settings(home, watch={"every_minutes": every_minutes})
        served = server or PrefectServer(API)
        asyncio.run(watchdog.watch_runs(None, uuid4(), settings, served, MOMENT))  # type: ignore[arg-type]


def test_other_hours_are_told_once_while_it_serves(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The schedule is made when it starts: who changes its hours in callnow.toml hears that it must start again."""
    home.mkdir(mode=0o700)
    settings, file = load_settings(home), home / "callnow.toml"
    hours = watchdog.hours_of(settings)
    for content, told in (
        ("[fetch]\ndeadline = 10\n", 0),
        ('[watch]\nfollowups_at = "06:30"\n', 1),
        ('[watch]\nfollowups_at = "06:30"\n[fetch]\ndeadline = 12\n', 1),
        ("[watch\n", 1),
        ('[watch]\nfollowups_at = "06:30"\n', 1),
        ("", 1),
        ("[watch]\nevery_minutes = 5\n", 2),
    ):
        file.write_text(content)
        hours = watchdog.tell_other_hours(settings, hours)
        assert caplog.text.count("start it again") == told


@pytest.mark.parametrize(("starts", "goes_on"), [(1000, False), (0, True)])
def test_runs_that_begin_or_go_on_owe_nothing(starts: int, goes_on: bool, home: Path) -> None:
    with left_alone(), only_run(home, "a run") if goes_on else nullcontext():
        watch(Seen(starts, goes_on), home)


def test_a_run_that_goes_on_in_prefects_history_alone_is_told(home: Path) -> None:
    """Killed while the server did not answer, it has no end there: nothing would ever be owed again."""
    with pytest.raises(Standstill, match="no run has begun"):
        watch(Seen(0, goes_on=True), home)


@pytest.mark.parametrize("starts", [0, 5])
def test_a_run_that_is_owed_is_told(starts: int, home: Path) -> None:
    """Counted from the last that began; that one began, too, says how often the server may be started again in vain."""
    seen, server = Seen(starts), PrefectServer(API)
    server.restarts = 1
    with pytest.raises(Standstill, match="no run has begun for 5 minutes") as caught:
        watch(seen, home, server)
    assert caught.value.why == "no run has begun for 5 minutes"
    assert seen.looks == 3 * starts + 5 * 60 / watchdog.LOOK.total_seconds() + 1
    assert server.restarts == (0 if starts else 1)


def test_runs_that_are_killed_are_no_progress(home: Path) -> None:
    """As where each gets no memory: it begins, and nothing is done. The starts of the server before it were in vain."""
    server = PrefectServer(API)
    server.restarts = 1
    with pytest.raises(Standstill, match="each run of the last 5 minutes was killed"):
        watch(Seen(0, killed=4), home, server)
    assert server.restarts == 1


def test_a_full_disk_is_told_once_and_that_there_is_room_again(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Within a look, long before anything that stands still for it is owed."""
    seen = Seen()
    monkeypatch.setattr(watchdog, "is_full", lambda folder: folder == home and 1 < seen.looks < 5)
    with left_alone():
        watch(seen, home)
    full, again = [text for record in caplog.records if "its disk" in (text := record.getMessage())]
    assert "no room is left on its disk, and each run fails: free disk space" in full
    assert "there is room on its disk again" in again


def test_a_server_that_never_answers_is_given_up_in_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look counts for so long: one that waited for the client's own minute lets a run be owed for half an hour."""

    class Client:
        async def read_flow_runs(self, **asked: Any) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(watchdog, "LOOK", timedelta(0))
    assert asyncio.run(watchdog.last_runs(Client(), uuid4())) == SeenRuns()  # type: ignore[arg-type]


def test_the_first_run_is_owed_at_once(home: Path) -> None:
    """However long the interval is: each start makes one, and only the next waits for two intervals."""
    with pytest.raises(Standstill, match="for 5 minutes"):
        watch(Seen(starts=0), home, every_minutes=60)
    with left_alone():
        watch(Seen(starts=1), home, every_minutes=60)


@pytest.mark.parametrize(
    ("jump", "told"),
    [
        (timedelta(days=-1), "the clock was set back by 24 h 0 min"),
        (timedelta(minutes=-3), "the clock was set back by 3 min"),
        (timedelta(hours=8, seconds=20), "the machine slept, or its clock went 8 h 0 min ahead"),
    ],
)
def test_a_clock_that_was_set_asks_for_a_start(jump: timedelta, told: str, home: Path) -> None:
    """As a sleep does. Not soon after the last start: a clock may be set to and fro; and not while a run goes on."""
    seen, server = Seen(clock={1: jump}), PrefectServer(API)
    with pytest.raises(Standstill) as caught:
        watch(seen, home, server)
    assert caught.value.why == told
    assert seen.looks == watchdog.REST / watchdog.LOOK + 1
    with only_run(home, "a run"), left_alone():
        watch(Seen(clock={1: jump}), home)


@pytest.mark.parametrize("seconds", [-45, 45])
def test_a_clock_that_is_set_by_seconds_is_no_jump(seconds: int, home: Path) -> None:
    with left_alone():
        watch(Seen(clock={9: timedelta(seconds=seconds)}), home)


def test_a_home_that_was_moved_is_told(home: Path) -> None:
    """A schedule whose home is gone, or was put back from elsewhere, ends: it would go on in an empty one."""

    class Moving(Seen):
        async def sleep(self, seconds: float) -> None:
            home.rename(home.with_name("elsewhere"))

    with pytest.raises(CallnowError) as caught:
        watch(Moving(), home)
    assert not isinstance(caught.value, Standstill)
    assert caught.value.where == str(home)
    assert "is gone" in caught.value.what


def test_a_lock_that_another_home_brought_is_not_dated(home: Path) -> None:
    """Nobody holds it: it came with a home that was put back while the server started again."""
    home.mkdir()
    (home / SERVE).touch()
    assert watchdog.note_schedule(home) is None
    with pytest.raises(CallnowError, match="is gone or another"):
        watchdog.check_home(home, None)
