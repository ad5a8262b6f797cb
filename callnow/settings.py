"""Settings, from callnow.toml in the home folder and the environment (CALLNOW_…); the environment wins.

Every secret is a SecretStr: it prints as stars and is read only where it is sent. A wrong or unknown setting is a
SettingError that names the file, the setting and what is accepted.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from callnow.errors import SettingErrors
from callnow.ownership import check_owner
from callnow.paths import DATABASE, PUBLISHED, default_home
from callnow.wrong_settings import Environment, OwnFile, WrongSetting, read_sources, unknown_variables, wrong_values

FILE_NAME = "callnow.toml"
DEFAULT_HOME = default_home()
TierName = Literal["call_now", "worth_knowing"]
OBJECT_STORES = ("s3://", "gs://", "r2://")
_POSTGRES = re.compile(
    r"(?:postgres|postgresql)://(?:[^:/?#@\s]*(?::[^/?#@\s]*)?@)?[\w.,:%\[\]-]*(?:/[^:/?#@\s]*)?(?:\?[^#@\s]*)?"
    r"|(?:postgres:)?\s*(?:\w+\s*=\s*(?:'(?:[^'\\]|\\.)*'|[^\s']\S*|(?=\s|$))\s*)+"
)


def check_zone(name: str) -> str:
    """A time zone of the IANA database, or ""."""
    if name and name not in available_timezones():
        raise ValueError(f"no such time zone: {name!r}; use an IANA name such as America/New_York")
    return name


def is_postgres(catalog: str) -> bool:
    """Whether a lake's catalog is an address of PostgreSQL: a URI, or libpq's words (host=… dbname=…)."""
    return bool(re.match(r"(postgres|postgresql):|\w+ *=", catalog))


class Section(BaseModel):
    """A table of callnow.toml: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FetchSettings(Section):
    """How feeds are read. Times in seconds, sizes in bytes."""

    user_agent: str = "callnow/0.1 (+https://example.com/callnow; a recruiter's news reader)"
    contact: str = Field(
        default="", description="e-mail that EDGAR demands in the User-Agent; empty: EDGAR is left out"
    )
    deadline: float = Field(default=14.0, gt=0, le=300)
    max_bytes: int = Field(default=8_000_000, gt=0)
    max_connections: int = Field(default=40, ge=1, le=50)
    per_host: int = Field(default=2, ge=1, le=8)
    host_pause: float = Field(default=1.0, ge=0)
    allow_private: tuple[str, ...] = Field(
        default=(), description='host:port pairs that may be private, "127.0.0.1:8765"'
    )
    article_budget: int = Field(
        default=50, ge=0, description="articles fetched a run for events without a company or person"
    )
    parse_workers: int = Field(default=2, ge=1, le=16)

    @field_validator("allow_private")
    @classmethod
    def host_and_port(cls, pairs: tuple[str, ...]) -> tuple[str, ...]:
        for pair in pairs:
            if not re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^:\s/]+):\d{1,5}", pair):
                raise ValueError(f'{pair!r} is not host:port, such as "127.0.0.1:8765"')
        return pairs


class WatchSettings(Section):
    """When the flows run and how the work is spread."""

    every_minutes: int = Field(default=15, ge=1, le=1440)
    feeds_per_batch: int = Field(default=100, ge=1)
    task_runner: Literal["threads", "dask", "ray"] = "threads"
    cluster: str = Field(
        default="", description="the cluster of that runner, tcp://127.0.0.1:8786; empty: one on this machine"
    )
    time_zone: str = "UTC"
    followups_at: str = Field(default="07:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")

    _zone = field_validator("time_zone")(lambda name: check_zone(name) or "UTC")

    @field_validator("cluster")
    @classmethod
    def scheduler_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"([a-z]+://)?(\[[0-9A-Fa-f:.]+\]|[^:\s/\[\]]+):\d{1,5}", address):
            raise ValueError(f'{address!r} is no address of a scheduler, such as "tcp://127.0.0.1:8786"')
        return address

    @model_validator(mode="after")
    def cluster_of_runner(self) -> WatchSettings:
        schemes = {"dask": ("", "tcp", "tls", "ws", "wss"), "ray": ("", "ray")}.get(self.task_runner, ())
        scheme = self.cluster.rpartition("://")[0]
        if self.cluster and scheme not in schemes:
            what = "has none: set it to dask or ray" if not schemes else f"takes no address with {scheme}://"
            raise ValueError(f"cluster is {self.cluster!r}, but task_runner {self.task_runner!r} {what}")
        return self


