"""Layoffs that a company only counts or lists: "BioTrack has launched a page that lists layoffs at 400 biotechs"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.detection.staff_words import LAYOFFS
from matching.grammar.tokens import sentences_of

_LISTS = re.compile(
    rf"\b(?:list|track|count|log|tall|monitor|map|chart|compil|catalog|tabulat)\w*\s(?:[\w-]+\s){{0,3}}?{LAYOFFS}\b|"
    rf"\b{LAYOFFS}\s(?:list|tracker|map|database|dashboard|page)s?\b",
    re.IGNORECASE,
)
_GOES = re.compile(rf"\b(?:{LAYOFFS}|la(?:ys?|id|ying)\soff|jobs?|staff|workforce|redundan\w+)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:notices?|WARN|filings?)\b")  # what lists layoffs there is the employer's


def only_lists_layoffs(event: CompanyEvent, text: str) -> bool:
    """Whether layoffs are those of others, whom their company lists: no other word of jobs stands beside its name."""
    if event.type != "layoffs" or _NOTICE.search(text) or not _LISTS.search(text):
        return False
    of_it = re.compile(rf"\b(?:{any_of(event.names)})\b(?P<said>.*)")
    told = [found["said"] for one in sentences_of(text) if (found := of_it.search(one)) and _GOES.search(one)]
    return bool(told) and all(_LISTS.search(one) and not _GOES.search(_LISTS.sub(" ", one)) for one in told)
