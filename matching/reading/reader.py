"""The reader: the encoder in ONNX Runtime, the heads in numpy, over batches of texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain
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

BATCH = 4  # texts encoded at once: what they take then stays in the cache of a core


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

    `threads` is how many batches are read at a time.
    """

    tokenizer: Tokenizer
    words: WordVectors
    encoder: onnxruntime.InferenceSession
    heads: Heads
    calibration: Calibration
    version: str
    threads: int = 1

    def read(self, texts: Sequence[tuple[str, str]]) -> list[ReadText]:
        """What each text (title, lead) says, in order. No state is kept between texts."""
        pieces = batch_pieces(texts, self.tokenizer)
        order = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        with ThreadPoolExecutor(self.threads) as pool:
            read = pool.map(self._read_batch, [[pieces[n] for n in batch] for batch in batches])
            by_number = dict(zip(order, chain.from_iterable(read), strict=True))
        return [by_number[number] for number in range(len(texts))]

    def _read_batch(self, pieces: Sequence[Pieces]) -> list[ReadText]:
        """What a few texts of like length say."""
        feeds = padded(pieces, self.words, self.heads.cases)
        (states,) = self.encoder.run(["states"], feeds)
        return [read_text(one, own[: len(one)], self.heads) for one, own in zip(pieces, states, strict=True)]


def padded(pieces: Sequence[Pieces], words: WordVectors, cases: np.ndarray) -> dict[str, np.ndarray]:
    """The encoder's inputs for a batch; `mask` is 0 in the padding.

    `vectors` is float32 [texts, pieces, width], `segments` and `mask` are int64 [texts, pieces].
    """
    shape = (len(pieces), max(len(text) for text in pieces))
    segments, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    vectors = np.zeros((*shape, cases.shape[1]), np.float32)
    for row, text in enumerate(pieces):
        vectors[row, : len(text)] = words.of(text.ids) + cases[text.cases]
        segments[row, : len(text)] = text.segments
        mask[row, : len(text)] = 1
    return {"vectors": vectors, "segments": segments, "mask": mask}


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
    calibration = load_calibration(folder / "calibration.json")
    # Threads of BLAS gain nothing on matrices this small, and use the processor while they wait.
    threadpool_limits(limits=1, user_api="blas")
    return Reader(tokenizer, words, _session(folder / "model.onnx"), heads, calibration, version, threads)


@cache
def shipped_reader(threads: int = 1) -> Reader:
    """The reader of data/reader, loaded once a process. One that has the machine to itself may take more threads."""
    return load_reader(DATA / "reader", threads)


def _session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    # Small weights are made float once, when they are loaded: whole-number products are slower without VNNI.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _checksums(folder: Path) -> dict[str, str]:
    file = folder / "checksums.json"
    try:
        return {str(name): str(value) for name, value in json.loads(file.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        raise _broken(file, "cannot be read") from None


def _broken(file: Path, what: str) -> DataFileError:
    return DataFileError(f"the reader {what}", where=str(file), hint="install callnow again, or bring the file back")
