"""Whether words of a note tell of a talk, as recruiters log it: "JD - spoke, circle back in six weeks", "met at the
fair", "called, happy where she is". A try ("LM", "called, no answer", "emailed") is none."""

from __future__ import annotations

import re

from matching.cadence.outcomes import ENDINGS

_WHO = r"(?:(?:(?-i:[A-Z]{2,3})|I|we|he|she|they)[ ,/]+)?(?:(?:briefly|finally|just|also|then) )?"
_OTHERS = (
    r"(?! (?:(?:to|with) )?(?:(?:his|her|their|the|an?|my|our) )?(?:wife|husband|spouse|partner|family|assistant|asst"
    r"|pa|ea|secretary|reception\w*|gatekeeper|hr|client|boss|colleague|hiring|team|referee|reference)\b)"
)
_TALK = (
    r"(?:spoke|talked|chatted|caught up|had (?:an? )?(?:\w+ ){0,2}(?:call|chat|talk|conversation|meeting|coffee|lunch)"
    r"|(?:good|great|nice|brief|quick|short|long|lovely|first|intro|video|zoom|teams|incoming|inbound)"
    r" (?:call|chat|talk|conversation|meeting|catch[- ]?up))"
    rf"\b{_OTHERS}(?! (?:booked|scheduled|arranged|planned|set|on|next|tomorrow)\b)"
)
_MET = (
    rf"met\b{_OTHERS}(?=$| (?:up|at|in|on|him|with|for|over|during|again|briefly|them|today|her (?:at|in|on|for|over)"
    r"|(?-i:[A-Z])\w+))"
)
_CALLED = rf"(?:called|phoned|rang)\b{_OTHERS}(?! (?:off|in sick|out)\b)"
_CLAUSE = re.compile(r"[.,;:&()\n]|\s[-–—/]+\s|\band\b")
_SPOKEN = re.compile(rf"{_WHO}(?:{_TALK}|{_MET})", re.IGNORECASE)
_CALL_MADE = re.compile(rf"{_WHO}{_CALLED}", re.IGNORECASE)
_ENDINGS = (re.escape(words) for outcome, end in ENDINGS.items() if not end.reached for words in (outcome, *end.also))
_REACHED_NOBODY = re.compile(
    rf"\b(?:{'|'.join(_ENDINGS)}|tried|e-?mail\w*|text(?:ed)?|no reply|x ?\d+|\dx|twice|\d+ times|not (?:in|there))\b",
    re.IGNORECASE,
)


def tells_of_talk(text: str) -> bool:
    """Whether words clearly tell of a talk: "called" alone, or beside what tells of a try, does not."""
    clauses = [clause for part in _CLAUSE.split(text) if (clause := part.strip())]
    if any(map(_SPOKEN.match, clauses)):
        return True
    called = [clause for clause in clauses if _CALL_MADE.match(clause)]
    return bool(called) and len(clauses) > len(called) and not _REACHED_NOBODY.search(text.replace("'", ""))
