"""Posts that the new owner of a company fills there are news of that company."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.filled_by_others import at_what_they_own

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NAMES = ("Haldane Capital", "Corvel Foods")


def hired(company: str, person: str = "Priya Anand", probability: float = 0.9, role: str = "CEO") -> CompanyEvent:
    return CompanyEvent(
        f"{company} {person}", "a", "executive_hired", company, person=person, role=role, probability=probability
    )


@pytest.mark.parametrize(
    "title",
    [
        "Haldane Capital, new owner of Corvel Foods, names Priya Anand chief executive",
        "Corvel Foods' new owner Haldane Capital names Priya Anand CEO",
        "New owner Haldane Capital installs Priya Anand as Corvel Foods CEO",
        "Priya Anand named Corvel Foods chief, new owner Haldane Capital says",
        "Corvel Foods names Priya Anand CEO, new owner Haldane Capital says",
    ],
)
def test_who_a_new_owner_appoints_is_hired_at_the_company_bought(title: str) -> None:
    """And nowhere else, whoever is the subject of the sentence."""
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    people = [(e.type, e.company, e.person, e.prior_company) for e in events if e.person]
    assert people == [("executive_hired", "Corvel Foods", "Priya Anand", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Haldane Capital, owner of Corvel Foods, names Priya Anand CEO",
        "Corvel Foods parent Haldane Capital names Priya Anand CEO",
        "Haldane Capital, new owner of Corvel Foods, names Priya Anand CEO of Haldane Capital",
        "Haldane Capital names Priya Anand CEO and will be the new owner of Corvel Foods",
    ],
)
def test_an_owner_has_posts_of_its_own(text: str) -> None:
    """One that is not new, or whose own post is named."""
    assert at_what_they_own([hired("Haldane Capital")], NAMES, text) == [hired("Haldane Capital")]


def test_what_owner_and_company_both_tell_is_told_once_as_surely() -> None:
    """At the company; other people of the owner stay there."""
    text = "New owner Haldane Capital named Priya Anand CEO of Corvel Foods."
    own = hired("Haldane Capital", "Ida Varn")
    events = [hired("Haldane Capital", probability=0.95), hired("Corvel Foods", probability=0.6), own]
    assert at_what_they_own(events, NAMES, text) == [hired("Corvel Foods", probability=0.95), own]


def test_a_deal_of_a_banks_parent_is_one_of_the_bank() -> None:
    """Where both have a name in common; posts of the parent are its own, and so is a deal of another's parent."""
    text = "Orbel Bancorp, Inc. (OBB), the parent of Orbel State Bank, will merge into Haldane Financial."
    deal = CompanyEvent("1", "a", "merger", "Orbel Bancorp", counterparty="Haldane Financial")
    [told] = at_what_they_own([deal], ["Orbel Bancorp", "Haldane Financial"], text)
    assert told.names == ("Orbel Bancorp", "Orbel State Bank")
    post = hired("Orbel Bancorp")
    assert at_what_they_own([post], ["Orbel Bancorp"], text) == [post]
    other = "Orbel Bancorp, the parent of Corvel State Bank, will merge into Haldane Financial."
    assert at_what_they_own([deal], ["Orbel Bancorp"], other) == [deal]
