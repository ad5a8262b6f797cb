"""Human judgements (same, different, unsure) and aliases, as rows; what they mean is matching's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from callnow.store.connection import Connection, question
from callnow.store.rows import add, add_rows, fetch
from callnow.terms import JudgementVerdict


def all_judgements(con: Connection) -> list[dict[str, Any]]:
    """Every judgement: mention, employer_id, verdict, employer, judged_at, judged_by; oldest first."""
    return fetch(con, "SELECT * FROM judgement ORDER BY judged_at NULLS FIRST, mention")


def save_judgements(con: Connection, judgements: Iterable[Any]) -> int:
    """Keeps judgements (dataclasses of those columns); a newer one on a pair replaces the older. Returns how many."""
    return add(con, "judgement", {(j.mention, j.employer_id): j for j in judgements}.values(), replace=True)


def take_back_judgement(con: Connection, mention: str, employer_id: str) -> bool:
    """Forgets what was said of a name and an employer, and opens the calls that it closed. Returns whether there was
    anything."""
    pair = {"mention": mention, "employer": employer_id}
    taken = "DELETE FROM judgement WHERE mention = $mention AND employer_id = $employer RETURNING mention"
    if not fetch(con, taken, pair):
        return False
    con.execute(question("reopen_mention"), pair)
    return True


def judgement_line(con: Connection, mention: str, employer_id: str) -> str:
    """What is said of a name and an employer, as one line for `put_back_judgement`; "" where nothing is."""
    asked = "SELECT verdict, judged_at, judged_by FROM judgement WHERE mention = $1 AND employer_id = $2"
    rows = fetch(con, asked, [mention, employer_id])
    if not rows:
        return ""
    row = rows[0]
    return f"{row['verdict']} {row['judged_at'].isoformat() if row['judged_at'] else ''} {row['judged_by']}"


def put_back_judgement(con: Connection, mention: str, employer_id: str, before: str, employer: str = "") -> None:
    """Makes the judgement of a pair what it was before a click on the page: a line of `judgement_line`, or none.

    `employer` is its name where nothing is said of the pair any more.
    """
    taken = "DELETE FROM judgement WHERE mention = $1 AND employer_id = $2 RETURNING employer"
    gone = fetch(con, taken, [mention, employer_id])
    verdict, _, rest = before.partition(" ")
    moment, _, judged_by = rest.partition(" ")
    if verdict in list(JudgementVerdict):
        row = {"mention": mention, "employer_id": employer_id, "employer": gone[0]["employer"] if gone else employer}
        judgement = {"verdict": verdict, "judged_at": _moment(moment), "judged_by": judged_by}
        add_rows(con, "judgement", [row | judgement])


def _moment(text: str) -> str | None:
    """A time as it was written by `judgement_line`; None for none, or for what a form made up."""
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def all_aliases(con: Connection) -> list[dict[str, Any]]:
    """Every alias a person added: name and the employer's own name."""
    return fetch(con, "SELECT * FROM alias ORDER BY name")


def remove_alias(con: Connection, name: str) -> str:
    """Forgets an alias. Returns the employer whose other name it was, "" where there is no such alias."""
    rows = fetch(con, "DELETE FROM alias WHERE name = $1 RETURNING employer", [name])
    return str(rows[0]["employer"]) if rows else ""


def ambiguous_names(con: Connection) -> list[dict[str, Any]]:
    """Names in the news that are too close to several employers, those of most events first."""
    return fetch(con, question("ambiguous_names"))


def save_alias(con: Connection, name: str, employer: str) -> None:
    """Keeps an alias; a newer one for the same name replaces the older."""
    add_rows(con, "alias", [{"name": name, "employer": employer}], replace=True)
