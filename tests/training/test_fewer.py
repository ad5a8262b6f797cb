"""Inputs that the others can stand in for go first, and the weights of those left make up for them."""

from __future__ import annotations

import numpy as np
import pytest

from training.fewer import fewer_inputs


@pytest.fixture
def inputs() -> np.ndarray:
    """Rows of eight inputs: the last four are sums of the first four."""
    own = np.random.default_rng(1).normal(size=(500, 4))
    return np.column_stack([own, own @ np.random.default_rng(2).normal(size=(4, 4))])


def test_inputs_that_others_make_up_for_go_without_a_change_of_the_output(inputs: np.ndarray) -> None:
    weights = np.random.default_rng(3).normal(size=(8, 3))
    kept, fitted = fewer_inputs(inputs.T @ inputs, weights, stay=4)
    wanted = inputs @ weights
    assert len(kept) == 4
    assert np.abs(inputs[:, kept] @ fitted - wanted).max() < 0.05 * np.abs(wanted).max()


def test_the_input_whose_weights_say_nothing_goes_first(inputs: np.ndarray) -> None:
    weights = np.ones((4, 2))
    weights[2] = 0
    kept, fitted = fewer_inputs(inputs[:, :4].T @ inputs[:, :4], weights, stay=3)
    assert kept.tolist() == [0, 1, 3]
    assert fitted == pytest.approx(np.ones((3, 2)), abs=0.02)


def test_blocks_go_as_a_whole(inputs: np.ndarray) -> None:
    kept, fitted = fewer_inputs(inputs.T @ inputs, np.random.default_rng(3).normal(size=(8, 3)), stay=2, width=2)
    assert len(kept) == len(fitted) == 4
    assert all(first % 2 == 0 and second == first + 1 for first, second in kept.reshape(2, 2))
