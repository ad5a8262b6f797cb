"""The list of calls as the template is given it: blocks of people, how each call presses, counts, the pages beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from callnow.model import Prospect, Trigger
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.calls import WaitingPerson, WantedCalls, waiting_calls
from callnow.store.writes import kept_writes
from callnow.store.wrong_numbers import to_call
from callnow.terms import Colour, TriggerKind
from callnow.waiting import CallsInOne
from delivery.card import Card, build_card, proof_in
from delivery.page.desk import Desk
from delivery.page.queries import as_query

SHOWN = 50  # calls on one page of the list; as many as are made on a long day
PEOPLE = 8  # prospects shown beside the calls that a search finds
FADES = timedelta(days=1)
COLOURS = {Colour.RED: "overdue", Colour.YELLOW: "past its day", Colour.GREEN: "due today"}


@dataclass(frozen=True, slots=True)
class CallStanding:
    """How a call stands: a colour and the word for it; neither where nothing presses."""

    colour: Colour | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The people whom one story at one employer makes worth a call, best first; or one person alone.

    `size` counts all of them, of whom a long block shows the first.
    """

    cards: tuple[Card, ...]
    size: int

    @property
    def lead(self) -> Card:
        """The best call, which stands for the block."""
        return self.cards[0]


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the morning list as wanted, one call a person under its best reason, and counts of all who wait.

    `reasons` and `stands` tell of each person on it (by prospect id) how many reasons wait and how the most pressing
    stands. `calls` are the best reasons by id, in the order of the list, and `told` what is told in one call with each.
    `found` counts the people on all its pages; `version` is another one wherever the list may be another.
    """

    blocks: tuple[Block, ...]
    calls: dict[str, Trigger]
    told: CallsInOne
    reasons: dict[str, int]
    stands: dict[str, CallStanding]
    found: int
    waiting: int
    urgent: int
    overdue: int
    pages: int
    wanted: WantedCalls
    types: tuple[str, ...]
    people: tuple[Prospect, ...]
    totals: dict[str, Any]
    version: str

    @property
    def query(self) -> str:
        return query_of(self.wanted)

    def beside(self, by: int) -> str:
        """The query of the page before (-1) or after (1), "" where there is none."""
        page = self.wanted.page + by
        return (query_of(replace(self.wanted, page=page)) or "?") if 1 <= page <= self.pages else ""

    def of_story(self, story_id: str) -> str:
        """The query of the same list narrowed to one story; to all stories for ""."""
        return query_of(replace(self.wanted, story=story_id, page=1))


def query_of(wanted: WantedCalls) -> str:
    """The part of an address that asks for this ("?owner=Dana"), or ""."""
    asked = {"owner": wanted.owner, "tier": wanted.tier, "type": wanted.type, "q": wanted.words, "story": wanted.story}
    asked["page"] = str(wanted.page) if wanted.page > 1 else ""
    return as_query(asked)


def standing(call: Trigger, now: datetime) -> CallStanding:
    """How a call presses: a follow-up by its colour, news on its last day."""
    if call.kind is TriggerKind.CADENCE:
        return CallStanding(call.colour, COLOURS[call.colour]) if call.colour else CallStanding()
    return CallStanding(Colour.YELLOW, "last day") if call.expires_at - now <= FADES else CallStanding()


def load_board(con: Connection, desk: Desk, wanted: WantedCalls) -> Board:
    """The page of the list that is wanted; the last one where it is shorter by now."""
    now = desk.now()
    waiting = waiting_calls(con, now, desk.today(), wanted, SHOWN, now + FADES)
    calls = {person.best.id: person.best for person in waiting.shown}
    told = desk.in_one_call(con, list(calls.values()), now)
    return Board(
        blocks=_blocks(con, told, waiting.shown, now),
        calls=calls,
        told=told,
        reasons={person.prospect_id: person.reasons for person in waiting.shown},
        stands={person.prospect_id: standing(person.most_pressing, now) for person in waiting.shown},
        found=waiting.found,
        waiting=waiting.waiting,
        urgent=waiting.urgent,
        overdue=waiting.overdue,
        pages=waiting.pages,
        wanted=replace(wanted, page=waiting.page),
        types=waiting.types,
        people=tuple(store.people_named(con, wanted, PEOPLE)),
        totals=store.totals(con, desk.begins(desk.today())),
        version=version_of(con, desk.today()),
    )


def version_of(con: Connection, today: date) -> str:
    """What tells one state of the list from another: how many writes it rests on, and the day."""
    return f"{kept_writes(con)}-{today}"


def _blocks(con: Connection, told: CallsInOne, waiting: Sequence[WaitingPerson], now: datetime) -> tuple[Block, ...]:
    """Blocks of cards, which show neither colleagues nor past talks: at a large employer those take seconds."""
    known = store.prospects_by_id(con, [person.prospect_id for person in waiting])
    people = {person.id: person for person in to_call(con, known.values())}

    def card(call: Trigger) -> Card:
        one = told.of(call)
        story, proof = told.stories.get(call.story_id), proof_in(told, call)
        return build_card(one.trigger, people[call.prospect_id], story, now, told_with=one.others, proof=proof)

    grouped = ((key, list(block)) for key, block in groupby(waiting, key=lambda person: person.block))
    return tuple(Block(tuple(card(person.best) for person in block), block[0].block_size) for _, block in grouped)
