"""Where the lake lies, the extensions it needs, and opening it for one writer.

DuckDB lets one process write a catalog file and then nobody else read it. So a catalog in a file is treated as the
published copy is: the next one is written beside it and replaces it whole, and whoever has the old one open keeps it.
A catalog in PostgreSQL is written in place.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import duckdb

from callnow.errors import CallnowError, SettingError, StoreError, StoreForeign
from callnow.paths import oddity
from callnow.settings import StoreSettings, is_postgres
from callnow.store.copies import clear_away, rebuild_into
from callnow.store.files import OFFLINE, QUIETLY, closed_at_the_end, connect, log_of
from callnow.store.sql import Connection, sql_literal

# Seconds until a PostgreSQL counts as down: one that does not answer at first, and one whose machine goes while it is
# written to, for which the system would wait two hours, and the run with it. The last is in milliseconds.
PATIENCE = {"connect_timeout": "10", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"}
PATIENCE |= {"tcp_user_timeout": "60000"}
METADATA = "__ducklake_metadata_lake"  # what DuckDB calls the catalog of a lake that is attached as `lake`
HINT_POSTGRES = "see that it runs and that `[store] lake` is right; the next run publishes what is missing"
HINT_CATALOG = "name another file in `[store] lake`"
HINT_FILE = "correct `[store] lake` or `lake_data`; the next run publishes what is missing"


@dataclass(frozen=True, slots=True)
class Lake:
    """Where the lake lies. Its catalog is either `file`, or in the PostgreSQL that `words` and `password` reach."""

    data: str
    keep: timedelta
    file: Path | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What errors call it: never with a user's name or password."""
        if self.file:
            return str(self.file)
        host, port = self.words.get("host", "localhost"), self.words.get("port", "5432")
        return f"PostgreSQL {host}:{port}/{self.words.get('dbname', '')}"

    def holds(self, file: Path) -> bool:
        """Whether a file is its catalog, or one of its files."""
        return file == self.file or file.is_relative_to(self.data)

    @property
    def begun(self) -> Path | None:
        """The empty catalog that a new lake in a file begins with, until the first state takes the catalog's place."""
        return self.file and self.file.with_name(f"{self.file.name}.begun")

    @property
    def extensions(self) -> tuple[str, ...]:
        """The extensions of DuckDB that this lake needs."""
        remote = ("httpfs",) if "://" in self.data else ()
        return ("ducklake", *(() if self.file else ("postgres_scanner",)), *remote)


def read_lake(store: StoreSettings, home: Path) -> Lake | None:
    """The lake that the settings name, or None. Relative paths start at the home folder."""
    if store.lake is None:
        return None
    address, keep = store.lake.get_secret_value(), timedelta(hours=store.lake_keep_hours)
    data = store.lake_data
    if data and "://" not in data:
        data = str(home / Path(data).expanduser())
    if is_postgres(address):
        words = (
            _uri_words(address)
            if re.match("postgres(ql)?://", address)
            else _libpq_words(address.removeprefix("postgres:"))
        )
        password = words.pop("password", "")
        return Lake(data, keep, words={**PATIENCE, **words}, password=password)
    file = home / Path(address).expanduser()
    return Lake(data or f"{file}.files", keep, file=file)


def check_extensions(lake: Lake) -> None:
    """Raises SettingError where an extension that the lake needs is not installed for this DuckDB."""
    for name in lake.extensions:
        _extension(name)


@contextmanager
def connected(lake: Lake) -> Iterator[Connection]:
    """A connection of its own, with the extensions loaded from their packages and nothing ever downloaded.

    Raises SettingError where an extension is missing. What DuckDB or the system raise inside is raised as StoreError,
    in words that tell no password.
    """
    check_extensions(lake)
    try:
        with closed_at_the_end(duckdb.connect(config=dict(OFFLINE))) as con:
            con.execute(QUIETLY)
            for name in lake.extensions:
                con.execute(f"LOAD {sql_literal(str(_extension(name)))}")
            if "://" in lake.data and os.environ.get("DUCKDB_S3_ENDPOINT"):
                con.execute("SET GLOBAL s3_url_style = 'path'")  # not every store has a host name for each bucket
            if lake.password:
                con.execute(f"CREATE SECRET postgres_login (TYPE postgres, PASSWORD {sql_literal(lake.password)})")
            yield con
    except duckdb.Error as error:
        raise _trouble(lake, str(error)) from None  # DuckDB's own words may hold the whole address
    except OSError as error:
        where = str(error.filename or lake.name)
        why = "a file is in its place" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise StoreError(f"the lake cannot be written: {why}", where=where, hint=HINT_FILE) from None


