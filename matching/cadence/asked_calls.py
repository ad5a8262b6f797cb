"""The words of a note that ask for a call: "circle back", "not before", "next call", "wait until"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from callnow.terms import Outcome
from matching.cadence.day_words import AMOUNT, MONTH
from matching.cadence.note_sentences import sentences, with_single_blanks
from matching.cadence.outcomes import ENDINGS
from matching.cadence.own_reminders import BOOKED, COUNTED_CALL, VERB
from matching.cadence.told_calls import asks_for_none

# A noun before a day ("the board call in March", "after our call on Monday") is no cue: the verb opens a clause, or
# follows what a verb follows.
_OPENS = (
    r"(?:^|, |\b(?:and|then|but|so|please|pls|to|will|shall|should|must|can|could|may|might|would|i|we|let's|lets|not"
    r"|never|don't|dont|again|said|says|asked|wants|ok|okay|fine|better|best|just|me|him|her|them|step|todo"
    r"|need|point|use)(?:[ ,]+)|'ll |'d |n't )"
)
# A refusal as far as the verb: "no need to", "don't want me to"; one of the past forbids nothing.
_NOT = (
    r"(?:do not|dont|(?<!\bdid )(?<!\bwhy )not|never|(?:do|does|need|ca|wo|should|must|could|would)n't"
    r"|no (?:need|point|use|reason|sense))(?: (?:to|in|be|want|like|need|needed|necessary|able|me|us))*"
)
# "Leave it until", or "leave until" that opens a clause; who is "on leave until" or "plans to leave" puts off no call.
_LEAVE = (
    r"(?:(?:\A|(?<=, )|(?<=\bplease )|(?<=\bpls )|(?<=\bbetter )|(?<=\bbe ))(?:leave|left)"
    r"|(?<!n't )(?<!\bnot )(?:leave|left) (?:it|me|him|her|them|alone|be))(?: alone| be)?"
)
# What puts calls off: "not before", "no calls until", "leave it for (a month)".
_PUT_OFF = re.compile(
    rf"(?P<cue>)\b(?:{_NOT}(?: (?:{VERB}|(?:call|contact|phon|ring)(?:ed|ing)|rung|contact))?|no calls?"
    rf"|no (?P<talk>contact)|{_LEAVE}(?! before\b)|hold off)"
    r"(?: (?:please|again|back|any ?more))*"
    rf" (?:until|till?|before|(?(talk)(?!)|(?P<span>for)(?= {AMOUNT})))\b",
    re.IGNORECASE,
)
_WAITS = re.compile(  # "wait until Nov", "park till Q1"; not "she will wait until Nov"
    r"(?:^|, |\b(?:please|pls|better|asked (?:me |us )?to|said to|so) )"
    r"(?P<cue>(?:wait|hold|park|push)(?: (?:it|him|her|them|this|off|out))*"
    rf"(?: (?:until|till?|to|for(?= {AMOUNT}))\b|(?= {AMOUNT})))",
    re.IGNORECASE,
)
_NOUN = re.compile(  # "next call 15 Nov", "call booked for Tuesday", "would like a call on Monday"
    rf"(?:(?P<cue>\bnext (?:call|contact|touch|follow-? ?up)\b(?: on| is)?|\bcall-?backs?\b"
    rf"|\bcall (?:is )?{BOOKED}\b(?: for| on)?)"
    rf"|(?:^|, )(?P<first>(?:phone|zoom|teams|video) call|{BOOKED} (?:a |another )?(?:call|chat))\b(?: for| on)?"
    r"|\b(?P<wish>(?:(?:wants?|would like|'d like|asked for|asks for|requested) (?:a|another) (?:call|chat|ring)"
    r"|(?:wants?|would like|'d like|asked|asks|prefers) to be (?:called|contacted|phoned|rung))(?: ?back)?)\b)",
    re.IGNORECASE,
)
_MAYBE = re.compile(  # "not now, maybe in 6 months"
    rf"\bnot (?:now|yet|interested|looking|ready|right now|at the moment)\b[^.]{{0,30}}?(?P<cue>maybe|perhaps|possibly)"
    rf"(?= (?:in {AMOUNT}|next |after ))",
    re.IGNORECASE,
)
_CUES = (
    _PUT_OFF,
    re.compile(rf"{_OPENS}(?P<cue>{VERB})\b", re.IGNORECASE),
    _WAITS,
    _NOUN,
    _MAYBE,
    COUNTED_CALL,
)
_LABEL = re.compile(rf"\b(next (?:call|contact|step)|call-?back|cb|{VERB})\s*:\s*", re.IGNORECASE)
_THEN = re.compile(rf"(?<=\S)(?:[.;,]|\s[-–—]+)\s+(?=(?:please |pls )?{VERB} then\b)", re.IGNORECASE)
# How a try ended, with no comma before what is next: "LVM call back Mon", "no ans x2 try again Tue".
_TRIED = "|".join(
    re.escape(words)
    for outcome in (Outcome.NO_ANSWER, Outcome.BUSY, Outcome.LEFT_MESSAGE)
    for words in (outcome, *ENDINGS[outcome].also)
    if words not in ("missed", "attempted")  # "missed call Monday"
)
_NO_COMMA = re.compile(
    rf"(?<![\w'/])((?:{_TRIED}|n/?a|in (?:a )?(?:mtg|meeting)|on (?:vacation|holiday|leave|pto))"
    rf"(?: (?:x ?\d+|\dx|twice))?)\.? (?=(?!e-?mail|text|phone){VERB}\b)",
    re.IGNORECASE,
)
_REFUSED = re.compile(rf"\b{_NOT} $", re.IGNORECASE)
# Behind a refusal it asks for a call later.
_BUT_LATER = re.compile(r"\b(?:until|till?|before|through|thru|but (?:in|on|next|after|from))\b", re.IGNORECASE)
_COMMA = re.compile(
    rf", (?!(?:in|after|on|not|next|mid|early|late|around|end|by|before|maybe|say|or(?! {VERB}))\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b|{MONTH} \d|\d{{4}}\b)",
    re.IGNORECASE,
)
_ANOTHER_CALL = re.compile(r" and (?:again|then|also)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedCall:
    """Words of a sentence that ask for a call, and the clause in which they do."""

    words: re.Pattern[str]
    begin: int
    behind: int
    clause_begin: int  # before `begin` where a refusal stands there: "don't call until March"
    clause_end: int

    @property
    def puts_off(self) -> bool:
        """Whether they say when no call is wanted."""
        return self.words is _PUT_OFF or self.clause_begin < self.begin

    @property
    def is_counted(self) -> bool:
        """Whether the time stands in them: "six month follow-up"."""
        return self.words is COUNTED_CALL

    @property
    def is_maybe(self) -> bool:
        """Whether they ask for one perhaps, some time after now."""
        return self.words is _MAYBE


def calls_asked(sentence: str) -> Iterator[AskedCall]:
    """The calls that a sentence asks for: words that tell of one, or refuse it, are left out."""
    for cue in chain.from_iterable(pattern.finditer(sentence) for pattern in _CUES):
        begin, behind = cue.span(
            next(name for name in ("cue", "first", "wish") if cue.groupdict().get(name) is not None)
        )
        end, refused = _end(sentence, cue.end()), _REFUSED.search(sentence[:begin])
        if refused and not _BUT_LATER.search(sentence, behind, end):
            continue
        if not asks_for_none(sentence, begin, behind):
            yield AskedCall(cue.re, begin, behind, refused.start() if refused else begin, end)


def _end(sentence: str, cue: int) -> int:
    """Where the clause of a cue ends: at another call, or at a comma, unless what follows it is a day."""
    other = _ANOTHER_CALL.search(sentence, cue)
    comma = _COMMA.search(sentence, cue)
    return min((mark.start() for mark in (other, comma) if mark), default=len(sentence))


def asking_sentences(note: str) -> Iterator[str]:
    """The sentences of a note, a label with what it labels ("Next call: Nov 15") and "call then" with its day."""
    return sentences(_NO_COMMA.sub(r"\1, ", _THEN.sub(", ", _LABEL.sub(r"\1 ", with_single_blanks(note)))))


def with_day_words(clause: str) -> str:
    """A clause with the words that put calls off as the reader of days knows them."""
    return _PUT_OFF.sub(lambda words: "in" if words["span"] else "not before", clause, count=1)
