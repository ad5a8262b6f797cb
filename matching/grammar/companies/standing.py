"""Frames of a company's standing: insolvency, restructuring, workplace policy.

Acme files for Chapter 11 · Acme emerges from bankruptcy · Acme launches strategic review ·
Acme reorganises its unit · Acme orders staff back to the office
"""

from __future__ import annotations

import re
from itertools import takewhile

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.crowds import CROWDS, event, is_modifier
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.view import (
    Tagged,
    View,
    certainty_of,
    first_object,
    held_by,
    objects_of,
    region_end,
    verbs_of,
)
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.frame import Finding, could_be_org


@held_by(CROWDS)
def read_standing(view: View) -> list[Finding]:
    """Bankruptcies, restructurings and rules of the workplace."""
    return [*_insolvent(view), *_restructured(view), *_policies(view)]


_HELD_INSOLVENCY = pattern("held_insolvency")


@held_by(_HELD_INSOLVENCY)
def _insolvent(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for name, rule in (("insolvency_file", "files-for-bankruptcy"), ("insolvency_exit", "exits-bankruptcy")):
        for index, verb in verbs_of(view, name):
            end = region_end(view, verb.end)
            noun = first_object(view, "insolvency_bankruptcy", verb.end, min(end, verb.end + 8))
            if noun is None or (
                view.lows[noun.start] == "administration" and not re.search(r"\b(?:enter|into|go)", verb.low)
            ):
                continue
            if (
                name == "insolvency_exit"
                and "from" not in view.lows[verb.end : noun.start]
                and "complet" not in verb.low
                and "exit" not in verb.low
            ):
                continue
            company = "" if verb.low.startswith("are ") else subject_of(view, index)
            if company:
                findings += event(view, "bankruptcy", rule, company, certainty_of(view, verb))
    for index, verb in view.verbs:
        if verb.form in {"passive", "either"} and re.search(r"plac|put|push|forc", verb.low):
            noun = first_object(view, "insolvency_bankruptcy", verb.end, verb.end + 4)
            if noun is not None and (company := subject_of(view, index)):
                findings += event(view, "bankruptcy", "placed-into", company, certainty_of(view, verb))
    if not findings:
        placed = re.search(
            r"\b(?:placed|put|pushed|forced) in(?:to)? (?:receivership|administration|liquidation|bankruptcy)\b",
            view.text,
            re.IGNORECASE,
        )
        first = next((c for c in view.chunks if c.kind == "name"), None)
        if placed and first is not None and view.is_title and first.start <= 1:
            findings += event(view, "bankruptcy", "placed-into", first.text, certainty_of(view))
    return findings or _administrators_at(view)


_OFFICES = r"(?:(?:joint|provisional|interim) )*(?:administrators|receivers?|liquidators?)"
_CALLED_IN = r"(?:appointed|called in|brought in)"
_ADMINISTRATORS = re.compile(
    rf"^{_OFFICES} (?:\w+ )?{_CALLED_IN} (?:at|to|over) |"
    rf"\b(?:appoint(?:s|ed)?|named|names)\b[^.;:]{{0,60}}?(?<!\bwide) {_OFFICES} "
    r"(?:of|to|for|over|at) (?!the (?:year|week|month)\b)",
    re.IGNORECASE,
)
_CALLS_IN = re.compile(
    rf"\b(?:appoints|calls in|brings in|called in|brought in|(?:has|have) appointed) (?:the )?{_OFFICES}\b",
    re.IGNORECASE,
)


def _administrators_at(view: View) -> list[Finding]:
    """ "Administrators appointed at Acme", "Roe named liquidator of Acme", "Acme calls in administrators"."""
    if told := _ADMINISTRATORS.search(view.text):
        position = next((i for i, t in enumerate(view.tokens) if t.start >= told.end()), len(view.tokens))
        company = _described_after(view, position)
    elif called := _CALLS_IN.search(view.text):
        names = [c for c in view.chunks if could_be_org(c) and view.tokens[c.end - 1].end <= called.start()]
        company = names[-1].text if names else ""
    else:
        return []
    return event(view, "bankruptcy", "administrators-at", company, certainty_of(view)) if company else []


def _described_after(view: View, start: int) -> str:
    """The first company from a token on, by its own name: "Glenfarrow" of "Highland distiller Glenfarrow"."""
    company, stop = company_after(view, start, len(view.tokens))
    if company and stop < len(view.tokens):
        first = view.chunk_at[stop]
        behind = list(takewhile(lambda chunk: chunk.kind in _DESCRIBE, view.chunks[first:]))
        own = view.chunks[first + len(behind) : first + len(behind) + 1]
        if behind and own and own[0].kind == "name":
            return company_after(view, own[0].start, len(view.tokens))[0] or company
    return company


_DESCRIBE = frozenset({"word", "noun", "desc"})
_HELD_RESTRUCTURING = pattern("held_restructuring")


def _of_goods(view: View, end: int) -> bool:
    """Whether something other than a part of the company is restructured: "restructuring of its magazines"."""
    if view.lows[end : end + 1] != ["of"]:
        return False
    return first_object(view, "restructuring_parts", end, min(len(view.tokens), end + 7)) is None


_WHOLE_FIRM = frozenset(
    {"management", "leadership", "structure", "organization", "organisation", "company", "business"}
)


@held_by(_HELD_RESTRUCTURING)
def _restructured(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "restructuring_restructure"):
        if _restructures_firm(view, verb) and (company := subject_of(view, index)):
            findings += event(view, "restructuring", "restructures", company, certainty_of(view, verb))
    for noun in objects_of(view, "restructuring_restructuring"):
        findings += _starts_restructuring(view, noun)
    return findings


def _restructures_firm(view: View, verb: Chunk) -> bool:
    """Whether a verb tells that a company reorganises itself: "reorganises its units", "overhauls its management"."""
    if verb.form in {"passive", "ing"}:
        return False
    end = region_end(view, verb.end)
    parts = first_object(view, "restructuring_parts", verb.end, min(end, verb.end + 8))
    if parts is None and view.lows[verb.end : verb.end + 1] not in ([], ["to"], ["into"], ["after"], ["under"]):
        return False
    if re.search(r"restructur|reorgani", verb.low):
        return True
    if parts is None:
        return False
    part = view.lows[parts.start]
    if re.search(r"overhaul|realign", verb.low) and part in _WHOLE_FIRM:
        return True
    return "consolidat" in verb.low and part == "operations"


def _starts_restructuring(view: View, noun: Tagged) -> list[Finding]:
    """ "Acme launches a strategic review", told by the verb before the noun."""
    before = [(k, c) for k, c in view.verbs if c.end <= noun.start and noun.start - c.end <= 9][-1:]
    if not before or "restructuring_start" not in before[0][1].classes or _of_goods(view, noun.end):
        return []
    if (
        noun.end < len(view.tokens)
        and is_modifier(view, noun.end)
        and view.lows[noun.end] not in {"plan", "plans", "program", "process", "initiative"}
    ):
        return []
    index, verb = before[0]
    if view.lows[noun.end - 1] == "turnaround" and "complet" in verb.low:
        return []
    plan = certainty_of(view, verb)
    if plan is Certainty.RUMOURED and view.lows[noun.end - 1] in {"alternatives", "options", "review"}:
        plan = Certainty.ANNOUNCED
    if company := subject_of(view, index):
        return event(view, "restructuring", "starts-restructuring", company, plan)
    company = _whose_chief_speaks(view)
    return event(view, "restructuring", CHIEF_TELLS, company, plan) if company else []


def _whose_chief_speaks(view: View) -> str:
    """The speaker in "chief executive Jane Doe said she has hired advisers to review strategic options"."""
    return SPEAKER if not view.is_title and view.chunks[0].kind == "role" and view.chunks[0].head in _CHIEFS else ""


CHIEF_TELLS = "chief-tells"  # the rule
_CHIEFS = frozenset({"chief", "ceo", "executive", "president", "chair", "chairman", "chairwoman"})


_HELD_POLICY = phrases("held_policy")


@held_by(_HELD_POLICY)
def _policies(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "policy_require"):
        end = len(view.tokens) if view.is_title else region_end(view, verb.end)
        staff = first_object(view, "policy_staff", verb.end, min(end, verb.end + 6))
        office = first_object(view, "policy_to_office", verb.end, end)
        noun = first_object(view, "policy_policy", verb.end, min(end, verb.end + 8))
        order = (
            re.search(r"return to (?:the )?office (?:order|mandate|policy|plan|rule)", view.text, re.IGNORECASE)
            is not None
        )
        if not ((staff is not None and office is not None) or noun is not None or order):
            continue
        if company := subject_of(view, index):
            findings += event(view, "workplace_policy", "office-policy", company, certainty_of(view, verb))
    return findings
