"""Events from the heads' answers: what each organisation announces, who and what fills the slots, how certain it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from callnow.terms import UNSURE
from matching.comparing.persons import HONORIFICS, same_person
from matching.event_types import type_of
from matching.reading.heads import Heads
from matching.reading.labels import CERTAINTIES, SLOTS, TARGET, TYPES, begin_tag, inside_tag
from matching.reading.mentions import (
    Span,
    mentions_of,
    nearness,
    organisations,
    slot_probability,
    tagged_spans,
    whole_name,
)
from matching.reading.pieces import Pieces
from matching.reading.role_words import ROLE, is_role, role_words

FLOOR = 0.05  # below this probability an event is not worth asking for its slots
LIKELIEST = 3  # types that are told of each organisation
PERSON = SLOTS.index("person")
MAX_ORGANISATION = (
    0.8  # a name that is an organisation's with this probability is not a person's; chosen on the check part
)
UNSURE_ONES = [number for number, certainty in enumerate(CERTAINTIES) if certainty in UNSURE]
SIDES = {"acquisition": "acquirer", TARGET: "target"}
RIVALS = (("executive_hired", "executive_promoted"), ("acquisition", TARGET, "merger"))  # one event is one of them
RIVALS_OF = {TYPES.index(t): [TYPES.index(other) for other in r if other != t] for r in RIVALS for t in r}
MOST_RIVALS = max(map(len, RIVALS))
_COMPANIES = frozenset({"prior_company", "counterparty"})  # the slots that are names of companies
# What is not part of a slot at its ends: marks, and the words that would lead on
_AROUND_SLOT = re.compile(r"^(?:[\s,;:&]|(?:of|and)\s)+|(?:[\s,;:&]|\s(?:and|of|for|at|the|to))+$")
# Nor of a name: the point of a title before it ("Dr. Ute Kerner")
_AROUND_PERSON = re.compile(r"^[\s.,;:&)/–—-]+|[\s,;:&(/–—-]+$")
_BEHIND_APOSTROPHE = re.compile(r"['’](?!(?:s|ll|ve|re|d|m|t)\b)[a-zà-ÿ]+\b")


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event as it was read: its type, company, slots by name, and how probable the reader holds it, 0 to 1.

    `names` are all spellings of the company in the text, `company` the fullest without its legal form. `doubt` is how
    probable it is that the event is told as a rumour or denied.
    """

    type: str
    company: str
    probability: float
    certainty: str
    side: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of a text: its spellings, its likeliest types, and how sure it is that it is named so, 0 to 1.

    The types stand with their probabilities, likeliest first; an acquisition's target is "acquisition:target".
    """

    names: tuple[str, ...]
    types: list[tuple[str, float]]
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read of one text: the organisations it names, and the events."""

    organisations: list[Organisation]
    events: list[ReadEvent]


def read_text(pieces: Pieces, states: np.ndarray, heads: Heads) -> ReadText:
    """All organisations of a text, and their events of types at least FLOOR probable; `states` is [pieces, width]."""
    read = ReadText([], [])
    tokens, tags = heads.tokens(states), heads.organisations(states)
    named = tags[:, 1:].sum(-1)
    for names, mentions in organisations(pieces, tags):
        group = heads.group(states, mentions)
        types = heads.types(group)
        likeliest = [(TYPES[k], float(types[k])) for k in np.argsort(-types)[:LIKELIEST]]
        sure = max(float(named[first:last].mean()) for first, last in mentions)
        read.organisations.append(Organisation(tuple(names), likeliest, sure))
        asking = OrganisationQuery(pieces, states, tokens, heads, group, mentions, named)
        for kind, probability in likely(types):
            side = SIDES.get(TYPES[kind], "")
            type_, company = "acquisition" if side else TYPES[kind], company_name(names)
            for certainties, slots, of_person in asking.events(kind):
                certainty, doubt = CERTAINTIES[int(certainties.argmax())], float(certainties[UNSURE_ONES].sum())
                event = ReadEvent(type_, company, probability * of_person, certainty, side, slots, tuple(names), doubt)
                read.events.append(event)
    return read


def likely(types: np.ndarray) -> Iterator[tuple[int, float]]:
    """Types to ask for, with their probability; of two that exclude each other the likelier, with what both make."""
    for kind in map(int, np.flatnonzero(types >= FLOOR / MOST_RIVALS)):  # what is below cannot make FLOOR together
        group = [kind, *RIVALS_OF.get(kind, ())]
        together = 1 - math.prod(1 - float(types[k]) for k in group)
        if together >= FLOOR and kind == max(sorted(group), key=lambda k: types[k]):
            yield kind, together


