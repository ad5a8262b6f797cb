"""The group of all commands: a command's module is imported when the command is run or its own help is shown.

Importing every command takes seconds, and most of them need little of what the others need.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class ListedCommand:
    """A command as the list of commands shows it; `place` is module:name of its function or Typer in flows.cli."""

    place: str
    help: str  # the first line of the command's own help; a test compares the two

    def load(self) -> Any:
        """Import the function or the Typer."""
        module, name = self.place.split(":")
        return getattr(import_module(f"flows.cli.{module}"), name)


class LazyGroup(TyperGroup):
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
    group = get_command(holder)
    assert isinstance(group, TyperGroup)
    return group.commands[name]
