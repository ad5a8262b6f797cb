"""Frames of awards.

Acme wins award · Acme named to list · Acme's Jane Doe honored · Acme ranks among · Magazine names Acme to its list
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, is_person, subject_of
from matching.grammar.companies.view import View, certainty_of, first_object, region_end, verbs_of
from matching.grammar.companies.words import phrases
from matching.grammar.frame import Finding


def event(view: View, kind: str, rule: str, company: str, verb: Chunk | None, person: str = "") -> list[Finding]:
    """The finding of one company's award, or none where the company has no name."""
    name = view.speaker.name if company == SPEAKER else company
    if not name:
        return []
    return [Finding(kind, rule, view.read, company=name, person=person, certainty=certainty_of(view, verb))]


_HELD_AWARD = phrases("held_award")


_LISTS = phrases("lists")


def read_awards(view: View) -> list[Finding]:
    """Awards won and places on lists, of headlines and leads."""
    if not (view.is_title or view.read.zone == 1):
        return []
    findings = [*_wins(view), *_names_for_awards(view)] or _ranks(view)
    if view.is_title:
        findings = findings or _named_by(view) or _named_among(view)
    return findings


def _wins(view: View) -> Iterator[Finding]:
    for index, verb in verbs_of(view, "award_win"):
        end = region_end(view, verb.end)
        noun = first_object(view, "award_award", verb.end, min(end, verb.end + 14))
        if (
            noun is None
            or verb.form in {"passive", "ing"}
            or (_HELD_AWARD.search(view.text) and not re.search(r"\bawards?\b", view.text, re.IGNORECASE))
            or re.search(r"\bcontract|grant\b|scholarship", view.text, re.IGNORECASE)
        ):
            continue
        if (
            re.search(r"achiev|secur|score|accept|collect|capture|receiv|earn", verb.low)
            and view.lows[noun.end - 1] in {"title", "certification", "designation", "certifications", "recognition"}
            and re.search(r"receiv|secur|achiev", verb.low)
            and not view.is_title
        ):
            continue
        yield from _winner(view, index, verb, "wins-award")


def _names_for_awards(view: View) -> Iterator[Finding]:
    for index, verb in verbs_of(view, "award_name"):
        end = region_end(view, verb.end)
        words = view.between(verb.end, min(len(view.tokens), max(end, verb.end + 14)))
        passive = verb.form == "passive" or (verb.form == "either" and _receives(view, verb))
        if (
            not passive
            or (
                _HELD_AWARD.search(view.text)
                and not re.search(
                    r"\bawards?\b|\blist\b|of the year|\d+ under \d+|honou?ree|best|top", words, re.IGNORECASE
                )
            )
            or not (_LISTS.search(words) or (_PRAISED.search(verb.low) and re.match(r"(?:by|for|with|as)\b", words)))
        ):
            continue
        if re.search(r"nam|select|appoint", verb.low) and re.search(
            r"\bas (?:the )?(?:new )?(?:ceo|chief|director|president)", words, re.IGNORECASE
        ):
            continue
        yield from _winner(view, index, verb, "named-to")


_BEFORE_RANK = frozenset({"no", "#", "among", "on", "in", "as", "number", "no."})


def _ranks(view: View) -> list[Finding]:
    """The first verb that ranks somebody."""
    for index, verb in verbs_of(view, "award_name"):
        if re.search(r"\branks?$", verb.low) and _BEFORE_RANK & set(view.lows[verb.end : verb.end + 1]):
            findings = _winner(view, index, verb, "ranks")
            if findings:
                return findings
    return []


def _named_by(view: View) -> list[Finding]:
    placer = _placer(view)
    if placer is None:
        return []
    company, _ = company_after(view, placer.end, region_end(view, placer.end))
    if company and is_person(view, company):
        people = (
            i for i, c in enumerate(view.chunks) if c.start >= placer.end and c.kind == "name" and c.shape == "person"
        )
        company = _employer(view, next(people, 0))
    return event(view, "award_won", "named-by", company, placer) if company else []


def _named_among(view: View) -> list[Finding]:
    listed = _NAMED_AMONG.search(view.text)
    if not listed:
        return []
    company = strip_legal(listed["who"])
    return [] if is_person(view, company) else event(view, "award_won", "named-among", company, None)


_PRAISED = re.compile(r"honou?r|recogni", re.IGNORECASE)


_NAMED_AMONG = re.compile(
    r"^[^,:;]{2,40}? Names (?P<who>[A-Z][^,:;]{1,60}?) (?:Among|One of)\b.{0,60}\b(?:Best|Top|Leading|List|Most)\b"
)


def _receives(view: View, verb: Chunk) -> bool:
    """Whether a bare "Named" is passive: nothing but a list, an article or "to", "as", "by", "among" follows it."""
    following = view.lows[verb.end] if verb.end < len(view.lows) else ""
    words = view.between(verb.end, min(len(view.tokens), verb.end + 8))
    return (
        following
        in {
            "to",
            "as",
            "by",
            "among",
            "in",
            "a",
            "an",
            "the",
            "one",
            "for",
            "with",
            "on",
            "winner",
            "finalist",
            "best",
            "top",
        }
        or _LISTS.search(words) is not None
    )


def _placer(view: View) -> Chunk | None:
    """ "Magazine names Acme to its list": the verb, where a list or an award follows the object."""
    for _, verb in verbs_of(view, "award_name"):
        words = view.between(verb.end, len(view.tokens))
        if (
            verb.form == "active"
            and "rank" not in verb.low
            and re.search(
                r"\b(?:to|among|as|in|on)\b.*\b(?:list|best|top|award|winner|ranking|500|100)\b", words, re.IGNORECASE
            )
            and not _HELD_AWARD.search(words)
        ):
            return verb
    return None


def _winner(view: View, index: int, verb: Chunk, rule: str) -> list[Finding]:
    """The company that won; where a person did, the company that the text names with them."""
    k = index - 1
    while k >= 0 and view.chunks[k].kind == "paren":
        k -= 1
    if k >= 0 and view.chunks[k].kind == "name" and view.chunks[k].shape == "person":
        person = view.chunks[k].text
        company = _employer(view, k)
        return event(view, "award_won", rule, company or SPEAKER, verb, person)
    if k >= 0 and view.chunks[k].kind == "punct" and index > 3:
        return []  # ", recognized as …" describes whoever stands before it
    if k >= 1 and view.chunks[k].kind == "name" and view.chunks[k - 1].kind in {"desc", "role"}:
        return event(view, "award_won", rule, _employer(view, k) or SPEAKER, verb, view.chunks[k].text)
    company = subject_of(view, index)
    return event(view, "award_won", rule, company, verb) if company else []


def _employer(view: View, k: int) -> str:
    """The possessor or "of …" beside the person at chunk `k`."""
    chunks = view.chunks
    if k >= 2 and chunks[k - 1].kind == "poss" and chunks[k - 2].kind == "name":
        return chunks[k - 2].text
    for j in range(k + 1, min(len(chunks), k + 5)):
        if (
            chunks[j].kind == "prep"
            and chunks[j].low in {"of", "at", "from"}
            and j + 1 < len(chunks)
            and chunks[j + 1].kind == "name"
        ):
            return chunks[j + 1].text
        if chunks[j].kind == "verb":
            break
    return ""
