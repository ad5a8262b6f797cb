"""Whose turn it is when one host has many feeds: how many of them a run takes on, and how long they keep it waiting.

A host is asked once every `fetch.host_pause` seconds, so that thousands of feeds on one host (a news search for each
employer) take longer than there is between two runs. A scheduled run takes on what fits in between, those that are
due for longest first, and leaves the rest to the next: else every other feed would wait for the last of that host.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from callnow.settings import Settings
from sources.kinds import kind_of
from sources.on_disk import is_on_disk
from sources.politeness import FeedWithState, host_of
from sources.rounds import is_ours

SHARE = 0.8  # of the time between two runs; the rest is for reading, deciding and telling
WORTH_SAYING = 60.0  # seconds of waiting for one host that a person is told of
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Turns:
    """The feeds of one host: how many are visited in this run, `pause` seconds apart, and how many are left."""

    host: str
    visited: int
    left: int
    pause: float

    @property
    def beforehand(self) -> str:
        """What is said before the run, "" where nothing keeps it waiting for long."""
        wait = self.visited * self.pause
        if wait < WORTH_SAYING:
            return ""
        return (
            f"{self.host} is asked once every {self.pause:g} s: its {self.visited} feeds take about {_long(wait)}. "
            "What they bring is kept and told meanwhile."
        )

    @property
    def afterwards(self) -> str:
        """What is said of the feeds that are left, "" where there are none."""
        if not self.left:
            return ""
        wait = _long(self.left * self.pause)
        whose = f"{self.left} feeds of {self.host} wait" if self.left > 1 else f"1 feed of {self.host} waits"
        return f"{whose} for the next run: at one every {self.pause:g} s about {wait} more."


def take_turns(
    feeds: Sequence[FeedWithState], settings: Settings, *, whole: bool
) -> tuple[list[FeedWithState], list[Turns]]:
    """The feeds that a run visits, and what is to be said of hosts; with `whole` it visits them all."""
    pause = settings.fetch.host_pause
    most = max(1, int(settings.watch.every_minutes * 60 * SHARE / pause)) if pause and not whole else len(feeds)
    taken: list[FeedWithState] = []
    by_host: dict[str, list[FeedWithState]] = defaultdict(list)
    for feed, state in sorted(feeds, key=lambda known: known[1].next_check_at or NEVER):
        free = kind_of(feed.kind).mailbox or is_on_disk(feed) or is_ours(feed, state, settings.fetch.allow_private)
        host = "" if free else host_of(feed, state)
        (by_host[host] if host else taken).append((feed, state))
    turns = []
    for host, group in by_host.items():
        taken += group[:most]
        turns.append(Turns(host, len(group[:most]), len(group[most:]), pause))
    return taken, sorted(turns, key=lambda one: one.visited + one.left, reverse=True)


def _long(seconds: float) -> str:
    """A time in the words a person would use."""
    minutes = max(1, round(seconds / 60))
    if minutes < 120:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"{minutes / 60:.1f} hours"
