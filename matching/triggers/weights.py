"""data/weights.toml: what makes a call urgent. A field is an entry there, with its least and its greatest value."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from callnow.datafiles import Table, read_data_file
from callnow.errors import Unusable
from callnow.paths import DATA
from matching.role_table import Function

Share = Annotated[float, Field(ge=0, le=1)]
Power = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Score = Annotated[float, Field(ge=0, le=100)]
Days = Annotated[float, Field(ge=0, le=3660, allow_inf_nan=False)]
RANKS = range(6)


class Numbers(Table):
    """A table of numbers, which are looked up by their names, too."""

    def __getitem__(self, name: str) -> float:
        number: float = getattr(self, name)
        return number

    def get(self, name: str, otherwise: float) -> float:
        """The number of that name, `otherwise` where there is none."""
        number: float = getattr(self, name, otherwise)
        return number


class Exponents(Numbers):
    """How much each factor of a score counts."""

    urgency: Power
    planning: Power
    post: Power
    nearness: Power
    rank: Power
    freshness: Power
    match: Power
    detection: Power
    relationship: Power


class Urgency(Numbers):
    """What the urgency of an event type (data/events) is multiplied by."""

    ended: Share


class Planning(Numbers):
    """By the certainty of the news; what is denied is not a reason at all."""

    done: Share
    announced: Share
    rumoured: Share


class Nearness(Numbers):
    """How near the prospect is to what happened."""

    named: Share
    same: Share
    related: Share
    everyone: Share
    own_employer: Share
    unknown: Share
    other: Share
    here: Share
    elsewhere: Share


class Freshness(Numbers):
    """What is left of news when its shelf life ends."""

    at_end: Share


class Relationship(Numbers):
    """By the prospect's tier, and by what was said last."""

    tier_a: Share
    tier_b: Share
    tier_c: Share
    tier_none: Share
    just_spoken: Share
    rest_days: Days
    promise_due: Annotated[float, Field(ge=0, le=2)]
    promise_days: Days


class Tiers(Numbers):
    """From which score on news is a call, and how long it is remembered."""

    call_now_score: Score
    remembered_days: Days
    talking_point_days: Annotated[float, Field(ge=0, le=366)]


class FollowUp(Numbers):
    """Scores of calls that no news asks for."""

    promise: Score
    first: Score
    ideal: Score
    latest: Score
    overdue: Score


class Stale(Numbers):
    """Scores of the signs that a record is stale."""

    moved: Score
    left: Score
    bankrupt: Score
    closed: Score
    acquired: Score
    overdue: Score
    renamed: Score
    mail: Score


class Topics(Numbers):
    """How much each kind of topic is worth."""

    personal: Share
    employer: Share
    peers: Share
    note: Share
    told: Share
    half_life_days: Days


def _every_rank(ranks: dict[int, float]) -> dict[int, float]:
    if odd := sorted(set(RANKS) ^ ranks.keys()):
        raise Unusable(f"rank {odd[0]} is missing or unknown", "give each of 0 to 5 a number")
    return ranks


class Weights(Table):
    """The tables of data/weights.toml."""

    exponents: Exponents
    urgency: Urgency
    planning: Planning
    nearness: Nearness
    rank: Annotated[dict[int, Share], AfterValidator(_every_rank)]
    freshness: Freshness
    relationship: Relationship
    tiers: Tiers
    follow_up: FollowUp
    stale: Stale
    topics: Topics
    side_by_side: dict[Function, tuple[Function, ...]] = Field(alias="related", default_factory=dict)

    @cached_property
    def related(self) -> frozenset[tuple[str, str]]:
        """The pairs of functions that work side by side, each in both orders."""
        pairs = {(a, b) for a, others in self.side_by_side.items() for b in others}
        return frozenset(pairs | {(b, a) for a, b in pairs})


@cache
def load_weights(path: Path = DATA / "weights.toml") -> Weights:
    """Read the table of weights; DataFileError names file, table and entry of what cannot be used."""
    return read_data_file(path, Weights)
