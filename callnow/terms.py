"""The words that values are described with, each a closed set: what stands here is all there is.

Each word is stored as it is written here; a word that is stored may be added to, and never changed without a migration.
"""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How sure the text is that the event happens; the database and labels call it `planning`."""

    DONE = "done"
    ANNOUNCED = "announced"
    RUMOURED = "rumoured"
    DENIED = "denied"


UNSURE = frozenset({Certainty.RUMOURED, Certainty.DENIED})  # told, but not as a fact


class Tier(StrEnum):
    """What a trigger asks of the recruiter: call now, or know it for the next talk."""

    CALL_NOW = "call_now"
    WORTH_KNOWING = "worth_knowing"


class ContactKind(StrEnum):
    """How a prospect was contacted."""

    CALLED = "called"
    VOICEMAIL = "voicemail"
    EMAILED = "emailed"
    MET = "met"


TALKS = frozenset({ContactKind.CALLED, ContactKind.MET})  # two people talked


class Outcome(StrEnum):
    """How a call ended, where what follows depends on it or the page offers it; any other words are a note."""

    GOOD_TALK = "good talk"
    CALL_AGAIN = "call again"
    NOT_INTERESTED = "not interested"
    NO_ANSWER = "no answer"
    BUSY = "busy"
    LEFT_MESSAGE = "left message"
    WRONG_NUMBER = "wrong number"
