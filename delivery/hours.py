"""Whether now is a good moment to call somebody, by the clock on their wall."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callnow.public_holidays import public_holidays
from delivery.zones import city_zones, country_in, country_of, country_zones, is_in_area, known_zones, number_zones

OPENS, CLOSES = time(9, 0), time(17, 30)
SATURDAY = 5


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
    code = country_of(phone, city, country)
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
    if stated in known_zones():
        return stated, "time zone", ""
    number, home = _shared_clock(number_zones(phone), now), country_zones(country or country_in(city, phone))
    town = _shared_clock(city_zones(city), now)
    if town and home and not _shows_same(town, home, now):  # "Paris" of somebody in the United States
        town = ""
    if town and number and not _shows_same(town, (number,), now) and is_in_area(city, phone):
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
