"""detect → resolve over a batch of announcements, detection spread over tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from callnow.errors import ReadingFailed
from callnow.model import Announcement
from flows.news.detect_steps import Detected, detect_batch, detect_batch_closely
from flows.news.knowledge import Knowledge
from flows.news.understanding import ReadAnnouncement, concerning, resolve_batch
from flows.running.spread import Spread

CHUNK = 250  # announcements detected in one task


def read_batch(
    announcements: Sequence[Announcement], knowledge: Knowledge, spread: Spread
) -> tuple[list[ReadAnnouncement], tuple[ReadingFailed, ...]]:
    """What the announcements say, resolved; with the texts that detection stumbled over.

    What the grammar finds, or the employers named, tell which texts may concern somebody; those are read closely.
    """
    fast = _detect(detect_batch, announcements, spread)
    read = resolve_batch(announcements, fast, knowledge)
    near = concerning(read, knowledge)
    closely = _detect(detect_batch_closely, near, spread)
    read_again = zip(resolve_batch(near, closely, knowledge), closely, strict=True)
    again = {
        item.announcement.id: replace(item, closely=not isinstance(events, ReadingFailed))
        for item, events in read_again
    }
    failures = tuple(events for events in (*fast, *closely) if isinstance(events, ReadingFailed))
    return [again.get(item.announcement.id, item) for item in read], failures


def _detect(
    step: Callable[[Sequence[Announcement]], list[Detected]], announcements: Sequence[Announcement], spread: Spread
) -> list[Detected]:
    chunks = [announcements[n : n + CHUNK] for n in range(0, len(announcements), CHUNK)]
    return [events for chunk in spread(step, chunks) for events in chunk]
