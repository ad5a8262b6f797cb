"""Forgetting, telling what is held, and the retention setting."""

from __future__ import annotations

import ast
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store import forget
from delivery.redact import redact_channel
from delivery.traces import Traces
from flows import cli
from flows.people.forgetting import forget_after_retention
from tests.conftest import Callnow
from tests.flows.forgetting_home import CHANNELS, SPELLINGS, live_in, telling
from tests.flows.people import MONDAY, id_of, import_people, rows

NOW = datetime.fromisoformat(MONDAY)


@pytest.fixture
def lived_in(callnow: Callnow, home: Path, tmp_path: Path) -> Callnow:
    """A home after weeks of use: touches, news, follow-ups, four channel files, calendars."""
    live_in(callnow, home, tmp_path)
    return callnow


def test_forget_leaves_no_trace(lived_in: Callnow, home: Path) -> None:
    """After forget no file of the home holds name, number or address, byte by byte; before, most of them do."""
    before = telling(home)
    assert {"callnow.duckdb", "news.duckdb", "calendar-dana.ics", "out/calls.jsonl", "out/calls.csv"} <= before
    assert {"out/calls.json", "out/calls.atom", "out/calls.rss", "out/slots.ics"} <= before
    done = lived_in("--at", "2026-03-16T09:00+00:00", "forget", "oscar", "--yes", "--json")
    assert done.code == 0, done.err
    assert telling(home) == set()
    counts = json.loads(done.out)
    assert (counts["people"], counts["touches"], counts["left"]) == (1, 1, [])
    assert counts["triggers"] >= 2
    assert counts["mentions"] >= 4
    (kept,) = rows(lived_in, "FROM forgotten")
    assert (kept["people"], kept["reason"], kept["forgotten_on"]) == (1, "asked", "2026-03-16")


