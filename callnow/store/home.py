"""The database of a home as its settings say: where it lies, and how long a writer waits for others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from callnow.errors import StoreError, StoreOutdated
from callnow.paths import written_since_published
from callnow.settings import Settings
from callnow.store import connection, copies
from callnow.store.files import refuse_gone, refuse_odd, told_where_memory_is_short
from callnow.store.row_counts import counts_of_file
from callnow.store.sql import Connection
from callnow.store.writes import kept_writes, knows


def writing(
    settings: Settings, lock_wait: float | None = None, *, checkpoint: bool = True, gives_way: bool = True
) -> AbstractContextManager[Connection]:
    """One write transaction of the working database (connection.writing); `lock_wait` replaces the setting."""
    wait = settings.store.lock_wait if lock_wait is None else lock_wait
    return connection.writing(settings.database, wait, checkpoint=checkpoint, gives_way=gives_way)


def fold_long_log(settings: Settings) -> None:
    """Works DuckDB's log into the file where it is long (connection.fold_long_log)."""
    connection.fold_long_log(settings.database, settings.store.lock_wait)


def held_open(settings: Settings) -> AbstractContextManager[Connection]:
    """The database, which this process has open already, kept open beyond that (connection.held_open)."""
    return connection.held_open(settings.database)


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A read-only connection to the published copy (connection.reading).

    After an update of callnow, or where the copy is gone, it is published anew first: whoever reads need not wait for
    the next run.
    """
    if settings.database.is_file() and not os.path.lexists(settings.published):
        publish(settings)
    with ExitStack() as opened:
        try:
            con = opened.enter_context(connection.reading(settings.published))
        except StoreOutdated:
            if not settings.database.exists():
                raise
            publish(settings)
            con = opened.enter_context(connection.reading(settings.published))
        yield con


def looking(settings: Settings) -> AbstractContextManager[Connection]:
    """A read-only connection to the database as it stands, or to the copy (connection.looking)."""
    return connection.looking(settings.database, settings.published)


def refuse_unusable(settings: Settings) -> None:
    """Raises what opening the database would raise; a home that has none yet is none the worse for it."""
    refuse_odd(settings.database)
    refuse_gone(settings.database)
    if settings.database.exists():
        with looking(settings):
            pass


def publish(settings: Settings) -> None:
    """Replaces the published copy by a whole new one (copies.publish)."""
    with told_where_memory_is_short(settings.published):
        copies.publish(settings.database, settings.published, settings.store.lock_wait)


def unpublished_writes(settings: Settings) -> int:
    """How many writes the published copy lacks; 0, too, while another process writes, and where the two do not belong
    together or cannot be read. Nothing is opened where the copy is the newer file."""
    if not written_since_published(settings.home):
        return 0
    try:
        with looking(settings) as con:
            copied = counts_of_file(settings.published)
            return kept_writes(con) - copied.writes if copied and knows(con, copied.writes, copied.mark) else 0
    except StoreError:
        return 0


def rewrite(settings: Settings) -> None:
    """Replaces the database by a copy of what it holds now (copies.rewrite)."""
    copies.rewrite(settings.database, settings.store.lock_wait)
