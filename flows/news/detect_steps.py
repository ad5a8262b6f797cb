"""detect, for a batch: the events that the texts of announcements tell, a pure step that may run on another machine."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from callnow.errors import ReadingFailed
from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect, detect_fast
from matching.reading.reader import shipped_reader

Detected = list[CompanyEvent] | ReadingFailed


def detect_batch(announcements: Sequence[Announcement]) -> list[Detected]:
    """detect, fast, for a batch.

    A text that detection stumbles over is a failure of that one announcement, told in the run's summary: it must
    neither stop the others nor be met again at every run.
    """
    return [_detect_one(announcement, detect_fast) for announcement in announcements]


def detect_batch_closely(announcements: Sequence[Announcement]) -> list[Detected]:
    """The same with the reader, which takes many texts at once; where a batch fails, each text by itself."""
    shipped_reader()  # missing or damaged it stops the run, and no single text is blamed
    try:
        return list(detect(announcements))
    except Exception:  # noqa: BLE001 - which text it was is found below
        return [_detect_one(announcement, lambda item: detect([item])[0]) for announcement in announcements]


def _detect_one(announcement: Announcement, step: Callable[[Announcement], list[CompanyEvent]]) -> Detected:
    try:
        return step(announcement)
    except Exception as error:  # noqa: BLE001 - recorded with its place, see detect_batch
        return stumbled(announcement, error)


def stumbled(announcement: Announcement, error: Exception) -> ReadingFailed:
    """The failure of one announcement whose text a step of ours could not take, with the place in our code."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{announcement.source}: {announcement.title[:80]!r}"
    what = f"cannot be understood: {type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
    return ReadingFailed(what, where=where, hint="a fault in callnow: please report it with the text")
