"""make crash: kill -9 at random points and at each named step of a run, and many starts at once.

    python -m tests.crash [--kills 200] [--starts 50] [--seed 1]

Each kill gets a fresh home with the sample, or with a call that was told and is taken back, a run that is killed and
one run after it. Then the receivers are asked: is anything lost, does one with a key hold an event twice, how often was
a chat, which has none, told again, and did each repeat say so. The starts are processes that wait for each other before
they run on one home.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from flows.demo.sample import SampleServer
from sources.feed import Feed
from tests.flows.whole_run import Item
from tests.flows.whole_run import feed as feed_with
from tests.killing import (
    Arrived,
    Receivers,
    Verdict,
    arrived,
    callnow,
    copy_home,
    dying_callnow,
    finish,
    judge,
    kill,
    make_home,
    receivers,
    start,
    start_together,
)
from tests.sources.loopback import site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
KILLED = -9
TOLD = ("Ignatius Caldwell",)
CUTS = Item("Tavrick Medical to Lay Off 400 Employees in Austin", "https://wire.example.com/cuts", "g-cuts", -0.1)
DENIAL = Item("Tavrick Medical Denies Reports of Layoffs in Austin", "https://wire.example.com/denied", "g-denied")


@dataclass
class Ground:
    """Where runs are killed: the pattern of a home, the receivers, what a whole run tells, does and takes."""

    pattern: Path
    got: Receivers
    owed: Arrived
    steps: list[str]
    seconds: float
    used: int = 0

    def home(self) -> Path:
        self.used += 1
        return copy_home(self.pattern, f"home{self.used}", self.got.port)


def words(home: Path, minutes: int = 0) -> list[str]:
    return ["--home", str(home), "--at", (NOW + timedelta(minutes=minutes)).isoformat(), "run"]


@contextmanager
def ground(whole_runs: int = 2, feed: str = "", people: Sequence[str] = ("",)) -> Iterator[Ground]:
    """A ground with the sample, or one feed and these people of it, and receivers, gone when the block ends; its first
    run warms it up."""
    with _folder() as folder, SampleServer(NOW) as sample, receivers() as got:
        sample._server.handle_error = lambda *given: None  # type: ignore[method-assign]  # readers that were killed
        feeds = [one for one in sample.feeds if feed in ("", one.name)]
        yield _tried(Ground(make_home(folder, feeds, NOW, people), got, {}, [], 0.0), whole_runs)


@contextmanager
def ground_of_denial(whole_runs: int = 2) -> Iterator[Ground]:
    """A ground whose receivers were told three hours ago to call somebody, on news that is denied by now."""
    with _folder() as folder, site() as wire, receivers() as got:
        wire.routes["/wire"] = [feed_with(CUTS)]
        at = Ground(
            make_home(folder, [Feed(name="wire", url=wire.url("/wire"), allow_private=True)], NOW, TOLD),
            got,
            {},
            [],
            0.0,
        )
        told = at.home()
        assert finish(start(callnow, words(told, minutes=-180))) == 0
        assert all(arrived(told, got).values())
        wire.routes["/wire"] = [feed_with(CUTS, DENIAL)]
        yield _tried(replace(at, pattern=told), whole_runs)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="callnow-crash-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _tried(at: Ground, whole_runs: int) -> Ground:
    """The ground, with what runs that nobody kills tell, do and take."""
    log = at.pattern.with_name("steps")
    for _ in range(whole_runs):
        home, begun = at.home(), time.monotonic()
        log.unlink(missing_ok=True)
        assert finish(start(dying_callnow, words(home), 0, log)) == 0
        at.seconds = time.monotonic() - begun
    at.owed, at.steps = arrived(home, at.got), log.read_text().splitlines()
    assert all(at.owed.values())
    return at


def kill_at_random(at: Ground, dice: random.Random) -> tuple[bool, Verdict]:
    """Kills a run after a random time. Returns whether it was still running, and how the next run left things."""
    home = at.home()
    process = start(callnow, words(home))
    process.join(dice.uniform(0, at.seconds))
    hit = process.exitcode is None
    kill(process) if hit else finish(process)
    return hit, run_again(at, home)


def kill_at_step(at: Ground, step: int) -> Verdict:
    """Kills a run at its `step`-th named step (from 1), runs again."""
    home = at.home()
    code = finish(start(dying_callnow, words(home), step, home / "steps"))
    assert code == KILLED, f"step {step} was not reached: the run ended with {code}"
    return run_again(at, home)


def run_again(at: Ground, home: Path) -> Verdict:
    said = home / "said.txt"
    code = finish(start(callnow, words(home, minutes=1), said))
    assert code == 0, f"the run after a kill ended with {code}: {said.read_text()}"
    verdict = judge(home, at.got, at.owed)
    shutil.rmtree(home)
    return verdict


def chosen_steps(steps: list[str], most: int = 2) -> list[int]:
    """The numbers (from 1) of the steps to kill at: of steps of one name the first and the last ones."""
    of_name: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(steps, 1):
        of_name[name].append(number)
    return sorted({n for numbers in of_name.values() for n in (*numbers[: most - 1], *numbers[-1:])})


def start_at_once(at: Ground, count: int) -> tuple[Counter[str], Verdict]:
    """Starts `count` runs on one home together. Returns how each ended, in words, and what the receivers got."""
    home = at.home()
    ends: Counter[str] = Counter()
    runs = start_together(words(home), home, count)
    winners = [pid for pid, code, _ in runs if code == 0]
    for _, code, said in runs:
        if code == 0:
            ends["ran"] += 1
        elif code == 1 and any(f"a run (process {pid}) runs here already" in said for pid in winners):
            ends["named the one that runs, and ended"] += 1
        else:
            ends[f"exit code {code}: {said.strip()[:200]}"] += 1
    return ends, judge(home, at.got, at.owed)


def table(rows: dict[str, list[Verdict]]) -> Table:
    made = Table(title="kill -9, then one more run", title_justify="left")
    for heading in ("killed", "kills", "lost", "doubled", "repeated (no key)", "unmarked", "most repeats a kill"):
        made.add_column(heading, justify="left" if heading == "killed" else "right")
    for name, verdicts in rows.items():
        sums = [sum(getattr(v, field) for v in verdicts) for field in ("lost", "doubled", "repeated", "unmarked")]
        made.add_row(name, *map(str, (len(verdicts), *sums, max((v.repeated for v in verdicts), default=0))))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    console, dice = Console(width=140), random.Random(given.seed)
    rows: dict[str, list[Verdict]] = {}
    with ground_of_denial() as at:
        for step in track(chosen_steps(at.steps), "killed at each step of a denial", console=console):
            rows.setdefault(f"denial: {at.steps[step - 1]}", []).append(kill_at_step(at, step))
        forged = at.got.forged
    with ground() as at:
        console.print(f"A run that nobody kills takes {at.seconds:.1f} s and {len(at.steps)} named steps.")
        for step in track(chosen_steps(at.steps), "killed at each step", console=console):
            rows.setdefault(at.steps[step - 1], []).append(kill_at_step(at, step))
        random_kills = [
            kill_at_random(at, dice) for _ in track(range(given.kills), "killed at random times", console=console)
        ]
        rows["at a random time"] = [verdict for hit, verdict in random_kills if hit]
        rows["too late: it had ended"] = [verdict for hit, verdict in random_kills if not hit]
        ends, together = start_at_once(at, given.starts)
        forged += at.got.forged
    every = [verdict for verdicts in rows.values() for verdict in verdicts]
    rows["all"] = every
    console.print(table(rows))
    console.print(f"{given.starts} starts at once: " + ", ".join(f"{n} {end}" for end, n in ends.items()))
    console.print(f"  lost {together.lost}, doubled {together.doubled}, repeated {together.repeated}; forged {forged}")
    good = (
        all(v.good for v in every) and together.good and not together.repeated and ends["ran"] == 1 and len(ends) == 2
    )
    console.print("[green]holds[/]" if good and not forged else "[red]does not hold[/]")
    return 0 if good and not forged else 1


if __name__ == "__main__":
    sys.exit(main())
