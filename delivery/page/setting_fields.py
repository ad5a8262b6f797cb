"""Which settings the page offers to change, in which groups, and how each is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callnow.kept_settings import KeptSetting, members
from callnow.terms import PROSPECT_TIERS

WAS = "was:"  # before a setting's name: what stood in its field when it was shown
WEEKS, NUMBER, TEXT, CLOCK, COUNTRY, DAYS = "weeks", "number", "text", "clock", "country", "days"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting as it is asked for: `kind` says by what, `hint` what it means or how it is written."""

    name: str
    label: str
    kind: str = TEXT
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that are saved together; of a `channel`, where they are one's."""

    title: str
    about: str
    fields: tuple[Field, ...]
    channel: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names of its settings."""
        return frozenset(one.name for one in self.fields)


def _of_tier(tier: str) -> tuple[Field, Field]:
    table = f"cadence.tiers.{tier}"
    return (
        Field(f"{table}.ideal_weeks", f"Tier {tier}: every … weeks", WEEKS, "empty: as everybody"),
        Field(f"{table}.latest_weeks", f"Tier {tier}: at the latest after", WEEKS),
    )


GROUPS = (
    Group(
        "How often people hear from you",
        "What was promised counts before this, and so does news.",
        (
            Field("cadence.ideal_weeks", "Every … weeks", WEEKS),
            Field("cadence.latest_weeks", "At the latest after", WEEKS),
            *(field for tier in PROSPECT_TIERS for field in _of_tier(tier)),
            Field("cadence.calls_a_day", "Calls a day, for each recruiter", NUMBER),
        ),
    ),
    Group(
        "When you work",
        "On other days no follow-up is due, and what is put off until tomorrow comes back on the next working day.",
        (
            Field("cadence.working_days", "Working days", DAYS),
            Field("cadence.holidays", "Public holidays of", COUNTRY),
            Field("cadence.closed", "Further days without calls", hint="such as 2026-12-24, 2026-12-31"),
            Field("watch.time_zone", "Your time zone", hint="such as America/New_York or Europe/Berlin"),
            Field("watch.followups_at", "Your list is made each working day at", CLOCK, "for callnow serve"),
        ),
    ),
    Group(
        "What is read, and how numbers are",
        "",
        (
            Field("watch.every_minutes", "The news is read every … minutes", NUMBER, "for callnow serve"),
            Field("default_country", "Numbers without a country code are from", COUNTRY),
            Field("fetch.contact", "Your e-mail address", hint="EDGAR asks readers of filings for one"),
            Field("privacy.retention_days", "Forget people … days after the last contact", NUMBER, "0: never"),
        ),
    ),
)

OF_CHANNEL = (
    Field("quiet_hours", "Quiet hours", hint="such as 19:00-07:30"),
    Field("time_zone", "In the time zone"),
    Field("digest_at", "What is worth knowing, all at once at", hint="such as 07:30; calls to make now go at once"),
    Field("daily_cap", "Messages a day, at most", NUMBER, "0: no limit; calls beyond it wait for that hour, or 07:30"),
)


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field with its value as it is, or as it was typed where that was refused, the value that is kept, and where."""

    field: Field
    value: str
    kept: str
    where: str
    variable: str = ""
    refusal: str = ""

    @property
    def id(self) -> str:
        """Its id in the document."""
        return field_id(self.field.name)

    @property
    def picked(self) -> tuple[str, ...]:
        """The values of a list."""
        return tuple(members(self.value))


def field_id(name: str) -> str:
    """A setting's id in the document: names of channels may hold anything."""
    return f"setting-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def shown(
    fields: Sequence[Field], kept: Mapping[str, KeptSetting], typed: Mapping[str, str], refusals: Mapping[str, str]
) -> list[FieldShown]:
    """These fields as they are to be shown."""
    fields_shown = []
    for field in fields:
        known = kept.get(field.name)
        value, where, variable = (known.value, known.where, known.variable) if known else ("", "not set", "")
        refusal = refusals.get(field.name, "")
        fields_shown.append(FieldShown(field, typed.get(field.name, value), value, where, variable, refusal))
    return fields_shown


def fields_of_channel(name: str) -> tuple[Field, ...]:
    """The settings of a channel that the page offers to change."""
    return tuple(Field(f"channels.{name}.{field.name}", field.label, field.kind, field.hint) for field in OF_CHANNEL)
