"""Human judgements (same, different, unsure) and aliases, as rows; what they mean is matching's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from callnow.store.connection import Connection
from callnow.store.rows import add_rows, fetch


def all_judgements(con: Connection) -> list[dict[str, Any]]:
    """Every judgement: mention (normalised), employer_id, verdict, note, judged_at; oldest first."""
    return fetch(con, "SELECT * FROM judgement ORDER BY judged_at, mention")


def save_judgements(con: Connection, rows: Iterable[Mapping[str, Any]], now: datetime) -> int:
    """Keeps judgements; a newer one on the same pair replaces the older. Returns how many were kept."""
    given = [dict(row) | {"judged_at": now.isoformat()} for row in rows]
    return add_rows(con, "judgement", given, replace=True)


def all_aliases(con: Connection) -> list[dict[str, Any]]:
    """Every alias a person added: name and the employer's own name."""
    return fetch(con, "SELECT * FROM alias ORDER BY name")


def save_alias(con: Connection, name: str, employer: str) -> None:
    """Keeps an alias; a newer one for the same name replaces the older."""
    add_rows(con, "alias", [{"name": name, "employer": employer}], replace=True)
