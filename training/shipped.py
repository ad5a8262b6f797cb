"""The weights of a reader out of its files (data/reader), to train on from them where its model.pt is gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import SIDE, TorchReader, with_new_types

# What training.graph names as on the left, with a layer's number behind it, is this part of a layer.
PRODUCTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "output attended": "attention.output.dense",
    "neurons": "intermediate.dense",
    "output layer": "output.dense",
}
ENTERED = {"output attended": "attention", "neurons": "attended", "output layer": "active"}  # by these states
VECTORS = {
    "bias attended": "attention.output.dense.bias",
    "scale attended": "attention.output.LayerNorm.weight",
    "shift attended": "attention.output.LayerNorm.bias",
    "bias neurons": "intermediate.dense.bias",
    "bias layer": "output.dense.bias",
    "scale layer": "output.LayerNorm.weight",
    "shift layer": "output.LayerNorm.bias",
}
ENTRY = {
    "parts": "token_type_embeddings.weight",
    "places": "position_embeddings.weight",
    "entry scale": "LayerNorm.weight",
    "entry shift": "LayerNorm.bias",
}


def load_shipped(model: TorchReader, folder: Path) -> None:
    """Loads the files of a reader into a model of the same size, as exact as they are."""
    state = _encoder(folder / "model.onnx") | _heads(folder / "heads.npz")
    with np.load(folder / "words.npz") as words:
        vectors = words["vectors"].astype(np.float32) * words["scale"][:, None]
    state["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(vectors)
    model.load_state_dict(with_new_types(state, model))


def _encoder(file: Path) -> dict[str, Tensor]:
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(file)).graph.initializer}

    def values(name: str) -> Tensor:
        small = stored.get(f"{name} int8")
        array = stored[name] if small is None else small.astype(np.float32) * stored[f"{name} scale"]
        return torch.from_numpy(np.array(array))

    state = {f"encoder.embeddings.{part}": values(name) for name, part in ENTRY.items()}
    shares = [values(name) for name in sorted((n for n in stored if n.startswith("share ")), key=_number)]
    state["layers"] = torch.stack(shares).log()
    for number in range(1, len(shares)):
        layer = f"encoder.encoder.layer.{number - 1}."
        for name, part in PRODUCTS.items():
            entered = f"layer {number - 1}" if name in "qkv" else f"{ENTERED[name]} {number}"
            state[f"{layer}{part}.weight"] = (
                values(f"weights {name} {number}").T * values(f"evening {entered}")
            ).contiguous()
        for name, part in VECTORS.items():
            state[f"{layer}{part}"] = values(f"{name} {number}")
        for part, bias in zip("qkv", values(f"bias qkv {number}").chunk(3), strict=True):
            state[f"{layer}{PRODUCTS[part]}.bias"] = bias
    return state


def _number(name: str) -> int:
    """The number at the end of a name: 3 of "share 3"."""
    return int(name.rsplit(maxsplit=1)[-1])


def _heads(file: Path) -> dict[str, Tensor]:
    """The heads; of the vectors of letter case, which are stored as they act, one of the products that give them."""
    with np.load(file) as arrays:
        heads = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}
    cases = heads.pop("cases")
    count, width = cases.shape
    heads["case.weight"], heads["case_in.weight"] = torch.eye(count, SIDE), torch.zeros(width, SIDE)
    heads["case_in.weight"][:, :count] = cases.T
    return heads
