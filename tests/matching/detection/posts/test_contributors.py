"""Who is hired to do the work itself makes no certain call; who leads others, or practises law, does."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.changes import in_post
from matching.detection.posts.contributors import without_sure_contributors


def _is_certain(role: str, text: str) -> bool:
    said = text.partition(". ")[0]
    hired = CompanyEvent(
        "1", "a", "executive_hired", "Orbel", person="Jo Roe", sentence=said, probability=0.97, certain_from=0.7
    )
    return without_sure_contributors([in_post(hired, role, text)])[0].certain


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("nurse practitioner", "Orbel has hired Jo Roe as a nurse practitioner."),
        ("marketing coordinator", "Orbel hires Jo Roe as marketing coordinator."),
        ("senior software engineer", "Orbel hires Jo Roe as senior software engineer."),
        ("network administrator", "Orbel hires Jo Roe as network administrator."),
        ("lead editor", "Orbel has named Jo Roe lead editor for its film Low Tide."),
        ("coordinator", "Orbel LLP, a law firm, adds Jo Roe as coordinator."),
    ],
)
def test_who_leads_nobody_is_not_certain(role: str, text: str) -> None:
    """Nor who edits one film."""
    assert not _is_certain(role, text)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("head of engineering", "Orbel hires Jo Roe as head of engineering."),
        ("director of nursing", "Orbel hires Jo Roe as director of nursing."),
        ("editor", "Orbel names Jo Roe editor."),
        ("attorney", "Orbel hires attorney Jo Roe."),
        ("associate", "Orbel LLP hires Jo Roe as an associate."),
        ("partner", "Orbel hires Jo Roe as partner."),
        ("officer", "Treasurer Jo Roe was designated officer in charge of Orbel."),
        ("lead engineer", "Orbel hires Jo Roe as lead engineer."),
        ("administrator", "Orbel Nursing Home has appointed Jo Roe as administrator."),
        ("village administrator", "Orbel hires Jo Roe as village administrator."),
        ("editor", "Orbel names Jo Roe editor. It hired a composer for its film Low Tide."),
        ("vice president and loan officer", "Orbel hires Jo Roe as vice president and loan officer."),
    ],
)
def test_who_leads_or_practises_law_is_certain(role: str, text: str) -> None:
    """By the best part of the post."""
    assert _is_certain(role, text)
