"""Importing people: files are sent, looked at as they are understood, put right, and imported."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Form as Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import CallnowError, UsageError
from callnow.imports import HowToRead, ImportOutcome, Preview, Upload, UploadedFile
from callnow.store import page as store
from delivery.page.clicks import Clicks
from delivery.page.first import load_standing
from delivery.page.first_desk import ImportDesk
from delivery.page.jobs import Job, Jobs
from delivery.page.lengths import Line
from delivery.page.note import in_sentences
from delivery.page.receiving import MOST_MEGABYTES, TooLarge, receive

PATIENCE = 1.0  # seconds an answer waits for a list that is soon read
PASTED = "pasted rows"
LEFT_OUT = "ignore"
FIELDS = {
    "name": "Name", "first_name": "First name", "last_name_prefix": "Name prefix (van, de)", "last_name": "Last name",
    "name_suffix": "Name suffix (Jr., III)", "other_names": "Other spellings of the name",
    "employer": "Employer", "title": "Title", "mobile": "Mobile phone", "phone": "Phone", "home_phone": "Phone at home",
    "phone_label": "What the phone is (work, mobile)", "extension": "Extension", "email": "E-mail",
    "last_contact": "Last spoken to", "promised": "What was promised", "next_call": "Next call, as promised",
    "city": "City", "state": "State", "country": "Country", "time_zone": "Time zone", "owner": "Recruiter",
    "tier": "Tier", "tags": "Tags", "notes": "Notes",
    "status": "Status", "do_not_call": "Not to be called (yes)", "url": "Profile or web page",
    "domain": "Employer's web domain", "ticker": "Employer's ticker", "prospect_id": "Id in your system",
}  # fmt: skip
"""What a column may mean, as the page calls it."""

DATE_ORDERS = {"day-first": False, "month-first": True}

Lines = Annotated[list[str] | None, Field(max_length=400)]


def importing(clicks: Clicks) -> APIRouter:
    """The way of a list of people: sent, looked at, put right, imported."""
    router = APIRouter()
    view = _Imports(clicks, Jobs())
    imports = clicks.desk.imports

    @router.get("/import")
    def asked(request: Request) -> HTMLResponse:
        imports.remove_old()
        return view.form(request)

    @router.post("/import")
    async def sent(request: Request) -> Response:
        try:
            received = await receive(request)
            upload = await run_in_threadpool(_keep, imports, received.files, received.text("pasted"))
        except CallnowError as error:
            return view.form(request, 413 if isinstance(error, TooLarge) else 422, in_sentences(error))
        return RedirectResponse(f"/import/{upload.id}", 303)

    @router.get("/import/{id}")
    def looked_at(request: Request, id: str) -> Response:
        return view.standing(request, id)

    @router.post("/import/{id}/columns")
    def read_otherwise(
        request: Request, id: str, country: Line = "", owner: Line = "", encoding: Line = "", file: Lines = None,
        title: Lines = None, by_title: Lines = None, field: Lines = None, untitled: Lines = None, dates: Line = "",
    ) -> Response:  # fmt: skip
        columns = Columns(file or (), title or (), by_title or (), field or (), untitled or ())
        how = HowToRead(columns.mappings(), owner.strip(), country.strip(), encoding.strip(), DATE_ORDERS.get(dates))
        return view.read_otherwise(request, id, how, columns)

    @router.post("/import/{id}/bring-in")
    def bring_in(id: str) -> Response:
        view.bring_in(id)
        return RedirectResponse(f"/import/{id}", 303)

    @router.post("/import/{id}/remove")
    def remove(id: str) -> Response:
        imports.remove(id)
        view.jobs.drop(_reading(id))
        return RedirectResponse("/import", 303)

    return router


@dataclass(frozen=True)
class _Imports:
    """The page of an upload: how far it is, what is understood of it, what its import did."""

    clicks: Clicks
    jobs: Jobs

    def form(self, request: Request, status: int = 200, refusal: str = "") -> HTMLResponse:
        """Where files are chosen and rows pasted."""
        return self.clicks.renderer.page(
            request, "import.html.j2", status, refusal=refusal, most_megabytes=MOST_MEGABYTES
        )

    def standing(self, request: Request, id: str) -> Response:
        """How an upload stands: read, shown, imported, or gone."""
        job = self.jobs.find(_import_of(id))
        if job and not ended(job):
            return self._wait(request, id, "Importing", job)
        if job and isinstance(job.value, ImportOutcome):
            feeds_on = bool(load_standing(self.clicks).feeds)
            return self.clicks.renderer.page(request, "imported.html.j2", outcome=job.value, feeds_on=feeds_on)
        upload = self.clicks.desk.imports.find(id)
        if upload is None:
            return self.form(request, 404, "This list is not here any more: it was imported, or waited for a day.")
        reading = self._read(upload)
        if not ended(reading):
            return self._wait(request, id, "Reading", reading)
        if reading.error:
            self.jobs.drop(_reading(id))
            return self.form(request, 503, in_sentences(reading.error))
        return self._preview(request, upload, reading, in_sentences(job.error) if job and job.error else "")

    def read_otherwise(self, request: Request, id: str, how: HowToRead, columns: Columns) -> Response:
        """Reads an upload in another way from now on; a country that there is not is refused."""
        imports, usual = self.clicks.desk.imports, self.clicks.desk.settings.default_country
        upload = _waiting(imports, id)
        code = imports.country(how.country)
        if how.country and not code:
            reading = self._read(upload)
            reading.ended.wait()
            refusal = f"“{how.country}” is not a country. Use its two letters, such as US or DE."
            if reading.error:
                return self.form(request, 503, in_sentences(reading.error))
            return self._preview(request, upload, reading, refusal)
        upload = imports.read_otherwise(upload, replace(how, country="" if code == usual else code))
        for number in columns.numbers_untitled(len(upload.names)):
            imports.add_titles(upload, number, columns.fields_of(number))
        for name in (_reading(id), _import_of(id)):
            self.jobs.drop(name)
        return RedirectResponse(f"/import/{id}", 303)

    def bring_in(self, id: str) -> None:
        """Begins the import, unless it is under way or done."""
        desk, upload = self.clicks.desk, self.clicks.desk.imports.find(id)

        def work() -> ImportOutcome:
            assert upload
            outcome = desk.imports.bring_in(upload)
            self.jobs.drop(_reading(id))
            if outcome.new and self._has_read():
                self.clicks.database.later(desk.rematch)  # news that was read before may be of their employers
            return outcome

        if upload:
            self.jobs.begin(_import_of(id), work)

    def _has_read(self) -> bool:
        """Whether the news was read before; in a new home nobody is kept waiting to match nothing."""
        desk = self.clicks.desk
        with self.clicks.database.reading() as con:
            return store.totals(con, desk.begins(desk.today()))["last_run"] is not None

    def _read(self, upload: Upload) -> Job:
        name = _reading(upload.id)
        return self.jobs.find(name) or self.jobs.begin(name, lambda: self.clicks.desk.imports.preview(upload))

    def _wait(self, request: Request, id: str, what: str, job: Job) -> Response:
        return self.clicks.renderer.page(request, "waiting.html.j2", what=what, id=id, seconds=job.seconds)

    def _preview(self, request: Request, upload: Upload, reading: Job, refusal: str) -> HTMLResponse:
        assert isinstance(reading.value, Preview)
        return self.clicks.renderer.page(
            request,
            "preview.html.j2",
            422 if refusal else 200,
            upload=upload,
            preview=reading.value,
            fields=FIELDS,
            country=upload.how.country or self.clicks.desk.settings.default_country,
            refusal=refusal,
        )


def _reading(id: str) -> str:
    return f"read {id}"


def _import_of(id: str) -> str:
    return f"import {id}"


def ended(job: Job) -> bool:
    """Whether a job has ended, or ends in a moment."""
    return job.ended.wait(PATIENCE)


def _keep(imports: ImportDesk, files: Sequence[UploadedFile], pasted: str) -> Upload:
    """Keeps what was chosen and what was pasted. Raises UsageError where nothing was."""
    sent = list(files)
    if pasted.strip():
        sent.append(UploadedFile(PASTED, io.BytesIO(pasted.encode())))
    if not sent:
        raise UsageError("nothing was chosen", hint="choose a file, or paste rows with their titles")
    imports.remove_old()
    return imports.keep(sent, HowToRead())


def _waiting(imports: ImportDesk, id: str) -> Upload:
    upload = imports.find(id)
    if upload is None:
        raise HTTPException(404)
    return upload


@dataclass(frozen=True)
class Columns:
    """What the form says of columns: of each the number of its file, its title, the field its title says, the field
    that it shall be; and the numbers of files whose first row holds no titles."""

    files: Sequence[str]
    titles: Sequence[str]
    by_title: Sequence[str]
    fields: Sequence[str]
    untitled: Sequence[str]

    def mappings(self) -> dict[int, dict[str, str]]:
        """{number of the file: {title: field}} where a field is not what the title says."""
        mappings: dict[int, dict[str, str]] = {}
        for file, title, known, field in zip(self.files, self.titles, self.by_title, self.fields, strict=False):
            if file.isdecimal() and file not in self.untitled and field != known and (field in FIELDS or not field):
                mappings.setdefault(int(file), {})[title] = field or LEFT_OUT
        return mappings

    def numbers_untitled(self, count: int) -> list[int]:
        """The files, of so many, that are to be given titles."""
        return [int(number) for number in self.untitled if number.isdecimal() and int(number) < count]

    def fields_of(self, number: int) -> dict[str, str]:
        """What the columns of a file are to be, by what stands in their place of a title."""
        rows = zip(self.files, self.titles, self.fields, strict=False)
        return {title: field for file, title, field in rows if file == str(number) and field in FIELDS}
