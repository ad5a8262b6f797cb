"""Nobody gets, or leaves by another's coming, a post that only the successor held before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.posts.successions import with_successions

AT = datetime(2026, 3, 2, tzinfo=UTC)
Told = dict[str, tuple[str, str]]


def told(title: str, text: str) -> Told:
    """By person what kind of event a text surely tells of them first, and the post."""
    events = detect([Announcement("1", "wire", title, text, "", AT, AT)])[0]
    sure = [one for one in reversed(events) if one.certain]
    return {one.person: (one.type.removeprefix("executive_"), one.role) for one in sure}


@pytest.mark.parametrize(
    ("title", "text", "post"),
    [
        (
            "Tessaly Council names new CIO",
            "Brian Holt, Tessaly Council's deputy chief information officer, will succeed Marta Quill, who retires.",
            "chief information officer",
        ),
        (
            "Tessaly Bank names new boss",
            "Tessaly Bank said its deputy chief executive, Brian Holt, will replace Marta Quill, who is stepping down.",
            "chief executive",
        ),
    ],
)
def test_who_is_succeeded_by_a_deputy_does_not_leave_the_deputys_post(title: str, text: str, post: str) -> None:
    """Whom a deputy succeeds leaves the post itself, and the deputy takes it up."""
    found = told(title, text)
    assert found["Marta Quill"] == ("departed", post)
    assert "deputy" not in found["Brian Holt"][1]


@pytest.mark.parametrize(
    "said",
    [
        "has appointed its head of infrastructure, Brian Holt, chief technology officer from January",
        "has named its director of engineering, Brian Holt, chief technology officer",
        "has made its vice president of operations, Dr. Brian Holt, the new chief technology officer",
        "has named Brian Holt, its head of infrastructure, chief technology officer",
    ],
)
def test_the_post_that_is_told_last_is_the_new_one(said: str) -> None:
    """Who is named to a post out of another one of the same company is promoted to it."""
    assert told("Orbel Bank names CTO", f"Orbel Bank {said}.")["Brian Holt"] == ("promoted", "chief technology officer")


def test_who_is_replaced_with_the_head_of_a_part_leaves_their_own_post_to_them() -> None:
    """A word cut from the post held before is none."""
    said = "Orbel has replaced chief executive Jo Roe with Ann Lang, the head of its European arm."
    assert told("Orbel replaces CEO Jo Roe with Ann Lang", said)["Ann Lang"][1] in ("CEO", "chief executive")


def test_who_held_a_post_of_another_company_is_hired() -> None:
    """Only out of a post of the same company is somebody promoted."""
    said = "Orbel Foods named Ann Lang, Tessaly's finance director, chief financial officer."
    events = detect([Announcement("1", "wire", "Orbel names Tessaly's Ann Lang CFO", said, "", AT, AT)])[0]
    comes = [(e.type, e.role) for e in events if e.company == "Orbel Foods"]
    assert comes == [("executive_hired", "chief financial officer")]


def test_a_successor_is_where_the_post_becomes_free() -> None:
    """Not where whoever leaves it goes."""
    said = (
        "Mark Dorn, chief financial officer of Orbel Systems, is leaving to become chief executive of Tessaly. "
        "Orbel's deputy CFO, Ann Lang, will succeed him."
    )
    events = detect([Announcement("1", "wire", "Orbel's finance chief leaves to run Tessaly", said, "", AT, AT)])[0]
    comes = [(e.company, e.type, e.role) for e in events if e.person == "Ann Lang"]
    assert comes == [("Orbel Systems", "executive_promoted", "chief financial officer")]


def test_a_post_that_is_told_alone_stays() -> None:
    """A single post beside a name is what somebody is named to."""
    found = told("Orbel Bank names CTO", "Orbel Bank has named Brian Holt, of Tessaly, chief technology officer.")
    assert found["Brian Holt"][1] in {"chief technology officer", "CTO"}


def test_who_comes_from_elsewhere_is_not_promoted() -> None:
    """A successor who holds the post before at another company is hired."""
    said = (
        "Brack Airlines said Ana Reyes, chief operating officer of Tarn Air, will succeed Paul Dorn as chief executive."
    )
    events = detect([Announcement("1", "wire", "Brack Airlines names CEO", said, "", AT, AT)])[0]
    [comes] = [e for e in events if (e.person, e.type) == ("Ana Reyes", "executive_hired")]
    assert comes.role in ("CEO", "chief executive")


def test_who_succeeds_as_chairman_alone_gets_no_other_post() -> None:
    """Where a text says as what somebody is succeeded, the successor gets nothing else that they leave, surely."""
    text = (
        "Orbel Drinks said that its chief executive and chairman, Paul Dorn, has resigned. Ana Reyes, a member of the "
        "board of directors, will succeed Mr. Dorn as chairman of the board."
    )
    events = detect([Announcement("1", "wire", "Orbel Drinks chief executive resigns", text, "", AT, AT)])[0]
    assert not [e for e in events if e.certain and e.person == "Ana Reyes" and "chief" in e.role.lower()]


def test_who_is_replaced_with_somebody_leaves_as_surely_as_they_come() -> None:
    """ "Has replaced chief executive A with B" is news of both, with one post."""
    text = "Tessaly Foods' new owners have replaced Chief Executive Art Gale with Nina Holm, a partner at Ridgemont."
    found = told("New owners replace chief at Tessaly Foods", text)
    assert {kind for kind, _ in found.values()} == {"departed", "hired"}
    assert {role.lower() for _, role in found.values()} == {"chief executive"}


def test_a_post_of_two_titles_is_left_whole() -> None:
    """Neither "officer" nor the second title of the successor's post is lost where it is given on."""
    post = "senior vice president and chief information officer"
    text = f"Orbel said Lena Sand will become {post} on Jan. 4, succeeding Carl Dunn."
    assert told("Carl Dunn to retire", text)["Carl Dunn"] == ("departed", post)


