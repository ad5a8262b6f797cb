"""Columns of appointments: "Reed & Fry: Tom Dorn becomes CIO. Lund-Berg: Ann Sor is appointed CFO."

Each of their entries is read as a text of its own; read as one text, people and companies were mixed up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import Announcement, CompanyEvent
from matching.comparing.companies import share_name
from matching.event_types import PersonNews, type_of
from matching.grammar.tokens import clean, sentences_of
from matching.reading.role_words import is_role

MOST = 12  # entries of a text that are read
_WORD = r"(?:[A-ZÀ-ÞØ0-9][\w’'.-]*|&|and|of|the|for|de|da|van|von)"
_NAMES_SOMEBODY = (
    r"(?!(?:I|We|You|He|She|It|Yes|No|How|What|Who|Why|When)\b)(?=(?:[\w’'&-]+\s){0,6}?(?:[A-ZÀ-ÞØ][\w’'.-]+\s){1,3}[^.]*?\b"
    r"(?:join|becom|nam(?:es|ed)|appoint|promot|elevat|hir(?:es|ed)|"
    r"step|leav|left|retir|resign|succe|replac|depart|elect|(?:is|as)\s(?:the\s)?new|mov(?:es|ed|ing)|tak(?:es|ing)|(?:to|of|at)\s[A-Z]|as\s))"
)
_HEAD = re.compile(rf"(?P<head>[A-ZÀ-ÞØ0-9][\w’'.-]*(?:\s{_WORD}){{0,6}})(?::|\s[–—-])\s+{_NAMES_SOMEBODY}")
_MARKS = re.compile(r"(?::|\s-|[–—]|&[mn]dash;|&#\w+;)(?:\s|[&<])")  # behind each head, before markup is taken out
_CHANGES = "Management changes at "
_SECTION = re.compile(
    r"(?:joining|joins?|joiners|arriv\w+|leav\w+|depart\w+|hires?|hired|hiring|promot\w+|appoint\w+|retir\w+|resign\w+|mov\w+|"
    r"new|in|out|up|down|also|elsewhere|people|personnel|careers?|names|named)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|former(?:ly)?(?:\s(?:of|at|with))?|ex|previously\s(?:of|at|with))[\s-](?:the\s)?$", re.IGNORECASE
)
_NO_HEAD = re.compile(
    r"(?:correction|update|note|source|contact|media|photo|image|by|from|about|editor|read|see|more|related|subject|re|date|"
    r"location|where|when|who|what|why|quote|announc\w*|breaking|exclusive|watch|video|opinion|analysis)\b",
    re.IGNORECASE,
)


def entries_of(announcement: Announcement) -> list[Announcement]:
    """The entries of a column, each as a text of its own, before them what leads to them; else the text alone.

    An entry that is headed by a company is headlined as its changes, as the reader knows such news.
    """
    if len(_MARKS.findall(announcement.text)) < 2:
        return [announcement]
    heads: list[int] = []
    sentences = sentences_of(clean(announcement.text))
    for number, sentence in enumerate(sentences):
        head = _HEAD.match(sentence)
        if head and not _NO_HEAD.match(head["head"]) and not is_role(head["head"]):
            heads.append(number)
    if not 2 <= len(heads) <= MOST or heads[0] > 1:
        return [announcement]
    ends = [*heads[1:], len(sentences)]
    entries = [_entry(announcement, sentences[start:end]) for start, end in zip(heads, ends, strict=True)]
    return [replace(announcement, text=" ".join(sentences[: heads[0]])), *entries]


def _entry(announcement: Announcement, told: Sequence[str]) -> Announcement:
    head = _HEAD.match(told[0])
    if head is None or _SECTION.match(head["head"]):
        return replace(announcement, title=told[0].rstrip("."), text=" ".join(told[1:]))
    return replace(announcement, title=f"{_CHANGES}{head['head']}", text=" ".join(told))


def at_head(events: Sequence[CompanyEvent], entry: Announcement) -> list[CompanyEvent]:
    """The events of an entry; where it names no other company as theirs, people come to the one that heads it."""
    if not entry.title.startswith(_CHANGES):
        return list(events)
    head = entry.title.removeprefix(_CHANGES)
    told = clean(entry.text).removeprefix(head)
    mended = [_at(event, head, told) for event in events if event.sentence != entry.title]
    best = {(e.type, fold(e.person), fold(e.company)): e for e in sorted(mended, key=lambda e: e.probability)}
    return [event for event in mended if event in best.values()]


def without_unnamed(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events of a column; who is named in an entry is not told again by the headline, without a name."""
    named = [event for event in events if event.person]
    return [e for e in events if e.person or not any(e.type == n.type and share_name(e.names, n.names) for n in named)]


def _at(event: CompanyEvent, head: str, told: str) -> CompanyEvent:
    news = type_of(event.type).about_people
    places = [found.start() for found in re.finditer(rf"\b{re.escape(event.company)}\b", told)]
    own = event.company in head or share_name(event.names, [head]) or event.company in event.person
    only_before = all(_FROM.search(told[:place]) for place in places)
    before = not places or (news is not PersonNews.LEAVES and only_before)
    if not news or not event.person or not (own or before):
        return event
    return replace(event, company=head, also_called=tuple(n for n in event.names if n != head) if own else ())
