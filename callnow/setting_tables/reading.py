"""Tables for reading news: how feeds are fetched, who reads beside the shipped reader, log-ins for mailboxes."""

from __future__ import annotations

import re

from pydantic import Field, SecretStr, field_validator, model_validator

from callnow.http.headers import unsendable
from callnow.http.inflate import MOST_ROOM
from callnow.setting_tables.section import Section


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
