"""Who takes a post, who only says or does something in one, and who leaves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect, detect_fast
from tests.matching.grammar.test_people_detection import DEPARTED, people_events

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(events: list[CompanyEvent]) -> set[tuple[str, str, str]]:
    return {(event.person, event.role, event.prior_company) for event in events}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Tessaly names Jane Moss as CFO and Carl Voss, former Globrecht COO, as COO",
            "",
            {("Jane Moss", "CFO", ""), ("Carl Voss", "COO", "Globrecht")},
        ),
        (
            "Tessaly names Jane Moss, former Globrecht COO, as CFO and Carl Voss as COO",
            "",
            {("Jane Moss", "CFO", "Globrecht"), ("Carl Voss", "COO", "")},
        ),
        (
            "Tessaly names Jane Moss as CFO and Carl Voss as COO",
            "Tessaly named Jane Moss as CFO. With her Carl Voss, most recently COO of Globrecht, becomes COO there.",
            {("Jane Moss", "CFO", ""), ("Carl Voss", "COO", "Globrecht")},
        ),
    ],
)
def test_the_employer_before_is_of_whom_it_is_said(title: str, text: str, expected: set[tuple[str, str, str]]) -> None:
    """Of the person named nearest before; a former post is no part of the new one."""
    assert told(people_events(title, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, CFO of Globrecht, joins Tessaly CEO for panel on AI",
        "Mayor Jane Doe joins Tessaly CEO in calling for lower tolls",
        "Jane Doe becomes billionaire as Tessaly CEO",
        "Jane Doe becomes household name as Tessaly CEO",
        "Jane Doe takes medical leave as CEO of Tessaly",
        "Jane Doe assumes blame as Tessaly CEO",
        "Five years after Jane Doe became CEO of Tessaly, profits soar",
    ],
)
def test_who_is_in_a_post_has_not_just_taken_it(text: str) -> None:
    """Whoever joins a chief executive somewhere, does something as one, or became one long ago is not hired."""
    assert people_events(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Jane Doe joins Tessaly as CFO", "CFO"),
        ("Jane Doe joins Tessaly in CFO role", "CFO"),
        ("Jane Doe joins Tessaly board of directors", "board of directors"),
        ("Jane Doe joins Tessaly's board as chair", "chair"),
        ("Jane Doe takes helm as CEO of Tessaly", "CEO"),
        ("Jane Doe takes over as CEO of Tessaly", "CEO"),
        ("Jane Doe assumes additional responsibilities as COO of Tessaly", "COO"),
        ("Jane Doe takes up post as Tessaly CFO", "CFO"),
        ("Jane Doe became CEO of Tessaly on Monday", "CEO"),
    ],
)
def test_who_takes_a_post_is_told(text: str, role: str) -> None:
    """A seat at once, an office where "as", "in" or a word of posts leads to it."""
    assert [(one.company, one.person, one.role) for one in people_events(text)] == [("Tessaly", "Jane Doe", role)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Tessaly parts ways with CFO Jane Doe", "Jane Doe"),
        ("Tessaly parts company with CFO Jane Doe", "Jane Doe"),
        ("Tessaly lets go of CFO Jane Doe", "Jane Doe"),
        ("Tessaly axes CFO Jane Doe", "Jane Doe"),
        ("Tessaly and CFO Jane Doe part ways", "Jane Doe"),
        ("Tessaly and its CFO part ways", ""),
        ("CFO Jane Doe parts ways with Tessaly", "Jane Doe"),
    ],
)
def test_parting_is_leaving(text: str, person: str) -> None:
    """In whichever order company and officer stand."""
    found = [(one.type, one.company, one.person, one.role) for one in people_events(text)]
    assert found == [(DEPARTED, "Tessaly", person, "CFO")]


def test_who_was_ousted_elsewhere_is_not_ousted_by_who_hires() -> None:
    """ "Hires ousted Globrecht chief": the ousting is Globrecht's."""
    found = people_events("Tessaly hires ousted Globrecht boss Jane Doe")
    assert [one for one in found if one.type == DEPARTED and one.company == "Tessaly"] == []


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("CIO of Orbel will join Tessaly as CDO", ""),
        ("Orbel's CIO to join Tessaly as chief digital officer", ""),
        ("Maren Holt, CIO of Orbel, will join Tessaly as chief data officer", "Maren Holt"),
    ],
)
def test_who_is_hired_away_leaves_one_company_and_is_hired_by_another(title: str, person: str) -> None:
    """No company is taken for the person, and nobody rises where they were not."""
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    moves = {(event.type, event.company, event.person) for event in events}
    assert moves == {("executive_departed", "Orbel", person), ("executive_hired", "Tessaly", person)}


MOVES_OF_MILO = {
    ("executive_departed", "Corwen Hospital", "announced"),
    ("executive_hired", "Brask Clinic", "announced"),
}


def moves_of_milo(wire: Announcement) -> set[tuple[str, str, str]]:
    """What the grammar finds of Milo Dorr: type, company, certainty."""
    return {(e.type, e.company, e.certainty) for e in detect_fast(wire) if e.person == "Milo Dorr"}


@pytest.mark.parametrize(
    "text",
    [
        "Milo Dorr, chief financial officer of Corwen Hospital, is headed to Brask Clinic as CEO.",
        "Corwen Hospital CFO Milo Dorr is bound for Brask Clinic as CEO.",
    ],
)
def test_who_is_headed_to_another_company_leaves_the_one_and_joins_the_other(text: str) -> None:
    """Both are ahead."""
    wire = Announcement("a", "wire", "Hospital finance chief moves on", text, "", NOW, NOW)
    assert moves_of_milo(wire) >= MOVES_OF_MILO
    (events,) = detect([wire])
    assert {e.company for e in events if e.person == "Milo Dorr"} == {"Corwen Hospital", "Brask Clinic"}


def test_the_job_that_somebody_has_held_is_that_of_whoever_follows() -> None:
    """The grammar finds both moves; together with the reader they are held for too improbable to be told."""
    text = (
        "Corwen Hospital has tapped Lena Fair to be chief financial officer. Milo Dorr, who has held the job since "
        "2018, is headed to Brask Clinic in Reno, Nevada, as CEO."
    )
    assert moves_of_milo(Announcement("a", "wire", "Finance chief moves on", text, "", NOW, NOW)) >= MOVES_OF_MILO


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Group chief executive Jane Moss heads to Davos as chair of a panel.",
        "Former Orbel Group CFO Jane Moss is headed to trial in May.",
        "Orbel Group is bound for growth, says CEO Jane Moss.",
    ],
)
def test_who_is_headed_to_no_company_has_not_moved(text: str) -> None:
    """Nor who only goes somewhere as something."""
    (events,) = detect([Announcement("a", "wire", text, text, "", NOW, NOW)])
    assert not [e for e in events if e.certain and e.type in {"executive_hired", "executive_departed"}]


@pytest.mark.parametrize("former", ["ex-Orison", "former Orison"])
def test_a_company_that_somebody_has_left_is_no_person(former: str) -> None:
    """ "Hires ex-Orison CFO" names nobody, and the post there is not the new one."""
    found = people_events(f"Tessaly hires {former} CFO", "")
    assert {event.person for event in found} == {""}
    assert people_events(f"Tessaly names {former} CFO Mira Holt chief executive", "")[0].person == "Mira Holt"
