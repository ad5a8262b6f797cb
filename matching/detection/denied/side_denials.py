"""Headlines that announce one thing and deny another: "Velmora names a CEO, denies sale talks".

What such a headline denies is in a clause of its own and is of another kind than its news. Where either is in doubt
(the denial names no matter: "…; company denies", or goes on behind its comma) the whole headline counts as denied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.detection.denied.denials import DENIED, WRONG, denies
from matching.detection.matters import may_tell_of, names_any_matter
from matching.event_types import is_leaving

_NEWS_VERB = (
    r"(?:names|appoints|hires|taps|picks|elects|selects|promotes|elevates|replaces|ousts|fires|moves|relocates|opens|"
    r"closes|shuts|cuts|files|buys|acquires|sells|merges|agrees|announces|launches|wins|raises|signs|completes|"
    r"confirms|unveils|welcomes|loses|quits|resigns|exits|leaves|departs|retires|steps|joins|takes|lays|axes|sheds|slashes|"
    r"dismisses|furloughs|retrenches)"
)
# "as", "but", ";" begin what stands for itself; a comma or "and" may go on with what is denied.
_APART = (
    r"\s*[;–—|]\s*|\s+-\s+|,?\s+(?:even\s+as|as|while|whilst|but|after(?!\s+all\b)|amid|despite|though|although|"
    r"following)\s+"
)
_BOUNDARY = re.compile(
    rf"(?P<apart>{_APART})|,\s+(?:and\s+)?|\s+and\s+(?={_NEWS_VERB}\b|{DENIED.pattern})", DENIED.flags
)
_FINITE = re.compile(rf"{_NEWS_VERB}\b|(?:[A-Z][\w’'.-]*\s+){{1,5}}{_NEWS_VERB}\b")  # the case of letters tells a name
_GOES_ON = re.compile(r"\b(?:it|he|she|they|that|will|to|plans?|is|was|are|were|has|have)\b", re.IGNORECASE)
_NOTHING_NAMED = re.compile(
    rf"(?:\W|\b(?:{WRONG}|it|this|that|them|all|any|such|the|as|is|are|says?|said|calls?|called|reports?|"
    r"rumou?rs?|claims?|talk|speculation|allegations?|stor(?:y|ies)|media|press|latest)\b)*",
    re.IGNORECASE,
)
_FORCED = re.compile(
    r"\b(?:forced|compulsory|enforced|involuntary|mandatory|outright)\s(?:[\w-]+\s)?"
    r"(?:layoffs?|lay-offs?|redundanc\w+|dismissals?|departures?|terminations?|exits|job\s(?:cuts|losses))\b",
    re.IGNORECASE,
)
# By these a whole headline says that somebody does not leave; beside a departure they tell what follows it.
_STAYS = re.compile(r"\b(?:stay\w*|remain\w*|keeps?|kept)\b", re.IGNORECASE)
_FURTHER = r"(?:further|additional|extra|more(?!\sthan\b))"
_GIVES_UP = re.compile(  # what had been planned
    r"\b(?:shelv|scrap|drop|withdr|cancel|terminat|abandon|revers|rescind|call\w*\soff|avert|halt|spare|scuttl|put\w*\s(?:\w+\s){0,3}?on\shold)",
    re.IGNORECASE,
)
_NEGATES = re.compile(r"\b(?:no|not|never|without|nor|neither)\b|n['’]t\b", re.IGNORECASE)


def denies_further(sentence: str, event_type: str) -> bool:
    """Whether a sentence says that there will be no more events of this type than there were: "no further layoffs"."""
    if not (denies(sentence) or _NEGATES.search(sentence)) or _GIVES_UP.search(sentence):
        return False
    near = re.finditer(rf"(?:[\w’'-]+\s){{0,2}}\b{_FURTHER}\s(?:[\w’'-]+\s?){{1,3}}", sentence, re.IGNORECASE)
    return any(may_tell_of(found[0], event_type) for found in near)


def whole_denial_names(title: str, event_type: str) -> bool:
    """Whether a headline that denies, and has no news beside that, may deny an event of this type."""
    stays = is_leaving(event_type) and _STAYS.search(title)
    return bool(stays) or may_tell_of(title, event_type)


@dataclass(frozen=True, slots=True)
class SideDenial:
    """A headline without the clause that denies, and what that clause says."""

    rest: str
    clause: str

    def names(self, event_type: str) -> bool:
        """Whether what is denied may be an event of this type; who rules out forced layoffs denies no others."""
        forced = event_type == "layoffs" and _FORCED.search(self.clause)
        return not forced and may_tell_of(self.clause, event_type)


def side_denial(title: str) -> SideDenial | None:
    """What a headline denies beside its news; None where it denies nothing, or that may be all it does."""
    denied = DENIED.search(title)
    if denied is None:
        return None
    boundaries = [found for found in _BOUNDARY.finditer(title) if not _overlaps(found, denied)]
    before = [found for found in boundaries if found.end() <= denied.start()]
    after = [found for found in boundaries if found.start() >= denied.end()]
    end = _end_of(title, denied, after)
    told_behind = title[denied.end() : end.start() if end else len(title)]
    bare = _NOTHING_NAMED.fullmatch(f"{denied['called'] or ''} {told_behind}")
    if bare:  # "talks collapse": what is denied stands before
        before = [found for found in before if found["apart"]]
    start = before[-1] if before else None
    clause = title[start.end() if start else 0 : denied.end()] + told_behind
    if bare and not names_any_matter(clause):
        return None
    rest = _rest(title, denied, start, end)
    return SideDenial(rest, clause) if rest and not denies(rest) else None


@lru_cache(maxsize=1024)
def _beside(text: str) -> tuple[SideDenial | None, int]:
    """What a sentence denies beside its news, and where that begins."""
    denial = side_denial(text)
    return denial, text.find(denial.clause) if denial else -1


def told_at(text: str, place: int) -> str:
    """The words of a sentence that bear on what it tells at `place`: all but a clause that denies something else."""
    denial, start = _beside(text)
    if denial is None or start <= place < start + len(denial.clause):
        return text
    return denial.rest


def _overlaps(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a boundary is a word of the denial itself: "dismisses as", "puts plan on hold"."""
    return one.start() < other.end() and other.start() < one.end()


def _end_of(title: str, denied: re.Match[str], after: list[re.Match[str]]) -> re.Match[str] | None:
    """The boundary at which the denial ends; None where it goes on to the end."""
    for boundary in after:
        goes_on = _GOES_ON.search(title[denied.end() : boundary.start()])
        follows = title[boundary.end() :]
        finite = _FINITE.match(follows)
        if boundary["apart"] or (finite and not (goes_on and finite.group()[0].isupper())):
            return boundary
    return None


def _rest(title: str, denied: re.Match[str], start: re.Match[str] | None, end: re.Match[str] | None) -> str:
    """The title without the clause; where what follows has no subject of its own, with the clause's."""
    ahead = title[: start.start()] if start else ""
    behind = title[end.end() :] if end else ""
    if end and not start and re.match(rf"{_NEWS_VERB}\b", behind):
        return f"{title[: denied.start()].strip()} {behind}"
    return title[: start.start()] + title[end.start() :] if start and end else ahead or behind
