"""What a note says of the next call: "circle back in six weeks", "busy, call after Thanksgiving", "do not call".

A day alone is no promise ("she starts in March"): it must stand with words that ask for a call, in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from matching.cadence.asked_calls import AskedCall, asking_sentences, calls_asked, with_day_words
from matching.cadence.calls_abroad import asks_abroad
from matching.cadence.clause_days import day_of, names_a_day
from matching.cadence.day_words import AMOUNT, MONTH, WEEKDAY
from matching.cadence.expectations import Expectation
from matching.cadence.own_reminders import THEY_WILL, VERB, is_their_call
from matching.cadence.refused_calls import forbids_calls

_BEHIND_A_DAY = re.compile(  # "next Monday call her", "2026-12-01 call her"
    rf"^(?:(?:in|on|after|next|mid|early|late|around) [^,]{{2,30}} (?={VERB}\b)"
    rf"|(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}},? \d{{4}}) "
    rf"(?={VERB}\b(?! (?:sent|made|got|bounced|went|was|with)\b)))",
    re.IGNORECASE,
)
_BESIDE_ANOTHER = re.compile(  # "she leaves end of June, call a month before": a day beside another is not read
    r"\b(?:before(?:hand)?|after(?:wards?)?|later|earlier|prior)$", re.IGNORECASE
)
# What says when somebody is to be called, be it a day or not; an hour of any day ("after 5pm") is none.
_SAYS_WHEN = re.compile(
    rf"\b(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}|\d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}/\d{{1,2}}|q[1-4]"
    rf"|h[12]|e(?:om|ow|oy|oq)|then|(?:in|early|mid|late|end|on|by|next|after) {MONTH}|{WEEKDAY}|{AMOUNT}"
    r"|\d+ ?[dwmy]|(?:business|working) days|20\d\d|today|tonight"
    r"|(?:after|until|till?|before)\b(?! (?:\d|noon|midday|lunch|work|hours|school|dinner|breakfast))"
    r"|when|once|as soon as|later|soon|weeks?|fortnight|months?|quarter|year|spring|summer"
    r"|autumn|winter|xmas|christmas|easter|holidays?|end of|start of|beginning of|tomorrow|w/c)\b",
    re.IGNORECASE,
)
_COUNTED_NOUN = re.compile(r" (?:follow-? ?up|check-? ?in|call-?back).*", re.IGNORECASE)
_DAYS = re.compile(rf"\b(?:(?:on|in|until|till|the) \d|{MONTH}\b|{WEEKDAY}\b|(?<![\d/.-])\d{{1,4}}\b)", re.IGNORECASE)
_LINKS = frozenset({"then", "and", "so", "but", "please", "pls"})


def promise_in(note: str, said_on: date) -> Expectation | None:
    """The next call that a note of this day asks for, in the note's own words; None where it asks for none, for more
    than one, or for one that would not be later than the note."""
    found = _promises_in(note, said_on)
    return found[0] if len(found) == 1 else None


def _promises_in(note: str, said_on: date) -> list[Expectation]:
    """What a note may ask for, by day."""
    found: dict[date, Expectation] = {}
    read: set[str] = set()
    for clause, words in _clauses(note):
        if clause not in read and not _is_beside(clause, read) and (day := day_of(words, said_on)):
            read.add(clause)
            found.setdefault(day, Expectation(clause, day))
    return list(found.values())


def _is_beside(clause: str, read: set[str]) -> bool:
    """Whether a call that names its own day stands behind another matter's: "bonus in March, call in April"."""
    return any(clause.endswith(f", {one}") and not any(calls_asked(clause.removesuffix(one))) for one in read)


def asks_without_day(note: str, said_on: date) -> str:
    """The words of a note that ask for a call at a time of which no day can be read; "" where there are none."""
    if promise_in(note, said_on) or forbids_calls(note):
        return ""
    asking = (
        clause
        for sentence in asking_sentences(note)
        for call in calls_asked(sentence)
        if (clause := _asking(sentence, call)) and not names_a_day(clause, said_on)
    )
    return next(asking, "") or asks_abroad(note)


def unread_call(note: str, said_on: date) -> str:
    """Says for people that a note asks for a call at a time of which no day, or not one alone, can be read; "" where it
    does not."""
    several = [] if forbids_calls(note) else _promises_in(note, said_on)
    if len(several) > 1:
        said = ", ".join(f"“{one.words}”" for one in several)
        return f"The note names more than one day for a call ({said}): none of them is kept"
    words = asks_without_day(note, said_on)
    return f"The note asks for a call (“{words}”) on a day that could not be read" if words else ""


def _asking(sentence: str, call: AskedCall) -> str:
    """The clause that asks for a call, where it does so at some time; "" where it says no time."""
    says_when = _SAYS_WHEN.search(sentence, call.behind, call.clause_end)
    return sentence[call.clause_begin : call.clause_end] if says_when else ""


def _clauses(note: str) -> Iterator[tuple[str, str]]:
    """What may be a promise, and the words of it that may name the day."""
    for sentence in asking_sentences(note):
        for call in calls_asked(sentence):
            yield from _clauses_of(call, sentence)
        if day := _BEHIND_A_DAY.match(sentence):
            yield sentence, day[0].strip()


def _clauses_of(call: AskedCall, sentence: str) -> Iterator[tuple[str, str]]:
    """The same of one call: its clause, the words behind those that ask for it, and the words before them."""
    begin = call.clause_begin if call.clause_begin < call.begin else _their_call(sentence, call.begin)
    clause = sentence[begin : call.clause_end]
    yield clause, with_day_words(clause)
    if call.is_maybe:
        yield clause, clause[call.behind - call.begin :]
    elif call.is_counted:
        yield clause, "in " + _COUNTED_NOUN.sub("", clause)
    elif not call.puts_off and not _BESIDE_ANOTHER.search(clause):
        yield clause, sentence[call.behind : call.clause_end].strip()
        before = _without_links(sentence[: call.begin]).rpartition(", ")[2]
        yield f"{before}, {clause}", with_day_words(before)
        if clause.endswith(" then"):  # "back from leave Dec 4, call then"
            yield from ((f"{before}, {clause}", before[start.start() :]) for start in _DAYS.finditer(before))


def _without_links(words: str) -> str:
    """Words without the commas and links that lead to what follows them."""
    words = words.rstrip(" ,")
    while words[(last := max(words.rfind(" "), words.rfind(",")) + 1) :].lower() in _LINKS:
        words = words[:last].rstrip(" ,")
    return words


def _their_call(sentence: str, cue: int) -> int:
    """Where the words begin that somebody else will make the call; `cue` itself where they do not say so."""
    starts = (will.start() for will in THEY_WILL.finditer(sentence, 0, cue) if will.end() == cue)
    return next((start for start in starts if is_their_call(sentence[start:])), cue)
