"""What Prefect's server says of a home, asked over plain HTTP: Prefect itself takes seconds to import."""

from __future__ import annotations

import json
import os
import re
import time
import urllib.error
import urllib.request
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from callnow.paths import SERVE
from callnow.redacting import without_secrets
from callnow.store.lock import running
from flows.running.run_errors import in_our_words

SECONDS = 3.0
OF_AN_ERROR = re.compile(r"^Flow run encountered an exception: (?:\w+: )?")  # before what it says
START_SECONDS = 240.0  # an API server takes 12 to 19 s to start on two cores, minutes where others use them
MOST_BYTES = 5_000_000
MOST_RUNS = 100  # looked through for the next one of this home, and for those that failed
BROKEN_OFF = "Its `callnow serve` ended before it did."
"""What Prefect's history says of a run that nobody was left to say more of."""


@dataclass(frozen=True, slots=True)
class FailedRuns:
    """Watch runs of a home that failed one after the other, none of which ended well since: how many, when the first
    and the last of them began, when the last ended, and why, in words. `killed` where its process ended by itself."""

    runs: int
    since: datetime
    began: datetime
    ended: datetime
    why: str
    killed: bool


@dataclass(frozen=True, slots=True)
class PrefectState:
    """Prefect's server as a home sees it. `address` is "" where none is known, and then none is asked.

    `given` says that PREFECT_API_URL names it, `serving` who holds the home as `callnow serve`, "" for nobody. `why`
    says why it is not reachable, `starting` that `callnow serve` has just begun; it has served for so many seconds.
    """

    address: str = ""
    given: bool = False
    serving: str = ""
    reachable: bool = False
    version: str = ""
    why: str = ""
    what_to_do: str = ""
    next_run_at: datetime | None = None
    failed: FailedRuns | None = None
    starting: bool = False
    seconds_served: float = 0.0


def ask_prefect(home: Path, now: datetime) -> PrefectState:
    """The state of the server that PREFECT_API_URL names, or that the `callnow serve` of the home started."""
    named = os.environ.get("PREFECT_API_URL", "")
    serving, recorded = serving_of(home)
    address = (named or recorded).rstrip("/")
    if not address:
        return PrefectState(serving=serving)
    shown = without_login(address)
    served = _serves_since(home) if serving else 0.0
    try:
        version = ask_api(f"{address}/admin/version")
        next_run_at, failed = _next_run(address, home, now), _failed_runs(address, home)
    except (OSError, ValueError) as error:
        if serving and not named and served < START_SECONDS:
            return PrefectState(shown, False, serving, why="it is starting", starting=True)
        hint = "start it, or correct PREFECT_API_URL" if named else "nothing: `callnow serve` starts it again by itself"
        return PrefectState(shown, bool(named), serving, why=_reason(error), what_to_do=hint)
    return PrefectState(
        shown,
        bool(named),
        serving,
        True,
        str(version),
        next_run_at=next_run_at,
        failed=failed,
        seconds_served=served,
    )


def without_login(address: str) -> str:
    """An address without the name and password that may stand in it."""
    return re.sub(r"//[^/@]*@", "//", address)


def _next_run(address: str, home: Path, now: datetime) -> datetime | None:
    """When the next watch run of this home is scheduled."""
    planned = {"state": {"type": {"any_": ["SCHEDULED"]}}, "expected_start_time": {"after_": now.isoformat()}}
    runs = _watch_runs(address, home, planned, "EXPECTED_START_TIME_ASC")
    return next((moment for run in runs if (moment := _moment(run, "expected_start_time"))), None)


def _failed_runs(address: str, home: Path) -> FailedRuns | None:
    """The watch runs of this home that failed since one ended well; None where the last one did."""
    ended = {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}, "start_time": {"is_null_": False}}
    runs = _watch_runs(address, home, ended, "START_TIME_DESC")
    failed = list(takewhile(lambda run: run["state"]["type"] != "COMPLETED", filter(_is_told, runs)))
    if not failed:
        return None
    state, began = failed[0]["state"], _moment(failed[0], "start_time")
    since, until = _moment(failed[-1], "start_time"), _moment(failed[0], "end_time")
    if not (began and since and until):
        return None
    message = in_our_words(str(state.get("message") or "no reason was noted"))
    why = OF_AN_ERROR.sub("", message).strip().partition("\n")[0]
    return FailedRuns(len(failed), since, began, until, without_secrets(why), state["type"] == "CRASHED")


def _is_told(run: dict[str, Any]) -> bool:
    """Whether the history says how a run ended, beyond that `callnow serve` was stopped meanwhile."""
    state = run.get("state")
    return isinstance(state, dict) and bool(state.get("type")) and state.get("message") != BROKEN_OFF


def _watch_runs(address: str, home: Path, which: object, sort: str) -> list[dict[str, Any]]:
    """Runs of the flow `watch` of this home, as Prefect's server has them."""
    wanted = {"flows": {"name": {"any_": ["watch"]}}, "flow_runs": which, "sort": sort, "limit": MOST_RUNS}
    runs = ask_api(f"{address}/flow_runs/filter", wanted)
    found = runs if isinstance(runs, list) else []
    return [run for run in found if (run.get("parameters") or {}).get("home") == str(home)]


def _moment(run: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(run[name].replace("Z", "+00:00")) if run.get(name) else None


def ask_api(url: str, body: object = None) -> Any:
    """What the server answers, from JSON. Raises OSError or ValueError."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError("its address does not begin with http:// or https://")
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, content, {"Content-Type": "application/json", **_log_in()})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.loads(answer.read(MOST_BYTES))


def _log_in() -> dict[str, str]:
    """The header that a server with a key or a password wants, as Prefect's own client sends it."""
    if key := os.environ.get("PREFECT_API_KEY"):
        return {"Authorization": f"Bearer {key}"}
    if login := os.environ.get("PREFECT_API_AUTH_STRING"):
        return {"Authorization": f"Basic {b64encode(login.encode()).decode()}"}
    return {}


def _reason(error: Exception) -> str:
    """Why nothing usable came, without the address, which may hold a password."""
    if isinstance(error, urllib.error.HTTPError):
        return f"it answers {error.code}" + (" (it wants a key)" if error.code in {401, 403} else "")
    if isinstance(error, json.JSONDecodeError):
        return "what answers there is no Prefect server"
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return f"no answer within {SECONDS:.0f} s"
    return (getattr(reason, "strerror", None) or str(reason)).strip()


def _serves_since(home: Path) -> float:
    """For how many seconds `callnow serve` has held the home."""
    return time.time() - (home / SERVE).stat().st_mtime


def serving_of(home: Path) -> tuple[str, str]:
    """Who serves a home ("" for nobody), and the address of the API that goes with it."""
    who = running(home, SERVE)
    address = re.search(r"https?://[^\s\"',]+", who)
    return who, address[0] if address else ""
