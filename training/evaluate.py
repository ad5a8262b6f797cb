"""Measure a model on labelled items: the official score at a row of thresholds, and the predictions as a file."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from matching.reading.events import ReadEvent, read_events
from matching.reading.heads import Heads
from matching.reading.pieces import batch_pieces
from training.dataset import Item
from training.model import Reader, head_arrays

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SCORE = Path("../shared/gold/score.py")


def predict(model: Reader, tokenizer: Tokenizer, items: Sequence[Item], size: int = 32) -> list[list[ReadEvent]]:
    """The events of each item."""
    model.eval()
    heads = Heads(head_arrays(model))
    pieces = batch_pieces([(item["title"], item["body"]) for item in items], tokenizer)
    found: list[list[ReadEvent]] = [[] for _ in items]
    order = sorted(range(len(items)), key=lambda n: len(pieces[n]))
    for at in range(0, len(order), size):
        part = order[at : at + size]
        length = max(len(pieces[n]) for n in part)
        arrays = {name: np.zeros((len(part), length), np.int64) for name in ("ids", "cases", "segments", "mask")}
        for row, n in enumerate(part):
            for name in ("ids", "cases", "segments"):
                arrays[name][row, : len(pieces[n])] = getattr(pieces[n], name)
            arrays["mask"][row, : len(pieces[n])] = 1
        tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
        with torch.inference_mode():
            states = model.encode(tensors["ids"], tensors["cases"], tensors["segments"], tensors["mask"].bool()).numpy()
        for row, n in enumerate(part):
            found[n] = read_events(pieces[n], states[row, : len(pieces[n])], heads)
    return found


def as_line(item: Item, events: Iterable[ReadEvent]) -> dict[str, Any]:
    """Predictions of one item in the form that the official score reads."""
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


def evaluate(model: Reader, tokenizer: Tokenizer, items: Sequence[Item], out: Path) -> str:
    """The official score of `items` at each threshold, as a table; the predictions go to `out`."""
    lines = [as_line(item, events) for item, events in zip(items, predict(model, tokenizer, items), strict=True)]
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    score, gold = load_score(), {item["id"]: item for item in items}
    rows = ["threshold  call now: P, R  all: P, R"]
    for threshold in THRESHOLDS:
        kept = {x["id"]: x | {"events": [e for e in x["events"] if e["probability"] >= threshold]} for x in lines}
        result = score.score(gold, kept)
        now, every = result["call_now"], result["all"]
        figures = (f"{row[name]:.3f}" for row in (now, every) for name in ("precision", "recall"))
        rows.append(f"{threshold:9.2f}  " + "  ".join(figures))
        if threshold == 0.5:
            slots = " ".join(f"{k} {v['accuracy']:.3f}" for k, v in result["slots"].items())
    return "\n".join([*rows, slots])
