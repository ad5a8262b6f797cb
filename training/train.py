"""Train the reader: `python -m training.train --out FOLDER`. Everything is drawn from one seed."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from matching.reading.pieces import load_tokenizer
from matching.reading.reader import load_reader
from training.dataset import Example, Item, load_items, make_example
from training.evaluate import load_score, score_table
from training.export import export
from training.model import Reader, base_folder, base_model, collate
from training.more import load_more
from training.swapping import Names

WEIGHTS = {"organisations": 1.0, "types": 1.0, "slots": 2.0, "certainty": 0.3}
ENCODER_RATE, HEAD_RATE = 1.2e-4, 1e-3
WARM_UP = 0.06  # share of the steps in which the rate rises


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of about `size` examples of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].pieces) + rng.random() * 12)
    parts = [order[n : n + size] for n in range(0, len(order), size)]
    rng.shuffle(parts)
    for part in parts:
        yield [examples[n] for n in part]


def train(items: Sequence[Item], check: Sequence[Item], out: Path, options: argparse.Namespace) -> None:
    """Trains for `options.rounds` over `items`, writes the weights after each round and what it reads of `check`."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    model, names = Reader(base_model(base_folder())), Names(items)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True), strict=False)
    steps = options.rounds * (len(items) // options.batch + 1)
    optimiser = torch.optim.AdamW(parameter_groups(model), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: options.peak * rate(n / steps))
    for number in range(1, options.rounds + 1):
        model.train()
        began, sums = time.monotonic(), dict.fromkeys(WEIGHTS, 0.0)
        swapped = (names.swap(item, rng, options.swap) for item in items)
        examples = [make_example(item, tokenizer, rng) for item in swapped]
        for n, batch in enumerate(batches(examples, options.batch, rng), 1):
            losses = model.loss(collate(batch))
            loss = torch.stack([WEIGHTS[name] * value for name, value in losses.items()]).sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for name, value in losses.items():
                sums[name] += float(value.detach())
            if n % 100 == 0:
                means = " ".join(f"{name} {value / n:.4f}" for name, value in sums.items())
                print(f"round {number} step {n} {time.monotonic() - began:.0f} s {means}", flush=True)
        torch.save(model.state_dict(), out / "model.pt")
        print(f"round {number} took {time.monotonic() - began:.0f} s", flush=True)
        if number % options.look == 0 or number == options.rounds:
            print(measure(model, check, out), flush=True)


def measure(model: Reader, check: Sequence[Item], out: Path) -> str:
    """Writes the model as a reader to `out` and measures that on `check`: what is measured is what will run."""
    export(model.eval(), out)
    read = load_reader(out).read([(item["title"], item["body"]) for item in check])
    return score_table(check, [one.events for one in read], load_score())


def parameter_groups(model: Reader) -> list[dict[str, object]]:
    """The encoder with its low rate, the heads with their high one."""
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]


def rate(done: float) -> float:
    """The share of the full rate after a share of the steps: up in a straight line, then down in one."""
    return min(done / WARM_UP, max(0.0, 1 - done) / (1 - WARM_UP))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"))
    parser.add_argument(
        "--more",
        type=Path,
        nargs="*",
        default=[],
        help="labels in places, on texts of the wire, or exported corrections",
    )
    parser.add_argument("--wire", type=Path, default=Path("../shared/wire"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--swap", type=float, default=0.25)
    parser.add_argument("--share", type=float, default=1.0, help="share of the items, for a learning curve")
    parser.add_argument("--start", type=Path, help="go on from the weights of this model.pt")
    parser.add_argument("--peak", type=float, default=1.0, help="the highest rate, as a share of the full one")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--look", type=int, default=1, help="measure on the check part after so many rounds")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    items = load_items(options.gold, "train")
    for file in options.more:
        items += load_more(file, options.wire)
    random.Random(0).shuffle(items)
    train(items[: round(len(items) * options.share)], load_items(options.gold, "check"), options.out, options)


if __name__ == "__main__":
    main()
