"""Who has the database open holds it: no other process opens it meanwhile, and of many that write none loses anything.

By fcntl(2) a process that opens the file a second time and closes it has lost the lock that DuckDB took for it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
import pytest

from callnow.settings import Settings
from callnow.store import connection, copies, fold_long_log, held_open, publish, reading, writing
from callnow.store.connection import LONG_LOG
from callnow.store.files import connect, log_of, log_size
from callnow.store.rows import fetch
from flows.running.rehearsing import rehearsal
from tests.killing import finish, start

WRITERS = 3


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a home with a published copy and a write that stands in the log alone."""
    settings = Settings(home=tmp_path / "home")
    write(settings, "published")
    publish(settings)
    write(settings, "in the log")
    assert log_of(settings.database).exists()
    return settings


def write(settings: Settings, name: str, value: str = "x") -> None:
    with writing(settings, checkpoint=False) as con:
        con.execute("INSERT INTO meta VALUES ($1, $2)", [name, value])


def open_it(database: Path) -> None:
    try:
        connect(database).close()
    except duckdb.IOException:
        sys.exit(1)


def is_held(settings: Settings) -> bool:
    """Whether another process is refused."""
    return finish(start(open_it, settings.database)) == 1


def test_a_log_that_grew_long_is_folded(settings: Settings) -> None:
    """Each opening reads the log anew: where it grew with every write, the last of many would take seconds."""
    write(settings, "one")
    fold_long_log(settings)
    assert 0 < log_size(settings.database) < LONG_LOG
    write(settings, "many", "x" * LONG_LOG)
    assert log_size(settings.database) >= LONG_LOG
    fold_long_log(settings)
    assert log_size(settings.database) == 0
    with writing(settings) as con:
        assert len(fetch(con, "FROM meta WHERE key IN ('many', 'one', 'in the log')")) == 3


def test_a_log_that_cannot_be_folded_stays(settings: Settings) -> None:
    """What was written is kept, and whoever wrote it is not told of a failure."""
    write(settings, "many", "x" * LONG_LOG)
    with writing(settings, checkpoint=False):
        assert finish(start(connection.fold_long_log, settings.database, 0)) == 0
    assert log_size(settings.database) >= LONG_LOG


def test_a_log_is_folded_without_compressing(settings: Settings) -> None:
    """Whoever clicks may wait for it; the transactions of a run may take longer, and compress."""
    long = "INSERT INTO meta SELECT $1 || n, repeat('what was clicked ', 20) || n FROM range(1500) t(n)"
    for checkpoint, compressed in ((True, True), (False, False)):
        with writing(settings, checkpoint=checkpoint) as con:
            con.execute(long, [f"{checkpoint} "])
        fold_long_log(settings)
        assert log_size(settings.database) == 0
        with writing(settings, checkpoint=False) as con:
            kinds = fetch(con, "SELECT compression FROM pragma_storage_info('meta') WHERE segment_type = 'VARCHAR'")
        assert any(kind["compression"] != "Uncompressed" for kind in kinds) == compressed, kinds


def test_publishing_folds_the_log_and_leaves_what_comes_meanwhile(settings: Settings) -> None:
    """A log that others made between the two is left to them: folding it would hold the database for longer."""
    publish(settings)
    assert log_size(settings.database) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "fold_long_log", lambda *given, **named: write(settings, "meanwhile"))
        publish(settings)
    assert 0 < log_size(settings.database) < LONG_LOG
    with reading(settings) as con:
        assert fetch(con, "FROM meta WHERE key = 'meanwhile'")


@pytest.mark.integration
def test_while_it_is_opened_a_second_time(settings: Settings) -> None:
    """As the page does for the answer to a click, which it reads from the database that it has written to."""
    with writing(settings) as con, held_open(settings):
        con.execute("INSERT INTO meta VALUES ('clicked', 'x')")
        with writing(settings) as again:
            assert fetch(again, "SELECT value FROM meta WHERE key = 'in the log'")
        assert is_held(settings)
    assert not is_held(settings)


def rehearse(settings: Settings) -> None:
    with rehearsal(settings, True) as copy, writing(copy) as con:
        assert fetch(con, "SELECT value FROM meta WHERE key = 'in the log'")


@pytest.mark.parametrize("step", [publish, rehearse], ids=lambda step: step.__name__)
def test_while_it_is_copied(
    step: Callable[[Settings], None], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody may write before all of its bytes are copied, those of its log too."""
    held: list[bool] = []

    def copy(*given: Any) -> None:
        copied(*given)
        held.append(is_held(settings))

    copied = shutil.copyfileobj
    monkeypatch.setattr(shutil, "copyfileobj", copy)
    monkeypatch.setattr(copies, "fold_long_log", lambda *given, **named: None)  # the log is another's, made meanwhile
    step(settings)
    assert held == [True, True], "file and log"
    assert not is_held(settings)


def click_often(settings: Settings, writer: int, rounds: int) -> None:
    """Writes and publishes as a page does: two short writes while the database stays open."""
    for n in range(rounds):
        with ExitStack() as session:
            with writing(settings, checkpoint=False) as con:
                session.enter_context(held_open(settings))
                con.execute("INSERT INTO meta VALUES ($1, $2)", [f"{writer} {n} first", "x" * 5000])
            with writing(settings, checkpoint=False) as con:
                con.execute("INSERT INTO meta VALUES ($1, $2)", [f"{writer} {n} second", "x" * 5000])
        publish(settings)


@pytest.mark.integration
@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_many_that_write_at_once_lose_nothing(rounds: int, settings: Settings) -> None:
    """Each write is there, and none of them hears of a loss."""
    writers = [start(click_often, settings, n, rounds) for n in range(WRITERS)]
    assert [finish(writer) for writer in writers] == [0] * WRITERS
    with writing(settings) as con:
        assert len(fetch(con, "FROM meta WHERE key LIKE '% first' OR key LIKE '% second'")) == 2 * rounds * WRITERS
