"""The list of calls: who waits for one today, in blocks of people whom one story makes worth a call."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from callnow.model import Trigger
from callnow.store.news import triggers_by_id
from callnow.store.people_list import read_words
from callnow.store.rows import fetch
from callnow.store.sql import Connection, question

HEAD = 6  # people of one block on the list; its link leads to all of them


@dataclass(frozen=True, slots=True)
class WantedCalls:
    """Which calls to show; "" takes all. `words` must all occur in a call's people, places and reason, numbers
    in any spelling.

    `story` is the id of the one story whose calls are wanted; `page` is which part of the list, counted from 1.
    """

    owner: str = ""
    tier: str = ""
    type: str = ""
    words: str = ""
    page: int = 1
    story: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether not all calls are wanted."""
        return bool(self.owner or self.tier or self.type or self.words or self.story)


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """One person who waits for a call: how many reasons there are, the best that is wanted, and what presses most.

    `block` is the same for all whom one story at one employer, or the same stories of one announcement, make worth a
    call, and `block_size` counts them; it is a
    person's own where no story does.
    """

    prospect_id: str
    reasons: int
    best: Trigger
    most_pressing: Trigger
    block: str
    block_size: int


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page of the people who wait for a call today, block by block, and counts of people: all who wait, those to
    call now, those overdue, and those found by what is wanted. `types` are the event types of all calls that wait for
    the recruiter, or for all. `page` is which of the `pages` it is: the last one where fewer are left than the page
    that was wanted.
    """

    shown: tuple[WaitingPerson, ...]
    page: int
    pages: int
    waiting: int
    urgent: int
    overdue: int
    found: int
    types: tuple[str, ...]


def waiting_calls(
    con: Connection, now: datetime, today: date, wanted: WantedCalls, page_size: int, fades_at: datetime
) -> WaitingPage:
    """Whoever may be called today and has an open trigger: news and follow-ups in one rank.

    A page has about `page_size` people, which must be at least HEAD: no block is divided between two pages, unless it
    is the only one that is wanted. News that expires by `fades_at` presses as a follow-up past its day does.
    """
    words, numbers = read_words(wanted.words)
    parameters = {
        "now": now,
        "today": today,
        "fades_at": fades_at,
        "owner": wanted.owner,
        "tier": wanted.tier,
        "type": wanted.type,
        "story": wanted.story,
        "words": words,
        "numbers": json.dumps(numbers),
        "page_size": page_size,
        "head": HEAD,
        "page": wanted.page,
    }
    rows = fetch(con, question("page_calls"), parameters)
    counts = {name: int(rows[0][name]) for name in ("waiting", "urgent", "overdue", "found")}
    people = [row for row in rows if row["prospect_id"]]
    known = {
        t.id: t for t in triggers_by_id(con, [row[which] for row in people for which in ("best", "most_pressing")])
    }
    shown = [
        WaitingPerson(
            row["prospect_id"],
            row["reasons"],
            known[row["best"]],
            known[row["most_pressing"]],
            row["block"],
            row["block_size"],
        )
        for row in people
    ]
    return WaitingPage(
        tuple(shown), rows[0]["page"] or 1, rows[0]["pages"] or 1, types=tuple(rows[0]["types"]), **counts
    )


def list_triggers(con: Connection, now: datetime, today: date, *, everything: bool) -> list[dict[str, Any]]:
    """The triggers that wait for a call to somebody who may be called today, or all there are, the best first."""
    return fetch(con, question("triggers"), {"everything": everything, "now": now, "today": today})


def explain_triggers(con: Connection, id_begins: str) -> list[dict[str, Any]]:
    """What stands behind each trigger whose id begins so, by id, at most 20: names, features, what was rejected."""
    return fetch(con, question("explain_trigger"), {"trigger_id": id_begins})
