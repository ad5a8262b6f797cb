"""Power loss, full disks, flipped bits: never silently wrong, and brought back with a word on what is missing."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from damaged_home import LOGGED, NEW, OLD, commit, expected, flip, in_a_process, items, kept, mend

from callnow.errors import StoreBusy, StoreDamaged, StoreError, StoreForeign
from callnow.store import connection, lock, only_run
from callnow.store import recover as recovering
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.files import log_of
from callnow.store.rows import fetch

HEADERS = 3 * 4096  # bytes


def test_a_kill_loses_nothing_that_was_committed(database: Path) -> None:
    """What lies in the log of a killed process is there at the next opening."""
    assert kept(database) == expected(OLD, NEW, *LOGGED)
    assert "nothing to repair" in mend(database)


@pytest.mark.integration
def test_a_kill_while_writing_keeps_every_transaction_whole(tmp_path: Path) -> None:
    """Killed at any moment: what was acknowledged is there, and nothing is there by half."""
    database, dice = tmp_path / "callnow.duckdb", random.Random(1)
    for _ in range(3):
        process = in_a_process("commit_for_ever", database)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(dice.uniform(0, 0.4))
        process.kill()
        done = [int(line) for line in (first, *process.stdout)]
        process.wait()
        numbers = {one.rpartition("-")[0] for one, _ in kept(database)}
        assert {f"turn{n}" for n in range(done[-1] + 1)} <= numbers
        assert kept(database) == expected(*(items(number, 20, 1) for number in numbers))


@pytest.mark.integration
@pytest.mark.parametrize(("zeros", "survive"), [(1, 2), (300, 2), (60_000, 1), (10**9, 0)])
def test_a_log_whose_tail_was_zeroed_is_refused_and_mended(zeros: int, survive: int, database: Path) -> None:
    """After a power loss nothing is passed over in silence; recover keeps every transaction before the damage."""
    log = log_of(database)
    whole = log.read_bytes()
    log.write_bytes(whole[:-zeros] + bytes(min(zeros, len(whole))))
    with pytest.raises(StoreDamaged, match="callnow recover"), writing(database):
        pass
    told = mend(database)
    assert kept(database) == expected(OLD, NEW, *LOGGED[:survive])
    assert "Missing: what was read, logged or judged after 2026-03-02 1" in told
    assert f"({3 - survive} write" in told
    aside = {file.name.partition(".damaged-")[0] for file in database.parent.glob("*.damaged-*")}
    assert aside == {database.name, log.name}
    assert "nothing to repair" in mend(database)


@pytest.mark.integration
@pytest.mark.parametrize("flips", [3, pytest.param(16, marks=pytest.mark.slow)])
@pytest.mark.parametrize("place", ["headers", "data", "log"])
def test_a_flipped_bit_is_never_silently_wrong(place: str, flips: int, pattern: Path, tmp_path: Path) -> None:
    """Wherever it is: everything is as it was, or it is refused and recover brings good values back, never others."""
    dice = random.Random(place)
    mended = 0
    for turn in range(flips):
        home = tmp_path / str(turn)
        shutil.copytree(pattern, home)
        database = home / "callnow.duckdb"
        if place == "log":
            all_of_it, file = expected(OLD, NEW, *LOGGED), log_of(database)
        else:
            log_of(database).unlink()
            all_of_it, file = expected(OLD, NEW), database
        first, last = {"headers": (0, HEADERS), "data": (HEADERS, None), "log": (0, None)}[place]
        flip(file, dice.randrange(first, last or file.stat().st_size), dice.randrange(8))
        told = mend(database)
        now = kept(database)
        if "nothing to repair" in told:
            assert now == all_of_it
        else:
            mended += 1
            assert expected(OLD) <= now <= all_of_it
            assert "Missing:" in told
        commit(database, items("later", 5, 4))
        shutil.rmtree(home)
    assert mended >= 2


def test_damage_never_reaches_the_published_copy(database: Path) -> None:
    """Publishing reads every value: from a damaged database it is refused, and the last good copy stays."""
    published = database.with_name("news.duckdb")
    kept(database)  # folds the log into the file
    body = bytearray(database.read_bytes())
    for place in range(HEADERS + 4096, len(body), 65536):
        body[place] ^= 1
    database.write_bytes(body)
    with pytest.raises(StoreDamaged, match="callnow recover"):
        publish(database, published)
    with reading(published) as con:
        assert fetch(con, "SELECT count(hash(a)) AS n FROM announcement a") == [{"n": len(OLD)}]
    told = mend(database)
    assert kept(database) == expected(OLD)
    assert "the copy published after the run that ended 2026-03-02 09:00 UTC, with 300 announcements" in told


def test_a_damaged_copy_is_told_to_whoever_asks(database: Path) -> None:
    """Reading damaged pages of the published copy is an error in words, and the next run writes it anew."""
    published = database.with_name("news.duckdb")
    body = bytearray(published.read_bytes())
    for place in range(HEADERS + 4096, len(body), 65536):
        body[place] ^= 1
    published.write_bytes(body)
    with pytest.raises(StoreForeign, match="callnow run"), reading(published) as con:
        fetch(con, "SELECT count(hash(a)) FROM announcement a")
    publish(database, published)
    with reading(published) as con:
        assert fetch(con, "SELECT count(*) AS n FROM announcement") == [{"n": 550}]


@contextmanager
def limited(folder: Path) -> Iterator[Path]:
    """A home in which no file grows beyond 3 MB, as where a quota ends."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, hard))
    try:
        yield folder / "home"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A home on a disk of 10 MB of its own."""
    place = folder / "disk"
    place.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", place], capture_output=True, check=False)
    if mount.returncode:
        pytest.skip("this user may not mount a disk of 10 MB to fill it")
    try:
        yield place / "home"
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.integration
@pytest.mark.parametrize("disk", [limited, pytest.param(small_disk, marks=pytest.mark.slow)])
def test_a_full_disk_loses_nothing_and_says_what_to_do(disk: object, tmp_path: Path) -> None:
    """In the log or at a checkpoint: an error in words, all that was acknowledged is kept, once, and the copy stays."""
    assert callable(disk)
    refused: list[StoreError] = []
    with disk(tmp_path) as home:
        database, published = home / "callnow.duckdb", home / "news.duckdb"
        commit(database, OLD)
        publish(database, published)
        done = [OLD]
        for number in range(200):
            made = items(f"turn{number}", 150, 1)
            try:
                commit(database, made)
                done.append(made)
            except StoreError as error:
                refused.append(error)
                if len(refused) == 3:
                    break
        assert [(type(error), error.hint) for error in refused] == [(StoreError, "free disk space, then run again")] * 3
        with pytest.raises(StoreError, match="free disk space"):
            publish(database, published)
        with reading(published) as con:
            assert fetch(con, "SELECT count(*) AS n FROM announcement") == [{"n": len(OLD)}]
        assert {file.name for file in home.iterdir()} <= {
            "callnow.duckdb",
            "callnow.duckdb.wal",
            "callnow.duckdb.writes",
            "news.duckdb",
            "publish.lock",
        }
        with pytest.raises(StoreError, match="free disk space"):
            mend(database)
        shutil.copytree(home, tmp_path / "roomy")
    database = tmp_path / "roomy" / "callnow.duckdb"
    assert kept(database) == expected(*done)
    commit(database, items("turn0", 150, 1))  # by key: once more does no harm
    commit(database, NEW)
    assert kept(database) == expected(*done, NEW)
    assert "nothing to repair" in mend(database)


def test_halves_of_copies_whose_writers_were_killed_go_away(database: Path) -> None:
    """A copy that was being written when its process died holds personal data and is removed by the next."""
    dead, alive = database.with_name("news.999999999.new"), database.with_name(f"news.{os.getppid()}.new")
    dead.write_bytes(b"half")
    alive.write_bytes(b"being written")
    publish(database, database.with_name("news.duckdb"))
    assert (dead.exists(), alive.exists()) == (False, True)


class TestRecoverRefuses:
    """What recover leaves alone."""

    def test_while_a_run_is_under_way(self, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A run between two of its transactions must not find another file."""
        monkeypatch.setattr(lock, "ENDS_SOON", 0)
        with only_run(database.parent, "a run"), pytest.raises(StoreBusy, match="a run"):
            mend(database)

    def test_what_is_another_programs(self, tmp_path: Path) -> None:
        """A sound database of another program, or of a newer callnow, is not replaced by an older copy."""
        database = tmp_path / "callnow.duckdb"
        with duckdb.connect(str(database)) as con:
            con.execute("CREATE TABLE theirs (n INTEGER)")
        before = database.read_bytes()
        with pytest.raises(StoreForeign, match="another program"):
            mend(database)
        assert database.read_bytes() == before

    def test_a_copy_of_a_newer_callnow(self, database: Path) -> None:
        """Put in place of a database that is gone it could not be opened; it says what could, and nothing is made."""
        for file in (database, log_of(database)):
            file.unlink()
        published = database.with_name("news.duckdb")
        with duckdb.connect(str(published)) as con:
            con.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
        with pytest.raises(StoreForeign, match="update callnow"):
            mend(database)
        assert not database.exists()

    def test_where_nothing_good_is_left(self, tmp_path: Path) -> None:
        """Damage without a copy is said, with what to do; the file stays where it is."""
        database = tmp_path / "callnow.duckdb"
        database.write_bytes(b"no database" * 1000)
        with pytest.raises(StoreError, match="backup"):
            mend(database)
        assert database.exists()

    def test_a_database_that_is_gone_comes_back_from_the_copy(self, database: Path) -> None:
        """A deleted file is damage, too."""
        database.unlink()
        log_of(database).unlink()
        assert "it is not there" in mend(database)
        assert kept(database) == expected(OLD)


