"""`callnow query`: each form holds whatever DuckDB answers, and what cannot be meant is refused in words."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from callnow.errors import UsageError
from callnow.store.ask import ask
from callnow.store.connection import opened
from flows.cli.common import print_json_lines
from flows.cli.values import as_csv, as_markdown, cell
from tests.conftest import Callnow


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """An empty database, to ask for what is in none."""
    file = tmp_path / "news.duckdb"
    with opened(file, 0):
        pass
    return file


def no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")


def test_a_number_that_is_none_is_null_within_lists_and_structures_too(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What reads JSON elsewhere knows no NaN and no Infinity: an endless number is a word, which is told from none."""
    sql = "SELECT ['nan'::DOUBLE, 1.5] AS shares, {'most': 'inf'::DOUBLE} AS limits"
    columns, rows = ask(published, sql)
    print_json_lines(rows)
    assert json.loads(capsys.readouterr().out, parse_constant=no_constant) == {
        "shares": [None, 1.5],
        "limits": {"most": "Infinity"},
    }
    assert as_csv(columns, rows) == 'shares,limits\n"[null, 1.5]","{""most"": ""Infinity""}"\n'
    ends = ask(published, "SELECT 'inf'::DOUBLE AS most, '-inf'::DOUBLE AS least, 'nan'::DOUBLE AS none")
    assert as_csv(*ends) == "most,least,none\nInfinity,-Infinity,\n"


def test_bytes_are_told_in_hexadecimal(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In every form, and not as Python would write them."""
    columns, rows = ask(published, "SELECT '\\xAB\\x00'::BLOB AS sign, ['\\xFF'::BLOB] AS several")
    print_json_lines(rows)
    assert json.loads(capsys.readouterr().out) == {"sign": "ab00", "several": ["ff"]}
    assert as_csv(columns, rows) == 'sign,several\nab00,"[""ff""]"\n'
    assert as_markdown(columns, rows).splitlines()[-1] == "| ab00 | ff |"


def test_what_is_counted_by_day_has_days_as_keys(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`histogram` makes a structure whose keys are no text: in JSON they are written as times are elsewhere."""
    sql = "SELECT histogram(day) AS days FROM (VALUES (DATE '2026-03-02'), (DATE '2026-03-02')) AS read(day)"
    columns, rows = ask(published, sql)
    print_json_lines(rows)
    assert json.loads(capsys.readouterr().out) == {"days": {"2026-03-02": 2}}
    assert as_csv(columns, rows) == 'days\n"{""2026-03-02"": 2}"\n'
    assert as_markdown(columns, rows).splitlines()[-1] == '| {"2026-03-02": 2} |'


def test_a_time_that_python_cannot_hold_is_told_as_duckdb_writes_it(published: Path) -> None:
    """DuckDB knows more years; a slip in a subtraction of days is to be seen, not to end the command."""
    sql = "SELECT TIMESTAMPTZ '2026-03-02 09:00:00+00' - INTERVAL 2026 YEAR AS moment"
    assert as_csv(*ask(published, sql)) == "moment\n0001-03-02 (BC) 09:00:00+00\n"


@pytest.mark.parametrize("sql", [";", "-- whom to call", "/* later */ ;"])
def test_a_question_of_comments_alone_asks_nothing(published: Path, sql: str) -> None:
    """It is said in words, as for an empty one."""
    with pytest.raises(UsageError, match="nothing was asked"):
        ask(published, sql)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["FROM prospects", "--json", "--csv"], "--json and --csv at once"),
        (["who_to_call_this_week", "--saved"], "--saved and “who_to_call_this_week” at once"),
        (["--views", "--columns", "call_now"], "--views and --columns at once"),
    ],
)
def test_two_forms_or_two_questions_at_once_are_refused(callnow: Callnow, words: list[str], said: str) -> None:
    """None is passed over in silence, as if it had not been said."""
    ran = callnow("query", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# `callnow` as a terminal starts it: what is started behind, as by a build, has Ctrl-C ignored.
HEARD = """
import signal
from callnow.__main__ import run
signal.signal(signal.SIGINT, signal.default_int_handler)
run()
"""
FOR_DAYS = "SELECT count(*) FROM range(100000000000) AS many, range(1000) AS more"


@pytest.mark.integration
def test_ctrl_c_ends_a_question_that_takes_days(home: Path) -> None:
    """DuckDB hears nothing of it; the command ends by it all the same, with the exit code for that."""
    home.mkdir()
    with opened(home / "news.duckdb", 0):
        pass
    command = [sys.executable, "-c", HEARD, "--home", str(home), "query", FOR_DAYS]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as asked:
        busy = psutil.Process(asked.pid)
        while asked.poll() is None and busy.cpu_times().user < 3:  # it takes less to import
            time.sleep(0.1)
        asked.send_signal(signal.SIGINT)
        try:
            assert (asked.wait(10), "Ctrl-C" in (asked.stderr.read() if asked.stderr else "")) == (130, True)
        finally:
            asked.kill()


def test_a_table_has_no_number_as_nothing_and_no_letter_that_a_terminal_obeys() -> None:
    """What is small or huge has its digits; ESC and its like are blanks."""
    shown = {
        0.0: "0",
        2.5: "2.5",
        1.0: "1",
        0.0000012: "1.2e-06",
        -0.0001: "-0.0001",
        1e300: "1e+300",
        12345678.9: "12345678.9",
    }
    assert {number: cell(number) for number in shown} == shown
    assert as_csv(["a"], [{"a": "one\r\ntwo\x1b"}]) == 'a\n"one\r\ntwo\x1b"\n'  # a machine is given what stands there
    assert cell("\x1b[31mred\x9b0m\tnot\x07") == " [31mred 0m\tnot "
