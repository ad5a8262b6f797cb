"""Posts for which somebody is only looked for: "Orbel seeks a CFO", "wishes to appoint a CFO. Apply by noon"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.event_types import family

_SOUGHT = re.compile(
    r"\b(?:seek(?:s|ing)|look(?:s|ing)\sfor|search(?:es|ing)\sfor|advertis(?:es|ing)|recruiting\san?|"
    r"job\s(?:ads?|adverts?|advertisements?|postings?|listings?)|vacancy)\b",
    re.IGNORECASE,
)
_TO_APPOINT = re.compile(
    r"\b(?:wish(?:es)?|wants?|hopes?|would\slike|is\skeen|look(?:s|ing)?|aims?|intends?|now)\s(?:now\s)?to\s"
    r"(?:appoint|recruit|hire|engage)\s(?:an?|its\s(?:first|next|new))\s(?P<post>[^.;]+)",
    re.IGNORECASE,
)
_APPLY = re.compile(
    r"\b(?:to\sapply|apply\s(?:by|to|via|online|now|before|here|at|in\swriting)|applications?\s(?:are\s(?:open|invited|due|welcome)|must|should|by|close|to\sbe|for\sthe\s(?:role|post))|"
    r"invites?\sapplications|closing\sdate|(?:applicants|candidates)\s(?:must|should|will\s(?:have|need|be)))\b",
    re.IGNORECASE,
)


def is_vacancy(event: CompanyEvent, title: str) -> bool:
    """Whether the reader alone saw that somebody may come, where a headline or sentence only looks for them."""
    sought = family(event.type) == "executive_hired" and not event.person and event.certainty is Certainty.RUMOURED
    return (
        sought and event.rule.startswith("reader") and any(_SOUGHT.search(words) for words in (title, event.sentence))
    )


def is_advertised(event: CompanyEvent, text: str) -> bool:
    """Whether a post for which nobody is named yet is only offered: "wishes to appoint a CFO. Apply by noon"."""
    if family(event.type) != "executive_hired" or event.person or not _APPLY.search(text):
        return False
    post = event.role.partition(".")[0].casefold()
    return any(post in sought["post"].casefold() for sought in _TO_APPOINT.finditer(text))
