"""People: who is on the list, all that is known of one, what is right of them, and who is one person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import UsageError
from callnow.model import Prospect
from callnow.people import SINGLE, PersonFields
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.records import known_now_as, people_found
from delivery.page.doing import Clicks

SHOWN = 100  # people on the page; who looks for another says a word more
Words = Annotated[str, Query(max_length=200)]
Line = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=4000)]
EDITED = ("name", "employer", "title", "city", "country", "time_zone", "owner", "tier", "notes", "url")


def typed(
    name: Line = "", employer: Line = "", title: Line = "", phone: Line = "", email: Line = "", city: Line = "",
    country: Line = "", time_zone: Line = "", owner: Line = "", tier: Line = "", tags: Line = "", notes: Text = "",
    url: Line = "",
) -> PersonFields:  # fmt: skip
    """The form of a person as it was sent."""
    single = (name.strip(), employer.strip(), title.strip())
    return PersonFields(
        *single, _some(phone), _some(email), city.strip(), country.strip(), time_zone.strip(), owner.strip(),
        tier.strip(), _some(tags), notes.replace("\r\n", "\n").strip(), url.strip(),
    )  # fmt: skip


def _some(text: str) -> tuple[str, ...]:
    return (text.strip(),) if text.strip() else ()


Typed = Annotated[PersonFields, Depends(typed)]


def persons(clicks: Clicks) -> APIRouter:
    """The list of people, a person's record, and the pairs that may be one person."""
    router = APIRouter()
    desk, memory, renderer = clicks.desk, clicks.memory, clicks.renderer

    @router.get("/people")
    def people(request: Request, q: Words = "", owner: Words = "") -> HTMLResponse:
        with memory.reading() as con:
            found, count = people_found(con, q, owner, SHOWN)
            return renderer.page(
                request,
                "people.html.j2",
                people=found,
                found=count,
                doubles=len(desk.people.doubles(con)),
                owners=store.owners(con),
                owner=owner,
                q=q,
            )

    @router.get("/people/doubles")
    def doubles(request: Request) -> HTMLResponse:
        with memory.reading() as con:
            return renderer.page(request, "doubles.html.j2", doubles=desk.people.doubles(con)[:SHOWN], refusal="")

    @router.get("/people/{prospect_id}/record")
    def record(request: Request, prospect_id: str) -> Response:
        with memory.reading() as con:
            now = known_now_as(con, prospect_id)
            if now != prospect_id:
                return RedirectResponse(f"/people/{now}/record", 303)
            return _record(request, clicks, con, _person(con, prospect_id))

    _changes(router, clicks)
    return router


def _changes(router: APIRouter, clicks: Clicks) -> None:
    """What is right of a person, and who is one."""
    desk, memory = clicks.desk, clicks.memory

    @router.post("/people/{prospect_id}/edit")
    def edit(
        request: Request, prospect_id: str, said: Typed, drop: Annotated[list[str] | None, Field(max_length=40)] = None
    ) -> Response:
        try:
            with memory.writing() as con:
                person = _person(con, prospect_id)
                new, emptied = _new(person, said)
                if new != PersonFields() or emptied or drop:
                    person = desk.people.edit(con, person, new, [*emptied, *(drop or ())])
        except UsageError as error:
            with memory.reading() as con:
                return _record(request, clicks, con, _person(con, prospect_id), _words(error), said)
        return RedirectResponse(f"/people/{person.id}/record", 303)

    @router.post("/people/merge")
    def merge(request: Request, one: Line, other: Line) -> Response:
        with memory.writing() as con:
            kept = desk.people.merge(con, _person(con, one), _person(con, other))
        return RedirectResponse(f"/people/{kept.id}/record", 303)

    @router.post("/people/different")
    def different(one: Line, other: Line) -> Response:
        with memory.writing() as con:
            desk.people.different(con, _person(con, one), _person(con, other))
        return RedirectResponse("/people/doubles", 303)

    @router.post("/people/{prospect_id}/split")
    def split(prospect_id: str, part: Line) -> Response:
        with memory.writing() as con:
            desk.people.split(con, _person(con, prospect_id), part)
        return RedirectResponse(f"/people/{prospect_id}/record", 303)


def _record(
    request: Request,
    clicks: Clicks,
    con: Connection,
    person: Prospect,
    refusal: str = "",
    said: PersonFields | None = None,
) -> HTMLResponse:
    """A person's record; with what was refused, the form as it was filled in."""
    shown = said or PersonFields(**{field: getattr(person, field) for field in EDITED})
    known = clicks.desk.people.know(con, person)
    status = 422 if refusal else 200
    return clicks.renderer.page(request, "record.html.j2", status, known=known, said=shown, refusal=refusal)


def _new(person: Prospect, said: PersonFields) -> tuple[PersonFields, list[str]]:
    """What the form says that is not so yet, and the fields that it empties."""
    same = {field for field in EDITED if getattr(said, field) == getattr(person, field)}
    new = {field: getattr(said, field) for field in EDITED if field not in same}
    emptied = [field for field in SINGLE if field in new and not new[field]]
    return PersonFields(**new, phone=said.phone, email=said.email, tags=said.tags), emptied


def _words(error: UsageError) -> str:
    return f"{error.what}: {error.hint}"


def _person(con: Connection, prospect_id: str) -> Prospect:
    found = store.prospect_by_id(con, known_now_as(con, prospect_id))
    if found is None:
        raise HTTPException(404)
    return found
