"""Train the prefilter of a reader: python -m training.prefilter --reader FOLDER [--more LABELS …].

A logistic regression on whether a labelled text tells an event. Its threshold is chosen on the part "check": one in a
hundred of the texts there with an event of a type that calls scores lower. What the grammar sees an event in is read
all the same, so fewer are lost.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from callnow.terms import UNSURE
from matching.detection.detect import text_parts
from matching.event_types import type_of
from matching.reading.pieces import Pieces, batch_pieces, load_tokenizer
from matching.reading.prefilter import BITS, Prefilter, table_places
from training.calibrate import announcements_of
from training.dataset import Item, load_items
from training.files import write_checksums
from training.more import load_more

LOST = 0.01  # of the texts with an event of a type that calls, before the grammar's say
COST = 0.02  # of a text, to a cost of 1 for half the square of a weight; from .005 to .1 little changes
STEPS = 60  # of L-BFGS


def fit(texts: Sequence[Pieces], tells: np.ndarray) -> Prefilter:
    """The prefilter under which `tells`, bool [texts], is likeliest; it has no threshold yet."""
    places = [torch.from_numpy(table_places(text)) for text in texts]
    joined, starts = torch.cat(places), torch.tensor([0, *map(len, places[:-1])]).cumsum(0)
    weights, shift = torch.zeros(1 << BITS, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    wanted = torch.from_numpy(tells.astype(np.float32))
    optimiser = torch.optim.LBFGS([weights, shift], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = functional.embedding_bag(joined, weights, starts, mode="sum")[:, 0] + shift
        unlikely = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
        cost = weights.square().sum() / 2 + COST * unlikely
        cost.backward()
        return cost

    optimiser.step(loss)
    found = weights.detach().numpy()[:, 0]
    scale = float(np.abs(found).max()) / 127
    return Prefilter(np.rint(found / scale).astype(np.int8), scale, float(shift.detach()), -np.inf)


def calls(item: Item) -> bool:
    """Whether a labelled item tells an event of a type that calls."""
    return any(
        type_of(event["type"]).call_now and event.get("planning") not in UNSURE and not event.get("implied")
        for event in item["events"]
    )


def threshold_of(scores: np.ndarray, items: Sequence[Item]) -> float:
    """The score below which a share of LOST of the items lies that tell an event of a type that calls."""
    return float(np.quantile(scores[np.array([*map(calls, items)])], LOST))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="folder of the reader, such as data/var/reader")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"))
    parser.add_argument("--wire", type=Path, default=Path("../shared/wire"))
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="files of further labels")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(options.reader / "tokenizer.json")

    def pieces_of(items: Sequence[Item]) -> list[Pieces]:
        return batch_pieces([text_parts(one) for one in announcements_of(items)], tokenizer)

    items = load_items(options.gold, "train")
    items += [item for file in options.more for item in load_more(file, options.wire)]
    bare = fit(pieces_of(items), np.array([bool(item["events"]) for item in items]))
    check = load_items(options.gold, "check")
    scores = np.array([bare.score(one) for one in pieces_of(check)])
    threshold = threshold_of(scores, check)
    replace(bare, threshold=threshold).save(options.reader / "prefilter.npz")
    write_checksums(options.reader)
    print(f"from {threshold:.2f} on; below lie {(scores < threshold).mean():.3f} of the part check")


if __name__ == "__main__":
    main()
