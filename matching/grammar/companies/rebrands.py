"""Frames of new names.

Acme rebrands as Bolt · Acme announces name change to Bolt · Acme renames itself Bolt · Acme unveils new brand identity
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.view import (
    View,
    certainty_of,
    first_object,
    held_by,
    objects_of,
    region_end,
    verbs_of,
)
from matching.grammar.companies.words import pattern, words
from matching.grammar.frame import Finding, could_be_org
from matching.grammar.subject import folded_name

_HELD_REBRAND = pattern("held_rebrand")


@held_by(_HELD_REBRAND)
def read_rebrands(view: View) -> list[Finding]:
    """Companies that take another name: "rebrands as", "changes its name to"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "rebrand_rebrand"):
        end = region_end(view, verb.end)
        if not re.search(r"re-?brand|renam", verb.low) or (verb.form == "ing" and not view.is_title):
            continue
        renames = "renam" in verb.low
        if (
            renames
            and verb.form == "active"
            and view.lows[verb.end : verb.end + 1] not in (["itself"], ["to"], ["as"], ["company"])
        ):
            continue
        later = first_object(view, "rebrand_rebrand", verb.end, len(view.tokens))
        to = _new_name(view, verb.end, end) or (_new_name(view, later.end, len(view.tokens)) if later else "")
        findings += _rebrand(view, "rebrands", subject_of(view, index), verb, to)
    if findings:
        return findings
    for index, verb in verbs_of(view, "rebrand_change"):
        end = region_end(view, verb.end)
        noun = first_object(view, "rebrand_rebrand", verb.end, min(end, verb.end + 9))
        named = first_object(view, "rebrand_name", verb.end, min(end, verb.end + 6))
        if noun is None and not (named is not None and re.search(r"chang|adopt", verb.low)):
            continue
        start = noun.end if noun is not None else named.end if named is not None else verb.end
        if verb.form == "passive" or (
            noun is not None and (_for_product(view, noun.start, noun.end) or _describes_goods(view, noun.end))
        ):
            continue
        findings += _rebrand(view, "changes-name", subject_of(view, index), verb, _new_name(view, start, end))
    return findings or _with_new_name(view) or _goes_by(view)


_BEFORE_NAME = frozenset({"with", "reflecting", "on", "through", "under"})


def _with_new_name(view: View) -> list[Finding]:
    """ "Acme drives growth with bold rebrand", "Acme gives update on name change"."""
    if not view.is_title or not view.verbs:
        return []
    index, verb = view.verbs[0]
    for noun in objects_of(view, "rebrand_rebrand", verb.end):
        if "logo" in view.lows[noun.start : noun.end] or _for_product(view, noun.start, noun.end):
            continue
        if _BEFORE_NAME & set(view.lows[max(0, noun.start - 4) : noun.start]) and not _describes_goods(view, noun.end):
            return _rebrand(
                view, "with-new-name", subject_of(view, index), verb, _new_name(view, noun.end, len(view.tokens))
            )
    return []


def _describes_goods(view: View, end: int) -> bool:
    """Whether the noun only describes what follows: "new logo maker"."""
    return (
        end < len(view.tokens)
        and view.chunks[view.chunk_at[end]].kind in {"word", "noun", "desc"}
        and view.lows[end] not in {"today", "now", "change", "reflecting"}
    )


def _for_product(view: View, start: int, end: int) -> bool:
    """ "new brand of soap", "new name in skin care" speak of goods."""
    return (
        end < len(view.lows)
        and view.lows[start:end][-1] in {"brand", "name", "identity"}
        and view.lows[end] in {"of", "in", "ambassador", "partner"}
    )


def _new_name(view: View, start: int, end: int) -> str:
    position = next((i for i in range(start, min(end, start + 5)) if view.lows[i] in {"as", "to", "itself", ":"}), None)
    if position is None:
        return ""
    if view.lows[position] == "itself":
        position += view.lows[position + 1 : position + 2] in (["as"], ["to"])
    for chunk in view.chunks[view.chunk_at[position] :]:
        if chunk.start <= position or chunk.kind in {"det", "punct", "poss"}:
            continue
        return strip_legal(chunk.text) if chunk.kind == "name" and chunk.start < end else ""
    return ""


