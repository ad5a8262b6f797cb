"""A law firm's advertisement is no news of the company that it names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.advertisements import solicits
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "advert"),
    [
        ("Tull & Marsh PC Investigates the Sale of Orbel plc to Larkfen Capital", True),
        ("SHAREHOLDER ALERT: Marsh LLP Reminds Orbel Investors of Deadline", True),
        ("Law Offices of Tim Poe Encourages Orbel Investors to Inquire", True),
        ("Poe Law Investigates Orbel on Behalf of Shareholders", True),
        ("Regulator investigates sale of Orbel to Larkfen Capital", False),
        ("Tull & Marsh LLP names Jane Roe managing partner", False),
        ("Orbel LLC to move its headquarters", False),
    ],
)
def test_a_law_firms_advertisement_is_seen(title: str, advert: bool) -> None:
    """By the firm that investigates or reminds; a regulator, and news of a law firm, are none."""
    assert solicits(title) is advert


def test_a_law_firms_advertisement_asks_for_no_call() -> None:
    """What it says of the company was news before; that somebody is sued is told as ever."""
    title = "SHAREHOLDER ALERT: Marsh LLP Reminds Orbel Foods Investors After CFO Resigns"
    text = "Orbel Foods said its chief financial officer Mira Lund has resigned. Marsh LLP reminds investors to call."
    [events] = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert [one.type for one in events if one.certain and one.type != "legal_action"] == []
