"""The reader of EDGAR's current 8-K filings (Atom): the items that mean something to a recruiter become announcements.

An entry names the filer and the items of the filing, no more; what happened stands in the document it links to. So
title and text say what the item says ("reports a change of directors or officers"), and the article is fetched where
the event wants a person.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from html import escape, unescape

from callnow.datafiles import Table, Text, read_data_file
from callnow.errors import ParseFailed, SettingError
from callnow.http.headers import unsendable
from callnow.model import Announcement, stable_id
from callnow.paths import DATA
from sources.edgar import filing_number
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind
from sources.readers.feed import entries

LEAST_INTERVAL = 300.0  # seconds between visits
_FILER = re.compile(r"^8-K(?:12[BG]3)?(?:/A)?\s+-\s+(?P<name>.+?)\s+\((?P<cik>\d{1,10})\)\s+\((?P<role>[\w ]+)\)\s*$")
_ITEM = re.compile(r"Item\s+(\d\.\d\d)\b")


def checked_agent(agent: str, where: str) -> str:
    """The User-Agent that EDGAR is given, which must hold an e-mail address: it answers others with 403.

    Raises SettingError where it holds none, and for what cannot be sent.
    """
    if odd := unsendable(agent):
        hint = "write fetch.contact, or user_agent in the feed's block, in plain letters, digits and signs"
        raise SettingError(f"the User-Agent for EDGAR holds {odd!r}", where=where, hint=hint)
    if not re.search(r"[^\s@]+@[^\s@]+\.[^\s@]+", agent):
        raise SettingError(
            "EDGAR wants to know who visits it, and no e-mail address is set",
            where=where,
            hint="set fetch.contact in callnow.toml to your e-mail address, or user_agent in the feed's block",
        )
    return agent


def declared(feed: Feed, contact: str) -> Feed:
    """`feed` with the User-Agent that EDGAR demands: a name and an e-mail address.

    A `user_agent` in the feed's own block is kept. Raises SettingError where there is no address to give.
    """
    agent = checked_agent(feed.user_agent or f"callnow {contact}", where=f"feed {feed.name!r}")
    return replace(feed, user_agent=agent, interval=max(feed.interval, LEAST_INTERVAL))


KIND = FeedKind("EDGAR's list of current 8-K filings", prepare=declared)


class ItemKind(Table):
    """What an item of an 8-K is called, and what it says to a recruiter."""

    says: Text
    words: Text


class EdgarItems(Table):
    """data/edgar_items.toml."""

    capitals: frozenset[str]
    shortened: frozenset[str]
    items: dict[str, ItemKind]


@cache
def _table() -> EdgarItems:
    return read_data_file(DATA / "edgar_items.toml", EdgarItems)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """One announcement a filing and filer, its `issuer` the filer. Raises ParseFailed for another feed."""
    listed = entries(body, url)
    items: dict[str, Announcement] = {}
    strange = 0
    for entry in listed:
        filer = _FILER.match(unescape(entry.title))
        if filer is None:
            strange += 1
            continue
        name = filer_name(filer["name"])
        if item := announced(entry, name, feed, url, fetched_at):
            items.setdefault(f"{entry.guid}|{filer['cik']}", item)
    if listed and strange == len(listed):
        raise ParseFailed(
            "not EDGAR's list of current 8-K filings", where=feed.name, hint="check the address in data/feeds.toml"
        )
    return list(items.values())


def announced(entry: FeedEntry, name: str, feed: Feed, url: str, fetched_at: datetime) -> Announcement | None:
    """The announcement of a filing by `name`; None where none of its items means something to a recruiter.

    Its words are those of each filing of the filer with these items, so its fingerprint is made of the filing's number.
    """
    codes = [code for code in dict.fromkeys(_ITEM.findall(entry.text)) if code in _table().items]
    if not codes:
        return None
    item = announce(_entry(entry, name, codes), feed, url, fetched_at)
    number = filing_number(item)
    own = stable_id("filing", number, item.title) if number else item.fingerprint
    return replace(item, issuer=name, fingerprint=own)


def _entry(entry: FeedEntry, name: str, codes: list[str]) -> FeedEntry:
    listed = [_table().items[code] for code in codes]
    title = f"{name} {listed[0].says} (SEC filing 8-K, item {codes[0]})"
    sentences = [f"{name} {item.says}." for item in listed]
    quoted = [f"Item {code}: {item.words}." for code, item in zip(codes, listed, strict=True)]
    text = "<br>".join(escape(line) for line in (*sentences, *quoted))
    return entry._replace(title=escape(title), text=text, language="en")


def filer_name(written: str) -> str:
    """A filer's name as people write it: "TALLGRASS ROBOTICS INC /MN/" is "Tallgrass Robotics Inc"."""
    name = " ".join(re.sub(r"\s*/[A-Z]{2,4}/?\s*$", "", written).split())
    if name != name.upper():
        return name
    return " ".join(_cased(word) for word in name.split())


def _cased(word: str) -> str:
    bare = word.strip(".,()")
    unpronounced = len(bare) > 1 and not re.search(r"[AEIOUY]", bare) and bare not in _table().shortened
    if bare in _table().capitals or any(c.isdigit() for c in bare) or unpronounced:
        return word
    return re.sub(r"[A-Z]+", lambda part: part[0].capitalize(), word).replace("'S", "'s")
