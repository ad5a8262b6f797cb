"""Who should be called about a story, how urgently, and why: a story and its employer's prospects become triggers.

The score is 100 × the product of value ** weight over the factors (data/weights.toml), so each factor answers for the
share it takes away, and all of them travel with the trigger as its reasons: a Feature's value is the factor, its
weight the exponent. Nobody at the employer is left out; nearness only decides how loud the call is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import prod

from callnow.languages import language_name
from callnow.model import CompanyEvent, Feature, Prospect, Report, Story, Touch, Trigger, news_id
from callnow.terms import TALKS, Certainty, Tier, TriggerKind
from matching.comparing.companies import same_company
from matching.comparing.persons import person_name, surname_alone
from matching.comparing.places import SUBURB, same_place
from matching.event_types import EventType, RecordNews, event_types, is_leaving, what_it_takes
from matching.stories.away import is_only_away
from matching.stories.deaths import has_died
from matching.stories.filed import carried_out
from matching.stories.own_news import EVERYONE, fills_post_of, leads_beyond, leaves_post_of, own_part
from matching.stories.told import certainty_of, fullest, news_at
from matching.triggers.doubts import doubt_of
from matching.triggers.slots import filed_slots, prospect_slots, story_slots
from matching.triggers.weights import Weights, load_weights
from matching.triggers.wording import PERSON, Slots, Wording, load_wording, word

_ENDS = frozenset({RecordNews.MERGED, RecordNews.BANKRUPT})

_DAY = timedelta(days=1)
_ADDRESS = re.compile(r"[\w-]+\.(?:com|org|net|de|co\.uk)", re.IGNORECASE)  # a company called by its web address
_RECENT = 7  # days for which somebody can have "just" seen the news
UNDATED = "Undated, it may be old"  # before the reason to call, where no report says when it came out
NOT_CERTAIN = "Not certain, read it first"  # before the reason to call, where the text may say something else


@dataclass(frozen=True, slots=True)
class Tables:
    """What deciding looks up: the event types, the weights and the words."""

    types: Mapping[str, EventType]
    weights: Weights
    wording: Wording


def shipped_tables() -> Tables:
    """The tables of data/."""
    return Tables(event_types(), load_weights(), load_wording())


@dataclass(frozen=True, slots=True)
class _News:
    """What all triggers of one story share."""

    story: Story
    lead: Report
    kind: EventType
    tier: Tier
    doubt: str
    shared: tuple[Feature, ...]
    shared_product: float
    functions: frozenset[str]
    slots: Slots
    now: datetime
    expires_at: datetime


def decide(
    story: Story,
    prospects: Sequence[Prospect],
    tables: Tables,
    now: datetime,
    *,
    match_score: float = 1.0,
    history: Mapping[str, Sequence[Touch]] | None = None,
    named: Mapping[str, float] | None = None,
) -> list[Trigger]:
    """A trigger for each of `prospects`, in their order, or none at all: a denied story, or one of years ago.

    A story whose reports are all undated may be of years ago: it is something to know, too, and says so.
    News past its shelf life is nothing to call about, yet something to know: a first run, or a prospect added today,
    sees it as worth knowing. Of layoffs that were filed and are carried out by then nobody is told.

    `prospects` work at the story's employer, or are named by the news. `match_score` (0–1) is how sure the employer is
    meant. `history` holds each prospect's touches by prospect id. `named` holds, by prospect id, how sure it is (0–1)
    that the person of the news is the prospect; such a trigger is of kind "person", and is worded and dated by what
    is told of them (see own_part). A type that is no longer in `tables` gives nothing.
    """
    news = _read(story, tables, now, match_score)
    if news is None:
        return []
    history, named = history or {}, named or {}
    triggers: list[Trigger] = []
    for prospect in prospects:
        sure, died = named.get(prospect.id, 0.0), has_died(prospect.name, story)
        own = own_part(story, prospect) if sure else story
        read = news if own is story or own is None else _read(own, tables, now, match_score)
        if read and (sure or not (died or is_only_away(prospect.name, story))):  # death is news of its own
            touches = history.get(prospect.id, ())
            triggers.append(_trigger(read, prospect, tables, touches, sure if own else 0.0, died=died))
    return triggers


def _read(story: Story, tables: Tables, now: datetime, match_score: float) -> _News | None:
    lead, certainty, since = fullest(story), certainty_of(story), news_at(story)
    kind = tables.types.get(lead.event.type)
    if kind is None or certainty is Certainty.DENIED:
        return None
    weights, exponents = tables.weights, tables.weights.exponents
    age = max(now - since, timedelta(0)) / _DAY
    if age > weights.tiers["remembered_days"]:
        return None
    stale = age > kind.shelf_life_days
    if stale and carried_out(story, now.date()):
        return None
    lasts = age + weights.tiers["talking_point_days"] if stale else kind.shelf_life_days
    expires_at = since + timedelta(days=lasts)
    used = min(1.0, age / kind.shelf_life_days) if story.dated else 1.0
    fresh = 1 - (1 - weights.freshness["at_end"]) * used
    how_old = f"{age:.0f} of {kind.shelf_life_days} days old" if story.dated else "its source gives no date"
    surest = max((r.event for r in story.reports), key=lambda e: (e.certain, e.probability))
    doubt = doubt_of(story, surest, match_score)
    post = min((r.event.rank for r in story.reports if r.event.rank), default=0)
    slots: Slots = {**story_slots(story, lead, certainty), "recent": age <= _RECENT, **filed_slots(story, now.date())}
    shared = [
        Feature("urgency", _urgency(kind, lead.event, weights, over=slots["over"]), exponents["urgency"], kind.label),
        Feature("planning", weights.planning[certainty], exponents["planning"], certainty.value),
        Feature("freshness", fresh, exponents["freshness"], how_old),
        Feature("match", match_score, exponents["match"], f"{lead.event.company!r} read as this employer"),
        Feature("detection", surest.probability, exponents["detection"], _how_certain(surest, doubt)),
    ]
    if post:
        shared.append(Feature("post", weights.rank[post], exponents["post"], lead.event.role))
    urgent = kind.call_now and surest.certain and certainty is not Certainty.RUMOURED and story.dated and not stale
    tier = Tier.CALL_NOW if urgent else Tier.WORTH_KNOWING
    functions = frozenset(r.event.function for r in story.reports if r.event.function)
    product = _product(shared)
    return _News(story, lead, kind, tier, doubt, tuple(shared), product, functions, slots, now, expires_at)


def _how_certain(event: CompanyEvent, doubt: str) -> str:
    if event.certain:
        return f"rule {event.rule}" if event.rule else ""
    if event.language:
        return f"not certain: it is in {language_name(event.language)}, which is not understood"
    return f"not certain, {doubt}: {what_it_takes(event.type, event.certain_from)}"


def _trigger(
    news: _News, prospect: Prospect, tables: Tables, touches: Sequence[Touch], named: float, *, died: bool
) -> Trigger:
    weights, exponents = tables.weights, tables.weights.exponents
    nearness, near_note, place = _nearness(news, prospect, weights, named)
    relation, relation_note = _relationship(prospect, touches, weights, news.now)
    own = (
        Feature("nearness", nearness, exponents["nearness"], near_note),
        Feature("rank", weights.rank.get(prospect.rank, weights.rank[0]), exponents["rank"], prospect.title),
        Feature("relationship", relation, exponents["relationship"], relation_note),
    )
    score = 100 * news.shared_product * _product(own)
    gone = bool(named) and died  # nobody is to call
    namesake = not named and _is_namesake(news, prospect)
    theirs = namesake and is_leaving(news.lead.event.type)  # to be asked with care
    quiet = gone or theirs or score < weights.tiers["call_now_score"]
    slots: Slots = {**news.slots, **prospect_slots(prospect, touches, news.now), "place": place}
    slots["died"] = gone if named else news.slots["died"]
    slots["same_function"] = prospect.function in news.functions - EVERYONE  # "general" is nobody's field
    slots["leads"] = leads_beyond(prospect, news.story)
    slots["namesake"] = namesake
    slots["in_post"] = not named and not namesake and fills_post_of(prospect, news.story, news.lead)
    if _has_no_name(slots["company"], slots["employer"]):
        slots["company"] = slots["employer"]
    moved = bool(named) and prospect.employer_id != news.story.employer_id
    slots["elsewhere"] = moved and not same_company(slots["company"], prospect.employer)
    words = word(tables.wording, slots, PERSON if named else prospect.function)
    return Trigger(
        id=news_id(prospect.id, news.story.id),
        prospect_id=prospect.id,
        employer_id=prospect.employer_id or news.story.employer_id,
        story_id=news.story.id,
        event_id=news.lead.event.id,
        type=news.lead.event.type,
        tier=Tier.WORTH_KNOWING if quiet else news.tier,
        score=round(score, 1),
        why=_with_doubts(words.why, news),
        opener=words.opener,
        decided_at=news.now,
        expires_at=news.expires_at,
        reasons=own + news.shared,
        owner=prospect.owner,
        kind=TriggerKind.PERSON if named else TriggerKind.NEWS,
        voicemail=words.voicemail,
        talking_points=words.talking_points,
    )


def _is_namesake(news: _News, prospect: Prospect) -> bool:
    """Whether the news names somebody by no more than the prospect's family name, or by the post that the record has
    them in: it may be the prospect."""
    if leaves_post_of(prospect, news.story):
        return True
    lasts = {person_name(name).last for name in prospect.names} - {""}
    return surname_alone(news.lead.event.person) in lasts


def _has_no_name(company: str, employer: str) -> bool:
    """Whether the news has no name for the employer, or only the address of its site."""
    address = _ADDRESS.fullmatch(company) and not employer.casefold().startswith(company.casefold())
    return bool(employer) and (not company or bool(address))


def _with_doubts(why: str, news: _News) -> str:
    """The reason to call, after what is to be looked at first."""
    if news.doubt:
        return f"{NOT_CERTAIN} ({news.doubt}): {why}"
    return why if news.story.dated else f"{UNDATED}: {why}"


def _product(features: Sequence[Feature]) -> float:
    return prod([float(f.value**f.weight) for f in features])


def _nearness(news: _News, prospect: Prospect, weights: Weights, named: float) -> tuple[float, str, str]:
    """How much the event concerns this prospect, why, and which end of a move is the prospect's town."""
    near, event = weights.nearness, news.lead.event
    if named:
        return near["named"] * named, "the news is about the prospect", ""
    by_function, note = _nearness_of_function(news, prospect.function, weights)
    if _ends_employer(news.kind, event) and not news.slots["over"] and by_function < near["own_employer"]:
        by_function, note = near["own_employer"], "concerns everyone there"
    if not prospect.city or not (event.origin or event.destination):
        return by_function, note, ""
    for end in ("origin", "destination"):
        place = getattr(event, end)
        if place.startswith(SUBURB) and same_place(place.removeprefix(SUBURB), prospect.city):
            return near["here"], f"{prospect.city} is near the {end}", ""
        if same_place(place, prospect.city):
            return near["here"], f"{prospect.city} is the {end}", end
    return min(by_function, near["elsewhere"]), f"{prospect.city} is neither end of it", ""


