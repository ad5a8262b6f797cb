"""callnow serve: the flows on their schedules, with Prefect's server and UI beside them where none is running."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from callnow.errors import CallnowError
from callnow.settings import Settings

if TYPE_CHECKING:
    from prefect import Flow

START_SECONDS = 90.0  # an API server takes 12 to 19 s to start on two cores


@contextmanager
def prefect_api(port: int) -> Iterator[str]:
    """The address of a Prefect API: the one PREFECT_API_URL names, else a server of our own that ends with us."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    given = os.environ.get("PREFECT_API_URL")
    if given:
        yield given
        return
    api = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_SERVER_UI_API_URL"] = api
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    # In a session of its own: Ctrl-C is for us, and the server must outlive the flows' last words to it.
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_healthy(api, server)
        os.environ["PREFECT_API_URL"] = api
        yield api
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_healthy(api: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise CallnowError(
                f"Prefect's server ended at once (exit code {server.returncode})",
                where=api,
                mend="is the port taken? try --port",
            )
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise CallnowError(
        f"Prefect's server did not answer within {START_SECONDS:.0f} s",
        where=api,
        mend="try again, or name one in PREFECT_API_URL",
    )


def serve_flows(settings: Settings) -> None:
    """Serves the flows on the schedules of callnow.toml until it is stopped."""
    from prefect import serve  # noqa: PLC0415 - after the API is known, which Prefect reads when it is imported
    from prefect.deployments.runner import EntrypointType  # type: ignore[attr-defined]  # noqa: PLC0415
    from prefect.schedules import Cron, Interval, Schedule  # noqa: PLC0415

    from flows.watch import deliver, follow_ups, watch  # noqa: PLC0415

    hour, minute = settings.watch.followups_at.split(":")
    rhythms: dict[str, tuple[Flow[..., Any], Schedule]] = {
        "watch": (watch, Interval(timedelta(minutes=settings.watch.every_minutes))),
        "deliver": (deliver, Interval(timedelta(minutes=5))),
        "follow-ups": (follow_ups, Cron(f"{int(minute)} {int(hour)} * * 1-5", timezone=settings.watch.time_zone)),
    }
    deployments = [
        flow.to_deployment(
            name,
            schedule=schedule,
            parameters={"home": str(settings.home)},
            concurrency_limit=1,
            tags=["callnow"],
            entrypoint_type=EntrypointType.MODULE_PATH,  # a file path would put flows/ itself first on sys.path
        )
        for name, (flow, schedule) in rhythms.items()
    ]
    serve(*deployments, print_starting_message=False)  # type: ignore[arg-type]  # no coroutines outside an event loop
