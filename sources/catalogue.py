"""The feeds that ship with the project, and any others given as TOML: data/feeds.toml.

One `[[feed]]` block is one Feed: what it may say are the fields of that. Everything else is an error that names the
file, the line, the feed and what would do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, model_validator

from callnow.datafiles import Table, read_data_file
from callnow.errors import Unusable
from callnow.http.headers import unsendable
from callnow.paths import DATA
from sources.feed import Feed
from sources.kinds import check_address, feed_kinds, kind_of, kinds_in_words

SELECTORS = ("item", "title", "link", "date", "summary")


def _usable(feed: Feed) -> Feed:
    """The feed. Raises Unusable where what a block says does not go together."""
    for key in ("name", "url"):
        if not getattr(feed, key):
            raise Unusable(f"no {key}", f'give it one: {key} = "…"', key=key)
    if not kind_of(feed.kind).about:
        raise Unusable(f"unknown kind {feed.kind!r}", f"use one of {kinds_in_words()}", key="kind")
    check_address(feed.url, feed.kind)
    for key in ("expected_per_week", "interval"):
        if getattr(feed, key) < 0:
            raise Unusable(f"{key} is below 0", "give a number from 0 (unknown) up", key=key)
    if odd := unsendable(feed.user_agent):
        raise Unusable(f"user_agent holds {odd!r}", "write it in plain letters, digits and signs", key="user_agent")
    if feed.selectors is not None:
        _check_selectors(feed)
    kind_of(feed.kind).check(feed)
    return feed


def _check_selectors(feed: Feed) -> None:
    import soupsieve  # noqa: PLC0415 - comes with all of bs4, and few feeds have selectors

    if not kind_of(feed.kind).selectors:
        may = " or ".join(f'kind = "{name}"' for name, kind in feed_kinds().items() if kind.selectors)
        raise Unusable(f"selectors in a source of kind {feed.kind!r}", f"set {may}", key="selectors")
    for key, selector in (feed.selectors or {}).items():
        if key not in SELECTORS:
            raise Unusable(f"unknown selector {key!r}", f"use {', '.join(SELECTORS)}", key="selectors")
        try:
            soupsieve.compile(selector.partition("@")[0])
        except soupsieve.SelectorSyntaxError as error:
            reason = str(error).splitlines()[0]
            raise Unusable(f"selectors.{key} is not a CSS selector: {reason}", "correct it", key="selectors") from error
    if "item" not in (feed.selectors or {}):
        raise Unusable("selectors without item", 'name the element of one release: item = "…"', key="selectors")


class FeedFile(Table):
    """A file of feeds."""

    model_config = ConfigDict(str_strip_whitespace=True)

    feed: tuple[Annotated[Feed, AfterValidator(_usable)], ...] = ()

    @model_validator(mode="after")
    def each_once(self) -> FeedFile:
        """No two feeds have one name or one address."""
        taken: dict[str, int] = {}
        for number, feed in enumerate(self.feed):
            for key in (feed.name.casefold(), feed.url):
                if (first := taken.setdefault(key, number)) != number:
                    what, like = "same name or address", ("feed", first)
                    raise Unusable(what, "keep one of the two", place=("feed", number), like=like)
        return self


def load_feeds(path: Path = DATA / "feeds.toml") -> tuple[Feed, ...]:
    """The feeds declared in `path`, in its order. Raises DataFileError; names and addresses occur once."""
    return read_data_file(path, FeedFile, suffix=".toml").feed
