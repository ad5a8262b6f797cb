"""Who stays, though a text may be read otherwise: who tells of another's leaving, moves up inside, or keeps the post.

"Chair Ann Roe said that President Lang will retire" is of Lang; who is succeeded and "becomes executive chairman" moves
up inside, and leaves nothing, like who "moves to Geneva to run its Swiss business"; nor does who "steps back but stays
CEO", or "stays on as CEO" under new owners. The post that is kept is nobody else's. Whom a newcomer will report to
stays as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.detection.named import TOWN, person_in_text, sentences_naming
from matching.detection.posts.boards import MANAGES
from matching.detection.posts.changes import SUCCEEDS, role_at_start
from matching.event_types import is_leaving, is_taking_post
from matching.names.words import is_place
from matching.roles import read_role
from matching.same_posts import same_top_post

_BECOMES = (
    r"(?:becom(?:es|ing)|remain(?:s|ing)?(?:\sas)?|continu(?:es|ing)(?:\sto\sserve)?\sas|stays(?:\son)?\sas|"
    r"(?:moves|is\smoving|transitions|is\stransitioning|steps)\s(?:up\s)?(?:in)?to|(?:assumes|takes\son)|"
    r"(?:(?:will|is\sto)\s)?(?:become|remain(?:\sas)?|continue(?:\sto\sserve)?\sas|stay\son\sas|"
    r"(?:move|transition|step)\s(?:up\s)?(?:in)?to|assume|take\son)|"
    r"(?:has\sbeen|was|is|will\sbe)\s(?:promoted|elevated|named|appointed)(?:\sto|\sas)?)"
)
_ROLE_OF = r"\s(?:(?:the|its|their|our|newly|created|company['’]s|(?:role|post|position|title)\sof)\s)*"
_RUNS = r"(?:run|lead|head|oversee|manage)"
# "moves to Geneva to run its Swiss business", "will lead its UK arm": a part of the same house
_RUNS_PART = (
    rf"(?:(?:(?:will|is|to|now|has)\s){{0,3}}(?:(?:mov|relocat|transfer|return|switch)(?:e|es|ed|s|ing|ring)?|goes|go|going)\s(?:(?:over|back)\s)?"
    rf"(?:to\s(?P<town>{TOWN})\s)?to\s{_RUNS}|will\s(?:now\s)?{_RUNS}|takes\scharge\sof)\s(?:its|their|the)\s(?:[\w&’'-]+\s){{0,4}}?"
    r"(?:business(?:es)?|arm|units?|divisions?|operations?|offices?|branch(?:es)?|practices?|desk|teams?|subsidiar(?:y|ies)|plants?)\b"
)
_STEPS_BACK = re.compile(
    r"\b(?:(?:step(?:s|ped|ping)?|pull(?:s|ed|ing)?)\sback|(?:hand|turn|giv)(?:s|es|ed|ing)?\s(?:over|up)\s(?:the\s|his\s|her\s)?(?:day[\s-]to[\s-]day|daily)|"
    r"(?:day[\s-]to[\s-]day|daily)\s(?:work|business|management|running|operations|duties|control)\s(?:over\s)?to)\b",
    re.IGNORECASE,
)
_LEAVES_FOR_GOOD = re.compile(
    r"\b(?:step\w*\sdown|resign\w*|retir\w+|quit\w*|oust\w*|fired|dismiss\w*|depart(?!ment)\w*|leav(?:es|ing)|left)\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:nam(?:es|ed)|appoint\w*|hir(?:es|ed)|promot\w+|elevat\w+|succe\w+|replac\w+|new\s(?:ceo|chief|president|managing))\b",
    re.IGNORECASE,
)
# "She remains", "but stays", "Kern keeps the title of": by whose name, where one stands before.
KEEPS = re.compile(
    r"(?:\b(?P<who>(?!(?:She|He|They|Chief|Founder)\b)[A-Z][\w’'-]+)\s)?(?:\b(?:will|to|would|plans\sto|is\sto)\s)?"
    r"\b(?:(?:remain|stay|continue)(?:s|ing)?(?:\son)?(?:\sto\sserve)?(?:\sas)?|(?:keep|retain)(?:s|ing)?\s(?:the|his|her)\s"
    r"(?:title|post|job|role|position)s?(?:\s(?:of|as))?)\s(?:the\s|its\s|our\s|their\s|company['’]s\s)*"
)
_OF_BOARD = re.compile(
    rf"(?!\w+\sof\s(?:the|its)\s{MANAGES}\b)(?:(?:(?:executive|non-executive|vice)\s)?chair|board|director|advis|founder|co-?founder)",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(r"[^.;]{0,30}?\b(?:until|through|while|during|for\snow|interim|till)\b", re.IGNORECASE)
_ADVISES = re.compile(r"advis|consult|emerit|honorary", re.IGNORECASE)
_DEFEATS = r"\b(?:defeat(?:s|ed|ing)|beat(?:s|ing)?)"
_TELLS_OF_ANOTHER = (
    r"(?:,[^,.;]+,|,)?\s(?:has\s)?(?:said|says|announce[ds]|told|confirm(?:ed|s)|wrote|disclosed)\s(?:(?!that\b)[\w’',.]+\s){0,6}?that\s"
    r"(?:(?:the|its|their)\s)?(?:[a-z-]+,?\s){0,3}?[A-Z]"
)


_REPORTS_TO = r"\breport(?:s|ing)?\s(?:directly\s)?to\s(?:[\w’',&-]+\s){0,8}?"
_FILLS_IN = (
    r"(?:,[^,.;]+,)?\s(?:(?:will|is|to|has)\s)*(?:(?:(?:fill|step|stand)(?:s|ed|ing)?\sin|filled\sin|stood\sin)\b|"
    r"(?P<succeeds>(?:succeed|replace)s?\s(?:him|her|them))\b)"
)


def _only_fills_in(person: str, told: Sequence[str]) -> bool:
    """Whether who is taken to leave only fills in for who does, or succeeds them: "Controller Ann Roe fills in"."""
    fills = re.compile(rf"\b{person_in_text(person)}{_FILLS_IN}")
    found = [fills.search(one) for one in told]
    said = (one and one.string[one.start() if one["succeeds"] else 0 :] for one in found)  # who is succeeded may retire
    return bool(found) and all(words and not _LEAVES_FOR_GOOD.search(words) for words in said)


def _is_reported_to(person: str, told: Sequence[str]) -> bool:
    """Whether who is taken to leave is whom somebody will report to: "will report to chief executive Ann Roe"."""
    reports = re.compile(rf"{_REPORTS_TO}{person_in_text(person)}\b")
    return any(map(reports.search, told)) and not any(map(_LEAVES_FOR_GOOD.search, told))


def without_who_stays(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text without departures of who stays, and without nobody's coming to a post that is kept."""
    told = [one for one in events if not (is_leaving(one.type) and _stays(one, text))]
    return [one for one in told if not (is_taking_post(one.type) and not one.person and _only_keeps(one, text))]


