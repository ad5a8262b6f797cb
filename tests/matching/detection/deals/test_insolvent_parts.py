"""The insolvency of a part of a company is told as that part's and asks for no call; its own does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def insolvencies(title: str, text: str) -> list[tuple[str, bool]]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return [(one.company, one.certain) for one in events if one.type == "bankruptcy"]


@pytest.mark.parametrize(
    ("title", "text", "part"),
    [
        ("Castmoor Unit Files for Chapter 11", "", "Castmoor Unit"),
        (
            "Ceramics unit of Castmoor Group files for bankruptcy",
            "A ceramics unit of Castmoor Group filed for Chapter 11 protection in Delaware on Monday.",
            "Ceramics unit of Castmoor Group",
        ),
        ("Castmoor's Canadian subsidiary files for creditor protection", "", "Castmoor's Canadian subsidiary"),
        (
            "Castmoor puts its German unit into administration",
            "Castmoor said its German subsidiary has filed for insolvency.",
            "Castmoor's German unit",
        ),
        (
            "Castmoor's UK business enters administration",
            "Castmoor said its UK business had entered administration. The parent company in Oslo trades on.",
            "Castmoor's UK business",
        ),
        ("Castmoor's Denver hotel placed in receivership", "", "Castmoor's Denver hotel"),
    ],
)
def test_a_part_in_insolvency_is_told_with_its_words(title: str, text: str, part: str) -> None:
    """Nobody at the parent is called about it."""
    assert insolvencies(title, text) == [(part, False)]


@pytest.mark.parametrize(
    ("title", "text", "company"),
    [
        ("Castmoor and its US units file for bankruptcy", "", "Castmoor"),
        (
            "Castmoor files for Chapter 11",
            "Castmoor Inc. and its subsidiaries filed voluntary petitions for Chapter 11.",
            "Castmoor",
        ),
        (
            "Castmoor files for Chapter 11 after unit sale",
            "Castmoor filed for bankruptcy after it sold its paint unit.",
            "Castmoor",
        ),
        ("Pellen Minerals, a unit of Castmoor, files for Chapter 11", "", "Pellen Minerals"),
        ("Castmoor, which sold its paint unit last year, files for Chapter 11", "", "Castmoor"),
    ],
)
def test_the_company_itself_is_called_about(title: str, text: str, company: str) -> None:
    """With its parts, behind one that it sold, or where it is somebody's part and has a name of its own."""
    assert insolvencies(title, text) == [(company, True)]
