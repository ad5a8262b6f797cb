"""The news and what was made of it: announcements, events, matches, stories, triggers and their outbox rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from callnow.model import Announcement, CompanyEvent, Delivery, Match, Report, Story, Trigger
from callnow.store.corrections import wrong_stories
from callnow.store.judgements import NewName, keep_new_names
from callnow.store.outbox import keep_planned
from callnow.store.rows import add, add_rows, fetch, fetch_as, fetch_by_id, from_row, many, to_row
from callnow.store.sql import Connection, question
from callnow.store.touches import bring_back, withdraw_triggers
from callnow.store.withdrawals import plan_withdrawals
from callnow.terms import ANSWERED, WAITING, Tier, TriggerKind
from callnow.waiting import OpenCall, WaitingTrigger


@dataclass(frozen=True, slots=True)
class Headline:
    """One report of news, as one points to it."""

    title: str
    url: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Understood:
    """What one batch of announcements came to; kept in one transaction, so that a crash loses or doubles nothing.

    `closely` are the announcements that were read closely. `amended` are triggers of stories that were told before and
    now say more; `denied` are stories told and now denied, `confirmed` those denied before and now told as so again.
    `languages` says by announcement which one it is written in.
    `behind` names, by trigger, others of the same change: where one of them was answered, it is, too. `names` are new
    names that stories tell of employers.
    """

    announcements: tuple[str, ...]
    closely: tuple[str, ...] = ()
    events: tuple[CompanyEvent, ...] = ()
    matches: tuple[Match, ...] = ()
    stories: tuple[Story, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    amended: tuple[Trigger, ...] = ()
    denied: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    behind: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: tuple[NewName, ...] = ()

    def without_calls_of(self, stories: Collection[str]) -> Understood:
        """The same without what these stories would ask or tell anybody."""
        calls = (*self.triggers, *self.amended)
        silent = {trigger.id for trigger in calls if trigger.story_id in stories}
        return replace(
            self,
            triggers=tuple(t for t in self.triggers if t.id not in silent),
            amended=tuple(t for t in self.amended if t.id not in silent),
            deliveries=tuple(d for d in self.deliveries if d.trigger_id not in silent),
        )


@dataclass(frozen=True, slots=True)
class StoryBeginning:
    """When a story was first told, and of whom (`employer_id` is "" where nobody on the list works there).

    `dated` says whether one report at least tells when it came out.
    """

    id: str
    employer_id: str
    began: datetime
    dated: bool


def unread(con: Connection, most: int, *, quiet: bool, since: datetime | None = None) -> list[Announcement]:
    """Announcements that detection has not read, oldest first: those that a backfill brought, or the others; from
    `since` on also those that it left out."""
    return fetch_as(con, Announcement, question("unread"), {"most": most, "quiet": quiet, "since": since})


def event_in_row(row: Mapping[str, Any]) -> tuple[Announcement, CompanyEvent]:
    """The announcement and the event of a row with the columns of both; the announcement's own language, which the
    event has a column of that name for, is its source_language."""
    own = {"id": row["announcement_id"], "language": row["source_language"]}
    return from_row(Announcement, {**row, **own}), from_row(CompanyEvent, row)


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a batch changed: how many triggers are new, how many calls that were told are taken back."""

    new: int
    taken_back: int


def keep_understood(con: Connection, batch: Understood, now: datetime, *, withdraws: bool = True) -> Kept:
    """Keeps what a batch came to; a known trigger is never told again.

    A story that people called wrong is joined as before and calls nobody. Whoever was told to call about one that is
    denied now is told so, but without `withdraws`: a new version that reads the past again tells nobody.
    """
    batch = batch.without_calls_of(wrong_stories(con))
    add(con, "company_event", batch.events)
    add(con, "match", batch.matches, replace=True)
    keep_stories(con, batch.stories)
    new = add(con, "trigger", _answered_with(con, batch))
    renew_triggers(con, batch.amended)
    denied = withdraw_triggers(con, stories=batch.denied)
    taken_back = plan_withdrawals(con, denied if withdraws else [], now)
    confirmed = [report.event.id for story in batch.stories if story.id in batch.confirmed for report in story.reports]
    if confirmed:
        bring_back(con, confirmed, batch.confirmed)
    keep_new_names(con, batch.names, batch.denied)
    keep_planned(con, batch.deliveries)
    languages = [batch.languages.get(id, "") for id in batch.announcements]
    read = {"ids": many(batch.announcements), "languages": many(languages), "closely": many(batch.closely)}
    con.execute(question("mark_understood"), read | {"understood_at": now})
    return Kept(new, taken_back)


