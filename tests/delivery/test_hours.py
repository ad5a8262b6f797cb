from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from delivery.hours import call_moment, hours_in_words

TUESDAY = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)
CANADIAN = ("America/Toronto", "America/Vancouver")


@pytest.mark.parametrize(
    ("phone", "city", "time_zone", "country", "zone", "basis"),
    [
        ("+12125550122", "Denver", "America/Denver", "", "America/Denver", "time zone"),
        ("+12125550122", "Denver", "", "", "America/Denver", "city"),
        ("+12125550122", "Smallville", "", "", "America/New_York", "number"),
        ("+12125550122", "Paris", "", "US", "America/New_York", "number"),  # no Paris that we know is in the US
        ("+12125550122", "Paris", "", "FR", "Europe/Paris", "city"),
        ("+12125550122", "", "", "Germany", "Europe/Berlin", "country"),
        ("+12125550122", "", "", "US", "America/New_York", "number"),
        ("+16145550101", "Dublin", "", "", "America/New_York", "city"),  # the one in Ohio, where the number is from
        ("+16145550101", "Dublin, Ireland", "", "", "Europe/Dublin", "city"),
        ("+19155550101", "El Paso, TX", "", "", "America/Denver", "city"),  # not as most of Texas
        ("+18005550100", "Austin, TX", "", "US", "America/Chicago", "city"),
        ("+18005550100", "Paris, TX", "", "", "America/Chicago", "city"),
        ("", "Paris", "", "", "Europe/Paris", "city"),
        ("", "MÜNCHEN", "", "", "Europe/Berlin", "city"),
        ("", "Nurnberg", "", "", "Europe/Berlin", "city"),
        ("", "Zürich, Switzerland", "", "", "Europe/Zurich", "city"),
        ("", "St. Louis, MO", "", "", "America/Chicago", "city"),
        ("", "Montevideo", "", "", "America/Montevideo", "city"),
        ("", "", "", "Germany", "Europe/Berlin", "country"),
        ("", "Kleinstadt, Germany", "", "", "Europe/Berlin", "country"),
        ("", "", "", "GB", "Europe/London", "country"),
        ("+4915112345678", "", "", "", "Europe/Berlin", "number"),
    ],
)
def test_the_surest_clock_counts(phone: str, city: str, time_zone: str, country: str, zone: str, basis: str) -> None:
    """The zone is the prospect's own, else the city's, else that of a number of their country, else the country's."""
    moment = call_moment(phone, city, time_zone, TUESDAY, country=country)
    assert (moment.time_zone, moment.basis) == (zone, basis)


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("Seattle, Washington", "America/Los_Angeles"),
        ("Spokane, WA", "America/Los_Angeles"),
        ("Bellevue, Washington, USA", "America/Los_Angeles"),
        ("Washington, District of Columbia", "America/New_York"),
        ("Atlanta, Georgia", "America/New_York"),
        ("Athens, Georgia, United States", "America/New_York"),
        ("El Paso, Texas", "America/Denver"),
        ("Pensacola, Florida", "America/Chicago"),
        ("Gary, Indiana", "America/Chicago"),
        ("Fishers, Indiana", "America/New_York"),
        ("Knoxville, Tennessee", "America/New_York"),
        ("Rapid City, South Dakota", "America/Denver"),
        ("Bend, Oregon", "America/Los_Angeles"),
        ("Lebanon, Tennessee", "America/Chicago"),
        ("London, Ontario", "America/Toronto"),
        ("Victoria, British Columbia", "America/Vancouver"),
    ],
)
@pytest.mark.parametrize("phone", ["", "+18005550100", "+12125550122"])
def test_a_state_written_out_is_the_same_as_its_letters(phone: str, city: str, zone: str) -> None:
    """HubSpot writes "Washington" for WA: the clock is the town's, and the country that of the state."""
    moment = call_moment(phone, city, "", TUESDAY)
    assert (moment.time_zone, moment.basis) == (zone, "city")
    if phone or "WA" not in city:
        assert moment.country == ("CA" if zone in CANADIAN else "US")


@pytest.mark.parametrize(
    ("phone", "city", "country", "zone", "where"),
    [
        ("+14045550101", "Georgia", "", "America/New_York", "US"),
        ("+995322555010", "Georgia", "", "Asia/Tbilisi", "GE"),
        ("", "Tbilisi, Georgia", "", "Asia/Tbilisi", "GE"),
        ("+995322555010", "Batumi, Georgia", "", "Asia/Tbilisi", "GE"),
        ("", "Batumi, Georgia", "Georgia", "Asia/Tbilisi", "GE"),
        ("+16035550101", "Lebanon", "", "America/New_York", "US"),
        ("+13305550101", "Poland", "", "America/New_York", "US"),
        ("+12075550101", "Norway", "", "America/New_York", "US"),
        ("+12075550101", "Oslo, Norway", "", "Europe/Oslo", "NO"),
        ("+12125550122", "Germany", "", "Europe/Berlin", "DE"),  # no town of the United States
        ("", "Lebanon", "", "Asia/Beirut", "LB"),
        ("+12125550122", "Singapore", "", "Asia/Singapore", "SG"),
        ("+19095550101", "Ontario", "", "America/Los_Angeles", "US"),
        ("+12065550101", "Washington", "", "America/Los_Angeles", "US"),
        ("+12025550101", "Washington", "", "America/New_York", "US"),
        ("+16065550101", "London, Kentucky", "", "America/New_York", "US"),
    ],
)
def test_a_name_of_several_places_is_the_one_that_the_rest_tells(
    phone: str, city: str, country: str, zone: str, where: str
) -> None:
    """A state, a town or a country: the number says which, where it stands alone, or what is written with it."""
    moment = call_moment(phone, city, "", TUESDAY, country=country)
    assert (moment.time_zone, moment.country) == (zone, where)


