"""A recovery that is killed loses nothing: the next one ends with the same database and tells the same."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged_home import LOGGED, NEW, NOW, OLD, expected, kept

from callnow.errors import StoreDamaged
from callnow.store import only_run
from callnow.store import recover as recovering
from callnow.store.connection import looking, writing
from callnow.store.copies import publish, rewrite
from callnow.store.exchange import put_aside_before
from callnow.store.files import counter_of, log_of
from callnow.store.lock import A_RECOVERY
from callnow.store.recover import recover
from callnow.store.recovered import Recovered
from tests.killing import finish, start
from tests.steps import count_steps

TAIL = 300  # bytes of the last of three transactions in the log


def copy_of(database: Path) -> Path:
    return database.with_name("news.duckdb")


def zero_the_tail(database: Path) -> None:
    log = log_of(database)
    log.write_bytes(log.read_bytes()[:-TAIL] + bytes(TAIL))


def spoil_the_pages(database: Path) -> None:
    body = bytearray(database.read_bytes())
    for place in range(4 * 4096, len(body), 65536):
        body[place] ^= 1
    database.write_bytes(body)


def lose_the_counter_too(database: Path) -> None:
    zero_the_tail(database)
    counter_of(database).unlink()


def lose_the_file(database: Path) -> None:
    database.unlink()


def put_a_folder_there(database: Path) -> None:
    database.unlink()
    database.mkdir()


def lead_elsewhere(database: Path) -> None:
    zero_the_tail(database)
    elsewhere = database.parent / "elsewhere"
    elsewhere.mkdir()
    shutil.move(database, elsewhere / database.name)
    database.symlink_to(Path(elsewhere.name) / database.name)


def dying_recovery(database: Path, step: int, steps: Path, told: Path) -> None:
    """A recovery that is killed at a step, by its number (0: never); what it told is in the file `told`."""
    count_steps(step, steps, files=True)
    recover(database, copy_of(database), NOW, lambda done: note_told(told, done))


def note_told(file: Path, done: Recovered) -> None:
    file.write_text(f"{done.lost} {done.origin}")


def same(one: Recovered) -> object:
    """What has to be the same: the people, and what is missing."""
    return one.lost, dict(one.rows), one.origin


@pytest.mark.integration
@pytest.mark.parametrize(
    "damage",
    [
        zero_the_tail,
        pytest.param(spoil_the_pages, marks=pytest.mark.slow),
        pytest.param(lose_the_counter_too, marks=pytest.mark.slow),
        pytest.param(lose_the_file, marks=pytest.mark.slow),
        pytest.param(put_a_folder_there, marks=pytest.mark.slow),
        pytest.param(lead_elsewhere, marks=pytest.mark.slow),
    ],
)
def test_killed_at_each_step(damage: Callable[[Path], None], database: Path, tmp_path: Path) -> None:
    """Before the exchange, in it, after it: what the next one leaves and tells is what an unbroken one does."""
    damage(database)
    pattern, steps, told = database.parent, tmp_path / "steps", tmp_path / "told"

    def home(name: str) -> Path:
        shutil.copytree(pattern, tmp_path / name, symlinks=True)
        return tmp_path / name / database.name

    first = home("unbroken")
    unbroken = recover(first, copy_of(first), NOW)
    survived = kept(first)
    aside = {name: read(first.with_name(name)) for name in unbroken.moved_aside}
    other = home("counted")
    assert finish(start(dying_recovery, other, 0, steps, told)) == 0
    names = steps.read_text().splitlines()
    for number, name in enumerate(names, 1):
        if "copying" in name or name.endswith((".duckdb", ".taken")):
            continue  # within the folder of its own
        told.unlink(missing_ok=True)
        broken = home(f"broken{number}")
        assert finish(start(dying_recovery, broken, number, steps, told)) == -signal.SIGKILL
        was_told, again = told.exists(), recover(broken, copy_of(broken), NOW)
        assert same(again) == same(unbroken) or (was_told and not again.damage), name
        if again.damage and damage is not put_a_folder_there:  # one that was moved is not told again
            assert again.moved_aside == unbroken.moved_aside, name
        assert kept(broken) == survived, name
        assert broken.is_symlink() == (damage is lead_elsewhere), name
        assert {one.name: read(one) for one in broken.parent.glob("*.damaged-*")} == aside, name
        assert not [*broken.parent.glob("recovering-*"), *broken.parent.glob("*.new")], name
        publish(broken, copy_of(broken))
        shutil.rmtree(broken.parent)


def read(file: Path) -> bytes:
    return b"" if file.is_dir() else file.read_bytes()


def broken_off(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the database as a recovery does that is killed when the good one has just taken its place."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(recovering, "_begin_counter_at", killed)
        with pytest.raises(Killed):
            recover(database, copy_of(database), NOW)
    assert put_aside_before(database)


def test_nobody_opens_what_is_being_exchanged(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks or writes is told of the recovery that was broken off; the next one does the whole of it again."""
    zero_the_tail(database)
    broken_off(database, monkeypatch)
    for ask in (writing(database), looking(database, copy_of(database))):
        with pytest.raises(StoreDamaged, match=r"a recovery of it was broken off — .*callnow recover"), ask:
            pass
    again = recover(database, copy_of(database), NOW)
    assert sum((again.lost or {}).values()) == 1
    assert kept(database) == expected(OLD, NEW, *LOGGED[:2])
    assert set(again.moved_aside) == {one.name for one in database.parent.glob("*.damaged-*")}
    assert "nothing to repair" in str(recover(database, copy_of(database), NOW))


def test_what_was_put_aside_may_be_taken_away(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the database that stands in its place is what is left."""
    zero_the_tail(database)
    broken_off(database, monkeypatch)
    for file in database.parent.glob("*.damaged-*"):
        file.unlink()
    recover(database, copy_of(database), NOW)
    assert kept(database) == expected(OLD, NEW, *LOGGED[:2])


def test_nothing_that_was_put_aside_is_overwritten(database: Path) -> None:
    """Two recoveries of one second, as with --at, leave the files of both."""
    zero_the_tail(database)
    first = recover(database, copy_of(database), NOW)
    spoil_the_pages(database)
    second = recover(database, copy_of(database), NOW)
    names = {*first.moved_aside, *second.moved_aside}
    assert len(names) == 3
    assert names == {one.name for one in database.parent.glob("*.damaged-*")}


@pytest.fixture
def left(database: Path) -> Path:
    """The folder of a recovery that was killed: it holds copies of the database."""
    folder = database.parent / f"recovering-{os.getppid()}-ab3_x9kq"
    folder.mkdir()
    shutil.copyfile(copy_of(database), folder / "cut.duckdb")
    return folder


@pytest.mark.parametrize("write", [lambda d: publish(d, copy_of(d)), rewrite, lambda d: recover(d, copy_of(d), NOW)])
def test_the_folder_of_a_killed_recovery_goes(write: Callable[[Path], object], left: Path, database: Path) -> None:
    """With the next copy that is written, also where another process has its number by now. A user's folder stays."""
    own = database.parent / "recovering-passwords"
    own.mkdir()
    write(database)
    assert (left.exists(), own.exists()) == (False, True)


def test_the_folder_of_a_recovery_at_work_stays(left: Path, database: Path) -> None:
    with only_run(database.parent, A_RECOVERY):
        publish(database, copy_of(database))
    assert left.exists()
