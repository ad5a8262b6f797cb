"""The terminal that the run was started from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.console import Console

from callnow.settings import ChannelSettings
from delivery.message import Channel, Message, Surroundings
from delivery.terminal import render_calls

NEEDS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terminal:
    """Prints the cards on standard error: standard output belongs to `--json`."""

    name: str
    gathers: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        render_calls(message.cards, Console(stderr=True))


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings: the terminal."""
    return Terminal(name)
