"""The cluster that batches are spread over, looked at before any work is given to it.

A worker takes batches and gives results. It needs no access to the home, but the same callnow, Python and Prefect as
this machine, and the way to Prefect's API. Nothing here imports Prefect: a wrong address is told before it is started.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import importlib.metadata
import importlib.util
import logging
import os
import platform
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import callnow
from callnow.errors import CallnowError, SettingError
from callnow.paths import DATA
from callnow.settings import WatchSettings

if TYPE_CHECKING:
    from distributed import Client

SECONDS = 5.0  # a scheduler that is there answers in milliseconds
WORKER_SECONDS = 60.0  # a worker of Ray may be a new process that imports everything first
NEEDED = ("flows.running.runners", "flows.news.understanding", "flows.news.fetching")  # what a batch calls …
LIBRARIES = ("bs4", "feedparser", "httpx", "lxml", "trafilatura")  # … and what is imported when the first feed is read
CODE = ("callnow", "flows.news", "matching", "sources")  # what batches are made of, and read with …
TABLES = ("*.toml", "*.csv", "*.txt", "events/*", "names/*", "reader/*.json")  # … with what of data/ (large weights
# of the reader by their checksums) …
UNREAD = "feeds.toml"  # … but for what operators edit and no worker reads
RAY_OPTIONS: dict[str, Any] = {"namespace": "prefect", "log_to_driver": False, "logging_level": logging.WARNING}
RAY_PORTS = "is it the right port? host:6379 from a machine of the cluster, ray://host:10001 from elsewhere"

Installation = dict[str, str]  # words, so that any two versions can tell each other
Answers = Mapping[str, Installation | BaseException]  # by worker


def check_cluster(watch: WatchSettings, api: str = "") -> None:
    """Raises CallnowError where the cluster of the settings is not there, or a worker of it cannot take batches.

    `api` is the address of Prefect's API, which workers must reach; "": it does not run yet.
    """
    if watch.task_runner == "threads":
        return
    check_extra(watch.task_runner)
    if watch.cluster and watch.task_runner == "dask":
        with dask_client(watch.cluster) as client:
            check_answers(ask_dask(client, api), watch.cluster, api)
    elif watch.cluster:
        with ray_connection(watch.cluster):
            check_answers(ask_ray(api), watch.cluster, api)


def check_extra(kind: str) -> None:
    """Raises SettingError where the libraries of a task runner are not installed."""
    if importlib.util.find_spec(f"prefect_{kind}") is None:
        raise SettingError(
            f"prefect-{kind} is not installed",
            where=f'watch.task_runner = "{kind}"',
            hint=f"install callnow with its extra `{kind}`, as in pip install '.[{kind}]' where it was installed from",
        )


def check_answers(answers: Answers, cluster: str, api: str = "") -> None:
    """Raises CallnowError naming the first worker that cannot take batches, and why; or that there is no worker."""
    if not answers:
        raise _unusable("it has no workers", cluster, "start workers that connect to it")
    ours = describe_installation()
    for worker, theirs in answers.items():
        if isinstance(theirs, BaseException):
            what = f"worker {worker} cannot import callnow: {in_words(theirs)}"
            raise _unusable(what, cluster, "install this callnow where the workers run, and restart them")
        for name, value in ours.items():
            if theirs.get(name) != value:
                what = f"worker {worker} has {name} {theirs.get(name)}, this machine has {value}"
                raise _unusable(what, cluster, "install the same on both, and restart the workers")
        if theirs["unreached"]:
            what = f"worker {worker} does not reach Prefect's API at {api}: {theirs['unreached']}"
            raise _unusable(what, cluster, "set PREFECT_API_URL to the address of a server that workers reach, too")


def describe_installation() -> Installation:
    """What batches are read with in this process: versions, and a digest of callnow's code and tables."""
    python = ".".join(platform.python_version_tuple()[:2])
    prefect = importlib.metadata.version("prefect")
    return {"callnow": callnow.__version__, "Python": python, "Prefect": prefect, "callnow's code": _own_digest()}


def describe_worker(api: str) -> Installation:
    """describe_installation, run by a worker; with `unreached`, why Prefect's API is not reached from there, or "".

    Raises ImportError where something that batches call is missing.
    """
    for module in NEEDED:
        importlib.import_module(module)
    for library in LIBRARIES:
        if importlib.util.find_spec(library) is None:
            raise ModuleNotFoundError(f"No module named {library!r}")
    return describe_installation() | {"unreached": _unreached(api) if api else ""}


