"""What a reader reads of unlabelled texts, put right by the whole of detection, as examples to train it further.

    callnow detect TEXTS.jsonl --uncertain --json > TOLD.jsonl
    python -m training.corrected --reader data/reader --texts TEXTS.jsonl --told TOLD.jsonl --out taught.pkl

Grammar, reader and the rules about their answers together know more than the reader alone. Where they are certain it is
taught to be so; what they leave out it is taught to doubt; what they tell as not certain stays as the reader saw it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch

from matching.reading.labels import TYPES
from matching.reading.pieces import batch_pieces, load_tokenizer
from training.dataset import TrainingExample, event_class
from training.model import TorchReader, base_folder, base_model
from training.shipped import load_shipped
from training.teach import Teachers, write_taught

CERTAIN, LEFT_OUT = 0.95, 0.08  # what is taught of an event that detection is certain of, and of one that it leaves out
LIKELY = 0.5  # what the reader takes for likelier than not, and detection does not tell, was left out


def correct(example: TrainingExample, told: Iterable[Mapping[str, Any]]) -> None:
    """Puts the types of an example's organisations right by the events that detection tells of its text."""
    names = [{_letters(example.pieces.words(*span)) for span in group.mentions} for group in example.groups]
    certain: dict[tuple[int | None, int], bool] = {}
    for event in told:
        key = _group_of(_letters(event["company"]), names), event_class(event)
        certain[key] = certain.get(key, False) or event["certain"]
    for number, group in enumerate(example.groups):
        for kind in range(len(TYPES)):
            if certain.get((number, kind)):
                group.types[kind] = max(group.types[kind], CERTAIN)
            elif (number, kind) not in certain and group.types[kind] > LIKELY:
                group.types[kind] = LEFT_OUT


def _group_of(company: str, names: list[set[str]]) -> int | None:
    """Which organisation a company is: one that is named so, or one whose name holds it or stands in it."""
    same = (number for number, own in enumerate(names) if company in own)
    like = (
        number for number, own in enumerate(names) if any(name and (company in name or name in company) for name in own)
    )
    return next(same, next(like, None))


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
    told = {line["id"]: line["events"] for line in _lines(options.told)}
    texts = [text for text in _lines(options.texts) if text["id"] in told]
    pieces = batch_pieces([(t["title"], t["body"]) for t in texts], load_tokenizer(base_folder() / "tokenizer.json"))
    order = sorted(range(len(texts)), key=lambda number: len(pieces[number]))
    read = Teachers([model], torch.device("cpu")).read_all([pieces[number] for number in order])
    for number, example in zip(order, read, strict=True):
        correct(example, told[texts[number]["id"]])
    print(f"{len(write_taught(read, options.out))} of {len(texts)} texts kept")


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
