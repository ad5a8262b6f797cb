"""Frames of contracts won.

Acme wins contract from Bolt · Acme selected by Bolt · Bolt selects Acme as supplier · Acme awarded contract
"""

from __future__ import annotations

import re

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, is_person, subject_of
from matching.grammar.companies.slots import amount_between
from matching.grammar.companies.view import (
    View,
    certainty_of,
    first_object,
    held_by,
    region_end,
    verbs_of,
)
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.frame import Finding

_HELD_CONTRACT = phrases("held_contract")


@held_by(_HELD_CONTRACT)
def read_contracts(view: View) -> list[Finding]:
    """Contracts won: suppliers chosen, contracts won, selected for and awarded."""
    return [*_suppliers(view), *_won(view), *_selected(view), *_awarded(view)]


_TAKES_ORDERS = re.compile(r"receiv|win|won|secur|land|bag|book")
_SIGNS = re.compile(r"announc|sign|ink|extend")
_SURE_CONTRACT = re.compile(r"contract|order|supply|service")
_HONOURS = phrases("honours")


def _won(view: View) -> list[Finding]:
    """ "Acme wins contract from Bolt", "Acme receives order"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "contract_win"):
        end = region_end(view, verb.end)
        noun = first_object(view, "contract_contract", verb.end, min(end, verb.end + 10))
        if noun is None or verb.form == "ing":
            continue
        if view.lows[noun.start] in {"order", "orders", "tender"} and not _TAKES_ORDERS.search(verb.low):
            continue
        if _SIGNS.search(verb.low) and not _SURE_CONTRACT.search(" ".join(view.lows[noun.start : noun.end])):
            continue
        if company := subject_of(view, index):
            other = _party(view, noun.end, end, {"with", "from", "by", "for"}, 6)
            findings += _contract(view, "wins-contract", company, other, verb, amount_between(view, verb.end, end))
    return findings


def _party(view: View, start: int, end: int, preps: set[str], reach: int) -> str:
    """The company after the first of `preps` within `reach` tokens."""
    position = next((i for i in range(start, min(len(view.lows), start + reach)) if view.lows[i] in preps), None)
    return company_after(view, position + 1, end)[0] if position is not None and position < end else ""


@held_by(_HONOURS)
def _selected(view: View) -> list[Finding]:
    """ "Acme selected by Bolt", "Acme chosen as agency of record for Bolt"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "contract_select"):
        end = region_end(view, verb.end)
        following = view.lows[verb.end] if verb.end < len(view.lows) else ""
        if verb.form != "passive" and not (verb.form == "either" and following in {"by", "as", "for", "to"}):
            continue
        supplier = first_object(view, "contract_supplier", verb.end, end)
        served = supplier or first_object(view, "contract_contract", verb.end, min(end, verb.end + 5))
        chosen = re.search(r"select|chose|pick", verb.low) and re.search(
            r"\b(?:to|for|as)\b", view.between(verb.end, end)
        )
        if re.search(r"nam|appoint|hire", verb.low) and supplier is None:
            continue
        if served is None and not (following == "by" and chosen):
            continue
        other = company_after(view, verb.end + 1, end)[0] if following == "by" else ""
        if not other and served is not None:
            other = _party(view, served.end, len(view.tokens), {"for", "by", "of"}, 3)
        if company := subject_of(view, index):
            findings += _contract(view, "selected-by", company, other, verb, "")
    return findings


def _awarded(view: View) -> list[Finding]:
    """ "Acme awarded contract by Bolt"."""
    findings: list[Finding] = []
    for index, verb in view.verbs:
        if "award" not in verb.low or verb.form not in {"passive", "either"}:
            continue
        end = region_end(view, verb.end)
        noun = first_object(view, "contract_contract", verb.end, min(end, verb.end + 10))
        if noun is not None and (company := subject_of(view, index)):
            other = _party(view, noun.end, end, {"by", "from", "with"}, 6)
            findings += _contract(view, "awarded-contract", company, other, verb, amount_between(view, verb.end, end))
    return findings


_SERVES = pattern("serves")


def _suppliers(view: View) -> list[Finding]:
    """ "Acme selects Bolt as its supplier": the contract is Bolt's."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "contract_select"):
        if (
            verb.form in {"passive", "ing"}
            or not re.search(r"select|choose|chose|pick|engag|retain|\btap", verb.low)
            or not view.is_title
        ):
            continue
        end = len(view.tokens)
        company, stop = company_after(view, verb.end, region_end(view, verb.end), skip=2)
        buyer = subject_of(view, index)
        if (
            company
            and buyer
            and stop < end
            and (
                _SERVES.search(view.between(stop, end))
                or ("tap" in verb.low and _is_org(view, company) and view.lows[stop] in {"to", "for", "as"})
            )
            and not is_person(view, company)
        ):
            findings += _contract(
                view, "selects-supplier", company, view.speaker.name if buyer == SPEAKER else buyer, verb, ""
            )
    return findings


def _is_org(view: View, company: str) -> bool:
    return any(c.kind == "name" and c.shape == "org" and company in c.text for c in view.chunks)


def _contract(view: View, rule: str, company: str, other: str, verb: Chunk, amount: str) -> list[Finding]:
    name = view.speaker.name if company == SPEAKER else company
    if not name or name == other:
        return []
    return [
        Finding(
            "contract_won",
            rule,
            view.read,
            company=name,
            counterparty=other,
            amount=amount,
            certainty=certainty_of(view, verb),
        )
    ]
