"""One post that two people of one sentence are read to get, or to leave: whose it is, is not sure, unless the text has
it twice, in the plural, or as one of both.

"Ann Roe has been appointed CFO and Jo Lind general counsel" makes nobody but Roe a CFO.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import names_person, person_in_text
from matching.detection.posts.changes import SUCCEEDS
from matching.event_types import is_leaving, is_taking_post
from matching.reading.calibration import NEVER
from matching.reading.role_words import role_places

_OF_BOTH = re.compile(
    r"\b(?:co-|joint(?:ly)?\b|both\b|each\b|share[sd]?\b|together\b|respectively\b|all\s(?:two|three|four|five)\b)",
    re.IGNORECASE,
)


_INTO = (
    r",?\s(?:(?:has|have|had|been|is|was|will|be|becom(?:e|es|ing)|became|named|appointed|promoted|elected|made|hired|moves?|"
    r"joins?|as|to|its|their|the|an?|new|next|first|interim|acting)\s){0,6}"
)


def without_sure_sharers(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events of a text; who is read to get another's post, or to leave it, in one sentence does so not certain."""
    return [replace(one, certain_from=NEVER) if any(_share(one, other) for other in events) else one for one in events]


def _share(one: CompanyEvent, other: CompanyEvent) -> bool:
    """Whether both get one post, or leave it, which a sentence does not say to be that of the first."""
    leave, take = (is_leaving(one.type), is_leaving(other.type)), (is_taking_post(one.type), is_taking_post(other.type))
    if not (all(leave) or all(take)) or not (one.person and other.person and one.role):
        return False
    if same_person(one.person, other.person) or not share_name(one.names, other.names):
        return False
    return fold(one.role) == fold(other.role) and one.sentence == other.sentence and not _is_given(one, other)


def _is_given(one: CompanyEvent, other: CompanyEvent) -> bool:
    """Whether a sentence gives a post to the one person, or to both: in the plural, twice, shared, to all of a list."""
    said, role, name = one.sentence, re.escape(one.role), person_in_text(one.person)
    if _OF_BOTH.search(said) or not all(names_person(said, who.person) for who in (one, other)):
        return True
    if is_leaving(one.type):
        given = rf"\b{role}\s(?:[A-Z][\w.’'-]*\s){{0,3}}{name}\b"
    else:  # "Roe will succeed Lind as CFO"
        given = rf"\b(?:{SUCCEEDS}|to\sfollow)\s[^.;]{{0,60}}?{person_in_text(other.person)}\b"
    if re.search(rf"\b{name}{_INTO}{role}\b|{given}", said, re.IGNORECASE):
        return True
    places = re.findall(rf"\b{role}\w*", said, re.IGNORECASE)
    if len(places) != 1 or places[0].endswith("s"):
        return True
    return one.rank != 1 and (len(role_places(said)) < 2 or _side_by_side(one.person, other.person, said))


def _side_by_side(one: str, other: str, said: str) -> bool:
    """Whether a sentence names two in one list: "Ann Roe, Max Orr and Jo Lind"."""
    a, b = person_in_text(one), person_in_text(other)
    at = r"(?:\s(?:in|of|from)\s[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?)?"  # "Ann Roe in New York and Jo Lind in Paris"
    between = (
        rf"(?:,?\s(?:Jr|Sr|[A-Z]{{2,4}})\.?)?{at}"
        r"(?:,\s[A-Z][^,;]{1,40}){0,4},?\s?(?:and\s|&\s)?(?:[A-Z][\w.-]*\s){0,3}"
    )
    return re.search(rf"\b{a}{between}{b}\b|\b{b}{between}{a}\b", said) is not None
