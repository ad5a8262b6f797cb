"""The lake: the views of the published copy as tables of DuckLake, whole for every reader, and bounded in size."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from callnow.errors import StoreError
from callnow.paths import ROOT
from callnow.settings import load_settings
from callnow.store import lake as lake_module
from callnow.store.ask import saved_questions
from callnow.store.connection import writing
from callnow.store.lake_connection import connected, read_lake, writing_lake
from tests.callnow import lake_reader
from tests.callnow.lake_reader import ask_lake
from tests.callnow.lakes import Place, add_news, files_of, in_a_file, keep_news, publish_to, rows_of, set_lake
from tests.conftest import Callnow
from tests.flows.people import import_people

HOW_TO = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
VIEWS = {
    "alerts", "announcements", "barred_numbers", "call_now", "calls_ever", "company_events", "employers", "feed_health",
    "filings", "news_matches", "numbers_offered", "prospects", "touches", "wrong_numbers",
}  # fmt: skip
COLUMNS = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE database_name = 'lake'"


@pytest.mark.integration
@pytest.mark.parametrize("place", ["file", pytest.param("postgres", marks=pytest.mark.slow)], indirect=True)
def test_the_lake_holds_the_views_and_nothing_else(place: Place, home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """Each view is a table of the same rows, columns and descriptions; no other table is there."""
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    publish_to(place, home)
    tables = ask_lake(place.address, "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'lake'")
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as con:
        views = con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
        columns = con.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    assert sorted(tables) == sorted(views)
    assert {name for name, _ in tables} == VIEWS
    assert sorted(ask_lake(place.address, COLUMNS)) == sorted(column for column in columns if column[0] in VIEWS)
    assert ask_lake(place.address, "FROM lake.call_now") == rows_of(home, "call_now") == []  # it has expired by now
    empty = {"barred_numbers", "call_now", "feed_health", "filings", "numbers_offered", "touches", "wrong_numbers"}
    for view in VIEWS - empty:
        assert ask_lake(place.address, f"FROM lake.{view} ORDER BY ALL") == rows_of(home, view) != [], view


@pytest.mark.integration
def test_the_saved_questions_run_in_the_lake(home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """Each of them, and what they ask of news answers: they need no table but the views."""
    place = in_a_file(home)
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    publish_to(place, home)
    with lake_reader.analyst() as con:
        con.execute(f"ATTACH 'ducklake:{place.address}' AS lake (READ_ONLY)")
        con.execute("USE lake")
        answered = {name: con.execute(sql).fetchall() for name, (_, sql) in saved_questions().items()}
    assert all(answered[name] for name in ("time_to_alert", "sources_with_most_true_alerts"))


@pytest.mark.slow
def test_a_lake_of_an_older_callnow_gets_what_it_lacks(
    place: Place, home: Path, callnow: Callnow, tmp_path: Path
) -> None:
    """Views and descriptions that a lake does not have yet are there after the next run, and the rows stay."""
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    publish_to(place, home)
    whole = sorted(ask_lake(place.address, COLUMNS))
    with connected(read_lake(place.store, home)) as con, writing_lake(con, read_lake(place.store, home)):
        con.execute("DROP TABLE lake.main.prospects")
        con.execute("COMMENT ON COLUMN lake.main.employers.domain IS NULL")
        con.execute("ALTER TABLE lake.main.company_events DROP COLUMN amount_value")
    assert sorted(ask_lake(place.address, COLUMNS)) != whole
    publish_to(place, home)
    assert sorted(ask_lake(place.address, COLUMNS)) == whole
    for view in ("prospects", "employers", "company_events"):
        assert ask_lake(place.address, f"FROM lake.{view} ORDER BY ALL") == rows_of(home, view) != [], view


@pytest.mark.integration
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


@pytest.mark.integration
def test_three_readers_see_whole_states_while_one_writes(home: Path, tmp_path: Path) -> None:
    """Three processes read a catalog in a file while a run is published."""
    read_while_publishing(in_a_file(home), home, tmp_path / "stop", 1)


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.integration
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


@pytest.mark.integration
def test_nobody_sees_a_lake_without_tables(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first state takes its place whole; where it broke off, its files are no obstacle to the next try."""
    place, catalog = in_a_file(home), home / "lake/news.ducklake"
    add_news(home, 0, 5)
    describe = lake_module._describe

    def fail(*_: object) -> None:
        assert not catalog.exists()
        raise duckdb.IOException("IO Error: No space left on device")

    def look(*given: object) -> None:
        assert not catalog.exists()
        describe(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(lake_module, "_describe", fail)
        with pytest.raises(StoreError, match="No space left"):
            publish_to(place, home)
    assert not catalog.exists()
    monkeypatch.setattr(lake_module, "_describe", look)
    publish_to(place, home)
    assert ask_lake(place.address, "SELECT count(*) FROM lake.announcements") == [(5,)]
    assert sorted(file.name for file in catalog.parent.iterdir()) == ["news.ducklake", "news.ducklake.files"]


@pytest.mark.integration
def test_halves_of_a_killed_writer_are_cleared_away(home: Path) -> None:
    """Copies of the catalog that a killed run left behind are removed by the next, for they hold personal data."""
    place = in_a_file(home)
    add_news(home, 0, 5)
    publish_to(place, home)
    half = home / "lake" / "news.999999999.new-work"
    half.write_text("half")
    publish_to(place, home)
    assert not half.exists()


@pytest.mark.integration
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


@pytest.mark.integration
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


@pytest.mark.integration
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
