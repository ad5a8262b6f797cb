"""A PostgreSQL server for a test, from Debian's package: on 127.0.0.1, in a folder of its own, ended with the block."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port

USER, PASSWORD = "callnow", "5xQ-not-to-be-seen"


@dataclass(frozen=True)
class Postgres:
    """A running server, its superuser and its log."""

    host: str
    port: int
    user: str
    password: str
    log: Path
    psql: Path

    def url(self, database: str = "postgres", scheme: str = "postgresql") -> str:
        """The address of a database; `scheme="postgresql+asyncpg"` for SQLAlchemy."""
        return f"{scheme}://{self.user}:{self.password}@{self.host}:{self.port}/{database}"

    def create_database(self, name: str) -> str:
        """Makes an empty database and returns its address."""
        self.run(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def run(self, sql: str, database: str = "postgres") -> str:
        """What psql prints for one statement, rows a line and columns separated by |."""
        command = [str(self.psql), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.host, "-p", str(self.port)]
        return subprocess.run(
            [*command, "-U", self.user, "-d", database, "-c", sql],
            env={**os.environ, "PGPASSWORD": self.password},
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout.strip()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Starts a server and ends it; skips the test where PostgreSQL's programs are missing.

    PostgreSQL refuses to run as root, so root starts it as the package's user `postgres`. The folder is not pytest's:
    that one only its owner may enter.
    """
    programs, as_user = _programs(), _as_user()
    folder = Path(tempfile.mkdtemp(prefix="callnow-postgres-"))
    try:
        if as_user:
            shutil.chown(folder, "postgres", "postgres")
        data, log, secret = folder / "data", folder / "server.log", folder / "password"
        secret.write_text(PASSWORD + "\n")
        secret.chmod(0o644)
        _call(
            [*as_user, programs / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", "-A", "scram-sha-256", "-N"]
        )
        port = free_port()
        options = f"-h 127.0.0.1 -p {port} -k {folder} -F"  # -F: nothing here outlives the test
        control: list[str | Path] = [*as_user, programs / "pg_ctl", "-D", data]
        _call([*control, "-l", log, "-o", options, "-w", "-t", "60", "start"])
        try:
            yield Postgres("127.0.0.1", port, USER, PASSWORD, log, programs / "psql")
        finally:
            _call([*control, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Debian keeps the server's programs off the path, a folder a version."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    if not found:
        pytest.skip("PostgreSQL's server is not installed (Debian's package postgresql)")
    return found[-1]


def _as_user() -> list[str | Path]:
    """What goes before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    runuser = shutil.which("runuser")
    if not runuser:
        pytest.skip("PostgreSQL does not run as root, and runuser is missing (Debian's package util-linux)")
    return [runuser, "-u", "postgres", "--"]


def _call(command: Sequence[str | Path]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",  # a folder that the other user may enter
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
