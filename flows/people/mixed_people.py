"""People of whom a list once said two names that cannot be one person's: older imports took a running id for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from callnow.model import Prospect
from callnow.people import Record
from callnow.store import Connection
from callnow.store.people import all_prospects
from callnow.store.records import records_of
from callnow.terms import SaidBy
from matching.comparing.likeness import Likeness
from matching.comparing.persons import surname
from matching.people.same_names import compare_names, same_first_name


@dataclass(frozen=True, slots=True)
class MixedPerson:
    """A person (id and name) whom one row of a list also called `other`, which is nobody's other spelling."""

    prospect_id: str
    prospect: str
    other: str

    @property
    def problem(self) -> str:
        """What may be wrong, for people."""
        return f"{self.prospect} was also called {self.other} under one id: an import may have made one of two people"

    @property
    def hint(self) -> str:
        """What to do."""
        return (
            f"`callnow people show {self.prospect_id}`; of two people take what is the other's away "
            f'(`callnow people edit {self.prospect_id} --drop "{self.other}"`, their numbers, too), and import the '
            "list with the other one again, or `callnow people add`"
        )


def mixed_people(con: Connection) -> list[MixedPerson]:
    """Those of the list, by id."""
    people = {person.id: person for person in all_prospects(con)}
    records = records_of(con, people) if people else []
    found = {mixed: None for record in records for mixed in _mixed(record, people[record.prospect_id])}
    return sorted(found, key=lambda mixed: mixed.prospect_id)


def _mixed(record: Record, person: Prospect) -> Iterator[MixedPerson]:
    if record.said_by is SaidBy.PERSON:
        return
    name, *others = record.given.names
    for other in others:
        # another script, and a name that changed by marriage, are one person's
        plain = name.isascii() and other.isascii() and len(other.split()) > 1
        apart = compare_names([name], [other]) is Likeness.OTHER and not same_first_name([name], [other])
        if plain and apart and surname(name) != surname(other) and other in person.second.names:
            yield MixedPerson(person.id, person.name, other)
