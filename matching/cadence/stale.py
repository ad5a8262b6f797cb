"""Signs that a prospect's record no longer holds, each with what to check. Never rely on them to tell you."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callnow.counting import counted
from callnow.model import CompanyEvent, Employer, Prospect, Story, Touch
from callnow.sentences import one_stop
from callnow.terms import TALKS, Certainty, Colour
from matching.cadence.next_call import Cause, NextCall, in_words
from matching.comparing.companies import same_company
from matching.comparing.places import same_place
from matching.domains import is_named_after, same_owner
from matching.event_types import PersonNews, RecordNews, type_of
from matching.stories.deaths import has_died
from matching.stories.insolvency import is_over
from matching.stories.own_news import own_part
from matching.stories.told import certainty_of, fullest, news_at
from matching.triggers.one_line import plain

SILENCE = "overdue"  # the kind of a sign of the person and not of the employer
_REMEMBERED = timedelta(days=365)  # older news has shown its effect, or never will


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its `kind` (a key of [stale] in data/weights.toml), what it is in `words`, what to `check`.

    `basis` makes it the same sign when it is seen again; `story_id` and `event_id` prove one that rests on news.
    """

    kind: str
    words: str
    check: str
    basis: str
    story_id: str = ""
    event_id: str = ""


def find_signs(
    prospect: Prospect,
    employer: Employer | None,
    touches: Sequence[Touch],
    news: Sequence[Story],
    named_in: Sequence[Story],
    call: NextCall | None,
    now: datetime,
    *,
    is_free_mail: Callable[[str], bool] = lambda domain: False,
) -> list[Sign]:
    """Every sign that the record of `prospect` is stale at `now`.

    `news` are stories of the employer, `named_in` stories whose person is the prospect, at whatever company. News from
    before the last talk is not a sign: who was spoken to since has told. `call` is the next call by the cadence.
    `is_free_mail` says whether an address at a domain tells nothing of the employer.
    """
    signs = [of_person(prospect, story) for story in named_in if counts(story, touches, now)]
    signs += [_of_employer(prospect, story) for story in news if counts(story, touches, now)]
    signs += [_of_mail(prospect, employer, is_free_mail), _of_silence(prospect, touches, call, now)]
    return [replace(sign, words=one_stop(sign.words), check=one_stop(sign.check)) for sign in signs if sign]


def counts(story: Story, touches: Iterable[Touch], now: datetime) -> bool:
    """Whether a story is told as a fact, of this year, and since the last talk."""
    spoken = max((t.at for t in touches if t.kind in TALKS and t.at <= now), default=None)
    since = news_at(story)
    sure = certainty_of(story) in {Certainty.DONE, Certainty.ANNOUNCED}
    return sure and now - _REMEMBERED <= since <= now and (spoken is None or since > spoken)


def of_person(prospect: Prospect, story: Story) -> Sign | None:
    """The sign that a person left or moved, by a story that names them."""
    own = own_part(story, prospect)
    if own is None:  # they were named by mistake
        return None
    lead = fullest(own)
    company = plain(lead.event.company)
    by_id = bool(prospect.employer_id) and story.employer_id == prospect.employer_id
    here = by_id or bool(same_company(company, prospect.employer))  # also where the news is matched by no employer
    proof = (story.id, story.id, lead.event.id)
    does = type_of(lead.event.type).about_people
    if has_died(prospect.name, story):
        return None  # the news itself says that nobody is to call, and there is nobody to ask
    if does is PersonNews.LEAVES and here:
        words = f"The news says that {prospect.said_name} is leaving {company}."
        return Sign("left", words, "Find out where they go, from when, and who takes over the post.", *proof)
    if does in (PersonNews.JOINS, PersonNews.RISES) and not here:
        words = f"The news names {prospect.said_name} at {company}; the record says {prospect.employer}."
        return Sign("moved", words, f"Make sure it is the same person, then move the record to {company}.", *proof)
    return None


