"""What was kept and could not be published is told as kept: exit code 3, and the advice not to do it again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from callnow.errors import NotPublished
from callnow.settings import Settings
from callnow.store import copies, publish, reading, writing
from flows.running.publishing import publishing


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
