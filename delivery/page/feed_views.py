"""What the templates of feeds are given: the list as wanted, a page at a time, with what each feed brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from fastapi import HTTPException

from callnow.counting import pages_of
from callnow.feeds import FeedYield, ListedFeed, searched
from callnow.store import Connection
from callnow.store.feeds import brought_since
from callnow.store.people import count_employers
from delivery.page.database import Database
from delivery.page.desk import Desk
from delivery.page.queries import as_query

SHOWN = 50  # feeds on one page
WEEKS = 12
SHOW = {
    "": "All feeds",
    "on": "Switched on",
    "trouble": "In trouble",
    "added": "Added by you",
    "off": "Switched off",
    "searches": "Searches for employers",
}


@dataclass(frozen=True, slots=True)
class FeedsWanted:
    """Which feeds to show; "" takes all. `words` must all occur in a feed's name, address, company or notes."""

    words: str = ""
    category: str = ""
    language: str = ""
    show: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """The part of an address that asks for this, or ""."""
        values = {"q": self.words, "category": self.category, "language": self.language, "show": self.show}
        values["page"] = str(self.page) if self.page > 1 else ""
        return as_query(values)

    def takes_kind_of(self, feed: ListedFeed) -> bool:
        """Whether feeds of its category and language are wanted."""
        return self.category in ("", feed.category) and self.language in ("", feed.language)

    def takes(self, feed: ListedFeed) -> bool:
        """Whether a feed is wanted. Searches for one employer are shown alone: there may be thousands."""
        shown = {
            "": True,
            "on": feed.enabled,
            "off": not feed.enabled,
            "trouble": feed.in_trouble,
            "added": feed.origin == "added",
        }
        if (feed.origin == "search") != (self.show == "searches") or not shown.get(self.show, True):
            return False
        if not self.takes_kind_of(feed):
            return False
        text = f"{feed.name} {feed.url} {feed.company} {feed.declared.get('notes') or ''}".casefold()
        return all(word in text for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed, what it brought in the last weeks, and of a search for each employer how many there are and fail."""

    feed: ListedFeed
    brought: FeedYield
    searches: int = 0
    failing: int = 0


@dataclass(frozen=True, slots=True)
class FeedBoard:
    """One page of the feeds as wanted, and counts over all.

    `categories` and `languages` hold how many feeds there are. `in_choice` counts those of the category and language
    that are wanted, which can be switched together, `on_in_choice` those of them that are on.
    """

    rows: tuple[FeedRow, ...]
    wanted: FeedsWanted
    count: int
    on: int
    trouble: int
    categories: dict[str, int]
    languages: dict[str, int]
    searched: bool
    employers: int
    in_choice: int
    on_in_choice: int

    @property
    def pages(self) -> int:
        return pages_of(self.count, SHOWN)

    def beside(self, by: int) -> str:
        """The query of the page before (-1) or after (1), "" where there is none."""
        page = self.wanted.page + by
        return (replace(self.wanted, page=page).query or "?") if 1 <= page <= self.pages else ""


@contextmanager
def feeds_at(database: Database, desk: Desk) -> Iterator[Connection | None]:
    """The database, or None where nothing was ever kept: then the catalogue can be chosen from all the same."""
    if not desk.settings.published.exists() and not desk.settings.database.exists():
        yield None
        return
    with database.reading() as con:
        yield con


def load_feeds(con: Connection | None, desk: Desk, wanted: FeedsWanted, feeds: Sequence[ListedFeed]) -> FeedBoard:
    """The page of the list that is wanted; the last one where it is shorter by now. `feeds` are all there are."""
    fitting = sorted(filter(wanted.takes, feeds), key=_rank)
    last = pages_of(len(fitting), SHOWN)
    wanted = replace(wanted, page=min(wanted.page, last))
    shown = fitting[(wanted.page - 1) * SHOWN : wanted.page * SHOWN]
    own = [feed for feed in feeds if feed.origin != "search"]
    choice = [feed for feed in own if _of_choice(feed, wanted)]
    return FeedBoard(
        rows=_rows(con, desk, feeds, shown),
        wanted=wanted,
        count=len(fitting),
        on=sum(feed.enabled for feed in own),
        trouble=sum(feed.in_trouble for feed in own),
        categories=_counts(own, "category"),
        languages=_counts(own, "language"),
        searched=searched(feeds),
        employers=count_employers(con) if con else 0,
        in_choice=len(choice),
        on_in_choice=sum(feed.enabled for feed in choice),
    )


def load_row(con: Connection | None, desk: Desk, feed_id: str, feeds: Sequence[ListedFeed]) -> FeedRow:
    """One of all feeds; there is nothing here (404) where it is unknown."""
    rows = [feed for feed in feeds if feed.id == feed_id]
    if not rows:
        raise HTTPException(404)
    return _rows(con, desk, feeds, rows[:1])[0]


def _of_choice(feed: ListedFeed, wanted: FeedsWanted) -> bool:
    """Whether a feed ships in the category and language that are wanted, one of which at least is."""
    narrowed = wanted.category or wanted.language
    return bool(narrowed) and wanted.takes_kind_of(feed) and feed.origin == "catalogue"


def _rank(feed: ListedFeed) -> tuple[bool, bool, bool]:
    """In trouble first, then those that are on, then one's own; the order within is that of the list."""
    return not feed.in_trouble, not feed.enabled, feed.origin != "added"


def _counts(feeds: Sequence[ListedFeed], key: str) -> dict[str, int]:
    there = Counter(getattr(feed, key) for feed in feeds)
    return {value: there[value] for value in sorted(there) if value}


def _rows(
    con: Connection | None, desk: Desk, feeds: Sequence[ListedFeed], shown: Sequence[ListedFeed]
) -> tuple[FeedRow, ...]:
    made_of = {
        template.name: [
            feed_made
            for feed_made in feeds
            if feed_made.origin == "search" and feed_made.name.startswith(f"{template.name}: ")
        ]
        for template in shown
        if template.is_template
    }
    names = [feed.name for feed in shown] + [feed_made.name for made in made_of.values() for feed_made in made]
    brought = brought_since(con, names, desk.now() - timedelta(weeks=WEEKS)) if con and names else {}
    rows = []
    for feed in shown:
        made = made_of.get(feed.name, [])
        total = sum((brought.get(feed_made.name, FeedYield()) for feed_made in (feed, *made)), FeedYield())
        rows.append(FeedRow(feed, total, len(made), sum(feed_made.in_trouble for feed_made in made)))
    return tuple(rows)
