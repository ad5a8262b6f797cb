"""The whole way over the sample: HTTP in, triggers out; nothing lost, nothing told twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.model import Announcement
from callnow.settings import ChannelSettings, Settings, load_settings
from callnow.store.connection import reading, writing
from callnow.store.feeds import keep_visits
from callnow.store.rows import fetch
from callnow.store.sql import question
from flows import pipeline
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news.subscribing import add_feeds, subscribe
from flows.people.importing import ListReading, import_files
from flows.running.rehearsing import rehearsal
from sources.feed import Feed
from tests.conftest import Callnow
from tests.flows.whole_run import CLOSURE, HIRE, HOUR, LAYOFFS, MOVE, Desk, feed
from tests.homes import make_once
from tests.sources.loopback import site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


def make_home(folder: Path, sample: SampleServer, *, whole: bool = False) -> Settings:
    """A home with the sample's prospects, one of its feeds or the whole of them, and a channel that writes a file."""
    channel = ChannelSettings(kind="jsonl", path=folder / "told.jsonl", tiers=("call_now", "worth_knowing"))
    settings = load_settings(folder, channels={"file": channel})
    make_once(folder, "prospects", lambda: import_files(settings, [PROSPECTS], ListReading(), NOW))
    subscribe(settings, sample.feeds if whole else [feed for feed in sample.feeds if feed.name == "Ferrywire"])
    return settings


def triggers(settings: Settings) -> list[dict[str, Any]]:
    with reading(settings.published) as con:
        return fetch(con, question("triggers"), {"everything": True, "now": NOW, "today": NOW.date()})


def told(settings: Settings) -> list[dict[str, Any]]:
    file = settings.home / "told.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_every_trigger_says_why_and_proves_it(tmp_path: Path, sample: SampleServer) -> None:
    """Who, why now, what to say, a sentence and a link: none is empty."""
    settings = make_home(tmp_path, sample)
    pipeline.watch(settings, NOW)
    with reading(settings.published) as con:
        rows = fetch(con, "SELECT prospect, why, opener, sentence, url FROM calls_ever")
    assert rows
    assert all(all(row.values()) for row in rows)


@pytest.mark.integration
def test_a_second_run_reads_only_what_is_new_and_tells_nothing_twice(tmp_path: Path, sample: SampleServer) -> None:
    """Unchanged feeds answer 304 and are counted; no trigger and no message is repeated."""
    settings = make_home(tmp_path, sample)
    first = pipeline.watch(settings, NOW)
    before = (triggers(settings), told(settings))
    again = pipeline.watch(settings, NOW + timedelta(minutes=15), everything=True)
    assert first.new_items > 0
    assert first.triggers > 0
    assert (again.unchanged, again.new_items, again.triggers) == (again.feeds, 0, 0)
    assert (triggers(settings), told(settings)) == before
    assert len({row["trigger_id"] for row in told(settings)}) == len(told(settings))


@pytest.mark.integration
def test_a_feed_that_is_down_does_not_stop_the_others(tmp_path: Path, sample: SampleServer) -> None:
    """Its failure is a value in the summary and a row in feed health; the rest arrives."""
    settings = make_home(tmp_path, sample)
    dead = f"{sample.base}/no-such.rss"
    add_feeds(settings, str(_opml(tmp_path, dead)), Feed(name="", url="", allow_private=True), NOW)
    summary = pipeline.watch(settings, NOW)
    assert (summary.failed, len(summary.failures)) == (1, 1)
    assert summary.triggers > 0
    with reading(settings.published) as con:
        (row,) = fetch(con, "SELECT failures, error_class, next_check_at FROM feed_health WHERE failures > 0")
    assert row["error_class"]
    assert row["next_check_at"] > NOW


def _opml(folder: Path, address: str) -> Path:
    file = folder / "dead.opml"
    outline = f'<outline type="rss" text="dead" xmlUrl="{address}"/>'
    file.write_text(f'<?xml version="1.0"?><opml version="2.0"><body>{outline}</body></opml>')
    return file


@pytest.mark.integration
def test_a_backfill_decides_each_day_as_it_was_and_sends_nothing(tmp_path: Path, sample: SampleServer) -> None:
    """Read two years later, the news still gives the triggers of its days; the outbox stays empty."""
    settings = make_home(tmp_path, sample)
    later = NOW + timedelta(days=700)
    summary = pipeline.backfill(settings, later, NOW - timedelta(days=30))
    assert summary.call_now > 0
    assert told(settings) == []
    with reading(settings.published) as con:
        assert fetch(con, "SELECT count(*) AS n FROM delivery") == [{"n": 0}]
    assert all(row["published_at"] <= NOW for row in triggers(settings))


@pytest.mark.integration
def test_a_backfill_leaves_out_what_is_older(tmp_path: Path, sample: SampleServer) -> None:
    """Items from before the day named give no trigger."""
    settings = make_home(tmp_path, sample)
    since = NOW - timedelta(days=3)
    pipeline.backfill(settings, NOW, since)
    assert triggers(settings)
    assert all(row["published_at"] >= since for row in triggers(settings))


@pytest.mark.integration
def test_what_a_backfill_left_out_is_taken_up_by_no_later_run(tmp_path: Path, sample: SampleServer) -> None:
    """The next run tells nothing of it, a backfill that reaches so far does; what came before is read by the run."""
    settings = make_home(tmp_path, sample)
    since, oldest = NOW - timedelta(days=1), NOW - timedelta(days=30)
    before = Announcement(
        "waiting", "wire", "Halvorsen Optics names a chief executive", "", "https://example.com/w", oldest, oldest
    )
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [before])], oldest)
    pipeline.backfill(settings, NOW, since)
    listed = triggers(settings)
    again = pipeline.watch(settings, NOW + timedelta(minutes=15), everything=True)
    assert (again.new_items, again.triggers) == (0, 0)
    assert triggers(settings) == listed
    assert told(settings) == []
    with writing(settings.database) as con:
        (row,) = fetch(con, "SELECT understood_at FROM announcement WHERE id = 'waiting'")
    assert row["understood_at"] is not None
    assert pipeline.backfill(settings, NOW + timedelta(minutes=30), oldest).triggers > 0
    assert told(settings) == []


