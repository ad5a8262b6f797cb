"""Who goes by the end of a contract: a board "votes not to renew the contract of Superintendent Roe", buys it out, or
approves "a separation agreement" with her; "Orbel College and President Roe have agreed to part ways".

School districts, towns and hospitals part with their heads in these words, of which the reader has seen few. A sentence
of them is read as "Oakton School District's superintendent, Ann Roe, is leaving"; as it was written it stays the proof.
The contract of a company is none of these: a post is named beside it.
"""

from __future__ import annotations

import re

from matching.detection.named import PERSON
from matching.reading.role_words import role_places

_CONTRACT = r"(?:(?:employment|work)\s)?(?:contract|agreement)"
_DECIDES = (
    r"(?:(?:has|have)\s)?(?:vot(?:es?|ed)|decid(?:es?|ed)|chose|chooses?|opt(?:s|ed)|agree[sd]?|elect(?:s|ed)|mov(?:es|ed))"
    r"(?:\s(?!against\b)(?:(?!\bwhether\b)[^.;]){0,40}?)??"
)
_ENDS = r"(?:end|terminate|cancel|buy\sout)"
_ENDED = r"(?:(?:has|have)\s)?(?:end(?:s|ed)|terminat(?:es|ed)|cancel(?:s|l?ed)|(?:buys|bought)\sout)"
_ACT = (
    rf"(?:{_DECIDES}\s(?:(?:not\sto|to\snot)\s(?:renew|extend)|to\s{_ENDS})|(?:(?:will|would|did|does|do)\snot|(?:did|does|do|wo)n['’]t)"
    rf"\s(?:renew|extend)|{_ENDED})\s"
)
_SEPARATES = (
    r"(?:(?:has|have)\s)?(?:approv|accept|authoriz|sign|reach|enter|negotiat|agree)(?:es|s|e[ds]?)?\s(?:(?:on|to|into|an?|the|mutual|voluntary)\s)*"
    r"(?:separation|severance)\s(?:and\srelease\s)?agreement\s(?:with|for)\s"
)
_OF = rf"(?:the\s|a\s)?{_CONTRACT}\s(?:of|for|with)\s"
_UNDECIDED = r"(?<!\swill)(?<!\swould)(?<!\scould)(?<!\smay)(?<!\smight)(?<!\sshould)(?<!\sto)"
_BY = rf"^(?:[^,;.]{{1,60}},\s)?(?:[Tt]he\s)?(?P<who>[A-Z][^,;.]{{2,80}}?){_UNDECIDED}(?:,\s[^,;.]{{1,60}},)?\s"
_BEFORE = re.compile(rf"{_BY}(?:{_ACT}{_OF}|{_SEPARATES})(?P<whom>.+)")
_BEHIND = re.compile(rf"{_BY}{_ACT}(?P<whom>[^,;.]+?)['’]s?\s{_CONTRACT}\b")
_PASSIVE = re.compile(
    rf"^(?P<whom>[A-Z][^,;.]{{2,80}}?)['’]s?\s{_CONTRACT}(?:\s(?:with|at)\s(?:the\s)?(?P<who>[A-Z][^,;.]{{2,60}}?))?\s"
    r"(?:(?:will|would)\snot\sbe|(?:was|is|has)\snot\s(?:been\s)?|won['’]t\sbe)\s?(?:renewed|extended)\b"
)
_PARTS = re.compile(
    r"^(?:The\s)?(?P<who>[A-Z][^,;.]{2,80}?)\sand\s(?P<whom>[^,;]+?),?\s(?:have\s)?(?:mutually\s)?agreed?\sto\s(?:part\sways|a\sseparation)\b"
)
_NO_NAME = re.compile(
    r"^(?:(?:[Tt]he\s)?(?:[Tt]rustees|[Dd]irectors|[Cc]ommissioners|[Rr]egents|[Mm]embers|[Bb]oard(?:\sof\s\w+)?)\s(?:of|at|for)\s)?(?:[Tt]he\s)?"
)
_BOARD = re.compile(
    r"(?:['’]s?)?\s(?:(?:school|governing|county|college|hospital)\s)?(?:board(?:\sof\s\w+)?(?:\smembers)?|trustees|commissioners|regents|"
    r"directors|governors)$"
)
_WHOSE = re.compile(r"^(?:its|their|the|his|her)\s(?:current\s|embattled\s)?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:Trustees|Regents|Commissioners|(?:Board|Council)?\s?[Mm]embers|Directors|Supervisors|Council(?:l?ors)?|Board)\b"
)
_AND_NAMED = re.compile(r",?\sand\s(?:has\s|have\s)?(?P<named>(?:named|appointed|promoted|hired|selected|picked)\s.+)$")
# "…, and Ivo Lang was named interim superintendent": whom the sentence tells of beside
_AND_OTHERS = re.compile(
    r"(?:;|,\s(?:and|while|as))\s(?P<told>(?:[A-Z][\w.’'-]*\s){2,8}(?:was|is|has|had|will|said|announced|named|appointed)\b.+)$"
)


def plainly(sentence: str) -> str:
    """The sentence in plain words, where it says that the contract of somebody in a post ends; else as it is."""
    for pattern in (_PASSIVE, _BEHIND, _BEFORE, _PARTS):
        found = pattern.search(sentence)
        if found and (said := _who_leaves(found["who"] or "", _WHOSE.sub("", found["whom"]))):
            behind = sentence[found.start("whom") :]
            if named := _AND_NAMED.search(behind):
                return f"{said} {_board_of(found['who'] or '') or 'It'} {named['named']}"
            beside = _AND_OTHERS.search(behind)
            return f"{said} {beside['told']}" if beside else said
    return sentence


def _who_leaves(employer: str, whom: str) -> str:
    """ "Oakton School District's superintendent, Ann Roe, is leaving."; "" where `whom` is nobody in a post."""
    place = next(iter(role_places(whom)), None)
    if place is None:
        return ""
    start, end = place
    before, post, by = whom[:start], whom[start:end], _board_of(employer)
    behind = re.match(rf",?\s({PERSON})", whom[end:])
    ahead = re.fullmatch(rf"({PERSON})(?:,\s|\sas\s)(?:(?:its|the|their|an?)\s)?", before)
    if before and not ahead:  # "Orbel College President Ann Roe"
        of_post = behind is not None and re.fullmatch(r"(?:[A-Z][\w&.-]*['’]?s?\s)+", before)
        return f"{whom[: end + behind.end()]} is leaving." if of_post and behind else ""
    person = ((ahead or behind or [""] * 2)[1]).removesuffix(".")
    if not by:
        return f"{post[:1].upper()}{post[1:]} {person} is leaving." if person else ""
    post = post if post.isupper() else post.lower()
    return f"{by}'s {post}, {person}, is leaving." if person else f"{by}'s {post} is leaving."


def _board_of(employer: str) -> str:
    """Whose board has decided; "" for "trustees" and "the board" alone."""
    name = _BOARD.sub("", _NO_NAME.sub("", employer.strip())).strip()
    return name if re.search(r"[A-Z]", name) and not _NOBODY.fullmatch(name) else ""
