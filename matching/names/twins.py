"""Employers of a list that are one company under two spellings: "Dorvane Pharma", "Dorvane Pharmaceuticals Corp."

A name in the news is matched to the spelling that is nearest; its news concerns the people at both. Two are one only
where abbreviations, plurals, a word such as "Holdings", the order of the words ("County of Penhollow"), spaces, or what
stands behind a dash or slash ("Tolvane Foods / Crisp & Barrow") are all that tells them apart, and no web domain,
ticker, country, town or legal form says that they differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType

from callnow.fold import fold
from callnow.legal_forms import legal_forms
from callnow.model import Employer
from matching.names.councils import place_of
from matching.names.forms import is_north_america
from matching.names.loose import generic_words, loose_word, telling
from matching.names.normalise import normalise, take_apart
from matching.names.score import Side, compare, side_of, total, weights
from matching.names.words import word_lists

LONE_LETTERS = 5
"""A name of one word is a name of many unless it has so many letters."""

_LINKS = frozenset(["and", "of", "the", "de", "for", "com"])


@dataclass(frozen=True, slots=True)
class _Spelling:
    employer: Employer
    side: Side
    own: tuple[str, ...]
    said_besides: frozenset[str]


def twins_of(employers: Iterable[Employer]) -> dict[str, tuple[str, ...]]:
    """The other employers that each is one company with, by id; employers without any are left out."""
    named = [spelling for employer in employers if (spelling := _spelling(employer))]
    spellings = [spelling for spelling in named if _tells(spelling.side)]
    alike = _by(lambda spelling: spelling.side.words, spellings)
    twins: dict[str, dict[str, None]] = defaultdict(dict)
    found = (
        *_written_short(named),
        *_spelled_alike(alike),
        *_written_otherwise(spellings),
        *_with_a_unit(spellings, alike),
        *_in_north_america(spellings, alike),
        *_councils(spellings),
    )
    for one, other in found:
        twins[one.employer.id][other.employer.id] = None
        twins[other.employer.id][one.employer.id] = None
    return {id: tuple(others) for id, others in twins.items()}


def with_said(
    twins: Mapping[str, tuple[str, ...]], employers: Iterable[Employer], aliases: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """`twins`, with the employers of which a person said that one is another name of the other (alias → name, in any
    spelling): they are one, and one with what either is one with."""
    ids: dict[str, list[str]] = defaultdict(list)
    for employer in employers:
        ids[normalise(employer.name)].append(employer.id)
    group = {id: dict.fromkeys((id, *others)) for id, others in twins.items()}
    for alias, name in aliases.items():
        for one, other in product(ids[normalise(alias)], ids[normalise(name)]):
            both = group.get(one, {one: None}) | group.get(other, {other: None})
            group |= dict.fromkeys(both, both)
    return {id: tuple(other for other in both if other != id) for id, both in group.items() if len(both) > 1}


_Pairs = Iterator[tuple[_Spelling, _Spelling]]
_Words = tuple[str, ...]


def _by(key: Callable[[_Spelling], _Words], spellings: Iterable[_Spelling]) -> dict[_Words, list[_Spelling]]:
    gathered: dict[_Words, list[_Spelling]] = defaultdict(list)
    for spelling in spellings:
        gathered[key(spelling)].append(spelling)
    return gathered


def _written_short(named: Iterable[_Spelling]) -> _Pairs:
    """Names that are the same word by word once what nobody uses as a name ("Constr.", "Grp.") is written out, however
    many companies have such words: the same name twice is one employer, too."""
    for group in _by(_written_out, named).values():
        yield from (pair for pair in combinations(group, 2) if not _facts_differ(*pair))


def _written_out(spelling: _Spelling) -> _Words:
    lists = word_lists()
    return tuple(lists.abbreviations[w] if w in lists.written_only else w for w in spelling.side.core)


def _spelled_alike(alike: Mapping[_Words, list[_Spelling]]) -> _Pairs:
    for group in alike.values():
        yield from (pair for pair in combinations(group, 2) if _are_one(*pair))


def _written_otherwise(spellings: Sequence[_Spelling]) -> _Pairs:
    """Names of the same words in another order, or with other spaces."""
    reordered = _by(lambda spelling: tuple(sorted(spelling.side.words)), spellings)
    spaced = _by(lambda spelling: ("".join(spelling.side.words),), spellings)
    for group in (*reordered.values(), *spaced.values()):
        for one, other in combinations(group, 2):
            turned = sorted(one.side.words) == sorted(other.side.words)
            if one.side.words != other.side.words and (not turned or _may_turn(one, other)) and _matches(one, other):
                yield one, other


def _may_turn(one: _Spelling, other: _Spelling) -> bool:
    """Whether the order of the words says nothing: two words turned ("City National") are two names, unless by "of"."""
    return len(one.side.words) > 2 or ("of" in one.side.core) != ("of" in other.side.core)


_UNIT = re.compile(r"\s[-–—]+\s|\s*[/|]\s*|[:;]\s")


def _with_a_unit(spellings: Iterable[_Spelling], alike: Mapping[_Words, list[_Spelling]]) -> _Pairs:
    """Names of which one is the other with a part or a brand of it behind a dash or slash."""
    for spelling in spellings:
        for mark in _UNIT.finditer(spelling.employer.name):
            name = take_apart(spelling.employer.name[: mark.start()])
            for other in alike.get(side_of(name.core, name.forms).words, ()):
                if other.side.words != spelling.side.words and _matches(other, spelling):
                    yield other, spelling


def _in_north_america(spellings: Iterable[_Spelling], alike: Mapping[_Words, list[_Spelling]]) -> _Pairs:
    for spelling in spellings:
        if "N.A." in spelling.employer.name and is_north_america(spelling.side.core, spelling.side.forms):
            for other in alike.get((*spelling.side.words, "north", "america"), ()):
                if not _facts_differ(spelling, other):
                    yield spelling, other


def _councils(spellings: Iterable[_Spelling]) -> _Pairs:
    """Names of one authority: "City of Oakmere", "Oakmere City Council"."""
    authorities = [s for s in spellings if place_of(" ".join(s.side.core))[0]]
    for group in _by(lambda s: place_of(" ".join(s.side.core)), authorities).values():
        yield from (pair for pair in combinations(group, 2) if not _facts_differ(*pair))


def likely_twins(
    employers: Iterable[Employer], taken_for_one: Mapping[str, Collection[str]] = MappingProxyType({})
) -> list[tuple[Employer, Employer]]:
    """Pairs that may be one company and are not taken for one: the second goes on where the first ends, which is one
    word of its own ("Tolvane", "Tolvane Kitchens"), or would be matched to it, were it alone on the list."""
    named = (spelling for employer in employers if (spelling := _spelling(employer)))
    spellings = [spelling for spelling in named if _tells(spelling.side)]
    alike = _by(lambda spelling: spelling.side.words, spellings)
    sure = set(_ids(_with_a_unit(spellings, alike)))
    longer = (
        (one, long)
        for long in spellings
        for n in range(1, len(long.side.words))
        for one in alike.get(long.side.words[:n], ())
    )
    likely = ((one.employer, long.employer) for one, long in longer if _matches(one, long) or _is_begun(one, long))
    return [
        (one, long)
        for one, long in likely
        if (one.id, long.id) not in sure and long.id not in taken_for_one.get(one.id, ())
    ]


def _ids(pairs: _Pairs) -> Iterator[tuple[str, str]]:
    return ((one.employer.id, other.employer.id) for one, other in pairs)


def _matches(one: _Spelling, other: _Spelling) -> bool:
    """Whether one name in the news would be matched to the other, were it alone on the list, and no fact differs."""
    values = compare(one.side, other.side)
    if "missing_country" in values or total(values) < weights().match:
        return False
    return not _facts_differ(one, other)


def _is_begun(one: _Spelling, long: _Spelling) -> bool:
    """Whether one name is a word that the other begins with, no fact differs, and it is no country's own company."""
    alone = len(one.side.words) == 1 and "missing_country" not in compare(one.side, long.side)
    return alone and not _facts_differ(one, long)


