"""Company frames hold over their combinations: verb × object shape × casing × company shape, thousands of strings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.grammar.detect import detect
from tests.matching.company_variants import BOTH_SIDES, FRAMES, in_title_case, variants

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
SILENT = (
    "Why {c} should move its headquarters to {p}",
    "How {c} opens new offices",
    "{c} cuts onboarding time for {n} clients",
    "{c} cuts customer acquisition cost by half",
    "{c} acquires 200-unit apartment community in {p}",
    "{c} acquires 4,000 acres of mineral claims",
    "{c} opens applications for its scholarship",
    "{c} opens nominations for teaching award",
    "{c} celebrates 20 years in {p}",
    "{c} closes higher on Nasdaq",
    "{c} offices closed for the holiday",
    "{c} shares fall 4%",
    "{c} reports record sales",
    "{c} declares dividend",
    "Ten tips from {c} for a return to the office",
    "Analysts discuss {c}",
    "{c} to present at Harbor Investor Forum",
    "{c} renames its jam",
    "{c} raises dividend",
    "{c} token to list on crypto exchange",
    "Bankruptcy lawyer of {c} offers free talks",
    "Market report: growth ahead for {c}",
)


def read(title: str, text: str = "") -> list[CompanyEvent]:
    item = Announcement(
        id="x", source="t", title=title, text=text, url="https://example.com", published_at=NOW, fetched_at=NOW
    )
    return detect(item)


@pytest.mark.parametrize("kind", sorted(FRAMES))
@pytest.mark.parametrize("case", ["sentence", "title"])
def test_frame_holds_over_its_combinations(kind: str, case: str) -> None:
    """Every template of a type gives the event, at the company, in sentence case and in Title Case."""
    failed = []
    for text, company, other in variants(FRAMES[kind]):
        title = in_title_case(text) if case == "title" else text
        wanted = {company, other} if kind in BOTH_SIDES else {company}
        found = {e.company for e in read(title) if e.type == kind}
        if found != wanted:
            failed.append((title, sorted(found)))
    total = sum(1 for _ in variants(FRAMES[kind]))
    assert not failed, f"{len(failed)} of {total}: {failed[:12]}"


@pytest.mark.parametrize("template", SILENT)
def test_no_call_for_what_is_no_news(template: str) -> None:
    """Advice, things, prices, dates and anniversaries give no event of any company type."""
    for text, _, _ in variants((template,)):
        for title in (text, in_title_case(text)):
            assert [e.type for e in read(title)] == [], title


LEADS = {
    "acquisition": "{c}, a maker of tools, announced today that it has acquired {o}, a company in {p}.",
    "merger": "{c} today announced that it has completed its merger with {o}.",
    "headquarters_moved": "{c} announced on Monday that it will move its headquarters to {p}.",
    "layoffs": "{c} announced today that it will cut {n} jobs at its main site.",
    "bankruptcy": "{c} today announced that it has filed for Chapter 11 bankruptcy protection.",
    "office_opened": "{c} is proud to announce the opening of its new office in {p}.",
    "partnership": "{c} today announced a partnership with {o} to speed up billing.",
    "funding": "{c} today announced that it has raised $12 million in Series A funding.",
}


@pytest.mark.parametrize("kind", sorted(LEADS))
def test_lead_alone_is_enough(kind: str) -> None:
    """What the headline keeps to itself, the first sentence may announce."""
    for lead, company, other in variants((LEADS[kind],)):
        found = {e.company for e in read("A new chapter begins", lead) if e.type == kind}
        assert found == ({company, other} if kind in BOTH_SIDES else {company}), lead


def test_certainty_follows_the_verb() -> None:
    """What will happen is announced, what happened is done, talk is rumour and denial is denial."""
    cases = {
        "Fenmark to move headquarters to Leeds": "announced",
        "Fenmark moved its headquarters to Leeds": "done",
        "Fenmark is considering moving its headquarters to Leeds": "rumoured",
        "Fenmark denies plan to move headquarters to Leeds": "denied",
        "Fenmark acquires Calder Tools": "done",
        "Fenmark to acquire Calder Tools": "announced",
        "Fenmark in talks to acquire Calder Tools": "rumoured",
        "Fenmark reportedly to cut 300 jobs": "rumoured",
        "Fenmark files for bankruptcy": "done",
        "Fenmark may file for bankruptcy": "rumoured",
    }
    for text, certainty in cases.items():
        assert {str(e.certainty) for e in read(text)} <= {certainty}, text
        if certainty in {"done", "announced"}:
            assert read(text), text


@pytest.mark.parametrize("text", ["moves " * 3000, "Fenmark, " * 3000, "acquisition of " * 3000, "“" * 5000])
def test_odd_texts_end(text: str) -> None:
    """Long runs of one word or mark neither crash nor hang."""
    assert len(read(text[:800], text)) < 20
