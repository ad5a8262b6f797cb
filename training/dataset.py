"""The labelled texts as tensors: organisations to tag, what each of them announces, and the slots of each event.

Labels are lines in the form of ../shared/gold/EVENTS.md. Every slot is copied from the item: a place in it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from matching.detection.measuring import DOUBTFUL
from matching.event_types import family, type_of
from matching.reading.labels import (
    CERTAINTIES,
    ORGANISATION_TAGS,
    SLOT_TAGS,
    SLOTS,
    TARGET,
    TYPES,
    begin_tag,
    inside_tag,
)
from matching.reading.mentions import Span, mentions_of
from matching.reading.names import group_names
from matching.reading.pieces import Case, Pieces, to_pieces

Item = dict[str, Any]

FILES = ("releases", "headlines", "rare", "more")
# In an item marked doubtful neither answer is taught for what a measure leaves open there, nor for two types more, on
# which careful readers disagree as often (the guide of the labels).
UNTAUGHT = frozenset(t for t in TYPES if family(t.partition(":")[0]) in DOUBTFUL) | {"restructuring", "office_closed"}


@dataclass(slots=True)
class LabelledGroup:
    """One organisation: the pieces of its mentions, which types it announces, and which of these count in training."""

    mentions: list[Span]
    types: np.ndarray  # float32 [len(TYPES)], from 0 to 1
    counted: np.ndarray  # float32 [len(TYPES)]; 0 where the guide leaves the answer open


@dataclass(slots=True)
class Query:
    """One question about an event: which pieces fill its slots, and how certain it is (all 0: not asked)."""

    group: int
    type: int
    person: list[Span]  # mentions of the person it is about; empty where the persons are asked for
    tags: np.ndarray  # float16 [pieces, SLOT_TAGS]: the share of each tag, 1 for one where a label says it
    certainty: np.ndarray  # float16 [len(CERTAINTIES)], likewise


@dataclass(slots=True)
class TrainingExample:
    """One item, ready for the model."""

    pieces: Pieces
    organisations: np.ndarray  # float16 [pieces, ORGANISATION_TAGS]: shares of outside, begins, goes on
    groups: list[LabelledGroup] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)


def load_items(gold: Path, part: str) -> list[Item]:
    """The labelled items whose `part` is `part`, from the four files in `gold`."""
    lines = (line for name in FILES for line in (gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [item for item in map(json.loads, lines) if item["part"] == part]


def event_class(event: Mapping[str, Any]) -> int:
    """The index in TYPES of a labelled event."""
    return TYPES.index(TARGET if event["type"] == "acquisition" and event.get("side") == "target" else event["type"])


def make_example(item: Item, tokenizer: Tokenizer, rng: random.Random | None = None) -> TrainingExample:
    """An item as an example. With `rng`, some titles change their letter case and false organisations are added."""
    pieces = to_pieces(item["title"], item["body"], tokenizer)
    if rng:
        _change_case(pieces, rng)
    events = [e for e in item["events"] if e["company"]]
    names = group_names([*item["orgs"], *(e["company"] for e in events)])
    groups = [(mentions_of(pieces, group), group) for group in names]
    groups = [(mentions, group) for mentions, group in groups if mentions]
    tags = _organisation_tags(pieces, [m for mentions, _ in groups for m in mentions])
    example = TrainingExample(pieces, shares(tags, ORGANISATION_TAGS))
    doubtful = UNTAUGHT if item.get("doubtful") else frozenset()
    for mentions, group in groups:
        own = [e for e in events if e["company"] in group]
        example.groups.append(_group(mentions, own, doubtful))
        example.queries.extend(_queries(pieces, len(example.groups) - 1, own))
    if rng:
        example.groups.extend(_false_groups(pieces, tags, rng))
    return example


def varied(example: TrainingExample, rng: random.Random) -> TrainingExample:
    """An example with another letter case of its title now and then, and false organisations."""
    pieces = replace(example.pieces, cases=example.pieces.cases.copy())
    _change_case(pieces, rng)
    false = _false_groups(pieces, example.organisations.argmax(-1), rng)
    return replace(example, pieces=pieces, groups=[*example.groups, *false])


def silent_group(mentions: list[Span]) -> LabelledGroup:
    """An organisation that announces nothing."""
    return LabelledGroup(mentions, np.zeros(len(TYPES), np.float32), np.ones(len(TYPES), np.float32))


def shares(tags: np.ndarray, count: int) -> np.ndarray:
    """Tags [pieces] as the share of each, float16 [pieces, count]."""
    share: np.ndarray = np.eye(count, dtype=np.float16)[tags]
    return share


def _organisation_tags(pieces: Pieces, mentions: Iterable[Span]) -> np.ndarray:
    tags = np.zeros(len(pieces), dtype=np.int64)
    for first, last in sorted(mentions, key=lambda span: span[1] - span[0]):  # a longer name takes in a shorter one
        tags[first:last] = 2
        tags[first] = 1
    return tags


def _group(mentions: list[Span], events: Sequence[Mapping[str, Any]], doubtful: frozenset[str]) -> LabelledGroup:
    types = np.zeros(len(TYPES), dtype=np.float32)
    counted = np.array([t not in doubtful for t in TYPES], dtype=np.float32)
    for event in sorted(events, key=lambda e: not e.get("implied")):
        kind = event_class(event)
        types[kind] = 0.0 if event.get("implied") else 1.0
        counted[kind] = 0.0 if event.get("implied") or TYPES[kind] in doubtful else 1.0
    return LabelledGroup(mentions, types, counted)


def _queries(pieces: Pieces, group: int, events: Sequence[Mapping[str, Any]]) -> Iterator[Query]:
    """For events about people: who they are, then each one's slots. For others: the slots of all of a type together."""
    by_class: dict[int, list[Mapping[str, Any]]] = {}
    for event in events:
        by_class.setdefault(event_class(event), []).append(event)
    for kind, alike in by_class.items():
        if not type_of(TYPES[kind]).about_people:
            yield Query(group, kind, [], _slot_tags(pieces, alike), _certainty_of(alike))
            continue
        persons = [{"person": e["person"]} for e in alike if e.get("person")]
        unnamed = [e for e in alike if not e.get("person")]
        yield Query(group, kind, [], _slot_tags(pieces, [*persons, *unnamed]), _certainty_of(unnamed))
        for event in alike:
            if person := mentions_of(pieces, [event["person"]] if event.get("person") else []):
                yield Query(group, kind, person, _slot_tags(pieces, [event]), _certainty_of([event]))


