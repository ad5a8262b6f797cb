"""A death is told of whom the news says it, and of nobody who is named beside them."""

from __future__ import annotations

import pytest

from callnow.model import Prospect
from matching.stories.deaths import dead_of, has_died, may_note_death, notes_death, tells_death
from tests.matching.test_stories import report, told


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("Longtime Brandwick chairman and CEO Otto Lenz dies at 71", True),
        ("Brandwick said Otto Lenz, its chairman and chief executive, died on Sunday.", True),
        ("Brandwick mourns the death of its chairman, Otto Lenz.", False),
        ("Brandwick announces the passing of Chairman Otto Lenz", True),
        ("Otto Lenz leaves Brandwick. Its founder died in May.", False),
        ("Otto Lenz succeeds Carla Finch, after the death of Carla Finch", False),
        ("Brandwick CEO Otto Lenz, who took over after founder Carla Finch died, to step down", False),
    ],
)
def test_a_death_is_known_by_the_name_beside_it(text: str, died: bool) -> None:
    """Only where the text says it of this person."""
    assert tells_death("Otto Lenz", text) is died


def test_any_report_of_a_story_may_tell_the_death() -> None:
    """A fuller report that says nothing of it does not take it back; who leaves beside them has not died."""
    dies = report("executive_departed", "Otto Lenz of Northbay Kilns dies", person="Otto Lenz")
    fuller = report("executive_departed", person="Otto Lenz", role="CFO", day=1, sentence="Otto Lenz is no longer CFO.")
    beside = report("executive_departed", announcement=dies.event.announcement_id, person="Ann Bee")
    (story,) = told(dies, fuller, beside)
    assert dead_of(story) == ["Otto Lenz"]
    assert has_died("Otto Lenz", story)
    assert not has_died("Ann Bee", story)


def test_a_month_is_no_late_person() -> None:
    """ "Late" before a surname alone may be said of a day."""
    (story,) = told(report("executive_departed", "Jo May leaves Northbay Kilns in the late May rush", person="Jo May"))
    assert not has_died("Jo May", story)


@pytest.mark.parametrize(
    ("note", "died"),
    [
        ("deceased", True),
        ("Spoke to his office. He has sadly passed away.", True),
        ("Lenz died in May", True),
        ("wife says he died", True),
        ("His father died; call in May", False),
        ("wife told me that he passed away", True),
        ("His mother was in hospital. She died on Sunday", False),
        ("she passed away on Monday, her sister", False),
        ("He died. Call in May about the role", False),
        ("heard that he died, which is not true", False),
        ("he died on me twice, the network is poor", False),
        ("died mid-call", False),
        ("He died on the 5th", True),
        ("Founder passed away, Otto takes over", False),
        ("the deal died down", False),
        ("call in May", False),
    ],
)
def test_a_note_may_say_that_somebody_has_died(note: str, died: bool) -> None:
    """Only of whom it is about: by their name, as he or she, or of nobody else."""
    assert notes_death(Prospect("p1", "Otto Lenz", "Brandwick", "em1"), note) is died


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("His mother was in hospital. She died on Sunday", True),
        ("He died. Call in May about the role", True),
        ("He has sadly passed away.", False),
        ("heard that he died, which is not true", False),
        ("call in May", False),
    ],
)
def test_a_death_that_may_be_anothers_is_asked_about(note: str, asked: bool) -> None:
    """Where a note names a relative or asks for a call, a person says whose death it tells."""
    assert may_note_death(Prospect("p1", "Otto Lenz", "Brandwick", "em1"), note) is asked
