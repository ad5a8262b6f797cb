"""Detection over threads, a Dask cluster and a Ray head, side by side in one run, and what each costs.

    python -m tests.bench_scaling [ANNOUNCEMENTS] [WORKERS] [MINUTES]

Announcements are put together: the examples of data/events as titles, the texts of data/sample as bodies, each pair
with a number of its own. They go through detect_steps.detect_batch as a run gives them (pipeline.BATCH at once, in
tasks of detecting.CHUNK; on clusters also in larger ones), as tasks of one Prefect flow with a server beside it.
Every batch goes to each runner in turn, so that whatever else the machine does at that time falls upon all of them.
Stops at ANNOUNCEMENTS or after MINUTES, at the end of a batch, and says at how many. Clusters are on this machine.
"""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from statistics import median

import psutil
from prefect import flow
from prefect.testing.utilities import prefect_test_harness

from callnow.model import Announcement
from callnow.paths import DATA
from callnow.settings import Settings, WatchSettings
from flows.news.detect_steps import detect_batch
from flows.news.detecting import CHUNK
from flows.pipeline import BATCH
from flows.running.runners import spreading
from flows.running.spread import Spread, one_by_one
from tests.clusters import running_dask, running_ray

NOW = datetime(2026, 3, 1, tzinfo=UTC)
EMPTY_TASKS = 20
LARGER = 1_000  # announcements in a task, beside detecting.CHUNK
SIZES = (2_000, 10_000, 20_000, 30_000, 50_000, 100_000, 200_000)  # shown of the way there


@dataclass
class Course:
    """How one runner did: seconds until its first small task came back, then seconds and CPU seconds of each batch."""

    name: str
    size: int  # announcements in a task
    start: float = 0.0
    empty: float = 0.0  # CPU seconds of a task that does nothing, everything included
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def make_announcements(first: int, count: int) -> list[Announcement]:
    """Announcements number `first` to `first + count`."""
    titles, bodies = _parts()
    made = []
    for number in range(first, first + count):
        title, body = titles[number % len(titles)], bodies[(number // len(titles)) % len(bodies)]
        made.append(
            Announcement(
                id=str(number),
                source="bench",
                title=title,
                text=f"Release {number}. {body}",
                url="",
                published_at=NOW,
                fetched_at=NOW,
            )
        )
    return made


def _parts() -> tuple[list[str], list[str]]:
    if not _PARTS:
        tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "events").glob("*.toml"))]
        examples = [one for table in tables for key in table if key.startswith("examples_") for one in table[key]]
        news = tomllib.loads((DATA / "sample" / "news.toml").read_text(encoding="utf-8"))["items"]
        _PARTS.extend([[one["title"] for one in examples], [one["body"] for one in news]])
    return _PARTS[0], _PARTS[1]


_PARTS: list[list[str]] = []


def cpu_seconds() -> float:
    """Processor time of this process and everything it started: clusters, Prefect's server."""
    mine = psutil.Process()
    total = 0.0
    for one in [mine, *mine.children(recursive=True)]:
        with suppress(psutil.Error):
            used = one.cpu_times()
            total += used.user + used.system
    return total


def chunks(announcements: list[Announcement], size: int) -> list[list[Announcement]]:
    return [announcements[at : at + size] for at in range(0, len(announcements), size)]


def work(course: Course, spread: Spread, announcements: list[Announcement]) -> int:
    """One batch through one runner; how many events were found."""
    cpu, began = cpu_seconds(), time.perf_counter()
    events = sum(len(found) for chunk in spread(detect_batch, chunks(announcements, course.size)) for found in chunk)
    course.seconds.append(time.perf_counter() - began)
    course.cpu.append(cpu_seconds() - cpu)
    return events


def empty_task(spread: Spread) -> float:
    """CPU seconds of a task that does nothing."""
    before = cpu_seconds()
    list(spread(len, [[]] * EMPTY_TASKS))
    return (cpu_seconds() - before) / EMPTY_TASKS


