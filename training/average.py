"""Average trained readers of one size into one: python -m training.average --out FOLDER MODEL.pt MODEL.pt …

Readers that went on from the same weights, each with other texts or another seed, are together better than each alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.export import export
from training.model import load_model


def average(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight over `states`; what is no fraction is the first one's."""
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if first.is_floating_point() else first
        for name, first in states[0].items()
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", help="model.pt files that training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    mean = average([torch.load(file, weights_only=True) for file in options.models])
    torch.save(mean, options.out / "model.pt")
    export(load_model(options.out / "model.pt"), options.out)


if __name__ == "__main__":
    main()
