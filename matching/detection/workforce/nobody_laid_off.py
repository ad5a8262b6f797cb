"""Layoffs that are none: who is only moved, or called back, and sites that close without a word of jobs."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.workforce.staff_words import JOBS, LAYOFFS, STAFF

MOVING = r"(?:mov|transfer|relocat|reassign|redeploy|shift|consolidat|merg)\w*"
"""What is done with work or workers that go elsewhere."""
_CUTS = re.compile(
    rf"\b(?:{LAYOFFS}|terminat\w+|severance|dismiss\w*|eliminat\w+|"
    r"(?:cut|lose|shed|axe?)(?:s|ting|ding|ing)?\b[^.;]{0,30}\b(?:jobs|positions|posts|staff|roles)|"
    r"jobs?\b[^.;]{0,20}\b(?:lost|cut))\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:no|not|without|none|never|nobody|avoid\w*)\b[^.;]{0,30}$", re.IGNORECASE)
# "It did not say how many jobs would go": whether any do is not said either.
_UNSAID = re.compile(
    r"\b(?:(?:(?:did|does|do|has|have|would|could)(?:\snot|n['’]t)|declin\w+\sto|refus\w+\sto|without|not)\s(?:yet\s)?(?:immediately\s)?"
    r"(?:say\w*|said|disclos\w+|specif\w+|giv\w+|reveal\w*|stat\w+|tell|confirm\w*|provid\w+|detail\w*)"
    r"|(?:un|not\s)clear|un(?:known|certain))\b[^.;]*",
    re.IGNORECASE,
)


def is_of_sites_alone(event: CompanyEvent, text: str) -> bool:
    """Whether layoffs that only the reader saw are made of sites that close: no jobs are named, or only as not told."""
    if event.type != "layoffs" or not event.rule.startswith("reader") or not _UNSAID.search(text):
        return False
    return not JOBS.search(_UNSAID.sub(" ", text))


_OFFERED = (
    rf"(?:(?:be|being|are|were|been)\s(?:\w+\s)?(?:{MOVING}|offered)|offered|(?:will|would|can|to)\s(?:\w+\s)?{MOVING}|"
    rf"{MOVING}(?<=ing))"
)
_ALL_MOVED = re.compile(
    r"(?<!\bsome\s)(?<!\bsome\sof\s)(?<!\bmost\sof\s)(?<!\bmany\sof\s)\b(?:all|the|its|both|\d[\d,]*)\s"
    rf"(?:(?!some|most|many|few)[\w’'-]+\s){{0,4}}?{STAFF}\b(?:\s(?:there|who|based|in|at|from|of|affected|[A-Z][\w’'-]+)){{0,4}}"
    rf"\s(?:(?:will|would|have|has|are|can|who)\s)*{_OFFERED}\b",
    re.IGNORECASE,
)


def is_only_moved(event: CompanyEvent, text: str) -> bool:
    """Whether the layoffs that only the reader saw are made of workers whom a text says to be moved, or to lose no job,
    and of no jobs that go."""
    if event.type != "layoffs" or not event.rule.startswith("reader"):
        return False
    cuts = [_NO.search(text[: cut.start()]) is not None for cut in _CUTS.finditer(text)]
    if not all(cuts):
        return False
    count = re.escape(event.count)
    moved = rf"\b{MOVING}\b[^.;]{{0,40}}\b{count}|\b{count}\b[^.;]{{0,60}}\b{_OFFERED}\b"
    return bool(cuts or _ALL_MOVED.search(text) or (count and re.search(moved, text, re.IGNORECASE)))


_CALLED_BACK = re.compile(
    r"\b(?:call(?:s|ed|ing)?\sback|recall(?:s|ed|ing)?|re-?hir\w+|br(?:ing\w*|ought)\sback|reinstat\w+)\b"
    r"(?:(?!\b(?:but|while|though|and\s(?:will|to|plans))\b)[^.;])*",
    re.IGNORECASE,
)

_ONCE_GONE = re.compile(r"\b(?:laid[\s-]off|furloughed)\s(?:workers|employees|staff|people)\b", re.IGNORECASE)


def is_of_called_back(event: CompanyEvent, text: str) -> bool:
    """Whether the layoffs of a text are of those who are called back, and no others are told."""
    if event.type != "layoffs":
        return False
    rest = _ONCE_GONE.sub(" ", _CALLED_BACK.sub(" ", text)) if _CALLED_BACK.search(text) else text
    return rest != text and not _CUTS.search(rest)
