"""What to bring to a call, so that "just touching base" is never the only line: topics ranked for one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callnow.model import Prospect, Report, Story, Touch
from callnow.terms import TALKS, UNSURE, Certainty
from matching.comparing.likeness import Likeness
from matching.stories.own_news import fills_post_of, leaves_post_of, likeness_to, own_part
from matching.stories.told import certainty_of, fullest, news_at
from matching.triggers.decide import Tables
from matching.triggers.one_line import plain
from matching.triggers.slots import story_slots
from matching.triggers.speech import topic_in, wish_in
from matching.triggers.wording import PERSON, sentence, word

_A_DAY = timedelta(days=1)
_NOTE_LENGTH = 160
_PEER_FUNCTION = 0.5  # what peers' news is worth to somebody of another function
_LATELY = timedelta(days=21)  # news is said to be of a month once it is older
_TOLD_OF = timedelta(days=90)  # older news is a talking point, and nothing to open a call with
_ORDER = ("personal", "note", "employer", "peers")
_MOST = 4  # for the next talk
_MOST_OWN = 2  # of a person's own topics and notes, where there is news besides


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to talk about. `line` is for the recruiter; `spoken` opens a call with it ("": it cannot be said so),
    `message` tells a voicemail of it ("": it is nobody else's to hear).

    `kind`: personal, note, employer or peers. `url` proves news. `score` is 0–1.
    """

    kind: str
    line: str
    score: float
    spoken: str = ""
    message: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """News that may be a topic: the prospect's part of it, its fullest report, since when, and what it is worth."""

    kind: str
    story: Story
    lead: Report
    certainty: Certainty
    since: datetime
    score: float
    is_told: bool  # it was out before the last talk

    def order(self) -> tuple[int, float]:
        """The best come first."""
        return _ORDER.index(self.kind), -self.score


def rank_topics(
    prospect: Prospect,
    touches: Sequence[Touch],
    own_news: Sequence[Story],
    peer_news: Sequence[Story],
    tables: Tables,
    now: datetime,
) -> list[Topic]:
    """The best topics for the next talk: the prospect's own first, then news of the employer, then of peers.

    `own_news` are stories of the employer, `peer_news` those of other employers in the prospect's town, of which the
    ones that name somebody of the prospect's function count. Rumours, and news that is not certain, are left out;
    what was out before the last talk counts as told. What may be about the prospect or about another of such a name is
    for the recruiter alone. Topics and notes are quoted to the recruiter as they stand.
    """
    own = _best([*_personal(touches, tables, now), *_notes(prospect, tables)])
    talked = max((t.at for t in touches if t.kind in TALKS and t.at <= now), default=None)
    peers = (story for story in peer_news if _of_peer(story, prospect))
    told = [("employer", story) for story in own_news] + [("peers", story) for story in peers]
    candidates = filter(None, (_candidate(kind, story, prospect, tables, talked, now) for kind, story in told))
    news: dict[str, Topic] = {}
    for candidate in sorted(candidates, key=_Candidate.order):
        if len(news) == _MOST:
            break  # what nobody is shown need not be put into words
        topic = _news(candidate, prospect, tables, now)
        news.setdefault(topic.line.casefold(), topic)
    return [*own[: max(_MOST_OWN, _MOST - len(news))], *news.values()][:_MOST]


def _best(topics: Sequence[Topic]) -> list[Topic]:
    """Topics in their order, what is said twice once."""
    best: dict[str, Topic] = {}
    for topic in sorted(topics, key=lambda t: (_ORDER.index(t.kind), -t.score, t.line)):
        best.setdefault(topic.line.casefold(), topic)
    return list(best.values())


def _personal(touches: Sequence[Touch], tables: Tables, now: datetime) -> list[Topic]:
    weights = tables.weights.topics
    half_lives = 8 * weights["half_life_days"]  # what someone cares for outlasts news many times
    return [
        Topic(
            "personal",
            f"Ask about {plain(t.topic)}.",
            weights["personal"] * _fading(t.at, now, half_lives),
            spoken=f"I have {topic} in my notes from last time. How is that going?"
            if (topic := topic_in(t.topic))
            else "",
        )
        for t in touches
        if t.topic.strip()
    ]


