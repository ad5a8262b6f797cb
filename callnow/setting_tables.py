"""The tables of callnow.toml: their keys, defaults and ranges. `Settings` (callnow/settings.py) holds one of each."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from callnow.http.headers import unsendable
from callnow.http.inflate import MOST_ROOM
from callnow.public_holidays import is_known
from callnow.terms import PROSPECT_TIERS

TierName = Literal["call_now", "worth_knowing"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
LEAST_WEEKS, MOST_WEEKS = 0.14, 5200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
RETENTION = "privacy.retention_days"
OBJECT_STORES = ("s3://", "gs://", "r2://")
_POSTGRES = re.compile(
    r"(?:postgres|postgresql)://(?:[^:/?#@\s]*(?::[^/?#@\s]*)?@)?[\w.,:%\[\]-]*(?:/[^:/?#@\s]*)?(?:\?[^#@\s]*)?"
    r"|(?:postgres:)?\s*(?:\w+\s*=\s*(?:'(?:[^'\\]|\\.)*'|[^\s']\S*|(?=\s|$))\s*)+"
)


def check_zone(name: str) -> str:
    """A time zone of the IANA database, or ""; the machine's own ("localtime") would be another on the next one."""
    if name and (name not in available_timezones() or name in {"localtime", "Factory"}):
        raise ValueError(f"no such time zone: {name!r}; use an IANA name such as America/New_York")
    return name


def check_country(code: str) -> str:
    """A country that telephone numbers are of, as two capital letters."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - 50 ms, which who names no country need not wait for

    if code not in SUPPORTED_REGIONS:
        raise ValueError(f"no such country: {code!r}; use its two letters of ISO 3166, such as GB or DE")
    return code


def is_postgres(catalog: str) -> bool:
    """Whether a lake's catalog is an address of PostgreSQL: a URI, or libpq's words (host=… dbname=…)."""
    return bool(re.match(r"(postgres|postgresql):|\w+ *=", catalog))


class Section(BaseModel):
    """A table of callnow.toml: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def no_control_characters(cls, value: object) -> object:
        """No file, address or name holds any; lines may be several."""
        for text in value if isinstance(value, (list, tuple)) else (value,):
            shown = text.get_secret_value() if isinstance(text, SecretStr) else text
            if isinstance(shown, str) and (odd := _CONTROL.search(shown)):
                raise ValueError(f"{odd[0]!a} cannot stand in a setting: write it in plain letters, digits and signs")
        return value


class FetchSettings(Section):
    """How feeds are read. Times in seconds, sizes in bytes."""

    user_agent: str = "callnow/0.1 (+https://example.com/callnow; a recruiter's news reader)"
    contact: str = Field(
        default="", description="e-mail that EDGAR demands in the User-Agent; empty: EDGAR is left out"
    )
    deadline: float = Field(default=14.0, gt=0, le=300)
    max_bytes: int = Field(default=8_000_000, gt=0, le=MOST_ROOM)
    max_connections: int = Field(default=40, ge=1, le=50)
    per_host: int = Field(default=2, ge=1, le=8)
    host_pause: float = Field(default=1.0, ge=0, le=3600)
    allow_private: tuple[str, ...] = Field(
        default=(), description='host:port pairs that may be private, "127.0.0.1:8765"'
    )
    article_budget: int = Field(
        default=50, ge=0, le=100_000, description="articles fetched a run for events without a company or person"
    )
    parse_workers: int = Field(default=2, ge=1, le=16)

    @field_validator("user_agent", "contact")
    @classmethod
    def plain_letters(cls, agent: str) -> str:
        if odd := unsendable(agent):
            raise ValueError(f"{odd!r} cannot be sent: write it in plain letters, digits and signs, ü as ue")
        return agent.strip()

    @field_validator("contact")
    @classmethod
    def holds_an_address(cls, contact: str) -> str:
        if contact and not re.search(r"[^\s@]@[^\s@]", contact):
            raise ValueError(f"{contact!r} is no e-mail address, such as ann@example.com")
        return contact

    @field_validator("allow_private")
    @classmethod
    def host_and_port(cls, pairs: tuple[str, ...]) -> tuple[str, ...]:
        from callnow.http.addresses import host_port_of  # noqa: PLC0415 - httpx, which few settings need

        return tuple(map(host_port_of, pairs))


