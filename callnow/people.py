"""What the database holds of people beside the prospects it shows: each record as it was given, and what became of it.

A person may stand in several exports. Each keeps a record, and the prospect is made of all records of the person, so
that two can be merged, and split again, without losing what each of them said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from callnow.model import BarredNumber, Prospect
from callnow.numbers import same_line
from callnow.terms import PairVerdict, SaidBy

SINGLE = ("title", "city", "country", "time_zone", "owner", "tier", "notes", "ticker", "domain")
"""Fields of a prospect that have one value, and may be taken away by hand."""

OUR_ID = "callnow_id"
"""The column of the id in a list of people that callnow wrote."""


def called(person: Prospect) -> str:
    """A person in a line: the name, and the employer where there is one."""
    return ", ".join(filter(None, (person.name, person.employer)))


@dataclass(frozen=True, slots=True)
class Record:
    """What one export, or a person by hand, says of somebody.

    `row_id` is the id that its row has in every import. `given` holds what it says, `given.second` what it said before.
    `turn` counts records in the order in which they last changed, `changed_on` is that day. `gone` are numbers and
    addresses that its last import had no longer; `dropped` are (field, value) pairs that somebody took away for good.
    """

    row_id: str
    prospect_id: str
    given: Prospect
    turn: int
    changed_on: date
    said_by: SaidBy = SaidBy.IMPORT
    gone: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A record, or a whole person, that is part of another person now, and what it takes to split them again.

    `id` is the former prospect id. `was_person` is False for a row of an import that never stood alone. `rows`,
    `touches` and `triggers` came with it; `closed` are (trigger, state before) of those that the merge closed, for the
    same news is told once; `former` are merges that came along. `known_since` and
    `paused_until` are of its rhythm, `kept_since` and `kept_until` of the other's, before.
    """

    id: str
    prospect_id: str
    merged_on: date
    said_by: SaidBy
    was_person: bool
    rows: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()
    known_since: date | None = None
    paused_until: date | None = None
    kept_since: date | None = None
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one: asked about, or told apart by a person. `one` and `other` are in the order of ids."""

    one: str
    other: str
    verdict: PairVerdict
    why: str
    said_on: date


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What is said of a person by hand, as it was typed; "" where nothing is said."""

    name: str = ""
    employer: str = ""
    title: str = ""
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    time_zone: str = ""
    owner: str = ""
    tier: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """Two people who may be one, and why."""

    one: Prospect
    other: Prospect
    why: str


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Somebody on the list who is whoever is to be added, certainly or perhaps, and why."""

    person: Prospect
    why: str
    certain: bool


@dataclass(frozen=True, slots=True)
class EmployerCoverage:
    """What is heard of an employer: how many people work there, which sources had news of it lately and how much, its
    own sources that are switched on, and when the last news of it was (None: never)."""

    id: str
    name: str
    domain: str
    people: int
    sources: tuple[tuple[str, int], ...]
    own: tuple[str, ...]
    last_news_at: datetime | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with all that is held of who they are: their records, what was merged into them, whom they may be.

    `paused_until` is the first day after their last pause, which may be over; `died` says that nobody calls them, by
    the news or what was noted, `wrong` which of their numbers were said to be wrong, and when.
    """

    person: Prospect
    records: tuple[Record, ...]
    merges: tuple[Merge, ...]
    doubles: tuple[Double, ...]
    paused_until: date | None = None
    died: bool = False
    wrong: Mapping[str, datetime] = field(default_factory=dict)

    def called(self, merge: Merge) -> str:
        """What a part of this person was called when it stood alone."""
        recorded = next((r.given for r in self.records if r.row_id in merge.rows), None)
        return called(recorded) if recorded else "a record without a row"

    def lifted(self, number: str) -> BarredNumber | None:
        """What barred a number on which they may be called since a person said so."""
        barred = (b for r in self.records for b in r.given.second.barred if b.lifted_on and same_line(b.number, number))
        return None if self.person.barred(number) else next(barred, None)

    @property
    def gone(self) -> frozenset[str]:
        """Numbers and addresses that no import has any longer."""
        still = {v for r in self.records for v in (*r.given.numbers, *r.given.emails) if v not in r.gone}
        return frozenset(v for r in self.records for v in r.gone) - still
