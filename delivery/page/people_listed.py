"""The list of people: searched, narrowed, page by page; and what is done to several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.model import Prospect
from callnow.people import PersonFields
from callnow.removal import name_stays
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.people import last_contacts
from callnow.store.people_list import PeopleWanted, ids_of_people, list_people, tags
from delivery.page.clicks import Clicks
from delivery.page.forgetting import ask_first
from delivery.page.lengths import Line
from delivery.page.note import in_line
from delivery.page.people_asked import ONLY, SHOWN, Asked, Sent, fields_of, news_since, page_beside, people_address
from delivery.page.people_csv import people_csv
from delivery.page.render import is_htmx

MOST_TICKED = 5 * SHOWN
ACTS = {
    "owner": "Set recruiter",
    "tier": "Set tier",
    "tag": "Add tag",
    "untag": "Remove tag",
    "pause": "Pause",
    "resume": "End the pause",
    "export": "Export as CSV",
    "forget": "Forget …",
}
DONE = {"changed": "changed", "paused": "paused", "resumed": "may be called again", "forgotten": "forgotten for good"}
Ticked = Annotated[list[str] | None, Field(max_length=MOST_TICKED)]


def people_listed(clicks: Clicks) -> APIRouter:
    """The list of people and its bulk actions."""
    router = APIRouter()
    desk, database = clicks.desk, clicks.database

    @router.get("/people")
    def people(
        request: Request,
        wanted: Asked,
        done: Annotated[str, Query(max_length=20)] = "",
        n: Annotated[int, Query(ge=0, le=10**7)] = 0,
        stays: Annotated[int, Query(ge=0, le=10**9)] = 0,
    ) -> Response:
        with database.reading() as con:
            return _list(request, clicks, con, wanted, said=_done_in_words(done, n, stays))

    @router.get("/people/export.csv")
    def export(wanted: Asked) -> Response:
        with database.reading() as con:
            ids = ids_of_people(con, wanted, desk.today(), news_since(desk))
            known = store.prospects_by_id(con, ids)
            return _csv(con, clicks, [known[id] for id in ids if id in known])

    _several_at_once(router, clicks)
    return router


def _several_at_once(router: APIRouter, clicks: Clicks) -> None:
    """What is done to those that were ticked, or to everybody whom the filters show."""
    desk, database = clicks.desk, clicks.database

    @router.post("/people/bulk")
    def bulk(
        request: Request,
        wanted: Sent,
        act: Line = "",
        value: Line = "",
        id: Ticked = None,
        everybody: Annotated[bool, Field()] = False,
    ) -> Response:
        with database.reading() as con:  # of a recruiter, their own people alone
            ids = ids_of_people(con, wanted, desk.today(), news_since(desk)) if everybody else (id or [])
            people = list(store.prospects_by_id(con, ids).values())
            refusal = _refusal(people, act)
            if refusal:
                return _list(request, clicks, con, wanted, refusal=refusal, status=422)
            if act == "export":
                return _csv(con, clicks, people)
            if act == "forget":
                return ask_first(request, clicks, people)
        try:
            done, count = _do(clicks, act, people, " ".join(value.split()))
        except UsageError as error:
            with database.reading() as con:
                refusal = in_line(error)
                return _list(request, clicks, con, wanted, refusal=refusal, act=act, status=422)
        return RedirectResponse(people_address(wanted, done=done, n=str(count)), 303)


def _list(
    request: Request,
    clicks: Clicks,
    con: Connection,
    wanted: PeopleWanted,
    *,
    said: str = "",
    refusal: str = "",
    act: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The list, or what of it changes while one types."""
    desk, renderer = clicks.desk, clicks.renderer
    page = list_people(con, wanted, desk.today(), news_since(desk), SHOWN)
    shown = replace(wanted, page=page.page)
    values: dict[str, Any] = {
        "listed": page,
        "wanted": shown,
        "fields": fields_of(wanted),
        "before": page_beside(shown, page.page - 1, page.pages),
        "after": page_beside(shown, page.page + 1, page.pages),
        "export_at": people_address(replace(wanted, page=1), "/people/export.csv"),
        "acts": ACTS,
        "act": act,
        "refusal": refusal,
    }
    owners, all_tags = store.owners(con), tags(con)
    if is_htmx(request):
        answer = renderer.part("people_list.html.j2", owners=owners, tags=all_tags, **values)
        answer.headers["HX-Replace-Url"] = people_address(shown)
        return answer
    doubles = 0 if fields_of(wanted) else desk.people.count_doubles(con)
    return renderer.page(
        request, "people.html.j2", status, doubles=doubles, owners=owners, tags=all_tags, only=ONLY, said=said, **values
    )


def _csv(con: Connection, clicks: Clicks, people: Sequence[Prospect]) -> Response:
    spoken = last_contacts(con, [p.id for p in people], clicks.desk.zone)
    promises = clicks.desk.people.promises(con, people)
    headers = {"Content-Disposition": 'attachment; filename="people.csv"'}
    return Response(
        people_csv(people, spoken, promises, clicks.desk.zone), media_type="text/csv; charset=utf-8", headers=headers
    )


def _refusal(people: Sequence[Prospect], act: str) -> str:
    """Why nothing can be done, "" where it can."""
    if act not in ACTS:
        return "Choose what to do with those you ticked."
    return "" if people else "Tick somebody first, or “all who are found”."


def _do(clicks: Clicks, act: str, people: Sequence[Prospect], value: str) -> tuple[str, int]:
    """Does one thing to several people. Returns which word of DONE says it, and of how many it was so."""
    if act == "pause":
        return "paused", pause(clicks, [p.id for p in people], value)
    if act == "resume":
        return "resumed", resume(clicks, [p.id for p in people])
    change, drop = _BULK_EDITS[act](value)
    with clicks.database.writing() as con:
        return "changed", clicks.desk.people.edit_all(con, people, change, drop)


def _tag(value: str) -> str:
    if not value:
        raise UsageError("no tag was written", where="people", hint="write it beside what to do")
    return value


_BULK_EDITS: dict[str, Callable[[str], tuple[PersonFields, list[str]]]] = {
    "owner": lambda value: (PersonFields(owner=value), [] if value else ["owner"]),  # without one what they have goes
    "tier": lambda value: (PersonFields(tier=value.upper()), [] if value else ["tier"]),
    "tag": lambda value: (PersonFields(tags=(_tag(value),)), []),
    "untag": lambda value: (PersonFields(), [_tag(value)]),
}


def pause(clicks: Clicks, ids: Sequence[str], words: str) -> int:
    """Pauses people until the day that words name, for good where there are none. Returns how many."""
    until = clicks.desk.people.read_pause(words or "for good")
    with clicks.database.writing() as con:
        clicks.database.closed(clicks.desk.people.pause(con, ids, until))
    return len(ids)


def resume(clicks: Clicks, ids: Sequence[str]) -> int:
    """Ends the pause of people; what is owed to them meanwhile is decided behind the answer. Returns of how many."""
    with clicks.database.writing() as con:
        resumed = clicks.desk.people.resume(con, ids)
    if resumed:
        clicks.database.later(clicks.desk.follow_up)
    return len(resumed)


def _done_in_words(done: str, count: int, stays: int) -> str:
    """What a click on several people did; "" for a word that is none of ours. A name `stays` in so many texts."""
    if done not in DONE:
        return ""
    return f"{counted(count, 'person')} {DONE[done]}. {name_stays(stays) if stays else ''}".rstrip()
