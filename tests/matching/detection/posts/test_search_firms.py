"""Whom a search firm places is hired by its client, and whom it hires itself by the firm."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def hired(title: str, text: str) -> list[tuple[str, str]]:
    [events] = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return [(one.company, one.person) for one in events if one.type == "executive_hired"]


@pytest.mark.parametrize(
    ("title", "text", "person"),
    [
        (
            "Norvane Search places new CFO at Tessaly",
            "Norvane Search says it recently placed a CFO at a Danish shipping group.",
            "",
        ),
        (
            "Norvane Talent appoints new COO for Tessaly Freight",
            "Recruitment firm Norvane Talent has placed Dana Whitlock as chief operating officer of Tessaly Freight.",
            "Dana Whitlock",
        ),
        (
            "Castmoor picks COO on behalf of Tessaly Foods",
            "Headhunters Castmoor have placed Dana Whitlock as chief operating officer at Tessaly Foods.",
            "Dana Whitlock",
        ),
    ],
)
def test_whom_a_search_firm_places_is_hired_by_its_client(title: str, text: str, person: str) -> None:
    [(company, who)] = hired(title, text)
    assert (company.split()[0], who) == ("Tessaly", person)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Norvane Search names Dana Whitlock partner",
            "Norvane Search has hired Dana Whitlock as a partner to lead its practice for banks such as Tessaly Bank.",
        ),
        (
            "Norvane Search hires CFO from Tessaly",
            "Recruitment firm Norvane Search has hired Dana Whitlock, CFO of Tessaly, as its finance chief.",
        ),
    ],
)
def test_whom_a_search_firm_hires_is_its_own(title: str, text: str) -> None:
    assert hired(title, text) == [("Norvane Search", "Dana Whitlock")]


@pytest.mark.parametrize(
    "text",
    [
        "The Tessaly Museum has retained search firm Norvane to find its next director.",
        "Tessaly Bank has hired Norvane to find a new chief executive.",
    ],
)
def test_who_is_to_find_somebody_is_not_who_comes(text: str) -> None:
    """Nor is it denied that somebody does."""
    assert "Norvane" not in {person for _, person in hired("Search for a chief begins", text)}


def test_who_comes_to_look_for_others_is_hired() -> None:
    """Only a firm that looks for the next in the post is none."""
    assert ("Tessaly Bank", "Jo Park") in hired(
        "", "Tessaly Bank has appointed Jo Park as chief people officer to find new talent."
    )
