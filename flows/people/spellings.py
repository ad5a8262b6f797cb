"""Employers under two spellings: those that are taken for one company, and those that may be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from callnow.model import Employer
from callnow.names import TwoSpellings
from callnow.store import Connection
from callnow.store.judgements import all_aliases, all_judgements
from callnow.store.people import all_employers
from callnow.terms import JudgementVerdict
from matching.names.normalise import normalise
from matching.names.twins import likely_twins, twins_of, with_said

_Pair = tuple[Employer, Employer]


def two_spellings(con: Connection) -> list[TwoSpellings]:
    """The pairs of the list that are taken for one, then those that may be one; those told apart by hand are none."""
    employers = {employer.id: employer for employer in all_employers(con)}
    as_one = _as_one(con, employers.values())
    ids = sorted({tuple(sorted((id, twin))) for id, twins in as_one.items() for twin in twins})
    sure = _not_told_apart(con, ((employers[one], employers[other]) for one, other in ids))
    likely = _not_told_apart(con, likely_twins(employers.values(), as_one))
    pairs = [(pair, True) for pair in sure] + [(pair, False) for pair in likely]
    return [TwoSpellings(a.id, a.name, b.id, b.name, one) for (a, b), one in pairs]


def taken_for_one(con: Connection, among: Collection[str]) -> dict[str, list[str]]:
    """The others of these employers (ids) that each is taken for one company with, by id."""
    employers = {employer.id: employer for employer in all_employers(con) if employer.id in among}
    as_one = _as_one(con, employers.values())
    pairs = ((employers[id], employers[twin]) for id, twins in as_one.items() for twin in twins)
    found: dict[str, list[str]] = {}
    for one, other in _not_told_apart(con, pairs):
        found.setdefault(one.id, []).append(other.id)
    return found


def _as_one(con: Connection, employers: Collection[Employer]) -> dict[str, tuple[str, ...]]:
    """What is one by the names, or as a person said."""
    return with_said(twins_of(employers), employers, {row["name"]: row["employer"] for row in all_aliases(con)})


def _not_told_apart(con: Connection, pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    apart = {
        (normalise(row["mention"]), row["employer_id"])
        for row in all_judgements(con)
        if row["verdict"] == JudgementVerdict.DIFFERENT
    }
    for one, other in pairs:
        if (normalise(one.name), other.id) not in apart and (normalise(other.name), one.id) not in apart:
            yield one, other
