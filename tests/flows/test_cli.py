"""The command line: forms that other tools build on, exit codes, and errors in words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import UsageError
from flows.cli.importing import parse_mapping
from flows.cli.values import as_markdown
from flows.demo.sample import PROSPECTS, SampleServer
from tests.conftest import Callnow
from tests.homes import make_once

NOW = "2026-03-02T15:30+00:00"


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(datetime.fromisoformat(NOW)) as server:
        yield server


@pytest.fixture
def read_home(callnow: Callnow, sample: SampleServer) -> Callnow:
    """A home in which the sample was imported, subscribed and run."""

    def read() -> None:
        assert callnow("import", PROSPECTS).code == 3  # one row of the sample has no employer
        assert callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private").code == 0
        assert callnow("--at", NOW, "run").code == 0

    make_once(callnow.home, sample.base, read)
    return callnow


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_way_from_a_csv_to_a_call(read_home: Callnow) -> None:
    """import, feeds add, run: then calls, triggers, explain and query all tell of the same trigger."""
    calls = read_home("--at", NOW, "calls")
    assert calls.code == 0
    first = lines(read_home("--at", NOW, "triggers", "--json").out)[0]
    assert str(first["prospect"]) in calls.out
    wanted = {
        "trigger_id", "prospect_id", "prospect", "employer", "event", "tier", "title", "titles", "url", "published_at",
        "score", "why", "opener", "phone", "state",
    }  # fmt: skip
    assert wanted <= set(first)
    explained = read_home("explain", first["trigger_id"])
    assert str(first["why"]) in explained.out
    assert "normalised" in explained.out
    asked = read_home(
        "--at",
        NOW,
        "query",
        "SELECT prospect FROM calls_ever WHERE trigger_id = '" + str(first["trigger_id"]) + "'",
        "--json",
    )
    assert lines(asked.out) == [{"prospect": first["prospect"]}]


@pytest.mark.integration
def test_query_prints_json_csv_markdown_and_lists_views(read_home: Callnow) -> None:
    """The same rows in each form; --views says what can be asked; a saved question goes by its name."""
    sql = "SELECT 1 AS n, '=1+1' AS formula"
    assert lines(read_home("query", sql, "--json").out) == [{"n": 1, "formula": "=1+1"}]
    assert read_home("query", sql, "--csv").out == "n,formula\n1,'=1+1\n"
    assert read_home("query", sql, "--md").out.splitlines()[2] == "| 1 | =1+1 |"
    assert {str(row["view"]) for row in lines(read_home("query", "--views", "--json").out)} >= {
        "news_matches",
        "call_now",
    }
    for saved in lines(read_home("query", "--saved", "--json").out):
        assert read_home("query", saved["name"], "--json").code == 0


def test_a_question_cannot_write_or_read_other_files(read_home: Callnow, tmp_path: Path) -> None:
    """The copy is read-only, and files beside it are out of reach."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for sql in ("DELETE FROM prospect", f"SELECT * FROM read_csv('{secret}')", f"COPY prospect TO '{tmp_path}/x.csv'"):
        refused = read_home("query", sql)
        assert refused.code == 2
        assert "error:" in refused.err
    assert not (tmp_path / "x.csv").exists()


def test_what_is_asked_comes_as_it_is(read_home: Callnow) -> None:
    """Names of columns are no markup; CSV has numbers in full, and JSON none that is not a number."""
    assert "('[/]' = 'x')" in read_home("query", "SELECT '[/]' = 'x'").out
    assert read_home("query", "--csv", "SELECT 0.0004::DOUBLE AS y, 2.0::DOUBLE AS z").out == "y,z\n0.0004,2\n"
    assert json.loads(read_home("query", "--json", "SELECT 1.5 AS x, 'nan'::DOUBLE AS y").out) == {"x": 1.5, "y": None}


def test_a_markdown_table_has_one_line_a_row() -> None:
    """No name of a column and no cell opens another column, nor ends the row."""
    made = as_markdown(["a|b", "c\r\nd"], [{"a|b": "x|y", "c\r\nd": "one\rtwo\nthree\u2028four"}])
    assert made.splitlines() == ["| a\\|b | c d |", "| --- | --- |", "| x\\|y | one two three four |"]


