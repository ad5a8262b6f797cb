"""Who of many records is one person: groups that are certain, and pairs that are to be asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from matching.comparing.likeness import Likeness
from matching.people.same_names import compare_names
from matching.people.same_people import PairFinding, Sameness, Traits, clues, compare, two_generations

CROWD = 200  # records that share a clue; more say that it tells nobody apart: a switchboard, a first name at a giant

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """Two records that may be one person, by their places, and why."""

    one: int
    other: int
    why: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The records of each person, by their places, and what is to be asked. A record that is alone is a group, too."""

    people: tuple[tuple[int, ...], ...]
    questions: tuple[PairQuestion, ...]


def find_groups(
    records: Sequence[Traits],
    fresh: Collection[int],
    apart: Callable[[int, int], bool] = lambda one, other: False,
    known: Iterable[Edge] = (),
) -> Groups:
    """The people among `records`; only those are looked at that one of `fresh` (places) may be.

    `apart` says that a person told two records apart. `known` are pairs that are one without a look. What is found to
    be one person is compared again, by all that its records say, until nothing more is certain: a record may link two
    others. Names at an employer make one person only of records that are all the same: a "J. Roe" beside Jane and John
    Roe is asked about, and so is a John Roe beside two of that name who were told apart, or more like one of the two.
    """
    people = _People(records, apart)
    for one, other in known:
        people.unite(one, other)
    people.index()
    changed = {people.of(place) for place in fresh}
    while changed:
        _unite_strong(people, changed)
        changed = _unite_weak(people, {people.of(place) for place in fresh})
    return Groups(tuple(people.groups()), tuple(_questions(people, fresh)))


class _People:
    """Disjoint sets of places, each one person with all that its records say; no set holds two that were told apart.

    A set goes by the lowest of its places. Who is alike is known from `index` on: a list that comes again is mostly of
    pairs that are one without a look, and clues take half of the memory.
    """

    def __init__(self, records: Sequence[Traits], apart: Callable[[int, int], bool]) -> None:
        self._of = list(range(len(records)))
        self._members: dict[int, list[int]] = {place: [place] for place in self._of}
        self._traits = dict(enumerate(records))
        self._apart = apart
        self._clues: dict[int, frozenset[tuple[str, ...]]] = {}
        self._sharing: dict[tuple[str, ...], int | set[int]] = {}  # most clues are of one alone: a set takes 200 bytes
        self._findings: dict[tuple[int, int, int, int], PairFinding] = {}

    def index(self) -> None:
        """Finds the clues of everybody."""
        for person in self._members:
            self._index(person)

    def _index(self, person: int) -> None:
        self._clues[person] = frozenset(clues(self._traits[person]))
        for clue in self._clues[person]:
            sharers = self._sharing.setdefault(clue, person)
            if isinstance(sharers, set):
                sharers.add(person)
            elif sharers != person:
                self._sharing[clue] = {sharers, person}

    def of(self, place: int) -> int:
        return self._of[place]

    def groups(self) -> list[tuple[int, ...]]:
        return [tuple(sorted(members)) for members in self._members.values()]

    def apart(self, one: int, other: int) -> bool:
        """Whether two are not one person: a person, or "Jr." and "Sr.", told them apart."""
        return self.told_apart(one, other) or self.two_generations(one, other)

    def two_generations(self, one: int, other: int) -> bool:
        return two_generations(self._traits[one], self._traits[other])

    def told_apart(self, one: int, other: int) -> bool:
        return any(self._apart(x, y) for x, y in product(self._members[one], self._members[other]))

    def alike(self, person: int) -> list[int]:
        """Who shares a clue with a person, but for what tells nobody apart."""
        sharing = (self._sharing[clue] for clue in self._clues[person])
        several = (people for people in sharing if isinstance(people, set) and len(people) <= CROWD)
        return sorted({sharer for people in several for sharer in people} - {person})

    def compare(self, one: int, other: int) -> PairFinding:
        a, b = sorted((one, other))
        key = (a, len(self._members[a]), b, len(self._members[b]))
        if key not in self._findings:
            self._findings[key] = compare(self._traits[a], self._traits[b])
        return self._findings[key]

    def may_be_namesake(self, one: int, other: int) -> bool:
        """Whether two of one name, in any spelling, may be one person."""
        same_name = compare_names(self._traits[one].names, self._traits[other].names) is Likeness.SAME
        return same_name and self.compare(one, other).sameness is not Sameness.OTHER

    def unite(self, one: int, other: int) -> bool:
        """Makes the people of two places one, unless they were told apart. Returns whether that changed anything."""
        first, second = sorted((self._of[one], self._of[other]))
        if first == second or self.told_apart(first, second):
            return False
        for place in self._members[second]:
            self._of[place] = first
        self._members[first] += self._members.pop(second)
        traits = self._traits[first] | self._traits.pop(second)
        for clue in self._clues.pop(second, ()):
            sharers = self._sharing[clue]
            if isinstance(sharers, set):
                sharers.discard(second)
            else:
                del self._sharing[clue]  # who it is part of has it from what their records say together
        if traits != self._traits[first]:
            self._traits[first] = traits
            if first in self._clues:
                self._index(first)
        return True


