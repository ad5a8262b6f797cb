"""Where names begin and end, and whose they are, shown by the events that the grammar finds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.grammar.detect import detect

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)


def found_in(title: str) -> list[CompanyEvent]:
    return detect(Announcement("a1", "Wire", title, "", "https://news.example.com/a1", NOW, NOW))


@pytest.mark.parametrize(
    ("title", "company", "person"),
    [
        ("Six Lanterns Entertainment Corp. Names Jane Roe Chief Executive", "Six Lanterns Entertainment", "Jane Roe"),
        ("Ten Birches Games Names Jane Roe CEO", "Ten Birches Games", "Jane Roe"),
        ("Linden Group appoints Pranali D'Souza as Chief Financial Officer", "Linden Group", "Pranali D'Souza"),
        ("Orbel Corp. appoints Kavitha D’Souza as Chief Financial Officer", "Orbel", "Kavitha D’Souza"),
        ("Founder Jane Roe & CEO John Doe step down from Velmora Systems", "Velmora Systems", "John Doe"),
        ("The Limited Inc. Names Jane Roe Chief Executive Officer", "The Limited", "Jane Roe"),
    ],
)
def test_a_name_is_whole(title: str, company: str, person: str) -> None:
    """Companies that begin with a number, surnames with D', and no role in the midst of a name."""
    assert [(event.company, event.person) for event in found_in(title)] == [(company, person)]


def test_a_number_of_people_is_not_a_name() -> None:
    """ "Six Executives" are six."""
    assert all("Six" not in event.company + event.person for event in found_in("Six Executives Join Orbel"))
