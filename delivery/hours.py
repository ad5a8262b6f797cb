"""Whether now is a good moment to ring somebody, by the clock on their wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
from phonenumbers import timezone

from callnow.fold import fold

OPENS, CLOSES = time(9, 0), time(17, 30)
_UNKNOWN = timezone.UNKNOWN_TIMEZONE


@dataclass(frozen=True, slots=True)
class CallMoment:
    """The prospect's clock when the card was made.

    `good` is None where no time zone could be told. `basis` says what the zone was read from: "time zone" (the
    prospect's own), "number", "city", "country" or "". `opens_at` (UTC) is the next moment inside business
    hours, which is the time asked about when that is one. `note` says it in words.
    """

    good: bool | None
    time_zone: str = ""
    basis: str = ""
    local_time: datetime | None = None
    opens_at: datetime | None = None
    note: str = ""


def call_moment(phone: str, city: str, time_zone: str, now: datetime, *, country: str = "") -> CallMoment:
    """Is `now` within business hours (Monday to Friday, 9:00 to 17:30) where the prospect is?

    The prospect's own time zone counts first, then the number's if all its zones show the same time (toll-free
    and some mobile numbers have dozens), then the city's, then the country's.
    """
    zone, basis = _zone_of(phone, city, time_zone, country, now)
    if not zone:
        return CallMoment(None, note=_unknown_note(time_zone))
    local = now.astimezone(ZoneInfo(zone))
    opens = _next_opening(local)
    good = opens == local
    return CallMoment(good, zone, basis, local, opens.astimezone(UTC), _words(local, opens, basis))


def next_good_moment(time_zone: str, moment: datetime) -> datetime:
    """`moment` (UTC) if it lies within business hours in `time_zone`, else when they begin; `moment` for no zone."""
    return _next_opening(moment.astimezone(ZoneInfo(time_zone))).astimezone(UTC) if time_zone else moment


def _zone_of(phone: str, city: str, time_zone: str, country: str, now: datetime) -> tuple[str, str]:
    own = time_zone.strip()
    if own in _known_zones():
        return own, "time zone"
    for basis, zones in (
        ("number", number_zones(phone)),
        ("city", city_zones(city)),
        ("country", country_zones(country or _country_in(city))),
    ):
        if zones and len({now.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}) == 1:
            return zones[0], basis
    return "", ""


def _unknown_note(time_zone: str) -> str:
    if time_zone.strip():
        return f"local time unknown: there is no time zone {time_zone.strip()[:40]!r}"
    return "local time unknown"


def _next_opening(local: datetime) -> datetime:
    """The first moment from `local` on that lies within business hours; `local` itself if it does."""
    day = local
    if local.weekday() < 5 and local.time() < CLOSES:
        return max(local, local.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0))
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5:
            return day.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0)


def _words(local: datetime, opens: datetime, basis: str) -> str:
    # The number and the prospect's own zone are sure enough to need no comment.
    clock = f"{local:%H:%M} {local:%a} their time" + (f" (by the {basis})" if basis in ("city", "country") else "")
    if opens == local:
        return f"{clock}, a good moment"
    if opens.date() == local.date():
        return f"{clock}, too early: ring from {opens:%H:%M}"
    day = "tomorrow" if opens.date() - local.date() == timedelta(days=1) else f"{opens:%A}"
    return f"{clock}, out of hours: ring {day} from {opens:%H:%M}"


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


def country_zones(country: str) -> tuple[str, ...]:
    """Every zone of a country, given by ISO code or English name."""
    codes, zones = _countries()
    key = fold(country)
    return zones.get(codes.get(key, key.upper()), ())


def _country_in(city: str) -> str:
    """The country written out after a city; two letters there may be a state ("Aurora, CO" is not in Colombia)."""
    last = city.rsplit(",", 1)[-1].strip()
    return last if len(last) > 3 else ""


@cache
def _known_zones() -> frozenset[str]:
    """Reading them means walking the folders of the tz database, which is no work for each card."""
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
