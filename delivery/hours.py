"""Whether now is a good moment to call somebody, by the clock on their wall."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
from phonenumbers import timezone

from callnow.fold import fold
from callnow.public_holidays import public_holidays

OPENS, CLOSES = time(9, 0), time(17, 30)
SATURDAY = 5
REMEMBERED = 4096  # numbers and places whose zones are known from an earlier look
_UNKNOWN = timezone.UNKNOWN_TIMEZONE


@dataclass(frozen=True, slots=True)
class CallMoment:
    """The prospect's clock when the card was made.

    `good` is None where no time zone could be told. `basis` says what the zone was read from: "time zone" (the
    prospect's own), "city", "number", "country" or "". `opens_at` (UTC) is the next moment inside business
    hours, which is the time asked about when that is one. `number_time` is the clock where their number is from, if it
    shows another time. `holiday` is the public holiday that it is there. `note` says all of it in words. `country` is
    the code of the country whose public holidays count, "" where it is not known.
    """

    good: bool | None
    time_zone: str = ""
    basis: str = ""
    local_time: datetime | None = None
    opens_at: datetime | None = None
    note: str = ""
    number_time: datetime | None = None
    holiday: str = ""
    country: str = ""


def call_moment(phone: str, city: str, time_zone: str, now: datetime, *, country: str = "") -> CallMoment:
    """Is `now` within business hours (Monday to Friday but public holidays, 9:00 to 17:30) where the prospect is?

    The prospect's own time zone counts first, then that of the place they live in, for people keep their number when
    they move: the city's, then the number's where it is from their country, then the country's. A number counts if all
    its zones show the same time (toll-free and some mobile numbers have dozens).
    """
    zone, basis, of_number = _zone_of(phone, city, time_zone, country, now)
    code = _country_of(phone, city, country)
    if not zone:
        return CallMoment(None, note=_unknown_note(time_zone), country=code)
    local, off = now.astimezone(ZoneInfo(zone)), public_holidays(code)
    opens, holiday = _next_opening(local, off), off.name_of(local.date())
    elsewhere = now.astimezone(ZoneInfo(of_number)) if of_number else None
    note = _words(local, opens, basis, holiday) + (_words_of_number(elsewhere, local) if elsewhere else "")
    return CallMoment(opens == local, zone, basis, local, opens.astimezone(UTC), note, elsewhere, holiday, code)


def hours_in_words(time_zone: str, ours: ZoneInfo, day: date) -> str:
    """Business hours of `day` in `time_zone` on both clocks, theirs and `ours`: what holds however late it is read."""
    if not time_zone:
        return "local time unknown"
    opens, closes = (datetime.combine(day, hour, ZoneInfo(time_zone)) for hour in (OPENS, CLOSES))
    theirs = f"call {opens:%H:%M} to {closes:%H:%M} their time"
    begin, end = opens.astimezone(ours), closes.astimezone(ours)
    if begin.utcoffset() == opens.utcoffset():
        return f"{theirs}, which is yours"
    days = [f" {moment:%a}" if moment.date() != day else "" for moment in (begin, end)]
    return f"{theirs}: {begin:%H:%M}{days[0]} to {end:%H:%M}{days[1]} {ours.key}"


def next_good_moment(time_zone: str, moment: datetime, country: str = "") -> datetime:
    """`moment` (UTC) if it lies within business hours in `time_zone`, else when they begin; `moment` for no zone.

    A public holiday of `country` (its code) has none.
    """
    if not time_zone:
        return moment
    return _next_opening(moment.astimezone(ZoneInfo(time_zone)), public_holidays(country)).astimezone(UTC)


def _zone_of(phone: str, city: str, time_zone: str, country: str, now: datetime) -> tuple[str, str, str]:
    """The prospect's zone, what says so, and the zone of the number where that shows another time."""
    stated = time_zone.strip()
    if stated in _known_zones():
        return stated, "time zone", ""
    number, home = _shared_clock(number_zones(phone), now), country_zones(country or _country_in(city))
    town = _shared_clock(city_zones(city), now)
    if town and home and not _shows_same(town, home, now):  # "Paris" of somebody in the United States
        town = ""
    if town and number and not _shows_same(town, (number,), now) and _is_in_area(city, phone):
        town = number
    nation = _shared_clock(home, now)
    number_counts = bool(number) and (not home or _shows_same(number, home, now))
    sayings = ((town, "city"), (number if number_counts else "", "number"), (nation, "country"))
    for zone, basis in sayings:
        if zone:
            return zone, basis, "" if not number or _shows_same(number, (zone,), now) else number
    return "", "", ""


def _shared_clock(zones: tuple[str, ...], now: datetime) -> str:
    """One of these zones, if all show the same time."""
    return zones[0] if zones and all(_shows_same(zone, zones[:1], now) for zone in zones) else ""


def _shows_same(zone: str, zones: tuple[str, ...], now: datetime) -> bool:
    """Whether a clock in `zone` shows what one in any of `zones` does."""
    offset = now.astimezone(ZoneInfo(zone)).utcoffset()
    return any(now.astimezone(ZoneInfo(another)).utcoffset() == offset for another in zones)


@lru_cache(maxsize=REMEMBERED)
def _is_in_area(city: str, phone: str) -> bool:
    """Whether the area that a number is from has such a town: with a number of Ohio, "Dublin" is the one there.

    A town that is written with its state or country needs no such help.
    """
    if "," in city:
        return False
    number = phonenumbers.parse(phone)
    digits = phonenumbers.national_significant_number(number)
    area = digits[: phonenumbers.length_of_geographical_area_code(number)]
    return bool(area) and fold(city) in _towns_of(f"{number.country_code}{area}")


@lru_cache(maxsize=512)
def _towns_of(area: str) -> frozenset[str]:
    """The towns (folded) that phonenumbers knows in an area, by how its numbers begin."""
    from phonenumbers.geodata import GEOCODE_DATA  # noqa: PLC0415 - a second, for places that contradict their number

    inside = (names for prefix, names in GEOCODE_DATA.items() if prefix.startswith(area))
    return frozenset(fold(name.partition(",")[0]) for names in inside for name in names.values())


def _unknown_note(time_zone: str) -> str:
    if time_zone.strip():
        return f"local time unknown: there is no time zone {time_zone.strip()[:40]!r}"
    return "local time unknown"


def _next_opening(local: datetime, off: Container[date] = frozenset()) -> datetime:
    """The first moment from `local` on that lies within business hours, on none of the days `off`; `local` itself if
    it does."""
    day = local
    if _is_working_day(local.date(), off) and local.time() < CLOSES:
        return max(local, local.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0))
    while True:
        day += timedelta(days=1)
        if _is_working_day(day.date(), off):
            return day.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0)


