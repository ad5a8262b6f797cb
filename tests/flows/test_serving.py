"""`callnow serve` is one for each home, is stopped by signals, and starts again what stands still."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from callnow.errors import CallnowError
from callnow.paths import SERVE
from callnow.settings import Settings, load_settings
from callnow.store import only_run
from flows.running import serving
from flows.running.prefect_server import PrefectServer
from tests.conftest import Callnow
from tests.flows.conftest import API

pytestmark = pytest.mark.usefixtures("own_environment")


def test_a_second_serve_of_a_home_names_the_first(home: Path, callnow: Callnow) -> None:
    with only_run(home, f"`callnow serve` at {API}", SERVE):
        ran = callnow("serve")
    assert ran.code == 1
    assert f"process {os.getpid()}" in ran.err
    assert API in ran.err
    assert "stop that one first" in ran.err


def test_it_can_be_stopped_while_prefects_server_starts(
    home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As process 1 of a container, which no signal ends that it has no handler for; the server is ended with it."""
    ended = []

    @contextmanager
    def starting(home: Path, port: int) -> Iterator[None]:
        try:
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
            signal.raise_signal(signal.SIGTERM)
            yield
        finally:
            ended.append(port)

    monkeypatch.setattr("flows.running.prefect_server.prefect_server", starting)
    ran = callnow("serve", "--port", "4999")
    assert (ran.code, ended) == (0, [4999])
    assert "Stopped.\n" in ran.err


@pytest.mark.parametrize("under_nohup", [False, True])
def test_a_terminal_that_is_closed_ends_it_unless_nohup_forbids(under_nohup: bool) -> None:
    """SIGHUP ends it as SIGTERM does, with the runs under way; where it is not to be heard it stays unheard."""

    async def hears_it() -> bool:
        stop = await serving._stop_signal(SimpleNamespace(started=True), None)  # type: ignore[arg-type]
        heard = signal.getsignal(signal.SIGHUP) not in (signal.SIG_DFL, signal.SIG_IGN)
        signal.raise_signal(signal.SIGHUP if heard else signal.SIGTERM)
        await stop
        return heard

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if under_nohup else signal.SIG_DFL)
    try:
        assert asyncio.run(hears_it()) is not under_nohup
    finally:
        signal.signal(signal.SIGHUP, before)


class Serving:
    """`serve` in which each schedule ends as it is told to, and a server that counts its starts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ends: str) -> None:
        self.server, self.ends, self.starts = PrefectServer(API), list(ends), 0
        monkeypatch.setattr(serving, "_serve", self.serve)
        monkeypatch.setattr(self.server, "restart", self.restart)

    async def serve(self, settings: Settings, server: PrefectServer) -> None:
        end = self.ends.pop(0)
        if end == "after a run":
            server.restarts = 0
        if end:
            raise server.trouble(f"no run has begun for {len(self.ends)} minutes")

    def restart(self) -> None:
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL  # as before: it can be stopped while it starts
        self.starts += 1
        self.server.restarts += 1
        if self.ends[0] == "does not start":
            self.ends.pop(0)
            raise self.server.trouble("it did not answer")


@pytest.mark.parametrize(
    ("ends", "starts", "told"),
    [
        ([""], 0, ""),
        (["stuck", ""], 1, ""),
        (["stuck", "stuck", ""], 2, ""),
        (["stuck", "stuck", "stuck"], 2, "no run has begun for 0 minutes"),
        (["stuck", "does not start", "stuck"], 2, "no run has begun for 0 minutes"),
        (["stuck", "does not start", "does not start"], 2, "it did not answer"),
        (["stuck", *["after a run"] * 9, ""], 10, ""),
    ],
)
def test_what_stands_still_is_started_again(
    ends: list[str],
    starts: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each time with the reason; where two starts in a row bring no run it ends with the last one."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kept = Serving(monkeypatch, *ends)
    with only_run(home, "`callnow serve`", SERVE), pytest.raises(CallnowError, match=told) if told else nullcontext():
        serving.serve_flows(load_settings(home), kept.server)
    assert kept.starts == starts
    assert caplog.text.count("Prefect's server and the schedule are started again") == starts


def test_nothing_is_started_again_for_a_home_that_is_gone(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Prefect's server would begin its folder anew where the home was, in the way of whoever puts it back."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kept = Serving(monkeypatch, "stuck", "")
    with only_run(home, "`callnow serve`", SERVE):
        home.rename(home.with_name("moved"))
        with pytest.raises(CallnowError, match="is gone or another"):
            serving.serve_flows(load_settings(home), kept.server)
    assert kept.starts == 0
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "below", "least"),
    [
        ("prefect.runner", "prefect.runner.state_proposer", logging.WARNING),
        ("prefect.FlowRunCancellingObserver", "prefect.FlowRunCancellingObserver", logging.ERROR),
    ],
)
def test_what_nobody_can_act_on_is_not_shown(name: str, below: str, least: int) -> None:
    """That runs wait, that the runner asks in another way; who asks Prefect for everything gets it."""
    logger = logging.getLogger(name)
    before = logger.level
    try:
        for level, shown in ((logging.DEBUG, logging.DEBUG), (logging.INFO, least)):
            logger.setLevel(level)
            serving.silence_runner()
            assert logging.getLogger(below).getEffectiveLevel() == shown
    finally:
        logger.setLevel(before)
