"""Detection of people events over combinations of frame, casing, company, person and role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.grammar.detect import detect
from tests.matching.variants import BOARD, CASINGS, DEPARTED, HIRED, PROMOTED, Variant, headlines, refused, sentences

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PEOPLE_TYPES = {HIRED, PROMOTED, DEPARTED, BOARD}


def announcement(title: str, text: str = "") -> Announcement:
    return Announcement(id="a", source="test", title=title, text=text, url="", published_at=NOW, fetched_at=NOW)


def people_events(title: str, text: str = "") -> list[CompanyEvent]:
    """Events about people, but for what someone leaves behind ("former Initrode CIO")."""
    found = [e for e in detect(announcement(title, text)) if e.type in PEOPLE_TYPES]
    return [e for e in found if not e.rule.endswith("taken_from")]


def fold(text: str) -> str:
    return re.sub(r"^(?:the|dr) ", "", re.sub(r"[^a-z0-9]+", " ", text.lower()).strip())


def difference(variant: Variant, found: list[CompanyEvent]) -> str:
    """What is wrong with the events of a variant; "" if nothing is."""
    if len(found) != 1:
        return f"{len(found)} events"
    one = found[0]
    hired = {HIRED, PROMOTED}  # who works there already, a headline seldom tells
    if one.type != variant.type and not {one.type, variant.type} <= hired:
        return f"type {one.type}"
    if fold(one.company) != fold(variant.company):
        return f"company {one.company}"
    if fold(one.person) != fold(variant.person):
        return f"person {one.person}"
    if fold(variant.role) not in fold(one.role):
        return f"role {one.role}"
    return ""


def wrong(variants: Iterable[Variant]) -> list[tuple[str, str]]:
    return [(v.text, why) for v in variants if (why := difference(v, people_events(v.text)))]


@pytest.mark.parametrize("each", [17, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize("casing", list(CASINGS))
def test_headlines_give_their_event_in_every_casing(casing: str, each: int) -> None:
    """Each frame gives type, company, person and role for every shape of company and role, in all three casings."""
    chosen = [v for k, v in enumerate(headlines(casing)) if k % each == 0]
    assert len(chosen) > 6000 // each
    assert wrong(chosen) == []


@pytest.mark.parametrize("each", [7, pytest.param(2, marks=pytest.mark.slow)])
def test_sentences_give_their_event(each: int) -> None:
    """The first sentence of a release gives its event without a headline."""
    assert wrong(v for k, v in enumerate(sentences()) if k % each == 0) == []


def test_title_and_sentence_case_give_the_same_events() -> None:
    """A headline set in Title Case tells what the same headline tells in sentence case."""
    plain, title = list(headlines("plain")), list(headlines("title"))
    for one, other in list(zip(plain, title, strict=True))[::29]:
        told = [
            [(e.type, fold(e.company), fold(e.person), fold(e.role)) for e in people_events(t)]
            for t in (one.text, other.text)
        ]
        assert told[0] == told[1], one.text


def test_background_vacancies_awards_and_vendors_give_nothing() -> None:
    """What only recalls, seeks, praises or denies, and firms that are hired as suppliers, give no event about
    people."""
    for text in list(refused())[::3]:
        for found in (people_events(text), people_events("", text)):
            assert [e for e in found if e.certainty != "denied"] == [], text


def test_title_and_lead_complete_each_other() -> None:
    """The event takes the full name and the spelled-out role from the lead, the company in its full form."""
    (one,) = people_events(
        "Norvane Names Whitlock CIO",
        "TULSA, OK, March 3, 2026 /Wire/ -- Norvane Systems, Inc. (“Norvane” or the “Company”), a maker of lifts, "
        "today announced the appointment of Dana Whitlock as Chief Information Officer.",
    )
    assert (one.company, one.person, one.role) == ("Norvane Systems", "Dana Whitlock", "Chief Information Officer")
    assert (one.function, one.rank) == ("it", 1)


def test_crossed_lists_give_each_their_role() -> None:
    """ "A and B as CEO and CFO, respectively" gives A the first role and B the second."""
    found = people_events("Tessaly appoints Dana Whitlock and Omar Fenwick as CEO and CFO, respectively")
    assert {(e.person, e.role) for e in found} == {("Dana Whitlock", "CEO"), ("Omar Fenwick", "CFO")}


def test_several_people_in_one_headline() -> None:
    """Each person of a headline gets the role that follows the name."""
    found = people_events("Tessaly Appoints Dana Whitlock as CEO and Omar Fenwick as CFO")
    assert {(e.person, e.role) for e in found} == {("Dana Whitlock", "CEO"), ("Omar Fenwick", "CFO")}


def test_an_unnamed_appointment_is_an_event() -> None:
    """ "Names new CFO" tells of a change though nobody is named."""
    (one,) = people_events("Harrowgate Energy names new CFO")
    assert (one.type, one.company, one.person, one.role) == (HIRED, "Harrowgate Energy", "", "new CFO")


@pytest.mark.parametrize("role", ["CEO", "C.E.O.", "C.F.O."])
def test_a_role_with_or_without_dots_is_nobody_s_name(role: str) -> None:
    (one,) = people_events(f"Harrowgate Energy's {role} Quits as the Utility Aims to Rebuild Trust")
    assert (one.type, one.person, one.role) == ("executive_departed", "", role)


@pytest.mark.parametrize(
    ("title", "company", "role"),
    [
        ("Harrowgate Finance Chief Steps Down", "Harrowgate", "Finance Chief"),
        ("Harrowgate Technology Chief Steps Down", "Harrowgate", "Technology Chief"),
        ("Harrowgate Technology chief steps down", "Harrowgate Technology", "chief"),
        ("Harrowgate Energy Chief Steps Down", "Harrowgate Energy", "Chief"),
    ],
)
def test_the_field_of_a_chief_is_no_end_of_a_name(title: str, company: str, role: str) -> None:
    """Where all words are capitals; else the capital tells."""
    (one,) = people_events(title)
    assert (one.company, one.role) == (company, role)


def test_who_is_hired_away_is_not_hired_at_home() -> None:
    """ "Tessaly Hires HPQ Technology Chief" is news of Tessaly, and of HPQ only that it loses somebody."""
    assert [e.company for e in people_events("Tessaly Hires HPQ Technology Chief as New CIO")] == ["Tessaly"]


def test_who_is_succeeded_leaves_the_role() -> None:
    """A succession is one event for who comes and one for who goes."""
    found = people_events(
        "", "Tessaly has appointed Dana Whitlock as CFO. Whitlock succeeds Omar Fenwick, who is retiring."
    )
    assert {(e.type, e.person) for e in found} == {(HIRED, "Dana Whitlock"), (DEPARTED, "Omar Fenwick")}


def test_former_employers_get_no_departure() -> None:
    """ "Former Globrecht CIO" gives Globrecht nothing, "Globrecht's CIO" and "Globrecht executive" leave it."""
    former = detect(announcement("Tessaly hires former Globrecht CIO Dana Whitlock as CTO"))
    assert [(e.type, e.company, e.prior_company) for e in former] == [(HIRED, "Tessaly", "Globrecht")]
    taken = detect(announcement("Tessaly hires Globrecht's Dana Whitlock as CTO"))
    assert {(e.type, e.company) for e in taken} == {(HIRED, "Tessaly"), (DEPARTED, "Globrecht")}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Tessaly names Dana Whitlock CFO", "done"),
        ("Tessaly to name Dana Whitlock CFO", "announced"),
        ("Dana Whitlock will join Tessaly as CFO", "announced"),
        ("Tessaly CFO Dana Whitlock to step down", "announced"),
        ("Tessaly may name Dana Whitlock CFO", "rumoured"),
        ("Tessaly CFO Dana Whitlock reportedly to step down", "rumoured"),
        ("Tessaly denies CFO Dana Whitlock will step down", "denied"),
    ],
)
def test_certainty_is_read_from_auxiliaries_and_reports(text: str, certainty: str) -> None:
    """Will and to announce, may and reportedly are rumour, denials are denied."""
    assert {str(e.certainty) for e in people_events(text)} == {certainty}
