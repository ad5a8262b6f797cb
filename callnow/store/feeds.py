"""Feeds: what is declared of them and what is remembered, as plain dicts that sources turns into its own values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callnow.feeds import FeedYield
from callnow.model import Announcement
from callnow.store.rows import add_rows, change_rows, delete_rows, fetch, known_ids, many, to_row
from callnow.store.sql import Connection, question, sql_literal
from callnow.terms import LookOutcome

Visit = tuple[str, Mapping[str, Any], Sequence[Announcement]]  # a feed's name, its state, what it brought
AT_ONCE = 2000  # announcements in one statement


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed in the database: what is declared, whether it is switched on, what is remembered ({}: never visited).

    `origin` is "catalogue" for one of data/feeds.toml, "added" for one that a person added.
    """

    declared: dict[str, Any]
    enabled: bool
    origin: str
    state: dict[str, Any]


def save_feeds(con: Connection, feeds: Iterable[Mapping[str, Any]], origin: str = "added") -> tuple[int, int]:
    """Adds feeds: dicts with name, url, kind, enabled and whatever else is declared. Returns how many were new, known.

    What is remembered of a known feed stays unless its address changed, but the next visit reads a changed one anew. A
    switch that a person threw holds until the declaration itself says otherwise. A name that a person gave to a feed of
    theirs is theirs: the catalogue's feed of that name stays out.
    """
    known = {feed.declared["name"]: feed for feed in all_feeds(con)}
    fresh: dict[str, dict[str, Any]] = {}
    redeclared: dict[str, dict[str, Any]] = {}
    new = old = 0
    for feed in map(dict, feeds):
        name = feed["name"]
        before = known.get(name)
        new, old = (new, old + 1) if before else (new + 1, old)
        if before and (before.declared == feed or (before.origin == "added" and origin == "catalogue")):
            continue
        held = before is not None and before.declared["enabled"] == feed["enabled"]
        enabled = bool(before.enabled if before and held else feed["enabled"])
        row = {"name": name, "url": feed["url"], "kind": feed["kind"], "enabled": enabled, "settings": feed}
        row["origin"] = origin
        if before and before.declared["url"] == feed["url"] and name not in fresh:
            redeclared[name] = row
        else:
            fresh[name] = row | {"failures": 0}
            redeclared.pop(name, None)
        known[name] = KnownFeed(feed, enabled, origin, {})
    if redeclared:
        _put(con, "declared", "feed", "name", redeclared.values())
        con.execute(question("redeclare_feeds"))
    add_rows(con, "feed", fresh.values(), replace=True)
    return new, old


def all_feeds(con: Connection) -> list[KnownFeed]:
    """Every feed, by name."""
    return [
        KnownFeed(json.loads(row["settings"]), row["enabled"], row["origin"], json.loads(row["state"] or "{}"))
        for row in fetch(con, question("feeds"))
    ]


def switch_feed(con: Connection, name: str, enabled: bool) -> bool:
    """Switches a feed on or off; False where there is none of that name. Switching on lifts a pause."""
    known = change_rows(con, "UPDATE feed SET enabled = $2 WHERE name = $1", [name, enabled])
    if enabled:
        con.execute(question("resume_feed"), {"name": name})
    return bool(known)


def rename_feed(con: Connection, name: str, new: str) -> None:
    """Calls a feed otherwise; what was read from it stays under the name of then."""
    con.execute("UPDATE feed SET name = $2 WHERE name = $1", [name, new])
    con.execute("UPDATE feed SET settings = json_merge_patch(settings, json_object('name', $1)) WHERE name = $1", [new])


def remove_feed(con: Connection, name: str) -> bool:
    """Forgets a feed (what was read from it stays); False where there is none of that name."""
    return bool(remove_feeds(con, [name]))


def remove_feeds(con: Connection, names: Sequence[str]) -> int:
    """Forgets feeds. Returns how many there were."""
    return delete_rows(con, "feed", "name", names)