@contextmanager
def dask_client(address: str) -> Iterator[Client]:
    """A connection to a Dask scheduler. Raises CallnowError within seconds where there is none."""
    from distributed import Client  # noqa: PLC0415 - an extra

    _connect(address)
    try:
        asyncio.run(_greet_dask(address))
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise _unusable(f"what answers there is no Dask scheduler ({in_words(error)})", address) from None
    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        yield client


async def _greet_dask(address: str) -> None:
    """Asks a scheduler who it is. Client's own timeout does not hold where another program listens."""
    from distributed import Security  # noqa: PLC0415 - an extra
    from distributed.core import rpc  # noqa: PLC0415

    async def greet() -> None:
        async with rpc(address, connection_args=Security().get_connection_args("client")) as scheduler:
            if (await scheduler.identity())["type"] != "Scheduler":
                raise ValueError("a worker")

    await asyncio.wait_for(greet(), SECONDS)


def ask_dask(client: Client, api: str) -> Answers:
    """describe_worker of every worker that the scheduler has."""
    answers: Answers = client.run(describe_worker, api, on_error="return")
    return answers


@contextmanager
def ray_connection(address: str) -> Iterator[None]:
    """This process connected to a Ray cluster. Raises CallnowError within seconds where there is none."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import grpc  # noqa: PLC0415 - comes with Ray
    import ray  # noqa: PLC0415 - an extra

    _connect(address)
    place = address.removeprefix("ray://")
    try:
        with grpc.insecure_channel(place) as channel:
            grpc.channel_ready_future(channel).result(timeout=SECONDS)
    except grpc.FutureTimeoutError:
        raise _unusable("what answers there is no Ray head", address) from None
    try:
        ray.init(address, **RAY_OPTIONS)
    except (RuntimeError, ValueError, OSError, ray.exceptions.RayError) as error:
        raise _unusable(f"Ray refuses: {in_words(error)}", address, RAY_PORTS) from None
    try:
        yield
    finally:
        ray.shutdown()


def ask_ray(api: str) -> Answers:
    """describe_worker of one worker process on every node that has processors to give."""
    import ray  # noqa: PLC0415 - an extra
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy  # noqa: PLC0415

    remote = ray.remote(num_cpus=0, max_retries=0)(describe_worker)
    asked = {
        f"on {node['NodeManagerAddress']} ({node['NodeID'][:8]})": remote.options(
            scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
        ).remote(api)
        for node in ray_nodes()
    }
    return {worker: _answer(ray, reference) for worker, reference in asked.items()}


def ray_nodes() -> list[dict[str, Any]]:
    """The nodes of the connected Ray cluster that have processors to give."""
    import ray  # noqa: PLC0415 - an extra

    return [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]


def _answer(ray: Any, reference: Any) -> Installation | BaseException:
    try:
        answer: Installation = ray.get(reference, timeout=WORKER_SECONDS)
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None)
        return cause if isinstance(cause, BaseException) else error
    return answer


def _connect(address: str) -> None:
    """Raises CallnowError where nothing listens at an address."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), SECONDS):
            pass
    except OSError as error:
        what = "no answer" if isinstance(error, TimeoutError) else (error.strerror or str(error))
        raise _unusable(f"nothing answers there: {what}", address, "start it, or correct the address") from None


def _unreached(api: str) -> str:
    try:
        with urllib.request.urlopen(f"{api.rstrip('/')}/health", timeout=SECONDS):
            return ""
    except urllib.error.HTTPError:
        return ""  # it answers, if only that one must log in
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))


def digest_of(data: Path) -> str:
    """A short digest of code and tables: two installations that share it read the same in a batch."""
    digest = hashlib.sha256()
    for name in CODE:
        spec = importlib.util.find_spec(name)
        for place in map(Path, (spec and (spec.submodule_search_locations or [spec.origin or ""])) or ()):
            for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
                digest.update(f"{name}/{file.relative_to(place)}".encode() + file.read_bytes())
    for pattern in TABLES:
        for file in sorted(file for file in data.glob(pattern) if file.is_file() and file.name != UNREAD):
            digest.update(str(file.relative_to(data)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _own_digest() -> str:
    """As it was when this process first asked: that is what it has loaded."""
    return digest_of(DATA)


def _unusable(what: str, cluster: str, hint: str = "") -> CallnowError:
    where = f"watch.cluster = {cluster!r}"
    return CallnowError(what, where=where, hint=hint or "correct the address")


def in_words(error: BaseException) -> str:
    """An error in one line: its name, and what it says first, or last where that only announces what comes."""
    lines = str(error).strip().splitlines() or [""]
    said = (lines[-1] if lines[0].endswith(":") else lines[0]).strip()
    if type(error) is Exception:  # as Dask tells what could not be unpickled
        return said or "no reason given"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
