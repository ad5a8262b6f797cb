"""Who leaves a post elsewhere than at the company they head leaves it there, and comes nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.posts_elsewhere import where_they_leave

NAMES = ("Tessaly", "Orbel")
LEFT = CompanyEvent("1", "a", "executive_departed", "Tessaly", person="Dana Quill", role="CEO", probability=0.9)
COMES = CompanyEvent("2", "a", "executive_hired", "Orbel", person="Dana Quill", role="director", probability=0.9)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Tessaly CEO Dana Quill is out as director of Orbel", "director"),
        ("Tessaly boss Quill steps down as Orbel chair", "chair"),
        ("Dana Quill, chief executive of Tessaly, left the board of Orbel on Monday.", "board member"),
        ("Dana Quill, who runs Tessaly, has resigned from Orbel's board.", "board member"),
        ("Dana Quill, head of her own company Tessaly, will leave the board of directors of Orbel.", "board member"),
        ("Tessaly CEO quits Orbel board. Dana Quill joined it in 2019.", "board member"),
        ("Dana Quill, president of Tessaly, is out as chief executive of its parent Orbel", "chief executive"),
    ],
)
def test_the_post_is_left_where_it_is(text: str, post: str) -> None:
    """Not at the company that stands beside the name."""
    (told,) = where_they_leave([LEFT, COMES], NAMES, text)
    assert (told.type, told.company, told.role) == ("executive_departed", "Orbel", post)


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly CEO Dana Quill leaves to become a director of Orbel",
        "Tessaly CEO Dana Quill resigns",
        "Dana Quill, CEO of Tessaly, resigned, and joins the board of Orbel.",
        "Tessaly CEO Dana Quill leaves for Orbel",
        "Tessaly CEO Dana Quill retires as Orbel buys the company",
        "Tessaly CEO Dana Quill steps down as CEO of Tessaly",
        "Tessaly CEO Dana Quill resigns as Orbel director takes over",
        "Tessaly CEO Dana Quill is out as Orbel chair Ivo Lang wins vote",
        "Tessaly CEO Dana Quill leaves the Orbel board. She is also leaving Tessaly in May.",
        "Former director Dana Quill, who sued Tessaly, is out as director of Orbel.",
    ],
)
def test_who_leaves_the_own_company_leaves_it(text: str) -> None:
    """For another, whatever happens there, or beside it."""
    assert where_they_leave([LEFT, COMES], NAMES, text) == [LEFT, COMES]


def test_a_committee_is_no_other_company() -> None:
    text = "Tessaly director Dana Quill steps down as chair of the Audit Committee"
    assert where_they_leave([LEFT], ("Tessaly", "Audit Committee"), text) == [LEFT]


def test_what_is_told_of_the_same_departure_already_stays() -> None:
    """As surely as the other was."""
    there = replace(LEFT, id="3", company="Orbel", role="director", probability=0.5)
    (told,) = where_they_leave([LEFT, there], NAMES, "Tessaly CEO Dana Quill is out as director of Orbel")
    assert (told.company, told.role, told.probability) == ("Orbel", "director", 0.9)
