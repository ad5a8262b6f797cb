"""The name that a company had before, where a text tells it right behind the name: "Orbel, formerly Velmora Foods".

It is another name of the company, and nobody's employer before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import same_company
from matching.comparing.persons import same_person
from matching.detection.merging import change_told, each_once
from matching.event_types import is_leaving

# What may stand between the name and "formerly": its legal form, then a bracket such as its ticker.
_BETWEEN = r"(?:,?\s(?:inc|corp|co|llc|ltd|plc|ag|gmbh|s\.?a|n\.?v)\b\.?)?(?:\s\([^()]{1,60}\))?\s*[,(–—-]?\s*"
_SAID = r"(?:formerly|previously)(?:\s(?:known|called|named|trading)(?:\sas)?)?|known\suntil\s[\w\s,]{1,40}?\sas"
_NAME = r"[A-Z0-9][\w&.’'+-]*(?:\s(?:(?:of|and|the|&|et|de)\s)*[A-Z0-9&][\w&.’'+-]*)*"
_ENDS = r"(?=\.?[”\"]?\s*(?:[,;()]|\.?$|\.\s|[–—]|-\s))"
_TOLD = re.compile(
    rf"(?i:{_BETWEEN}(?:{_SAID}))\s[“\"]?(?:the\s)?(?P<name>{_NAME}(?:,\s(?:Inc|Corp|Co|LLC|Ltd)\b)?){_ENDS}"
)
_FORMERLY = re.compile(r"(?:formerly|previously)\b", re.IGNORECASE)
_NEW = re.compile(
    rf"\b(?:trad(?:e|ing)|operat(?:e|ing)|known|doing\sbusiness|practi[cs](?:e|ing)|rebrand(?:ed|ing)?|called|named|renamed|under\sthe\sname)"
    rf"\s(?:(?:as|of)\s)?(?:the\s)?[“\"]?(?P<name>{_NAME})"
)


def with_merged_names(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; what two companies that merge will be called is neither of them, but the one that their
    other side names as its partner."""
    new = {told["name"].rstrip(".") for told in _NEW.finditer(text)}
    merging = [one for one in events if one.type == "merger"]
    told = [_as_party(one, merging) if one in merging and one.company in new else one for one in events]
    return each_once(told, change_told) if new else told


def _as_party(event: CompanyEvent, merging: Sequence[CompanyEvent]) -> CompanyEvent:
    others = [one for one in merging if same_company(one.company, event.counterparty)]
    party = next((one.counterparty for one in others if one.counterparty not in ("", event.company)), "")
    return replace(event, company=party, also_called=event.names) if party else event


def with_former_names(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, each with the names that its company had before, which are no employer somebody comes from
    and none that they leave."""
    if not re.search(_SAID, text, re.IGNORECASE):
        return list(events)
    told = [(event, tuple(_former_names(event, text))) for event in events]
    return [_called(event, names) for event, names in told if not any(_leaves(event, *other) for other in told)]


def _former_names(event: CompanyEvent, text: str) -> Iterator[str]:
    for name in event.names:
        for own in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if told := _TOLD.match(text, own.end()):
                yield told["name"].rstrip(".")


def _called(event: CompanyEvent, names: Sequence[str]) -> CompanyEvent:
    if not names:
        return event
    known = [name for name in event.also_called if not _FORMERLY.match(name)]
    prior = "" if any(same_company(event.prior_company, name) for name in names) else event.prior_company
    return replace(event, prior_company=prior, also_called=tuple(dict.fromkeys((*known, *names))))


def _leaves(event: CompanyEvent, other: CompanyEvent, names: Sequence[str]) -> bool:
    """Whether an event is that the other's person leaves what is only the other company's name of before."""
    leaves = is_leaving(event.type) and event is not other
    same = leaves and event.type != other.type and same_person(event.person, other.person)
    return bool(same and any(same_company(event.company, name) for name in names))
