"""What several tests of flows begin with: a home that knows people, one with the sample's feeds, a desk that is told,
an API server of Prefect's."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.settings import ChannelSettings, Settings, load_settings
from callnow.store import held_open
from delivery.message import Channel
from flows.demo.sample import PROSPECTS, SampleServer
from tests.conftest import Callnow
from tests.flows.healthy_home import make_healthy
from tests.flows.people import import_people
from tests.homes import make_once

API = "http://127.0.0.1:4200/api"
SAMPLED_AT = datetime.now(UTC)  # what Prefect runs goes by the clock


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, two of them of one name, two at one employer."""
    import_people(callnow, tmp_path)
    return callnow


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(SAMPLED_AT) as served:
        yield served


@pytest.fixture
def subscribed(home: Path, sample: SampleServer) -> Path:
    """A home with the sample's people and feeds."""
    from flows.news.subscribing import subscribe
    from flows.people.importing import ListReading, import_files

    def make() -> None:
        settings = load_settings(home)
        import_files(settings, [PROSPECTS], ListReading(), SAMPLED_AT)
        subscribe(settings, sample.feeds)

    make_once(home, sample.base, make)
    return home


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Those of a home with one channel; its database stays open, for opening it takes longer than what is tried."""
    settings = Settings(home=tmp_path / "home", channels={"desk": ChannelSettings(kind="console")})
    settings.home.mkdir()
    with held_open(settings):
        yield settings


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Channel], None]:
    """Puts a receiver in the place of every channel of the settings."""
    from flows.running import delivering

    return lambda channel: monkeypatch.setattr(delivering, "open_channels", lambda *given: {channel.name: channel})


@pytest.fixture
def database(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of a home of which `callnow status` has nothing to say."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    make_once(home, "a healthy home", lambda: make_healthy(home))
    return home / "callnow.duckdb"


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test sets for Prefect is gone with it, and what `serve` does on SIGTERM."""
    for name in (
        "PREFECT_API_URL",
        "PREFECT_HOME",
        "PREFECT_SERVER_UI_API_URL",
        "PREFECT_UI_STATIC_DIRECTORY",
        "PREFECT_API_KEY",
    ):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="module")
def prefect_api() -> Iterator[None]:
    """An API server of the test run's own, in a folder of its own; it takes 12 to 19 s to start on two cores."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
