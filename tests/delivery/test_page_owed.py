"""What a click has matched again is noted with the click: a page that is killed right after it loses no call."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from callnow.imports import HowToRead, UploadedFile
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.owed_rematch import rematch_done, rematch_owed
from flows.cli import page as page_command
from flows.people.upload_reading import import_upload
from flows.people.uploads import keep_upload
from tests.delivery.page_desk import NOW, Served, morning, served, undo_of

made = pytest.fixture(scope="module")(morning)

ASKING = (
    ("/people/add", {"name": "Ines Valder", "employer": "Orbit Foods"}),
    ("/names/judge?verdict=same", {"mention": "Orbit", "employer": "Orbit Foods"}),
    ("/names/take-back", {"mention": "Orbit", "employer": "Orbit Foods"}),
    ("/names/none", {"mention": "Orbit", "employer": ["e1", "e2"]}),
    ("/names/alias", {"name": "Orbital", "employer": "Orbit Foods"}),
    ("/names/alias/remove", {"name": "Orbital"}),
    ("/calls/t3/never-match", {}),
)


def owed(page: Served) -> str:
    with writing(page.settings.database) as con:
        return rematch_owed(con)


def test_each_click_that_asks_for_a_rematch_notes_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People, names and judgements, and what takes these back; no other click."""
    monkeypatch.setattr(page_command, "do_behind", lambda *_: None)  # nothing is done behind it, as where it was killed
    with served(home) as page:
        page.ask("/calls/t1/dismiss", {}, htmx=True)
        noted = {owed(page)}
        assert noted == {""}
        for path, fields in ASKING:
            answer = page.ask(path, fields, htmx=True)
            assert answer.status < 400, path
            assert owed(page) not in noted, path
            noted.add(owed(page))
        page.ask(*undo_of(answer.text), htmx=True)
        assert owed(page) not in noted


def test_an_import_notes_it_with_who_is_new(home: Path) -> None:
    """The same list once more brings nobody, and asks for nothing."""
    settings, body = load_settings(home), b"name,employer\nInes Valder,Orbit Foods\n"
    for brings_somebody in (True, False):
        upload = keep_upload(home, [UploadedFile("more.csv", io.BytesIO(body))], HowToRead())
        import_upload(settings, upload, NOW)
        with writing(settings.database) as con:
            note = rematch_owed(con)
            assert bool(note) is brings_somebody
            rematch_done(con, note)
