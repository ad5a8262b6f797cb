"""Everything wrong with the settings of a home, at once: what each setting says by itself, and what it means.

A channel of an unknown kind, an address that may not be connected to, an event type that there is none of: no type of
a value can tell these, and a run would tell the first of them, when it is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from callnow.errors import AddressRefused, CallnowError, FetchFailed, SettingError
from callnow.http.addresses import addresses_now
from callnow.paths import SETTINGS, why_unwritable
from callnow.settings import ChannelSettings, RhythmSettings, Settings, home_of, read_settings
from callnow.store.lake import check_lake, check_place
from callnow.wrong_settings import Environment, Sources, WrongSetting, read_sources
from delivery.channels import why_unopened
from delivery.routes import make_route
from flows.running.clusters import check_extra
from flows.running.delivering import surroundings
from matching.cadence.follow_ups import FOLLOW_UP, STALE
from matching.event_types import event_types
from matching.role_table import FUNCTIONS

HTTP = ("http://", "https://")


def check_settings(home: Path | None) -> list[WrongSetting]:
    """All that is wrong, in the order of the file's lines; the environment's last."""
    folder = home_of(home)
    try:
        settings_or_wrong, sources = read_settings(home), read_sources(folder / SETTINGS)
    except SettingError as error:  # of the home, or of the whole file
        return [WrongSetting("", error.what, error.where, None, error.hint)]
    wrong = [] if isinstance(settings_or_wrong, Settings) else settings_or_wrong
    settings = settings_or_wrong if isinstance(settings_or_wrong, Settings) else _usable(folder, sources)
    told = {setting.setting for setting in wrong}
    for mistake in (*_of_home(folder), *_of_rhythms(settings, told), *_of_surroundings(settings)):
        wrong.append(sources.wrong(tuple(mistake.where.split(".")), mistake.what, mistake.hint))
    for name, channel in settings.channels.items():
        for mistake in _of_channel(name, channel, settings):
            names = ("channels", name, mistake.where.rpartition(".")[2])
            if ".".join(names) not in told:  # what is wrong in itself was left out, and is not missing
                wrong.append(sources.wrong(names, mistake.what, mistake.hint))
    return sorted(wrong, key=lambda mistake: mistake.line or len(sources.lines) + 10**6)


def _usable(folder: Path, sources: Sources) -> Settings:
    """The settings without what is wrong in itself, which has been told."""
    values = _joined(sources.values, Environment(Settings)())
    kept: dict[str, Any] = {"home": folder, "channels": {}}
    for name, field in Settings.model_fields.items():
        if name in values and name not in kept:
            kept[name] = _read(field.annotation, values[name], field.default)
    channels = values.get("channels")
    for name, value in channels.items() if isinstance(channels, dict) else ():
        if channel := _read(ChannelSettings, value, None):
            kept["channels"][name] = channel
    return Settings.model_construct(**kept)


def _read(kind: Any, value: object, otherwise: object) -> Any:
    """The value without the keys that are wrong in it; `otherwise` where nothing of it can be used."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        places = [[part for part in each["loc"] if isinstance(part, str)] for each in error.errors()]
    left: Any = deepcopy(value)
    for *tables, key in filter(None, places):
        table = reduce(lambda within, part: within.get(part, {}), tables, left)
        if isinstance(table, dict):
            table.pop(key, None)
    return otherwise if left == value else _read(kind, left, otherwise)


def _joined(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two nested tables as one; `above` wins."""
    both = {
        key: _joined(below[key], value)
        for key, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(key), dict)
    }
    return {**below, **above, **both}


def _of_home(folder: Path) -> Iterator[SettingError]:
    if why := why_unwritable(folder):
        hint = f"name another folder with --home or CALLNOW_HOME, or give yourself the right to write to {folder}"
        yield SettingError(why, where="home", hint=hint)


def _of_rhythms(settings: Settings, told: Set[str]) -> Iterator[SettingError]:
    """Of two weeks of which none is `told` to be wrong already."""
    cadence = settings.cadence
    rhythms: dict[str, RhythmSettings] = {"cadence": cadence}
    rhythms |= {f"cadence.tiers.{name}": rhythm for name, rhythm in cadence.tiers.items()}
    rhythms |= {f"cadence.tags.{name}": rhythm for name, rhythm in cadence.tags.items()}
    for where, rhythm in rhythms.items():
        in_themselves = told & {f"{where}.ideal_weeks", f"{where}.latest_weeks"}
        if rhythm.latest_weeks < rhythm.ideal_weeks and not in_themselves:
            what = f"{rhythm.latest_weeks:g} weeks come before ideal_weeks ({rhythm.ideal_weeks:g})"
            yield SettingError(what, where=f"{where}.latest_weeks", hint="make it the larger of the two")


def _of_surroundings(settings: Settings) -> Iterator[SettingError]:
    """What settings need that is not installed, or not where they say."""
    if settings.watch.task_runner != "threads":
        yield from _raised("watch.task_runner", lambda: check_extra(settings.watch.task_runner))
    yield from _raised("store.lake", lambda: check_lake(settings.store, settings.home))
    yield from _raised("", lambda: check_place(settings.store, settings.home))


def _raised(where: str, check: Callable[[], object]) -> Iterator[SettingError]:
    """What a check raises, as of the setting `where`, else of the one that it names itself."""
    try:
        check()
    except CallnowError as error:
        yield SettingError(error.what, where=where or error.where, hint=error.hint)


def _of_channel(name: str, channel: ChannelSettings, settings: Settings) -> Iterator[SettingError]:
    """`where` ends in the setting's own name."""
    cannot = why_unopened(name, channel, surroundings(settings))
    yield from cannot or _of_address(channel, settings)
    yield from _raised("", lambda: make_route(name, channel))
    yield from _unknown("types", channel.types, (*event_types(), FOLLOW_UP, STALE))
    yield from _unknown("functions", channel.functions, tuple(FUNCTIONS))


def _of_address(channel: ChannelSettings, settings: Settings) -> Iterator[SettingError]:
    """Where it would be sent to: a name that cannot be looked up now is not a wrong setting."""
    url = channel.url.get_secret_value() if channel.url else ""
    if channel.kind == "apprise" or not url.startswith(HTTP):
        return
    try:
        addresses_now(url, settings.fetch.allow_private)
    except FetchFailed:
        return
    except AddressRefused as error:
        hint = f'if it is meant, add "{error.key}" to fetch.allow_private' if error.key else error.hint
        yield SettingError(error.what, where="url", hint=hint)


def _unknown(setting: str, names: Sequence[str], known: Sequence[str]) -> Iterator[SettingError]:
    for word in names:
        if word not in known:
            close = get_close_matches(word, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(known))}"
            yield SettingError(f"there is no {word!r}", where=setting, hint=hint)
