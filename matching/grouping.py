"""Who of many records is one person: groups that are certain, and pairs that are to be asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from matching.same_people import Finding, Sameness, Traits, clues, compare

CROWD = 200  # records that share a clue; more say that it tells nobody apart: a switchboard, a first name at a giant

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """Two records that may be one person, by their places, and why."""

    one: int
    other: int
    why: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The records of each person, by their places, and what is to be asked. A record that is alone is a group, too."""

    people: tuple[tuple[int, ...], ...]
    questions: tuple[Question, ...]


def find_groups(
    records: Sequence[Traits],
    fresh: Collection[int],
    apart: Callable[[int, int], bool] = lambda one, other: False,
    known: Iterable[Edge] = (),
) -> Groups:
    """The people among `records`; only pairs with one of `fresh` (places) are looked at.

    `apart` says that a person told two records apart. `known` are pairs that are one without a look. Names at an
    employer make one person only of records that are all the same: a "J. Roe" beside Jane and John Roe is asked about.
    """
    found = {pair: compare(records[pair[0]], records[pair[1]]) for pair in _pairs(records, set(fresh))}
    sets = _Sets(len(records), apart)
    for one, other in known:
        sets.unite(one, other)
    weak: list[Edge] = []
    for pair, finding in found.items():
        if finding.sameness is Sameness.CERTAIN:
            if finding.strong:
                sets.unite(*pair)
            else:
                weak.append(pair)
    for edges in _components(sets, weak):
        _unite_cliques(sets, edges, records)
    return Groups(tuple(sets.groups()), tuple(_questions(found, sets)))


def _pairs(records: Sequence[Traits], fresh: set[int]) -> Iterator[Edge]:
    """Places of records that share a clue, one of them fresh, each pair once."""
    sharing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for clue in set(clues(record)):
            sharing[clue].append(place)
    seen: set[Edge] = set()
    for places in sharing.values():
        if not 1 < len(places) <= CROWD or fresh.isdisjoint(places):
            continue
        for pair in combinations(places, 2):
            if pair not in seen and (pair[0] in fresh or pair[1] in fresh):
                seen.add(pair)
                yield pair


class _Sets:
    """Disjoint sets of places, of which none holds two that a person told apart."""

    def __init__(self, size: int, apart: Callable[[int, int], bool]) -> None:
        self._of = list(range(size))
        self._members: dict[int, list[int]] = {place: [place] for place in range(size)}
        self._apart = apart

    def unite(self, one: int, other: int) -> None:
        a, b = self._of[one], self._of[other]
        if a == b or any(self._apart(x, y) for x, y in product(self._members[a], self._members[b])):
            return
        first, second = sorted((a, b))
        for place in self._members[second]:
            self._of[place] = first
        self._members[first] += self._members.pop(second)

    def __len__(self) -> int:
        return len(self._of)

    def of(self, place: int) -> int:
        return self._of[place]

    def members(self, place: int) -> list[int]:
        return self._members[self._of[place]]

    def groups(self) -> list[tuple[int, ...]]:
        return [tuple(sorted(members)) for members in self._members.values()]

    def apart(self, one: int, other: int) -> bool:
        return any(self._apart(x, y) for x, y in product(self.members(one), self.members(other)))


def _components(sets: _Sets, edges: Iterable[Edge]) -> list[list[Edge]]:
    """The edges that hang together, by the groups that they join."""
    hanging = _Sets(len(sets), lambda one, other: False)
    kept = [(sets.of(one), sets.of(other), (one, other)) for one, other in edges]
    for one, other, _ in kept:
        hanging.unite(one, other)
    components: dict[int, list[Edge]] = defaultdict(list)
    for one, _, edge in kept:
        components[hanging.of(one)].append(edge)
    return list(components.values())


def _unite_cliques(sets: _Sets, edges: Sequence[Edge], records: Sequence[Traits]) -> None:
    """Unites the groups that edges join, where every two of them are certainly one."""
    groups = {sets.of(place): sets.members(place) for edge in edges for place in edge}

    def one_person(a: Sequence[int], b: Sequence[int]) -> bool:
        return any(compare(records[x], records[y]).sameness is Sameness.CERTAIN for x, y in product(a, b))

    if all(one_person(a, b) for a, b in combinations(groups.values(), 2)):
        for edge in edges:
            sets.unite(*edge)


def _questions(found: dict[Edge, Finding], sets: _Sets) -> Iterator[Question]:
    asked: set[Edge] = set()
    for (one, other), finding in found.items():
        groups = tuple(sorted((sets.of(one), sets.of(other))))
        if finding.sameness is Sameness.OTHER or groups[0] == groups[1] or groups in asked or sets.apart(one, other):
            continue
        asked.add((groups[0], groups[1]))
        yield Question(one, other, finding.why)
