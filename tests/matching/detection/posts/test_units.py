"""Posts in a part of a company are told with its words and are worth knowing at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.units import in_their_units

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def hired(title: str, text: str) -> CompanyEvent:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return next(e for e in events if e.type == "executive_hired")


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        (
            "Harrowgate Energy GmbH Appoints Managing Director",
            "Harrowgate Energy GmbH, the German subsidiary of Harrowgate Energy plc, has appointed Anja "
            "Keller as Managing "
            "Director with effect from 1 June.",
            "Managing Director of its German subsidiary",
        ),
        (
            "Tessaly Health's dental unit names president",
            "Tessaly Health has appointed Omar Fenwick president of its dental unit.",
            "president of its dental unit",
        ),
    ],
)
def test_a_post_in_a_part_of_a_company_asks_for_no_call(title: str, text: str, role: str) -> None:
    """It is told as what it is."""
    event = hired(title, text)
    assert (event.role, event.certain) == (role, False)


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        (
            "Fenmark Logistics, a subsidiary of Ondine Group, hired Marta Quell as chief financial officer.",
            "Fenmark Logistics",
            "chief financial officer",
        ),
        (
            "Tessaly Health has appointed Omar Fenwick president of its dental division.",
            "Tessaly Health",
            "president of its dental division",
        ),
        (
            "Orbel Group named Jane Moss, president of its Canadian unit, chief executive officer.",
            "Orbel Group",
            "chief executive officer",
        ),
    ],
)
def test_other_posts_ask_for_a_call(text: str, company: str, role: str) -> None:
    """At a subsidiary with a name of its own, in a business line, of who led a part before; the parent is no employer
    before."""
    event = hired(text, text)
    assert (event.company, event.role, event.certain) == (company, role, True)
    assert event.prior_company != "Ondine Group"


def test_a_subsidiary_named_after_its_parent_is_not_the_parent() -> None:
    """Its news does not go to the people of the parent under the parent's name."""
    names = ("Larkfield Bank Canada", "Larkfield Bank")
    event = CompanyEvent(
        "e", "a", "executive_hired", names[0], person="Rosa Quill", role="CEO", also_called=(names[1],)
    )
    text = "Larkfield Bank Canada, a unit of Larkfield Bank, has named Rosa Quill CEO."
    (told,) = in_their_units([event], names, text)
    assert (told.names, told.role) == (("Larkfield Bank Canada",), "CEO")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Zorvel Industries named Ada Finch, president of its European business, as chief executive officer of the "
            "filtration company it intends to spin off in 2027.",
            "chief executive officer of the filtration company it intends to spin off",
        ),
        (
            "Zorvel Industries appointed Ada Finch chief financial officer of its planned spin-off.",
            "chief financial officer of its planned spin-off",
        ),
        (
            "Zorvel Industries named Ada Finch chief executive of the dental company it intends to spin off.",
            "chief executive of the dental company it intends to spin off",
        ),
        (
            "Zorvel Industries named Ada Finch chief executive officer of the company ahead of its spin-off.",
            "chief executive officer",
        ),
    ],
)
def test_who_will_lead_what_is_spun_off_does_not_lead_the_parent(text: str, role: str) -> None:
    """The post is told with what it is in, and asks for a call; the company's own post stays as it is."""
    (events,) = detect([Announcement("a", "wire", "Zorvel Industries names Ada Finch", text, "", NOW, NOW)])
    event = next(e for e in events if e.person == "Ada Finch")
    assert (event.company, event.role, event.certain) == ("Zorvel Industries", role, True)


@pytest.mark.parametrize("part", ["Tessaly subsidiary", "its Tessaly Foods unit"])
def test_who_is_to_lead_a_part_does_not_leave_it(part: str) -> None:
    """A part with a name of its own is neither the employer before nor one that somebody leaves."""
    title = f"Orbel Industries names Jo Park president of {part}"
    hire = CompanyEvent("1", "a", "executive_hired", "Orbel Industries", person="Jo Park", role="president")
    comes = replace(hire, prior_company="Tessaly")
    leaves = replace(hire, id="2", type="executive_departed", company="Tessaly")
    (told,) = in_their_units([comes, leaves], ("Orbel Industries", "Tessaly"), title)
    assert (told.type, told.prior_company, told.certain) == ("executive_hired", "", False)
    other = replace(leaves, company="Velmora", role="CFO")
    assert other in in_their_units([comes, other], ("Orbel Industries", "Tessaly", "Velmora"), title)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The head of Orbel PLC's agricultural division is leaving the company.", "head of its agricultural division"),
        ("The chief of Orbel's seed unit will retire in May.", "chief of its seed unit"),
        ("The head of Orbel is leaving. Its seed unit is for sale.", "CEO"),
        ("The CEO of Orbel is leaving the company after the sale of its seed unit.", "CEO"),
        ("The head of Tessaly's seed unit is leaving. The CEO of Orbel retires.", "CEO"),
        ("The CEO of Orbel is leaving. The head of Orbel's seed unit will retire, too.", "CEO"),
        ("The head of Orbel's seed unit was ousted in May. Its CEO is stepping down.", "CEO"),
    ],
)
def test_who_leads_a_part_and_is_not_named_leaves_that(text: str, role: str) -> None:
    """And not the post at the top of its parent."""
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", role="CEO", probability=0.9)
    (told,) = in_their_units([left], ["Orbel"], text)
    assert told.role == role
