"""Write a trained reader as the files of data/reader: python -m training.export --model FOLDER/model.pt --out FOLDER.

words.npz         the vectors of the word pieces, int8 with a scale a row: the base model's own in every reader
model.onnx        the encoder over them, its large weights as int8 with a scale a column; what they multiply is rounded
heads.npz         the heads and the vectors of letter case, half precision
tokenizer.json    the tokenizer of the base
prefilter.npz     which texts need not be read: none until training.prefilter
calibration.json  what a probability means, and from where it counts: the reader's own word until training.calibrate
checksums.json    SHA-256 of each of these, checked when the reader is loaded
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from matching.reading.calibration import Calibration
from matching.reading.pieces import Pieces
from matching.reading.prefilter import passing_all
from training.files import FILES, write_calibration
from training.graph import encoder_graph, small
from training.model import TorchReader, base_folder, head_arrays, load_model
from training.ranges import channel_ranges, own_texts


def export(reader: TorchReader, out: Path, texts: Sequence[Pieces] = ()) -> dict[str, int]:
    """Writes the files of a reader to `out`; returns their sizes in bytes.

    `texts` show how large what enters products becomes; without any, they are some of our own.
    """
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(encoder_graph(reader, channel_ranges(reader, texts or own_texts())), str(out / "model.onnx"))
    vectors, scale = small(reader.encoder.embeddings.word_embeddings.weight.detach().numpy(), 0)
    np.savez_compressed(out / "words.npz", vectors=vectors, scale=scale)
    heads: dict[str, Any] = {name: array.astype(np.float16) for name, array in head_arrays(reader).items()}
    np.savez_compressed(out / "heads.npz", **heads)
    shutil.copyfile(base_folder() / "tokenizer.json", out / "tokenizer.json")
    passing_all().save(out / "prefilter.npz")
    write_calibration(Calibration.of_reader_alone(), out)
    return {name: (out / name).stat().st_size for name in FILES}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for name, size in export(load_model(options.model), options.out).items():
        print(f"{name} {size:,} bytes")


if __name__ == "__main__":
    main()
