"""People as they are searched, a page at a time; what there was about one of them; what is heard of their employers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from callnow.counting import pages_of
from callnow.model import Prospect, Story
from callnow.store.ask import take_for_now
from callnow.store.news import stories_of
from callnow.store.rows import fetch, from_row
from callnow.store.sql import Connection, question
from callnow.store.wrong_numbers import to_call

LEAST_DIGITS = 3  # of what is taken for a number; fewer are a word
WHOLE = 7  # digits of a number that is not its end alone: zeros that it begins with are not part of it as it is kept
_LINK = re.compile(r"\btel:", re.IGNORECASE)  # as a copied link begins
# A number as people write it: "212 555 0122", "(212) 555-0122", "+44 (0)20 7946 0018", "555-0122 ext. 204".
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d\s().\-/]*(?:(?:x|ext\.?|extension)\s*\d+)?(?!\w)", re.IGNORECASE)


class Only(StrEnum):
    """Which people alone are shown: who is not to be called for now, who has no number, whose employer had no news."""

    PAUSED = "paused"
    NO_NUMBER = "no number"
    NO_NEWS = "no news"


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """Which people to show; "" takes all. `words` must all occur in what is held of a person, numbers in any spelling,
    or be the person's id.

    `page` is counted from 1.
    """

    words: str = ""
    owner: str = ""
    tag: str = ""
    tier: str = ""
    only: Only | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person with what the list says beside: paused until when (None: not), when (None: never) and how the last
    contact was."""

    person: Prospect
    paused_until: date | None
    last_contact_at: datetime | None
    last_contact_by: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the people found, by name; `found` counts all of them. `page` is which of the `pages` it is."""

    people: tuple[ListedPerson, ...]
    found: int
    page: int
    pages: int


def list_people(con: Connection, wanted: PeopleWanted, today: date, news_since: datetime, most: int) -> PeoplePage:
    """The people who are wanted, as they are to be called, `most` on a page; the last page where there are fewer."""
    asked = _parameters(wanted, today, news_since) | {"most": most, "page": wanted.page}
    rows = fetch(con, question("people_listed"), asked)
    found = int(rows[0]["found"]) if rows else 0
    called = to_call(con, [from_row(Prospect, row) for row in rows])
    people = tuple(
        ListedPerson(person, row["paused_until"], row["last_contact_at"], row["last_contact_by"] or "")
        for person, row in zip(called, rows, strict=True)
    )
    return PeoplePage(people, found, int(rows[0]["page"]) if rows else 1, pages_of(found, most))


def ids_of_people(con: Connection, wanted: PeopleWanted, today: date, news_since: datetime) -> list[str]:
    """The ids of all people who are wanted, on whatever page, by name."""
    asked = _parameters(wanted, today, news_since) | {"most": 2**31, "page": 1}
    return [row["id"] for row in fetch(con, question("people_listed"), asked)]


def tags(con: Connection) -> list[str]:
    """The tags that people have, by name."""
    asked = "SELECT DISTINCT unnest(tags) AS tag FROM prospect ORDER BY lower(tag), tag"
    return [row["tag"] for row in fetch(con, asked)]


def paused_people(con: Connection, today: date) -> dict[str, date]:
    """Who is not to be called today, by id, and the first day after the pause."""
    asked = "SELECT prospect_id, paused_until FROM rhythm WHERE paused_until > $today"
    return {row["prospect_id"]: row["paused_until"] for row in fetch(con, asked, {"today": today})}


def pauses_that_ended(con: Connection, today: date) -> list[str]:
    """Who was paused until today or a day before, and still has the note of it."""
    asked = "SELECT prospect_id FROM rhythm WHERE paused_until <= $today ORDER BY prospect_id"
    return [row["prospect_id"] for row in fetch(con, asked, {"today": today})]


def read_words(words: str) -> tuple[str, list[dict[str, str]]]:
    """What is searched for: the words, and the numbers among them as digits, beside the text they were written as."""
    numbers = []
    rest = words = _LINK.sub(" ", words)
    for match in _NUMBER.finditer(words):
        written = match.group().strip()
        if sum(map(str.isdigit, written)) >= LEAST_DIGITS:
            numbers.append({"digits": _digits(written), "written": " ".join(written.lower().split())})
            rest = rest.replace(match.group(), " ", 1)
    return " ".join(rest.split()), numbers


def _digits(written: str) -> str:
    """The digits of a number or of its end, without those that are dialled inside a country alone."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return digits.lstrip("0") if len(digits) >= WHOLE else digits


def _parameters(wanted: PeopleWanted, today: date, news_since: datetime) -> dict[str, Any]:
    words, numbers = read_words(wanted.words)
    return {
        "id": wanted.words.strip(),
        "words": words,
        "numbers": json.dumps(numbers),
        "owner": wanted.owner,
        "tag": wanted.tag,
        "tier": wanted.tier,
        "only": wanted.only or "",
        "today": today,
        "news_since": news_since,
    }


def employers_covered(con: Connection, owner: str, news_since: datetime) -> list[dict[str, Any]]:
    """Each employer: how many people of `owner` (all for "") work there, and which sources had news of it since.

    `sources` are (source, items) with the most first, `last_news_at` is of any time.
    """
    return fetch(con, question("employers_covered"), {"owner": owner, "news_since": news_since})


def calls_to(con: Connection, prospect_id: str, now: datetime, zone: str, most: int) -> list[dict[str, Any]]:
    """The calls to one person that there have been, newest first, as the view calls_ever has them (days of `zone`)."""
    take_for_now(con, now, zone)
    return fetch(con, question("person_calls"), {"prospect": prospect_id, "most": most})


def news_of(con: Connection, employer_id: str, most: int) -> list[Story]:
    """The news of one employer: its newest stories, in any order."""
    found = fetch(con, question("employer_news"), {"employer": employer_id, "most": most})
    return stories_of(con, ids=[row["id"] for row in found])
