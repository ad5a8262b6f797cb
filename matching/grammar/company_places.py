"""Frames of places: headquarters moved, sites opened and closed.

Acme moves its headquarters from A to B · Acme relocates to new office in B · Acme opens (new) headquarters in B ·
relocation of its headquarters · Acme opens / breaks ground on a plant in B · grand opening of its new store in B ·
Acme to close its A plant · closure of its A plant
"""

from __future__ import annotations

import re

from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import SPEAKER, company_after, strip_legal, subject_of
from matching.grammar.company_slots import place_after
from matching.grammar.company_view import (
    Tagged,
    View,
    first_object,
    objects_of,
    planning_of,
    region_end,
    verbs_of,
)
from matching.grammar.company_words import pattern, words
from matching.grammar.frame import Finding

FROM = frozenset({"from"})
TO = frozenset({"to", "into"})
IN = frozenset({"in", "near", "outside", "within"})
AT = frozenset({"at"})
_HELD_HQ = pattern("held_hq")
_HELD_OPENING = pattern("held_opening")
_STRONG_SITES = words("strong_sites")


def read_places(view: View) -> list[Finding]:
    moved = _headquarters(view)
    opened = [] if any(f.rule != "new-office" for f in moved) else _opened(view)
    return [*moved, *opened, *_closed(view)]


def _event(
    view: View,
    kind: str,
    rule: str,
    company: str,
    verb: Chunk | None,
    *,
    origin: str = "",
    to: str = "",
    ahead: bool = False,
) -> list[Finding]:
    name = view.speaker.name if company == SPEAKER else company
    if not name:
        return []
    return [
        Finding(
            kind,
            rule,
            view.read,
            company=name,
            origin=origin,
            destination=to,
            planning=planning_of(view, verb, nominal=ahead),
        )
    ]


def _where(view: View, start: int, end: int) -> str:
    return place_after(view, start, end, TO) or _inside(view, start, end)


def _inside(view: View, start: int, end: int) -> str:
    return place_after(view, start, end, IN) or place_after(view, start, end, AT)


def _headquarters(view: View) -> list[Finding]:
    if _HELD_HQ.search(view.text):
        return []
    found: list[Finding] = []
    for index, verb in verbs_of(view, "hq_move"):
        end = _wide_end(view, verb.end)
        home = first_object(view, "hq_headquarters", verb.end, end)
        office = first_object(view, "hq_office", verb.end, end)
        company = subject_of(view, index)
        passive = verb.form == "passive" or _hq_subject(view, index) is not None
        if passive and (owner := _hq_subject(view, index)) is not None:
            found += _event(
                view,
                "headquarters_moved",
                "headquarters-moves",
                owner,
                verb,
                origin=place_after(view, verb.end, end, FROM),
                to=_where(view, verb.end, end),
            )
        elif home is not None and company:
            found += _event(
                view,
                "headquarters_moved",
                "moves-headquarters",
                company,
                verb,
                origin=place_after(view, home.start, end, FROM),
                to=_where(view, verb.end, end),
            )
        elif company and view.is_title and office is not None and "to" in view.lows[office.end : office.end + 2]:
            found += _event(view, "office_opened", "relocates-site", company, verb, to=_inside(view, office.end, end))
        elif (
            company
            and "relocat" in verb.low
            and _to_follows(view, verb.end)
            and (office is not None or view.is_title)
            and view.read.zone < 2
        ):
            to = _inside(view, verb.end, end) if office is not None else place_after(view, verb.end, end, TO)
            if (
                office is not None
                and view.lows[office.end - 1] in {"location", "facility", "space"}
                and "office" not in view.lows[office.start : office.end]
            ):
                found += _event(view, "office_opened", "relocates-site", company, verb, to=to)
            elif office is not None or to:
                found += _event(
                    view,
                    "headquarters_moved",
                    "new-office",
                    company,
                    verb,
                    origin=place_after(view, verb.end, end, FROM),
                    to=to,
                )
        elif (
            company
            and office is not None
            and re.search(r"mov\w+$", verb.low)
            and re.search(
                r"\b(?:to|into) (?:a |an |its |our |their )?(?:new|larger|bigger|expanded)\b",
                view.between(verb.end, end),
                re.IGNORECASE,
            )
        ):
            found += _event(
                view,
                "headquarters_moved",
                "new-office",
                company,
                verb,
                origin=place_after(view, verb.end, end, FROM),
                to=_inside(view, office.start, end),
            )
    for index, verb in verbs_of(view, "hq_establish"):
        end = _wide_end(view, verb.end)
        home = first_object(view, "hq_headquarters", verb.end, min(end, verb.end + 14))
        if home is None or not _new_home(view, verb, home):
            continue
        company = subject_of(view, index)
        if company:
            found += _event(
                view,
                "headquarters_moved",
                "new-headquarters",
                company,
                verb,
                to=_inside(view, verb.end, end) or _as_home(view, verb, home),
            )
    return found or _hq_nominal(view)