def _answered_with(con: Connection, batch: Understood) -> list[Trigger]:
    """The new triggers of a batch, those as answered that tell of a change of which the prospect was talked to."""
    known = triggers_by_id(con, sorted({id for others in batch.behind.values() for id in others}))
    answered = {t.id: t.state for t in known if t.state in ANSWERED}
    said = {id: [answered[other] for other in others if other in answered] for id, others in batch.behind.items()}
    return [replace(t, state=states[0]) if (states := said.get(t.id)) else t for t in batch.triggers]


def keep_texts(con: Connection, announcements: Iterable[Announcement]) -> None:
    """Keeps the fuller texts that articles gave, and what filings were read in them."""
    for item in announcements:
        con.execute(
            "UPDATE announcement SET text = $2, filings = $3 WHERE id = $1",
            [item.id, item.text, json.dumps(to_row(item)["filings"])],
        )


def keep_stories(con: Connection, stories: Iterable[Story]) -> None:
    """Keeps stories and which events report them."""
    distinct = list({s.id: s for s in stories}.values())
    add_rows(
        con,
        "story",
        [{"id": s.id, "type": s.type, "company": s.company, "employer_id": s.employer_id} for s in distinct],
        replace=True,
    )
    rows = {
        r.event.id: {
            "event_id": r.event.id,
            "story_id": s.id,
            "title": r.title,
            "url": r.url,
            "source": r.source,
            "published_at": r.published_at.isoformat(),
        }
        for s in distinct
        for r in s.reports
    }
    add_rows(con, "report", rows.values(), replace=True)


def stories_of(con: Connection, companies: Sequence[str] = (), ids: Sequence[str] = ()) -> list[Story]:
    """The stories known of these companies (Story.company) or by these ids, with their reports oldest first."""
    if not (companies or ids):
        return []
    rows = fetch(con, question("stories_of"), {"companies": many(companies), "ids": many(ids)})
    stories = []
    for story_id, group in groupby(rows, key=lambda row: row["story_id"]):
        reports = list(group)
        stories.append(
            Story(
                id=story_id,
                type=reports[0]["story_type"],
                company=reports[0]["story_company"],
                employer_id=reports[0]["employer_id"],
                reports=tuple(
                    Report(
                        from_row(CompanyEvent, row),
                        row["report_title"],
                        row["report_url"],
                        row["report_source"],
                        row["report_published_at"],
                        row["report_undated"],
                        row["report_matched"],
                        row["report_read_at"],
                        row["report_guid"],
                    )
                    for row in reports
                ),
            )
        )
    return stories


