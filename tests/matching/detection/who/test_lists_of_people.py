"""People who are named to several posts in one sentence keep each their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect, detect_fast
from matching.detection.merging import merged
from matching.detection.weighing import weigh
from matching.detection.who.lists_of_people import fellows_of
from matching.reading.events import ReadEvent, ReadText
from matching.reading.reader import shipped_reader

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def announcement(title: str, text: str = "") -> Announcement:
    return Announcement("a", "wire", title, text, "", NOW, NOW)


def hired(events: list[CompanyEvent]) -> set[tuple[str, str]]:
    return {(event.person, event.role) for event in events if event.type in {"executive_hired", "executive_promoted"}}


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Harrowmere Logistics names Jane Doe as CIO and Max Roe as CFO", ("CIO", "CFO")),
        ("Harrowmere Logistics named Jane Doe CFO and Max Roe COO", ("CFO", "COO")),
        ("Harrowmere Logistics appoints Jane Doe and Max Roe as CEO and COO, respectively", ("CEO", "COO")),
        ("Harrowmere Logistics appoints Jane Doe and Max Roe as President and CEO, respectively", ("President", "CEO")),
        ("Harrowmere Logistics promotes Jane Doe to CTO and Max Roe to CISO", ("CTO", "CISO")),
        ("Harrowmere Logistics promotes CFO Jane Doe to CEO and COO Max Roe to president", ("CEO", "president")),
        ("Harrowmere Logistics names Jane Doe CFO; Max Roe becomes COO", ("CFO", "COO")),
    ],
)
def test_each_person_of_a_list_has_their_own_post_and_is_certain(title: str, roles: tuple[str, str]) -> None:
    """Whatever role the reader gives them, and whether it reads one of them or both."""
    (events,) = detect([announcement(title)])
    assert hired(events) == {("Jane Doe", roles[0]), ("Max Roe", roles[1])}
    assert all(event.certain for event in events if event.person == "Jane Doe" and event.role == roles[0])


def test_who_only_the_grammar_finds_in_a_list_is_as_probable_as_the_other() -> None:
    """In the same sentence; somebody of another sentence is not."""
    text = "Harrowmere Logistics named Jane Doe CIO and Max Roe CFO."
    wire = announcement(
        text, "Harrowmere Logistics, a carrier of Tulsa, also promoted Ida Varn to treasurer on Monday."
    )
    found = detect_fast(wire)
    assert {event.person for event in found} == {"Jane Doe", "Max Roe", "Ida Varn"}
    names = ("Harrowmere Logistics",)
    read = ReadEvent("executive_hired", names[0], 0.97, "done", slots={"person": "Jane Doe"}, names=names)
    events = weigh(wire, found, ReadText([], [read]), (wire.title, wire.text), shipped_reader())
    probable = {event.person: event.probability for event in events}
    assert probable["Max Roe"] == probable["Jane Doe"] > probable.get("Ida Varn", 0.0)


def test_the_reader_gives_nobody_what_is_a_fellows() -> None:
    """Neither the role of another sentence nor the employer before; a fuller role of their own stays the reader's."""
    one = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Jane Doe", role="CIO", sentence="One.")
    other = CompanyEvent(
        "2", "a", "executive_hired", "Orbel", person="Max Roe", role="CFO", sentence="Two.", prior_company="Tessaly"
    )
    fellows = fellows_of([one, other])
    assert fellows == {"1": (other,), "2": (one,)}

    def as_read(role: str, prior: str = "") -> CompanyEvent:
        slots = {"person": "Jane Doe", "role": role} | ({"prior_company": prior} if prior else {})
        read = ReadEvent("executive_hired", "Orbel", 0.9, "done", slots=slots, names=("Orbel",))
        return merged(announcement("One."), one, read, ("One.", "Two."), "3f", fellows["1"])

    assert as_read("CFO").role == "CIO"
    assert as_read("CIO and CFO").role == "CIO"
    assert as_read("chief information officer").role == "chief information officer"
    assert as_read("CIO", "Tessaly").prior_company == ""
    assert as_read("CIO", "Roe").prior_company == ""
    assert as_read("CIO", "Jane").prior_company == ""
    assert as_read("CIO", "Quorrel").prior_company == "Quorrel"


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Orbel names Jane Foss CIO, Tessaly hires Paul Rehm as CFO", "CIO", "CFO"),
        ("Jane Foss joins Orbel as CFO while Paul Rehm becomes COO of Tessaly", "CFO", "COO"),
        ("Orbel appoints Jane Foss as CFO; Tessaly names Paul Rehm COO", "CFO", "COO"),
        ("People moves: Jane Foss named CFO at Orbel, Paul Rehm named COO at Tessaly", "CFO", "COO"),
    ],
)
def test_each_person_of_two_companies_is_at_their_own_and_is_certain(title: str, first: str, second: str) -> None:
    """Whatever company, post and employer before the reader gives them."""
    (events,) = detect([announcement(title)])
    told = {(e.company, e.person, e.role, e.prior_company) for e in events if e.certain}
    assert told == {("Orbel", "Jane Foss", first, ""), ("Tessaly", "Paul Rehm", second, "")}
    assert len(events) == 2


def test_nobody_leaves_the_company_that_their_predecessor_joins() -> None:
    """Though the reader takes it for where the successor came from; whom they succeed has left theirs."""
    text = (
        "Orbel named Jane Foss chief financial officer, replacing Paul Rehm, who was named chief executive of Tessaly."
    )
    (events,) = detect([announcement("Orbel names Jane Foss as finance chief", text)])
    told = {(e.type, e.company, e.person) for e in events}
    assert told == {
        ("executive_hired", "Orbel", "Jane Foss"),
        ("executive_departed", "Orbel", "Paul Rehm"),
        ("executive_hired", "Tessaly", "Paul Rehm"),
    }


def test_a_chief_of_a_field_is_at_the_company_that_speaks() -> None:
    """ "CEO of Tessaly" is of a company of that name, "chief executive of Wealth" is not."""
    text = "Orbel Group named Jane Foss CFO. Paul Rehm was appointed {} on Monday."
    companies = {}
    for post in ("CEO of Tessaly", "chief executive of Wealth", "director of Oncology"):
        (events,) = [detect_fast(announcement("Orbel Group names new leaders", text.format(post)))]
        companies[post] = next(event.company for event in events if event.person == "Paul Rehm")
    assert companies == {
        "CEO of Tessaly": "Tessaly",
        "chief executive of Wealth": "Orbel Group",
        "director of Oncology": "Orbel Group",
    }