def _unite_strong(people: _People, changed: Iterable[int]) -> None:
    """Unites whoever shares an address or a number with one of `changed`, and whoever shares one with them."""
    waiting = sorted(changed, reverse=True)
    while waiting:
        one = people.of(waiting.pop())
        if any(people.unite(one, other) for other in _strongly_alike(people, one)):
            waiting.append(people.of(one))


def _strongly_alike(people: _People, one: int) -> list[int]:
    """Who shares an address or a number with somebody: whoever has one of their own, else whoever has name and number.
    Father and son may share both; whom a bare name is of, where it may be either, is to be asked."""
    findings = [(other, people.compare(one, other)) for other in people.alike(one)]
    strong = [other for other, finding in findings if finding.strong]
    alike = [other for other, finding in findings if finding.own] or strong
    return [] if any(people.two_generations(x, y) for x, y in combinations(alike, 2)) else alike


def _unite_weak(people: _People, fresh: Iterable[int]) -> set[int]:
    """Unites people who are one by name and employer, where all who hang together are and nobody told any two of them
    apart. Returns who has changed."""
    changed: set[int] = set()
    for component in _components(people, fresh):
        certain = all(_certain(people, a, b) for a, b in combinations(component, 2))
        if certain and not _may_be_of_another(people, component):
            united = [people.unite(component[0], other) for other in component[1:]]
            changed |= {people.of(place) for place in component} if any(united) else set()
    return changed


def _may_be_of_another(people: _People, component: Sequence[int]) -> bool:
    """Whether somebody who was told apart from one of these, and has their name, may be another of them: a list of two
    of one name changes, and its row is more like the wrong one."""
    told = [(x, m) for one in component for x in people.alike(one) for m in component if people.apart(x, m)]
    return any(people.may_be_namesake(x, one) for x, m in told for one in component if one != m)


def _components(people: _People, fresh: Iterable[int]) -> Iterator[list[int]]:
    """Who hangs together by certain pairs, around each of `fresh`: all of them, whether they are fresh or not."""
    seen: set[int] = set()
    for start in sorted(fresh):
        component, waiting = [], [start]
        while waiting:
            person = waiting.pop()
            if person not in seen:
                seen.add(person)
                component.append(person)
                waiting += [other for other in people.alike(person) if _certain(people, person, other)]
        if len(component) > 1:
            yield sorted(component)


def _certain(people: _People, one: int, other: int) -> bool:
    return people.compare(one, other).sameness is Sameness.CERTAIN and not people.apart(one, other)


def _questions(people: _People, fresh: Iterable[int]) -> Iterator[PairQuestion]:
    asked: set[Edge] = set()
    for one in sorted({people.of(place) for place in fresh}):
        for other in people.alike(one):
            finding = people.compare(one, other)
            pair = (min(one, other), max(one, other))
            if finding.sameness is Sameness.OTHER or pair in asked or people.apart(one, other):
                continue
            asked.add(pair)
            yield PairQuestion(*pair, finding.why)