def _only_keeps(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text tells of a post is that somebody keeps it: it has nobody leave."""
    if _LEAVES_FOR_GOOD.search(text) or _GETS.search(text):
        return False
    return keeps_post(event, text) or any(fold(event.role) in {"", fold(post)} for post in _posts_kept(event, text))


def _stays(event: CompanyEvent, text: str) -> bool:
    if not event.person:
        return _only_steps_back(event, text)
    person, told = event.person, sentences_naming(event.person, text)
    otherwise = _only_fills_in(person, told) or _is_reported_to(person, told) or _only_announces(person, told)
    return otherwise or _only_steps_back(event, text) or _only_keeps(event, text) or _moves_inside(event, text)


def _only_announces(person: str, told: Sequence[str]) -> bool:
    """Whether who is taken to leave is only named as who tells of another ("chair Ann Roe said that President Lang will
    retire"), or lost an election to a post that was not theirs."""
    name = person_in_text(person)
    beaten = rf"{_DEFEATS}\s(?:[A-Z][\w.’'-]*\s)*{name}\b"
    if any(re.search(beaten, one) for one in told):
        return True
    return bool(told) and all(re.search(rf"\b{name}\b{_TELLS_OF_ANOTHER}", one) for one in told)


def _only_steps_back(event: CompanyEvent, text: str) -> bool:
    """Whether somebody only leaves daily work to others, and keeps the post at the top: "steps back but stays CEO"."""
    if not _STEPS_BACK.search(text) or _LEAVES_FOR_GOOD.search(text):
        return False
    back = rf"\bback\s(?:as|from)\s(?:[\w’'-]+\s){{0,4}}?{re.escape(event.role)}\b"
    is_other = bool(event.role) and re.search(back, text) is not None
    return keeps_post(event, text) if is_other else any(read_role(one).rank == 1 for one in _posts_kept(event, text))


def keeps_post(event: CompanyEvent, text: str) -> bool:
    """Whether a text says that somebody keeps the post at the top that an event has them leave."""
    return any(read_role(post).rank == 1 and same_top_post(post, event.role) for post in _posts_kept(event, text))


def _posts_kept(event: CompanyEvent, text: str) -> Iterator[str]:
    """The posts that a text says somebody keeps, for good."""
    for keeps in KEEPS.finditer(text):
        is_others = keeps["who"] and event.person and keeps["who"] not in event.person.split()
        post = role_at_start(text[keeps.end() :])
        behind = text[keeps.end() + len(post) :]
        is_less = _OF_BOARD.match(text, keeps.end()) or _FOR_NOW.match(behind) or _is_elsewhere(behind, event)
        if post and not (is_others or is_less):
            yield post


def _moves_inside(event: CompanyEvent, text: str) -> bool:
    """Whether somebody is succeeded "who becomes executive chairman", of no other company."""
    if re.search(r"\b(?:retir|resign|step\w*\sdown)", event.sentence, re.IGNORECASE):
        return False
    name = rf"\b{re.escape(event.person)}"
    succeeded = re.search(rf"\b(?:succe\w+|replac\w+|{SUCCEEDS})\b[^.;]{{0,80}}{name}", text, re.IGNORECASE)
    if succeeded is None:
        return False
    told = re.compile(rf"{name},?\swho\s(?:\w+ly\s)?{_BECOMES}{_ROLE_OF}", re.IGNORECASE)
    if any(_is_inside_post(text[found.end() :], event) for found in told.finditer(text)):
        return True
    return any(runs_other_part(text[found.end() :], event) for found in re.finditer(name, text))


def runs_other_part(behind: str, event: CompanyEvent) -> bool:
    """Whether words behind a name say that who is called so goes on to run another part of the event's company."""
    runs = re.match(rf",?\swho\s{_RUNS_PART}", behind)
    if runs is None or (runs["town"] and not is_place(runs["town"])):
        return False
    return not _is_elsewhere(behind[runs.end() :], event)


def _is_inside_post(words: str, event: CompanyEvent) -> bool:
    post = role_at_start(words)
    if not post or _ADVISES.search(post) or not 1 <= read_role(post).rank <= 2:
        return False
    return not _is_elsewhere(words[len(post) :], event)


def _is_elsewhere(behind: str, event: CompanyEvent) -> bool:
    """Whether words behind a post say that it is at another company: " of Tessaly"."""
    of_board = rf"(?:\sof\s(?:the|its)\s{MANAGES}\b)?"
    where = re.match(rf"{of_board},?\s(?:of|at|for|with)\s(?:the\s)?(?=[A-Z])(?!{MANAGES}\b)(.{{3,80}})", behind)
    return where is not None and not where[1].startswith(tuple(event.names))
