"""The triggers as a feed, for a reader or another program: `path` with .json (JSON Feed 1.1), .atom and .rss.

The JSON Feed is also what the channel remembers by: it is read back, given the new entries, and all three are
written again. Entries have the trigger's id, so that a reader shows each once. A call that is surer now is an entry of
its own in the place of the former one, for readers show nothing again under an id that they have seen. So is one that
is taken back, tagged "withdrawn", and one that holds after all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from callnow.settings import ChannelSettings
from delivery.card import Card
from delivery.files import file_of, not_ours, read_if_there, write_whole
from delivery.layout import render_text
from delivery.message import Channel, Message, Surroundings, message_for
from delivery.traces import Traces
from delivery.withdrawal import WITHDRAWN, tier_of

NEEDS = ("path",)
ENDINGS = (".json", ".atom", ".rss")  # the first is what the channel remembers by
URN, AGAIN = "urn:callnow:", ":again"
KEPT = 200  # entries; readers have long seen what is older
TITLE, HOME_PAGE = "callnow: calls to make", "https://callnow.invalid/"  # RSS demands a link; there is no such site

Entry = dict[str, Any]


@dataclass(frozen=True)
class FeedFiles:
    """Three files beside each other, `stem` with each ending."""

    name: str
    stem: Path
    gathers: ClassVar[bool] = True

    def send(self, message: Message) -> None:
        before = self._entries()
        known = {trigger_of(entry): entry for entry in before}
        cards = [card for card in message.cards if _told_as(known.get(card.trigger_id)) != tier_of(card)]
        if not cards:
            return
        new = [feed_entry(card, before=known.get(card.trigger_id)) for card in cards]
        kept = [entry for entry in before if trigger_of(entry) not in {card.trigger_id for card in cards}]
        entries = sorted([*new, *kept], key=lambda entry: str(entry["date_published"]), reverse=True)[:KEPT]
        files = build_feeds(entries)
        for ending in reversed(ENDINGS):  # the one that remembers comes last: a crash before it repeats all
            write_whole(self.stem.with_name(self.stem.name + ending), files[ending], channel=self.name)

    def _entries(self) -> list[Entry]:
        path = self.stem.with_name(self.stem.name + ".json")
        content = read_if_there(path, channel=self.name)
        try:
            entries: list[Entry] = json.loads(content)["items"] if content else []
            build_feeds(entries)
        except (ValueError, KeyError, TypeError):
            raise not_ours(f"{path} is not a feed that callnow wrote", self.name) from None
        return entries


def feed_entry(card: Card, *, before: Entry | None = None) -> Entry:
    """One JSON Feed item; `before` is the entry whose place it takes, where the call is surer now or taken back, or
    holds after all."""
    message = message_for(card.trigger_id, [card], "immediate")
    once_more = before is not None and (_told_as(before) == WITHDRAWN or str(before["id"]).endswith(AGAIN))
    told_now = once_more or card.withdrawal
    entry: Entry = {
        "id": f"{URN}{card.trigger_id}" + (f":{tier_of(card)}" if before else "") + (AGAIN if once_more else ""),
        "title": message.subject,
        "content_text": render_text(message),
        "date_published": (card.made_at if told_now else card.decided_at).isoformat(),
        "tags": [tier_of(card), card.type],
    }
    return entry | ({"external_url": card.link} if card.link else {})


def _told_as(entry: Entry | None) -> str:
    """As what an entry tells its trigger; "" where there is none."""
    return str(entry["tags"][0]) if entry else ""


def trigger_of(entry: Entry) -> str:
    """The id of the trigger that an entry tells of."""
    return str(entry["id"]).removeprefix(URN).partition(":")[0]


def build_feeds(entries: Sequence[Entry]) -> dict[str, bytes]:
    """`entries` (JSON Feed items, newest first) as the files' contents, by their ending."""
    json_feed = {"version": "https://jsonfeed.org/version/1.1", "title": TITLE, "items": list(entries)}
    feed = FeedGenerator()
    feed.id("urn:callnow:triggers")
    feed.title(TITLE)
    feed.link(href=HOME_PAGE, rel="alternate")
    feed.description("Whom to call, and why now")
    feed.generator("callnow")
    if entries:
        feed.updated(datetime.fromisoformat(entries[0]["date_published"]))
    for item in entries:
        entry = feed.add_entry(order="append")
        when = datetime.fromisoformat(item["date_published"])
        entry.id(item["id"])
        entry.guid(item["id"], permalink=False)
        entry.title(item["title"])
        entry.updated(when)
        entry.published(when)
        entry.summary(item["content_text"])
        entry.link(href=item.get("external_url", HOME_PAGE))
        for tag in item["tags"]:
            entry.category(term=tag)
    return {
        ".json": json.dumps(json_feed, ensure_ascii=False, indent=1).encode(),
        ".atom": feed.atom_str(pretty=True),
        ".rss": feed.rss_str(pretty=True),
    }


def files(path: Path) -> list[Path]:
    """The files of a feed at `path`, first the one that is read back."""
    stem = _stem(path)
    return [stem.with_name(stem.name + ending) for ending in ENDINGS]


def redact(content: bytes, traces: Traces, now: datetime) -> list[bytes]:
    """The files without some people."""
    kept = [entry for entry in json.loads(content)["items"] if trigger_of(entry) not in traces.trigger_ids]
    made = build_feeds([traces.without(entry) for entry in kept])
    return [made[ending] for ending in ENDINGS]


def _stem(path: Path) -> Path:
    return path.with_suffix("") if path.suffix in (*ENDINGS, ".xml") else path


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings: a JSON feed and an Atom feed beside it."""
    return FeedFiles(name, _stem(file_of(name, settings, surroundings.home)))
