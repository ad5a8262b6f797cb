"""The group of all commands: a command's module is imported when the command is run or its own help is shown.

Importing every command takes seconds, and most of them need little of what the others need.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from callnow.errors import UsageError
from callnow.paths import readable

MAYBE_FILE = "address"  # the argument that is an address on the web, or that of a file


@dataclass(frozen=True, slots=True)
class ListedCommand:
    """A command as the list of commands shows it; `place` is module:name of its function or Typer in flows.cli."""

    place: str
    help: str  # the first line of the command's own help; a test compares the two

    def load(self) -> Any:
        """Import the function or the Typer."""
        module, name = self.place.split(":")
        return getattr(import_module(f"flows.cli.{module}"), name)


class _Own:
    """What all commands of callnow do alike: a switch is shown without a value, words that are no text are refused, and
    Ctrl-C at a question ends the command as it does elsewhere."""

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]  # of the command that this is mixed into
        for param in params:
            if getattr(param, "is_flag", False):
                param.metavar = ""
        return params

    def invoke(self, ctx: Any) -> Any:
        for name, value in ctx.params.items():
            for word in value if isinstance(value, (list, tuple)) else (value,):
                if name != MAYBE_FILE or not os.path.exists(word):
                    _refuse_broken(word)
        try:
            return super().invoke(ctx)  # type: ignore[misc]  # as above
        except typer.Abort as aborted:  # which Typer makes of Ctrl-C at a question, and of a no
            if not isinstance(aborted.__context__, KeyboardInterrupt):
                raise
            typer.echo(err=True)  # the question's line has no end
            raise KeyboardInterrupt from None


def _refuse_broken(word: object) -> None:
    """Raises UsageError over a word with bytes that are not UTF-8, which could be neither kept nor asked for. Names of
    files are paths, and no words: they may hold any."""
    if isinstance(word, str) and (shown := readable(word)) != word:
        hint = "type it as UTF-8, or have the script that gives it do so"
        raise UsageError("this word is not UTF-8", where=shown, hint=hint)


class OwnCommand(_Own, TyperCommand):
    """A command."""


class OwnGroup(_Own, TyperGroup):
    """A command with commands of its own."""


class LazyGroup(_Own, TyperGroup):
    """A group whose list of commands is shown without importing any of them."""

    panels: ClassVar[dict[str, dict[str, ListedCommand]]]  # by heading; to be set by a subclass

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._entries = {name: entry for entries in self.panels.values() for name, entry in entries.items()}
        self._listing = False
        for panel, entries in self.panels.items():
            for name, entry in entries.items():
                self.add_command(TyperCommand(name, help=entry.help, rich_help_panel=panel))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if self._listing or cmd_name not in self._entries:
            return super().get_command(ctx, cmd_name)
        return loaded(cmd_name, self._entries[cmd_name])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with self._only_listed():
            super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        with self._only_listed():
            return super().shell_complete(ctx, incomplete)

    @contextmanager
    def _only_listed(self) -> Iterator[None]:
        self._listing = True
        try:
            yield
        finally:
            self._listing = False


def loaded(name: str, entry: ListedCommand) -> Any:
    """The command itself, imported."""
    command = entry.load()
    holder = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=False)
    holder.callback()(lambda: None)  # without a callback a single command would take the place of the group
    if isinstance(command, typer.Typer):
        holder.add_typer(command, name=name)
    else:
        holder.command(name)(command)
    _make_own(holder)
    group = get_command(holder)
    assert isinstance(group, TyperGroup)
    return group.commands[name]


def _make_own(app: typer.Typer) -> None:
    """Has all commands of an app do what _Own does."""
    for command in app.registered_commands:
        command.cls = OwnCommand
    for group in app.registered_groups:
        group.cls = OwnGroup
        if group.typer_instance:
            _make_own(group.typer_instance)
