"""Every frame of company events, tried on title and first sentences, and their findings joined.

The title decides: what it announces stands, and the lead only completes it (the other side's name, a slot). Where the
title is silent, a lead sentence counts that announces something of the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from matching.grammar.company_deals import no_deal, read_deals
from matching.grammar.company_places import read_places
from matching.grammar.company_view import View, view_of
from matching.grammar.frame import Finding, ReadSentence, Speaker
from matching.grammar.subject import same_org
from matching.grammar.tokens import LEAD, TITLE

SLOTS = ("counterparty", "origin", "destination", "amount", "count", "person", "side")


class Family(NamedTuple):
    """Frames that share a cue: words without which no sentence can hold them."""

    name: str
    cue: re.Pattern[str]
    frames: Callable[[View], list[Finding]]
    held: Callable[[str], bool] = lambda title: False


FAMILIES = (
    Family(
        "deals",
        re.compile(
            r"acqui|merg|buy|bought|purchas|take[sn]? over|takeover|took over|snap|combin|amalgam|\bs[eo]ld?l?s?\b|divest|sp[iu]n"
        ),
        read_deals,
        no_deal,
    ),
)
_ANNOUNCES = re.compile(
    r"\b(?:announc\w+|pleased to|proud(?:ly)? to|excited to|thrilled to|delighted to|happy to|today|has (?:recently |officially |now |successfully |just )?(?:been )?\w+ed|"
    r"is (?:opening|launching|expanding|moving|relocating|acquiring|joining)|unveil\w*|will|have \w+ed)\b",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"^\s*(?:how|why|what|when|where|should|does|are|can|is)\b|^\s*(?:top \d+|\d+ (?:ways|tips|reasons|things|steps|best|signs)|the (?:future|art|importance|benefits|rise) of|q ?& ?a\b|interview\b|opinion\b|podcast\b)|"
    r"\b(?:market (?:size|report|research|forecast|analysis)|cagr|price prediction|stocks? to (?:watch|buy)|price target|tips for|guide to|survey|fireside chat)\b",
    re.IGNORECASE,
)


def has_company_cue(text: str) -> bool:
    """Whether a sentence can hold a company event at all; cheap, and never wrong about one that does."""
    lower = text.lower()
    return any(family.cue.search(lower) for family in FAMILIES)


def read_company_events(reads: list[ReadSentence], speaker: Speaker, body: str) -> list[Finding]:
    """The company events of an announcement: `reads` are its title and first sentences, `body` its cleaned text."""
    title = next((r for r in reads if r.zone == TITLE), None)
    if title is not None and _NO_NEWS.search(title.sentence.text):
        return []
    views: dict[int, View] = {}
    found: list[Finding] = []
    for family in FAMILIES:
        found += _read_family(family, reads, speaker, body, views)
    return found


def _read_family(
    family: Family, reads: list[ReadSentence], speaker: Speaker, body: str, views: dict[int, View]
) -> list[Finding]:
    from_title: list[Finding] = []
    from_lead: list[Finding] = []
    cued = False
    for read in reads:
        if not family.cue.search(read.sentence.text.lower()) or read.zone > LEAD and not cued:
            continue
        cued = cued or read.zone == TITLE
        if read.index not in views:
            views[read.index] = view_of(read, speaker, body)
        findings = [f for f in family.frames(views[read.index]) if f.company]
        if read.zone == TITLE:
            from_title += findings
        elif _ANNOUNCES.search(read.sentence.text):
            from_lead += findings
        if read.zone == TITLE and not findings and family.held(read.sentence.text):
            return []
    return _join(from_title, from_lead, speaker, cued=cued)


def _join(from_title: list[Finding], from_lead: list[Finding], speaker: Speaker, *, cued: bool) -> list[Finding]:
    joined: list[Finding] = []
    for one in from_title:
        _merge(joined, one)
    types = {f.type for f in joined}
    for one in from_lead:
        own = bool(speaker.name) and (same_org(one.company, speaker.name) or same_org(one.counterparty, speaker.name))
        if not types:
            if own and (cued or one.weight >= 1):
                _merge(joined, one)
        elif one.type in types:
            known = [f for f in joined if f.type == one.type]
            same = any(same_org(f.company, one.company) for f in known)
            lacking = all(not f.counterparty for f in known) and any(
                same_org(f.company, one.counterparty) for f in known
            )
            if same or lacking:
                _merge(joined, one)
    return joined


def _merge(joined: list[Finding], one: Finding) -> None:
    """Add `one`, or give what it knows more to the finding of the same type and company."""
    for known in joined:
        if known.type == one.type and same_org(known.company, one.company):
            for slot in SLOTS:
                if not getattr(known, slot) and getattr(one, slot):
                    setattr(known, slot, getattr(one, slot))
            return
    joined.append(one)
