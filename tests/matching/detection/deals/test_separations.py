"""A business that is parted from its company is a divestiture; what else is split or separated is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str) -> list[CompanyEvent]:
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    return events


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Velmora Group to hive off its packaging business into a standalone listed company", Certainty.ANNOUNCED),
        ("Velmora Group plans to demerge its chemicals arm", Certainty.ANNOUNCED),
        ("Velmora Group to separate its healthcare business into a standalone company", Certainty.ANNOUNCED),
        ("Velmora Group hives off cable unit", Certainty.DONE),
        ("Velmora Group board approves demerger of its cement business", Certainty.ANNOUNCED),
        ("Velmora Group weighs options for its freight unit", Certainty.RUMOURED),
    ],
)
def test_a_business_that_is_parted_from_its_company_is_divested(title: str, certainty: Certainty) -> None:
    """It is no restructuring beside that."""
    assert [(e.type, e.company, e.certainty) for e in told(title)] == [("divestiture", "Velmora Group", certainty)]


@pytest.mark.parametrize(
    "title",
    [
        "Velmora Group splits its stock two for one",
        "Velmora Group to separate CEO and chairman roles",
        "Velmora Group separates waste from recycling",
    ],
)
def test_what_else_is_separated_is_no_divestiture(title: str) -> None:
    assert "divestiture" not in {e.type for e in told(title)}


@pytest.mark.parametrize(
    "title",
    [
        "Will Velmora Group buy Orbel Clinics?",
        "Could Velmora Group buy Orbel Clinics?",
        "Velmora Group nears deal to buy Orbel Clinics",
        "Velmora Group close to acquiring Orbel Clinics",
        "Velmora Group in advanced talks to acquire Orbel Clinics",
    ],
)
def test_a_deal_that_is_asked_about_or_near_is_a_rumour(title: str) -> None:
    """On both sides."""
    sides = {e.company: e for e in told(title)}
    assert set(sides) == {"Velmora Group", "Orbel Clinics"}
    assert all(e.type == "acquisition" and e.certainty in UNSURE for e in sides.values())
