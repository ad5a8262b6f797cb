"""Runs of `callnow` in processes of their own that are killed, and receivers on loopback that judge what arrived.

A run is the command line's own `main` in a process forked from a server that has imported it before: a kill then hits
the run, not a second of imports.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from standardwebhooks.webhooks import Webhook

from callnow.settings import load_settings
from callnow.store.connection import reading
from callnow.store.rows import fetch
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from flows.running.delivering import REPEAT
from sources.feed import Feed
from tests.homes import sample_people

SECRET = "whsec_" + "c2VjcmV0IG9mIGEgdGVzdCBhbG9uZSwgMzIgYnl0ZXM="

CONFIG = """
[fetch]
host_pause = 0
allow_private = ["127.0.0.1:{port}"]

[channels.file]
kind = "jsonl"
path = "told.jsonl"
tiers = ["call_now", "worth_knowing"]

[channels.signed]
kind = "webhook"
url = "http://127.0.0.1:{port}/{name}/signed"
secret = "{secret}"
types = ["executive_hired", "layoffs"]

[channels.chat]
kind = "slack"
url = "http://127.0.0.1:{port}/{name}/chat"
types = ["executive_hired", "headquarters_moved", "layoffs"]
"""


@dataclass
class Receivers:
    """A server whose path names the home and the channel: `got[home, channel]` are (webhook-id, body) as they came."""

    port: int = 0
    got: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    forged: int = 0

    def keep(self, path: str, headers: dict[str, str], body: str) -> None:
        _, home, channel = path.split("/")
        if channel == "signed":
            try:
                Webhook(SECRET).verify(body, headers)
            except Exception:  # noqa: BLE001 - whatever it is that does not verify
                self.forged += 1
        self.got.setdefault((home, channel), []).append((headers.get("webhook-id", ""), body))


@contextmanager
def receivers() -> Iterator[Receivers]:
    """Receivers on a free port of this machine while the block lasts."""
    state = Receivers()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) == length:  # whoever died in mid-sentence was not heard
                state.keep(self.path, {k.lower(): v for k, v in self.headers.items()}, body.decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a sender that was killed

    server = Server(("127.0.0.1", 0), Handler)
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def make_home(folder: Path, feeds: Sequence[Feed], now: datetime, people: Sequence[str] = ("",)) -> Path:
    """A home with the sample's prospects (those whose line begins with one of `people`) and these feeds, to be copied
    for each run."""
    home = folder / "pattern"
    home.mkdir()
    settings = load_settings(home)
    import_files(settings, [sample_people(folder, *people)], ListReading(), now)
    subscribe(settings, feeds)
    return home


def copy_home(pattern: Path, name: str, port: int) -> Path:
    """A fresh home of that name beside the pattern, with a file, a signed webhook and a chat to tell."""
    home = pattern.with_name(name)
    shutil.copytree(pattern, home)
    (home / "callnow.toml").write_text(CONFIG.format(port=port, name=name, secret=SECRET))
    return home


def callnow(words: Sequence[str], said: Path | None = None) -> None:
    """The command line as its script runs it, in this process; what it prints goes to the file `said`."""
    from flows.cli import common, main

    sys.argv = ["callnow", *words]
    with Path(said or os.devnull).open("w", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        common.err.file = common.out.file = file
        main()


def dying_callnow(
    words: Sequence[str], step: int | str, steps: Path, end: signal.Signals = signal.SIGKILL, files: bool = False
) -> None:
    """The same, killed (or sent `end`) at a step, by its number (0: never) or name; writes its steps into `steps`.

    With `files` syncing and deleting files are steps, too.
    """
    from tests import steps as named

    named.count_steps(step, steps, end, files=files)
    callnow(words)


def wait_until_stopped(process: ForkServerProcess, seconds: float = 240) -> None:
    """Waits for a process that stops itself (SIGSTOP)."""
    until = time.monotonic() + seconds
    while Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < until
        time.sleep(0.02)


def start(target: Any, *args: Any) -> ForkServerProcess:
    """A process that runs `target`, forked where everything is imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["flows.cli", "flows.demo.demo", "tests.killing", "tests.steps", "tests.warm", "apprise", "icalendar"]
    )
    process = context.Process(target=target, args=args)
    process.start()
    return process


