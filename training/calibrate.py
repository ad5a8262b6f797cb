"""Fit what a probability means, and from where it counts: python -m training.calibrate --reader FOLDER.

Reads the check part with grammar and reader, fits the weight of each feature by logistic regression, and chooses for
each event type the lowest probability from which its events are right often enough. Writes calibration.json. The
figures printed are of items that neither weights nor thresholds were fitted on (--folds): by the calibration alone, and
by the whole of detection, whose rules follow it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from callnow.model import Announcement, CompanyEvent
from callnow.terms import UNSURE
from flows.cli.reading import announcement_of, event_as_dict
from matching.detection.detect import may_tell, read_closely, text_parts
from matching.detection.event_features import EventFeatures
from matching.detection.weighing import with_features
from matching.event_types import event_types, family
from matching.grammar.detect import detect as detect_with_grammar
from matching.reading.calibration import NEVER, Calibration
from matching.reading.reader import Reader, load_reader
from training.dataset import Item, load_items
from training.evaluate import load_score
from training.files import write_calibration

SURE = 0.96  # how often one that asks for a call must be right here: with the rules that follow, .95 hold elsewhere
RIGHT = 0.90  # how often an event of a type that never asks for one must be
NOTICE = 0.45  # the probability from which an event that is not sure enough is told as not certain
Told = dict[str, list[CompanyEvent]]
"""What is told of each item, by its id."""
PRIOR = 400  # events of all types that a type's own count as much as: few examples choose no threshold alone


@dataclass(frozen=True, slots=True)
class JudgedEvent:
    """An event that grammar or reader saw in an item: is it right? None where the labels leave that open."""

    item: str
    event: CompanyEvent
    features: EventFeatures
    right: bool | None


def announcements_of(items: Sequence[Item]) -> list[Announcement]:
    """The items as what was announced; one without a title has its text as title."""
    return [announcement_of({**item, "title": item.get("title") or item.get("text")}, "labels") for item in items]


def candidates(items: Sequence[Item], reader: Reader, score: ModuleType) -> list[JudgedEvent]:
    """All events that grammar or reader saw in `items`, judged by the official score; none of texts that are spared."""
    announcements = announcements_of(items)
    parts, found = [text_parts(one) for one in announcements], [detect_with_grammar(one) for one in announcements]
    texts = zip(items, announcements, found, reader.pieces(parts), parts, strict=True)
    heard = [text for text in texts if may_tell(*text[2:4], reader)]
    readings = reader.read_pieces([pieces for *_, pieces, _ in heard])
    return [
        JudgedEvent(item["id"], event, features, judged(item, event, score))
        for (item, announcement, events, _, own), read in zip(heard, readings, strict=True)
        for event, features in with_features(announcement, events, read, own, reader.version)
    ]


def judged(item: Item, event: CompanyEvent, score: ModuleType) -> bool | None:
    """Whether the labels hold this event; None where they say that it is open, or it is told as unsure.

    What is only a rumour, or denied, is wrong where it is told as a fact.
    """
    kind = score.family(event.type)
    if event.certainty in UNSURE or (item.get("doubtful") and kind in score.DOUBTFUL):
        return None

    def fits(label: dict[str, Any]) -> bool:
        return bool(
            score.family(label["type"]) == kind
            and (
                score.same_company(label["company"], event.company)
                or score.other_name(label["company"], event.company, item.get("orgs", []))
            )
            and score.same_person(label.get("person"), event.person)
        )

    labels = [label for label in item["events"] if fits(label) and label.get("planning") not in UNSURE]
    return None if labels and all(label.get("implied") for label in labels) else bool(labels)


def fit(events: Sequence[JudgedEvent]) -> Calibration:
    """The calibration under which `events` are likeliest, with the thresholds that it needs."""
    counted = [candidate for candidate in events if candidate.right is not None]
    seen = [candidate.features.numbers() for candidate in counted]
    names = sorted({name for features in seen for name in features})
    rows = np.array([[features.get(name, 0.0) for name in names] for features in seen])
    middle, spread = rows.mean(0), rows.std(0) + 1e-9  # one penalty is fair only to features of one scale
    alone = [n for n, name in enumerate(names) if name.startswith("type ")]
    middle[alone], spread[alone] = 0, 1  # but a rare type's weight would then be nearly free
    scaled = np.column_stack([np.ones(len(rows)), (rows - middle) / spread])
    weights = logistic(scaled, np.array([float(bool(candidate.right)) for candidate in counted]))
    own = weights[1:] / spread
    bare = Calibration(float(weights[0] - own @ middle), dict(zip(names, map(float, own), strict=True)), {})
    return replace(bare, types=thresholds(counted, bare))


def logistic(rows: np.ndarray, right: np.ndarray, penalty: float = 3.0, steps: int = 50) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty on all but the first, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    cost = penalty * np.eye(len(weights))
    cost[0, 0] = 1e-6
    for _ in range(steps):
        predicted = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - predicted) - cost @ weights
        curve = (rows * (predicted * (1 - predicted))[:, None]).T @ rows + cost
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def thresholds(found: Sequence[JudgedEvent], bare: Calibration) -> dict[str, tuple[float, float]]:
    """For each type: from which probability it is told, and from which it may ask for a call."""
    told = [(one.event.type, bare.probability(one.features.numbers()), bool(one.right)) for one in found]
    table = {}
    for name, kind in event_types().items():
        own = [(p, right) for other, p, right in told if family(other) == family(name)]
        alike = [(p, r) for other, p, r in told if event_types()[other].call_now == kind.call_now]
        least = lowest(own, alike, SURE if kind.call_now else RIGHT)
        table[name] = (min(NOTICE, least) if kind.call_now else least, least)
    return table


def lowest(own: Sequence[tuple[float, bool]], alike: Sequence[tuple[float, bool]], wanted: float) -> float:
    """The lowest probability from which `wanted` of a type's own events are right, those alike lending weight."""
    for threshold in (percent / 100 for percent in range(40, 99)):
        n, right = tally(own, threshold)
        all_n, all_right = tally(alike, threshold)
        if all_n and (right + PRIOR * all_right / all_n) / (n + PRIOR) >= wanted:
            return threshold
    return NEVER