@contextmanager
def opened(watch: WatchSettings | None, workers: int) -> Iterator[tuple[Spread, float]]:
    """A runner, connected, its workers with everything imported; and the seconds that took."""
    began = time.perf_counter()
    with ExitStack() as stack:
        spread = stack.enter_context(spreading(Settings(watch=watch))) if watch else one_by_one
        list(spread(detect_batch, chunks(make_announcements(0, workers * 4), 1)))
        yield spread, time.perf_counter() - began


@flow(name="bench")
def compare(runners: dict[str, WatchSettings | None], most: int, workers: int, minutes: float) -> list[Course]:
    """Every runner's course over the same batches, interleaved."""
    courses: list[tuple[Course, Spread]] = []
    with ExitStack() as stack:
        for name, watch in runners.items():
            spread, start = stack.enter_context(opened(watch, workers))
            sizes = (CHUNK, LARGER) if watch and watch.cluster else (CHUNK,)
            empty = empty_task(spread)
            courses += [(Course(f"{name}, tasks of {size}", size, start, empty), spread) for size in sizes]
        until = time.monotonic() + 60 * minutes
        for first in range(0, most, BATCH):
            announcements = make_announcements(first, min(BATCH, most - first))
            found = {work(course, spread, announcements) for course, spread in courses}
            if len(found) != 1:
                raise AssertionError(f"runners differ in what they find: {found}")
            if time.monotonic() > until:
                break
    return [course for course, _ in courses]


def report(courses: list[Course], count: int, write: Callable[[str], object]) -> None:
    """The table: rates, ratios to threads, and from which size a runner's start is earned back."""
    threads = next(one for one in courses if one.name.startswith("threads"))
    batch = median(threads.seconds)
    write(f"{count} announcements to each runner, {BATCH} at once; x: how many times as fast as threads")
    heads = ("start s", "all s", "a second", "x", "batch s", "x", "CPU s", "pays from")
    write(f"{'runner':34}" + "".join(f"{head:>10}" for head in heads))
    for one in courses:
        total, typical = sum(one.seconds), median(one.seconds)
        cells = [f"{one.start:.1f}", f"{total:.1f}", f"{count / total:.0f}", f"{sum(threads.seconds) / total:.2f}"]
        cells += [f"{typical:.2f}", f"{batch / typical:.2f}", f"{sum(one.cpu):.0f}", _pays_from(one, threads)]
        write(f"{one.name:34}" + "".join(f"{cell:>10}" for cell in cells))
    for one in courses:
        write(f"{one.name:34}{one.empty:10.3f} CPU s for a task that does nothing")
    write("\nseconds to the end of so many, start included")
    sizes = [size for size in SIZES if size <= count]
    write(f"{'runner':34}" + "".join(f"{size:>9}" for size in sizes))
    for one in courses:
        reached = [one.start + seconds for seconds in accumulate(one.seconds)]
        write(f"{one.name:34}" + "".join(f"{reached[size // BATCH - 1]:9.1f}" for size in sizes))


def _pays_from(one: Course, threads: Course) -> str:
    """The fewest announcements, in whole batches, from which on a runner is ahead of threads for good."""
    if one is threads:
        return ""
    ours = [one.start + seconds for seconds in accumulate(one.seconds)]
    theirs = [threads.start + seconds for seconds in accumulate(threads.seconds)]
    behind = [0, *(number for number, (a, b) in enumerate(zip(ours, theirs, strict=True), 1) if a >= b)]
    return "not here" if behind[-1] == len(ours) else str((behind[-1] + 1) * BATCH)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 30.0
    print(f"{os.cpu_count()} processors, {workers} workers; load before: {os.getloadavg()[0]:.1f}", flush=True)
    with prefect_test_harness(server_startup_timeout=120), running_dask(workers) as dask, running_ray(workers) as ray:
        runners: dict[str, WatchSettings | None] = {
            "no Prefect": None,
            "threads": WatchSettings(),
            f"Dask, {workers} workers": WatchSettings(task_runner="dask", cluster=dask),
            f"Ray, {workers} workers": WatchSettings(task_runner="ray", cluster=ray[0]),
        }
        courses = compare(runners, most, workers, minutes)
    report(courses, min(most, len(courses[0].seconds) * BATCH), print)
    print(f"\nload after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
