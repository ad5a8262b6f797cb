"""Head offices that a company builds, designs or lets for another: "Orbel completes a headquarters for Velmora".

The reader takes who builds for who moves. It is the other that moves, where the text names it. Nor does a head office
move that is told to stay while a plant moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.named import COMPANY, any_of
from matching.grammar.company_words import words
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

_HOME = r"(?i:headquarters|head\soffices?|hq)\b"
_MADE = r"(?i:built|designed|developed|owned|managed|constructed|leased)"
_MAKES = (
    r"\b(?i:buil(?:d|ds|t|ding)|design(?:s|ed|ing)?|complet(?:es?|ed|ing|ion)|construct(?:s|ed|ing|ion)?|"
    r"deliver(?:s|ed|ing)?|develop(?:s|ed|ing)?|(?:break(?:s|ing)?|broken?)\sground|renovat(?:es?|ed|ing)|finish(?:es|ed)?|"
    r"work\son|top(?:s|ped)\sout|unveil(?:s|ed)|contract|hand(?:s|ed)\sover)\b"
)
_PICKS = (
    r"\b(?i:pick(?:s|ed)|hir(?:es|ed)|select(?:s|ed)|cho(?:oses|se|sen)|tap(?:s|ped)|nam(?:es|ed)|appoint(?:s|ed)|"
    r"award(?:s|ed))\b"
)
_WHO = rf"(?:the\s)?(?P<who>{COMPANY})"
_LETS = r"\b(?i:leas(?:e|es|ed|ing)|sign(?:s|ed)?|lets?|tenan(?:t|cy)|agree(?:d|s|ment))\b"
_TAKEN_BY = (
    rf"\b(?i:with|to|by)\s{_WHO},?\s(?:which|who|that)\s[^.;]*?\b(?:mov\w+|relocat\w+|bas\w+|mak\w+|us\w+)\b"
    rf"[^.;]*{_HOME}"
)
_TO_LEASE = rf"\b(?i:sign(?:s|ed))\s{_WHO}\s(?:to|as|for)\s[^.;]*?\b(?:its|their)\s[^.;]*{_HOME}"
_FOR_LEASE = rf"\b(?i:leas(?:es|ed)|lets?)\s[^.;]*?\bto\s{_WHO}\s(?:for|as)\s(?:its|their)\s[^.;]*{_HOME}"
_REGIONS = words("regions") | {"america", "americas", "asia", "europe", "africa", "pacific", "emea", "apac", "east"}
# What is told of who moves, where no pattern finds another.
_OWN = r"\b(?:(?i:its|their|our)\s|(?i:mov|relocat|open|establish|select|cho[os]))"
# "its head office will stay in Dayton", "keep its Dayton head office", and what moves instead
_STAYS = re.compile(
    rf"{_HOME}(?:\s(?:staff|jobs|functions|employees|operations|team))?\s(?:(?:will|is\sto|are\sto|would)\s)?(?:stay|remain|continue|be\skept)\w*\b|"
    rf"\b(?:keep|retain|maintain)(?:s|ing|ed)?\s(?:[\w’'-]+\s){{0,4}}?{_HOME}|\bkept\s(?:[\w’'-]+\s){{0,4}}?{_HOME}|"
    r"\b(?:remain|stay)(?:s|ing)?\s(?:headquartered|based)\b",
    re.IGNORECASE,
)
_PLANT_MOVES = re.compile(
    r"\b(?:mov|relocat|shift|transfer)(?:e|es|ed|ing|s)?\s(?:(?!and\b)[\w’'-]+\s){0,5}?(?:plants?|factor(?:y|ies)|yards?|warehous\w+|production|"
    r"manufacturing|facilit(?:y|ies)|shops?|operations|workshops?|mills?|distribution|assembly|equipment|depots?|stores?|lines?)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?<!the\s)(?<!this\s)\bmove(?:s|d)?\s(?:to|from|into|out|its)\b|\bmoving\b|\brelocat(?:e|es|ed|ing)\b|\boffices?\b|\boperations\b",
    re.IGNORECASE,
)


def with_real_movers(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; a head office that one builds or lets for another moves
    with that one."""
    told = [one for event in events if (one := _of_mover(event, names, text)) is not None]
    movers = [one for one in told if one in events and one.type == "headquarters_moved"]
    return [one for one in told if one in events or not any(share_name(one.names, other.names) for other in movers)]


