"""Batches run on the cluster one has; a cluster that cannot take them is told before anything starts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from callnow.errors import CallnowError, SettingError
from callnow.settings import WatchSettings, load_settings
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from flows.running import clusters
from flows.running.clusters import check_answers, check_cluster, describe_installation, describe_worker, digest_of
from tests.clusters import running_dask, running_ray
from tests.conftest import Callnow
from tests.ports import free_port

NOW = datetime.now(UTC)
SPREAD = "flows.running.spread"  # the type of what spreads: no code that reads
HERE = describe_installation() | {"unreached": ""}


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where something listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@pytest.fixture
def web_port() -> Iterator[int]:
    """A port where a web server answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (BaseHTTPRequestHandler,), {"log_message": len}))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def told(watch: WatchSettings, api: str = "") -> str:
    """What a cluster that cannot be used is refused with: one line that names the setting and says what to do."""
    with pytest.raises(CallnowError) as refused:
        check_cluster(watch, api)
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 1
    assert refused.value.hint
    assert watch.cluster in refused.value.where
    return refused.value.what


@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_an_address_without_a_listener_is_refused_at_once(runner: str) -> None:
    """Nothing listens, or no such host: one sentence with the reason."""
    assert "Connection refused" in told(WatchSettings(task_runner=runner, cluster=f"127.0.0.1:{free_port()}"))
    assert "nothing answers there" in told(WatchSettings(task_runner=runner, cluster="no-such-host.invalid:8786"))


@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_another_program_at_the_address_is_refused(
    runner: str, silent_port: int, web_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What listens there but is not a scheduler is told as that, silent or not; nobody waits for ever."""
    monkeypatch.setattr(clusters, "SECONDS", 0.3)
    name = {"dask": "no Dask scheduler", "ray": "no Ray head"}[runner]
    for port in (silent_port, web_port):
        assert name in told(WatchSettings(task_runner=runner, cluster=f"127.0.0.1:{port}"))


def test_serve_with_a_wrong_cluster_ends_before_anything_starts(
    callnow: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`callnow serve` says one sentence and ends with 1; Prefect's server was never started, no file was made."""
    monkeypatch.setenv("CALLNOW_WATCH__TASK_RUNNER", "dask")
    monkeypatch.setenv("CALLNOW_WATCH__CLUSTER", f"tcp://127.0.0.1:{free_port()}")
    port = free_port()
    ran = callnow("serve", "--port", port)
    assert ran.code == 1
    assert "nothing answers there" in ran.err
    assert "Traceback" not in ran.err
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
    assert not (home / "callnow.duckdb").exists()


@pytest.mark.parametrize(
    ("runner", "cluster", "words"),
    [
        ("threads", "tcp://127.0.0.1:8786", "set it to dask or ray"),
        ("dask", "ray://127.0.0.1:10001", "takes no address with ray://"),
        ("ray", "tcp://127.0.0.1:8786", "takes no address with tcp://"),
        ("dask", "127.0.0.1", "not an address of a scheduler"),
        ("dask", "tcp://127.0.0.1:8786/", "not an address of a scheduler"),
    ],
)
def test_an_address_that_can_be_none_is_a_wrong_setting(
    home: Path, monkeypatch: pytest.MonkeyPatch, runner: str, cluster: str, words: str
) -> None:
    """What no scheduler of that runner can have for an address is refused with the settings."""
    monkeypatch.setenv("CALLNOW_WATCH__TASK_RUNNER", runner)
    monkeypatch.setenv("CALLNOW_WATCH__CLUSTER", cluster)
    with pytest.raises(SettingError, match=words):
        load_settings(home)


def test_a_task_runner_whose_extra_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra: which one to install."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"extra `ray`, as in pip install .*\.\[ray\]"):
        check_cluster(WatchSettings(task_runner="ray"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ModuleNotFoundError("No module named 'flows'"), "cannot import callnow: ModuleNotFoundError: No module"),
        (HERE | {"callnow": "0.0.1"}, "has callnow 0.0.1, this machine has"),
        (HERE | {"Python": "3.9"}, "has Python 3.9, this machine has"),
        (HERE | {"Prefect": "2.0"}, "has Prefect 2.0, this machine has"),
        (HERE | {"callnow's code": "0" * 12}, "has callnow's code 000000000000, this machine has"),
        (HERE | {"unreached": "Connection refused"}, "does not reach Prefect's API at http://api"),
    ],
)
def test_a_worker_that_cannot_take_batches_is_named(answer: dict[str, str] | Exception, words: str) -> None:
    """Other versions, other code, missing packages, no way to Prefect's API: which worker, what, what to do."""
    check_answers({"one": HERE}, "tcp://here:1")
    with pytest.raises(CallnowError, match="worker two " + words):
        check_answers({"one": HERE, "two": answer}, "tcp://here:1", "http://api")


