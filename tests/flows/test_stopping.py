"""Ctrl-C ends a command with one sentence and exit code 130, never with a traceback; so do SIGTERM and SIGHUP a run.
So does memory that is short, with exit code 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from callnow.__main__ import SENTENCE, STOPPED, stopped_by
from callnow.errors import MORE_MEMORY, NO_MEMORY

PRESS = "signal.raise_signal(signal.SIGINT)"
# A shell lets what it runs beside it pass over Ctrl-C.
HEARD = "signal.signal(signal.SIGINT, signal.default_int_handler)"
PRESSED_SOON = "threading.Timer(0.3, signal.raise_signal, (signal.SIGINT,)).start()"
ENDLESS = "SELECT count(*) FROM range(10000000000) AS many, range(1000) AS more"
MANY_THREADS = 8  # of DuckDB: with few, none but the one that hears Ctrl-C may be at work
SWALLOWED = f"""
    for _ in range(2):
        try: {PRESS}
        except KeyboardInterrupt: pass
    print("went on")"""


@pytest.mark.parametrize(
    "work",
    [
        f"    {PRESS}",
        f"    try: {PRESS}\n    except KeyboardInterrupt: raise ImportError('initialization failed')",
        SWALLOWED,
    ],
)
def test_a_run_that_is_stopped_says_so(work: str) -> None:
    """Also where a library makes another error of it, or loses it and it is pressed again."""
    code = f"import signal\n{HEARD}\nfrom flows.cli.stopping import stopped_in_words\nwith stopped_in_words():\n{work}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (STOPPED, b"", SENTENCE)


def test_a_question_to_the_database_that_is_stopped_says_so() -> None:
    """DuckDB makes "Query interrupted" of Ctrl-C, in any command, and its other threads compute on; another error is
    raised as it came."""
    work = (
        f"import signal, threading, time, duckdb\n{HEARD}\nfrom flows import cli\n"
        f"con = duckdb.connect(config={{'threads': {MANY_THREADS}}})\n"
        "threading.Thread(target=time.sleep, args=(3600,)).start()\n"
        f"cli.app = lambda: ({PRESSED_SOON}, con.execute({ENDLESS!r}))\n"
        "cli.run_command()"
    )
    ran = run_python(work)
    assert (ran.returncode, ran.stdout, ran.stderr) == (STOPPED, b"", SENTENCE)
    ran = run_python("from flows import cli\ndef fails(): raise RuntimeError('own')\ncli.app = fails\ncli.main()")
    assert b"RuntimeError: own" in ran.stderr


@pytest.mark.parametrize(
    "way",
    [
        "writing(home / 'a.duckdb') as con",
        "looking(home / 'a.duckdb', home / 'published') as con",
        "closed_at_the_end(connect(home / 'a.duckdb')) as con, _transaction(con)",  # as a lake is written
    ],
)
def test_a_database_closes_at_ctrl_c_whatever_it_computes(way: str, tmp_path: Path) -> None:
    """Neither rolling back nor closing waits until DuckDB's other threads have the answer; Ctrl-C is what is raised."""
    work = (
        f"import signal, threading, pathlib\n{HEARD}\n"
        "from callnow.store.connection import looking, writing\nfrom callnow.store.lake import _transaction\n"
        "from callnow.store.files import closed_at_the_end, connect\n"
        f"home = pathlib.Path({str(tmp_path)!r})\nwith writing(home / 'a.duckdb'): pass\n"
        f"try:\n    with {way}:\n        con.execute('SET threads = {MANY_THREADS}')\n"
        f"        {PRESSED_SOON}\n        con.execute({ENDLESS!r})\n"
        "except KeyboardInterrupt: print('stopped')"
    )
    ran = run_python(work)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"stopped\n", b"")


@pytest.mark.parametrize("error", ["MemoryError", "__import__('duckdb').OutOfMemoryException"])
def test_a_command_for_which_memory_is_short_says_so(error: str) -> None:
    """Python's error and DuckDB's are told in words, with exit code 1."""
    ran = run_python(
        f"from flows import cli\ndef fails(): raise {error}('bad allocation')\ncli.app = fails\ncli.main()"
    )
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode().splitlines() == [f"error: {NO_MEMORY}", f"  what to do: {MORE_MEMORY}"]


