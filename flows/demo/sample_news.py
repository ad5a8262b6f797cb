"""The news of the sample: data/sample/news.toml read, and written as feeds, a newsroom page and article pages.

Pure but for reading the file: the time to count back from and the address it is served at are arguments.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

from pydantic import Field, model_validator

from callnow.datafiles import Table, read_data_file
from callnow.errors import Unusable

CONTENT = "http://purl.org/rss/1.0/modules/content/"
ATOM = "http://www.w3.org/2005/Atom"
ET.register_namespace("content", CONTENT)

_DAY = re.compile(r"\{day(?:\+(\d+))?\}")
_SUMMARY_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One item of news.toml with its time made absolute and its days filled in. `paragraphs` are plain text."""

    id: str
    wire: str
    published_at: datetime
    title: str
    summary: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleWire:
    """One source. `kind` is rss, atom, json or newsroom; `whole` says that its items carry their whole text.

    `items` are newest first; `company` and `selectors` are those of a newsroom.
    """

    id: str
    kind: str
    title: str
    about: str
    whole: bool
    items: tuple[SampleItem, ...]
    company: str = ""
    selectors: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/newsroom/{self.id}" if self.kind == "newsroom" else f"/{self.id}.{self.kind}"


class _RawItem(Table):
    id: str
    wire: str
    days_ago: int = Field(ge=1)  # today's time of day may not have come yet
    time: time
    title: str
    body: str
    summary: str = ""


class _RawWire(Table):
    id: str
    kind: Literal["rss", "atom", "json", "newsroom"]
    title: str
    about: str
    text: Literal["whole", "summary"]
    company: str = ""
    selectors: dict[str, str] = Field(default_factory=dict)


class _News(Table):
    wires: tuple[_RawWire, ...]
    items: tuple[_RawItem, ...]

    @model_validator(mode="after")
    def every_item_has_its_wire(self) -> _News:
        wires, used = {w.id for w in self.wires}, {i.wire for i in self.items}
        if odd := sorted(wires ^ used):
            what = f"wires declared but not used, or used but not declared: {', '.join(odd)}"
            raise Unusable(what, "give each wire items, and each item its wire")
        return self


def read_sample(folder: Path, now: datetime) -> tuple[SampleWire, ...]:
    """The wires of `folder`/news.toml with their items, days counted back from `now` (aware). Raises DataFileError."""
    news = read_data_file(folder / "news.toml", _News)
    items = sorted((_item(raw, now) for raw in news.items), key=lambda i: i.published_at, reverse=True)
    return tuple(
        SampleWire(
            **raw.model_dump(exclude={"text"}),
            whole=raw.text == "whole",
            items=tuple(i for i in items if i.wire == raw.id),
        )
        for raw in news.wires
    )


def _item(raw: _RawItem, now: datetime) -> SampleItem:
    day = now.astimezone(UTC).date() - timedelta(days=raw.days_ago)

    def dated(text: str) -> str:
        return _DAY.sub(lambda hit: long_date(day + timedelta(days=int(hit[1] or 0))), text)

    paragraphs = tuple(line.strip() for line in dated(raw.body).splitlines() if line.strip())
    return SampleItem(
        id=raw.id,
        wire=raw.wire,
        published_at=datetime.combine(day, raw.time, UTC),
        title=raw.title,
        summary=dated(raw.summary) or _shortened(" ".join(paragraphs)),
        paragraphs=paragraphs,
    )


