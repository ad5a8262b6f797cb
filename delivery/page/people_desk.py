"""What the page is lent for people: what is done about them, as `callnow people`, `forget` and `export` do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from callnow.model import Prospect, Touch, Trigger
from callnow.people import Double, EmployerCoverage, KnownPerson, PersonFields, Resemblance
from callnow.removal import Removal
from callnow.store import Connection


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """What is done about people, each in the transaction it is given. All raise UsageError for what cannot be.

    `know` is all that is held of who a person is, `held` all that is held of them at all, `doubles` who may be one,
    `count_doubles` how many pairs that are (of very many about), `resembling` who on the list whoever is to be added is
    or may be, `coverage` what is heard of the employers of one recruiter's people (of everybody's for ""),
    `promises` what is promised to people and owed still.

    `add` keeps somebody, `edit` what is said of a person, and takes values away; both keep the call that a new note
    asks for, of which `told_of_note` tells what became of it. `edit_all` does that with owner, tier
    and tags of several, and returns of how many that changed anything; `say_right` takes back that numbers are wrong.
    `merge` makes two people one, `split` makes a part (by its former id) a person again, `different` keeps two apart.
    `pause` keeps calls off until a day, which `read_pause` reads, and returns the follow-ups it closed; `resume` ends
    that and returns who was paused.

    `forget` removes people by id for good, as done by a recruiter (the operator for ""), in another process and in
    transactions of its own; it may take seconds, and raises StoreBusy during a run.
    """

    know: Callable[[Connection, Prospect], KnownPerson]
    held: Callable[[Connection, Prospect], dict[str, Any]]
    doubles: Callable[[Connection], list[Double]]
    count_doubles: Callable[[Connection], int]
    resembling: Callable[[Connection, PersonFields], list[Resemblance]]
    coverage: Callable[[Connection, str], list[EmployerCoverage]]
    promises: Callable[[Connection, Sequence[Prospect]], Mapping[str, Touch]]
    add: Callable[[Connection, PersonFields], Prospect]
    edit: Callable[[Connection, Prospect, PersonFields, Sequence[str]], Prospect]
    told_of_note: Callable[[Connection, Prospect, str], str]
    say_right: Callable[[Connection, Prospect, Sequence[str]], None]
    edit_all: Callable[[Connection, Sequence[Prospect], PersonFields, Sequence[str]], int]
    merge: Callable[[Connection, Prospect, Prospect], Prospect]
    split: Callable[[Connection, Prospect, str], Sequence[Prospect]]
    different: Callable[[Connection, Prospect, Prospect], None]
    read_pause: Callable[[str], date]
    pause: Callable[[Connection, Sequence[str], date], Sequence[Trigger]]
    resume: Callable[[Connection, Sequence[str]], Sequence[str]]
    forget: Callable[[Sequence[str], str], Removal]
