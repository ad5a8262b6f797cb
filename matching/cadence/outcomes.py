"""How calls end: which outcomes mean that nobody was reached, and the words that people and phone systems use for each.

A call that reached nobody is kept as a message left: it is not a talk, and the news it was about stays open. Words that
name no outcome are kept as they are, and the call was a talk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callnow.fold import fold
from callnow.terms import ContactKind, Outcome


@dataclass(frozen=True, slots=True)
class Ending:
    """What an outcome means: whether the prospect was reached. `also` are other words for it, in lower case."""

    reached: bool
    also: tuple[str, ...] = ()


ENDINGS: Mapping[Outcome, Ending] = {
    Outcome.GOOD_TALK: Ending(reached=True),
    Outcome.CALL_AGAIN: Ending(reached=True),
    Outcome.NOT_INTERESTED: Ending(reached=True),
    Outcome.NO_ANSWER: Ending(reached=False, also=("not reached", "nobody there", "unanswered")),
    Outcome.BUSY: Ending(reached=False, also=("engaged",)),
    Outcome.LEFT_MESSAGE: Ending(reached=False, also=("left voicemail", "left live message", "voicemail")),
    Outcome.WRONG_NUMBER: Ending(reached=False),
    Outcome.HAS_DIED: Ending(reached=True, also=("died", "deceased", "passed away")),
}
_OUTCOME_OF = {words: outcome for outcome, ending in ENDINGS.items() for words in (outcome.value, *ending.also)}


def outcome_of(words: str) -> Outcome | None:
    """The outcome that `words` name, in any case and punctuation; None for words of one's own."""
    return _OUTCOME_OF.get(fold(words))


def kind_after(kind: ContactKind, outcome_words: str) -> ContactKind:
    """The kind a contact is kept as: a call that reached nobody is a message left."""
    outcome = outcome_of(outcome_words)
    unreached = outcome is not None and not ENDINGS[outcome].reached
    return ContactKind.VOICEMAIL if kind is ContactKind.CALLED and unreached else kind
