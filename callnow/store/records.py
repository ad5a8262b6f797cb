"""Records of people, merges and pairs that may be one person, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from callnow.model import Trigger
from callnow.people import Merge, Pair, Record
from callnow.store.people import RhythmNote
from callnow.store.rows import add, delete_rows, fetch, fetch_as, fetch_one, from_row, many
from callnow.store.sql import Connection, question
from callnow.terms import PairVerdict


def take_up_records(con: Connection, today: date) -> list[str]:
    """Gives each prospect without a record its own. Returns their ids."""
    return [row["prospect_id"] for row in fetch(con, question("take_up_records"), {"today": today})]


def all_taken_up(con: Connection) -> bool:
    """Whether every prospect has a record."""
    asked = "SELECT count(*) AS n FROM prospect WHERE id NOT IN (SELECT prospect_id FROM record)"
    return not fetch(con, asked)[0]["n"]


def save_records(con: Connection, records: Iterable[Record]) -> None:
    """Keeps records; one that is known by its row is overwritten."""
    add(con, "record", {r.row_id: r for r in records}.values(), replace=True)


def records_of(con: Connection, prospects: Iterable[str]) -> list[Record]:
    """All records of these prospects, the one that changed first first."""
    asked = "SELECT * FROM record WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY turn, row_id"
    return fetch_as(con, Record, asked, {"ids": many(sorted(set(prospects)))})


def posts_on_record(con: Connection, prospects: Iterable[str]) -> list[tuple[str, ...]]:
    """Of each of these prospects (ids) with several records: id, employer, domain, title, function and town of each."""
    rows = fetch(con, question("posts_on_record"), {"ids": many(prospects)})
    return [tuple(value or "" for value in row.values()) for row in rows]


def records_by_row(con: Connection, rows: Iterable[str]) -> dict[str, Record]:
    """The records of these rows, by row id, where they are known."""
    asked = "SELECT * FROM record WHERE row_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return {r.row_id: r for r in fetch_as(con, Record, asked, {"ids": many(sorted(set(rows)))})}


def next_turn(con: Connection) -> int:
    """The number of the next record that changes."""
    return int(fetch(con, "SELECT coalesce(max(turn), 0) + 1 AS turn FROM record")[0]["turn"])


def merges_of(con: Connection, prospects: Iterable[str]) -> list[Merge]:
    """What was merged into these prospects, oldest first."""
    asked = "SELECT * FROM merged WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY merged_on, id"
    return fetch_as(con, Merge, asked, {"ids": many(sorted(set(prospects)))})


def merge_of(con: Connection, former_id: str) -> Merge | None:
    """The merge by which this id became part of another person; None where it did not."""
    return fetch_one(con, Merge, "SELECT * FROM merged WHERE id = $id", {"id": former_id})


def save_merges(con: Connection, merges: Iterable[Merge]) -> None:
    """Keeps merges."""
    add(con, "merged", {m.id: m for m in merges}.values(), replace=True)


def forget_merge(con: Connection, former_id: str) -> None:
    """Removes the merge by which this id became part of another person."""
    con.execute("DELETE FROM merged WHERE id = $1", [former_id])


def count_merged(con: Connection, change: int) -> None:
    """Notes that so many people more are part of another person now; fewer for a number below nought."""
    con.execute(question("count_merged"), {"change": change})


def ids_of_merged_triggers(con: Connection) -> frozenset[str]:
    """The ids of all triggers of people with whom others were merged: some were made under a former id."""
    return frozenset(row["id"] for row in fetch(con, question("triggers_of_merged")))


def all_triggers_of(con: Connection, prospect_id: str) -> list[Trigger]:
    """Every trigger of a prospect, whatever its state, by id."""
    return fetch_as(con, Trigger, "SELECT * FROM trigger WHERE prospect_id = $id ORDER BY id", {"id": prospect_id})


def give(con: Connection, table: str, key: str, values: Sequence[str], prospect_id: str) -> None:
    """Gives the rows of `table` whose `key` is one of `values` to a prospect."""
    con.execute(
        f"UPDATE {table} SET prospect_id = $to WHERE {key} IN (SELECT unnest($values::JSON::VARCHAR[]))",
        {"to": prospect_id, "values": many(values)},
    )


def restore_states(con: Connection, states: Iterable[tuple[str, str]]) -> None:
    """Gives triggers (id, state) the state they had."""
    for trigger_id, state in states:
        con.execute("UPDATE trigger SET state = $2 WHERE id = $1", [trigger_id, state])


def drop_told(con: Connection, trigger_id: str, told: str) -> None:
    """Tells no channel of a trigger that it was told of as `told`, the same news under a former id."""
    con.execute(question("drop_told"), {"trigger": trigger_id, "told": told})


def save_rhythm(con: Connection, notes: Iterable[RhythmNote]) -> None:
    """Keeps what bears on when these prospects may be called."""
    add(con, "rhythm", notes, replace=True)


def remove_rows_of(con: Connection, prospect_id: str) -> None:
    """Removes prospect and rhythm of somebody who is part of another person now."""
    con.execute("DELETE FROM prospect WHERE id = $1", [prospect_id])
    con.execute("DELETE FROM rhythm WHERE prospect_id = $1", [prospect_id])


def keep_judgements(con: Connection, before: str, after: str, name: str) -> None:
    """What was said of names and the employer `before` holds for `after`, too: another spelling of it."""
    con.execute(question("keep_judgements"), {"from": before, "to": after, "name": name})


def move_triggers(con: Connection, prospect_id: str, before: str, after: str) -> None:
    """The triggers of a prospect at one spelling of an employer are at the other from now on."""
    con.execute(
        "UPDATE trigger SET employer_id = $after WHERE prospect_id = $id AND employer_id = $before",
        {"id": prospect_id, "before": before, "after": after},
    )


def hand_over_triggers(con: Connection, prospects: Iterable[str]) -> None:
    """Gives the calls of these prospects that wait to the recruiter whose they are now."""
    con.execute(question("hand_over_triggers"), {"ids": many(sorted(set(prospects)))})


def known_now_as(con: Connection, former_id: str) -> str:
    """The id of the person whom somebody is part of now, or the same id."""
    merge = merge_of(con, former_id)
    return merge.prospect_id if merge else former_id


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two people who may be one, by the ids they have now; `pair` is what was asked."""

    one: str
    other: str
    pair: Pair


