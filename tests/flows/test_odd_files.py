"""Words, not tracebacks: whatever is in place of a file of the home, each command says what, where and what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import uvicorn

from callnow.settings import load_settings
from flows.people.importing import ListReading, import_files
from tests.conftest import Callnow

TOLD = '[channels.file]\nkind = "jsonl"\npath = "told.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
PEOPLE = "name,title,employer,phone\nMara Lindqvist,IT Director,Quorrel Systems,+1 512 555 0134\n"


def folder(file: Path) -> None:
    file.mkdir()
    (file / "inside").write_text("kept")


def empty(file: Path) -> None:
    file.touch()


def text(file: Path) -> None:
    file.write_text("this is not a file that callnow wrote\n" * 400)


def not_utf8(file: Path) -> None:
    file.write_bytes(b"# R\xe9sum\xe9\n" * 400)


def noise(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 300)


def sqlite(file: Path) -> None:
    con = sqlite3.connect(file)
    con.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    con.commit()
    con.close()


def another_programs(file: Path) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE TABLE invoices (n INTEGER)")


def another_shape(file: Path) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE TABLE meta (number INTEGER, name VARCHAR[])")


def another_shape_of_numbers(file: Path) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        con.execute("INSERT INTO meta VALUES ('application', 'callnow'), ('schema', 'new')")


def no_tables(file: Path) -> None:
    duckdb.connect(str(file)).close()


def pipe(file: Path) -> None:
    os.mkfifo(file)


def link_to_nowhere(file: Path) -> None:
    file.symlink_to(file.with_name("nowhere") / "at all")


def link_to_itself(file: Path) -> None:
    file.symlink_to(file)


ODD: list[Callable[[Path], None]] = [
    folder, empty, text, not_utf8, noise, sqlite, another_programs, another_shape, another_shape_of_numbers, no_tables,
    pipe, link_to_nowhere, link_to_itself,
]  # fmt: skip
FILES = [
    "callnow.toml", "callnow.duckdb", "callnow.duckdb.wal", "callnow.duckdb.writes", "news.duckdb", "run.lock",
    "serve.lock", "publish.lock", "index", "prefect", "page.token", "forgetting.json",
]  # fmt: skip
COMMANDS: dict[str, list[str]] = {
    "run": ["run"],
    "rehearse": ["run", "--dry-run"],
    "status": ["status"],
    "calls": ["calls"],
    "query": ["query", "FROM call_now"],
    "log": ["log", "Mara Lindqvist", "--called", "--outcome", "curious"],
    "feeds": ["feeds"],
    "outbox": ["outbox"],
    "rematch": ["rematch"],
    "follow-ups": ["follow-ups"],
    "today": ["today"],
    "config": ["config", "check"],
    "export": ["export", "Mara Lindqvist"],
    "recover": ["recover"],
    "forget": ["forget", "Mara Lindqvist", "--yes"],
    "page": ["page", "--port", "0"],
}
KEPT = ("callnow.toml", "callnow.duckdb", "callnow.duckdb.writes", "page.token", "forgetting.json")
WRITERS = ("run", "log", "rematch", "follow-ups", "recover", "page", "forget")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one prospect, its published copy, and a channel that writes a file."""
    place = tmp_path_factory.mktemp("pattern")
    (place / "people.csv").write_text(PEOPLE)
    import_files(load_settings(place / "home"), [place / "people.csv"], ListReading(), datetime(2026, 3, 2, tzinfo=UTC))
    (place / "home" / "callnow.toml").write_text(TOLD)
    return place / "home"


def put(odd: Callable[[Path], None], pattern: Path, home: Path, name: str) -> Path:
    """A copy of the home with something odd in place of that file."""
    shutil.copytree(pattern, home, symlinks=True)
    file = home / name
    file.unlink(missing_ok=True)
    odd(file)
    return file


def contents(file: Path) -> object:
    """What a file holds, where a link leads, what lies in a folder."""
    if file.is_symlink():
        return file.readlink()
    return file.read_bytes() if file.is_file() else sorted(one.name for one in file.glob("*"))


UNFINISHED = "The forgetting is not finished; what is left to do is noted in the home.\n"


def says_it_in_words(callnow: Callnow, words: list[str], file: Path) -> int:
    """Runs a command; whatever is wrong is said with its place and what to do. Returns the exit code."""
    ran = callnow(*words)
    assert "Traceback" not in ran.out + ran.err
    if words[0] == "status" or words[0] == "config":
        assert ran.code in (0, 2, 3)
    elif ran.code:
        kept = "do not do it again" in ran.err  # all is done but for the copy
        assert ran.code in ((3,) if kept else (1, 2))
        assert ran.err.removeprefix(UNFINISHED).startswith("error: ")
        assert "what to do:" in ran.err
        assert str(file.parent) in ran.err
        assert "xtension" not in ran.err  # nothing of DuckDB's is to be downloaded
    return ran.code


@pytest.fixture(autouse=True)
def no_serving(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page would serve until it is stopped."""
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)


def try_it(command: str, name: str, odd: Callable[[Path], None], pattern: Path, home: Path, callnow: Callnow) -> None:
    file = put(odd, pattern, home, name)
    before = contents(file)
    says_it_in_words(callnow, COMMANDS[command], file)
    # the others are made anew, as is a key that was begun and not written; DuckDB removes what is not a log
    if name in KEPT and (before or name != "page.token"):
        assert before in [contents(found) for found in home.glob(f"{name}*")]  # there, or put aside by recover


OFTEN = (folder, not_utf8, sqlite, another_shape, pipe)


@pytest.mark.parametrize(
    ("command", "name", "odd"),
    [
        *(("calls", name, odd) for name in FILES[:5] for odd in OFTEN),
        *(("log", name, odd) for name in FILES[:5] for odd in (folder, another_shape)),
        *(("recover", "run.lock", odd) for odd in (folder, pipe)),
        *(("log", "publish.lock", odd) for odd in (folder, pipe)),
        *(("page", "page.token", odd) for odd in (folder, not_utf8)),
        *((command, "forgetting.json", odd) for command in ("calls", "status", "forget") for odd in (folder, not_utf8)),
    ],
)
def test_something_odd(
    command: str, name: str, odd: Callable[[Path], None], pattern: Path, home: Path, callnow: Callnow
) -> None:
    """A question and a write over what is most often in place of a file: words, and what was put there stays."""
    try_it(command, name, odd, pattern, home, callnow)


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.__name__)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", COMMANDS)
def test_anything_odd(
    command: str, name: str, odd: Callable[[Path], None], pattern: Path, home: Path, callnow: Callnow
) -> None:
    """Every command over anything in place of each file: words and an exit code; what was put there stays."""
    try_it(command, name, odd, pattern, home, callnow)


@pytest.fixture
def read_only(pattern: Path, home: Path) -> Iterator[Path]:
    """A home in which nobody may write, not even root."""
    shutil.copytree(pattern, home)
    if os.geteuid():
        home.chmod(0o500)
        yield home
        home.chmod(0o700)
        return
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", home, home], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a folder for reading only")
    try:
        yield home
    finally:
        subprocess.run(["umount", home], check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_read_only_home(command: str, read_only: Path, callnow: Callnow) -> None:
    """What only asks answers from the copy; what would write says that the home folder cannot be written."""
    code = says_it_in_words(callnow, COMMANDS[command], read_only / "callnow.duckdb")
    assert (code == 1) is (command in WRITERS)