def sharing_announcement(con: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these stories that an announcement tells of beside another of them."""
    asked = {"ids": many(sorted(ids))}
    return {row["story_id"] for row in fetch(con, question("sharing_an_announcement"), asked)}


def open_triggers(con: Connection, now: datetime) -> list[Trigger]:
    """Triggers that still wait for a call and are not stale, call_now first, best first."""
    return fetch_as(con, Trigger, question("open_triggers"), {"now": now})


def asking_triggers(con: Connection, now: datetime) -> list[WaitingTrigger]:
    """Those of them that put somebody on the list of a morning: news worth knowing is something to say, no more."""
    return fetch_as(con, WaitingTrigger, question("asking_triggers"), {"now": now})


def waiting_triggers_of(con: Connection, prospects: Sequence[str], now: datetime) -> list[WaitingTrigger]:
    """The triggers of these prospects that still wait."""
    return fetch_as(con, WaitingTrigger, question("waiting_triggers_of"), {"ids": many(prospects), "now": now})


def open_calls(con: Connection, now: datetime, today: date, owner: str = "") -> list[OpenCall]:
    """The triggers that wait for who may be called on `today`, best first, without what only a card shows: many cost
    little."""
    return _open_calls(con, "open_calls", {"now": now, "today": today, "owner": owner})


def open_calls_of(con: Connection, prospects: Iterable[str], now: datetime) -> list[OpenCall]:
    """The triggers that wait for these prospects (ids), oldest first, without what only a card shows."""
    return _open_calls(con, "open_calls_of", {"ids": many(sorted(set(prospects))), "now": now})


def _open_calls(con: Connection, asked: str, given: dict[str, object]) -> list[OpenCall]:
    tiers = {tier.value: tier for tier in Tier}
    return [
        OpenCall(id, tiers[tier], prospect, story, type_, decided_at.replace(tzinfo=UTC))
        for id, tier, prospect, story, type_, decided_at in con.execute(question(asked), given).fetchall()
    ]


def triggers_by_id(con: Connection, ids: Sequence[str]) -> list[Trigger]:
    """These triggers, whatever their state."""
    return fetch_by_id(con, Trigger, "trigger", ids)


def renew_triggers(con: Connection, triggers: Iterable[Trigger]) -> int:
    """Keeps triggers that are made anew: a follow-up of this morning, a story that says more. One that was answered
    keeps its state, and none expires sooner than before: it may have been put off.

    Returns how many were not known before.
    """
    by_id = {t.id: t for t in triggers}
    known = {t.id: t for t in triggers_by_id(con, list(by_id))}
    renewed = (
        replace(
            t, state=before.state, decided_at=_decided_at(t, before), expires_at=max(t.expires_at, before.expires_at)
        )
        if (before := known.get(t.id))
        else t
        for t in by_id.values()
    )
    add(con, "trigger", renewed, replace=True)
    return len(by_id.keys() - known.keys())


def _decided_at(made: Trigger, before: Trigger) -> datetime:
    """When a call was asked for: one that was made or dismissed is not asked for again, and what another report adds
    asks for none anew where it waits, unless it is to be made now only by that."""
    is_louder = made.tier is Tier.CALL_NOW and before.tier is not Tier.CALL_NOW
    waits = before.state in WAITING and made.kind is not TriggerKind.CADENCE
    return before.decided_at if before.state in ANSWERED or (waits and not is_louder) else made.decided_at


def story_beginnings(con: Connection, since: datetime, most: int) -> list[StoryBeginning]:
    """The stories that began since and that nobody called wrong, newest first, at most so many."""
    parameters = {"since": since, "most": most, "wrong": many(wrong_stories(con))}
    return fetch_as(con, StoryBeginning, question("recent_stories"), parameters)


def recent_stories(con: Connection, since: datetime, most: int) -> list[Story]:
    """The stories that began since and that nobody called wrong, newest first, at most so many."""
    return stories_in_order(con, [beginning.id for beginning in story_beginnings(con, since, most)])


def stories_in_order(con: Connection, ids: Sequence[str]) -> list[Story]:
    """These stories, in the order of their ids."""
    order = {story_id: place for place, story_id in enumerate(ids)}
    return sorted(stories_of(con, ids=ids), key=lambda story: order[story.id])


def latest_news(con: Connection, employers: Iterable[str], since: datetime) -> dict[str, Headline]:
    """The latest news of each of these employers (ids) since then, where there is any that is told as a fact."""
    parameters = {"employers": many(sorted(set(employers))), "since": since, "wrong": many(wrong_stories(con))}
    return {
        row["employer_id"]: from_row(Headline, row["latest"]) for row in fetch(con, question("latest_news"), parameters)
    }
