"""Who is no longer in a post, or with an employer, has left; who no longer plans to leave has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.denied.no_longer import as_gone
from matching.detection.detect import detect
from matching.reading.calibration import NEVER

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LEFT = CompanyEvent(
    "1", "a", "executive_departed", "Orbel Bank", Certainty.DENIED, person="Jo Park", probability=0.6, certain_from=0.7
)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Park no longer chief information officer at Orbel Bank", "It gave no reason."),
        ("Orbel Bank CIO no longer employed by bank", "Jo Park is no longer employed by Orbel Bank, it said."),
        ("Statement on Orbel Bank leadership", "Jo Park is no longer CIO of Orbel Bank. It has begun a search."),
        ("Orbel Bank CIO no longer with bank", "CIO Jo Park is no longer with Orbel Bank, a memo said."),
    ],
)
def test_who_is_no_longer_there_has_left(title: str, lead: str) -> None:
    (event,) = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])[0]
    assert (event.type, event.certainty, event.certain) == ("executive_departed", Certainty.DONE, True)


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("Jo Park no longer serves as CIO of Orbel Bank, a filing shows.", Certainty.DONE),
        ("Orbel Bank said that Jo Park was no longer in charge.", Certainty.DONE),
        ("Orbel Bank said Jo Park is no longer its chief information officer.", Certainty.DONE),
        ("Jo Park will no longer be CIO of Orbel Bank from May.", Certainty.ANNOUNCED),
        ("Jo Park, CIO of Orbel Bank, no longer plans to retire.", Certainty.DENIED),
        ("Jo Park, CIO of Orbel Bank, no longer expects to step down.", Certainty.DENIED),
        ("Jo Park is no longer leaving Orbel Bank.", Certainty.DENIED),
        ("Jo Park is no longer a candidate for the top job at Tessaly.", Certainty.DENIED),
        ("Jo Park is no longer interim CIO of Orbel Bank: the job is hers for good.", Certainty.DENIED),
        ("Orbel Bank called a report that Jo Park is no longer CIO false.", Certainty.DENIED),
        ("Jo Park is no longer chairman of Orbel Bank but will stay on as CIO.", Certainty.DENIED),
        ("Ann Lang is no longer CFO of Orbel Bank.", Certainty.DENIED),
        ("Jo Park, who is no longer CIO of Orbel Bank, sleeps better.", Certainty.DENIED),
    ],
)
def test_who_no_longer_leaves_is_still_there(lead: str, told: Certainty) -> None:
    """What is only recalled, or told of somebody else, changes nothing."""
    (event,) = as_gone([LEFT], f"Orbel Bank news. {lead}")
    assert event.certainty is told
    assert event.certain is (told is not Certainty.DENIED)


def test_what_a_headline_denies_stays_denied() -> None:
    denied = replace(LEFT, certain_from=NEVER)
    assert as_gone([denied], "Orbel Bank denies report. Jo Park is no longer CIO of Orbel Bank.") == [denied]
