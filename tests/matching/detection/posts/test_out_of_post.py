"""Who is out as something leaves for certain, and no given name alone comes in their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.goings import with_who_is_out

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Orbel Foods: Farr out, Lund in as finance chief",
            "Ned Farr is out as chief financial officer of Orbel Foods. Mira Lund, who comes from Tessaly, takes the "
            "post on Monday.",
        ),
        (
            "Farr out, Lund in as CIO of Orbel Foods",
            "Ned Farr is out as chief information officer of Orbel Foods. Mira Lund replaces him.",
        ),
    ],
)
def test_who_is_out_and_who_comes_are_certain(title: str, lead: str) -> None:
    """Each by the whole name, and once."""
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    assert sorted((e.type, e.person, e.certain) for e in events if e.company == "Orbel Foods") == [
        ("executive_departed", "Ned Farr", True),
        ("executive_hired", "Mira Lund", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly CEO Dana Quill is out as director of Orbel Foods",
        "Quill Mills founder Dana Quill is out as a director of Orbel Foods",
        "Jane Roe, president of Roe Holdings, is out as chief executive of Orbel Foods",
        "Dana Quill, founder of Tessaly, is out as chair of Orbel Foods",
    ],
)
def test_who_heads_another_company_is_out_of_the_post_alone(text: str) -> None:
    """Not of their own company, and does not come to the other."""
    [events] = detect([Announcement("a", "wire", text, "", "", NOW, NOW)])
    assert [(e.type, e.company, e.person.split()[-1], e.certain) for e in events] == [
        ("executive_departed", "Orbel Foods", text.partition(",")[0].split(" is ")[0].split()[-1], True)
    ]


def event(kind: str, person: str, probability: float = 0.6) -> CompanyEvent:
    return CompanyEvent(
        kind[10] + person, "a", kind, "Orbel", person=person, role="CFO", probability=probability, certain_from=0.8
    )


def test_a_given_name_alone_is_of_who_bears_it() -> None:
    """It makes no second event of who comes, nor lets come who is out."""
    text = "Ned Farr is out as finance chief of Orbel. Mira Lund replaces him."
    events = [event("executive_departed", "Farr")]
    events += [event("executive_hired", name) for name in ("Ned", "Mira", "Lund")]
    told = with_who_is_out(events, text)
    assert [(e.type, e.person, e.certain) for e in told] == [
        ("executive_departed", "Ned Farr", True),
        ("executive_hired", "Mira Lund", True),
    ]
    assert told[0].role == "finance chief"


@pytest.mark.parametrize(
    "text",
    [
        "Is Ned Farr out as finance chief of Orbel? Mira Lund is tipped.",
        "Ned Farr is not out as finance chief of Orbel.",
        "Ned Farr of Orbel is out of hospital. Mira Lund stands in.",
        "Velm is out as sponsor of the Orbel Cup.",
    ],
)
def test_who_is_not_said_to_be_out_is_told_as_before(text: str) -> None:
    """In a question, or of somewhere else."""
    events = [event("executive_departed", "Farr"), event("executive_hired", "Ned")]
    assert with_who_is_out(events, text) == events


def test_who_is_called_by_the_surname_is_out() -> None:
    """Also with words between; nobody unnamed comes to the post."""
    gone = [event("executive_departed", "Ned Farr"), event("executive_hired", "")]
    [told] = with_who_is_out(gone, "Farr, who runs Tessaly, is out as CFO of Orbel.")
    assert (told.type, told.person, told.certain) == ("executive_departed", "Ned Farr", True)


def test_who_is_out_and_gets_another_post_keeps_it() -> None:
    """As chief operating officer, say."""
    text = "Ned Farr is out as finance chief of Orbel and will become its chief operating officer."
    gets = replace(event("executive_promoted", "Ned Farr", 0.9), role="chief operating officer")
    events = [event("executive_departed", "Farr"), gets]
    assert with_who_is_out(events, text) == events
