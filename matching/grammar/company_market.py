"""Frames of the market: partnerships, contracts, products, awards, new names.

Acme partners with Bolt · Acme and Bolt announce partnership · Acme wins contract from Bolt · Acme selected by Bolt ·
Acme launches app · Acme named to list · Acme wins award · Acme rebrands as Bolt · Acme announces name change to Bolt
"""

from __future__ import annotations

import re

from callnow.model import Planning
from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import SPEAKER, company_after, is_person, listed_companies, strip_legal, subject_of
from matching.grammar.company_slots import amount_between
from matching.grammar.company_view import (
    View,
    clause_start,
    first_object,
    objects_of,
    planning_of,
    region_end,
    verbs_of,
)
from matching.grammar.company_words import pattern, phrases, words
from matching.grammar.frame import Finding
from matching.grammar.subject import fold_name, same_org

_HELD_PARTNERSHIP = pattern("held_partnership")
_FORMING = pattern("forming")


def read_partnerships(view: View) -> list[Finding]:
    if _HELD_PARTNERSHIP.search(view.text):
        return []
    found: list[Finding] = []
    for index, verb in verbs_of(view, "partner_partner"):
        end = region_end(view, verb.end)
        if verb.form == "passive" or (verb.form == "ing" and not view.is_title):
            continue
        others = _with(view, verb.end, end)
        pair = listed_companies(view, clause_start(view, index), verb.start)
        if others and (company := subject_of(view, index)):
            found += _pairs(
                view,
                "partners-with",
                [pair[-1] if len(pair) > 1 and company != SPEAKER else company, *pair[:-1], *others]
                if len(pair) > 1
                else [company, *others],
                planning_of(view, verb),
            )
        elif len(pair) >= 2 and not re.search(r"integrat", verb.low):
            found += _pairs(view, "partner", pair, planning_of(view, verb))
        elif (
            view.is_title
            and re.match(r"partner|team|join|collab", verb.low.split()[-1])
            and verb.end < len(view.lows)
            and view.lows[verb.end] == "with"
            and (company := subject_of(view, index))
        ):
            found += _pairs(view, "partners-with", [company], planning_of(view, verb))
    for noun in objects_of(view, "partner_partnership"):
        found += _partnership(view, noun.start, noun.end)
    for index, verb in verbs_of(view, "partner_name"):
        end = region_end(view, verb.end)
        partner = first_object(view, "partner_partner", verb.end, end)
        if partner is None or verb.form == "active" or partner.start - verb.end > 6:
            continue
        if partner.end < len(view.lows) and view.lows[partner.end] not in {"for", "of", "by", "to", "with", ",", ":"}:
            continue
        at = next(
            (i for i in range(partner.end, min(end, partner.end + 3)) if view.lows[i] in {"for", "of", "by", "to"}),
            None,
        )
        other = company_after(view, at + 1, end)[0] if at else ""
        company = subject_of(view, index)
        if company and (other or view.is_title):
            found += _pairs(view, "named-partner", [company, other] if other else [company], planning_of(view, verb))
    return found


def _with(view: View, start: int, end: int, reach: int = 8) -> list[str]:
    """Companies after the first "with" of the `reach` tokens from `start`."""
    at = next((i for i in range(start, min(end, start + reach)) if view.lows[i] == "with"), None)
    return listed_companies(view, at + 1, end) if at is not None else []


def _pairs(view: View, rule: str, names: list[str], planning: Planning) -> list[Finding]:
    """One event a named side; the counterparty of each is the first other side."""
    sides = [view.speaker.name if n == SPEAKER else n for n in names]
    if is_person(view, sides[0]):
        return []
    sides = [s for i, s in enumerate(sides) if s and s not in sides[:i]]
    return [
        Finding(
            "partnership",
            rule,
            view.read,
            company=side,
            counterparty=next((o for o in sides if o != side), ""),
            planning=planning,
        )
        for side in sides
    ]


_WEAK_NOUNS = words("weak_nouns")


