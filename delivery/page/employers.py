"""Employers: how many people work at each, which sources have news of it, and which employers no source covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse

from callnow.acting import acting_recruiter
from callnow.counting import pages_of
from callnow.fold import fold
from callnow.people import EmployerCoverage
from callnow.store import page as store
from delivery.page.clicks import Clicks
from delivery.page.lengths import Words
from delivery.page.people_asked import NEWS_DAYS
from delivery.page.queries import as_query

SHOWN = 100  # employers on one page
ORDERS: dict[str, Callable[[EmployerCoverage], Any]] = {
    "people": lambda one: (-one.people, fold(one.name)),
    "name": lambda one: fold(one.name),
    "news": lambda one: (-sum(items for _, items in one.sources), fold(one.name)),
    "last": lambda one: (-one.last_news_at.timestamp() if one.last_news_at else 0, fold(one.name)),
}


@dataclass(frozen=True, slots=True)
class EmployersPage:
    """One page of the employers wanted, and how many there are of each sort; `query` asks for this list again."""

    employers: tuple[EmployerCoverage, ...]
    silent: int
    all: int
    page: int
    pages: int
    order: str
    only_silent: bool
    words: str
    owner: str

    def address(self, **anew: Any) -> str:
        """The address of this list with some of it asked otherwise; the first page unless it is named."""
        asked = {"q": self.words, "owner": self.owner, "order": self.order, "silent": "1" if self.only_silent else ""}
        return f"/employers{as_query(asked | anew)}"


def employers(clicks: Clicks) -> APIRouter:
    """The list of employers."""
    router = APIRouter()
    desk, database, renderer = clicks.desk, clicks.database, clicks.renderer

    @router.get("/employers")
    def listed(
        request: Request,
        q: Words = "",
        owner: Words = "",
        order: Words = "people",
        silent: bool = False,
        page: Annotated[int, Query(ge=1, le=99999)] = 1,
    ) -> HTMLResponse:
        with database.reading() as con:
            covered = desk.people.coverage(con, owner)
            owners = store.owners(con)
        order = order if order in ORDERS else "people"
        fitting = _wanted(covered, q, order, silent=silent)
        pages = pages_of(len(fitting), SHOWN)
        page = min(page, pages)
        shown = EmployersPage(
            employers=tuple(fitting[(page - 1) * SHOWN : page * SHOWN]),
            silent=sum(not employer.sources for employer in covered),
            all=len(covered),
            page=page,
            pages=pages,
            order=order,
            only_silent=silent,
            words=q,
            owner=owner,
        )
        return renderer.page(
            request,
            "employers.html.j2",
            listed=shown,
            owners=owners,
            days=NEWS_DAYS,
            may_add=not acting_recruiter(),  # feeds are the operator's
            feed_form=feed_form,
        )

    return router


def _wanted(covered: list[EmployerCoverage], words: str, order: str, *, silent: bool) -> list[EmployerCoverage]:
    """Those whose name all words are in, only those without news where `silent`, in their order."""
    sought = fold(words).split()
    fits = [
        employer
        for employer in covered
        if all(word in fold(employer.name) for word in sought) and not (silent and employer.sources)
    ]
    return sorted(fits, key=ORDERS[order])


def feed_form(employer: EmployerCoverage) -> str:
    """The address of the form that adds a feed or newsroom of an employer."""
    address = f"https://{employer.domain}" if employer.domain else ""
    return f"/feeds?{urlencode({'add': address, 'company': employer.name})}#feed-add"
