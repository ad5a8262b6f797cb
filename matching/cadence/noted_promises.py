"""What a note says of the next call: "circle back in six weeks", "busy, call after Thanksgiving", "do not call".

A day alone is no promise ("she starts in March"): it must stand with words that ask for a call, in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from callnow.terms import Outcome
from matching.cadence.calls_abroad import asks_abroad
from matching.cadence.day_words import AMOUNT, MONTH, WEEKDAY
from matching.cadence.expectations import Expectation, read_expectation
from matching.cadence.note_sentences import sentences, with_single_blanks
from matching.cadence.outcomes import ENDINGS
from matching.cadence.own_reminders import BOOKED, COUNTED_CALL, THEY_WILL, VERB, is_their_call
from matching.cadence.refused_calls import forbids_calls
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
_BEHIND_A_DAY = re.compile(  # "next Monday call her", "2026-12-01 call her"
    rf"^(?:(?:in|on|after|next|mid|early|late|around) [^,]{{2,30}} (?={VERB}\b)"
    rf"|(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}},? \d{{4}}) "
    rf"(?={VERB}\b(?! (?:sent|made|got|bounced|went|was|with)\b)))",
    re.IGNORECASE,
)
_COMMA = re.compile(
    rf", (?!(?:in|after|on|not|next|mid|early|late|around|end|by|before|maybe|say|or(?! {VERB}))\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b|{MONTH} \d|\d{{4}}\b)",
    re.IGNORECASE,
)
_BESIDE_ANOTHER = re.compile(  # "she leaves end of June, call a month before": a day beside another is not read
    r"\b(?:before(?:hand)?|after(?:wards?)?|later|earlier|prior)$", re.IGNORECASE
)
_ANOTHER_CALL = re.compile(r" and (?:again|then|also)\b", re.IGNORECASE)
# What stands between the cue and a day says whose day it is: "call her, the role opens in May".
_ANOTHERS_DAY = re.compile(
    rf"\b(?:end(?! {MONTH}\b)|that|which|who|whose|starts?(?! of\b)|(?<!week )starting|begins?|(?<!week )beginning"
    r"|opens?|opening|launch\w*|joins?|joined|leav\w+|ends|clos\w+|moves?|moving|retir\w+|is|are|has|had|since|last"
    r"|moved|left|started)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when|once|after|until|till?|unless|if|as soon as|before|by|end of|start of|beginning of)\b", re.IGNORECASE
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
_YEAR = re.compile(r"\b\d{4}\b")
_AGO = (timedelta(), timedelta(weeks=52), timedelta(weeks=156))  # a day that has passed can be read as well
_COUNTED = re.compile(rf"\b(?:{AMOUNT}|the (?:day|week|{WEEKDAY}))$", re.IGNORECASE)
_WEEKDAY_LAST = re.compile(rf"\b{WEEKDAY}$", re.IGNORECASE)
_HOUR_NEXT = re.compile(
    r"(?:at |@ ?)?(?:\d{1,2}(?:[:.]\d\d)?(?: ?- ?\d{1,2}(?:[:.]\d\d)?)? ?(?:[ap]\.?m\b|o'clock)|\d{1,2}[:.]\d\d\b)"
    r"|\+?[\d() -]{7,}|(?:after|before) (?:\d|noon|midday|lunch|work|hours|school|dinner|breakfast)",
    re.IGNORECASE,
)
# What belongs to the day before it, and makes it another: "Nov | 31", "the 31st | of November", "Friday | the 13th",
# "Christmas | Eve", "a month | and a half".
_GOES_ON = re.compile(
    rf"(?:(?:the|of|or|to|and|[-–&]) )*(?:\d|{MONTH}\b|{WEEKDAY}\b|week\b|eve\b|a half\b)|[-–/]", re.IGNORECASE
)
# An ordinal without a month is a day where a new thought follows it, not what it counts: "the 2nd | interview".
_ORDINAL = re.compile(rf"\b(?:(?:{MONTH}|{WEEKDAY}) (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)$", re.IGNORECASE)
_NEW_THOUGHT = re.compile(
    r"$|@|w/|(?:at|if|to|about|re|for|with|or|and|but|then|when|once|as|after|before|please|pls|unless|in the|am|pm"
    r"|noon|morning|afternoon|evening|he|she|they|i|we|of (?:the|this|next) month)\b",
    re.IGNORECASE,
)
_COUNTED_NOUN = re.compile(r" (?:follow-? ?up|check-? ?in|call-?back).*", re.IGNORECASE)
_DAYS = re.compile(rf"\b(?:(?:on|in|until|till|the) \d|{MONTH}\b|{WEEKDAY}\b|(?<![\d/.-])\d{{1,4}}\b)", re.IGNORECASE)
_LINKS = frozenset({"then", "and", "so", "but", "please", "pls"})
_IF = re.compile(r"\b(?:only |but )?if\b", re.IGNORECASE)
_MOST_WORDS = 14  # of a clause that are read


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
        if clause not in read and not _is_beside(clause, read) and (day := _day_of(words, said_on)):
            read.add(clause)
            found.setdefault(day, Expectation(clause, day))
    return list(found.values())


def _is_beside(clause: str, read: set[str]) -> bool:
    """Whether a call that names its own day stands behind another matter's: "bonus in March, call in April"."""
    return any(clause.endswith(f", {one}") and not any(_cues_in(clause.removesuffix(one))) for one in read)


