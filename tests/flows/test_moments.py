"""When a past call was: the order of day and month is the column's, never a guess about one date."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from callnow.errors import UsageError
from flows.calls.moments import month_comes_first, names_hour, read_day, read_moment, undecided
from tests.conftest import Callnow
from tests.flows.people import rows

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = "name,employer\nAda Quill,Orbital Bakery\nBen Marl,Lumen Yards\nCy Dent,Tolmere Foods\n"


@pytest.mark.parametrize(
    ("column", "month_first"),
    [
        (["12/31/2025", "12/01/2025", "11/05/2025 3:30 PM"], True),
        (["31/12/2025", "01/12/2025"], False),
        (["01/12/2025", "05.11.2025"], False),
        (["01-12-2025", "13-12-25 09:15"], False),
        (["01/12/2025", "05/05/2025"], None),
        (["12/31/2025", "31/12/2025", "01/02/2025"], None),
        (["13/13/2025", "01/02/2025"], None),  # no date says nothing of the others
        (["2025-12-01", "Dec 1 2025", "46022", ""], None),
    ],
)
def test_the_column_tells_the_order(column: list[str], month_first: bool | None) -> None:
    """A number above 12 or a dot in one date tells the order of all; dates that contradict tell nothing."""
    assert month_comes_first(column) is month_first


def test_dates_that_are_two_days() -> None:
    """Only dates in figures of which both numbers can be the month are undecided."""
    assert undecided(["01/12/2025", "05/05/2025", "13/12/2025", "05.11.2025", "2025-12-01", "x"]) == ["01/12/2025"]


@pytest.mark.parametrize(
    ("text", "month_first", "moment", "hour"),
    [
        ("11/05/2025 3:30 PM", True, "2025-11-05T15:30", True),
        ("11/05/2025 12:05 am", True, "2025-11-05T00:05", True),
        ("05/11/2025, 14:05:59", False, "2025-11-05T14:05", True),
        ("05.11.2025", None, "2025-11-05T12:00", False),
        ("Mi, 05.11.2025 14.05 Uhr", None, "2025-11-05T14:05", True),
        ("5.11.25", True, "2025-11-05T12:00", False),
        ("12/31/2025", False, "2025-12-31T12:00", False),
        ("2025-12-01T09:30:00Z", True, "2025-12-01T09:30", True),
        ("2025-12-01", False, "2025-12-01T12:00", False),
        ("yesterday at 4pm", None, "2026-03-01T16:00", True),
        ("Feb 27 16:45", None, "2026-02-27T16:45", True),
        ("2026-02-27 4:45pm", None, "2026-02-27T16:45", True),
        ("two days ago", None, "2026-02-28T12:00", False),
        ("last Friday the 27th", None, "2026-02-27T12:00", False),
        ("the 27th", None, "2026-02-27T12:00", False),
    ],
)
def test_moments(text: str, month_first: bool | None, moment: str, hour: bool) -> None:
    """Dates in figures with and without hours, ISO, and dots, which mean the day first."""
    read = read_moment(text, NOW, UTC, month_first=month_first)
    assert read.isoformat()[:16] == moment
    assert names_hour(text) is hour


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "2026-03-01"),
        ("gestern", "2026-03-01"),
        ("a week ago", "2026-02-23"),
        ("last Friday", "2026-02-27"),
        ("Saturday", "2026-02-28"),
        ("monday", "2026-02-23"),
        ("2 March", "2026-03-02"),
        ("1 Mar", "2026-03-01"),
        ("March 3", "2025-03-03"),
        ("24.12.", "2025-12-24"),
        ("christmas", "2025-12-25"),
        ("3 March 2026", "2026-03-03"),
        ("in 6 weeks", "2026-04-13"),
    ],
)
def test_a_day_in_words_is_the_last_one(text: str, day: str) -> None:
    """A contact was: a day without a year, or of the week, is the last of its name; what says that it is to come is."""
    assert read_moment(text, NOW, UTC).date().isoformat() == day


@pytest.mark.parametrize(
    "text", ["01/12/2025", "31/31/2025", "30/02/2025", "00-00-0000", "46022", "5/11/2025 25:00", "soon"]
)
def test_what_names_no_day_is_refused(text: str) -> None:
    """An order that nobody said, days and hours that do not exist, serial numbers: an error that says what to do."""
    with pytest.raises(UsageError) as caught:
        read_moment(text, NOW, UTC)
    assert caught.value.hint


def test_a_day_to_come_is_read_by_the_same_order() -> None:
    """Dates in figures become ISO days; words stay words."""
    assert read_day("04/05/2026", month_first=True) == "2026-04-05"
    assert read_day("04/05/2026", month_first=False) == "2026-05-04"
    assert read_day("in 6 weeks", month_first=None) == "in 6 weeks"


@pytest.mark.parametrize(
    ("now", "text", "moment"),
    [
        ("2026-03-08T13:00", "8 hours ago", "2026-03-08T05:00"),
        ("2026-11-01T14:00", "8 hours ago", "2026-11-01T06:00"),
        ("2026-11-01T06:40", "30 minutes ago", "2026-11-01T06:10"),
    ],
)
def test_hours_ago_are_hours_that_passed(now: str, text: str, moment: str) -> None:
    """Also after a night in which the clock was put on or back."""
    read = read_moment(text, datetime.fromisoformat(now).replace(tzinfo=UTC), ZoneInfo("America/New_York"))
    assert read.astimezone(UTC) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def logged(callnow: Callnow, folder: Path, lines: str, *words: str) -> tuple[int, dict[str, object], list[str]]:
    (folder / "people.csv").write_text(PEOPLE)
    assert callnow("import", folder / "people.csv").code == 0
    (folder / "calls.csv").write_text(f"name,date,type,next call\n{lines}")
    done = callnow("--at", "2026-03-02T09:00+00:00", "log", "--import", folder / "calls.csv", "--json", *words)
    days = [str(row["at"])[:10] for row in rows(callnow, "SELECT touched_at AS at FROM touch ORDER BY 1")]
    return done.code, json.loads(done.out), days


@pytest.mark.integration
def test_calls_of_an_american_crm(callnow: Callnow, tmp_path: Path) -> None:
    """One date above 12 makes the whole column month first, and the days to come as well."""
    lines = "Ada Quill,12/31/2025,Call,04/05/2026\nBen Marl,12/01/2025,Call,\nCy Dent,11/05/2025 3:30 PM,Call,\n"
    code, told, days = logged(callnow, tmp_path, lines)
    assert (code, told["problems"], days) == (0, [], ["2025-11-05", "2025-12-01", "2025-12-31"])
    assert rows(callnow, "SELECT due_on FROM touch WHERE due_on IS NOT NULL") == [{"due_on": "2026-04-05"}]


@pytest.mark.integration
def test_calls_of_a_european_list(callnow: Callnow, tmp_path: Path) -> None:
    """A 31 in front, or a dot, makes the whole column day first."""
    lines = "Ada Quill,01/12/2025,Call,\nBen Marl,02/12/2025,Call,\nCy Dent,05.11.2025,Call,\n"
    code, _, days = logged(callnow, tmp_path, lines)
    assert (code, days) == (0, ["2025-11-05", "2025-12-01", "2025-12-02"])


AMBIGUOUS = "Ada Quill,01/12/2025,Call,\nBen Marl,02/11/2025,Call,\nCy Dent,2025-10-09,Call,\n"


@pytest.mark.integration
def test_a_column_that_does_not_say_is_not_guessed(callnow: Callnow, tmp_path: Path) -> None:
    """Without a terminal the rows are left out by line, and say what to do; --dates says the order."""
    code, told, days = logged(callnow, tmp_path, AMBIGUOUS)
    problems = told["problems"]
    assert (code, days) == (3, ["2025-10-09"])
    assert [problem["line"] for problem in problems] == [2, 3]  # type: ignore[attr-defined]
    assert all("--dates day-first" in problem["what_to_do"] for problem in problems)  # type: ignore[attr-defined]
    code, told, days = logged(callnow, tmp_path, AMBIGUOUS, "--dates", "day-first")
    assert (code, told["new"], days) == (0, 2, ["2025-10-09", "2025-11-02", "2025-12-01"])
    assert callnow("log", "--import", tmp_path / "calls.csv", "--dates", "backwards").code == 2


@pytest.mark.integration
def test_on_a_terminal_it_is_asked_once(callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question for the file, with a date of it; the answer holds for every row."""
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda question, **_: not asked.append(question))
    code, _, days = logged(callnow, tmp_path, AMBIGUOUS)
    assert (code, days) == (0, ["2025-01-12", "2025-02-11", "2025-10-09"])
    assert len(asked) == 1
    assert "01/12/2025" in asked[0]


