"""Which post somebody leaves, where a text tells of the one they take up: that it is another, or that they stay.

"Lang leaves Orbel to become CIO of Tessaly" names no post at Orbel; "from Orbel, where she was Vice Chair" does. Who is
succeeded and "becomes executive chairman" moves up inside, and leaves nothing; nor does who "steps back but stays CEO".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import any_of, person_in_text
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.role_table import WORD
from matching.roles import find_roles, read_role
from matching.same_posts import same_top_post

_SERVED = (
    r"(?:(?:had|has|have)\s)?(?:been|was|were|served|acted|worked|held|is)(?:\s(?:most\srecently|previously|last))?"
    r"(?:\sas|\sthe\s(?:role|post|position)\sof)?(?:\s(?:its|the|their|an?))?\s"
)
_BECOMES = (
    r"(?:becom(?:es|ing)|remain(?:s|ing)?(?:\sas)?|continu(?:es|ing)(?:\sto\sserve)?\sas|stays(?:\son)?\sas|"
    r"(?:moves|is\smoving|transitions|is\stransitioning|steps)\s(?:up\s)?(?:in)?to|(?:assumes|takes\son)|"
    r"(?:(?:will|is\sto)\s)?(?:become|remain(?:\sas)?|continue(?:\sto\sserve)?\sas|stay\son\sas|"
    r"(?:move|transition|step)\s(?:up\s)?(?:in)?to|assume|take\son)|"
    r"(?:has\sbeen|was|is|will\sbe)\s(?:promoted|elevated|named|appointed)(?:\sto|\sas)?)"
)
_ROLE_OF = r"\s(?:(?:the|its|their|our|newly|created|company['’]s|(?:role|post|position|title)\sof)\s)*"
_NEW_POST = re.compile(
    r"(?:\bto\s(?:become|be|serve\sas|take\sover\sas|act\sas)|\b(?:join\w*|hired|named|appointed)\b[^.;]{0,60}?\bas|"
    r"\bwho\s(?:is|was|has\sbeen|will\sbe)\s(?:now|named|appointed|promoted(?:\sto)?|elevated(?:\sto)?|hired\sas|made)|"
    r"\b(?:accept|tak|took|land|got|found)\w*\s(?:up\s)?(?:an?|the|another|his|her)\s(?:new\s)?"
    r"(?:post|position|job|role)\s(?:as|of))"
    r"\s(?:(?:its|the|their|an?|new|next|first)\s)*$",
    re.IGNORECASE,
)
_STEPS_BACK = re.compile(
    r"\b(?:(?:step(?:s|ped|ping)?|pull(?:s|ed|ing)?)\sback|(?:hand|turn|giv)(?:s|es|ed|ing)?\s(?:over|up)\s(?:the\s|his\s|her\s)?(?:day[\s-]to[\s-]day|daily)|"
    r"(?:day[\s-]to[\s-]day|daily)\s(?:work|business|management|running|operations|duties|control)\s(?:over\s)?to)\b",
    re.IGNORECASE,
)
_LEAVES_FOR_GOOD = re.compile(
    r"\b(?:step\w*\sdown|resign\w*|retir\w+|quit\w*|oust\w*|fired|dismiss\w*|depart\w*|leav(?:es|ing)|left)\b",
    re.IGNORECASE,
)
# "She remains", "but stays", "Kern keeps the title of": by whose name, where one stands before.
_KEEPS = re.compile(
    r"(?:\b(?P<who>(?!(?:She|He|They|Chief|Founder)\b)[A-Z][\w’'-]+)\s)?(?:\b(?:will|to|would|plans\sto|is\sto)\s)?"
    r"\b(?:(?:remain|stay|continue)(?:s|ing)?(?:\son)?(?:\sto\sserve)?(?:\sas)?|(?:keep|retain)(?:s|ing)?\s(?:the|his|her)\s"
    r"(?:title|post|job|role|position)s?(?:\s(?:of|as))?)\s(?:the\s|its\s|our\s|their\s|company['’]s\s)*"
)
_OF_BOARD = re.compile(
    r"(?:(?:executive|non-executive|vice)\s)?chair|board|director|advis|founder|co-?founder", re.IGNORECASE
)
_FOR_NOW = re.compile(r"[^.;]{0,30}?\b(?:until|through|while|during|for\snow|interim|till)\b", re.IGNORECASE)
_ADVISES = re.compile(r"advis|consult|emerit|honorary", re.IGNORECASE)


_TELLS_OF_ANOTHER = (
    r"(?:,[^,.;]+,|,)?\s(?:has\s)?(?:said|says|announce[ds]|told|confirm(?:ed|s)|wrote|disclosed)\s(?:(?!that\b)[\w’',.]+\s){0,6}?that\s"
    r"(?:(?:the|its|their)\s)?(?:[a-z-]+,?\s){0,3}?[A-Z]"
)
# Posts of which each town has its own: who is given one in another town leaves.
_OF_A_TOWN = (
    r"(?:superintendent|(?:city|town|county|village)\s(?:manager|administrator)|(?:police|fire)\schief|chief\sof\spolice|principal|"
    r"library\sdirector)"
)
_IN_ANOTHER_TOWN = (
    r"(?:,[^.;]{3,120}?,)?\s(?:(?:(?:was|has\sbeen|is|will\sbe)\s(?:[\w-]+\s){0,3}?(?:hired|named|chosen|selected|appointed|picked|tapped)"
    r"|(?:has\s)?(?:accept(?:ed|s)|t(?:akes?|ook)|landed))\b[^.;,]{0,40}?)"
    rf"\s(?:(?:as|to\sbe(?:come)?|the|an?|its|next|new)\s)*(?i:{_OF_A_TOWN})(?:['’]s)?(?:\s(?:job|post|role|position))?\sin\s(?P<town>[A-Z][\w’'-]+)"
)


def with_posts_left(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those who leave, with the post that they leave, and without who stays."""
    events = [_away(one, events, text) for one in events if not _only_announces(one, text)]
    return [_with_post(one, events, text) for one in events if not (is_leaving(one.type) and _stays(one, text))]


