"""What was written about a person, in words that can be said to that person: "Wants her own team" → "you wanted …"."""

from __future__ import annotations

import re

_THIRD = re.compile(r"\b(?:he|she|they|him|them|himself|herself|themselves)\b", re.IGNORECASE)
_THEIR = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:daughter|son|wife|husband|partner|mother|father|parents|brother|sister|family|kids?|children|dog|cat|house)\b",
    re.IGNORECASE,
)
_WISHES = (  # how a note about a wish begins, and how the person is reminded of it
    (re.compile(r"(?:wants|wanted|would like)\b", re.IGNORECASE), "you wanted"),
    (re.compile(r"(?:is |was )?(?:looking|looks|searching) for\b", re.IGNORECASE), "you were looking for"),
    (re.compile(r"(?:is |was )?open to\b", re.IGNORECASE), "you were open to"),
    (re.compile(r"(?:is |was )?interested in\b", re.IGNORECASE), "you were interested in"),
    (re.compile(r"(?:hopes|hoped|hoping) to\b", re.IGNORECASE), "you were hoping to"),
    (re.compile(r"(?:plans|planned|planning) to\b", re.IGNORECASE), "you were planning to"),
    (re.compile(r"(?:is |was )?(?:thinking|thinks) (?:of|about)\b", re.IGNORECASE), "you were thinking about"),
)
_WHEN = re.compile(  # a promise of this shape goes on "We said we would speak again"
    r"(?:in|after|before|at|on|by|next|once|when|as soon as|around|early|late|mid|this|tomorrow|from)\b", re.IGNORECASE
)
# Words that mean another day once that day has come: "next week", or a weekday that says nothing more.
_FROM_THEN = re.compile(
    r"\b(?:today|tonight|tomorrow|(?:next|this|coming|later this) \w+)\b"
    r"|^(?:on )?(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?$",
    re.IGNORECASE,
)
_LONGEST = 100


def to_you(text: str) -> str:
    """A phrase about a person as it is said to them; "" where turning it round would take more than that."""
    words = " ".join(text.split()).strip(" .;,!")
    if not words or len(words) > _LONGEST or _THIRD.search(words) or re.search(r"[.!?;:\"“”]", words):
        return ""
    return _THEIR.sub("your", words)


def topic_in(topic: str) -> str:
    """A topic as it goes on "I have … in my notes" ("your daughter's robotics team"); "" where it does not."""
    spoken = to_you(topic)
    return f"your {spoken[:1].lower()}{spoken[1:]}" if _RELATIVE.match(spoken) else spoken


def wish_in(note: str) -> str:
    """A note of a wish, said to whoever has it ("you wanted a shorter commute"); "" where it says something else.

    Only what a person wished for is said to them: any other note was written for the recruiter's eyes.
    """
    spoken = to_you(note)
    for begins, reminder in _WISHES:
        if spoken and (match := begins.match(spoken)):
            return reminder + spoken[match.end() :]
    return ""


def promised_to_you(promised: str) -> str:
    """What was promised as it is quoted on its day; "" also for words that count from the day they were said."""
    return "" if _FROM_THEN.search(promised.strip(" .")) else to_you(promised)


def day_promised(promised: str) -> str:
    """What was promised, as it goes on "We said we would speak again" ("after your holiday"); "" where it does not."""
    spoken = promised_to_you(promised)
    return spoken[:1].lower() + spoken[1:] if spoken and _WHEN.match(spoken) else ""
