"""callnow status: how a home stands, in one look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from callnow.counting import counted
from callnow.store.runs import LastRun
from callnow.terms import DeliveryState
from flows.cli.common import PARTLY, out, print_json_lines, print_pairs, work
from flows.running.database_state import CallCounts
from flows.running.status import Status, look_at
from flows.running.status_json import as_json

SHOWN = 10  # feeds told one by one before the rest is counted


def status(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """How it stands: last and next run, feeds, outbox, database, Prefect. Exit code 3 where something needs you."""
    job = work(context)
    state = look_at(job.settings_alone, job.now)
    if json_out:
        print_json_lines([as_json(state)])
    else:
        _print(state)
    if state.attention:
        raise typer.Exit(PARTLY)


def _print(state: Status) -> None:
    print_pairs((name, escape(words)) for name, words in _lines(state))
    out.print()
    if not state.attention:
        out.print("[green]Nothing needs you now.[/]")
        return
    marked = Table.grid(padding=(0, 1))
    for matter in state.attention:
        marked.add_row("[yellow]![/]", f"{escape(matter.what)}\n[dim]what to do:[/] {escape(matter.what_to_do)}")
    out.print(marked)


def _lines(state: Status) -> Iterator[tuple[str, str]]:
    database, prefect, now = state.database, state.prefect, state.at
    yield "home", str(state.home)
    if state.running:
        yield "now", f"{state.running} is under way"
    if not database.damage:
        yield "last run", _run(database.last_run, state.running, now) if database.last_run else "none yet"
        yield "next run", _next(state)
        yield "feeds", _feeds(state)
        for feed in database.trouble[:SHOWN]:
            yield "", f"{feed.name}: {feed.why}"
        if len(database.trouble) > SHOWN:
            yield "", f"… and {len(database.trouble) - SHOWN} more: `callnow feeds --health`"
        for name, why in database.not_understood[:SHOWN]:
            yield "", f"{name}: {why}"
        if database.calls.people:
            yield "calls", _calls(database.calls)
        yield "outbox", _outbox(database.outbox)
    people = f", {counted(database.prospects, 'prospect')}" if database.prospects else ""
    yield "database", _size(state.database_bytes, database.damage) + people
    yield "copy", f"published {_ago(state.published_at, now)}" if state.published_at else "none published yet"
    if prefect.serving:
        yield "serve", f"{prefect.serving} holds this home"
    if not prefect.address:
        yield "Prefect", "not used here: `callnow serve` starts it, PREFECT_API_URL names one"
    elif prefect.reachable:
        yield "Prefect", f"{prefect.version} answers at {prefect.address}"
    elif prefect.starting:
        yield "Prefect", f"is starting at {prefect.address}"
    else:
        yield "Prefect", f"does not answer at {prefect.address}: {prefect.why}"


def _run(run: LastRun, running: str, now: datetime) -> str:
    begun = f"{run.kind}, {_ago(run.started_at, now)}: "
    if run.ended_at is None:
        return begun + ("under way" if running else "broken off")
    counts = run.counts
    failed = f", {counts['failed']} failed" if counts.get("failed") else ""
    taken_back = f", {counts['taken_back']} taken back" if counts.get("taken_back") else ""
    return begun + (
        f"{counted(counts.get('feeds', 0), 'feed')} read{failed}, {counted(counts.get('new_items', 0), 'new item')}, "
        f"{counted(counts.get('triggers', 0), 'trigger')}, {counts.get('call_now', 0)} to call now{taken_back}"
    )


def _next(state: Status) -> str:
    planned, due = state.prefect.next_run_at, state.database.next_feed_at
    if planned:
        return f"{planned:%Y-%m-%d %H:%M} UTC, by Prefect's schedule"
    if due:
        when = "by now" if due <= state.at else f"from {due:%Y-%m-%d %H:%M} UTC on"
        return f"nothing is scheduled that callnow knows of; feeds are due {when}"
    return "nothing is scheduled that callnow knows of"


def _feeds(state: Status) -> str:
    database = state.database
    if not database.feeds:
        return "none is switched on"
    return f"{database.feeds} switched on" + (
        f", {len(database.trouble)} in trouble" if database.trouble else ", all well"
    )


def _calls(counts: CallCounts) -> str:
    """People first, as all lists count them: one person may have several reasons."""
    now = f"{counted(counts.call_now, 'person')} to call now, {counts.people} in all"
    return f"{now}, for {counted(counts.reasons, 'reason')}"


def _outbox(counts: dict[str, int]) -> str:
    waiting = counts.get(DeliveryState.PENDING, 0) + counts.get(DeliveryState.FAILED, 0)
    again = f" ({counts[DeliveryState.FAILED]} tried before)" if counts.get(DeliveryState.FAILED) else ""
    return f"{waiting} waiting{again}, {counts.get('dead', 0)} dead, {counts.get('sent', 0)} sent"


def _size(size: int | None, damage: str) -> str:
    if size is None:
        return "not there" if damage else "none yet"
    return f"{size / 1_000_000:.1f} MB" + (", cannot be read" if damage else "")


def _ago(moment: datetime, now: datetime) -> str:
    """A moment, and how long ago that was."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        ago = "just now"
    elif minutes < 120:
        ago = f"{minutes} minutes ago" if minutes > 1 else "a minute ago"
    else:
        ago = f"{minutes // 60} hours ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
    return f"{moment:%Y-%m-%d %H:%M} UTC ({ago})"
