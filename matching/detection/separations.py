"""A business that is parted from its company ("to hive off its packaging business") is told once: as a divestiture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.grammar.company_mergers import SEPARATES

_MORE = re.compile(
    r"\b(?:restructur|reorgani[sz]|turnaround|overhaul|strategic\s(?:review|alternatives|options))", re.IGNORECASE
)


def without_separation_as_restructuring(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text without the restructuring that is only the separation of a business."""
    parted = [e for e in events if e.type == "divestiture" and SEPARATES in e.rule]
    if not parted or _MORE.search(text):
        return list(events)
    return [e for e in events if e.type != "restructuring" or not any(share_name(e.names, p.names) for p in parted)]
