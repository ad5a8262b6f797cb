"""Publishing what was done: the read copy beside the database, and the lake where one is set.

What was done is kept by then. So a copy that cannot be written is not a failure of what was done, and is told as such:
whoever hears of a failure does it again, and a call would stand there twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from callnow.errors import THEN_AGAIN, CallnowError, NotPublished, StoreDamaged, StoreError
from callnow.paths import why_unwritable
from callnow.settings import Settings
from callnow.store import Connection, publish, writing
from callnow.store.home import unpublished_writes
from callnow.store.lake import publish_lake
from callnow.store.lock import running


def publish_copy(settings: Settings) -> None:
    """Publishes the copy of what was just kept. Raises NotPublished, and StoreDamaged where nothing can be read."""
    try:
        publish(settings)
    except StoreDamaged:
        raise
    except StoreError as error:
        hint = error.hint.removesuffix(THEN_AGAIN)
        raise NotPublished(
            f"what was done is kept; only the copy {settings.published.name} could not be published: {error.what}",
            where=error.where,
            hint=f"do not do it again: {hint}, and `callnow run` publishes the copy",
        ) from error


@contextmanager
def publishing(settings: Settings) -> Iterator[Connection]:
    """One transaction, published at once. Raises NotPublished where it is kept, and only the copy could not be."""
    with writing(settings) as con:
        yield con
    publish_copy(settings)


def try_publishing(settings: Settings) -> NotPublished | None:
    """Publishes the copy of what was just kept; returns why it could not be, for those who have more to tell."""
    try:
        publish_copy(settings)
    except NotPublished as error:
        return error
    return None


def publish_left(settings: Settings) -> StoreError | None:
    """Publishes what another command kept and was ended before it could publish; nothing while somebody runs in the
    home, who will, or where nobody may write. Returns why it could not be, for whoever only asked and reads the copy as
    it is."""
    if running(settings.home) or why_unwritable(settings.home) or not unpublished_writes(settings):
        return None
    try:
        publish(settings)
    except StoreDamaged as error:
        return error
    except StoreError as error:
        return StoreError(
            f"what another command kept is not in the copy {settings.published.name} yet, and no new one could be "
            f"published: {error.what}",
            where=error.where,
            hint=f"{error.hint.removesuffix(THEN_AGAIN)}; the next command publishes it",
        )
    return None


def publish_all(settings: Settings) -> tuple[CallnowError, ...]:
    """Publishes the copy, then the lake. What failed is returned: what was to be done is done, and kept."""
    try:
        publish_copy(settings)
        publish_lake(settings.published, settings.store, settings.home)
    except CallnowError as error:
        return (error,)
    return ()
