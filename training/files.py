"""The files of a reader, and their checksums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from matching.reading.calibration import Calibration

FILES = ("words.npz", "model.onnx", "heads.npz", "tokenizer.json", "prefilter.npz", "calibration.json")


def write_calibration(calibration: Calibration, folder: Path) -> None:
    """Writes the calibration of the reader in `folder`, and the checksums of all its files anew."""
    (folder / "calibration.json").write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")
    write_checksums(folder)


def write_checksums(folder: Path) -> None:
    """Writes the checksums of the files of the reader in `folder`."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")
