"""callnow run, backfill, serve, recover, demo: the pipeline from the command line."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.paths import SERVE
from callnow.run_summary import RunSummary
from callnow.store import only_run
from callnow.store.home import refuse_unusable
from callnow.store.recover import recover, why_unreadable
from callnow.store.recovered import Recovered
from flows import pipeline
from flows.cli.common import (
    FAILED,
    OK,
    PARTLY,
    JsonOut,
    err,
    out,
    parse_moment,
    print_json_lines,
    tell,
    work,
    work_in_home,
)
from flows.cli.stopping import end_when_hung_up, stopped_in_words
from flows.running import runs
from flows.running.publishing import publish_copy
from flows.running.rehearsing import rehearsal

SHOWN = 10  # failures told one by one before the rest is counted


def run(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and decide in a copy; keep and send nothing.")
    ] = False,
    due_only: Annotated[bool, typer.Option("--due", help="Only feeds whose next visit has come.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
    steps: Annotated[
        bool, typer.Option("--progress", help="With --json: before them, how far it is, an object a line.")
    ] = False,
) -> None:
    """Read the feeds now, find the events, decide whom to call, send what is to be sent."""
    job = work_in_home(context)
    if dry_run:  # a rehearsal works on a copy: what is wrong is to be said of the database itself
        refuse_unusable(job.settings)
    with stopped_in_words(), _progress() as bars, rehearsal(job.settings, dry_run) as settings:
        progress = _print_step if json_out and steps else bars
        say = pipeline.to_nobody if due_only else _say  # cron mails what is said; there the report tells what waits
        summary = pipeline.watch(settings, job.now, everything=not due_only, progress=progress, say=say)
    _report(summary, "Nothing was kept or sent (--dry-run)." if dry_run else "", json_out)


def backfill(
    context: typer.Context,
    since: Annotated[str, typer.Option("--since", help="The first day whose news is decided.", metavar="DATE")],
    json_out: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Read the feeds as if each item were read on the day it was published: triggers are recorded, nothing is sent."""
    job = work(context)
    start = parse_moment(since, "--since")
    if len(since) <= len("2026-01-31"):  # a day, also as 20260131
        start = start.replace(hour=0, minute=0, second=0)
    if start > job.now:  # everything that is in the feeds now would be left out, of later runs too
        hint = "name a day that has come: what is older than it stays out of later runs, too"
        raise UsageError(f"{since!r} has not come yet", where="--since", hint=hint)
    job = work_in_home(context)
    with stopped_in_words(), _progress() as progress:
        summary = pipeline.backfill(job.settings, job.now, start, progress=progress)
    _report(summary, "Nothing was sent (backfill).", json_out)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", help="Port of Prefect's server and UI.", min=1, max=65535)] = 4200,
) -> None:
    """Run the flows on their schedules, with Prefect's UI, until stopped."""
    from flows.running.clusters import check_cluster  # noqa: PLC0415 - nothing else on the command line needs it
    from flows.running.prefect_server import api_address, prefect_server  # noqa: PLC0415 - only here
    from flows.running.serving import serve_flows  # noqa: PLC0415 - the same

    signal.signal(signal.SIGTERM, _end)  # until the flows are served; process 1 of a container has no other
    end_when_hung_up()
    settings = work(context).settings
    check_cluster(settings.watch, os.environ.get("PREFECT_API_URL", ""))
    with only_run(settings.home, f"`callnow serve` at {api_address(port)}", SERVE):
        err.print("Starting Prefect's server …")
        with prefect_server(settings.home, port) as server:
            err.print(f"Prefect's UI: {server.api.removesuffix('/api')}  (stop with Ctrl-C)")
            serve_flows(settings, server)
    err.print("Stopped.")


def _end(number: int, frame: FrameType | None) -> None:
    """Ends as while flows are served: what was begun is ended, and the exit code is 0."""
    err.print("Stopped.")
    sys.exit(OK)


def recover_store(context: typer.Context, json_out: JsonOut = False) -> None:
    """Bring the last good copy of the database back after a power loss, a full disk or a damaged file."""
    job = work_in_home(context)
    settings = job.settings_alone

    def tell_done(done: Recovered) -> None:
        done = replace(done, copy=why_unreadable(settings.published))
        if json_out:
            print_json_lines([asdict(done)])
        else:
            out.print(str(done), soft_wrap=True, markup=False)

    recover(settings.database, settings.published, job.now, tell_done)
    publish_copy(settings)


def demo(context: typer.Context) -> None:
    """Try it on the sample that ships: invented news, served on this machine, read over real HTTP."""
    from flows.demo.demo import run_demo  # noqa: PLC0415 - the sample and its server, which nothing else needs

    job = work(context)
    if not run_demo(job.now, console=out, home=job.home):
        raise typer.Exit(FAILED)


def _say(words: str) -> None:
    err.print(escape(words))


def _print_step(step: str, done: int, total: int | None = None) -> None:
    """A step as JSON, for whoever reads on; a run goes on where nobody does any longer."""
    with suppress(BrokenPipeError):
        print_json_lines([{"step": step, "done": done, "total": total}])


@contextmanager
def _progress() -> Iterator[runs.Progress]:
    """A bar a step on stderr, gone when the run ends; nothing where stderr is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int, total: int | None = None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield advance


def _report(summary: RunSummary, note: str, json_out: bool) -> None:
    """Prints what a run did; exits 3 where feeds or channels failed, 1 where every feed did."""
    for failure in summary.failures[:SHOWN]:
        tell(failure)
    if len(summary.failures) > SHOWN:
        err.print(f"… and {len(summary.failures) - SHOWN} more: `callnow feeds --health` lists them all.")
    if json_out:
        print_json_lines([runs.counts(summary)])
    else:
        s = summary
        out.print(
            f"[bold]{counted(s.feeds, 'feed')}[/] read ({s.unchanged} unchanged, {s.failed} failed), "
            f"[bold]{s.new_items}[/] new of {counted(s.items, 'item')}."
        )
        out.print(
            f"{counted(s.events, 'event')}, {s.matches} at employers of your prospects, {counted(s.stories, 'story')}."
        )
        out.print(f"[bold]{counted(s.triggers, 'new trigger')}[/], [bold]{s.call_now}[/] to call now. {note}".rstrip())
        if s.taken_back or s.withdrawals:
            out.print(
                f"[bold]{counted(s.taken_back, 'call')}[/] taken back, {counted(s.withdrawals, 'withdrawal')} sent."
            )
        for words in s.waits:
            out.print(escape(words))
        if s.feeds == 0 and not s.waits:
            adds, switches = "`callnow feeds add URL` adds one", "`callnow feeds on --all` switches on those that ship"
            out.print(f"No feed is switched on. {adds}, {switches}.")
    if summary.failures:
        lost = summary.feeds > 0 and summary.failed == summary.feeds
        raise typer.Exit(FAILED if lost else PARTLY)
