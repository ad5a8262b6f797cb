"""Lists of people that were sent to the page and wait for their import."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from callnow.errors import ProspectFileError, StoreError
from callnow.imports import HowToRead, UploadedFile
from callnow.settings import load_settings
from flows.people.upload_reading import import_upload, preview_upload
from flows.people.uploads import find_upload, keep_upload, read_otherwise, remove_old_uploads, remove_uploads
from flows.running.rehearsing import clear_rehearsals
from sources.prospects import IGNORE, read_columns, read_lists

NOW = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)
LIST = b"Who;Company;Fax\nAnn Example;Orbit Foods;+1 212 555 0122\nBo Sample;Quarrel Steel;\nNobody;;\n"


def file_of(name: str, body: bytes = LIST) -> UploadedFile:
    return UploadedFile(name, io.BytesIO(body))


@pytest.mark.parametrize(
    "name", ["people.csv", "../../etc/passwd", "C:\\lists\\p.xlsx", "..", "", "a" * 400, "\u202eevil\n"]
)
def test_a_list_is_its_owners_alone_and_lies_in_the_home_whatever_it_is_called(home: Path, name: str) -> None:
    """0600 in a folder of 0700, found again under an id that nobody guesses."""
    upload = keep_upload(home, [file_of(name)], HowToRead(owner="ann"))
    (path,) = upload.paths
    assert path.resolve().is_relative_to(home.resolve())
    assert path.read_bytes() == LIST
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o700 for one in path.parents if one.is_relative_to(home))
    assert find_upload(home, upload.id) == upload
    assert find_upload(home, f"../uploads/{upload.id}") is None


@pytest.mark.integration
def test_what_is_shown_is_what_the_import_then_does(home: Path) -> None:
    """The columns put right, the rows left out with their reasons, the counts; then the files are gone."""
    settings = load_settings(home)
    upload = keep_upload(home, [file_of("list.csv")], HowToRead())
    (unclear,) = preview_upload(settings, upload, NOW).files
    assert unclear.problem
    assert [(c.title, c.field) for c in unclear.columns] == [("Who", ""), ("Company", "employer"), ("Fax", "")]
    upload = read_otherwise(home, upload, HowToRead({0: {"Who": "name", "Fax": IGNORE}}))
    shown = preview_upload(settings, upload, NOW)
    assert [person.name for person in shown.files[0].people] == ["Ann Example", "Bo Sample"]
    assert shown.files[0].left_out == 1
    assert [(told.concern, [remark.line for remark in told.remarks]) for told in shown.told][-1] == ("left out", [4])
    assert not settings.database.exists()
    assert import_upload(settings, upload, NOW) == shown.outcome
    assert find_upload(home, upload.id) is None
    again = keep_upload(home, [file_of("list.csv")], upload.how)
    outcome = preview_upload(settings, again, NOW).outcome
    assert outcome
    assert (outcome.new, outcome.updated, outcome.unchanged) == (0, 0, 2)


def test_the_people_of_every_sheet_are_shown_and_imported(home: Path) -> None:
    """Sheet by sheet, the columns once; what is not read is said before and after."""
    settings, book = load_settings(home), openpyxl.Workbook()
    for title, *people in (("North", "Ann Example", "Bo Sample"), ("South", "Cy Third"), ("Rates",)):
        sheet = book.create_sheet(title)
        for row in (["Name", "Employer"], *([name, f"{name} Foods"] for name in people)) if people else [[17]]:
            sheet.append(row)
    book.save(body := io.BytesIO())
    upload = keep_upload(home, [file_of("list.xlsx", body.getvalue())], HowToRead())
    shown = preview_upload(settings, upload, NOW)
    assert [(file.number, file.sheet, file.count, len(file.columns)) for file in shown.files] == [
        (0, "North", 2, 2),
        (0, "South", 1, 0),
    ]
    done = import_upload(settings, upload, NOW)
    assert (done.new, done.sheets_left_out) == (3, ("Rates (no titles of a list of people)",))
    assert done == shown.outcome


def test_what_waits_is_removed_after_a_day_and_with_anybody_who_is_forgotten(home: Path) -> None:
    """A list that nobody imported is not kept, nor one that may tell of whoever is forgotten."""
    old, young = (keep_upload(home, [file_of("list.csv")], HowToRead()) for _ in range(2))
    day_before = (NOW - timedelta(days=1, hours=1)).timestamp()
    os.utime(home / "uploads" / old.id, (day_before, day_before))
    os.utime(home / "uploads" / young.id, (NOW.timestamp(), NOW.timestamp()))
    remove_old_uploads(home, NOW)
    assert find_upload(home, old.id) is None
    assert find_upload(home, young.id)
    ahead = keep_upload(home, [file_of("list.csv")], HowToRead())
    day_after = (NOW + timedelta(days=1, hours=1)).timestamp()
    os.utime(home / "uploads" / ahead.id, (day_after, day_after))
    remove_old_uploads(home, NOW)
    assert find_upload(home, ahead.id) is None, "the clock was set back since"
    remove_uploads(home)
    assert not (home / "uploads").exists()


@pytest.mark.parametrize(
    "kept", ["", "[]", "{}", '{"names": ["a"], "how": []}', '{"names": ["a"], "how": {"mappings": 7}}']
)
def test_an_upload_that_cannot_be_read_is_gone(home: Path, kept: str) -> None:
    """What was killed half-way, or written by an earlier version, is as one that waited too long."""
    upload = keep_upload(home, [file_of("list.csv")], HowToRead())
    (home / "uploads" / upload.id / "how.json").write_text(kept, encoding="utf-8")
    assert find_upload(home, upload.id) is None


def test_reading_otherwise_keeps_its_day_and_says_what_cannot_be_kept(home: Path) -> None:
    """An upload is kept for a day from when it was sent; one that is gone meanwhile is told in words."""
    upload = keep_upload(home, [file_of("list.csv")], HowToRead())
    folder = home / "uploads" / upload.id
    os.utime(folder, (NOW.timestamp(), NOW.timestamp()))
    assert read_otherwise(home, upload, HowToRead(owner="bo")) == find_upload(home, upload.id)
    assert folder.stat().st_mtime == NOW.timestamp()
    remove_uploads(home)
    with pytest.raises(StoreError, match="cannot be kept"):
        read_otherwise(home, upload, HowToRead())


def test_lists_go_with_whoever_is_forgotten_wherever_they_lie(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be a link to another disk, or a file; where one stays, that is an error and no silence."""
    (tmp_path / "disk").mkdir()
    home.mkdir(exist_ok=True)
    (home / "uploads").symlink_to(tmp_path / "disk")
    keep_upload(home, [file_of("list.csv")], HowToRead())
    remove_uploads(home)
    assert list((tmp_path / "disk").iterdir()) == []
    (home / "uploads").write_bytes(LIST)
    remove_uploads(home)
    assert not (home / "uploads").exists()
    keep_upload(home, [file_of("list.csv")], HowToRead())
    monkeypatch.setattr(shutil, "rmtree", _refused)
    with pytest.raises(StoreError, match="cannot be removed"):
        remove_uploads(home)