def _partnership(view: View, start: int, end: int) -> list[Finding]:
    stop = region_end(view, end)
    following = view.lows[end] if end < len(view.lows) else ""
    verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.end <= start), None)
    others = (
        _with(view, end, stop, 3)
        if following in {"with", "agreement", "deal", "program", "in", "to", "on", "for"}
        else []
    )
    if following == "between":
        names = listed_companies(view, end + 1, stop)
        return _pairs(view, "partnership-between", names, planning_of(view, None)) if len(names) >= 2 else []
    before = view.lows[start - 1] if start else ""
    if verb_at is None:
        earlier = [c for c in view.chunks if c.kind == "name" and c.start < start]
        if view.is_title and others and before not in {"in"} and earlier:
            return _pairs(view, "partnership-with", [SPEAKER, *others], planning_of(view, None))
        return []
    index, verb = verb_at
    if view.lows[end - 1] in {"deal", "deals"} and (
        verb_at is None or not re.search(r"str(?:ike|uck)|\bink|sign|\bland", verb_at[1].low)
    ):
        return []
    if view.lows[end - 1] == "integrations" or (before and view.lows[start] == "integration" and not others):
        return []
    if before in {"for", "via"} or (before in {"in", "through"} and not others):
        return []
    forming = _FORMING.search(verb.low) is not None and verb.form in {"active", "either"}
    if before in {"in", "through"} and following == "with" and others and view.read.zone < 2:
        company = subject_of(view, index)
        return (
            _pairs(view, "in-partnership-with", [company, *others], planning_of(view, verb))
            if company and view.is_title
            else []
        )
    if not forming or start - verb.end > 12:
        return []
    pair = listed_companies(view, clause_start(view, index), verb.start)
    company = subject_of(view, index)
    if others and company:
        return _pairs(view, "announces-partnership", [company, *others], planning_of(view, verb))
    if len(pair) >= 2:
        return _pairs(view, "announce-partnership", pair, planning_of(view, verb))
    if (
        view.is_title
        and company
        and following == "with"
        and not _WEAK_NOUNS & {view.lows[end - 1], view.lows[end - 1].rstrip("s")}
    ):
        return _pairs(view, "announces-partnership", [company], planning_of(view, verb))
    return []


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


_HELD_REBRAND = pattern("held_rebrand")
_ITS_NAME = re.compile(r"\b(?:name|names|name change|brand name|change of name)\b", re.IGNORECASE)


def read_rebrands(view: View) -> list[Finding]:
    if _HELD_REBRAND.search(view.text):
        return []
    found: list[Finding] = []
    for index, verb in verbs_of(view, "rebrand_rebrand"):
        end = region_end(view, verb.end)
        if not re.search(r"re-?brand|renam", verb.low) or (verb.form == "ing" and not view.is_title):
            continue
        renames = "renam" in verb.low
        if (
            renames
            and verb.form == "active"
            and view.lows[verb.end : verb.end + 1] not in (["itself"], ["to"], ["as"], ["company"])
        ):
            continue
        found += _rebrand(view, "rebrands", subject_of(view, index), verb, _new_name(view, verb.end, end))
    if found:
        return found
    for index, verb in verbs_of(view, "rebrand_change"):
        end = region_end(view, verb.end)
        noun = first_object(view, "rebrand_rebrand", verb.end, min(end, verb.end + 9))
        named = first_object(view, "rebrand_name", verb.end, min(end, verb.end + 6))
        if noun is None and not (named is not None and re.search(r"chang|adopt", verb.low)):
            continue
        start = noun.end if noun is not None else named.end if named is not None else verb.end
        if verb.form == "passive" or (
            noun is not None and (_for_product(view, noun.start, noun.end) or _describes_goods(view, noun.end))
        ):
            continue
        found += _rebrand(view, "changes-name", subject_of(view, index), verb, _new_name(view, start, end))
    return found


def _describes_goods(view: View, end: int) -> bool:
    """Whether the noun only describes what follows: "new logo maker"."""
    return (
        end < len(view.tokens)
        and view.chunks[view.chunk_at[end]].kind in {"word", "noun", "desc"}
        and view.lows[end] not in {"today", "now", "change", "reflecting"}
    )


def _for_product(view: View, start: int, end: int) -> bool:
    """ "new brand of soap", "new name in skin care" speak of goods."""
    return (
        end < len(view.lows)
        and view.lows[start:end][-1] in {"brand", "name", "identity"}
        and view.lows[end] in {"of", "in", "ambassador", "partner"}
    )


def _new_name(view: View, start: int, end: int) -> str:
    at = next((i for i in range(start, min(end, start + 5)) if view.lows[i] in {"as", "to", "itself", ":"}), None)
    if at is None:
        return ""
    if view.lows[at] == "itself":
        at += view.lows[at + 1 : at + 2] in (["as"], ["to"])
    for chunk in view.chunks[view.chunk_at[at] :]:
        if chunk.start <= at or chunk.kind in {"det", "punct", "poss"}:
            continue
        return strip_legal(chunk.text) if chunk.kind == "name" and chunk.start < end else ""
    return ""


def _rebrand(view: View, rule: str, company: str, verb: Chunk, to: str) -> list[Finding]:
    """One event; where the speaker already goes by the new name, it is the company, and the subject the old name."""
    name = view.speaker.name if company == SPEAKER else company
    if not name or len(name) < 2:
        return []
    to = "" if same_org(to, name) and fold_name(to) == fold_name(name) else to
    now = view.speaker.name if to and same_org(to, view.speaker.name) else name
    return [
        Finding(
            "rebrand",
            rule,
            view.read,
            company=now,
            origin=name if to else "",
            destination=to,
            planning=planning_of(view, verb),
        )
    ]
