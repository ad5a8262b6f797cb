"""Calls that wait, each change once: who leaves and who follows are two events, and one call; so is what an
announcement tells of a company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from callnow.model import Trigger
from callnow.store import Connection
from callnow.store.news import sharing_announcement, stories_of
from callnow.waiting import OpenCall
from matching.event_types import is_about_people


def each_change_once(con: Connection, calls: Sequence[OpenCall]) -> list[OpenCall]:
    """The calls (best first) but for those that a better one tells already on its card."""
    ids = stories_of_changes(con, calls)
    if not ids:
        return list(calls)
    from matching.stories.changes import told_together, without_repetitions  # noqa: PLC0415 - compares names, which is rare

    stories = {story.id: story for story in stories_of(con, ids=sorted(ids))}
    return without_repetitions(calls, told_together(calls, stories))


def stories_of_changes(con: Connection, reasons: Iterable[Trigger | OpenCall]) -> set[str]:
    """The stories (ids) that may be one change: of whoever has several reasons that say who comes and who goes, or
    several that share an announcement, whenever each was decided: one may have been decided anew since."""
    of_person: dict[str, set[str]] = defaultdict(set)
    moves: dict[str, set[str]] = defaultdict(set)
    for reason in reasons:
        if reason.story_id:
            of_person[reason.prospect_id].add(reason.story_id)
            if is_about_people(reason.type):
                moves[reason.prospect_id].add(reason.story_id)
    several = {id for stories in of_person.values() if len(stories) > 1 for id in stories}
    of_people = {id for stories in moves.values() if len(stories) > 1 for id in stories}
    return of_people | (sharing_announcement(con, several) if several else set())
