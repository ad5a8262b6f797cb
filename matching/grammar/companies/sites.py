"""Frames of sites that open and close.

Acme opens / breaks ground on a plant in B · grand opening of its new store in B · Acme breaks into B market ·
Acme to close its A plant · closure of its A plant
"""

from __future__ import annotations

import re

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.headquarters import as_home
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, is_person, subject_of
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
from matching.grammar.companies.where import IN, TO, find_inside, find_place, place_event
from matching.grammar.companies.words import pattern, words
from matching.grammar.frame import Finding
from matching.grammar.tokens import BODY

_HELD_OPENING = pattern("held_opening")


_STRONG_SITES = words("strong_sites")


@held_by(_HELD_OPENING)
def read_openings(view: View) -> list[Finding]:
    """Sites that open, by verbs and nouns; expansions to a place or with a site."""
    opened = [finding for index, verb in verbs_of(view, "opening_open") for finding in _opens(view, index, verb)]
    findings = opened or _site_opens(view)
    for index, verb in verbs_of(view, "opening_expand"):
        findings += _expands(view, index, verb)
    for noun in objects_of(view, "opening_opening"):
        findings += _opening_of(view, noun)
    return findings


def _opens(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme opens a plant in Dayton", "Acme breaks ground for …", "Acme opens in Dayton"."""
    if verb.form == "ing" and not view.is_title:
        return []
    end = region_end(view, verb.end)
    site = first_object(view, "opening_site", verb.end, min(end, verb.end + 12))
    where = find_inside(view, verb.end, end) or place_after(view, verb.end, end, TO)
    if not (_opens_site(view, verb, site, where) or _opens_in_title(view, verb, where)):
        return []
    company = subject_of(view, index)
    if not company or _is_site_name(view, company):
        return []
    to = where or (place_before(view, verb.end, site.start) if site is not None else "")
    return place_event(view, "office_opened", "opens", company, verb, to=to)


def _opens_site(view: View, verb: Chunk, site: Tagged | None, where: str) -> bool:
    """Whether the verb says that a site is opened or built, or has a new and strong one for its object."""
    if site is None:
        return False
    opener = re.search(r"open|inaugurat|cut|ground|construct|buil[dt]", verb.low) is not None
    return opener or (bool(where) and _is_strong(view, site) and _is_new(view, verb, site))


def _opens_in_title(view: View, verb: Chunk, where: str) -> bool:
    """Whether a headline says that something opens at a place, or its doors."""
    if not view.is_title or not re.search(r"\bopen(?:s|ed)?$", verb.low):
        return False
    doors = r"\bopens (?:its |their )?doors\b|officially opens"
    return bool(where) or re.search(doors, view.text, re.IGNORECASE) is not None


def _expands(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme expands with a new Dayton headquarters", "Acme breaks into the Ohio market", "Acme expands to Ohio"."""
    company = subject_of(view, index)
    if not company:
        return []
    breaks = "break" in verb.low
    end = region_end(view, verb.end)
    where = place_after(view, verb.end, end, TO) or (find_place(view, verb.start, end) if breaks else "")
    site = next((s for s in objects_of(view, "opening_site", verb.end) if _is_strong(view, s)), None)
    at_site = find_place(view, site.start, len(view.tokens)) if site is not None else ""
    is_home = site is not None and view.lows[site.end - 1] in {"headquarters", "hq"}
    if site is not None and is_home and "new" in view.lows[verb.end : site.end]:
        to = as_home(view, verb, site) or at_site
        return place_event(view, "headquarters_moved", "expands-with-headquarters", company, verb, to=to)
    if breaks and view.is_title and (market := _market(view, verb)):
        return place_event(view, "office_opened", "breaks-into", company, verb, to=market)
    if site is not None and (where or at_site) and view.read.zone < BODY:
        return place_event(view, "office_opened", "expands-with-site", company, verb, to=at_site or where)
    if where and view.is_title and _confirmed_by_text(view):
        return place_event(view, "office_opened", "expands-to", company, verb, to=where)
    return []


def _site_opens(view: View) -> list[Finding]:
    """ "New Mississauga Location Opens": the site is the subject, the speaker opens it."""
    for _, verb in verbs_of(view, "opening_open"):
        site = next((o for o in objects_of(view, "opening_site", 0, verb.start) if o.end == verb.start), None)
        if (
            site is None
            or not view.is_title
            or not re.search(r"open", verb.low)
            or "new" not in view.lows[: site.start]
        ):
            continue
        chunk = view.chunks[view.chunk_at[site.start]]
        to = (
            view.between(chunk.start, site.start)
            if chunk.kind == "name" and chunk.start < site.start
            else find_place(view, verb.end, len(view.tokens))
        )
        return place_event(view, "office_opened", "site-opens", SPEAKER, verb, to=to)
    return []


def _market(view: View, verb: Chunk) -> str:
    """Denver of "breaks into Denver market"."""
    match = re.match(
        r"(?:the )?([A-Z][\w. ]{2,30}?),? market",
        view.between(verb.end, min(len(view.tokens), verb.end + 5)),
        re.IGNORECASE,
    )
    return match.group(1) if match else ""


def _is_site_name(view: View, company: str) -> bool:
    return company.lower() in _STRONG_SITES


def _is_strong(view: View, site: Tagged) -> bool:
    last, before = view.lows[site.end - 1], view.lows[site.end - 2] if site.end > 1 else ""
    return (
        last in _STRONG_SITES
        or last.rstrip("s") in _STRONG_SITES
        or (last in {"hub", "center", "centre"} and before in _HUBS)
    )


_HUBS = words("hubs")


def _is_new(view: View, verb: Chunk, site: Tagged) -> bool:
    words = view.lows[verb.end : site.end]
    return (
        view.lows[site.end - 1] in {"hub", "center", "centre"}
        or bool({"new", "first", "second", "third", "newest", "flagship", "additional", "a", "an"} & set(words))
        or "plan" in verb.low
    )


_SITE_TALK = pattern("site_talk")


def _confirmed_by_text(view: View) -> bool:
    return bool(_SITE_TALK.search(view.body[:900]))


def _opening_of(view: View, noun: Tagged) -> list[Finding]:
    """ "announces the grand opening of its new store in B", "Grand Opening in B", "opening of the B office"."""
    grand = view.lows[noun.start] in {"grand", "ribbon", "ribbon-cutting"}
    grand = grand or view.lows[noun.start : noun.start + 2] in (
        ["groundbreaking", "of"],
        ["groundbreaking", "ceremony"],
        ["groundbreaking", "for"],
    )
    of = noun.end < len(view.lows) and view.lows[noun.end] in {"of", "for"}
    end = len(view.tokens)
    site = first_object(view, "opening_site", noun.end, min(end, noun.end + 12))
    if not (
        (grand and (site is not None or view.is_title))
        or (of and site is not None and view.lows[noun.start] in {"opening", "inauguration"})
    ):
        return []
    company = SPEAKER
    for j in range(view.chunk_at[noun.start], -1, -1):
        if view.chunks[j].kind == "verb" and view.chunks[j].end <= noun.start:
            company = _opened_place(view, noun) if _is_person(view, j) else subject_of(view, j) or SPEAKER
            break
    else:
        before = view.chunks[view.chunk_at[noun.start] - 1] if view.chunk_at[noun.start] else None
        chunk = view.chunks[view.chunk_at[noun.start]]
        if view.is_title and chunk.kind == "name" and chunk.start < noun.start:
            company = view.between(chunk.start, noun.start)
        elif view.is_title and before is not None and before.kind in {"name", "poss"}:
            k = view.chunk_at[noun.start] - (2 if before.kind == "poss" else 1)
            company = view.chunks[k].text if k >= 0 and view.chunks[k].kind == "name" else SPEAKER
    return place_event(
        view, "office_opened", "opening-of", company, None, to=find_place(view, noun.end, end), ahead=True
    )


def _is_person(view: View, index: int) -> bool:
    """Whether a person does what the verb says, so that what opens is theirs and the news."""
    k = index - 1
    while k >= 0 and view.chunks[k].kind in {"word", "paren"}:
        k -= 1
    return k >= 0 and view.chunks[k].kind == "name" and view.chunks[k].shape == "person"


def _opened_place(view: View, noun: Tagged) -> str:
    name, _ = company_after(view, noun.end + 1, len(view.tokens), skip=8)
    return name or SPEAKER


_NOT_CLOSED = pattern("not_closed")


def read_closings(view: View) -> list[Finding]:
    """Sites that close: "shuts its plant in"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "closing_close"):
        end = region_end(view, verb.end)
        site = first_object(view, "closing_site", verb.end, min(end, verb.end + 8))
        if verb.form == "passive" or site is None or _NOT_CLOSED.search(view.between(verb.end, min(end, site.end + 3))):
            continue
        company = subject_of(view, index)
        crowd = view.lows[verb.start - 1 : verb.start] in (["companies"], ["firms"], ["stores"], ["businesses"])
        if company and not crowd and not is_person(view, company):
            findings += place_event(
                view, "office_closed", "closes", company, verb, origin=_site_place(view, verb, site, end)
            )
    for noun in objects_of(view, "closing_closure"):
        if not _is_site_closure(view, noun):
            continue
        for j in range(view.chunk_at[noun.start], -1, -1):
            if view.chunks[j].kind == "verb":
                if company := _opened_place(view, noun) if _is_person(view, j) else subject_of(view, j):
                    findings += place_event(
                        view,
                        "office_closed",
                        "closure-of",
                        company,
                        None,
                        origin=place_after(view, noun.end, len(view.tokens), IN),
                        ahead=True,
                    )
                break
    return findings


def _is_site_closure(view: View, noun: Tagged) -> bool:
    """ "closure of its plant", "plant closure", or a person's "closure of" a named place."""
    following = view.lows[noun.end] if noun.end < len(view.lows) else ""
    before = next((o for o in objects_of(view, "closing_site", 0, noun.start) if o.end == noun.start), None)
    if following != "of":
        return before is not None
    site = first_object(view, "closing_site", noun.end, min(len(view.tokens), noun.end + 8))
    if site is None and not any(_is_person(view, k) for k, c in view.verbs if c.end <= noun.start):
        return False
    return not _NOT_CLOSED.search(view.between(noun.end, site.end if site else min(len(view.tokens), noun.end + 6)))


def _site_place(view: View, verb: Chunk, site: Tagged, end: int) -> str:
    """Where the closed site lies: "in Dayton", else the name before it ("its Dayton plant")."""
    if where := place_after(view, site.start, end, IN):
        return where
    for chunk in view.chunks:
        if chunk.kind == "name" and verb.end <= chunk.start < site.start:
            return view.between(chunk.start, min(chunk.end, site.start))
    return ""