def _wide_end(view: View, start: int) -> int:
    end = region_end(view, start)
    if end < len(view.tokens) and view.chunks[view.chunk_at[end]].kind == "verb":
        return end
    return end


def _to_follows(view: View, at: int) -> bool:
    return at < len(view.lows) and view.lows[at] in {"to", "into", "from"}


def _hq_subject(view: View, index: int) -> str | None:
    """Whose headquarters is the subject: "Acme headquarters to move", "HQ relocating"."""
    verb = view.chunks[index]
    before = [o for o in objects_of(view, "hq_headquarters", 0, verb.start) if verb.start - o.end <= 3]
    if not before:
        return None
    at = before[-1].start - 1
    while at >= 0 and view.lows[at] in {"'s", "’s", "corporate", "global", "world", "the", "new"}:
        at -= 1
    if at >= 0 and view.chunks[view.chunk_at[at]].kind == "name":
        return view.between(
            view.chunks[view.chunk_at[at]].start, min(view.chunks[view.chunk_at[at]].end, before[-1].start)
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


def _as_home(view: View, verb: Chunk, home: Tagged) -> str:
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


def _hq_nominal(view: View) -> list[Finding]:
    found = _MOVE_NOUN.search(view.text)
    if not found:
        return []
    at = next((i for i, t in enumerate(view.tokens) if t.start >= found.start()), 0)
    index = view.chunk_at[at]
    company = ""
    for j in range(index, -1, -1):
        if view.chunks[j].kind == "verb":
            company = subject_of(view, j)
            break
    if not company and view.is_title:
        first = next((c for c in view.chunks if c.kind == "name"), None)
        company = first.text if first is not None and first.start < at else SPEAKER
    if not company:
        return []
    end = len(view.tokens)
    return _event(
        view,
        "headquarters_moved",
        "headquarters-move",
        company,
        None,
        origin=place_after(view, at, end, FROM),
        to=_where(view, at, end),
        ahead=True,
    )


def _opened(view: View) -> list[Finding]:
    if _HELD_OPENING.search(view.text):
        return []
    found: list[Finding] = []
    for index, verb in verbs_of(view, "opening_open"):
        end = _wide_end(view, verb.end)
        site = first_object(view, "opening_site", verb.end, min(end, verb.end + 12))
        where = _where(view, verb.end, end)
        opener = re.search(r"open|inaugurat|cut|ground|construct|buil[dt]", verb.low) is not None
        if verb.form == "ing" and not view.is_title:
            continue
        if (
            (opener and site is not None)
            or (site is not None and where and _is_strong(view, site) and _is_new(view, verb, site))
        ) or (
            re.search(r"\bopen(?:s|ed)?$", verb.low)
            and view.is_title
            and (where or re.search(r"\bopens (?:its |their )?doors\b|officially opens", view.text, re.IGNORECASE))
        ):
            company = subject_of(view, index)
        else:
            continue
        if company and not _is_site_name(view, company):
            found += _event(view, "office_opened", "opens", company, verb, to=where)
    found = found or _site_opens(view)
    for index, verb in verbs_of(view, "opening_expand"):
        end = _wide_end(view, verb.end)
        where = place_after(view, verb.end, end, TO) or (
            "" if "break" not in verb.low else _where(view, verb.start, end)
        )
        sites = list(objects_of(view, "opening_site", verb.end))
        site = next((s for s in sites if _is_strong(view, s)), None)
        company = subject_of(view, index)
        home = site is not None and view.lows[site.end - 1] in {"headquarters", "hq"}
        if company and home and site is not None and "new" in view.lows[verb.end : site.end]:
            to = _where(view, site.start, len(view.tokens)) or _as_home(view, verb, site)
            found += _event(view, "headquarters_moved", "expands-with-headquarters", company, verb, to=to)
        elif "break" in verb.low and company and view.is_title and (market := _market(view, verb)):
            found += _event(view, "office_opened", "breaks-into", company, verb, to=market)
        elif (
            company
            and site is not None
            and (where or _where(view, site.start, len(view.tokens)))
            and _is_strong(view, site)
            and view.read.zone < 2
        ):
            found += _event(
                view,
                "office_opened",
                "expands-with-site",
                company,
                verb,
                to=_where(view, site.start, len(view.tokens)) or where,
            )
        elif company and where and view.is_title and _confirmed_by_text(view):
            found += _event(view, "office_opened", "expands-to", company, verb, to=where)
    for noun in objects_of(view, "opening_opening"):
        found += _opening_of(view, noun)
    return found


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
            else _where(view, verb.end, len(view.tokens))
        )
        return _event(view, "office_opened", "site-opens", SPEAKER, verb, to=to)
    return []


