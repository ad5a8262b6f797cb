"""Human judgements (same, different, unsure) and aliases, as rows; what they mean is matching's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callnow.store.corrections import wrong_stories
from callnow.store.rows import add, add_rows, fetch, many
from callnow.store.sql import Connection, question
from callnow.store.touches import reopen_triggers
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
    reopen_triggers(con, closed_by_mention(con, mention, employer_id))
    return True


def closed_by_mention(con: Connection, mention: str, employer_id: str) -> list[str]:
    """The ids of the calls that were closed because this name was never to be taken for this employer, alone."""
    pair = {"mention": mention, "employer": employer_id}
    return [row["id"] for row in fetch(con, question("closed_by_mention"), pair)]


def judgement_line(con: Connection, mention: str, employer_id: str) -> str:
    """What is said of a name and an employer, as one line for `put_back_judgement`; "" where nothing is."""
    asked = "SELECT verdict, judged_at, judged_by FROM judgement WHERE mention = $1 AND employer_id = $2"
    rows = fetch(con, asked, [mention, employer_id])
    if not rows:
        return ""
    row = rows[0]
    return f"{row['verdict']} {row['judged_at'].isoformat() if row['judged_at'] else ''} {row['judged_by']}"


def is_never_matched(con: Connection, mention: str, employer_id: str) -> bool:
    """Whether a name was said never to be this employer's."""
    return judgement_line(con, mention, employer_id).startswith(f"{JudgementVerdict.DIFFERENT} ")


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


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that a story tells of an employer."""

    name: str
    employer_id: str
    story_id: str


def all_aliases(con: Connection) -> list[dict[str, Any]]:
    """Every other name that a person added or the news told: name, the employer's own name, and the story that told it
    ("" for a person's). What a story told that people called wrong is none."""
    rows = fetch(con, "SELECT name, employer, story_id FROM alias WHERE NOT taken_away ORDER BY name")
    wrong = set(wrong_stories(con)) if any(row["story_id"] for row in rows) else ()
    return [row for row in rows if row["story_id"] not in wrong]


def remove_alias(con: Connection, name: str) -> str:
    """Takes an alias away, so that no news brings it back. Returns the employer whose other name it was, "" where there
    is no such alias."""
    taken = "UPDATE alias SET taken_away = true WHERE name = $1 AND NOT taken_away RETURNING employer"
    rows = fetch(con, taken, [name])
    return str(rows[0]["employer"]) if rows else ""


def keep_new_names(con: Connection, names: Iterable[NewName], denied: Sequence[str]) -> None:
    """Keeps the names that stories tell of employers, and drops those that a story told which is `denied` now."""
    no_more = "DELETE FROM alias WHERE NOT taken_away AND story_id IN (SELECT unnest($1::JSON::VARCHAR[]))"
    con.execute(no_more, [many(denied)])
    told = list(names)
    if told:
        lists = {"names": many(n.name for n in told), "employers": many(n.employer_id for n in told)}
        con.execute(question("keep_new_names"), lists | {"stories": many(n.story_id for n in told)})


def ambiguous_names(con: Connection) -> list[dict[str, Any]]:
    """Names in the news that are too close to several employers, those of most events first."""
    return fetch(con, question("ambiguous_names"))


def save_alias(con: Connection, name: str, employer: str, story_id: str = "") -> None:
    """Keeps an alias, that of a story where one told it; a newer one for the same name replaces the older."""
    row = {"name": name, "employer": employer, "story_id": story_id, "taken_away": False}
    add_rows(con, "alias", [row], replace=True)
