"""Texts that recall what happened months ago: a year in review, an outlook, "which cut 400 jobs earlier this year".

What all of a text tells so is no news to call about, nor is that a move is put off. A text with a new event of the same
kind beside it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from callnow.dates import MONTH_NUMBERS
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.cadence.day_words import MONTH
from matching.detection.matters import may_tell_of
from matching.detection.named import any_of, is_about, names_person, person_in_text
from matching.event_types import family, is_about_people, is_arriving, is_leaving
from matching.grammar.tokens import sentences_of
from matching.number_words import IN_WORDS

_RECENT = timedelta(days=60)  # a month that ended since is no long time ago
_REVIEW = re.compile(
    r"""\b(?:year|20\d\d|decade|quarter|month|week)\sin\sreview\b | \blook(?:s|ing)?\sback\b
    | \byear-end(?:er\b|\s(?:review|recap|round-?up|list)\b)
    | ^(?:[\w’'-]+\s){0,2}outlook(?=\s*[:–—]) | \boutlook\s(?:for\s)?20\d\d\b
    | ['’]s\syear(?:\sin\s\w+)?(?=\s*[:,–—-]|\s*$) | \b(?:one\s|a\s|\d+\s)(?:year|months)\son\b
    | ^(?:(?:the|our|these|\d+)\s){0,2}(?:biggest|largest|worst|top|major|notable)\s(?:[\w’'-]+\s){0,4}
      (?:of|in|since)\s(?:20\d\d|the\syear)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LONG_AGO = re.compile(
    rf"""\b(?:last\s(?:year|spring|summer|autumn|fall|winter) | earlier\s(?:this|in\sthe)\syear
    | (?:years?|[3-9]\smonths|(?:three|four|five|six|seven|eight|nine|ten|eleven)\smonths)\s(?:ago|earlier)
    | last\s(?P<last>{MONTH}) | in\s(?P<month>{MONTH})(?!\s(?:\d|of)) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–—]\s|\.\s+|\s(?:and|but|while|as)\s(?=\w+ed\b)")
# "after layoffs earlier this year", "the merger announced last March": the time is not that of what is told.
_OF_ANOTHER = re.compile(
    r"\b(?:after|following|since|despite|amid|than|on\stop\sof)\s[^,;]*$"
    r"|\b(?:announced|planned|agreed|unveiled|disclosed|reported|revealed|launched|begun|started)\s$",
    re.IGNORECASE,
)
_MOVE = r"(?:move|relocation)"
_PUT_OFF = re.compile(
    rf"\b(?:delays?|postpones?|(?:pushe?s?|puts?|sets?)\sback)\s(?:[\w’'-]+\s){{0,5}}?{_MOVE}\b"
    rf"|\b{_MOVE}\b[^.;]{{0,40}}?\b(?:delayed|postponed|(?:pushed|put|set)\sback|slips)\b",
    re.IGNORECASE,
)


def only_comes_later(event: CompanyEvent, title: str) -> bool:
    """Whether a headline only says that a move, known by then, comes later."""
    return event.type == "headquarters_moved" and _PUT_OFF.search(title) is not None


def only_recalls(event: CompanyEvent, title: str, text: str, today: date | None) -> bool:
    """Whether a text tells an event only as one of months ago. `today` is the text's own day, None where not known."""
    if _is_of_past_year(event, text, today):
        return True
    if event.certainty is not Certainty.DONE:
        return False
    if _REVIEW.search(title) or _is_of_old_founder(event, text) or _is_in_passing(event, text):
        return True
    told = [clause for clause in _clauses(text) if _tells(clause, event)]
    told += _in_asides(text, event)
    if is_about_people(event.type):  # "Q&A with Jane Roe" tells of no post
        told = [clause for clause in told if _may_tell_of_matter(clause, event)] or told
    return bool(told) and all(_is_long_ago(clause, today) for clause in told)


_IN_PAST_YEAR = re.compile(r"\W*(?:back\s)?in\s(?:early\s|mid-?|late\s)?(?P<year>(?:19|20)\d\d),?\s", re.IGNORECASE)


# What the same sentence tells of today: "In 2025 Orbel lost money, so it will cut 300 jobs"
_AND_NOW = re.compile(
    r"\b(?:now|today|this\s(?:week|month|year)|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:and|so|but)\s(?:[\w’'-]+\s){1,3}?(?:will|plans|is|are))\b",
    re.IGNORECASE,
)


def _is_of_past_year(event: CompanyEvent, text: str, today: date | None) -> bool:
    """Whether every sentence that tells an event begins with a year that is past, and tells nothing of today: "In 2017,
    Orbel announced a move"."""
    told = [one for one in sentences_of(text) if may_tell_of(one, event.type)] if today else []
    years = [int(found["year"]) for one in told if (found := _IN_PAST_YEAR.match(one)) and not _AND_NOW.search(one)]
    last = (today - _RECENT).year if today else 0
    return bool(told) and len(years) == len(told) and all(year < last for year in years)


_OLD = re.compile(
    r"\b(?:dies|died|dead|passe[sd]\saway)\b[^.;]{0,40}?\b(?:at|aged|age|of)\s(?:[89]\d|1[01]\d)\b|,\s(?:[89]\d|1[01]\d),\s[^.;]{0,200}?\bdie[sd]\b",
    re.IGNORECASE,
)
# Who still was there, leaves for another reason, or is to be followed by somebody.
_IN_OFFICE = re.compile(
    r"\b(?:still|current(?:ly)?|at\sthe\shelm|until\s(?:his|her)\sdeath|boss|(?:steps|stepping)\sdown|resigns|retires|"
    r"(?:will|to)\s(?:be\s)?(?:step\sdown|retire|resign|succeed(?:ed)?|take\sover)|successor|names?|appoints?)\b",
    re.IGNORECASE,
)


def _is_of_old_founder(event: CompanyEvent, text: str) -> bool:
    """Whether somebody has died at eighty or more of whom a text says only that they founded the company."""
    founder = is_leaving(event.type) and re.fullmatch(r"(?:co-?)?founder", event.role, re.IGNORECASE)
    return bool(founder) and _OLD.search(text) is not None and not _IN_OFFICE.search(text)


_DIED = re.compile(r"\b(?:dies|died|dead|death|obituary|passed\saway)\b", re.IGNORECASE)
_RETIRED_IN = re.compile(
    r"\b(?:retir\w+|stepped\s(?:down|aside)|stood\sdown|until|handed\sover)\b[^.;]{0,60}\bin\s(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# "from 1979 to 1996", "until 2003", right behind the company that somebody led
_YEARS_IN_OFFICE = (
    r"(?:\s(?!(?:of|at|and|from|since)\b)[\w’'-]+){0,5},?"
    r"\s(?:from\s(?:19|20)\d\d\s(?:to|until|till|through)|until)\s(?:(?:his|her|their)\sretirement\sin\s|[A-Z][a-z]+\s)?"
    r"(?:19|20)\d\d\b"
)
_FORMER_DIES = r"\b(?:[Ff]ormer|[Rr]etired|[Oo]ne-?time|[Ll]ongtime\s[Ff]ormer)\s(?:[\w&’'.-]+\s){0,3}?"
_DIES = r"(?:['’]s?)?\s(?:[\w&’'.-]+\s){1,8}?(?:dies|dead|has\sdied|died|passes\saway)\b"
_LED_ON = re.compile(
    r"\b(?:has\s(?:led|headed|run)|until\s(?:his|her|their)\sdeath|since\s(?:19|20)\d\d|current)\b", re.IGNORECASE
)


def is_of_long_retired(event: CompanyEvent, text: str) -> bool:
    """Whether somebody has died who, by the text, left the company in a year before."""
    if not is_leaving(event.type) or not event.person:
        return False
    if not _DIED.search(text) or _LED_ON.search(text):
        return False
    told = [one for one in sentences_of(text) if is_about(one, event.person) and _RETIRED_IN.search(one)]
    names = any_of(event.names)
    if re.search(rf"\b(?:{names}){_YEARS_IN_OFFICE}|{_FORMER_DIES}(?:{names}){_DIES}", text):
        return True
    return any(not re.search(rf"\bfrom\s(?!(?:the\s)?(?:{names})\b)", one) for one in told)  # nor from the army


def is_of_the_dead(event: CompanyEvent, text: str) -> bool:
    """Whether somebody was read to come to a company who, by the text, has died: "Ann Roe, first woman to lead Orbel,
    dies at 88"."""
    if not is_arriving(event.type) or not event.person or not _DIED.search(text):
        return False
    person = rf"\b{re.escape(event.person)}(?:,\s\d\d)?(?:,\s[^.;,]{{1,120}})?,?"
    return re.search(rf"{person}\s(?:has\s|had\s)?(?:dies|died|dead|passe[sd]\saway)\b", text) is not None


_TAKES_ON = re.compile(
    r"\b(?:nam(?:e[sd]?|ing)|appoint\w*|hir(?:e[sd]?|ing)|tap(?:s|ped|ping)?|pick(?:s|ed|ing)?|select\w*|cho(?:ose|oses|se|sen)|promot\w*|"
    r"elevat\w*|succ(?:ee|ess)\w*|replac\w*|join\w*|welcom\w*|(?:tak|took)\w*\sover|recruit\w*|poach\w*|bec[ao]m\w*|install\w*|"
    r"lur(?:es?|ed)|snag\w*|snatch\w*|(?:mov(?:es|ed)|heads|headed|turn(?:s|ed)|jump(?:s|ed)|switch(?:es|ed)|defect(?:s|ed))\s(?:\w+\s)?(?:to|for|from)|"
    r"add(?:s|ed)?|lands?|gets?|bring\w*|new|leadership|executives?|chiefs?|heads?|team)\b",
    re.IGNORECASE,
)


def _is_in_passing(event: CompanyEvent, text: str) -> bool:
    """Whether nobody is named, and a new chief only does something else ("New Orbel CEO seeks to cut costs"), or
    neither a post is told nor anything of it in the headline."""
    if family(event.type) != "executive_hired" or event.person:
        return False
    if not event.role:
        return not _TAKES_ON.search(text)
    acts = (
        rf"\b[Nn]ew\s(?:{any_of(event.names)})(?:['’]s)?\s{re.escape(event.role)}\s"
        r"(?i:(?:will\s)?(?:seek|want|plan|aim|vow|say|outline|unveil|push|face|look|hope|promise|pledge|tr(?:y|ie)|bet|warn|see)s?\b)"
    )
    rest = re.sub(acts, " ", text)
    return rest != text and not _TAKES_ON.search(rest)


_IN_A_YEAR = r"(?:19|20)\d\d"
_YEARS_AGO = re.compile(
    rf"\b(?:(?:(?:\d+|{IN_WORDS}|many|some)\syears|"
    r"(?:a|two|three|several)?\s?decades?)\s(?:ago|earlier|before)"
    rf"|on\sthis\s(?:day|date)\s(?:back\s)?in\s{_IN_A_YEAR}|(?:today|this\s(?:week|month))\s(?:back\s)?in\s{_IN_A_YEAR})\b",
    re.IGNORECASE,
)
_YEAR_TOLD = re.compile(rf"\bin\s{_IN_A_YEAR}\b|\({_IN_A_YEAR}\)|(?:^|[.:]\s){_IN_A_YEAR}[:,]", re.IGNORECASE)
# What a newspaper's column of old news is called.
_COLUMN = re.compile(
    r"(?:a\s)?(?:looking\sback|look\sback|flashback|throwback|yesteryear|years\sago|from\s(?:the|our)\s(?:archives?|files|vaults?)|"
    r"(?:on\s)?(?:this|today)\s(?:day|week|month)?\s?in\s(?:\w+\s)?history|on\sthis\s(?:day|date)(?:\sin\shistory)?)"
    r"\s*(?:$|[:,–—|]|-\s|\bat\b)",
    re.IGNORECASE,
)

_OPENS_AGO = re.compile(rf"(?:^|[.:]\s){_YEARS_AGO.pattern}(?:\s(?:this|last)\s\w+|\stoday)?,", re.IGNORECASE)
# "buys the unit that it sold ten years ago", "founded ten years ago": the time is that of an aside.
_ASIDE = re.compile(
    r"\b(?:it|they|he|she|that|which|who|whom|founded|started|formed|sold|opened|since)\b", re.IGNORECASE
)


def is_of_years_ago(event: CompanyEvent, title: str, text: str) -> bool:
    """Whether a text tells an event only as one of years ago, which is history."""
    text = _OPENS_AGO.sub(lambda ago: ago[0].replace(",", ""), text)
    headed = _YEARS_AGO.match(title)
    dated = _YEARS_AGO.search(text) or _YEAR_TOLD.search(text)
    column = _COLUMN.match(title) is not None and dated is not None
    if column or (headed and title[headed.end() :].lstrip()[:1] in {":", "–", "—"}):
        return True
    if event.certainty not in {Certainty.DONE, Certainty.DENIED}:
        return False
    told = [clause for clause in _clauses(text) if _tells(clause, event)]
    return bool(told) and all(_is_years_ago(clause) for clause in told)


def _is_years_ago(clause: str) -> bool:
    ago = _YEARS_AGO.search(clause)
    before = clause[: ago.start()] if ago else ""
    return ago is not None and not (_OF_ANOTHER.search(before) or _ASIDE.search(before))


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for mark in _CLAUSE.finditer(text):
        yield text[start : mark.start()]
        start = mark.end()
    yield text[start:]


def _tells(clause: str, event: CompanyEvent) -> bool:
    """Whether a clause may tell of the event: of its matter, and of an event about somebody by their name."""
    if is_about_people(event.type) and event.person:
        return names_person(clause, event.person)
    return may_tell_of(clause, event.type)


# "became CIO in March" beside the words of matters
_COMES = re.compile(
    r"\b(?:bec[ao]m\w*|promot\w+|took\sover|tak\w+\sover|stepped\s(?:in|up)|start(?:s|ed)|assumed)\b", re.IGNORECASE
)


def _in_asides(text: str, event: CompanyEvent) -> list[str]:
    """What a text says of somebody who comes only in an aside: "Jane Roe, who became CIO in March, talks of it"."""
    if not (is_arriving(event.type) and event.person):
        return []
    aside = re.compile(rf"\b{person_in_text(event.person)},\s(?P<told>who\s[^,.;]+)(?P<rest>[^.;]*)")
    found = [one for one in aside.finditer(text) if _may_tell_of_matter(one["told"], event)]
    return [one["told"] for one in found if not _may_tell_of_matter(one["rest"], event)]


def _may_tell_of_matter(clause: str, event: CompanyEvent) -> bool:
    return may_tell_of(clause, event.type) or (is_arriving(event.type) and _COMES.search(clause) is not None)


def _is_long_ago(clause: str, today: date | None) -> bool:
    for ago in _LONG_AGO.finditer(clause):
        month = ago["last"] or ago["month"]
        before = clause[: ago.start()]
        past = month is None or (_is_past(month, today) and not (ago["month"] and _TO_COME.search(before)))
        if past and not _OF_ANOTHER.search(before):
            return True
    return False


# "retires in March": the next one.
_TO_COME = re.compile(
    r"\b(?:will|to|is|are|retir(?:es?|ing)|leav(?:es?|ing)|departs?|exits?|steps?|resigns?|joins?|becomes?|becoming|starts?|begins?|"
    r"takes?|succeeds?|replaces?|opens?|closes?|moves?)\b(?:\s(?:down|up|over|aside|as|from))?[^,;]{0,60}$",
    re.IGNORECASE,
)


def _is_past(month: str, today: date | None) -> bool:
    """Whether the last such month ended long ago, seen from `today`."""
    if today is None:
        return False
    number = MONTH_NUMBERS[month.lower()]
    year = today.year if number < today.month else today.year - 1
    ended = date(year + number // 12, number % 12 + 1, 1)
    return number != today.month and today - ended > _RECENT
