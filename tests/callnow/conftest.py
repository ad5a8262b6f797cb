"""What tests of the store share: a home whose log a kill left behind, and lakes with either catalog."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from damaged_home import make_pattern

from callnow.settings import StoreSettings
from tests.callnow.lakes import Place, in_a_file
from tests.postgres import Postgres, running_postgres


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See make_pattern; its database knows five writes, three of them in its log."""
    home = tmp_path_factory.mktemp("pattern")
    make_pattern(home)
    return home


@pytest.fixture
def database(pattern: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path / "home")
    return tmp_path / "home" / "callnow.duckdb"


@pytest.fixture(scope="session")
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
