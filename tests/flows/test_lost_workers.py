"""A run does not wait for ever for a cluster that has lost its workers or a batch: it says so and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import Client, KilledWorker, LocalCluster

from callnow.errors import CallnowError
from callnow.settings import WatchSettings
from flows.running import lost_workers
from flows.running.lost_workers import result_of


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    """A Dask scheduler in this process, without workers."""
    with LocalCluster(
        n_workers=0, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.fixture
def given(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Gives a step to that scheduler and waits for its result, with looks that follow each other at once."""
    monkeypatch.setattr(lost_workers, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(lost_workers, "WITHOUT_WORKERS", 0.1)
    watch = WatchSettings(task_runner="dask", cluster=cluster.scheduler_address)
    with Client(cluster, set_as_default=False) as client:

        def run(step: Callable[[], Any]) -> Any:
            future = client.submit(step, pure=False)
            return result_of(SimpleNamespace(wrapped_future=future, result=future.result), watch)

        yield run


def raising(error: Exception) -> Callable[[], Any]:
    """A step that raises an error."""

    def step() -> Any:
        raise error

    return step


def test_a_cluster_without_workers_is_given_up(given: Callable[[Callable[[], Any]], Any]) -> None:
    """Where no worker comes within the time that is given, the run ends with a sentence that names the cluster."""
    with pytest.raises(CallnowError, match="its workers are gone") as told:
        given(int)
    assert "watch.cluster = 'tcp://127.0.0.1:" in told.value.where


def test_a_worker_that_comes_takes_the_batch(
    given: Callable[[Callable[[], Any]], Any], cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cluster without workers for a while is waited for."""
    monkeypatch.setattr(lost_workers, "WITHOUT_WORKERS", 1000.0)
    cluster.scale(1)
    assert given(int) == 0


def test_a_batch_that_is_lost_is_told_in_words(
    given: Callable[[Callable[[], Any]], Any], cluster: LocalCluster
) -> None:
    """What the cluster's library raises is one sentence; what a batch raises by itself, TimeoutError too, stays."""
    cluster.scale(1)
    with pytest.raises(CallnowError, match=r"it lost a batch: KilledWorker"):
        given(raising(KilledWorker("read", SimpleNamespace(address="tcp://127.0.0.1:1"), 3)))
    with pytest.raises(TimeoutError, match="of a step"):
        given(raising(TimeoutError("of a step")))


def test_threads_are_waited_for() -> None:
    """Threads have no workers that could be lost."""
    assert result_of(SimpleNamespace(result=lambda: 3), WatchSettings()) == 3
