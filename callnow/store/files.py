"""The files of a database: their names, what is odd in place of one, how DuckDB opens it, what its troubles mean."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import duckdb

from callnow.errors import MORE_MEMORY, NO_MEMORY, THEN_AGAIN, StoreDamaged, StoreError
from callnow.paths import COUNTER, LOG, PUBLISHED, oddity
from callnow.private_files import OWNER_ONLY, open_private
from callnow.store.sql import Connection, question

# What DuckDB raises where a disk is full or a file is damaged; anything else is a fault of ours and is not caught.
TROUBLE = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)
SHORT_OF_MEMORY = (MemoryError, duckdb.OutOfMemoryException)
FULL = re.compile(r"No space left|File too large|Disk quota|disk is full")
NOT_ALLOWED = re.compile(r"(?:\"([^\"]+)\": )?(Permission denied|Operation not permitted|Read-only file system)")
RECOVER = "`callnow recover` brings the last good copy back; a file of another program must be moved away"

ROOM = f"free disk space{THEN_AGAIN}"
ANEW = "`callnow run` writes it anew"  # of the published copy

# Nothing is ever downloaded: over a SQLite file, say, DuckDB would fetch what reads it, and run that.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# A commit writes the log and nothing else, so one that fails has kept nothing. The log is folded into the file when the
# last connection closes; where that fails the log stays, and nobody need be told.
ONLY_THE_LOG: dict[str, str | bool | int | float | list[str]] = {"checkpoint_threshold": "1TB"}

# Where DuckDB takes a program for a person at a prompt it draws a bar on stdout, into JSON, too.
QUIETLY = "SET TimeZone = 'UTC'; SET enable_progress_bar = false"

_LOG_HEAD = 64  # bytes; a log that begins with so many zeros was lost with its pages, and DuckDB would pass it over
_SQLITE = b"SQLite format 3\0"
BROKEN_OFF = bytes(_LOG_HEAD) + b"recovering\n"  # how a log begins that is a mark, see callnow.store.exchange


def connect(file: Path, *, read_only: bool = False) -> Connection:
    """A connection to a database file, which is made where there is none; times are UTC. Raises what DuckDB raises.

    While it is open, nothing else in this process may open and close that file: DuckDB's lock would be gone with it, by
    fcntl(2), and another process could write at the same time.
    """
    spare_searches_for_pandas()
    try:
        con = duckdb.connect(str(file), read_only=read_only, config=OFFLINE | ONLY_THE_LOG)
    except duckdb.IOException as error:
        if not is_held(error) and _is_sqlite(file):
            raise duckdb.IOException("it is a database of SQLite") from error
        raise
    con.execute(QUIETLY)
    con.execute(question("words_fit"))
    return con


def roll_back(con: Connection) -> None:
    """Undoes a transaction in which something was raised; where that fails, the reason matters more than this."""
    with suppress(duckdb.Error):
        con.interrupt()  # else it would wait for what is computed, see closed_at_the_end
        con.execute("ROLLBACK")


@contextmanager
def closed_at_the_end(con: Connection) -> Iterator[Connection]:
    """Closes a connection with the block, and breaks off what it computes where something was raised.

    After Ctrl-C DuckDB's other threads go on with the question, and closing would wait until they have the answer. The
    error that DuckDB makes of it is no trouble of the database, so KeyboardInterrupt is raised in its place.
    """
    try:
        yield con
    except BaseException as error:
        with suppress(duckdb.Error):  # it is closed
            con.interrupt()
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        raise
    finally:
        con.close()


@cache
def spare_searches_for_pandas() -> None:
    """Has Python remember that pandas is not installed, where it is not.

    DuckDB asks for it at each parameter, and each item of a list in one, and Python would search all its folders each
    time: 200 small questions took .064 s instead of .030, one with a list of 5,000 words .54 instead of .05 (DuckDB
    1.5.5; duckdb-python, issue 300).
    """
    if find_spec("pandas") is None:
        sys.modules["pandas"] = None  # type: ignore[assignment]  # what an import that finds nothing should leave


@contextmanager
def snapshot(database: Path, copy: Path) -> Iterator[None]:
    """The bytes of a database and its log in the new file `copy` and a log beside it, which are gone with the block.

    It takes a tenth of the time of rebuilding it. Nobody may write meanwhile. A process that has the database open must
    close that connection before the block ends: then its files are closed, and DuckDB's lock goes with that, see
    `connect`.
    Raises OSError.
    """
    try:
        with ExitStack() as until_the_end:
            for file, its_copy in ((database, copy), (log_of(database), log_of(copy))):
                if file.exists():
                    source = until_the_end.enter_context(file.open("rb"))
                    with open(its_copy, "wb", opener=open_private) as made:
                        shutil.copyfileobj(source, made, 1 << 20)
            yield
    finally:
        for part in (copy, log_of(copy)):
            part.unlink(missing_ok=True)


def keep_log_private(database: Path) -> None:
    """Makes the log its owner's alone: DuckDB makes it as the umask has it, and after a kill it stays."""
    with suppress(OSError):  # there is none, or it is another user's
        log_of(database).chmod(OWNER_ONLY)


