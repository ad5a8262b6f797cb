"""Detection over threads, a Dask cluster and a Ray head, side by side in one run, and what each costs.

    python -m tests.bench_scaling [ANNOUNCEMENTS] [WORKERS] [MINUTES]

Announcements are put together: the examples of data/events as titles, the texts of data/sample as bodies, each pair
with a number of its own. They go through flows.understanding.detect_batch as a run gives them (pipeline.BATCH at once,
in tasks of pipeline.CHUNK), as tasks of one Prefect flow with a server beside it. Every batch goes to each runner in
turn, so that whatever else the machine does at that time falls upon all of them. Stops at ANNOUNCEMENTS or after
MINUTES, at the end of a batch, and says at how many. Clusters are on this machine.
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

import psutil
from prefect import flow
from prefect.testing.utilities import prefect_test_harness

from callnow.model import Announcement
from callnow.paths import DATA
from callnow.settings import Settings, WatchSettings
from flows.pipeline import BATCH, CHUNK
from flows.runners import spreading
from flows.spread import Spread, one_by_one
from flows.understanding import detect_batch
from tests.clusters import running_dask, running_ray

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SIZES = (500, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)  # shown of the way there


@dataclass
class Course:
    """How one runner did: seconds until its first small task came back, then seconds and CPU seconds of each batch."""

    name: str
    start: float = 0.0
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


def chunks(announcements: list[Announcement], size: int = CHUNK) -> list[list[Announcement]]:
    return [announcements[at : at + size] for at in range(0, len(announcements), size)]


def work(course: Course, spread: Spread, announcements: list[Announcement]) -> int:
    """One batch through one runner; how many events were found."""
    cpu, began = cpu_seconds(), time.perf_counter()
    events = sum(len(found) for chunk in spread(detect_batch, chunks(announcements)) for found in chunk)
    course.seconds.append(time.perf_counter() - began)
    course.cpu.append(cpu_seconds() - cpu)
    return events


@contextmanager
def opened(course: Course, watch: WatchSettings | None, workers: int) -> Iterator[Spread]:
    """A runner, connected and warm; what that took stands in its course."""
    began = time.perf_counter()
    with ExitStack() as stack:
        spread = stack.enter_context(spreading(Settings(watch=watch))) if watch else one_by_one
        list(spread(detect_batch, chunks(make_announcements(0, workers * 4), 1)))
        course.start = time.perf_counter() - began
        yield spread


@flow(name="bench")
def compare(runners: dict[str, WatchSettings | None], most: int, workers: int, minutes: float) -> list[Course]:
    """Every runner's course over the same batches, interleaved."""
    courses = [Course(name) for name in runners]
    until = time.monotonic() + 60 * minutes
    with ExitStack() as stack:
        spreads = [stack.enter_context(opened(one, runners[one.name], workers)) for one in courses]
        for first in range(0, most, BATCH):
            announcements = make_announcements(first, min(BATCH, most - first))
            found = {work(one, spread, announcements) for one, spread in zip(courses, spreads, strict=True)}
            if len(found) != 1:
                raise AssertionError(f"runners differ in what they find: {found}")
            if time.monotonic() > until:
                break
    return courses


def report(courses: list[Course], count: int, write: Callable[[str], object]) -> None:
    """The table: rates, ratios to threads, and from which size a runner's start is earned back."""
    threads = next(one for one in courses if one.name == "threads")
    write(f"{count} announcements to each runner, {BATCH} at once in tasks of {CHUNK}")
    write(f"{'runner':22}{'start s':>9}{'seconds':>9}{'a second':>10}{'x threads':>11}{'CPU s':>8}{'pays from':>12}")
    for one in courses:
        total, ratio = sum(one.seconds), sum(threads.seconds) / sum(one.seconds)
        pays = _pays_from(one, threads, count)
        write(
            f"{one.name:22}{one.start:9.1f}{total:9.1f}{count / total:10.0f}{ratio:11.2f}{sum(one.cpu):8.0f}{pays:>12}"
        )
    write("\nseconds to the end of so many, start included")
    sizes = [size for size in SIZES if size <= count and size % BATCH == 0]
    write(f"{'runner':22}" + "".join(f"{size:>9}" for size in sizes))
    for one in courses:
        reached = [one.start + seconds for seconds in accumulate(one.seconds)]
        write(f"{one.name:22}" + "".join(f"{reached[size // BATCH - 1]:9.1f}" for size in sizes))


def _pays_from(one: Course, threads: Course, count: int) -> str:
    """The fewest announcements, in whole batches, from which on a runner is ahead of threads for good."""
    if one.name == "threads":
        return ""
    ours = [one.start + seconds for seconds in accumulate(one.seconds)]
    theirs = [threads.start + seconds for seconds in accumulate(threads.seconds)]
    behind = [number for number, (a, b) in enumerate(zip(ours, theirs, strict=True), 1) if a >= b]
    if not behind:
        return str(min(BATCH, count))
    return "not here" if behind[-1] == len(ours) else str((behind[-1] + 1) * BATCH)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 30.0
    print(f"{os.cpu_count()} processors, {workers} workers; load before: {os.getloadavg()[0]:.1f}", flush=True)
    with prefect_test_harness(server_startup_timeout=120), running_dask(workers) as dask, running_ray(workers) as ray:
        runners: dict[str, WatchSettings | None] = {
            "one by one, no task": None,
            "threads": WatchSettings(),
            f"Dask, {workers} workers": WatchSettings(task_runner="dask", cluster=dask),
            f"Ray, {workers} processors": WatchSettings(task_runner="ray", cluster=ray[0]),
        }
        courses = compare(runners, most, workers, minutes)
    report(courses, min(most, len(courses[0].seconds) * BATCH), print)
    print(f"\nload after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
