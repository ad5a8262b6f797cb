"""People as a CSV that `callnow import` reads again and a spreadsheet opens without running anything."""

from __future__ import annotations

from collections.abc import Iterable

from callnow.model import Prospect
from delivery.card import readable_number
from delivery.channels.csv import as_csv
from delivery.clean import clean_lines, clean_text, csv_cell, tel_link

WHO = ("name", "title", "employer", "phone", "email", "city", "country", "time_zone")
COLUMNS = (*WHO, "owner", "tier", "tags", "notes", "url", "id")


def people_csv(people: Iterable[Prospect]) -> bytes:
    """The people as CSV."""
    return as_csv(map(_row, people), COLUMNS).encode()


def _row(p: Prospect) -> list[str]:
    numbers = "; ".join(readable_number(n) or n for n in p.numbers)
    plain = (p.name, p.title, p.employer), (", ".join(p.emails), p.city, p.country, p.time_zone, p.owner, p.tier)
    return [
        *(csv_cell(clean_text(value)) for value in plain[0]),
        numbers if all(map(tel_link, p.numbers)) else csv_cell(clean_text(numbers)),  # our own spelling runs nothing
        *(csv_cell(clean_text(value)) for value in plain[1]),
        csv_cell(clean_text("; ".join(p.tags))),
        csv_cell(clean_lines(p.notes)),
        csv_cell(clean_text(p.url)),
        p.id,
    ]
