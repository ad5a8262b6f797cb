"""What the templates may say, read from story, prospect and touches: fit to be spoken, nothing that was not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import cast

from nameparser import HumanName

from callnow.fold import fold
from callnow.model import SLOTS, Prospect, Report, Story, Touch
from callnow.said_names import quiet_name
from callnow.terms import TALKS, Certainty
from matching.comparing.amounts import sum_of
from matching.comparing.persons import same_person, surname
from matching.event_types import comes_or_goes, is_leaving
from matching.stories.corrected import uncorrected
from matching.stories.deaths import has_died
from matching.stories.filed import standing
from matching.stories.insolvency import is_over
from matching.triggers.one_line import plain
from matching.triggers.spoken_counts import count_said, sites_said
from matching.triggers.spoken_posts import head_said, role_said
from matching.triggers.wording import Slots

LEAST_SUM = 10_000


def story_slots(story: Story, lead: Report, certainty: Certainty) -> Slots:
    """The slots that all prospects of a story share; `lead` is the report that says most."""
    event = lead.event
    of_event: Slots = {
        "type": event.type,
        "company": plain(event.company),
        "side": event.side,
        "doubtful": not (story.certain and story.dated),
        "rumoured": certainty is Certainty.RUMOURED,
        "done": certainty is Certainty.DONE,
        "over": event.type == "bankruptcy" and is_over(story),
        "people": people_of(story, lead),
        "died": has_died(event.person, story),
        "headline": plain(lead.title),
        "proof": plain(event.sentence),
        "source": plain(lead.source),
        "day": short_day(story.first.published_at.date()),
    }
    slots = {name: plain(getattr(event, name)) for name in SLOTS}
    slots |= {name: place_said(getattr(event, name)) for name in ("origin", "destination")}
    person, role = person_said(event.person), role_said(event.role, event.company)
    role = role or ("" if person else head_said(event.role, leaves=is_leaving(event.type)))
    slots |= {
        "person": person,
        "role": role,
        "amount": amount_said(event.amount),
        "count": count_said(plain(event.count), event.sentence) if event.type == "layoffs" else plain(event.count),
        "sites": sites_said(event.sentence) if event.type == "office_closed" else "",
    }
    unnamed = comes_or_goes(event.type) and not (person or role or of_event["people"])
    return cast(Slots, {**of_event, **slots, "unnamed": unnamed})


def filed_slots(story: Story, today: date) -> Slots:
    """What a register says of a story that has no other, or that others tell without the day: nothing of a past day."""
    filings = standing(story.reports)
    ahead = [filing.effective_on for filing in filings if filing.effective_on and filing.effective_on > today]
    return {
        "filed": plain(filings[-1].register) if filings else "",
        "in_the_press": story.in_the_press,
        "effective": short_day(min(ahead)) if ahead else "",
    }


def people_of(story: Story, lead: Report) -> tuple[tuple[str, str], ...]:
    """Everyone the story names, each with a role or "", the lead's person first; two spellings of one are one."""
    people: list[tuple[str, str]] = []
    for event in (lead.event, *(r.event for r in uncorrected(story.reports))):
        if event.person and not any(same_person(event.person, name) for name, _ in people):
            people.append((person_said(event.person), role_said(event.role, event.company)))
    return tuple(people)


def prospect_slots(prospect: Prospect, touches: Sequence[Touch], now: datetime) -> Slots:
    """The slots of one prospect and of what was said so far. The days of the talks are those of `now`'s time zone, and
    `now` tells whether a month needs its year."""
    slots: Slots = {
        "employer": plain(prospect.employer),
        "name": plain(prospect.said_name),
        "first_name": first_name(prospect.name),
        "last_name": plain(surname(prospect.said_name)),
        "title": plain(prospect.title),
        "function": prospect.function,
        "recruiter": _spoken_name(prospect.owner),
    }
    if touches:
        last, today = max(touches, key=lambda t: t.at), now.date()
        own = (t for t in touches if t.kind in TALKS and _own(t.owner, prospect.owner))
        talks = [day for t in own if (day := t.at.astimezone(now.tzinfo).date()) <= today]
        slots["spoken"] = day_said(max(talks), today) if talks else ""
        slots["promised"] = plain(last.promised)
        slots["topic"] = plain(next((t.topic for t in sorted(touches, key=lambda t: t.at)[::-1] if t.topic), ""))
    return slots


