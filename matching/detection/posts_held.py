"""Posts that somebody held, or holds elsewhere, and that were taken for the one of the news.

"Orbel hires ex-Tessaly CFO" does not name the post at Orbel; "Orbel's former CEO leaves the board" is of a seat there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import any_of, person_in_text
from matching.detection.posts_left import in_post
from matching.event_types import is_leaving, is_taking_post
from matching.reading.calibration import NEVER

_FORMER = re.compile(
    r"\b(?:former|formerly|ex|onetime|one-time|erstwhile|past)[\s-](?P<whose>(?:(?!(?:as|to|for|is|was)\b)[\w.’'&-]+[\s-]){0,5})$",
    re.IGNORECASE,
)
_FOUNDER = re.compile(r"(?:co-?)?founder", re.IGNORECASE)
_BOARD = r"(?:[\w’'-]+\s){0,3}?board(?:\sof\sdirectors)?(?!\s(?:member|chair|room|meeting|game|seat\sof))\b"
_LEAVES_BOARD = re.compile(
    rf"\b(?:leav(?:es?|ing)|left|quits?|quitting|exit(?:s|ed|ing)?|depart(?:s|ed|ing)?(?:\sfrom)?|"
    rf"(?:step\w*\s(?:down|off|aside)|resign\w*|retir\w+|depart\w*)\s(?:from|off))\s{_BOARD}",
    re.IGNORECASE,
)
_NEWLY = re.compile(
    r"\b(?:names?|named|appoints?|appointed|hires?|hired|taps?|tapped|picks?|new|incoming|next)\s$", re.IGNORECASE
)


def with_posts_held(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; a post that somebody only held, or holds at another company, is not that of the news."""
    return [_without_strange_post(event, events, text) for event in events]


def _without_strange_post(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    if not event.role:
        return event
    places = list(re.finditer(rf"(?<!\w){re.escape(event.role)}(?!\w)", text, re.IGNORECASE))
    former = bool(places) and all(
        _is_former(text[: place.start()], event) or _is_present(text[: place.start()], event) for place in places
    )
    if is_leaving(event.type):
        leaves_board = _LEAVES_BOARD.search(text) and (former or _FOUNDER.fullmatch(event.role))
        return in_post(replace(event, certain_from=NEVER), "board member") if leaves_board else event
    if is_taking_post(event.type) and (former or _is_held_elsewhere(event, events, text, places)):
        return in_post(event, "")
    return event


def _is_former(before: str, event: CompanyEvent) -> bool:
    """Whether "former" stands before a role, with nobody's name between: "ex-Tessaly", not "former banker Jane Roe"."""
    said = _FORMER.search(before)
    return said is not None and not any(word in said["whose"].split() for word in event.person.split())


def _is_present(before: str, event: CompanyEvent) -> bool:
    """Whether a role is what somebody is until then: "the job to Ann Roe, now deputy manager in Leeds"."""
    if not event.person or not is_taking_post(event.type):
        return False
    name = person_in_text(event.person)
    return re.search(rf"\b{name},\s(?:who\sis\s)?(?:now|currently)\s(?:(?:an?|the|its)\s)?$", before) is not None


def _is_held_elsewhere(
    event: CompanyEvent, events: Sequence[CompanyEvent], text: str, places: Sequence[re.Match[str]]
) -> bool:
    """Whether the post is the one that the same person leaves at another company, and is told of as no other."""
    left = [one for one in events if is_leaving(one.type) and one.person and same_person(one.person, event.person)]
    names = [name for one in left if not share_name(one.names, event.names) for name in one.names]
    there = any_of(names)

    def is_held(place: re.Match[str]) -> bool:
        before, behind = text[: place.start()], text[place.end() :]
        of_there = re.match(rf"\s(?:of|at|for)\s(?:{there})\b", behind) or re.search(
            rf"\b(?:{there})(?:['’]s)?\s$", before
        )
        titled = behind.startswith(f" {event.person}") and not _NEWLY.search(before)
        return bool(of_there) or titled

    return bool(names and places) and all(is_held(place) for place in places)
