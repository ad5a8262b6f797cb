"""A full disk: what failed has kept nothing, what is kept is told so, and who tries again doubles nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import looking
from callnow.store.rows import fetch
from flows.cli.page import bring_up_to_date
from tests.conftest import Callnow
from tests.disks import filled, small_disk
from tests.flows.people import MONDAY, PEOPLE, import_people, rows

NOTE = "".join(f"{n:x} " for n in range(20_000))  # some 90 KB, so that there are rooms in which only part of it fits
PAST = "Contact,Date,Type,Notes\nImke Vandersloot,2026-02-10,Call,one\nImke Vandersloot,2026-02-10,Call,two\n"
ROOMS = (0, 8, 200, 1000, 2500, 20_000)  # KB
LATER = datetime(2026, 3, 3, 9, tzinfo=UTC)
SOME_ROOMS = (0, 1000, 20_000)  # for nothing, for the log alone, for the copy too


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home on a disk of 50 MB."""
    with small_disk(tmp_path / "disk", 50) as disk:
        yield disk / "home"


def count(home: Path, table: str) -> int:
    """How many rows the database itself holds."""
    settings = load_settings(home)
    with looking(settings.database, settings.published) as con:
        return int(fetch(con, f"SELECT count(*) AS n FROM {table}")[0]["n"])


some_and_all = pytest.mark.parametrize("rooms", [SOME_ROOMS, pytest.param(ROOMS, marks=pytest.mark.slow)])


def tried(
    callnow: Callnow, home: Path, words: tuple[object, ...], table: str, rooms: Sequence[int]
) -> list[tuple[int, int, int]]:
    """A command on ever more room: its exit code, the rows it kept, and the rows once it was said again with room.

    Asserts that each try that has kept something says so.
    """
    outcomes = []
    for place, room in enumerate(rooms):
        at = f"2026-03-{place + 2:02}T09:00:00+00:00"
        before = count(home, table)
        with filled(home.parent, room):
            ran = callnow("--at", at, *words)
        kept = count(home, table) - before
        assert ran.code in (0, 1, 3), ran.err
        assert bool(kept) is (ran.code != 1), (room, ran.err)
        assert ("is kept" in ran.err) is (ran.code == 3), (room, ran.err)
        assert ("do not do it again" in ran.err) is (ran.code == 3), (room, ran.err)
        again = callnow("--at", at.replace("09:00:00", "09:01:30"), *words)
        assert again.code == 0, again.err
        outcomes.append((ran.code, kept, count(home, table) - before))
    return outcomes


