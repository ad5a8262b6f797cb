"""Which channel takes which trigger, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callnow.errors import SettingError
from callnow.fold import fold
from callnow.model import Delivery, Trigger
from callnow.settings import ChannelSettings
from callnow.terms import Tier
from delivery.channels import split_targets

DIGEST_AT = time(7, 30)  # where a daily cap leaves a rest and no hour was named
ONCE, BOTH = (0,), (0, 1)  # of an hour that comes twice in the night the clocks go back: the first, or each


@dataclass(frozen=True, slots=True)
class Route:
    """What one channel wants. An empty tuple takes everything of its kind.

    `quiet_hours` and `digest_at` are clock times in `time_zone`. With `digest_at`, what is only worth knowing and
    what goes beyond `daily_cap` waits for the day's digest; without it, what is worth knowing goes out like the rest,
    what only the rhythm asks for in one message.
    """

    channel: str
    tiers: tuple[Tier, ...] = (Tier.CALL_NOW,)
    types: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    quiet_hours: tuple[time, time] | None = None
    time_zone: str = "UTC"
    daily_cap: int | None = None
    digest_at: time | None = None

    def takes(self, trigger: Trigger, function: str = "") -> bool:
        """Whether `trigger`, for a prospect of `function`, goes this way."""
        return (
            trigger.tier in self.tiers
            and (not self.types or trigger.type in self.types)
            and (not self.functions or function in self.functions)
            and self.is_for(trigger.owner)
        )

    def is_for(self, owner: str) -> bool:
        """Whether calls of this recruiter go this way."""
        return not self.owners or fold(owner) in map(fold, self.owners)

    def day(self, moment: datetime) -> str:
        """The receiver's calendar day, which the cap counts by."""
        return f"{moment.astimezone(ZoneInfo(self.time_zone)):%Y-%m-%d}"

    def after_quiet(self, moment: datetime) -> datetime:
        """`moment`, or the end (UTC) of the quiet hours it falls into."""
        clock = moment.astimezone(ZoneInfo(self.time_zone)).time()
        if self.quiet_hours and self._is_quiet(clock):
            return self._next(self.quiet_hours[1], moment, BOTH)
        return moment

    def put_off(self, delivery: Delivery, now: datetime) -> Delivery:
        """What is due at `now`, put off to the end of quiet hours: it may have waited since the day for a receiver or
        a machine that was off.

        A digest for whose hour a person chose quiet hours comes all the same, and so does what a person puts back now.
        """
        ends = self.after_quiet(now)
        chosen = bool(delivery.batch and self.digest_at and self._is_quiet(self.digest_at))
        wanted = chosen or delivery.next_try_at == now
        return delivery if wanted or ends == now else replace(delivery, next_try_at=ends)

    def _is_quiet(self, clock: time) -> bool:
        if self.quiet_hours is None:
            return False
        start, end = self.quiet_hours
        return start <= clock < end if start < end else clock >= start or clock < end

    def next_digest(self, moment: datetime) -> datetime:
        """The next digest (UTC) strictly after `moment`, so that a digest is complete when its hour has come."""
        return self._next(self.digest_at or DIGEST_AT, moment, ONCE)

    def _next(self, clock: time, moment: datetime, folds: Sequence[int]) -> datetime:
        """The next time (UTC) after `moment` at which the clock shows `clock`; of an hour that comes twice those of
        `folds`. Moments are compared in UTC: two times of one zone are compared as the clock shows them."""
        zone = ZoneInfo(self.time_zone)
        today = moment.astimezone(zone).date()
        times = (
            datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC)
            for day in (today, today + timedelta(days=1))
            for fold in folds
        )
        return next(time for time in times if time > moment)


def routes_by_channel(channels: Mapping[str, ChannelSettings]) -> dict[str, Route]:
    """The routes of callnow.toml by the channel that each leads to. Raises SettingError."""
    return {route.channel: route for route in read_routes(channels)}


def read_routes(channels: Mapping[str, ChannelSettings]) -> tuple[Route, ...]:
    """The routes of callnow.toml, one for each target of each channel. Raises SettingError for hours that are none."""
    return tuple(
        make_route(target, settings, where=f"channels.{name}")
        for name, settings in channels.items()
        for target in split_targets(name, settings)
    )


def make_route(channel: str, settings: ChannelSettings, *, where: str = "") -> Route:
    """The route of one target from its channel's settings."""
    where = where or f"channels.{channel}"
    return Route(
        channel=channel,
        tiers=tuple(Tier(tier) for tier in settings.tiers),
        types=settings.types,
        functions=settings.functions,
        owners=settings.owners,
        quiet_hours=_hours(settings.quiet_hours, f"{where}.quiet_hours"),
        time_zone=settings.time_zone or "UTC",
        daily_cap=settings.daily_cap or None,
        digest_at=time.fromisoformat(settings.digest_at) if settings.digest_at else None,
    )


def _hours(text: str, where: str) -> tuple[time, time] | None:
    if not text:
        return None
    start, end = map(time.fromisoformat, text.split("-"))
    if start == end:
        raise SettingError("quiet hours that never end", where=where, hint="leave the channel out instead")
    return start, end