@pytest.mark.parametrize(
    ("phone", "city", "country"),
    [
        ("", "", ""),
        ("", "Georgia", ""),
        ("", "Paris, Kentucky", ""),
        ("+18005550100", "", ""),
        ("n/a", "Springfield", "US"),
        ("", "Aurora, CO", ""),
        ("", ",", "XX"),
        ("+442079460101", "", "US"),
    ],
)
def test_an_unknown_clock_is_not_guessed(phone: str, city: str, country: str) -> None:
    """A toll-free or foreign number, an unknown place or a country of many zones gives no local time rather
    than a wrong one."""
    moment = call_moment(phone, city, "", TUESDAY, country=country)
    assert (moment.good, moment.note) == (None, "local time unknown")


@pytest.mark.parametrize(
    ("phone", "city", "said"),
    [
        ("+12125550122", "Denver", "09:20 Tue their time, a good moment; by their number 11:20"),
        (
            "+12125550122",
            "Sydney",
            "02:20 Wed their time, call from 09:00; by their number 11:20 Tue",
        ),
        ("+13125550122", "Austin, TX", "10:20 Tue their time, a good moment"),  # another place, the same time
        ("+18005550100", "Denver", "09:20 Tue their time, a good moment"),
        ("", "Denver", "09:20 Tue their time, a good moment"),
    ],
)
def test_a_number_from_elsewhere_is_told(phone: str, city: str, said: str) -> None:
    """Where city and area code disagree about the time, both clocks are told, and the city's counts."""
    moment = call_moment(phone, city, "", TUESDAY)
    assert moment.note == said
    assert (moment.number_time is not None) == ("number" in said)


def test_a_time_zone_that_does_not_exist_is_named() -> None:
    """A wrong time zone is said on the card when nothing else tells the time, and else passed over."""
    assert "'Mars/Base'" in call_moment("", "", "Mars/Base", TUESDAY).note
    assert call_moment("+12125550122", "", "Mars/Base", TUESDAY).time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("now", "good", "note", "opens"),
    [
        ("2026-03-17T13:00", True, "09:00 Tue their time, a good moment", "2026-03-17T13:00"),
        ("2026-03-17T12:59", False, "08:59 Tue their time, call from 09:00", "2026-03-17T13:00"),
        ("2026-03-17T21:29", True, "17:29 Tue their time, a good moment", "2026-03-17T21:29"),
        ("2026-03-17T21:30", False, "17:30 Tue their time, call tomorrow from 09:00", "2026-03-18T13:00"),
        ("2026-03-21T15:00", False, "11:00 Sat their time, call Monday from 09:00", "2026-03-23T13:00"),
        ("2026-03-06T23:00", False, "18:00 Fri their time, call Monday from 09:00", "2026-03-09T13:00"),
    ],
)
def test_business_hours_are_theirs(now: str, good: bool, note: str, opens: str) -> None:
    """A good moment is Monday to Friday, 9:00 to 17:30 on their clock, across weekends and the change of the clock."""
    moment = call_moment("+12125550122", "", "", datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert (moment.good, moment.note) == (good, note)
    assert moment.opens_at == datetime.fromisoformat(opens).replace(tzinfo=UTC)


def test_every_place_has_a_zone_that_exists() -> None:
    """Every row of places.csv ends in a time zone, and no place stands in two rows."""
    rows = (files("delivery") / "places.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(row.rsplit(";", 1)[1] in available_timezones() for row in rows)
    places = [place for row in rows for place in row.split(";")[:-1]]
    assert sorted(places) == sorted(set(places))


@pytest.mark.parametrize(
    ("theirs", "ours", "told"),
    [
        ("America/New_York", "UTC", "call 09:00 to 17:30 their time: 13:00 to 21:30 UTC"),
        ("America/New_York", "America/Toronto", "call 09:00 to 17:30 their time, which is yours"),
        ("Australia/Sydney", "America/Chicago", "call 09:00 to 17:30 their time: 17:00 Mon to 01:30 America/Chicago"),
        ("", "UTC", "local time unknown"),
    ],
)
def test_their_hours_on_our_clock(theirs: str, ours: str, told: str) -> None:
    """What is printed holds all day: their business hours on both clocks, with the weekday where it is another."""
    assert hours_in_words(theirs, ZoneInfo(ours), TUESDAY.date()) == told


@pytest.mark.parametrize(
    ("phone", "country", "now", "good", "note"),
    [
        ("", "Ireland", "2026-03-17T10:00", False, "Saint Patrick's Day there, call tomorrow from 09:00"),
        ("+12125550122", "Ireland", "2026-03-17T10:00", False, "call tomorrow from 09:00"),
        ("+12125550122", "", "2026-03-17T15:00", True, "11:00 Tue their time, a good moment"),
        ("+12125550122", "", "2026-11-25T23:00", False, "18:00 Wed their time, call Friday from 09:00"),  # Thanksgiving
    ],
)  # fmt: skip
def test_a_public_holiday_where_they_live_is_no_good_moment(
    phone: str, country: str, now: str, good: bool, note: str
) -> None:
    """The holiday is told by its name, and the next moment is on a day that is none."""
    moment = call_moment(phone, "", "", datetime.fromisoformat(now).replace(tzinfo=UTC), country=country)
    assert moment.good is good
    assert note in moment.note
