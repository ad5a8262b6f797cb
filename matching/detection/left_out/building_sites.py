"""What builders build: jobs on a building site, and the site itself, are none of the company's.

"The project will create 150 construction jobs" hires nobody for good; a contractor that breaks ground on a hospital
opens no site of its own, unless the text calls it "its".
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.grammar.tokens import sentences_of

_BUILDER = re.compile(
    r"\b(?:construct(?:ion|ors?)|builders?|contract(?:ors?|ing)|civil|constr|erectors?)\b(?!.*\b(?:products|materials|supply|equipment)\b)",
    re.IGNORECASE,
)
_IS_BUILDER = (
    r",\s(?:an?|the)\s(?:[\w-]+\s){0,4}?(?:contractor|builder|construction\s(?:firm|company|manager|group)|"
    r"construction\smanagement\s(?:firm|company))\b"
)
_BUILDS = (
    r"\b(?:(?:break(?:s|ing)?|broken?)\sground|(?:start|begin|complet|finish|top|creat)\w*|began|begun|build(?:s|ing)?|built|"
    r"work|construction)\b"
)
_OWN = re.compile(
    r"\b(?:its|their|our)\s(?:[\w-]+\s){0,4}?(?:offices?|headquarters|yard|home|shop|branch|warehouse|campus|plant|"
    r"facility|showroom|depot)\b"
    r"|\bnew\s(?:[\w-]+\s){0,2}?(?:office|branch|headquarters)\b",
    re.IGNORECASE,
)
_FOR_A_TIME = r"(?:temporary\s)?(?:construction|building|trades?)\s(?:[a-z]+\s)?(?:jobs|workers|positions)"


def is_of_building_site(event: CompanyEvent, text: str) -> bool:
    """Whether jobs are only those of building something, or a site is what a contractor builds for others."""
    if event.type == "hiring":
        told = rf"(?<!\w){re.escape(event.count)}\s(?:new\s)?{_FOR_A_TIME}\b"
        return bool(event.count) and (event.count[0] == "$" or re.search(told, text, re.IGNORECASE) is not None)
    return event.type == "office_opened" and _is_project(event, text)


def _is_project(event: CompanyEvent, text: str) -> bool:
    names = any_of(event.names)
    builder = any(_BUILDER.search(name) for name in event.names) or re.search(rf"\b(?:{names}){_IS_BUILDER}", text)
    if not builder or _OWN.search(text):
        return False
    return any(re.search(rf"\b(?:{names})\b.*?{_BUILDS}", one, re.IGNORECASE) for one in sentences_of(text))
