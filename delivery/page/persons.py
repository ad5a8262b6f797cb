"""People: all there is about one, adding one, what is right of them, who is one person, pausing, forgetting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.acting import acting_recruiter
from callnow.errors import UsageError
from callnow.model import Prospect
from callnow.people import SINGLE, KnownPerson, PersonFields, Resemblance
from callnow.store import Connection
from callnow.store.records import known_now_as
from delivery.page.clicks import Clicks, Note, check_length, known_person
from delivery.page.forgetting import forgetting
from delivery.page.lengths import Line, Text
from delivery.page.note import in_line
from delivery.page.people_asked import SHOWN
from delivery.page.people_listed import pause, people_listed, resume
from delivery.page.person_ids import person_address
from delivery.page.timeline import SHOWN as ENTRIES
from delivery.page.timeline import load_timeline

EDITED = ("name", "employer", "title", "city", "country", "time_zone", "owner", "tier", "notes", "url")
Shown = Annotated[list[str] | None, Field(max_length=len(EDITED))]  # the values of EDITED, as the form showed them


def typed(
    name: Line = "", employer: Line = "", title: Line = "", phone: Line = "", email: Line = "", city: Line = "",
    country: Line = "", time_zone: Line = "", owner: Line = "", tier: Line = "", tags: Line = "", notes: Note = "",
    url: Line = "",
) -> PersonFields:  # fmt: skip
    """The form of a person as it was sent."""
    single = (name.strip(), employer.strip(), title.strip())
    return PersonFields(
        *single, _some(phone), _some(email), city.strip(), country.strip(), time_zone.strip(),
        owner.strip() or acting_recruiter(), tier.strip(), _some(tags),
        _text(notes), url.strip(),
    )  # fmt: skip


def _text(sent: str) -> str:
    """A field as it is kept: browsers send each end of a line as two characters."""
    return sent.replace("\r\n", "\n").strip()


def _some(text: str) -> tuple[str, ...]:
    return (text.strip(),) if text.strip() else ()


Typed = Annotated[PersonFields, Depends(typed)]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was refused, in words, and the form as it was filled in and as it was shown."""

    words: str = ""
    entered: PersonFields | None = None
    shown: Sequence[str] = ()


def persons(clicks: Clicks) -> APIRouter:
    """The list of people, a person's record, and the pairs that may be one person."""
    router = people_listed(clicks)
    desk, database, renderer = clicks.desk, clicks.database, clicks.renderer

    @router.get("/people/doubles")
    def doubles(request: Request) -> HTMLResponse:
        with database.reading() as con:
            return renderer.page(request, "doubles.html.j2", doubles=desk.people.doubles(con)[:SHOWN], refusal="")

    _adding(router, clicks)

    @router.get("/people/{prospect_id:person}/record")
    def record(request: Request, prospect_id: str, noted: Annotated[bool, Query()] = False) -> Response:
        with database.reading() as con:
            now = known_now_as(con, prospect_id)
            if now != prospect_id:
                return RedirectResponse(_record_of(now, noted=noted), 303)
            return _record(request, clicks, con, _person(con, prospect_id), noted=noted)

    @router.get("/people/{prospect_id:person}/held.json")
    def held(prospect_id: str) -> Response:
        with database.reading() as con:
            all_held = desk.people.held(con, _person(con, prospect_id))
        content = json.dumps(all_held, ensure_ascii=False, indent=1, default=str)
        name = quote(f"person-{prospect_id}.json", safe="")  # a header has no other letters
        headers = {"Content-Disposition": f"attachment; filename=\"person.json\"; filename*=UTF-8''{name}"}
        return Response(content, media_type="application/json; charset=utf-8", headers=headers)

    _changes(router, clicks)
    _who_is_one(router, clicks)
    _pauses(router, clicks)
    router.include_router(forgetting(clicks))
    return router


def _adding(router: APIRouter, clicks: Clicks) -> None:
    """Somebody is added, once it was seen who on the list they may be."""
    desk, database, renderer = clicks.desk, clicks.database, clicks.renderer

    def form(
        request: Request, entered: PersonFields, *, refusal: str = "", resembling: tuple[Resemblance, ...] = ()
    ) -> HTMLResponse:
        seen = _seen(resembling)
        status = 422 if refusal else 200
        return renderer.page(
            request, "add_person.html.j2", status, said=entered, refusal=refusal, resembling=resembling, seen=seen
        )

    @router.get("/people/add")
    def blank(request: Request) -> HTMLResponse:
        return form(request, PersonFields())

    @router.post("/people/add")
    def add(request: Request, entered: Typed, seen: Text = "") -> Response:
        try:
            check_length(entered.notes)
            with database.reading() as con:
                resembling = tuple(desk.people.resembling(con, entered))
            if resembling and seen != _seen(resembling):
                return form(request, entered, resembling=resembling)
            with database.writing() as con:
                person = desk.people.add(con, entered)
                clicks.match_again(con)  # the news that was read before may be about their employer
        except UsageError as error:
            return form(request, entered, refusal=in_line(error))
        return RedirectResponse(_record_of(person.id, noted=bool(entered.notes)), 303)


def _seen(resembling: tuple[Resemblance, ...]) -> str:
    """What the form holds once these were shown."""
    return " ".join(sorted(resemblance.person.id for resemblance in resembling))


