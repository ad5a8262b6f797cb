"""What all tests share: a quiet home, the command line in this process, where the reference material lies."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "90")
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
# Ray listens on all addresses, and one that is started here would else keep a token of its own in the user's home.
os.environ.setdefault("RAY_AUTH_MODE", "token")
os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each process that a test starts would compile everything anew
sys.dont_write_bytecode = False
os.environ["COLUMNS"] = "200"  # before the command line is imported: its console measures the terminal then
# No test measures time: a busy machine would make it fail.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")

# Files that take longest: they come first, so that no process is left alone with one of them at the end.
LONG = (
    "test_corrections", "test_source_faults", "test_faults", "test_lake", "test_watch", "test_people_merged",
    "test_people_imported", "test_people", "test_people_apart", "test_page_people", "test_page_clicks_browser",
    "test_page_browser", "test_forgetting_broken", "test_touching", "test_corrections_missed",
    "test_pipeline", "test_privacy", "test_second_reader", "test_rate_limits", "test_rematching", "test_clock_faults",
    "test_damage", "test_lake_refusals", "test_receiver_faults", "test_page_feeds", "test_readme", "test_contacts",
    "test_page_import", "test_page_clicks", "test_page_wrong_news", "test_workers", "test_page_names",
    "test_page_accessible_browser", "test_page_keyboard_browser", "test_calendar", "test_lake_forgetting",
    "test_undated", "test_losses", "test_json", "test_articles", "test_touch_ids", "test_registers", "test_feeds",
    "test_private_files", "test_page_kept", "test_full_disk", "test_cli", "test_clusters", "test_canary",
    "test_odd_files", "test_delivering", "test_dead_letters", "test_wheel", "test_prefect_server", "test_serving",
    "test_postgres", "test_sample_run",
)  # fmt: skip
PLACE = {name: number for number, name in enumerate(LONG)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: PLACE.get(item.path.stem, len(LONG)))


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Callnow:
    """Runs `callnow --home HOME …` in this process, as the console script does."""

    home: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: object, at_home: bool = True) -> Ran:
        from flows.cli import main

        self.capsys.readouterr()
        before = ["--home", str(self.home)] if at_home else []
        self.monkeypatch.setattr(sys, "argv", ["callnow", *before, *map(str, words)])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = self.capsys.readouterr()
        return Ran(code, printed.out, printed.err)


@pytest.fixture(scope="session", autouse=True)
def copied_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new database is a copy of an empty one in these tests: its schema takes ten times as long to make.

    Each has one thread of its own: two processes of tests share two processors, and a write takes half of the time so.
    """
    from callnow.store import connection, files, schema
    from callnow.store.sql import Connection

    empty, today = tmp_path_factory.mktemp("empty") / "callnow.duckdb", schema.migrations()
    with connection.opened(empty, 0):
        pass

    def connect(file: Path, *, read_only: bool = False) -> Connection:
        if not read_only and not file.exists() and schema.migrations() == today:
            shutil.copyfile(empty, file)
        return files.connect(file, read_only=read_only)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(files.ONLY_THE_LOG, "threads", 1)
        patch.setattr(connection, "connect", connect)
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def callnow(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callnow:
    monkeypatch.setenv("TERM", "dumb")
    return Callnow(home, monkeypatch, capsys)
