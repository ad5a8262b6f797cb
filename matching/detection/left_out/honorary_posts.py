"""Posts of honour: who is elected president of a bar, a society or a chamber, or chairs a vendor's user group, keeps
the job.

The reader takes them for moves from the employer that a text names. What a body pays for ("president and CEO") is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.left_out.no_moves import leaves_for_good, only_former
from matching.detection.named import person_in_text, sentences_naming
from matching.detection.posts.changes import in_post
from matching.event_types import comes_or_goes, is_arriving, is_leaving, is_taking_post
from matching.reading.calibration import NEVER

_BODY = re.compile(
    r"\b(?:Association|Society|Bar|Chamber(?:\sof\s[\w\s]+)?|Council|Federation|League|Guild|Club|Rotary|Alliance|Coalition|"
    r"Institute\sof\s(?:[A-Z]\w+\s?)+|Bar\s(?:Association|Foundation)|Board\sof\sRealtors|"
    r"(?:Users?['’]?s?|Customers?|Clients?|Members?)\s(?:Group|Forum|Community|Conference))\b"
)
# The president of a foundation may be paid, "the president of the board" is not.
_BODY_OR_FOUNDATION = re.compile(rf"{_BODY.pattern}|\bFoundation\b")
_HEAD = re.compile(
    r"(?:(?:next|new|\d{4}|national|state|board|incoming|vice)\s)*"
    r"(?:president(?:[\s-]elect)?|chair(?:man|woman|person)?(?:[\s-]elect)?|treasurer|secretary)(?:\sof\sthe\sboard)?",
    re.IGNORECASE,
)
_OF_HONOUR = re.compile(
    r"\b(?:elect(?:s|ed)?|president-elect|chair-elect|one-year|two-year|(?:\w+-)?year\sterm|term\sas|installed|sworn\sin|"
    r"members)\b",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:volunteer|unpaid|honorary|voluntary)\s(?:post|role|position|job|president|chair\w*)\b", re.IGNORECASE
)
_CLUB_HEAD = re.compile(rf"(?:(?:club|past|immediate|district)\s)*{_HEAD.pattern}|district\sgovernor", re.IGNORECASE)
_SERVICE_CLUB = re.compile(
    r"\b(?:(?:Rotary|Rotaract|Kiwanis|Soroptimist|Inner\sWheel|Zonta|Lions|Optimist|Garden|Probus|Toastmasters)\sClubs?|"
    r"(?:Rotary|Kiwanis|Zonta|Soroptimist|Toastmasters)\sInternational|Women['’]s\sInstitute|Junior\sLeague|Rotary(?:\sof\b|$))"
)
# A body in which a vendor hears those who buy from it.
_CUSTOMERS = (
    r"(?:(?:users?|customers?|clients?|members?|partners?|developers?|subscribers?|buyers?|steering|advisory|peer|CI?S?[IT]?O)['’]?s?['’]?[\s-]"
    r"(?:(?:advisory|executive|steering|technology|leadership|experience|success)\s){0,2}"
    r"(?:groups?|councils?|committees?|forums?|boards?|communit(?:y|ies)|panels?|associations?|conferences?|summits?|networks?)|"
    r"steering\scommittee|advisory\s(?:board|council|committee|panel|group))\b(?!\s(?:business|unit|division|team|program\w*))"
)
_APPOSED = r"(?:,\s[^;.]{3,100}?,|\sof\s(?:[\w&.’'-]+\s){0,4}?[\w&.’'-]+|,)?"
_CHAIRS = (
    r"\s(?:[a-z]+\s){0,6}?(?:(?:co-?)?(?:chair(?:man|woman|person|s)?|president|head|leader|member|vice\s(?:chair\w*|president))(?:-elect)?"
    r"\s(?:of|for)|(?:to|will|who\swill)\s(?:lead|chair|co-chair|head|run|join|serve\son))"
)
_SEAT = rf"{_CHAIRS}\s(?:[\w&.’'-]+\s){{0,5}}?(?P<body>(?i:{_CUSTOMERS}))"
_ANY_SEAT = re.compile(_SEAT)
_PAID = re.compile(r"\b(?:chief|officer|C[A-Z]{1,3}O|vice\spresident|director|manager|managing)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:leav(?:es|ing)|left|resign\w*|quit\w*|depart(?!ment)\w*|former(?:ly)?|ex-\w+)\b", re.IGNORECASE
)


def without_honours(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text without posts of honour, nor that who takes one leaves the employer; what may be one asks
    for no call."""
    text = f"{title}. {lead}"
    events = _without_customers_bodies([one for one in events if not _is_of_service_club(one)], text)
    honours = {event.person for event in events if _may_be_honour(event, title, lead)}
    if not honours:
        return list(events)
    is_sure = _UNPAID.search(text) is not None or _OF_HONOUR.search(text) is not None
    of_it = (one for one in events if is_leaving(one.type) or _may_be_honour(one, title, lead))
    told = [one for one in of_it if one.person in honours]
    others = [one for one in events if one not in told]
    if is_sure:
        return others
    return [event if event in others else replace(event, certain_from=NEVER) for event in events]


