"""Who is told to leave on a day ahead is leaving, and has not left."""

from __future__ import annotations

from datetime import date

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.yet_to_come import with_days_ahead

TODAY = date(2026, 11, 18)


def told_of(text: str, today: date | None = TODAY) -> Certainty:
    """The certainty of Dana Whitlock's departure from Orbel, told as done."""
    event = CompanyEvent("e", "a", "executive_departed", "Orbel", Certainty.DONE, person="Dana Whitlock")
    [after] = with_days_ahead([event], text, today)
    return after.certainty


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Announces Retirement of Chief Information Officer Dana Whitlock",
        "He replaces Dana Whitlock, who retires on Dec. 31.",
        "He succeeds Dana Whitlock, who retires at the end of the year.",
        "He succeeds Dana Whitlock, who leaves in March 2027.",
        "Orbel said Dana Whitlock has resigned, effective January 15.",
        "Tessaly has named Dana Whitlock CIO, effective February 1.",
        "Tessaly names Dana Whitlock CIO. She is currently associate vice president at Orbel Hospital.",
    ],
)
def test_a_day_ahead_is_yet_to_come(text: str) -> None:
    """A day, the end of a year, or "currently" says that somebody is still there."""
    assert told_of(text) is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "text",
    [
        "Dana Whitlock has resigned as CIO of Orbel, effective November 9.",
        "Dana Whitlock has resigned as CIO of Orbel, effective immediately.",
        "Tessaly named Ada Lang CIO effective February 1, after Dana Whitlock, who left in May.",
        "Orbel announced the retirement of Dana Whitlock, effective September 30, 2026.",
        "Dana Whitlock has left Orbel. Ada Lang retires on Dec. 31.",
        "Dana Whitlock left Orbel at the end of October.",
    ],
)
def test_what_is_past_stays_done(text: str) -> None:
    """A day behind, or that of somebody else, changes nothing."""
    assert told_of(text) is Certainty.DONE


def test_without_a_day_of_its_own_a_text_is_not_reckoned_with() -> None:
    """What is ahead cannot be known of an announcement without a date."""
    assert told_of("He replaces Dana Whitlock, who retires on Dec. 31.", None) is Certainty.DONE
