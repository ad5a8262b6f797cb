"""A home whose log a kill left behind, for tests that damage it; run as a script, the process that is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from callnow.model import Announcement
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.files import log_of
from callnow.store.recover import recover
from callnow.store.rows import add, fetch
from callnow.store.runs import end_run, start_run

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
IN_LOG = ("log0", "log1", "log2")  # transactions that a killed process left in the log


def items(kind: str, count: int, hour: int) -> list[Announcement]:
    """Announcements read at that hour; their words are drawn by lot, so that nothing compresses them away."""
    dice, read = random.Random(kind), NOW + timedelta(hours=hour)
    return [
        Announcement(
            f"{kind}-{n}", "wire", f"title {n}", dice.randbytes(500).hex(), "u", read, read, guid=f"{kind} {n}"
        )
        for n in range(count)
    ]


def commit(database: Path, made: list[Announcement]) -> None:
    with writing(database) as con:
        add(con, "announcement", made)


def kept(database: Path) -> set[tuple[str, str]]:
    """Ids and words of every announcement."""
    with writing(database) as con:
        return {(row["id"], row["text"]) for row in fetch(con, "SELECT id, text FROM announcement")}


def expected(*parts: list[Announcement]) -> set[tuple[str, str]]:
    return {(one.id, one.text) for part in parts for one in part}


def flip(file: Path, place: int, bit: int) -> None:
    """Turns one bit of a file round."""
    body = bytearray(file.read_bytes())
    body[place] ^= 1 << bit
    file.write_bytes(body)


OLD, NEW = items("old", 300, 0), items("new", 100, 2)
LOGGED = [items(kind, 50, 3) for kind in IN_LOG]


def leave_a_log(database: Path) -> None:
    """Commits into the log and dies before it is folded into the file."""
    for made in LOGGED:
        with writing(database) as con:
            add(con, "announcement", made)
            con.execute("PRAGMA disable_checkpoint_on_shutdown")
    os.kill(os.getpid(), signal.SIGKILL)


def commit_for_ever(database: Path) -> None:
    """Says the number of each transaction once it is committed, until somebody ends it."""
    for number in range(10**6):
        commit(database, items(f"turn{number}", 20, 1))
        print(number, flush=True)


def in_a_process(task: str, database: Path) -> subprocess.Popen[str]:
    """One of the two above, in a process that may be killed."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, str(Path(__file__).resolve()), task, str(database)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}
    )


def make_pattern(home: Path) -> None:
    """A home whose copy knows OLD, whose database NEW besides, and whose log LOGGED besides."""
    database = home / "callnow.duckdb"
    with writing(database) as con:
        add(con, "announcement", OLD)
        start_run(con, "r", "watch", NOW)
        end_run(con, "r", NOW, {})
    publish(database, home / "news.duckdb")
    commit(database, NEW)
    process = in_a_process("leave_a_log", database)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert log_of(database).stat().st_size > 100_000


def mend(database: Path) -> str:
    """What `callnow recover` says."""
    return str(recover(database, database.with_name("news.duckdb"), NOW))


if __name__ == "__main__":
    {"leave_a_log": leave_a_log, "commit_for_ever": commit_for_ever}[sys.argv[1]](Path(sys.argv[2]))