def _notes(prospect: Prospect, tables: Tables) -> list[Topic]:
    lines = [plain(line) for line in prospect.notes.splitlines()]
    score = tables.weights.topics["note"]
    return [
        Topic(
            "note",
            note_line(line),
            score,
            spoken=f"I have it in my notes that {wish}. Is that still so?" if (wish := wish_in(line)) else "",
        )
        for line in lines
        if line
    ]


def note_line(note: str) -> str:
    """How a line of the notes is quoted to the recruiter."""
    return f"Your note: “{note[:_NOTE_LENGTH]}”."


def field_of(story: Story) -> str:
    """The function of whom a story names; "" where it names nobody, or nobody's function is known."""
    event = fullest(story).event
    return event.function if event.person else ""


def _of_peer(story: Story, prospect: Prospect) -> bool:
    """Whether news of another employer names somebody who works in the prospect's own field."""
    if not prospect.function or field_of(story) != prospect.function:
        return False
    # news of themselves, or of a namesake, opens no call
    return all(likeness_to(r.event, prospect) is Likeness.OTHER for r in story.reports)


def _candidate(
    kind: str, story: Story, prospect: Prospect, tables: Tables, talked: datetime | None, now: datetime
) -> _Candidate | None:
    """News as a topic that is not put into words yet; None where nobody should bring it."""
    story = own_part(story, prospect) or story
    lead, certainty, since = fullest(story), certainty_of(story), news_at(story)
    if lead.event.type not in tables.types or certainty in UNSURE or not story.certain or since > now:
        return None
    weights = tables.weights.topics
    score = weights[kind] * _fading(since, now, weights["half_life_days"]) * _worth(lead, prospect, tables)
    is_told = bool(talked and since <= talked)
    return _Candidate(kind, story, lead, certainty, since, score * weights["told"] if is_told else score, is_told)


def _news(candidate: _Candidate, prospect: Prospect, tables: Tables, now: datetime) -> Topic:
    kind, story, lead, since = candidate.kind, candidate.story, candidate.lead, candidate.since
    slots = story_slots(story, lead, candidate.certainty)
    line = word(tables.wording, {**slots, "headline": "", "first_name": prospect.said_name}).why
    topic = Topic(kind, line, candidate.score, url=lead.url)
    likeness = likeness_to(lead.event, prospect)
    named = likeness is Likeness.SAME
    may_be = likeness is Likeness.LIKELY or (kind == "employer" and leaves_post_of(prospect, story))
    is_for_recruiter = may_be or (named and slots["died"])  # who is meant, they find out first
    if candidate.is_told or is_for_recruiter or not story.dated or now - since > _TOLD_OF:
        return topic
    slots["in_post"] = not named and kind == "employer" and fills_post_of(prospect, story, lead)
    words = word(tables.wording, slots, PERSON if named else prospect.function)
    when = "" if now - since <= _LATELY else f" in {since:%B}"
    message = f"I saw{when} that {sentence(words.news, capital=False)}"
    question = words.question if kind == "employer" else "That is your own field: do your paths cross?"
    return replace(topic, spoken=f"{message} {question}", message=message)


def _worth(lead: Report, prospect: Prospect, tables: Tables) -> float:
    """Urgent news is better to bring, and news of the prospect's own function best."""
    kind = tables.types[lead.event.type]
    near = 1.0 if lead.event.function == prospect.function else kind.functions.get(prospect.function, _PEER_FUNCTION)
    return (0.5 + 0.5 * kind.urgency) * near if prospect.function else 0.5 + 0.5 * kind.urgency


def _fading(since: datetime, now: datetime, half_life: float) -> float:
    days = max((now - since) / _A_DAY, 0.0)
    return float(0.5 ** (days / max(half_life, 1.0)))
