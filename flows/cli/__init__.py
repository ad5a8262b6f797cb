"""The command line. Each command prints people's words on stdout and errors on stderr, or with --json one object a line.

Exit codes: 0 ok, 1 failed, 2 usage (words, settings, files), 3 partly (some feeds or channels failed).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

import callnow
from callnow.errors import CallnowError
from flows.cli import (
    calls,
    config,
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
    status,
    touching,
)
from flows.cli.common import FAILED, Work, set_up_logging, tell

# The commands as `callnow --help` groups them; a group of commands is a Typer of its own.
COMMANDS: dict[str, dict[str, Callable[..., None] | typer.Typer]] = {
    "Every day": {
        "run": news.run,
        "today": touching.today,
        "calls": calls.calls,
        "page": page.page,
        "log": touching.log,
        "pause": touching.pause,
        "card": planning.card,
        "calendar": planning.calendar,
        "tasks": planning.tasks,
    },
    "What is watched": {
        "import": people.import_file,
        "feeds": feeds.app,
        "discover": discovering.discover_feeds,
        "backfill": news.backfill,
        "serve": news.serve,
        "follow-ups": touching.follow_ups,
    },
    "Why, and what if it is wrong": {
        "triggers": calls.triggers,
        "explain": calls.explain,
        "query": query.query,
        "judge": naming.judge,
        "alias": naming.alias_app,
        "rematch": naming.rematch,
        "doctor": naming.doctor,
    },
    "Upkeep": {
        "status": status.status,
        "config": config.app,
        "outbox": outbox.app,
        "forget": privacy.forget,
        "export": privacy.export,
        "recover": news.recover_store,
    },
    "For trying and for other tools": {
        "demo": news.demo,
        "detect": reading.detect_file,
        "match": reading.match_file,
    },
}

app = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=False)
for _panel, _commands in COMMANDS.items():
    for _name, _command in _commands.items():
        if isinstance(_command, typer.Typer):
            app.add_typer(_command, name=_name, rich_help_panel=_panel)
        else:
            app.command(_name, rich_help_panel=_panel)(_command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"callnow {callnow.__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", help="Folder of database and callnow.toml.", metavar="DIR", readable=False)
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
