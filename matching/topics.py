"""What to bring to a call, so that "just touching base" is never the only line: topics ranked for one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from callnow.model import Prospect, Report, Story, Touch
from callnow.terms import TALKS, UNSURE
from matching.decide import Tables
from matching.slots import plain, story_slots
from matching.stories import certainty_of, fullest, news_at
from matching.wording import word

_A_DAY = timedelta(days=1)
_NOTE_LENGTH = 160
_PEER_FUNCTION = 0.5  # what peers' news is worth to somebody of another function


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to talk about. `line` is for the recruiter; `sayable` says that it can be told as it stands.

    `kind`: personal, employer, peers or note. `url` proves news. `score` is 0–1.
    """

    kind: str
    line: str
    score: float
    sayable: bool = False
    url: str = ""


def rank_topics(
    prospect: Prospect,
    touches: Sequence[Touch],
    own_news: Sequence[Story],
    peer_news: Sequence[Story],
    tables: Tables,
    now: datetime,
    limit: int = 4,
) -> list[Topic]:
    """The best `limit` topics for the next talk with `prospect`, best first.

    `own_news` are stories of the employer, `peer_news` those of other employers on the list; of each, rumoured ones are
    left out, and those that were out before the last talk count as told. Topics and notes are quoted, never reworded.
    """
    spoken = max((t.at for t in touches if t.kind in TALKS and t.at <= now), default=None)
    found = [*_personal(touches, tables, now), *_notes(prospect, tables)]
    found += filter(None, (_news("employer", s, prospect, tables, spoken, now) for s in own_news))
    found += filter(None, (_news("peers", s, prospect, tables, spoken, now) for s in peer_news))
    best: dict[str, Topic] = {}
    for topic in sorted(found, key=lambda t: (-t.score, t.line)):
        best.setdefault(topic.line.casefold(), topic)
    return list(best.values())[:limit]


def _personal(touches: Sequence[Touch], tables: Tables, now: datetime) -> list[Topic]:
    weights = tables.weights.topics
    half_lives = 8 * weights["half_life_days"]  # what someone cares for outlasts news many times
    return [
        Topic("personal", f"Ask about {plain(t.topic)}.", weights["personal"] * _fading(t.at, now, half_lives))
        for t in touches
        if t.topic.strip()
    ]


def _notes(prospect: Prospect, tables: Tables) -> list[Topic]:
    lines = [plain(line) for line in prospect.notes.splitlines()]
    score = tables.weights.topics["note"]
    return [Topic("note", f"Your note: “{line[:_NOTE_LENGTH]}”.", score) for line in lines if line]


def _news(
    kind: str, story: Story, prospect: Prospect, tables: Tables, spoken: datetime | None, now: datetime
) -> Topic | None:
    lead, said, since = fullest(story), certainty_of(story), news_at(story)
    if lead.event.type not in tables.types or said in UNSURE or since > now:
        return None
    weights = tables.weights.topics
    score = weights[kind] * _fading(since, now, weights["half_life_days"]) * _worth(lead, prospect, tables)
    if spoken and since <= spoken:
        score *= weights["told"]
    slots = story_slots(story, lead, said)
    line = word(tables.wording, {**slots, "headline": "", "first_name": prospect.name}).why
    return Topic(kind, line, score, sayable=True, url=lead.url)


def _worth(lead: Report, prospect: Prospect, tables: Tables) -> float:
    """Urgent news is better to bring, and news of the prospect's own function best."""
    kind = tables.types[lead.event.type]
    near = 1.0 if lead.event.function == prospect.function else kind.functions.get(prospect.function, _PEER_FUNCTION)
    return (0.5 + 0.5 * kind.urgency) * near if prospect.function else 0.5 + 0.5 * kind.urgency


def _fading(since: datetime, now: datetime, half_life: float) -> float:
    days = max((now - since) / _A_DAY, 0.0)
    return float(0.5 ** (days / max(half_life, 1.0)))
