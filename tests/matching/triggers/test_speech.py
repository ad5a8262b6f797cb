"""What was written about a person is said to that person only where it can be."""

from __future__ import annotations

import pytest

from matching.triggers.speech import day_promised, to_you, topic_in, wish_in


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Wants a shorter commute.", "you wanted a shorter commute"),
        ("Looking for a post nearer to her parents", "you were looking for a post nearer to your parents"),
        ("would like to lead a team of his own", "you wanted to lead a team of your own"),
        ("Open to moves within Texas", "you were open to moves within Texas"),
        ("is interested in contract work", "you were interested in contract work"),
        ("Prefers mornings.", ""),
        ("Going through a divorce", ""),
        ("Wants out. Do not call at work!", ""),
        ("Wants to move once she has her degree", ""),
        ("Do not mention that he was passed over", ""),
        ("", ""),
    ],
)
def test_only_wishes_are_said_of_a_note(note: str, said: str) -> None:
    """A wish is turned round to whom it is of; everything else was written for the recruiter alone."""
    assert wish_in(note) == said


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("After her holiday.", "after your holiday"),
        ("in 6 weeks", "in 6 weeks"),
        ("when the audit is over", "when the audit is over"),
        ("when she is back", ""),
        ("call me when the budget is through", ""),
        ("next month", ""),
        ("tomorrow", ""),
        ("", ""),
    ],
)
def test_a_promise_goes_on_the_sentence_or_not(promised: str, said: str) -> None:
    """ "We said we would speak again …": what does not go on from there is quoted, or not said at all."""
    assert day_promised(promised) == said


def test_what_speaks_of_a_third_person_is_not_said_to_them() -> None:
    """A possessive is turned round; a pronoun would need another verb."""
    assert to_you("call me after her exam") == "call me after your exam"
    assert to_you("ring when he is back") == ""


def test_whose_topic_it_is() -> None:
    """A topic that names a relative is theirs; others stand as they are; what speaks of a third person is not said."""
    assert topic_in("daughter's robotics team") == "your daughter's robotics team"
    assert topic_in("her school's robotics team") == "your school's robotics team"
    assert topic_in("the marathon") == "the marathon"
    assert topic_in("what she thinks of the merger") == ""
