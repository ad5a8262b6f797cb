"""How calls end: which outcomes mean that nobody was reached, and the words that people and phone systems use for each.

A call that reached nobody is kept as a message left: it is not a talk, and the news it was about stays open. Words that
name no outcome are kept as they are, and the call was a talk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from callnow.fold import fold
from callnow.terms import ContactKind, Outcome
from matching.cadence.day_words import MONTH, WEEKDAY


@dataclass(frozen=True, slots=True)
class Ending:
    """What an outcome means: whether the prospect was reached. `also` are other words for it, in lower case."""

    reached: bool
    also: tuple[str, ...] = ()


ENDINGS: Mapping[Outcome, Ending] = {
    Outcome.GOOD_TALK: Ending(reached=True),
    Outcome.CALL_AGAIN: Ending(reached=True),
    Outcome.NOT_INTERESTED: Ending(reached=True),
    Outcome.NO_ANSWER: Ending(
        reached=False,
        also=(
            "not reached",
            "nobody there",
            "unanswered",
            "no ans",
            "na no answer",
            "did not answer",
            "didnt answer",
            "did not pick up",
            "didnt pick up",
            "no pick up",
            "no pickup",
            "not answered",
            "no response",
            "attempted",
            "unreachable",
            "not available",
            "unavailable",
            "rang out",
            "call failed",
            "could not reach",
            "couldnt reach",
            "unable to reach",
            "missed",
            "vm full",
            "voicemail full",
            "mailbox full",
        ),
    ),
    Outcome.BUSY: Ending(reached=False, also=("engaged", "busy signal", "line busy")),
    Outcome.LEFT_MESSAGE: Ending(
        reached=False,
        also=(
            "left voicemail",
            "left live message",
            "voicemail",
            "voice mail",
            "vm",
            "lvm",
            "lm",
            "lmtcb",
            "left vm",
            "left a vm",
            "left a voicemail",
            "left voice mail",
            "left a voice mail",
            "left a message",
            "left msg",
            "left a msg",
            "message left",
            "voicemail left",
            "vm left",
            "straight to voicemail",
            "went to voicemail",
            "straight to vm",
            "went to vm",
            "got voicemail",
            "got vm",
        ),
    ),
    Outcome.WRONG_NUMBER: Ending(
        reached=False,
        also=(
            "wrong no",
            "bad number",
            "number disconnected",
            "disconnected",
            "not in service",
            "number not in service",
            "out of service",
            "invalid number",
            "wrong #",
        ),
    ),
    Outcome.HAS_DIED: Ending(
        reached=True,
        also=(
            "died",
            "deceased",
            "passed away",
            "verstorben",
            "decede",
            "decedee",
            "fallecido",
            "fallecida",
            "overleden",
            "deceduto",
            "deceduta",
        ),
    ),
}
_ASSISTANTS = "assistant|asst|pa|ea|secretary|reception|receptionist|office|home|work|cell|mobile|machine|gatekeeper"
_FAMILY = re.compile(
    r"\b(?:wife|husband|spouse|partner|son|daughter|mother|father|mom|mum|dad|roommate|family)\b", re.I
)
_DAY = rf"(?<!able )(?:on )?(?:{WEEKDAY}|\d{{1,4}}(?:st|nd|rd|th)?|{MONTH}|tomorrow|yesterday)"
_NEXT_TRY = r"(?:(?:will|to|and) )*(?:c ?b|call(?: back)?|(?:re)?try(?: again)?|fu|follow up)\b"
_NO_MATTER = (
    re.compile(  # "no answer x3", "left message with assistant", "lm 11/20 & emailed, cb Mon", as they are folded
        r"(?: (?:x ?\d+|\dx|\d+ times|once|twice|again|today"
        rf"|(?:w|with|at|on) (?:his|her|their|the|an?)? ?(?:{_ASSISTANTS}|{_FAMILY.pattern})"
        rf"|{_DAY}|(?:and )?(?:sent )?(?:an? )?(?:e ?mail(?:ed)?|text(?:ed)?)))*"
        rf"(?:(?<!missed) {_NEXT_TRY}(?: (?:in|next|an?|days?|weeks?|months?|{_DAY}))*)?$"
    )
)
_ADJECTIVE = re.compile(r"\b(?:an? )?(?:another|brief|detailed|long|second|2nd|3rd) |^na (?=l|v)")
_OPENING = re.compile(  # "called, no answer", "11/20: LVM", "N/A, left VM"
    r"^(?:(?:(?:called|tried|rang|phoned)(?: (?:him|her|them|again|back|twice|x\d|\dx|cell|mobile|work|home|office))*"
    rf"|n/?a|\d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,4}})?|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}|{WEEKDAY})\b"
    r"[\s,:;.–—/-]+)+",
    re.IGNORECASE,
)
_NOTED = frozenset({Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE})  # "busy, call in May" is said in a talk
_FIRST_CLAUSE = re.compile(r"[.,;:\n(]| [-–—]+ ")
_OUTCOME_OF = {words: outcome for outcome, ending in ENDINGS.items() for words in (outcome.value, *ending.also)}


def outcome_of(words: str) -> Outcome | None:
    """The outcome that `words` name, in any case and punctuation; None for words of one's own."""
    named = "wrong #" if words.strip().casefold() == "wrong #" else fold(words)
    return _OUTCOME_OF.get(named) or _OUTCOME_OF.get(_without_more(fold(_opened(words))))


def _opened(words: str) -> str:
    return _OPENING.sub("", words.strip(), count=1)


def _without_more(named: str) -> str:
    """What is left of folded words without what does not matter to an outcome."""
    return _NO_MATTER.sub("", _ADJECTIVE.sub("", named), count=1)


def outcome_told(kind: ContactKind, outcome: str, note: str) -> str:
    """The outcome of a contact as told; of a call without one that of a note which begins with it ("LVM, try again
    Monday"). A message left with the family that says more than when to try again is a talk: they may have told it."""
    if outcome.strip() or kind is not ContactKind.CALLED:
        return outcome.strip()
    said, *more = _FIRST_CLAUSE.split(_opened(note))
    if _FAMILY.search(said) and not all(_NO_MATTER.fullmatch(f" {fold(clause)}".rstrip()) for clause in more):
        return ""
    noted = outcome_of(said)
    return noted if noted in _NOTED else ""


def kind_after(kind: ContactKind, outcome_words: str) -> ContactKind:
    """The kind a contact is kept as: a call that reached nobody is a message left."""
    outcome = outcome_of(outcome_words)
    unreached = outcome is not None and not ENDINGS[outcome].reached
    return ContactKind.VOICEMAIL if kind is ContactKind.CALLED and unreached else kind
