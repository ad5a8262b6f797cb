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
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from callnow.paths import SERVE
from callnow.store.lock import running

SECONDS = 3.0
START_SECONDS = 240.0  # an API server takes 12 to 19 s to start on two cores, minutes where others use them
MOST_BYTES = 5_000_000
SCHEDULED = 100  # runs looked through for the next one of this home


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
        next_run_at = _next_run(address, home, now)
    except (OSError, ValueError) as error:
        if serving and not named and served < START_SECONDS:
            return PrefectState(shown, False, serving, why="it is starting", starting=True)
        hint = "start it, or correct PREFECT_API_URL" if named else "nothing: `callnow serve` starts it again by itself"
        return PrefectState(shown, bool(named), serving, why=_reason(error), what_to_do=hint)
    return PrefectState(shown, bool(named), serving, True, str(version), next_run_at=next_run_at, seconds_served=served)


def without_login(address: str) -> str:
    """An address without the name and password that may stand in it."""
    return re.sub(r"//[^/@]*@", "//", address)


def _next_run(address: str, home: Path, now: datetime) -> datetime | None:
    """When the next watch run of this home is scheduled."""
    wanted = {
        "flows": {"name": {"any_": ["watch"]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}, "expected_start_time": {"after_": now.isoformat()}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": SCHEDULED,
    }
    runs = ask_api(f"{address}/flow_runs/filter", wanted)
    for run in runs if isinstance(runs, list) else ():
        if (run.get("parameters") or {}).get("home") == str(home) and run.get("expected_start_time"):
            return datetime.fromisoformat(run["expected_start_time"].replace("Z", "+00:00"))
    return None


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