class WatchSettings(Section):
    """When the flows run and how the work is spread."""

    every_minutes: int = Field(default=15, ge=1, le=1440)
    feeds_per_batch: int = Field(default=100, ge=1, le=100_000)
    task_runner: Literal["threads", "dask", "ray"] = "threads"
    cluster: str = Field(
        default="", description="the cluster of that runner, tcp://127.0.0.1:8786; empty: one on this machine"
    )
    time_zone: str = "UTC"
    followups_at: str = Field(default="07:00", pattern=rf"^{_HOUR}$")

    _zone = field_validator("time_zone")(lambda name: check_zone(name) or "UTC")

    @field_validator("cluster")
    @classmethod
    def scheduler_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"([a-z]+://)?(\[[0-9A-Fa-f:.]+\]|[^:\s/\[\]]+):\d{1,5}", address):
            raise ValueError(f'{address!r} is not an address of a scheduler, such as "tcp://127.0.0.1:8786"')
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

    @field_validator("ideal_weeks", "latest_weeks")
    @classmethod
    def from_a_day_to_a_century(cls, weeks: float) -> float:
        if weeks < LEAST_WEEKS:
            raise ValueError(f"must be at least {LEAST_WEEKS} weeks, a day, not {weeks:g}")
        if weeks > MOST_WEEKS:
            pausing = 'whoever is never to be called is paused, `callnow pause NAME --until "for good"`'
            raise ValueError(f"must be at most {MOST_WEEKS} weeks, a hundred years, not {weeks:g}: {pausing}")
        return weeks


class CadenceSettings(RhythmSettings):
    """How often a prospect hears from us, how many calls fit in a day, and on which days nobody is called."""

    calls_a_day: int = Field(default=20, ge=1, le=10_000)
    working_days: tuple[Weekday, ...] = Field(default=WEEKDAYS[:5], min_length=1)
    holidays: str = Field(
        default="", description="the country whose public holidays are days without calls, US, or a part of it, US-TX"
    )
    closed: tuple[date, ...] = Field(default=(), description="days without any call, such as 2026-12-25")
    tiers: dict[str, RhythmSettings] = Field(default={}, description="another rhythm for a tier")
    tags: dict[str, RhythmSettings] = Field(
        default={}, description="another rhythm for a tag; it counts before a tier's"
    )

    @field_validator("holidays")
    @classmethod
    def known_calendar(cls, place: str) -> str:
        if place and not is_known(place):
            raise ValueError(f"no public holidays are known of {place!r}; use a code such as US, DE or US-TX")
        return place

    @field_validator("tiers")
    @classmethod
    def known_tiers(cls, tiers: dict[str, RhythmSettings]) -> dict[str, RhythmSettings]:
        if unknown := sorted(set(tiers) - set(PROSPECT_TIERS)):
            raise ValueError(f"no prospect is of tier {unknown[0]!r}; tiers are {', '.join(PROSPECT_TIERS)}")
        return tiers


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
    quiet_hours: str = Field(default="", pattern=rf"^(|{_HOUR}-{_HOUR})$", examples=["19:00-07:30"])
    time_zone: str = Field(default="", description="that of `watch` where none is named")
    daily_cap: int = Field(default=0, ge=0, le=100_000, description="0: no cap")
    digest_at: str = Field(default="", pattern=rf"^(|{_HOUR})$", examples=["07:30"])

    _zone = field_validator("time_zone")(check_zone)


class StoreSettings(Section):
    """The database, and the lake that the views are shared in. `lock_wait` is how many seconds a writer waits."""

    lock_wait: float = Field(default=30.0, ge=0, le=86_400)
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
    a_day: int = Field(default=200, ge=0, le=1_000_000, description="questions a day (UTC), at most")

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


class RegisterSettings(Section):
    """Registers that want to know who asks."""

    companies_house_key: SecretStr | None = None

    @field_validator("companies_house_key")
    @classmethod
    def one_word(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch(r"[!-9;-~]+", key.get_secret_value()):
            raise ValueError("a key is one word of plain letters, digits and signs, without a colon")
        return key


class PageSettings(Section):
    """The call-list page."""

    host: str = "127.0.0.1"
    port: int = Field(default=8377, ge=0, le=65535)
    token: SecretStr | None = None

    @field_validator("host")
    @classmethod
    def one_word(cls, host: str) -> str:
        if re.search(r"\s", host):
            raise ValueError(f"{host!r} is no address or name of this machine, such as 127.0.0.1")
        return host