def _of_employer(prospect: Prospect, story: Story) -> Sign | None:
    event = fullest(story).event
    if event.type == "bankruptcy" and is_over(story):
        return None
    news = type_of(event.type).stale
    said = RULES[news](event, prospect) if news else None
    return Sign(*said, story.id, story.id, event.id) if said else None


_Said = tuple[str, str, str]  # kind, words and check of a sign


def _renamed(event: CompanyEvent, prospect: Prospect) -> _Said | None:
    new, name = plain(event.destination), prospect.employer
    if not event.destination or same_company(event.destination, name):
        return None
    return "renamed", f"{name} is now called {new}.", f"Write {new} into the record, and its new domain."


def _target_acquired(event: CompanyEvent, prospect: Prospect) -> _Said | None:
    by = f" by {plain(event.counterparty)}" if event.counterparty else ""
    words = f"{prospect.employer} is being acquired{by}."
    return ("acquired", words, "Ask whether employer, title and mail stay.") if event.side == "target" else None


def _merged(event: CompanyEvent, prospect: Prospect) -> _Said | None:
    other = f" with {plain(event.counterparty)}" if event.counterparty else ""
    words = f"{prospect.employer} is being merged{other}."
    return "acquired", words, "Ask whether employer, title and mail stay."


def _bankrupt(_: CompanyEvent, prospect: Prospect) -> _Said | None:
    return "bankrupt", f"{prospect.employer} is in insolvency proceedings.", "Ask whether they are still there."


def _site_closed(event: CompanyEvent, prospect: Prospect) -> _Said | None:
    sites = "sites" if " and " in event.origin else "site"
    words = f"{prospect.employer} is closing its {sites} in {plain(event.origin)}, where {prospect.said_name} works."
    there = bool(event.origin) and same_place(event.origin, prospect.city)
    return ("closed", words, "Ask where they go, and for a private number.") if there else None


RULES: Mapping[RecordNews, Callable[[CompanyEvent, Prospect], _Said | None]] = {
    RecordNews.RENAMED: _renamed,
    RecordNews.TARGET_ACQUIRED: _target_acquired,
    RecordNews.MERGED: _merged,
    RecordNews.BANKRUPT: _bankrupt,
    RecordNews.SITE_CLOSED: _site_closed,
}


def _of_mail(prospect: Prospect, employer: Employer | None, is_free_mail: Callable[[str], bool]) -> Sign | None:
    """A mail domain that is neither the employer's (where that is known) nor a mail provider's."""
    domain = prospect.email.partition("@")[2].strip().lower()
    known = {d.lower().removeprefix("www.") for d in (prospect.domain, employer.domain if employer else "") if d}
    known = {d for d in known if not is_free_mail(d)}
    if not domain or not known or is_free_mail(domain):
        return None
    if any(same_owner(domain, own, is_free_mail) for own in known) or is_named_after(domain, prospect.employer):
        return None
    words = f"The address ends in {domain}, but {prospect.employer} uses {min(known)}."
    return Sign("mail", words, "Check whether the address still works, and whether they still work there.", domain)


def _of_silence(prospect: Prospect, touches: Sequence[Touch], call: NextCall | None, now: datetime) -> Sign | None:
    """That the rhythm was long broken. News that waits, or a promise that is late, is no silence."""
    today = now.date()
    if call is None or call.cause not in (Cause.RHYTHM, Cause.FIRST) or call.colour(today) is not Colour.RED:
        return None
    days = (today - call.latest_on).days
    last = max((t.at for t in touches if t.at <= now), default=None)
    since = f" since {in_words(last.astimezone(now.tzinfo).date())}" if last else ""
    words = f"No contact with {prospect.said_name}{since}, {counted(days, 'day')} past the latest day for a call."
    return Sign(SILENCE, words, "Check that the number holds before you call.", call.basis)
