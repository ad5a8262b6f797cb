"""Frames of deals: acquisition (both sides), merger (both sides), divestiture.

Acme acquires Bolt · Bolt acquired by Acme · Acme completes (its) acquisition of Bolt · Acme's acquisition of Bolt ·
Acme signs letter of intent to acquire Bolt · Acme and Bolt (agree to) merge · merger of Acme with Bolt ·
Acme sells its tools unit to Bolt
"""

from __future__ import annotations

import re

from callnow.model import Planning
from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import SPEAKER, company_after, listed_companies, strip_legal, subject_of
from matching.grammar.company_slots import spell_out
from matching.grammar.company_view import View, clause_start, objects_of, planning_of, region_end, verbs_of
from matching.grammar.company_words import pattern, phrases
from matching.grammar.frame import Finding

_THINGS = phrases("things")
_NOT_DEALS = phrases("not_deals")
_GENERIC_TARGET = phrases("generic_target")


def no_deal(title: str) -> bool:
    """Whether a headline is about things or knowledge acquired, so that the text below announces no deal either."""
    return bool(_THINGS.search(title) or _NOT_DEALS.search(title))


def read_deals(view: View) -> list[Finding]:
    return [*_acquired(view), *_acquisition_of(view), *_merged(view), *_sold(view)]


def both_sides(view: View, kind: str, rule: str, acquirer: str, target: str, planning: Planning) -> list[Finding]:
    """One event a named side; SPEAKER stands for the speaker, "" for a side without a name."""
    speaker = view.speaker.name
    named = {side: speaker if name == SPEAKER else name for side, name in (("acquirer", acquirer), ("target", target))}
    found = []
    for side, other in (("acquirer", "target"), ("target", "acquirer")):
        if (acquirer if side == "acquirer" else target) and named[side]:
            found.append(
                Finding(
                    kind,
                    rule,
                    view.read,
                    company=named[side],
                    side=side if kind == "acquisition" else "",
                    counterparty=named[other] if named[other] != named[side] else "",
                    planning=planning,
                    amount=price(view) if kind == "acquisition" else "",
                )
            )
    return found if named["acquirer"] != named["target"] else found[:1]


_PRICE = pattern("price")


def price(view: View) -> str:
    found = _PRICE.search(view.text)
    return spell_out(found.group(1).strip()) if found else ""


def _acquired(view: View) -> list[Finding]:
    found: list[Finding] = []
    for index, verb in verbs_of(view, "buy_acquire"):
        end = region_end(view, verb.end)
        by = verb.end < len(view.lows) and view.lows[verb.end] == "by"
        if verb.form == "ing" and not view.is_title:
            continue
        if verb.form == "passive" or (verb.form == "either" and by):
            acquirer, _ = company_after(view, verb.end + 1, end) if by else ("", 0)
            target = subject_of(view, index)
            if _is_thing(view, clause_start(view, index), verb.start):
                continue
            if target and (acquirer or target == SPEAKER):
                found += both_sides(view, "acquisition", "acquired-by", acquirer, target, _deal_plan(view, verb))
            continue
        if verb.form == "ing" and verb.end < len(view.lows) and not view.is_title:
            continue
        found += _buyer(view, index, verb, end)
    return found


def _buyer(view: View, index: int, verb: Chunk, end: int) -> list[Finding]:
    if _is_thing(view, verb.end, end) or (
        re.search(r"purchas|absorb|\b(?:take|takes|took|taking) over|\bcan\b|snap", verb.low)
        and not _WHOLE.search(view.text)
    ):
        return []
    if not view.is_title and re.search(r"^(?:buy|acquire|purchase)$", verb.low):
        return []
    stake = re.search(
        r"\b(?:stake|interest|control|ownership|100%|all of the|outstanding shares|assets|portion)\b[^.;]{0,30}?\b(?:in|of|from)\b",
        view.between(verb.end, end),
        re.IGNORECASE,
    )
    start = verb.end
    if stake:
        if re.search(r"\b(?:minority|[1-4]?\d(?:\.\d+)?%)", view.between(verb.end, end)):
            return []
        offset = view.tokens[verb.end].start + stake.end()
        start = next((i for i in range(verb.end, end) if view.tokens[i].start >= offset), verb.end)
    targets = listed_companies(view, start, end) or [company_after(view, start, end, skip=6)[0]]
    acquirer = subject_of(view, index)
    if not acquirer or (not targets[0] and not _GENERIC_TARGET.search(view.between(verb.end, end))):
        return []
    plan = _deal_plan(view, verb)
    return [f for target in targets for f in both_sides(view, "acquisition", "acquires", acquirer, target, plan)]


_WHOLE = phrases("whole")


