"""Tables for calls: how often and on which days people are called, where calls are sent, how long people are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, SecretStr, field_validator

from callnow.public_holidays import is_known
from callnow.setting_tables.section import HOUR, Section, check_zone
from callnow.terms import PROSPECT_TIERS

TierName = Literal["call_now", "worth_knowing"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
LEAST_WEEKS, MOST_WEEKS = 0.14, 5200
RETENTION = "privacy.retention_days"


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
    quiet_hours: str = Field(default="", pattern=rf"^(|{HOUR}-{HOUR})$", examples=["19:00-07:30"])
    time_zone: str = Field(default="", description="that of `watch` where none is named")
    daily_cap: int = Field(default=0, ge=0, le=100_000, description="0: no cap")
    digest_at: str = Field(default="", pattern=rf"^(|{HOUR})$", examples=["07:30"])

    _zone = field_validator("time_zone")(check_zone)


class PrivacySettings(Section):
    """How long people stay in the database after the last contact."""

    retention_days: int = Field(
        default=0, ge=0, le=36_500, description="days after the last contact until a prospect is forgotten; 0: never"
    )
