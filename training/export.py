"""Write a trained reader as the files of data/reader: python -m training.export --model FOLDER/model.pt --out FOLDER.

words.npz         the vectors of the word pieces, int8 with a scale a row: the base model's own in every reader
model.onnx        the encoder over them, its large weights as int8 with a scale a column, dequantised when it is loaded
heads.npz         the heads and the vectors of letter case, half precision
tokenizer.json    the tokenizer of the base
calibration.json  what a probability means, and from where it counts: the reader's own word until training.calibrate
checksums.json    SHA-256 of each of these, checked when the reader is loaded
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.transformers.optimizer import optimize_model

from matching.reading.calibration import Calibration
from training.files import FILES, write_calibration
from training.model import Reader, base_folder, base_model, head_arrays

SMALL = 10_000  # weights of fewer values stay as they are
INPUTS = ("vectors", "segments", "mask")


class Encoder(torch.nn.Module):
    """The encoder's layers, without the look-up of word pieces."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors: torch.Tensor, segments: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States [texts, pieces, width] of vectors of that shape; `segments` and `mask` are int64 [texts, pieces]."""
        return self.reader.encode_vectors(vectors, segments, mask)


def export_encoder(reader: Reader, file: Path) -> None:
    """Writes the encoder in full precision."""
    mask = torch.ones(2, 12, dtype=torch.int64)
    mask[1, 8:] = 0
    texts, pieces = torch.export.Dim("texts", max=4096), torch.export.Dim("pieces", min=3, max=512)
    torch.onnx.export(
        Encoder(reader).eval(),
        (torch.zeros(2, 12, reader.encoder.config.hidden_size), torch.zeros_like(mask), mask),
        str(file),
        input_names=list(INPUTS),
        output_names=["states"],
        dynamic_shapes=[{0: texts, 1: pieces}] * len(INPUTS),
        external_data=False,
        dynamo=True,
        verbose=False,
    )


def fused(file: Path, reader: Reader) -> onnx.ModelProto:
    """The model of a file with neighbouring steps made one, which runs about a fifth faster."""
    config = reader.encoder.config
    heads, width = config.num_attention_heads, config.hidden_size
    fuse = optimize_model(str(file), model_type="bert", num_heads=heads, hidden_size=width, opt_level=0, use_gpu=False)
    return fuse.model


def small(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Values as int8, and the scale of each entry along `axis`."""
    scale = np.abs(values).max(axis=1 - axis) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.rint(values / np.expand_dims(scale, 1 - axis)).astype(np.int8), scale


def quantise(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large weights as int8 with one scale for each entry of the last axis, and a node that makes them float again."""
    graph = model.graph
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < SMALL or values.ndim != 2:
            continue
        whole, scale = small(values, 1)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(whole, f"{tensor.name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{tensor.name}.scale"))
        inputs = [f"{tensor.name}.int8", f"{tensor.name}.scale"]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [tensor.name], axis=1))
    for node in reversed(nodes):
        graph.node.insert(0, node)
    del graph.value_info[:]
    return model


def export(reader: Reader, out: Path) -> dict[str, int]:
    """Writes the files of a reader to `out`; returns their sizes in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        export_encoder(reader, full)
        onnx.save(quantise(fused(full, reader)), str(out / "model.onnx"))
    vectors, scale = small(reader.encoder.embeddings.word_embeddings.weight.detach().numpy(), 0)
    np.savez_compressed(out / "words.npz", vectors=vectors, scale=scale)
    np.savez_compressed(out / "heads.npz", **{k: v.astype(np.float16) for k, v in head_arrays(reader).items()})
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    write_calibration(Calibration.of_reader_alone(), out)
    return {name: (out / name).stat().st_size for name in FILES}


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
