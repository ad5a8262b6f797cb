"""Read unlabelled texts with trained models, as examples for a smaller one: python -m training.teach --help.

Several teachers say together, by the mean of their answers, which pieces name organisations, what each of them
announces and what fills the slots: shares instead of labels.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from matching.event_types import type_of
from matching.reading.events import person_names
from matching.reading.labels import CERTAINTIES, ORGANISATION_TAGS, SLOT_TAGS, TYPES
from matching.reading.mentions import mentions_of, organisations
from matching.reading.pieces import Pieces, batch_pieces, load_tokenizer
from training.dataset import Item, Query, TrainingExample, silent_group
from training.model import Batch, TorchReader, base_folder, base_model, collate
from training.wire import load_wire

ASKED = 0.1  # the probability from which an event's slots are asked for
EVENTFUL = 0.05  # texts in which nothing is likelier than this are many: only a share of them is kept
QUIET = 0.3
BATCH = 64


class Teachers:
    """Trained models that answer together."""

    def __init__(self, models: Sequence[TorchReader], device: torch.device) -> None:
        self.models, self.device = [model.to(device).eval() for model in models], device

    @torch.no_grad()
    def read(self, texts: Sequence[Pieces]) -> list[TrainingExample]:
        """What each text says, as an example to learn from."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            examples = [TrainingExample(text, np.zeros((len(text), ORGANISATION_TAGS), np.float16)) for text in texts]
            batch = collate(examples).to(self.device)
            states = [model.encode(batch.ids, batch.cases, batch.segments, batch.mask) for model in self.models]
            tags = mean(model.organisations(own).softmax(-1) for model, own in self._each(states))
            examples = [self._with_groups(example, own) for example, own in zip(examples, tags, strict=True)]
            self._fill_types(examples, states)
            for example in examples:
                example.queries.extend(_queries(example))
            self._fill_queries(examples, states)
            persons = [replace(example, queries=list(_person_queries(example))) for example in examples]
            self._fill_queries(persons, states)
        return [
            replace(example, queries=example.queries + own.queries)
            for example, own in zip(examples, persons, strict=True)
        ]

    def read_all(self, texts: Sequence[Pieces]) -> list[TrainingExample]:
        """What each of many texts says, in order; those of like length should stand together."""
        return [one for start in range(0, len(texts), BATCH) for one in self.read(texts[start : start + BATCH])]

    def _each(self, states: Sequence[Tensor]) -> Iterator[tuple[TorchReader, Tensor]]:
        return zip(self.models, states, strict=True)

    def _with_groups(self, one: TrainingExample, tags: np.ndarray) -> TrainingExample:
        own = tags[: len(one.pieces)]
        groups = [silent_group(mentions) for _, mentions in organisations(one.pieces, own)]
        return TrainingExample(one.pieces, own.astype(np.float16), groups)

    def _fill_types(self, examples: Sequence[TrainingExample], states: Sequence[Tensor]) -> None:
        batch = collate(list(examples)).to(self.device)
        groups = [group for one in examples for group in one.groups]
        if not groups:
            return
        types = mean(model.types(_pooled(model, own, batch)).sigmoid() for model, own in self._each(states))
        for group, own in zip(groups, types, strict=True):
            group.types[:] = own

    def _fill_queries(self, examples: Sequence[TrainingExample], states: Sequence[Tensor]) -> None:
        batch = collate(list(examples)).to(self.device)
        queries = [query for one in examples for query in one.queries]
        if not queries:
            return
        answers = [model.answers(own, _pooled(model, own, batch), batch) for model, own in self._each(states)]
        tags, sure = (mean(scores.softmax(-1) for scores in part) for part in zip(*answers, strict=True))
        for query, own, certainty in zip(queries, tags, sure, strict=True):
            query.tags[:] = own[: len(query.tags)]
            query.certainty[:] = certainty


def mean(answers: Iterable[Tensor]) -> np.ndarray:
    """The mean of what several teachers answer."""
    return np.asarray(torch.stack([one.float() for one in answers]).mean(0).cpu().numpy())


def _pooled(model: TorchReader, states: Tensor, batch: Batch) -> Tensor:
    return model.pooled(states, batch.group_text, batch.group_mask)


def _queries(one: TrainingExample) -> list[Query]:
    """A question for each event that is not out of the question, its answers still open."""
    return [
        _open_query(one, number, int(kind), [])
        for number, group in enumerate(one.groups)
        for kind in np.flatnonzero(group.types >= ASKED)
    ]


def _person_queries(one: TrainingExample) -> list[Query]:
    """A question for each person named in answer to the first ones."""
    return [
        _open_query(one, query.group, query.type, person)
        for query in one.queries
        if type_of(TYPES[query.type]).about_people
        for name, _ in person_names(one.pieces, query.tags.astype(np.float32), one.organisations[:, 1:].sum(-1))
        if (person := mentions_of(one.pieces, [name]))
    ]


def _open_query(one: TrainingExample, group: int, kind: int, person: list[tuple[int, int]]) -> Query:
    tags = np.zeros((len(one.pieces), SLOT_TAGS), np.float16)
    return Query(group, kind, person, tags, np.zeros(len(CERTAINTIES), np.float16))


def unlabelled(wire: Path, labelled: Sequence[Path]) -> list[Item]:
    """The texts of the wire that stand in none of the labelled files, by identifier or title."""
    lines = [json.loads(line) for file in labelled for line in file.read_text(encoding="utf-8").splitlines()]
    seen = {line["id"] for line in lines} | {line.get("title") or line.get("text") for line in lines}
    return [item for item in load_wire(wire) if item["id"] not in seen and item["title"] not in seen]


def write_taught(read: Sequence[TrainingExample], file: Path) -> list[TrainingExample]:
    """Writes the examples with a likely event, and a share of the others, as `load_taught` takes them; returns them."""
    rng = random.Random(1)
    kept = [example for example in read if eventful(example) or rng.random() < QUIET]
    with file.open("wb") as data:
        pickle.dump(kept, data, protocol=pickle.HIGHEST_PROTOCOL)
    return kept


def load_taught(file: Path) -> list[TrainingExample]:
    """The examples that this module wrote: a file of one's own, for a pickle runs what it holds."""
    with file.open("rb") as data:
        return list(pickle.load(data))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True, help="folders that training.train wrote")
    parser.add_argument("--base", type=Path, required=True, help="folder of their pretrained encoder")
    parser.add_argument("--wire", type=Path, default=Path("../shared/wire"))
    parser.add_argument(
        "--labelled", type=Path, nargs="+", required=True, help="labelled files, whose texts are left out"
    )
    parser.add_argument(
        "--part", type=int, nargs=2, default=(0, 1), help="which of how many parts of the texts to read"
    )
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    models = [TorchReader(base_model(options.base)) for _ in options.teachers]
    for model, folder in zip(models, options.teachers, strict=True):
        model.load_state_dict(torch.load(folder / "model.pt", weights_only=True, map_location="cpu"))
    number, parts = options.part
    texts = unlabelled(options.wire, options.labelled)[number::parts]
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    pieces = sorted(batch_pieces([(t["title"], t["body"]) for t in texts], tokenizer), key=len)
    kept = write_taught(Teachers(models, torch.device(options.device)).read_all(pieces), options.out)
    print(f"{len(kept)} of {len(texts)} texts kept, {sum(eventful(example) for example in kept)} with a likely event")


def eventful(example: TrainingExample) -> bool:
    """Whether anything is likely enough in a text to learn from it."""
    return any(group.types.max() >= EVENTFUL for group in example.groups)


if __name__ == "__main__":
    main()