_WORD = r"(?:[\w&’'-]|\.(?=\w))*"
_NAME = rf"[“\"]?([A-Z]{_WORD}(?: (?:(?:of|and|&) )?[A-Z]{_WORD}){{0,4}})"
_FROM_TO = re.compile(rf"(?:name|rebrand\w*|renamed|transition)\b[^.;]{{0,40}}?\bfrom {_NAME}[”\"]? to {_NAME}")
_TO = re.compile(
    rf"(?:chang\w+ (?:its|the|our|their) (?:\w+ )?name|rebrand\w*|renamed)\b[^.;]{{0,20}}?\b(?:to|as) {_NAME}|"
    rf"\bnow (?:be )?known as (?:the )?{_NAME}"
)
_FORMERLY = re.compile(rf"\bformerly (?:known as )?{_NAME}")


_GOES_BY = re.compile(
    r"\s(?:(?i:(?:is|are|has been|have been) (?:now )?(?:officially )?(?:renamed|called|known as))"
    r"|(?P<plain>(?i:(?:is|are) now|becomes))"
    r"|(?P<ahead>(?i:(?:will|to) (?:now )?(?:operate|trade|do business|be known)))"
    r"(?i: (?:as|under (?:the )?name(?: of)?)))"
    rf" {_NAME}[”\"]?(?=\s*(?:$|[.,;(|–—]|-\s|(?i:from|effective|starting|beginning|after|following|in|on|under)\s))"
)
_NEW_NAME = re.compile(
    r"\b(?:re-?brand\w*|renam\w+|new (?:company |corporate )?name|name change|formerly|changed its name)\b",
    re.IGNORECASE,
)
_STATES = words("states_of_companies")


GOES_BY = "goes-by"  # the rule


def _goes_by(view: View) -> list[Finding]:
    """ "Acme is now Bolt", "Acme will operate as Bolt"; a headline of capitals needs a text that tells so."""
    told = _GOES_BY.search(view.text)
    position = next((k for k, c in enumerate(view.chunks) if told and view.tokens[c.end - 1].end == told.start()), -1)
    if told is None or position < 0 or not could_be_org(view.chunks[position]):
        return []
    company, to = strip_legal(view.chunks[position].text), _plain(told[told.lastindex or 0])
    loose = told["plain"] is not None and (told["plain"].lower() == "becomes" or told["plain"][0].isupper())
    if loose and not _NEW_NAME.search(view.body[:900]):
        return []
    if not to or same_company(to, company) or not _STATES.isdisjoint(to.lower().split()):
        return []
    certainty = certainty_of(view)
    certainty = Certainty.ANNOUNCED if certainty is Certainty.DONE and told["ahead"] else certainty
    return [
        Finding("rebrand", GOES_BY, view.read, company=company, origin=company, destination=to, certainty=certainty)
    ]


def _names_in_text(body: str) -> tuple[str, str]:
    """The old and the new name as the text spells them out, "" where it does not."""
    if both := _FROM_TO.search(body):
        return _plain(both.group(1)), _plain(both.group(2))
    to, formerly = _TO.search(body), _FORMERLY.search(body)
    return _plain(formerly.group(1)) if formerly else "", _plain(to.group(1) or to.group(2)) if to else ""


def _plain(name: str) -> str:
    """The name without its legal form; "" for what is a ticker."""
    return "" if name.isupper() and len(name) < 6 else strip_legal(name)


def _rebrand(view: View, rule: str, company: str, verb: Chunk, to: str) -> list[Finding]:
    """One event; where the speaker already goes by the new name, it is the company, and the subject the old name."""
    name = view.speaker.name if company == SPEAKER else company
    if not name or len(name) < 2:
        return []
    old, new = _names_in_text(view.body[:900])
    to = to or new
    if not to and old:
        to = name  # "Acme, formerly Bolt": the name of now is the new one
    now = view.speaker.name if to and same_company(to, view.speaker.name) else name
    origin = old or (name if to and folded_name(to) != folded_name(name) else "")
    return [
        Finding(
            "rebrand",
            rule,
            view.read,
            company=now,
            origin=origin,
            destination=to,
            certainty=certainty_of(view, verb),
        )
    ]
