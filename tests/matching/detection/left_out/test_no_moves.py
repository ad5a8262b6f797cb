"""Headlines about somebody in a post that tell of no move make no call; those of a move still do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import UNSURE
from matching.detection.detect import detect, detect_fast
from matching.detection.left_out.no_moves import as_other_office, is_no_move, leaves_for_good, only_former
from matching.event_types import event_types

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NO_MOVES = (
    "Jane Doe, CFO of Brendlin, joins Harrowmere Logistics CEO for panel on AI",
    "Mayor Jane Doe joins Harrowmere Logistics CEO in calling for lower tolls",
    "Jane Doe becomes billionaire as Harrowmere Logistics CEO",
    "Jane Doe becomes household name as Harrowmere Logistics CEO",
    "Jane Doe takes medical leave as CEO of Harrowmere Logistics",
    "Jane Doe assumes blame as Harrowmere Logistics CEO",
    "Five years after Jane Doe became CEO of Harrowmere Logistics, profits soar",
    "Harrowmere Logistics lets CFO Jane Doe go",
    "Jane Doe declines Harrowmere Logistics CEO role",
    "Jane Doe turned down the role of CEO at Harrowmere Logistics",
    "Harrowmere Logistics withdraws appointment of Jane Doe as CFO",
    "Regulator rejects appointment of Jane Doe as Harrowmere Logistics CEO",
    "Court blocks appointment of Jane Doe as Harrowmere Logistics CEO",
    "Petition urges Harrowmere Logistics to appoint Jane Doe as CEO",
    "Investors call on Harrowmere Logistics to appoint Jane Doe as CEO",
    "Harrowmere Logistics has yet to appoint a CFO",
    "Harrowmere Logistics CEO Jane Doe takes medical leave",
    "Harrowmere Logistics CEO Jane Doe goes on medical leave",
    "Harrowmere Logistics CEO Jane Doe takes leave",
    "Harrowmere Logistics CFO Jane Doe on leave, will return in May",
    "Jane Doe, Harrowmere Logistics CEO, taking a two-month leave",
    "Harrowmere Logistics has suspended its CFO, Jane Doe, while an investigation takes place",
    "Harrowmere Logistics suspends CEO Jane Doe with pay pending an inquiry",
    "Harrowmere Logistics CEO Jane Doe is missing",
    "Harrowmere Logistics is unable to contact CEO Jane Doe",
    "Harrowmere Logistics has stood down its CFO, Jane Doe, on full pay pending an inquiry",
    "Jane Doe, CFO of Harrowmere Logistics, has stood aside while complaints are reviewed",
    "Harrowmere Logistics CEO Jane Doe takes over as chair of trade body",
    "Jane Doe, CFO of Harrowmere Logistics, appointed chair of local hospital board",
    "Governor appoints Harrowmere Logistics CFO Jane Doe to state board",
    "Harrowmere Logistics CEO Jane Doe elected chair of industry association",
    "Harrowmere Logistics CEO Jane Doe is retiring the Velm brand",
    "Harrowmere Logistics CEO exits the Chinese market",
    "Harrowmere Logistics CEO Jane Doe parts ways with PR agency",
    "Harrowmere Logistics CEO Jane Doe headed to Davos",
    "Harrowmere Logistics CEO Jane Doe out to win back shoppers",
    "Harrowmere Logistics CEO Jane Doe leaves her mark on design",
    "Harrowmere Logistics replaces its chief supplier",
)


def announcement(title: str) -> Announcement:
    return Announcement(title, "wire", title, "", "", NOW, NOW)


def test_a_department_is_no_word_of_leaving() -> None:
    """Nor is it where the head of one is on leave."""
    text = "Harrowmere Logistics CIO Jane Doe is on medical leave. Max Roe runs the department for now."
    assert not leaves_for_good(text)
    assert leaves_for_good(text.replace("runs the department", "departs"))


def calls(events: list[CompanyEvent]) -> list[CompanyEvent]:
    """Those of a type and certainty that asks for a call."""
    return [one for one in events if one.certain and one.certainty not in UNSURE and event_types()[one.type].call_now]


def test_no_call_is_made_where_nobody_moves() -> None:
    """Whatever else is told, uncertain."""
    found = dict(zip(NO_MOVES, detect([announcement(title) for title in NO_MOVES]), strict=True))
    wrong = {title: [(one.type, one.company) for one in calls(events)] for title, events in found.items()}
    assert {title: told for title, told in wrong.items() if told} == {}


@pytest.mark.parametrize(
    "title",
    [
        "Jane Doe joins Harrowmere Logistics as CFO",
        "Jane Doe takes helm as CEO of Harrowmere Logistics",
        "Jane Doe takes charge as Harrowmere Logistics CEO",
        "Jane Doe becomes Harrowmere Logistics CIO as Max Roe retires",
        "Harrowmere Logistics CEO Jane Doe on medical leave; Max Roe named interim CEO",
        "Harrowmere Logistics names Jane Doe CEO after investors urged it to replace Max Roe",
        "Harrowmere Logistics CEO Jane Doe takes medical leave until she retires in May",
        "Harrowmere Logistics CEO Jane Doe gives bonus to charity and resigns",
        "Trade body names Jane Doe chief executive",
        "Harrowmere Logistics CEO Jane Doe takes leave of the company after ten years",
        "Harrowmere Logistics CFO Jane Doe, on leave since May, resigns",
        "Harrowmere Logistics CEO Jane Doe to leave on May 1",
        "Harrowmere Logistics CEO Jane Doe heads to Tavrick Medical as chairman of the board",
        "Harrowmere Logistics CEO Jane Doe exits as Chinese market slumps",
        "Harrowmere Logistics CEO Jane Doe retires after building household brand",
        "Jane Doe exits Harrowmere Logistics for market rival",
        "Harrowmere Logistics chief Jane Doe leaves legacy of growth as she retires",
    ],
)
def test_a_move_in_like_words_is_a_call(title: str) -> None:
    """The words that tell of none do not stand for it here."""
    assert calls(detect([announcement(title)])[0])


@pytest.mark.parametrize(
    "title",
    [
        "Harrowmere Logistics CEO Jane Doe takes over as chair of trade body",
        "Governor appoints Harrowmere Logistics CFO Jane Doe to state board",
        "Harrowmere Logistics CEO Jane Doe named chairman of the American Trucking Council",
        "Harrowmere Logistics CEO Jane Doe heads to Geneva as leader of a trade delegation",
    ],
)
def test_a_post_in_an_outside_body_is_not_the_employers(title: str) -> None:
    """By the grammar alone, too."""
    assert [one.type for one in detect_fast(announcement(title)) if one.company == "Harrowmere Logistics"] == []


@pytest.mark.parametrize(
    ("title", "lead", "past"),
    [
        ("Tessaly names former Orbel CIO Dana Whitlock its CIO", "Before that she was at Orbel.", True),
        ("Ex-Orbel chief joins Tessaly", "", True),
        ("Tessaly hires Dana Whitlock", "She was formerly chief financial officer of Orbel.", True),
        ("Tessaly hires Dana Whitlock from Orbel", "The former Orbel CIO starts in May.", False),
        ("Tessaly Hires Orbel's Former CIO", "Dana Whitlock starts in May.", True),
        ("Tessaly Taps Orbel Veteran as CEO", "Dana Whitlock spent 20 years at Orbel.", True),
        ("Tessaly taps Orbel veteran Dana Whitlock", "Whitlock will leave Orbel in May.", False),
        ("Orbel veteran Dana Whitlock retires", "", False),
        ("Tessaly poaches Orbel veteran Dana Whitlock", "", False),
        ("Tessaly hires Orbel's CIO", "The Orbel veteran starts in May.", False),
        ("Former chair Dana Whitlock leaves Orbel", "", False),
        ("Orbel CIO steps down", "", False),
        ("Nobody is named", "", False),
        ("Once a Retail Darling, Now Losing Its CFO, Orbel", "", False),
        ("CFO Dana Whitlock steps down", "As previously announced, Orbel said that she has resigned.", False),
        ("Ex-Tessaly CFO succeeds Whitlock at Orbel", "", False),
        ("Tessaly Appoints Orbel And Quorrel Leader Dana Whitlock", "She starts in May.", True),
        ("Tessaly hires Quorrel & Orbel executive Dana Whitlock as CFO", "", True),
        ("Tessaly hires Quorrel and Orbel executive Dana Whitlock", "Whitlock will leave Orbel in May.", False),
        ("Tessaly hires Orbel executive Dana Whitlock as CFO", "", False),
        ("Orbel and Quorrel executives leave", "", False),
        ("Tessaly hires two lawyers and Orbel executive Dana Whitlock", "", False),
    ],
)
def test_a_former_employer_is_told_from_one_that_is_left(title: str, lead: str, past: bool) -> None:
    """Only where every naming of the company calls it former; the title speaks before the lead."""
    assert only_former(["Orbel"], title, lead) is past


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Harrowmere Logistics is moving its Munich sales office from Laim to Sendling.", "office_opened"),
        ("Oxford-based Harrowmere Logistics is moving its Leeds office to Wellington Place.", "office_opened"),
        ("Harrowmere Logistics moves its regional sales office to Bristol.", "office_opened"),
        ("It moves 300 staff to a new office in Sendling. Its headquarters stays in Laim.", "office_opened"),
        ("It moves 300 staff to its new headquarters in Sendling. Its laboratory stays in Laim.", "headquarters_moved"),
        ("Leeds-based Harrowmere Logistics is moving its Leeds office to Wellington Place.", "headquarters_moved"),
        ("Harrowmere Logistics is moving its Denver office, its headquarters, to Boulder.", "headquarters_moved"),
        ("Harrowmere Logistics will move its offices from Oxford to Leeds.", "headquarters_moved"),
    ],
)
def test_one_office_of_several_that_moves_is_no_head_office(text: str, kind: str) -> None:
    """It is a new site; what is called the head office, or is where the company is at home, may be that."""
    event = CompanyEvent("h", "a", "headquarters_moved", "Harrowmere Logistics", origin="Laim", destination="Sendling")
    told = as_other_office(event, text)
    assert (told.type, told.destination, bool(told.origin)) == (kind, "Sendling", kind == "headquarters_moved")


@pytest.mark.parametrize(
    ("lead", "role", "none"),
    [
        ("Orbel College becomes part of it. President Jo Roe will retire.", "", True),
        ("Jo Roe will retire from Orbel College to join Tessaly University.", "", False),
        ("Jo Roe leaves for Tessaly University.", "", False),
        ("Jo Roe will retire.", "provost", False),
        ("Jo Roe, who is retiring, heads the new campus.", "", False),
    ],
)
def test_who_only_leaves_takes_no_post(lead: str, role: str, none: bool) -> None:
    event = CompanyEvent("1", "a", "executive_hired", "Tessaly University", person="Jo Roe", role=role)
    assert is_no_move(event, "Orbel College to join Tessaly University", lead) is none
