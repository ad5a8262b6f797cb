"""What the page is lent for the news that is read: feeds, and the names in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callnow.feeds import ListedFeed, NewFeed, Switched, TriedFeed
from callnow.names import JudgedPair, OpenName, TwoSpellings
from callnow.store import Connection
from callnow.terms import JudgementVerdict


@dataclass(frozen=True, slots=True)
class FeedsDesk:
    """What is done about feeds, as `callnow feeds` does it, in the transaction it is given where it is given one.

    `listed` is every feed of the database and the catalogue, those in trouble first; without a database the catalogue.
    `switch` switches feeds by name, `switch_category` those that ship in a category and a language ("" for those that
    are understood), `switch_search` the news search for each employer; `remove` forgets one that was added. `look` and
    `try_again` visit an address, or a feed of the list, and keep nothing: they take seconds, in another process. `add`
    keeps feeds that were looked at, under the names it returns; `add_list` reads a list of feeds and adds them all.
    `kinds` says what a feed may be, by the kind's name. All raise CallnowError for what cannot be.
    """

    listed: Callable[[Connection | None], list[ListedFeed]]
    switch: Callable[[Connection, Sequence[str], bool], None]
    switch_category: Callable[[Connection, str, str, bool], Switched]
    switch_search: Callable[[Connection, bool], Switched]
    remove: Callable[[Connection, str], None]
    look: Callable[[NewFeed], tuple[TriedFeed, ...]]
    try_again: Callable[[ListedFeed], TriedFeed]
    add: Callable[[Connection, Sequence[NewFeed]], tuple[str, ...]]
    add_list: Callable[[NewFeed], tuple[str, ...]]
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamesDesk:
    """What is done about names, as `callnow judge` and `callnow alias` do it, in the transaction it is given.

    `waiting` are at most so many names that are too close to several employers, and how many there are. `spellings`
    are the pairs of employers that are taken for one company, or may be one. `judge` says of
    a name and an employer (its id or name) what they are, `take_back` forgets it, `undo` says again what was said
    before, and returns the pairs of which nothing was said since. `add_alias` keeps another name of an employer and
    returns the employer's own, `remove_alias` forgets one.
    All raise UsageError for what cannot be.
    """

    waiting: Callable[[Connection, int], tuple[list[OpenName], int]]
    spellings: Callable[[Connection], list[TwoSpellings]]
    judge: Callable[[Connection, str, str, JudgementVerdict], JudgedPair]
    take_back: Callable[[Connection, str, str], Sequence[JudgedPair]]
    undo: Callable[[Connection, Sequence[JudgedPair]], list[JudgedPair]]
    add_alias: Callable[[Connection, str, str], str]
    remove_alias: Callable[[Connection, str], str]
