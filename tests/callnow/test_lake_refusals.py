"""A lake that cannot be used is refused in words: before a run where the settings show it, else after."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import duckdb
import pytest

from callnow.errors import CallnowError, SettingError, StoreError, StoreForeign
from callnow.settings import StoreSettings, load_settings
from callnow.store import lake_connection
from callnow.store.lake import publish_lake
from callnow.store.lake_connection import read_lake
from tests.callnow import lake_reader
from tests.callnow.lake_reader import ask_lake
from tests.callnow.lakes import add_news, in_a_file, publish_to, set_lake
from tests.conftest import Callnow
from tests.postgres import Postgres

UNUSABLE = (
    ("lake = '/proc/none/news.ducklake'", "the lake cannot be written"),
    (
        "lake = 'postgresql://u:gh3im@127.0.0.1:1/news'\nlake_data = 'files'",
        "cannot be reached: Connection refused",
    ),
    ("lake = 'folder'", "is not a catalog of DuckLake: a folder is in its place"),
    ("lake = '/dev/zero'", "is not a catalog of DuckLake: a pipe or device is in its place"),
    ("lake = 'text.txt'", "is not a catalog of DuckLake"),
    ("lake = 'news.duckdb'", "is not a catalog of DuckLake"),
    ("lake = 'a.ducklake'\nlake_data = 'text.txt'", "a file is in its place"),
    ("lake = 'a.ducklake'\nlake_data = 'folder'", "holds files that are not in the lake's catalog"),
    ("lake = 'host=127.0.0.1 port=1 password=gh3im'\nlake_data = 'files'", "cannot be reached: Connection refused"),
)


def set_unusable(home: Path, lines: str) -> None:
    """A home with files of its user's own, one of which these settings take for the lake, or for a place of one."""
    set_lake(home, lines)
    (home / "folder").mkdir(exist_ok=True)
    for name in ("text.txt", "folder/mine.parquet"):
        (home / name).write_text("mine")


@pytest.mark.integration
def test_each_lake_that_cannot_be_written_is_named(home: Path) -> None:
    """Publishing raises an error that says what is in the way, and what to do."""
    set_unusable(home, UNUSABLE[0][0])
    add_news(home, 0, 1)
    for lines, said in UNUSABLE:
        set_lake(home, lines)
        settings = load_settings(home)
        with pytest.raises(StoreError, match=re.escape(said)) as caught:
            publish_lake(settings.published, settings.store, home)
        assert caught.value.hint, lines
        assert "gh3im" not in f"{caught.value}{caught.value.where}{caught.value.hint}"
    assert (home / "text.txt").read_text() == (home / "folder/mine.parquet").read_text() == "mine"


@pytest.mark.integration
@pytest.mark.parametrize(
    ("lines", "said"), [*UNUSABLE[:2], *(pytest.param(*one, marks=pytest.mark.slow) for one in UNUSABLE[2:])]
)
def test_a_lake_that_cannot_be_written_is_told(lines: str, said: str, home: Path, callnow: Callnow) -> None:
    """The run has not failed: the copy is new, the failure is told in a sentence, the exit code says partly."""
    set_unusable(home, lines)
    ran = callnow("run")
    assert ran.code == 3
    assert said in ran.err
    assert "what to do:" in ran.err
    assert "Traceback" not in ran.err
    assert "gh3im" not in ran.out + ran.err
    assert callnow("query", "SELECT count(*) FROM run").code == 0
    assert {file.name for file in home.iterdir()} <= {
        "callnow.toml", "callnow.duckdb", "callnow.duckdb.writes", "news.duckdb", "run.lock", "publish.lock", "index",
        "text.txt", "folder", "lake_trouble.json",
    }  # fmt: skip
    told = callnow("status")
    assert told.code == 3
    assert "the lake" in told.out
    assert "`callnow run` then publishes what is missing" in " ".join(told.out.split())
    assert "gh3im" not in told.out + "".join(f.read_text() for f in home.glob("lake_trouble.json"))
    set_lake(home, 'lake = "mended/news.ducklake"')
    assert callnow("run").code == 0
    assert "the lake" not in callnow("status").out
    assert (home / "text.txt").read_text() == (home / "folder/mine.parquet").read_text() == "mine"


@pytest.mark.integration
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


@pytest.mark.integration
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


@pytest.mark.integration
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


@pytest.mark.integration
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


@pytest.mark.parametrize(
    ("address", "words", "password"),
    [
        ("postgresql://u:p%2Fw@h:5/d?a=b", {"host": "h", "port": "5", "user": "u", "dbname": "d", "a": "b"}, "p/w"),
        ("postgres://u@[::1]/db", {"host": "::1", "user": "u", "dbname": "db"}, ""),
        ("postgresql://h1:1,h2:2/db", {"host": "h1,h2", "port": "1,2", "dbname": "db"}, ""),
        ("postgresql://h1,h2:6432/db", {"host": "h1,h2", "port": ",6432", "dbname": "db"}, ""),
        ("postgresql://h/db?user=u&password=a+b%20c", {"host": "h", "user": "u", "dbname": "db"}, "a+b c"),
        ("host=h dbname='a b' password='it\\'s'", {"host": "h", "dbname": "a b"}, "it's"),
        ("postgres:dbname=db connect_timeout=3", {"dbname": "db", "connect_timeout": "3"}, ""),
    ],
)  # fmt: skip
def test_addresses_of_postgres_are_read(address: str, words: dict[str, str], password: str, home: Path) -> None:
    """URIs and libpq's words come to the same, the password apart; nobody is waited for longer than ten seconds, and
    none whose machine is gone meanwhile longer than sixty."""
    lake = read_lake(StoreSettings(lake=address, lake_data="files"), home)
    assert lake
    gone = {"keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "60000"}
    assert lake.words == {"connect_timeout": "10"} | gone | words
    assert lake.password == password


def test_errors_of_the_lake_are_ours(home: Path) -> None:
    """What is raised is a CallnowError of the documented tree."""
    assert issubclass(StoreForeign, StoreError)
    assert issubclass(SettingError, CallnowError)
    assert read_lake(StoreSettings(), home) is None