def _market(view: View, verb: Chunk) -> str:
    """Denver of "breaks into Denver market"."""
    found = re.match(
        r"(?:the )?([A-Z][\w. ]{2,30}?),? market",
        view.between(verb.end, min(len(view.tokens), verb.end + 5)),
        re.IGNORECASE,
    )
    return found.group(1) if found else ""


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
    return _event(view, "office_opened", "opening-of", company, None, to=_where(view, noun.end, end), ahead=True)


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


def _closed(view: View) -> list[Finding]:
    found: list[Finding] = []
    for index, verb in verbs_of(view, "closing_close"):
        end = _wide_end(view, verb.end)
        site = first_object(view, "closing_site", verb.end, min(end, verb.end + 8))
        if verb.form == "passive" or site is None or _NOT_CLOSED.search(view.between(verb.end, min(end, site.end + 3))):
            continue
        company = subject_of(view, index)
        if company:
            found += _event(view, "office_closed", "closes", company, verb, origin=_site_place(view, verb, site, end))
    for noun in objects_of(view, "closing_closure"):
        site = first_object(view, "closing_site", noun.end, min(len(view.tokens), noun.end + 8))
        if (
            noun.end >= len(view.lows)
            or view.lows[noun.end] != "of"
            or (site is None and not any(_is_person(view, k) for k, c in view.verbs if c.end <= noun.start))
            or _NOT_CLOSED.search(view.between(noun.end, site.end if site else min(len(view.tokens), noun.end + 6)))
        ):
            continue
        for j in range(view.chunk_at[noun.start], -1, -1):
            if view.chunks[j].kind == "verb":
                if company := _opened_place(view, noun) if _is_person(view, j) else subject_of(view, j):
                    found += _event(
                        view,
                        "office_closed",
                        "closure-of",
                        company,
                        None,
                        origin=place_after(view, noun.end, len(view.tokens), IN),
                        ahead=True,
                    )
                break
    return found


def _site_place(view: View, verb: Chunk, site: Tagged, end: int) -> str:
    """Where the closed site lies: "in Dayton", else the name before it ("its Dayton plant")."""
    if where := place_after(view, site.start, end, IN):
        return where
    for chunk in view.chunks:
        if chunk.kind == "name" and verb.end <= chunk.start < site.start:
            return view.between(chunk.start, min(chunk.end, site.start))
    return ""
