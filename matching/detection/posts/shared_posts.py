"""Posts that two people share: "President Lena Park and CFO Amir Soll will become co-chief executive officers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent, stable_id
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import PERSON
from matching.detection.posts.successions import takes_post
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

_SHARED = re.compile(
    r"(?P<one>(?:co-|joint\s).*?(?:officer|executive|head|president|director|chair|leader|[A-Z]{3}))s\b", re.IGNORECASE
)


def with_shared_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; each of two who share a post has it, in the singular, as surely as the other."""
    told = [_as_sole(event) for event in events]
    for event in events:
        shared = _SHARED.fullmatch(event.role) if is_taking_post(event.type) and event.person else None
        if shared is None:
            continue
        for person in _sharing(event, text):
            known = next(iter(takes_post(told, person)), None)
            own = replace(known or event, person=person, role=shared["one"], type=event.type)
            likely = max(own.probability, event.probability)
            own = replace(own, function=event.function, rank=event.rank, probability=likely)
            if known is None:
                told.append(replace(own, id=stable_id(event.id, person)))
            else:
                told[told.index(known)] = own
    return told


def _as_sole(event: CompanyEvent) -> CompanyEvent:
    """The departure of one whom two succeed, from the post that was theirs alone."""
    shared = _SHARED.fullmatch(event.role) if is_leaving(event.type) else None
    return replace(event, role=re.sub(r"^(?:co-|joint\s)", "", shared["one"], flags=re.I)) if shared else event


def _sharing(event: CompanyEvent, text: str) -> list[str]:
    """The two who share the post by a sentence; the event's own person where none tells both."""
    for sentence in sentences_of(text):
        post = sentence.find(event.role)
        if post < 0 or " and " not in sentence[:post]:
            continue
        who = sentence[:post]
        for start, end in reversed(role_places(who)):
            who = f"{who[:start]},{who[end:]}"
        names = [name for name in re.findall(PERSON, who) if not share_name([name], event.names)]
        if len(names) == 2 and any(same_person(name, event.person) for name in names):
            return names
    return [event.person]
