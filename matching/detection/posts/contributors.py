"""Who is hired to do the work itself, as a nurse practitioner, a coordinator or the editor of one film, leads nobody:
no call is certain. A law firm's attorneys are hired by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.event_types import is_taking_post
from matching.reading.calibration import NEVER

CONTRIBUTOR = 5  # the rank of matching.roles
_OF_LAW = re.compile(
    r"\b(?:law|lawyers?|attorneys?|LLP|legal|litigat\w+|counsel|solicitors?|barristers?)\b", re.IGNORECASE
)
_PRACTISES = re.compile(
    r"\b(?:associate|attorney|lawyer|counsel|solicitor|barrister|advocate|member)s?\b", re.IGNORECASE
)
# "officer in charge", the administrator of a clinic or a town, a lead engineer
_LEADS = re.compile(
    r"^(?:(?:commanding\s)?officer|(?:(?:\w+\s)?(?:town|village|parish|borough|home|clinic|facility|community)\s)?administrator|"
    r"lead\s(?!generation)[\w\s-]+)$",
    re.IGNORECASE,
)
_MAKER = r"\b(?:editor|writer|producer|composer|designer|animator|artist)"
_MAKES = re.compile(rf"{_MAKER}$", re.IGNORECASE)
_OF_ONE_WORK = re.compile(
    rf"{_MAKER}\s(?:for|of|on)\s"
    r"(?:(?:the|its|their|an?|upcoming|new|next|feature|short|documentary|animated)\s){0,4}(?:film|movie|documentary|series|show|episode|sequel|video\sgame)\b",
    re.IGNORECASE,
)


def without_sure_contributors(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events of a text; who takes a post without anybody below it does so, not certain."""
    return [replace(one, certain_from=NEVER) if _contributes(one) else one for one in events]


def _contributes(event: CompanyEvent) -> bool:
    if not is_taking_post(event.type) or not event.role:
        return False
    if event.rank == CONTRIBUTOR and not _LEADS.search(event.role):
        practises = _PRACTISES.search(event.role) and _OF_LAW.search(f"{event.company} {event.sentence}")
        return event.function != "legal" and not practises
    return bool(_OF_ONE_WORK.search(event.sentence) and _MAKES.search(event.role))