@contextmanager
def writing_lake(con: Connection, lake: Lake) -> Iterator[None]:
    """Attaches the lake to write to it, as `lake`; made where there is none yet. Raises StoreForeign for a foreign one.

    A catalog in a file is worked on as a copy, which replaces it at the end and not where something was raised: nobody
    sees a lake without tables. The empty catalog of a new one lies beside it, so that what breaks off leaves one by
    which its files can be cleaned up.
    """
    if lake.file and lake.begun:
        if lake.file.exists() and (odd := oddity(lake.file)):  # it would be copied, and a device has no end
            raise StoreForeign(f"is not a catalog of DuckLake: {odd}", where=lake.name, hint=HINT_CATALOG)
        lake.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not lake.file.exists() and not lake.begun.exists():
            with _next_catalog(lake.begun, lake.begun) as work:
                _attach(con, lake, str(work), exists=False)
                con.execute("DETACH lake")
        with _next_catalog(lake.file, lake.file if lake.file.exists() else lake.begun) as work:
            _attach(con, lake, str(work), exists=True)
            yield
            con.execute("DETACH lake")
        lake.begun.unlink(missing_ok=True)
    else:
        address = " ".join(f"{word}={_libpq_value(value)}" for word, value in lake.words.items())
        _attach(con, lake, f"postgres:{address}", exists=_has_lake(con, lake, address))
        yield
        con.execute("DETACH lake")


@contextmanager
def _next_catalog(file: Path, before: Path) -> Iterator[Path]:
    """A copy of the catalog `before`, where there is one, to work on as the next of `file`. At the end it is written
    anew, so that nothing deleted stays in its pages."""
    clear_away(file)
    work, fresh = (file.with_suffix(f".{os.getpid()}.new{step}") for step in ("-work", ""))
    try:
        if before.exists():
            shutil.copyfile(before, work)
            work.chmod(0o600)
        yield work
        with closed_at_the_end(connect(work)) as con:
            rebuild_into(con, fresh)
        fresh.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o600)
        log_of(file).unlink(missing_ok=True)  # of a reader that opened it for writing; it would not fit the next one
        os.replace(fresh, file)
    finally:
        for part in (work, fresh):
            part.unlink(missing_ok=True)
            log_of(part).unlink(missing_ok=True)


def _attach(con: Connection, lake: Lake, catalog: str, *, exists: bool) -> None:
    """Rows never go into the catalog (inlining), so that the rule that removes old files reaches all of them."""
    if not exists:
        _refuse_used_folder(con, lake)
        _make_folder(lake)
    options = {"DATA_PATH": sql_literal(lake.data), "DATA_INLINING_ROW_LIMIT": "0"}
    options |= {"CREATE_IF_NOT_EXISTS": "false"} if exists else {}
    options |= {"META_SECRET": "'postgres_login'"} if lake.password else {}
    listed = ", ".join(f"{name} {value}" for name, value in options.items())
    con.execute(f"ATTACH {sql_literal('ducklake:' + catalog)} AS lake ({listed})")
    _make_folder(lake)


def _has_lake(con: Connection, lake: Lake, address: str) -> bool:
    """Whether the PostgreSQL database holds a catalog already."""
    secret = ", SECRET postgres_login" if lake.password else ""
    con.execute(f"ATTACH {sql_literal(address)} AS looked_at (TYPE postgres, READ_ONLY{secret})")
    rows = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'looked_at' AND table_name = 'ducklake_metadata'"
    ).fetchall()
    con.execute("DETACH looked_at")
    return bool(rows[0][0])


