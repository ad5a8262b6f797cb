"""make demo: the sample, served on this machine, read over real HTTP, to the calls to make."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.paths import IN_CHECKOUT
from callnow.settings import Settings, load_settings
from callnow.store import reading
from callnow.store.news import open_triggers
from callnow.terms import Tier
from delivery.terminal import render_calls
from flows import pipeline
from flows.calls.cards import load_cards
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from sources.feed import Feed

SHOWN = 5  # calls printed in full
COMMAND = ".venv/bin/callnow" if IN_CHECKOUT else "callnow"  # in a checkout it need not be on the path


def run_demo(now: datetime, *, console: Console, home: Path | None = None) -> bool:
    """Prints the calls that the sample gives reason for; True where there are some. Its home, a folder of its own
    unless one is named, is kept to look around. Raises UsageError for a home that somebody uses."""
    began = time.perf_counter()
    home = _unused(home) if home else Path(mkdtemp(prefix="callnow-demo-"))
    settings = load_settings(home)
    with SampleServer(now) as server:
        read_sample(settings, server.feeds, now, console)
    with reading(settings) as con:
        waiting = open_triggers(con, now)
        urgent = [t for t in waiting if t.tier is Tier.CALL_NOW]
        cards = load_cards(con, urgent[:SHOWN], now, settings.day_of(now))
    render_calls(cards, console)
    console.print(
        f"\n[bold]{len(urgent)}[/] calls to make now, of which {len(cards)} stand above, and "
        f"{len(waiting) - len(urgent)} more things worth knowing, in {time.perf_counter() - began:.1f} s. "
        "All companies and people are invented; the links led to a server that ended with the demo."
    )
    console.print("[dim]Look around:[/]")
    for words in ("calls --all -n 30", "today", "triggers", "query who_to_call_this_week", "feeds --health", "page"):
        console.print(f"  {COMMAND} --home {home} {words}", soft_wrap=True)
    return bool(urgent)


def _unused(home: Path) -> Path:
    if load_settings(home).database.exists():
        raise UsageError(
            "this home is in use, and the demo brings invented people",
            where=str(home),
            hint="name an empty folder, or leave --home out",
        )
    return home


def read_sample(settings: Settings, feeds: Sequence[Feed], now: datetime, console: Console) -> None:
    """Imports the sample's prospects, adds its feeds and runs the pipeline once, telling what is done."""
    (imported,) = import_files(settings, [PROSPECTS], ListReading(), now)
    people, employers = counted(imported.kept.new, "person"), counted(imported.employers, "employer")
    console.print(f"Prospects: {people} at {employers} from data/sample/prospects.csv")
    for problem in imported.file.problems:
        console.print(f"  [dim]line {problem.line} left out: {problem.reason}[/]")
    subscribe(settings, feeds)
    summary = pipeline.watch(settings, now)
    console.print(
        f"News: {summary.new_items} items from {len(feeds)} sources over HTTP, {summary.events} events, "
        f"{summary.matches} of them at these employers, joined into {summary.stories} stories\n"
    )
