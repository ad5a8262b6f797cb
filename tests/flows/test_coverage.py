"""Coverage: an employer whose own source went silent is told of in the digest; silence without news is not."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.store.connection import writing
from callnow.store.feeds import keep_visits, save_feeds
from delivery.layout import render_for_chat, render_html, render_text
from delivery.message import message_for
from flows.news.coverage import coverage_gone
from sources.feed import Feed, FeedState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=1)


def told(database: Path, state: FeedState, company: str = "Quorrel") -> tuple[str, ...]:
    feed = Feed(name="quorrel press", url="https://quorrel.example/press", kind="newsroom", company=company)
    with writing(database) as con:
        save_feeds(con, [asdict(feed)])
        keep_visits(con, [(feed.name, state.to_dict(), [])], NOW)
        return coverage_gone(con, NOW)


@pytest.mark.parametrize(
    ("state", "gone"),
    [
        (FeedState(last_checked_at=BEFORE, failures=5, error="no such host", error_kind="dns"), True),
        (FeedState(last_checked_at=BEFORE, last_success_at=BEFORE, paused_reason="gone for good (410)"), True),
        (FeedState(last_checked_at=BEFORE, last_success_at=BEFORE, empty_visits=4, seen_rate=3.0), True),
        (FeedState(last_checked_at=BEFORE, last_success_at=BEFORE, last_new_item_at=NOW - timedelta(days=2)), False),
        (FeedState(last_checked_at=BEFORE, failures=1, error="timed out", error_kind="timeout"), False),
    ],
)
def test_a_source_that_died_is_told_and_a_quiet_one_is_not(state: FeedState, gone: bool, tmp_path: Path) -> None:
    """Failing for long, paused, or empty though it never was: a line that names employer and reason."""
    lines = told(tmp_path / "callnow.duckdb", state)
    assert bool(lines) is gone
    assert all("Quorrel" in line for line in lines)


def test_a_wire_of_many_companies_is_no_employers_coverage(tmp_path: Path) -> None:
    """Only an employer's own source speaks for it; a wire's trouble stands in feed health."""
    assert told(tmp_path / "callnow.duckdb", FeedState(last_checked_at=BEFORE, failures=9), company="") == ()


def test_the_line_stands_in_every_form_of_a_digest_and_in_no_single_call() -> None:
    """Mail in text and HTML and chat show it; hostile text in it stays text."""
    note = "No news from Quorrel itself: <script>x</script>"
    digest = message_for("d", [], "digest", [note])
    assert note in render_text(digest)
    assert note in render_for_chat(digest)
    assert "&lt;script&gt;" in render_html(digest)
    assert message_for("d", [], "immediate", [note]).notes == ()
