"""What the commands share: the home they work in, where they print, how an error is told."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape
from rich.table import Table

from callnow.errors import MORE_MEMORY, NO_MEMORY, CallnowError, SettingErrors, UsageError
from callnow.paths import FORGETTING, files_kept, refuse_no_home, written_since_published
from callnow.settings import Settings, home_of, load_settings
from flows.cli.values import cell, json_text

JsonOut = Annotated[bool, typer.Option("--json", help="As one JSON object.")]
Encoding = Annotated[
    str, typer.Option("--encoding", help="Of a file whose letters come out wrong: cp1252, mac_roman …")
]

OK, FAILED, USAGE, PARTLY = 0, 1, 2, 3  # exit codes
UNREAD = 128 + signal.SIGPIPE  # that of whoever writes to a reader that has gone, as shells have it

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
YEARS = (1970, 2200)  # of the moments that commands take
WIDE = 160  # columns where stdout is a file or a pipe
NARROW = 13  # columns of the terminal that a column of a table needs at least, to be read


def _width() -> int | None:
    """None: what the terminal has. In a pipe the terminal that errors go to is the one that is looked at, if any."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return None
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or WIDE  # 0: a terminal that nobody sized
    except (OSError, ValueError):  # not a terminal, or none that can be asked
        return WIDE


class _Printer(Console):
    """A console that ends the command with UNREAD where its reader has gone, as `| head` does."""

    def on_broken_pipe(self) -> NoReturn:
        with suppress(SystemExit):
            super().on_broken_pipe()
        sys.exit(UNREAD)


out = _Printer(highlight=False, width=_width())
err = _Printer(stderr=True, highlight=False)


class Work:
    """The home a command works in and the moment it takes for now; settings are read when first needed."""

    def __init__(self, home: Path | None, at: str) -> None:
        self.home, self.at = home, at
        self._was_there = os.path.exists(home_of(home))

    @cached_property
    def settings(self) -> Settings:
        """The settings, once a forgetting that was broken off went on, and what was kept is published: no command reads
        or tells of who is to be forgotten, or of what another has changed before it was killed."""
        settings = self.settings_alone
        if os.path.lexists(settings.home / FORGETTING):
            from flows.cli.privacy import go_on_forgetting  # noqa: PLC0415 - hardly ever needed, and slow to import

            go_on_forgetting(settings, self.now)
        if unpublished := _publish_left(settings):
            tell(unpublished)
        return settings

    @cached_property
    def settings_alone(self) -> Settings:
        """The settings, for commands that only look at the home, or repair it."""
        return load_settings(self.home)

    @cached_property
    def now(self) -> datetime:
        return parse_moment(self.at, "--at") if self.at else datetime.now(UTC)

    def publish_left(self) -> None:
        """Publishes what the command kept and did not publish, as what was looked at, or noted in the history. Where that
        fails the next command says so."""
        if "settings" in self.__dict__ and sys.exc_info()[0] in (None, typer.Exit):
            with suppress(CallnowError, MemoryError):
                _publish_left(self.settings)

    def tell_new_home(self) -> None:
        """Says where the command began a home: whoever mistyped its name would look for people in the other."""
        with suppress(PermissionError):  # the command itself has told that the home cannot be looked into
            if not self._was_there and files_kept(home := home_of(self.home)):
                err.print(f"A new home was begun: {escape(str(home.absolute()))}", soft_wrap=True)


def _publish_left(settings: Settings) -> CallnowError | None:
    """Publishes what is kept and not published yet, unless a run is under way that will; why that could not be done."""
    if not written_since_published(settings.home):
        return None
    from flows.running.publishing import publish_left  # noqa: PLC0415 - hardly ever needed

    return publish_left(settings)


def work(context: typer.Context) -> Work:
    """The Work of the running command."""
    job = context.find_object(Work)
    return job if job is not None else Work(None, "")


def work_in_home(context: typer.Context) -> Work:
    """The same, for a command that goes on with what a home holds. Raises NoHome where nothing was ever kept: it
    begins no other under a name that was mistyped, or in the folder that cron happened to start it in."""
    job = work(context)
    _ = job.now  # what is wrong with --at is told before
    refuse_no_home(job.settings_alone.home)
    return job


def parse_moment(text: str, where: str) -> datetime:
    """A day or an ISO 8601 time, UTC unless it says otherwise; a day means its end. Raises UsageError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is not a date", where=where, hint="write it as 2026-01-31 or 2026-01-31T09:30+00:00"
        ) from None
    if not YEARS[0] <= moment.year <= YEARS[1]:
        hint = f"take a year from {YEARS[0]} to {YEARS[1]}"
        raise UsageError(f"{text!r} is a date that nothing is known of", where=where, hint=hint)
    if len(text) <= len("2026-01-31"):
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def set_up_logging(verbose: bool) -> None:
    """Logs to stderr; libraries that log addresses stay at WARNING, because addresses carry tokens."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(message)s",
        handlers=[RichHandler(console=err, show_path=False, markup=False)],
        force=True,
    )
    for name in ("httpx", "httpcore", "urllib3", "apprise", "requests", "trafilatura", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)


