"""A run that the page begins: `callnow run` in a process of its own, followed by what it prints."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from callnow.errors import RunUnderWay
from callnow.progress import RunProgress, Step
from callnow.store.lock import A_RUN, is_done_by, running

COMMAND = (sys.executable, "-c", "from flows.cli import run_command; run_command()")
STOP_SECONDS = 10.0  # what a run has written is whole; it is killed where it does not end by itself
TOLD = 20  # lines of what went wrong that are shown


@dataclass
class _Begun:
    """A run under way, or ended: what it printed so far."""

    process: subprocess.Popen[str]
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    steps: dict[str, Step] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)


class RunNow:
    """Begins runs of a home, one at a time, and knows how far the last one is. `at` is a moment to take for now."""

    def __init__(self, home: Path, at: str = "") -> None:
        self._home, self._at = home, at
        self._begun: _Begun | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begins a run, which waits a little for what else is done in this home. Raises RunUnderWay where one is under
        way, ours or another's."""
        with self._lock:
            if is_done_by(who := running(self._home), A_RUN) or self._goes_on():
                what = f"{who or 'a run'} runs here already"
                raise RunUnderWay(what, where=str(self._home), hint="wait for its end: this page shows it")
            words = ["--home", str(self._home), *(["--at", self._at] if self._at else [])]
            process = subprocess.Popen(
                [*COMMAND, *words, "run", "--json", "--progress"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env=os.environ | {"NO_COLOR": "1"},
                start_new_session=True,  # Ctrl-C is for the page, which ends its runs itself
            )
            begun = self._begun = _Begun(process)
            atexit.register(self.end)  # where the page is ended at once
            for read, pipe in ((_read_told, process.stdout), (_read_trouble, process.stderr)):
                thread = threading.Thread(target=read, args=(begun, pipe), name="run now", daemon=True)
                thread.start()
                begun.threads.append(thread)
            threading.Thread(target=_await_end, args=(begun,), name="run now", daemon=True).start()

    def progress(self) -> RunProgress:
        """How far the run is that was begun last, and who runs in this home now."""
        begun, who = self._begun, running(self._home)
        if begun is None:
            return RunProgress(under_way=who)
        goes_on = not begun.ended
        return RunProgress(
            under_way=who or ("a run" if goes_on else ""),
            ours=goes_on,
            steps=tuple(begun.steps.values()),
            seconds=(begun.ended or time.monotonic()) - begun.began,
            ended=not goes_on,
            exit_code=0 if goes_on else begun.process.poll() or 0,
            counts=dict(begun.counts),
            trouble=tuple(begun.trouble[:TOLD]),
            trouble_count=len(begun.trouble),
        )

    def end(self) -> None:
        """Ends a run that was begun here: what it has written is whole, and the next one does the rest."""
        if self._begun and self._goes_on():
            process = self._begun.process
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _goes_on(self) -> bool:
        return self._begun is not None and self._begun.process.poll() is None


def _read_told(begun: _Begun, pipe: IO[str]) -> None:
    """Lines of JSON: steps on the way, counts at the end."""
    for line in pipe:
        with suppress(ValueError, KeyError, TypeError):
            line_read = json.loads(line)
            if "step" in line_read:
                begun.steps[line_read["step"]] = Step(line_read["step"], int(line_read["done"]), line_read["total"])
            else:
                begun.counts = {name: int(count) for name, count in line_read.items()}


def _read_trouble(begun: _Begun, pipe: IO[str]) -> None:
    for line in pipe:
        words = line.strip()
        if words.startswith("what to do:") and begun.trouble:
            begun.trouble[-1] += f" — {words.removeprefix('what to do:').strip()}"
        elif words:
            begun.trouble.append(words.removeprefix("error:").strip())


def _await_end(begun: _Begun) -> None:
    begun.process.wait()
    for thread in begun.threads:
        thread.join()
    begun.ended = time.monotonic()
