"""Every frame of company events, tried on title and first sentences, and their findings joined.

The title decides: what it announces stands, and the lead only completes it (the other side's name, a slot). Where the
title is silent, a lead sentence counts that announces something of the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from matching.grammar.company_deals import no_deal, read_deals
from matching.grammar.company_market import read_contracts, read_partnerships, read_rebrands
from matching.grammar.company_money import read_money
from matching.grammar.company_places import read_places
from matching.grammar.company_praise import read_awards, read_products
from matching.grammar.company_trouble import read_trouble
from matching.grammar.company_view import View, view_of
from matching.grammar.company_workforce import read_standing, read_workforce
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
    of_others: bool = False  # the lead may tell what befalls a company that does not speak


FAMILIES = (
    Family(
        "deals",
        re.compile(
            r"acqui|merg|buy|bought|purchas|take[sn]? over|takeover|took over|snap|combin|amalgam|\bs[eo]ld?l?s?\b|divest|sp[iu]n"
        ),
        read_deals,
        no_deal,
    ),
    Family(
        "places",
        re.compile(
            r"headquarter|\bhqs?\b|relocat|\bmov(?:e|es|ed|ing)\b|open|expan|new (?:\w+ ){0,3}(?:location|office|facilit|plant|store)|break|broke|clos|shut|ribbon|\bbuil[dt]|launch|establish|inaugurat"
        ),
        read_places,
    ),
    Family(
        "workforce",
        re.compile(
            r"\bjobs?\b|lay(?:ing|s)?[- ]?off|laid off|layoff|workforce|redundanc|furlough|headcount|retrench|downsiz|\bhir(?:e|es|ing)\b|recruit|employees|positions|staff|workers"
        ),
        read_workforce,
    ),
    Family(
        "standing",
        re.compile(
            r"bankrupt|chapter (?:7|11|15)|ch\. ?11|insolven|administration|receivership|liquidation|creditor|petition|restructur|reorgani|strategic (?:review|alternatives)|turnaround|realign|cost-cutting|transformation plan|office|remote work|hybrid|work(?:ing)?[- ]from[- ]home|four-day|\brto\b"
        ),
        read_standing,
    ),
    Family(
        "money",
        re.compile(
            r"rais|fund|financ|secur|round|series [a-f]\b|placement|offering|invest|grant|donat|\bgift|capital|\bipo\b|public|listing|\blists?\b|listed|trading|credit facility|seed"
        ),
        read_money,
    ),
    Family(
        "trouble",
        re.compile(
            r"breach|cyber|ransom|outage|hack|leak|security incident|sue[sd]?\b|suing|lawsuit|\bsuit|class action|investigat|\bfine[sd]?\b|settle|indict|charge|complaint|probe|penalt"
        ),
        read_trouble,
        of_others=True,
    ),
    Family(
        "partnerships",
        re.compile(
            r"partner|collabor|joint venture|alliance|\bally|team(?:s|ed|ing)? (?:up|with)|join(?:s|ed|ing)? (?:forces|hands)|memorandum|\bmou\b|cooperat|integrat|agreement|sponsor|affiliat|relationship"
        ),
        read_partnerships,
    ),
    Family(
        "contracts",
        re.compile(
            r"contract|\border|agreement|select|chosen|chose|agency of record|supplier|vendor|provider|tender|award"
        ),
        read_contracts,
    ),
    Family("rebrands", re.compile(r"re-?brand|renam|name|brand|identity|logo"), read_rebrands),
    Family(
        "products",
        re.compile(r"launch|introduc|unveil|releas|debut|roll(?:s|ed|ing)? out|premier|announc|new|expand"),
        read_products,
    ),
    Family(
        "awards",
        re.compile(
            r"award|\bwin|won|prize|medal|honor|honour|recogni|ranked|\bname[sd]\b|\blist|top|best|earn|accolade|hall of fame|certif"
        ),
        read_awards,
    ),
)
_ANNOUNCES = re.compile(
    r"\b(?:announc\w+|pleased to|proud(?:ly)? to|excited to|thrilled to|delighted to|happy to|today|has (?:recently |officially |now |successfully |just )?(?:been )?\w+ed|"
    r"is (?:opening|launching|expanding|moving|relocating|acquiring|joining)|unveil\w*|will|have \w+ed)\b",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"\bannounc(?:ed|es|ing|e)\b|\b(?:pleased|proud|excited|thrilled|delighted|happy) to (?:share|reveal|unveil|report)\b",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"\b(?:earlier (?:in|this)|last (?:year|month|week|quarter|fall|spring|summer|winter)|previously|recently announced|as (?:we )?announced|since|following (?:its|the)|after (?:its|the)|in (?:19|20)\d\d|years? ago|anniversary|once)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:since (?:its|19|20)|from its founding|years ago|founded in|established in)\b", re.IGNORECASE
)
_NO_NEWS = re.compile(
    r"^\s*(?:how|why|what|when|where|should|does|are|can|is)\b|^\s*(?:top \d+|\d+ (?:ways|tips|reasons|things|steps|best|signs)|the (?:future|art|importance|benefits|rise) of|q ?& ?a\b|interview\b|opinion\b|podcast\b)|"
    r"\b(?:market (?:size|report|research|forecast|analysis)|cagr|price prediction|stocks? to (?:watch|buy)|price target|tips for|guide to|survey|fireside chat|initiates? coverage|(?:issues|releases|publishes) (?:an? )?(?:new )?(?:\w+ ){0,3}(?:analysis|outlook)|anniversary|one[- ]year milestone|celebrates? (?:\w+ )?\d+ years|years of (?:service|business|excellence))\b",
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
        elif (_ANNOUNCES if cued else _DECLARES).search(read.sentence.text) and (
            cued or not _RECALLS.search(read.sentence.text)
        ):
            from_lead += findings
        if read.zone == TITLE and not findings and family.held(read.sentence.text):
            return []
    return _join(from_title, from_lead, speaker, cued=cued, of_others=family.of_others and cued)


def _join(
    from_title: list[Finding], from_lead: list[Finding], speaker: Speaker, *, cued: bool, of_others: bool
) -> list[Finding]:
    joined: list[Finding] = []
    for one in from_title:
        _merge(joined, one)
    types = {f.type for f in joined}
    for one in from_lead:
        own = bool(speaker.name) and (same_org(one.company, speaker.name) or same_org(one.counterparty, speaker.name))
        if not types:
            if (own or of_others) and (cued or one.weight >= 1):
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
            if (
                one.type == "acquisition"
                and known.counterparty
                and one.counterparty
                and not same_org(known.counterparty, one.counterparty)
            ):
                continue
            for slot in SLOTS:
                if not getattr(known, slot) and getattr(one, slot):
                    setattr(known, slot, getattr(one, slot))
            return
    joined.append(one)
