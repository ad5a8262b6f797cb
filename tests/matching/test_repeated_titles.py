"""The title with which a text begins is no part of its first sentence, so that no proof joins the two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect
from matching.detection.repeated_titles import without_repeated_title

AT = datetime(2026, 3, 2, tzinfo=UTC)
TITLE = "Tax partner Rupert Hale leaves Calloway Finch for Bexley"
LEAD = "Rupert Hale, who led the tax practice at Calloway & Finch, joins rival Bexley LLP as managing partner."


def item(title: str, text: str) -> Announcement:
    return Announcement("a", "wire", title, text, "", AT, AT)


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_proof_is_of_the_title_or_of_a_sentence(between: str) -> None:
    [events] = detect([item(TITLE, TITLE + between + LEAD)])
    assert len(events) == 2
    assert {event.sentence for event in events} <= {TITLE, LEAD}


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        (TITLE, f"{TITLE}\n{LEAD}", LEAD),
        ("R&amp;D chief of Orbel", "R&D  chief of Orbel \n Dana Lang goes.", "Dana Lang goes."),
        ("Orbel names Lang CEO", "Orbel names Lang CEO today, its third.", "Orbel names Lang CEO today, its third."),
        ("Orbel names Lang CEO.", "Orbel names Lang CEO. She starts now.", "Orbel names Lang CEO. She starts now."),
        ("Orbel names Lang CEO", "Orbel names Lang CEO", "Orbel names Lang CEO"),
        ("", "Orbel names Lang", "Orbel names Lang"),
    ],
)
def test_only_a_title_that_stands_by_itself_is_left_out(title: str, text: str, left: str) -> None:
    assert without_repeated_title(item(title, text)).text == left
