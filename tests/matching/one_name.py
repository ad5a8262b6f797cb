"""One name, one event or one text, matched as many are."""

from __future__ import annotations

from collections.abc import Collection

from callnow.model import CompanyEvent, Match
from matching.names.index import EmployerIndex
from matching.names.judgements import NOBODY_SAID, Judgements
from matching.names.mention import Mention
from matching.names.resolve import match_all, resolve_all
from matching.names.scan import Named, find_in_texts


def match_mention(
    mention: str, index: EmployerIndex, judgements: Judgements = NOBODY_SAID, evidence: Collection[str] = ()
) -> Match:
    """The employer that a name means. `evidence` as in CompanyEvent.company_evidence."""
    return next(match_all([Mention(mention, evidence)], index, judgements))


def resolve(event: CompanyEvent, index: EmployerIndex, judgements: Judgements = NOBODY_SAID) -> Match:
    """The employer that an event's company is."""
    return next(resolve_all([event], index, judgements))


def find_in_text(text: str, index: EmployerIndex) -> list[Named]:
    """The employers named in a text, in the order of their names."""
    return next(find_in_texts([text], index))
