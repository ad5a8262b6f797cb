"""Measure how many examples a new event type takes: python -m training.new_type --out FOLDER [--types …] [--numbers …].

A reader is trained on the labels without any text that announces one of these types. From it, as from the reader that
ships when a type is added, training goes on with so many texts of each type beside a share of the others, and the types
are looked for in the part "check", by the reader alone at 0.5. Other options are those of training.train.
"""

from __future__ import annotations

import argparse
import random
from argparse import Namespace
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import torch

from matching.reading.labels import TYPES
from training.dataset import Item, event_class, load_items
from training.evaluate import as_line, load_score
from training.model import TorchReader, base_folder, base_model, load_model, with_new_types
from training.train import labelled_items, options_of, read_items, train

BESIDE = 0.2  # the share of the other texts that is learnt beside the examples
GOING_ON = {"rounds": 2, "look": 2, "rate": 5e-5, "head_rate": 1e-3}  # the heads' high, where the type is new
COMMON = ("layoffs", "bankruptcy", "funding", "office_opened", "legal_action")  # enough of each in the part "check"


def announces(item: Item, types: Collection[str]) -> bool:
    """Whether a labelled item announces an event of these types."""
    return any(TYPES[event_class(event)] in types for event in item["events"])


def examples_of(items: Sequence[Item], types: Sequence[str], number: int) -> list[Item]:
    """The first `number` items of each type; an item with two of the types counts for the first of them."""
    left, chosen = dict.fromkeys(types, number), []
    for item in items:
        own = next((t for t in types if left[t] and announces(item, (t,))), None)
        if own:
            left[own] -= 1
            chosen.append(item)
    return chosen


def begin_anew(weights: Path, types: Collection[str], out: Path) -> Path:
    """Writes begun.pt: the same weights, but those of these types, which are as a model's are before it is trained."""
    state = torch.load(weights, weights_only=True)
    begun = with_new_types(state, TorchReader(base_model(base_folder())), [TYPES.index(t) for t in types])
    out.mkdir(parents=True, exist_ok=True)
    torch.save(begun, out / "begun.pt")
    return out / "begun.pt"


def figures_of(model: TorchReader, check: Sequence[Item], types: Sequence[str], score: Path) -> list[str]:
    """How well each of these types is read in `check`, by the official score, and all together."""
    lines = [
        as_line(item, (event for event in events if event.probability >= 0.5))
        for item, events in zip(check, read_items(model, check), strict=True)
    ]
    found = load_score(score).score({item["id"]: item for item in check}, {line["id"]: line for line in lines})
    cells = {kind: [found["families"][kind][name] for name in ("gold", "right", "extra")] for kind in types}
    cells["together"] = [sum(column) for column in zip(*cells.values(), strict=True)]
    return [
        f"{kind}: {owed} owed, {right} right, {extra} extra, {right / max(1, right + extra):.3f} / {right / owed:.3f}"
        for kind, (owed, right, extra) in cells.items()
    ]


def main() -> None:
    """The command line."""
    own = argparse.ArgumentParser(add_help=False)
    own.add_argument("--types", nargs="+", choices=TYPES, default=COMMON, metavar="TYPE")
    own.add_argument("--numbers", nargs="+", type=int, default=[25, 50, 100, 200, 400], help="examples of each type")
    own.add_argument("--before", type=Path, help="model.pt of a reader that was trained without these types")
    options = options_of(own)
    torch.set_num_threads(options.threads)
    items, check = labelled_items(options), load_items(options.gold, "check")
    others = [item for item in items if not announces(item, options.types)]
    before = options.before or _trained(options, others, check, out=options.out / "before")
    for number in options.numbers:
        out = options.out / str(number)
        start = begin_anew(before, options.types, out)
        texts = random.Random(options.seed).sample(others, round(len(others) * BESIDE))
        texts += examples_of(items, options.types, number)
        weights = _trained(options, texts, check, out=out, start=start, **GOING_ON)
        print(f"{number} examples of each of {len(options.types)} types", flush=True)
        print("\n".join(figures_of(load_model(weights), check, options.types, options.score)), flush=True)


def _trained(options: Namespace, items: Sequence[Item], check: Sequence[Item], **changed: Any) -> Path:
    """Trains with options changed so; the file of the weights."""
    options = Namespace(**vars(options) | changed)
    options.out.mkdir(parents=True, exist_ok=True)
    train(items, [], check, options)
    return Path(options.out, "model.pt")


if __name__ == "__main__":
    main()
