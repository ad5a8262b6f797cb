"""The words that values are described with, each a closed set: what stands here is all there is.

Each word is stored as it is written here; a word that is stored may be added to, and never changed without a migration.
"""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How sure the text is that the event happens; the database and labels call it `planning`."""

    DONE = "done"
    ANNOUNCED = "announced"
    RUMOURED = "rumoured"
    DENIED = "denied"


PROSPECT_TIERS = ("A", "B", "C")  # how much a prospect matters to the recruiter, by which their rhythm may go
SAID = "said by a person"  # CompanyEvent.rule of an event that was missed
ON_THE_PAGE = "page"  # where a person said what is kept of names and news, as lists show it
ON_THE_COMMAND_LINE = "command line"

UNSURE = frozenset({Certainty.RUMOURED, Certainty.DENIED})  # told, but not as a fact


class Tier(StrEnum):
    """What a trigger asks of the recruiter: call now, or know it for the next talk."""

    CALL_NOW = "call_now"
    WORTH_KNOWING = "worth_knowing"


class ContactKind(StrEnum):
    """How a prospect was contacted."""

    CALLED = "called"
    VOICEMAIL = "voicemail"
    EMAILED = "emailed"
    MET = "met"
    IMPORT = "import"  # a list says that there was one, and not how


TALKS = frozenset({ContactKind.CALLED, ContactKind.MET})  # two people talked


class Outcome(StrEnum):
    """How a call ended, where what follows depends on it or the page offers it; any other words are a note."""

    GOOD_TALK = "good talk"
    CALL_AGAIN = "call again"
    NOT_INTERESTED = "not interested"
    NO_ANSWER = "no answer"
    BUSY = "busy"
    LEFT_MESSAGE = "left message"
    WRONG_NUMBER = "wrong number"
    HAS_DIED = "has died"


class Action(StrEnum):
    """What one click on the page does to a call."""

    CALLED = "called"
    NO_ANSWER = "nobody answered"
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    WRONG_NUMBER = "wrong number"
    PUT_OFF = "put off"
    DISMISSED = "dismissed"
    WRONG_EVENT = "wrong event"
    WRONG_COMPANY = "wrong company"
    NEVER_MATCH = "never match"


class Act(StrEnum):
    """What a person does besides clicking on a call, as it is noted who did it."""

    LOGGED = "logged a contact"
    TOOK_BACK = "took back"
    ADDED = "added"
    EDITED = "edited"
    CALLED_RIGHT = "took back the wrong number of"
    MERGED = "merged"
    SPLIT = "split"
    KEPT_APART = "kept apart"
    PAUSED = "paused"
    RESUMED = "ended the pause of"
    FORGOT = "forgot"
    IMPORTED = "imported"
    IMPORT_TAKEN_BACK = "took back the import of"
    SET = "changed the setting"
    KEY_ADDED = "made a key for"
    KEY_REVOKED = "revoked the key of"
    SWITCHED_ON = "switched on"
    SWITCHED_OFF = "switched off"
    FEEDS_ADDED = "added to the feeds"
    FEED_REMOVED = "removed from the feeds"
    JUDGED = "judged"
    JUDGEMENT_TAKEN_BACK = "took back what was said of"
    ALIAS_ADDED = "added the name"
    ALIAS_REMOVED = "removed the name"


class MatchVerdict(StrEnum):
    """What a company name in the news was resolved to: one employer, one of several, or none."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class TriggerKind(StrEnum):
    """What a trigger rests on: news of the employer, news of the prospect, a promise or the rhythm, a stale record."""

    NEWS = "news"
    PERSON = "person"
    CADENCE = "cadence"
    STALE = "stale"


class TriggerState(StrEnum):
    """What became of a trigger. One is withdrawn where its news is denied or no longer read so."""

    OPEN = "open"
    SNOOZED = "snoozed"
    CALLED = "called"
    DISMISSED = "dismissed"
    WRONG_COMPANY = "wrong_company"
    WRONG_EVENT = "wrong_event"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({TriggerState.OPEN, TriggerState.SNOOZED})
ANSWERED = frozenset({TriggerState.CALLED, TriggerState.DISMISSED})
NOT_SO = frozenset({TriggerState.WITHDRAWN, TriggerState.WRONG_EVENT, TriggerState.WRONG_COMPANY})
"""How a trigger stands whose news turned out not to be so, or not to be of its company."""


class DeliveryState(StrEnum):
    """How an intent to tell a channel stands. A dead one is not tried again; one is dropped if its call was made."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    DROPPED = "dropped"


class RunKind(StrEnum):
    """What a run of the pipeline reads: what is new, or what was published since a day."""

    WATCH = "watch"
    BACKFILL = "backfill"


class FetchStatus(StrEnum):
    """What a visit to a feed brought: a body to read, nothing new, or an error."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class FeedVerdict(StrEnum):
    """How a feed is. Quiet: nothing new, as may be. Low: under a quarter of its normal volume. Silent: nothing new,
    though by now there should be: it may have died."""

    NEW = "new"
    WELL = "well"
    QUIET = "quiet"
    LOW = "low"
    SILENT = "silent"
    FAILING = "failing"
    PAUSED = "paused"
    OFF = "off"


class Colour(StrEnum):
    """How a due call stands: before or on its day, past it, past its latest."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class JudgementVerdict(StrEnum):
    """What a person said of a name and an employer. Unsure forbids a match until somebody is sure."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class SaidBy(StrEnum):
    """Who says something of a prospect: an import, or a person."""

    IMPORT = "import"
    PERSON = "person"


class PairVerdict(StrEnum):
    """Whether two people on the list are one: asked, until a person says that they are different."""

    ASKED = "asked"
    DIFFERENT = "different"


class FailureKind(StrEnum):
    """Why a source gave nothing, as feed health shows it."""

    SOURCE = "source"
    ADDRESS = "address"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"
    HTTP = "http"
    REDIRECT = "redirect"
    ROBOTS = "robots"
    SIZE = "size"
    ENCODING = "encoding"
    LOGIN = "login"
    FOLDER = "folder"
    MAIL = "mail"
    FETCH = "fetch"
    PARSE = "parse"


class LookOutcome(StrEnum):
    """What came of asking an address for feeds, where it answered."""

    ITEMS = "items"
    NOTHING = "nothing to read"
    FRONT_PAGE = "front page"
    NAMES_FEEDS = "names feeds"
    ROBOTS = "robots.txt"
    SITEMAP_INDEX = "an index of sitemaps"


class SecondReaderAnswer(StrEnum):
    """What the second reader says: whether a text announces an event; waiting while it was not asked."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"
    WAITING = ""
