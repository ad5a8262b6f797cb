"""What people are shown of feeds: how each stands, what an address would bring, what switching and adding came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callnow.model import stable_id
from callnow.terms import FeedVerdict

# Verdicts that want a look, the worst first.
TROUBLE = (FeedVerdict.FAILING, FeedVerdict.SILENT, FeedVerdict.PAUSED, FeedVerdict.LOW)

NEWS_SEARCH = "search"  # the kind of feed that searches the news for a name


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed as lists show it. `health` says in words why its `verdict` is what it is, `hint` what to do about it.

    `declared` is all that is declared of it, `remembered` its row of the view feed_health ({} while it is off).
    `origin` is "catalogue", "added" by a person, or "search": made of a search for one employer. `is_template` says
    that a search for each employer is made of it. `expected` and `seen` are items a week. `not_understood` says that
    it is mostly in another language, "" of any other. `missed` says that its news may be missed by now.
    """

    declared: Mapping[str, Any]
    enabled: bool
    origin: str
    verdict: FeedVerdict
    health: str
    hint: str
    not_understood: str
    expected: float
    seen: float
    next_check_at: datetime | None
    missed: bool
    is_template: bool
    remembered: Mapping[str, Any]

    @property
    def id(self) -> str:
        """A key that follows the address, as the state of a feed does."""
        return stable_id("feed", self.url)

    @property
    def name(self) -> str:
        return str(self.declared["name"])

    @property
    def url(self) -> str:
        return str(self.declared["url"])

    @property
    def category(self) -> str:
        return str(self.declared.get("category") or "")

    @property
    def language(self) -> str:
        """Two letters, "" where it is not declared."""
        return str(self.declared.get("language") or "").partition("-")[0].lower()

    @property
    def company(self) -> str:
        """The company whose own news this is."""
        return str(self.declared.get("company") or "")

    @property
    def is_news_search(self) -> bool:
        """Whether the news is searched for each employer by it."""
        return self.is_template and self.declared.get("kind") == NEWS_SEARCH

    @property
    def in_trouble(self) -> bool:
        """Whether somebody should look at it."""
        return self.enabled and (self.verdict in TROUBLE or bool(self.not_understood))

    @property
    def why(self) -> str:
        """How it is and what to do, in one line."""
        return " — ".join(filter(None, (self.health, self.hint)))

    @property
    def words(self) -> str:
        """How it is, what to do, and that it is not understood, in one line."""
        return "; ".join(filter(None, (self.why, self.not_understood)))


@dataclass(frozen=True, slots=True)
class FeedYield:
    """What a feed brought in a time: items, events announced in them, calls that rest on those events."""

    items: int = 0
    events: int = 0
    calls: int = 0

    def __add__(self, other: FeedYield) -> FeedYield:
        return FeedYield(self.items + other.items, self.events + other.events, self.calls + other.calls)


@dataclass(frozen=True, slots=True)
class NewFeed:
    """What a person says of a feed to add; `kind` "" leaves it to what the address answers with."""

    address: str
    kind: str = ""
    name: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class TriedItem:
    """One item that a feed brings, with the events detected in it as (type, company)."""

    id: str
    title: str
    url: str
    published_at: datetime | None
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TriedFeed:
    """What one visit to a feed brought: `items` are the first of `count`; nothing was kept.

    `about` says what kind of feed it is, `how_found` where a page led to it. `not_understood` says that the items are
    mostly in another language, "" of any others.
    """

    feed: NewFeed
    about: str
    count: int
    items: tuple[TriedItem, ...]
    newest: datetime | None
    seconds: float = 0.0
    next_check_at: datetime | None = None
    how_found: str = ""
    not_understood: str = ""


@dataclass(frozen=True, slots=True)
class Switched:
    """Which feeds were switched, by name, and in which languages (two letters) how many others were left out."""

    names: tuple[str, ...]
    other_languages: tuple[str, ...] = ()
    left_out: int = 0


def searched(listed: Sequence[ListedFeed]) -> bool:
    """Whether the news is searched for each employer."""
    return any(feed.enabled and feed.is_news_search for feed in listed)
