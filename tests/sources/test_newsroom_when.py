"""Dates as pages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sources.newsroom.when import DateReading, date_in_address, find_date, folded, read_stamp, reading_of

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
READING = DateReading(month_first=True, now=NOW)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("November 3, 2026", date(2026, 11, 3)),
        ("Tuesday, Nov. 3rd, 2026 at 9:00 a.m. EST", date(2026, 11, 3)),
        ("3 November 2026", date(2026, 11, 3)),
        ("03-Nov-2026", date(2026, 11, 3)),
        ("3rd of November, 2026", date(2026, 11, 3)),
        ("Nov 3 '26", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/11/3", date(2026, 11, 3)),
        ("11/03/2026", date(2026, 11, 3)),
        ("11/3/26", date(2026, 11, 3)),
        ("03.11.2026", date(2026, 11, 3)),
        ("3. März 2026", date(2026, 3, 3)),
        ("1er août 2026", date(2026, 8, 1)),
        ("12 févr. 2026", date(2026, 2, 12)),
        ("4 de noviembre de 2026", date(2026, 11, 4)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("2026년 11월 3일", date(2026, 11, 3)),
        ("2026. 11. 3.", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("3 Nov ’24", date(2024, 11, 3)),
        ("12 Nov 25", date(2025, 11, 12)),
        ("12-Nov-25", date(2025, 11, 12)),
        ("1º de dezembro de 2025", date(2025, 12, 1)),
        ("1.º de diciembre de 2025", date(2025, 12, 1)),
        ("1º novembre", date(2026, 11, 1)),
        ("Dec 18", date(2025, 12, 18)),
        ("29 Feb", date(2024, 2, 29)),
        ("2 days ago", date(2026, 11, 18)),
        ("20 hours ago", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 19)),
        ("vor 3 Tagen", date(2026, 11, 17)),
        ("il y a une semaine", date(2026, 11, 13)),
    ],
)
def test_dates_people_write(text: str, day: date) -> None:
    """A date in any of these spellings is its day."""
    found = find_date(folded(text), READING)
    assert found is not None
    assert found.at.date() == day


@pytest.mark.parametrize(
    "text",
    ["", "2026", "November 2026", "13/13/2026", "February 30, 2026", "call 212-555-0142", "1.2.3.4", "Q3 2026", "may"],
)
def test_what_is_no_date(text: str) -> None:
    """A year, a month, a phone number or a day that does not exist is not a date."""
    assert find_date(folded(text), READING) is None


@pytest.mark.parametrize(
    ("texts", "country", "language", "first"),
    [
        (["05/11/2026", "09/10/2026"], "", "en-gb", False),
        (["05/11/2026", "09/10/2026"], "US", "en", True),
        (["05/11/2026", "25/10/2026"], "US", "en", False),
        (["05/11/2026", "10/25/2026"], "GB", "en", True),
        (["12/11/2026"], "US", "en", False),  # 11 December is still to come
        ([], "", "de", False),
        ([], "", "", True),
        ([], "", "en_us", True),
    ],
)
def test_which_number_is_the_month(texts: list[str], country: str, language: str, first: bool) -> None:
    """The page's own dates decide; where they leave it open, its country and language do."""
    assert reading_of(texts, country, language, NOW).month_first is first


@pytest.mark.parametrize(
    ("texts", "country", "first"),
    [
        (["05.11.2026", "09.10.2026"], "", False),
        (["05.11.2026", "09.10.2026"], "US", True),
        (["05.11.2026", "10.25.2026"], "", True),
        (["05.11.2026", "25.10.2026"], "US", False),
        (["11.12.2026"], "", True),  # 11 December is still to come
        (["11.27.2025", "03/04/2026", "13/04/2026"], "GB", True),
        ([], "", False),
    ],
)
def test_which_number_is_the_month_before_full_stops(texts: list[str], country: str, first: bool) -> None:
    """Dates with full stops decide for themselves; where they leave it open, the day is first but in America."""
    assert reading_of(texts, country, "en", NOW).dotted_month_first is first


def test_machines_dates_keep_hour_and_zone() -> None:
    """A time with its zone is kept to the minute, one without is its day."""
    assert read_stamp("2026-11-03T09:00:00-05:00", READING).at == datetime(2026, 11, 3, 14, tzinfo=UTC)  # type: ignore[union-attr]
    assert read_stamp("2026-11-03T09:00:00", READING).at == datetime(2026, 11, 3, 12, tzinfo=UTC)  # type: ignore[union-attr]
    assert read_stamp("1793710800", READING).at == datetime(2026, 11, 3, 13, tzinfo=UTC)  # type: ignore[union-attr]
    assert read_stamp("soon", READING) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/11/03/name", date(2026, 11, 3)),
        ("https://a.example/news/2026-11-03-name", date(2026, 11, 3)),
        ("https://a.example/news/20261103-name", date(2026, 11, 3)),
        ("https://a.example/2026/11/name", None),
        ("https://a.example/2027/11/03/name", None),
        ("https://a.example/id/20261399", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    """An address may name a day, never one to come."""
    found = date_in_address(url, READING)
    assert (found.at.date() if found else None) == day