def confirm(question: str, otherwise: str, where: str) -> None:
    """Asks before people are removed, and ends the command on a no; where nobody can be asked it raises UsageError
    with `otherwise`, which says what would be done."""
    if not sys.stdin.isatty():
        raise UsageError(otherwise, where=where, hint="say so with --yes")
    typer.confirm(question, abort=True, err=True)  # stdout may be a file


def refuse_contradictions(where: str, said: Mapping[str, object]) -> None:
    """Raises UsageError where more than one of these is said: which was meant, nobody knows."""
    given = [name for name, value in said.items() if value]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} at once", where=where, hint="give one of them")


def tell(error: Exception) -> None:
    """Prints an error for a person, on stderr; several at once one below the other. Where it cannot be printed, the exit
    code tells it alone."""
    with suppress(OSError):
        _print_error(error)


def _print_error(error: Exception) -> None:
    if isinstance(error, SettingErrors):
        for single in error.errors:
            _print_error(single)
    elif isinstance(error, CallnowError):
        where = f"[bold]{escape(error.where)}[/]: " if error.where else ""
        hint = f"\n  [dim]what to do:[/] {escape(error.hint)}" if error.hint else ""
        err.print(f"[red]error:[/] {where}{escape(error.what)}{hint}", soft_wrap=True)
    else:
        err.print(f"[red]error:[/] {escape(str(error))}", soft_wrap=True)


def in_words(error: OSError) -> CallnowError:
    """What the system refused, as an error for people."""
    where = str(error.filename2 or error.filename or "")
    hint = "see to that file or folder, or move it away" if where else "see to where the output goes, and to the disk"
    if error.errno in NO_ROOM:
        from callnow.store.files import ROOM  # noqa: PLC0415 - the list of commands needs no database

        hint = ROOM
    return CallnowError(error.strerror or str(error), where=where, hint=hint)


def ran_out_of_memory(error: Exception) -> bool:
    """Whether Python or DuckDB got no more memory."""
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryException"  # DuckDB may not be loaded


def tell_no_memory() -> None:
    """Says that memory is short, by as little of it as can be."""
    with suppress(OSError):
        os.write(2, f"error: {NO_MEMORY}\n  what to do: {MORE_MEMORY}\n".encode())


def write_out(content: bytes, file: Path | None) -> None:
    """Writes to a file, or to stdout where none is named. Raises CallnowError where it cannot be written."""
    if file is None:
        sys.stdout.write(content.decode())
        sys.stdout.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CallnowError(
            f"cannot be written: {error.strerror or error}", where=str(file), hint="name another file"
        ) from None


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line on stdout, and nothing else there."""
    for row in rows:
        sys.stdout.write(json_text(row) + "\n")
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], title: str = "") -> None:
    """Rows as a table, or one below the other where their columns would not fit; cells are text, never markup."""
    heads = [escape(HEADINGS.get(column, column.replace("_", " "))) for column in columns]
    if len(columns) * NARROW > out.width:
        _print_records(heads, columns, rows, title)
        return
    table = Table(title=escape(title) or None, header_style="bold", title_justify="left")
    for column, head in zip(columns, heads, strict=True):
        table.add_column(head, overflow="fold", no_wrap=column.endswith("_id"))
    for row in rows:
        table.add_row(*(escape(cell(row.get(column))) for column in columns))
    out.print(table)


def _print_records(heads: Sequence[str], columns: Sequence[str], rows: Sequence[Mapping[str, Any]], title: str) -> None:
    """Each row as lines of name and value, empty ones left out."""
    if title:
        out.print(escape(title), style="italic")
    for row in rows:
        texts = [cell(row.get(column)) for column in columns]
        print_pairs([(head, escape(text)) for head, text in zip(heads, texts, strict=True) if text], "dim")
        out.print()
    if not rows:
        out.print("[dim]no rows[/]")


def print_pairs(pairs: Iterable[tuple[str, str]], style: str = "bold") -> None:
    """Names, in this style, and what stands for each, in markup: a line each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in pairs:
        grid.add_row(name, words)
    out.print(grid)


# Columns whose own names are longer than what stands in them.
HEADINGS = {
    "mention": "name in the news",
    "last_success_at": "last answer",
    "last_new_item_at": "last news",
    "expected": "a week, expected",
    "next_check_at": "next visit",
    "published_at": "published",
    "trigger_id": "id",
}