def test_an_error_while_a_command_is_being_stopped_is_its_own() -> None:
    """What fails in clearing up is no Ctrl-C."""
    fails = "def fails():\n    try: raise KeyboardInterrupt\n    except KeyboardInterrupt: {}['clearing up']"
    ran = run_python(f"from flows import cli\n{fails}\ncli.app = fails\ncli.main()")
    assert b"KeyError: 'clearing up'" in ran.stderr


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_run_that_is_ended_from_outside_says_so(name: str, code: int) -> None:
    """With the exit code that shells have for the signal; under nohup SIGHUP goes unheard."""
    words = f"signal.signal(signal.{name}, signal.SIG_DFL)\nfrom flows.cli.stopping import stopped_in_words"
    work = f"    signal.raise_signal(signal.{name})"
    ran = run_python(f"import signal\n{words}\nwith stopped_in_words():\n{work}")
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, b"", stopped_by(name))
    ran = run_python(f"import signal\n{words.replace('SIG_DFL', 'SIG_IGN')}\nwith stopped_in_words():\n{work}")
    assert (ran.returncode, ran.stderr) == (0, b"")


def run_python(code: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)


def test_an_error_of_a_run_that_nobody_stopped_is_its_own() -> None:
    """It is raised as it came."""
    code = "from flows.cli.stopping import stopped_in_words\nwith stopped_in_words(): raise ValueError('own')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert b"ValueError: own" in ran.stderr


@pytest.mark.parametrize("closed", [(0,), (1,), (0, 1, 2)])
def test_a_command_whose_streams_are_closed_does_its_work(closed: tuple[int, ...]) -> None:
    """As with /dev/null; what it opens takes none of their numbers, so nothing is printed into a file of the home."""
    code = (
        "import os, sys\nfrom callnow.__main__ import make_terminal_usable\nmake_terminal_usable()\n"
        "from flows.cli import common\nassert os.open(os.devnull, os.O_RDONLY) > 2\nassert not sys.stdin.isatty()\n"
        "assert sys.stdin.buffer.read() == b''\ncommon.out.print('a'); common.err.print('b')"
    )
    close = "".join(f" {number}>&-" for number in closed)
    words = ["sh", "-c", f'exec "$0" -c "$1"{close}', sys.executable, code]
    ran = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"" if 2 in closed else b"b\n")


@pytest.mark.parametrize("words", ["feeds --all", "feeds --all --json", "--version", "feeds -h"])
def test_a_whole_command_whose_output_is_closed_ends_well(words: str, tmp_path: Path) -> None:
    """What it would print goes nowhere."""
    command = ["sh", "-c", f'exec "$0" -m callnow --home "$1" {words} >&-', sys.executable, str(tmp_path / "home")]
    ran = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_width_of_nothing_is_no_width() -> None:
    """COLUMNS=0, as some supervisors set it, prints as COLUMNS unset."""
    code = (
        "from callnow.__main__ import make_terminal_usable\nmake_terminal_usable()\n"
        "from flows.cli.common import out\nprint(out.width)"
    )
    for columns, width in (("0", "160"), ("00", "160"), ("", "160"), ("70", "70")):
        around = os.environ | {"COLUMNS": columns}
        ran = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, timeout=60, check=False)
        assert ran.stdout.decode().strip() == width


@pytest.mark.parametrize("words", ["feeds", "feeds --json"])
def test_a_command_whose_reader_has_gone_ends_as_shells_have_it(words: str, tmp_path: Path) -> None:
    """`callnow feeds | head -1` prints no error, and its exit code is that of SIGPIPE, not of a failure."""
    script = f'"$0" -m callnow --home "$1" {words} --all | true; exit "${{PIPESTATUS[0]}}"'
    command = ["bash", "-c", script, sys.executable, str(tmp_path / "home")]
    ran = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.integration
@pytest.mark.parametrize("words", [("import", "FILE"), ("import", "FILE", "--json")])
def test_what_was_done_is_told_where_it_cannot_be_printed(words: tuple[str, ...], tmp_path: Path) -> None:
    """A full disk under stdout is no failure of what the command kept, and stdout is named as what is full."""
    home, file = str(tmp_path / "home"), tmp_path / "people.csv"
    file.write_text("Name,Company\nImke Vandersloot,Harrowmere Logistics\n")
    command = [sys.executable, "-m", "callnow", "--home", home]
    with open("/dev/full", "w") as full:
        said = [str(file) if word == "FILE" else word for word in words]
        ran = subprocess.run([*command, *said], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert ran.returncode == 3
    assert b"standard output" in ran.stderr
    assert b"do not do it again, unless it only asks" in ran.stderr  # a list is to be asked for again
    again = subprocess.run([*command, "import", file], capture_output=True, timeout=60, check=False)
    assert b"1 unchanged" in again.stdout
