"""Company frames over their combinations: verb × object shape × casing × company shape, thousands of strings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.grammar.detect import detect

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)
COMPANIES = {
    "Fenmark": "Fenmark",
    "Brightmoor Logistics": "Brightmoor Logistics",
    "Ondine Systems, Inc.": "Ondine Systems",
    "Quillan Foods (NYSE: QLF)": "Quillan Foods",
    "Larkfield & Sons": "Larkfield & Sons",
    "Tessaly Health Group": "Tessaly Health Group",
}
OTHERS = {"Norbeck Bakery": "Norbeck Bakery", "Veldt Software": "Veldt Software", "Calder Tools LLC": "Calder Tools"}
PLACES = ("Dayton, Ohio", "Calgary", "New Jersey")
SMALL = frozenset({"a", "an", "the", "of", "to", "in", "for", "with", "and", "on", "by", "from", "as", "its", "into"})

FRAMES: dict[str, tuple[str, ...]] = {
    "headquarters_moved": (
        "{c} moves headquarters to {p}",
        "{c} to relocate its corporate headquarters to {p}",
        "{c} will move its head office to {p}",
        "{c} relocates global headquarters to {p}",
        "{c} announces relocation of its headquarters to {p}",
        "{c} opens new headquarters in {p}",
        "{c} establishes headquarters in {p}",
        "{c} is moving its headquarters to {p}",
        "{c} has relocated its headquarters to {p}",
        "{c} announces plans to move its headquarters to {p}",
        "{c} selects {p} for new headquarters",
        "{c} chooses {p} as its new global headquarters",
        "{c} moving headquarters to {p}",
        "{c} headquarters moving to {p}",
        "{c} to move HQ to {p}",
        "{c} unveils plans for new headquarters in {p}",
        "{c} breaks ground on new headquarters in {p}",
        "{c} cuts ribbon on new headquarters in {p}",
        "{c} signs lease for new headquarters in {p}",
        "{c} shifts headquarters from Leeds to {p}",
        "{c} to leave Leeds for new headquarters in {p}",
        "{c} relocates to new headquarters in {p}",
        "{c} moves into new headquarters in {p}",
        "{c} celebrates grand opening of new headquarters in {p}",
        "{c} picks {p} for North American headquarters",
        "{c} announces headquarters relocation to {p}",
        "{c} names {p} as site of new headquarters",
        "{c} consolidates headquarters in {p}",
        "{c} expands with new headquarters in {p}",
    ),
    "office_opened": (
        "{c} opens new office in {p}",
        "{c} to open distribution center in {p}",
        "{c} breaks ground on new plant in {p}",
        "{c} announces grand opening of its new store in {p}",
        "{c} celebrates opening of its new clinic in {p}",
        "{c} has opened a new warehouse in {p}",
        "{c} will open a new facility in {p}",
    ),
    "office_closed": (
        "{c} to close plant in {p}",
        "{c} closes store in {p}",
        "{c} will shut its factory in {p}",
        "{c} is closing its warehouse in {p}",
        "{c} announces closure of its plant in {p}",
        "{c} shutters three branches in {p}",
        "{c} to shut down {p} plant",
        "{c} shutting {p} office",
        "{c} closing its {p} factory",
        "{c} plans to close {n} stores",
        "{c} closing all stores",
        "{c} to shutter {p} facility",
        "{c} announces plant closure",
        "{c} closes {n} branches",
        "{c} to exit {p} facility",
        "{c} winds down its {p} factory",
        "{c} closes its doors in {p}",
    ),
    "layoffs": (
        "{c} to cut {n} jobs",
        "{c} cuts {n} jobs",
        "{c} lays off {n} employees",
        "{c} is laying off {n} workers",
        "{c} will eliminate {n} positions",
        "{c} to lay off {n} people in {p}",
        "{c} slashes {n} jobs in {p}",
        "{c} announces {n} job cuts",
        "{c} plans {n} layoffs",
        "{c} announces layoffs",
        "{c} announces layoffs affecting {n} employees",
        "{c} to reduce workforce by 12%",
        "{c} cuts 12% of its workforce",
        "{c} reduces headcount by {n}",
        "{c} to trim {n} roles",
        "{c} axes {n} jobs",
        "{c} sheds {n} jobs",
        "{c} furloughs {n} workers",
        "{c} plans to cut {n} jobs",
        "{c} confirms layoffs",
        "{c} begins layoffs",
        "{c} makes {n} staff redundant",
        "{c} to let go of {n} employees",
        "{c} to cut up to {n} jobs",
        "{c} laying off {n}",
        "{c} to axe {n} jobs in {p} factory",
        "{c} cutting {n} jobs",
        "{n} jobs cut at {c}",
        "{c} plans mass layoffs",
    ),
    "hiring": ("{c} to hire {n} workers", "{c} will create {n} jobs in {p}", "{c} plans to hire {n} engineers"),
    "acquisition": (
        "{c} acquires {o}",
        "{c} to acquire {o}",
        "{c} has acquired {o}",
        "{c} buys {o}",
        "{c} to buy {o} for $40 million",
        "{c} completes acquisition of {o}",
        "{c} announces acquisition of {o}",
        "{c} closes its acquisition of {o}",
        "{c} signs letter of intent to acquire {o}",
        "{c} enters into agreement to acquire {o}",
        "{o} acquired by {c}",
        "{o} to be acquired by {c}",
        "{c} acquires majority stake in {o}",
        "{c} snaps up {o}",
        "{c} agrees to acquire {o}",
        "{c} agrees to buy {o} in $2 billion deal",
        "{c} announces agreement to acquire {o}",
        "{c} announces definitive agreement to acquire {o}",
        "{c} finalizes acquisition of {o}",
        "{c} announces completion of acquisition of {o}",
        "{c} announces it has acquired {o}",
        "{c} announces the acquisition of {o}",
        "{c} expands with acquisition of {o}",
        "{c} strengthens portfolio with the acquisition of {o}",
        "{c} acquires controlling interest in {o}",
        "{c}'s acquisition of {o} complete",
        "{c} completes its acquisition of {o} from Oldgate Ventures",
        "{c} acquires Leeds-based {o}",
        "{c} acquires software company {o}",
        "{c} acquires {o}, a maker of tools",
        "{c} acquires assets of {o}",
        "{c} takes over {o}",
        "{c} buys out {o}",
        "{c} signs definitive agreement to acquire {o}",
        "{o} sold to {c}",
        "{c} acquiring {o}",
        "{o} is acquired by {c}",
        "{o} has been acquired by {c}",
        "{c} to take over {o}",
    ),
    "merger": (
        "{c} to merge with {o}",
        "{c} merges with {o}",
        "{c} completes merger with {o}",
        "{c} announces merger with {o}",
        "{c} and {o} announce merger",
        "{c} and {o} to merge",
        "{c} and {o} complete merger",
        "{c} and {o} agree to merge",
        "{c} announces merger agreement with {o}",
        "{c} signs merger agreement with {o}",
        "{c} and {o} announce merger of equals",
        "{c} enters into business combination agreement with {o}",
        "{c} to combine with {o}",
        "{c}, {o} to merge",
        "{c} and {o} have merged",
        "{c} announces completion of merger with {o}",
    ),
    "divestiture": ("{c} sells its tools business to {o}", "{c} to spin off its solar division"),
    "funding": (
        "{c} raises $12 million Series B",
        "{c} secures $30 million in funding led by {o}",
        "{c} closes $4.5 million seed round",
        "{c} announces $8 million private placement",
        "{c} receives $5 million grant",
    ),
    "ipo": ("{c} files for IPO", "{c} prices initial public offering", "{c} to list on Nasdaq"),
    "bankruptcy": (
        "{c} files for Chapter 11",
        "{c} files for bankruptcy protection",
        "{c} has filed for bankruptcy",
        "{c} enters administration",
        "{c} emerges from Chapter 11",
        "{c} seeks bankruptcy protection",
        "{c} files for insolvency",
        "{c} files for Chapter 7 bankruptcy",
        "{c} declares bankruptcy",
        "{c} goes into administration",
        "{c} enters receivership",
        "{c} begins liquidation",
        "{c} files voluntary petition under Chapter 11",
        "{c} exits bankruptcy",
        "{c} completes Chapter 11 restructuring and emerges",
        "{c} placed into receivership",
        "{c} falls into administration",
        "{c} commences Chapter 11 proceedings",
        "{c} files Chapter 11",
        "{c} initiates voluntary Chapter 11 proceedings",
    ),
    "restructuring": (
        "{c} announces restructuring plan",
        "{c} launches strategic review",
        "{c} to restructure its operations",
        "{c} unveils turnaround plan",
        "{c} begins reorganization",
        "{c} announces corporate restructuring",
        "{c} reorganizes its business",
        "{c} initiates review of strategic alternatives",
        "{c} to explore strategic alternatives",
        "{c} announces reorganization",
        "{c} implements restructuring",
        "{c} completes restructuring",
        "{c} outlines turnaround plan",
        "{c} overhauls management structure",
        "{c} announces organizational restructuring",
        "{c} to undergo restructuring",
    ),
    "rebrand": ("{c} rebrands as Arvell", "{c} changes its name to Arvell", "{c} announces name change to Arvell"),
    "workplace_policy": (
        "{c} orders staff back to the office",
        "{c} ends remote work",
        "{c} adopts hybrid work policy",
    ),
    "contract_won": (
        "{c} wins $20 million contract from {o}",
        "{c} awarded contract by {o}",
        "{c} secures supply agreement with {o}",
        "{c} receives purchase order from {o}",
    ),
    "partnership": (
        "{c} partners with {o}",
        "{c} teams up with {o}",
        "{c} announces partnership with {o}",
        "{c} signs memorandum of understanding with {o}",
        "{c} and {o} announce strategic partnership",
        "{c} and {o} form joint venture",
        "{c} enters strategic partnership with {o}",
        "{c} has partnered with {o}",
    ),
    "product_launched": (
        "{c} launches billing platform",
        "{c} unveils mobile app",
        "{c} introduces new software",
        "{c} announces launch of online service",
    ),
    "award_won": (
        "{c} wins industry award",
        "{c} named a best place to work",
        "{c} receives innovation award",
        "{c} named to Fast Movers 500 list",
    ),
    "security_incident": ("{c} discloses data breach", "{c} suffers cyberattack", "{c} hit by ransomware attack"),
    "legal_action": ("{c} sued by {o}", "{o} files lawsuit against {c}", "{c} faces class action lawsuit"),
}
BOTH_SIDES = frozenset({"acquisition", "merger", "partnership"})
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


def in_title_case(text: str) -> str:
    """`text` as headlines are set: every word but the small ones begins with a capital."""
    words = text.split(" ")
    return " ".join(w if w in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words))


def read(title: str, text: str = "") -> list[CompanyEvent]:
    item = Announcement(
        id="x", source="t", title=title, text=text, url="https://example.com", published_at=NOW, fetched_at=NOW
    )
    return detect(item)


def variants(templates: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(text, company, other) for every template, company shape, other company, place and number that it names."""
    for template in templates:
        others = OTHERS if "{o}" in template else {"": ""}
        places = PLACES if "{p}" in template else ("",)
        numbers = ("300", "1,200", "about 60") if "{n}" in template else ("",)
        for (c, short), (o, other), p, n in itertools.product(COMPANIES.items(), others.items(), places, numbers):
            yield template.format(c=c, o=o, p=p, n=n), short, other


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
