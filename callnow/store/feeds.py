"""Feeds: what is declared of them and what is remembered, as plain dicts that sources turns into its own values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callnow.model import Announcement
from callnow.store.connection import Connection, question
from callnow.store.rows import add_rows, fetch, to_row


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed in the memory: what is declared, whether it is switched on, what is remembered ({}: never visited).

    `origin` is "catalogue" for one of data/feeds.toml, "added" for one that a person added.
    """

    declared: dict[str, Any]
    enabled: bool
    origin: str
    state: dict[str, Any]


def save_feeds(con: Connection, feeds: Iterable[Mapping[str, Any]], origin: str = "added") -> tuple[int, int]:
    """Adds feeds: dicts with name, url, kind, enabled and whatever else is declared. Returns how many were new, known.

    What is remembered of a known feed stays unless its address changed, and a switch that a person threw holds until
    the declaration itself says otherwise. A name that a person gave to a feed of theirs is theirs: the catalogue's feed
    of that name stays out.
    """
    known = {feed.declared["name"]: feed for feed in all_feeds(con)}
    new = old = 0
    for feed in map(dict, feeds):
        before = known.get(feed["name"])
        new, old = (new, old + 1) if before else (new + 1, old)
        if before and (before.declared == feed or (before.origin == "added" and origin == "catalogue")):
            continue
        held = before is not None and before.declared["enabled"] == feed["enabled"]
        row = {
            "name": feed["name"],
            "url": feed["url"],
            "kind": feed["kind"],
            "enabled": before.enabled if before and held else feed["enabled"],
            "settings": json.dumps(feed),
        }
        if before and before.declared["url"] == feed["url"]:
            con.execute(question("redeclare_feed"), row)
        else:
            add_rows(con, "feed", [row | {"settings": feed, "origin": origin, "failures": 0}], replace=True)
        known[feed["name"]] = KnownFeed(feed, bool(row["enabled"]), origin, {})
    return new, old


def all_feeds(con: Connection) -> list[KnownFeed]:
    """Every feed, by name."""
    return [
        KnownFeed(json.loads(row["settings"]), row["enabled"], row["origin"], json.loads(row["state"] or "{}"))
        for row in fetch(con, question("feeds"))
    ]


def switch_feed(con: Connection, name: str, enabled: bool) -> bool:
    """Switches a feed on or off; False where there is none of that name."""
    done = con.execute("UPDATE feed SET enabled = $2 WHERE name = $1", [name, enabled]).fetchone()
    return bool(done and done[0])


def remove_feed(con: Connection, name: str) -> bool:
    """Forgets a feed (what was read from it stays); False where there is none of that name."""
    done = con.execute("DELETE FROM feed WHERE name = $1", [name]).fetchone()
    return bool(done and done[0])


def keep_visit(
    con: Connection, name: str, state: Mapping[str, Any], now: datetime, found: Iterable[Announcement]
) -> int:
    """Remembers one visit and adds what was not known yet. Returns how many items were new."""
    rows = [to_row(a) for a in found]
    new = 0
    if rows:
        con.execute("CREATE OR REPLACE TEMP TABLE fresh AS FROM announcement LIMIT 0")
        con.execute("ALTER TABLE fresh ADD PRIMARY KEY (id)")
        add_rows(con, "fresh", rows)
        new = len(con.execute(question("add_announcements")).fetchall())
    con.execute(
        question("keep_feed_visit"),
        {
            "name": name,
            "state": json.dumps(dict(state)),
            "last_try_at": now,
            "last_success_at": state.get("last_success_at"),
            "next_check_at": state.get("next_check_at"),
            "last_new_item_at": now if new else state.get("last_new_item_at"),
            "failures": state.get("failures", 0),
            "error_class": state.get("error_kind") or None,
            "last_error": state.get("error") or None,
        },
    )
    return new


def looked_at(con: Connection) -> dict[str, datetime]:
    """The addresses that were asked for feeds and newsrooms, and when."""
    return {row["url"]: row["asked_at"] for row in fetch(con, "SELECT url, asked_at FROM looked_at")}


def keep_looks(con: Connection, looks: Iterable[tuple[str, str, datetime, str]]) -> None:
    """Remembers looks: domain, address, when, what came of it."""
    rows = [{"domain": d, "url": u, "asked_at": at.isoformat(), "outcome": o} for d, u, at, o in looks]
    add_rows(con, "looked_at", {row["url"]: row for row in rows}.values(), replace=True)
