"""Forgetting reaches the lake: its files, its older states and its catalog."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from flows.people import forgetting_steps
from tests.callnow.lake_reader import ask_lake
from tests.callnow.lakes import Place, in_a_file, keep_news, set_lake
from tests.conftest import Callnow
from tests.flows.people import import_people
from tests.postgres import Postgres

TRACES = ("Brannigan", "2065550177", "oscar@example.org")


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


@pytest.mark.integration
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


@pytest.mark.slow
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


@pytest.mark.integration
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
    assert "is not a catalog of DuckLake: a folder is in its place" in forgotten.err
    assert "the next run that reaches the lake" in forgotten.err
    assert "still names" not in forgotten.err
    catalog.rmdir()
    aside.rename(catalog)
    assert telling(place)
    assert callnow("run").code == 0
    assert telling(place) == []


@pytest.mark.integration
def test_a_forgetting_that_is_broken_off_before_the_lake_names_nothing_to_delete(
    home: Path, callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes next takes the person out of the lake before it looks who is still named."""
    place = in_a_file(home)
    set_lake(home, "lake = 'lake/news.ducklake'")
    import_people(callnow, tmp_path)
    keep_news(home, callnow)
    assert callnow("run").code == 0

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, suppress(KeyboardInterrupt):
        broken.setattr(forgetting_steps, "publish_lake", killed)
        callnow("forget", "oscar", "--yes")
    assert telling(place)
    done = callnow("run")
    assert "still names" not in done.err + done.out
    assert telling(place) == []
