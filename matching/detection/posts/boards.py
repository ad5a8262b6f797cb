"""Seats on boards: who joins the management board of a company with two boards takes an executive post, who succeeds
somebody as chair of any other hires nobody to manage.

"Chairman of the Executive Board" is the chief executive. A board of directors, a supervisory board and the
Verwaltungsrat are boards as everywhere, and an association's board of management is none of executives. An executive
chair manages, and so may one who is said to hold a post of the company already. Who joins another company's board keeps
their post, and who only advises on leaving takes no seat.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent, stable_id
from matching.comparing.companies import share_name
from matching.comparing.persons import name_in_text
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.merging import each_once
from matching.detection.named import any_of, is_about, names_person
from matching.detection.posts.changes import SUCCEEDS, is_seat, own_title, same_at_company, with_own_id
from matching.event_types import is_leaving
from matching.grammar.tokens import sentences_of
from matching.roles import read_role

MANAGES = r"(?:Group\s)?(?:Management\sBoard|Executive\sBoard|Board\sof\sManagement)"
"""Names of boards that manage."""
_SEAT = (
    r"(?P<seat>(?:(?:deputy\s|vice\s|vice-)?chair(?:man|woman|person)?|president|speaker|spokes(?:man|woman|person)|member)"
    rf"\sof\s(?:the|its)\s(?:[\w’'.-]+\s){{0,2}}?{MANAGES}|{MANAGES}\smember"
    rf"|(?:to|joins?|joining|joined|on|onto)\s(?:the|its)\s{MANAGES})"
)
_TAKES_SEAT = re.compile(rf"\b{_SEAT}\b", re.IGNORECASE)
_OTHER_BOARD = re.compile(
    r"\b(?:chair\w*|president|member|to|joins?|joining)\s(?:of\s)?(?:the|its)\s(?:supervisory|advisory|administrative)\sboard\b"
    r"|\bboard\sof\s(?:directors|trustees|governors)\b",
    re.IGNORECASE,
)
_TWO_BOARDS = re.compile(
    r"(?i:\bsupervisory\sboard\b|\bmanagement\sboard\b|\bgroup\sexecutive\sboard\b)|\b(?:SE|AG|KGaA|N\.?V\.?|GmbH|A/S|ASA|AB)\b"
)
_ASSOCIATION = re.compile(
    r"\b(?:associat\w+|societ\w+|council|institute|federation|chamber|club|union|foundation|league)\b", re.IGNORECASE
)
_AREA = re.compile(
    r"\b(?:responsible|in\scharge|accountable|responsibility)\s(?:for|of)\s(?:the\s)?(?P<area>[\w&-]+(?:\s(?!from|as|effective)[\w&-]+){0,3})",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\s*(?:,|and|&)\s(?:an?\s)?(?:member\sof\s(?:the|its)\s)?(?:[\w’'.-]+\s)?{MANAGES}.*$", re.IGNORECASE
)
# A seat of which the reader saw a part: "chairman of the executive", "management board responsible", "responsible"
_BARE = re.compile(
    rf"(?:the\s|its\s)?(?:member|Executive|Board|{MANAGES})(?:\sof(?:\sthe)?|\sresponsible)?"
    r"|responsible|(?:\w+\s){0,2}\w+\sof\s(?:the|its)\s(?:executive|management)",
    re.IGNORECASE,
)
_BOARD_AND = re.compile(rf"(?:the\s|its\s)?{MANAGES}(?:,|\sand|\s&)\s(?:as\s)?", re.IGNORECASE)
_POST_BESIDE = re.compile(
    r"(?:\sand|,|\sas)\s(?:as\s)?(?:(?:its|the|new)\s)?(?P<post>Chief(?:\s[A-Z]\w+){1,3}\sOfficer|C[A-Z]{1,3}O\b)"
)
_EXECUTIVES = frozenset({"executive_hired", "executive_promoted"})


def with_executive_boards(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who joins a board that manages is hired, once."""
    if not re.search(MANAGES, text, re.IGNORECASE) or not _TWO_BOARDS.search(text):
        return list(events)
    sentences = sentences_of(text)
    events = [_with_whole_post(event, sentences) for event in events]
    told = [_as_executive(event, sentences) for event in events]
    hired = [new for new, old in zip(told, events, strict=True) if new is not old]
    again = [
        one if new.certain and not one.certain else new  # of a new hire and what was read beside it the less sure one
        for new in hired
        for one in told
        if one is not new and one.type in _EXECUTIVES and same_at_company(new, one)
    ]
    return [one for one in told if not any(one is other for other in again)]


