"""What the frames of people and standing share: nobody in particular is not a company."""

from __future__ import annotations

from callnow.terms import Certainty
from matching.grammar.companies.sides import SPEAKER
from matching.grammar.companies.view import View
from matching.grammar.companies.words import pattern
from matching.grammar.frame import Finding

CROWDS = pattern("crowds")


def event(view: View, kind: str, rule: str, company: str, certainty: Certainty, count: str = "") -> list[Finding]:
    """The finding of one company's workforce event, or none where the company has no name."""
    name = view.speaker.name if company == SPEAKER else company
    return [Finding(kind, rule, view.read, company=name, count=count, certainty=certainty)] if name else []


def is_modifier(view: View, end: int) -> bool:
    """Whether the object only describes what follows: "staff onboarding time", "job board", "workforce platform"."""
    if end >= len(view.tokens):
        return False
    if view.lows[end].endswith("ing"):
        return False  # "layoffs affecting 300 people"
    chunk = view.chunks[view.chunk_at[end]]
    return (
        chunk.kind in {"name", "word", "noun"}
        and view.lows[end]
        not in {
            "worldwide",
            "globally",
            "nationwide",
            "across",
            "today",
            "companywide",
            "due",
            "because",
            "amid",
            "this",
            "next",
            "after",
            "following",
            "or",
            "there",
            "here",
        }
        and not view.lows[end][0].isdigit()
    )
