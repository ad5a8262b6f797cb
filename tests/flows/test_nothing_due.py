"""A run that visits no feed says why: none is switched on, all are paused, none is due yet, or there is no employer."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.settings import load_settings
from flows.news.subscribing import subscribe
from sources.feed import Feed
from tests.conftest import Callnow
from tests.flows.whole_run import HIRE, NOW, Desk, feed
from tests.sources.loopback import reply, site

SEARCH = Feed("Example search", "http://127.0.0.1:9/search?q={employer}", kind="search", allow_private=True)


def said(desk: Desk, *words: str) -> str:
    ran = desk.run(NOW, *words)
    assert (ran.code, ran.err) == (0, "")
    return next(line for line in ran.out.splitlines() if line.startswith("No feed"))


def test_none_is_switched_on(home: Path, callnow: Callnow) -> None:
    """What switches one on is named."""
    assert "No feed is switched on. `callnow feeds add URL` adds one" in said(Desk(callnow, home))


@pytest.mark.integration
def test_news_searches_that_were_just_switched_on(home: Path, callnow: Callnow) -> None:
    """Each waits for its minute of the day, also in a run by hand; the first of them is told."""
    desk = Desk(callnow, home)
    subscribe(load_settings(home), [SEARCH])
    told = said(desk)
    assert "3 feeds wait, 3 of them news searches, each made once a day at a minute of its own" in told
    first = min(
        str(desk.health(f"Example search: {name}")["next_check_at"])
        for name in ("Harrowmere Logistics", "Telmarq Foods", "Quorrel Systems, Inc.")
    )
    assert f"the next is due at {first[:16].replace('T', ' ')} UTC" in told


@pytest.mark.integration
def test_a_search_without_employers(home: Path, callnow: Callnow) -> None:
    """It is said that a list has to be imported."""
    home.mkdir(mode=0o700)
    subscribe(load_settings(home), [SEARCH])
    ran = callnow("--at", NOW.isoformat(), "run")
    assert (ran.code, "a news search is made for each employer, and there is none" in ran.out) == (0, True)


@pytest.mark.integration
def test_feeds_that_wait_or_are_paused(home: Path, callnow: Callnow) -> None:
    """When the next visit is due; and that all are paused, with what asks them again."""
    with site() as at:
        desk = Desk(callnow, home)
        at.routes["/wire"] = [feed(HIRE), reply(410)]
        desk.add(wire=at.url("/wire"))
        assert desk.run().code == 0
        due = str(desk.health("wire")["next_check_at"])[:16].replace("T", " ")
        assert f"No feed is due: 1 feed waits; the next is due at {due} UTC." in said(desk, "--due")
        assert desk.run().code == 1
        assert "all that are switched on are paused" in said(desk)
