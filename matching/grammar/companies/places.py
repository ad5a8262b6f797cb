"""Places together: a sentence about a headquarters says nothing of other sites."""

from __future__ import annotations

from matching.grammar.companies.headquarters import read_headquarters
from matching.grammar.companies.sites import read_closings, read_openings
from matching.grammar.companies.view import (
    View,
)
from matching.grammar.frame import Finding


def read_places(view: View) -> list[Finding]:
    """A sentence that moves a headquarters opens no other site, unless all it tells of is a new office."""
    moved = read_headquarters(view)
    opened = [] if any(f.rule != "new-office" for f in moved) else read_openings(view)
    return [*moved, *opened, *read_closings(view)]
