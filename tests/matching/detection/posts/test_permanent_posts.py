"""Who held a post for a time and keeps it is promoted, and that is news of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from callnow.model import Announcement, CompanyEvent, Report
from matching.detection.detect import detect_fast
from matching.detection.posts.interim_posts import with_permanent_posts
from matching.stories.joining import join

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def hired(role: str, name: str = "1") -> CompanyEvent:
    return CompanyEvent(name, name, "executive_hired", "Tessaly", person="Jo Park", role=role)


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly promotes interim CFO Jo Park to permanent role",
        "Tessaly makes interim CFO Jo Park permanent",
        "Interim CFO Jo Park gets the job permanently at Tessaly",
        "Tessaly hands interim CFO Jo Park permanent role",
        "Tessaly drops 'interim' from Jo Park's CFO title",
        "Interim tag dropped for Jo Park, CFO of Tessaly",
        "Jo Park sheds interim tag as Tessaly CFO",
        "Tessaly confirms interim CFO Jo Park in the post",
        "Tessaly appoints interim CFO Jo Park on a permanent basis",
        "Tessaly makes Jo Park permanent CFO",
        "Tessaly has made its interim chief finance officer Jo Park permanent.",
        "The Tessaly council on Monday made interim finance officer Jo Park permanent.",
        "Tessaly names Jo Park its permanent CFO",
        "Jo Park, who held the post on an interim basis, is now Tessaly's permanent CFO.",
    ],
)
def test_who_is_made_permanent_is_promoted_to_the_permanent_post(text: str) -> None:
    """Whether the reader gives them the interim post or the post alone."""
    for role in ("interim CFO", "CFO"):
        (event,) = with_permanent_posts([hired(role)], text)
        assert (event.type, event.role) == ("executive_promoted", "permanent CFO")


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly names Jo Park interim CFO",
        "Jo Park will be interim CFO of Tessaly until it names somebody to the permanent post.",
        "Tessaly names Jo Park interim CFO while it looks for a permanent successor",
        "Tessaly appoints Jo Park as interim CFO, makes hybrid work permanent",
        "Jo Park, interim CFO, takes over from Max Roe, who permanently leaves Tessaly.",
        "Tessaly names Jo Park interim CFO. Shops close on a permanent basis.",
    ],
)
def test_an_interim_post_stays_one_where_something_else_is_permanent(text: str) -> None:
    """The successor who is sought, the shops, the leave of another."""
    assert with_permanent_posts([hired("interim CFO")], text) == [hired("interim CFO")]


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly drops interim from CFO Jo Park's title",
        "Tessaly lifts interim tag from CFO Jo Park",
        "Jo Park sheds interim tag as CFO of Tessaly",
    ],
)
def test_an_interim_tag_that_is_dropped_is_a_promotion(title: str) -> None:
    """And no departure: nobody is dropped. Who is dropped while interim leaves."""
    (event,) = with_permanent_posts(detect_fast(Announcement("a", "wire", title, "", "", NOW, NOW)), title)
    told = (event.type, event.company, event.person, event.role)
    assert told == ("executive_promoted", "Tessaly", "Jo Park", "permanent CFO")
    (left,) = detect_fast(Announcement("b", "wire", "Tessaly drops interim CFO Jo Park", "", "", NOW, NOW))
    assert left.type == "executive_departed"


def test_the_permanent_post_is_another_story_than_the_interim_one() -> None:
    """So that it is told; further reports of either join their own."""

    def report(role: str, day: int) -> Report:
        event = hired(role, f"{role} {day}")
        url = f"https://wire.example.com/{day}"
        return Report(event, f"News of day {day}", url, "wire", NOW + timedelta(days=day))

    interim = join(report("interim CFO", 0), "em1", "em1", [])
    permanent = join(report("permanent CFO", 20), "em1", "em1", [interim])
    assert permanent.id != interim.id
    assert join(report("permanent CFO", 21), "em1", "em1", [interim, permanent]).id == permanent.id
    assert join(report("interim CFO", 2), "em1", "em1", [interim, permanent]).id == interim.id


@pytest.mark.parametrize("person", ["Jo Park", "Jo Park Jr.", "Jo Park III", "Jo Park, CPA", "Jo van der Park"])
def test_somebody_is_found_by_the_family_name(person: str) -> None:
    """Further down a text says only "Park"."""
    text = f"{person} leads the finance of Tessaly. It drops interim from Park's title."
    (event,) = with_permanent_posts([replace(hired("CFO"), person=person)], text)
    assert event.type == "executive_promoted"
