"""Train the reader: `python -m training.train --out FOLDER`. Everything is drawn from one seed.

Without more, it learns from the labels. A larger model that learnt from the same labels can teach it: `--base` takes
the folder of that model's base, training.teach reads unlabelled texts with it, and `--taught` takes what it read.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from matching.reading.events import ReadEvent, read_text
from matching.reading.heads import Heads
from matching.reading.pieces import load_tokenizer
from training.batches import Round, Text, load
from training.dataset import Item, TrainingExample, load_items, make_example
from training.evaluate import SCORE, load_score, score_table
from training.export import export
from training.model import TorchReader, base_folder, base_model, collate, head_arrays, load_weights
from training.more import load_more
from training.shipped import load_shipped
from training.swapping import Names
from training.teach import load_taught

WEIGHTS = {"organisations": 1.0, "types": 1.0, "slots": 2.0, "certainty": 0.3}
WARM_UP = 0.06  # share of the steps in which the rate rises


def train(
    items: Sequence[Item], taught: Sequence[TrainingExample], check: Sequence[Item], options: argparse.Namespace
) -> TorchReader:
    """Trains for `options.rounds` over labelled items and taught examples; writes the weights after each round."""
    torch.manual_seed(options.seed)
    # Else threads add up in the order in which they come, which is another one on a busy machine.
    torch.use_deterministic_algorithms(options.device == "cpu")
    device = torch.device(options.device)
    tokenizer, names = load_tokenizer(base_folder() / "tokenizer.json"), Names(items)
    model: TorchReader = TorchReader(base_model(options.base)).to(device)
    if options.start and options.start.is_dir():
        load_shipped(model, options.start)
    elif options.start:
        load_weights(model, torch.load(options.start, weights_only=True))
    texts: list[Text] = [*items, *taught]
    steps = options.rounds * (len(texts) // options.batch + 1)
    optimiser = torch.optim.AdamW(parameter_groups(model, options), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: rate(n / steps))
    for number in range(1, options.rounds + 1):
        model.train()
        began, sums = time.monotonic(), dict.fromkeys(WEIGHTS, torch.zeros((), device=device))
        batches = Round(texts, names, tokenizer, f"{options.seed} {number}", options.batch, options.swap)
        for n, batch in enumerate(load(batches, options.workers), 1):
            with torch.autocast(device.type, torch.bfloat16, enabled=options.half or device.type == "cuda"):
                losses = model.loss(batch.to(device))
                loss = torch.stack([WEIGHTS[name] * value for name, value in losses.items()]).sum()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            sums |= {name: sums[name] + value.detach() for name, value in losses.items()}
            if n % 100 == 0:
                means = " ".join(f"{name} {float(value) / n:.4f}" for name, value in sums.items())
                print(f"round {number} step {n} {time.monotonic() - began:.0f} s {means}", flush=True)
        torch.save(model.state_dict(), options.out / "model.pt")
        print(f"round {number} took {time.monotonic() - began:.0f} s", flush=True)
        if number % options.look == 0 or number == options.rounds:
            print(measure(model, check, options.score), flush=True)
    return model


def measure(model: TorchReader, check: Sequence[Item], score: Path) -> str:
    """What the model reads of `check`, by the official score at each threshold."""
    return score_table(check, read_items(model, check), load_score(score))


@torch.no_grad()
def read_items(model: TorchReader, check: Sequence[Item]) -> list[list[ReadEvent]]:
    """The events that the model reads of each item."""
    model.eval()
    heads, tokenizer = Heads(head_arrays(model)), load_tokenizer(base_folder() / "tokenizer.json")
    readings = []
    for start in range(0, len(check), 32):
        examples = [make_example(item, tokenizer) for item in check[start : start + 32]]
        batch = collate(examples).to(next(model.parameters()).device)
        states = model.encode(batch.ids, batch.cases, batch.segments, batch.mask).float().cpu().numpy()
        for example, own in zip(examples, states, strict=True):
            readings.append(read_text(example.pieces, own[: len(example.pieces)], heads).events)
    return readings


def parameter_groups(model: TorchReader, options: argparse.Namespace) -> list[dict[str, object]]:
    """The encoder with its low rate, the heads with their high one."""
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.head_rate}]


def rate(done: float, warm_up: float = WARM_UP) -> float:
    """The share of the full rate after a share of the steps: up in a straight line, then down in one."""
    return min(done / warm_up, max(0.0, 1 - done) / (1 - warm_up))


def options_of(own: argparse.ArgumentParser | None = None) -> argparse.Namespace:
    """The options of the command line, with another command's `own` where it trains, too."""
    parser = argparse.ArgumentParser(description=__doc__, parents=[own] if own else [])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"))
    parser.add_argument(
        "--more",
        type=Path,
        nargs="*",
        default=[],
        help="labels in places, on texts of the wire, or exported corrections",
    )
    parser.add_argument("--new", type=Path, nargs="*", default=[], help="the same, of which --share leaves none out")
    parser.add_argument("--wire", type=Path, default=Path("../shared/wire"))
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="what training.teach wrote")
    parser.add_argument("--base", type=Path, default=base_folder(), help="folder of the pretrained encoder")
    parser.add_argument("--score", type=Path, default=SCORE)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--swap", type=float, default=0.25)
    parser.add_argument("--share", type=float, default=1.0, help="share of the items, drawn by the seed")
    parser.add_argument("--start", type=Path, help="go on from the weights of this model.pt, or reader")
    parser.add_argument("--rate", type=float, default=1.2e-4, help="the highest rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--half",
        action=argparse.BooleanOptionalAction,
        default=any(torch.cpu.get_capabilities().get(kind, False) for kind in ("amx_bf16", "avx512_bf16")),
        help="bfloat16, the default where the processor has instructions for it (AMX, AVX-512 BF16), which are faster",
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches ahead")
    parser.add_argument("--look", type=int, default=1, help="measure on the check part after so many rounds")
    return parser.parse_args()


def labelled_items(options: argparse.Namespace) -> list[Item]:
    """What is learnt from: of the part "train" and of `more` a share that the seed draws, and all of `new`."""
    items = load_items(options.gold, "train")
    for file in options.more:
        items += load_more(file, options.wire)
    random.Random(options.seed).shuffle(items)
    items = items[: round(len(items) * options.share)]
    return items + [item for file in options.new for item in load_more(file, options.wire)]


def main() -> None:
    """The command line."""
    options = options_of()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    items = labelled_items(options)
    taught = [example for file in options.taught for example in load_taught(file)]
    model = train(items, taught, load_items(options.gold, "check"), options)
    if options.base == base_folder():
        export(model.cpu().eval(), options.out)


if __name__ == "__main__":
    main()
