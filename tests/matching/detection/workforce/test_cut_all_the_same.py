"""Of layoffs of which some are put off, those are told that go now."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.workforce.cut_all_the_same import cut_all_the_same
from matching.detection.workforce.parts_of_staff import with_who_goes

PUT_OFF = CompanyEvent("1", "a", "layoffs", "Orbel", Certainty.DENIED, count="40")


@pytest.mark.parametrize(
    "text",
    [
        "Orbel postpones 40 layoffs but cuts 20 jobs now",
        "Orbel delays 40 layoffs, cutting 20 jobs now",
        "Orbel puts off 40 layoffs, lays off 20 now",
        "Orbel postpones layoffs of 40 but lets 20 go now",
        "Orbel cuts 20 jobs now but postpones 40 layoffs",
        "Orbel said it postponed the layoffs of 40 people but will cut 20 jobs now.",
    ],
)
def test_who_goes_now_is_counted(text: str) -> None:
    """And not denied."""
    told = with_who_goes(PUT_OFF, text)
    assert (told.count, told.certainty) == ("20", Certainty.ANNOUNCED)


@pytest.mark.parametrize(
    "text",
    [
        "Orbel postpones 40 layoffs",
        "Orbel postpones 40 layoffs after it cut 20 jobs last year",
        "Orbel postpones 40 layoffs, and adds 20 jobs",
        "Orbel postpones 40 layoffs but cuts 20 hours a week",
        "Orbel postpones plan to cut 40 jobs, lay off 20 drivers",
        "Orbel postpones 40 layoffs but will not cut 20 jobs",
        "Orbel cuts 20 jobs but opens a plant",
        "Orbel postpones 40 layoffs as the state cuts 20 jobs",
        "Orbel postpones 40 layoffs, while the union lets 5 members go on strike",
        "Orbel postpones 40 layoffs but cuts 20 stores",
    ],
)
def test_others_are_no_layoffs_now(text: str) -> None:
    """Of years ago, of hours, or part of what is put off."""
    assert cut_all_the_same(PUT_OFF, text) == ""
