"""The values that travel through the house, each named by the stage that makes it.

    fetch → parse → Announcement → detect → CompanyEvent → resolve → Match
          → join → Story → decide → Trigger → deliver → Delivery

All are frozen. Times are aware datetimes in UTC; days are dates. Ids are short hexadecimal hashes of what
makes the thing itself (`stable_id`), so the same thing has the same id in every run and on every machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from callnow.filings import Filing
from callnow.prospects import BarredNumber, Employer, Prospect, SecondValues, Touch
from callnow.terms import WAITING, Certainty, Colour, DeliveryState, MatchVerdict, Tier, TriggerKind, TriggerState

__all__ = [
    "OTHER_NAMES",
    "SLOTS",
    "Announcement",
    "BarredNumber",
    "Candidate",
    "CompanyEvent",
    "Delivery",
    "Employer",
    "Feature",
    "Filing",
    "Match",
    "Prospect",
    "Report",
    "SecondValues",
    "Story",
    "Touch",
    "Trigger",
    "stable_id",
]


def stable_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that only depend on `parts`."""
    return hashlib.sha256("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def news_id(prospect_id: str, story_id: str) -> str:
    """The id of the trigger for a prospect and a story."""
    return stable_id(prospect_id, story_id)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One item of one source, as read.

    `text` is plain text (summary or whole article). `published_at` is UTC and never after `fetched_at`;
    `date_known` is False where the source gave no usable time; where it gave no day either, the item is `undated`, and
    `fetched_at` stands in. `issuer` is the company
    the source speaks for (an employer's own newsroom, an EDGAR filer), when there is one. `title_as_written` is the
    title as the source escaped it, where that differs ("Q&amp;A"), so that it can be found there again. `filings` are
    what a register says in columns: where there are any, they are its events, and title and text are not read for more.
    """

    id: str
    source: str
    title: str
    text: str
    url: str
    published_at: datetime
    fetched_at: datetime
    date_known: bool = True
    undated: bool = False
    guid: str = ""
    fingerprint: str = ""
    issuer: str = ""
    language: str = ""
    title_as_written: str = ""
    filings: tuple[Filing, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyEvent:
    """One event about one company that an announcement announces. Slots hold the text as written, "" where absent.

    `sentence` is the proof, `rule` names what read it. `probability` is 0–1; the type may ask for a call from
    `certain_from` on, 0 where the text was not read closely. `company_evidence` lists what
    the text says for the company being one (ticker, legal_form, domain, the_company, subject, about), which names
    that are common words need; `also_called` are other names the text uses for it. `function` and `rank` are the
    role's, from data/roles.csv ("" and 0 where unknown). `language` is that of a text which surely is not English: no
    call comes of it. `filing` is what a register says of it, where it was filed.
    """

    id: str
    announcement_id: str
    type: str
    company: str
    certainty: Certainty = Certainty.DONE
    person: str = ""
    role: str = ""
    prior_company: str = ""
    side: str = ""
    counterparty: str = ""
    origin: str = ""
    destination: str = ""
    amount: str = ""
    count: str = ""
    sentence: str = ""
    rule: str = ""
    function: str = ""
    rank: int = 0
    probability: float = 1.0
    certain_from: float = 0.0
    company_evidence: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    language: str = ""
    filing: Filing | None = None

    @property
    def certain(self) -> bool:
        """Whether the event is probable enough to ask for a call."""
        return self.probability >= self.certain_from

    @property
    def names(self) -> tuple[str, ...]:
        """What the text calls the company."""
        return tuple(name for name in (self.company, *self.also_called) if name)


SLOTS = ("person", "role", "prior_company", "counterparty", "origin", "destination", "amount", "count")
"""The slots of an event: fields of CompanyEvent that say, as the text does, who and what it is about."""

OTHER_NAMES = {"origin": "from", "destination": "to", "certainty": "planning"}
"""Fields of CompanyEvent that labels, data files and JSON call otherwise: Python reserves words, and `planning` is what
people's own files know it by."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a score: what was looked at, what it measured, what that counted for."""

    name: str
    value: float
    weight: float
    note: str = ""

    @property
    def points(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Candidate:
    """An employer that was considered for a mention and not chosen."""

    employer_id: str
    employer: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a company name in the news was resolved to.

    Only the verdict MATCH has an `employer_id`; AMBIGUOUS has two candidates that are too close.
    `score` is 0–1. `features` made it; `rejected` are the next candidates, best first.
    """

    event_id: str
    mention: str
    mention_normalised: str
    verdict: MatchVerdict
    employer_id: str = ""
    employer: str = ""
    employer_normalised: str = ""
    score: float = 0.0
    why: str = ""
    features: tuple[Feature, ...] = ()
    rejected: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of a story: the event as one announcement tells it. An `undated` one may be older than it looks.

    `matched` is how sure it is (0–1) that its company is the story's; 0 where nobody on the list works there. `read_at`
    and `guid` are the announcement's, where it is still kept.
    """

    event: CompanyEvent
    title: str
    url: str
    source: str
    published_at: datetime
    undated: bool = False
    matched: float = 0.0
    read_at: datetime | None = None
    guid: str = ""

    @property
    def heard(self) -> tuple[datetime, datetime]:
        """What orders reports by time: of equal dates (many sources give the day alone) the one read first is first."""
        return self.published_at, self.read_at or self.published_at


@dataclass(frozen=True, slots=True)
class Story:
    """The same event at the same employer, from however many wires.

    `reports` are oldest first, the first is the one that was told; `company` is the employer id where the name was
    resolved, else the normalised name.
    """

    id: str
    type: str
    company: str
    employer_id: str
    reports: tuple[Report, ...]

    @property
    def first(self) -> Report:
        return self.reports[0]

    @property
    def certain(self) -> bool:
        """Whether one report at least is probable enough to ask for a call."""
        return any(r.event.certain for r in self.reports)

    @property
    def dated(self) -> bool:
        """Whether one report at least says when it came out."""
        return not all(r.undated for r in self.reports)

    @property
    def filed(self) -> tuple[Filing, ...]:
        """What registers say of it, oldest first."""
        return tuple(r.event.filing for r in self.reports if r.event.filing)

    @property
    def in_the_press(self) -> bool:
        """Whether anybody but a register tells it."""
        return any(r.event.filing is None for r in self.reports)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.title for r in self.reports))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A reason to call one prospect. One exists for each prospect and story.

    `score` is 0–100, `reasons` are the factors that made it. `why` is why now in one sentence, `opener` what to say,
    `voicemail` what to leave when nobody answers; all three hold only what was read, nothing invented.
    `colour` is how a follow-up stood when it was last made; None for all else.
    """

    id: str
    prospect_id: str
    employer_id: str
    story_id: str
    event_id: str
    type: str
    tier: Tier
    score: float
    why: str
    opener: str
    decided_at: datetime
    expires_at: datetime
    reasons: tuple[Feature, ...] = ()
    owner: str = ""
    state: TriggerState = TriggerState.OPEN
    kind: TriggerKind = TriggerKind.NEWS
    voicemail: str = ""
    talking_points: tuple[str, ...] = ()
    colour: Colour | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether nobody is to make this call any more: it was made, dismissed or withdrawn, or its day has passed."""
        return self.state not in WAITING or self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Delivery:
    """An intent to tell one channel about one trigger, and how that went. `id` is the stable key the receiver sees.

    `batch` is the digest it goes out in, the same for all its deliveries and in every retry; "" goes out alone.
    `begun_at` is set while an attempt is under way, and stays where a crash ended it: it may have arrived. `tier` is
    the trigger's when this was planned. `withdraws` is the id of the delivery that this one takes back: a withdrawal,
    which tells whoever was told to call not to; "" in all others.
    """

    id: str
    trigger_id: str
    channel: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_try_at: datetime | None = None
    last_error: str = ""
    sent_at: datetime | None = None
    batch: str = ""
    begun_at: datetime | None = None
    tier: Tier | None = None
    withdraws: str = ""
