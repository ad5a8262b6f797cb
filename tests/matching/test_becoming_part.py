"""Who becomes part of a partner is acquired by it."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.becoming_part import with_absorbed


def partners() -> list[CompanyEvent]:
    return [
        CompanyEvent(
            "1",
            "a",
            "partnership",
            "Corwen Health",
            Certainty.RUMOURED,
            counterparty="Tessaly Health",
            also_called=("Corwen",),
        ),
        CompanyEvent("2", "a", "partnership", "Tessaly Health", counterparty="Corwen Health", also_called=("Tessaly",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Corwen Health and Tessaly Health signed a letter of intent under which Corwen would become part of Tessaly.",
        "Corwen Health will formally become a subsidiary of Tessaly Health.",
        "Corwen Health is to be folded into Tessaly.",
    ],
)
def test_who_becomes_part_of_a_partner_is_acquired(text: str) -> None:
    """A letter of intent is announced, as the guide has it."""
    told = [(e.type, e.company, e.side, e.certainty) for e in with_absorbed(partners(), text)]
    assert told == [
        ("acquisition", "Corwen Health", "target", "announced"),
        ("acquisition", "Tessaly Health", "acquirer", "announced"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Corwen Health and Tessaly Health will work together on cancer care.",
        "The programme will become part of Tessaly Health.",
    ],
)
def test_other_partnerships_stay(text: str) -> None:
    """Also where something else becomes part of a partner."""
    assert with_absorbed(partners(), text) == partners()
