"""Who hands a post over and moves up inside, and who comes, have each their own post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.handovers import with_handovers

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "lead", "post"),
    [
        (
            "Farr moves up to executive chair at Orbel Foods; Lund becomes CEO",
            "Ned Farr will become executive chair and finance chief Mira Lund will succeed him as chief executive.",
            "chief executive",
        ),
        (
            "Orbel Foods Announces Leadership Transition",
            "Ned Farr will become Executive Chair on May 1 and Chief Operating Officer Mira Lund will succeed him as "
            "President and Chief Executive Officer.",
            "President and Chief Executive Officer",
        ),
        (
            "Orbel Foods founder to become executive chair; Lund named CEO",
            "Orbel Foods said founder Ned Farr will move to executive chair on May 1. Chief Financial Officer Mira "
            "Lund will succeed him as CEO.",
            "CEO",
        ),
        (
            "Farr to step aside as Orbel Foods CEO, stay on as executive chair",
            "Orbel Foods founder Ned Farr will hand the chief executive role to president Mira Lund and become "
            "executive chair.",
            "chief executive",
        ),
    ],
)
def test_who_moves_up_and_who_comes_are_certain(title: str, lead: str, post: str) -> None:
    """Each in the own post; nobody leaves."""
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    assert {(e.type, e.person, e.role.lower(), e.certain) for e in events} == {
        ("executive_promoted", "Ned Farr", "executive chair", True),
        ("executive_promoted", "Mira Lund", post.lower(), True),
    }


FARR = CompanyEvent("1", "a", "executive_promoted", "Orbel", person="Ned Farr", role="chair", probability=0.9)
LUND = CompanyEvent("2", "a", "executive_hired", "Orbel", person="Mira Lund", role="chair", prior_company="Tessaly")
NOBODY = CompanyEvent("3", "a", "executive_departed", "Orbel")


def test_who_comes_from_elsewhere_is_hired_still() -> None:
    """With where they come from."""
    text = "Ned Farr will become president, and Mira Lund of Tessaly will succeed him as chief operating officer."
    told = with_handovers([FARR, LUND, NOBODY], text.replace(" of Tessaly", ""))
    assert [(e.type, e.person, e.role, e.prior_company) for e in told] == [
        ("executive_promoted", "Ned Farr", "president", ""),
        ("executive_hired", "Mira Lund", "chief operating officer", "Tessaly"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ned Farr will retire in June, and Mira Lund will succeed him as chief executive.",
        "Ned Farr will become chief executive of Tessaly, and Mira Lund will succeed him as president.",
        "Mira Lund will become president. She will succeed Ivo Roth as chief executive.",
    ],
)
def test_who_leaves_the_company_moves_up_nowhere(text: str) -> None:
    """Nor does who succeeds somebody not named before."""
    assert with_handovers([FARR, LUND, NOBODY], text) == [FARR, LUND, NOBODY]


def test_who_is_only_to_chair_the_board_leaves_the_other_post() -> None:
    """The successor has it; the departure of nobody named is theirs."""
    text = "Ned Farr will become chairman and Mira Lund will succeed him as chief executive."
    told = with_handovers([FARR, LUND, NOBODY], text)
    assert {(e.type, e.person): e.role for e in told} == {
        ("executive_promoted", "Ned Farr"): "chairman",
        ("executive_departed", "Ned Farr"): "chief executive",
        ("executive_hired", "Mira Lund"): "chief executive",
    }


def test_a_post_of_the_company_itself_is_none_elsewhere() -> None:
    """ "Executive chair of Orbel" is inside."""
    text = "Ned Farr will become executive chair of Orbel in May and Mira Lund will succeed him as chief executive."
    told = with_handovers([FARR, LUND, NOBODY], text)
    assert {e.person: e.role for e in told} == {"Ned Farr": "executive chair", "Mira Lund": "chief executive"}


@pytest.mark.timeout(20)
def test_a_line_of_capitals_is_soon_read() -> None:
    """Of a release in capitals no word after the name is "as"."""
    text = "MIRA LUND SUCCEEDS NED FARR AS CHIEF EXECUTIVE OFFICER OF ORBEL HOLDINGS EFFECTIVE JANUARY FIRST"
    text = f"{text} FOLLOWING A WORLDWIDE SEARCH, IT SAID"
    assert with_handovers([FARR, LUND, NOBODY], text.replace("SUCCEEDS", "succeeds")) == [FARR, LUND, NOBODY]
    assert with_handovers([FARR, LUND, NOBODY], text) == [FARR, LUND, NOBODY]


@pytest.mark.parametrize(
    "text",
    [
        "Ned Farr has been named chief executive of Orbel. Mira Lund succeeds him as finance chief of Tessaly.",
        "Ned Farr has been named chief executive of Orbel. At Tessaly, Mira Lund will succeed him as finance chief.",
    ],
)
def test_who_succeeds_at_another_company_is_not_told_of_here(text: str) -> None:
    """Nor is it a move up."""
    assert with_handovers([FARR, LUND, NOBODY], text) == [FARR, LUND, NOBODY]


def test_who_comes_from_another_company_moves_up_nowhere() -> None:
    """Who succeeds them does so where they came from."""
    text = "Ned Farr, president of Tessaly, has been named chief executive. Mira Lund will succeed him as president."
    hired = replace(FARR, type="executive_hired", prior_company="Tessaly")
    assert with_handovers([hired], text) == [hired]
