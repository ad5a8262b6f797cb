"""The feeds that ship, as the database has them."""

from __future__ import annotations

from dataclasses import asdict

from callnow.store import Connection
from callnow.store.feeds import save_feeds
from sources.catalogue import load_feeds


def declare_catalogue(con: Connection) -> None:
    """Brings data/feeds.toml into the database; a switch that a person threw holds until the file says otherwise."""
    save_feeds(con, map(asdict, load_feeds()), origin="catalogue")
