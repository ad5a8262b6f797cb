"""Which feeds are read: switching them on and off, removing one that a person added."""

from __future__ import annotations

from collections.abc import Sequence

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.feeds import NEWS_SEARCH, Switched
from callnow.store import Connection
from callnow.store.activity import note_activity
from callnow.store.feeds import all_feeds, remove_feed, switch_feed
from callnow.terms import Act
from flows.news.choosing import FeedChoice, shipped, to_switch_on
from flows.news.coverage import feed_of
from flows.news.declaring import declare_catalogue
from sources.search_feeds import is_template


def switch_feeds(con: Connection, names: Sequence[str], enabled: bool) -> None:
    """Switches feeds on or off by name; one that was paused is asked again. Raises UsageError for an unknown name."""
    declare_catalogue(con)
    for name in names:
        if not switch_feed(con, name, enabled):
            raise no_such_feed(name)
    if names:
        act = Act.SWITCHED_ON if enabled else Act.SWITCHED_OFF
        note_activity(con, act, detail=names[0] if len(names) == 1 else counted(len(names), "feed"))


def switch_chosen(con: Connection, choice: FeedChoice, enabled: bool, *, everything: bool = False) -> Switched:
    """Switches all feeds that ship and are meant; without a language, those that are understood are switched on."""
    rows = shipped(choice, everything)
    meant = to_switch_on(rows, choice) if enabled else Switched(tuple(row["name"] for row in rows))
    switch_feeds(con, meant.names, enabled)
    return meant


def switch_search(con: Connection, enabled: bool) -> Switched:
    """Switches the news search for each employer on (the first of the catalogue) or off (all of them)."""
    declare_catalogue(con)
    searches = (known for known in all_feeds(con) if known.declared["kind"] == NEWS_SEARCH)
    templates = [known for known in searches if is_template(feed_of(known))]
    shipping = [row["name"] for row in shipped(FeedChoice(), everything=True)]
    templates.sort(key=lambda known: shipping.index(name) if (name := known.declared["name"]) in shipping else -1)
    meant = [known for known in templates if known.enabled] if not enabled else templates[:1]
    names = tuple(str(known.declared["name"]) for known in meant)
    switch_feeds(con, names, enabled)
    return Switched(names)


def remove_added(con: Connection, name: str) -> None:
    """Forgets a feed; what was read of it stays. Raises UsageError for an unknown name."""
    if not remove_feed(con, name):
        raise no_such_feed(name)
    note_activity(con, Act.FEED_REMOVED, detail=name)


def no_such_feed(name: str) -> UsageError:
    """The error for a name that no feed has."""
    return UsageError(f"no feed is called {name!r}", where="feeds", hint="`callnow feeds --all` lists the names")
