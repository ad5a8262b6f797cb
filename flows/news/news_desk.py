"""What the page is lent for feeds and names: the functions of `callnow feeds`, `callnow judge` and `callnow alias`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from callnow.errors import UsageError
from callnow.feeds import ListedFeed, NewFeed, TriedFeed
from callnow.settings import Settings
from callnow.store import Connection
from callnow.terms import ON_THE_PAGE
from delivery.page.news_desk import FeedsDesk, NamesDesk
from flows.news.choosing import FeedChoice
from flows.news.feed_list import feeds_to_choose
from flows.news.naming import add_alias, judge_name, open_names, take_alias_away, take_back, undo_judgements
from flows.news.subscribing import add_feeds, keep_feeds_in
from flows.news.switching import remove_added, switch_chosen, switch_feeds, switch_search
from flows.news.trying import look_at_address, try_feed, whole_address
from flows.people.spellings import two_spellings
from flows.running.behind import do_behind
from sources.feed import Feed
from sources.kinds import FeedKind, feed_kinds, kind_of, refused_address


def feeds_desk(settings: Settings, now: Callable[[], datetime]) -> FeedsDesk:
    """What is done about feeds."""
    return FeedsDesk(
        listed=lambda con: feeds_to_choose(con, now()),
        switch=switch_feeds,
        switch_category=lambda con, category, language, on: switch_chosen(con, FeedChoice(category, language), on),
        switch_search=switch_search,
        remove=remove_added,
        look=lambda new: do_behind(look_at_address, settings, new, now()),
        try_again=lambda listed: do_behind(_try_again, settings, listed, now()),
        add=_add,
        add_list=lambda new: do_behind(_add_list, settings, new, now()),
        kinds={name: kind.about for name, kind in feed_kinds().items() if _may_be_added(kind)},
    )


def names_desk(now: Callable[[], datetime]) -> NamesDesk:
    """What is done about names."""
    return NamesDesk(
        waiting=open_names,
        spellings=two_spellings,
        judge=lambda con, mention, employer, verdict: judge_name(con, mention, employer, verdict, now(), ON_THE_PAGE),
        take_back=take_back,
        undo=undo_judgements,
        add_alias=lambda con, name, employer: add_alias(con, name, employer).name,
        remove_alias=take_alias_away,
    )


def _try_again(settings: Settings, listed: ListedFeed, now: datetime) -> TriedFeed:
    return try_feed(settings, Feed(**{**listed.declared, "enabled": True}), now)


def _may_be_added(kind: FeedKind) -> bool:
    """Whether the page adds feeds of this kind: nothing is read of this machine's disk because a page says so."""
    return not (kind.mailbox or kind.on_disk)


def _add(con: Connection, chosen: Sequence[NewFeed]) -> tuple[str, ...]:
    for tried in chosen:
        if tried.kind not in feed_kinds() or not _may_be_added(kind_of(tried.kind)):
            raise UsageError(
                f"{tried.kind!r} is not a kind of feed to add here", where=tried.address, hint="look at it anew"
            )
        if refusal := refused_address(tried.address, tried.kind, where=tried.address):
            raise refusal
    feeds = [
        Feed(name=tried.name or tried.address, url=tried.address, kind=tried.kind, company=tried.company)
        for tried in chosen
    ]
    return tuple(feed.name for feed in keep_feeds_in(con, feeds).feeds)


def _add_list(settings: Settings, new: NewFeed, now: datetime) -> tuple[str, ...]:
    template = Feed(name="", url="", company=new.company)
    return tuple(feed.name for feed in add_feeds(settings, whole_address(new.address), template, now).feeds)
