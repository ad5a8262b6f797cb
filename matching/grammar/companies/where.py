"""Where an event of places lies, and the event itself."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.sides import SPEAKER
from matching.grammar.companies.slots import place_after
from matching.grammar.companies.view import (
    View,
    certainty_of,
)
from matching.grammar.frame import Finding

FROM = frozenset({"from"})


TO = frozenset({"to", "into"})


IN = frozenset({"in", "near", "outside", "within"})


AT = frozenset({"at"})


def place_event(
    view: View,
    kind: str,
    rule: str,
    company: str,
    verb: Chunk | None,
    *,
    origin: str = "",
    to: str = "",
    ahead: bool = False,
) -> list[Finding]:
    """The finding of one company's move, opening or closing, or none where the company has no name."""
    name = view.speaker.name if company == SPEAKER else company
    if not name:
        return []
    return [
        Finding(
            kind,
            rule,
            view.read,
            company=name,
            origin=origin,
            destination=to,
            certainty=certainty_of(view, verb, nominal=ahead),
        )
    ]


def find_place(view: View, start: int, end: int) -> str:
    """The place that the tokens [start, end) name behind "to", else "in" or "at"; "" where none."""
    return place_after(view, start, end, TO) or find_inside(view, start, end)


def find_inside(view: View, start: int, end: int) -> str:
    """The place that the tokens [start, end) name behind "in", else "at"; "" where none."""
    return place_after(view, start, end, IN) or place_after(view, start, end, AT)
