"""A frame of companies that think of selling themselves: "Acme weighs sale to Bolt", "said to be exploring a sale"."""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.companies.both import both_sides, nominal_subject
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.view import View, objects_of, region_end
from matching.grammar.frame import Finding

# How a company weighs what stands right behind.
_WEIGHS = re.compile(
    r"\b(?:weigh(?:s|ing|ed)?|consider(?:s|ing|ed)?|mull(?:s|ing|ed)?|explor(?:es?|ing|ed)|pursu(?:es?|ing)|seek(?:s|ing)?|"
    r"eye(?:s|ing)?|evaluat(?:es?|ing)|stud(?:y|ies|ying))"
    r"(?:\s(?:(?:its|strategic|all)\s)*(?:options|alternatives),?\s(?:including|such\sas|like))?"
    r"(?:\s(?:a|an|the|its|own|possible|potential|outright|full|strategic|complete))*\s*$",
    re.IGNORECASE,
)
# "sale of a plant" is of a thing, "a sale price" of goods, "an asset sale" is caught by the words before it.
_OF_A_THING = re.compile(r"^\s(?:of\s(?!itself\b|the\s(?:company|group|business|bank|firm)\b)|prices?\b|in\b|on\b)")


def weighed_sale(view: View) -> list[Finding]:
    """Whoever weighs a sale, and to whom, as a rumour: nothing is agreed."""
    findings: list[Finding] = []
    for noun in objects_of(view, "sale_sale"):
        after = view.text[view.tokens[noun.end - 1].end :]
        said = view.text[: view.tokens[noun.start].start]
        if view.lows[noun.start] != "sale" or not _WEIGHS.search(said) or _OF_A_THING.search(after):
            continue
        seller = nominal_subject(view, noun.start, view.chunk_at[noun.start])
        end = region_end(view, noun.end)
        to_whom = noun.end < len(view.lows) and view.lows[noun.end] == "to"
        buyer = company_after(view, noun.end + 1, end)[0] if to_whom else ""
        if seller:
            findings += both_sides(view, "acquisition", "weighs-sale", buyer, seller, Certainty.RUMOURED)
    return findings or _weighed_options(view)


_OPTIONS = re.compile(
    r"\b(?:weigh|consider|mull|explor|review|evaluat|study|studi|assess)(?:s|es|e|ing|ed|y)?\s(?:(?:strategic\s|all\s|its\s)*"
    r"(?:options|alternatives)\sfor\s(?:its|the|their)|(?:(?:a|the|possible|potential)\s)*sale\sof(?:\s(?:its|the|their))?)\s"
    r"(?:[\w&’'-]+\s){0,4}?"
    r"(?:unit|business|arm|division|subsidiary|operations|brands?|segment)\b",
    re.IGNORECASE,
)
WEIGHS_OPTIONS = "weighs-options"  # the rule


def _weighed_options(view: View) -> list[Finding]:
    """ "Acme weighs options for its tools unit": it may sell that."""
    told = _OPTIONS.search(view.text)
    index = next((k for k, c in view.verbs if told and view.tokens[c.end - 1].end > told.start()), -1)
    company = subject_of(view, index) if index >= 0 else ""
    company = view.speaker.name if company == SPEAKER else company
    rumoured = Certainty.RUMOURED
    return [Finding("divestiture", WEIGHS_OPTIONS, view.read, company=company, certainty=rumoured)] if company else []
