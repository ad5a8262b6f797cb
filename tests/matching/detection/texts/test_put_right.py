"""A correction is read as what should have been written at first, and its own words stay the proof."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.texts.put_right import PutRight, put_right

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def item(title: str, text: str) -> Announcement:
    return Announcement("a", "wire", title, text, "", NOW, NOW)


def read(title: str, text: str) -> tuple[str, str]:
    right = put_right(item(title, text)).announcement
    return right.title, right.text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "A report on Tuesday said that Vennmark would move its head office to Leeds. It is moving to Hull.",
            "Vennmark will move its head office to Hull.",
        ),
        (
            "We reported that Vennmark was relocating its headquarters to Leeds in May. The new site will be in Hull.",
            "Vennmark is relocating its headquarters to Hull in May.",
        ),
        (
            "Vennmark is moving its head office to Hull, not Leeds as we reported on Tuesday.",
            "Vennmark is moving its head office to Hull.",
        ),
        (
            "A story on Monday stated Vennmark will shift its headquarters to Leeds. The correct city is Hull.",
            "Vennmark will shift its headquarters to Hull.",
        ),
        (
            "A story said Tessaly was buying Orbel Tools. It is buying Mirant Tools.",
            "Tessaly is buying Mirant Tools.",
        ),
        (
            "A March 2 brief misstated the title of Dana Whitlock. She was named chief commercial officer, not CFO.",
            "Dana Whitlock was named chief commercial officer.",
        ),
        (
            "We reported on Nov. 5 that Tessaly had named Dana Whitlock CFO. She was named COO.",
            "Tessaly has named Dana Whitlock COO.",
        ),
    ],
)
def test_the_right_words_stand_for_the_wrong_ones(text: str, right: str) -> None:
    """The place, the post or the other side that the correction gives, in the sentence that had the wrong one."""
    assert read("Correction", text) == ("Correction", right)


@pytest.mark.parametrize(
    "text",
    [
        "Please note that Ms. Whitlock's title is chief information officer, not chief technology officer as issued.",
        "The title should read chief information officer, rather than CTO, as incorrectly stated.",
        "The headline should have read chief information officer.",
    ],
)
def test_the_title_has_the_right_post(text: str) -> None:
    title = "Correction: Tessaly Names Dana Whitlock Chief Technology Officer"
    assert read(title, text)[0] == "Correction: Tessaly Names Dana Whitlock chief information officer"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Correction", "We said that Vennmark would move its headquarters to Leeds. It will remain in Hull."),
        ("Correction", "An earlier version said CIO Jo Park is leaving Orbel Bank. She is not."),
        ("Tessaly names Jo Park CEO, not Max Roe", "Tessaly named Jo Park chief executive, not chair."),
        ("Tessaly to cut 120 jobs, not 220", "Correction: Tessaly will cut 120 jobs, not 220 as first reported."),
    ],
)
def test_what_is_only_denied_and_what_corrects_nothing_stays(title: str, text: str) -> None:
    """Figures are compared between the reports of a story."""
    assert read(title, text) == (title, text)


def test_what_is_put_right_is_announced_with_its_own_words_as_proof() -> None:
    """A denial that the reader sees in a correction is one of the wrong words alone."""
    text = "A report on Tuesday said that Vennmark would move its head office to Leeds. It is moving to Hull."
    ([event],) = detect([item("Correction", text)])
    assert (event.type, event.company, event.destination) == ("headquarters_moved", "Vennmark", "Hull")
    assert (event.certainty, event.certain, event.sentence) == (Certainty.ANNOUNCED, True, text)
    denied = CompanyEvent(
        "1", "a", "headquarters_moved", "Vennmark", Certainty.DENIED, destination="Hull", sentence="It."
    )
    right = PutRight(item("", ""), {}, {"Hull": "It is Hull, not Leeds."}).as_written(denied)
    assert (right.certainty, right.sentence) == (Certainty.ANNOUNCED, "It is Hull, not Leeds.")


def test_the_role_that_is_put_right_is_told_once() -> None:
    """With the correcting sentence as proof, not the title that has the wrong post."""
    text = "Please note that Ms. Whitlock's title is chief information officer, not chief technology officer as issued."
    ([event],) = detect([item("Correction: Tessaly Names Dana Whitlock Chief Technology Officer", text)])
    assert (event.person, event.role, event.certain) == ("Dana Whitlock", "chief information officer", True)
    assert event.sentence == text


def test_a_figure_that_is_told_anew_is_the_right_one() -> None:
    """The number that was said before is not told."""
    text = "A story on Tuesday said Orbel would lay off 300 workers in Dayton. It will lay off 30."
    (event,) = detect([Announcement("a", "wire", "Correction: Orbel layoffs", text, "", NOW, NOW)])[0]
    assert (event.type, event.count) == ("layoffs", "30")
