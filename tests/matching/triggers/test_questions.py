"""Questions to open a call with: one for each person on a day's list, in words for anybody."""

from __future__ import annotations

from callnow.model import Prospect
from matching.role_table import FUNCTIONS
from matching.triggers.questions import propose_questions, questions


def somebody(number: int, function: str = "") -> Prospect:
    return Prospect(f"p{number}", f"Sam Hollis {number}", "Northbay Kilns", "em1", function=function)


def test_no_two_people_of_a_day_hear_the_same() -> None:
    """As long as there are enough questions, of which there are more than calls in a day."""
    for function in ("", *sorted(FUNCTIONS)):
        people = [(somebody(number, function), "import") for number in range(len(questions().general))]
        assert len(set(propose_questions(people).values())) == len(people)


def test_one_question_stays_while_the_call_is_owed() -> None:
    """It is the same at every look at the list, in any order; after the next talk it is another one."""
    people = [(somebody(number, "finance"), "touch") for number in range(5)]
    first = propose_questions(people)
    assert propose_questions(reversed(people)) == first
    alone = propose_questions(people[:1])
    later = [propose_questions([(people[0][0], f"touch {number}")]) for number in range(20)]
    assert any(found != alone for found in later)


def test_more_people_than_questions_are_all_asked_something() -> None:
    """A list without end repeats itself, and leaves nobody out."""
    people = [(somebody(number), "import") for number in range(500)]
    assert all(propose_questions(people).values())


def test_questions_are_fit_to_be_said() -> None:
    """Each is one question, in few words, and stands once."""
    everything = [*questions().general, *(q for of in questions().by_function.values() for q in of)]
    assert len(set(everything)) == len(everything)
    for question in everything:
        assert question.endswith("?"), question
        assert question.count("?") == 1, question
        assert len(question.split()) <= 22, question
