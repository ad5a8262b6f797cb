"""What lists and notes say alike beside the words of a refusal: that it is over ("do not call: expired 2024", "DNC
lifted in May", "no longer off limits"), or that it is none ("no contact yet")."""

from __future__ import annotations

import re

NO_CONTACT_YET = r"numbers?|info\w*|details?|data|yet|made|so far|since|established"
"""What behind "no contact" says that nobody was reached, or what there is none of."""

_REFUSAL = (
    r"(?:do[ _-]?not[ _-]?(?:call|contact|phone|disturb)|dnc|no[ -]call (?=list|regist)|off[ -]limits|no[ -]poach"
    r"|opt(?:ed)?[ -]out|black[ -]?list(?:ed)?|(?:kontakt|anruf|werbe)(?:sperre|verbot)|sperrvermerk)"
)
_LIST = r"(?:list|registry|register)"
_OF_IT = (
    rf"(?: (?:{_LIST}|flag|mark|marker|note|status|request|rule|restriction|order|instruction|period|entry|ban|hold"
    r"|agreement|clause))?"
)
_NO_LONGER = (
    r"\b(?:no longer|(?<!\bif )not|never|ex|former|formerly|previously|used to be|non)[ -]"
    r"(?:on |in )?(?:(?:the|our|their|a|any) )*"
    rf"(?:{_REFUSAL}|no[ -](?:calls?|contacts?)){_OF_IT}(?!\w)(?: any ?(?:more|longer))?"
)
_OFF_THE_LIST = (
    r"\b(?P<off>off|out of|(?:removed?|taken?|took|deleted?|struck) (?:(?:me|him|her|them) )?(?:off|from)) (?:of )?"
    rf"(?:(?:the|our|my|your|their) )?(?:(?:do[ -]not[ -](?:call|contact)|dnc|no[ -]call) {_LIST}|black[ -]?list)\b"
)
_IS = r"(?:(?:is|are|was|were|has|have|had|been|now|since|already) )*"
_ENDS_SO = r"(?=[^\w?]*$|\s*[.,;:!)\]\n])"
_DAY = (
    r"(?=\s*\(?(?:(?:in|on|since|as of|from|end of|early|late|mid|the) ?)*(?:\d|q[1-4]\b|last (?:week|month|year)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zä]*\b))"
)
_BY = r"(?= (?:by|after) (?!(?:\w+ )?(?:request|candidate|client)\b|(?:him|her|them|she|he|they)\b)\w)"
_OVER = (
    rf"(?:(?:lifted|waived)(?:{_ENDS_SO}|{_DAY}|{_BY})"
    r"|(?:expired|lapsed|(?<!, )(?<![–—-] )ended"
    r"|no longer(?: (?:appl(?:ies|y)|valid|in force|active|holds|needed|required|do not call|dnc))?"
    rf"|not any ?more|aufgehoben|abgelaufen|lev[ée]e?|expir[ée]e?|levantad[oa]|opgeheven|verlopen)(?:{_ENDS_SO}|{_DAY})"
    rf"|(?<!, )over{_ENDS_SO})"
)
# Beside a refusal and not of it these may be of something else: "do not call - cancelled" (the meeting), as who was
# "removed at her request" may be the person.
_OVER_OF_IT = (
    r"(?:removed|rescinded|cancell?ed|withdrawn|revoked|retracted|dropped|cleared|deleted|taken back)"
    rf"(?:{_ENDS_SO}|{_DAY}|{_BY})"
)
_ENDED = re.compile(
    rf"{_NO_LONGER}|{_OFF_THE_LIST}"
    rf"|(?<!\w){_REFUSAL}{_OF_IT}(?:\s?[:,(–—-]?\s?(?:yes[\s,–—-]{{1,3}})?{_IS}{_OVER}|\s{_IS}{_OVER_OF_IT})",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:not|never|cannot|\w+n['’]t)(?: \w+){0,3} $", re.IGNORECASE)
_AGAIN = re.compile(
    r"[^.;\n]{0,40}\b(?:is again|again since|still (?:is|dnc|do not|off)|reinstated|renewed)\b", re.IGNORECASE
)
_NEAR = 40  # characters before and behind


def without_ended_refusals(note: str) -> str:
    """A note without the words of each refusal that it says is over."""
    return _ENDED.sub(lambda ended: ended[0] if _holds(ended) else "; ", note)


def _holds(ended: re.Match[str]) -> bool:
    """Whether the words beside those of an end deny it: "never take her off the DNC list", "used to be DNC and is
    again"."""
    begin = max(ended.start() - _NEAR, 0)
    denied = bool(ended["off"]) and _NEVER.search(ended.string[begin : ended.start()])
    return bool(denied or _AGAIN.match(ended.string, ended.end()))