def _of_mover(event: CompanyEvent, names: Iterable[str], text: str) -> CompanyEvent | None:
    """The event; that of whom its company builds for; None where the text names nobody."""
    if event.type != "headquarters_moved":
        return event
    if _only_plant_moves(text, by_reader=event.rule.startswith("reader")):
        return None
    company = any_of(event.names)
    told = [one for one in sentences_of(text) if re.search(_HOME, one) and re.search(rf"\b(?:{company})\b", one)]
    verdicts = [verdict for one in told if (verdict := _mover(event.names, names, one)) is not None]
    if not verdicts or event.company in verdicts:
        return event
    who = next(filter(None, verdicts), "")
    if not who or event.certainty is Certainty.DENIED:
        return None
    sure = event.certain_from if any(share_name([who], [name]) for name in names) else NEVER
    place = event.destination.removeprefix(who).removeprefix(" in ") if who in event.destination else event.destination
    place = "" if place and place in who else place
    far = Certainty.ANNOUNCED if event.certainty is Certainty.DONE else event.certainty  # it is built, nobody has moved
    return replace(event, company=who, also_called=(), destination=place, certainty=far, certain_from=sure)


def _only_plant_moves(text: str, *, by_reader: bool) -> bool:
    """Whether a text tells of a plant that moves, and of a head office only that it stays, or nothing."""
    rest = _STAYS.sub(" ", text)
    if _PLANT_MOVES.search(text) is None or re.search(_HOME, rest) is not None:
        return False
    return rest != text or (by_reader and _MOVES.search(_PLANT_MOVES.sub(" ", text)) is None)


def _mover(own: Sequence[str], names: Iterable[str], sentence: str) -> str | None:
    """Who moves by a sentence that names a company by `own` and a head office: that company, another, "" for somebody
    else whom it does not name; None where it does not tell."""
    company = rf"(?<![\w’'-])(?:{any_of(own)})(?![\w])"
    others = any_of(name for name in names if not _is_same(name, own)) or r"(?!)"
    for pattern in (
        rf"{company}.*?{_MAKES}.*?{_HOME}\s(?:in\s[A-Z][\w’'-]+\s)?(?i:for|of)\s{_WHO}",
        rf"{company}(?!['’]).*?{_MAKES}.*?\b(?:(?i:new|a|an|the)\s)*(?P<who>{others})(?:['’]s?)?\s(?:[a-z]+\s){{0,2}}{_HOME}",
        rf"{company}.*?{_LETS}.*?{_TAKEN_BY}",
        rf"{company}.*?{_TO_LEASE}",
        rf"{company}.*?{_FOR_LEASE}",
        rf"(?P<who>{COMPANY})\s(?:(?:has|have)\s)?{_PICKS}\s(?:the\s)?(?:[a-z-]+\s){{0,3}}?{company}\s(?:a|to|for|as)\s.*{_HOME}",
    ):
        found = re.search(pattern, sentence)
        if found and not _is_same(found["who"], own) and fold(found["who"]).split()[-1] not in _REGIONS:
            return found["who"]
    made = rf"{company}[-\s]{_MADE}\b|\b{_MADE}\sby\s(?:the\s)?(?:[a-z-]+\s){{0,4}}?{company}"
    if re.search(rf"{made}|\b(?i:lease)\s(?:with|from)\s{company}\sfor\s", sentence):
        return ""
    return own[0] if re.search(rf"{_OWN}|{company}['’]", sentence) else None


def _is_same(name: str, own: Sequence[str]) -> bool:
    """Whether a name is one of a company's, or begins as one: "Orbel Foods" of "Orbel"."""
    first = fold(name).split()[:1]
    return share_name([name], own) or any(fold(one).split()[:1] == first for one in own)