def test_the_digest_changes_with_the_tables_of_detection_alone(tmp_path: Path) -> None:
    """Another table of detection is another installation; the list of feeds, which operators edit, is not."""
    (tmp_path / "events").mkdir()
    table = tmp_path / "events" / "one.toml"
    table.write_text("label = 'one'")
    first = digest_of(tmp_path)
    (tmp_path / "feeds.toml").write_text("[[feed]]")
    assert digest_of(tmp_path) == first
    table.write_text("label = 'two'")
    assert digest_of(tmp_path) != first


def test_the_digest_changes_with_the_reader(tmp_path: Path) -> None:
    """A worker with another training of the reader reads other events: its checksums count."""
    (tmp_path / "reader").mkdir()
    first = digest_of(tmp_path)
    (tmp_path / "reader" / "checksums.json").write_text("{}")
    assert digest_of(tmp_path) != first


def test_the_digest_covers_what_batches_are_read_with() -> None:
    """Whatever a step of ours imports is code that counts, names and dates of the lowest layer too."""
    show = "import sys, flows.news.detect_steps, flows.news.fetching; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout.split()
    ours = {name for name in shown if name.partition(".")[0] in ("callnow", "delivery", "flows", "matching", "sources")}
    counted = tuple(f"{name}." for name in clusters.CODE)
    assert {name for name in ours if not f"{name}.".startswith(counted)} <= {"flows", "flows.running", SPREAD}


def test_a_cluster_without_workers_is_refused() -> None:
    """There is nobody to give work to."""
    with pytest.raises(CallnowError, match="it has no workers"):
        check_answers({}, "tcp://here:1")