def _refuse_used_folder(con: Connection, lake: Lake) -> None:
    """A new lake begins in an empty folder: what lies there and is not in its catalog would be cleaned away one day."""
    files = con.execute("SELECT file FROM glob($1) LIMIT 1", [f"{lake.data.rstrip('/')}/**"]).fetchall()
    if files:
        raise StoreForeign(
            f"holds files that are not in the lake's catalog, such as {files[0][0]}",
            where=lake.data,
            hint="name an empty folder in `[store] lake_data`",
        )


def _make_folder(lake: Lake) -> None:
    """A folder that is made here is readable by its owner only; one that is there keeps its rights."""
    if "://" not in lake.data:
        Path(lake.data).mkdir(parents=True, exist_ok=True, mode=0o700)


def _extension(name: str) -> Path:
    """The file of an extension, from its package. Raises SettingError where it is missing or of another DuckDB."""
    package = f"duckdb_extension_{name}"
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or () if spec else ():
        file = Path(folder, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        if file.exists():
            return file
    lack = f"is there, but not for DuckDB {duckdb.__version__}" if spec else "is not installed"
    raise SettingError(
        f"the lake needs DuckDB's extension {name}, which {lack}",
        where="store.lake",
        hint=f"pip install {package.replace('_', '-')}=={duckdb.__version__}",
    )


def _trouble(lake: Lake, words: str) -> CallnowError:
    """One sentence for a person, without what PostgreSQL's address holds."""
    if "creating a new DuckLake is explicitly disabled" in words or "not a valid DuckDB database" in words:
        return StoreForeign("is not a catalog of DuckLake", where=lake.name, hint=HINT_CATALOG)
    if "does not match existing data path" in words:
        known = re.search(r'in the catalog "([^"]+)"', words)
        return StoreForeign(
            f"its files lie in {known[1] if known else 'another folder'}, and `lake_data` names {lake.data}",
            where=lake.name,
            hint="set `lake_data` back, or begin a new lake: a new catalog and an empty folder",
        )
    down = re.search(r'Unable to connect to Postgres at "[^"]*": (?:connection to server at .+? failed: )?(.+)', words)
    reason = down[1] if down else words.strip().splitlines()[0]
    if lake.password:
        reason = reason.replace(lake.password, "***")
    what = "cannot be reached" if down else "the lake could not be published"
    return StoreError(f"{what}: {reason}", where=lake.name, hint=HINT_FILE if lake.file else HINT_POSTGRES)


def _uri_words(address: str) -> dict[str, str]:
    """The words of postgresql://user:password@host:port/name?word=value; several hosts are separated by commas."""
    rest, _, query = address.partition("://")[2].partition("?")
    login_and_hosts, _, name = rest.partition("/")
    login, _, hosts = login_and_hosts.rpartition("@")
    user, _, password = login.partition(":")
    parameters = (pair.partition("=") for pair in query.split("&"))
    pairs = [re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(.*))?", host) for host in hosts.split(",")]
    words = {
        "host": ",".join(unquote(pair[1].strip("[]")) for pair in pairs if pair),
        "port": ports if (ports := ",".join(pair[2] or "" for pair in pairs if pair)).strip(",") else "",
        "user": unquote(user),
        "password": unquote(password),
        "dbname": unquote(name),
        **{unquote(word): unquote(value) for word, _, value in parameters},  # a "+" is a plus here
    }
    return {word: value for word, value in words.items() if value}


def _libpq_words(address: str) -> dict[str, str]:
    """The words of host=… port=… dbname='…': a value in quotes may hold spaces, and \\' and \\\\."""
    pairs = re.findall(r"(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|\S*)", address)
    return {word: re.sub(r"\\(.)", r"\1", value[1:-1]) if value[:1] == "'" else value for word, value in pairs}


def _libpq_value(value: str) -> str:
    return value if re.fullmatch(r"[\w.,:/-]+", value) else "'" + re.sub(r"(['\\])", r"\\\1", value) + "'"
