"""How the work of a run is spread: batches are values, and each is a task of its own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.settings import Settings, WatchSettings, load_settings


def test_batches_are_spread_as_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is a task that is named by its step and its number; what comes of them comes in order."""
    from flows.running import runners

    names: list[str] = []

    class Runner:
        def submit(self, task: Any, parameters: dict[str, Any]) -> Future[Any]:
            names.append(task.task_run_name.format(**parameters))
            return pool.submit(task.fn, **parameters)

    @contextmanager
    def open_runner(watch: WatchSettings) -> Iterator[Runner]:
        yield Runner()

    def read_batch(number: int) -> int:
        return number * number

    monkeypatch.setattr(runners, "open_runner", open_runner)
    with ThreadPoolExecutor(2) as pool, runners.spreading(Settings()) as spread:
        assert list(spread(read_batch, [1, 2, 3])) == [1, 4, 9]
    assert names == ["read batch 1", "read batch 2", "read batch 3"]


def test_what_travels_to_a_task_can_be_pickled(subscribed: Path) -> None:
    """A batch of feeds is a value: it survives the way to another process, with nothing of this one."""
    import pickle

    from flows.news.fetching import due_feeds, fetch_batch, make_rounds

    settings, now = load_settings(subscribed), datetime.now(UTC)  # the feeds were subscribed to by the clock
    ((batch,),) = make_rounds(due_feeds(settings, now + timedelta(minutes=1)), settings, now)
    assert pickle.loads(pickle.dumps(batch)) == batch
    visits = pickle.loads(pickle.dumps(fetch_batch(pickle.loads(pickle.dumps(batch))))).visits
    assert [bool(items) for _, items in visits] == [True] * 5