def test_columns_are_mapped_either_way_round() -> None:
    """Several columns of one meaning, its name first or last; a column that is given two is refused."""
    mapped = parse_mapping(["Handy privat=phone", "phone=Büro direkt", "Fax=ignore", "Salary=ignore"])
    assert mapped == {"Handy privat": "phone", "Büro direkt": "phone", "Fax": "ignore", "Salary": "ignore"}
    assert parse_mapping(["Fax=ignore", "ignore=Fax"]) == {"Fax": "ignore"}
    with pytest.raises(UsageError, match="'fax' is given two meanings"):
        parse_mapping(["Fax=ignore", "phone=fax"])


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31", "2300-01-01"])
def test_a_moment_out_of_all_time_is_refused_in_words(read_home: Callnow, moment: str) -> None:
    """It is no moment that a list can be made for."""
    refused = read_home("--at", moment, "today")
    assert refused.code == 2
    assert "take a year from 1970 to 2200" in refused.err


def test_detect_prints_one_line_an_item(callnow: Callnow, tmp_path: Path) -> None:
    """Items in, their events out, absent slots left out; the lines keep the items' order."""
    items = [
        {"id": "1", "title": "Quorrel Systems Names Ida Varn as Chief Information Officer", "body": ""},
        {"id": "2", "title": "Five tips for better sleep", "body": "Sleep more."},
    ]
    file = tmp_path / "items.jsonl"
    file.write_text("\n".join(map(json.dumps, items)))
    found = lines(callnow("detect", file, "--json").out)
    assert [row["id"] for row in found] == ["1", "2"]
    (event,) = found[0]["events"]  # type: ignore[misc]
    assert (event["type"], event["company"], event["person"]) == ("executive_hired", "Quorrel Systems", "Ida Varn")
    assert "count" not in event
    assert found[1]["events"] == []


def test_match_prints_one_line_a_mention(callnow: Callnow, tmp_path: Path) -> None:
    """A name on the list is found in another spelling; a look-alike is not, and its id is null."""
    employers, mentions = tmp_path / "employers.csv", tmp_path / "mentions.csv"
    employers.write_text("employer_id,name\n7,QUORREL SYSTEMS INC\n8,Varn Brick Company\n")
    mentions.write_text('mention\n"Quorrel Systems, Inc."\nVarn Foods\n')
    found = lines(callnow("match", mentions, "--employers", employers, "--json").out)
    assert [(row["mention"], row["employer_id"]) for row in found] == [
        ("Quorrel Systems, Inc.", "7"),
        ("Varn Foods", None),
    ]
    assert all(set(row) == {"mention", "employer_id", "employer", "score", "why"} for row in found)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["detect", "no-such-file.jsonl"], 2, "no-such-file.jsonl"),
        (["detect"], 2, "--text"),
        (["import", "no-such.csv"], 2, "no-such.csv"),
        (["import", "people.csv", "--map", "phone"], 2, "FIELD=COLUMN"),
        (["feeds", "add", "no-such.opml"], 2, "no-such.opml"),
        (["feeds", "add", "http://user:secret@example.com/feed"], 1, "credentials"),
        (["feeds", "add", "http://127.0.0.1:9/feed"], 1, "--allow-private"),
        (["feeds", "on", "No Such Wire"], 2, "No Such Wire"),
        (["calls"], 2, "--home"),
        (["query", "selec 1"], 2, "--home"),
        (["backfill", "--since", "yesterday"], 2, "2026-01-31"),
        (["--at", "2026-01-31", "backfill", "--since", "2027-01-31"], 2, "has not come yet"),
        (["--at", "noon", "run"], 2, "--at"),
        (["no-such-command"], 2, "no-such-command"),
    ],
)
def test_bad_input_is_told_in_words_with_the_right_exit_code(
    words: list[str], code: int, said: str, callnow: Callnow
) -> None:
    """What, where and what to do, on stderr; never a traceback, never on stdout."""
    ran = callnow(*words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err.replace("\n", " ")
    assert "Traceback" not in ran.err
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    "words",
    ["calls", "today", "triggers", "explain t1", "people list", "card p1", "figures", "coverage", "outbox", "doctor",
     "feeds", "feeds --json", "alias list", "query FROM+call_now", "query --views", "corrections list", "rematch",
     "calendar", "export p1", "employers list", "log p1 --called", "judge A B unsure", "alias add X Y",
     "alias remove X", "feeds remove X", "feeds export", "discover", "recover", "outbox resend --all",
     "employers look-up", "employers remove X", "employers set X --cik 1", "backfill --since 2026-01-31"],
)  # fmt: skip
def test_a_folder_that_is_no_home_is_told_as_such(words: str, callnow: Callnow, home: Path) -> None:
    """By every command that goes on with what is kept, with one exit code and one advice; none makes a home of it."""
    ran = callnow(*(word.replace("+", " ") for word in words.split()))
    assert (ran.code, ran.out) == (2, "")
    assert "there is no home of callnow" in ran.err
    assert not home.exists()