def _changes(router: APIRouter, clicks: Clicks) -> None:
    """What is right of a person."""
    desk, database = clicks.desk, clicks.database

    @router.post("/people/{prospect_id:person}/edit")
    def edit(
        request: Request,
        prospect_id: str,
        entered: Typed,
        shown: Shown = None,
        drop: Annotated[list[str] | None, Field(max_length=40)] = None,
    ) -> Response:
        try:
            with database.writing() as con:
                person = _person(con, prospect_id)
                new, emptied = _new(person, entered, shown or ())
                check_length(new.notes)
                if new != PersonFields() or emptied or drop:
                    person = desk.people.edit(con, person, new, [*emptied, *(drop or ())])
        except UsageError as error:
            with database.reading() as con:
                refused = Refused(in_line(error), entered, shown or ())
                return _record(request, clicks, con, _person(con, prospect_id), refused)
        return RedirectResponse(_record_of(person.id, noted=bool(new.notes)), 303)

    @router.post("/people/{prospect_id:person}/not-wrong")
    def not_wrong(request: Request, prospect_id: str, number: Line) -> Response:
        with database.reading() as con:
            person = _person(con, prospect_id)
        try:
            with database.writing() as con:
                desk.people.say_right(con, person, [number])
        except UsageError as error:
            with database.reading() as con:
                return _record(request, clicks, con, person, Refused(in_line(error)))
        return RedirectResponse(_record_of(person.id), 303)

    @router.post("/people/{prospect_id:person}/lift")
    def lift(prospect_id: str, number: Line) -> Response:
        with database.writing() as con:
            person = _person(con, prospect_id)
            if person.barred(number):
                person = desk.people.edit(con, person, PersonFields(phone=(number,)), [])
        return RedirectResponse(_record_of(person.id), 303)


def _who_is_one(router: APIRouter, clicks: Clicks) -> None:
    """Which records are one person's."""
    desk, database = clicks.desk, clicks.database

    @router.post("/people/merge")
    def merge(request: Request, one: Line, other: Line) -> Response:
        with database.writing() as con:
            kept = desk.people.merge(con, _person(con, one), _person(con, other))
        return RedirectResponse(_record_of(kept.id), 303)

    @router.post("/people/different")
    def different(one: Line, other: Line) -> Response:
        with database.writing() as con:
            desk.people.different(con, _person(con, one), _person(con, other))
        return RedirectResponse("/people/doubles", 303)

    @router.post("/people/{prospect_id:person}/split")
    def split(prospect_id: str, part: Line) -> Response:
        with database.writing() as con:
            desk.people.split(con, _person(con, prospect_id), part)
        return RedirectResponse(_record_of(prospect_id), 303)


def _pauses(router: APIRouter, clicks: Clicks) -> None:
    """A person is not to be called for a while, or is again."""

    @router.post("/people/{prospect_id:person}/pause")
    def pause_one(request: Request, prospect_id: str, how_long: Line = "", until: Line = "") -> Response:
        with clicks.database.reading() as con:
            person = _person(con, prospect_id)
            try:
                words = until.strip() or how_long.strip()
                clicks.desk.people.read_pause(words)
            except UsageError as error:
                return _record(request, clicks, con, person, Refused(in_line(error)))
        pause(clicks, [person.id], words)
        return RedirectResponse(_record_of(person.id), 303)

    @router.post("/people/{prospect_id:person}/resume")
    def resume_one(prospect_id: str) -> Response:
        with clicks.database.reading() as con:
            person = _person(con, prospect_id)
        resume(clicks, [person.id])
        return RedirectResponse(_record_of(person.id), 303)


def _record(
    request: Request,
    clicks: Clicks,
    con: Connection,
    person: Prospect,
    refused: Refused | None = None,
    *,
    noted: bool = False,
) -> HTMLResponse:
    """A person's record; with what was refused, the form as it was filled in; with what a note asks for (`noted`)."""
    refused = refused or Refused()
    desk = clicks.desk
    known = desk.people.know(con, person)
    paused = known.paused_until if known.paused_until and known.paused_until > desk.today() else None
    return clicks.renderer.page(
        request,
        "record.html.j2",
        422 if refused.words else 200,
        known=known,
        timeline=load_timeline(con, desk, known),
        shown=ENTRIES,
        paused=paused,
        for_good=paused == date.max,
        before=refused.shown or [getattr(person, field) for field in EDITED],
        said=refused.entered or PersonFields(**{field: getattr(person, field) for field in EDITED}),
        refusal=refused.words,
        editing=refused.entered is not None,
        told=desk.people.told_of_note(con, person, _last_said(known).notes) if noted else "",
    )


def _last_said(known: KnownPerson) -> Prospect:
    """The person as the newest record has them."""
    return max(known.records, key=lambda record: record.turn).given if known.records else known.person


def _new(person: Prospect, entered: PersonFields, shown: Sequence[str]) -> tuple[PersonFields, list[str]]:
    """What the form says that is not so yet and that it did not show, and the fields that it empties.

    What it showed and nobody changed in it is left as it is now: it may have been changed elsewhere meanwhile.
    """
    left = dict(zip(EDITED, (_text(value) for value in shown), strict=False))
    said = {field: getattr(entered, field) for field in EDITED}
    new = {field: value for field, value in said.items() if value not in (left.get(field), getattr(person, field))}
    emptied = [field for field in SINGLE if field in new and not new[field]]
    return PersonFields(**new, phone=entered.phone, email=entered.email, tags=entered.tags), emptied


def _record_of(prospect_id: str, *, noted: bool = False) -> str:
    """The address of a person's record, which tells of a note that is new."""
    return f"{person_address(prospect_id)}/record{'?noted=1' if noted else ''}"


def _person(con: Connection, prospect_id: str) -> Prospect:
    return known_person(con, known_now_as(con, prospect_id))
