"""Head offices that a company builds, designs or lets for another: "Orbel completes a headquarters for Velmora".

The reader takes who builds for who moves. It is the other that moves, where the text names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.left_out.unmoved import HEAD_OFFICE
from matching.detection.named import COMPANY, any_of
from matching.grammar.companies.words import words
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

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
    rf"[^.;]*{HEAD_OFFICE}"
)
_TO_LEASE = rf"\b(?i:sign(?:s|ed))\s{_WHO}\s(?:to|as|for)\s[^.;]*?\b(?:its|their)\s[^.;]*{HEAD_OFFICE}"
_FOR_LEASE = rf"\b(?i:leas(?:es|ed)|lets?)\s[^.;]*?\bto\s{_WHO}\s(?:for|as)\s(?:its|their)\s[^.;]*{HEAD_OFFICE}"
_REGIONS = words("regions") | {"america", "americas", "asia", "europe", "africa", "pacific", "emea", "apac", "east"}
# What is told of who moves, where no pattern finds another.
_OWN = r"\b(?:(?i:its|their|our)\s|(?i:mov|relocat|open|establish|select|cho[os]))"


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
    company = any_of(event.names)
    told = [one for one in sentences_of(text) if re.search(HEAD_OFFICE, one) and re.search(rf"\b(?:{company})\b", one)]
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


def _mover(own: Sequence[str], names: Iterable[str], sentence: str) -> str | None:
    """Who moves by a sentence that names a company by `own` and a head office: that company, another, "" for somebody
    else whom it does not name; None where it does not tell."""
    company = rf"(?<![\w’'-])(?:{any_of(own)})(?![\w])"
    others = any_of(name for name in names if not _is_same(name, own)) or r"(?!)"
    for pattern in (
        rf"{company}.*?{_MAKES}.*?{HEAD_OFFICE}\s(?:in\s[A-Z][\w’'-]+\s)?(?i:for|of)\s{_WHO}",
        rf"{company}(?!['’]).*?{_MAKES}.*?\b(?:(?i:new|a|an|the)\s)*(?P<who>{others})(?:['’]s?)?\s(?:[a-z]+\s){{0,2}}{HEAD_OFFICE}",
        rf"{company}.*?{_LETS}.*?{_TAKEN_BY}",
        rf"{company}.*?{_TO_LEASE}",
        rf"{company}.*?{_FOR_LEASE}",
        rf"(?P<who>{COMPANY})\s(?:(?:has|have)\s)?{_PICKS}\s(?:the\s)?(?:[a-z-]+\s){{0,3}}?{company}\s(?:a|to|for|as)\s.*{HEAD_OFFICE}",
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
