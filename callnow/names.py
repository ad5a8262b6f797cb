"""What people are shown of names in the news: which wait for a word, and what was said of a pair before a click."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PossibleEmployer:
    """An employer that a name in the news may mean: how like the two names are, in words, and in what; where it is, and
    how many people of the list work there."""

    id: str
    name: str
    score: float
    likeness: str
    why: str
    place: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name in the news that two or more employers are too close to, with the newest sentence in which it stands.

    `times` counts the events that wait for it.
    """

    mention: str
    times: int
    type: str
    sentence: str
    title: str
    url: str
    source: str
    published_at: datetime
    employers: tuple[PossibleEmployer, ...]


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A name and an employer of which something was said: what is `said` now and what was said `before`, each as a line
    of `judgement_line`. Undoing takes the second where the first still stands."""

    mention: str
    employer_id: str
    employer: str
    before: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TwoSpellings:
    """Two employers of the list (ids and names) that may be one company: news of one calls people at both where
    `taken_for_one`, else nobody at the other."""

    one_id: str
    one: str
    other_id: str
    other: str
    taken_for_one: bool

    @property
    def problem(self) -> str:
        """What that means, for people."""
        if self.taken_for_one:
            return f"“{self.one}” and “{self.other}” are taken for one: news of one calls people at both"
        return f"“{self.one}” and “{self.other}” may be one: news of one calls nobody at the other"

    @property
    def hint(self) -> str:
        """What to do where that is wrong."""
        if self.taken_for_one:
            return "`callnow judge NAME EMPLOYER different` keeps the news that writes NAME from one of them"
        return "if two names are one company, `callnow alias add ONE OTHER` makes them one"