def test_what_a_backfill_kept_is_never_sent_though_it_was_broken_off(
    tmp_path: Path, sample: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run takes it up as the backfill would have, and tells nobody."""
    whole, settings = make_home(tmp_path / "whole", sample), make_home(tmp_path / "broken", sample)
    since = NOW - timedelta(days=30)
    pipeline.backfill(whole, NOW, since)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "understand_batch", _crash)
        with pytest.raises(KeyboardInterrupt):
            pipeline.backfill(settings, NOW, since)
    assert pipeline.watch(settings, NOW + timedelta(minutes=15), everything=True).triggers > 0
    assert triggers(settings) == triggers(whole)
    assert told(settings) == []


def test_what_a_run_kept_before_a_backfill_is_sent(
    tmp_path: Path, sample: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was broken off has read it; the backfill sends nothing, the run after it what it would have sent."""
    whole, settings = make_home(tmp_path / "whole", sample), make_home(tmp_path / "broken", sample)
    pipeline.watch(whole, NOW)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "understand_batch", _crash)
        with pytest.raises(KeyboardInterrupt):
            pipeline.watch(settings, NOW)
    assert pipeline.backfill(settings, NOW, NOW - timedelta(days=30)).triggers > 0
    assert told(settings) == []
    pipeline.watch(settings, NOW + timedelta(minutes=15))
    assert {row["trigger_id"] for row in told(settings)} == {row["trigger_id"] for row in told(whole)} != set()


@pytest.mark.integration
def test_a_rehearsal_keeps_and_sends_nothing(tmp_path: Path, sample: SampleServer) -> None:
    """A dry run decides in a copy: the home is as it was."""
    settings = make_home(tmp_path, sample)
    with rehearsal(settings, True) as copy:
        assert pipeline.watch(copy, NOW).triggers > 0
    assert triggers(settings) == []
    assert told(settings) == []


@pytest.mark.slow
def test_a_crash_between_reading_and_deciding_loses_nothing(
    tmp_path: Path, sample: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was fetched before the crash is understood by the next run, and every trigger comes out once."""
    whole = make_home(tmp_path / "whole", sample, whole=True)
    pipeline.watch(whole, NOW)
    settings = make_home(tmp_path / "broken", sample, whole=True)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "keep_understood", _crash)
        with pytest.raises(KeyboardInterrupt):
            pipeline.watch(settings, NOW)
    pipeline.watch(settings, NOW + timedelta(minutes=1), everything=True)
    assert {t["trigger_id"] for t in triggers(settings)} == {t["trigger_id"] for t in triggers(whole)}
    assert len(told(settings)) == len(triggers(settings))


def _crash(*_: object, **__: object) -> int:
    raise KeyboardInterrupt


def test_a_run_without_feeds_or_prospects_ends_well(tmp_path: Path) -> None:
    """An empty home gives an empty summary, not an error."""
    summary = pipeline.watch(load_settings(tmp_path), NOW)
    assert replace(summary, failures=()) == type(summary)()


@pytest.mark.integration
def test_what_has_come_is_told_while_other_feeds_wait(
    home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All feeds on one host: calls are told and published before the last feed is read, and none of them twice."""
    monkeypatch.setattr(pipeline, "MEANWHILE", 0.0)
    desk, items = Desk(callnow, home), {"a": HIRE, "b": LAYOFFS, "c": MOVE}
    settings = load_settings(home)
    settings = settings.model_copy(update={"watch": settings.watch.model_copy(update={"feeds_per_batch": 1})})
    lines: dict[int, int] = {}

    def progress(step: str, done: int, total: int | None = None) -> None:
        if step == "feeds read":
            lines[done] = len(desk.told())

    with site() as at:
        at.routes = {f"/{name}": [feed(item)] for name, item in items.items()}
        desk.add(**{name: at.url(f"/{name}") for name in items})
        summary = pipeline.watch(settings, NOW, everything=True, progress=progress)
    assert list(lines)[:3] == [1, 2, 3]
    assert lines[3] > 0
    assert len(desk.told()) == len(set(desk.told())) == 3 >= lines[3]
    assert (summary.feeds, summary.waiting, summary.failures) == (3, 0, ())


@pytest.mark.integration
def test_an_item_that_is_edited_under_its_date_is_told_as_it_says_now(home: Path, callnow: Callnow) -> None:
    """The call that stands is reworded, and not told a second time; whoever was told the other one hears it is off."""
    moved = replace(MOVE, text="Harrowmere Logistics will move its headquarters to Tulsa in 2027.")
    kept = replace(MOVE, title="Harrowmere Logistics denies that it will relocate its headquarters")
    fewer = replace(CLOSURE, title="CORRECTED: Telmarq Foods to Cut 190 Jobs at Its Denver Plant")
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {"/news": [feed(moved, CLOSURE), feed(kept, fewer)]}
        desk.add(wire=at.url("/news"))
        desk.run()
        told = desk.told()
        desk.run(NOW + 3 * HOUR)
        assert desk.told() == [*told, "withdrawn headquarters_moved Imke Vandersloot"]
        ran = callnow("--at", (NOW + 4 * HOUR).isoformat(), "triggers", "--json")
        (call,) = (json.loads(line) for line in ran.out.splitlines())
        assert "190" in call["why"]
