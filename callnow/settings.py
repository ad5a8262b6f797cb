"""Settings, from callnow.toml in the home folder and the environment (CALLNOW_…); the environment wins.

Every secret is a SecretStr: it prints as stars and is read only where it is sent. A wrong or unknown setting is a
SettingError that names the file, the setting and what is accepted.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from callnow.errors import SettingError, SettingErrors
from callnow.ownership import check_owner
from callnow.paths import DATABASE, PUBLISHED, SETTINGS, default_home, readable
from callnow.setting_tables.calls import CadenceSettings, ChannelSettings, PrivacySettings, RhythmSettings
from callnow.setting_tables.reading import FetchSettings, MailboxSettings, ReaderSettings, RegisterSettings
from callnow.setting_tables.running import PageSettings, StoreSettings, WatchSettings, is_postgres
from callnow.wrong_settings import Environment, OwnFile, WrongSetting, read_sources, unknown_variables, wrong_values

__all__ = [
    "ChannelSettings",
    "FetchSettings",
    "MailboxSettings",
    "ReaderSettings",
    "RhythmSettings",
    "Settings",
    "StoreSettings",
    "WatchSettings",
    "home_of",
    "is_postgres",
    "load_settings",
    "read_settings",
]

HOME_IN_FILE = "cannot stand in the file that lies in it"
DEFAULT_HOME = default_home()


class Settings(BaseSettings):
    """All settings. `home` holds the database, the published copy, caches and callnow.toml."""

    model_config = SettingsConfigDict(env_prefix="CALLNOW_", env_nested_delimiter="__", extra="forbid", frozen=True)

    home: Path = DEFAULT_HOME
    default_country: str = Field(default="US", pattern=r"^[A-Z]{2}$", validate_default=False)  # see country
    fetch: FetchSettings = FetchSettings()
    watch: WatchSettings = WatchSettings()
    cadence: CadenceSettings = CadenceSettings()
    store: StoreSettings = StoreSettings()
    privacy: PrivacySettings = PrivacySettings()
    reader: ReaderSettings = ReaderSettings()
    page: PageSettings = PageSettings()
    registers: RegisterSettings = RegisterSettings()
    mailboxes: dict[str, MailboxSettings] = {}
    channels: dict[str, ChannelSettings] = {}

    @field_validator("default_country")
    @classmethod
    def country(cls, code: str) -> str:
        """A country that telephone numbers are of."""
        from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - 50 ms, which who names no country need not wait for

        if code not in SUPPORTED_REGIONS:
            raise ValueError(f"no such country: {code!r}; use its two letters of ISO 3166, such as GB or DE")
        return code

    @field_validator("channels")
    @classmethod
    def in_the_zone_of_the_day(
        cls, channels: dict[str, ChannelSettings], info: ValidationInfo
    ) -> dict[str, ChannelSettings]:
        """Quiet hours are of the same clock as the day, where a channel names no other."""
        for name in channels:
            if not name.strip() or not name.isprintable():
                raise ValueError(f"a channel is called {name!a}: give it a name of letters")
        zone = info.data["watch"].time_zone if "watch" in info.data else ""
        return {
            name: channel if channel.time_zone else channel.model_copy(update={"time_zone": zone})
            for name, channel in channels.items()
        }

    @property
    def database(self) -> Path:
        """The working database: one process writes it."""
        return self.home / DATABASE

    @property
    def published(self) -> Path:
        """The read copy, new after each run: any DuckDB client may open it."""
        return self.home / PUBLISHED

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the command line says, then the environment, then callnow.toml in the home that these two name."""
        environment = Environment(settings_cls)
        home = init_settings().get("home") or environment().get("home") or DEFAULT_HOME
        return init_settings, environment, OwnFile(settings_cls, Path(home) / SETTINGS)

    def day_of(self, moment: datetime) -> date:
        """The day that it is then for the recruiter."""
        return self.local(moment).date()

    def local(self, moment: datetime) -> datetime:
        """The same moment in the recruiter's time zone."""
        return moment.astimezone(ZoneInfo(self.watch.time_zone))


def load_settings(home: Path | None = None, **overrides: Any) -> Settings:
    """Settings of the home folder.

    Raises SettingError naming file, line, setting and what is accepted, or SettingErrors where more than one is wrong.
    """
    settings = read_settings(home, **overrides)
    if isinstance(settings, Settings):
        return settings
    errors = [setting.error() for setting in settings]
    raise errors[0] if len(errors) == 1 else SettingErrors(errors)


def read_settings(home: Path | None = None, **overrides: Any) -> Settings | list[WrongSetting]:
    """Settings of the home folder, or all that is wrong with them. Raises SettingError for a file that is not TOML."""
    folder = home_of(home)
    check_owner(folder)
    sources = read_sources(folder / SETTINGS)
    wrong = unknown_variables(sources, Settings)
    if line := sources.lines.get(("home",)):
        hint = "take it away, and name it with --home"
        wrong.append(WrongSetting("home", HOME_IN_FILE, f"{sources.file} line {line}", line, hint))
    try:
        settings = Settings(**overrides | {"home": folder})
    except ValidationError as error:
        wrong += wrong_values(error, sources, Settings)
    return sorted(wrong, key=lambda setting: setting.line or sys.maxsize) or settings


def home_of(home: Path | None) -> Path:
    """The home folder that the command line names, else CALLNOW_HOME, else the usual one; whole, without ~ or links.

    Raises SettingError where DuckDB could open no path in it: it takes what follows a question mark for parameters, and
    reads UTF-8 alone.
    """
    named = (
        home or os.environ.get("CALLNOW_HOME") or Settings.model_fields["home"].get_default(call_default_factory=True)
    )
    folder = Path(named).expanduser().resolve()
    if "?" in str(folder):
        hint = "name a folder without one, with --home or CALLNOW_HOME"
        raise SettingError("the path of a home may hold no question mark", where=str(folder), hint=hint)
    if (shown := readable(str(folder))) != str(folder):
        hint = "name another folder, with --home or CALLNOW_HOME"
        raise SettingError("the path of a home must be UTF-8", where=shown, hint=hint)
    return folder
