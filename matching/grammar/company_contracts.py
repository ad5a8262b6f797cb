"""Frames of contracts won.

Acme wins contract from Bolt · Acme selected by Bolt · Bolt selects Acme as supplier · Acme awarded contract
"""

from __future__ import annotations

import re

from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import SPEAKER, company_after, is_person, subject_of
from matching.grammar.company_slots import amount_between
from matching.grammar.company_view import (
    View,
    first_object,
    planning_of,
    region_end,
    verbs_of,
)
from matching.grammar.company_words import pattern, phrases
from matching.grammar.frame import Finding

_HELD_CONTRACT = phrases("held_contract")


def read_contracts(view: View) -> list[Finding]:
    if _HELD_CONTRACT.search(view.text):
        return []
    found = _suppliers(view)
    for index, verb in verbs_of(view, "contract_win"):
        end = region_end(view, verb.end)
        noun = first_object(view, "contract_contract", verb.end, min(end, verb.end + 10))
        if (
            noun is None
            or verb.form == "ing"
            or (
                view.lows[noun.start] in {"order", "orders", "tender"}
                and not re.search(r"receiv|win|won|secur|land|bag|book", verb.low)
            )
        ):
            continue
        if re.search(r"announc|sign|ink|extend", verb.low) and not re.search(
            r"contract|order|supply|service", view.between(noun.start, noun.end), re.IGNORECASE
        ):
            continue
        at = next(
            (i for i in range(noun.end, min(end, noun.end + 6)) if view.lows[i] in {"with", "from", "by", "for"}), None
        )
        other = company_after(view, at + 1, end)[0] if at else ""
        if company := subject_of(view, index):
            found += _contract(view, "wins-contract", company, other, verb, amount_between(view, verb.end, end))
    for index, verb in verbs_of(view, "contract_select"):
        end = region_end(view, verb.end)
        by = verb.end < len(view.lows) and view.lows[verb.end] == "by"
        supplier = first_object(view, "contract_supplier", verb.end, end)
        noun = first_object(view, "contract_contract", verb.end, min(end, verb.end + 5))
        passive = verb.form == "passive" or (
            verb.form == "either" and (by or view.lows[verb.end : verb.end + 1] in (["as"], ["for"], ["to"]))
        )
        if not passive or (re.search(r"nam|appoint|hire", verb.low) and supplier is None):
            continue
        if not (
            supplier is not None
            or noun is not None
            or (
                by
                and re.search(r"select|chose|pick", verb.low)
                and re.search(r"\b(?:to|for|as)\b", view.between(verb.end, len(view.tokens)))
            )
        ):
            continue
        if re.search(
            r"\b(?:best|top|list|finalist|award|winner|one of|honor|magazine|leader|featured|speaker|exhibit)\b",
            view.text,
            re.IGNORECASE,
        ):
            continue
        other = company_after(view, verb.end + 1, end)[0] if by else ""
        if not other and (supplier or noun):
            after = (supplier or noun).end  # type: ignore[union-attr]
            at = next(
                (i for i in range(after, min(len(view.lows), after + 3)) if view.lows[i] in {"for", "by", "of"}), None
            )
            other = company_after(view, at + 1, len(view.tokens))[0] if at else ""
        if company := subject_of(view, index):
            found += _contract(view, "selected-by", company, other, verb, "")
    for index, verb in view.verbs:
        if re.search(r"award", verb.low) and verb.form in {"passive", "either"}:
            end = region_end(view, verb.end)
            noun = first_object(view, "contract_contract", verb.end, min(end, verb.end + 10))
            if noun is not None and (company := subject_of(view, index)):
                at = next(
                    (i for i in range(noun.end, min(end, noun.end + 6)) if view.lows[i] in {"by", "from", "with"}), None
                )
                found += _contract(
                    view,
                    "awarded-contract",
                    company,
                    company_after(view, at + 1, end)[0] if at else "",
                    verb,
                    amount_between(view, verb.end, end),
                )
    return found


_SERVES = pattern("serves")


def _suppliers(view: View) -> list[Finding]:
    """ "Acme selects Bolt as its supplier": the contract is Bolt's."""
    found: list[Finding] = []
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
            found += _contract(
                view, "selects-supplier", company, view.speaker.name if buyer == SPEAKER else buyer, verb, ""
            )
    return found


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
            planning=planning_of(view, verb),
        )
    ]


_ITS_NAME = re.compile(r"\b(?:name|names|name change|brand name|change of name)\b", re.IGNORECASE)