def long_date(day: date) -> str:
    """A day as a press release writes it: November 3, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def _shortened(text: str) -> str:
    return text if len(text) <= _SUMMARY_CHARACTERS else text[:_SUMMARY_CHARACTERS].rsplit(" ", 1)[0] + "…"


def _markup(item: SampleItem) -> str:
    return "".join(f"<p>{html.escape(p, quote=False)}</p>\n" for p in item.paragraphs)


def _guid(item: SampleItem) -> str:
    return f"tag:{item.wire}.example.com,2026:{item.id}"


def _xml(root: ET.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def rss(wire: SampleWire, base: str) -> str:
    """RSS 2.0; whole texts go into content:encoded."""
    root = ET.Element("rss", version="2.0")
    channel = _child(root, "channel")
    for tag, text in (("title", wire.title), ("link", f"{base}/"), ("description", wire.about)):
        _child(channel, tag, text)
    for item in wire.items:
        entry = _child(channel, "item")
        _child(entry, "title", item.title)
        _child(entry, "link", f"{base}/release/{item.id}")
        _child(entry, "guid", _guid(item), isPermaLink="false")
        _child(entry, "pubDate", format_datetime(item.published_at, usegmt=True))
        _child(entry, "description", item.summary)
        if wire.whole:
            _child(entry, f"{{{CONTENT}}}encoded", _markup(item))
    return _xml(root)


def atom(wire: SampleWire, base: str) -> str:
    """Atom 1.0 with whole texts."""
    root = ET.Element("feed", xmlns=ATOM)
    _child(root, "title", wire.title)
    _child(root, "id", f"tag:{wire.id}.example.com,2026:feed")
    _child(root, "link", rel="self", href=f"{base}{wire.path}")
    _child(root, "updated", wire.items[0].published_at.isoformat())
    _child(_child(root, "author"), "name", wire.title)
    for item in wire.items:
        entry = _child(root, "entry")
        _child(entry, "title", item.title)
        _child(entry, "id", _guid(item))
        _child(entry, "link", rel="alternate", href=f"{base}/release/{item.id}")
        _child(entry, "published", item.published_at.isoformat())
        _child(entry, "updated", item.published_at.isoformat())
        _child(entry, "content", _markup(item), type="html")
    return _xml(root)


def json_feed(wire: SampleWire, base: str) -> str:
    """JSON Feed 1.1."""
    entries = [
        {
            "id": _guid(item),
            "url": f"{base}/release/{item.id}",
            "title": item.title,
            "content_html": _markup(item),
            "date_published": item.published_at.isoformat(),
        }
        for item in wire.items
    ]
    top = {"version": "https://jsonfeed.org/version/1.1", "title": wire.title, "description": wire.about}
    links = {"home_page_url": f"{base}/", "feed_url": f"{base}{wire.path}"}
    return json.dumps({**top, **links, "items": entries}, ensure_ascii=False, indent=1) + "\n"


def newsroom(wire: SampleWire, base: str) -> str:
    """The press page of one employer, in mark-up of its own; links are relative, as on most such pages."""
    rows = "".join(
        f'<li class="press-row"><time class="press-row__date" datetime="{i.published_at.isoformat()}">'
        f"{long_date(i.published_at)}</time>\n"
        f'<a class="press-row__headline" href="/release/{i.id}">{html.escape(i.title)}</a>\n'
        f'<p class="press-row__lead">{html.escape(i.summary)}</p></li>\n'
        for i in wire.items
    )
    return _page(wire.title, f'<main><h1>{html.escape(wire.about)}</h1>\n<ul class="press-list">\n{rows}</ul></main>')


def article(item: SampleItem) -> str:
    """The page of one item."""
    meta = f'<meta property="article:published_time" content="{item.published_at.isoformat()}">'
    return _page(item.title, f"<article><h1>{html.escape(item.title)}</h1>\n{_markup(item)}</article>", meta)


def _page(title: str, body: str, meta: str = "") -> str:
    head = f'<head><meta charset="utf-8"><title>{html.escape(title)}</title>{meta}</head>'
    foot = "<footer>All names on this page are invented.</footer>"
    nav = '<nav><a href="/">Home</a></nav>'
    return f'<!doctype html>\n<html lang="en">{head}\n<body>{nav}\n{body}\n{foot}</body></html>\n'


def opml(wires: tuple[SampleWire, ...], base: str) -> str:
    """The subscription list; a newsroom, which is not a feed, stands in it as a link."""
    root = ET.Element("opml", version="2.0")
    _child(_child(root, "head"), "title", "callnow sample")
    body = _child(root, "body")
    for wire in wires:
        if wire.kind == "newsroom":
            ET.SubElement(body, "outline", {"type": "link", "text": wire.title, "url": f"{base}{wire.path}"})
        else:
            ET.SubElement(body, "outline", {"type": "rss", "text": wire.title, "xmlUrl": f"{base}{wire.path}"})
    return _xml(root)


RENDERERS: dict[str, tuple[Callable[[SampleWire, str], str], str]] = {
    "rss": (rss, "application/rss+xml"),
    "atom": (atom, "application/atom+xml"),
    "json": (json_feed, "application/feed+json"),
    "newsroom": (newsroom, "text/html"),
}
