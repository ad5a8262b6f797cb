"""A text that tells of several people in turn gives each the company, the post and the employer before of their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.who.told_in_turn import is_told_apart, lines_of, with_own_slots, within_clauses
from matching.grammar.detect import detect as detect_with_grammar
from matching.reading.events import ReadEvent

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HIRED, RISES, LEAVES = "executive_hired", "executive_promoted", "executive_departed"


def announcement(title: str, text: str) -> Announcement:
    return Announcement("a", "wire", title, text, "", NOW, NOW)


def read(company: str, person: str, kind: str = HIRED, **slots: str) -> ReadEvent:
    return ReadEvent(kind, company, 0.9, "done", slots={"person": person, **slots}, names=(company,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Corwen Valley Hospital promoted Hilda Brask to chief operating officer. Tessaly Behavioral "
            "hired Marco Ulloa "
            "as chief people officer from Brendlin Care. Quillan Dental said COO Ruth Abelson is leaving.",
            {
                (RISES, "Corwen Valley Hospital", "Hilda Brask", "chief operating officer", ""),
                (HIRED, "Tessaly Behavioral", "Marco Ulloa", "chief people officer", "Brendlin Care"),
                (LEAVES, "Quillan Dental", "Ruth Abelson", "COO", ""),
            },
        ),
        (
            "Harrowgate Energy named Priya Sandoval chief financial officer. Larkfield Bank appointed Omar "
            "Fenwick general "
            "counsel. Quillan Foods CIO Nils Garrow is retiring.",
            {
                (HIRED, "Harrowgate Energy", "Priya Sandoval", "chief financial officer", ""),
                (HIRED, "Larkfield Bank", "Omar Fenwick", "general counsel", ""),
                (LEAVES, "Quillan Foods", "Nils Garrow", "CIO", ""),
            },
        ),
        (
            "Corwen Valley Hospital: Jane Roe named CFO. Brask Regional: Tom Averill named CIO. Tessaly Health: Ruth "
            "Abelson retires as COO.",
            {
                (HIRED, "Corwen Valley Hospital", "Jane Roe", "CFO", ""),
                (HIRED, "Brask Regional", "Tom Averill", "CIO", ""),
                (LEAVES, "Tessaly Health", "Ruth Abelson", "COO", ""),
            },
        ),
        (
            "Dana Whitlock joined Brightmoor Logistics as chief information officer. Tom Averill left "
            "Lindqvist Power, where "
            "he was chief technology officer. Tessaly Health promoted Wanda Prickett to president.",
            {
                (HIRED, "Brightmoor Logistics", "Dana Whitlock", "chief information officer", ""),
                (LEAVES, "Lindqvist Power", "Tom Averill", "chief technology officer", ""),
                (RISES, "Tessaly Health", "Wanda Prickett", "president", ""),
            },
        ),
    ],
)
def test_everybody_of_a_round_up_is_certain_at_their_own_company(text: str, expected: set[tuple[str, ...]]) -> None:
    """Whatever neighbour the reader mixes them up with; nobody is told at another company of the list."""
    (events,) = detect([announcement("Healthcare executives on the move", text)])
    told = {(e.type, e.company, e.person, e.role, e.prior_company) for e in events if e.certain}
    assert expected <= told
    at = {(person, company) for _, company, person, *_ in expected} | {("Marco Ulloa", "Brendlin Care")}
    assert {(e.person, e.company) for e in events} <= at


LIST = "Orbel Group named Ada Renquist CFO. Tessaly Health promoted Max Roe to COO. She starts at Tessaly in May."


@pytest.mark.parametrize(
    ("company", "person", "apart"),
    [
        ("Tessaly Health", "Ada Renquist", True),
        ("Orbel Group", "Max Roe", True),
        ("Orbel Group", "Ada Renquist", False),
    ],
)
def test_who_stands_in_no_line_with_a_company_is_not_there(company: str, person: str, apart: bool) -> None:
    """In a text that tells of changes at two companies."""
    people = detect_with_grammar(announcement("Moves", LIST))
    assert is_told_apart(read(company, person), people, [], lines_of(LIST)) is apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Orbel Group named Ada Renquist CEO. Tessaly's CIO is off to Brask Health.", True),
        ("Orbel Group named Ada Renquist CEO. The former Tessaly executive starts in May.", False),
        ("Orbel Group named Ada Renquist CEO. She comes from Tessaly.", False),
        ("Orbel Group picks Tessaly executive as CEO. Ada Renquist starts at Orbel in May.", False),
    ],
)
def test_nobody_leaves_a_company_that_is_told_of_somebody_else(text: str, apart: bool) -> None:
    """Nor have they worked there before, unless a sentence tells of their past."""
    people: list[CompanyEvent] = detect_with_grammar(announcement("Moves", text))
    leaves = read("Tessaly", "Ada Renquist", LEAVES)
    assert is_told_apart(leaves, people, [], lines_of(text)) is apart
    (hired,) = with_own_slots([read("Orbel Group", "Ada Renquist", prior_company="Tessaly")], people, lines_of(text))
    assert ("prior_company" not in hired.slots) is apart


def test_a_role_of_another_line_gives_way_to_the_own() -> None:
    """Of "from vice president to treasurer" that is the second."""
    text = "Orbel names A. Roe, from vice president to treasurer; and Ida Varn, counsel, adds the title of CFO."
    one, _ = with_own_slots(
        [read("Orbel", "A. Roe", role="CFO"), read("Orbel", "Ida Varn", role="CFO")], [], lines_of(text)
    )
    assert one.slots["role"] == "treasurer"


def test_members_of_a_list_who_rise_from_one_post_to_another_are_promoted() -> None:
    """ "From … to …" needs no verb; somebody who "adds the title of" has it, too."""
    text = (
        "Harrowgate Group today announced: Nora Abelson, from vice president, tax, to chief financial officer; Paul "
        "Denby, group treasurer, will retire; and Carl Aldo, group general counsel, adds the title of chief "
        "administrative officer."
    )
    (events,) = detect([announcement("Harrowgate Group Announces Executive Appointments", text)])
    assert {(e.type, e.person, e.role) for e in events if e.certain} == {
        (RISES, "Nora Abelson", "chief financial officer"),
        (LEAVES, "Paul Denby", "group treasurer"),
        (RISES, "Carl Aldo", "chief administrative officer"),
    }


@pytest.mark.parametrize(
    ("title", "told", "old"),
    [
        ("Orbel Taps Marlow Growth Fund Finance Director for CFO", "chief financial officer", "Marlow Growth Fund"),
        ("Orbel Hires Tessaly Marketing Chief as CMO", "chief marketing officer", "Tessaly"),
    ],
)
def test_whom_a_headline_takes_from_another_company_leaves_it(title: str, told: str, old: str) -> None:
    """The lead that names the person need not name the employer before."""
    (events,) = detect([announcement(title, f"Orbel said it has hired Liu Sen as {told}.")])
    told_surely = {(one.type, one.company, one.person) for one in events if one.certain}
    assert told_surely == {(HIRED, "Orbel", "Liu Sen"), (LEAVES, old, "Liu Sen")}


@pytest.mark.parametrize(
    ("line", "company"),
    [
        ("Velmora Pay has appointed Una Fitch as chief financial officer.", "Velmora Pay"),
        ("Velmora Pay, a lender, named Una Fitch chief financial officer.", "Velmora Pay"),
        ("Tessaly Bank has hired Una Fitch of Velmora Pay.", "Tessaly Bank"),
        ("Una Fitch becomes chief financial officer.", "Tessaly Bank"),
    ],
)
def test_a_hire_is_at_the_company_whose_line_tells_of_it(line: str, company: str) -> None:
    """Beside news of another kind at another company, to which the reader gives it."""
    event = read("Tessaly Bank", "Una Fitch")
    text = f"Notes. {line} Tessaly Bank agreed to buy Orbel."
    (told,) = within_clauses([event], "Notes", text, [("Tessaly Bank",), ("Velmora Pay",), ("Orbel",)])
    assert (told.company, told.names) == (company, (company,))
