"""Write a trained reader as the files of data/reader: `python -m training.export --model FOLDER/model.pt --out FOLDER`.

model.onnx      the encoder, its large weights as int8 with a scale a row or column, dequantised when it is loaded
heads.npz       the heads, half precision
tokenizer.json  the tokenizer of the base
checksums.json  SHA-256 of each of these, checked when the reader is loaded
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from training.model import Reader, base_folder, base_model, head_arrays

SMALL = 10_000  # weights of fewer values stay as they are
INPUTS = ("ids", "cases", "segments", "mask")


class Encoder(torch.nn.Module):
    """The encoder alone, with plain integers for all it takes."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: torch.Tensor, cases: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """States [texts, pieces, width] of int64 [texts, pieces] each."""
        return self.reader.encode(ids, cases, segments, mask)


def export_encoder(reader: Reader, file: Path) -> None:
    """Writes the encoder in full precision."""
    example = torch.ones(2, 12, dtype=torch.int64)
    example[1, 8:] = 0
    texts, pieces = torch.export.Dim("texts", max=4096), torch.export.Dim("pieces", min=3, max=512)
    torch.onnx.export(
        Encoder(reader).eval(),
        tuple(example.clone() for _ in INPUTS),  # one tensor given twice would be taken for one input
        str(file),
        input_names=list(INPUTS),
        output_names=["states"],
        dynamic_shapes=[{0: texts, 1: pieces}] * len(INPUTS),
        external_data=False,
        dynamo=True,
        verbose=False,
    )


def quantise(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large weights as int8 with one scale for each entry of the last axis, and a node that makes them float again."""
    graph = model.graph
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < SMALL or values.ndim != 2:
            continue
        axis = 0 if values.shape[0] > values.shape[1] * 8 else 1  # a table of embeddings: one scale a row
        scale = np.abs(values).max(axis=1 - axis) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        small = np.rint(values / (scale[:, None] if axis == 0 else scale)).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(small, f"{tensor.name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{tensor.name}.scale"))
        nodes.append(
            helper.make_node(
                "DequantizeLinear", [f"{tensor.name}.int8", f"{tensor.name}.scale"], [tensor.name], axis=axis
            )
        )
    for node in reversed(nodes):
        graph.node.insert(0, node)
    del graph.value_info[:]
    onnx.checker.check_model(model)
    return model


def export(reader: Reader, out: Path) -> dict[str, int]:
    """Writes the files of a reader to `out`; returns their sizes in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        export_encoder(reader, Path(folder) / "full.onnx")
        onnx.save(quantise(onnx.load(str(Path(folder) / "full.onnx"))), str(out / "model.onnx"))
    np.savez_compressed(out / "heads.npz", **{k: v.astype(np.float16) for k, v in head_arrays(reader).items()})
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    files = sorted(file for file in out.iterdir() if file.name in ("model.onnx", "heads.npz", "tokenizer.json"))
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    (out / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")
    return {file.name: file.stat().st_size for file in files}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    reader = Reader(base_model(base_folder()))
    reader.load_state_dict(torch.load(options.model, weights_only=True))
    for name, size in export(reader, options.out).items():
        print(f"{name} {size:,} bytes")


if __name__ == "__main__":
    main()
