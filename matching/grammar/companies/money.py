"""Frames of money: funding and going public.

Acme raises $12M Series A · Acme closes private placement · Fund leads $11M round for Acme · Donor gives $2M to Acme ·
Acme files for IPO · Acme closes $15M initial public offering · Acme to list on Nasdaq
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.slots import amount_between
from matching.grammar.companies.view import View, certainty_of, first_object, held_by, objects_of, region_end, verbs_of
from matching.grammar.companies.words import phrases
from matching.grammar.frame import Finding

_HELD_FUNDING = phrases("held_funding")
_TOKEN = phrases("token")


def read_money(view: View) -> list[Finding]:
    """Going public, else funding: "raises", "closes a round of"."""
    public = _ipo(view)
    return public or _funding(view)


def _event(
    view: View, kind: str, rule: str, company: str, verb: Chunk | None, amount: str = "", *, ahead: bool = False
) -> list[Finding]:
    name = view.speaker.name if company == SPEAKER else company
    certainty = certainty_of(view, verb, nominal=ahead)
    if kind == "ipo" and certainty is Certainty.DONE and verb is not None and _NOT_LISTED_YET.search(verb.low):
        certainty = Certainty.ANNOUNCED
    return [Finding(kind, rule, view.read, company=name, amount=amount, certainty=certainty)] if name else []


_NOT_LISTED_YET = re.compile(r"\b(?:fil(?:e|ing)|submit|appl(?:y|ie)|announc|launch|set|plan|seek|eye|prepar)")


@held_by(_HELD_FUNDING)
def _funding(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for _, verb in verbs_of(view, "funding_lead"):
        end = region_end(view, verb.end)
        amount = amount_between(view, verb.end, end)
        noun = first_object(view, "funding_funding", verb.end, end)
        if amount and noun is not None and verb.form != "passive" and verb.low != "led":
            position = next((i for i in range(noun.end, end) if view.lows[i] in {"for", "in", "into", "of"}), None)
            company = company_after(view, position + 1, end)[0] if position else ""
            if company:
                findings += _event(view, "funding", "leads-round-for", company, verb, amount)
    for index, verb in verbs_of(view, "funding_raise"):
        end = region_end(view, verb.end)
        amount = amount_between(view, verb.end, end)
        noun = first_object(view, "funding_funding", verb.end, min(end, verb.end + 16))
        raising = re.search(r"rais|secur|land|bag|snag|clos|net", verb.low) is not None
        if verb.form == "passive" or not (noun is not None or (amount and raising)):
            continue
        if not amount and not _is_round(view, noun.start, noun.end) if noun is not None else not amount:
            continue
        if (
            noun is not None
            and not amount
            and re.search(r"announc|receiv|win|won|get|obtain|attract|file|complet", verb.low)
            and not _is_round(view, noun.start, noun.end)
        ):
            continue
        company = _receiver(view, noun.end if noun else verb.end, end) or subject_of(view, index)
        if company:
            findings += _event(view, "funding", "raises", company, verb, amount)
    return findings or _given(view)


def _is_round(view: View, start: int, end: int) -> bool:
    """Whether the noun alone says that money was raised, with no sum beside it."""
    phrase = " ".join(view.lows[start:end])
    return re.search(
        r"round|series [a-f]|placement|financ|funding|offering|seed|investment|grant|credit facility|raise", phrase
    ) is not None and phrase not in {"offering", "investment", "investments", "offerings"}


def _receiver(view: View, start: int, end: int) -> str:
    """The company that money went into: "completes $7 billion equity investment in Rogers"."""
    for i in range(start, min(end, start + 3)):
        if view.lows[i] == "in" and i > 0 and view.lows[i - 1] in {"investment", "stake"}:
            return company_after(view, i + 1, end)[0]
    return ""


_GIVES = phrases("gives")


def _given(view: View) -> list[Finding]:
    """ "Donor donates $2 million to Acme", "State awards Acme $4 million grant"."""
    gives = _GIVES.search(view.text)
    if not gives or not view.is_title:
        return []
    position = next((i for i, t in enumerate(view.tokens) if t.start >= gives.end()), len(view.tokens))
    end = len(view.tokens)
    amount = amount_between(view, position, end)
    to = next((i for i in range(position, end) if view.lows[i] in {"to", "in"}), None)
    if not amount or to is None or to - position > 6:
        return []
    company = company_after(view, to + 1, end)[0]
    return _event(view, "funding", "given-to", company, None, amount) if company else []


_BECOMES_PUBLIC = re.compile(
    r"\b(?:plans? to|to) (?:become|be) (?:an? )?public(?:ly[- ]traded)? company|\bbecomes? a publicly traded\b|"
    r"\bplan to become a publicly\b",
    re.IGNORECASE,
)


@held_by(_TOKEN)
def _ipo(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for noun in objects_of(view, "ipo_ipo"):
        verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.start < noun.start), None)
        if verb_at is None or (
            "ipo_list" not in verb_at[1].classes
            and not re.search(
                r"announc|plan|set|seek|launch|file|rak|price|clos|complet|rais|secur|target|eye|prepar|delay|pull|withdr",
                verb_at[1].low,
            )
        ):
            continue
        if noun.start - verb_at[1].end > 10:
            continue
        if company := subject_of(view, verb_at[0]):
            findings += _event(
                view,
                "ipo",
                "ipo",
                company,
                verb_at[1],
                amount_between(view, verb_at[1].end, len(view.tokens)),
                ahead=True,
            )
    if findings:
        return findings
    for index, verb in verbs_of(view, "ipo_list"):
        end = region_end(view, verb.end)
        exchange = first_object(view, "ipo_exchange", verb.end, min(end, verb.end + 8))
        public = "public" in verb.low
        trading = "trading" in verb.low
        lists = re.search(r"\b(?:up)?list(?:s|ed|ing)?$|debut", verb.low) is not None
        if not (public or (exchange is not None and (trading or lists))) or verb.form == "passive":
            continue
        if trading and re.search(
            r"\bnew (?:ticker|symbol|name)|under (?:the )?(?:new )?(?:ticker|symbol)\b.*\b(?:name|rebrand)",
            view.text,
            re.IGNORECASE,
        ):
            continue
        if company := subject_of(view, index):
            findings += _event(view, "ipo", "lists", company, verb, ahead=True)
    becomes = _BECOMES_PUBLIC.search(view.text) if "public" in view.lows or "publicly" in view.lows else None
    if not findings and becomes and view.verbs and (company := subject_of(view, view.verbs[0][0])):
        findings += _event(view, "ipo", "becomes-public", company, view.verbs[0][1], ahead=True)
    return findings
