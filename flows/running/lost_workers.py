"""Waiting for what a cluster makes of a batch, as long as it has workers; what it loses is told in words.

Dask and Ray keep a batch whose worker died for another worker. Where none is left, both wait for ever, and the run with
them: no other could begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from callnow.errors import CallnowError
from callnow.setting_tables.running import WatchSettings
from flows.running.clusters import in_words, ray_nodes

LOOK_SECONDS = 10.0  # between two looks at the workers
WITHOUT_WORKERS = 120.0  # seconds after which no worker is expected to come back: a restart takes less
LIBRARIES = ("distributed", "ray")


def result_of(future: Any, watch: WatchSettings) -> Any:
    """What a batch was made into by the task runner of the settings; `future` is Prefect's.

    Raises CallnowError where the cluster has had no worker for too long, or has lost the batch.
    """
    if watch.task_runner == "threads":
        return future.result()
    with _losses_in_words(watch):
        alone = 0.0
        while not _is_done(future.wrapped_future, watch.task_runner):
            alone = 0.0 if _has_workers(future.wrapped_future, watch.task_runner) else alone + LOOK_SECONDS
            if alone >= WITHOUT_WORKERS:
                raise _lost(watch, f"its workers are gone: it has had none for {WITHOUT_WORKERS:.0f} seconds")
        return future.result()


def _is_done(future: Any, runner: Literal["dask", "ray"]) -> bool:
    """Whether a batch is done, or is so within LOOK_SECONDS."""
    if runner == "ray":
        import ray  # noqa: PLC0415 - an extra

        return bool(ray.wait([future], timeout=LOOK_SECONDS, fetch_local=False)[0])
    try:
        future.exception(timeout=LOOK_SECONDS)  # which waits, and fetches no result
    except TimeoutError:
        return False
    return True


def _has_workers(future: Any, runner: Literal["dask", "ray"]) -> bool:
    """Whether the cluster that works on a batch has a worker left."""
    if runner == "ray":
        return bool(ray_nodes())
    return bool(future.client.nthreads())


@contextmanager
def _losses_in_words(watch: WatchSettings) -> Iterator[None]:
    """Raises an error of the cluster's library as one of ours. What a batch raised by itself stays a surprise."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in LIBRARIES:
            raise
        raise _lost(watch, f"it lost a batch: {in_words(error)}") from error


def _lost(watch: WatchSettings, what: str) -> CallnowError:
    where = f"watch.cluster = {watch.cluster!r}" if watch.cluster else f'watch.task_runner = "{watch.task_runner}"'
    hint = "look whether it and its workers run, and what they logged; the next run goes on from here"
    return CallnowError(what, where=where, hint=hint)
