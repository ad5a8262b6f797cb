"""Whose turn it is when one host has many feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from callnow.settings import Settings, load_settings
from flows.news.turns import take_turns
from sources.feed import Feed, FeedState

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def many(host: str, count: int) -> list[tuple[Feed, FeedState]]:
    """Feeds of one host, the last of them due for longest."""
    return [
        (Feed(f"{host} {n}", f"https://{host}/{n}"), FeedState(next_check_at=NOW - timedelta(minutes=n)))
        for n in range(count)
    ]


def settings_of(home: Path) -> Settings:
    return load_settings(home)


def test_a_scheduled_run_takes_on_what_fits_before_the_next(home: Path) -> None:
    """Of a host with thousands of feeds those due for longest are visited; the rest waits, and that is said."""
    taken, turns = take_turns([*many("big.example", 5000), *many("small.example", 3)], settings_of(home), whole=False)
    big = [feed.name for feed, _ in taken if "big" in feed.name]
    assert (len(big), len(taken)) == (720, 723)
    assert big[0] == "big.example 4999"
    assert (
        turns[0].afterwards
        == "4280 feeds of big.example wait for the next run: at one every 1 s about 71 minutes more."
    )
    assert turns[1].afterwards == turns[1].beforehand == ""


def test_a_run_by_hand_takes_on_everything_and_says_how_long(home: Path) -> None:
    """Nothing is left, and the wait is said before it begins."""
    taken, turns = take_turns(many("big.example", 5000), settings_of(home), whole=True)
    assert len(taken) == 5000
    assert turns[0].beforehand.startswith("big.example is asked once every 1 s: its 5000 feeds take about 83 minutes.")
    assert turns[0].afterwards == ""


def test_our_own_hosts_and_hosts_without_a_pause_keep_nobody_waiting(home: Path) -> None:
    """Towards a host that a setting names there is no rate limit, and without a pause there is no wait."""
    settings = settings_of(home)
    ours = [(Feed(f.name, f.url, allow_private=True), s) for f, s in many("own.example", 2000)]
    assert take_turns(ours, settings, whole=False)[1] == []
    fast = settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"host_pause": 0})})
    taken, turns = take_turns(many("big.example", 2000), fast, whole=False)
    assert len(taken) == 2000
    assert not any(turn.afterwards or turn.beforehand for turn in turns)