def _is_of_service_club(event: CompanyEvent) -> bool:
    """Whether somebody comes or goes as the head, for a year, of a club that has no managers."""
    club = comes_or_goes(event.type) and any(_SERVICE_CLUB.search(name) for name in event.names)
    return club and (not event.role or _CLUB_HEAD.fullmatch(event.role) is not None)


def _without_customers_bodies(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events; who gets a place in a vendor's user group or council has no new job, and left none. A seat among
    advisers is told as that, not with the post that they keep."""
    bodies = {one.person: body for one in events if one.person and (body := _customers_body(one.person, text))}
    for paid in (one for one in events if is_taking_post(one.type) and _PAID.search(one.role)):
        if not _is_kept(paid, text):
            bodies.pop(paid.person, "")
    told = [one for one in events if one.person not in bodies or _is_seat(one, bodies[one.person])]
    kept = [one for one in told if one.person in bodies and one.role and _is_kept(one, text)]
    return [in_post(one, "") if one in kept else one for one in told]


def _is_seat(event: CompanyEvent, body: str) -> bool:
    about = is_leaving(event.type) or is_arriving(event.type)
    return not about or (event.type == "board_appointed" and "advis" in body.lower())


def _is_kept(event: CompanyEvent, text: str) -> bool:
    name, role = person_in_text(event.person), re.escape(event.role)
    return re.search(rf"{name},\s(?:the\s)?{role}\b|\b{role}\s(?:[A-Z][\w.’'-]*\s){{0,2}}{name}\b", text) is not None


def _customers_body(person: str, text: str) -> str:
    """The body of a vendor's customers to which a text says somebody is named; "" where none, or they leave for it."""
    told = sentences_naming(person, text)
    place = rf"\b{person_in_text(person)}{_APPOSED}{_SEAT}"
    found = next((body for one in told if _ANY_SEAT.search(one) and (body := re.search(place, one))), None)
    return found["body"] if found and not any(_LEFT.search(one) for one in told) else ""


def _may_be_honour(event: CompanyEvent, title: str, lead: str) -> bool:
    """Whether somebody whose employer a text names gets a post in a body beside."""
    text = f"{title}. {lead}"
    if not (is_arriving(event.type) and event.person and event.prior_company):
        return False
    is_post = _HEAD.fullmatch(event.role) is not None
    is_of_board = re.search(rf"\b{re.escape(event.role)}\sof\s(?:the|its)\s(?:board|trustees)\b", text, re.IGNORECASE)
    body = _BODY_OR_FOUNDATION if is_of_board else _BODY
    is_beside = is_post and (_UNPAID.search(text) or any(body.search(name) for name in event.names))
    return bool(is_beside) and not leaves_for_good(text) and not only_former((event.prior_company,), title, lead)
