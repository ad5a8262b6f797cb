"""Frames of headquarters that move.

Acme moves its headquarters from A to B · Acme relocates to new office in B · Acme opens (new) headquarters in B ·
relocation of its headquarters · Acme expands with new B headquarters
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.slots import place_after, place_before
from matching.grammar.companies.view import (
    Tagged,
    View,
    first_object,
    held_by,
    objects_of,
    region_end,
    verbs_of,
)
from matching.grammar.companies.where import FROM, TO, find_inside, find_place, place_event
from matching.grammar.companies.words import pattern, words
from matching.grammar.frame import Finding
from matching.grammar.tokens import BODY

_HELD_HQ = pattern("held_hq")


@held_by(_HELD_HQ)
def read_headquarters(view: View) -> list[Finding]:
    """Moves of a head office, told by verbs; else as a noun."""
    moves = [finding for index, verb in verbs_of(view, "hq_move") for finding in _move(view, index, verb)]
    new = [
        finding for index, verb in verbs_of(view, "hq_establish") for finding in _new_headquarters(view, index, verb)
    ]
    return [*moves, *new] or _hq_nominal(view)


def _move(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme's headquarters move to Dayton", "Acme moves its headquarters", or an office."""
    end = region_end(view, verb.end)
    owner = _hq_subject(view, index)
    if owner is not None:
        return _moved(view, "headquarters-moves", owner, verb, verb.end, find_place(view, verb.end, end))
    company = subject_of(view, index)
    if not company:
        return []
    home = first_object(view, "hq_headquarters", verb.end, end)
    if home is not None:
        return _moved(view, "moves-headquarters", company, verb, home.start, find_place(view, verb.end, end))
    return _move_of_office(view, company, verb)


def _move_of_office(view: View, company: str, verb: Chunk) -> list[Finding]:
    """ "Acme moves its office to Dayton", "Acme relocates to Dayton", "Acme moves into a larger office"."""
    end = region_end(view, verb.end)
    office = first_object(view, "hq_office", verb.end, end)
    if view.is_title and office is not None and "to" in view.lows[office.end : office.end + 2]:
        to = find_inside(view, office.end, end) or place_before(view, verb.end, office.start)
        return place_event(view, "office_opened", "relocates-site", company, verb, to=to)
    if _is_relocation(view, verb, office):
        return _relocated(view, company, verb, office)
    if office is not None and re.search(r"mov\w+$", verb.low) and _TO_A_NEW.search(view.between(verb.end, end)):
        return _moved(view, "new-office", company, verb, verb.end, find_inside(view, office.start, end))
    return []


_TO_A_NEW = re.compile(r"\b(?:to|into) (?:a |an |its |our |their )?(?:new|larger|bigger|expanded)\b", re.IGNORECASE)


def _is_relocation(view: View, verb: Chunk, office: Tagged | None) -> bool:
    placed = office is not None or view.is_title
    return "relocat" in verb.low and _to_follows(view, verb.end) and placed and view.read.zone < BODY


def _relocated(view: View, company: str, verb: Chunk, office: Tagged | None) -> list[Finding]:
    """A company that relocates without a word of headquarters: a site where its place is called so, else its office."""
    end = region_end(view, verb.end)
    if office is None:
        to = place_after(view, verb.end, end, TO)
        return _moved(view, "new-office", company, verb, verb.end, to) if to else []
    to = find_inside(view, verb.end, end)
    site = view.lows[office.end - 1] in {"location", "facility", "space"}
    if site and "office" not in view.lows[office.start : office.end]:
        return place_event(view, "office_opened", "relocates-site", company, verb, to=to)
    return _moved(view, "new-office", company, verb, verb.end, to)


def _moved(view: View, rule: str, company: str, verb: Chunk, start: int, to: str) -> list[Finding]:
    """A headquarters that moves to a place, from the one named from token `start` on."""
    origin = place_after(view, start, region_end(view, verb.end), FROM)
    return place_event(view, "headquarters_moved", rule, company, verb, origin=origin, to=to)


