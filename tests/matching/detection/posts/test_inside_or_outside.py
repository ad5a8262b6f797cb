"""Who works at a company already is promoted there, and who comes from a rival is hired."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.inside_or_outside import with_inside_or_outside

COMES = CompanyEvent(
    "h", "a", "executive_hired", "Orbel Foods", person="Ann Roe", role="chief data officer", probability=0.9
)
LEAVES = replace(COMES, id="d", type="executive_departed", person="Ivo Lang")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Ann Roe is to be chief data officer of Orbel Foods. She is currently vice president, analytics.", True),
        ("Eighteen months after joining as a consultant, Ann Roe is to be chief data officer.", True),
        ("Ann Roe has been made chief data officer, having been head of talent there for six years.", True),
        ("Ann Roe, who has worked at the company since 2011, becomes chief data officer.", True),
        ("Ann Roe, a 13-year veteran of the company, becomes chief data officer.", True),
        ("Orbel Foods taps company veteran Ann Roe as chief data officer.", True),
        ("Orbel Foods named Ann Roe, its controller, chief data officer.", True),
        ("Ann Roe has taken the reins at Orbel Foods. She steps up from COO to replace Ivo Lang, her uncle.", True),
        ("Ann Roe has succeeded Ivo Lang at Orbel Foods. She steps up from operations director.", True),
        ("Ivo Lang is to be succeeded by Ann Roe at Orbel Foods. He stepped up from finance director in 2011.", False),
        ("Ann Roe rose from head of claims at Tessaly to be chief data officer of Orbel Foods.", False),
        ("Ann Roe, Ivo Lang, and Jo Park have been promoted at Orbel Foods.", True),
        ("Roe, who joined the company as president in January 2023, becomes chief data officer.", True),
        ("Orbel Foods named Ann Roe chief data officer. She is currently vice president at Tessaly.", False),
        ("Orbel Foods named Ann Roe chief data officer. She is currently a partner with another law firm.", False),
        ("Orbel Foods named Ann Roe chief data officer. She was currently chief data officer.", False),
        ("Ann Roe, its chief data officer, joined Orbel Foods on Monday.", False),
        ("Ann Roe succeeds Ivo Lang, who has been with the company since 2011.", False),
        ("Ann Roe comes as Jo Park has been promoted to chief executive.", False),
        ("Ann Roe has been named chief data officer and the company has grown there.", False),
        ("Ann Roe was promoted to partner at her law firm in 2012.", False),
        ("Ann Roe was at the university for more than ten years.", False),
        ("Ann Roe led Tessaly and had been there for ten years.", False),
        ("Orbel Foods taps industry insider Ann Roe as chief data officer.", False),
        ("Orbel Foods elevated Ann Roe to chief data officer.", True),
    ],
)
def test_who_works_there_already_is_promoted(text: str, inside: bool) -> None:
    """By words that are of them, and not of who leaves, nor of work elsewhere."""
    [told, _] = with_inside_or_outside([COMES, LEAVES] if "Ivo" in text else [COMES, COMES], text)
    assert told.type == ("executive_promoted" if inside else "executive_hired")


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("Ann Roe, who until recently ran the numbers at a rival in Leeds, becomes chief data officer.", True),
        ("Orbel Foods turns to outsider for data job. Ann Roe starts in May.", True),
        ("Orbel Foods promotes Ann Roe. Its shares now trade at a discount.", False),
        ("Orbel Foods promotes Ann Roe, and no outsider, to chief data officer.", False),
    ],
)
def test_who_comes_from_a_rival_is_hired(text: str, outside: bool) -> None:
    [told] = with_inside_or_outside([replace(COMES, type="executive_promoted")], text)
    assert told.type == ("executive_hired" if outside else "executive_promoted")


def test_an_employer_before_is_proof_that_somebody_comes_from_outside() -> None:
    hired = replace(COMES, prior_company="Tessaly")
    assert with_inside_or_outside([hired], "Ann Roe has been at the company since 2011.") == [hired]


def test_nobody_is_both_hired_and_promoted_to_one_post() -> None:
    """The surer of the two is told, though one has the company by a longer name; another's post stands."""
    again = replace(COMES, id="p", type="executive_promoted", company="Orbel Fine Foods", probability=0.7)
    other = replace(again, id="o", person="Ivo Lang")
    assert with_inside_or_outside([again, COMES, other], "Ann Roe and Ivo Lang come.") == [COMES, other]
