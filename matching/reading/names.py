"""Which names in a text mean the same organisation: "Orbel" and "Orbel, Inc.", "NMB" and "Northern Mill Bank"."""

from __future__ import annotations

from collections.abc import Iterable

from matching.comparing.companies import same_company


def group_names(names: Iterable[str]) -> list[list[str]]:
    """The names in groups of one organisation each, in the order they came."""
    groups: list[list[str]] = []
    for name in dict.fromkeys(names):
        home = next((group for group in groups if any(same_company(name, other) for other in group)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups
