"""Frames of mergers, both sides, and of units sold.

Acme and Bolt (agree to) merge · merger of Acme with Bolt · Acme sells its tools unit to Bolt
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.companies.both import NOT_DEALS, both_sides, nominal_subject
from matching.grammar.companies.objects import company_after, listed_companies
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.view import View, certainty_of, clause_start, objects_of, region_end, verbs_of
from matching.grammar.companies.words import pattern
from matching.grammar.frame import Finding


def merged(view: View) -> list[Finding]:
    """Mergers told by a verb or a noun: "merges with", "merger of"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "merger_merge"):
        end = region_end(view, verb.end)
        following = view.lows[verb.end] if verb.end < len(view.lows) else ""
        if verb.form == "ing" and not view.is_title:
            continue
        if following in {"with", "into"}:
            partner, _ = company_after(view, verb.end + 1, end)
            company = subject_of(view, index)
            if (
                company
                and partner
                and ("merg" in verb.low or "amalgam" in verb.low or ("combin" in verb.low and following == "with"))
            ):
                findings += both_sides(view, "merger", "merges-with", company, partner, certainty_of(view, verb))
        elif "merg" in verb.low or re.search(r"\bto combine\b|\bcombine$|\bcombining$|amalgam", verb.low):
            names = _two_subjects(view, index)
            if len(names) == 2 and not _has_object(view, verb.end):
                findings += both_sides(view, "merger", "merge", names[0], names[1], certainty_of(view, verb))
    for noun in objects_of(view, "merger_merger"):
        if NOT_DEALS.search(view.text) or (
            noun.start and view.lows[noun.start - 1] in {"the", "this"} and not view.is_title
        ):
            continue
        findings += _merger_noun(view, noun.start, noun.end)
    return findings


def _merger_noun(view: View, start: int, end: int) -> list[Finding]:
    stop = min(region_end(view, end), end + 20)
    following = view.lows[end] if end < len(view.lows) else ""
    index = view.chunk_at[start]
    verb = next((c for k, c in reversed(view.verbs) if c.start < start), None)
    plan = certainty_of(view, verb, nominal=True)
    if verb is not None and plan is Certainty.DONE and not re.search(r"complet|clos|finali|conclud|effect", verb.low):
        plan = Certainty.ANNOUNCED
    if following in {"with", "of", "between", "by"}:
        names = listed_companies(view, end + 1, stop)
        if following == "of" and names and stop > end and "with" in view.lows[end:stop]:
            position = view.lows.index("with", end)
            names = names[:1] + listed_companies(view, position + 1, stop)
        if following == "with" and names:
            names = [nominal_subject(view, start, index), names[0]]
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
_SITE = re.compile(
    r"^\s?(?:(?:its|their|the|an?)\s)?(?:(?!(?:for|of|to|from|with|at|in|on|and)\s)[\w.’'&-]+,?\s){0,7}?(?:plants?|mills?|"
    r"factor(?:y|ies)|foundr(?:y|ies)|refiner(?:y|ies)|brewer(?:y|ies)|baker(?:y|ies)|smelters?|sawmills?|quarr(?:y|ies)|"
    r"cannery|dairy|distiller(?:y|ies)|shipyards?|terminals?|works|hospitals?|newspapers?|airports?)"
    r"(?=\s(?:to|in|at|near|on|outside|with|and)\s|,)",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:independent|stand-?alone|listed|public(?:ly)?|own company|new company)\b", re.IGNORECASE)


def sold(view: View) -> list[Finding]:
    """Divestitures told by a verb: "sells its unit to"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "sale_sell"):
        end = region_end(view, verb.end)
        words = view.between(verb.end, end)
        if (
            verb.form in {"passive", "ing"}
            or not (_UNIT.search(words) or "spin" in verb.low)
            or ("separat" in verb.low and not _APART.search(words))
            or re.search(r"\bshares\b|homes|products|tickets|propert|apartment|-unit|units at", words, re.IGNORECASE)
        ):
            continue
        if seller := subject_of(view, index):
            buyer = _buyer(view, verb.end, end)
            findings.append(_divestiture(view, "sells-unit", verb.low, seller, buyer, certainty_of(view, verb)))
    return findings or _sold_site(view)


def _buyer(view: View, start: int, end: int) -> str:
    to = next((i for i in range(start, end) if view.lows[i] == "to"), None)
    return company_after(view, to + 1, end)[0] if to else ""


SELLS_SITE = "sells-site"  # the rule


def _sold_site(view: View) -> list[Finding]:
    """ "Acme sells its Lima, Ohio, plant to Bolt": what goes to a company along with who works there."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "sale_sell"):
        words = view.between(verb.end, len(view.tokens))
        if verb.form in {"passive", "ing"} or not _SITE.search(words):
            continue
        seller, buyer = subject_of(view, index), _buyer(view, verb.end, len(view.tokens))
        if seller and buyer:
            findings.append(_divestiture(view, SELLS_SITE, verb.low, seller, buyer, certainty_of(view, verb)))
    return findings


def sold_by_noun(view: View) -> list[Finding]:
    """Divestitures told by a noun: "completes sale of its unit"."""
    findings: list[Finding] = []
    for noun in objects_of(view, "sale_sale"):
        if (
            noun.end >= len(view.lows)
            or view.lows[noun.end] != "of"
            or not _UNIT.search(view.between(noun.end, min(noun.end + 14, len(view.lows))))
        ):
            continue
        if re.search(r"propert|apartment|shares", view.between(noun.end, min(noun.end + 14, len(view.lows)))):
            continue
        seller = nominal_subject(view, noun.start, view.chunk_at[noun.start])
        if seller:
            certainty = certainty_of(view, None, nominal=True)
            findings.append(_divestiture(view, "sale-of-unit", view.lows[noun.start], seller, "", certainty))
    return findings


SEPARATES = "separates-unit"  # the rule
_SEPARATES = re.compile(r"\b(?:hiv|demerg|separat|split|carv)\w*", re.IGNORECASE)
_OVER = re.compile(r"\b(?:complet|finali[sz]|conclud|has |have |hives? )\w*", re.IGNORECASE)


def _divestiture(view: View, rule: str, words: str, seller: str, buyer: str, certainty: Certainty) -> Finding:
    """The sale of a unit; `words` say how: what is parted from the company is still ahead, unless it is completed."""
    if _SEPARATES.search(words):
        rule = SEPARATES
        if certainty is Certainty.DONE and not _OVER.search(view.text):
            certainty = Certainty.ANNOUNCED
    company = view.speaker.name if seller == SPEAKER else seller
    return Finding("divestiture", rule, view.read, company=company, counterparty=buyer, certainty=certainty)
