"""A name that only describes whom a headline tells of is no other name of that company."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect
from matching.detection.who.headline_names import only_describes

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "company", "lead"),
    [
        (
            "Orbel adviser names Dana Whitlock chief financial officer",
            "Orbel Counsel Partners",
            "named Dana Whitlock CFO",
        ),
        ("Tally insurer names Dana Whitlock CEO", "Tally Shield Mutual", "named Dana Whitlock CEO"),
        ("Quarry party organizer names Dana Whitlock CEO", "Quarry Party Events", "named Dana Whitlock CEO"),
        ("Pellet analysis firm lays off 40", "Pellet Study Group", "laid off 40 workers"),
    ],
)
def test_a_company_is_not_called_by_the_word_that_describes_it(title: str, company: str, lead: str) -> None:
    """Its name begins with the word, which may be another company's whole name."""
    [events] = detect([Announcement("a", "wire", title, f"{company} today {lead}.", "", NOW, NOW)])
    assert {e.company for e in events} == {company}
    assert all(title.split(maxsplit=1)[0] not in e.also_called for e in events)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Orbel names Dana Whitlock CFO", "Orbel Health Systems"),
        ("Orbel board names Dana Whitlock CFO", "Orbel Health Systems"),
        ("Orbel after layoffs names Dana Whitlock CFO", "Orbel Health Systems"),
        ("Orbel workers strike", "Orbel Health Systems"),
        ("Orbel cyber attack shuts plants", "Orbel Health Systems"),
        ("Orbel chapter 11 plan approved", "Orbel Health Systems"),
        ("Orbel supplier names Dana Whitlock CFO. Orbel said so.", "Orbel Health Systems"),
        ("Orbel adviser names Dana Whitlock CFO", "Tessaly Partners"),
    ],
)
def test_a_short_name_that_stands_for_the_company_is_kept(title: str, company: str) -> None:
    """What follows it is the company's own, or it stands alone elsewhere; another company's name is not asked about."""
    assert not only_describes("Orbel", company, f"{title}\n{company} said so today.")
