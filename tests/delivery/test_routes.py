from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from delivery_cards import TRIGGER
from pydantic import ValidationError

from callnow.errors import SettingError
from callnow.model import Delivery
from callnow.settings import ChannelSettings
from callnow.terms import DeliveryState, Tier
from delivery.routes import Route, make_route, read_routes


def test_a_route_takes_what_all_its_filters_allow() -> None:
    """Tier, type, the prospect's function and the owner must each fit; an empty filter takes everything."""
    assert Route("c").takes(TRIGGER)
    assert not Route("c").takes(replace(TRIGGER, tier=Tier.WORTH_KNOWING))
    assert not Route("c", types=("layoffs",)).takes(TRIGGER)
    assert Route("c", functions=("it",)).takes(TRIGGER, "it")
    assert not Route("c", functions=("it",)).takes(TRIGGER, "finance")
    assert Route("c", owners=("ann",)).takes(TRIGGER)
    assert Route("c", owners=("Ann ",)).takes(TRIGGER)  # as one writes it in callnow.toml
    assert not Route("c", owners=("bob",)).takes(TRIGGER)
    assert not Route("c", owners=("bob",)).takes(replace(TRIGGER, owner=""))


@pytest.mark.parametrize(
    ("quiet", "now", "goes_out"),
    [
        ((time(19), time(8)), "2026-03-17T22:59", "2026-03-17T22:59"),
        ((time(19), time(8)), "2026-03-17T23:00", "2026-03-18T12:00"),
        ((time(19), time(8)), "2026-03-18T11:59", "2026-03-18T12:00"),
        ((time(19), time(8)), "2026-03-18T12:00", "2026-03-18T12:00"),
        ((time(12), time(13)), "2026-03-17T16:30", "2026-03-17T17:00"),
        ((time(19), time(8)), "2026-03-08T04:00", "2026-03-08T12:00"),  # the night the clocks change
        (None, "2026-03-18T03:00", "2026-03-18T03:00"),
    ],
)
def test_quiet_hours_end_on_the_receivers_clock(quiet: tuple[time, time] | None, now: str, goes_out: str) -> None:
    """What falls into quiet hours goes out when they end, in the receiver's zone, also over midnight."""
    route = Route("c", quiet_hours=quiet, time_zone="America/New_York")
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert route.after_quiet(moment) == datetime.fromisoformat(goes_out).replace(tzinfo=UTC)


def test_what_is_due_late_waits_for_the_end_of_quiet_hours() -> None:
    """A receiver or machine that comes back at night disturbs nobody; what was chosen for that hour, or now, comes."""
    quiet, night = (time(19), time(8)), datetime(2026, 3, 18, 3, tzinfo=UTC)
    route = Route("c", quiet_hours=quiet, time_zone="America/New_York")
    late = Delivery("d", "t", "c", DeliveryState.FAILED, 3, next_try_at=night - timedelta(hours=1), last_error="503")
    put_off = route.put_off(late, night)
    assert put_off == replace(late, next_try_at=datetime(2026, 3, 18, 12, tzinfo=UTC))
    assert route.put_off(late, put_off.next_try_at or night) == late
    assert route.put_off(replace(late, next_try_at=night), night).next_try_at == night
    digest = replace(late, batch="b")
    assert route.put_off(digest, night).next_try_at == put_off.next_try_at  # half past seven was chosen by nobody
    assert replace(route, digest_at=time(6)).put_off(digest, night) == digest
    assert replace(route, digest_at=time(9)).put_off(digest, night).next_try_at == put_off.next_try_at
    assert Route("c").put_off(late, night) == late


def test_the_digest_is_the_next_one() -> None:
    """A digest is strictly ahead, so that nothing is added to one that is going out."""
    route = Route("c", digest_at=time(7, 30), time_zone="Europe/Berlin")
    assert route.next_digest(datetime(2026, 3, 17, 6, 29, tzinfo=UTC)) == datetime(2026, 3, 17, 6, 30, tzinfo=UTC)
    assert route.next_digest(datetime(2026, 3, 17, 6, 30, tzinfo=UTC)) == datetime(2026, 3, 18, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "clock", "once"),
    [
        ("America/New_York", time(1, 45), "2026-11-01T05:45"),
        ("Australia/Lord_Howe", time(1, 45), "2026-04-04T14:45"),  # half an hour comes twice
        ("Africa/Cairo", time(23, 45), "2026-10-29T20:45"),  # the hour before midnight does
        ("America/Havana", time(0, 30), "2026-11-01T04:30"),  # the hour after it does
    ],
)
def test_an_hour_that_comes_twice_has_one_digest_and_is_quiet_twice(zone: str, clock: time, once: str) -> None:
    """In the night the clocks go back a digest comes in the first of the two hours alone, so that none is planned for
    one that has gone out, and quiet hours that end within it end in each."""
    route = Route("c", quiet_hours=(time(19), clock), digest_at=clock, time_zone=zone)
    first = datetime.fromisoformat(once).replace(tzinfo=UTC)
    put_back = timedelta(minutes=30 if zone == "Australia/Lord_Howe" else 60)
    day = put_back + timedelta(days=1)
    assert route.next_digest(first - timedelta(minutes=5)) == first
    assert route.next_digest(first + put_back - timedelta(minutes=5)) == first + day
    assert route.after_quiet(first - timedelta(minutes=5)) == first
    assert route.after_quiet(first + put_back - timedelta(minutes=5)) == first + put_back


def test_settings_become_routes_one_for_each_target() -> None:
    """A channel with two recipients has two routes, named as the channels are, and one for who is listed twice."""
    mail = ChannelSettings(
        kind="mail",
        host="127.0.0.1",
        sender="callnow@example.com",
        recipients=("ann@example.com", "Bob <bob@example.com>", "Ann <Ann@Example.com>"),
        tiers=("call_now", "worth_knowing"),
        quiet_hours="19:00-08:00",
        time_zone="Europe/London",
        daily_cap=5,
        digest_at="07:30",
    )
    ann, bob = read_routes({"mail": mail})
    assert (ann.channel, bob.channel) == ("mail/ann@example.com", "mail/bob@example.com")
    assert ann.tiers == (Tier.CALL_NOW, Tier.WORTH_KNOWING)
    assert (ann.quiet_hours, ann.digest_at, ann.daily_cap) == ((time(19), time(8)), time(7, 30), 5)


def test_hours_that_are_none_are_named() -> None:
    """An hour that does not exist, or a night without end, is an error that names its setting."""
    with pytest.raises(ValidationError, match="quiet_hours"):
        ChannelSettings(kind="console", quiet_hours="29:00-08:00")
    with pytest.raises(SettingError, match=r"channels\.c\.quiet_hours: quiet hours that never end"):
        make_route("c", ChannelSettings(kind="console", quiet_hours="08:00-08:00"))
