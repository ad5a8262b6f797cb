"""A PostgreSQL that ends its connections in the middle of publishing costs that publication, not the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.lake import publish_lake
from tests.callnow.lakes import add_news, set_lake
from tests.postgres import Postgres

# Publishes as `callnow run` does, and halfway waits for a line. In a process of its own: what is tried ended processes.
PUBLISH = """
import sys
from pathlib import Path
from callnow.errors import StoreError
from callnow.settings import load_settings
from callnow.store import lake

describe = lake._describe

def halfway(con, view):
    if view["view"] == "calls_ever":
        print("halfway", flush=True)
        sys.stdin.readline()
    describe(con, view)

lake._describe = halfway
settings = load_settings(Path(sys.argv[1]))
try:
    lake.publish_lake(settings.published, settings.store, settings.home)
except StoreError as error:
    print(error.what)
"""
END_CONNECTIONS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'broken_off'"


@pytest.mark.integration
def test_connections_that_end_halfway_are_told_in_words(server: Postgres, home: Path) -> None:
    """DuckDB would end the process, which is a whole run; the next publication brings what this one did not."""
    address = server.create_database("broken_off")
    set_lake(home, f"lake = '{address}'\nlake_data = 'files'")
    settings = load_settings(home)
    add_news(home, 0, 5)
    publish_lake(settings.published, settings.store, home)
    add_news(home, 5, 5)
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISH, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as publishing:
        assert publishing.stdout
        assert publishing.stdout.readline() == "halfway\n"
        assert int(server.run(END_CONNECTIONS)) > 0
        said, trouble = publishing.communicate("\n", timeout=60)
    assert publishing.returncode == 0, trouble
    assert said.startswith("the lake could not be published")
    publish_lake(settings.published, settings.store, home)
    assert server.run("SELECT count(*) FROM ducklake_snapshot_changes WHERE author = 'callnow'", "broken_off") == "2"
