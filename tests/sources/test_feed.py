"""The values of a source."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sources.feed import Feed, FeedState


def test_state_survives_the_store() -> None:
    """A state turned into plain values, written as JSON and read again is the same."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    state = FeedState(
        etag='"a"', next_check_at=at, failures=3, last_full_at=at, seen_rate=1.5, paused_reason="410", url="x"
    )
    assert FeedState.from_dict(json.loads(json.dumps(state.to_dict()))) == state
    assert FeedState.from_dict(FeedState().to_dict()) == FeedState()


def test_state_of_another_version() -> None:
    """Keys that are not known are left out, missing and empty ones have their defaults."""
    assert FeedState.from_dict({"etag": "a", "colour": "red", "failures": None}) == FeedState(etag="a")


def test_id_follows_the_address() -> None:
    """A feed that is renamed keeps its id."""
    assert Feed("A", "https://example.com/f").id == Feed("B", "https://example.com/f").id
