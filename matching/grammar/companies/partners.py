"""Frames of partnerships.

Acme partners with Bolt · Acme and Bolt announce partnership · partnership between Acme and Bolt ·
Acme named partner of Bolt
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.objects import company_after, listed_companies
from matching.grammar.companies.sides import SPEAKER, is_person, subject_of
from matching.grammar.companies.view import (
    View,
    certainty_of,
    clause_start,
    first_object,
    held_by,
    objects_of,
    region_end,
    verbs_of,
)
from matching.grammar.companies.words import pattern, words
from matching.grammar.frame import Finding

_HELD_PARTNERSHIP = pattern("held_partnership")


_FORMING = pattern("forming")


@held_by(_HELD_PARTNERSHIP)
def read_partnerships(view: View) -> list[Finding]:
    """Partnerships told by verbs or nouns: "partners with", "joint venture of"."""
    findings = [one for index, verb in verbs_of(view, "partner_partner") for one in _partnering(view, index, verb)]
    findings = findings or _partners_with(view)
    for noun in objects_of(view, "partner_partnership"):
        findings += _partnership(view, noun.start, noun.end)
    for index, verb in verbs_of(view, "partner_name"):
        findings += _named_partner(view, index, verb)
    return findings


def _partnering(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme partners with Bolt", "Acme and Bolt team up"."""
    if verb.form == "passive" or (verb.form == "ing" and not view.is_title):
        return []
    certainty = certainty_of(view, verb)
    others = _with(view, verb.end, region_end(view, verb.end))
    pair = listed_companies(view, clause_start(view, index), verb.start)
    if others and (company := subject_of(view, index)):
        sides = [company]
        if len(pair) > 1:
            sides = [pair[-1] if company != SPEAKER else company, *pair[:-1]]
        return _pairs(view, "partners-with", [*sides, *others], certainty)
    if len(pair) >= 2 and not re.search(r"integrat", verb.low):
        return _pairs(view, "partner", pair, certainty)
    joins = view.is_title and re.match(r"partner|team|join|collab", verb.low.split()[-1])
    if joins and view.lows[verb.end : verb.end + 1] == ["with"] and (company := subject_of(view, index)):
        return _pairs(view, "partners-with", [company], certainty)
    return []


def _named_partner(view: View, index: int, verb: Chunk) -> list[Finding]:
    """ "Acme named partner of Bolt"."""
    end = region_end(view, verb.end)
    partner = first_object(view, "partner_partner", verb.end, end)
    if partner is None or verb.form == "active" or partner.start - verb.end > 6:
        return []
    if partner.end < len(view.lows) and view.lows[partner.end] not in {"for", "of", "by", "to", "with", ",", ":"}:
        return []
    reach = range(partner.end, min(end, partner.end + 3))
    position = next((i for i in reach if view.lows[i] in {"for", "of", "by", "to"}), None)
    other = company_after(view, position + 1, end)[0] if position else ""
    company = subject_of(view, index)
    if not company or not (other or view.is_title):
        return []
    return _pairs(view, "named-partner", [company, other] if other else [company], certainty_of(view, verb))


def _partners_with(view: View) -> list[Finding]:
    """ "Acme Group partners with Bolt", where "Group partners" reads as people's role."""
    position = next(
        (i for i in range(1, len(view.lows) - 1) if view.lows[i] in _PARTNERS and view.lows[i + 1] == "with"), 0
    )
    if (
        not position
        or not view.is_title
        or view.chunks[view.chunk_at[position]].kind != "role"
        or view.chunk_at[position] > 1
    ):
        return []
    others = _with(view, position + 1, region_end(view, position + 1))
    return (
        _pairs(view, "partners-with", [strip_legal(view.between(0, position)), *others], certainty_of(view))
        if others
        else []
    )


_PARTNERS = frozenset({"partners", "partnered"})


def _with(view: View, start: int, end: int, reach: int = 8) -> list[str]:
    """Companies after the first "with" of the `reach` tokens from `start`."""
    position = next((i for i in range(start, min(end, start + reach)) if view.lows[i] == "with"), None)
    return listed_companies(view, position + 1, end) if position is not None else []


def _pairs(view: View, rule: str, names: list[str], certainty: Certainty) -> list[Finding]:
    """One event a named side; the counterparty of each is the first other side."""
    sides = [view.speaker.name if n == SPEAKER else n for n in names]
    if is_person(view, sides[0]):
        return []
    sides = [s for s in sides if not is_person(view, s)]
    sides = [s for i, s in enumerate(sides) if s and s not in sides[:i]]
    return [
        Finding(
            "partnership",
            rule,
            view.read,
            company=side,
            counterparty=next((o for o in sides if o != side), ""),
            certainty=certainty,
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
        return _pairs(view, "partnership-between", names, certainty_of(view, None)) if len(names) >= 2 else []
    if verb_at is None:
        return _partnership_alone(view, start, others)
    index, verb = verb_at
    if _is_no_partnership(view, start, end, verb, others):
        return []
    if start and view.lows[start - 1] in {"in", "through"} and following == "with" and others and view.read.zone < 2:
        company = subject_of(view, index) if view.is_title else ""
        return _pairs(view, "in-partnership-with", [company, *others], certainty_of(view, verb)) if company else []
    forming = _FORMING.search(verb.low) is not None and verb.form in {"active", "either"}
    if not forming or start - verb.end > 12:
        return []
    return _formed(view, verb_at, (start, end), following, others)


def _partnership_alone(view: View, start: int, others: list[str]) -> list[Finding]:
    """A partnership of a headline without a verb: "Acme Partnership with Bolt"."""
    before = view.lows[start - 1] if start else ""
    earlier = [c for c in view.chunks if c.kind == "name" and c.start < start]
    if view.is_title and others and before not in {"in"} and earlier:
        return _pairs(view, "partnership-with", [SPEAKER, *others], certainty_of(view, None))
    return []


def _is_no_partnership(view: View, start: int, end: int, verb: Chunk, others: list[str]) -> bool:
    """Whether the noun is a deal of another kind, a technical integration, or only the way something is done."""
    before = view.lows[start - 1] if start else ""
    if view.lows[end - 1] in {"deal", "deals"} and not re.search(r"str(?:ike|uck)|\bink|sign|\bland", verb.low):
        return True
    if view.lows[end - 1] == "integrations" or (before and view.lows[start] == "integration" and not others):
        return True
    return before in {"for", "via"} or (before in {"in", "through"} and not others)


def _formed(
    view: View, verb_at: tuple[int, Chunk], noun: tuple[int, int], following: str, others: list[str]
) -> list[Finding]:
    """The partnership that the verb says to be formed: with others, of two subjects, or of the subject alone."""
    index, verb = verb_at
    pair = listed_companies(view, clause_start(view, index), verb.start)
    company = subject_of(view, index)
    if others and company:
        return _pairs(view, "announces-partnership", [company, *others], certainty_of(view, verb))
    if len(pair) >= 2:
        return _pairs(view, "announce-partnership", pair, certainty_of(view, verb))
    if (
        view.is_title
        and company
        and following == "with"
        and not _WEAK_NOUNS & {view.lows[noun[1] - 1], view.lows[noun[1] - 1].rstrip("s")}
    ):
        return _pairs(view, "announces-partnership", [company], certainty_of(view, verb))
    return []
