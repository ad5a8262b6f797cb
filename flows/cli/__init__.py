"""The command line. Each command prints people's words on stdout and errors on stderr, or with --json one object a line.

Exit codes: 0 ok, 1 failed, 2 usage (words, settings, files), 3 partly (some feeds or channels failed),
130 stopped by Ctrl-C (143 by SIGTERM, 129 by SIGHUP).
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, ClassVar, NoReturn

import typer

import callnow
from callnow.__main__ import SENTENCE, STOPPED
from callnow.errors import CallnowError
from flows.cli.common import (
    FAILED,
    PARTLY,
    UNREAD,
    USAGE,
    Work,
    in_words,
    ran_out_of_memory,
    set_up_logging,
    tell,
    tell_no_memory,
)
from flows.cli.lazy import LazyGroup, ListedCommand
from flows.cli.printing import STDOUT, NamedOutput, unprinted

YOUNG = 50_000  # objects made before Python looks for dead ones; by its 700 a large list is gone over hundreds of times


class Commands(LazyGroup):
    """The commands of callnow, as `callnow --help` groups them."""

    panels: ClassVar = {
        "Every day": {
            "run": ListedCommand(
                "news:run", "Read the feeds now, find the events, decide whom to call, send what is to be sent."
            ),
            "today": ListedCommand(
                "morning:today",
                "The one list for the morning: calls that news, promises and the rhythm ask for, ranked, each with its reason.",
            ),
            "calls": ListedCommand(
                "calls:calls",
                "The calls to make: who, the number, why now, what to say, and the sentence that proves it.",
            ),
            "page": ListedCommand(
                "page_keys:app",
                "Serve the call list as a page on this machine: open the address it prints; Ctrl-C ends it.",
            ),
            "log": ListedCommand(
                "touching:log",
                "Log a touch: it answers what was open, keeps what was promised, and sets the next call.",
            ),
            "pause": ListedCommand(
                "touching:pause", "Put off calls to somebody until a day, or keep days free of them."
            ),
            "card": ListedCommand("planning:card", "A prospect's card: for reading, or with --vcf for a phone."),
            "calendar": ListedCommand(
                "planning:calendar",
                "The calls to make now and the planned ones of the coming weeks as a calendar (.ics) for Outlook, Google or Apple.",
            ),
            "tasks": ListedCommand(
                "planning:tasks",
                "The calls to make now and the planned ones of the coming weeks as a CSV of tasks that a CRM or ATS imports.",
            ),
        },
        "What is watched": {
            "import": ListedCommand(
                "importing:import_file",
                "Read prospects from CSV, Excel or the contacts of a phone (.vcf). Importing again updates them and never doubles anyone.",
            ),
            "people": ListedCommand(
                "people:app", "The people on the list: show, add, edit, and make one person of those who stand twice."
            ),
            "coverage": ListedCommand(
                "coverage:coverage", "Which employers the news covers, by which sources, and which it does not."
            ),
            "feeds": ListedCommand("feeds:app", "The feeds that are read: list, add, switch, remove, try, health."),
            "employers": ListedCommand("employers:app", "What employers are at the SEC: number (CIK) and ticker."),
            "discover": ListedCommand(
                "discovering:discover_feeds",
                "Look for feeds, newsrooms and news sitemaps of employers, and ask before adding one.",
            ),
            "backfill": ListedCommand(
                "news:backfill",
                "Read the feeds as if each item were read on the day it was published: triggers are recorded, nothing is sent.",
            ),
            "serve": ListedCommand("news:serve", "Run the flows on their schedules, with Prefect's UI, until stopped."),
            "follow-ups": ListedCommand(
                "touching:follow_ups",
                "Make this morning's follow-ups, once: `callnow serve` does it each working day, cron can as well.",
            ),
        },
        "Why, and what if it is wrong": {
            "figures": ListedCommand(
                "figures:figures",
                "The last twelve weeks in figures: calls made and reached, promises kept, alerts that led to talks, and how fast.",
            ),
            "triggers": ListedCommand("calls:triggers", "Every trigger with its prospect, its news and its state."),
            "explain": ListedCommand(
                "calls:explain",
                "What stands behind a trigger: source, sentence, rule, names, every feature with its weight, what was rejected.",
            ),
            "query": ListedCommand(
                "query:query", "Ask the published copy in SQL (DuckDB), or by the name of a saved question."
            ),
            "judge": ListedCommand(
                "naming:judge",
                "Say whether a name in the news is an employer. It beats the scorer; `callnow rematch` applies it.",
            ),
            "corrections": ListedCommand(
                "correcting:app",
                "What people said of the news: say what was missed, list it, export it to train the reader.",
            ),
            "alias": ListedCommand("naming:alias_app", "Other names an employer goes by."),
            "rematch": ListedCommand(
                "naming:rematch",
                "Match the whole history anew against changed prospects, aliases and judgements. Nothing is sent.",
            ),
            "doctor": ListedCommand(
                "naming:doctor",
                "What to look at: names that match unsafely, spellings taken for one, aliases without effect, two people in one.",
            ),
        },
        "Upkeep": {
            "status": ListedCommand(
                "status:status",
                "How it stands: last and next run, feeds, outbox, database, Prefect. Exit code 3 where something needs you.",
            ),
            "config": ListedCommand(
                "config:app", "The settings: what each is and where it is kept, what is wrong, changing one."
            ),
            "outbox": ListedCommand("outbox:app", "What waits to be sent, dead letters, sending them again, a test."),
            "forget": ListedCommand(
                "privacy:forget",
                "Remove a person, what was said and every trigger: from the database, its copy, the outbox, files in the home.",
            ),
            "export": ListedCommand(
                "privacy:export",
                "Everything that is held of a person, as JSON: record, rhythm, touches, triggers, messages.",
            ),
            "recover": ListedCommand(
                "news:recover_store",
                "Bring the last good copy of the database back after a power loss, a full disk or a damaged file.",
            ),
        },
        "For trying and for other tools": {
            "demo": ListedCommand(
                "news:demo",
                "Try it on the sample that ships: invented news, served on this machine, read over real HTTP.",
            ),
            "detect": ListedCommand("reading:detect_file", "Find the events in announcements."),
            "reader": ListedCommand(
                "reader:app", "The trained reader: its version, and how well it reads labelled texts."
            ),
            "match": ListedCommand("reading:match_file", "Match company names against a list of employers."),
        },
    }


app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    """callnow watches the news about your prospects' employers and tells you whom to call, and why now.

    Without a command it serves the page and reads the news on its schedule until Ctrl-C, and opens the browser.
    """
    set_up_logging(verbose)
    context.obj = Work(home, at)
    context.call_on_close(context.obj.tell_new_home)
    context.call_on_close(context.obj.publish_left)
    if context.invoked_subcommand is None:
        _without_command(context)


def _without_command(context: typer.Context) -> None:
    """Page and schedule for whoever sits at a terminal; the list of commands for scripts, which wait for no end."""
    from flows.cli.start import in_terminal, start  # noqa: PLC0415 - the commands need none of it

    if in_terminal():
        start(context.obj)
        return
    typer.echo(context.get_help())
    raise typer.Exit(USAGE)


def run_command() -> NoReturn:
    """Runs the command line as a process of its own, which ends without freeing its objects one by one.

    That would take 5 to 10 % of a command's time, and after Ctrl-C as long as DuckDB computes. What is registered for the
    exit is done. Where a thread still runs, but not after Ctrl-C, or what was printed cannot be written, the process ends
    as any other.
    """
    code: str | int | None = 0
    for stream in (sys.stdout, sys.stderr):  # a name of a file that is not UTF-8 is printed all the same
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout = NamedOutput(sys.stdout)
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    if code == STOPPED:
        signal.signal(signal.SIGINT, lambda number, frame: os._exit(STOPPED))  # again, in what is done for the exit
        os.write(2, SENTENCE)
    if code == STOPPED or (isinstance(code, int) and threading.active_count() == 1):
        atexit._run_exitfuncs()
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def main() -> None:
    """Runs the command line; an error for people is told in words, with its exit code, never as a traceback."""
    gc.set_threshold(YOUNG)
    printed_to = sys.stdout
    try:
        app()
    except SystemExit:
        if sys.stdout is not printed_to:  # Typer puts another in its place where the reader has gone
            sys.exit(UNREAD)
        raise
    except CallnowError as error:
        tell(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except OSError as error:
        if error.filename == STDOUT:
            tell(unprinted(error))
            sys.exit(PARTLY)
        tell(in_words(error))  # something else is in place of a file or folder, or may not be used
        sys.exit(FAILED)
    except Exception as error:
        if isinstance(error, RuntimeError) and isinstance(error.__cause__, KeyboardInterrupt):
            sys.exit(STOPPED)  # what DuckDB makes of Ctrl-C in a query
        if not ran_out_of_memory(error):
            raise
        tell_no_memory()
        sys.exit(FAILED)
