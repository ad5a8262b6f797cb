"""Feeds: what is declared of them and what is remembered, as plain dicts that sources turns into its own values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from callnow.model import Announcement
from callnow.store.connection import Connection, question
from callnow.store.rows import add_rows, fetch, to_row


def save_feeds(con: Connection, feeds: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Adds feeds: dicts with name, url, kind, enabled and whatever else is declared. Returns how many were new, known.

    What is remembered of a known feed stays, unless its address changed.
    """
    known = {row["name"]: row["url"] for row in fetch(con, "SELECT name, url FROM feed")}
    new = old = 0
    for feed in feeds:
        row = {
            "name": feed["name"],
            "url": feed["url"],
            "kind": feed["kind"],
            "enabled": feed["enabled"],
            "settings": dict(feed),
        }
        if known.get(feed["name"]) == feed["url"]:
            con.execute(
                "UPDATE feed SET kind = $kind, enabled = $enabled, settings = $settings WHERE name = $name",
                {
                    "name": row["name"],
                    "kind": row["kind"],
                    "enabled": row["enabled"],
                    "settings": json.dumps(row["settings"]),
                },
            )
        else:
            add_rows(con, "feed", [row | {"failures": 0}], replace=True)
        new, old = (new, old + 1) if feed["name"] in known else (new + 1, old)
        known[feed["name"]] = feed["url"]
    return new, old


def all_feeds(con: Connection) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every feed: what is declared, what is remembered ({} where it was never visited)."""
    return [
        (json.loads(row["settings"]) | {"enabled": row["enabled"]}, json.loads(row["state"] or "{}"))
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
