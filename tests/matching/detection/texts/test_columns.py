"""Entries of a column of appointments are read one by one: each person at the company that heads the entry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect, detect_fast
from matching.detection.texts.columns import entries_of

AT = datetime(2026, 3, 2, tzinfo=UTC)


def column(text: str, title: str = "Appointments of the week") -> Announcement:
    return Announcement("1", "wire", title, text, "", AT, AT)


def test_each_person_is_at_the_company_that_heads_the_entry() -> None:
    """Names with "&", hyphens and umlauts part entries as plain ones do, and who joins has left only where from."""
    text = (
        "Quill & Quill: Lars Toft becomes managing director. Södra-Hägg: Maja Holm is appointed CFO. "
        "Corwell Bank: Ana Reyes joins as chief risk officer from Tarn Insurance."
    )
    events = detect([column(text)])[0]
    come = {(e.company, e.person, e.prior_company) for e in events if e.type != "executive_departed"}
    assert come == {
        ("Quill & Quill", "Lars Toft", ""),
        ("Södra-Hägg", "Maja Holm", ""),
        ("Corwell Bank", "Ana Reyes", "Tarn Insurance"),
    }
    assert {e.company for e in events if e.type == "executive_departed"} <= {"Tarn Insurance"}
    assert all(event.sentence in text for event in events)


def test_each_person_is_there_by_the_grammar_alone() -> None:
    """The words that head an entry for the reader are nobody's company."""
    text = "Quill & Quill: Lars Toft becomes managing director. Södra-Hägg: Maja Holm is appointed CFO."
    told = {(event.company, event.person) for event in detect_fast(column(text))}
    assert told == {("Quill & Quill", "Lars Toft"), ("Södra-Hägg", "Maja Holm")}


def test_who_is_named_in_an_entry_is_not_told_unnamed_by_the_headline() -> None:
    """What leads to the entries tells of the same changes."""
    text = "Orbel Foods: Ann Lang becomes CFO, replacing Jo Roe. Tessaly Bank: Tom Dorn becomes CFO."
    events = detect([column(text, "Orbel and Tessaly name new finance chiefs")])[0]
    assert events
    assert all(event.person for event in events)


def test_people_under_headings_of_coming_and_going() -> None:
    """Who stands under "Joining" comes, who stands under "Leaving" goes, each with their own post."""
    text = (
        "Joining: Brian Holt, to Orbel Bank as chief information officer from Tessaly Software. "
        "Leaving: Marta Quill, finance director of Corwell Systems."
    )
    told = {(e.type, e.company, e.person, e.role) for e in detect([column(text, "Movers")])[0]}
    assert ("executive_hired", "Orbel Bank", "Brian Holt", "chief information officer") in told
    assert ("executive_departed", "Corwell Systems", "Marta Quill", "finance director") in told
    assert {person for kind, _, person, _ in told if kind != "executive_departed"} == {"Brian Holt"}


@pytest.mark.parametrize(
    "text",
    [
        "Orbel has named Ana Reyes chief information officer. Media contact: Lena Park joins calls on request.",
        "Orbel: Ana Reyes joins as CIO.",
        "Orbel said the following. Location: Dayton. Date: May 4.",
        "Correction: Ana Reyes was named CFO. Note: Lena Park was named CIO.",
    ],
)
def test_other_texts_are_read_whole(text: str) -> None:
    """A single heading, or one that is none of a company or of moves, makes no column."""
    announcement = column(text)
    assert entries_of(announcement) == [announcement]


@pytest.mark.parametrize(
    "text",
    [
        "Hired\nLena Park, chief financial officer, Orbel Homes\nRetired\n"
        "Omar Fadil, vice president of operations, Velm Builders",
        "Hired: Lena Park, chief financial officer, Orbel Homes. Retired: Omar Fadil, vice president of operations, "
        "Velm Builders, Jan. 31.",
    ],
)
def test_lines_under_a_heading_are_read_as_its_news(text: str) -> None:
    """The proof is the line as it stands."""
    (events,) = detect([Announcement("1", "wire", "On the move", text, "", AT, AT)])
    assert {(one.type, one.person, one.role, one.company) for one in events} == {
        ("executive_hired", "Lena Park", "chief financial officer", "Orbel Homes"),
        ("executive_departed", "Omar Fadil", "vice president of operations", "Velm Builders"),
    }
    assert all(one.sentence in text for one in events)


def test_an_unknown_heading_ends_the_one_before() -> None:
    text = "Hired\nLena Park, chief financial officer, Orbel Homes\nHonored\nOmar Fadil, chief executive, Velm Builders"
    (events,) = detect([Announcement("1", "wire", "On the move", text, "", AT, AT)])
    assert {one.person for one in events} == {"Lena Park"}