def _is_working_day(day: date, off: Container[date]) -> bool:
    return day.weekday() < SATURDAY and day not in off


def _words(local: datetime, opens: datetime, basis: str, holiday: str) -> str:
    # Only a country is too large to need no comment.
    clock = f"{local:%H:%M} {local:%a} their time" + (" (by the country)" if basis == "country" else "")
    clock += f", {holiday} there" if holiday else ""
    if opens == local:
        return f"{clock}, a good moment"
    if opens.date() == local.date():
        return f"{clock}, call from {opens:%H:%M}"
    day = "tomorrow" if opens.date() - local.date() == timedelta(days=1) else f"{opens:%A}"
    return f"{clock}, call {day} from {opens:%H:%M}"


def _words_of_number(there: datetime, local: datetime) -> str:
    day = "" if there.date() == local.date() else f" {there:%a}"
    return f"; by their number {there:%H:%M}{day}"


@lru_cache(maxsize=REMEMBERED)
def number_zones(phone: str) -> tuple[str, ...]:
    """Every zone a number may lie in, () for no number."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return ()
    if phonenumbers.number_type(number) in (
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.UAN,
    ):
        return ()
    known = _known_zones()
    return tuple(z for z in timezone.time_zones_for_number(number) if z != _UNKNOWN and z in known)


@lru_cache(maxsize=REMEMBERED)
def city_zones(city: str) -> tuple[str, ...]:
    """The zone of a city as it stands in a CRM ("Denver", "Austin, TX", "München"), () where it is not known.

    The row of city and state counts first, then the state's ("Paris, TX" is not in France), then the city's, then a
    zone that is named after the city.
    """
    parts = [fold(part) for part in city.split(",")]
    places = _places()
    for place in (" ".join(parts[:2]), *parts[1:], parts[0]):
        if place in places:
            return (places[place],)
    return _zones_by_name().get(parts[0], ())


@lru_cache(maxsize=REMEMBERED)
def country_zones(country: str) -> tuple[str, ...]:
    """Every zone of a country, given by ISO code or English name."""
    codes, zones = _countries()
    key = fold(country)
    return zones.get(codes.get(key, key.upper()), ())


@lru_cache(maxsize=REMEMBERED)
def _country_of(phone: str, city: str, country: str) -> str:
    """The code of the country that a prospect lives in: as the record says, else of the town, else of the number."""
    codes, zones = _countries()
    name = fold(country or _country_in(city))
    code = codes.get(name, name.upper())
    if code in zones:
        return code
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _country_in(city: str) -> str:
    """The country written out after a city; two letters there may be a state ("Aurora, CO" is not in Colombia)."""
    last = city.rsplit(",", 1)[-1].strip()
    return last if len(last) > 3 else ""


@cache
def _known_zones() -> frozenset[str]:
    """Reading them means walking the folders of the tz database, which is too much work for each card."""
    return frozenset(available_timezones())


@cache
def _places() -> dict[str, str]:
    """delivery/places.csv: a place (city, "city, state" or state) and its zone."""
    rows = (files("delivery") / "places.csv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (row.rsplit(";", 1) for row in rows if row.strip())
    return {fold(place): zone for places, zone in pairs for place in places.split(";")}


@cache
def _zones_by_name() -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for zone in sorted(_known_zones()):
        area, _, name = zone.rpartition("/")
        if area and not area.startswith(("Etc", "posix", "right", "SystemV", "US")):
            named[fold(name)] = (*named.get(fold(name), ()), zone)
    return named


@cache
def _countries() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Names and codes of countries, and the zones of each code, from the tables of the tz database."""
    tables = files("tzdata") / "zoneinfo"
    codes: dict[str, str] = {
        "usa": "US",
        "united states of america": "US",
        "uk": "GB",
        "united kingdom": "GB",
        "england": "GB",
    }
    zones: dict[str, tuple[str, ...]] = {}
    for line in _rows((tables / "iso3166.tab").read_text(encoding="utf-8")):
        codes[fold(line[1])] = line[0]
    for line in _rows((tables / "zone.tab").read_text(encoding="utf-8")):
        zones[line[0]] = (*zones.get(line[0], ()), line[2])
    return codes, zones


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
