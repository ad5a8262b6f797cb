"""Frames of acquisitions, both sides.

Acme acquires Bolt · Bolt acquired by Acme · Acme completes (its) acquisition of Bolt · Acme's acquisition of Bolt ·
Acme signs letter of intent to acquire Bolt
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.both import NOT_DEALS, both_sides, nominal_subject
from matching.grammar.companies.names import confirm_name
from matching.grammar.companies.objects import company_after, listed_companies
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.view import View, certainty_of, clause_start, objects_of, region_end, verbs_of
from matching.grammar.companies.words import phrases
from matching.grammar.frame import Finding

_THINGS = phrases("things")


_GENERIC_TARGET = phrases("generic_target")


def no_deal(title: str) -> bool:
    """Whether a headline is about things or knowledge acquired, so that the text below announces no deal either."""
    return bool(_THINGS.search(title) or NOT_DEALS.search(title))


def acquired(view: View) -> list[Finding]:
    """Acquisitions told by a verb: "buys", "to acquire", "has been acquired by"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "buy_acquire"):
        end = region_end(view, verb.end)
        by = verb.end < len(view.lows) and view.lows[verb.end] == "by"
        if verb.form == "ing" and not (view.is_title and "acquir" in verb.low):
            continue
        if verb.form == "passive" or (verb.form == "either" and by):
            acquirer, _ = company_after(view, verb.end + 1, end) if by else ("", 0)
            target = subject_of(view, _signing(view, index))
            if _is_thing(view, clause_start(view, index), verb.start):
                continue
            if target and (acquirer or target == SPEAKER):
                findings += both_sides(view, "acquisition", "acquired-by", acquirer, target, _deal_plan(view, verb))
            continue
        if verb.form == "ing" and verb.end < len(view.lows) and not view.is_title:
            continue
        findings += _buyer(view, index, verb, end)
    return findings


def _signing(view: View, index: int) -> int:
    """The verb whose subject is bought: "Acme signs share purchase agreement to be acquired by" has it in "signs"."""
    if "agreement" not in view.chunks[index].low:
        return index
    return next((k for k, c in view.verbs if k < index and c.form in {"active", "either"}), index)


def sold_to(view: View) -> list[Finding]:
    """ "Bolt sold to Acme": the subject is the target."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "sale_sell"):
        sold = re.search(r"\bsold$", verb.low) and view.lows[verb.end : verb.end + 1] == ["to"]
        if not sold or not view.is_title or _is_thing(view, 0, verb.start):
            continue
        target, (acquirer, _) = subject_of(view, index), company_after(view, verb.end + 1, region_end(view, verb.end))
        if target and acquirer:
            findings += both_sides(view, "acquisition", "sold-to", acquirer, target, _deal_plan(view, verb))
    return findings


_LOOSE = re.compile(r"purchas|absorb|\b(?:take|takes|took|taking) over|\bcan\b")


def _names_company(view: View, start: int, end: int) -> bool:
    """Whether the object of a verb that takes many objects is a name of several words, as companies' are."""
    return view.is_title and len(company_after(view, start, end, skip=1)[0].split()) > 1


_MINORITY = re.compile(r"\bminority|(?<![\d.])[1-4]?\d(?:\.\d+)?%", re.IGNORECASE)
_STAKE = re.compile(
    r"\b(?:stake|interest|control|ownership|100%|all of the|outstanding shares|assets|portion)\b"
    r"[^.;]{0,30}?\b(?:in|of|from)\b",
    re.IGNORECASE,
)


def _buyer(view: View, index: int, verb: Chunk, end: int) -> list[Finding]:
    if _is_thing(view, verb.end, end) or not _buys_companies(view, verb, end):
        return []
    stake = _STAKE.search(view.between(verb.end, end))
    start = verb.end
    if stake:
        if _MINORITY.search(view.between(verb.end, end)):
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


