"""How a headline tells its news: as what others report, or as one of several things.

Each speaks against an event that is read as a fact, how much is fitted on labelled texts (event_features.py).
What is attributed to sources or a newspaper is a rumour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.detection.matters import places_of
from matching.event_types import is_about_people
from matching.grammar.side_talk import is_beside

_REPORTED = re.compile(
    r"""(?:
      [:–—-]\s*(?:\w+\s)?(?:sources?|reports?|media|memo|wsj|ft|nyt|cnbc|reuters|bloomberg(?:\snews)?)\s*$
    | \b(?:sources?|reports?)\s(?:say|claim)s?\b
    | \breportedly\b | \bsaid\sto\s(?:be|have)\b | \bpeople\sfamiliar\b
    | \baccording\sto\s(?:people|(?:a\s)?(?:sources?|reports?)|reuters|bloomberg|the\swall)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_OUTLET = r"(?:wsj|ft|nyt|cnbc|cnn|axios|politico|nikkei|reuters|bloomberg(?:\snews)?|(?:wall\sstreet|financial)\s\w+)"
_SAID_TO = (  # not "said to reporters"
    r"\bsaid\sto\s(?:be|have|explor\w+|weigh|consider|mull|plan|seek|near|eye|study|prepare|pursue|evaluate|favou?r|want|"
    r"look|discuss|hold|tap|pick|lead|leave)\b"
)
_OPTIONS = (  # what is only one of several is no more than thought of
    r"\b(?:weigh|consider|mull|explor|stud(?:y|i)|evaluat|examin)\w*\s(?:(?:its|strategic|all|other)\s)*"
    r"(?:options|alternatives),?\s(?:including|such\sas)\b"
)
# The side of the staff says what the company has not.
_STAFF_SIDE = (
    r"(?:works\scouncils?|(?:trade\s|labou?r\s)?(?<!credit\s)(?<!western\s)(?<!european\s)unions?(?!\spacific|\sbank)|ig\smetall|ver\.?di|"
    r"(?:union|staff)\sofficials?)"
)
# After a dash a newspaper may be where the headline stood ("… - WSJ"), after a colon it is who says so.
_ATTRIBUTED = re.compile(
    rf"""(?:
      :\s*(?:\w+\s)?(?:sources?|reports?|media|{_OUTLET})\s*$
    | (?:\s[–—-]|-)\s*(?:(?-i:[a-z]+\s)?(?:sources?|reports?|(?-i:media))|bloomberg\snews)\s*$
    | [:–—-]\s*{_STAFF_SIDE}\s*$ | ^(?:\w+\s)?{_STAFF_SIDE}\s?:
    | \b{_STAFF_SIDE}\s(?:says?|said|claims?|fears?|warns?\sof)\b
    | ^(?:\w+\W+)?(?:sources?|reports?)\s?:
    | \b(?:sources?|(?<!ings\s)(?<!annual\s)reports?|media)\s(?:say|claim|tell)s?\b
    | \b{_OUTLET}\s(?:reports|says)\s*$
    | \breportedly\b | {_SAID_TO} | {_OPTIONS} | \b(?:people|sources)\sfamiliar\b
    | \baccording\sto\s(?:people|(?:a\s)?(?:sources?|reports?|media)|{_OUTLET})\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:could|will|would|can|might|may|is|are|should|does|do|did|has|have)\s[^?.!:;]*\?\W*$", re.IGNORECASE
)
_BOTH_ENDS = frozenset({"executive_hired", "executive_departed"})  # who is hired away from somewhere leaves there
_PARTED = re.compile(r"[;|]|\s[–-]\s")


def is_reported(title: str) -> bool:
    """Whether a headline tells what others report: "…: source", "reportedly"."""
    return _REPORTED.search(title) is not None


def is_attributed(title: str) -> bool:
    """Whether a headline only passes on what sources or a newspaper say, one of several options, or asks: a rumour."""
    return _ATTRIBUTED.search(title) is not None or _ASKS.match(title) is not None


def attributes(title: str, event_type: str, names: Iterable[str], person: str) -> bool:
    """Whether a headline attributes an event of a company of these names, and of a person, to others.

    "Orbel CFO quits; sources say a rival may hire her" does not attribute that the CFO quits.
    """
    talks = list(_ATTRIBUTED.finditer(title))

    def stands(place: int) -> bool:
        return all(is_beside(title, place, talk) for talk in talks)

    if not talks:
        return is_attributed(title)  # it asks
    at_company, of_person = ([title.find(one) for one in words if one and one in title] for words in (names, [person]))
    kinds = _BOTH_ENDS if is_about_people(event_type) else {event_type}
    told = any(stands(place) for kind in kinds for place in places_of(title, kind))
    return not (at_company and all(map(stands, (*at_company, *of_person))) and told)


def is_known_to_leave(title: str, names: Iterable[str]) -> bool:
    """Whether a headline takes it for known that somebody leaves a company: "departing Orbel boss"."""
    gone = r"(?:former|ex|departing|outgoing|ousted)"
    either = (
        rf"\b{gone}[\s-]+(?:\w+[\s-]+)?{re.escape(name)}|{re.escape(name)}(?:['’]s?)?\s{gone}\b" for name in names
    )
    return any(re.search(pattern, title, re.IGNORECASE) for pattern in either)


def has_parts(title: str) -> bool:
    """Whether a headline has several parts, of which only one may be about the event."""
    return _PARTED.search(title) is not None