def test_a_home_in_which_nothing_was_read_yet_is_one(callnow: Callnow, home: Path) -> None:
    """What is to be done next is told, not to look for another."""
    home.mkdir()
    (home / "callnow.toml").write_text("")
    ran = callnow("calls")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing has been read yet" in ran.err


@pytest.mark.parametrize("day", ["2026-01-31", "20260131"])
def test_a_backfill_begins_when_its_day_does(callnow: Callnow, day: str) -> None:
    """However the day is written: today has come by nine in the morning."""
    assert callnow("config", "set", "cadence.ideal_weeks", "6").code == 0
    assert callnow("--at", "2026-01-31T09:00+00:00", "backfill", "--since", day).code == 0


def test_a_bad_line_in_a_file_is_named(callnow: Callnow, tmp_path: Path) -> None:
    """File and line of what is not an item."""
    file = tmp_path / "items.jsonl"
    file.write_text('{"id": "1", "title": "x"}\n{"id": \n')
    ran = callnow("detect", file, "--json")
    assert (ran.code, f"{file} line 2" in ran.err) == (2, True)


def test_a_home_that_holds_something_else_is_named(callnow: Callnow, home: Path) -> None:
    """A file that is not a database is refused with what to do, and left as it is."""
    home.mkdir()
    (home / "callnow.duckdb").write_text("not a database\n" * 300)
    ran = callnow("run")
    assert ran.code == 1
    assert "recover" in ran.err
    assert (home / "callnow.duckdb").read_text().startswith("not a database")


@pytest.mark.integration
def test_some_feeds_down_is_exit_code_three_and_all_down_is_one(
    read_home: Callnow, callnow: Callnow, sample: SampleServer
) -> None:
    """Partly done is told apart from nothing done."""
    assert (
        callnow(
            "feeds", "add", f"{sample.base}/gone.rss", "--kind", "sitemap", "--name", "gone", "--allow-private"
        ).code
        == 0
    )
    partly = callnow("--at", NOW, "run")
    assert partly.code == 3
    assert "gone" in partly.err
    names = [str(row["name"]) for row in lines(callnow("feeds", "--json").out) if row["name"] != "gone"]
    assert callnow("feeds", "off", *names).code == 0
    assert callnow("--at", "2026-03-03T15:30+00:00", "run").code == 1


def test_the_script_is_installed_and_ends_quietly_when_its_reader_goes() -> None:
    """`callnow --version | head -0` leaves no traceback; the entry point of the package works."""
    script = Path(sys.executable).with_name("callnow")
    ended = subprocess.run([script, "--version"], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout.split()[0]) == (0, "callnow")


def test_each_package_is_the_repositorys_own() -> None:
    """flows, sources and matching are names that the package index also has: ours must be the ones imported."""
    import callnow as lowest
    import delivery
    import flows
    import matching
    import sources

    root = Path(__file__).resolve().parents[2]
    for package in (lowest, delivery, flows, matching, sources):
        assert Path(str(package.__file__)).is_relative_to(root)


def test_times_without_a_zone_are_utc(callnow: Callnow) -> None:
    """--at takes a day for its end, in UTC."""
    from flows.cli.common import parse_moment

    assert parse_moment("2026-01-31", "--at") == datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [("run",), ("log", "imke", "--called"), ("people", "edit", "imke", "--title", "CTO"), ("follow-ups",)],
)
def test_what_goes_on_with_a_home_begins_none(words: tuple[str, ...], callnow: Callnow, home: Path) -> None:
    """Under a name that was mistyped, or in the folder that cron starts it in, a run would look healthy for ever."""
    ran = callnow(*words)
    assert (ran.code, ran.out) == (2, "")
    assert f"{home}: there is no home of callnow" in " ".join(ran.err.split())
    assert not home.exists()


def test_a_home_that_is_begun_is_told_once(callnow: Callnow, home: Path) -> None:
    """With its whole path; a folder that was there is the one that was meant."""
    told = callnow("config", "set", "cadence.ideal_weeks", "5").err
    assert told == f"A new home was begun: {home}\n"
    assert callnow("config", "set", "cadence.ideal_weeks", "6").err == ""
