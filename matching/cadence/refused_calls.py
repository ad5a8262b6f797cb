"""What a note says of somebody who is not to be called: by whatever number, or only in some way."""

from __future__ import annotations

import re

from callnow.refusals import NO_CONTACT_YET
from matching.cadence.day_words import AMOUNT, WEEKDAY
from matching.cadence.note_sentences import parted_sentences, sentences
from matching.cadence.refused_abroad import BARS_ALL, BARS_CALLS, SOME_DAY

_DO_NOT = (
    r"(?:do not|don'?t|must not|mustn'?t|not(?= to\b)|never|no more|stop|(?:does not|doesn'?t) (?=want|wish|like))"
    r"(?: ?(?:ever|to|be|want|wish|like|me|us|any(?: ?more)?|further))*"
)
_CALL = (
    r"(?:(?:call|contact|phon|ring|disturb|bother|approach)(?:ed|ing|e)?|rung"
    r"|(?:(?<=more )|(?<=any )|(?<=want )|(?<=wish )|(?<=like ))calls"
    r"|(?:get|be|getting|being) in touch|hear from (?:us|me|you|recruiters))"
)
_NONE = r"no (?:(?:more|further) )?(?:(?:phone )?calls|contacts?)"
_NO_CALLS = re.compile(rf"\b{_DO_NOT} {_CALL}\b|\b{_NONE}\b(?! (?:{NO_CONTACT_YET})\b)|\bdnc\b", re.IGNORECASE)
_SOME_DAY = re.compile(
    rf"\b{WEEKDAY}s?\b|"
    r"\b(?:until|till?|thru|through|expires?|before|after|in|on|at|during|since|for|unless|except)\b"
    r"(?! good\b| further notice\b)",
    re.IGNORECASE,
)
_A_WAY = re.compile(r"\b(?:call|ring|phone)\b", re.IGNORECASE)  # "do not call, ring his assistant"

_WHO_SAYS = (
    r"(?:(?:please|pls|he|she|they|has|have|had|was|were|is|we|i|asked|asks|told|tells|said|says|insists|insisted|wants"
    r"|want|wanted|would like|me|us|to|that|very|clearly|explicitly|again|just|and) )*"
)
_AGAIN = (
    r"(?: (?:him|her|them|me|us|again|any ?more|any longer|ever|at all|for good|until further notice|please|back|now))*"
)
_WRITE = r"(?:e-?mail|text|write)(?:ed|ing)?"
_OR = r"(?: or |/| and )"
_CALLS_OR_MORE = rf"(?:{_WRITE}{_OR})?{_CALL}(?:{_OR}(?:{_CALL}|{_WRITE}))*"
_OFF_THE_LIST = (
    r"(?:be |get )?(?:removed?|taken?|deleted?|unsubscribed?|struck|strike|lose)(?: (?:me|him|her|them|us))?"
    r"(?: (?:off|from)(?: (?:of|your|our|the|my|this|any|all|call|calling|contact))* (?:list|lists|database|records))?"
)
HANDS_OFF = (
    r"(?:hands[ -]off|off[ -]limits?|no (?:recruiting|headhunting)|no[ -]poach(?:ing)?"
    r"|(?:do not|don'?t|never|not to be|must not be|cannot|can'?t) (?:recruit|headhunt|poach|present|approach)(?:ed)?)"
    r"(?: (?:(?:any(?:one|body)|people|staff|out) )?(?:from|of|at|in) "
    r"(?:here|there|them|(?:this|the|our) (?:account|client|company|employer|firm))| from\b)?"
)
"""What a firm owes a client, or whoever it placed."""
_WHOSE_PERSON = (
    r"(?:(?:(?:our|we|us|by|an?|was|is|are|has|been|placed?|placement|candidate|him|her|them|they|now|client|account|firm"
    r"|in|20\d\d),? )*)"
)
_OPTED_OUT = (
    r"(?:opted[ -]out|opt(?:s|ing)?[ -]out|unsubscribed?|cease and desist(?: (?:letter|received|sent))?"
    rf"|lose (?:my|his|her|their) number|{_WHOSE_PERSON}{HANDS_OFF}"
    r"|black[ -]?listed|to be (?:removed|deleted|taken off)|(?:remove|delete) (?:me|him|her|them)|do not use|dnu"
    r"|(?:gdpr|ccpa|dsgvo|rgpd) (?:erasure|deletion|removal|objection|opt[ -]out)(?: requested| request)?"
    r"|right to (?:be forgotten|erasure)|erasure request(?:ed)?"
    r"|(?:on )?(?:(?:the|our|their|national|federal) )*(?:do not call|dnc|no call) (?:registry|register|list)"
    r"|(?:registered with |on )?(?:the )?c?tps(?: registered| listed| register| list)?)"
)
_BY_WRITING = r"(?:by |via |per )?(?:e-?mails?|texts?|sms|writing)"
_ONLY_WRITING = (
    rf"(?:(?:contact|reach|please|him|her|them) )*(?:{_BY_WRITING} (?:contact )?only|only {_BY_WRITING})(?: please)?"
)
# The whole of a clause that bars every call, not those to one number or on one matter.
_NO_CALLS_AT_ALL = re.compile(
    rf"{_WHO_SAYS}(?:{_DO_NOT} {_CALLS_OR_MORE}{_AGAIN}|{_NONE}{_AGAIN}|dnc"
    rf"|to be left alone{_AGAIN}|leave (?:me|him|her|them) alone{_AGAIN}"
    rf"|{_OPTED_OUT}|{_ONLY_WRITING}|{_OFF_THE_LIST}(?<=list|ists|base|ords){_AGAIN})[., ]*",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r", | and (?=please\b|do(?:es)? not|don'?t|never|asked|told|wants)| so (?!far\b)"
    r"| (?:und|et|y|en|e) (?=(?:bitte|m(?:ö|oe)chte|will|ne|no|non|wil|niet) )",
    re.IGNORECASE,
)

