"""Posts that an advert only offers: "wishes to appoint a CFO", "is hiring a VP of Sales. Apply now"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import sentences_naming
from matching.event_types import family

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
_IS_HIRING = (
    r"\b(?:is|are|['’]re|now)\s(?:\w+ly\s|now\s|also\s)?(?:hiring|recruiting|seeking|looking)(?:\sfor)?:?\s"
    r"(?:(?!as\b)[a-z]+\s){0,4}?"
)
_COMES = re.compile(
    r"\b(?:hires|hired|names|named|appoints|appointed|picks|picked|taps|tapped|poach\w*|lur\w+|promot\w+|joins|joined|from\srival)\b",
    re.IGNORECASE,
)

# Who held the post: "Ann Roe left in May"
_ONLY_GOES = re.compile(
    r"(?!.*\b(?:join|becom|succe|replac|tak|took|mov)\w*)"
    r".*\b(?:left|leav\w+|resign\w*|depart\w*|retir\w*|quit\w*|died|(?:step\w*|stood)\sdown)\b",
    re.IGNORECASE,
)


def is_advertised(event: CompanyEvent, text: str) -> bool:
    """Whether a post for which nobody is named yet, but who had it, is only offered: "wishes to appoint a CFO. Apply by
    noon", or "is hiring a CFO" where the text says of nobody that they come."""
    comes = event.person and not all(map(_ONLY_GOES.match, sentences_naming(event.person, text)))
    if family(event.type) != "executive_hired" or comes:
        return False
    post = event.role.partition(".")[0].casefold()
    if _APPLY.search(text) and any(post in sought["post"].casefold() for sought in _TO_APPOINT.finditer(text)):
        return True
    offered = re.search(rf"{_IS_HIRING}{re.escape(post)}\b(?!\sfrom\s[A-Z])", text, re.IGNORECASE) if post else None
    return offered is not None and not event.prior_company and not _COMES.search(text)
