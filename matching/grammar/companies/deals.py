"""Deals together."""

from __future__ import annotations

from matching.grammar.companies.acquisitions import acquired, acquisition_of, sold_to
from matching.grammar.companies.mergers import merged, sold, sold_by_noun
from matching.grammar.companies.view import View
from matching.grammar.companies.weighed import weighed_sale
from matching.grammar.frame import Finding


def read_deals(view: View) -> list[Finding]:
    """Acquisitions, mergers and sales, told by verbs or nouns."""
    return [
        *acquired(view),
        *sold_to(view),
        *acquisition_of(view),
        *merged(view),
        *sold(view),
        *sold_by_noun(view),
        *weighed_sale(view),
    ]