def _own(who: str, recruiter: str) -> bool:
    """Whether who talked is the recruiter who will say so: nobody says of a colleague's talk that they spoke."""
    return not who or not recruiter or fold(who) == fold(recruiter)


def _spoken_name(owner: str) -> str:
    """What a recruiter says of themselves; "" for an address or two initials ("TK"), which nobody does."""
    letters = "".join(filter(str.isalpha, owner))
    return "" if "@" in owner or (len(letters) == 2 and letters.isupper()) else plain(owner)


_ABBREVIATED = re.compile(r"(?-i:[^\W\d_a-z])\.?|\w{1,4}\.|(?:\w{1,2}\.-)+\w{1,2}\.?")  # "R.", "Md.", "J.-P."
_MUHAMMAD = re.compile(r"(?:Md|Mohd|Muhd)\.? (?=\w)", re.IGNORECASE)  # "Md. Rahman" is called Rahman
_FAMILY_FIRST = re.compile(  # "Zhang Xiaoming", "Park Ji-hoon", "Nguyễn Văn An": names that nobody has as a given name
    r"(?:Zhang|Wang|Liu|Huang|Zhao|Zhou|Xu|Zhu|Guo|Zheng|Xie|Deng|Cao|Peng|Zeng|Jiang|Cai) (?P<chinese>[A-Z][a-z]+)"
    r"|(?:Kim|Lee|Park|Choi|Jung|Kang|Cho|Yoon|Jang|Lim|Han|Oh|Seo|Shin|Kwon|Hwang|Song|Yoo|Hong|Moon|Bae)"
    r" (?P<korean>[A-Z][a-z]+-[a-z]+)"
    r"|(?:Nguy[eễ]n|Tr[aầ]n|L[eê]|Ph[aạ]m|Ho[aà]ng|Hu[yỳ]nh|V[uũoõ]|[ĐD][aặ]ng|B[uù]i|[ĐD][oỗ]) (?:V[aă]n|Th[iị])"
    r" (?P<vietnamese>\w+)"
)


@lru_cache(maxsize=65536)
def first_name(name: str) -> str:
    """The name to greet with: of names that begin with the family's the other; "" where only initials are known, and
    the whole name where none can be told apart. A name in capitals or in small letters alone ("PRIYA VENKATARAMAN",
    "tad winslowe") is greeted as one writes it."""
    said = _MUHAMMAD.sub("", quiet_name(name))
    if family_first := _FAMILY_FIRST.fullmatch(said):
        return next(str(given) for given in family_first.groups() if given)
    read = HumanName(said)
    first = read.first or said
    if _ABBREVIATED.fullmatch(first):
        first = next((other for other in read.middle.split() if not _ABBREVIATED.fullmatch(other)), "")
    return plain(first.title() if first.islower() or said.isupper() else first)


_NICKNAME = re.compile(r"\s*\([^)]*\)")
_CAPITAL_OF_HEADLINE = re.compile(
    r"\b(?:Up|To|About|Around|Approximately|Nearly|Almost|Over|More|Less|Than|At|Least|Thousand|Million|Billion)\b"
)
_NO_PLACE = frozenset({"county", "city", "state", "town", "area", "region", "district"})


def person_said(name: str) -> str:
    """A name without what stands in brackets: "Robert (Bob) Glazer" is said as Robert Glazer."""
    said = _NICKNAME.sub("", name).strip() or name
    return plain(quiet_name(said))


def place_said(place: str) -> str:
    """A place as it goes on "in"; "" for a piece of one: a letter, or "County"."""
    spoken = plain(place)
    return "" if len(spoken) < 2 or spoken.casefold() in _NO_PLACE else spoken


def amount_said(amount: str) -> str:
    """A sum that a company is told to have raised, paid or won, without a headline's capitals; "" for one so small that
    it is the price of a share."""
    value = sum_of(amount)
    quiet = _CAPITAL_OF_HEADLINE.sub(lambda word: word[0].lower(), plain(amount))
    return "" if value is not None and value < LEAST_SUM else quiet


def short_day(day: date) -> str:
    """June 3"""
    return f"{day:%B} {day.day}"


def day_said(day: date, today: date) -> str:
    """A past day as it is said: "on March 5", "in January", "in January 2025"."""
    if (today - day).days < 28:
        return f"on {short_day(day)}"
    return f"in {day:%B}" if (today - day).days < 300 else f"in {day:%B %Y}"