def _ends_employer(kind: EventType, event: CompanyEvent) -> bool:
    """Whether the company itself is bought, merges or is insolvent: its people hear of nothing else first."""
    return kind.stale in _ENDS or (kind.stale is RecordNews.TARGET_ACQUIRED and event.side == "target")


def _urgency(kind: EventType, event: CompanyEvent, weights: Weights, *, over: bool) -> float:
    """How urgent the news is; the end of an insolvency is good news, and waits."""
    if over:
        return kind.urgency * weights.urgency["ended"]
    return 1.0 if _ends_employer(kind, event) else kind.urgency


def _nearness_of_function(news: _News, function: str, weights: Weights) -> tuple[float, str]:
    near = weights.nearness
    if not function:
        return near["unknown"], "the prospect's function is not known"
    if news.functions:
        return _nearness_to_post(news.functions, function, weights)
    if function in news.kind.functions:
        return news.kind.functions[function], f"concerns {function}"
    if news.lead.event.role:
        return near["unknown"], "the post's function is not known"
    return (near["other"], f"far from {function}") if news.kind.functions else (near["everyone"], "concerns everyone")


def _nearness_to_post(posts: frozenset[str], function: str, weights: Weights) -> tuple[float, str]:
    near, names = weights.nearness, ", ".join(sorted(posts))
    if function in posts:
        return near["same"], f"the same function, {function}"
    if posts & EVERYONE or function in EVERYONE:
        return near["everyone"], "concerns every function"
    if any((function, post) in weights.related for post in posts):
        return near["related"], f"{function} works beside {names}"
    return near["other"], f"{function} is far from {names}"


def _relationship(prospect: Prospect, touches: Sequence[Touch], weights: Weights, now: datetime) -> tuple[float, str]:
    table = weights.relationship
    value = table.get(f"tier_{prospect.tier.lower()}", table["tier_none"])
    notes = [f"tier {prospect.tier}" if prospect.tier else "no tier"]
    past = [t for t in touches if t.at <= now]
    if past:
        last = max(past, key=lambda t: t.at)
        rested = (now - last.at) / _DAY
        notes.append(f"last contact {rested:.0f} days ago")
        if last.kind in TALKS and rested < table["rest_days"]:
            value *= table["just_spoken"]
        if last.due_on and (last.due_on - now.date()).days <= table["promise_days"]:
            value *= table["promise_due"]
            notes.append(f"a call was promised for {last.due_on.isoformat()}")
    return min(value, 1.0), ", ".join(notes)
