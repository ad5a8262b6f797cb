"""The general reader: most newsrooms need no configuration."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from sources.feed import Feed
from sources.newsroom.listing import read_listing
from sources.newsroom.page import Page, Release
from sources.newsroom.structured import read_structured
from sources.newsroom.when import DateReading, folded, reading_of

# Domains of countries that mostly others use.
_USED_EVERYWHERE = frozenset(
    {"ai", "cc", "co", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "sh", "so", "tv", "to", "vc"}
)
MANY = 3  # declared releases that make a list of their own


def page_reading(page: Page, feed: Feed, now: datetime) -> DateReading:
    """How this page's dates are to be read."""
    numeric = page.soup.find_all(string=re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"))
    texts = [folded(str(text)) for text in numeric[:200]]
    country = feed.country.upper() or _country_of(page.url)
    return reading_of(texts, country, page.language or feed.language, now)


def _country_of(url: str) -> str:
    """The country whose domain a page lies in; "" for domains that the whole world uses."""
    ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    country = {"uk": "GB"}.get(ending, ending.upper())
    return country if len(ending) == 2 and ending not in _USED_EVERYWHERE else ""


def read_page(page: Page, reading: DateReading) -> list[Release]:
    """The releases of a page: those it declares, those it shows, each link once.

    What is declared has the better date and often a shortened title; what is shown is what the list is for. So the
    shown list is the frame, filled in from the declared; declared releases that are not shown join where they are many.
    """
    declared = {item.url: item for item in read_structured(page, reading)}
    shown = read_listing(page, reading)
    merged = [_filled(item, declared.get(item.url)) for item in shown]
    if not any(item.when for item in merged) and len(declared) >= MANY:
        return list(declared.values())
    if len(declared) >= MANY or not merged:
        known = {item.url for item in merged}
        merged += [item for item in declared.values() if item.url not in known]
    return merged


def _filled(shown: Release, declared: Release | None) -> Release:
    if declared is None:
        return shown
    return replace(
        shown,
        when=declared.when or shown.when,
        title=declared.title if len(declared.title) > len(shown.title) else shown.title,
        summary=shown.summary if len(shown.summary) >= len(declared.summary) else declared.summary,
    )
