"""How well events are detected in labelled texts: right, extra and missed by type, with intervals.

Labels are lines as corrections are exported: id, title, body, events (type, company, planning, person …), and where
known orgs and doubtful. An `implied` event may be told or not; on a doubtful item events of people, deals, moves,
layoffs and bankruptcies count neither way; what is only rumoured or denied is never owed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callnow.model import CompanyEvent
from callnow.terms import UNSURE
from matching.comparing.companies import same_company
from matching.comparing.persons import same_person
from matching.event_types import family

Label = Mapping[str, Any]
DOUBTFUL = frozenset(
    {"executive_hired", "executive_departed", "headquarters_moved", "layoffs", "acquisition", "bankruptcy"}
)
NORMAL_95 = 1.96  # standard deviations within which 95 % of a normal distribution lie


@dataclass(slots=True)
class Tally:
    """Events told rightly, told though no label holds them, and labelled but not told."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of told events that are right; 0 where none is told."""
        return self.right / max(self.right + self.extra, 1)

    @property
    def recall(self) -> float:
        """The share of labelled events that are told; 0 where none is labelled."""
        return self.right / max(self.right + self.missed, 1)


def interval(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, z = hits / total, NORMAL_95
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (centre - spread) / (1 + z * z / total), (centre + spread) / (1 + z * z / total)


def measure(labels: Sequence[Label], detected: Sequence[Sequence[CompanyEvent]]) -> dict[str, Tally]:
    """Tallies by family of types (hired with promoted, acquisition with merger) over all items."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for item, events in zip(labels, detected, strict=True):
        for kind, tally in _measure_item(item, events):
            tallies[kind] += tally
    return dict(sorted(tallies.items()))


def _measure_item(item: Label, events: Iterable[CompanyEvent]) -> Iterable[tuple[str, Tally]]:
    skipped = DOUBTFUL if item.get("doubtful") else frozenset()
    labels = [label for label in item["events"] if family(label["type"]) not in skipped]
    owed = [label for label in labels if not label.get("implied")]
    met: list[Label] = []
    for event in events:
        kind, unsure = family(event.type), event.certainty in UNSURE
        if kind in skipped:
            continue
        fitting = [label for label in labels if _fits(label, event)]
        new = [label for label in fitting if label in owed and label not in met]
        if new:
            met.append(new[0])
        if not unsure and (new or not fitting):
            yield kind, Tally(right=bool(new), extra=not new)
    for label in owed:
        if label not in met and label.get("planning") not in UNSURE:
            yield family(label["type"]), Tally(missed=1)


def _fits(label: Label, event: CompanyEvent) -> bool:
    if family(label["type"]) != family(event.type):
        return False
    if (label.get("planning") in UNSURE) != (event.certainty in UNSURE):
        return False
    person = label.get("person", "")
    if person and event.person and not same_person(person, event.person):
        return False
    return any(same_company(label["company"], name) for name in event.names)
