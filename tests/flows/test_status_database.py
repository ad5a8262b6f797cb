"""`callnow status` of a database that is held, damaged or gone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from callnow.store import only_run
from callnow.store.connection import writing
from callnow.store.lock import running
from callnow.store.runs import start_run
from tests.conftest import Callnow
from tests.flows.healthy_home import AT, COUNTS, NOW, asked


@pytest.mark.integration
def test_it_is_answered_while_another_process_writes(database: Path, home: Path, callnow: Callnow) -> None:
    """The database is held: the published copy tells, nobody waits, and the run under way is named."""
    with only_run(home, "a run"), writing(database) as con:
        start_run(con, "r2", "watch", NOW)
        code = "import sys; from flows.cli import main; sys.argv[0] = 'callnow'; main()"
        words = [sys.executable, "-c", code, "--home", str(home), *AT, "status", "--json"]
        ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    found = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert found["running"].startswith("a run (process ")
    assert found["last_run"]["counts"] == COUNTS
    assert running(home) == ""


def test_the_first_run_of_a_home_is_no_damage(home: Path, callnow: Callnow) -> None:
    """The database is held and nothing was published yet: told as a run under way."""
    with only_run(home, "a run"), writing(home / "callnow.duckdb"):
        code = "import sys; from flows.cli import main; sys.argv[0] = 'callnow'; main()"
        words = [sys.executable, "-c", code, "--home", str(home), *AT, "status", "--json"]
        ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    found = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr, found["database_damage"]) == (0, "", None)
    assert found["running"].startswith("a run (process ")


def test_a_damaged_database_is_told_with_what_to_do(database: Path, callnow: Callnow) -> None:
    """One sentence and exit code 3; the file stays as it is."""
    database.write_bytes(b"not a database\n" * 300)
    code, found = asked(callnow)
    assert code == 3
    (one,) = found["attention"]
    assert one["what"].startswith("callnow.duckdb: cannot be opened as a database")
    assert "callnow recover" in one["what_to_do"]
    assert database.read_bytes().startswith(b"not a database")


def test_a_database_that_is_gone_is_told_with_what_to_do(database: Path, callnow: Callnow) -> None:
    """It is said to be gone, not to be none yet; and where no copy is left either, that a backup is needed."""
    database.unlink()
    ran = callnow("status")
    assert ran.code == 3
    assert "callnow.duckdb: is gone, but news.duckdb and callnow.duckdb.writes are there" in ran.out
    assert "`callnow recover` brings the copy back" in ran.out
    assert "not there" in ran.out
    assert "none yet" not in ran.out
    database.with_name("news.duckdb").unlink()
    ran = callnow("status")
    assert (ran.code, "callnow.duckdb: is gone, but callnow.duckdb.writes is there" in ran.out) == (3, True)
    assert "put callnow.duckdb back from a backup" in ran.out
    assert "callnow recover" not in ran.out
