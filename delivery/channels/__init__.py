"""The ways out. A channel is one module in this folder; its name is the `kind` in callnow.toml.

Each module has
- `NEEDS`: the settings it cannot do without,
- `make(name, settings, surroundings) -> Channel`,
- if it writes files, `redact(content, traces, now) -> list[bytes]`: what its files hold without some people, made from
  the content of the first; if there are several, `files(path) -> list[Path]`, first the one it remembers by; and
- if it serves several receivers, `targets(settings) -> dict[label, settings]`: each is sent to and recorded on its
  own, because a mail that reached one of two people is neither sent nor failed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from callnow.errors import SettingError
from callnow.settings import ChannelSettings
from delivery.message import Channel, Surroundings


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of channel there is, found by listing this folder."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def split_targets(name: str, settings: ChannelSettings) -> dict[str, ChannelSettings]:
    """The channels that the block `name` of callnow.toml stands for, by their own names ("mail/ann@example.com")."""
    module = _module(name, settings)
    targets = getattr(module, "targets", None)
    if targets is None:
        return {name: settings}
    return {f"{name}/{label}": target_settings for label, target_settings in targets(settings).items()}


def make_channel(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """One channel, ready to send; nothing is connected to yet. `settings` name a single receiver.

    Raises SettingError naming the setting that is missing or cannot be used.
    """
    channel: Channel = _module(name, settings).make(name, settings, surroundings)
    return channel


def open_channels(channels: Mapping[str, ChannelSettings], surroundings: Surroundings) -> dict[str, Channel]:
    """Every channel of callnow.toml, by the names that routes and deliveries know them by."""
    return {
        target: make_channel(target, target_settings, surroundings)
        for name, settings in channels.items()
        for target, target_settings in split_targets(name, settings).items()
    }


def why_unopened(name: str, settings: ChannelSettings, surroundings: Surroundings) -> list[SettingError]:
    """All that can be told at once of why the channel `name` of callnow.toml cannot be opened; [] where it can."""
    if errors := unusable(name, settings):
        return errors
    try:
        open_channels({name: settings}, surroundings)
    except SettingError as error:
        return [error]
    return []


def unusable(name: str, settings: ChannelSettings) -> list[SettingError]:
    """Why a channel cannot be made at all: its kind is unknown, or lacks settings that it needs (each is one error)."""
    block, kind = name.partition("/")[0], settings.kind
    if kind not in kinds():
        hint = f"one of: {', '.join(kinds())}"
        return [SettingError(f"no such kind of channel: {kind!r}", where=f"channels.{block}.kind", hint=hint)]
    return [
        SettingError(
            f"missing; a channel of kind {kind} needs it",
            where=f"channels.{block}.{need}",
            hint=f"set {need} in callnow.toml, or CALLNOW_CHANNELS__{block.upper()}__{need.upper()}",
        )
        for need in channel_module(kind).NEEDS
        if not getattr(settings, need)
    ]


def _module(name: str, settings: ChannelSettings) -> ModuleType:
    for error in unusable(name, settings):
        raise error
    return channel_module(settings.kind)


def channel_module(kind: str) -> ModuleType:
    """The module of a kind that there is."""
    return importlib.import_module(f"{__name__}.{kind}")
