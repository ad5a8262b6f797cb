"""The values of a source: what is declared about it, what is remembered of it, what one visit brought.

`Feed` comes from data/feeds.toml and never changes by itself. `FeedState` tells of past visits: the store keeps
it between runs (`to_dict`, `from_dict`). `FetchResult` is one visit; a failed visit is a value, not an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import Any

from callnow.errors import SourceError
from callnow.model import stable_id
from callnow.terms import FetchStatus


@dataclass(frozen=True, slots=True)
class Feed:
    """One place where companies announce things.

    `kind` names the reader (sources/kinds.py). `company` is the issuer,
    where the source speaks for one company alone. `expected_per_week` is how many items a normal week brings (0:
    unknown). `allow_private` lets exactly this address's host and port be a loopback or private one.
    `register` says what the columns of a register mean (sources/registers/mapping.py).
    `interval` is a fixed number of seconds between visits, 0 for one that adapts. `user_agent` replaces the usual one
    where a site demands its own form.
    """

    name: str
    url: str
    kind: str = "feed"
    company: str = ""
    language: str = ""
    country: str = ""
    selectors: Mapping[str, str] | None = None
    enabled: bool = True
    expected_per_week: float = 0.0
    allow_private: bool = False
    interval: float = 0.0
    user_agent: str = ""
    category: str = ""
    notes: str = ""
    register: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        """The key of the feed's state in the store: it follows the declared address, not the name."""
        return stable_id("feed", self.url)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between visits. A feed never visited has the defaults.

    `url` is where the feed moved for good ("" while it has not); `moved_to` and `permanent_moves` count identical
    permanent redirects on the way there; `moved_to` alone is where it had moved and failed. `failures` counts failed
    visits in a row. `not_before` is the time a server asked us to stay away until. `last_full_at` is the last visit
    that was answered in full, without validators asked or needed. `ttl` and `fresh_for` are the seconds that the feed
    and its cache headers ask for. `seen_rate` is items a week and `window` the seconds that its items span, as the
    feed's own dates show them (0: they do not); `news_days` are the last days that had news. `item_ids` (their
    beginnings) and `body_hash` tell whether anything changed.
    `waiting` are older messages of a mailbox that no visit has read yet (None: not counted), of those `waiting_since`.
    `cut_off` says that the last body ended in its middle, after `items`. `paused_reason` holds until a person lifts it.
    """

    etag: str = ""
    last_modified: str = ""
    next_check_at: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    last_checked_at: datetime | None = None
    first_success_at: datetime | None = None
    last_success_at: datetime | None = None
    last_new_item_at: datetime | None = None
    last_full_at: datetime | None = None
    permanent_moves: int = 0
    moved_to: str = ""
    url: str = ""
    paused_reason: str = ""
    ttl: float = 0.0
    fresh_for: float = 0.0
    seen_rate: float = 0.0
    window: float = 0.0
    news_days: str = ""
    items: int = 0
    cut_off: bool = False
    empty_visits: int = 0
    item_ids: str = ""
    body_hash: str = ""
    waiting: int | None = None
    waiting_since: datetime | None = None
    error_kind: str = ""
    error: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values only; times as ISO 8601 text."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> FeedState:
        """The state `to_dict` gave; keys it does not know (of another version) are left out."""
        moments = _moments()  # which None may stand for
        kept = {k: v for k, v in values.items() if k in moments and (v is not None or moments[k])}
        ready: dict[str, Any] = {k: _moment(v) if moments[k] else v for k, v in kept.items()}
        return cls(**ready)


@cache
def _moments() -> Mapping[str, bool]:
    """The fields of a state, each with whether it is a time: asked once, for a list may have thousands of states."""
    return {f.name: "datetime" in str(f.type) for f in fields(FeedState)}


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class FetchResult:
    """One visit to one feed. `state` is the new state, to be kept whatever the status.

    `final_url` is the address that answered in the end, `seconds` how long the visit took.
    """

    feed: Feed
    state: FeedState
    status: FetchStatus
    body: bytes = b""
    final_url: str = ""
    content_type: str = ""
    error: SourceError | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How the sources are fetched and read. Seconds, bytes; passed as an argument, never read from a global.

    `allow_private` names host:port pairs ("127.0.0.1:8765", "feeds.lan:80") that may be loopback or private addresses.
    `host_gap` is the least time between two requests to one host, `host_connections` how many at once; neither binds
    hosts that `allow_private` or the feed itself names. `authorization` is the header of that name for feeds of a kind
    that wants a key; it is set where the visit is made, and travels to no task.
    """

    user_agent: str = "callnow/0.1 (news about employers, for recruiters)"
    allow_private: frozenset[str] = frozenset()
    deadline: float = 14.0
    connect_timeout: float = 5.0
    max_body: int = 8 * 1024 * 1024
    max_page: int = 512 * 1024
    max_redirects: int = 5
    host_gap: float = 1.0
    host_connections: int = 2
    workers: int = 2
    parse_seconds: float = 5.0
    parse_memory: int = 512 * 1024 * 1024
    full_fetch_every: float = 24 * 3600.0
    moves_to_rewrite: int = 3
    authorization: str = field(default="", repr=False)
