"""Work that is no management post: who coaches a team, presents or reports the news, teaches, does research or plays in
an orchestra, and whom voters elect.

The reader takes their coming and going for that of executives. What somebody manages besides ("professor and dean") is
a post, and a club's manager or president is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from callnow.model import CompanyEvent
from matching.detection.named import GIVEN, TITLE, names_person, person_in_text, sentences_naming
from matching.event_types import comes_or_goes, is_leaving
from matching.grammar.lexicon import lexicon
from matching.reading.role_words import role_places
from matching.roles import read_role

# lists of data/lexicon.toml
_WORK = "no_management.work"
_ELECTED = "no_management.elected"
_BY_VOTERS = "no_management.by_voters"
_DIRECTS = 3  # the lowest rank of management: directors and heads
_OF = r"(?:\s(?:of|for|at)\s(?!and\b)[\w’'&-]+(?:\s(?!and\b)[\w’'&-]+)*\s?)?"
_AHEAD = r"(?:\b(?:head|assistant|associate|chief|principal|senior|lead|first|deputy|interim|acting|new|co-?)[\s-])*"
_CHAIR_OF_LEARNING = re.compile(
    r"\b(?:hold(?:s|er\sof)?|held|occup(?:y|ies))\s(?:the|an?)\s(?:[A-Z][\w’'-]+\s)+Chair\b"
)
_VOTED = re.compile(
    r"\b(?:sworn\sin|swears\sin|(?:re-?)?elect(?:s|ed|ion)?|(?:took|takes|taking)\s(?:the|his|her)\soath|voters?|inaugurat\w+|"
    r"ballot|(?:not|n['’]t)\s(?:run|seek)\sagain|(?:did|will)\snot\s(?:run|seek))\b",
    re.IGNORECASE,
)
_BANKS = re.compile(r"\b(?:bank|reserve|monetary)\b", re.IGNORECASE)  # their governors are appointed


@cache
def _any(words: str) -> str:
    """A pattern for any of the words of a list."""
    listed = sorted(lexicon().sets[words], key=len, reverse=True)
    return rf"(?i:\b(?:{'|'.join(re.escape(word) for word in listed)})\b)"


def without_other_work(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text without who comes to, or leaves, work that is no management post."""
    text = f"{title}. {lead}"
    if not re.search(f"{_any(_WORK)}|{_any(_ELECTED)}|{_any(_BY_VOTERS)}", text):
        return list(events)
    others = [one for one in events if comes_or_goes(one.type) and _is_other_work(one, text)]
    people = {one.person for one in others if one.person and not _holds_post(one.person, text)}
    without_post = [one for one in events if one.person in people and comes_or_goes(one.type) and not one.role]
    return [one for one in events if one not in others and one not in without_post]


def _is_other_work(event: CompanyEvent, text: str) -> bool:
    if event.role:
        return _is_work(event.role, text) or _is_elected(event.role, text)
    if not event.person:
        return False
    work = f"(?:{_any(_WORK)}|{_any(_ELECTED)})" if is_leaving(event.type) else _any(_WORK)
    return _is_called(event.person, work, text) and not _holds_post(event.person, text)


def _is_work(role: str, text: str) -> bool:
    """Whether a role is such work and nothing else, or only the beginning of it: "Principal" of "Principal cellist"."""
    bare = re.sub(rf"{_AHEAD}{_any(_WORK)}{_OF}", " ", role, flags=re.IGNORECASE)
    if bare != role:
        return not _manages(bare.strip())
    chairs = [place.end() for place in _CHAIR_OF_LEARNING.finditer(text)]
    places = [place.end() for place in re.finditer(rf"\b{re.escape(role)}\b", text, re.IGNORECASE)]
    return bool(places) and all(
        end in chairs or re.match(rf"\s(?i:(?!professor)){_any(_WORK)}", text[end:]) for end in places
    )


def _is_elected(role: str, text: str) -> bool:
    post = re.sub(rf"{_OF}$", "", role)
    if re.search(rf"(?<!deputy\s){_any(_ELECTED)}$", post, re.IGNORECASE):
        return True
    by_voters = any(re.search(rf"{_any(_BY_VOTERS)}$", one) for one in _as_told(post, text))
    return by_voters and bool(_VOTED.search(text)) and not _BANKS.search(text)


def _as_told(post: str, text: str) -> list[str]:
    """A post, or what a text has up to it where the reader saw half: "county commissioner" of "commissioner"."""
    if post.lower() != "commissioner":
        return [post]
    return [text[: found.end()] for found in re.finditer(r"\bcommissioner\b", text, re.IGNORECASE)]


def _is_called(person: str, work: str, text: str) -> bool:
    """Whether a text names somebody with such work: "columnist Ned Farr", "Kerry Blane, co-host of a morning show"."""
    name = person_in_text(person)
    ahead = rf"(?<!former\s)(?<!ex-){work}\s{TITLE}{GIVEN}{name}\b"
    behind = rf"\b{name},\s(?:\d\d,\s)?(?:(?!(?:former|who)\b)[\w’'&-]+\s){{0,4}}?{work}"
    return re.search(rf"{ahead}|{behind}", text) is not None


def _holds_post(person: str, text: str) -> bool:
    """Whether a sentence about somebody has a management post that is not that of another who is named with it."""
    for sentence in sentences_naming(person, text):
        for start, end in role_places(sentence):
            holder = re.match(rf",?\s{TITLE}(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)+)", sentence[end:])
            others = holder and not names_person(holder["who"], person)
            if not others and _manages(sentence[start:end]) and not _is_work(sentence[start:end], sentence):
                return True
    return False


def _manages(role: str) -> bool:
    return 0 < read_role(role).rank <= _DIRECTS
