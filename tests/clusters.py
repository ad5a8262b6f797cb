"""Clusters for tests: a Dask scheduler with workers, a Ray head; in processes of their own, ended with the block."""

from __future__ import annotations

import os
import random
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from tests.ports import free_port

SECONDS = 120  # a cluster that is not up by then never will be
LOOPBACK = "127.0.0.2"  # Ray takes 127.0.0.1 for "find the address that others reach"
RAY_PORTS = range(20_000, 30_000)  # not those that Ray gives its workers (10002 to 19999), nor the system's own


@contextmanager
def running_dask(workers: int = 2, *, hidden: str = "", unseen: Path | None = None) -> Iterator[str]:
    """A Dask scheduler and its workers, one thread each; its address.

    `hidden` is a package that workers do not find, `unseen` a folder that is empty for them; that takes root on Linux,
    elsewhere they see it.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callnow-dask-")))
        address = f"tcp://127.0.0.1:{free_port()}"
        listen = ["--host", "127.0.0.1", "--no-dashboard"]
        scheduler = [*_dask("scheduler"), *listen, "--port", address.rpartition(":")[2]]
        stack.enter_context(_process(scheduler, home))
        worker = [*_without(unseen), *_dask("worker", hidden), address, *listen, "--nthreads", "1", "--no-nanny"]
        for _ in range(workers):
            stack.enter_context(_process([*worker, "--local-directory", str(home)], home))
        _wait_for_dask(address, workers)
        yield address


@contextmanager
def running_ray(processors: int = 2) -> Iterator[tuple[str, str]]:
    """A Ray head; its address for programs on this machine, and the one for programs elsewhere (ray://)."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="ray-"))  # short: Ray keeps sockets below it
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        port, client_port = _ray_port(), _ray_port()
        command = [str(Path(sys.executable).with_name("ray")), "start", "--head", "--block", "--disable-usage-stats"]
        command += [f"--port={port}", f"--ray-client-server-port={client_port}", f"--num-cpus={processors}"]
        command += [f"--node-ip-address={LOOPBACK}", "--include-dashboard=false", f"--temp-dir={folder}"]
        command += ["--object-store-memory=200000000"]
        head = stack.enter_context(_process(command, folder))
        _wait_for_port(port, head)
        _wait_for_port(client_port, head)
        yield f"{LOOPBACK}:{port}", f"ray://{LOOPBACK}:{client_port}"


def _ray_port() -> int:
    for port in random.sample(RAY_PORTS, 50):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("", port))
            return port
    raise RuntimeError("no free port")


def _dask(role: str, hidden: str = "") -> list[str]:
    """The command `dask scheduler` or `dask worker`, in a Python that does not find the package `hidden`."""
    hide = (
        "class Hidden:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] == {hidden!r}:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}')\n"
        "import sys; sys.meta_path.insert(0, Hidden())\n"
    )
    run = f"from distributed.cli.dask_{role} import main; main()"
    return [sys.executable, "-c", (hide if hidden else "") + run]


def _without(folder: Path | None) -> list[str]:
    """What goes before a command for which a folder is to be empty."""
    if folder is None or not shutil.which("unshare") or os.geteuid() != 0:
        return []
    return ["unshare", "--mount", "sh", "-c", f'mount -t tmpfs none {shlex.quote(str(folder))} && exec "$@"', "sh"]


@contextmanager
def _process(command: Sequence[str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process and all that it starts, ended with the block; what it printed is shown where it ended by itself."""
    environment = {**os.environ, "HOME": str(home), "RAY_USAGE_STATS_ENABLED": "0"}
    with (home / f"{len(list(home.iterdir()))}.log").open("w+") as log:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            by_itself = process.poll()
            _end(process)
            if by_itself is not None:
                log.seek(0)
                raise RuntimeError(f"{command[:4]} ended by itself ({by_itself}): {log.read()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(psutil.NoSuchProcess):
        started = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        _, alive = psutil.wait_procs(started, timeout=0 if process.poll() is None else 2)
        for one in alive:
            with suppress(psutil.NoSuchProcess):
                one.kill()
    process.kill()
    process.wait()


def _wait_for_dask(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        if workers:
            client.wait_for_workers(workers, timeout=SECONDS)


def _wait_for_port(port: int, head: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and head.poll() is None:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")
