"""The people a recruiter stays in touch with, where they work, and what was said to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from callnow.dates import day_in_words
from callnow.numbers import same_line
from callnow.said_names import quiet_name
from callnow.terms import ContactKind


@dataclass(frozen=True, slots=True)
class Employer:
    """A company that employs prospects, or one of a list to match against. `aliases` are other names it goes by."""

    id: str
    name: str
    domain: str = ""
    ticker: str = ""
    country: str = ""
    city: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarredNumber:
    """A number on which nobody is to call a person, in the words of the list that said so ("do not call"), the day on
    which it said so first (None: a row that is not kept yet), and the day on which a person lifted that."""

    number: str
    words: str
    since: date | None = None
    lifted_on: date | None = None

    @property
    def in_words(self) -> str:
        """Since when, by which words, and whether that was lifted."""
        since = f" since {day_in_words(self.since)}" if self.since else ""
        said = f"barred{since}: “{self.words}”"
        return f"{said}; lifted on {day_in_words(self.lifted_on)}" if self.lifted_on else said


@dataclass(frozen=True, slots=True)
class SecondValues:
    """What else a person goes by: other spellings of the name, other addresses and pages, and the ids of records that
    were merged into theirs; which of their numbers a list calls mobile, which it calls those at home, and which nobody
    is to call."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    mobiles: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    barred: tuple[BarredNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospect:
    """A person a recruiter stays in touch with. `phone` is E.164, with its extension (callnow.numbers), or "";
    `phone_note` says why it is not; `other_phones` are further numbers. `second` is what else they go by.

    `function` and `rank` are read from `title` (data/roles.csv). `tier` is the recruiter's own (A, B, C or "").
    """

    id: str
    name: str
    employer: str
    employer_id: str = ""
    title: str = ""
    phone: str = ""
    phone_note: str = ""
    other_phones: tuple[str, ...] = ()
    email: str = ""
    city: str = ""
    country: str = ""
    time_zone: str = ""
    owner: str = ""
    tier: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    url: str = ""
    domain: str = ""
    ticker: str = ""
    function: str = ""
    rank: int = 0
    second: SecondValues = field(default_factory=SecondValues)

    @property
    def numbers(self) -> tuple[str, ...]:
        """All that they can be called on, the first one first."""
        return tuple(filter(None, (self.phone, *self.other_phones)))

    @property
    def known_numbers(self) -> tuple[str, ...]:
        """The same, and behind them those that nobody is to call: they tell of them, too."""
        return (*self.numbers, *(barred.number for barred in self.second.barred))

    def barred(self, number: str) -> BarredNumber | None:
        """What says that nobody is to call them on this number; None where they may be called on it."""
        return next((barred for barred in self.second.barred if same_line(barred.number, number)), None)

    @property
    def said_name(self) -> str:
        """The name as it is told: in normal case where the list writes it in capitals."""
        return quiet_name(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings of the name, the one shown first."""
        return (self.name, *self.second.names)

    @property
    def emails(self) -> tuple[str, ...]:
        """All addresses, the one shown first."""
        return tuple(filter(None, (self.email, *self.second.emails)))

    @property
    def urls(self) -> tuple[str, ...]:
        """All pages, the one shown first."""
        return tuple(filter(None, (self.url, *self.second.urls)))

    @property
    def ids(self) -> tuple[str, ...]:
        """Their id, and those of records that were merged into theirs."""
        return (self.id, *self.second.former_ids)


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact with a prospect: what was said and what was promised, in the words it was given.

    `number` is the one that was called where it reached somebody else, else "".
    """

    id: str
    prospect_id: str
    at: datetime
    kind: ContactKind
    outcome: str = ""
    note: str = ""
    promised: str = ""
    due_on: date | None = None
    topic: str = ""
    owner: str = ""
    number: str = ""