def _is_thing(view: View, start: int, end: int) -> bool:
    """Whether what is bought is a building, a claim, shares or skills and no company."""
    if (start < len(view.tokens) and view.tokens[start].text[0] in "$€£") or view.lows[start : start + 1] in (
        ["usd"],
        ["cad"],
    ):
        return True
    words = view.between(start, min(len(view.tokens), max(min(end, start + 16), start + 4)))
    return bool(_THINGS.search(words)) and not re.search(
        r"\b(?:stake|interest) in\b|\bcompany\b|\bshares of (?:common )?stock of\b", words, re.IGNORECASE
    )


def _deal_plan(view: View, verb: Chunk | None) -> Planning:
    plan = planning_of(view, verb, nominal=True)
    if plan is Planning.RUMOURED and re.search(
        r"\b(?:letter of intent|loi|term sheet|memorandum)\b", view.text, re.IGNORECASE
    ):
        return Planning.ANNOUNCED
    return plan


def _acquisition_of(view: View) -> list[Finding]:
    """The noun: "acquisition of Bolt (by Acme)", "Acme's acquisition", "Bolt acquisition"."""
    found: list[Finding] = []
    for noun in objects_of(view, "buy_acquisition"):
        if _NOT_DEALS.search(view.between(max(0, noun.start - 2), min(noun.end + 2, len(view.lows)))):
            continue
        following = view.lows[noun.end] if noun.end < len(view.lows) else ""
        if view.lows[noun.end - 1].startswith("purchase") and (following != "of" or not _WHOLE.search(view.text)):
            continue
        index = view.chunk_at[noun.start]
        end = min(region_end(view, noun.end), noun.end + 24)
        acquirer = _nominal_subject(view, noun.start, index)
        if following in {"of", "by"}:
            if following == "of" and _is_thing(view, noun.end, end):
                continue
            name, stop = company_after(view, noun.end + 1, end, skip=6)
            target, buyer = (name, acquirer) if following == "of" else (_before_noun(view, noun.start), name)
            by = (
                next((i for i in range(stop, min(len(view.lows), stop + 8)) if view.lows[i] == "by"), None)
                if name
                else None
            )
            if (
                following == "of"
                and by is not None
                and not any(c.kind == "verb" and stop <= c.start < by for c in view.chunks)
            ):
                buyer = company_after(view, by + 1, len(view.lows))[0] or buyer
            if following == "of" and not target and not _GENERIC_TARGET.search(view.between(noun.end, end)):
                continue
        else:
            name, target, buyer = "", _before_noun(view, noun.start), acquirer
            if not target or view.lows[noun.end - 1] == "takeover" or _goes_on(view, noun.end):
                continue
        others = listed_companies(view, noun.end + 1, end)[1:] if following == "of" and name else []
        for other in others if buyer else []:
            found += both_sides(view, "acquisition", "acquisition-of", buyer, other, _deal_plan(view, None))
        if buyer:
            found += both_sides(view, "acquisition", "acquisition-of", buyer, target, _deal_plan(view, None))
    return found


def _goes_on(view: View, end: int) -> bool:
    """Whether the noun only describes the next word: "acquisition review", "acquisition strategy"."""
    return (
        end < len(view.tokens)
        and (view.tokens[end].cap or view.lows[end].isalpha())
        and view.chunks[view.chunk_at[end]].kind in {"name", "noun", "role"}
    ) or (
        end < len(view.tokens)
        and view.chunks[view.chunk_at[end]].kind == "word"
        and view.lows[end] not in {"today", "now"}
    )


def _nominal_subject(view: View, start: int, index: int) -> str:
    """Whose acquisition it is: the possessor, else who announces or completes it, else the speaker."""
    k = start - 1
    while k >= 0 and view.lows[k] in {
        "strategic",
        "transformative",
        "previously",
        "announced",
        "proposed",
        "planned",
        "recent",
        "major",
        "latest",
        "accretive",
        "full",
        "first",
        "second",
        "third",
    }:
        k -= 1
    if k >= 0 and view.lows[k] in {"its", "our", "their"}:
        return SPEAKER
    if k > 0 and view.lows[k] in {"'s", "’s"} and view.chunks[view.chunk_at[k - 1]].kind == "name":
        return strip_legal(view.chunks[view.chunk_at[k - 1]].text)
    for j in range(index, -1, -1):
        if view.chunks[j].kind == "verb" and view.chunks[j].start < start:
            return subject_of(view, j) or (SPEAKER if view.is_title else "")
    return SPEAKER


def _before_noun(view: View, start: int) -> str:
    """The name that runs into the noun: "completes Bolt Freight acquisition"."""
    chunk = view.chunks[view.chunk_at[start]] if start < len(view.tokens) else None
    if chunk is not None and chunk.kind == "name" and chunk.start < start:
        name, _ = company_after(view, chunk.start, start)
        return name
    before = view.chunks[view.chunk_at[start - 1]] if start else None
    if before is not None and before.kind == "name" and before.end == start:
        name, _ = company_after(view, before.start, start)
        return name
    return ""


