"""Whether two names are of one person, by the names alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nameparser import HumanName
from rapidfuzz.distance import Levenshtein

from callnow.datafiles import read_data_file
from callnow.fold import MAX_LENGTH, fold
from callnow.generations import GENERATIONS, SHORT
from callnow.paths import DATA
from matching.comparing.likeness import Likeness, one_slip

NICKNAMES = DATA / "names" / "nicknames.txt"

# What stands before any name. Other titles ("Judge", "King") are first names as well.
HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "hon"}
    | {"lt", "col", "gen", "capt", "adm", "sgt", "rep", "sen", "gov"}
)
PREFIX = 3  # letters of a short form that begins the long one ("Alex", "Ste")
SPELLED = 4  # letters of a given name that is told from another by more than one letter behind the second
_SENIOR = re.compile(r",\s*senior\b(?=\s*(?:,|$))", re.IGNORECASE)  # without a comma it is a surname


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name folded: given names (nickname last), family name, generation ("jr", "iii"); `words` are all its
    words in order but for honorifics and degrees, `nickname` is one in quotes or brackets."""

    given: tuple[str, ...]
    last: str
    generation: str
    words: tuple[str, ...]
    nickname: str = ""


@lru_cache(maxsize=4096)  # few, for one takes three times the place of what is read of it
def _parsed(name: str) -> HumanName:
    return HumanName(name)


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    """A name taken apart."""
    parsed = _parsed(_SENIOR.sub(", Sr.", name[:MAX_LENGTH]))
    titles = [w for w in fold(parsed.title).split() if w not in HONORIFICS]
    given = [folded for part in (parsed.first, *parsed.middle.split()) if (folded := fold(part))]
    last = fold(parsed.last)
    if titles and not (given and last):  # "King Okafor": what was taken for a title is the first name
        last, given, titles = last or " ".join(given), titles, []
    nickname = fold(parsed.nickname)
    given += filter(None, [nickname])
    suffixes = (SHORT.get(word, word) for word in fold(parsed.suffix).split())
    generation = next((g for g in suffixes if g in GENERATIONS), "")
    words = tuple(" ".join([*titles, *given, last]).split())
    return PersonName(tuple(given), last.replace(" ", ""), generation, words, nickname)


@lru_cache(maxsize=65_536)
def surname(name: str) -> str:
    """The family name as it is written; the whole name where none can be told apart."""
    return str(_parsed(name).last) or name


def surname_alone(name: str) -> str:
    """The family name, folded, of a name that has no given one: "Roe", "Ms. Roe"; "" of any other."""
    parts = person_name(name)
    if parts.last:
        return "" if parts.given else parts.last
    return parts.given[0] if len(parts.given) == 1 else ""


def name_in_text(name: str) -> str:
    """The word by which a text that has named somebody calls them: "Cruz" of "Maria de la Cruz Jr."; "" for no name."""
    return surname(name).split()[-1] if name.strip() else ""


def without_umlauts(name: str) -> str:
    """A name in plain letters, "ä" and "ae" both "a"."""
    return re.sub(r"ae|oe|ue", lambda letters: letters[0][0], fold(name))


def compare_persons(one: str, other: str) -> Likeness | None:
    """SAME: family names equal, and a given name equal to, or a known short form of, one of the other's. LIKELY:
    spellings of one name as reports of one event give them. None where one of them has no words.

    Generations that differ, where both have one, are two people.
    """
    a, b = person_name(one), person_name(other)
    if not a.words or not b.words:
        return None
    if other_generation(a, b):
        return Likeness.OTHER
    if surely_same(a, b):
        return Likeness.SAME
    return Likeness.LIKELY if _likely(a.words, b.words) else Likeness.OTHER


def same_person(one: str, other: str) -> bool | None:
    """Whether two names in one text, or in two reports of one event, are of one person."""
    likeness = compare_persons(one, other)
    return None if likeness is None else likeness >= Likeness.LIKELY


def only_alike(one: str, other: str) -> bool:
    """Whether two names may be of one person, yet each has a given name of its own: "Chris" and "Christa"."""
    a, b = ([given for given in person_name(name).given if len(given) > 1][:1] for name in (one, other))
    apart = bool(a and b) and not same_given_name(a[0], b[0])
    return apart and compare_persons(one, other) is Likeness.LIKELY


def other_generation(a: PersonName, b: PersonName) -> bool:
    """Whether both have one, and they differ: "Jr." and "III" are two people."""
    return bool(a.generation and b.generation) and a.generation != b.generation


def surely_same(a: PersonName, b: PersonName) -> bool:
    """Whether two names of one generation are SAME; see compare_persons."""
    if a.last != b.last or not a.last or not a.given or not b.given or not middle_initials_agree(a.given, b.given):
        return False
    return any(same_given_name(x, y) for x in a.given for y in b.given if len(x) > 1 or len(y) > 1)


def middle_initials_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "John A." is not "John B."."""
    a, b = ([g for g in given[1:] if len(g) == 1] for given in (one, other))
    return not a or not b or a[0] == b[0]


def same_given_name(a: str, b: str) -> bool:
    """Whether two folded given names are one, or one is a known short form of the other."""
    return a == b or bool(_nicknames().get(a, frozenset([a])) & _nicknames().get(b, frozenset([b])))


def near_given_name(a: str, b: str) -> bool:
    """Whether two folded given names are one cut short, known short forms of one, or one with a slip of the pen."""
    short, long = sorted((a, b), key=len)
    begins = long.startswith(short) and (len(short) == 1 or len(short) >= PREFIX)
    return begins or same_given_name(a, b) or one_slip(a, b)


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each given name all names it may stand for, itself among them (data/names/nicknames.txt, a group a line)."""
    table: dict[str, set[str]] = {}
    for line in read_data_file(NICKNAMES, tuple[str, ...]):
        formal, *shorts = map(fold, line.split(","))
        table.setdefault(formal, {formal})
        for short in shorts:
            table.setdefault(short, {short}).add(formal)
    return {name: frozenset(stands) for name, stands in table.items()}


def _likely(x: Sequence[str], y: Sequence[str]) -> bool:
    """Surnames agree, and so do given names as far as both are given ("J. Roe" is "Jane A. Roe").

    A surname may be part of a double one. One letter of a given name may be another ("Brian" and "Bryan"): two people
    of one surname and such names at one company in one month are rarer than one person spelled two ways.
    """
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    if not (x[-1] in y or y[-1] in x or one_slip(x[-1], y[-1])):
        return False
    if len(x) == 1 or len(y) == 1 or near_given_name(x[0], y[0]):
        return True
    spelled = min(len(x[0]), len(y[0])) >= SPELLED and x[0][:2] == y[0][:2]
    return spelled and Levenshtein.distance(x[0], y[0]) == 1
