"""Measure a reader on labelled items, through the code that reads at run time.

python -m training.evaluate --reader FOLDER LABELS.jsonl … prints the official score at each threshold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from matching.reading.events import ReadEvent
from matching.reading.pieces import lead
from matching.reading.reader import load_reader
from training.dataset import Item

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SCORE = Path("../shared/gold/score.py")


def as_line(item: Item, events: Iterable[ReadEvent]) -> dict[str, Any]:
    """What was read of an item, in the form that the official score reads."""
    return {
        "id": item["id"],
        "events": [
            {"type": e.type, "company": e.company, "planning": e.certainty, "probability": round(e.probability, 4)}
            | ({"side": e.side} if e.side else {})
            | e.slots
            for e in events
        ],
    }


def load_score(file: Path = SCORE) -> ModuleType:
    """The official measure, as a module."""
    spec = importlib.util.spec_from_file_location("score", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_table(items: Sequence[Item], found: Sequence[Sequence[ReadEvent]], score: ModuleType) -> str:
    """Precision and recall at each threshold, call now and all; the accuracy of the slots at 0.5."""
    gold = {item["id"]: item for item in items}
    rows, slots = ["threshold  call now: P, R  all: P, R"], ""
    for threshold in THRESHOLDS:
        lines = [
            as_line(item, (e for e in events if e.probability >= threshold))
            for item, events in zip(items, found, strict=True)
        ]
        result = score.score(gold, {line["id"]: line for line in lines})
        figures = (result[part][name] for part in ("call_now", "all") for name in ("precision", "recall"))
        rows.append(f"{threshold:9.2f}  " + "  ".join(f"{figure:.3f}" for figure in figures))
        if threshold == 0.5:
            slots = " ".join(f"{name} {cell['accuracy']:.3f}" for name, cell in result["slots"].items())
    return "\n".join([*rows, slots])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--part", default="", help="only the items of this part: check, train, gold")
    parser.add_argument("--out", type=Path, help="write what was read, as JSON lines")
    options = parser.parse_args()
    items = [json.loads(line) for file in options.labels for line in file.read_text(encoding="utf-8").splitlines()]
    items = [item for item in items if not options.part or item["part"] == options.part]
    reader = load_reader(options.reader)
    texts = [(item.get("title") or item.get("text") or "", lead(item.get("body") or "")) for item in items]
    readings = [read.events for read in reader.read(texts)]
    if options.out:
        lines = [as_line(item, events) for item, events in zip(items, readings, strict=True)]
        options.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(score_table(items, readings, load_score()))


if __name__ == "__main__":
    main()
