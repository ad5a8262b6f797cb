"""What a company is called from now on is its new name; what it is now, or becomes part of, is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect_fast

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def renamed(title: str, text: str = "") -> list[CompanyEvent]:
    return [e for e in detect_fast(Announcement("a", "wire", title, text, "", NOW, NOW)) if e.type == "rebrand"]


@pytest.mark.parametrize(
    ("title", "text", "certainty"),
    [
        ("Velmora Logistics is now Calvery", "", Certainty.DONE),
        ("Velmora Logistics becomes Calvery", "The freight broker changed its name on Monday.", Certainty.DONE),
        ("Velmora Logistics will operate as Calvery", "", Certainty.ANNOUNCED),
        ("Velmora Logistics to operate under the name Calvery from January", "", Certainty.ANNOUNCED),
        ("Velmora Logistics changes its name to Calvery", "", Certainty.DONE),
    ],
)
def test_a_new_name_is_read(title: str, text: str, certainty: Certainty) -> None:
    (event,) = renamed(title, text)
    assert (event.company, event.destination, event.certainty) == ("Velmora Logistics", "Calvery", certainty)


@pytest.mark.parametrize(
    "title",
    [
        "Velmora Logistics is now available in Ohio",
        "Velmora Logistics is now Part of Calvery",
        "Velmora Logistics is now a Calvery company",
        "Velmora Logistics Is Now Great Place To Work Certified",
        "Velmora Logistics becomes Calvery Gold Partner",
        "Velmora Logistics will operate as a unit of Calvery",
        "Velmora Logistics chief Jo Park becomes Calvery CEO",
        "Jo Park is now CEO of Velmora",
    ],
)
def test_what_a_company_is_or_becomes_is_no_name(title: str) -> None:
    assert renamed(title) == []
