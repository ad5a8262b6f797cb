"""Who cuts jobs and hires in one sentence does both, each with its own figure; who closes a site lays off its staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.detection.detect import detect
from matching.detection.workforce.layoffs_added import with_layoffs_added

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, text: str) -> dict[tuple[str, str], tuple[str, bool]]:
    """Count and whether it is certain, by type and company, of what is told as a fact."""
    [events] = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    facts = [one for one in events if one.certainty not in UNSURE]
    return {(one.type, one.company): (one.count, one.certain) for one in facts}


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("Orbel Labs lays off 70", "Orbel Labs is laying off 70 engineers while hiring 25 data scientists.", "70"),
        ("Orbel Bank to cut", "Orbel Bank will cut 12% of its engineers but plans to hire 25 AI specialists.", "12%"),
        ("Orbel Bank recruits", "Orbel Bank will recruit 25 analysts even as it cuts about 200 desk jobs.", "200"),
        ("Orbel Bank cuts 80 jobs, adds 25 AI roles", "Orbel Bank is cutting 80 jobs and adding 25 AI roles.", "80"),
        ("Orbel Labs update", "Orbel Labs laid off 70 engineers in May while hiring 25 data scientists.", "70"),
        ("Orbel Labs makes 70 redundant", "Orbel Labs is making 70 staff redundant while hiring 25 apprentices.", "70"),
    ],
)
def test_layoffs_beside_hiring_are_certain(title: str, text: str, count: str) -> None:
    """And what is told of hiring has the number of those who come."""
    events = told(title, text)
    assert [value for (kind, _), value in events.items() if kind == "layoffs"] == [(count, True)]
    assert {number for (kind, _), (number, _) in events.items() if kind == "hiring"} <= {"25"}


def test_hiring_after_cuts_or_beside_those_of_others_tells_of_no_layoffs() -> None:
    """What was cut a year ago is no news, and has not the number of those who come."""
    after = told(
        "Orbel Bank hires", "Orbel Bank plans to hire 100 people for its AI unit, a year after it cut 300 jobs."
    )
    assert after[("hiring", "Orbel Bank")][0] == "100"
    others = told("Orbel Bank hires", "Orbel Bank is hiring 30 engineers as Wexham Metals cuts 90 jobs.")
    assert ("layoffs", "Orbel Bank") not in {**after, **others}
    hours = told("Orbel Bank hires", "Orbel Bank cuts 12 interns' hours and adds 4 clerks.")
    assert not any(kind == "layoffs" and sure for (kind, _), (_, sure) in hours.items())
    denied = told("Orbel Bank hires", "Orbel Bank will hire 30 engineers and will not cut 40 jobs, it said.")
    assert not any(sure for (kind, _), (_, sure) in denied.items() if kind == "layoffs")


@pytest.mark.parametrize(
    "past", ["cut 150 jobs in 2023", "laid off 150 people during the pandemic", "has cut 150 jobs two years ago"]
)
def test_what_a_company_cut_years_ago_is_no_news_beside_its_hiring(past: str) -> None:
    """Nor is what it is told by as the company "which" did so."""
    events = told("Orbel Games hires 60", f"Orbel Games, which {past}, is hiring 60 people for a new studio in Odell.")
    assert [kind for kind, _ in events] == ["hiring"]


CLOSES = CompanyEvent(
    "c", "a", "office_closed", "Orbel Games", Certainty.ANNOUNCED, origin="Velm", probability=0.9, certain_from=0.8
)


@pytest.mark.parametrize(
    ("text", "count", "certainty"),
    [
        ("Orbel Games is shutting its Velm studio and all 112 developers there have been let go.", "112", "done"),
        ("Orbel Games will close its plant in Velm, with 174 employees affected.", "174", "announced"),
        ("Orbel Games is closing its mill in Velm, leaving 450 people without work.", "450", "announced"),
        ("Orbel Games closes its Velm studio. About 40 staff will lose their jobs.", "40", "announced"),
        ("Orbel Games closes its Velm studio with the loss of 60 jobs.", "60", "announced"),
        ("Orbel Games closes its Velm studio. The 40 staff there will be offered jobs in Ritton.", "", ""),
        ("Orbel Games closes its Velm studio. The 40 staff will not be let go.", "", ""),
        ("Orbel Games closes its Velm clinic, with 2,000 people affected.", "", ""),
        ("Orbel Games closed its Velm shop. There 40 workers were affected by a leak.", "", ""),
        ("Orbel Games closes its Velm studio. At Tessaly, 40 staff were laid off on Monday.", "", ""),
        ("Orbel Games closes its Velm studio. In 2023 30 staff were laid off.", "", ""),
        ("Orbel Games closes its Velm studio. Its 40 staff celebrated.", "", ""),
    ],
)
def test_who_goes_by_a_closing_is_laid_off(text: str, count: str, certainty: str) -> None:
    """As surely as the site closes; not who is offered another job, who is no staff, or whom another let go."""
    told = with_layoffs_added([CLOSES], ["Orbel Games", "Tessaly"], text, "a", (0.5, 0.8))
    cuts = [one for one in told if one != CLOSES]
    assert [(one.company, one.count, one.certainty.value, one.certain) for one in cuts] == (
        [("Orbel Games", count, certainty, True)] if count else []
    )


def test_layoffs_of_a_closing_that_is_in_doubt_are_not_added() -> None:
    text = "Orbel Games may close its Velm studio, leaving 450 people without work."
    for doubtful in (replace(CLOSES, certainty=Certainty.RUMOURED), replace(CLOSES, probability=0.6)):
        assert with_layoffs_added([doubtful], ["Orbel Games"], text, "a", (0.5, 0.8)) == [doubtful]
