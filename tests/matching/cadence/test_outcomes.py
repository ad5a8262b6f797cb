"""How a call ended, in the words that recruiters and phone systems use."""

from __future__ import annotations

import pytest

from callnow.terms import ContactKind, Outcome
from matching.cadence.outcomes import kind_after, outcome_of, outcome_told


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("LVM", Outcome.LEFT_MESSAGE),
        ("VM full", Outcome.NO_ANSWER),
        ("Left a VM with her PA", Outcome.LEFT_MESSAGE),
        ("Went to voicemail x2", Outcome.LEFT_MESSAGE),
        ("didn't answer", Outcome.NO_ANSWER),
        ("No ans. x4", Outcome.NO_ANSWER),
        ("Wrong #", Outcome.WRONG_NUMBER),
        ("Number not in service", Outcome.WRONG_NUMBER),
        ("left another detailed message 11/20", Outcome.LEFT_MESSAGE),
        ("NA/LM cb Mon", Outcome.LEFT_MESSAGE),
        ("no answer from her board yet", None),
        ("left the firm", None),
        ("N/A", None),
    ],
)
def test_an_outcome_is_known_in_other_words(words: str, outcome: Outcome | None) -> None:
    """Also with how often and with whom; words that say more than that are one's own."""
    assert outcome_of(words) is outcome


@pytest.mark.parametrize(
    ("outcome", "note", "kind"),
    [
        ("", "LVM, will try Monday", ContactKind.VOICEMAIL),
        ("", "no ans x3 - retry in May", ContactKind.VOICEMAIL),
        ("", "LM 11/20, cb 12/1", ContactKind.VOICEMAIL),
        ("", "LVM Mon", ContactKind.VOICEMAIL),
        ("", "LM w/ asst", ContactKind.VOICEMAIL),
        ("", "left message w/ wife, cb Mon", ContactKind.VOICEMAIL),
        ("", "left message with wife, she says he was laid off", ContactKind.CALLED),
        ("", "LVM & emailed", ContactKind.VOICEMAIL),
        ("", "LVM #2", ContactKind.VOICEMAIL),
        ("", "Called, no answer", ContactKind.VOICEMAIL),
        ("", "called her twice - LVM", ContactKind.VOICEMAIL),
        ("", "11/20: LVM, try 12/15", ContactKind.VOICEMAIL),
        ("", "Nov 20 left a VM", ContactKind.VOICEMAIL),
        ("", "left detailed vm", ContactKind.VOICEMAIL),
        ("", "l/m cb mon", ContactKind.VOICEMAIL),
        ("", "LVM will try again Mon", ContactKind.VOICEMAIL),
        ("", "called, spoke at length, no answer on salary", ContactKind.CALLED),
        ("", "called me back, voicemail was full", ContactKind.CALLED),
        ("", "unavailable in January, call in May", ContactKind.CALLED),
        ("", "missed call, rang back and talked", ContactKind.CALLED),
        ("", "not available Monday", ContactKind.CALLED),
        ("", "N/A", ContactKind.CALLED),
        ("", "busy, call in May", ContactKind.CALLED),
        ("", "no answer on salary, talks to her boss", ContactKind.CALLED),
        ("good talk", "LVM first, then she rang back", ContactKind.CALLED),
    ],
)
def test_a_note_that_begins_with_nobody_reached_is_of_no_talk(outcome: str, note: str, kind: ContactKind) -> None:
    """Where no outcome is told; what is also said in talks is none."""
    assert kind_after(ContactKind.CALLED, outcome_told(ContactKind.CALLED, outcome, note)) is kind
