"""Human judgements (same, different, unsure) and aliases, as rows; what they mean is matching's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from callnow.store.connection import Connection, question
from callnow.store.rows import add, add_rows, fetch


def all_judgements(con: Connection) -> list[dict[str, Any]]:
    """Every judgement: mention, employer_id, verdict, employer, judged_at, judged_by; oldest first."""
    return fetch(con, "SELECT * FROM judgement ORDER BY judged_at NULLS FIRST, mention")


def save_judgements(con: Connection, judgements: Iterable[Any]) -> int:
    """Keeps judgements (dataclasses of those columns); a newer one on a pair replaces the older. Returns how many."""
    return add(con, "judgement", {(j.mention, j.employer_id): j for j in judgements}.values(), replace=True)


def take_back_judgement(con: Connection, mention: str, employer_id: str) -> bool:
    """Forgets what was said of a name and an employer, and opens the calls that it closed. Returns whether there was
    anything."""
    given = {"mention": mention, "employer": employer_id}
    taken = "DELETE FROM judgement WHERE mention = $mention AND employer_id = $employer RETURNING mention"
    if not fetch(con, taken, given):
        return False
    con.execute(question("reopen_mention"), given)
    return True


def all_aliases(con: Connection) -> list[dict[str, Any]]:
    """Every alias a person added: name and the employer's own name."""
    return fetch(con, "SELECT * FROM alias ORDER BY name")


def save_alias(con: Connection, name: str, employer: str) -> None:
    """Keeps an alias; a newer one for the same name replaces the older."""
    add_rows(con, "alias", [{"name": name, "employer": employer}], replace=True)
