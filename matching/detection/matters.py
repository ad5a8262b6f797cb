"""Words that name the matter of an event, by its type: where a sentence has none of them, it tells of no such event."""

from __future__ import annotations

import re

from matching.detection.staff_words import LAYOFFS
from matching.event_types import family

_DEAL = (
    r"sales?|sell\w*|sold|merge\w*|merging|takeovers?|bids?|buyouts?|buy\w*|bought|acqui\w+|purchas\w+|deals?|offers?|"
    r"talks|break-?up|spin-?off|approach\w*|tie-?ups?|combin\w+|absorb\w*|fold\w*\sinto|becom\w*\s(?:a\s)?(?:part|subsidiary)"
)
_SITE = r"clos\w+|shut\w*|plants?|stores?|offices?|sites?|factor(?:y|ies)|branch(?:es)?|exit\w*|leav\w+|open\w*"
_POST = (
    r"appoint\w*|join(?:s|ed|ing)?|picks?|choice|nam(?:e|es|ed|ing)|hir(?:e|es|ed|ing)|poach\w*|tap(?:s|ped)|successors?|search|"
    r"new\s(?:c\w?o|chief|boss|head|president|chair\w*)|replac\w+|reshuffle|shake-?up"
)
_MONEY = r"fundrais\w+|funding|rounds?|ipo|listing|float\w*|loans?|stakes?|invest\w+"
_NAMED = {
    "acquisition": _DEAL,
    "divestiture": _DEAL,
    "layoffs": rf"{LAYOFFS}|jobs?|cut\w*|staff|workforce|spares?",
    "executive_hired": _POST,
    "board_appointed": _POST,
    "executive_departed": (
        r"step\w*|stand\w*\sdown|resign\w*|quit\w*|leav\w+|left|exit\w*|depart\w*|retir\w*|oust\w*|fir(?:es|ed|ing)|"
        r"call\w*\sit\sa\sday|papers|adieu|successors?|shake-?up|reshuffle"
    ),
    "headquarters_moved": r"mov\w+|relocat\w+|leav\w+|headquarters?|head\soffices?|hq|stay\w*|quit\w*|exit\w*",
    "office_closed": _SITE,
    "office_opened": _SITE,
    "bankruptcy": r"bankrupt\w*|insolven\w*|chapter|administration|liquidat\w*|default\w*|receivership",
    "restructuring": r"restructur\w*|reorgani\w*|break-?up|review|turnaround|shake-?up|overhaul|layoffs?|jobs?",
    "funding": _MONEY,
    "ipo": _MONEY,
    "hiring": r"hir(?:e|es|ing)|freeze|jobs?",
    "rebrand": r"renam\w+|rebrand\w*|names?",
    "partnership": r"partner\w*|alliance|tie-?up|joint|deals?|talks",
    "contract_won": r"contracts?|deals?|orders?",
    "security_incident": r"breach\w*|hack\w*|attack\w*|leak\w*|ransom\w*|incident|outage",
}


def places_of(words: str, event_type: str) -> list[int]:
    """Where words name the matter of events of this type."""
    named = _NAMED.get(family(event_type), "")
    return [found.start() for found in re.finditer(rf"\b(?:{named})\b", words, re.IGNORECASE)] if named else []


def may_tell_of(words: str, event_type: str) -> bool:
    """Whether words name the matter of events of this type."""
    return bool(places_of(words, event_type))


def names_any_matter(words: str) -> bool:
    """Whether words name the matter of events of any type."""
    return any(may_tell_of(words, kind) for kind in _NAMED)
