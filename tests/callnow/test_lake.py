"""The lake: the views of the published copy as tables of DuckLake, whole for every reader, and bounded in size."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from callnow.errors import CallnowError, SettingError, StoreError, StoreForeign
from callnow.model import Announcement, CompanyEvent, Match, Report, Story, Trigger
from callnow.paths import ROOT
from callnow.settings import StoreSettings, load_settings
from callnow.store import lake as lake_module
from callnow.store import lake_connection, publish, writing
from callnow.store.feeds import keep_visit
from callnow.store.lake import publish_lake
from callnow.store.lake_connection import read_lake
from callnow.store.news import Understood, keep_understood
from callnow.terms import Tier
from tests.callnow import lake_reader
from tests.callnow.lake_reader import ask_lake
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people
from tests.postgres import Postgres, running_postgres

HOW_TO = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
NOW = datetime.fromisoformat(MONDAY)
VIEWS = ("announcements", "call_now", "company_events", "feed_health", "news_matches")
TRACES = ("Brannigan", "2065550177", "oscar@example.org")


@dataclass(frozen=True)
class Place:
    """A lake under test: its settings, and how a reader attaches it."""

    store: StoreSettings
    address: str
    folder: Path


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with running_postgres() as postgres:
        yield postgres


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The same lake with its catalog in a DuckDB file and in PostgreSQL; the readers' password is in PGPASSWORD."""
    if request.param == "file":
        return in_a_file(home)
    server: Postgres = request.getfixturevalue("server")
    monkeypatch.setenv("PGPASSWORD", server.password)
    name = f"lake{abs(hash(home))}"
    store = StoreSettings(lake=server.create_database(name), lake_data="files")
    address = f"postgres:host={server.host} port={server.port} user={server.user} dbname={name}"
    return Place(store, address, home / "files")


def in_a_file(home: Path) -> Place:
    return Place(StoreSettings(lake="lake/news.ducklake"), str(home / "lake/news.ducklake"), home / "lake")


def add_news(home: Path, first: int, count: int) -> None:
    """Announcements numbered from `first`, each with one event, into the database and its published copy."""
    news = [
        Announcement(f"a{n}", "wire", f"Title {n:05}", f"Quorrel Foods opens plant {n}.", "", NOW, NOW)
        for n in range(first, first + count)
    ]
    events = [CompanyEvent(f"e-{one.id}", one.id, "expansion", "Quorrel Foods", sentence=one.text) for one in news]
    settings = load_settings(home)
    with writing(settings.database) as con:
        keep_visit(con, "wire", {}, NOW, news)
        keep_understood(con, Understood(tuple(one.id for one in news), tuple(events)), NOW)
    publish(settings.database, settings.published)


def publish_to(place: Place, home: Path) -> None:
    publish_lake(load_settings(home).published, place.store, home)


def files_of(place: Place) -> list[Path]:
    return sorted(file for file in place.folder.rglob("*.parquet"))


def set_lake(home: Path, lines: str) -> None:
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "callnow.toml").write_text(f"[store]\n{lines}\n")