def asks_without_day(note: str, said_on: date) -> str:
    """The words of a note that ask for a call at a time of which no day can be read; "" where there are none."""
    if promise_in(note, said_on) or forbids_calls(note):
        return ""
    asking = (
        clause
        for sentence in _asking_sentences(note)
        for cue in _cues_in(sentence)
        if (clause := _asking(sentence, cue)) and not _is_read(clause, said_on)
    )
    return next(asking, "") or asks_abroad(note)


def _is_read(clause: str, said_on: date) -> bool:
    """Whether the day of a clause can be read; with its year it may be one that has passed."""
    return any(_day_of(clause, said_on - ago) for ago in (_AGO if _YEAR.search(clause) else _AGO[:1]))


def unread_call(note: str, said_on: date) -> str:
    """Says for people that a note asks for a call at a time of which no day, or not one alone, can be read; "" where it
    does not."""
    several = [] if forbids_calls(note) else _promises_in(note, said_on)
    if len(several) > 1:
        said = ", ".join(f"“{one.words}”" for one in several)
        return f"The note names more than one day for a call ({said}): none of them is kept"
    words = asks_without_day(note, said_on)
    return f"The note asks for a call (“{words}”) on a day that could not be read" if words else ""


def _asking(sentence: str, cue: re.Match[str]) -> str:
    """The clause of a cue, where it asks for a call at some time; "" where it says no time."""
    begin, behind = cue.span(_group(cue))
    end = _end(sentence, cue.end())
    refused = _REFUSED.search(sentence[:begin])
    return sentence[refused.start() if refused else begin : end] if _SAYS_WHEN.search(sentence, behind, end) else ""


def _clauses(note: str) -> Iterator[tuple[str, str]]:
    """What may be a promise, and the words of it that may name the day: those that a cue begins, those behind it, or
    those before it."""
    for sentence in _asking_sentences(note):
        for cue in _cues_in(sentence):
            begin, behind = cue.span(_group(cue))
            end = _end(sentence, cue.end())
            refused = _REFUSED.search(sentence[:begin])
            clause = sentence[refused.start() if refused else _their_call(sentence, begin) : end]
            yield clause, _PUT_OFF.sub(_off, clause, count=1)
            if cue.re is _MAYBE:
                yield clause, clause[len(cue["cue"]) :]
            elif cue.re is COUNTED_CALL:
                yield clause, "in " + _COUNTED_NOUN.sub("", clause)
            elif not refused and cue.re is not _PUT_OFF and not _BESIDE_ANOTHER.search(clause):
                yield clause, sentence[behind:end].strip()
                before = _without_links(sentence[:begin]).rpartition(", ")[2]
                yield f"{before}, {clause}", _PUT_OFF.sub(_off, before, count=1)
                if clause.endswith(" then"):  # "back from leave Dec 4, call then"
                    yield from ((f"{before}, {clause}", before[start.start() :]) for start in _DAYS.finditer(before))
        if day := _BEHIND_A_DAY.match(sentence):
            yield sentence, day[0].strip()


