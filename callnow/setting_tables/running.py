"""Tables for how callnow runs: when and by which workers, the database and what is shared of it, the page."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator

from callnow.setting_tables.section import HOUR, Section, check_zone

OBJECT_STORES = ("s3://", "gs://", "r2://")
_POSTGRES = re.compile(
    r"(?:postgres|postgresql)://(?:[^:/?#@\s]*(?::[^/?#@\s]*)?@)?[\w.,:%\[\]-]*(?:/[^:/?#@\s]*)?(?:\?[^#@\s]*)?"
    r"|(?:postgres:)?\s*(?:\w+\s*=\s*(?:'(?:[^'\\]|\\.)*'|[^\s']\S*|(?=\s|$))\s*)+"
)


class WatchSettings(Section):
    """When the flows run and how the work is spread."""

    every_minutes: int = Field(default=15, ge=1, le=1440)
    feeds_per_batch: int = Field(default=100, ge=1, le=100_000)
    task_runner: Literal["threads", "dask", "ray"] = "threads"
    cluster: str = Field(
        default="", description="the cluster of that runner, tcp://127.0.0.1:8786; empty: one on this machine"
    )
    time_zone: str = "UTC"
    followups_at: str = Field(default="07:00", pattern=rf"^{HOUR}$")

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


def is_postgres(catalog: str) -> bool:
    """Whether a lake's catalog is an address of PostgreSQL: a URI, or libpq's words (host=… dbname=…)."""
    return bool(re.match(r"(postgres|postgresql):|\w+ *=", catalog))


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
