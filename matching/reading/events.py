"""Events from the heads' answers: what each organisation announces, who and what fills the slots, how certain it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from matching.reading.heads import Heads
from matching.reading.labels import (
    CERTAINTIES,
    PEOPLE_TYPES,
    SLOTS,
    TARGET,
    TYPES,
    begin_tag,
    inside_tag,
)
from matching.reading.mentions import Span, mentions_of, organisations, tagged_spans
from matching.reading.names import name_words
from matching.reading.pieces import Pieces

FLOOR = 0.05  # below this probability an event is not worth asking for its slots
PERSON = SLOTS.index("person")
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:Inc|Incorporated|Corp|Corporation|Co|LLC|L\.L\.C|Ltd|Limited|LLP|LP|L\.P|PLC|plc|GmbH|AG|SE|S\.A|SA|N\.V|NV|B\.V|BV|AB|ASA|Oyj)\.?$"
)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event as it was read: its type, company, slots by name, and how probable the reader holds it, 0 to 1."""

    type: str
    company: str
    probability: float
    certainty: str
    side: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    at: int = 0  # the piece that the event's company is first named at


def read_events(pieces: Pieces, states: np.ndarray, heads: Heads, known: Iterable[str] = ()) -> list[ReadEvent]:
    """All events of a text down to probability FLOOR; `states` is [pieces, width]."""
    events: list[ReadEvent] = []
    tokens = heads.tokens(states)
    for names, mentions in organisations(pieces, heads.organisations(states), known):
        group = heads.group(states, mentions)
        for kind, probability in likely(heads.types(group)):
            for certainty, slots in answers(pieces, states, tokens, heads, group, kind):
                side = "target" if TYPES[kind] == TARGET else "acquirer" if TYPES[kind] == "acquisition" else ""
                type_ = "acquisition" if side else TYPES[kind]
                events.append(
                    ReadEvent(type_, company_name(names), probability, certainty, side, slots, mentions[0][0])
                )
    return events


def likely(types: np.ndarray) -> Iterator[tuple[int, float]]:
    """Types to ask for, with their probability; of two that exclude each other the likelier, with what both make."""
    rivals = (("executive_hired", "executive_promoted"), ("acquisition", TARGET, "merger"))
    of = {t: r for r in rivals for t in r}
    for kind, name in enumerate(TYPES):
        group = [TYPES.index(t) for t in of.get(name, (name,))]
        together = float(1 - np.prod(1 - types[group]))
        if together >= FLOOR and kind == max(group, key=lambda k: types[k]):
            yield kind, together


def answers(
    pieces: Pieces, states: np.ndarray, tokens: np.ndarray, heads: Heads, group: np.ndarray, kind: int
) -> Iterator[tuple[str, dict[str, str]]]:
    """Certainty and slots of each event of a type at one organisation: one a person where persons are named."""
    asked = heads.asked(states, group, kind)
    tags = heads.slots(tokens, asked)
    persons = person_names(pieces, tags) if TYPES[kind] in PEOPLE_TYPES else []
    for person in persons:
        again = heads.asked(states, group, kind, mentions_of(pieces, [person]))
        slots = slot_texts(pieces, heads.slots(tokens, again))
        yield _certainty(heads, again), slots | {"person": person}
    if not persons:
        yield _certainty(heads, asked), slot_texts(pieces, tags)


def _certainty(heads: Heads, asked: np.ndarray) -> str:
    return CERTAINTIES[int(heads.certainty(asked).argmax())]


def person_names(pieces: Pieces, tags: np.ndarray) -> list[str]:
    """The persons tagged, each by the fullest name it goes by."""
    names = [pieces.words(*span) for span in tagged_spans(pieces, tags, begin_tag(PERSON), inside_tag(PERSON))]
    full: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda n: -len(n.split())):
        last = name_words(name)[-1:]
        if last and not any(last[0] in name_words(other) for other in full):
            full.append(name)
    return sorted(full, key=names.index)


def slot_texts(pieces: Pieces, tags: np.ndarray) -> dict[str, str]:
    """The text of each slot: of several runs the one tagged with most confidence."""
    found: dict[str, str] = {}
    for number, slot in enumerate(SLOTS):
        spans = tagged_spans(pieces, tags, begin_tag(number), inside_tag(number))
        if spans:
            both = tags[:, [begin_tag(number), inside_tag(number)]].sum(-1)
            best: Span = max(spans, key=lambda s: float(both[s[0] : s[1]].mean()))
            found[slot] = pieces.words(*best)
    return found


def company_name(names: Iterable[str]) -> str:
    """The fullest spelling, without its legal form unless that leaves nothing."""
    fullest = max(names, key=len)
    return _LEGAL_FORM.sub("", fullest).rstrip(" ,") or fullest