@pytest.mark.integration
def test_the_same_calls_of_two_exports_are_kept_once(callnow: Callnow, tmp_path: Path) -> None:
    """A month-first export and a day-first one of the same calls name the same days, so that nothing stands twice."""
    american = "Ada Quill,12/31/2025,Call,\nBen Marl,12/01/2025,Call,\n"
    european = "Ada Quill,31/12/2025,Call,\nBen Marl,01/12/2025,Call,\nCy Dent,05.11.2025,Call,\n"
    assert logged(callnow, tmp_path, american)[2] == ["2025-12-01", "2025-12-31"]
    code, told, days = logged(callnow, tmp_path, european)
    assert (code, told["new"], told["known"]) == (0, 1, 2)
    assert days == ["2025-11-05", "2025-12-01", "2025-12-31"]


@pytest.mark.integration
def test_what_names_no_day_is_left_out_by_its_line(callnow: Callnow, tmp_path: Path) -> None:
    """A spreadsheet's serial number, a day of zeros and one to come are named with their line; the others are kept."""
    lines = (
        "Ada Quill,46022,Call,\nBen Marl,2025-12-01T09:30:00Z,Call,\nCy Dent,Dec 1 2025,Email,\n"
        "Ada Quill,00-00-0000,Call,\nBen Marl,2027-12-01,Call,\n"
    )
    code, told, days = logged(callnow, tmp_path, lines)
    assert (code, days) == (3, ["2025-12-01", "2025-12-01"])
    assert [problem["line"] for problem in told["problems"]] == [2, 5, 6]  # type: ignore[attr-defined]
    assert all(problem["reason"] and problem["what_to_do"] for problem in told["problems"])  # type: ignore[attr-defined]


def test_what_is_said_of_one_call_is_refused_beside_a_file_of_calls(callnow: Callnow) -> None:
    """Nothing that somebody typed is dropped in silence."""
    refused = callnow("log", "Ada", "--called", "--note", "x", "--import", "calls.csv")
    assert refused.code == 2
    assert "--import takes the calls from the file alone, not a prospect, --called, --note" in refused.err