@dataclass(frozen=True, slots=True)
class OrganisationQuery:
    """One organisation of a text, asked what it announces.

    `states` is [pieces, width], `tokens` [pieces, query], `named` how probable it is that each piece is part of any
    organisation's name, [pieces].
    """

    pieces: Pieces
    states: np.ndarray
    tokens: np.ndarray
    heads: Heads
    group: np.ndarray
    mentions: Sequence[Span]
    named: np.ndarray

    def ask(self, kind: int, person: Sequence[Span] = ()) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of certainties and tags [pieces, tags] of the event of a type, of one person where their
        mentions are given."""
        asked = self.heads.asked(self.states, self.group, kind, person)
        length = len(self.pieces)
        near = self.heads.near(nearness(length, self.mentions), nearness(length, person))
        return self.heads.certainty(asked), self.heads.slots(self.tokens, asked, near)

    def events(self, kind: int) -> Iterator[tuple[np.ndarray, dict[str, str], float]]:
        """Certainties and slots of each event, one a person where persons are named, and how probable the person is."""
        certainties, tags = self.ask(kind)
        if not type_of(TYPES[kind]).about_people:
            yield certainties, slot_texts(self.pieces, tags, self.named), 1.0
            return
        persons = person_names(self.pieces, tags, self.named)
        for person, of_person in persons:
            certainties, own = self.ask(kind, mentions_of(self.pieces, [person]))
            yield certainties, slot_texts(self.pieces, own, self.named) | {"person": person}, of_person
        if not persons:
            texts = slot_texts(self.pieces, tags, self.named)
            texts.pop("person", None)  # it is none of anybody's
            yield certainties, texts, 1.0


def person_names(pieces: Pieces, tags: np.ndarray, named: np.ndarray) -> list[tuple[str, float]]:
    """The persons tagged, each by the fullest name it goes by, with how probable it is that the event is theirs.

    What is an organisation's name by `named`, the probability of each piece to be part of one, is not a person's.
    """
    sure: dict[str, float] = {}
    for first, last in tagged_spans(pieces, tags, begin_tag(PERSON), inside_tag(PERSON)):
        name = _without_posts(_AROUND_PERSON.sub("", pieces.words(first, last) + _rest(pieces, last)))
        own = slot_probability(tags[first:last], PERSON)
        if named[first:last].mean() < MAX_ORGANISATION and not (HONORIFICS.issuperset(_words(name)) or is_role(name)):
            sure[name] = max(sure.get(name, 0.0), own)
    full: dict[str, float] = {}
    for name in sorted(sure, key=lambda n: -len(n.split())):
        longer = next((other for other in full if _is_short_for(name, other)), None)
        if longer:
            full[longer] = max(full[longer], sure[name])
        elif _words(name):
            full[name] = sure[name]
    return sorted(full.items(), key=lambda one: list(sure).index(one[0]))


def _rest(pieces: Pieces, last: int) -> str:
    """What a name goes on with behind an apostrophe: "’e" of "Wei Chang’e", nothing of "Wei Chang’s"."""
    rest = _BEHIND_APOSTROPHE.match(pieces.text, int(pieces.ends[last - 1]))
    return rest[0] if rest else ""


def _without_posts(name: str) -> str:
    """A name without a post in capitals beside it: "Roe" of "CDAO Roe" and of "Orbel CDAO Roe"."""
    words = name.split()
    posts = [place for place, word in enumerate(words) if len(word) > 2 and word.isupper() and is_role(word)]
    while posts and posts[-1] == len(words) - 1:
        words.pop()
        posts.pop()
    return " ".join(words[posts[-1] + 1 :] if posts else words) or name


def _is_short_for(name: str, other: str) -> bool:
    """Whether a name is a part of another, or the same person's: "Lang" or "U. Lang" for "Úna Lang", not "Ada Lang"."""
    words = set(_words(name))
    return bool(words) and (words <= set(_words(other)) or bool(same_person(name, other)))


def _words(name: str) -> list[str]:
    return fold(re.sub(r"['’]s\b", "", name)).split()


def slot_texts(pieces: Pieces, tags: np.ndarray, named: np.ndarray | None = None) -> dict[str, str]:
    """The text of each slot: of several runs the one tagged with most confidence.

    `named` is how probable it is that each piece is part of an organisation's name, [pieces].
    """
    texts: dict[str, str] = {}
    for number, slot in enumerate(SLOTS):
        if number == ROLE:
            texts[slot] = role_words(pieces, tags, named)
        elif spans := tagged_spans(pieces, tags, begin_tag(number), inside_tag(number)):
            texts[slot] = pieces.words(*max(spans, key=lambda span: slot_probability(tags[slice(*span)], number)))
    told = {slot: text for slot, words in texts.items() if (text := _AROUND_SLOT.sub("", words))}
    return told | {slot: whole_name(told[slot], pieces.text) for slot in _COMPANIES & told.keys()}


def company_name(names: Iterable[str]) -> str:
    """The fullest spelling, without its legal form unless that leaves nothing."""
    return without_legal_form(max(names, key=len))