def _only_announces(event: CompanyEvent, text: str) -> bool:
    """Whether who is taken to leave is only named as who tells of another ("chair Ann Roe said that President Lang will
    retire"), or lost an election to a post that was not theirs."""
    if not is_leaving(event.type) or not event.person:
        return False
    name = rf"\b{person_in_text(event.person)}\b"
    told = [one for one in sentences_of(text) if re.search(name, one)]
    if any(
        re.search(rf"\b(?:defeat(?:s|ed|ing)|beat(?:s|ing)?)\s(?:[A-Z][\w.’'-]*\s)*{name[2:]}", one) for one in told
    ):
        return True
    return bool(told) and all(re.search(rf"{name}{_TELLS_OF_ANOTHER}", one) for one in told)


def _away(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """Who takes a post of another town leaves the own one; who comes from another company is hired, not promoted."""
    if not is_taking_post(event.type) or not event.person:
        return event
    name = person_in_text(event.person)
    towns = [found["town"] for found in re.finditer(rf"\b{name}\b{_IN_ANOTHER_TOWN}", text)]
    here = " ".join(event.names)
    if towns and not any(town in here for town in towns) and re.search(_held_at(name, event.names), text):
        far = Certainty.ANNOUNCED if event.certainty is Certainty.DONE else event.certainty
        return replace(event, type="executive_departed", prior_company="", certainty=far)
    left = any(
        is_leaving(one.type) and same_person(one.person, event.person) and not share_name(one.names, event.names)
        for one in events
    )
    now = re.search(rf"\b{name},\s(?:now|currently|who\sis)\s[^,;.]{{3,60}}?\sin\s(?P<town>[A-Z][\w’'-]+)", text)
    outside = left or (now is not None and now["town"] not in here)
    return replace(event, type="executive_hired") if outside and event.type == "executive_promoted" else event


def _held_at(name: str, names: Sequence[str]) -> str:
    """How a text says that somebody has a post at a company: "Orbel manager Ann Roe", "Ann Roe, head of Orbel"."""
    there = any_of(names)
    titled = rf"\b(?:{there})(?:['’]s?)?\s(?:[\w-]+\s){{1,4}}?(?:[A-Z][\w.-]*\s)?{name}\b"
    return rf"{titled}|\b{name},\s[^.;]{{0,60}}?\b(?:{there})\b"


def _stays(event: CompanyEvent, text: str) -> bool:
    return _moves_inside(event, text) or _only_steps_back(event, text)


def _only_steps_back(event: CompanyEvent, text: str) -> bool:
    """Whether somebody only leaves daily work to others, and keeps the post at the top: "steps back but stays CEO"."""
    if not _STEPS_BACK.search(text) or _LEAVES_FOR_GOOD.search(text):
        return False
    return any(_is_kept(event, found, text) for found in _KEEPS.finditer(text))


def _is_kept(event: CompanyEvent, keeps: re.Match[str], text: str) -> bool:
    if keeps["who"] and event.person and keeps["who"] not in event.person.split():
        return False
    post = role_at_start(text[keeps.end() :])
    if read_role(post).rank != 1 or _OF_BOARD.match(post) or _FOR_NOW.match(text[keeps.end() + len(post) :]):
        return False
    other = (
        re.search(rf"\bback\s(?:as|from)\s(?:[\w’'-]+\s){{0,4}}?{re.escape(event.role)}\b", text)
        if event.role
        else None
    )
    return other is None or same_top_post(post, event.role)


def _moves_inside(event: CompanyEvent, text: str) -> bool:
    """Whether somebody is succeeded "who becomes executive chairman", of no other company."""
    if not event.person or re.search(r"\b(?:retir|resign|step\w*\sdown)", event.sentence, re.IGNORECASE):
        return False
    name = rf"\b{re.escape(event.person)}"
    succeeded = re.search(rf"\b(?:succe\w+|replac\w+|tak\w+\sover\sfrom)\b[^.;]{{0,80}}{name}", text, re.IGNORECASE)
    if succeeded is None:
        return False
    told = re.compile(rf"{name},?\swho\s(?:\w+ly\s)?{_BECOMES}{_ROLE_OF}", re.IGNORECASE)
    return any(_is_inside_post(text[found.end() :], event) for found in told.finditer(text))


def _is_inside_post(words: str, event: CompanyEvent) -> bool:
    post = role_at_start(words)
    if not post or _ADVISES.search(post) or not 1 <= read_role(post).rank <= 2:
        return False
    elsewhere = re.match(r",?\s(?:of|at|for|with)\s(?:the\s)?(?=[A-Z])(.{3,80})", words[len(post) :])
    return elsewhere is None or any(elsewhere[1].startswith(name) for name in _names(event))


def _with_post(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> CompanyEvent:
    if not is_leaving(event.type):
        return event
    if event.role and _is_post_elsewhere(event, events, text):
        event = in_post(event, "")
    if event.role or not event.person:
        return event
    post = _post_held(event, text)
    return in_post(event, post, text) if post else event


def in_post(event: CompanyEvent, post: str, text: str = "") -> CompanyEvent:
    """The event of somebody with another post, or none; the text tells what an abbreviation of it means."""
    role = read_role(post, text)
    return replace(event, role=post, function=role.function, rank=role.rank)


def _is_post_elsewhere(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> bool:
    """Whether the post is what the person takes up at another company, and nothing says that they leave the same."""
    taken = (
        one
        for one in events
        if is_taking_post(one.type) and same_person(one.person, event.person) and _same_post(one, event)
    )
    if all(share_name(one.names, event.names) for one in taken):
        return False
    places = list(re.finditer(rf"\b{re.escape(event.role)}\b", text))
    is_new = any(_NEW_POST.search(text[: place.start()]) for place in places)
    return is_new and not any(_is_held(text, place, event) for place in places)


def _is_held(text: str, place: re.Match[str], event: CompanyEvent) -> bool:
    """Whether a place of a role says that it is held at the company that is left: "Orbel's CIO", "CIO of Orbel"."""
    before, after = text[: place.start()].rstrip(), text[place.end() :]
    names = any_of(event.names)
    return bool(
        re.search(rf"(?:\b(?:{names})(?:['’]s)?|\b(?:former|outgoing|departing|long-?time))$", before)
        or re.match(rf",?\s(?:of|at|for|with)\s(?:the\s)?(?:{names})\b", after)
        or re.search(rf"\b{_SERVED}$", text[: place.start()])
    )


def _post_held(event: CompanyEvent, text: str) -> str:
    """The post that a text says somebody held at the company: "Orbel, where she was Vice Chair"; "" where none."""
    for name in _names(event):
        where = rf"\b{re.escape(name)}\b[^;:()]{{0,20}}?,?\swhere\s(?:\w+\s){{1,3}}?{_SERVED}"
        for found in re.finditer(where, text):
            if post := role_at_start(text[found.end() :]):
                return post
    return ""


def role_at_start(text: str) -> str:
    """The role of the table with which a text begins."""
    words = list(WORD.finditer(text[:120]))
    roles = find_roles([word.group() for word in words])
    return text[: words[roles[0].end - 1].end()].rstrip(".,") if roles and roles[0].start == 0 else ""


def _names(event: CompanyEvent) -> list[str]:
    return sorted(set(event.names), key=len, reverse=True)


def _same_post(one: CompanyEvent, other: CompanyEvent) -> bool:
    if fold(one.role) == fold(other.role):
        return True
    a, b = read_role(one.role), read_role(other.role)
    return bool(a.rank and a.function) and (a.function, a.rank) == (b.function, b.rank)
