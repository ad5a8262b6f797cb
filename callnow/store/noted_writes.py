"""Whether an open database, or its copy, knows the writes that were noted beside it; see callnow.store.writes."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from callnow.errors import StoreDamaged, StoreError, StoreForeign
from callnow.paths import DATABASE
from callnow.store.files import ANEW, ROOM, copy_of, counter_of, log_of
from callnow.store.sql import Connection
from callnow.store.writes import Noted, follow, in_words, kept_writes, knows, mark_of, note, read_noted


def refuse_lost(con: Connection, database: Path) -> None:
    """Raises StoreDamaged where the database knows fewer writes than were noted beside it, or others."""
    noted, kept = read_noted(database), kept_writes(con)
    if lost := noted.lost(kept):
        raise StoreDamaged(
            f"has lost {in_words(lost)}: its log was damaged, or an older file was put in its place",
            where=str(database),
            hint="`callnow recover` brings back what is left, and says what is missing",
        )
    if not follow(con, noted.total, kept):
        raise StoreDamaged(
            f"its log {log_of(database).name} was that of another database, and is mixed into it",
            where=str(database),
            hint="`callnow recover` brings the last good copy back",
        )
    if not knows(con, noted.total, noted.mark, kept):
        raise StoreDamaged(
            "is not the database of this home: another home's, or a copy that went its own way, is in its place",
            where=str(database),
            hint="`callnow recover` brings this home's own back from its copy and keeps this one aside; to go on with "
            f"this one, move {counter_of(database).name} and {copy_of(database).name} away",
        )


def refuse_copy_of_another(con: Connection, published: Path) -> None:
    """Raises StoreForeign where a copy knows as many writes as were noted beside it, and not these. One that knows
    fewer may only be older."""
    with suppress(StoreDamaged):  # a counter that cannot be read is told by whoever opens the database
        noted, kept = read_noted(published.with_name(DATABASE)), kept_writes(con)
        if noted.total <= kept and not knows(con, noted.total, noted.mark, kept):
            raise StoreForeign(
                f"is not the copy of {DATABASE}: one of the two is of another home, or of another day",
                where=str(published),
                hint=f"to go on with {DATABASE}, move {published.name} away: {ANEW}; to go on with {published.name}, "
                f"move {DATABASE} away and say `callnow recover`",
            )


def begin_counter(con: Connection, database: Path) -> None:
    """Makes the counter before the first write, so that a disk without room for it refuses that write."""
    if counter_of(database).exists():
        return
    kept = kept_writes(con)
    try:
        note(database, Noted().at(kept, datetime.now(UTC).date(), mark_of(con, kept)) if kept else Noted())
    except OSError as error:
        raise StoreError(
            f"the counter of writes cannot be made: {error.strerror}",
            where=str(counter_of(database)),
            hint=ROOM,
        ) from None
