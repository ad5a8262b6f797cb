"""A forgetting that is broken off, by a kill or a full disk, is finished by the next command or was never begun."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from datetime import datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from callnow.errors import StoreError
from callnow.journal import read_journal
from callnow.paths import FORGETTING
from callnow.settings import load_settings
from callnow.store import looking
from callnow.store.rows import fetch
from flows import watch
from flows.people import forgetting_steps
from tests.conftest import Callnow, Ran
from tests.disks import filled, small_disk
from tests.flows.forgetting_home import LATER, live_in, telling
from tests.flows.people import import_people, rows
from tests.killing import callnow as run_callnow
from tests.killing import dying_callnow, finish, start

COUNTS = {"people": 1, "touches": 1, "triggers": 2, "deliveries": 4, "mentions": 17}
FORGET = ("--at", LATER, "forget", "óscar brannigan", "--yes", "--json")
SITEMAP = "https://news.example.com/sitemap.xml"
SOME_ROOM = (0, 2500, 20000)  # KB
EVERY_ROOM = (0, 4, 8, 12, 16, 20, *range(24, 200, 16), *range(200, 3000, 200), *range(3000, 21000, 1000))


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pattern of a home lies, made once for all."""
    return tmp_path_factory.mktemp("pattern") / "home"


@pytest.fixture
def lived_in(pattern: Path, home: Path, callnow: Callnow, tmp_path: Path) -> Callnow:
    """A copy of that home."""
    if not pattern.exists():
        live_in(callnow, home, tmp_path)
        shutil.copytree(home, pattern)
    else:
        shutil.copytree(pattern, home)
    return callnow


def counted(ran: Ran) -> dict[str, object]:
    """The counts that a forgetting printed."""
    found: dict[str, object] = json.loads(ran.out)
    return {name: found[name] for name in COUNTS}


def is_whole(callnow: Callnow) -> bool:
    """Whether all is as it was before: the person, touch, triggers, in the copy, and every file."""
    (held,) = rows(callnow, "SELECT count(*) AS n FROM prospect WHERE name = 'Óscar Brannigan'")
    return held["n"] == 1 and json.loads(callnow("export", "óscar brannigan").out)["touches"] != []


def anew(pattern: Path, home: Path) -> None:
    if home.exists():
        shutil.rmtree(home)
    shutil.copytree(pattern, home)


def dying(home: Path, step: int | str, steps: Path) -> ForkServerProcess:
    """A forgetting that is killed at a step (0: at none); each file that is synced or deleted is a step."""
    return start(dying_callnow, ["--home", str(home), *FORGET], step, steps, signal.SIGKILL, True)


def steps_of_forgetting(home: Path) -> list[str]:
    """The named steps of a forgetting that nobody kills."""
    log = home.parent / "steps"
    assert finish(dying(home, 0, log)) == 0
    assert telling(home) == set()
    return log.read_text().splitlines()


def killed_at(step: int | str, callnow: Callnow, pattern: Path, home: Path, *, same: bool) -> None:
    """Kills a forgetting at a step; then the same words again, or any command, finish it, and say what was removed."""
    anew(pattern, home)
    steps = home.parent / "steps"
    assert finish(dying(home, step, steps)) == -9
    begun = bool(read_journal(home))
    if not same and not begun:
        assert is_whole(callnow) or telling(home) == set()  # not begun, or all done but the last words
        return
    if same and not begun and telling(home) == set():
        again = callnow(*FORGET)
        assert again.code == 2
        assert "whoever was forgotten, last on 2026-03-16, is not there any more" in again.err
        return
    if same:
        again = callnow(*FORGET)
        assert again.code == 0, (step, again.err)
        assert counted(again) == COUNTS
        assert ("was broken off" in again.err) is begun
    else:
        next_one = callnow("--at", LATER, "calls")
        assert next_one.code == 0, (step, next_one.err)
        assert "A forgetting that was broken off is finished: 1 person, with 1 touch, 2 triggers" in next_one.err
    assert telling(home) == set(), step
    assert not (home / FORGETTING).exists()
    (kept,) = rows(callnow, "FROM forgotten")
    assert (kept["people"], kept["touches"], kept["forgotten_on"]) == (1, 1, "2026-03-16")


