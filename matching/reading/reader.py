"""The reader: the encoder in ONNX Runtime, the heads in numpy, one text at a time."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.reading.calibration import Calibration, load_calibration
from matching.reading.events import ReadText, read_text
from matching.reading.heads import Heads
from matching.reading.pieces import Pieces, batch_pieces, load_tokenizer
from matching.reading.prefilter import Prefilter, load_prefilter

# Instructions for products of whole numbers: two on x86, one on ARM
FAST_WHOLE_NUMBERS = {"avx512_vnni", "avx_vnni", "asimddp"}


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The vectors of all word pieces: int8 [pieces, width], and the scale of each row."""

    vectors: np.ndarray
    scale: np.ndarray

    def of(self, ids: np.ndarray) -> np.ndarray:
        """The vectors of some pieces, float32 [pieces, width]."""
        return np.asarray(self.vectors[ids] * self.scale[ids, None], np.float32)


@dataclass(frozen=True, slots=True)
class Reader:
    """A loaded reader. `version` is the checksum of its weights: what another version read must be read again.

    `threads` is how many texts are read at a time.
    """

    tokenizer: Tokenizer
    words: WordVectors
    encoder: onnxruntime.InferenceSession
    heads: Heads
    prefilter: Prefilter
    calibration: Calibration
    version: str
    threads: int = 1

    def read(self, texts: Sequence[tuple[str, str]]) -> list[ReadText]:
        """What each text (title, lead) says, in order. No state is kept between texts."""
        return self.read_pieces(self.pieces(texts))

    def pieces(self, texts: Sequence[tuple[str, str]]) -> list[Pieces]:
        """The texts (title, lead) as the encoder takes them."""
        return batch_pieces(texts, self.tokenizer)

    def read_pieces(self, texts: Sequence[Pieces]) -> list[ReadText]:
        """`read`, for texts that are pieces already."""
        if self.threads == 1:  # a thread of its own would wait for the interpreter as long as it reads
            return [self._read_one(text) for text in texts]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(self._read_one, texts))

    def _read_one(self, pieces: Pieces) -> ReadText:
        (states,) = self.encoder.run(["states"], encoder_inputs(pieces, self.words, self.heads.cases))
        return read_text(pieces, states[0], self.heads)


def encoder_inputs(pieces: Pieces, words: WordVectors, cases: np.ndarray) -> dict[str, np.ndarray]:
    """The encoder's inputs for a text: `vectors` float32 [1, pieces, width], `segments` int64 [1, pieces]."""
    return {"vectors": (words.of(pieces.ids) + cases[pieces.cases])[None], "segments": pieces.segments[None]}


def load_reader(folder: Path, threads: int = 1) -> Reader:
    """Loads a reader from its files. Raises DataFileError where one is missing or not as it was written."""
    sums = _checksums(folder)
    for name, checksum in sums.items():
        if not (folder / name).is_file():
            raise _broken(folder / name, "is missing")
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != checksum:
            raise _broken(folder / name, "is damaged: its checksum is another")
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    with np.load(folder / "heads.npz") as weights:
        heads = Heads({name: weights[name] for name in weights.files})
    with np.load(folder / "words.npz") as weights:
        words = WordVectors(weights["vectors"], weights["scale"])
    version = hashlib.sha256("".join(sorted(sums.values())).encode()).hexdigest()[:12]
    prefilter, calibration = load_prefilter(folder / "prefilter.npz"), load_calibration(folder / "calibration.json")
    # Threads of BLAS gain nothing on matrices this small, and use the processor while they wait.
    threadpool_limits(limits=1, user_api="blas")
    encoder = _session(folder / "model.onnx")
    return Reader(tokenizer, words, encoder, heads, prefilter, calibration, version, threads)


@cache
def shipped_reader(threads: int = 1) -> Reader:
    """The reader of data/reader, loaded once a process. One that has the machine to itself may take more threads."""
    return load_reader(DATA / "reader", threads)


def _session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    # Products of whole numbers, or of the same numbers made float: without such instructions whole numbers are slower.
    # What is read differs by what rounding does where a value lies between two numbers.
    options.add_session_config_entry("session.disable_quant_qdq", "0" if _has_fast_whole_numbers() else "1")
    # ONNX Runtime's step for sum and normalisation together takes thrice the time of the two.
    apart = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=apart
    )


def _has_fast_whole_numbers() -> bool:
    """Whether the processor has instructions for products of whole numbers; where it does not say, it has none."""
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    try:
        return not FAST_WHOLE_NUMBERS.isdisjoint(Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    except OSError:
        return False


def _checksums(folder: Path) -> dict[str, str]:
    file = folder / "checksums.json"
    try:
        return {str(name): str(value) for name, value in json.loads(file.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        raise _broken(file, "cannot be read") from None


def _broken(file: Path, what: str) -> DataFileError:
    return DataFileError(f"the reader {what}", where=str(file), hint="install callnow again, or bring the file back")