def rows_of(home: Path, view: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as con:
        return con.execute(f"FROM {view} ORDER BY ALL").fetchall()


@pytest.mark.parametrize("place", ["file", "postgres"], indirect=True)
def test_the_lake_holds_the_views_and_nothing_else(place: Place, home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """Each view is a table of the same rows, columns and description; no other table is there."""
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    publish_to(place, home)
    tables = ask_lake(place.address, "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'lake'")
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as con:
        views = con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert sorted(tables) == sorted(views)
    assert {name for name, _ in tables} == set(VIEWS)
    for view in ("announcements", "call_now", "company_events", "news_matches"):
        assert ask_lake(place.address, f"FROM lake.{view} ORDER BY ALL") == rows_of(home, view) != [], view


def test_a_run_writes_what_changed(place: Place, home: Path) -> None:
    """News added, news changed and news withdrawn reach the lake; what is the same is not written again."""
    add_news(home, 0, 3000)
    publish_to(place, home)
    (big,) = [file for file in files_of(place) if file.parent.name == "announcements"]
    size = big.stat().st_size
    publish_to(place, home)
    states = "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')"
    before = ask_lake(place.address, states)
    publish_to(place, home)
    assert ask_lake(place.address, states) == before  # nothing new: no new state
    with writing(load_settings(home).database) as con:
        con.execute("UPDATE announcement SET text = 'Mended.' WHERE id = 'a7'")
        con.execute("DELETE FROM company_event WHERE id = 'e-a8'")
    add_news(home, 3000, 2)
    publish_to(place, home)
    assert ask_lake(place.address, "SELECT text FROM lake.announcements WHERE id = 'a7'") == [("Mended.",)]
    for view in ("announcements", "company_events"):
        assert ask_lake(place.address, f"FROM lake.{view} ORDER BY ALL") == rows_of(home, view)
    new = [file for file in files_of(place) if file.parent.name == "announcements" and file != big]
    assert big.exists()
    assert sum(file.stat().st_size for file in new) < size / 4


def read_while_publishing(place: Place, home: Path, stop: Path, runs: int) -> None:
    """Three readers in other processes count as many events as announcements at each look, never fewer than before, the
    last run included; none is locked out, and none holds the writer up."""
    add_news(home, 0, 10)
    publish_to(place, home)
    command = [sys.executable, lake_reader.__file__, place.address, str(stop)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    try:
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline() == "10 10 Title 00009\n"
        for run in range(1, runs + 1):
            add_news(home, run * 10, 10)
            publish_to(place, home)
        stop.touch()
        answers = [reader.communicate(timeout=60) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
    for out, err in answers:
        assert err == ""
        seen = [line.split(" ", 2) for line in out.splitlines()]
        counted = [int(announcements) for announcements, _, _ in seen]
        assert all((int(events), newest) == (int(a), f"Title {int(a) - 1:05}") for a, events, newest in seen)
        assert counted == sorted(counted)
        assert counted[-1] == 10 * (runs + 1)


def test_three_readers_see_whole_states_while_one_writes(home: Path, tmp_path: Path) -> None:
    """Three processes read a catalog in a file while three runs are published."""
    read_while_publishing(in_a_file(home), home, tmp_path / "stop", 3)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_three_readers_see_whole_states_of_twelve_runs(place: Place, home: Path, tmp_path: Path) -> None:
    """The same through twelve runs, with the catalog in a file and in PostgreSQL."""
    read_while_publishing(place, home, tmp_path / "stop", 12)


@pytest.mark.parametrize("code", re.findall(r"```py\n(.+?)```", HOW_TO, re.S))
def test_the_python_of_the_how_to_reads_the_lake(
    code: str, place: Place, home: Path, callnow: Callnow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python example of docs/querying.md prints the events at employers, from either catalog."""
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    publish_to(place, home)
    address = "postgres:host=db.example.com dbname=news user=analyst"
    assert address in code
    exec(compile(code.replace(address, place.address), "docs/querying.md", "exec"), {})
    assert "executive_promoted" in capsys.readouterr().out


def test_what_a_reader_has_open_stays_whole(place: Place, home: Path) -> None:
    """A transaction that began before later runs still reads its own state, to the last row."""
    add_news(home, 0, 500)
    publish_to(place, home)
    with lake_reader.analyst() as con:
        con.execute(f"ATTACH 'ducklake:{place.address}' AS lake (READ_ONLY)")
        con.execute("BEGIN TRANSACTION")
        assert con.execute("SELECT count(*) FROM lake.announcements").fetchall() == [(500,)]
        with writing(load_settings(home).database) as writer:
            writer.execute("UPDATE announcement SET text = 'another' WHERE id != 'a1'")
        for run in range(3):
            add_news(home, 1000 + run, 1)
            publish_to(place, home)
        assert con.execute("SELECT count(DISTINCT text) FROM lake.announcements").fetchall() == [(500,)]
    assert ask_lake(place.address, "SELECT count(*) FROM lake.announcements") == [(503,)]


def test_the_folder_does_not_grow_for_ever(place: Place, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing kept, five runs leave as many files as a table may have, and two states at most."""
    monkeypatch.setattr(lake_module, "MOST_FILES", 2)
    eager = Place(place.store.model_copy(update={"lake_keep_hours": 0.0}), place.address, place.folder)
    most = 0
    for run in range(5):
        add_news(home, run * 10, 10)
        publish_to(eager, home)
        most = max(most, sum(file.parent.name == "announcements" for file in files_of(place)))
    assert most <= 3
    assert ask_lake(place.address, "SELECT count(*) FROM ducklake_snapshots('lake')")[0][0] <= 2
    assert ask_lake(place.address, "FROM lake.announcements ORDER BY ALL") == rows_of(home, "announcements")


def test_older_states_can_be_read_for_a_while(place: Place, home: Path) -> None:
    """Within `lake_keep_hours`, what was published before can still be asked."""
    for run in range(3):
        add_news(home, run, 1)
        publish_to(place, home)
    states = ask_lake(place.address, "SELECT snapshot_id FROM ducklake_snapshots('lake') ORDER BY 1 DESC LIMIT 3")
    counts = [
        ask_lake(place.address, f"SELECT count(*) FROM lake.announcements AT (VERSION => {state})")[0][0]
        for (state,) in states
    ]
    assert counts == [3, 2, 1]


def keep_news(home: Path, callnow: Callnow) -> None:
    """News that names one prospect, matched to the employer, with a trigger for that person."""
    oscar = id_of(callnow, "Óscar Brannigan")
    settings = load_settings(home)
    title = "Telmarq Systems names Óscar Brannigan chief executive"
    told = Announcement("a1", "wire", title, f"{title}. Óscar Brannigan joined in 2019.", "", NOW, NOW)
    event = CompanyEvent("v1", "a1", "executive_promoted", "Telmarq Systems", person="Óscar Brannigan", sentence=title)
    with writing(settings.database) as con:
        (employer,) = con.execute("SELECT employer_id FROM prospect WHERE id = $1", [oscar]).fetchall()[0]
        story = Story("s1", event.type, "telmarq", employer, (Report(event, title, "", "wire", NOW),))
        trigger = Trigger(
            "t1", oscar, employer, "s1", "v1", event.type, Tier.CALL_NOW, 60.0, f"{title}.", "Hi.",
            NOW, NOW + timedelta(30),
        )  # fmt: skip
        match = Match("v1", "Telmarq", "telmarq", "match", employer, "Telmarq Systems", "telmarq", 1.0, "exact")
        keep_visit(con, "wire", {}, NOW, [told])
        keep_understood(con, Understood(("a1",), (event,), (match,), (story,), (trigger,)), NOW)
    publish(settings.database, settings.published)


def telling(place: Place) -> list[str]:
    """The files of the lake in which the person can be read, by their bytes or, compressed ones, by their rows."""
    return [
        file.name
        for file in sorted(place.folder.rglob("*"))
        if file.is_file() and any(trace in held_in(file) for trace in TRACES)
    ]


def held_in(file: Path) -> str:
    rows = duckdb.sql(f"FROM read_parquet('{file}')").fetchall() if file.suffix == ".parquet" else ""
    return file.read_bytes().decode("utf-8", "replace") + str(rows)


def test_forget_reaches_older_states_and_files(place: Place, home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """After forget no part of the lake tells of the person: no row, no byte, no older state, nothing in the catalog."""
    lake = place.store.lake
    assert lake
    set_lake(home, f"lake = '{lake.get_secret_value()}'\nlake_data = '{place.store.lake_data}'")
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    for hour in range(2):
        assert callnow("--at", f"2026-03-02T1{hour}:00+00:00", "run").code == 0
    assert len(telling(place)) >= 3
    assert callnow("forget", "oscar", "--yes").code == 0
    assert telling(place) == []
    assert ask_lake(place.address, "SELECT count(*) FROM ducklake_snapshots('lake')") == [(1,)]
    assert ask_lake(place.address, "SELECT title FROM lake.announcements") == [
        ("Telmarq Systems names (forgotten) chief executive",)
    ]
    catalog = "SELECT * FROM __ducklake_metadata_lake.ducklake_{}_column_stats"
    for kind in ("file", "table"):
        held = str(ask_lake(place.address, catalog.format(kind)))
        assert not any(trace in held for trace in TRACES)


def test_postgres_keeps_no_byte_of_the_forgotten(
    server: Postgres, home: Path, callnow: Callnow, tmp_path: Path
) -> None:
    """The tables of the catalog in PostgreSQL are written anew: their files on disk tell nothing either."""
    name = "forgetful"
    set_lake(home, f"lake = '{server.create_database(name)}'\nlake_data = 'files'")
    import_people(callnow, tmp_path)
    keep_news(home, callnow)

    def tells() -> bool:
        server.run("CHECKPOINT")
        number = server.run(f"SELECT oid FROM pg_database WHERE datname = '{name}'")
        tables = (server.log.parent / "data" / "base" / number).rglob("*")
        return any(b"Brannigan" in file.read_bytes() for file in tables if file.is_file())

    assert callnow("run").code == 0
    assert tells()
    assert callnow("forget", "oscar", "--yes").code == 0
    assert not tells()


def test_what_could_not_be_forgotten_is_made_up_for(home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """A lake that could not be written when a person was forgotten is told, and cleaned by the next run."""
    place = in_a_file(home)
    set_lake(home, "lake = 'lake/news.ducklake'")
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    assert callnow("run").code == 0
    catalog, aside = home / "lake/news.ducklake", tmp_path / "aside"
    catalog.rename(aside)
    catalog.mkdir()
    forgotten = callnow("forget", "oscar", "--yes")
    assert forgotten.code == 3
    assert "the lake cannot be written" in forgotten.err
    catalog.rmdir()
    aside.rename(catalog)
    assert telling(place)
    assert callnow("run").code == 0
    assert telling(place) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("lake = '/proc/none/news.ducklake'", "the lake cannot be written"),
        ("lake = 'folder'", "the lake cannot be written"),
        ("lake = 'text.txt'", "is no catalog of DuckLake"),
        ("lake = 'news.duckdb'", "is no catalog of DuckLake"),
        ("lake = 'a.ducklake'\nlake_data = 'text.txt'", "a file is in its place"),
        ("lake = 'a.ducklake'\nlake_data = 'folder'", "holds files that are not in the lake's catalog"),
        (
            "lake = 'postgresql://u:gh3im@127.0.0.1:1/news'\nlake_data = 'files'",
            "cannot be reached: Connection refused",
        ),
        ("lake = 'host=127.0.0.1 port=1 password=gh3im'\nlake_data = 'files'", "cannot be reached: Connection refused"),
    ],
)
def test_a_lake_that_cannot_be_written_is_told(lines: str, said: str, home: Path, callnow: Callnow) -> None:
    """The run has not failed: the copy is new, the failure is told in a sentence, the exit code says partly."""
    set_lake(home, lines)
    (home / "folder").mkdir()
    for name in ("text.txt", "folder/mine.parquet"):
        (home / name).write_text("mine")
    ran = callnow("run")
    assert ran.code == 3
    assert said in ran.err
    assert "what to do:" in ran.err
    assert "Traceback" not in ran.err
    assert "gh3im" not in ran.out + ran.err
    assert callnow("query", "SELECT count(*) FROM run").code == 0
    assert {file.name for file in home.iterdir()} <= {
        "callnow.toml", "callnow.duckdb", "callnow.duckdb.writes", "news.duckdb", "run.lock", "index", "text.txt",
        "folder",
    }  # fmt: skip
    assert (home / "text.txt").read_text() == (home / "folder/mine.parquet").read_text() == "mine"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{base}:gh3im@{at}/news", "password authentication failed"),
        ("{base}:{password}@{at}/nowhere", 'database "nowhere" does not exist'),
    ],
)
def test_postgres_refuses_in_words(server: Postgres, address: str, said: str, home: Path, callnow: Callnow) -> None:
    """A wrong password or database is told as PostgreSQL tells it, without the password."""
    base, at = f"postgresql://{server.user}", f"{server.host}:{server.port}"
    set_lake(home, f"lake = '{address.format(base=base, at=at, password=server.password)}'\nlake_data = 'files'")
    ran = callnow("run")
    assert ran.code == 3
    assert said in ran.err
    assert "gh3im" not in ran.err
    assert server.password not in ran.err


def test_the_password_stands_nowhere(server: Postgres, home: Path) -> None:
    """Neither the lake's catalog and files nor the home, but for callnow.toml, hold PostgreSQL's password."""
    store = StoreSettings(lake=server.create_database("secretive"), lake_data="files")
    add_news(home, 0, 5)
    publish_lake(load_settings(home).published, store, home)
    assert not any(server.password.encode() in file.read_bytes() for file in home.rglob("*") if file.is_file())
    dump = server.psql.with_name("pg_dump")
    held = subprocess.run([dump, server.url("secretive")], capture_output=True, text=True, check=True).stdout
    assert "ducklake_data_file" in held
    assert server.password not in held
    lake = read_lake(store, home)
    assert server.password not in f"{store!r} {lake!r} {lake.name if lake else ''}"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("lake = 'mysql://root:gh3im@db/news'", "neither the path of a DuckDB file nor a PostgreSQL address"),
        ("lake = 'ducklake:news.ducklake'", "neither the path of a DuckDB file nor a PostgreSQL address"),
        ("lake = 'postgresql://u:gh3im@db/news'", "lake_data is missing"),
        ("lake = 'postgresql://u:gh3im/x@db/news'\nlake_data = 'files'", "cannot be read"),
        ("lake = 'a.ducklake'\nlake_data = 'ftp://db/x'", "neither a folder nor one of s3://"),
        ("lake = 'a.ducklake'\nlake_keep_hours = -1", "greater than or equal to 0"),
    ],
)
def test_settings_that_make_no_sense_are_refused(lines: str, said: str, home: Path, callnow: Callnow) -> None:
    """Exit code 2 before anything is read, with the setting's name and without a password."""
    set_lake(home, lines)
    ran = callnow("run")
    assert ran.code == 2
    assert said in ran.err
    assert "gh3im" not in ran.err
    assert not (home / "callnow.duckdb").exists()


@pytest.mark.parametrize(("command", "lack"), [("run", None), ("backfill", None), ("run", "v0.0.1")])
def test_a_missing_extension_is_a_setting_error(
    command: str, lack: str | None, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the extra is not installed, or is of another DuckDB, nothing begins, and the error says what to install."""
    other = tmp_path / "duckdb_extension_ducklake"
    if lack:
        (other / "extensions" / lack).mkdir(parents=True)
        (other / "__init__.py").touch()
    spec = lake_connection.find_spec("json")
    assert spec
    spec.submodule_search_locations = [str(other)]
    monkeypatch.setattr(lake_connection, "find_spec", lambda name: spec if lack else None)
    set_lake(home, "lake = 'news.ducklake'")
    ran = callnow(command, *(["--since", "2026-01-01"] if command == "backfill" else []))
    assert ran.code == 2
    assert "the lake needs DuckDB's extension ducklake" in ran.err
    assert f"pip install duckdb-extension-ducklake=={duckdb.__version__}" in ran.err
    assert not (home / "news.duckdb").exists()


def test_a_lake_of_others_is_left_alone(home: Path, tmp_path: Path) -> None:
    """Tables of another program, and a lake that another home publishes to, are refused; not a row of theirs goes."""
    theirs, store = tmp_path / "theirs.ducklake", StoreSettings(lake=str(tmp_path / "theirs.ducklake"))
    with lake_reader.analyst() as con:
        con.execute(f"ATTACH 'ducklake:{theirs}' AS lake")
        con.execute("CREATE TABLE lake.revenue AS SELECT range AS cents FROM range(1000)")
    add_news(home, 0, 5)
    with pytest.raises(StoreForeign, match="holds tables that callnow did not write: revenue"):
        publish_lake(load_settings(home).published, store, home)
    assert ask_lake(theirs, "SELECT sum(cents) FROM lake.revenue") == [(499500,)]
    first, second = in_a_file(home), tmp_path / "second"
    publish_to(first, home)
    add_news(second, 100, 1)
    with pytest.raises(StoreForeign, match="another home"):
        publish_lake(load_settings(second).published, StoreSettings(lake=first.address), second)
    assert ask_lake(first.address, "SELECT count(*) FROM lake.announcements") == [(5,)]


def test_another_folder_needs_a_new_lake(home: Path) -> None:
    """A catalog whose files lie elsewhere than `lake_data` says is refused, and works again with the old setting."""
    place = in_a_file(home)
    add_news(home, 0, 5)
    publish_to(place, home)
    moved = StoreSettings(lake=place.address, lake_data=str(home / "elsewhere"))
    with pytest.raises(StoreForeign, match="set `lake_data` back"):
        publish_lake(load_settings(home).published, moved, home)
    add_news(home, 5, 5)
    publish_to(place, home)
    assert ask_lake(place.address, "SELECT count(*) FROM lake.announcements") == [(10,)]


def test_a_publication_that_breaks_off_leaves_the_last_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed halfway is not to be seen: the catalog is the old one, and its halves are gone."""
    place = in_a_file(home)
    add_news(home, 0, 5)
    publish_to(place, home)
    before = (home / "lake/news.ducklake").read_bytes()
    add_news(home, 5, 5)

    def fail(*_: object) -> None:
        raise duckdb.IOException("IO Error: No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(lake_module, "_change", fail)
        with pytest.raises(StoreError, match="No space left"):
            publish_to(place, home)
    assert (home / "lake/news.ducklake").read_bytes() == before
    assert [file.name for file in (home / "lake").iterdir() if ".new" in file.name] == []
    publish_to(place, home)
    assert ask_lake(place.address, "SELECT count(*) FROM lake.announcements") == [(10,)]


def test_halves_of_a_killed_writer_are_cleared_away(home: Path) -> None:
    """Copies of the catalog that a killed run left behind are removed by the next, for they hold personal data."""
    place = in_a_file(home)
    add_news(home, 0, 5)
    publish_to(place, home)
    half = home / "lake" / "news.999999999.new-work"
    half.write_text("half")
    publish_to(place, home)
    assert not half.exists()


def test_a_rehearsal_does_not_publish(home: Path, callnow: Callnow) -> None:
    """`run --dry-run` leaves the lake as it is, and makes none."""
    set_lake(home, "lake = 'lake/news.ducklake'")
    assert callnow("run", "--dry-run").code == 0
    assert not (home / "lake").exists()
    assert callnow("run").code == 0
    before = ask_lake(home / "lake/news.ducklake", "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')")
    add_news(home, 0, 5)
    assert callnow("run", "--dry-run").code == 0
    assert ask_lake(home / "lake/news.ducklake", "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')") == before


def test_a_change_of_a_view_reaches_the_lake(place: Place, home: Path) -> None:
    """A view with other columns, as after an update of callnow, replaces its table; one that is gone goes."""
    add_news(home, 0, 5)
    publish_to(place, home)
    with duckdb.connect(str(home / "news.duckdb")) as con:
        con.execute("CREATE OR REPLACE VIEW announcements AS SELECT id, title, 1 AS words FROM announcement")
        con.execute("COMMENT ON VIEW announcements IS 'Now with words.'")
        con.execute("DROP VIEW feed_health")
    publish_to(place, home)
    assert ask_lake(place.address, "SELECT words FROM lake.announcements LIMIT 1") == [(1,)]
    names = ask_lake(place.address, "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake'")
    assert {name for (name,) in names} == set(VIEWS) - {"feed_health"}


def test_files_are_for_their_owner_until_somebody_says_otherwise(home: Path) -> None:
    """A catalog is made for its owner alone, as are its folders; rights that were given are kept."""
    place = in_a_file(home)
    add_news(home, 0, 5)
    publish_to(place, home)
    catalog = home / "lake/news.ducklake"
    assert [path.stat().st_mode & 0o077 for path in (catalog, home / "lake", home / "lake/news.ducklake.files")] == [
        0
    ] * 3
    catalog.chmod(0o640)
    publish_to(place, home)
    assert catalog.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("address", "words", "password"),
    [
        ("postgresql://u:p%2Fw@h:5/d?a=b", {"host": "h", "port": "5", "user": "u", "dbname": "d", "a": "b"}, "p/w"),
        ("postgres://u@[::1]/db", {"host": "::1", "user": "u", "dbname": "db"}, ""),
        ("postgresql://h1:1,h2:2/db", {"host": "h1,h2", "port": "1,2", "dbname": "db"}, ""),
        ("host=h dbname='a b' password='it\\'s'", {"host": "h", "dbname": "a b"}, "it's"),
        ("postgres:dbname=db connect_timeout=3", {"dbname": "db", "connect_timeout": "3"}, ""),
    ],
)  # fmt: skip
def test_addresses_of_postgres_are_read(address: str, words: dict[str, str], password: str, home: Path) -> None:
    """URIs and libpq's words come to the same, the password apart, and nobody is waited for longer than ten seconds."""
    lake = read_lake(StoreSettings(lake=address, lake_data="files"), home)
    assert lake
    assert lake.words == {"connect_timeout": "10"} | words
    assert lake.password == password


def test_errors_of_the_lake_are_ours(home: Path) -> None:
    """What is raised is a CallnowError of the documented tree."""
    assert issubclass(StoreForeign, StoreError)
    assert issubclass(SettingError, CallnowError)
    assert read_lake(StoreSettings(), home) is None
