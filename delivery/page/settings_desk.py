"""What the page is lent for Settings and Figures: the functions of `callnow config`, `outbox test` and `figures`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from callnow.counting import counted
from callnow.kept_settings import KeptSetting
from callnow.wrong_settings import WrongSetting
from delivery.tested import Tested


class WouldForget(NamedTuple):
    """How many people of how many settings would have forgotten for good."""

    gone: int
    people: int

    @property
    def in_words(self) -> str:
        """What becomes of them, for the question before."""
        return f"{self.gone} of {counted(self.people, 'person')} would be forgotten for good at the next follow-ups"


NOBODY = WouldForget(0, 0)


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """`kept` is every setting with where it is kept. `change` writes settings (name to what was typed), all or none,
    and returns what is wrong with them; the page follows the new ones at once. `follow` takes what was written to
    callnow.toml by hand since, where it can be used. `test` sends a test through a channel.
    `would_forget` tells how many people would be forgotten after so many days as were typed.
    `countries` are code and name of those with known public holidays.
    """

    kept: Callable[[], Sequence[KeptSetting]]
    change: Callable[[Mapping[str, str]], Sequence[WrongSetting]]
    would_forget: Callable[[str], WouldForget]
    follow: Callable[[], None]
    test: Callable[[str], Sequence[Tested]]
    countries: Callable[[], Sequence[tuple[str, str]]]
