"""Of an event that both read the reader's words tell who, with whom and how much; the grammar's tell where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.merging import from_reader, merged
from matching.reading.events import ReadEvent

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ITEM = Announcement("a", "wire", "Orbel raises $1.087 billion", "", "", NOW, NOW)


@pytest.mark.parametrize(
    ("title", "read", "whole"),
    [
        ("Orbel raises $1.087 billion", "087 billion", "$1.087 billion"),
        ("Orbel raises $40 million", "40 million", "$40 million"),
        ("Orbel raises US$1,200,000", "000", "US$1,200,000"),
        ("Orbel raises $40 million", "$40 million", "$40 million"),
        ("Orbel raises several million", "several million", "several million"),
    ],
)
def test_an_amount_is_told_whole(title: str, read: str, whole: str) -> None:
    """With its first digits and the sign of its currency, where the pieces that were read lack them."""
    event = ReadEvent("funding", "Orbel", 0.9, "done", slots={"amount": read}, names=("Orbel",))
    assert from_reader(ITEM, event, (title, ""), "1").amount == whole


def test_the_reader_s_amount_and_employer_win() -> None:
    """And the grammar's places; each fills in what the other lacks."""
    grammar = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Jo Park", prior_company="Tes", rule="appoint")
    read = ReadEvent("executive_hired", "Orbel", 0.9, "done", slots={"person": "Jo Park", "prior_company": "Tessaly"})
    parts = ("Orbel hires Jo Park from Tessaly", "")
    assert merged(ITEM, grammar, read, parts, "1").prior_company == "Tessaly"
    without = replace(read, slots={"person": "Jo Park"})
    assert merged(ITEM, grammar, without, parts, "1").prior_company == "Tes"
    moved = CompanyEvent("1", "a", "headquarters_moved", "Orbel", origin="Leeds", amount="$5m", rule="moves")
    event = ReadEvent("headquarters_moved", "Orbel", 0.9, "done", slots={"from": "York", "to": "Hull"})
    told = merged(ITEM, moved, event, ("Orbel moves from Leeds to Hull", ""), "1")
    assert (told.origin, told.destination, told.amount) == ("Leeds", "Hull", "$5m")
