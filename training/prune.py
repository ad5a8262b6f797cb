"""Make a trained reader smaller: python -m training.prune --model FOLDER --out FOLDER.

Attention heads and neurons that the others can stand in for are taken out of every layer (training.fewer). Then the
smaller reader learns to make the states of the larger one, on texts without labels. The heads over the states stay as
they are; training.prefilter and training.calibrate come afterwards.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from matching.reading.pieces import Pieces, batch_pieces, load_tokenizer
from training.dataset import Item, load_items
from training.export import export
from training.fewer import fewer_inputs
from training.model import TorchReader, base_folder, load_model
from training.teach import unlabelled
from training.train import rate as share_of_rate

HEAD = 32  # width of an attention head
BATCH = 16
WARM_UP = 0.03  # share of the steps in which the rate rises

Texts = tuple[Tensor, Tensor, Tensor, Tensor]  # ids, cases, segments, int64, and mask, bool: all [texts, pieces]


def prune(model: TorchReader, texts: Sequence[Texts], heads: int, neurons: Sequence[int]) -> None:
    """Leaves `heads` attention heads in each layer of `model`, and of its neurons as many as `neurons` says."""
    for layer, stay in zip(model.encoder.encoder.layer, neurons, strict=True):
        attention = layer.attention
        kept = shrink(attention.output.dense, moments(model, attention.output.dense, texts), heads, HEAD)
        own = attention.self
        own.num_attention_heads, own.all_head_size = heads, heads * HEAD
        for part in (own.query, own.key, own.value):
            keep_outputs(part, kept)
        kept = shrink(layer.output.dense, moments(model, layer.output.dense, texts), stay, 1)
        keep_outputs(layer.intermediate.dense, kept)


class _Reached(Exception):
    """The part of the model that is looked at has been reached; what comes after is of no use."""


@torch.no_grad()
def moments(model: TorchReader, part: nn.Linear, texts: Iterable[Texts]) -> np.ndarray:
    """The second moments of what enters a part of the model, float64 [inputs, inputs], over all pieces of `texts`."""
    total = np.zeros((part.in_features, part.in_features))
    for ids, cases, segments, mask in texts:

        def add(_: nn.Module, inputs: tuple[Tensor], mask: Tensor = mask) -> None:
            rows = inputs[0][mask]
            total[:] += (rows.T @ rows).numpy()
            raise _Reached

        hook = part.register_forward_pre_hook(add)
        try:
            model.encode(ids, cases, segments, mask)
        except _Reached:
            pass
        finally:
            hook.remove()
    return total


def shrink(part: nn.Linear, second: np.ndarray, stay: int, width: int) -> Tensor:
    """Takes inputs of a part out, in blocks of `width`, until `stay` blocks are left. Returns those left, int64."""
    kept, weights = fewer_inputs(second, part.weight.detach().numpy().T, stay, width)
    part.weight = nn.Parameter(torch.from_numpy(weights.T.astype(np.float32)).contiguous())
    part.in_features = len(kept)
    return torch.from_numpy(kept)


def keep_outputs(part: nn.Linear, kept: Tensor) -> None:
    """Takes all outputs but those of `kept` out of a part."""
    part.weight, part.bias = nn.Parameter(part.weight[kept].clone()), nn.Parameter(part.bias[kept].clone())
    part.out_features = len(kept)


def imitate(
    small: TorchReader, large: TorchReader, texts: Sequence[Pieces], rounds: int, rate: float, seed: int
) -> None:
    """Teaches the small reader's encoder the states that the large one's layers make of `texts`."""
    rng = random.Random(seed)
    learning = [p for p in small.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=rate, weight_decay=0.0, fused=True)
    steps = rounds * (len(texts) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: share_of_rate(n / steps, WARM_UP))
    began, total, number = time.monotonic(), 0.0, 0
    for _ in range(rounds):
        batches = list(batched(texts, BATCH))
        rng.shuffle(batches)
        for batch in batches:
            loss = distance(small, large, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            number, total = number + 1, total + float(loss.detach())
            if number % 50 == 0:
                print(
                    f"step {number} of {steps} {time.monotonic() - began:.0f} s distance {total / 50:.4f}", flush=True
                )
                total = 0.0


def distance(small: TorchReader, large: TorchReader, batch: Texts) -> Tensor:
    """How far the small reader's states are from the large one's, in variances of these.

    The states count as they are, layer by layer, and as each head of the large reader sees them.
    """
    mask = batch[-1]
    with torch.no_grad():
        wanted, wanted_layers = large.encode_all(*batch)
    own, own_layers = small.encode_all(*batch)
    layers = torch.stack([apart(a[mask], b[mask]) for a, b in zip(own_layers[1:], wanted_layers[1:], strict=True)])
    own, wanted = own[mask], wanted[mask]
    seen = torch.stack([apart(own @ view.T, wanted @ view.T) for view in views(large)])
    return apart(own, wanted) + layers.mean() + seen.mean()


def apart(own: Tensor, wanted: Tensor) -> Tensor:
    """The squared distance of rows from rows, in variances of those wanted."""
    return (own - wanted).square().mean() / wanted.var(0).mean()


def views(large: TorchReader) -> list[Tensor]:
    """What the heads take of a state, each [outputs, width]; that of an organisation is made of three parts."""
    pooled = large.pool.weight.chunk(3, 1)
    return [part.detach() for part in (large.organisations.weight, large.token.weight, large.person.weight, *pooled)]


def batched(texts: Sequence[Pieces], size: int) -> Iterator[Texts]:
    """Texts of like length together, padded."""
    order = sorted(texts, key=len)
    for start in range(0, len(order), size):
        own = order[start : start + size]
        shape = (len(own), max(map(len, own)))
        ids, cases, segments = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
        mask = torch.zeros(shape, dtype=torch.bool)
        for row, text in enumerate(own):
            ids[row, : len(text)] = torch.from_numpy(text.ids)
            cases[row, : len(text)] = torch.from_numpy(text.cases)
            segments[row, : len(text)] = torch.from_numpy(text.segments)
            mask[row, : len(text)] = True
        yield ids, cases, segments, mask


def texts_of(options: argparse.Namespace) -> list[Item]:
    """The labelled texts to learn from, and unlabelled ones of the wire, in random order."""
    items = load_items(options.gold, "train")
    other = unlabelled(options.wire, sorted(options.gold.glob("*.jsonl")))
    rng = random.Random(options.seed)
    texts = items + rng.sample(other, min(options.unlabelled, len(other)))
    rng.shuffle(texts)
    return texts


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--start", type=Path, help="go on from this folder, which this module wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/train"))
    parser.add_argument("--wire", type=Path, default=Path("../shared/wire"))
    parser.add_argument("--unlabelled", type=int, default=8_000, help="texts of the wire to learn from")
    parser.add_argument("--heads", type=int, default=8, help="attention heads left in each layer, of 12")
    parser.add_argument("--neurons", type=int, nargs=6, default=(320, 448, 320, 448, 320, 128), help="of 1,536")
    parser.add_argument("--looked-at", type=int, default=1_000, help="texts by which heads and neurons are chosen")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-4, help="the highest rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    texts = batch_pieces([(item["title"], item["body"]) for item in texts_of(options)], tokenizer)
    large, small = (load_model(folder / "model.pt") for folder in (options.model, options.start or options.model))
    if options.start is None:
        prune(small, list(batched(texts[: options.looked_at], BATCH)), options.heads, options.neurons)
    imitate(small, large, texts, options.rounds, options.rate, options.seed)
    torch.save(small.state_dict(), options.out / "model.pt")
    export(small, options.out)


if __name__ == "__main__":
    main()
