"""Detection is measured against labels: what is right, told too much, missed, and what counts neither way."""

from __future__ import annotations

from typing import Any

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.measuring import Tally, interval, measure

HIRED = {"type": "executive_hired", "company": "Orbel", "planning": "done", "person": "Dana Whitlock"}


def told(type_: str = "executive_hired", company: str = "Orbel Systems", **given: Any) -> CompanyEvent:
    return CompanyEvent("e", "a", type_, company, **given)


def tally(labels: list[dict[str, Any]], events: list[CompanyEvent], **item: Any) -> dict[str, tuple[int, int, int]]:
    found = measure([{"id": "1", "title": "", "body": "", "events": labels, **item}], [events])
    return {kind: (one.right, one.extra, one.missed) for kind, one in found.items()}


def test_right_extra_and_missed_are_told_apart() -> None:
    """Family, company in any of its spellings, and last name must agree."""
    assert tally([HIRED], [told(person="D. Whitlock")]) == {"executive_hired": (1, 0, 0)}
    assert tally([HIRED], [told("executive_promoted")]) == {"executive_hired": (1, 0, 0)}
    assert tally([HIRED], [told(company="Tessaly", also_called=("Orbel",))]) == {"executive_hired": (1, 0, 0)}
    assert tally([HIRED], [told(person="Noor Albrecht")]) == {"executive_hired": (0, 1, 1)}
    assert tally([HIRED], [told("layoffs")]) == {"executive_hired": (0, 0, 1), "layoffs": (0, 1, 0)}
    assert tally([], []) == {}


def test_the_same_event_said_twice_is_counted_once() -> None:
    assert tally([HIRED], [told(), told()]) == {"executive_hired": (1, 0, 0)}


@pytest.mark.parametrize(
    ("label", "event", "item"),
    [
        (HIRED | {"implied": True}, told(), {}),
        (HIRED | {"implied": True}, None, {}),
        (HIRED, told(person="Noor Albrecht"), {"doubtful": True}),
        (HIRED | {"planning": "rumoured"}, None, {}),
        (HIRED | {"planning": "denied"}, told(certainty=Certainty.DENIED), {}),
    ],
)
def test_what_is_open_counts_neither_way(
    label: dict[str, Any], event: CompanyEvent | None, item: dict[str, Any]
) -> None:
    """Implied events, doubtful items, rumours and denials are neither owed nor wrong."""
    found = tally([label], [event] if event else [], **item)
    assert all(extra == missed == 0 for _, extra, missed in found.values())


def test_a_rumour_told_as_a_fact_is_wrong() -> None:
    assert tally([HIRED | {"planning": "rumoured"}], [told()]) == {"executive_hired": (0, 1, 0)}


def test_shares_come_with_an_interval() -> None:
    """Precision and recall are shares; the interval narrows with the number counted and is open where none is."""
    assert Tally(3, 1, 2).precision == 0.75
    assert Tally(3, 1, 2).recall == 0.6
    assert Tally().precision == Tally().recall == 0
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(9, 10) == pytest.approx((0.596, 0.982), abs=0.001)
    assert interval(90, 100)[0] > interval(9, 10)[0]
