"""data/questions.toml: questions to open a call with where there is nothing to tell, one for each person of a day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from callnow.datafiles import Table, Text, read_data_file
from callnow.model import Prospect, stable_id
from callnow.paths import DATA
from matching.role_table import Function


class Questions(Table):
    """Questions for anybody, and for those who work in a function."""

    general: tuple[Text, ...]
    by_function: dict[Function, tuple[Text, ...]]

    def for_function(self, function: str) -> tuple[str, ...]:
        """Those of the function first."""
        return (*self.by_function.get(function, ()), *self.general)


@cache
def questions() -> Questions:
    """The shipped questions."""
    return read_data_file(DATA / "questions.toml", Questions)


def propose_questions(asked: Iterable[tuple[Prospect, str]]) -> dict[str, str]:
    """A question for each person, by prospect id, no two the same while there are enough of them.

    Each is given with what their call rests on (NextCall.basis), so that a person keeps the question while the call is
    owed, and hears another one the next time.
    """
    taken: set[str] = set()
    proposed: dict[str, str] = {}
    for prospect, basis in sorted(asked, key=lambda entry: entry[0].id):
        own = questions().for_function(prospect.function)
        start = int(stable_id(prospect.id, basis), 16) % len(own)
        row = [*own[start:], *own[:start]]
        proposed[prospect.id] = next((question for question in row if question not in taken), row[0])
        taken.add(proposed[prospect.id])
    return proposed
