"""Which time zone and country a phone number, a town or a country's name stands for."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers import timezone

from callnow.fold import fold
from callnow.states import states
from callnow.towns import is_town_in

REMEMBERED = 4096  # numbers and places whose zones are known from an earlier look
NORTH_AMERICA = ("US", "CA")
_UNKNOWN = timezone.UNKNOWN_TIMEZONE


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
    known = known_zones()
    return tuple(z for z in timezone.time_zones_for_number(number) if z != _UNKNOWN and z in known)


@lru_cache(maxsize=REMEMBERED)
def city_zones(city: str) -> tuple[str, ...]:
    """The zone of a city as it stands in a CRM ("Denver", "Austin, TX", "München"), () where it is not known.

    The row of city and state counts first, then the state's ("Paris, TX" is not in France), then the city's, then a
    zone that is named after the city. A state counts by its letters: "Washington" by itself is the capital.
    """
    town, *behind = (fold(part) for part in city.split(","))
    places = _places()
    letters = [_letters_of(part) for part in behind]
    for place in (" ".join([town, *letters[:1]]), *letters, *behind, town):
        if place in places:
            return (places[place],)
    return _zones_by_name().get(town, ())


def _letters_of(part: str) -> str:
    """The letters of a state of North America, by which places.csv has it; whatever else as it is."""
    state = states().get(part)
    return state.letters if state and state.country in NORTH_AMERICA else part


@lru_cache(maxsize=REMEMBERED)
def country_zones(country: str) -> tuple[str, ...]:
    """Every zone of a country, given by ISO code or English name."""
    codes, zones = _countries()
    key = fold(country)
    return zones.get(codes.get(key, key.upper()), ())


@lru_cache(maxsize=REMEMBERED)
def country_of(phone: str, city: str, country: str) -> str:
    """The code of the country that a prospect lives in: as the record says, else of the town, else of the number."""
    codes, zones = _countries()
    name = fold(country)
    code = codes.get(name, name.upper()) if country else country_in(city, phone)
    return code if code in zones else _region_of(phone)


@lru_cache(maxsize=REMEMBERED)
def country_in(city: str, phone: str) -> str:
    """The code of the country that a place names, itself or by a state, written out; "" where it names none.

    Two letters may be either ("Aurora, CO" is not in Colombia). Georgia is a state as well, which is meant but with a
    number or a known town of the country. A town alone may be called like a country: with a number of the United
    States, where there are some, "Lebanon" is a town.
    """
    town, *behind = (fold(part) for part in city.split(","))
    (codes, zones), known = _countries(), states()
    last = behind[-1] if behind else town
    named = codes.get(last, "") if len(last) > len("US") else ""
    region = _region_of(phone) if number_zones(phone) else ""
    known_there = not set(_zones_by_name().get(town, ())).isdisjoint(zones.get(named, ()))
    state = next((known[part].country for part in behind or [town] if part in known), "")
    if state and not known_there and (not named or named != region):
        named = state
    if named and not behind and region not in {"", named}:
        calling_code = str(phonenumbers.parse(phone).country_code)
        there = is_in_area(city, phone) if known_there else is_town_in(calling_code, town)
        return "" if there else named
    return named


def _region_of(phone: str) -> str:
    """The code of the country that a number is from, "" for no number."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


@lru_cache(maxsize=REMEMBERED)
def is_in_area(city: str, phone: str) -> bool:
    """Whether the area that a number is from has such a town, or is such a state: with a number of Ohio, "Dublin" is
    the one there, and with one of Seattle, "Washington" is the state.

    A town that is written with its state or country needs no such help.
    """
    if "," in city:
        return False
    number = phonenumbers.parse(phone)
    digits = phonenumbers.national_significant_number(number)
    area = digits[: phonenumbers.length_of_geographical_area_code(number)]
    name = fold(city)
    return bool(area) and any(is_town_in(f"{number.country_code}{area}", one) for one in (name, f"{name} state"))


@cache
def known_zones() -> frozenset[str]:
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
    for zone in sorted(known_zones()):
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
