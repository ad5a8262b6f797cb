"""Whose words a promise is: those of who asked for a call, or the recruiter's own reminder of one."""

from __future__ import annotations

import re

from matching.cadence.day_words import AMOUNT, MONTH, WEEKDAY
from matching.cadence.feasts import FEASTS

_WHOM = r"(?: (?:me|him|her|them|us|back|again))*"
_AT = rf"at (?:the )?(?:\d\w*|noon|midday|lunch|end|start|beginning|year|new year|{FEASTS})"  # not "speak at a meetup"
_A_TIME = (
    rf"(?= (?:in|on|{_AT}|by|next|this|after|before|until|till|from|around|about|early|mid|late|end|once|when|later"
    rf"|again|back|tomorrow|first|w/c|wk|week|\d|{WEEKDAY[1:-1]}|{MONTH[1:-1]})\b)"
)
BOOKED = r"(?:scheduled|booked|set(?: up)?|arranged|planned|agreed)"
VERB = (
    rf"(?:(?:call|c/?b|ring|phone|text|email|e-mail|bother|nudge|ping|try|retry|chase){_WHOM}"
    rf"|(?:re)?contact(?: (?:me|him|her|them|again)|{_A_TIME})"
    rf"|give (?:me|him|her|them|us) (?:a|another) (?:call|ring|shout|bell|buzz)"
    rf"|circle back|circle around|follow(?:-| )?up|f/?u|reach (?:back )?out|check (?:back )?in|check back|touch base"
    rf"|get (?:back )?in touch|get back|come back|revert|reconnect|revisit|re-?engage|catch up"
    rf"|remind me(?: to (?:call|ring|phone|try){_WHOM})?|diary for|diarise for|give it (?={AMOUNT})"
    rf"|(?:talk|speak|chat)(?: again|(?: (?:to|with) (?:me|him|her|them|us))?(?: again)?{_A_TIME}))"
)
"""What says that somebody calls, or is to."""
COUNTED_CALL = re.compile(rf"(?:^|, )(?P<cue>{AMOUNT} (?:follow-? ?up|check-? ?in|call-?back))\b", re.IGNORECASE)
_ABOUT_THEM = re.compile(
    r"left|leave|hold|no |not to |doesn't |wait|park|push|remind|diar|give it|next (?:call|contact|touch|follow)"
    rf"|call-?back|maybe|perhaps|possibly|{COUNTED_CALL.pattern}|call (?:is )?{BOOKED}"
    rf"|(?:phone|zoom|teams|video) call|{BOOKED}",
    re.IGNORECASE,
)
_CALLS = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
_OF_WHO_ASKS = re.compile(r"\b(?!(?-i:US)\b)(?:me|us|my|our|i)\b", re.IGNORECASE)  # "call me after my holiday"
# "She will call back on Monday", and without who: "will call me on Monday".
THEY_WILL = re.compile(
    r"\b(?:(?P<who>he|she|they|who)(?:'ll|'d| (?:will|would|(?:is|are) going to|promise[sd] to|plans? to))"
    r"|will|promise[sd] to) (?:then )?",
    re.IGNORECASE,
)
_TO_ME = re.compile(r"[^,]{2,14}? (?:me|us)\b", re.IGNORECASE)


def is_own_reminder(words: str) -> bool:
    """Whether a promise is what the recruiter wrote for themselves ("try again in five weeks"): nobody asked for it.
    So is that they will call ("will get back to me by Monday")."""
    if _ABOUT_THEM.match(words) or is_their_call(words):
        return True
    return bool(_CALLS.search(words)) and not _OF_WHO_ASKS.search(words)


def is_their_call(words: str) -> bool:
    """Whether words say that somebody else will call."""
    they_will = THEY_WILL.match(words)
    return bool(they_will and (they_will["who"] or _TO_ME.match(words, they_will.end())))
