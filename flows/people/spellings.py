"""Employers under two spellings: those that are taken for one company, and those that may be one."""

from __future__ import annotations

from callnow.model import Employer
from callnow.names import TwoSpellings
from callnow.store import Connection
from callnow.store.judgements import all_judgements
from callnow.store.people import all_employers
from callnow.terms import JudgementVerdict
from flows.news.naming import taken_for_one
from matching.names.normalise import normalise
from matching.names.twins import likely_twins


def two_spellings(con: Connection) -> list[TwoSpellings]:
    """The pairs of the list that are taken for one, then those that may be one; those told apart by hand are none."""
    employers = {employer.id: employer for employer in all_employers(con)}
    apart = {
        (normalise(row["mention"]), row["employer_id"])
        for row in all_judgements(con)
        if row["verdict"] == JudgementVerdict.DIFFERENT
    }

    def is_open(one: Employer, other: Employer) -> bool:
        return (normalise(one.name), other.id) not in apart and (normalise(other.name), one.id) not in apart

    as_one = taken_for_one(con)
    ids = sorted({tuple(sorted((id, twin))) for id, twins in as_one.items() for twin in twins})
    pairs = [(employers[one], employers[other], True) for one, other in ids]
    pairs += [(one, other, False) for one, other in likely_twins(employers.values(), as_one)]
    return [TwoSpellings(a.id, a.name, b.id, b.name, one) for a, b, one in pairs if is_open(a, b)]
