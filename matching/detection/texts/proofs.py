"""The proof of an event: the sentence that names whom and how many it tells, without what only stands before it.

A headline leaves out names and figures that the text below it gives ("Vantrella poaches Quillmark's marketing chief").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.persons import surname
from matching.grammar.tokens import sentences_of, strip_dateline

_JOBS = frozenset({"layoffs", "hiring"})  # types whose count is one of people
_PEOPLE = re.compile(
    r"\b(?:jobs?|staff(?:ers)?|employe\w+|workers?|workforce|positions?|posts?|people|roles?|redundan\w+|la(?:id|y|ying)\s?-?offs?"
    r"|headcount|teachers?|players?|engineers?|cut(?:s|ting)?|hir(?:e[sd]?|ing))\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:leav\w+|left|step\w*|resign\w*|retir\w+|depart\w*|exit\w*|quit\w*|oust\w*|fir(?:ed|es|ing)|(?<!-)dismiss\w*|sack\w*"
    r"|replac\w+|succe\w+|join\w*|appoint\w*|nam(?:ed|es|ing)|hir(?:ed|es|ing)|promot\w+|tap(?:s|ped)|recruit\w*|poach\w*"
    r"|elect\w*|inaugurat\w+|becom\w+|became|take\w*|took|died|dies|death|mov(?:ed|es|ing)|go(?:es|ne|ing)|lose[sd]?|lost"
    r"|lead\w*|start\w*|finish\w*|laps\w+)\b",
    re.IGNORECASE,
)
_DEALS = re.compile(
    r"\b(?:acqui\w+|buy\w*|bought|purchas\w+|paid|merg\w+|combin\w+|take\w*|took|bid\w*|deal|offer\w*|agree\w*|s[eo]ld?|sells"
    r"|selling|sale|stake|partner\w*|collaborat\w+|contracts?|award\w*|orders?|wins?|won|select\w*|join\w*|team\w*|distribut\w+)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\bden(?:y|ie[sd]|ying)\b", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|\s)[*•▪●]\s+")
_LIST_SIGN = re.compile(r"^(?:[*•▪●]|[–—-]+)\s+")
_CITY = re.compile(  # "SPARKS, Nev. -- "
    r"[A-Z][A-Z.'’-]{3,}(?: (?:and )?[A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{1,12})?\s(?:--|[–—-])\s(?=[A-Z“\"])"
)
_CREDIT = re.compile(
    r"(?:Images?|Photos?|Pictures?|Illustrations?|Credits?)(?:\scredits?)?(?::|\sby\b|\scourtesy\sof\b)\s*"
)
_CAPITAL = r"(?:[A-Z][\w.’'&-]*|/|\|)"
_CREDITED = re.compile(rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,9}}")
_OPENS = re.compile(
    r"\s(?=(?:The|A|An|In|On|At|After|Before|Just|When|While|As|It|Its|He|She|They|This|That|There|For|With|Since|By|To"
    r"|Following|Last|Late|Early|One|Two|Despite|Under|From|Some|Most|Many|All)\s)"
)


def with_proofs(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events, each with the sentence of title or lead as its proof that names whom or how many it is about."""
    said = [title, *(part for one in sentences_of(strip_dateline(lead)) for part in _parts(one))]
    return [replace(event, sentence=_proof(event, title, said)) for event in events]


def _parts(sentence: str) -> list[str]:
    """The points of a list that reads as one sentence, else the sentence."""
    return [part.strip() for part in _BULLET.split(sentence) if part.strip()]


def _proof(event: CompanyEvent, title: str, said: Sequence[str]) -> str:
    """The event's sentence, or the one that tells what that leaves out; a denial stands as it is."""
    own, name = event.sentence, _left_out(event)
    if own != title and len(points := _parts(own)) > 1:
        own = max(points, key=lambda one: (bool(name and name.search(one)), sum(_signs(event, one))))
    if name and not name.search(own) and event.certainty is not Certainty.DENIED:
        told = [one for one in said if name.search(one) and _tells(event, one) and not _DENIES.search(one)]
        own = max(told, key=lambda one: sum(_signs(event, one)), default=own)
    return own if own == title else without_lead_in(own, [event.person, *event.names])


def _left_out(event: CompanyEvent) -> re.Pattern[str] | None:
    """What a headline may leave out: the family name of the person, the number of people or the other side's name."""
    if event.person:
        return re.compile(rf"(?<!\w){re.escape(surname(event.person) or event.person)}(?!\w)")
    if event.count and event.type in _JOBS and (digits := re.search(r"\d[\d,.]*", event.count)):
        return re.compile(rf"(?<![\w.,$€£]){re.escape(digits[0])}(?![\w%]|[.,]\d)")
    return re.compile(re.escape(event.counterparty.split()[0])) if event.counterparty else None


def _tells(event: CompanyEvent, text: str) -> bool:
    """Whether a sentence that names them tells the event, too, as far as its words show."""
    if event.person:
        return any(_signs(event, text)[1:])
    if event.type in _JOBS:
        return bool(_PEOPLE.search(text))
    return bool(_DEALS.search(text)) and any(name.split()[0] in text for name in event.names)


def _signs(event: CompanyEvent, text: str) -> tuple[bool, bool, bool, bool]:
    """What a sentence names of an event: the person in full, the company, the post, that somebody comes or goes."""
    post = bool(event.role) and event.role in text
    return event.person in text, any(name in text for name in event.names), post, bool(_CHANGES.search(text))


def without_lead_in(sentence: str, names: Sequence[str]) -> str:
    """A sentence of a text without the sign of a list, the picture's credit or the town before it."""
    bare = _LIST_SIGN.sub("", sentence)
    if city := _CITY.match(bare):
        return bare[city.end() :]
    credit = _CREDIT.match(bare)
    return bare[_end_of_credit(bare, credit.end(), names) :] if credit else bare


def _end_of_credit(text: str, start: int, names: Sequence[str]) -> int:
    """Where the sentence begins after a credit that no stop ends: at a word that opens sentences, or the company."""
    credited = _CREDITED.match(text, start)
    if credited is None:
        return 0
    return max((at for at in _openings(text, credited, names) if at > start), default=0)


def _openings(text: str, credited: re.Match[str], names: Sequence[str]) -> Iterator[int]:
    for opens in _OPENS.finditer(text, credited.start(), credited.end() + 1):
        yield opens.end()
    for name in filter(None, names):
        yield text.rfind(name, credited.start(), credited.end() + len(name))
