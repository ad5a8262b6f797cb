"""Whether a story of an insolvency is of its end: "emerges from Chapter 11", "has come out of administration"."""

from __future__ import annotations

import re

from callnow.model import Story
from callnow.terms import Certainty

_MATTER = (
    r"(?:chapter\s(?:11|15|eleven)|ch\.\s?11|bankruptcy|administration|insolvency|receivership|examinership|ccaa|"
    r"(?:creditors?|court)\sprotection|protection\sfrom\s(?:its\s)?creditors)\b"
)
_FROM = rf"\s(?:(?!(?:to|for|with|and|into)\b)[\w’'-]+\s){{0,5}}?{_MATTER}"
_LEFT = re.compile(
    rf"\b(?:emerge[sd]|emerging|exit(?:s|ed|ing)|(?:comes|came|coming|(?:has|have)\s(?:now\s)?come)\sout\sof|"
    rf"(?:leaves|left|leaving))\b{_FROM}|"
    r"\bcomplet(?:es|ed|ing)\s(?:[\w’'-]+\s){0,5}?(?:reorgani[sz]ation|restructuring)\b",
    re.IGNORECASE,
)
# What a company that goes into insolvency says of its plans, too
_LEAVES = re.compile(rf"\b(?:emerge|emergence|exit|come\sout\sof|leave)\b{_FROM}", re.IGNORECASE)
_ENTERS = re.compile(
    r"\b(?:fil(?:e[sd]?|ing)|enter(?:s|ed|ing)?|seek(?:s|ing)?(?!\sto\b)|sought(?!\sto\b)|commenc\w+|declar\w+|appoint\w*|"
    r"f[ae]ll(?:s|en)?|goes|went|gone|placed|petition\w*)\b",
    re.IGNORECASE,
)


def is_over(story: Story) -> bool:
    """Whether the news is that a company leaves insolvency, not that it goes into it."""
    told = [r for r in story.reports if r.event.certainty is not Certainty.DENIED]
    return any(_tells_the_end(r.title) or _tells_the_end(r.event.sentence) for r in told)


def _tells_the_end(text: str) -> bool:
    return bool(_LEFT.search(text) or (_LEAVES.search(text) and not _ENTERS.search(text)))
