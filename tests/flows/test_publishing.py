"""What was kept and could not be published is told as kept: exit code 3, and the advice not to do it again. What a
command left unpublished because it was killed is published by the next one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from callnow.__main__ import STOPPED
from callnow.errors import THEN_AGAIN, NotPublished, StoreDamaged, StoreError
from callnow.paths import identity
from callnow.settings import Settings
from callnow.store import copies, publish, reading, writing
from callnow.store.connection import looking
from callnow.terms import Act
from flows.running import publishing as flow_publishing
from flows.running import status
from flows.running.publishing import publishing
from tests.conftest import Callnow
from tests.flows.people import import_people, rows


@pytest.mark.parametrize("error", [MemoryError, duckdb.OutOfMemoryException])
@pytest.mark.parametrize("step", ["rebuild_into", "counts_of_file"])
def test_a_copy_for_which_memory_is_short_leaves_what_was_done_kept(
    step: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever in publishing it is short; the next one has all of it."""
    settings = Settings(home=tmp_path)
    with writing(settings):
        pass
    publish(settings)

    def fails(*_args: object, **_named: object) -> None:
        raise error("bad allocation")

    with monkeypatch.context() as broken:
        broken.setattr(copies, step, fails)
        with pytest.raises(NotPublished, match="what was done is kept") as told, publishing(settings) as con:
            con.execute("INSERT INTO meta VALUES ('kept', 'yes')")
    assert told.value.exit_code == 3
    assert told.value.hint.startswith("do not do it again: close other programs")
    publish(settings)
    with reading(settings) as con:
        assert con.execute("SELECT value FROM meta WHERE key = 'kept'").fetchall() == [("yes",)]


@pytest.fixture
def broken_off(callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callnow:
    """A home in which two people were made one, by a command that was ended before it published that."""
    import_people(callnow, tmp_path)
    with monkeypatch.context() as stopped:
        stopped.setattr(copies, "publish", _stop)
        assert callnow("people", "merge", *TWO).code == STOPPED
    return callnow


TWO = ("Imke Vandersloot", "Óscar Brannigan")
LACKS = "lacks 1 write that the database knows"


def _stop(*_args: object) -> None:
    raise KeyboardInterrupt


def test_what_was_kept_and_not_published_is_shown_by_the_next_command(broken_off: Callnow, home: Path) -> None:
    """`status` says so, and publishes nothing; the next command does, whatever it is; the one after it does not."""
    before = identity(home / "news.duckdb")
    assert LACKS in " ".join(broken_off("status").out.split())
    assert identity(home / "news.duckdb") == before
    assert len(rows(broken_off, f"FROM prospects WHERE prospect IN {TWO}")) == 1
    published = identity(home / "news.duckdb")
    assert LACKS not in " ".join(broken_off("status").out.split())
    rows(broken_off, "FROM prospects")
    assert before != published == identity(home / "news.duckdb")


def test_a_command_that_refuses_publishes_what_was_kept_before(broken_off: Callnow, home: Path) -> None:
    """The same words again: they are one person already, and everybody is shown one."""
    again = broken_off("people", "merge", *TWO)
    assert (again.code, "is one person already" in again.err) == (2, True)
    with reading(Settings(home=home)) as con:
        assert con.execute(f"SELECT count(*) FROM prospects WHERE prospect IN {TWO}").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            StoreError("No space left on device", hint=f"free disk space{THEN_AGAIN}"),
            "no new one could be published: No space left on device what to do: free disk space; the next command",
        ),
        (StoreDamaged("a page is lost", hint="`callnow recover`"), "a page is lost what to do: `callnow recover`"),
    ],
)
def test_a_copy_that_cannot_be_made_is_told_and_the_old_one_read(
    error: StoreError, told: str, broken_off: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What asks answers all the same, and whoever asked has done nothing that might be done again."""

    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(copies, "publish", fail)
    asked = broken_off("people", "list", "--json")
    assert (asked.code, len(asked.out.splitlines())) == (0, 4)
    assert told in " ".join(asked.err.split())
    assert "do not do it again" not in asked.err


def test_where_nobody_may_write_nothing_is_published_or_asked_for(
    broken_off: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What asks answers from the copy as it is, and `status` says once why no run can begin."""
    for module in (flow_publishing, status):
        monkeypatch.setattr(module, "why_unwritable", lambda home: f"{home} cannot be written")
    assert broken_off("people", "list").err == ""
    told = " ".join(broken_off("status").out.split())
    assert "no run can begin" in told
    assert LACKS not in told


@pytest.mark.parametrize(
    "words",
    [
        ["config", "set", "watch.time_zone", "Europe/Berlin"],
        ["page", "keys", "add", "Dana"],
        ["employers", "set", "Quorrel Foods", "--cik", "7"],
    ],
)
def test_what_a_command_notes_besides_is_published_at_its_end(
    words: list[str], callnow: Callnow, tmp_path: Path
) -> None:
    """A changed setting stands in the history, a number at the SEC in no list: `status` has nothing to say of it."""
    import_people(callnow, tmp_path)
    assert callnow(*words).code == 0
    assert "lacks" not in callnow("status").out


@pytest.mark.parametrize(
    "words", [["config", "set", "watch.time_zone", "Europe/Berlin"], ["page", "keys", "add", "Dana"]]
)
def test_what_is_noted_besides_is_not_said_to_be_missing_where_only_the_copy_is(
    words: list[str], callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next command publishes it, or says what hinders it; the history has it."""
    import_people(callnow, tmp_path)
    with monkeypatch.context() as full:
        full.setattr(copies, "publish", _no_room)
        done = callnow(*words)
    assert (done.code, "missing from the history" in done.err) == (0, False)
    with looking(callnow.home / "callnow.duckdb", callnow.home / "news.duckdb") as con:
        assert len(con.execute("FROM activity WHERE act IN ($1, $2)", [Act.SET, Act.KEY_ADDED]).fetchall()) == 1


def _no_room(*_args: object) -> None:
    raise StoreError("No space left on device", hint=f"free disk space{THEN_AGAIN}")
