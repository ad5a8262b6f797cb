"""The command line. Each command prints people's words on stdout and errors on stderr, or with --json one object a line.

Exit codes: 0 ok, 1 failed, 2 usage (words, settings, files), 3 partly (some feeds or channels failed).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import callnow
from callnow.errors import CallnowError
from flows.cli import (
    calls,
    discovering,
    feeds,
    naming,
    news,
    outbox,
    page,
    people,
    planning,
    privacy,
    query,
    reading,
    touching,
)
from flows.cli.common import FAILED, Work, set_up_logging, tell

app = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=False)
app.command("import")(people.import_file)
app.add_typer(feeds.app, name="feeds")
app.command("run")(news.run)
app.command("calls")(calls.calls)
app.command("page")(page.page)
app.command("triggers")(calls.triggers)
app.command("explain")(calls.explain)
app.add_typer(outbox.app, name="outbox")
app.command("today")(touching.today)
app.command("log")(touching.log)
app.command("pause")(touching.pause)
app.command("follow-ups")(touching.follow_ups)
app.command("calendar")(planning.calendar)
app.command("card")(planning.card)
app.command("tasks")(planning.tasks)
app.command("forget")(privacy.forget)
app.command("export")(privacy.export)
app.command("query")(query.query)
app.command("backfill")(news.backfill)
app.command("serve")(news.serve)
app.command("detect")(reading.detect_file)
app.command("match")(reading.match_file)
app.command("judge")(naming.judge)
app.add_typer(naming.alias_app, name="alias")
app.command("rematch")(naming.rematch)
app.command("doctor")(naming.doctor)
app.command("discover")(discovering.discover_feeds)
app.command("recover")(news.recover_store)
app.command("demo")(news.demo)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"callnow {callnow.__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", help="Folder of database and callnow.toml.", metavar="DIR")
    ] = None,
    at: Annotated[str, typer.Option("--at", help="Take this moment for now: to try a replay.", metavar="DATE")] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done, on stderr.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """callnow watches the news about your prospects' employers and tells you whom to ring, and why now."""
    set_up_logging(verbose)
    context.obj = Work(home, at)


def main() -> None:
    """Runs the command line; an error for people is told in words, with its exit code, never as a traceback."""
    try:
        app()
    except CallnowError as error:
        tell(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