@pytest.mark.integration
def test_killed_when_the_rows_are_gone(lived_in: Callnow, pattern: Path, home: Path) -> None:
    """Files and the old database still tell of the person then: whatever command comes next finishes it."""
    killed_at("after the transaction of remove_rows", lived_in, pattern, home, same=False)
    assert (home.parent / "steps").read_text().splitlines()[-1] == "after the transaction of remove_rows"


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("same", [True, False])
def test_killed_at_every_step(lived_in: Callnow, pattern: Path, home: Path, same: bool) -> None:
    """Wherever it is killed: nothing was begun, or whatever comes next finishes it."""
    for step in range(1, len(steps_of_forgetting(home)) + 1):
        killed_at(step, lived_in, pattern, home, same=same)


def broken(callnow: Callnow, monkeypatch: pytest.MonkeyPatch, whom: str, step: str = "rewrite") -> Ran:
    """A forgetting that had no room for a step; before `rewrite` the rows are gone, before `forget_people` none is."""

    def full(*given: object) -> None:
        raise StoreError("No space left on device", where="callnow.duckdb", hint="free disk space, then run again")

    with monkeypatch.context() as patched:
        patched.setattr(forgetting_steps, step, full)
        return callnow("--at", LATER, "forget", whom, "--yes")


def test_what_is_owed_is_told(lived_in: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that breaks off, and status after it, say so and what to do, without a word of whom."""
    ran = broken(lived_in, monkeypatch, "óscar brannigan")
    assert (ran.code, ran.out) == (3, "")
    assert "The forgetting is not finished; what is left to do is noted in the home." in ran.err
    assert "No space left on device" in ran.err
    assert "free disk space, then run again; then any command goes on with it" in ran.err
    assert (home / FORGETTING).stat().st_mode & 0o077 == 0
    told = lived_in("--at", LATER, "status")
    assert told.code == 3
    assert "one person was to be forgotten since 2026-03-16, and that is not finished" in told.out
    assert json.loads(lived_in("--at", LATER, "status", "--json").out)["forgetting"] == 1
    assert "rannigan" not in ran.err + told.out
    assert (home / FORGETTING).exists()


@pytest.mark.integration
def test_the_same_words_mean_the_same_person(
    lived_in: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Words that meant one person before the break never mean another after it."""
    import_people(lived_in, tmp_path, rows="name,employer\nÓscar Brannigan-Luz,Telmarq Systems\n")
    assert broken(lived_in, monkeypatch, "óscar brannigan").code == 3
    again = lived_in("--at", LATER, "forget", "óscar brannigan", "--yes")
    assert again.code == 0, again.err
    assert "Forgetting them was broken off; it goes on now." in again.err
    left = {row["name"] for row in rows(lived_in, "FROM prospect")}
    assert left == {"Imke Vandersloot", "Kim Talloway", "Óscar Brannigan-Luz"}


@pytest.mark.slow
def test_several_that_are_owed_are_finished_together(
    lived_in: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second forgetting may begin while the first is owed; each is finished and counted."""
    assert broken(lived_in, monkeypatch, "óscar brannigan").code == 3
    assert broken(lived_in, monkeypatch, "imke").code == 3
    assert json.loads(lived_in("--at", LATER, "status", "--json").out)["forgetting"] == 2
    ran = lived_in("--at", LATER, "calls")
    assert ran.err.count("A forgetting that was broken off is finished: 1 person") == 2
    assert telling(home) == set()
    assert not any(b"vandersloot" in file.read_bytes().lower() for file in home.rglob("*") if file.is_file())
    assert rows(lived_in, "SELECT people FROM forgotten") == [{"people": 2}]


@pytest.mark.integration
def test_a_scheduled_flow_goes_on_with_it(lived_in: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the flows finishes first what is owed, also where no row is gone yet."""
    assert broken(lived_in, monkeypatch, "óscar brannigan", "forget_people").code == 3
    with looking(load_settings(home)) as con:
        assert fetch(con, "SELECT name FROM prospect WHERE name = 'Óscar Brannigan'")
    watch._settings(str(home), datetime.fromisoformat(LATER))
    assert telling(home) == set()
    for flow in (watch.watch, watch.deliver, watch.follow_ups):
        assert "_settings" in flow.fn.__code__.co_names


@pytest.mark.integration
def test_what_can_never_be_cleaned_is_told_and_keeps_nothing_owed(lived_in: Callnow, home: Path) -> None:
    """A folder in place of a calendar, and a feed named after the person: told with what to do; the rest is done."""
    added = lived_in("feeds", "add", SITEMAP, "--kind", "sitemap", "--name", "About Óscar Brannigan")
    assert added.code == 0, added.err
    (home / "calendar-dana.ics").unlink()
    (home / "calendar-dana.ics").mkdir()
    ran = lived_in(*FORGET)
    assert ran.code == 3
    assert "is not a calendar that callnow wrote: a folder is in its place" in ran.err
    assert "named alike feed: About Óscar Brannigan" in ran.err
    assert json.loads(ran.out)["named_alike"][0]["where"] == "feed"
    assert json.loads(ran.out)["finished"] is True
    assert not (home / FORGETTING).exists()
    assert json.loads(ran.out)["left"] == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 50 MB."""
    with small_disk(tmp_path / "disk", 50) as place:
        yield place


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """On the small disk, where a test wants one."""
    place: Path = request.getfixturevalue("disk") if "disk" in request.fixturenames else tmp_path
    return place / "home"


def on_a_full_disk(room: int, callnow: Callnow, pattern: Path, home: Path) -> int:
    """Forgets with so many KB of room, then with all; asserts what is said and what is left. Returns the first code.

    DuckDB ends the process where it has no room in the middle of a commit, now and then: that is as a kill.
    """
    anew(pattern, home)
    printed = home.parent.with_name("printed")
    with filled(home.parent, room):
        code = finish(start(run_callnow, ["--home", str(home), *FORGET], printed))
        told = callnow("status", "--json")
    begun, said = bool(read_journal(home)), printed.read_text()
    assert "Traceback" not in said
    if code == 1:
        assert "nobody was forgotten" in said, (room, said)
        assert not begun
        assert is_whole(callnow)
    elif code != -signal.SIGABRT:
        assert code == (3 if begun else 0), (room, said)
        assert ("is not finished" in said) is begun, (room, said)
        assert json.loads(next(line for line in said.splitlines() if line.startswith("{")))["finished"] is not begun
    assert json.loads(told.out)["forgetting"] == int(begun)
    if begun or code == 1 or (code == -signal.SIGABRT and is_whole(callnow)):
        again = callnow(*FORGET)
        assert again.code == 0, (room, again.err)
        assert counted(again) == COUNTS
    assert telling(home) == set(), room
    assert sorted(file.name for file in home.glob("forgetting*")) == []
    return code


@pytest.mark.slow
def test_a_disk_that_is_full(disk: Path, lived_in: Callnow, pattern: Path, home: Path) -> None:
    """Without room for the journal nothing is begun; with room for a part of it the same words finish it later."""
    codes = {on_a_full_disk(room, lived_in, pattern, home) for room in SOME_ROOM}
    assert codes - {-signal.SIGABRT} == {0, 1, 3}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_disk_that_is_full_at_every_write(disk: Path, lived_in: Callnow, pattern: Path, home: Path) -> None:
    """With any room at all: what is said is so, and the same words finish it."""
    for room in EVERY_ROOM:
        on_a_full_disk(room, lived_in, pattern, home)