def open_pairs(con: Connection) -> list[OpenPair]:
    """The pairs that wait for an answer, oldest first."""
    return [
        OpenPair(row["one_now"], row["other_now"], from_row(Pair, row)) for row in fetch(con, question("open_pairs"))
    ]


def told_apart(con: Connection) -> set[frozenset[str]]:
    """The pairs of ids of which a person said that they are different people."""
    rows = fetch(con, "SELECT one, other FROM person_pair WHERE verdict = $verdict", {"verdict": PairVerdict.DIFFERENT})
    return {frozenset((row["one"], row["other"])) for row in rows}


def ask_about(con: Connection, pairs: Iterable[Pair]) -> int:
    """Keeps pairs to be asked about, but for those that were asked before. Returns how many are new."""
    return add(con, "person_pair", {(p.one, p.other): p for p in pairs}.values())


def tell_apart(con: Connection, one: str, other: str, today: date) -> None:
    """Keeps that these are different people."""
    first, second = sorted((one, other))
    add(con, "person_pair", [Pair(first, second, PairVerdict.DIFFERENT, "", today)], replace=True)


def forget_pair(con: Connection, one: Iterable[str], other: Iterable[str]) -> None:
    """Takes back what was said of two people, under any id that they have or had."""
    for first, second in product(one, other):
        con.execute("DELETE FROM person_pair WHERE one = $1 AND other = $2", sorted((first, second)))


def forget_pairs(con: Connection, ids: Sequence[str]) -> None:
    """Removes all pairs in which one of these ids stands."""
    for column in ("one", "other"):
        delete_rows(con, "person_pair", column, ids)
