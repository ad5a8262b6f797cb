"""How large what enters each product of the encoder becomes, measured on texts of our own.

A reader rounds what enters a product to 256 whole numbers over its whole range. A few channels reach fifteen times as
far as most and would leave those three or four bits, so their size is moved into the weights (training.graph).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from matching.reading.labels import ORGANISATION_TAGS
from matching.reading.pieces import Pieces, batch_pieces, lead, load_tokenizer
from training.dataset import TrainingExample
from training.model import TorchReader, base_folder, collate

OWN = Path(__file__).with_name("own.jsonl")
STEP = 20  # one text in twenty is read


def own_texts() -> list[Pieces]:
    """Some of the texts that were written for the reader."""
    items = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()[::STEP]]
    texts = [(item["title"], lead(item["body"])) for item in items]
    return batch_pieces(texts, load_tokenizer(base_folder() / "tokenizer.json"))


@torch.no_grad()
def channel_ranges(reader: TorchReader, texts: Sequence[Pieces]) -> dict[str, np.ndarray]:
    """The largest absolute value of each channel of what enters a product, by its name in the graph, over `texts`."""
    largest: dict[str, Tensor] = {}
    hooks = [part.register_forward_pre_hook(_noting(name, largest)) for name, part in _entered(reader)]
    examples = [TrainingExample(text, np.zeros((len(text), ORGANISATION_TAGS), np.float16)) for text in texts]
    for example in examples:
        batch = collate([example])  # alone, so that no padding is measured
        reader.encode(batch.ids, batch.cases, batch.segments, batch.mask)
    for hook in hooks:
        hook.remove()
    return {name: values.numpy() for name, values in largest.items()}


def _entered(reader: TorchReader) -> Iterator[tuple[str, nn.Module]]:
    """The states that enter products, each with a part of the encoder that takes it."""
    for number, layer in enumerate(reader.encoder.encoder.layer, 1):
        yield f"layer {number - 1}", layer.attention.self.query
        yield f"attention {number}", layer.attention.output.dense
        yield f"attended {number}", layer.intermediate.dense
        yield f"active {number}", layer.output.dense


def _noting(name: str, largest: dict[str, Tensor]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def note(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        values = inputs[0].abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest[name], values) if name in largest else values

    return note