def test_forgetting_asks_beside_what_it_prints(
    callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the question goes to stderr: stdout may be a file that a program reads."""
    import_people(callnow, tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    done = callnow("--at", MONDAY, "forget", "oscar", "--json")
    assert json.loads(done.out)["people"] == 1
    assert "for good?" in done.err


def test_every_question_is_asked_on_stderr() -> None:
    """No command mixes a question into what it prints."""
    asked = [
        (file.name, node.lineno, {word.arg for word in node.keywords})
        for file in Path(cli.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("typer.confirm", "typer.prompt")
    ]
    assert len(asked) >= 5
    assert [(name, line) for name, line, words in asked if "err" not in words] == []


@pytest.mark.integration
def test_many_texts_are_searched_by_the_database(
    lived_in: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where DuckDB looks for the texts, as in a home with thousands of them, it finds the same."""
    monkeypatch.setattr(forget, "MANY", 0)
    done = lived_in("--at", "2026-03-16T09:00+00:00", "forget", "oscar", "--yes", "--json")
    assert json.loads(done.out)["mentions"] == 17
    assert telling(home) == set()


@pytest.mark.parametrize("many", [0, forget.MANY])
@pytest.mark.parametrize("name", ["김민수", "İbrahim Yılmaz"])
def test_a_name_of_any_alphabet_is_forgotten(
    name: str, many: int, callnow: Callnow, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the notes of others too, whether there are few texts to search or so many that DuckDB searches them."""
    told = f"name,employer,phone,notes\n{name},Quillan Foods,+1 206 555 0177,\nIda Varn,Quillan Foods,,Knows {name}."
    import_people(callnow, tmp_path, rows=told)
    monkeypatch.setattr(forget, "MANY", many)
    assert callnow("--at", MONDAY, "forget", name, "--yes").code == 0
    assert [row["notes"] for row in rows(callnow, "FROM prospect")] == ["Knows (forgotten)."]


@pytest.mark.integration
def test_forget_leaves_everybody_else(lived_in: Callnow, home: Path) -> None:
    """Other people keep their touches, triggers, entries and appointments; colleagues of the same employer stay."""
    imke = id_of(lived_in, "Imke Vandersloot")
    before = rows(lived_in, f"SELECT id, state FROM trigger WHERE prospect_id = '{imke}' ORDER BY id")
    assert lived_in("--at", "2026-03-16T09:00+00:00", "forget", "oscar", "--yes").code == 0
    assert rows(lived_in, f"SELECT id, state FROM trigger WHERE prospect_id = '{imke}' ORDER BY id") == before
    assert {row["name"] for row in rows(lived_in, "FROM prospect")} == {"Imke Vandersloot", "Kim Talloway"}
    notes = {row["note"] for row in rows(lived_in, "FROM touch")}
    assert "knows (forgotten)" in notes
    (spelled,) = notes - {"knows (forgotten)"}
    assert spelled.count("(forgotten)") == len(SPELLINGS)
    lines = [json.loads(line) for line in (home / "out/calls.jsonl").read_text().splitlines()]
    assert {line["name"] for line in lines} >= {"Imke Vandersloot", "Kim Talloway"}
    assert all(colleague["name"] for line in lines for colleague in line["colleagues"])
    assert "Imke Vandersloot" in (home / "calendar-dana.ics").read_text().replace("\n ", "")
    for words in (("run",), ("follow-ups",), ("today",), ("calendar",)):
        assert lived_in("--at", "2026-03-17T08:00+00:00", *words).code == 0, words
    assert telling(home) == set()


def test_a_name_that_stays_is_told_of(callnow: Callnow, tmp_path: Path) -> None:
    """It stands on in the texts of others, where somebody else on the list has it: in how many is said. Once nobody has
    it, it goes, and nothing is said of it."""
    told = "name,employer,notes\nKim Orrel,Quillan Foods,\nKim Orrel,Tessaly Mills,\n"
    told += "Ida Varn,Quillan Foods,Knows Kim Orrel."
    import_people(callnow, tmp_path, rows=told)
    ids = [row["id"] for row in rows(callnow, "FROM prospect WHERE name = 'Kim Orrel' ORDER BY employer")]
    first = callnow("--at", MONDAY, "forget", ids[0], "--yes")
    assert first.code == 0, first.err
    assert "The name stays in 1 text, for somebody else on the list has it, too." in " ".join(first.out.split())
    notes = "SELECT notes FROM prospect WHERE name = 'Ida Varn'"
    assert rows(callnow, notes) == [{"notes": "Knows Kim Orrel."}]
    last = callnow("--at", MONDAY, "forget", ids[1], "--yes", "--json")
    assert json.loads(last.out)["shared"] == 0
    assert rows(callnow, notes) == [{"notes": "Knows (forgotten)."}]


@pytest.mark.integration
def test_what_others_share_is_theirs(lived_in: Callnow, home: Path) -> None:
    """Forgetting one of two people of one name leaves the other's name wherever it stands."""
    ravis = id_of(lived_in, "Kim Talloway", "Quorrel")
    assert lived_in("--at", "2026-03-16T09:00+00:00", "forget", ravis, "--yes").code == 0
    assert [row["employer"] for row in rows(lived_in, "FROM prospect WHERE name = 'Kim Talloway'")] == [
        "Telmarq Systems"
    ]
    assert "Kim Talloway" in (home / "out/calls.jsonl").read_text()
    assert not any(b"talloway@example.net" in file.read_bytes() for file in home.rglob("*") if file.is_file())


@pytest.mark.integration
def test_a_file_that_cannot_be_cleaned_is_named(lived_in: Callnow, home: Path) -> None:
    """What was moved aside as damaged, or is not a file of ours, is left alone and named; the exit code says partly."""
    (home / "callnow.duckdb.damaged-20260101T000000").write_bytes("…Óscar Brannigan…".encode())
    (home / "out/calls.jsonl").write_text("no JSON, Óscar Brannigan\n")
    done = lived_in("forget", "oscar", "--yes")
    assert done.code == 3
    assert "damaged-20260101T000000" in done.err
    assert "calls.jsonl" in done.err
    assert telling(home) == {"callnow.duckdb.damaged-20260101T000000", "out/calls.jsonl"}


def test_forgetting_nobody_or_several_is_refused(lived_in: Callnow) -> None:
    """An unknown or ambiguous name forgets nobody."""
    for whom in ("nobody", "kim"):
        assert lived_in("forget", whom, "--yes").code == 2
    assert len(rows(lived_in, "FROM prospect")) == 4
    assert rows(lived_in, "FROM forgotten") == []


def test_export_tells_all_that_is_held(lived_in: Callnow) -> None:
    """One JSON object with the record, the rhythm, every touch, trigger and message."""
    told = json.loads(lived_in("--at", MONDAY, "export", "oscar").out)
    assert told["prospect"]["email"] == "oscar@example.org"
    assert told["rhythm"]["known_since"] == "2026-03-02"
    assert [touch["promised"] for touch in told["touches"]] == ["in 2 weeks"]
    assert {trigger["kind"] for trigger in told["triggers"]} == {"news", "cadence"}
    assert {message["channel"] for message in told["deliveries"]} == {"lines", "feed", "table", "slots"}
    assert "Imke" not in json.dumps(told)


@pytest.mark.slow
def test_retention_forgets_whom_nobody_was_in_touch_with(lived_in: Callnow, home: Path) -> None:
    """The morning's follow-ups forget people past the retention; a touch, a promise and a fresh import keep others."""
    with (home / "callnow.toml").open("a") as settings:
        settings.write("[privacy]\nretention_days = 300\n")
    lived_in("--at", "2026-12-01T09:00+00:00", "log", "imke", "--called")
    assert lived_in("--at", "2027-01-08T07:00+00:00", "follow-ups").code == 0
    assert {row["name"] for row in rows(lived_in, "FROM prospect")} == {"Imke Vandersloot", "Óscar Brannigan"}
    assert lived_in("--at", "2027-01-13T07:00+00:00", "follow-ups").code == 0
    assert {row["name"] for row in rows(lived_in, "FROM prospect")} == {"Imke Vandersloot"}
    counted = rows(lived_in, "SELECT people, reason FROM forgotten ORDER BY forgotten_on")
    assert counted == [{"people": 2, "reason": "retention"}, {"people": 1, "reason": "retention"}]
    assert telling(home) == set()


@pytest.mark.parametrize(("today", "people"), [("2026-04-03", 1), ("2026-04-04", 0)])
def test_retention_counts_from_the_recruiters_day(today: str, people: int, callnow: Callnow, home: Path) -> None:
    """A talk in the morning in Sydney, where it is a day on, keeps somebody for the whole of the days that are set."""
    (home.parent / "people.csv").write_text("name,employer\nAda Quill,Orbital Bakery\n")
    assert callnow("--at", "2026-01-02T00:00+00:00", "import", home.parent / "people.csv").code == 0
    (home / "callnow.toml").write_text(
        '[watch]\ntime_zone = "Australia/Sydney"\n[privacy]\nretention_days = 30\n[cadence]\nideal_weeks = 52\n'
        "latest_weeks = 60\n"
    )
    assert callnow("--at", "2026-03-03T22:00+00:00", "log", "ada", "--called").code == 0  # 9:00 on 4 March
    settings = load_settings(home)
    forget_after_retention(settings, datetime.fromisoformat(f"{today}T00:00+00:00"))
    assert len(rows(callnow, "FROM prospect")) == people


def test_a_negative_retention_is_refused(callnow: Callnow, home: Path) -> None:
    """A setting that makes no sense is named with its file."""
    home.mkdir(mode=0o700)
    (home / "callnow.toml").write_text("[privacy]\nretention_days = -1\n")
    refused = callnow("follow-ups")
    assert refused.code == 2
    assert "privacy.retention_days" in refused.err


def test_channels_without_a_file_have_nothing_to_clean(home: Path, callnow: Callnow) -> None:
    """A channel that sends elsewhere, and one that has written nothing yet, change no file."""
    home.mkdir(mode=0o700)
    (home / "callnow.toml").write_text(CHANNELS + '[channels.chat]\nkind = "slack"\nurl = "https://example.com/x"\n')
    settings = load_settings(home)
    nobody = Traces()
    for name, channel in settings.channels.items():
        assert redact_channel(name, channel, home, nobody, NOW) == []


def test_the_home_is_private(lived_in: Callnow, home: Path) -> None:
    """Folder, databases and calendars are readable by their owner only."""
    assert home.stat().st_mode & 0o077 == 0
    for name in ("callnow.duckdb", "news.duckdb", "calendar-dana.ics"):
        assert (home / name).stat().st_mode & 0o077 == 0