def _new_headquarters(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme establishes its headquarters in Dayton"."""
    end = region_end(view, verb.end)
    home = first_object(view, "hq_headquarters", verb.end, min(end, verb.end + 14))
    if home is None or not _new_home(view, verb, home):
        return []
    company = subject_of(view, index)
    to = find_inside(view, verb.end, end) or as_home(view, verb, home)
    found = place_event(view, "headquarters_moved", "new-headquarters", company, verb, to=to) if company else []
    return [_ahead(finding) if _CHOSEN.search(verb.low) else finding for finding in found]


_CHOSEN = re.compile(r"\b(?:choos|chose|select|pick|designat|lease)")  # nobody has moved yet


def _ahead(finding: Finding) -> Finding:
    return replace(finding, certainty=Certainty.ANNOUNCED) if finding.certainty is Certainty.DONE else finding


def _to_follows(view: View, position: int) -> bool:
    return position < len(view.lows) and view.lows[position] in {"to", "into", "from"}


def _hq_subject(view: View, index: int) -> str | None:
    """Whose headquarters is the subject: "Acme headquarters to move", "HQ relocating"."""
    verb = view.chunks[index]
    before = [o for o in objects_of(view, "hq_headquarters", 0, verb.start) if verb.start - o.end <= 3]
    if not before:
        return None
    position = before[-1].start - 1
    while position >= 0 and view.lows[position] in {"'s", "’s", "corporate", "global", "world", "the", "new"}:
        position -= 1
    if position >= 0 and view.chunks[view.chunk_at[position]].kind == "name":
        return view.between(
            view.chunks[view.chunk_at[position]].start, min(view.chunks[view.chunk_at[position]].end, before[-1].start)
        )
    return SPEAKER


def _new_home(view: View, verb: Chunk, home: Tagged) -> bool:
    """Whether the sentence is about a headquarters that was not there before."""
    words = view.between(verb.end, home.end).lower()
    low = verb.low
    if re.search(
        r"establish|set|inaugurat|christen|ground|choose|chose|select|pick|designat|consolidat|relocat|move|occup|base|build|lease|dedicat",
        low,
    ):
        return not re.search(r"\bat (?:its|the|their)\b", words)
    return bool(
        re.search(
            r"\bnew\b|\bfirst\b|\bsecond\b|\ban? (?:\w+ )?(?:north american|u\.s\.|european|regional|global|world)",
            words,
        )
    ) and not re.search(r"\bat\b|\bnear\b", words)


def as_home(view: View, verb: Chunk, home: Tagged) -> str:
    """The place of "selects Lisbon as its headquarters", "chooses Calgary for its new headquarters"."""
    for chunk in view.chunks:
        if (
            chunk.start >= verb.end
            and chunk.start < home.start
            and chunk.kind == "name"
            and chunk.low.split()[0] not in _NO_HOMES
        ):
            return strip_legal(view.between(chunk.start, min(chunk.end, home.start)))
    return ""


_NO_HOMES = words("no_homes")


_MOVE_NOUN = pattern("move_noun")
# The place behind is where the head office stays.
_KEEPS = re.compile(r"\bke(?:eps?|eping|pt) (?:[\w’'-]+ ){0,3}(?:headquarters?|head office|hq)\b", re.IGNORECASE)


def _hq_nominal(view: View) -> list[Finding]:
    match = _MOVE_NOUN.search(view.text)
    if not match or _KEEPS.search(view.text):
        return []
    first_token = next((i for i, t in enumerate(view.tokens) if t.start >= match.start()), 0)
    index = view.chunk_at[first_token]
    company = ""
    for j in range(index, -1, -1):
        if view.chunks[j].kind == "verb":
            company = subject_of(view, j)
            break
    if not company and view.is_title:
        first = next((c for c in view.chunks if c.kind == "name"), None)
        company = first.text if first is not None and first.start < first_token else SPEAKER
    if not company:
        return []
    end = len(view.tokens)
    to = find_place(view, first_token, end)
    behind = "" if to else _behind_move(view, first_token)
    made = place_event(
        view,
        "headquarters_moved",
        "headquarters-move",
        company,
        None,
        origin=place_after(view, first_token, end, FROM) or (_home_left(view, first_token) if behind else ""),
        to=to or behind,
        ahead=True,
    )
    for finding in made:
        if finding.certainty is Certainty.DONE and not _ARRIVED.search(view.text):
            finding.certainty = Certainty.ANNOUNCED
    return made


def _behind_move(view: View, start: int) -> str:
    """The place of "and move to Dayton", where the verb takes the "to"."""
    places = (
        view.chunks[k + 1].text
        for k, verb in view.verbs
        if verb.start >= start and verb.low.endswith(" to") and view.chunks[k + 1 :]
    )
    return next((place for place in places if place[0].isupper()), "")


def _home_left(view: View, start: int) -> str:
    """The place of "shut Dayton head office and move to"."""
    home = first_object(view, "hq_headquarters", start, len(view.tokens))
    named = _OF_HOME.search(view.between(start + 1, home.start)) if home else None
    return named["place"] if named else ""


_OF_HOME = re.compile(
    r"^(?:(?:its|the|their|old) )*(?P<place>(?!(?i:its|the|their|old)\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)$"
)


_ARRIVED = pattern("arrived")