class RhythmSettings(Section):
    """How often to be in touch, at best and at the latest, in weeks."""

    ideal_weeks: float = Field(default=8, gt=0)
    latest_weeks: float = Field(default=12, gt=0)


class CadenceSettings(RhythmSettings):
    """How often a prospect hears from us, how many calls fit in a day, and on which days nobody is called."""

    calls_a_day: int = Field(default=20, ge=1)
    closed: tuple[date, ...] = Field(default=(), description="days without any call, such as 2026-12-25")
    tiers: dict[str, RhythmSettings] = Field(default={}, description="another rhythm for a tier")
    tags: dict[str, RhythmSettings] = Field(
        default={}, description="another rhythm for a tag; it counts before a tier's"
    )


class ChannelSettings(Section):
    """One channel of delivery: where it goes, and which triggers take it."""

    kind: str
    url: SecretStr | None = None
    secret: SecretStr | None = None
    path: Path | None = None
    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    username: str = ""
    password: SecretStr | None = None
    sender: str = ""
    recipients: tuple[str, ...] = ()
    tiers: tuple[TierName, ...] = ("call_now",)
    types: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    quiet_hours: str = Field(default="", pattern=r"^(|[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d)$", examples=["19:00-07:30"])
    time_zone: str = "UTC"
    daily_cap: int = Field(default=0, ge=0, description="0: no cap")
    digest_at: str = Field(default="", pattern=r"^(|([01]\d|2[0-3]):[0-5]\d)$", examples=["07:30"])

    _zone = field_validator("time_zone")(check_zone)


class StoreSettings(Section):
    """The database, and the lake that the views are shared in. `lock_wait` is how many seconds a writer waits."""

    lock_wait: float = Field(default=30.0, ge=0)
    lake: SecretStr | None = Field(
        default=None, description="DuckLake's catalog: a DuckDB file, or a PostgreSQL address (it may hold a password)"
    )
    lake_data: str = Field(default="", description="folder of the lake's Parquet files, or a prefix such as s3://…")
    lake_keep_hours: float = Field(default=24.0, ge=0, le=8760, description="how long an older state can be read")

    @field_validator("lake")
    @classmethod
    def file_or_postgres(cls, lake: SecretStr | None) -> SecretStr | None:
        address = lake.get_secret_value().strip() if lake else ""
        scheme = re.match(r"[A-Za-z][\w+.-]+:", address)
        if scheme and not is_postgres(address):
            raise ValueError("neither the path of a DuckDB file nor a PostgreSQL address (postgresql://user@host/name)")
        if is_postgres(address) and not _POSTGRES.fullmatch(address):
            raise ValueError(
                "a PostgreSQL address that cannot be read: in a user's name or password write : / ? # @ and blanks as "
                "%3A %2F %3F %23 %40 %20, or set the password apart, as PGPASSWORD"
            )
        return SecretStr(address) if address else None

    @field_validator("lake_data")
    @classmethod
    def folder_or_bucket(cls, data: str) -> str:
        if "://" in data and not data.startswith(OBJECT_STORES):
            raise ValueError(f"neither a folder nor one of {', '.join(OBJECT_STORES)}")
        return data

    @model_validator(mode="after")
    def data_beside_postgres(self) -> StoreSettings:
        if self.lake and is_postgres(self.lake.get_secret_value()) and not self.lake_data:
            raise ValueError("lake_data is missing: with a catalog in PostgreSQL, say where the Parquet files go")
        return self


class PrivacySettings(Section):
    """How long people stay in the database after the last contact."""

    retention_days: int = Field(
        default=0, ge=0, le=36_500, description="days after the last contact until a prospect is forgotten; 0: never"
    )


