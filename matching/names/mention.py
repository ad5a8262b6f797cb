"""A name in the news as it is matched: what is written, and what the text shows besides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from callnow.model import CompanyEvent
from matching.names.judgements import NOBODY_SAID, Judgements

LISTED = ("listed",)
"""The evidence for a name that stands in a list of companies."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the news. `evidence` is what in the text shows a company, as in CompanyEvent.company_evidence.

    `judged_different` are the employers that a person said the company is not, under this or another name of the text.
    """

    text: str
    evidence: Collection[str] = ()
    event_id: str = ""
    judged_different: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def mentions_of(event: CompanyEvent, judgements: Judgements = NOBODY_SAID) -> list[Mention]:
    """An event's company as mentions, by its main name first: what was said of one of its names holds for all."""
    names = (event.company, *event.also_called, *_with_its_s(event))
    different = judgements.against(names) if judgements.by_mention else {}
    return [Mention(name, event.company_evidence, event.id, different) for name in names]


def _with_its_s(event: CompanyEvent) -> Iterator[str]:
    """The company's name with the "'s" that always stands behind it, which may be its own: "Odo's to close"."""
    name, sentence = event.company, event.sentence
    written = re.findall(rf"\b{re.escape(name)}(?:['’]s)?\b", sentence) if name and re.search("['’]s", sentence) else []
    if written and all(len(one) > len(name) for one in written):
        yield written[0]
