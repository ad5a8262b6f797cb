"""Prospects, employers, touches, aliases: the rows of people and of where they work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from callnow.model import Employer, Prospect, Touch
from callnow.store.rows import add, fetch, fetch_as, known_ids, many
from callnow.store.sql import Connection, question
from callnow.terms import ContactKind


@dataclass(frozen=True, slots=True)
class RhythmNote:
    """What bears on when a prospect may be called: known since when, paused until when, days without calls."""

    prospect_id: str
    known_since: date
    paused_until: date | None = None
    no_contact: tuple[date, ...] = ()

    def is_paused(self, today: date) -> bool:
        """Whether a pause holds today."""
        return (self.paused_until or today) > today

    def rests(self, today: date) -> bool:
        """Whether the prospect is not to be called today: paused, or on a day without calls."""
        return self.is_paused(today) or today in self.no_contact


def save_prospects(
    con: Connection, prospects: Iterable[Prospect], employers: Iterable[Employer], today: date
) -> tuple[int, int]:
    """Adds prospects and employers, overwriting those that are known. Returns how many prospects were new, known."""
    by_id = {p.id: p for p in prospects}
    known = known_ids(con, "prospect", by_id)  # not all, for each merge
    add(con, "employer", {e.id: e for e in employers}.values(), replace=True)
    add(con, "prospect", by_id.values(), replace=True)
    add(con, "rhythm", (RhythmNote(prospect, today) for prospect in by_id))
    con.execute(question("drop_employers_unused"))
    return len(by_id.keys() - known), len(known)


def all_prospects(con: Connection) -> list[Prospect]:
    """Every prospect, by id."""
    return fetch_as(con, Prospect, "SELECT * FROM prospect ORDER BY id")


def prospects_at(con: Connection, employers: Sequence[str]) -> list[Prospect]:
    """The prospects at these employers."""
    return fetch_as(con, Prospect, question("prospects_at"), {"employers": many(employers)})


def count_people_at(con: Connection, employers: Sequence[str]) -> dict[str, int]:
    """How many prospects there are at each of these employers that has any."""
    asked = (
        "SELECT employer_id, count(*) AS people FROM prospect "
        "WHERE employer_id IN (SELECT unnest($ids::JSON::VARCHAR[])) GROUP BY employer_id"
    )
    return {row["employer_id"]: row["people"] for row in fetch(con, asked, {"ids": many(employers)})}


def employers_like(con: Connection, words: str, most: int) -> list[str]:
    """Names of employers that hold these words, in any case and without accents, the shortest first."""
    if not words.strip():
        return []
    parameters = {"words": " ".join(words.split()), "most": most}
    return [row["name"] for row in fetch(con, question("employers_like"), parameters)]


def count_prospects(con: Connection) -> int:
    """How many people are on the list."""
    return int(fetch(con, "SELECT count(*) AS n FROM prospect")[0]["n"])


def count_employers(con: Connection) -> int:
    """How many employers the people on the list are at."""
    return int(fetch(con, "SELECT count(*) AS n FROM employer")[0]["n"])


def all_employers(con: Connection) -> list[Employer]:
    """Every employer, by id."""
    return fetch_as(con, Employer, "SELECT * FROM employer ORDER BY id")


def rhythm_notes(con: Connection, prospects: Iterable[str] | None = None) -> dict[str, RhythmNote]:
    """What bears on the rhythm of each prospect, or of these alone (ids), by prospect id."""
    if prospects is None:
        notes = fetch_as(con, RhythmNote, "SELECT * FROM rhythm")
    else:
        asked = "SELECT * FROM rhythm WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
        notes = fetch_as(con, RhythmNote, asked, {"ids": many(prospects)})
    return {note.prospect_id: note for note in notes}


def resting_at(con: Connection, people: Iterable[Prospect], today: date) -> set[str]:
    """The ids of those of `people` who are not to be called on that day."""
    return {id for id, note in rhythm_notes(con, [p.id for p in people]).items() if note.rests(today)}


def last_contacts(con: Connection, prospects: Sequence[str], zone: tzinfo) -> dict[str, date]:
    """The day of the last contact with each of these prospects, by id; a call that reached nobody is none."""
    spoken = (t for t in touches_of(con, prospects) if t.kind is not ContactKind.VOICEMAIL)
    return {touch.prospect_id: touch.at.astimezone(zone).date() for touch in spoken}


def touches_of(con: Connection, prospects: Sequence[str]) -> list[Touch]:
    """What was said to these prospects, oldest first."""
    return fetch_as(con, Touch, question("touches_of"), {"ids": many(prospects)})


def touches_by_person(con: Connection, prospects: Iterable[str]) -> dict[str, list[Touch]]:
    """What was said to each of these prospects, oldest first, by id; who was never talked to is left out."""
    touches: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches_of(con, list(prospects)):
        touches[touch.prospect_id].append(touch)
    return dict(touches)