def _certainty_of(events: Sequence[Mapping[str, Any]]) -> np.ndarray:
    first = events[0]["planning"] if events else None
    return np.array([name == first for name in CERTAINTIES], np.float16)


def _slot_tags(pieces: Pieces, events: Iterable[Mapping[str, Any]]) -> np.ndarray:
    """Tags of the pieces that fill slots: a person wherever named, a role where it stands nearest to the person."""
    tags = np.zeros(len(pieces), dtype=np.int64)
    for event in events:
        anchors = mentions_of(pieces, [event[k] for k in ("person", "company") if event.get(k)][:1])
        for number, slot in enumerate(SLOTS):
            places = mentions_of(pieces, [event[slot]]) if event.get(slot) else []
            if slot not in {"person", "counterparty", "prior_company"}:
                places = _nearest(places, anchors)
            for first, last in places:
                if tags[first:last].any() and slot != "person":
                    continue
                tags[first:last] = inside_tag(number)
                tags[first] = begin_tag(number)
    return shares(tags, SLOT_TAGS)


def _nearest(places: list[Span], anchors: list[Span]) -> list[Span]:
    if not anchors or len(places) < 2:
        return places[:1]
    return [min(places, key=lambda p: min(abs(p[0] - a[1]) if p[0] >= a[1] else abs(a[0] - p[1]) for a in anchors))]


def _false_groups(pieces: Pieces, organisations: np.ndarray, rng: random.Random) -> list[LabelledGroup]:
    """One or two runs of capitalised words that are not organisations, as a tagger takes them for one now and then."""
    wanted, groups = rng.choice((0, 1, 1, 2)), []
    for _ in range(8 * wanted):
        first = rng.randrange(1, len(pieces))
        last = min(len(pieces) - 1, first + rng.choice((1, 1, 2, 3)))
        if not pieces.begins[first] or pieces.cases[first] not in (Case.CAPITALISED, Case.UPPER):
            continue
        if organisations[first:last].any() or (pieces.starts[first:last] == pieces.ends[first:last]).any():
            continue
        groups.append(silent_group([(first, last)]))
    return groups[:wanted]


def _change_case(pieces: Pieces, rng: random.Random) -> None:
    """Title in capitals, in title case or in lower case, now and then: the base model itself knows no letter case."""
    chance = rng.random()
    title = (pieces.segments == 0) & (pieces.ends > pieces.starts)
    letters = title & np.isin(pieces.cases, (Case.LOWER, Case.CAPITALISED, Case.MIXED, Case.UPPER))
    if chance < 0.05:
        pieces.cases[letters] = Case.UPPER
    elif chance < 0.12:
        pieces.cases[letters & pieces.begins & (pieces.cases == Case.LOWER)] = Case.CAPITALISED
    elif chance < 0.14:
        pieces.cases[letters] = Case.LOWER
