"""Which people an address or a form asks for, and that as an address again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Query

from callnow.store.people_list import Only, PeopleWanted
from delivery.page.desk import Desk
from delivery.page.lengths import Line, Words
from delivery.page.queries import as_query

NEWS_DAYS = 90  # an employer without news for so long stands under "no news"
SHOWN = 50  # people on one page
ONLY = {Only.PAUSED: "Paused", Only.NO_NUMBER: "Without a number", Only.NO_NEWS: f"No news for {NEWS_DAYS} days"}


def asked(
    q: Words = "",
    owner: Words = "",
    tag: Words = "",
    tier: Words = "",
    only: Words = "",
    page: Annotated[int, Query(ge=1, le=99999)] = 1,
) -> PeopleWanted:
    """Which people an address asks for."""
    return PeopleWanted(q.strip(), owner, tag, tier, _only(only), page)


def sent(q: Line = "", owner: Line = "", tag: Line = "", tier: Line = "", only: Line = "") -> PeopleWanted:
    """Which people were listed when a form was sent."""
    return PeopleWanted(q.strip(), owner, tag, tier, _only(only))


Asked = Annotated[PeopleWanted, Depends(asked)]
Sent = Annotated[PeopleWanted, Depends(sent)]


def _only(word: str) -> Only | None:
    return Only(word) if word in list(Only) else None


def fields_of(wanted: PeopleWanted) -> dict[str, str]:
    """What is asked for, as fields of a form; those that ask for nothing are left out."""
    named = {"q": wanted.words, "owner": wanted.owner, "tag": wanted.tag, "tier": wanted.tier}
    return {name: value for name, value in (named | {"only": wanted.only or ""}).items() if value}


def people_address(wanted: PeopleWanted, path: str = "/people", **more: str) -> str:
    """The address that asks for this."""
    page = {"page": str(wanted.page)} if wanted.page > 1 else {}
    return f"{path}{as_query(fields_of(wanted) | page | more)}"


def page_beside(wanted: PeopleWanted, page: int, pages: int) -> str:
    """The address of another page of the same list; "" where there is none."""
    return people_address(replace(wanted, page=page)) if 1 <= page <= pages else ""


def news_since(desk: Desk) -> datetime:
    """The day since which news of an employer counts as lately."""
    return desk.begins(desk.today()) - timedelta(days=NEWS_DAYS)