def _seat_taken(sentence: str, name: str, event: CompanyEvent) -> re.Match[str] | None:
    """The seat that a sentence gives somebody: not what they are already, nor one at another company."""
    seat = _TAKES_SEAT.search(sentence)
    if seat is None or re.search(rf"{re.escape(name)},\s(?:[a-z]+\s){{0,3}}$", sentence[: seat.start()]):
        return None
    of_company = re.match(r"\s(?:of|at)\s(?P<name>(?:[A-Z][\w&’'-]*\s?)+)", sentence[seat.end() :])
    other = of_company is not None and not share_name([of_company["name"].strip()], event.names)
    return None if other else seat


def _as_executive(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    if event.type != "board_appointed" or not event.person or any(map(_ASSOCIATION.search, event.names)):
        return event
    name = name_in_text(event.person)
    told = [one for one in sentences if name in one]
    seat = next((found for one in told if (found := _seat_taken(one, name, event))), None)
    if seat is None or any(_OTHER_BOARD.search(one) for one in told):
        return event
    post = _BOARD_AND.sub("", _BESIDE.sub("", event.role).strip())
    if not read_role(post).rank or read_role(post).function == "board":
        post = _post_of(seat)
    id = stable_id(event.announcement_id, "executive_hired", event.company, event.person, post)
    return replace(event, id=id, type="executive_hired", role=post, function=_function(post, told), rank=1)


def _with_whole_post(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    """The event of an executive whose post was read as no more than the board, with the post beside it or the seat."""
    if event.type not in _EXECUTIVES | {"executive_departed"} or not event.person:
        return event
    ahead = _BOARD_AND.match(event.role)
    if ahead and ahead.end() < len(event.role):
        post = event.role[ahead.end() :]
        return replace(event, role=post, function=read_role(post).function, rank=read_role(post).rank)
    if not _BARE.fullmatch(event.role):
        return event
    told = [one for one in sentences if name_in_text(event.person) in one]
    seat = next((found for one in told if (found := _TAKES_SEAT.search(one))), None)
    if seat is None and not (event.type == "executive_departed" and re.fullmatch(MANAGES, event.role, re.IGNORECASE)):
        return event
    beside = _POST_BESIDE.match(seat.string, seat.end()) if seat else None
    post = beside["post"] if beside else _post_of(seat)
    return replace(event, role=post, function=_function(post, told), rank=1)


def _post_of(seat: re.Match[str] | None) -> str:
    """The post of who has a seat; that of a member where no more is said of it."""
    said = seat["seat"] if seat else ""
    named = re.match(r"(?:deputy|vice|chair|president|speaker|spokes|member)", said, re.IGNORECASE)
    return said if named else "member of the Management Board"


def _function(post: str, told: Sequence[str]) -> str:
    """The function of a post, or of what somebody is said to be responsible for."""
    function = read_role(post).function
    if function not in {"", "board"}:
        return function
    area = next((found["area"] for one in told if (found := _AREA.search(one))), "")
    return read_role(f"Head of {area}").function if area else "general"


_AS_CHAIR = re.compile(
    rf"\b{SUCCEEDS}\s(?:[\w’'.-]+\s){{1,8}}?as\s(?:(?:its|the|our|their|an?|new|next|independent|board)\s)*"
    r"(?:non-executive\s)?chair(?:man|woman|person)?\b(?!\s(?:and|&)\s)"
    r"(?!\sof\s[^.;,]{0,60}?\b(?:department|practice|faculty|executive\scommittee|division)\b)",  # is a head of others
    re.IGNORECASE,
)
_MANAGES = re.compile(r"(?<!non-)(?<!non\s)\bexecutive\s(?:chair|board)|\bmanagement\sboard\b", re.IGNORECASE)
_HEADS = re.compile(r"\b(?:chair|president|chief|managing)", re.IGNORECASE)
# Why a seat is free: "to fill the vacancy created by John Roe's resignation"
_OF_OTHERS = re.compile(
    r"\b(?:fill\w*\s(?:the|a|his|her)\s\w+|vacancy|vacated|succeeding|replacing)\b(?:[^,.;]|(?<=\b[A-Z])\.)*(?:,\swho\b[^,.;]*)?",
    re.IGNORECASE,
)
# Any word that may tell that somebody goes: "She will leave in May", "trades her job for a seat", "her last day is"
_MAY_GO = re.compile(
    r"\b(?:leav(?:e|es|ing)|step(?:s|ped|ping)?\s(?:down|aside|back|away)|stand(?:s|ing)?\sdown|stood\sdown|loses?|losing|lost|"
    r"trad(?:es|ed|ing)|swap\w*|part(?:s|ed|ing)?\s(?:ways|company)|(?:is|was)\sout|out\sas|(?:hand|giv)(?:s|es|ed|ing)?\s(?:over|up)|"
    r"gave\sup|relinquish\w*|last\sday|farewell|former|succeeded\sby|successor)\b",
    re.IGNORECASE,
)


_OUTSIDE_DIRECTOR = re.compile(
    r"\b(?:independent|non-?\s?executive|outside)\s(?:[\w-]+\s){0,3}?director\b|\b(?:member\sof\s(?:the|its)\sboard|board\sof\s(?:directors|trustees))\b|"
    r"(?:^|\b(?:an?|the|its|new|and|independent|executive|outside)\s)board\s(?:member|director)\b(?!\s(?:for|of)\b)",
    re.IGNORECASE,
)
_BESIDE_SEAT = re.compile(
    r"\b(?:manager|secretary|treasurer|head|officer|partner|counsel|controller|relations)\b", re.IGNORECASE
)


def with_directors(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is hired as an independent or non-executive director alone takes a seat, once."""
    return each_once([_as_director(one) for one in events], _one_seat)


def _as_director(event: CompanyEvent) -> CompanyEvent:
    is_hired = event.type == "executive_hired" and event.person and is_seat(event.role)
    if _BESIDE_SEAT.search(event.role):
        return event
    if not is_hired or not _OUTSIDE_DIRECTOR.search(event.role) or re.search(MANAGES, event.role, re.IGNORECASE):
        return event
    return with_own_id(replace(event, type="board_appointed"))


def with_seats(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is to succeed somebody as chair is appointed to the board, once."""
    sentences = sentences_of(text)
    events = [
        one for one in events if not (_only_has_seat_elsewhere(one, events, sentences) or _is_no_seat(one, events))
    ]
    if not _AS_CHAIR.search(text) or _MANAGES.search(text):
        return events
    seated = [one for one in events if one.type == "board_appointed"]
    return each_once([_seated(one, seated, sentences, text) for one in events], _one_seat)


_OF_BOARD = re.compile(r"\b(?:boards?|directors?|trustees?|governors?|regents?|seat|non-executive)\b", re.IGNORECASE)
_CHAIRS = re.compile(r"\bchair", re.IGNORECASE)


def _is_no_seat(event: CompanyEvent, events: Sequence[CompanyEvent]) -> bool:
    """Whether a seat is read of who only advises on leaving, or leads as "executive chairman", by a sentence without
    a board."""
    if event.type != "board_appointed" or not event.person or _OF_BOARD.search(event.sentence):
        return False
    theirs = [one for one in events if one.type != "board_appointed" and same_at_company(one, event)]
    leaves = any(is_leaving(one.type) for one in theirs) and not _CHAIRS.search(event.sentence)
    if leaves or is_seat(event.role):
        return leaves
    return any(one.type in _EXECUTIVES and fold(one.role) == fold(event.role) for one in theirs)


def _only_has_seat_elsewhere(event: CompanyEvent, events: Sequence[CompanyEvent], sentences: Sequence[str]) -> bool:
    """Whether who is read to leave a company is only appointed to the board of another that does not manage: no
    sentence that names them or that company, or has "she" or "he", has a word of going."""
    if not is_leaving(event.type) or not event.person:
        return False
    theirs = [one for one in events if one is not event and one.person == event.person]
    seats = [one for one in theirs if one.type == "board_appointed" and not share_name(one.names, event.names)]
    if not seats or any(_HEADS.search(one.role) for one in seats) or any(one not in seats for one in theirs):
        return False
    hers = rf"\b(?:[Hh]er|[Hh]is|{any_of(event.names)})\b"
    told = [_OF_OTHERS.sub("", one) for one in sentences if is_about(one, event.person) or re.search(hers, one)]
    return not any(leaves_for_good(one) or _MAY_GO.search(one) or _MANAGES.search(one) for one in told)


def _seated(event: CompanyEvent, seated: Sequence[CompanyEvent], sentences: Sequence[str], text: str) -> CompanyEvent:
    if not (event.person and is_seat(event.role) and _succeeds(event, sentences)):
        return event
    held, is_told = own_title(event, text), any(_one_seat(one) == (event.company, event.person) for one in seated)
    if is_told or is_seat(held) or not held or read_role(held).title == "Director":
        return with_own_id(replace(event, type="board_appointed"))
    return event


def _succeeds(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether the person of an event succeeds somebody as chair; who is read to leave is not said to."""
    told = [one for one in sentences if names_person(one, event.person)]
    if not any(names_person(one[: found.start()], event.person) for one in told if (found := _AS_CHAIR.search(one))):
        return False
    leaves = is_leaving(event.type) and any(leaves_for_good(_AS_CHAIR.sub(" ", one)) for one in told)
    return not leaves and event.type != "board_appointed"


def _one_seat(event: CompanyEvent) -> Hashable:
    """What two events by which somebody takes one seat have alike."""
    return (event.company, event.person) if event.type == "board_appointed" and event.person else event.id
