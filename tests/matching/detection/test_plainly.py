"""What a text tells plainly has company, person and matter together, in words that leave no doubt."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.plainly import leaves_plainly, told_plainly

LEAVING = CompanyEvent("e", "a", "executive_departed", "Orbel", person="Ann Lang")
UNNAMED = CompanyEvent("e", "a", "executive_departed", "Orbel")
HIRED = CompanyEvent("e", "a", "executive_hired", "Orbel", person="Ann Lang")
LAYOFFS = CompanyEvent("e", "a", "layoffs", "Orbel")


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (HIRED, "Orbel names Ann Lang finance chief"),
        (HIRED, "Ann Lang joins Orbel as chief operating officer"),
        (LEAVING, "Orbel's Ann Lang to retire in May"),
        (LAYOFFS, "Orbel to cut 40 jobs in Leeds"),
    ],
)
def test_what_stands_together_is_told_plainly(event: CompanyEvent, title: str) -> None:
    """In the title, and in the first sentences of the lead."""
    assert told_plainly(event, (title, ""), ["Tessaly"])
    assert told_plainly(event, ("News of the week", f"The markets were quiet. {title}."), ["Tessaly"])


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (HIRED, "Orbel may name Ann Lang finance chief"),
        (HIRED, "Orbel loses its chief; Tessaly names Ann Lang"),
        (HIRED, "Ann Lang speaks at Orbel's fair"),
        (LAYOFFS, "Tessaly cuts 40 jobs and sells a plant to its neighbour, the builder of small machines, Orbel"),
        (LAYOFFS, "Orbel denies that it cuts jobs"),
        (CompanyEvent("e", "a", "partnership", "Orbel"), "Orbel announces partnership with Velmora"),
    ],
)
def test_what_is_in_doubt_or_nearer_to_another_is_not(event: CompanyEvent, title: str) -> None:
    """Words of doubt between, another organisation nearer, too far apart, no word for it, a type that never calls."""
    assert not told_plainly(event, (title, ""), ["Tessaly"])


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (LEAVING, "Orbel chief technology officer Ann Lang to step down"),
        (LEAVING, "Orbel's Ann Lang quits"),
        (LEAVING, "Ann Lang, head of sales at Orbel, has resigned"),
        (LEAVING, "Ann Lang has left her post at Orbel"),
        (LEAVING, "Orbel board ousted longtime chief Ann Lang"),
        (LEAVING, "Orbel parts ways with CEO Ann Lang"),
        (LEAVING, "Board coup ousted CEO Ann Lang at Orbel"),
        (LEAVING, "Orbel confirms departure of its chief Ann Lang"),
        (LEAVING, "Orbel shares fall on Ann Lang's sudden exit"),
        (UNNAMED, "Orbel finance chief resigns"),
        (UNNAMED, "CFO of Orbel to retire"),
        (UNNAMED, "Orbel replaces its CEO"),
    ],
)
def test_who_leaves_in_the_usual_words_leaves_plainly(event: CompanyEvent, title: str) -> None:
    """With the person's name and without."""
    assert leaves_plainly(event, (title, ""), ["Tessaly"])


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (LEAVING, "Orbel's Ann Lang could step down"),
        (LEAVING, "Orbel chief Ann Lang will not resign"),
        (LEAVING, "Orbel hires Ann Lang"),
        (LEAVING, "Orbel and Tessaly chief Ann Lang quits"),
        (UNNAMED, "Orbel finance chief urged to resign"),
        (HIRED, "Orbel chief Ann Lang to step down"),
    ],
)
def test_who_may_leave_or_leaves_another_does_not(event: CompanyEvent, title: str) -> None:
    """Words of doubt, another organisation between, and other types."""
    assert not leaves_plainly(event, (title, ""), ["Tessaly"])
