"""Prefect's server on PostgreSQL, with a process worker of its own, runs the flows that prefect.yaml deploys; their
batches go to the cluster that the home names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.paths import ROOT
from callnow.settings import load_settings
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from tests.clusters import running_dask
from tests.ports import free_port
from tests.postgres import Postgres, running_postgres

NOW = datetime.now(UTC)
SECONDS = 180


def environment(folder: Path, database: str, port: int) -> dict[str, str]:
    """That of Prefect's server, worker and command line: a home of their own, PostgreSQL, no word to anyone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "CALLNOW_"))}
    return kept | {
        "PREFECT_HOME": str(folder),
        "PREFECT_API_DATABASE_CONNECTION_URL": database,
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


def prefect(*words: str, env: dict[str, str]) -> str:
    """Runs a command of Prefect and returns what it printed."""
    command = [sys.executable, "-m", "prefect", *words]
    ran = subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, timeout=SECONDS, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@contextmanager
def running(*words: str, env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Prefect that runs until the block ends."""
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *words], cwd=ROOT, env=env, stdout=written, stderr=written
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def server_on(postgres: Postgres, folder: Path) -> Iterator[dict[str, str]]:
    """Prefect's server with its tables in a database of `postgres`; the environment that reaches it."""
    postgres.create_database("prefect")
    port = free_port()
    env = environment(folder / "prefect", postgres.url("prefect", "postgresql+asyncpg"), port)
    log = folder / "server.log"
    words = ("server", "start", "--host", "127.0.0.1", "--port", str(port))
    with running(*words, env=env, log=log) as server:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            assert server.poll() is None, log.read_text()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield env


def api(env: dict[str, str], path: str, body: dict[str, object]) -> list[dict[str, object]]:
    """What the server answers to a filter."""
    request = urllib.request.Request(
        f"{env['PREFECT_API_URL']}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: list[dict[str, object]] = json.load(answer)
        return found


def finished(env: dict[str, str]) -> str:
    """How the one flow run ended."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        runs = api(env, "flow_runs/filter", {"flow_runs": {"tags": {"all_": ["by-hand"]}}})
        if runs and runs[0]["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED"):
            return f"{runs[0]['state_type']} {runs[0]['state']}"
        time.sleep(1)
    return "still running"


def test_postgresql_starts_and_takes_a_database() -> None:
    """What the test below stands on: a server of our own on 127.0.0.1, reached with a password."""
    with running_postgres() as postgres:
        postgres.create_database("prefect")
        assert postgres.run("SELECT current_database()", "prefect") == "prefect"
        assert postgres.url("prefect", "postgresql+asyncpg").startswith("postgresql+asyncpg://")


@pytest.mark.timeout(600)
@pytest.mark.slow
def test_a_process_worker_runs_the_watch_with_prefects_tables_on_postgresql(tmp_path: Path, home: Path) -> None:
    """`prefect deploy --all`, a process worker, a run: calls stand in the home, the run's history in PostgreSQL.

    The deployment names only the home; that its batches go to Dask stands in the home's callnow.toml.
    """
    from distributed import Client

    settings = load_settings(home)
    with (
        running_postgres() as postgres,
        SampleServer(NOW) as sample,
        server_on(postgres, tmp_path) as env,
        running_dask(workers=2) as dask,
    ):
        import_files(settings, [PROSPECTS], ListReading(), NOW)
        subscribe(settings, sample.feeds)
        (home / "callnow.toml").write_text(f'[watch]\ntask_runner = "dask"\ncluster = "{dask}"\n')
        prefect("work-pool", "create", "callnow", "--type", "process", env=env)
        prefect("--no-prompt", "deploy", "--all", env=env)
        with running("worker", "start", "--pool", "callnow", env=env, log=tmp_path / "worker.log"):
            name = next(
                f"watch/{one['name']}" for one in api(env, "deployments/filter", {}) if "watch" in str(one["name"])
            )
            prefect("deployment", "run", name, "--params", json.dumps({"home": str(home)}), "--tag", "by-hand", env=env)
            assert finished(env).startswith("COMPLETED"), (tmp_path / "worker.log").read_text()[-4000:]
        with Client(dask, set_as_default=False) as client:
            assert sum(client.run(lambda dask_worker: dask_worker.state.executed_count).values()) >= 2
        stored = postgres.run("SELECT count(*) FROM flow_run WHERE state_type = 'COMPLETED'", "prefect")
        assert int(stored) >= 1
        assert int(postgres.run("SELECT count(*) FROM task_run", "prefect")) >= 2
    from callnow.store import reading

    with reading(settings) as con:
        assert con.execute("SELECT count(*) FROM trigger WHERE tier = 'call_now'").fetchone()[0] > 0
    assert not list((tmp_path / "prefect").glob("*.db"))