def _without_links(words: str) -> str:
    """Words without the commas and links that lead to what follows them."""
    words = words.rstrip(" ,")
    while words[(last := max(words.rfind(" "), words.rfind(",")) + 1) :].lower() in _LINKS:
        words = words[:last].rstrip(" ,")
    return words


def _cues_in(sentence: str) -> Iterator[re.Match[str]]:
    """The cues of a sentence that ask for a call: those that tell of one, or refuse it, are left out."""
    for cue in chain.from_iterable(pattern.finditer(sentence) for pattern in _CUES):
        begin, behind = cue.span(_group(cue))
        refused = _REFUSED.search(sentence[:begin]) and not _BUT_LATER.search(
            sentence, behind, _end(sentence, cue.end())
        )
        if not (refused or asks_for_none(sentence, begin, behind)):
            yield cue


def _group(cue: re.Match[str]) -> str:
    """The name of the group of a pattern in which its cue stands."""
    return next(name for name in ("cue", "first", "wish") if cue.groupdict().get(name) is not None)


def _asking_sentences(note: str) -> Iterator[str]:
    """The sentences of a note, a label with what it labels ("Next call: Nov 15") and "call then" with its day."""
    return sentences(_NO_COMMA.sub(r"\1, ", _THEN.sub(", ", _LABEL.sub(r"\1 ", with_single_blanks(note)))))


def _off(words: re.Match[str]) -> str:
    """Words that put calls off, as the reader of days knows them."""
    return "in" if words["span"] else "not before"


def _their_call(sentence: str, cue: int) -> int:
    """Where the words begin that somebody else will make the call of a cue; the cue itself where they do not say so."""
    starts = (will.start() for will in THEY_WILL.finditer(sentence, 0, cue) if will.end() == cue)
    return next((start for start in starts if is_their_call(sentence[start:])), cue)


def _end(sentence: str, cue: int) -> int:
    """Where the clause of a cue ends: at another call, or at a comma, unless what follows it is a day."""
    other = _ANOTHER_CALL.search(sentence, cue)
    comma = _COMMA.search(sentence, cue)
    return min((mark.start() for mark in (other, comma) if mark), default=len(sentence))


@lru_cache(maxsize=1000)  # a note says the same words over and over, and is asked more than one question
def _day_of(words: str, said_on: date) -> date | None:
    """The day of the longest beginning of `words` that names one, later than the day on which they were said."""
    split = _IF.split(words)[0].split()[:_MOST_WORDS]  # "call me if anything comes up before March" asks for no day
    for count in range(len(split), 0, -1):
        beginning = " ".join(split[:count])
        read = read_expectation(beginning, said_on, in_full=False)
        if isinstance(read, Expectation):
            if _belongs_to_more(beginning, " ".join(split[count:])):
                return None
            anothers = _ANOTHERS_DAY.search(beginning) and not _WHEN.search(beginning)
            return None if anothers or read.due_on <= said_on else read.due_on
    return None


def _belongs_to_more(beginning: str, rest: str) -> bool:
    """Whether what follows words that name a day makes it another day: "a month | after the merger closes"."""
    if _HOUR_NEXT.match(rest):
        return False
    ordinal = _ORDINAL.search(beginning)
    if ordinal and not any(ordinal.groups()) and not _NEW_THOUGHT.match(rest):
        return True
    counted = _COUNTED.search(beginning) or _WEEKDAY_LAST.search(beginning)
    return bool(
        _GOES_ON.match(rest)
        or (counted and re.match(r"(?:after\w*|before\w*|prior|later|earlier)\b", rest, re.IGNORECASE))
    )
