"""Calls that wait, each change once: who leaves and who follows are two events, and one call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from callnow.model import Story, Trigger
from callnow.store import Connection
from callnow.store.news import stories_of
from callnow.waiting import OpenCall
from matching.event_types import is_about_people


def each_change_once(con: Connection, calls: Sequence[OpenCall]) -> list[OpenCall]:
    """The calls (best first) but for those that a better one tells already on its card."""
    stories = stories_of_people(con, calls)
    if not stories:
        return list(calls)
    from matching.stories.changes import told_together, without_repetitions  # noqa: PLC0415 - compares names, which is rare

    return without_repetitions(calls, told_together(calls, stories))


def stories_of_people(con: Connection, reasons: Iterable[Trigger | OpenCall]) -> dict[str, Story]:
    """The stories of whoever has several reasons that say who comes and who goes, by id."""
    of_person: dict[str, set[str]] = defaultdict(set)
    for reason in reasons:
        if reason.story_id and is_about_people(reason.type):
            of_person[reason.prospect_id].add(reason.story_id)
    ids = {id for stories in of_person.values() if len(stories) > 1 for id in stories}
    return {story.id: story for story in stories_of(con, ids=sorted(ids))} if ids else {}
