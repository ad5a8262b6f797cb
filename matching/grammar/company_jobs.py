"""Layoffs that a text tells in passing, below a title of something else, or in a list of notices.

a program under which 75 positions are being eliminated · will result in the elimination of 230 positions ·
WARN notices this week: Acme, Reno, 75; Globex, Omaha, 38
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.grammar.company_names import strip_legal
from matching.grammar.company_words import phrases
from matching.grammar.frame import Finding, ReadSentence, Speaker
from matching.grammar.tokens import TITLE

# The rules of this module.
IN_PASSING = frozenset({"jobs-go", "notice"})

_ABOUT = (
    r"(?:(?:about|approximately|some|roughly|nearly|around|up to|as many as|more than|over|an estimated|a total of) )?"
)
_JOBS = rf"{_ABOUT}(?P<count{{0}}>\d[\d,]*) (?:[a-z-]+ ){{{{0,3}}}}?(?:jobs?|positions?|roles?|posts)"
_IN = r"(?: (?:in|at) (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?))?"
_GO = (
    r"(?:are|is|will be|would be|have been|has been|are to be|are expected to be)(?: being)?(?: \w+ly)? "
    r"(?:eliminated|cut|axed|lost|shed|affected|impacted|made redundant)"
)
_JOBS_GO = re.compile(
    rf"\b{_JOBS.format(1)}{_IN} {_GO}\b(?! by (?!the end|year))|\b(?:elimination|reduction|loss) of {_JOBS.format(2)}\b"
)
_HELD = (phrases("recalls"), phrases("denied"), phrases("held_jobs"))


def tells_of_jobs(text: str) -> bool:
    """Whether a text says in passing that jobs go: "a program under which 75 positions are being eliminated"."""
    return _JOBS_GO.search(text) is not None


def jobs_in_passing(reads: Iterable[ReadSentence], speaker: Speaker) -> list[Finding]:
    """Layoffs of who speaks, told below the title in a clause of something else; nothing that is only recalled."""
    for read in reads:
        text = read.sentence.text
        told = _JOBS_GO.search(text) if read.zone != TITLE and speaker.name else None
        others = [c for c in read.chunks if c.kind == "name" and c.shape == "org" and not _is_speaker(c.text, speaker)]
        if told is None or others or any(held.search(text) for held in _HELD):
            continue
        certainty = Certainty.ANNOUNCED if "will" in told[0] or "would" in told[0] else Certainty.DONE
        count = told["count1"] or told["count2"]
        place = told["place"] or ""
        return [
            Finding("layoffs", "jobs-go", read, company=speaker.name, count=count, origin=place, certainty=certainty)
        ]
    return []


def _is_speaker(name: str, speaker: Speaker) -> bool:
    return any(same_company(name, own) for own in (speaker.name, *speaker.aliases))


_NOTICES = re.compile(r"\bWARN\b|\blayoff notices?\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:^|[:;]\s|[:;]\sand\s)(?P<company>[A-Z][^,;:()]{2,60})"
    r"(?:,\s|\s\()(?P<place>[A-Z][\w .’'-]+(?:,\s[A-Z][\w.]+)?)\)?[,:]?\s"
    r"(?P<count>\d[\d,]*)(?:\s(?:jobs|workers|employees|positions|people|layoffs))?(?=[;.]|$)"
)


def noticed_layoffs(reads: Sequence[ReadSentence]) -> list[Finding]:
    """The layoffs of a list of notices: "WARN notices this week: Acme, Reno, 75; Globex, Omaha, 38"."""
    if not any(_NOTICES.search(read.sentence.text) for read in reads):
        return []
    return [
        Finding(
            "layoffs",
            "notice",
            read,
            company=strip_legal(told["company"]),
            count=told["count"],
            origin=told["place"],
            certainty=Certainty.ANNOUNCED,
        )
        for read in reads
        for told in _NOTICE.finditer(read.sentence.text)
    ]
