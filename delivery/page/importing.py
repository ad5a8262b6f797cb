"""Importing people: files are sent, looked at as they are understood, put right, and imported."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import CallnowError, UsageError
from callnow.imports import HowToRead, ImportOutcome, Preview, Upload, UploadedFile
from callnow.store import page as store
from delivery.page.clicks import Clicks
from delivery.page.columns import FIELDS, SentColumns, sent_columns
from delivery.page.first import load_standing
from delivery.page.first_desk import ImportDesk
from delivery.page.jobs import Job, Jobs
from delivery.page.note import in_sentences
from delivery.page.receiving import MOST_MEGABYTES, TooLarge, receive

PATIENCE = 1.0  # seconds an answer waits for a list that is soon read
PASTED = "pasted rows"
SentForm = Annotated[SentColumns, Depends(sent_columns)]


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
    def looked_at(request: Request, id: str, changed: bool = False) -> Response:
        return view.standing(request, id, changed=changed)

    @router.post("/import/{id}/columns")
    def read_otherwise(request: Request, id: str, sent: SentForm) -> Response:
        return view.read_otherwise(request, id, sent)

    @router.post("/import/{id}/bring-in")
    def bring_in(request: Request, id: str, sent: SentForm) -> Response:
        if view.is_otherwise(id, sent):
            return view.read_otherwise(request, id, sent, looked_at=False)
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

    def standing(self, request: Request, id: str, *, changed: bool = False) -> Response:
        """How an upload stands: read, shown (once more where its form was `changed`), imported, or gone."""
        job = self.jobs.find(_import_of(id))
        if job and not ended(job):
            return self._wait(request, f"/import/{id}", "Importing", job)
        if job and isinstance(job.value, ImportOutcome):
            feeds_on = bool(load_standing(self.clicks).feeds)
            return self.clicks.renderer.page(request, "imported.html.j2", outcome=job.value, feeds_on=feeds_on)
        upload = self.clicks.desk.imports.find(id)
        if upload is None:
            return self.form(request, 404, "This list is not here any more: it was imported, or waited for a day.")
        reading = self._read(upload)
        if not ended(reading):
            return self._wait(request, _address(id, changed), "Reading", reading)
        if reading.error:
            self.jobs.drop(_reading(id))
            return self.form(request, 503, in_sentences(reading.error))
        refusal = in_sentences(job.error) if job and job.error else ""
        return self._preview(request, upload, reading, refusal, changed=changed)

    def is_otherwise(self, id: str, sent: SentColumns) -> bool:
        """Whether a form that asks for the import says anything otherwise than the preview that is to be imported."""
        upload = self.clicks.desk.imports.find(id)
        if upload is None or not sent.files or self.jobs.is_under_way(_import_of(id)):
            return False
        reading = self._read(upload)
        reading.ended.wait()
        shown = reading.value
        return isinstance(shown, Preview) and not sent.says_as_shown(shown, upload.how, self._country(sent.country))

    def _country(self, called: str) -> str:
        """The code of a country by what it is called, "" for the usual one."""
        code, usual = self.clicks.desk.imports.country(called), self.clicks.desk.settings.default_country
        return "" if code == usual else code

    def read_otherwise(self, request: Request, id: str, sent: SentColumns, *, looked_at: bool = True) -> Response:
        """Reads an upload in another way from now on, and says that it is to be `looked_at` where nobody meant to; a
        country that there is not is refused."""
        imports = self.clicks.desk.imports
        upload = _waiting(imports, id)
        if sent.country and not imports.country(sent.country):
            reading = self._read(upload)
            reading.ended.wait()
            refusal = f"“{sent.country}” is not a country. Use its two letters, such as US or DE."
            if reading.error:
                return self.form(request, 503, in_sentences(reading.error))
            return self._preview(request, upload, reading, refusal)
        upload = imports.read_otherwise(upload, sent.how(self._country(sent.country)))
        for number in sent.numbers_untitled(len(upload.names)):
            imports.add_titles(upload, number, sent.fields_of(number))
        for name in (_reading(id), _import_of(id)):
            self.jobs.drop(name)
        return RedirectResponse(_address(id, not looked_at), 303)

    def bring_in(self, id: str) -> None:
        """Begins the import of what can be read, unless it is under way or done."""
        desk, upload = self.clicks.desk, self.clicks.desk.imports.find(id)

        def work() -> ImportOutcome:
            assert upload
            reading = self._read(upload)
            reading.ended.wait()
            shown = reading.value
            unreadable = shown.unreadable if isinstance(shown, Preview) and shown.count else ()
            outcome = desk.imports.bring_in(upload, [file.number for file in unreadable])
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

    def _wait(self, request: Request, at: str, what: str, job: Job) -> Response:
        return self.clicks.renderer.page(request, "waiting.html.j2", what=what, at=at, seconds=job.seconds)

    def _preview(
        self, request: Request, upload: Upload, reading: Job, refusal: str, *, changed: bool = False
    ) -> HTMLResponse:
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
            changed=changed,
        )


def _address(id: str, changed: bool) -> str:
    return f"/import/{id}{'?changed=1' if changed else ''}"


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
