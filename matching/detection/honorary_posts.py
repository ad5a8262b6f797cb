"""Posts of honour: who is elected president of a bar, a society or a chamber keeps the job.

The reader takes them for moves from the employer that a text names. What a body pays for ("president and CEO") is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.no_moves import leaves_for_good, only_former
from matching.event_types import is_arriving, is_leaving
from matching.reading.calibration import NEVER

_BODY = re.compile(
    r"\b(?:Association|Society|Bar|Chamber(?:\sof\s[\w\s]+)?|Council|Federation|League|Guild|Club|Rotary|Alliance|Coalition|"
    r"Institute\sof\s(?:[A-Z]\w+\s?)+|Bar\s(?:Association|Foundation)|Board\sof\sRealtors)\b"
)
# The president of a foundation may be paid, "the president of the board" is not.
_BODY_OR_FOUNDATION = re.compile(rf"{_BODY.pattern}|\bFoundation\b")
_HEAD = re.compile(
    r"(?:(?:next|new|\d{4}|national|state|board|incoming|vice)\s)*"
    r"(?:president(?:[\s-]elect)?|chair(?:man|woman|person)?(?:[\s-]elect)?|treasurer|secretary)(?:\sof\sthe\sboard)?",
    re.IGNORECASE,
)
_OF_HONOUR = re.compile(
    r"\b(?:elect(?:s|ed)?|president-elect|chair-elect|one-year|two-year|(?:\w+-)?year\sterm|term\sas|installed|sworn\sin|"
    r"members)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:volunteer|unpaid|honorary|voluntary)\s(?:post|role|position|job|president|chair\w*)\b", re.IGNORECASE
)


def without_honours(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text without posts of honour, nor that who takes one leaves the employer; what may be one asks
    for no call."""
    text = f"{title}. {lead}"
    honours = {event.person for event in events if _may_be_honour(event, title, lead)}
    if not honours:
        return list(events)
    is_sure = _UNPAID.search(text) is not None or _OF_HONOUR.search(text) is not None
    others = [event for event in events if event.person not in honours or not _is_told_of_it(event, title, lead)]
    if is_sure:
        return others
    return [event if event in others else replace(event, certain_from=NEVER) for event in events]


def _is_told_of_it(event: CompanyEvent, title: str, lead: str) -> bool:
    return is_leaving(event.type) or _may_be_honour(event, title, lead)


def _may_be_honour(event: CompanyEvent, title: str, lead: str) -> bool:
    """Whether somebody whose employer a text names gets a post in a body beside."""
    text = f"{title}. {lead}"
    if not (is_arriving(event.type) and event.person and event.prior_company):
        return False
    is_post = _HEAD.fullmatch(event.role) is not None
    is_of_board = re.search(rf"\b{re.escape(event.role)}\sof\s(?:the|its)\s(?:board|trustees)\b", text, re.IGNORECASE)
    body = _BODY_OR_FOUNDATION if is_of_board else _BODY
    is_beside = is_post and (_UNPAID.search(text) or any(body.search(name) for name in event.names))
    return bool(is_beside) and not leaves_for_good(text) and not only_former((event.prior_company,), title, lead)
