"""What the page is lent for Settings and Figures: the functions of `callnow config`, `outbox test` and `figures`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callnow.kept_settings import KeptSetting
from callnow.wrong_settings import WrongSetting
from delivery.tested import Tested


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """`kept` is every setting with where it is kept. `change` writes settings (name to what was typed), all or none,
    and returns what is wrong with them; the page follows the new ones at once. `follow` takes what was written to
    callnow.toml by hand since, where it can be used. `test` sends a test through a channel.
    `countries` are code and name of those with known public holidays.
    """

    kept: Callable[[], Sequence[KeptSetting]]
    change: Callable[[Mapping[str, str]], Sequence[WrongSetting]]
    follow: Callable[[], None]
    test: Callable[[str], Sequence[Tested]]
    countries: Callable[[], Sequence[tuple[str, str]]]
