"""Whether a text tells an event in plain words: its company, whom it is about and what happens stand close together in
one sentence, no other organisation stands nearer, and nothing between them casts doubt.

Of events that the reader holds for equally probable, those that are told plainly are right more often
(docs/reader-experiments.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from callnow.model import CompanyEvent
from matching.detection.matters import places_of
from matching.detection.named import any_of, person_in_text
from matching.event_types import event_types, is_leaving
from matching.grammar.tokens import sentences_of

FARTHEST = 14  # words from the company to the person, and from there to what happens, together
SENTENCES = 4  # of the lead, behind the title
_IN_DOUBT = re.compile(
    r"\?|\b(?:if|unless|could|might|may|should|would|not|never|den(?:ies|ied)|reportedly|rumou?r\w*|consider\w*|weigh\w*|"
    r"mull\w*|urge\w*|calls?\s(?:on|for)|pressure\w*|before|former)\b",
    re.IGNORECASE,
)
_ON_THE_WAY = (
    r"(?:\s(?:has|have|had|is|are|will|to|be|set|plans?|planning|due|abruptly|also|now|suddenly|unexpectedly|formally|"
    r"officially|today))*\s"
)
_LEAVES = (
    r"(?:step(?:s|ped|ping)?\s(?:down|aside|away)|resign(?:s|ed|ing)?|quit(?:s|ting)?|leav(?:es?|ing)|left|"
    r"depart(?:s|ed|ing)?|exit(?:s|ed|ing)?|retir(?:es?|ed|ing)|st(?:ands?|ood|anding)\sdown|out|part(?:s|ed)\sways|no\slonger|headed\s(?:to|for)|bound\sfor)\b"
)
_LEAVING = r"(?:resignation|departure|ouster|exit|retirement|dismissal|removal|stepping\sdown|firing)\b"
_REMOVES = r"\b(?:(?:oust|fire|sack|dismiss|remov|replac|axe)(?:s|es|ed|e|d|ing)?|part(?:s|ed|ing)\sways\swith)\b"
_GOES = re.compile(rf"{_LEAVES}|{_LEAVING}|{_REMOVES}")
_CHIEF = r"(?:C[A-Z]O|chief|boss|head|president|chair\w*)"
_OFFICER = rf"(?:{_CHIEF}|director|officer|executive)"
_WORDS = r"(?:[\w’'-]+\s){0,7}?"  # "longtime chief executive"
_SAID_OF = r"(?:,[^,;]{1,80},)?"  # ", who joined in May,"
Place = tuple[int, int]


def told_plainly(event: CompanyEvent, parts: tuple[str, str], others: Sequence[str]) -> bool:
    """Whether title or lead tell the event plainly; `others` are the names of all other organisations of the text.

    Asked only of types that may ask for a call: where others were asked, fewer of the right ones were certain.
    """
    if not event_types()[event.type].call_now:
        return False
    return any(_stand_together(event, sentence, others) for sentence in _sentences(parts))


def leaves_plainly(event: CompanyEvent, parts: tuple[str, str], others: Sequence[str]) -> bool:
    """Whether title or lead say in the usual words that somebody leaves: "Orbel chief Ann Lang to step down"."""
    if not is_leaving(event.type):
        return False
    foreign = [name for name in others if not any(name in own for own in event.names)]
    said = [found[0] for sentence in _sentences(parts) for found in _ways_to_leave(event, sentence)]
    return any(not _IN_DOUBT.search(words) and not any(name in words for name in foreign) for words in said)


def _sentences(parts: tuple[str, str]) -> list[str]:
    """The title and the first sentences of the lead."""
    return [parts[0], *islice(sentences_of(parts[1]), SENTENCES)]


def _stand_together(event: CompanyEvent, sentence: str, others: Sequence[str]) -> bool:
    """Whether a sentence has the event's company, its person and its matter together."""
    matters = [(place, place + 4) for place in places_of(sentence, event.type)]  # four letters of its word do
    if not matters:  # before patterns with names are compiled
        return False
    companies = _places(rf"\b(?:{any_of(event.names)})", sentence)
    people = _places(person_in_text(event.person), sentence) if event.person else companies
    rivals = _places(rf"\b(?:{any_of(others)})", sentence) if others else []
    for company, who, matter in product(companies, people, matters):
        first, last = min(company[0], who[0], matter[0]), max(company[1], who[1], matter[1])
        if _words_between(company, who, sentence) + _words_between(who, matter, sentence) > FARTHEST:
            continue
        other = who if event.person else matter
        nearer = any(_distance(rival, other) < _distance(company, other) or _is_in(rival, company) for rival in rivals)
        if not nearer and not _IN_DOUBT.search(sentence[first:last]):
            return True
    return False


def _places(pattern: str, sentence: str) -> list[Place]:
    return [found.span() for found in re.finditer(pattern, sentence)]


def _distance(one: Place, other: Place) -> int:
    """How many characters stand between two places."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def _is_in(one: Place, other: Place) -> bool:
    """Whether one place is part of another: "Orbel" of "Fintech Orbel", which only describes it."""
    return other[0] <= one[0] and one[1] <= other[1]


def _words_between(one: Place, other: Place, sentence: str) -> int:
    return len(sentence[min(one[1], other[1]) : max(one[0], other[0])].split())


def _ways_to_leave(event: CompanyEvent, sentence: str) -> Iterator[re.Match[str]]:
    """What a sentence says of somebody's leaving, in each of the usual ways that it has."""
    if not _GOES.search(sentence):  # before patterns with names are compiled
        return
    company = rf"(?:{any_of(event.names)})"
    for pattern in _of_person(company, person_in_text(event.person)) if event.person else _of_nobody(company):
        if found := re.search(pattern, sentence):
            yield found


def _of_person(company: str, person: str) -> tuple[str, ...]:
    return (
        rf"{company}(?:\s(?:Inc|Corp|Co|plc|Ltd)\b\.?)?(?:['’]s?)?,?(?:\s[\w&.’'-]+){{0,7}}?\s{person}{_SAID_OF}{_ON_THE_WAY}{_LEAVES}",
        rf"{person}(?:\s\w+)?,\s[^;.]{{0,80}}?{company}[^;.]{{0,30}}?{_ON_THE_WAY}{_LEAVES}",
        rf"{person}{_SAID_OF}{_ON_THE_WAY}{_LEAVES}[^;.]{{0,80}}?{company}",
        rf"{company}[^;.]{{0,80}}?{_REMOVES}\s{_WORDS}{person}",
        rf"{_REMOVES}\s{_WORDS}{person}[^;.]{{0,60}}?{company}",
        rf"{person}['’]s?\s(?:\w+\s)?{_LEAVING}",
        rf"{company}[^;.]{{0,60}}?{_LEAVING}\sof\s{_WORDS}{person}",
    )


def _of_nobody(company: str) -> tuple[str, ...]:
    return (
        rf"{company}(?:['’]s)?\s(?:[\w-]+\s){{0,4}}?(?:{_OFFICER}|founder|manager|chancellor|superintendent){_ON_THE_WAY}{_LEAVES}",
        rf"{_REMOVES}\s(?:[\w’'-]+\s){{0,4}}?{_CHIEF}",
        rf"{_OFFICER}\sof\s(?:the\s)?{company}{_ON_THE_WAY}{_LEAVES}",
    )
