"""What deciding knows beside the news, as the database has it: the list, what was said, judgements and aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from callnow.model import Employer, Prospect, Touch
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.judgements import all_aliases, all_judgements
from callnow.store.people import all_employers, all_prospects, touches_of
from callnow.store.people_list import paused_people
from callnow.store.persons import named_in_person
from callnow.store.records import ids_of_merged_triggers
from delivery.routes import read_routes
from flows.news.naming import judgement_of_row
from flows.news.understanding import Knowledge
from flows.people.died import people_who_died
from matching.names.disk import index_for
from matching.names.judgements import Judgements
from matching.names.normalise import normalise
from matching.names.twins import twins_of, with_said
from matching.people.persons import ProspectsByLastName
from matching.triggers.decide import shipped_tables


def load_knowledge(settings: Settings) -> Knowledge:
    """What deciding knows beside the news, read in two short transactions."""
    with writing(settings) as con:
        employers, prospects, judged = all_employers(con), all_prospects(con), all_judgements(con)
        added = {row["name"]: row["employer"] for row in all_aliases(con)}
        merged_triggers = ids_of_merged_triggers(con)
        paused = paused_people(con, date.min)
    with writing(settings) as con:  # by itself: these are many, and the page waits for the database meanwhile
        touches = touches_of(con, [p.id for p in prospects])
        touches_by_prospect: dict[str, list[Touch]] = defaultdict(list)
        for touch in touches:
            touches_by_prospect[touch.prospect_id].append(touch)
        died = people_who_died(con, prospects, touches_by_prospect)
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
        touches=dict(touches_by_prospect),
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
