"""Whether names are of one person in other spellings, and whether a mailbox is a spelling of a name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

from matching.comparing.likeness import Likeness, one_slip
from matching.comparing.persons import (
    PersonName,
    middle_initials_agree,
    near_given_name,
    other_generation,
    person_name,
    same_given_name,
    surely_same,
    without_umlauts,
)

MISSPELT = 70.0  # the likeness of two surnames of one person from which one is the other misspelt


def compare_names(ones: Iterable[str], others: Iterable[str]) -> Likeness:
    """The best likeness of two people's names: SAME also in another order, and with ä written ae; LIKELY where one is
    cut short or misspelt, or where only a middle name agrees with a given one."""
    return max(_likeness(x, y) for x, y in product(ones, others))


def _likeness(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    (x, a), (y, b) = _both_ways(one), _both_ways(other)
    if other_generation(a, b):
        return Likeness.OTHER
    if len(a.words) > 1 and sorted(a.words) == sorted(b.words):
        return Likeness.SAME
    alike = [(n, m) for n, m in ((x, y), (a, b)) if surely_same(n, m)]
    if any(not _other_first_name(n, m) for n, m in alike):
        return Likeness.SAME
    return Likeness.LIKELY if alike or _near(a, b) else Likeness.OTHER


@lru_cache(maxsize=131_072)  # of each of 100,000 people one, who are compared with each other in any order
def _both_ways(name: str) -> tuple[PersonName, PersonName]:
    """A name taken apart as it is written, and in plain letters."""
    written, levelled = person_name(name), person_name(without_umlauts(name))
    return written, written if levelled == written else levelled


def _near(a: PersonName, b: PersonName) -> bool:
    """Whether family names agree in part or but for a slip, and given names as far as they are given."""
    if not a.given or not b.given or not middle_initials_agree(a.given, b.given):
        return False
    given = any(near_given_name(x, y) for x in a.given[:1] for y in b.given[:1])
    if len(a.last) == 1 or len(b.last) == 1:  # "Lena O."
        return given and a.last[:1] == b.last[:1] and a.given[:1] == b.given[:1]
    return given and (a.last == b.last or a.last in b.words or b.last in a.words or one_slip(a.last, b.last))


def same_first_name(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two people share a first name, or what they are called by, that is written out."""
    called = ({name for n in names for name in _called(_both_ways(n)[0])} for names in (ones, others))
    return any(same_given_name(x, y) for x, y in product(*called))


def other_surname(one: str, other: str) -> bool:
    """Whether two names under one first name have surnames that are no spellings of each other, as before and after a
    marriage."""
    before, after = (without_umlauts(person_name(name).last) for name in (one, other))
    if not (before and after) or fuzz.ratio(before, after) >= MISSPELT or not same_first_name([one], [other]):
        return False
    return _likeness(one, other) is Likeness.OTHER


def _called(name: PersonName) -> list[str]:
    """The first name and the nickname, as far as they are written out."""
    return [given for given in (*name.given[:1], name.nickname) if len(given) > 1]


def _other_first_name(a: PersonName, b: PersonName) -> bool:
    """Whether each has a first name of its own, whatever comes behind it: of one employer, Ann Stone and Mary Ann Stone
    may be two. "J. Robert Hale" has none."""
    ones, others = _called(a), _called(b)
    return bool(ones and others) and not any(same_given_name(x, y) for x, y in product(ones, others))


def spell_one_name(mailboxes: Iterable[str], names: Iterable[str]) -> bool:
    """Whether all of these mailboxes (what stands before the @) are spellings of one of these names, or of a mixture
    of them under one given name: "a.quill", "ada.quill", "quilla", "ada"; not "ann.stone" and "mary.stone"."""
    people = [person_name(name) for name in names]
    first = {g for name in people for g in name.given}
    last = {name.last for name in people}
    written = set(map(_letters, mailboxes))
    return any(written <= _mailboxes({g for g in first if near_given_name(g, one)}, last) for one in first)


def _mailboxes(first: Iterable[str], last: Iterable[str]) -> set[str]:
    forms = ((g + name, g[:1] + name, name + g, name + g[:1], name, g) for g, name in product(first, last))
    return {_letters(form) for several in forms for form in several}


def _letters(mailbox: str) -> str:
    return without_umlauts(mailbox).replace(" ", "")
