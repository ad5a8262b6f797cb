"""The weights of a reader out of its files (data/reader), to train on from them where its model.pt is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import SIDE, TorchReader

# What training.graph names as on the left, with a layer's number behind it, is this part of a layer.
PRODUCTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "output attended": "attention.output.dense",
    "neurons": "intermediate.dense",
    "output layer": "output.dense",
}
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
    model.load_state_dict(state)


def _encoder(file: Path) -> dict[str, Tensor]:
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(file)).graph.initializer}

    def values(name: str) -> Tensor:
        gap = " " if f"{name} int8" in stored else "."
        small = stored.get(f"{name}{gap}int8")
        array = stored[name] if small is None else small.astype(np.float32) * stored[f"{name}{gap}scale"]
        return torch.from_numpy(np.array(array))

    if "parts" not in stored:
        return _written_by_torch(stored, values)
    state = {f"encoder.embeddings.{part}": values(name) for name, part in ENTRY.items()}
    shares = [values(name) for name in sorted((n for n in stored if n.startswith("share ")), key=_number)]
    state["layers"] = torch.stack(shares).log()
    for number in range(1, len(shares)):
        layer = f"encoder.encoder.layer.{number - 1}."
        for name, part in PRODUCTS.items():
            state[f"{layer}{part}.weight"] = values(f"weights {name} {number}").T.contiguous()
        for name, part in VECTORS.items():
            state[f"{layer}{part}"] = values(f"{name} {number}")
        for part, bias in zip("qkv", values(f"bias qkv {number}").chunk(3), strict=True):
            state[f"{layer}{PRODUCTS[part]}.bias"] = bias
    return state


def _written_by_torch(stored: Mapping[str, np.ndarray], values: Callable[[str], Tensor]) -> dict[str, Tensor]:
    """The weights of a graph that torch wrote, as data/reader still holds one: products by number, others by name."""
    names = {name.removesuffix(".int8") for name in stored}
    named = [name for name in names if name.startswith("reader.") and not name.endswith((".scale", "position_ids"))]
    state = {name.removeprefix("reader."): values(name) for name in named}
    products = sorted(
        (name for name in names if re.fullmatch(r"val_\d+", name) and f"{name}.int8" in stored), key=_number
    )
    for at, name in enumerate(products):
        layer, part = divmod(at, len(PRODUCTS))
        state[f"encoder.encoder.layer.{layer}.{list(PRODUCTS.values())[part]}.weight"] = values(name).T.contiguous()
    count = len(products) // len(PRODUCTS) + 1
    shares = next(array for array in stored.values() if array.shape == (count, 1, 1, 1))
    state["layers"] = torch.from_numpy(np.log(shares.ravel()))
    return state


def _number(name: str) -> int:
    """The number at the end of a name: 12 of "val_12", 3 of "share 3"."""
    return int(re.split("[ _]", name)[-1])


def _heads(file: Path) -> dict[str, Tensor]:
    """The heads; of the vectors of letter case, which are stored as they act, one of the products that give them."""
    with np.load(file) as arrays:
        heads = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}
    cases = heads.pop("cases")
    count, width = cases.shape
    heads["case.weight"], heads["case_in.weight"] = torch.eye(count, SIDE), torch.zeros(width, SIDE)
    heads["case_in.weight"][:, :count] = cases.T
    return heads
