"""The post that somebody leaves is told whole, is not the one they take up, and who moves up inside leaves none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts_left import with_posts_left

AT = datetime(2026, 3, 2, tzinfo=UTC)
POSTS = (
    "Vice President of Technology",
    "Senior Vice President of Technology",
    "Executive Vice President, Technology",
    "Vice President and Chief Technology Officer",
    "Deputy Chief Information Officer",
    "Associate General Counsel",
    "Assistant Treasurer",
    "Vice Chair",
    "Regional Chief Financial Officer",
    "Group Chief Executive",
    "Interim Chief Financial Officer",
    "Associate Vice President of Technology",
)


def found_in(*texts: tuple[str, str]) -> list[list[CompanyEvent]]:
    items = enumerate(texts)
    return detect([Announcement(str(number), "wire", title, body, "", AT, AT) for number, (title, body) in items])


def test_a_post_held_before_is_told_whole() -> None:
    """Neither its first word nor all of it is lost where only the reader finds the departure."""
    title = "Brackwater Foods Appoints Marisol Venn as Chief Information Officer"
    told = found_in(
        *(
            (
                title,
                "OMAHA, Neb., Nov. 16, 2026 (GULLMARK) -- Brackwater Foods, Inc., a maker of frozen meals, today "
                "announced that Marisol Venn has been appointed Chief Information Officer. Ms. Venn joins Brackwater "
                f"from Wexcombe Retail plc, where she was {post}.",
            )
            for post in POSTS
        )
    )
    assert [[e.role for e in events if e.type == "executive_departed"] for events in told] == [[p] for p in POSTS]


@pytest.mark.parametrize(
    "told",
    [
        "who becomes executive chairman",
        "who will become chairman of the board",
        "who moves up to executive chairman",
        "who remains as chairman",
        "who continues as executive chair",
        "who has been named executive chairman of Quillmont",
    ],
)
def test_who_is_succeeded_and_moves_up_inside_has_not_left(told: str) -> None:
    body = f"Quillmont Foods today named Rosa Peake as Chief Executive Officer. She succeeds Bill Ostley, {told}."
    [events] = found_in(("Quillmont Foods Names Rosa Peake CEO", body))
    assert [(e.type, e.person) for e in events if e.person == "Bill Ostley"] == []
    assert "Rosa Peake" in {e.person for e in events}


@pytest.mark.parametrize(
    "told",
    [
        "who becomes chief executive of Globexa",
        "who is retiring and will remain as an adviser",
        "who will continue as a senior advisor until June",
        "who becomes a consultant",
    ],
)
def test_who_goes_elsewhere_or_only_advises_has_left(told: str) -> None:
    body = f"Quillmont Foods today named Rosa Peake as Chief Executive Officer. She succeeds Bill Ostley, {told}."
    [events] = found_in(("Quillmont Foods Names Rosa Peake CEO", body))
    left = {(e.type, e.company) for e in events if e.person == "Bill Ostley"}
    assert ("executive_departed", "Quillmont Foods") in left


def event(kind: str, company: str, role: str) -> CompanyEvent:
    return CompanyEvent(company, "a", kind, company, person="Marisol Venn", role=role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Venn leaves Wexcombe to become CIO of Brackwater", ""),
        ("Venn leaves Wexcombe to become CIO of Brackwater. She is the new CIO of food group Brackwater.", ""),
        ("Venn quits Wexcombe to join Brackwater as CIO", ""),
        ("Wexcombe CIO Marisol Venn leaves to become CIO of Brackwater", "CIO"),
        ("Marisol Venn, CIO of Wexcombe, leaves to be CIO at Brackwater", "CIO"),
        ("Brackwater's new CIO Marisol Venn comes from Wexcombe", "CIO"),  # it may be either
        ("Venn leaves to be CIO of Brackwater. She joins from Wexcombe, where she was most recently CTO.", "CTO"),
    ],
)
def test_the_post_that_is_taken_up_is_not_the_one_left(text: str, role: str) -> None:
    events = [event("executive_departed", "Wexcombe", "CIO"), event("executive_hired", "Brackwater", "CIO")]
    assert [e.role for e in with_posts_left(events, text)] == [role, "CIO"]


def left(company: str, person: str, **slots: str) -> CompanyEvent:
    return CompanyEvent("d", "a", "executive_departed", company, person=person, **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Orbel College board chair Ann Roe said Tuesday that President Ivo Lang will end his service in May.", True),
        ("Orbel's chair, Ann Roe, announced today that its president, Ivo Lang, will step down.", True),
        ("Ivo Lang was elected president of Orbel, defeating Ann Roe.", True),
        ("Orbel chair Ann Roe said on Tuesday that she will step down.", False),
        ("Ann Roe told staff that Orbel was in good hands. Roe leaves in May.", False),
        ("Ivo Lang was elected president of Orbel, defeating incumbent Ann Roe.", False),
    ],
)
def test_who_only_tells_of_a_departure_or_loses_an_election_stays(text: str, stays: bool) -> None:
    """Unless the words are of the speaker, or another sentence tells it of them."""
    assert with_posts_left([left("Orbel", "Ann Roe", role="chair")], text) == (
        [] if stays else [left("Orbel", "Ann Roe", role="chair")]
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Ann Roe, superintendent of Orbel Schools since 2019, was hired Monday as superintendent in Velm, Ohio.",
            "executive_departed",
        ),
        ("Orbel Schools superintendent Ann Roe has accepted the superintendent's job in Velm.", "executive_departed"),
        ("Orbel Schools hired Ann Roe, now assistant principal in Velm, as its next principal.", "executive_hired"),
        ("Ann Roe, principal of Orbel Schools, was named superintendent in Orbel.", "executive_promoted"),
        ("Ann Roe, a director of Orbel Schools, was named managing director in London.", "executive_promoted"),
        ("Ann Roe, head of Orbel Schools, was named chief executive in London.", "executive_promoted"),
        ("Orbel Schools promoted Ann Roe to superintendent.", "executive_promoted"),
    ],
)
def test_who_is_given_a_post_in_another_town_leaves(text: str, kind: str) -> None:
    """Where every town has its own such post; who comes from another town is hired."""
    told = CompanyEvent("p", "a", "executive_promoted", "Orbel Schools", person="Ann Roe", role="superintendent")
    assert [one.type for one in with_posts_left([told], text)] == [kind]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Ida Kern is stepping back from daily operations of Orbel. She remains chief executive.", True),
        ("Orbel chief steps back but stays CEO. Ida Kern of Orbel hands daily work to her deputy.", True),
        ("Orbel's Ida Kern is pulling back. Kern keeps the title of chief executive.", True),
        ("Orbel's Ida Kern steps back as CEO. She remains CEO until a successor is found.", False),
        ("Orbel's Ida Kern steps back as president and remains chief executive.", False),
        ("Orbel's Ida Kern is stepping back. Ash remains chief executive.", False),
        ("Orbel's Ida Kern is stepping down as CEO. She remains chair.", False),
        ("Orbel's Ida Kern is stepping back as CEO and will remain on the board.", False),
    ],
)
def test_who_steps_back_and_keeps_the_post_leaves_none(text: str, stays: bool) -> None:
    """Daily work goes to others, the post at the top does not."""
    role = "president" if "president" in text else "CEO"
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Ida Kern", role=role, sentence=text)
    assert (with_posts_left([left], text) == []) is stays
