"""Releases by the CSS selectors of a feed's block, for pages the general reader gets wrong."""

from __future__ import annotations

from collections.abc import Mapping

from bs4.element import Tag

from callnow.errors import ParseFailed
from sources.newsroom.page import Page, Release, attribute, link_target, shorten, text_of, tidy_title
from sources.newsroom.when import DateReading, read_stamp


def read_by_selectors(page: Page, selectors: Mapping[str, str], reading: DateReading, where: str) -> list[Release]:
    """The releases under `selectors`: `item`, and within it `title`, `link`, `date`, `summary` ("a@title" takes an
    attribute). Without title or link the item's first link serves as both.

    Raises ParseFailed, naming the selector, where one matches nothing on the page.
    """
    items = page.soup.select(selectors["item"])
    if not items:
        raise _nothing("item", selectors, where)
    hits = dict.fromkeys(selectors, 0)
    releases: dict[str, Release] = {}
    for item in items:
        texts = {}
        for key, selector in selectors.items():
            if key != "item":
                texts[key] = _pick(item, selector, key)
                hits[key] += bool(texts[key])
        link = item if item.name == "a" and item.has_attr("href") else item.find("a", href=True)
        href = texts.get("link") or (attribute(link, "href") if isinstance(link, Tag) else "")
        title = tidy_title(texts.get("title") or (text_of(link) if isinstance(link, Tag) else ""))
        target = link_target(page, href)
        if title and target:
            when = read_stamp(texts["date"], reading) if texts.get("date") else None
            releases.setdefault(target, Release(title, target, when, shorten(texts.get("summary", ""))))
    for key, count in hits.items():
        if key != "item" and not count:
            raise _nothing(key, selectors, where)
    if not releases:
        raise ParseFailed(
            "the selectors find no item with a title and a link",
            where=where,
            hint="hint selectors.title and selectors.link",
        )
    return list(releases.values())


def _pick(item: Tag, selector: str, key: str) -> str:
    """The text, or the attribute after "@"; of links the address, of times the machine's date."""
    css, _, name = selector.partition("@")
    tag = item.select_one(css) if css else item
    if tag is None and item.css.match(css):
        tag = item
    if tag is None:
        return ""
    if name:
        return attribute(tag, name)
    if key == "link":
        return attribute(tag, "href")
    if key == "date":
        return attribute(tag, "datetime") or attribute(tag, "content") or text_of(tag)
    return text_of(tag)


def _nothing(key: str, selectors: Mapping[str, str], where: str) -> ParseFailed:
    return ParseFailed(
        f"selectors.{key} {selectors[key]!r} matches nothing on the page",
        where=where,
        hint="look at the page's HTML and correct the selector, or leave selectors out to let the general reader try",
    )
