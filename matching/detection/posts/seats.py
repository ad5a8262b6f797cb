"""Who succeeds somebody as chair has a seat on the board: "Jo Roe will replace her as chair" hires nobody to manage.

An executive chair manages, and so may one who is said to hold a post of the company already.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.merging import each_once
from matching.detection.named import names_person
from matching.detection.posts.posts_left import own_title, with_own_id
from matching.detection.posts.successions import SUCCEEDS
from matching.event_types import is_leaving
from matching.grammar.tokens import sentences_of
from matching.roles import read_role

_AS_CHAIR = re.compile(
    rf"\b{SUCCEEDS}\s(?:[\w’'.-]+\s){{1,8}}?as\s(?:(?:its|the|our|their|an?|new|next|independent|board)\s)*"
    r"(?:non-executive\s)?chair(?:man|woman|person)?\b(?!\s(?:and|&)\s)"
    r"(?!\sof\s[^.;,]{0,60}?\b(?:department|practice|faculty|executive\scommittee|division)\b)",  # is a head of others
    re.IGNORECASE,
)
_MANAGES = re.compile(r"(?<!non-)(?<!non\s)\bexecutive\schair|\bmanagement\sboard\b", re.IGNORECASE)


def with_seats(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is to succeed somebody as chair is appointed to the board, once."""
    if not _AS_CHAIR.search(text) or _MANAGES.search(text):
        return list(events)
    sentences = sentences_of(text)
    seated = [one for one in events if one.type == "board_appointed"]
    return each_once([_seated(one, seated, sentences, text) for one in events], _seat)


def _seated(event: CompanyEvent, seated: Sequence[CompanyEvent], sentences: Sequence[str], text: str) -> CompanyEvent:
    if not (event.person and is_seat(event.role) and _succeeds(event, sentences)):
        return event
    held, is_told = own_title(event, text), any(_seat(one) == (event.company, event.person) for one in seated)
    if is_told or is_seat(held) or not held or read_role(held).title == "Director":
        return with_own_id(replace(event, type="board_appointed"))
    return event


def _succeeds(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether the person of an event succeeds somebody as chair; who is read to leave is not said to."""
    told = [one for one in sentences if names_person(one, event.person)]
    if not any(names_person(one[: found.start()], event.person) for one in told if (found := _AS_CHAIR.search(one))):
        return False
    leaves = is_leaving(event.type) and any(leaves_for_good(_AS_CHAIR.sub(" ", one)) for one in told)
    return not leaves and event.type != "board_appointed"


def is_seat(post: str) -> bool:
    """Whether a post is only a seat on the board."""
    return read_role(post).function == "board" and not post.casefold().startswith("executive")


def _seat(event: CompanyEvent) -> Hashable:
    """What two events by which somebody takes one seat have alike."""
    return (event.company, event.person) if event.type == "board_appointed" and event.person else event.id
