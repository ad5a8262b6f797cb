"""Which inputs of a layer can go, and what the weights of those left must then be.

Inputs are taken out one after another, as Hassibi and Stork's "optimal brain surgeon" chooses them: each time the one
without which the output over real texts changes least, once the weights that stay are fitted anew.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DAMPING = 1e-3  # share of the mean variance added to each input's own, so that the matrix can be inverted


def fewer_inputs(second: np.ndarray, weights: np.ndarray, stay: int, width: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The inputs left, int64 [stay * width], and their weights [stay * width, outputs], when blocks of `width` go.

    `second` holds the second moments of the inputs, [inputs, inputs]; `weights` is [inputs, outputs].
    """
    size = len(second)
    inverse = np.linalg.inv(second + DAMPING * second.diagonal().mean() * np.eye(size))
    weights = weights.astype(np.float64)
    left = list(range(size // width))
    while len(left) > stay:
        at = left.pop(int(np.argmin(_losses(inverse, weights, left, width))))
        block = slice(at * width, (at + 1) * width)
        share = inverse[:, block] @ np.linalg.inv(inverse[block, block])
        weights -= share @ weights[block]
        inverse -= share @ inverse[block]
    kept = np.concatenate([np.arange(at * width, (at + 1) * width) for at in left])
    return kept, weights[kept]


def _losses(inverse: np.ndarray, weights: np.ndarray, left: Sequence[int], width: int) -> np.ndarray:
    """The squared change of the output without each block that is still there."""
    if width == 1:
        return np.asarray((weights[left] ** 2).sum(1) / inverse[left, left])
    blocks = [slice(at * width, (at + 1) * width) for at in left]
    return np.array([(weights[b] * np.linalg.solve(inverse[b, b], weights[b])).sum() for b in blocks])
