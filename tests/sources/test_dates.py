"""When an item was published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sources.dates import published, read_moment

FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)

# Spelling, and the moment in UTC.
KNOWN = [
    ("Fri, 31 Oct 2025 09:00:00 GMT", "2025-10-31T09:00"),
    ("Fri, 31 Oct 2025 09:00:00 +0000", "2025-10-31T09:00"),
    ("Fri, 31 Oct 2025 09:00:00 -0500", "2025-10-31T14:00"),
    ("Fri, 31 Oct 2025 09:00:00 EST", "2025-10-31T14:00"),
    ("Fri, 31 Oct 2025 09:00:00 EDT", "2025-10-31T13:00"),
    ("Fri, 31 Oct 2025 09:00 PST", "2025-10-31T17:00"),
    ("31 Oct 2025 09:00:00 CET", "2025-10-31T08:00"),
    ("Thu, 31 Jul 2025 09:00:00 CEST", "2025-07-31T07:00"),
    ("Thu, 31 Jul 2025 09:00:00 BST", "2025-07-31T08:00"),
    ("Fri, 31 Oct 2025 09:00:00 IST", "2025-10-31T03:30"),
    ("Fri, 31 Oct 2025 09:00:00 JST", "2025-10-31T00:00"),
    ("Fri, 31 Oct 2025 09:00:00 AEDT", "2025-10-30T22:00"),
    ("Fri, 31 Oct 25 09:00:00 UT", "2025-10-31T09:00"),
    ("Friday, 31-Oct-25 09:00:00 GMT", "2025-10-31T09:00"),
    ("Fri, 31 October 2025 09:00:00 +01:00", "2025-10-31T08:00"),
    ("fri, 31 oct 2025 09:00:00 gmt", "2025-10-31T09:00"),
    ("Fri, 31 Oct 2025 09:00:00 +0100 (CET)", "2025-10-31T08:00"),
    ("Fri, 31 Oct 2025 24:00:00 GMT", "2025-11-01T00:00"),
    ("2025-10-31T09:00:00Z", "2025-10-31T09:00"),
    ("2025-10-31T09:00:00.123456Z", "2025-10-31T09:00"),
    ("2025-10-31T09:00:00+02:00", "2025-10-31T07:00"),
    ("2025-10-31T09:00:00-0700", "2025-10-31T16:00"),
    ("2025-10-31 09:00:00 UTC", "2025-10-31T09:00"),
    ("2025-10-31 09:00 +05:30", "2025-10-31T03:30"),
    ("20251031T090000Z", "2025-10-31T09:00"),
    ("October 31, 2025 9:00 AM EST", "2025-10-31T14:00"),
    ("October 31, 2025 9:00 PM EDT", "2025-11-01T01:00"),
    ("Oct. 31, 2025, 9:00 a.m. ET", "2025-10-31T13:00"),
    ("December 1, 2025 9:00 AM ET", "2025-12-01T14:00"),
    ("July 1, 2025 9:00 AM PT", "2025-07-01T16:00"),
    ("Friday, October 31, 2025 at 9:00 AM (GMT+1)", "2025-10-31T08:00"),
    ("Oct 31, 2025 09:00:00 America/New_York", "2025-10-31T13:00"),
    ("Oct 31, 2025 09:00:00 Europe/Berlin", "2025-10-31T08:00"),
    ("31. Oktober 2025 09:00 MEZ", "2025-10-31T08:00"),
    ("31 octobre 2025 09:00 CET", "2025-10-31T08:00"),
    ("1761901200", "2025-10-31T09:00"),
    ("1761901200000", "2025-10-31T09:00"),
    ("Fri Oct 31 09:00:00 UTC 2025", "2025-10-31T09:00"),
    ("Fri Oct 31 09:00:00 2025 GMT", "2025-10-31T09:00"),
]  # fmt: skip
# A weekday in whatever language stands before the date; "mar" is both a Tuesday and March.
WEEKDAYS = [
    ("Di, 12 Nov 2019 09:00:00 +0100", "2019-11-12T08:00"),
    ("Do., 12. November 2026 09:00 MEZ", "2026-11-12T08:00"),
    ("gio, 29 ott 2026 11:13:20 +0100", "2026-10-29T10:13"),
    ("mar, 17 nov 2026 13:28:06 +0100", "2026-11-17T12:28"),
    ("mar 17, 2026 13:28 UTC", "2026-03-17T13:28"),
    ("çarşamba, 18 Nov 2026 08:00:00 +0300", "2026-11-18T05:00"),
    ("quinta-feira, 12 de novembro de 2026 10:00 UTC", "2026-11-12T10:00"),
    ("чт, 12 Nov 2026 10:00:00 +0300", "2026-11-12T07:00"),
    ("木曜日, 12 Nov 2026 10:00:00 +0900", "2026-11-12T01:00"),
    ("गुरुवार, 12 Nov 2026 10:00:00 +0530", "2026-11-12T04:30"),
    ("ven., novembre 6 2026 10:15:00 -0400", "2026-11-06T14:15"),
    ("Donnerstag, 2026-11-12T10:00:00Z", "2026-11-12T10:00"),
    ("Do 12.11.2026 10:00 UTC", "2026-11-12T10:00"),
]  # fmt: skip
DAYS = [
    "ven, 31 Oct 2025", "Freitag, 31. Oktober 2025", "pt., 31.10.2025",
    "2025-10-31", "31 Oct 2025", "Fri, 31 Oct 2025", "October 31, 2025", "Oct 31 2025", "31. Oktober 2025",
    "31 octobre 2025",
    "31 de octubre de 2025", "10/31/2025", "31/10/2025", "31.10.2025", "10.31.2025", "31-10-2025", "10-31-2025",
    "10.31.25", "Fri, 10.31.2025",
]  # fmt: skip
UNZONED = ["Fri, 31 Oct 2025 09:00:00", "2025-10-31T09:00:00", "2025-10-31 09:00", "October 31, 2025 9:00 AM",
           "Fri, 31 Oct 2025 09:00:00 XQT", "Fri, 31 Oct 2025 09:00:00 A", "31.10.2025 09:00"]  # fmt: skip
NONE = [
    "", "   ", "yesterday", "tomorrow at noon", "0000-00-00 00:00:00", "2025-13-45", "Fri, 99 Oct 2025 09:00:00 GMT",
    "9:00", "October 2025", "2025", "03/04/2025",
    "n/a", "Fri, 31 Oct 2025 27:61:00 GMT", "١٢", "1" * 400,
    "Mon, 2 Mar 2026 8:00:" + "9" * 60,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KNOWN + WEEKDAYS)
def test_known_moments(text: str, expected: str) -> None:
    """A spelling with a zone that is known gives its moment in UTC, whatever its weekday is called."""
    said = published(text, FETCHED)
    assert said.at.replace(second=0, microsecond=0).isoformat()[:16] == expected
    assert said.known
    assert said.at.tzinfo == UTC


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    """A day without a time is that day."""
    said = published(text, FETCHED)
    assert (said.at.date().isoformat(), said.known) == ("2025-10-31", True)


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        ("11.12.2026", "", "2026-11-12"),  # on 20 November, the other day is still to come
        ("11/12/2026", "", "2026-11-12"),
        ("11.12.2026 09:00 EST", "DE", "2026-11-12"),
        ("Thu, 11.12.26", "", "2026-11-12"),
        ("03.04.2026", "", "2026-04-03"),
        ("03.04.26", "DE", "2026-04-03"),
        ("03.04.2026", "US", "2026-03-04"),
    ],
)
def test_of_two_days_the_one_that_has_come(text: str, country: str, day: str) -> None:
    """Where figures can be two days and one has come, it is that; else full stops mean day first but in America."""
    said = published(text, FETCHED, country)
    assert (said.at.date().isoformat(), said.dated) == (day, True)


@pytest.mark.parametrize(("text", "country"), [("03/04/2026", ""), ("11/12/2026", "GB"), ("12.12.2026", "")])
def test_figures_that_leave_a_doubt_are_undated(text: str, country: str) -> None:
    """Two days that have come, one that the country says is ahead, and one that is ahead either way."""
    assert not published(text, FETCHED, country).dated


@pytest.mark.parametrize("text", UNZONED)
def test_unknown_zones(text: str) -> None:
    """A time whose zone is not known is marked, and no earlier than it can have been."""
    said = published(text, FETCHED)
    assert not said.known
    assert said.at == datetime(2025, 10, 31, 21, tzinfo=UTC)
    soon = datetime(2025, 10, 31, 10, tzinfo=UTC)
    assert published(text, soon) == (soon, False, True)


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    """What names no day is undated; the time of fetching stands in."""
    assert published(text, FETCHED) == (FETCHED, False, False)


@pytest.mark.parametrize(
    "text", ["Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "1900-01-01", "1970-01-01T00:00:00-08:00"]
)
def test_dates_that_mean_none(text: str) -> None:
    """Dates before the web are how programs write that there is none."""
    assert published(text, FETCHED) == (FETCHED, False, False)


def test_future_is_clamped_and_marked() -> None:
    """A date in the future becomes the time of fetching, marked unless it is only a clock a little ahead, and undated
    where no mistaken zone explains it."""
    assert published("Sat, 21 Nov 2026 12:00:00 GMT", FETCHED) == (FETCHED, False, True)
    assert published("Fri, 20 Nov 2026 20:00:00", FETCHED) == (FETCHED, False, True)
    assert published("Sun, 22 Nov 2026 18:00:00 GMT", FETCHED) == (FETCHED, False, False)
    assert published("2031-01-01", FETCHED) == (FETCHED, False, False)
    assert published("Fri, 20 Nov 2026 12:05:00 GMT", FETCHED) == (FETCHED, True, True)


def test_country_tells_zone_names_apart() -> None:
    """A zone's name that means several zones is read as in the country of the source."""
    for country, hour in (("IE", 8), ("IL", 7), ("IN", 3), ("", 3)):
        said = read_moment("Fri, 31 Oct 2025 09:00:00 IST", country)
        assert said is not None
        assert said.at.hour == hour
    assert published("03/04/2025", FETCHED, "US").at.date().isoformat() == "2025-03-04"
    assert published("03/04/2025", FETCHED, "GB").at.date().isoformat() == "2025-04-03"


def test_never_after_fetching() -> None:
    """Whatever is written, the time is never after fetching and always aware."""
    for text in [t for t, _ in KNOWN] + DAYS + UNZONED + NONE:
        for fetched in (FETCHED, datetime(2025, 10, 31, 5, tzinfo=UTC), FETCHED - timedelta(days=4000)):
            said = published(text, fetched)
            assert said.at <= fetched
