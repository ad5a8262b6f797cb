"""Publishing what a run came to: the read copy beside the database, and the lake where one is set."""

from __future__ import annotations

from callnow.errors import CallnowError
from callnow.settings import Settings
from callnow.store import publish
from callnow.store.lake import publish_lake


def publish_all(settings: Settings) -> tuple[CallnowError, ...]:
    """Publishes the copy, then the lake. A lake that failed is returned: what was to be done is done, and kept."""
    publish(settings.database, settings.published, settings.store.lock_wait)
    try:
        publish_lake(settings.published, settings.store, settings.home)
    except CallnowError as error:
        return (error,)
    return ()
