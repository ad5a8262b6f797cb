"""Calls that wait, each change once: who leaves and who follows are two events, and one call; so is what an
announcement tells of a company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from callnow.model import Story, Trigger
from callnow.store import Connection
from callnow.store.news import sharing_announcement, stories_of
from callnow.waiting import OpenCall
from matching.event_types import is_about_people


def each_change_once(con: Connection, calls: Sequence[OpenCall]) -> list[OpenCall]:
    """The calls (best first) but for those that a better one tells already on its card."""
    stories = stories_of_changes(con, calls)
    if not stories:
        return list(calls)
    from matching.stories.changes import told_together, without_repetitions  # noqa: PLC0415 - compares names, which is rare

    return without_repetitions(calls, told_together(calls, stories))


def stories_of_changes(con: Connection, reasons: Iterable[Trigger | OpenCall]) -> dict[str, Story]:
    """The stories that may be one change, by id: of whoever has several reasons that say who comes and who goes, or
    several that were decided at once and share an announcement."""
    alike: dict[tuple[str, datetime | None], set[str]] = defaultdict(set)
    for reason in reasons:
        if reason.story_id:
            alike[reason.prospect_id, reason.decided_at].add(reason.story_id)
            if is_about_people(reason.type):
                alike[reason.prospect_id, None].add(reason.story_id)
    several = {key: stories for key, stories in alike.items() if len(stories) > 1}
    at_once = {id for (_, when), stories in several.items() if when for id in stories}
    ids = {id for (_, when), stories in several.items() if not when for id in stories} | sharing_announcement(
        con, at_once
    )
    return {story.id: story for story in stories_of(con, ids=sorted(ids))} if ids else {}