@pytest.mark.integration
@some_and_all
def test_a_call_stands_once_however_full_the_disk(
    rooms: Sequence[int], callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """Logged on a disk without room, with room for the log alone, with room for all: one call a day, and no lie."""
    import_people(callnow, tmp_path)
    outcomes = tried(callnow, home, ("log", "imke", "--called", "--note", NOTE), "touch", rooms)
    assert {code for code, _, _ in outcomes} == {0, 1, 3}
    assert {made for _, _, made in outcomes} == {1}
    assert len(rows(callnow, "FROM touch")) == len(rooms)  # the copy, too, knows each of them


@pytest.mark.integration
@some_and_all
def test_a_person_is_edited_or_not_however_full_the_disk(
    rooms: Sequence[int], callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """A row with lists that changes is deleted and made anew under its key, which DuckDB cannot take back at COMMIT: it
    ended the process."""
    import_people(callnow, tmp_path)
    outcomes = tried(callnow, home, ("people", "edit", "imke", "--title", "Chief of Docks"), "activity", rooms)
    assert {code for code, _, _ in outcomes} == {0, 1, 3}
    assert "Chief of Docks" in callnow("people", "show", "imke").out


@pytest.mark.integration
def test_what_is_kept_is_told_in_full(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The touch is in the database, the next call is named, and the next command publishes the copy."""
    import_people(callnow, tmp_path)
    with filled(home.parent, 1000):
        ran = callnow("--at", MONDAY, "log", "imke", "--called", "--in", "6 weeks", "--json")
    assert ran.code == 3, ran.err
    assert json.loads(ran.out)["due_on"] == "2026-04-13"
    assert json.loads(ran.out)["next_call_on"] == "2026-04-13"
    assert "No space left" in ran.err
    assert len(rows(callnow, "FROM touch")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("pause", "imke", "--for", "2 weeks"),
        ("judge", "Harrowmere", "Harrowmere Logistics", "different"),
        ("alias", "add", "Harrowmere Freight", "Harrowmere Logistics"),
        ("feeds", "add", "https://news.example.com/sitemap.xml", "--kind", "sitemap"),
        ("rematch",),
        ("follow-ups",),
    ],
)
def test_every_command_that_keeps_something_says_so(
    words: tuple[str, ...], callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """Where only the copy could not be published: exit code 3, that it is kept, and that it need not be done again."""
    import_people(callnow, tmp_path)
    with filled(home.parent, 1000):
        ran = callnow("--at", MONDAY, *words)
    assert ran.code == 3, ran.err
    assert "is kept" in ran.err
    assert "do not do it again" in ran.err


@pytest.mark.parametrize("words", [("feeds", "--all"), ("feeds", "--health"), ("status",), ("calls",), ("today",)])
def test_what_only_asks_needs_no_room(words: tuple[str, ...], callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """On a disk without a byte left a list is printed as ever."""
    import_people(callnow, tmp_path)
    with filled(home.parent, 0):
        ran = callnow("--at", MONDAY, *words)
    assert (ran.code, ran.err) == (3 if words[0] == "status" else 0, "")
    assert ran.out
    assert ("no room is left on the disk of the home" in ran.out) is (words[0] == "status")


@pytest.mark.parametrize(
    ("room", "without", "what_to_do"),
    [
        (0, "this morning's follow-ups are not made yet", "`callnow follow-ups` makes them"),
        (1000, "for no new one could be published", "`callnow run` publishes it"),
    ],
)
def test_the_page_opens_on_a_full_disk(
    room: int,
    without: str,
    what_to_do: str,
    callnow: Callnow,
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With what there is, and it says what it goes without: nothing of that was asked for, and nobody who opened it
    should hear not to do it again."""
    import_people(callnow, tmp_path)
    with filled(home.parent, room):
        bring_up_to_date(load_settings(home), LATER)
    told = " ".join(capsys.readouterr().err.split())
    assert f"the page opens with the copy as it is, {'and ' * (not room)}{without}" in told
    assert "No space left" in told
    assert f"free disk space; {what_to_do}" in told
    assert "do not do it again" not in told


def test_an_import_on_a_full_disk(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Prospects are there or not, as was said; their counts and problems are told either way."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    home.mkdir(mode=0o700)
    with filled(home.parent, 4000):
        ran = callnow("--at", MONDAY, "import", file)
    assert ran.code == 3, ran.err
    assert "4 new" in ran.out
    assert "is kept" in ran.err
    again = callnow("--at", MONDAY, "import", file)
    assert again.code == 0
    assert "0 new, 0 updated, 4 unchanged" in again.out


@pytest.mark.integration
@some_and_all
def test_past_calls_on_a_full_disk(rooms: Sequence[int], callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Imported again after whatever came of the first time: each row of the file is one call."""
    import_people(callnow, tmp_path)
    file = tmp_path / "calls.csv"
    file.write_text(PAST)
    for room in rooms:
        with filled(home.parent, room):
            ran = callnow("--at", MONDAY, "log", "--import", file)
        assert ("is kept" in ran.err) is (ran.code == 3)
    assert callnow("--at", MONDAY, "log", "--import", file).code == 0
    assert [row["note"] for row in rows(callnow, "SELECT note FROM touch ORDER BY note")] == ["one", "two"]


def test_a_recovery_without_room_asks_for_room(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Whoever has one good copy left is not told to move it away."""
    import_people(callnow, tmp_path)
    (home / "callnow.duckdb").unlink()
    for room in (0, 1000, 3000):
        with filled(home.parent, room):
            ran = callnow("recover")
        assert ran.code == 1
        assert "free disk space" in ran.err
        assert "move it away" not in ran.err
    assert callnow("recover").code == 0
