"""Who comes in another's place gets the post that is left; who steps down "as CEO" leaves that one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.untold_posts import with_untold_posts
from matching.roles import read_role


def event(kind: str, person: str, role: str = "", company: str = "Orbel", sentence: str = "") -> CompanyEvent:
    read = read_role(role)
    made = CompanyEvent(f"{kind} {person}", "a", f"executive_{kind}", company, person=person, sentence=sentence)
    return replace(made, role=role, function=read.function, rank=read.rank)


def posts(events: list[CompanyEvent], text: str) -> dict[str, str]:
    return {one.person: one.role for one in with_untold_posts(events, text)}


@pytest.mark.parametrize(
    ("left", "got"),
    [
        ("CEO", "CEO"),
        ("founder and chief executive", "chief executive"),
        ("outgoing finance chief", "finance chief"),
        ("founder", ""),
        ("chief", ""),
        ("", ""),
    ],
)
def test_who_takes_over_gets_the_post_that_is_left(left: str, got: str) -> None:
    """What only its former holder is, a founder, goes to nobody."""
    told = [event("departed", "Jo Roe", left), event("promoted", "Ann Lang")]
    assert posts(told, "Jo Roe goes; Ann Lang takes over.")["Ann Lang"] == got


@pytest.mark.parametrize(
    "others",
    [
        [event("departed", "Jo Roe", "CEO", company="Tessaly")],
        [event("departed", "Jo Roe", "CEO"), event("departed", "Kim Poe", "CFO")],
        [event("departed", "Ann Lang", "COO")],
    ],
    ids=["of another company", "of two posts", "her own"],
)
def test_no_other_post_is_taken_over(others: list[CompanyEvent]) -> None:
    *_, taken = with_untold_posts([*others, event("promoted", "Ann Lang")], "Ann Lang takes over.")
    assert taken.role == ""


@pytest.mark.parametrize(
    ("title", "post"),
    [
        ("Orbel picks Lang for Asia CEO post", "Asia CEO"),
        ("Orbel's longtime CEO hands over the keys", "CEO"),
        ("After 27 years, Orbel CEO calls it a career", "CEO"),
        ("Orbel president to retire", "president"),
        ("Family firm Orbel gets new president", "president"),
        ("Longtime Orbel chief to retire", ""),
        ("Orbel CEO thanks Roe as Lang takes over", ""),
        ("Orbel CEO picks Lang to run Asia", ""),
        ("Lending chief to take over at Orbel", ""),
        ("Outgoing CEO and new CFO at Orbel", ""),
    ],
)
def test_a_post_told_nowhere_else_may_stand_in_the_title(title: str, post: str) -> None:
    """It is left by the one and taken by the other, where it is called new, left, or the post itself."""
    told = [event("departed", "Jo Roe"), event("promoted", "Ann Lang")]
    assert posts(told, f"{title}. Jo Roe goes; Ann Lang takes over.") == {"Jo Roe": post, "Ann Lang": post}


@pytest.mark.parametrize(
    "said", ["Orbel's president Ann Lang", "Ann Lang, Orbel's new president", "Ann Lang, president"]
)
def test_what_stands_beside_the_name_is_held_already(said: str) -> None:
    told = [event("departed", "Jo Roe", "president"), event("promoted", "Ann Lang")]
    assert posts(told, f"{said}, is to run it.")["Ann Lang"] == ""


def test_nobody_unnamed_gets_a_post_whose_holder_becomes_something_else() -> None:
    """The one who becomes chairman is the one who steps down; a deputy told of by no name takes over."""
    left = event("departed", "Jo Roe", "CEO")
    himself = event("promoted", "", sentence="Orbel CEO to step down, become chairman")
    deputy = event("promoted", "", sentence="A deputy is to take over")
    assert posts([left, himself], "")[""] == ""
    assert posts([left, deputy], "")[""] == "CEO"


@pytest.mark.parametrize(
    ("known", "said", "post"),
    [
        ("chairman and chief executive", "Orbel's Jo Roe to retire as CEO", "CEO"),
        ("founder and chief executive", "Orbel founder Jo Roe is stepping down as the company's CEO", "CEO"),
        ("founder", "Jo Roe quits abruptly as Orbel chief executive", "chief executive"),
        ("", "Jo Roe, who began in the mail room, steps aside as chief financial officer", "chief financial officer"),
        (
            "chairman and chief executive",
            "Jo Roe resigned as chairman and chief executive",
            "chairman and chief executive",
        ),
        ("chief operating officer", "Jo Roe resigned as director of Tessaly", "chief operating officer"),
        ("founder and chief executive", "Jo Roe retires as a hero", "founder and chief executive"),
    ],
)
def test_who_steps_down_as_something_leaves_that_post(known: str, said: str, post: str) -> None:
    """Of several posts the one that is left; one that is known by itself stays."""
    assert posts([event("departed", "Jo Roe", known)], said)["Jo Roe"] == post
