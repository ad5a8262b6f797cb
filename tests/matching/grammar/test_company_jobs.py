"""Layoffs told in passing, or in a list of notices, are worth knowing at least."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def layoffs(title: str, text: str) -> list[CompanyEvent]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return [e for e in events if e.type == "layoffs"]


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        (
            "Tessaly Senior Living today reported revenue of $112 million. During the quarter the Company "
            "began a program to "
            "simplify its head office, under which 60 support positions in Omaha are being eliminated. A "
            "call is at 5 p.m.",
            "60",
            "Omaha",
        ),
        (
            "Tessaly Senior Living said sales rose 4%. The reorganization will result in the elimination of "
            "approximately "
            "230 positions by year-end.",
            "230",
            "",
        ),
        (
            "Tessaly Senior Living announced that it will wind down its Toledo plant over the next year. "
            "Approximately 180 "
            "positions will be affected.",
            "180",
            "",
        ),
    ],
)
def test_jobs_that_go_in_a_clause_of_other_news_are_layoffs(text: str, count: str, place: str) -> None:
    """With their number, and the place where the clause names it."""
    (event,) = layoffs("Tessaly Senior Living Reports Third Quarter Results", text)
    assert (event.company, event.origin) == ("Tessaly Senior Living", place)
    assert event.count.endswith(count)


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        (
            "Quillan Foods plc - Programme",
            "Quillan Foods plc sets out its plan. The Group expects to reduce its technology and kitchen workforce by "
            "around 1,000 roles by the end of 2027.",
            "1,000",
        ),
        (
            "Quillan Foods plc - Trading statement",
            "Quillan Foods plc gives an update. The Company anticipates a reduction in headcount of approximately 450.",
            "450",
        ),
        ("Quillan Foods memo: 12% of staff to go", "The chief executive wrote to staff of Quillan Foods.", "12%"),
        ("Quillan Foods: 300 jobs to go", "", "300"),
        ("Quillan Foods: a quarter of workforce to go", "", "a quarter"),
        (
            "Quillan Foods chief writes to staff",
            '"We will be saying goodbye to about 12 percent of our colleagues," the chief of Quillan Foods wrote.',
            "12 percent",
        ),
        ("Quillan swings the axe", "About 400 people at Quillan Foods will go as it moves work to Lodz.", "400"),
        ("Quillan: 250 to go", "About 250 people at Quillan Foods will go by the summer, the company said.", "250"),
        ("Quillan memo", "One in four employees of Quillan Foods must go, the founder said.", "One in four"),
        ("Quillan Foods plans to hire 300 cooks", "Quillan Foods is eliminating 90 jobs in its shops.", "90"),
    ],
)
def test_what_a_company_writes_of_its_own_cuts_is_layoffs(title: str, text: str, count: str) -> None:
    """In the words of a statement or a memo, and beside those whom it hires."""
    (event,) = layoffs(title, text)
    assert (event.company, event.count, event.certainty) == ("Quillan Foods", count, Certainty.ANNOUNCED)


@pytest.mark.parametrize(
    "text",
    [
        "Quillan Foods said it will be saying goodbye to about 12 percent of its emissions.",
        "Quillan Foods expects to reduce its workforce-related costs by 10%.",
        "Quillan Foods said profit rose. In 2023, 400 positions were eliminated.",
        "Quillan Foods said profit rose. No positions will be affected by the move to the new site.",
        "Quillan Foods said a server failed. About 300 positions are affected by the outage.",
        "Quillan Foods said 200 positions will be created.",
        "About 400 people at Quillan Foods will go to the polls in June.",
        "About 400 workers of Quillan Foods will go on strike on Monday.",
        "About 400 people at Quillan Foods will go in June from Hull to Leeds.",
        "Quillan Foods opens a new hall in Kent. About 50 staff will go, as always, to the fair.",
        "Quillan Foods opens a new hall in Kent. About 50 jobs will go, it said, to local people.",
        "Quillan Foods bought a mine in Kent. About 50 workers will lose their jobs if the mine shuts.",
    ],
)
def test_what_is_past_or_denied_is_none(text: str) -> None:
    """Nor what is affected by something, and jobs that come."""
    assert not layoffs("Quillan Foods reports results", text)


def test_each_company_of_a_list_of_notices_has_its_own() -> None:
    """With the number and the town that stand behind its name; a notice without a list tells of none."""
    title = "WARN notices this week"
    found = layoffs(title, "Filed this week: Brendlin Steel, Gary, Ind., 120; Pellwood Mills (Macon): 64 workers.")
    assert {(e.company, e.count, e.origin) for e in found} == {
        ("Brendlin Steel", "120", "Gary, Ind."),
        ("Pellwood Mills", "64", "Macon"),
    }
    assert not layoffs("WARN Act explained", "Employers must file WARN notices 60 days ahead; fines, fees, 500.")


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("Tessaly to close Toledo coke battery, cut 240", "", "240"),
        ("Tessaly closing Toledo mill and shedding 90 amid slump", "", "90"),
        (
            "Tessaly to relocate to Leeds",
            "Tessaly will relocate from Hull to Leeds. The move puts 75 jobs at risk.",
            "75",
        ),
        ("Tessaly moving call centre to Derby, leaving 60 posts at risk", "", "60"),
    ],
)
def test_jobs_beside_a_closing_or_a_move_are_layoffs(title: str, text: str, count: str) -> None:
    """Behind a closing a number alone is of jobs; jobs that a move puts at risk are to go."""
    [found] = layoffs(title, text)
    assert (found.count, found.certainty) == (count, Certainty.ANNOUNCED)


def test_jobs_at_risk_by_a_move_that_is_only_thought_of_ask_for_no_call() -> None:
    text = "Tessaly may move its head office to Leeds, putting 75 jobs at risk."
    assert not [one for one in layoffs("Moves at Tessaly", text) if one.certain]


def test_who_is_to_be_made_redundant_is_not_yet() -> None:
    """ "To make" is announced."""
    [found] = layoffs("Tessaly to make 130 redundant", "")
    assert (found.company, found.certainty) == ("Tessaly", Certainty.ANNOUNCED)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "A difficult day",
            "Posted by Ida Orr, CEO, Tessaly Health. Today we are parting ways with 20% of our team.",
            [("Tessaly Health", "20%")],
        ),
        (
            "A note to all",
            "The following note was sent to all Tessaly Health employees. We have decided to reduce the size of our "
            "team, and to say goodbye to 74 colleagues.",
            [("Tessaly Health", "74")],
        ),
        (
            "An update",
            "Ida Orr, CEO of Tessaly Health, wrote to employees: We are reducing our team by 45 people today.",
            [("Tessaly Health", "45")],
        ),
        ("Our values", "By Ida Orr, founder and CEO, Tessaly Health. We have let go of 3 old habits.", []),
        ("Growing up", "Posted by Ida Orr, CEO, Tessaly Health. We are saying goodbye to our old logo.", []),
    ],
)
def test_a_memo_of_a_chief_executive_is_of_their_company(title: str, text: str, told: list[tuple[str, str]]) -> None:
    """Who signs it, or whose employees it is sent to, says who "we" are."""
    assert [(one.company, one.count) for one in layoffs(title, text)] == told


@pytest.mark.parametrize("work", ["its Dayton assembly work", "packaging"])
def test_people_who_lose_their_jobs_where_work_moves_are_told(work: str) -> None:
    text = f"Tessaly will move {work} to Reno in the spring. About 60 employees will lose their jobs."
    assert [event.count.removeprefix("About ") for event in layoffs("Tessaly moves work to Reno", text)] == ["60"]
