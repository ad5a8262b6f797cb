"""Talk in a clause of its own makes no rumour of the news beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect

LAYOFFS, LEAVES, CLOSES, MOVES = "layoffs", "executive_departed", "office_closed", "headquarters_moved"


def told(kind: str, title: str, body: str = "") -> set[Certainty]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    events: list[CompanyEvent] = detect([Announcement("a", "wire", title, body, "", at, at)])[0]
    return {event.certainty for event in events if event.type == kind and event.certain}


@pytest.mark.parametrize(
    ("kind", "title", "body"),
    [
        (LAYOFFS, "Orbel lays off 200 staff as it weighs a sale", "Orbel has laid off 200 employees."),
        (LAYOFFS, "Tessaly lays off 50 staff amid a potential league overhaul", "Tessaly laid off 50 people."),
        (LAYOFFS, "Pixelforge hit with layoffs, reportedly delays next game", "Pixelforge laid off 100 people."),
        (LAYOFFS, "Orbel cuts 300 jobs; sources say rival may bid", "Orbel is cutting 300 jobs, it said."),
        (CLOSES, "Orbel closes Leeds plant, could shut a second", "Orbel has closed its Leeds plant."),
        (CLOSES, "Marlow shuts Reno plant and is considering a second closure in Boise", "It has shut its Reno plant."),
        (MOVES, "Orbel moves headquarters to Denver, eyes Utah plant", "Orbel is moving its headquarters to Denver."),
        (LEAVES, "Orbel CEO Ann Moor resigns, reportedly to join Tessaly", "Ann Moor has resigned as CEO of Orbel."),
        (LEAVES, "Marlow CFO Ann Moor resigns; sources say rival Tessaly may hire her", "Marlow said so on Monday."),
        (LEAVES, "Velmora ad chief Nina Castor resigns as sources say she is in talks to run Plume", "She resigned."),
        (LEAVES, "Marlow ousted CEO Dan Roe, but is reportedly reconsidering", "Marlow removed Dan Roe as CEO."),
        (LEAVES, "Orbel CFO Dan Roe quits over possible accounting errors", "Orbel said its CFO Dan Roe quit."),
        ("bankruptcy", "Marlow files for Chapter 11 while exploring a sale", "Marlow filed for Chapter 11."),
        (
            LEAVES,
            "Solvane poaches Ivo Brandt from Orbel as COO, said to be preparing IPO",
            "Solvane has hired Ivo Brandt.",
        ),
        ("executive_hired", "Orbel weighs sale of unit; names Ann Moor CFO", "Orbel named Ann Moor CFO."),
    ],
)
def test_the_news_beside_talk_is_done(kind: str, title: str, body: str) -> None:
    """Whether the talk is of a sale, of what comes next, or of where somebody goes."""
    assert told(kind, title, body) == {Certainty.DONE}


@pytest.mark.parametrize(
    ("kind", "title", "body"),
    [
        (LAYOFFS, "Orbel to cut 300 jobs, sources say", "Orbel plans to cut 300 jobs, people familiar with it said."),
        (LAYOFFS, "Orbel reportedly cutting 300 jobs as sales fall", "Orbel is reportedly cutting 300 jobs."),
        (
            LAYOFFS,
            "Sources: Orbel to lay off 400 workers; CEO to stay",
            "Orbel will lay off 400 workers, sources said.",
        ),
        (LAYOFFS, "Marlow shares fall after report it may cut 500 jobs", "Shares of Marlow fell."),
        (CLOSES, "Orbel could close Leeds plant as it cuts 200 jobs in Dayton", "It may close its plant in Leeds."),
        (MOVES, "Marlow considers moving headquarters as it opens Austin hub", "Marlow may move."),
        (MOVES, "Marlow to move headquarters to Austin, report says", "Marlow will move its headquarters."),
        ("executive_hired", "Orbel picks Dan Roe as CEO, sources say", "Orbel picked Dan Roe, people familiar said."),
        ("bankruptcy", "Marlow could file for bankruptcy as talks with lenders fail", "Marlow may file."),
    ],
)
def test_what_talk_is_of_stays_a_rumour(kind: str, title: str, body: str) -> None:
    """In one clause with it, or where the clause behind only says who says so."""
    assert told(kind, title, body) == {Certainty.RUMOURED}
