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
        ("Orbel raises $40 million", "million", "$40 million"),
        ("Orbel raises millions", "millions", "millions"),
        ("Orbel raises more", "more", ""),
    ],
)
def test_an_amount_is_told_whole(title: str, read: str, whole: str) -> None:
    """With its first digits and the sign of its currency, where the pieces that were read lack them."""
    event = ReadEvent("funding", "Orbel", 0.9, "done", slots={"amount": read}, names=("Orbel",))
    assert from_reader(ITEM, event, (title, ""), "1").amount == whole


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("Orbel cuts 240 jobs, 6 percent of staff", "percent", "6 percent"),
        ("Orbel cuts jobs by a large number", "number", ""),
        ("Orbel cuts about 240 jobs", "240", "240"),
        ("Orbel cuts 1,240 jobs", "240", "1,240"),
        ("Orbel cuts hundreds of jobs", "hundreds", "hundreds"),
        ("Orbel cuts a fifth of staff", "a fifth of staff", "a fifth of staff"),
    ],
)
def test_a_count_has_a_number(text: str, read: str, whole: str) -> None:
    event = ReadEvent("layoffs", "Orbel", 0.9, "done", slots={"count": read}, names=("Orbel",))
    assert from_reader(ITEM, event, (text, ""), "1").count == whole


def test_the_reader_s_amount_and_employer_win() -> None:
    """And the grammar's places, and figures of which the reader has a piece; each fills in what the other lacks."""
    grammar = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Jo Park", prior_company="Tes", rule="appoint")
    read = ReadEvent("executive_hired", "Orbel", 0.9, "done", slots={"person": "Jo Park", "prior_company": "Tessaly"})
    parts = ("Orbel hires Jo Park from Tessaly", "")
    assert merged(ITEM, grammar, read, parts, "1").prior_company == "Tessaly"
    without = replace(read, slots={"person": "Jo Park"})
    assert merged(ITEM, grammar, without, parts, "1").prior_company == "Tes"
    cuts = CompanyEvent("1", "a", "layoffs", "Orbel", count="240", rule="cuts")
    piece = ReadEvent("layoffs", "Orbel", 0.9, "done", slots={"count": "percent"})
    assert merged(ITEM, cuts, piece, ("Orbel cuts 240 jobs, 6 percent of staff", ""), "1").count == "240"
    moved = CompanyEvent("1", "a", "headquarters_moved", "Orbel", origin="Leeds", amount="$5m", rule="moves")
    event = ReadEvent("headquarters_moved", "Orbel", 0.9, "done", slots={"from": "York", "to": "Hull"})
    told = merged(ITEM, moved, event, ("Orbel moves from Leeds to Hull", ""), "1")
    assert (told.origin, told.destination, told.amount) == ("Leeds", "Hull", "$5m")