@pytest.mark.parametrize(
    "said",
    [
        "Ann Lang, the cooperative's chief financial officer, has been selected to succeed him.",
        "The board chose Ann Lang, its chief financial officer, as his successor.",
        "Chief financial officer Ann Lang was tapped to succeed retiring president Marta Quill.",
        "Chief financial officer Ann Lang will take her place.",
    ],
)
def test_who_is_chosen_as_successor_gets_the_post_that_becomes_free(said: str) -> None:
    """In whatever words, and not the one that they hold."""
    text = f"Marta Quill, president of Tessaly Electric Cooperative, will retire in March. {said}"
    events = detect([Announcement("1", "wire", "Tessaly Electric president to retire", text, "", AT, AT)])[0]
    assert {"Ann Lang": "president"}.items() <= {e.person: e.role for e in events}.items()


@pytest.mark.parametrize("said", ["Lund, its chief operating officer,", "Chief operating officer Lund"])
def test_who_is_called_by_the_surname_gets_the_post_of_who_leaves(said: str) -> None:
    """Where the text has the whole name elsewhere; and who leaves had not the successor's."""
    text = f"Orbel CEO Ann Lang retires. {said} will take over. Henrik Lund has worked there since 2019."
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Ann Lang", role="chief operating officer")
    comes = CompanyEvent("2", "a", "executive_promoted", "Orbel", person="Henrik Lund")
    told = with_successions([left, comes], text)
    assert [(one.person, one.role) for one in told] == [("Ann Lang", "CEO"), ("Henrik Lund", "CEO")]


def test_who_is_replaced_for_a_time_did_not_hold_the_post_for_a_time() -> None:
    """Unless a sentence says so of them."""
    text = "Orbel named Ann Lang interim CFO. She replaces {}Ivo Roe, who resigned."
    comes = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Ann Lang", role="interim CFO")
    left = CompanyEvent("2", "a", "executive_departed", "Orbel", person="Ivo Roe", role="interim CFO")
    for said, role in (("", "CFO"), ("interim CFO ", "interim CFO")):
        assert with_successions([comes, left], text.format(said))[1].role == role


@pytest.mark.parametrize(
    ("named", "post"),
    [
        ("Lena Park, vice president of operations, interim chief operating officer", "interim chief operating officer"),
        ("Lena Park, chief operating officer, acting chief executive,", "acting chief executive"),
        ("Lena Park, who is vice president of sales, interim president", "interim president"),
    ],
)
def test_the_post_for_a_time_is_the_one_that_is_given(named: str, post: str) -> None:
    """The one told before it is held already."""
    text = f"Orbel Homes names interim chief. Orbel Homes has named {named} after the death of Omar Fadil."
    hired = CompanyEvent(
        "h",
        "a",
        "executive_hired",
        "Orbel Homes",
        person="Lena Park",
        role=named.split(", ")[1].removeprefix("who is "),
    )
    (event,) = with_successions([hired], text)
    assert (event.type, event.role) == ("executive_promoted", post)


def test_who_is_replaced_moves_up_where_the_successor_comes_to() -> None:
    text = "Orbel COO Lena Park is to be president of Tessaly, replacing Omar Fadil, who becomes executive chair."
    comes = CompanyEvent("1", "a", "executive_hired", "Tessaly", person="Lena Park", role="president")
    goes_up = CompanyEvent("2", "a", "executive_hired", "Orbel", person="Omar Fadil", role="executive chair")
    told = {one.person: (one.type, one.company) for one in with_successions([comes, goes_up], text)}
    assert told == {"Lena Park": ("executive_hired", "Tessaly"), "Omar Fadil": ("executive_promoted", "Tessaly")}


