"""What a note says of the next call: "circle back in six weeks", "busy, call after Thanksgiving", "do not call".

A day alone is no promise ("she starts in March"): it must stand with words that ask for a call, in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from matching.cadence.calendar_sums import AMOUNT
from matching.cadence.expectations import Expectation, read_expectation

_SENTENCE = re.compile(r"[\n;!?]+|\.+(?=\s|$)(?<!\b[A-Za-z]{3}\.)|\s[-–—]+\s|\s\(|\)\s|:\s")
_WHOM = r"(?: (?:me|him|her|them|us|back|again))*"
# A noun before a day ("the board call in March", "after our call on Monday") is no cue: the verb opens a clause, or
# follows what a verb follows.
_OPENS = (
    r"(?:^|, |\b(?:and|then|but|so|please|pls|to|will|shall|should|must|can|could|may|might|would|i|we|let's|lets|not"
    r"|never|don't|dont|again|said|says|asked|wants|ok|okay|fine|better|best|just|me|him|her|them|step|todo)(?:[ ,]+)"
    r"|'ll |n't )"
)
_VERB = (
    rf"(?:(?:call|ring|phone|text|email|e-mail|bother|nudge|ping|try){_WHOM}|contact (?:me|him|her|them|again)"
    rf"|circle back|circle around|follow(?:-| )?up|f/u|reach (?:back )?out|check (?:back )?in|check back|touch base"
    rf"|get back|come back|reconnect|revisit|re-?engage|catch up"
    rf"|(?:talk|speak|chat)(?: again|(?= (?:in|on|next|after|early|mid)\b)))"
)
_CUES = (
    re.compile(rf"{_OPENS}(?P<cue>{_VERB})\b", re.IGNORECASE),
    re.compile(r"\b(?P<cue>promised)\b", re.IGNORECASE),
    re.compile(r"(?P<cue>)\bnot (?:until|till|before)\b", re.IGNORECASE),
)
_CALLS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_OF_WHO_ASKS = re.compile(r"\b(?:me|us|my|our|i)\b", re.IGNORECASE)  # "call me after my holiday"
_REFUSED = re.compile(r"(?:\bdo not|\bdont|\bnot|\bnever|\b\w+n't) $", re.IGNORECASE)
_BEHIND_A_DAY = re.compile(rf"^(?:in|on|after|next|mid|early|late|around) [^,]{{2,30}} (?={_VERB}\b)", re.IGNORECASE)
_NO_CUE = re.compile(r"\b(?:tried|trying|unable|used|failed|forgot|managed|wanted) (?:to )+$", re.IGNORECASE)
_PAST = re.compile(r"[^,]*\b(?:was|were|went|lasted)\b", re.IGNORECASE)
_COMMA = re.compile(
    rf", (?!(?:in|after|on|not|next|mid|early|late|around|end|by|before|maybe|say|or(?! {_VERB}))\b)", re.IGNORECASE
)
_ANOTHER_CALL = re.compile(r" and (?:again|then|also)\b", re.IGNORECASE)
# What stands between the cue and a day says whose day it is: "call her, the role opens in May".
_ANOTHERS_DAY = re.compile(
    r"\b(?:that|which|who|whose|starts?|starting|begins?|beginning|opens?|opening|launch\w*|joins?|joined|leav\w+"
    r"|ends?|clos\w+|moves?|moving|retir\w+|is|are|has|had|since|last|moved|left|started)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when|once|after|until|till|unless|if|as soon as|before|by|end of|beginning of)\b", re.IGNORECASE
)
# What says when somebody is to be called, be it a day or not; an hour of any day ("after 5pm") is none.
_SAYS_WHEN = re.compile(
    r"\b(?:(?:after|until|till|before)\b(?! (?:\d|noon|midday|lunch|work|hours|school|dinner|breakfast))"
    r"|when|once|as soon as|later|soon|weeks?|fortnight|months?|quarter|year|spring|summer"
    r"|autumn|winter|xmas|christmas|easter|holidays?|end of|beginning of)\b",
    re.IGNORECASE,
)
_AGO = (timedelta(), timedelta(weeks=52), timedelta(weeks=156))  # a day that has passed can be read as well
_COUNTED = re.compile(rf"\b{AMOUNT}$", re.IGNORECASE)
_MOST_WORDS = 14  # of a clause that are read
_NO_CALLS = re.compile(
    r"\b(?:do not|don'?t|dont|never|no more|not to be|must not be|stop)"
    r" (?:ever )?(?:call\w*|contact\w*|phone\w*|ring|disturb|bother)\b|\bno (?:calls|contact)\b|\bdnc\b",
    re.IGNORECASE,
)

# The whole of a sentence that bars every call, not those to one number or on one matter.
_NO_CALLS_AT_ALL = re.compile(
    r"(?:(?:please|pls|he|she|they|has|have|was|asked|asks|said|says|wants|us|me|to) )*"
    r"(?:(?:do not|don'?t|dont|never|no more|not to be|not to|must not be|stop) (?:ever )?"
    r"(?:call|calling|called|contact|contacting|contacted|phone|phoned|ring|disturb|disturbed)"
    r"(?: (?:him|her|them|me|us|again|any ?more|ever|at all|please))*|no (?:calls|contact)(?: please)?|dnc)[., ]*",
    re.IGNORECASE,
)


def promise_in(note: str, said_on: date) -> Expectation | None:
    """The next call that a note of this day asks for, in the note's own words; None where it asks for none, for more
    than one, or for one that would not be later than the note."""
    found: dict[date, Expectation] = {}
    read: set[str] = set()
    for clause, words in _clauses(note):
        if clause not in read and (day := _day_of(words, said_on)):
            read.add(clause)
            found.setdefault(day, Expectation(clause, day))
    return next(iter(found.values())) if len(found) == 1 else None


def forbids_calls(note: str) -> bool:
    """Whether a note says that somebody is not to be called, without a day on which that ends."""
    return any(
        _NO_CALLS.search(clause)
        and not re.search(r"\b(?:until|till|before|after|in|on|at|during|since)\b", clause, re.IGNORECASE)
        for clause in _sentences(note)
    )


def is_own_reminder(words: str) -> bool:
    """Whether a promise is what the recruiter wrote for themselves ("try again in five weeks"): nobody asked for it."""
    return bool(_CALLS.search(words)) and not _OF_WHO_ASKS.search(words)


def forbids_all_calls(note: str) -> bool:
    """Whether a sentence of a note, or a status, says no more than that somebody is not to be called."""
    return any(_NO_CALLS_AT_ALL.fullmatch(sentence) for sentence in _sentences(note))


def asks_without_day(note: str, said_on: date) -> str:
    """The words of a note that ask for a call at a time of which no day can be read; "" where there are none."""
    if promise_in(note, said_on) or forbids_calls(note):
        return ""
    asking = (
        clause
        for sentence in _sentences(note)
        for cue in _CUES[0].finditer(sentence)
        if (clause := _asking(sentence, cue)) and not any(_day_of(clause, said_on - ago) for ago in _AGO)
    )
    return next(asking, "")


def unread_call(note: str, said_on: date) -> str:
    """Says for people that a note asks for a call at a time of which no day can be read; "" where it does not."""
    words = asks_without_day(note, said_on)
    return f"The note asks for a call (“{words}”) on a day that could not be read" if words else ""


def _asking(sentence: str, cue: re.Match[str]) -> str:
    """The clause of a cue, where it asks for a call at some time; "" where it tells of one, or forbids it then."""
    begin, behind = cue.span("cue")
    if _NO_CUE.search(sentence[:begin]) or _PAST.match(sentence, behind):
        return ""
    end = _end(sentence, cue.end())
    refused = _REFUSED.search(sentence[:begin])
    if refused and not re.search(r"\b(?:until|till|before)\b", sentence[behind:end], re.IGNORECASE):
        return ""
    return sentence[refused.start() if refused else begin : end] if _SAYS_WHEN.search(sentence, behind, end) else ""


def _sentences(note: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(note.replace("’", "'")):
        if sentence and (tidied := " ".join(sentence.split())):
            yield tidied


def _clauses(note: str) -> Iterator[tuple[str, str]]:
    """What may be a promise, and the words of it that may name the day: those that a cue begins, those behind it, or
    those before it."""
    for sentence in _sentences(note):
        for cue in chain.from_iterable(pattern.finditer(sentence) for pattern in _CUES):
            begin, behind = cue.span("cue")
            if _NO_CUE.search(sentence[:begin]) or _PAST.match(sentence, behind):
                continue
            refused = _REFUSED.search(sentence[:begin])
            clause = sentence[refused.start() if refused else begin : _end(sentence, cue.end())]
            yield clause, clause
            if not refused:
                yield clause, sentence[behind : _end(sentence, cue.end())].strip()
                before = sentence[: cue.start()].strip(" ,").rpartition(", ")[2]
                yield f"{before}, {clause}", before
        if day := _BEHIND_A_DAY.match(sentence):
            yield sentence, day[0].strip()


def _end(sentence: str, cue: int) -> int:
    """Where the clause of a cue ends: at another call, or at a comma, unless what follows it is a day."""
    other = _ANOTHER_CALL.search(sentence, cue)
    ends = [other.start()] if other else []
    ends += [mark.start() for mark in _COMMA.finditer(sentence, cue)]
    return min(ends, default=len(sentence))


def _day_of(words: str, said_on: date) -> date | None:
    """The day of the longest beginning of `words` that names one, later than the day on which they were said."""
    split = words.split()[:_MOST_WORDS]
    for count in range(len(split), 0, -1):
        beginning = " ".join(split[:count])
        read = read_expectation(beginning, said_on, in_full=False)
        if isinstance(read, Expectation):
            anothers = _ANOTHERS_DAY.search(beginning) and not _WHEN.search(beginning)
            # "a month after the merger closes" is no month from now
            counted = _COUNTED.search(beginning) and split[count : count + 1] in (["after"], ["before"])
            return None if anothers or counted or read.due_on <= said_on else read.due_on
    return None