def _buys_companies(view: View, verb: Chunk, end: int) -> bool:
    """Whether the verb is one of buying companies here, and no right to buy."""
    if _LOOSE.search(verb.low) and not _WHOLE.search(view.text) and not _names_company(view, verb.end, end):
        return False
    if not view.is_title and re.search(r"^(?:buy|acquire|purchase)$", verb.low):
        return False
    rights = {"warrants", "warrant", "options", "option", "rights", "right"}
    return not rights & set(view.lows[max(0, verb.start - 5) : verb.start])


def _is_thing(view: View, start: int, end: int) -> bool:
    """Whether what is bought is a building, a claim, shares or skills and no company."""
    if (start < len(view.tokens) and view.tokens[start].text[0] in "$€£") or view.lows[start : start + 1] in (
        ["usd"],
        ["cad"],
    ):
        return True
    words = view.between(start, min(len(view.tokens), max(min(end, start + 16), start + 4)))
    return bool(_THINGS.search(words)) and not re.search(
        r"\b(?:stake|interest) in\b|\b(?:company|companies|firms)\b|\bshares of (?:common )?stock of\b",
        words,
        re.IGNORECASE,
    )


def _deal_plan(view: View, verb: Chunk | None) -> Certainty:
    plan = certainty_of(view, verb, nominal=True)
    if plan is Certainty.RUMOURED and re.search(
        r"\b(?:letter of intent|loi|term sheet|memorandum)\b", view.text, re.IGNORECASE
    ):
        return Certainty.ANNOUNCED
    return plan


def acquisition_of(view: View) -> list[Finding]:
    """The noun: "acquisition of Bolt (by Acme)", "Acme's acquisition", "Bolt acquisition"."""
    findings: list[Finding] = []
    for noun in objects_of(view, "buy_acquisition"):
        if NOT_DEALS.search(view.between(max(0, noun.start - 2), min(noun.end + 2, len(view.lows)))):
            continue
        following = view.lows[noun.end] if noun.end < len(view.lows) else ""
        if _looks_back(view, noun.start):
            continue
        if view.lows[noun.end - 1].startswith("purchase") and (following != "of" or not _WHOLE.search(view.text)):
            continue
        index = view.chunk_at[noun.start]
        end = min(region_end(view, noun.end), noun.end + 24)
        acquirer = nominal_subject(view, noun.start, index)
        if following in {"of", "by"}:
            if following == "of" and (
                _is_thing(view, noun.end + 1, end) or _MINORITY.search(view.between(noun.end, end))
            ):
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
            findings += both_sides(view, "acquisition", "acquisition-of", buyer, other, _deal_plan(view, None))
        if buyer:
            findings += both_sides(view, "acquisition", "acquisition-of", buyer, target, _deal_plan(view, None))
    return findings


_TELLS = re.compile(r"advis|represent|arrang|facilitat|\bsees?\b|detail|discuss|balanc|highlight|reflect|benefit|owe")


def _looks_back(view: View, start: int) -> bool:
    """Whether the acquisition is another's, or behind: "advises on", "sees growth from", "following … acquisition"."""
    verb = next((c for _, c in reversed(view.verbs) if c.start < start), None)
    back = {"following", "after", "since", "post"} & set(view.lows[max(0, start - 5) : start])
    return bool(back) or (verb is not None and _TELLS.search(verb.low) is not None)


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


def _before_noun(view: View, start: int) -> str:
    """The name that runs into the noun: "completes Bolt Freight acquisition"."""
    verb = next((c for _, c in reversed(view.verbs) if c.end <= start), None)
    if view.is_title and verb is not None and "buy_finish" in verb.classes and 1 <= start - verb.end <= 4:
        named = all(t.cap for t in view.tokens[verb.end : start]) and not _is_thing(view, verb.end, start)
        return confirm_name(view, verb.end, start) if named else ""
    chunk = view.chunks[view.chunk_at[start]] if start < len(view.tokens) else None
    if chunk is not None and chunk.kind == "name" and chunk.start < start:
        name, _ = company_after(view, chunk.start, start)
        return name
    before = view.chunks[view.chunk_at[start - 1]] if start else None
    if before is not None and before.kind == "name" and before.end == start:
        name, _ = company_after(view, before.start, start)
        return name
    return ""
