"""The ids that triggers of merged people have: one that was made under a former id stays the same trigger."""

from __future__ import annotations

from collections.abc import Callable

from callnow.model import Prospect


def trigger_id(prospect: Prospect, told: frozenset[str], id_under: Callable[[str], str]) -> str:
    """The id of a trigger of `prospect`, which `id_under` gives for the id of a person.

    Where one of the triggers `told` has an id that the person had before, it is that one: nothing is told twice.
    """
    possible = [id_under(id) for id in prospect.ids]
    return next((id for id in possible if id in told), possible[0])
