"""People who are only named beside a change, and stay: whom a newcomer will report to, who tells of another's leaving.

The reader takes some of them for people who leave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.detection.named import person_in_text, sentences_naming
from matching.event_types import is_leaving

_REPORTS_TO = r"\breport(?:s|ing)?\s(?:directly\s)?to\s(?:[\w’',&-]+\s){0,8}?"
_TELLS_OF_ANOTHER = (
    r"(?:,[^,.;]+,|,)?\s(?:has\s)?(?:said|says|announce[ds]|told|confirm(?:ed|s)|wrote|disclosed)\s(?:(?!that\b)[\w’',.]+\s){0,6}?that\s"
    r"(?:(?:the|its|their)\s)?(?:[a-z-]+,?\s){0,3}?[A-Z]"
)
_LEAVES = re.compile(
    r"\b(?:step\w*\sdown|resign\w*|retir\w+|quit\w*|oust\w*|fired|dismiss\w*|depart(?!ment)\w*|leav(?:es|ing)|left)\b",
    re.IGNORECASE,
)


def without_who_is_named_beside(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text without departures of those whom it only names beside another's change."""
    return [one for one in events if not (is_leaving(one.type) and one.person and _is_named_beside(one.person, text))]


def _is_named_beside(person: str, text: str) -> bool:
    name, told = person_in_text(person), sentences_naming(person, text)
    if any(re.search(rf"{_REPORTS_TO}{name}\b", one) for one in told) and not any(map(_LEAVES.search, told)):
        return True
    return bool(told) and all(re.search(rf"\b{name}\b{_TELLS_OF_ANOTHER}", one) for one in told)
