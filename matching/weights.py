"""data/weights.toml: what makes a call urgent, read strictly: what is missing, unknown or impossible is named."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from callnow.errors import DataFileError
from callnow.paths import DATA
from callnow.terms import Certainty
from matching.roles import FUNCTIONS

_TABLES: dict[str, frozenset[str]] = {
    "exponents": frozenset(
        {"urgency", "planning", "post", "nearness", "rank", "freshness", "match", "detection", "relationship"}
    ),
    "planning": frozenset({Certainty.DONE.value, Certainty.ANNOUNCED.value, Certainty.RUMOURED.value}),
    "nearness": frozenset({"named", "same", "related", "everyone", "unknown", "other", "here", "elsewhere"}),
    "rank": frozenset("012345"),
    "freshness": frozenset({"at_end"}),
    "relationship": frozenset(
        {"tier_a", "tier_b", "tier_c", "tier_none", "just_spoken", "rest_days", "promise_due", "promise_days"}
    ),
    "tiers": frozenset({"call_now_score", "remembered_days", "talking_point_days"}),
    "follow_up": frozenset({"promise", "first", "ideal", "latest", "overdue"}),
    "stale": frozenset({"moved", "left", "bankrupt", "closed", "acquired", "overdue", "renamed", "mail"}),
    "topics": frozenset({"personal", "employer", "peers", "note", "told", "half_life_days"}),
}
# The greatest value of an entry, or of all entries of a table; 1 where neither is named.
_LIMITS = {"rest_days": 3660.0, "promise_days": 3660.0, "promise_due": 2.0, "half_life_days": 3660.0}
_LIMITS |= {"remembered_days": 3660.0, "talking_point_days": 366.0}
_TABLE_LIMITS = {"exponents": 10.0, "tiers": 100.0, "follow_up": 100.0, "stale": 100.0}


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables of data/weights.toml. `related` holds both orders of every pair of functions."""

    exponents: Mapping[str, float]
    planning: Mapping[str, float]
    nearness: Mapping[str, float]
    rank: Mapping[int, float]
    freshness: Mapping[str, float]
    relationship: Mapping[str, float]
    tiers: Mapping[str, float]
    follow_up: Mapping[str, float]
    stale: Mapping[str, float]
    topics: Mapping[str, float]
    related: frozenset[tuple[str, str]]


@cache
def load_weights(path: Path = DATA / "weights.toml") -> Weights:
    """Read the table of weights; DataFileError names file, table and entry of what cannot be used."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", where=str(path), mend="correct the file") from error
    for name in raw.keys() - _TABLES.keys() - {"related"}:
        raise DataFileError(f"[{name}] is no table of weights", where=str(path), mend=f"known are {_known(_TABLES)}")
    tables = {name: _table(raw.get(name), name, keys, path) for name, keys in _TABLES.items()}
    ranks = {int(k): v for k, v in tables.pop("rank").items()}
    return Weights(rank=ranks, related=_pairs(raw.get("related", {}), path), **tables)


def _table(raw: Any, name: str, keys: frozenset[str], path: Path) -> dict[str, float]:
    where = f"{path}, [{name}]"
    if not isinstance(raw, dict):
        raise DataFileError("the table is missing", where=where, mend=f"give {_known(keys)}")
    for key in raw.keys() - keys:
        raise DataFileError(f"{key!r} is not known here", where=where, mend=f"known are {_known(keys)}")
    for key in sorted(keys - raw.keys()):
        raise DataFileError(f"{key!r} is missing", where=where, mend="give it a number")
    for key, value in raw.items():
        top = _LIMITS.get(key, _TABLE_LIMITS.get(name, 1.0))
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= top:
            raise DataFileError(
                f"{key} = {value!r} cannot be used", where=where, mend=f"give a number from 0 to {top:g}"
            )
    return {key: float(value) for key, value in raw.items()}


def _pairs(raw: Any, path: Path) -> frozenset[tuple[str, str]]:
    where = f"{path}, [related]"
    if not isinstance(raw, dict) or not all(
        isinstance(v, list) and all(isinstance(f, str) for f in v) for v in raw.values()
    ):
        raise DataFileError("a line is no list", where=where, mend='write: it = ["security", "data"]')
    pairs = {(a, b) for a, others in raw.items() for b in others}
    for function in {f for pair in pairs for f in pair} | raw.keys():
        if function not in FUNCTIONS:
            raise DataFileError(f"{function!r} is no function", where=where, mend=f"known are {_known(FUNCTIONS)}")
    return frozenset(pairs | {(b, a) for a, b in pairs})


def _known(names: Mapping[str, Any] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
