"""Runs detection over a labelled file beside the repository and scores it; `python -m tests.matching.frozen`
freezes the figures.

tests/matching/frozen_detection.json holds ids, event types and figures of the last frozen run, no text.
"""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from callnow.model import Announcement, CompanyEvent
from matching.grammar.detect import detect

GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "gold"
FROZEN = Path(__file__).with_name("frozen_detection.json")
FILES = ("releases.jsonl", "headlines.jsonl")
SLOTS = {"origin": "from", "destination": "to"}
NAMES = (
    "type",
    "company",
    "person",
    "role",
    "prior_company",
    "counterparty",
    "origin",
    "destination",
    "amount",
    "count",
)


def announcement(item: dict[str, Any]) -> Announcement:
    day = str(item.get("date") or "")[:10]
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else datetime(2026, 1, 1, tzinfo=UTC)
    return Announcement(
        id=item["id"],
        source="gold",
        title=item.get("title") or "",
        text=item.get("body") or item.get("text") or "",
        url="",
        published_at=at,
        fetched_at=at,
        date_known=bool(day),
    )


def event_row(event: CompanyEvent) -> dict[str, str]:
    row = {SLOTS.get(name, name): str(getattr(event, name)) for name in NAMES if getattr(event, name)}
    return row | {"planning": str(event.certainty)}


def run(file: str) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Figures by the official measure, and the types of each item's events, over `file`."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    measure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure)
    gold = measure.read(str(GOLD / file))
    predicted = {key: {"events": [event_row(e) for e in detect(announcement(item))]} for key, item in gold.items()}
    result = measure.score(gold, predicted)
    return result, {key: sorted(e["type"] for e in p["events"]) for key, p in predicted.items() if p["events"]}


def figures(result: dict[str, Any]) -> dict[str, float]:
    """Precision and recall of the two sums, accuracy of each slot that is often enough there to mean something."""
    found = {
        f"{name} {measure}": result[name][measure]
        for name in ("call_now", "all")
        for measure in ("precision", "recall")
    }
    return found | {f"slot {name}": slot["accuracy"] for name, slot in result["slots"].items() if slot["gold"] >= 15}


def freeze() -> None:
    frozen = {}
    for file in FILES:
        result, types = run(file)
        frozen[file] = {"figures": figures(result), "types": types}
    FROZEN.write_text(json.dumps(frozen, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze()
