"""Changes of people made of others: in another post, of who comes in somebody's place; and the posts with which words
begin, or that stand beside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent, stable_id
from matching.comparing.persons import same_person
from matching.detection.named import GIVEN, TITLE, bare_name, person_in_text
from matching.event_types import is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.role_table import WORD
from matching.roles import find_roles, read_role

SUCCEEDS = (
    r"(?:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|(?:tak(?:es?|ing)|took)\sover\s(?:(?:on|in|last|this|next)\s\w+\s)?(?:from|for)|"
    r"follow(?:s|ed))"
)
"""What who comes does to who goes."""

OF_WHOM = r"(?:its|their|our|his|her|the|an?|(?:the\s)?(?:[\w&.-]+\s){0,4}?[\w&.-]+['’]s?)\s(?:current\s|long-?time\s)?"
"""Whose a post is, before it: "its", "Tessaly's current"."""

_INTERIM = re.compile(r"^(?:the\s|its\s)?(?:interim|acting)\s", re.IGNORECASE)


def in_post(event: CompanyEvent, post: str, text: str = "") -> CompanyEvent:
    """The event of somebody with another post, or none; the text tells what an abbreviation of it means."""
    role = read_role(post, text)
    return replace(event, role=post, function=role.function, rank=role.rank)


def as_successor(left: CompanyEvent, person: str, post: str, sentence: str) -> CompanyEvent:
    """Who gets a post that somebody leaves, as surely as that is told."""
    kind, name = "executive_promoted", bare_name(person)
    own_id = stable_id(left.announcement_id, kind, left.company, name, "", post)
    new = replace(in_post(left, post), id=own_id, type=kind, person=name)
    return replace(new, sentence=sentence, prior_company="")


def takes_post(events: Sequence[CompanyEvent], person: str) -> list[CompanyEvent]:
    """The events by which somebody takes a post."""
    return [one for one in events if is_taking_post(one.type) and same_person(one.person, person)]


def role_at_start(text: str) -> str:
    """The role of the table with which a text begins."""
    words = list(WORD.finditer(text[:120]))
    roles = find_roles([word.group() for word in words])
    return text[: words[roles[0].end - 1].end()].rstrip(".,") if roles and roles[0].start == 0 else ""


def own_title(left: CompanyEvent, text: str) -> str:
    """The post that stands before the name of who leaves, or behind it between commas; "" for none."""
    name = person_in_text(left.person)
    behind_name = rf"\b{name},\s(?:\d\d,\s)?(?i:{OF_WHOM})?$"
    for sentence in sentences_of(text):
        places = role_places(sentence)
        for start, end in places:
            if re.match(rf",?\s{TITLE}{GIVEN}{name}\b", sentence[end:]):
                return sentence[start:end]
            if re.search(behind_name, sentence[:start]):
                return sentence[start : _end_of_both(sentence, places, end)]
    return ""


def _end_of_both(sentence: str, places: Sequence[tuple[int, int]], end: int) -> int:
    """Where the post ends that "and" joins to one that ends there; the end of that one, where none is joined."""
    return next((b for a, b in places if re.fullmatch(r",?\s(?:and|&)\s", sentence[end:a])), end)


def is_for_a_time(role: str) -> bool:
    """Whether a role is held for a time: "interim CFO"."""
    return _INTERIM.match(role) is not None


def for_good(role: str) -> str:
    """A role without that it is held for a time."""
    return _INTERIM.sub("", role)