def keep_visits(con: Connection, visits: Iterable[Visit], now: datetime, since: datetime | None = None) -> int:
    """Remembers visits, each to another feed, and adds what was not known yet. Returns how many items were new.

    With `since`, which a backfill has, nothing is sent of the items, whoever reads them on, and older ones are kept as
    left out: no later run takes them up, but for a backfill that reaches so far.
    All together in a few statements: each statement of a transaction holds memory until its end, 1 MB and more.
    """
    states: list[dict[str, Any]] = []
    by_id: dict[str, tuple[str, Announcement]] = {}
    for name, state, items in visits:
        states.append(_visited(name, state, now))
        for item in items:
            by_id.setdefault(item.id, (name, item))
    news = list(by_id.values())
    new = 0
    for first in range(0, len(news), AT_ONCE):
        part = news[first : first + AT_ONCE]
        _put(con, "fresh", "announcement", "id", (to_row(item) for _, item in part))
        new += len(con.execute(question("add_announcements"), {"since": since}).fetchall())
    if states:
        _put(con, "visited", "feed", "name", states)
        con.execute(question("keep_feed_visits"))
    return new


def known_items(con: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Which of these announcements are known."""
    return frozenset(known_ids(con, "announcement", ids))


def last_success(con: Connection, name: str) -> datetime | None:
    """When a feed last answered, None where it never did."""
    rows = fetch(con, "SELECT last_success_at FROM feed WHERE name = $name", {"name": name})
    return rows[0]["last_success_at"] if rows else None


def feed_health(con: Connection, now: datetime) -> dict[str, dict[str, Any]]:
    """How each feed that is switched on does at `now`, by name."""
    con.execute(f"SET VARIABLE callnow_now = {sql_literal(now.isoformat())}::TIMESTAMPTZ")
    rows = fetch(con, "FROM feed_health ORDER BY name")
    con.execute("RESET VARIABLE callnow_now")
    return {row["name"]: row for row in rows}


def brought_since(con: Connection, names: Sequence[str], since: datetime) -> dict[str, FeedYield]:
    """What each of these feeds brought since, by name; those that brought nothing are left out."""
    rows = fetch(con, question("feeds_brought"), {"names": many(names), "since": since})
    return {row["feed"]: FeedYield(row["items"], row["events"], row["calls"]) for row in rows}


def _visited(name: str, state: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The columns of a feed that a visit changes."""
    return {
        "name": name,
        "state": dict(state),
        "last_try_at": now.isoformat(),
        "last_success_at": state.get("last_success_at"),
        "next_check_at": state.get("next_check_at"),
        "last_new_item_at": state.get("last_new_item_at"),
        "failures": state.get("failures", 0),
        "error_class": state.get("error_kind") or None,
        "last_error": state.get("error") or None,
    }


def _put(con: Connection, into: str, like: str, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Puts rows into a temporary table with the columns of `like`, one a `key`, for a question to take them from."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS FROM {like} LIMIT 0")
    con.execute(f"ALTER TABLE {into} ADD PRIMARY KEY ({key})")  # which INSERT OR IGNORE asks for
    add_rows(con, into, rows)


def looked_at(con: Connection) -> dict[str, datetime]:
    """The addresses that were asked for feeds and newsrooms and answered that there is nothing, and when."""
    nothing = "SELECT url, asked_at FROM looked_at WHERE outcome = $nothing"
    return {row["url"]: row["asked_at"] for row in fetch(con, nothing, {"nothing": LookOutcome.NOTHING})}


def keep_looks(con: Connection, looks: Iterable[tuple[str, str, datetime, str]]) -> None:
    """Remembers looks: domain, address, when, what came of it."""
    rows = [{"domain": d, "url": u, "asked_at": at.isoformat(), "outcome": o} for d, u, at, o in looks]
    add_rows(con, "looked_at", {row["url"]: row for row in rows}.values(), replace=True)
