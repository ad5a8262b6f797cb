"""Whether news names somebody only as away for a time, ill or on leave, while another does the work."""

from __future__ import annotations

import re

from callnow.model import Story
from matching.comparing.persons import surname
from matching.event_types import is_about_people
from matching.stories.deaths import texts_of

_LEAVE = (
    r"(?:(?:[\w-]+\s){0,3}?(?:leave|absence|sabbatical|illness|recovery|recuperation|convalescence|treatment|surgery|operation|"
    r"hospital\s(?:stay|treatment)|therapy|rehabilitation))\b"
)
_IS_AWAY = (
    r"(?:recover|recuperat|convalesc|undergo|heal|batt(?:l|les)|fight)\w*\b|"
    r"(?:(?:is|was|are|were|remains|goes|went|has\sbeen|will\sbe|being)\s)?(?:(?:now|still|currently|away|out|off)\s)*"
    rf"(?:(?:on|for|from|tak\w+|took|start\w*|begin\w*|receiv\w+|hav\w+|has|had)\s(?:an?\s|his\s|her\s|their\s)?{_LEAVE}|"
    r"(?:ill|sick|unwell|hospitali[sz]ed|in\s(?:hospital|rehab)|treated|being\streated|incapacitated|recovering|away\b(?!\sfrom\sthe)))\b|"
    r"(?:return|is\sback|comes\sback|can\sresume|resumes)s?\b(?!\sas\b)"
)
_WHILE = r"\b(?:while|whilst|as|when|until|during|with|because|after)\s"
_FOR = r"\b(?:stand(?:s|ing)?\sin|fill(?:s|ing)?\sin|cover(?:s|ing)?|deputi[sz](?:es?|ing)|substitut(?:es?|ing))\sfor\s"
_GONE = re.compile(
    r"\b(?:resign|retir|quit|dismiss|fired|sacked|step\w*\sdown|former|succeed|success(?:ion|or))\w*", re.IGNORECASE
)


def is_only_away(name: str, story: Story) -> bool:
    """Whether a story says of somebody, in full or by the family name, that they are away and others act for them."""
    if not is_about_people(story.type):
        return False
    last = surname(name)
    said = [text for text in texts_of(story) if last and last in text and not _GONE.search(text)]
    who = rf"(?:[\w’'.-]+\s){{0,5}}?{re.escape(last)}\b"
    ways = (
        rf"{_WHILE}{who},?\s(?:who\s)?(?:{_IS_AWAY})",
        rf"{_WHILE}{who}['’]s?\s{_LEAVE}",
        rf"\b(?:in|during)\s(?:the\s)?(?:{_LEAVE}\sof\s{who}|{who}['’]s?\s{_LEAVE})",
        rf"{_FOR}{who}",
        rf"\bfor\s{who},?\swho\s(?:{_IS_AWAY})",
    )
    return any(re.search(way, text) for text in said for way in ways)