def _spelling(employer: Employer) -> _Spelling | None:
    """A name as it is compared; None for one that names a site or a share."""
    name = take_apart(employer.name)
    side = side_of(name.core, name.forms, employer.name)
    if name.site or name.security or name.others or side.shares_cut:
        return None
    own = tuple(telling(side.core))
    besides = frozenset(side.core) - set(own) - _LINKS
    return _Spelling(employer, side, own, frozenset(map(loose_word, besides)))


def _tells(side: Side) -> bool:
    """Whether a name names one company: a word of its own, or an unusual one where it is alone."""
    lists = word_lists()
    own = [
        word
        for word in telling(side.core)
        if loose_word(word) not in generic_words() and word not in lists.places and word not in lists.countries
    ]
    if len(side.words) > 1:
        return bool(own)
    return bool(own) and len(own[0]) >= LONE_LETTERS and own[0] not in lists.common


def _are_one(one: _Spelling, other: _Spelling) -> bool:
    if one.said_besides and other.said_besides and one.said_besides != other.said_besides:  # a group and a holding
        return False
    if not all(map(_stand_for_one, one.own, other.own)):
        return False
    return not _facts_differ(one, other)


def _facts_differ(one: _Spelling, other: _Spelling) -> bool:
    """Whether a legal form, web domain, ticker, country or town says that two are not one."""
    return _forms_differ(one.side.forms, other.side.forms) or facts_differ(one.employer, other.employer)


def facts_differ(one: Employer, other: Employer) -> bool:
    """Whether a web domain, ticker, country or town says that two employers are not one."""
    return any(_differ(getattr(one, fact), getattr(other, fact)) for fact in FACTS)


def _forms_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both names have legal forms, and not the same."""
    written_out = legal_forms().written_out
    return bool(one and other) and {written_out.get(f, f) for f in one} != {written_out.get(f, f) for f in other}


def _stand_for_one(word: str, other: str) -> bool:
    """Whether two words that are spelled differently are a word that many companies have, or short for one another."""
    short = word_lists().abbreviations
    return word == other or loose_word(word) in generic_words() or word in short or other in short


FACTS = ("domain", "ticker", "country", "city")


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and fold(one) != fold(other)