def test_a_file_that_may_not_be_written_is_not_damaged(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not open the database is told which right is missing; `recover` leaves the file where it is."""

    def refused(file: Path, **_: bool) -> None:
        raise duckdb.IOException(f'IO Error: Cannot open file "{file}": Permission denied')

    monkeypatch.setattr(connection, "connect", refused)
    before = sorted(database.parent.iterdir())
    for asked in (lambda: mend(database), lambda: connection.writing(database).__enter__()):
        with pytest.raises(StoreError, match=r"Permission denied — .*chmod") as told:
            asked()
        assert not isinstance(told.value, StoreForeign)
    assert {file.name for file in database.parent.iterdir()} - {file.name for file in before} <= {"run.lock"}


INTERRUPTED = RuntimeError("Query interrupted")  # what DuckDB makes of Ctrl-C
INTERRUPTED.__cause__ = KeyboardInterrupt()


@pytest.mark.parametrize(
    ("error", "raised", "words"),
    [
        (MemoryError("bad allocation"), StoreError, r"no more memory — close other programs"),
        (duckdb.OutOfMemoryException("bad allocation"), StoreError, r"no more memory — close other programs"),
        (INTERRUPTED, KeyboardInterrupt, "^$"),
    ],
)
@pytest.mark.parametrize("step", ["_read_through", "rebuild_into"])
def test_memory_that_is_short_and_ctrl_c_are_no_damage(
    step: str,
    error: Exception,
    raised: type[BaseException],
    words: str,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`recover` leaves a database where it is that it could not read or copy for want of memory, or time."""

    def fails(*_args: object) -> None:
        raise error

    if step == "rebuild_into":  # asked only where the file is gone
        database.unlink()
        log_of(database).unlink(missing_ok=True)
    before = {file.name for file in database.parent.iterdir() if file.suffix == ".duckdb"}
    with monkeypatch.context() as broken:
        broken.setattr(recovering, step, fails)
        with pytest.raises(raised, match=words) as told:
            mend(database)
    assert not isinstance(told.value, StoreDamaged)
    assert {file.name for file in database.parent.iterdir() if file.suffix == ".duckdb"} == before
    mend(database)
    assert expected(OLD) <= kept(database)