@pytest.mark.parametrize(
    "said",
    [
        "will be succeeded by President Ann Lang",
        "will leave in May and be replaced by its chief operating officer, Ann Lang",
        "is to be succeeded in June by Senior Vice President Ann Lang",
    ],
)
def test_who_is_named_behind_succeeded_by_gets_the_post_that_becomes_free(said: str) -> None:
    """Not the one that stands before the name; and has it on a day to come."""
    text = f"Tessaly Electric chief executive Marta Quill will retire and {said}."
    events = detect([Announcement("1", "wire", "Changes at Tessaly Electric", text, "", AT, AT)])[0]
    comes = next(one for one in events if one.person == "Ann Lang")
    assert (comes.type, comes.role, comes.certainty) == ("executive_promoted", "chief executive", Certainty.ANNOUNCED)


def test_who_is_succeeded_left_no_post_of_the_successor() -> None:
    """Nor is an interim post, or one told behind "as", the one that becomes free."""
    text = "Orbel CIO Jo Roe will retire and be succeeded by Chief Data Officer Ann Lang{}."
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Jo Roe", role="Chief Data Officer")
    comes = CompanyEvent("2", "a", "executive_promoted", "Orbel", person="Ann Lang", role="Chief Data Officer")
    assert [one.role for one in with_successions([left, comes], text.format(""))] == ["CIO", "CIO"]
    as_other = with_successions([left, comes], text.format(" as chief digital officer"))
    assert as_other[1].role == "Chief Data Officer"


@pytest.mark.parametrize(
    "said",
    [
        "Chief operating officer Mia Lund will take over.",
        "Chief operating officer Mia Lund will take over on June 1.",
        "Executive vice president Mia Lund takes over.",
        "Executive vice president Mia Lund takes the helm next week.",
    ],
)
def test_who_takes_over_gets_the_post_of_the_only_one_who_leaves(said: str) -> None:
    """Where nothing is named that they take over; and neither has the post that the successor held."""
    found = told("Norwick Rail CEO Hart to retire", f"Norwick Rail CEO Tom Hart will retire in May. {said}")
    assert found == {"Tom Hart": ("departed", "CEO"), "Mia Lund": ("promoted", "CEO")}


@pytest.mark.parametrize(
    ("title", "text", "person", "post"),
    [
        (
            "Tarleton Foods picks finance chief as next CEO",
            "Tarleton Foods has chosen chief financial officer Mara Quint to follow retiring chief executive Pat Orr.",
            "Mara Quint",
            "chief executive",
        ),
        (
            "Melrow taps general counsel to lead company",
            "Melrow Holdings has selected general counsel Mara Quint to replace departing chief executive Paul Wessel.",
            "Mara Quint",
            "chief executive",
        ),
        (
            "Melrow picks COO to be CEO",
            "Melrow Holdings has picked chief operating officer Ann Bexley to follow chief executive Paul Wessel.",
            "Ann Bexley",
            "CEO",
        ),
    ],
)
def test_who_is_chosen_to_follow_gets_the_post_of_who_goes(title: str, text: str, person: str, post: str) -> None:
    """Not the one held until then, and that one is of the same company."""
    assert told(title, text)[person] == ("promoted", post)


def test_a_post_held_before_is_not_the_new_one_where_none_is_told() -> None:
    """No post is better than that of who comes."""
    text = "Norwick Rail said Tom Hart will retire in May and that Mia Lund, its treasurer, will succeed him."
    found = told("Norwick Rail names insider", text)
    assert found["Tom Hart"] == ("departed", "")
    assert found["Mia Lund"] == ("promoted", "")


def test_who_is_taken_over_from_leaves_the_post_that_the_other_gets() -> None:
    """And not the one kept."""
    text = (
        "Norwick Rail has a new chief executive. Mia Lund took over on Monday from Tom Hart, who stays as a director."
    )
    assert told("New boss at Norwick Rail", text)["Tom Hart"] == ("departed", "chief executive")


def test_who_is_succeeded_and_gets_another_post_is_promoted() -> None:
    """Of the same company: nobody hires whom it has."""
    text = "Norwick Rail has named Mia Lund head of trading, succeeding Tom Hart, who becomes head of risk."
    assert told("Norwick Rail names new head of trading", text)["Tom Hart"] == ("promoted", "head of risk")
