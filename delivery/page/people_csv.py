"""People as a CSV that `callnow import` reads again and a spreadsheet opens without running anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, tzinfo

from callnow.model import Prospect, Touch
from callnow.people import OUR_ID
from delivery.channels.csv import as_csv
from delivery.clean import clean_lines, clean_text, csv_cell, tel_link
from delivery.words import readable_number

NUMBERS = ("mobile", "phone", "home_phone")
COLUMNS = (
    "name", "other_spellings", "title", "employer", *NUMBERS, "barred_numbers", "email", "city", "country", "time_zone",
    "owner", "tier", "tags", "notes", "last_contact", "promised", "next_call", "url", "domain", "ticker", OUR_ID,
)  # fmt: skip


def people_csv(
    people: Iterable[Prospect],
    last_contacts: Mapping[str, date],
    promises: Mapping[str, Touch] | None = None,
    zone: tzinfo = UTC,
) -> bytes:
    """The people as CSV, with the day of the last contact and the promise that is owed to each who has one (by id).

    A promise counts from the last contact on: where that was a message left alone, its day (in `zone`) stands there.
    """
    owed = promises or {}
    days = {id: touch.at.astimezone(zone).date() for id, touch in owed.items()} | dict(last_contacts)
    return as_csv((_row(p, days.get(p.id), owed.get(p.id)) for p in people), COLUMNS).encode()


def _row(p: Prospect, last_contact: date | None, promise: Touch | None) -> list[str]:
    numbers = _numbers(p)
    several = {
        "other_spellings": "; ".join(p.second.names),
        "barred_numbers": "; ".join(f"{readable_number(b.number) or b.number} ({b.words})" for b in p.second.barred),
        "email": ", ".join(p.emails),
        "tags": "; ".join(p.tags),
        "last_contact": last_contact.isoformat() if last_contact else "",
        "promised": promise.promised if promise else "",
        "next_call": promise.due_on.isoformat() if promise and promise.due_on else "",
        "url": "; ".join(p.urls),
        OUR_ID: p.id,
    }

    def cell(column: str) -> str:
        if column in NUMBERS:
            return _of_numbers(numbers[column])
        return _cell(several[column] if column in several else getattr(p, column))

    return [cell(column) for column in COLUMNS]


def _cell(text: str) -> str:
    return csv_cell(clean_lines(text))


def _numbers(p: Prospect) -> dict[str, list[str]]:
    """The numbers by what a list calls them: a column says it again."""
    mobiles, homes = set(p.second.mobiles), set(p.second.homes)
    return {
        "mobile": [n for n in p.numbers if n in mobiles],
        "home_phone": [n for n in p.numbers if n in homes - mobiles],
        "phone": [n for n in p.numbers if n not in mobiles | homes],
    }


def _of_numbers(numbers: list[str]) -> str:
    text = "; ".join(readable_number(n) or n for n in numbers)
    return text if all(map(tel_link, numbers)) else csv_cell(clean_text(text))  # our own spelling runs nothing