_NOT_USED = re.compile(r"(?:do not use|dnu)[., ]*", re.IGNORECASE)
_A_NUMBER = re.compile(
    r"\d{3}|\b(?:cell|mobile|phone|number|line|desk|office|home|work|fax|e-?mail|address)\b", re.IGNORECASE
)

SPAN = rf"(?:{AMOUNT}|\d+ ?(?:d|w|m|y|wks?|mos?|mths?|yrs?))\b"
LIMIT = re.compile(
    rf"\b(?:(?P<until>(?:un)?till?|thru|through)|^(?:ends|expires?)(?: in| on)?|^(?:for )?(?={SPAN}\W*$)) ?"
    r"(?!good\b|further notice\b)(?P<day>.+)",
    re.IGNORECASE,
)
"""What says beside a refusal how long it holds: "no calls - on leave until May", "off limits (12 months)"."""
BAR = rf"(?:\bdnc\b|\b{_NONE}|\b{_DO_NOT} {_CALL}|\b{_OFF_THE_LIST}(?<=list|ists|base|ords)){_AGAIN}"
"""The words that bar calls, or have somebody taken off a list."""
_NO_CALLS_BEFORE = re.compile(rf"(?:{_NO_CALLS.pattern}).*\b(?:until|till?|before|for)\b", re.IGNORECASE)


def forbids_calls_before(words: str) -> bool:
    """Whether words that name a day say that nobody is to call before it: "don't call me again until March"."""
    return _NO_CALLS_BEFORE.search(words) is not None


def forbids_calls(note: str) -> bool:
    """Whether a note says that somebody is not to be called, without a day on which that ends."""
    return forbids_all_calls(note) or any(
        (_NO_CALLS.search(sentence) and not _SOME_DAY.search(sentence))
        or (BARS_CALLS.search(sentence) and not SOME_DAY.search(sentence))
        for sentence in sentences(note)
    )


def forbids_all_calls(note: str) -> bool:
    """Whether a clause of a note, or a status, says no more than that somebody is not to be called, and nothing beside
    it says for how long, or except when."""
    return any(
        _bars_all(part) and not any(map(LIMIT.search, beside)) and not _is_of_number(part, beside)
        for parts in parted_sentences(note)
        for part, beside in beside_each(parts)
    )


def _is_of_number(part: str, beside: list[str]) -> bool:
    """Whether words that may be of a person or a number are of the number beside them: "old cell: do not use"."""
    return _NOT_USED.fullmatch(part) is not None and any(map(_A_NUMBER.search, beside))


def beside_each(parts: list[str]) -> list[tuple[str, list[str]]]:
    """Each of the parts with the others."""
    return [(part, parts[:i] + parts[i + 1 :]) for i, part in enumerate(parts)]


def limits_of_bare_bars(parts: list[str]) -> list[re.Match[str]]:
    """What the parts and clauses of a sentence say of how long it holds that another of them bars every call."""
    clauses = [clause for part in parts for clause in _CLAUSES.split(part)]
    bars = any(map(_says_no_more, clauses))
    return [limit for clause in clauses if bars and (limit := LIMIT.search(clause))]


def _bars_all(sentence: str) -> bool:
    if _says_no_more(sentence):
        return True
    clauses = _CLAUSES.split(sentence)
    barring = [clause for clause in clauses if _says_no_more(clause)]
    beside = [clause for clause in clauses if clause not in barring]
    limits = (_SOME_DAY, SOME_DAY, _A_WAY)
    return bool(barring) and not any(limit.search(clause) for clause in beside for limit in limits)


def _says_no_more(clause: str) -> bool:
    return bool(_NO_CALLS_AT_ALL.fullmatch(clause) or BARS_ALL.fullmatch(clause))
