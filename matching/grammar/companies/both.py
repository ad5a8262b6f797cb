"""Both sides of a deal."""

from __future__ import annotations

from callnow.terms import Certainty
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.slots import spell_out
from matching.grammar.companies.view import View
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.frame import Finding

NOT_DEALS = phrases("not_deals")


def both_sides(view: View, kind: str, rule: str, acquirer: str, target: str, certainty: Certainty) -> list[Finding]:
    """One event a named side; SPEAKER stands for the speaker, "" for a side without a name."""
    speaker = view.speaker.name
    named = {side: speaker if name == SPEAKER else name for side, name in (("acquirer", acquirer), ("target", target))}
    findings = []
    for side, other in (("acquirer", "target"), ("target", "acquirer")):
        if (acquirer if side == "acquirer" else target) and named[side]:
            findings.append(
                Finding(
                    kind,
                    rule,
                    view.read,
                    company=named[side],
                    side=side if kind == "acquisition" else "",
                    counterparty=named[other] if named[other] != named[side] else "",
                    certainty=certainty,
                    amount=price(view) if kind == "acquisition" else "",
                )
            )
    return findings if named["acquirer"] != named["target"] else findings[:1]


_PRICE = pattern("price")


def price(view: View) -> str:
    """What a deal costs, as the text writes it; "" where it does not."""
    match = _PRICE.search(view.text)
    return spell_out(match.group(1).strip()) if match else ""


def nominal_subject(view: View, start: int, index: int) -> str:
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
    if view.is_title and len(view.chunks) > 1 and view.chunks[0].kind == "name" and view.chunks[1].text == ":":
        return strip_legal(view.chunks[0].text)
    for j in range(index, -1, -1):
        if view.chunks[j].kind == "verb" and view.chunks[j].start < start:
            return subject_of(view, j) or (SPEAKER if view.is_title else "")
    return SPEAKER
