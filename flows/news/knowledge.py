"""What deciding knows beside the news, as the database has it: the list, what was said, judgements and aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from callnow.model import Employer, Prospect, Story, Touch
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.judgements import all_aliases, all_judgements
from callnow.store.people import all_employers, all_prospects, touches_by_person
from callnow.store.people_list import paused_people
from callnow.store.persons import named_in_person
from callnow.store.records import ids_of_merged_triggers
from delivery.routes import Route, read_routes
from flows.news.naming import judgement_of_row
from flows.people.died import people_who_died
from matching.cadence.gone import is_gone
from matching.names.disk import index_for
from matching.names.index import EmployerIndex
from matching.names.judgements import Judgements
from matching.names.normalise import normalise
from matching.names.twins import twins_of, with_said
from matching.people.persons import ProspectsByLastName
from matching.triggers.decide import Tables, shipped_tables


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What deciding knows beside the news: employers, prospects at each, what was said to them, tables, routes."""

    index: EmployerIndex
    judgements: Judgements
    prospects: dict[str, list[Prospect]]
    touches: dict[str, list[Touch]]
    tables: Tables
    routes: tuple[Route, ...]
    by_last_name: ProspectsByLastName
    merged_triggers: frozenset[str] = frozenset()  # ids of all triggers of people with whom others were merged
    paused: Mapping[str, date] = field(default_factory=dict)  # the first day after the pause, by prospect id
    zone: tzinfo = UTC  # which that day is of
    named: Mapping[str, Sequence[Story]] = field(default_factory=dict)  # the news that names a prospect, by their id
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other spellings of an employer, by its id

    def is_paused(self, prospect: Prospect, now: datetime) -> bool:
        """Whether a prospect is not to be called on the day of `now`."""
        until = self.paused.get(prospect.id)
        return until is not None and now.astimezone(self.zone).date() < until

    def is_gone(self, prospect: Prospect, now: datetime) -> bool:
        """Whether a prospect was at the employer of their record no longer at `now`, by news that names them."""
        news = self.named.get(prospect.id, ())
        return is_gone(prospect, news, self.touches.get(prospect.id, ()), now)

    def people_at(self, story: Story) -> list[Prospect]:
        """The prospects at the employer of a story, under each spelling that the list has for it, but one of which a
        person said that the company is not this."""
        twins = self.twins.get(story.employer_id, ())
        names = {name for r in story.reports for name in r.event.names} if twins else ()
        against = self.judgements.against(names) if names else {}
        spellings = (story.employer_id, *(twin for twin in twins if twin not in against))
        return [prospect for spelling in spellings for prospect in self.prospects.get(spelling, [])]

    @property
    def functions(self) -> dict[str, str]:
        """The function of each prospect, by id."""
        return {p.id: p.function for group in self.prospects.values() for p in group}


def load_knowledge(settings: Settings) -> Knowledge:
    """What deciding knows beside the news, read in short transactions: the page waits for the database meanwhile."""
    with writing(settings) as con:
        employers, prospects, judged = all_employers(con), all_prospects(con), all_judgements(con)
        added = {row["name"]: row["employer"] for row in all_aliases(con)}
        merged_triggers = ids_of_merged_triggers(con)
        paused = paused_people(con, date.min)
    with writing(settings) as con:
        touches = touches_by_person(con, [p.id for p in prospects])
    with writing(settings) as con:
        died = people_who_died(con, prospects, touches)
        named = named_in_person(con)
    at_employer: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in prospects:
        at_employer[prospect.employer_id].append(prospect)
    tables = shipped_tables()
    tables.wording.check()  # before anything is fetched or kept, not at the first call that a template words
    return Knowledge(
        index=index_for(with_aliases(employers, added), settings.home / "index"),
        judgements=Judgements.of(map(judgement_of_row, judged)),
        prospects=dict(at_employer),
        touches=touches,
        tables=tables,
        routes=read_routes(settings.channels),
        by_last_name=ProspectsByLastName(prospects),
        merged_triggers=merged_triggers,
        paused=paused | dict.fromkeys(died, date.max),
        named=named,
        zone=ZoneInfo(settings.watch.time_zone),
        twins=with_said(twins_of(employers), employers, added),
    )


def with_aliases(employers: Iterable[Employer], added: Mapping[str, str]) -> list[Employer]:
    """The employers with the aliases that people added (alias → the employer's own name, in any spelling)."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for alias, employer in added.items():
        by_key[normalise(employer)].append(alias)
    return [replace(e, aliases=(*e.aliases, *by_key.get(normalise(e.name), ()))) for e in employers]