def test_a_worker_says_which_package_it_does_not_find(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of ours that batches call, or a library that is imported when the first feed is read."""
    assert describe_worker("") == HERE
    with monkeypatch.context() as patched:
        patched.setattr(clusters, "NEEDED", ("no_such_package_of_ours",))
        with pytest.raises(ModuleNotFoundError, match="no_such_package_of_ours"):
            describe_worker("")
    monkeypatch.setattr(clusters, "LIBRARIES", ("no_such_library",))
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        describe_worker("")


@pytest.mark.slow
def test_dask_workers_are_asked_before_they_get_work() -> None:
    """A scheduler without workers, and a worker that does not find a package, are refused by name."""
    with running_dask(workers=0) as address:
        assert told(WatchSettings(task_runner="dask", cluster=address)) == "it has no workers"
    with running_dask(workers=1, hidden="matching") as address:
        assert "No module named 'matching" in told(WatchSettings(task_runner="dask", cluster=address))


def spread_in_a_flow(watch: WatchSettings, step: Callable[[int], object], batches: list[int]) -> list[object]:
    """What `spreading` makes of batches in a flow that knows no task runner."""
    from prefect import flow

    from callnow.settings import Settings
    from flows.running.runners import spreading

    @flow
    def small() -> list[object]:
        with spreading(Settings(watch=watch)) as spread:
            return list(spread(step, batches))

    return small()


def in_which_process() -> Callable[[int], object]:
    """A step that is not importable, so that it travels by value: which process works on a batch, and the batch."""

    def step(batch: int) -> object:
        time.sleep(0.2)  # long enough for the next batch to find another worker
        return os.getpid(), batch * batch

    return step


def check_spread(watch: WatchSettings) -> None:
    results = spread_in_a_flow(watch, in_which_process(), list(range(8)))
    assert [square for _, square in results] == [n * n for n in range(8)]
    pids = {pid for pid, _ in results}
    assert len(pids) == 2
    assert os.getpid() not in pids


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_batches_run_on_a_dask_cluster(prefect_api: None) -> None:
    """Eight batches on a scheduler with two workers: results in order, from two other processes."""
    with running_dask(workers=2) as address:
        check_spread(WatchSettings(task_runner="dask", cluster=address))


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_batches_run_on_a_ray_cluster(prefect_api: None) -> None:
    """The same on a Ray head, from a machine of the cluster and from elsewhere; and Ray is left running."""
    with running_ray(processors=2) as addresses:
        for address in addresses:
            check_spread(WatchSettings(task_runner="ray", cluster=address))


@pytest.mark.timeout(300)
@pytest.mark.slow
@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_batches_run_on_a_cluster_of_this_machines_own(prefect_api: None, runner: str) -> None:
    """With an empty address a cluster is started for the run and ended with it."""
    results = spread_in_a_flow(WatchSettings(task_runner=runner), in_which_process(), list(range(4)))
    assert [square for _, square in results] == [0, 1, 4, 9]
    assert os.getpid() not in {pid for pid, _ in results}


@pytest.fixture
def subscribed(home: Path) -> Iterator[Path]:
    settings = load_settings(home)
    with SampleServer(NOW) as sample:
        import_files(settings, [PROSPECTS], ListReading(), NOW)
        subscribe(settings, sample.feeds)
        yield home


def watched(home: Path) -> dict[str, int]:
    """The counts of a watch flow that is started by its home alone, as a worker starts it."""
    from flows.watch import watch

    return watch(str(home))


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_a_watch_reads_and_detects_on_dask(
    prefect_api: None, subscribed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetching and detection run on workers that do not see the home; what comes of it is what threads make of it."""
    from distributed import Client

    with running_dask(workers=2, unseen=subscribed) as address:
        monkeypatch.setenv("CALLNOW_WATCH__TASK_RUNNER", "dask")
        monkeypatch.setenv("CALLNOW_WATCH__CLUSTER", address)
        counted = watched(subscribed)
        with Client(address, set_as_default=False) as client:
            done = client.run(lambda dask_worker: dask_worker.state.executed_count)
    assert sum(done.values()) >= 2  # the batch of feeds, and at least one of announcements
    assert (counted["feeds"], counted["failed"]) == (5, 0)
    assert counted["events"] > 0
    assert counted["call_now"] > 0


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_a_watch_reads_and_detects_on_ray(prefect_api: None, subscribed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on a Ray head that another process runs."""
    with running_ray(processors=2) as (address, _):
        monkeypatch.setenv("CALLNOW_WATCH__TASK_RUNNER", "ray")
        monkeypatch.setenv("CALLNOW_WATCH__CLUSTER", address)
        counted = watched(subscribed)
    assert (counted["feeds"], counted["failed"]) == (5, 0)
    assert counted["events"] > 0
    assert counted["call_now"] > 0


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_a_watch_with_a_wrong_cluster_keeps_nothing_and_the_next_goes_on(
    prefect_api: None, subscribed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run fails with the one sentence before a feed is visited; with the address corrected everything is there."""
    with monkeypatch.context() as wrong:
        wrong.setenv("CALLNOW_WATCH__TASK_RUNNER", "dask")
        wrong.setenv("CALLNOW_WATCH__CLUSTER", f"tcp://127.0.0.1:{free_port()}")
        with pytest.raises(CallnowError, match="nothing answers there"):
            watched(subscribed)
    assert watched(subscribed)["new_items"] > 0
