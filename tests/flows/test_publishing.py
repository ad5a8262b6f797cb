"""What was kept and could not be published is told as kept: exit code 3, and the advice not to do it again. What a
command left unpublished because it was killed is published by the next one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from callnow.__main__ import STOPPED
from callnow.errors import NotPublished, StoreError
from callnow.paths import identity
from callnow.settings import Settings
from callnow.store import copies, publish, reading, writing
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


def test_a_copy_that_cannot_be_made_is_told_and_the_old_one_read(
    broken_off: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What asks answers all the same."""

    def no_room(*_args: object) -> None:
        raise StoreError("No space left on device", hint="free disk space, then do it again")

    monkeypatch.setattr(copies, "publish", no_room)
    asked = broken_off("people", "list", "--json")
    assert (asked.code, len(asked.out.splitlines())) == (0, 4)
    assert "only the copy news.duckdb could not be published" in asked.err


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
