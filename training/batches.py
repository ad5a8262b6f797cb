"""Batches of examples for training, made by other processes where there are processors for it."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer
from torch.utils.data import DataLoader, Dataset

from training.dataset import Item, TrainingExample, make_example, varied
from training.model import Batch, collate
from training.swapping import Names

Text = Item | TrainingExample  # an item as it was labelled, or an example of what teachers read


class Round(Dataset[Batch]):
    """The batches of one round: texts of about the same length, in random order, varied anew in each round."""

    def __init__(self, texts: Sequence[Text], names: Names, tokenizer: Tokenizer, seed: str, size: int, swap: float):
        self.texts, self.names, self.tokenizer, self.seed, self.swap = texts, names, tokenizer, seed, swap
        rng = random.Random(seed)
        order = sorted(range(len(texts)), key=lambda n: length(texts[n]) * rng.uniform(0.85, 1.15))
        self.parts = [order[n : n + size] for n in range(0, len(order), size)]
        rng.shuffle(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, number: int) -> Batch:
        rng = random.Random(f"{self.seed} {number}")
        return collate([self._example(self.texts[n], rng) for n in self.parts[number]])

    def _example(self, text: Text, rng: random.Random) -> TrainingExample:
        if isinstance(text, TrainingExample):
            return varied(text, rng)
        return make_example(self.names.swap(text, rng, self.swap), self.tokenizer, rng)


def length(text: Text) -> int:
    """About how many word pieces a text has."""
    return len(text.pieces) if isinstance(text, TrainingExample) else (len(text["title"]) + len(text["body"])) // 5


def load(texts: Round, workers: int) -> Iterator[Batch]:
    """The batches of a round, made ahead by `workers` processes; 0: by this one."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # it stands still in a forked process otherwise
    return iter(
        DataLoader(texts, batch_size=None, shuffle=False, num_workers=workers, prefetch_factor=8 if workers else None)
    )
