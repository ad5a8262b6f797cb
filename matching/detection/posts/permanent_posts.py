"""Who held a post for a time and now keeps it: "interim CFO gets permanent role", "drops interim from her title".

That is news after the news of the interim post: the post is called permanent, so that the two are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.named import names_person, person_in_text
from matching.event_types import is_taking_post
from matching.grammar.tokens import sentences_of

_FOR_A_TIME = re.compile(r"^(?:the\s|its\s)?(?:interim|acting)\s", re.IGNORECASE)
_PERMANENT = re.compile(r"^(?:the\s|its\s)?(?:new\s)?(?:permanent|full-time)\s", re.IGNORECASE)
_TAG = r"[\"“'‘]?(?:interim|acting)[\"”'’]?"
_POST = r"(?:post|role|job|position|appointment|title|reins|helm)"
_KEPT = re.compile(
    rf"""\b{_POST}\spermanently\b | \bon\sa\spermanent\sbasis\b
    | \b(?:made|becom\w+|becam\w+)\s(?:its\s)?permanent\b
    | \bma(?:kes?|de|king)\s(?:its\s)?(?:interim|acting)\s(?:[\w’'-]+\s){{1,6}}?permanent\b
    | \bmakes?\s(?:[\w’'-]+\s){{1,6}}?{_POST}\spermanent\b
    | \b(?:to|as|in|into)\s(?:(?:a|the|its|his|her|their)\s)?permanent\b
    | \b(?:gets?|giv\w+|gave|hand\w*|lands?|wins?|tak\w+)\s(?:[\w’'-]+\s){{0,6}}?permanent\s{_POST}\b
    | \b(?:drop|remov|lift|shed|strik|struck|strip|scrap|los)\w*\s(?:(?:the|its|his|her)\s)?{_TAG}
      (?:\s(?:tag|label|title|status|designation))?\s(?:from|as|for|in)\b
    | {_TAG}\s(?:tag|label|title|status|designation)\s(?:(?:is|was|has\sbeen)\s)?
      (?:dropped|removed|lifted|shed|scrapped)\b
    | \bconfirm\w*\s(?:[\w’'-]+\s){{0,5}}?(?:in|to)\s(?:the|his|her)\s{_POST}\b
    | \b(?:is|are)\snow\s(?:(?:the|its|their)\s)?(?:\w+['’]s\s)?permanent\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "makes Jo Park permanent CFO": who is named so held the post before.
_NAMED_PERMANENT = (
    r"\b(?:mak|made|nam|appoint|confirm|install)\w*\s(?:[\w.’'-]+\s){{0,8}}?{}\s(?:as\s|to\s)?(?:(?:the|its|a|their)\s)?"
    r"(?:new\s)?permanent\b(?!\s(?:\w+\s)?(?:successor|replacement)\b)"
)
# "until a permanent successor is found": somebody else will have it.
_SOUGHT = re.compile(r"\b(?:search|seek\w*|until|look\w*\sfor|find\w*|found|successor|replacement)\b", re.IGNORECASE)


def is_for_a_time(role: str) -> bool:
    """Whether a role is held for a time: "interim CFO"."""
    return _FOR_A_TIME.match(role) is not None


def for_good(role: str) -> str:
    """A role without that it is held for a time."""
    return _FOR_A_TIME.sub("", role)


def is_permanent(role: str) -> bool:
    """Whether a role is called permanent."""
    return _PERMANENT.match(role) is not None


def with_permanent_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is made permanent in a post is promoted, to the permanent post."""
    sentences = sentences_of(text)
    return [_made_permanent(event) if _keeps_post(event, sentences) else event for event in events]


def _keeps_post(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    if not is_taking_post(event.type) or not event.person or not event.role or is_permanent(event.role):
        return False
    told = [one for one in sentences if names_person(one, event.person)]
    named = _NAMED_PERMANENT.format(person_in_text(event.person))
    if any(re.search(named, one, re.IGNORECASE) for one in told):
        return True
    was = is_for_a_time(event.role) or any(re.search(r"\b(?:interim|acting)\b", one, re.IGNORECASE) for one in told)
    return was and any(_KEPT.search(one) and not _SOUGHT.search(one) for one in told)


def _made_permanent(event: CompanyEvent) -> CompanyEvent:
    return replace(event, type="executive_promoted", role=f"permanent {for_good(event.role)}")