def _merged(view: View) -> list[Finding]:
    found: list[Finding] = []
    for index, verb in verbs_of(view, "merger_merge"):
        end = region_end(view, verb.end)
        following = view.lows[verb.end] if verb.end < len(view.lows) else ""
        if verb.form == "ing" and not view.is_title:
            continue
        if following in {"with", "into"}:
            other, _ = company_after(view, verb.end + 1, end)
            one = subject_of(view, index)
            if (
                one
                and other
                and ("merg" in verb.low or "amalgam" in verb.low or ("combin" in verb.low and following == "with"))
            ):
                found += both_sides(view, "merger", "merges-with", one, other, planning_of(view, verb))
        elif "merg" in verb.low or re.search(r"\bto combine\b|\bcombine$|\bcombining$|amalgam", verb.low):
            names = _two_subjects(view, index)
            if len(names) == 2 and not _has_object(view, verb.end):
                found += both_sides(view, "merger", "merge", names[0], names[1], planning_of(view, verb))
    for noun in objects_of(view, "merger_merger"):
        if _NOT_DEALS.search(view.text) or (
            noun.start and view.lows[noun.start - 1] in {"the", "this"} and not view.is_title
        ):
            continue
        found += _merger_noun(view, noun.start, noun.end)
    return found


def _merger_noun(view: View, start: int, end: int) -> list[Finding]:
    stop = min(region_end(view, end), end + 20)
    following = view.lows[end] if end < len(view.lows) else ""
    index = view.chunk_at[start]
    verb = next((c for k, c in reversed(view.verbs) if c.start < start), None)
    plan = planning_of(view, verb, nominal=True)
    if verb is not None and plan is Planning.DONE and not re.search(r"complet|clos|finali|conclud|effect", verb.low):
        plan = Planning.ANNOUNCED
    if following in {"with", "of", "between", "by"}:
        names = listed_companies(view, end + 1, stop)
        if following == "of" and names and stop > end and "with" in view.lows[end:stop]:
            at = view.lows.index("with", end)
            names = names[:1] + listed_companies(view, at + 1, stop)
        if following == "with" and names:
            names = [_nominal_subject(view, start, index), names[0]]
        if len(names) == 2 and all(names):
            return both_sides(view, "merger", "merger-of", names[0], names[1], plan)
        return []
    if view.is_title and verb is not None:
        position = next(k for k, c in view.verbs if c is verb)
        names = _two_subjects(view, position)
        if len(names) == 2:
            return both_sides(view, "merger", "announce-merger", names[0], names[1], plan)
    return []


def _two_subjects(view: View, index: int) -> list[str]:
    """The two companies of "Acme and Bolt" left of the verb."""
    start = clause_start(view, index)
    names = listed_companies(view, start, view.chunks[index].start)
    return names if len(names) == 2 else []


def _has_object(view: View, end: int) -> bool:
    """Whether something is merged or combined, and not the two companies themselves."""
    return end < len(view.tokens) and view.chunks[view.chunk_at[end]].kind in {
        "name",
        "word",
        "noun",
        "det",
        "number",
        "desc",
        "role",
    }


_UNIT = pattern("unit")


def _sold(view: View) -> list[Finding]:
    found: list[Finding] = []
    for index, verb in verbs_of(view, "sale_sell"):
        end = region_end(view, verb.end)
        words = view.between(verb.end, end)
        if (
            verb.form in {"passive", "ing"}
            or not (_UNIT.search(words) or "spin" in verb.low)
            or re.search(r"\bshares\b|homes|products|tickets|propert|apartment|-unit|units at", words, re.IGNORECASE)
        ):
            continue
        seller = subject_of(view, index)
        if seller:
            to = next((i for i in range(verb.end, end) if view.lows[i] == "to"), None)
            buyer = company_after(view, to + 1, end)[0] if to else ""
            found.append(_divestiture(view, "sells-unit", seller, buyer, planning_of(view, verb)))
    for noun in objects_of(view, "sale_sale"):
        if (
            noun.end >= len(view.lows)
            or view.lows[noun.end] != "of"
            or not _UNIT.search(view.between(noun.end, min(noun.end + 14, len(view.lows))))
        ):
            continue
        if re.search(r"propert|apartment|shares", view.between(noun.end, min(noun.end + 14, len(view.lows)))):
            continue
        seller = _nominal_subject(view, noun.start, view.chunk_at[noun.start])
        if seller:
            found.append(_divestiture(view, "sale-of-unit", seller, "", planning_of(view, None, nominal=True)))
    return found


def _divestiture(view: View, rule: str, seller: str, buyer: str, planning: Planning) -> Finding:
    company = view.speaker.name if seller == SPEAKER else seller
    return Finding("divestiture", rule, view.read, company=company, counterparty=buyer, planning=planning)