def tally(told: Iterable[tuple[float, bool]], threshold: float) -> tuple[int, int]:
    """How many stand at or above the threshold, and how many of these are right."""
    above = [right for p, right in told if p >= threshold]
    return len(above), sum(above)


def weighed(events: Iterable[JudgedEvent], calibration: Calibration) -> Told:
    """What the calibration alone tells of each item."""
    told: defaultdict[str, list[CompanyEvent]] = defaultdict(list)
    for candidate in events:
        least, certain = calibration.thresholds(candidate.event.type)
        probability = calibration.probability(candidate.features.numbers())
        if probability >= least:
            told[candidate.item].append(replace(candidate.event, probability=probability, certain_from=certain))
    return told


def detected(items: Sequence[Item], reader: Reader, calibration: Calibration) -> Told:
    """What the whole of detection tells of each item with this calibration."""
    found = read_closely(announcements_of(items), replace(reader, calibration=calibration), spare=True)
    return {item["id"]: one.events for item, one in zip(items, found, strict=True)}


def in_folds(ids: Iterable[str], events: Sequence[JudgedEvent], folds: int) -> list[tuple[set[str], Calibration]]:
    """The ids of items in `folds` parts, each with a calibration fitted on the events of the others."""
    ordered = sorted(ids)
    parts = [set(ordered[n::folds]) for n in range(folds)]
    return [(part, fit([one for one in events if one.item not in part])) for part in parts]


def report(items: Sequence[Item], told: Told, score: ModuleType) -> str:
    """Precision and recall of what is certain, and of all that is told; slots of what is certain."""
    gold, lines = {item["id"]: item for item in items}, []
    kinds: tuple[tuple[str, Callable[[CompanyEvent], bool]], ...] = (
        ("certain", lambda event: event.certain),
        ("all told", lambda event: True),
    )
    for name, counts in kinds:
        answered = {
            id: {"events": [event_as_dict(event) for event in events if counts(event)]} for id, events in told.items()
        }
        result = score.score(gold, answered)
        for part in ("call_now", "all"):
            row = result[part]
            low, high = row["precision_95"], row["recall_95"]
            lines.append(
                f"{name:9} {part:9} owed {row['gold']:5} right {row['right']:5} extra {row['extra']:4}  "
                f"precision {row['precision']:.3f} ({low[0]:.3f}-{low[1]:.3f})  "
                f"recall {row['recall']:.3f} ({high[0]:.3f}-{high[1]:.3f})"
            )
        lines.append("  ".join(f"{slot} {cell['accuracy']:.3f}" for slot, cell in result["slots"].items()))
        if name == "certain":
            lines.extend(
                f"    {kind:20} owed {row['gold']:4} right {row['right']:4} extra {row['extra']:3}  "
                f"{row['precision']:.3f} {row['recall']:.3f}"
                for kind, row in result["families"].items()
            )
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"))
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="further labelled files to measure on")
    options = parser.parse_args()
    score, reader = load_score(), load_reader(options.reader)
    items = load_items(options.gold, "check")
    seen = candidates(items, reader, score)
    alone, whole = Told(), Told()
    for part, fitted in in_folds([item["id"] for item in items], seen, options.folds):
        alone |= weighed([one for one in seen if one.item in part], fitted)
        whole |= detected([item for item in items if item["id"] in part], reader, fitted)
    print(f"check part, fitted on the other folds of {options.folds}, by the calibration alone")
    print(report(items, alone, score))
    print(f"by the whole of detection\n{report(items, whole, score)}")
    calibration = fit(seen)
    write_calibration(calibration, options.reader)
    print(json.dumps({name: round(weight, 3) for name, weight in calibration.weights.items()}))
    print(json.dumps(calibration.types))
    for file in options.also:
        labelled = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        print(f"{file.name}\n{report(labelled, detected(labelled, reader, calibration), score)}")


if __name__ == "__main__":
    main()