def finish(process: ForkServerProcess, seconds: float = 240) -> int:
    """The exit code, once the process ended; negative: the signal that ended it."""
    process.join(seconds)
    if process.exitcode is None:
        kill(process)
        raise TimeoutError(f"a run did not end within {seconds} s")
    code = process.exitcode
    process.close()
    return code


def kill(process: ForkServerProcess) -> None:
    """kill -9."""
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def waiting_callnow(words: Sequence[str], said: Path, gate: Any) -> None:
    """The same as callnow, once as many wait at the gate as were started."""
    gate.wait()
    callnow(words, said)


def start_together(words: Sequence[str], folder: Path, count: int) -> list[tuple[int, int, str]]:
    """`count` simultaneous runs. Returns of each the process number, its exit code, what it printed."""
    gate = multiprocessing.get_context("forkserver").Barrier(count)
    files = [folder / f"said{n}.txt" for n in range(count)]
    processes = [start(waiting_callnow, words, said, gate) for said in files]
    numbers = [process.pid or 0 for process in processes]
    codes = [finish(process) for process in processes]
    return [(pid, code, said.read_text()) for pid, code, said in zip(numbers, codes, files, strict=True)]


@dataclass(frozen=True)
class Verdict:
    """What arrived at the receivers of one home, against what was owed.

    `doubled` counts events that a receiver with a key would keep twice, `repeated` those that came twice where there is
    none, `unmarked` the repeats among these that do not say so.
    """

    lost: int
    doubled: int
    repeated: int
    unmarked: int

    @property
    def good(self) -> bool:
        return not self.lost and not self.doubled and not self.unmarked and self.repeated <= 1


def triggers(home: Path) -> frozenset[str]:
    """The ids of all triggers in the published copy."""
    with reading(home / "news.duckdb") as con:
        return frozenset(row["id"] for row in fetch(con, "SELECT id FROM trigger"))


Arrived = dict[str, Counter[str]]


def arrived(home: Path, got: Receivers) -> Arrived:
    """How often each trigger came, by channel, also as taken back; a receiver with a key keeps the first of each."""
    file = home / "told.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    by_key = dict(reversed(got.got.get((home.name, "signed"), [])))
    return {
        "file": Counter(_told_of(json.loads(line)) for line in lines),
        "signed": Counter(_told_of(json.loads(body)["data"]["card"]) for body in by_key.values()),
        "chat": Counter(_trigger_of(post) for post in chat_posts(home, got)),
    }


def chat_posts(home: Path, got: Receivers) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in got.got.get((home.name, "chat"), [])]


def _told_of(card: dict[str, Any]) -> str:
    return f"{'withdrawn ' * bool(card['withdrawal'])}{card['trigger_id']}"


def _trigger_of(post: dict[str, Any]) -> str:
    """The id on a post's buttons; a withdrawal has none, and is known by its words."""
    words = str(post["text"]).removeprefix(REPEAT)
    if words.startswith("Do not call"):
        return words
    parts = [part for block in post["blocks"] for part in block.get("elements", ())]
    return next(str(part["action_id"]).partition("-")[2] for part in parts if "action_id" in part)


def judge(home: Path, got: Receivers, owed: Arrived) -> Verdict:
    """Compares what came with what a run that nobody killed brings."""
    came = arrived(home, got)
    repeated = came["chat"].total() - len(came["chat"])
    marked = sum(post["text"].startswith(REPEAT) for post in chat_posts(home, got))
    return Verdict(
        lost=sum(len(owed[channel].keys() - came[channel].keys()) for channel in owed),
        doubled=sum(came[channel].total() - len(came[channel]) for channel in ("file", "signed"))
        + sum(len(came[channel].keys() - owed[channel].keys()) for channel in owed),
        repeated=repeated,
        unmarked=max(0, repeated - marked),
    )
