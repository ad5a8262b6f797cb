"""Posts in stories, of stars who lend a name, and those that somebody is appointed to again are no news."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.left_out.made_up import is_made_up, without_companies_as_people

HIRED, LEFT = "executive_hired", "executive_departed"


@pytest.mark.parametrize(
    ("kind", "role", "text"),
    [
        (HIRED, "CEO", "New series starts. In the series, which starts Sunday, clerk Jo Park is named CEO of Orbel."),
        (
            HIRED,
            "CEO",
            "New novel imagines clerk as CEO of Orbel. The novel tells of Jo Park, who becomes CEO of Orbel.",
        ),
        (LEFT, "CEO", "Jo Park resigns as CEO of Orbel in the season finale of Cold Harbour."),
        (LEFT, "CEO", "Actor Jo Park, who plays the chief executive of Orbel, is leaving the show."),
        (HIRED, "chief executive", 'Jo Park will play the chief executive in "Tideline", produced by Orbel.'),
        (LEFT, "president", "Jo Park leaves the part. Ann Lang is cast as president in Orbel's next work."),
        (HIRED, "director", "Jo Park joins the cast of The Director, made by Orbel."),
        (HIRED, "creative director", "Pop star Jo Park is the new creative director of Orbel's denim line."),
        (HIRED, "chief fun officer", "Orbel hires Olympic champion Jo Park as chief fun officer for the summer."),
        (HIRED, "godfather", "Orbel Cruises has named Jo Park godfather of its new ship."),
        (HIRED, "CEO", "Orbel re-appoints CEO. Orbel has re-appointed Ms. Jo Park as CEO for five more years."),
        ("executive_promoted", "executive", "Jo Park of Orbel Earns Executive MBA"),
        (HIRED, "Executive", "Jo Park, CIO of Orbel, has completed the Executive MBA at Castleton."),
        (
            LEFT,
            "engineer",
            "Jo Park fires engineer who told Orbel the truth. Jo Park reportedly firing an engineer of Orbel.",
        ),
        ("executive_promoted", "CFO", "Orbel: the reappointment of Jo Park as CFO was approved."),
    ],
)
def test_posts_that_are_none_are_left_out(kind: str, role: str, text: str) -> None:
    assert is_made_up(CompanyEvent("1", "a", kind, "Orbel", person="Jo Park", role=role), text)


@pytest.mark.parametrize(
    ("kind", "role", "text"),
    [
        (HIRED, "CEO", "Orbel names Jo Park CEO. Its drama series tells of a baker."),
        (LEFT, "CEO", "Orbel's head of drama series, Jo Park, has resigned as CEO of its film arm."),
        (LEFT, "CEO", "Orbel CEO Jo Park sacks finance chief, then resigns"),
        (LEFT, "CEO", "Orbel CEO Jo Park dismisses speculation. She is leaving in May."),
        (HIRED, "CEO", "Former tennis champion Jo Park has been named CEO of Orbel."),
        (HIRED, "CEO", "Actor Jo Park named CEO of Orbel."),
        (HIRED, "CEO", "Orbel CEO Jo Park will play a key role in its growth."),
        (HIRED, "CEO", "Jo Park is to play a chief role as Orbel's CEO."),
        (HIRED, "creative director", "Orbel has named Jo Park creative director."),
        (HIRED, "CFO", "Orbel re-appointed Ann Lang as CEO. It has appointed Jo Park as CFO."),
        (HIRED, "CEO", "Orbel has appointed Jo Park as CEO, to which she had been re-appointed at Tessaly."),
        ("funding", "", "Orbel raises $5 million in the series A round."),
    ],
)
def test_posts_that_are_real_are_told(kind: str, role: str, text: str) -> None:
    assert not is_made_up(CompanyEvent("1", "a", kind, "Orbel", person="Jo Park" if role else "", role=role), text)


@pytest.mark.parametrize(
    ("person", "text", "told"),
    [
        ("Velm Navy", "Orbel Promotes Velm Navy Finance Chief to CFO of Company", ""),  # the reader names it
        ("Aer Lindus", "Orbel CEO Departs. Aer Lindus boss to take the top job at Orbel.", ""),
        ("Jo Lindus", "Orbel CEO Departs. Jo Lindus boss to take the top job at Orbel.", "Jo Lindus"),
        ("Aer Lindus", "Orbel CEO Aer Lindus departs.", "Aer Lindus"),
        ("Velm Navy", "Orbel has roped in Velm Navy as its new chief financial officer.", "Velm Navy"),
        ("Velm Navy", "Orbel names Velm Navy as CEO.", "Velm Navy"),
        ("Velm Navy", "Orbel has hired Velm Navy as manager of its fund.", ""),
        ("Velm Navy", "Orbel has hired Velm Navy, its chief adviser said.", ""),
    ],
)
def test_a_company_is_nobody_who_moves(person: str, text: str, told: str) -> None:
    events = [CompanyEvent("1", "a", HIRED, "Orbel", person=person, role="CEO")]
    assert [one.person for one in without_companies_as_people(events, {"Orbel", "Velm Navy"}, text)] == [told]
    other = CompanyEvent("2", "a", HIRED, "Orbel", person="Ann Lang", role="CEO")
    named = without_companies_as_people([*events, other], {"Orbel", "Velm Navy"}, text)
    assert [one.person for one in named] == [*filter(None, [told]), "Ann Lang"]
