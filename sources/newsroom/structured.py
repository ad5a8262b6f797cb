"""Releases that a page declares for machines: JSON-LD, microdata, microformats (h-entry)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from bs4.element import Tag

from sources.newsroom.page import Page, Release, attribute, link_target, shorten, text_of, tidy_title
from sources.newsroom.when import DateReading, read_stamp

ARTICLES = re.compile(r"(?:News|Blog|Press|Report|Analysis)?(?:Article|Posting|Release)$")
DEPTH_LIMIT = 12
REACH = 20  # levels between a property and what it is a property of
NODE_LIMIT = 5000


def read_structured(page: Page, reading: DateReading) -> list[Release]:
    """Declared releases in page order, each link once: JSON-LD first, then microdata, then microformats."""
    releases: dict[str, Release] = {}
    for item in (*_json_ld(page, reading), *_microdata(page, reading), *_microformats(page, reading)):
        known = releases.get(item.url)
        if known is None or (known.when is None and item.when):
            releases[item.url] = item
    return list(releases.values())


def _json_ld(page: Page, reading: DateReading) -> Iterator[Release]:
    for script in page.soup.find_all("script", type=re.compile(r"ld\+json", re.I)):
        text = re.sub(r"^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$|<!--|-->", "", script.string or script.get_text())
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            item = _article(node, page, reading)
            if item:
                yield item


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in `data`, outer ones first, to a bounded depth and number."""
    queue: list[tuple[Any, int]] = [(data, 0)]
    for seen, (node, depth) in enumerate(queue):
        if seen > NODE_LIMIT:
            return
        if isinstance(node, dict):
            yield node
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        if depth < DEPTH_LIMIT:
            queue.extend((child, depth + 1) for child in children if isinstance(child, dict | list))


def _article(node: dict[str, Any], page: Page, reading: DateReading) -> Release | None:
    kinds = node.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    listed = "ListItem" in kinds and "item" not in node
    if not listed and not any(isinstance(k, str) and ARTICLES.search(k) for k in kinds):
        return None
    title = tidy_title(html.unescape(_text(node.get("headline")) or _text(node.get("name"))))
    main = node.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    target = next((t for v in (node.get("url"), main, node.get("@id")) if (t := link_target(page, _text(v)))), "")
    if not title or not target:
        return None
    stamp = _text(node.get("datePublished")) or _text(node.get("dateCreated")) or _text(node.get("uploadDate"))
    summary = html.unescape(_text(node.get("description")) or _text(node.get("abstract")))
    return Release(
        title, target, read_stamp(stamp, reading) if stamp else None, shorten(re.sub(r"<[^>]+>", " ", summary))
    )


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("name")
    return value if isinstance(value, str) else ""


def _microdata(page: Page, reading: DateReading) -> Iterator[Release]:
    """Articles by itemprop. A property belongs to the nearest scope: the publisher's name is not a headline."""
    parts: dict[int, dict[str, Tag]] = {}
    for tag in page.soup.find_all(itemprop=True, limit=NODE_LIMIT):
        owner = _nearest(tag, lambda outer: outer.has_attr("itemscope"))
        if owner and ARTICLES.search(attribute(owner, "itemtype")):
            for name in attribute(tag, "itemprop").split():
                parts.setdefault(id(owner), {}).setdefault(name, tag)
    for part in parts.values():
        title = part.get("headline") or part.get("name")
        link = next((t for n in ("url", "mainEntityOfPage") if (t := part.get(n)) and t.has_attr("href")), None)
        dated = part.get("datePublished") or part.get("dateCreated")
        yield from _assemble(page, reading, title, link or _link_around(title), dated, part.get("description"))


_CLASSES = {
    "p-name": "title", "entry-title": "title", "u-url": "link", "dt-published": "date", "published": "date",
    "entry-date": "date", "p-summary": "summary", "entry-summary": "summary",
}  # fmt: skip


def _microformats(page: Page, reading: DateReading) -> Iterator[Release]:
    """Articles by the classes of h-entry and of the hentry before it."""
    parts: dict[int, dict[str, Tag]] = {}
    for tag in page.soup.find_all(class_=list(_CLASSES), limit=NODE_LIMIT):
        owner = _nearest(tag, lambda outer: bool({"h-entry", "hentry"} & set(attribute(outer, "class").split())))
        for name in attribute(tag, "class").split() if owner else ():
            if name in _CLASSES:
                parts.setdefault(id(owner), {}).setdefault(_CLASSES[name], tag)
    for part in parts.values():
        title, link = part.get("title"), part.get("link")
        link = link if link and link.has_attr("href") else _link_around(title)
        yield from _assemble(page, reading, title, link, part.get("date"), part.get("summary"))


def _nearest(tag: Tag, fits: Callable[[Tag], bool]) -> Tag | None:
    return next((outer for outer in islice(tag.parents, REACH) if fits(outer)), None)


def _link_around(title: Tag | None) -> Tag | None:
    if title is None:
        return None
    if title.name == "a" and title.has_attr("href"):
        return title
    return _nearest(title, lambda outer: outer.name == "a" and outer.has_attr("href")) or title.find("a", href=True)


def _assemble(
    page: Page, reading: DateReading, title: Tag | None, link: Tag | None, dated: Tag | None, summary: Tag | None
) -> Iterator[Release]:
    if title is None or link is None:
        return
    words = tidy_title(attribute(title, "content") or text_of(title))
    target = link_target(page, attribute(link, "href"))
    if not words or not target:
        return
    stamp = next((v for n in ("datetime", "content", "title") if dated and (v := attribute(dated, n))), "")
    when = read_stamp(stamp, reading) if stamp else None
    if when is None and dated:
        when = read_stamp(text_of(dated), reading)
    yield Release(words, target, when, shorten(text_of(summary)) if summary else "")
