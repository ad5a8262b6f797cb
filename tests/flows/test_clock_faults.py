"""A clock that jumps back, a machine that sleeps in a run: nothing is lost, told twice or put off for ever."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from callnow.store.connection import reading
from tests import crash
from tests.conftest import Callnow
from tests.delivery.receivers import receiving
from tests.flows.test_receiver_faults import desk_at, ids, waiting
from tests.flows.whole_run import DAY, HIRE, HOUR, LAYOFFS, NOW, Desk, feed
from tests.killing import callnow as killed_callnow
from tests.killing import dying_callnow, finish, judge, start, wait_until_stopped
from tests.sources.loopback import Asked, Site, Write, reply, site

HIRED, CUT = "executive_hired Mara Lindqvist", "layoffs Mara Lindqvist"


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as at:
        yield at


@pytest.mark.integration
@pytest.mark.parametrize("jump", [DAY, pytest.param(400 * DAY, marks=pytest.mark.slow)], ids=["a day", "a year"])
def test_a_clock_that_jumps_back(jump: timedelta, wire: Site, home: Path, callnow: Callnow) -> None:
    """The feeds are read within their usual hour: what is new is told, what was told is not told again."""
    desk = Desk(callnow, home, publishing=False)
    wire.routes["/wire"] = [feed(HIRE)]
    desk.add(wire=wire.url("/wire"))
    assert desk.run(NOW + jump, "--due").code == 0
    before = desk.told()
    wire.routes["/wire"] = [feed(HIRE, LAYOFFS)]
    assert desk.run(NOW, "--due").code == 0
    assert desk.run(NOW + HOUR, "--due").code == 0
    assert desk.told() == [*before, CUT]
    assert desk.run(NOW + jump + HOUR, "--due").code == 0
    assert desk.told() == [*before, CUT]
    assert callnow("--at", NOW.isoformat(), "status").code in (0, 3)


@pytest.mark.integration
def test_a_call_answers_what_was_asked_for_by_a_clock_that_was_ahead(wire: Site, home: Path, callnow: Callnow) -> None:
    """Once the next run has put it back: else the call would come before it was asked for, and stay on the list."""
    desk = Desk(callnow, home, publishing=False)
    wire.routes["/wire"] = [feed(HIRE)]
    desk.add(wire=wire.url("/wire"))
    assert desk.run(NOW + DAY).code == 0
    assert desk.run(NOW).code == 0
    assert desk.told() == [HIRED]
    logged = callnow("--at", (NOW + HOUR / 6).isoformat(), "log", "Mara Lindqvist", "--called")
    assert "1 open reason answered" in logged.out
    with reading(home / "callnow.duckdb") as con:
        late = con.execute(
            "SELECT (SELECT count(*) FROM trigger WHERE decided_at > $now),"
            " (SELECT count(*) FROM announcement WHERE fetched_at > $now OR understood_at > $now),"
            " (SELECT count(*) FROM delivery WHERE sent_at > $now), (SELECT count(*) FROM alerts)",
            {"now": NOW + HOUR},
        ).fetchone()
    assert late == (0, 0, 0, 1)


@pytest.mark.integration
def test_what_waits_is_not_put_off_by_a_clock_that_was_wrong(wire: Site, home: Path, callnow: Callnow) -> None:
    """An alert that failed on a day that is yet to come is tried again now, and comes once."""
    with receiving() as receiver:
        desk = desk_at(receiver, wire, home, callnow)
        receiver.script = [(500, {}, 0.0)] * 100
        assert desk.run(NOW + 30 * DAY).code == 3
        receiver.script = []
        for hours in (0, 1, 3):
            assert desk.run(NOW + hours * HOUR, "--due").code == 0
        assert waiting(desk) == []
        tried = ids(receiver)
        assert len(tried) == 3
        assert desk.run(NOW + 31 * DAY).code == 0
        assert ids(receiver) == tried


def test_a_host_that_asked_for_an_hour_before_the_clock_jumped(wire: Site, home: Path, callnow: Callnow) -> None:
    """Its hour holds from the next run on, and not for the day that the clock was wrong by."""
    desk = Desk(callnow, home, publishing=False)
    wire.routes["/wire"] = [reply(429, b"", "Retry-After: 3600"), feed(HIRE)]
    desk.add(wire=wire.url("/wire"))
    assert desk.run(NOW + DAY, "--due").code == 1
    assert desk.run(NOW, "--due").code == 0
    assert desk.run(NOW + 0.9 * HOUR).code == 0
    assert len(wire.asked) == 1
    assert desk.run(NOW + 2 * HOUR, "--due").code == 0
    assert desk.told() == [HIRED]


class TestSleep:
    """A laptop that is shut in the middle of a run and opened a day later."""

    @pytest.fixture(scope="class")
    def ground(self) -> Iterator[crash.Ground]:
        with crash.ground(whole_runs=1) as at:
            yield at

    @pytest.mark.slow  # in small: the clock of one process that jumps (below), a start beside a run (test_faults)
    @pytest.mark.parametrize(
        "step",
        [
            "before sending to chat",
            "after the transaction of keep_batch",
            "before the transaction of understand_batch",
            "before copying to publish",
        ],
    )
    def test_a_run_that_sleeps_goes_on_where_it_was(self, step: str, ground: crash.Ground) -> None:
        """Meanwhile another start names it and ends; woken it ends well, and the next day's run tells nothing twice."""
        home, number = ground.home(), ground.steps.index(step) + 1
        sleeper = start(dying_callnow, crash.words(home), number, home / "steps", signal.SIGSTOP)
        wait_until_stopped(sleeper)
        pid, said = sleeper.pid, home / "said.txt"
        assert finish(start(killed_callnow, crash.words(home, minutes=24 * 60), said)) == 1
        assert f"a run (process {pid}) runs here already" in said.read_text()
        assert pid
        os.kill(pid, signal.SIGCONT)
        assert finish(sleeper) == 0
        assert finish(start(killed_callnow, crash.words(home, minutes=24 * 60), said)) == 0, said.read_text()
        verdict = judge(home, ground.got, ground.owed)
        assert (verdict.lost, verdict.doubled, verdict.repeated) == (0, 0, 0)

    @pytest.mark.integration
    @pytest.mark.parametrize("quiet", [pytest.param(False, marks=pytest.mark.slow), True])
    def test_what_is_told_after_a_sleep_is_told_by_the_clock(
        self, quiet: bool, wire: Site, home: Path, callnow: Callnow
    ) -> None:
        """Woken in the night a run keeps the quiet hours that have begun; the card says what time it is then."""
        desk = Desk(callnow, home, 'quiet_hours = "02:00-05:00"\n' if quiet else "", publishing=False)
        with time_machine.travel(NOW, tick=True) as clock:

            async def answer(asked: Asked, write: Write) -> None:
                clock.shift(11 * HOUR)
                await write(feed(HIRE))

            wire.routes["/wire"] = [answer]
            desk.add(wire=wire.url("/wire"))
            assert callnow("run").code == 0
            if quiet:
                assert desk.told() == []
                clock.shift(3 * HOUR)
                wire.routes["/wire"] = [feed(HIRE)]
                assert callnow("run").code == 0
            assert desk.told() == [HIRED]
            card = json.loads((home / "told.jsonl").read_text())
            assert card["moment"]["local_time"].startswith("2026-03-02T23:30" if quiet else "2026-03-02T20:30")
