"""First steps: people, news, a run, then the calls; each step says how far it is, and can be taken again later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from callnow.errors import StoreError
from callnow.feeds import ListedFeed, searched
from callnow.languages import UNDERSTOOD, language_name
from callnow.store import page as store
from delivery.page.clicks import Clicks
from delivery.page.desk import Desk
from delivery.page.receiving import MOST_MEGABYTES

CATEGORIES = {
    "wire": "Press-release wires",
    "exchange": "Notices of stock exchanges",
    "business": "Business news",
    "trade": "Trade press of industries",
    "tech": "Technology news",
}
"""The categories that are offered, as the page calls them; others by their own name."""

WANT_CONTACT = ("edgar",)  # kinds of feeds that are read only where `fetch.contact` is set

Chosen = Annotated[list[str] | None, Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class Tick:
    """A category or a language that may be ticked: how many feeds of it ship, and whether it is ticked."""

    value: str
    words: str
    feeds: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far the first steps are: who is on the list, what is read, when it was read last.

    `feeds` are switched on, `added` of them by a person; `searches`: the news is searched for each employer.
    """

    people: int = 0
    employers: int = 0
    feeds: int = 0
    added: int = 0
    last_run: datetime | None = None
    categories: tuple[Tick, ...] = ()
    languages: tuple[Tick, ...] = ()
    searches: bool = False

    @property
    def step(self) -> int:
        """The step that comes next, from 1."""
        done = (self.people, self.feeds, self.last_run)
        return next((number for number, is_done in enumerate(done, 1) if not is_done), 4)


def first(clicks: Clicks) -> APIRouter:
    """The first steps, and the choice of news."""
    router = APIRouter()
    desk = clicks.desk

    @router.get("/start")
    def steps(request: Request) -> HTMLResponse:
        return clicks.renderer.page(
            request, "start.html.j2", at=load_standing(clicks), run=desk.run.progress(), most_megabytes=MOST_MEGABYTES
        )

    @router.post("/start/news")
    def choose_news(category: Chosen = None, language: Chosen = None, search: bool = False) -> RedirectResponse:
        with clicks.database.writing() as con:
            listed = desk.feeds.listed(con)
            for enabled in (True, False):
                if names := to_switch(_usable(listed, desk), category or (), language or (), enabled=enabled):
                    desk.feeds.switch(con, names, enabled)
            if search != searched(listed):
                desk.feeds.switch_search(con, search)
        return RedirectResponse("/start#news", 303)

    return router


def load_standing(clicks: Clicks) -> FirstSteps:
    """How far a home is; one in which nothing was done yet has no database."""
    desk = clicks.desk
    try:
        with clicks.database.reading() as con:
            totals = store.totals(con, desk.begins(desk.today()))
            listed = desk.feeds.listed(con)
    except StoreError:
        if desk.settings.published.exists():
            raise
        totals, listed = {"prospects": 0, "employers": 0, "last_run": None}, desk.feeds.listed(None)
    on = [feed for feed in listed if feed.enabled]
    categories, languages = _choices(listed)
    return FirstSteps(
        people=totals["prospects"],
        employers=totals["employers"],
        feeds=len(on),
        added=sum(feed.origin == "added" for feed in on),
        last_run=totals["last_run"],
        categories=categories,
        languages=languages,
        searches=searched(listed),
    )


def _usable(listed: Sequence[ListedFeed], desk: Desk) -> list[ListedFeed]:
    """Those that can be read with the settings as they are."""
    contact = bool(desk.settings.fetch.contact)
    return [feed for feed in listed if contact or feed.declared.get("kind") not in WANT_CONTACT]


def to_switch(
    listed: Sequence[ListedFeed], categories: Sequence[str], languages: Sequence[str], *, enabled: bool
) -> list[str]:
    """The names of feeds to switch on, or off: a category in a language at a time.

    Where some of these are on and it is ticked they stay as they are: they were chosen one by one.
    """
    offered = [feed for feed in listed if _is_offered(feed)]
    on = {_cell(feed) for feed in offered if feed.enabled}
    wanted = set(product(categories, languages))
    meant = wanted - on if enabled else on - wanted
    return [feed.name for feed in offered if _cell(feed) in meant and feed.enabled is not enabled]


def _is_offered(feed: ListedFeed) -> bool:
    return feed.origin == "catalogue" and not feed.is_template and bool(feed.category)


def _cell(feed: ListedFeed) -> tuple[str, str]:
    return feed.category, feed.language or UNDERSTOOD


def _choices(listed: Sequence[ListedFeed]) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """The categories and the languages on offer. Where nothing is on yet, all that is understood is ticked."""
    offered = [feed for feed in listed if _is_offered(feed)]
    nothing_on = not any(feed.enabled for feed in listed)
    on = {_cell(feed) for feed in offered if feed.enabled}
    count = Counter(map(_cell, offered))
    categories, languages = ({cell[place] for cell in count} for place in (0, 1))
    known = list(CATEGORIES)
    return tuple(
        Tick(
            choice,
            CATEGORIES.get(choice, choice.replace("_", " ").capitalize()),
            count[choice, UNDERSTOOD],
            nothing_on or choice in {category for category, _ in on},
        )
        for choice in sorted(
            categories, key=lambda choice: (known.index(choice) if choice in known else len(known), choice)
        )
    ), tuple(
        Tick(
            choice,
            language_name(choice),
            sum(feeds for (_, language), feeds in count.items() if language == choice),
            choice == UNDERSTOOD if nothing_on else choice in {language for _, language in on},
        )
        for choice in sorted(languages, key=lambda choice: (choice != UNDERSTOOD, choice))
    )