class SecondReaderSettings(Section):
    """A model of one's own that is asked about news the shipped reader is not certain of; off without an address."""

    address: str = Field(default="", description="an OpenAI-compatible endpoint, http://127.0.0.1:11434/v1; empty: off")
    model: str = ""
    key: SecretStr | None = None
    seconds: float = Field(default=20.0, gt=0, le=300, description="how long one answer may take")
    a_day: int = Field(default=200, ge=0, description="questions a day (UTC), at most")

    @field_validator("address")
    @classmethod
    def plain_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s@?#]*)?", address):
            raise ValueError("not an http(s) address without log-in and query, such as http://127.0.0.1:11434/v1")
        return address.rstrip("/")

    @field_validator("key")
    @classmethod
    def one_word(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch(r"[!-~]+", key.get_secret_value()):
            raise ValueError("a key is one word of plain letters, digits and signs")
        return key

    @model_validator(mode="after")
    def model_beside_address(self) -> SecondReaderSettings:
        if self.address and not self.model:
            raise ValueError("model is missing: with an address, say which model is asked")
        return self


class ReaderSettings(Section):
    """Who reads the news beside the shipped reader."""

    second: SecondReaderSettings = SecondReaderSettings()


class MailboxSettings(Section):
    """The log-in of one mailbox that newsletters are read from, under the name of its feed."""

    username: str = ""
    password: SecretStr | None = None


class PageSettings(Section):
    """The call-list page."""

    host: str = "127.0.0.1"
    port: int = Field(default=8377, ge=0, le=65535)
    token: SecretStr | None = None


class Settings(BaseSettings):
    """All settings. `home` holds the database, the published copy, caches and callnow.toml."""

    model_config = SettingsConfigDict(env_prefix="CALLNOW_", env_nested_delimiter="__", extra="forbid", frozen=True)

    home: Path = DEFAULT_HOME
    default_country: str = Field(default="US", pattern=r"^[A-Z]{2}$")
    fetch: FetchSettings = FetchSettings()
    watch: WatchSettings = WatchSettings()
    cadence: CadenceSettings = CadenceSettings()
    store: StoreSettings = StoreSettings()
    privacy: PrivacySettings = PrivacySettings()
    reader: ReaderSettings = ReaderSettings()
    page: PageSettings = PageSettings()
    mailboxes: dict[str, MailboxSettings] = {}
    channels: dict[str, ChannelSettings] = {}

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
        return init_settings, environment, OwnFile(settings_cls, Path(home) / FILE_NAME)


def load_settings(home: Path | None = None, **overrides: Any) -> Settings:
    """Settings of the home folder.

    Raises SettingError naming file, line, setting and what is accepted, or SettingErrors where more than one is wrong.
    """
    found = read_settings(home, **overrides)
    if isinstance(found, Settings):
        return found
    errors = [one.error() for one in found]
    raise errors[0] if len(errors) == 1 else SettingErrors(errors)


def read_settings(home: Path | None = None, **overrides: Any) -> Settings | list[WrongSetting]:
    """Settings of the home folder, or all that is wrong with them. Raises SettingError for a file that is no TOML."""
    folder = home_of(home)
    check_owner(folder)
    sources = read_sources(folder / FILE_NAME)
    wrong = unknown_variables(sources, Settings)
    if line := sources.lines.get(("home",)):
        what, mend = "cannot stand in the file that lies in it", "take it away, and name it with --home"
        wrong.append(WrongSetting("home", what, f"{sources.file} line {line}", line, mend))
    try:
        settings = Settings(**overrides | {"home": folder})
    except ValidationError as error:
        wrong += wrong_values(error, sources, Settings)
    return sorted(wrong, key=lambda one: one.line or sys.maxsize) or settings


def home_of(home: Path | None) -> Path:
    """The home folder that the command line names, else CALLNOW_HOME, else the usual one; whole, without ~ or links."""
    named = (
        home or os.environ.get("CALLNOW_HOME") or Settings.model_fields["home"].get_default(call_default_factory=True)
    )
    return Path(named).expanduser().resolve()
