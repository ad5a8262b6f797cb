"""Feeds that are made for each employer, of a template: news searches, and employers' own filings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from callnow.model import Employer
from callnow.store import Connection
from callnow.store.feeds import all_feeds, keep_visits, remove_feeds, save_feeds
from callnow.store.listings import ciks
from callnow.store.people import all_employers
from flows.news.coverage import feed_of
from sources.feed import Feed, FeedState
from sources.search_feeds import filing_feeds, first_search, is_template, search_feeds

FILINGS = "edgar_company"  # the kind of feed that is made for each employer whose number at the SEC is known


def declare_searches(con: Connection, now: datetime) -> None:
    """Makes each switched-on template into a feed an employer, each with its own minute of the day."""
    known = {kept.declared["name"]: kept for kept in all_feeds(con)}
    templates = [feed for kept in known.values() if kept.enabled and is_template(feed := feed_of(kept))]
    employers, numbers = (all_employers(con), ciks(con)) if templates else ([], {})
    wanted = {feed.name: feed for template in templates for feed in feeds_of(template, employers, numbers)}
    made = {name: kept.declared["url"] for name, kept in known.items() if kept.origin == "search"}
    if gone := [name for name, url in made.items() if name not in wanted or wanted[name].url != url]:
        remove_feeds(con, gone)
    fresh = [feed for name, feed in wanted.items() if name not in known or name in gone]
    save_feeds(con, map(asdict, fresh), origin="search")
    keep_visits(con, [(f.name, FeedState(next_check_at=first_search(f, now)).to_dict(), ()) for f in fresh], now)


def feeds_of(template: Feed, employers: Sequence[Employer], numbers: Mapping[str, str]) -> tuple[Feed, ...]:
    """The feeds that a template is made into; `numbers` are those of employers at the SEC, by the employer's id."""
    if template.kind == FILINGS:
        return filing_feeds(template, employers, numbers)
    return search_feeds(template, employers)


def watches_filings(con: Connection) -> bool:
    """Whether a template of employers' own filings is switched on."""
    filings = (kept for kept in all_feeds(con) if kept.enabled and kept.declared["kind"] == FILINGS)
    return any(is_template(feed_of(kept)) for kept in filings)