def _refused(*_: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def test_copies_that_killed_rehearsals_left_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold personal data: the next rehearsal and any forgetting removes them, but not one under way."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for number in (ended.pid, os.getpid()):
        (tmp_path / f"callnow-rehearsal-{number}-abc").mkdir()
        (tmp_path / f"callnow-rehearsal-{number}-abc" / "callnow.duckdb").write_bytes(LIST)
    clear_rehearsals()
    assert [one.name for one in tmp_path.iterdir()] == [f"callnow-rehearsal-{os.getpid()}-abc"]
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", _refused)
    clear_rehearsals()  # on a full disk there is no folder to look in, and a forgetting goes on


def test_a_workbook_that_unpacks_to_a_hundred_times_its_size_is_refused(tmp_path: Path) -> None:
    """Before anything of it is unpacked."""
    bomb = tmp_path / "people.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/sharedStrings.xml", b" " * (40 << 20))
    with pytest.raises(ProspectFileError, match="times its size"):
        read_lists(bomb)[0]


def test_the_columns_of_a_list_tell_what_stands_in_them(tmp_path: Path) -> None:
    """Also of one whose titles say nothing; a column may be left out."""
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)
    mapping = {"Who": "name", "Company": IGNORE}
    who, company, _ = read_columns(path, mapping)
    assert (who.field, who.by_title, who.examples) == ("name", "", ("Ann Example", "Bo Sample", "Nobody"))
    assert (company.field, company.by_title) == ("", "employer")
