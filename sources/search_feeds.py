"""Feeds made for each employer of a template: news searches and lists of filings, spread over the day.

A template is a feed whose address holds {employer} (kind "search") or {cik} (kind "edgar_company"). Searches are the
way to hear of an employer that no feed covers; they cost a request each, so each is made once a day, at its own minute
of the day. Filings are asked for where the employer's number at the SEC is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from callnow.legal_forms import without_legal_form
from callnow.model import Employer, stable_id
from sources.feed import Feed
from sources.readers.edgar_company import PLACEHOLDER as CIK
from sources.readers.search import PLACEHOLDER

DAY = 24 * 3600.0


def is_template(feed: Feed) -> bool:
    """Whether feeds are made of this one, which is never visited itself."""
    return PLACEHOLDER in feed.url or CIK in feed.url


def search_feeds(template: Feed, employers: Iterable[Employer]) -> tuple[Feed, ...]:
    """A feed for each employer, named "template: employer", visited once a day.

    The name goes into the address without its legal form ("Inc."), which headlines leave out; the template puts the
    quotation marks. Two employers of one such name share one search.
    """
    feeds: dict[str, Feed] = {}
    for employer in employers:
        name = searched_name(employer.name)
        if name:
            url = template.url.replace(PLACEHOLDER, quote(name, safe=""))
            feeds.setdefault(url, _made(template, employer, url))
    return tuple(feeds.values())


def filing_feeds(template: Feed, employers: Iterable[Employer], ciks: Mapping[str, str]) -> tuple[Feed, ...]:
    """A feed for each employer whose number at the SEC is known, named "template: employer"; `ciks` by employer's id.

    The filings speak for the employer, by its name on the list. Two employers of one number share one feed.
    """
    feeds: dict[str, Feed] = {}
    for employer in employers:
        if cik := ciks.get(employer.id):
            url = template.url.replace(CIK, cik.zfill(10))
            feeds.setdefault(url, replace(_made(template, employer, url), company=employer.name))
    return tuple(feeds.values())


def _made(template: Feed, employer: Employer, url: str) -> Feed:
    name = f"{template.name}: {employer.name}"
    return replace(template, name=name, url=url, interval=template.interval or DAY)


def searched_name(name: str) -> str:
    """An employer's name as a search wants it: no legal form, nothing in brackets, no quotation marks."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", name).replace('"', " ")
    bare = " ".join(bare.split())
    short = _AND_COMPANY.sub("", without_legal_form(bare))
    if len(short.split()) > 2 and not short.startswith("The "):  # "The Weaving Company" is not any weaving
        short = short.removesuffix(" Company")
    return short.strip(" ,.")


_AND_COMPANY = re.compile(r"(?<=\S),? (?:&|and) Co(?:mpany)?\.?$", re.IGNORECASE)


def first_search(feed: Feed, now: datetime) -> datetime:
    """When a search is made first: at its own second of the 24 hours from now, the same in every run."""
    share = int(stable_id("search", feed.url), 16) / 16**16
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + timedelta(seconds=share * DAY)
    return at if at >= now else at + timedelta(days=1)
