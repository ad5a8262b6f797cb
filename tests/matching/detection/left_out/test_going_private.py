"""A company that goes private is bought: it lists no shares, raises no round and finds no partner."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.left_out.no_news import is_no_news

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def event(kind: str) -> CompanyEvent:
    return CompanyEvent("1", "a", kind, "Velmora")


@pytest.mark.parametrize(
    "title",
    [
        "Velmora to go private in Haldane Capital deal",
        "Velmora agrees to $3 billion take-private deal with Haldane Capital",
        "Velmora taken private by Haldane Capital in $1.2 billion deal",
        "Haldane Capital takes Velmora private",
    ],
)
def test_who_goes_private_is_only_acquired(title: str) -> None:
    """No ipo, no partnership, no funding is told of such a headline."""
    assert all(is_no_news(event(kind), title, "") for kind in ("ipo", "partnership", "funding"))
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert {one.type for one in events} == {"acquisition"}


@pytest.mark.parametrize(
    "title",
    [
        "Orbel Health raises $30 million private placement",
        "Orbel goes public after years as private company",
        "Orbel takes private cloud to market in Tessaly partnership",
        "Orbel takes its private label to Tessaly",
    ],
)
def test_other_private_things_are_left_alone(title: str) -> None:
    """A placement, a cloud, a label."""
    assert not any(is_no_news(event(kind), title, "") for kind in ("ipo", "partnership", "funding"))
