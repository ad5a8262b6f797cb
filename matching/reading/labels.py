"""What the reader tells apart: event types, certainties and slots, in the order of the model's outputs."""

from __future__ import annotations

# An acquisition has two sides, which concern their people differently, so each is a class of its own.
TARGET = "acquisition:target"
TYPES = (
    "executive_hired", "executive_promoted", "executive_departed", "board_appointed", "headquarters_moved",
    "office_opened", "office_closed", "layoffs", "hiring", "acquisition", TARGET, "merger", "divestiture", "funding",
    "ipo", "bankruptcy", "restructuring", "rebrand", "workplace_policy", "contract_won", "partnership",
    "product_launched", "award_won", "security_incident", "legal_action",
)  # fmt: skip
CERTAINTIES = ("done", "announced", "rumoured", "denied")
SLOTS = ("person", "role", "prior_company", "counterparty", "from", "to", "amount", "count")

# Span tags: 0 is outside, then for each slot comes a tag that begins a span and one that goes on with it.


def begin_tag(slot: int) -> int:
    """The tag of a span's first piece."""
    return 1 + 2 * slot


def inside_tag(slot: int) -> int:
    """The tag of a span's further pieces."""
    return 2 + 2 * slot


ORGANISATION_TAGS = 3
SLOT_TAGS = 1 + 2 * len(SLOTS)
