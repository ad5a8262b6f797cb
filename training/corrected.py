"""What a reader reads of unlabelled texts, put right by the whole of detection, as examples to train it further.

    callnow detect TEXTS.jsonl --uncertain --json > TOLD.jsonl
    python -m training.corrected --reader data/reader --texts TEXTS.jsonl --told TOLD.jsonl --out taught.pkl

Grammar, reader and the rules about their answers together know more than the reader alone. Where they are certain it is
taught to be so; what they leave out it is taught to doubt; what they tell as not certain stays as the reader saw it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch

from matching.reading.labels import TYPES
from matching.reading.pieces import batch_pieces, load_tokenizer
from training.dataset import LabelledGroup, TrainingExample, event_class
from training.model import TorchReader, base_folder, base_model
from training.shipped import load_shipped
from training.teach import QUIET, Teachers, eventful

BATCH = 32
CERTAIN, LEFT_OUT = 0.95, 0.08  # what is taught of an event that detection is certain of, and of one that it leaves out
LIKELY = 0.5  # what the reader takes for likelier than not, and detection does not tell, was left out


def correct(example: TrainingExample, told: Iterable[Mapping[str, Any]]) -> None:
    """Puts the types of an example's organisations right by the events that detection tells of its text."""
    names = [{_letters(_words(example, span)) for span in group.mentions} for group in example.groups]
    certain: set[tuple[int, int]] = set()
    open_: set[tuple[int, int]] = set()
    for event in told:
        group = _group_of(_letters(event["company"]), names)
        if group is not None:
            (certain if event["certain"] else open_).add((group, event_class(event)))
    for number, group_ in enumerate(example.groups):
        _correct_types(group_, {kind for n, kind in certain if n == number}, {kind for n, kind in open_ if n == number})


def _correct_types(group: LabelledGroup, certain: set[int], open_: set[int]) -> None:
    for kind in range(len(TYPES)):
        if kind in certain:
            group.types[kind] = max(group.types[kind], CERTAIN)
        elif kind not in open_ and group.types[kind] > LIKELY:
            group.types[kind] = LEFT_OUT


def _group_of(company: str, names: list[set[str]]) -> int | None:
    """Which organisation a company is: one that is named so, or one whose name holds it or stands in it."""
    same = (number for number, own in enumerate(names) if company in own)
    like = (
        number for number, own in enumerate(names) if any(name and (company in name or name in company) for name in own)
    )
    return next(same, next(like, None))


def _words(example: TrainingExample, span: tuple[int, int]) -> str:
    first, last = span
    return example.pieces.text[int(example.pieces.starts[first]) : int(example.pieces.ends[last - 1])]


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="folder of the reader, such as data/reader")
    parser.add_argument("--texts", type=Path, required=True, help="JSON lines: id, title, body")
    parser.add_argument("--told", type=Path, required=True, help="what `callnow detect` printed of them")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = TorchReader(base_model(base_folder()))
    load_shipped(model, options.reader)
    teacher, rng = Teachers([model], torch.device("cpu")), random.Random(1)
    told = {line["id"]: line["events"] for line in _lines(options.told)}
    texts = [text for text in _lines(options.texts) if text["id"] in told]
    pieces = batch_pieces([(t["title"], t["body"]) for t in texts], load_tokenizer(base_folder() / "tokenizer.json"))
    order, kept = sorted(range(len(texts)), key=lambda n: len(pieces[n])), []
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        for number, example in zip(batch, teacher.read([pieces[n] for n in batch]), strict=True):
            correct(example, told[texts[number]["id"]])
            if eventful(example) or rng.random() < QUIET:
                kept.append(example)
    with options.out.open("wb") as data:
        pickle.dump(kept, data, protocol=pickle.HIGHEST_PROTOCOL)
    print(f"{len(kept)} of {len(texts)} texts kept")


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