def log_of(database: Path) -> Path:
    """DuckDB's write-ahead log of a database: what was committed and is not in the file yet."""
    return database.with_name(database.name + LOG)


def log_size(database: Path) -> int:
    """The bytes of that log; 0 where there is none."""
    try:
        return log_of(database).stat().st_size
    except OSError:
        return 0


def counter_of(database: Path) -> Path:
    """The counter of writes that lies beside a database; see callnow.store.writes."""
    return database.with_name(database.name + COUNTER)


def copy_of(database: Path) -> Path:
    """The published copy that lies beside a database."""
    return database.with_name(PUBLISHED)


def make_home(home: Path) -> None:
    """The home folder; one that is made here is readable by its owner only, for prospects are personal data.

    Raises StoreError where it is not a folder, or cannot be written.
    """
    hint = "name another folder with --home"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = "a file is in its place" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise StoreError(f"the home folder cannot be made: {reason}", where=str(home), hint=hint) from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise StoreError("the home folder cannot be written", where=str(home), hint=hint)


def refuse_odd(database: Path) -> None:
    """Raises StoreDamaged where database or log are not files, or such as DuckDB would misread."""
    if odd := oddity(database):
        raise damaged(database, odd)
    log = log_of(database)
    if odd := oddity(log):
        raise damaged(database, f"its log {log.name}: {odd}")
    if log.exists() and not database.exists():
        raise damaged(database, f"it is gone, and its log {log.name} is there")
    try:
        with log.open("rb") as opened:
            head, more = opened.read(_LOG_HEAD), opened.read(len(BROKEN_OFF) - _LOG_HEAD)
    except OSError:
        return
    if head and not any(head):  # which DuckDB takes for an empty one; but where there is a log, something was committed
        marked = head + more == BROKEN_OFF
        raise damaged(database, "a recovery of it was broken off" if marked else "its log holds only zeros")


def refuse_gone(database: Path) -> None:
    """Raises StoreDamaged where there is no database, but what lies beside one: no empty one may take its place."""
    left = [file.name for file in (copy_of(database), counter_of(database)) if file.exists()]
    if database.exists() or not left:
        return
    names = " and ".join(left)
    is_back = (
        "`callnow recover` brings the copy back"
        if copy_of(database).exists()
        else f"no copy is left: put {database.name} back from a backup"
    )
    raise StoreDamaged(
        f"is gone, but {names} {'is' if len(left) == 1 else 'are'} there",
        where=str(database),
        hint=f"{is_back}; to begin anew, move {names} away",
    )


def is_new(database: Path) -> bool:
    """Whether nothing was ever kept here: there is no database, and nothing that lies beside one."""
    return not any(one.exists() for one in (database, log_of(database), copy_of(database), counter_of(database)))


def _is_sqlite(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # DuckDB says why it cannot be opened


def trouble(database: Path, error: Exception) -> StoreError:
    """What a person can do about it: make room, make it writable, or bring the last good copy back."""
    if isinstance(error, SHORT_OF_MEMORY):
        return StoreError(NO_MEMORY, where=str(database), hint=MORE_MEMORY)
    if FULL.search(str(error)):
        return StoreError(first_line(error), where=str(database), hint=ROOM)
    if refused := NOT_ALLOWED.search(str(error)):  # nothing is damaged, and a copy in its place would hide a file
        file = Path(refused[1] or database)
        hint = f"give yourself the right to it (chmod u+rw {file.name}), or run callnow as the user whose file it is"
        return StoreError(f"may not be opened for reading and writing: {refused[2]}", where=str(file), hint=hint)
    return damaged(database, first_line(error))


@contextmanager
def told_where_memory_is_short(file: Path) -> Iterator[None]:
    """Raises StoreError where what is done with a file inside gets no more memory."""
    try:
        yield
    except SHORT_OF_MEMORY as error:
        raise trouble(file, error) from error


def damaged(database: Path, what: str) -> StoreDamaged:
    """The error over a database that cannot be opened."""
    return StoreDamaged(f"cannot be opened as a database: {what}", where=str(database), hint=RECOVER)


def first_line(error: Exception) -> str:
    """The first line of what an error says, or its kind where it says nothing."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def is_held(error: Exception) -> bool:
    """Whether a lock was refused: another process has the file open for writing, or there are no locks there."""
    return "Could not set lock" in str(error)


def refuse_unlockable(folder: Path) -> None:
    """Raises StoreError where files of a folder cannot be locked, as on some network file systems."""
    try:
        probe = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - what opening it raises is another matter
    except OSError:
        return  # why nothing can be written there is for others to say
    with probe:
        try:
            fcntl.lockf(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise no_locks(folder, error) from None


def no_locks(folder: Path, error: OSError) -> StoreError:
    """The error over a home on a file system that locks nothing: two runs would write over each other there."""
    return StoreError(
        f"files cannot be locked there ({error.strerror}), so that two runs could write at once",
        where=str(folder),
        hint="put the home on a disk of this machine with --home, or mount its file system with locks",
    )
