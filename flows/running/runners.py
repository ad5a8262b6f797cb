"""Where Prefect runs the batches of a flow: threads of this process, or a Dask or Ray cluster, as callnow.toml says.

The runner is opened inside the flow, not declared at it: a flow that `callnow serve`, a worker or a person starts is
loaded by its name, and only its home tells which cluster is meant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from callnow.settings import Settings, WatchSettings
from flows.running.clusters import (
    RAY_OPTIONS,
    ask_dask,
    ask_ray,
    check_answers,
    check_extra,
    dask_client,
    ray_connection,
)
from flows.running.lost_workers import result_of
from flows.running.spread import Spread

B = TypeVar("B")
R = TypeVar("R")

THREADS = 4


@task(name="batch", task_run_name="{name} {number}", cache_policy=NO_CACHE, persist_result=False, retries=1)
def run_batch(step: Callable[[Any], Any], batch: Any, name: str, number: int) -> Any:
    """One batch through one pure step."""
    return step(batch)


@contextmanager
def spreading(settings: Settings) -> Iterator[Spread]:
    """Spreads batches as tasks of the running flow over the task runner of its home.

    Raises CallnowError before any work is given out: where the cluster is not there, or a worker cannot take batches.
    """
    with open_runner(settings.watch) as runner:

        def spread(step: Callable[[B], R], batches: Sequence[B], /) -> Iterator[R]:
            name = step.__name__.replace("_", " ")
            futures = deque(
                runner.submit(run_batch, {"step": step, "batch": batch, "name": name, "number": number})
                for number, batch in enumerate(batches, 1)
            )
            while futures:
                # One at a time, and let go of: all results together may not fit in memory.
                yield result_of(futures.popleft(), settings.watch)

        yield spread


@contextmanager
def open_runner(watch: WatchSettings) -> Iterator[TaskRunner[Any]]:
    """The task runner of the settings, connected, its workers checked."""
    with ExitStack() as stack:
        if watch.task_runner == "threads":
            yield stack.enter_context(ThreadPoolTaskRunner(max_workers=THREADS))
            return
        check_extra(watch.task_runner)
        api = _api()
        stack.enter_context(temporary_settings({PREFECT_API_URL: api}))  # travels to the workers
        if watch.task_runner == "dask":
            yield _open_dask(stack, watch.cluster, api)
        else:
            yield _open_ray(stack, watch.cluster, api)


def _open_dask(stack: ExitStack, cluster: str, api: str) -> TaskRunner[Any]:
    from prefect_dask import DaskTaskRunner  # noqa: PLC0415 - an extra

    if cluster:
        with dask_client(cluster) as client:
            check_answers(ask_dask(client, api), cluster, api)
        runner: TaskRunner[Any] = DaskTaskRunner(address=cluster)
    else:
        runner = DaskTaskRunner(
            cluster_kwargs={"host": "127.0.0.1", "threads_per_worker": 1, "dashboard_address": None}
        )
    return stack.enter_context(runner)


def _open_ray(stack: ExitStack, cluster: str, api: str) -> TaskRunner[Any]:
    from prefect_ray import RayTaskRunner  # noqa: PLC0415 - an extra

    if cluster:
        stack.enter_context(ray_connection(cluster))  # the task runner uses the connection that is open
        check_answers(ask_ray(api), cluster, api)
    runner: TaskRunner[Any] = RayTaskRunner(
        address=cluster or "local", init_kwargs=RAY_OPTIONS | ({} if cluster else {"include_dashboard": False})
    )
    return stack.enter_context(runner)


def _api() -> str:
    """The address of Prefect's API: a flow without a server has one of its own, which workers must use, too."""
    context = FlowRunContext.get()
    configured = PREFECT_API_URL.value()
    return configured or (str(context.client.api_url) if context else "")
