"""The name that a company had before is another name of it, and nobody's employer before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.who.former_names import with_former_names, with_merged_names


def event(kind: str, company: str, prior: str = "", also_called: tuple[str, ...] = ()) -> CompanyEvent:
    return CompanyEvent(
        id=kind,
        announcement_id="a",
        type=kind,
        company=company,
        certainty=Certainty.DONE,
        person="Augusta Pell",
        prior_company=prior,
        also_called=also_called,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Fields, formerly Velmora Dairy, today named Augusta Pell as CEO.",
        "Orbel Fields (formerly Velmora Dairy) today named Augusta Pell as CEO.",
        "Orbel Fields, Inc. (NYSE: ORB), formerly known as Velmora Dairy, named Augusta Pell as CEO.",
        "Orbel Fields, known until last May as Velmora Dairy, today named Augusta Pell as CEO.",
        "Augusta Pell joins Orbel Fields, previously Velmora Dairy.",
    ],
)
def test_the_name_of_before_is_another_name(text: str) -> None:
    """It stands right behind the name, in commas or brackets; its company is not where the person was before."""
    found = event("executive_hired", "Orbel Fields", "Velmora", ("formerly Velmora Dairy",))
    [told] = with_former_names([found, event("executive_departed", "Velmora Dairy")], text)
    assert (told.also_called, told.prior_company) == (("Velmora Dairy",), "")


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Fields today named Augusta Pell, formerly Velmora Dairy, as CEO.",
        "Orbel Fields, formerly of Velmora Dairy, named Augusta Pell as CEO.",
        "Orbel Fields, formerly Velmora Dairy's cheese unit, named Augusta Pell as CEO.",
        "Orbel Fields, formerly part of Velmora Dairy, named Augusta Pell as CEO.",
    ],
)
def test_what_a_person_or_a_part_was_before_is_no_name(text: str) -> None:
    """Behind a person's name, or with "of", the other company is one by itself."""
    events = [event("executive_hired", "Orbel Fields", "Velmora Dairy"), event("executive_departed", "Velmora Dairy")]
    assert with_former_names(events, text) == events


@pytest.mark.parametrize("says", ["will trade as Tarn Vane from today", "will be known as Tarn Vane"])
def test_what_merged_companies_will_be_called_is_neither_of_them(says: str) -> None:
    """But the partner that the other side names; told once."""
    one = CompanyEvent("1", "a", "merger", "Tarn Vane", counterparty="Hollis Vane")
    other = CompanyEvent("2", "a", "merger", "Hollis Vane", counterparty="Tarn")
    known = CompanyEvent("3", "a", "merger", "Tarn", counterparty="Hollis Vane", probability=0.9)
    text = f"Tarn and Hollis Vane have merged and {says}."
    assert [(e.company, e.also_called) for e in with_merged_names([one, other], text)] == [
        ("Tarn", ("Tarn Vane",)),
        ("Hollis Vane", ()),
    ]
    assert [e.company for e in with_merged_names([replace(one, probability=0.5), other, known], text)] == [
        "Hollis Vane",
        "Tarn",
    ]
    assert with_merged_names([one, other], "Tarn Vane and Hollis Vane have merged.") == [one, other]
