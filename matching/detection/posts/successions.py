"""Who takes a post in whose place, and which: what people of one sentence held before is none of it.

"The deputy CIO, Ann Lang, will succeed Jo Roe": Roe leaves the post of CIO, and Lang gets it. "Names its head of data,
Ann Lang, CIO": Lang gets the post that is told last. "Ann Lang replaces Jo Roe": Roe leaves the post that Lang gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import (
    PERSON,
    TITLE,
    any_of,
    bare_name,
    is_about,
    names_person,
    person_in_text,
    sentences_naming,
)
from matching.detection.posts.changes import (
    OF_WHOM,
    SUCCEEDS,
    as_successor,
    in_post,
    is_for_a_time,
    own_title,
    takes_post,
)
from matching.detection.who.whole_names import in_whole_names
from matching.event_types import is_about_people, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

_IS_SUCCEEDED = re.compile(
    r"\b(?:succeeded|replaced|followed)\s(?:(?:on|in|from|next|this|at)\s(?!an?\s)[^.;,]{1,30}?\s)?by\s(?:(?:its|their|our|the|current|long-?time|company['’]s)\s){0,3}$",
    re.IGNORECASE,
)
_IS_AHEAD = re.compile(r"\b(?:will|is\sto|to)\b[^.;]*?\bbe\s(?:succeeded|replaced|followed)\b", re.IGNORECASE)
# With nothing named, it is the post of the only one who leaves: "Chief operating officer Ann Lang will take over."
_TAKES_OVER = (
    r"(?:tak(?:es?|ing)|took)\s(?:over(?=\W*$|[,;]|\s(?:on|in|at|effective|next|this|immediately|when|after|following|once|today|now)\b)|"
    r"(?:over\s)?the\s(?:role|post|job|position|helm|reins|top\sjob)\b(?!\sof\b))"
)
_MAY_SUCCEED = re.compile(
    rf"\b(?:{SUCCEEDS}|to\sfollow|{_TAKES_OVER}|(?:succeeded|followed)\sby|"
    r"place|seat|post|job|successor|replacement)\b",
    re.IGNORECASE,
)
_WILL = (
    r"(?:(?:will|would|is|has|who|to|set|due|was|named|chosen|picked|selected|tapped|elected|"
    r"appointed|hired|unanimously|been|become)\s){0,5}"
)
_NAMES = (
    r"\b(?:nam(?:e[sd]?|ing)|appoint(?:s|ed|ing)?|ma(?:kes?|de|king)|promot(?:es?|ed|ing)|elevat(?:es?|ed|ing)|pick(?:s|ed)?|"
    r"cho(?:se|sen|oses)|tap(?:s|ped)?|select(?:s|ed)?|install(?:s|ed)?)\s"
)
_INTO = (
    r",?\s(?:as\s|to\s(?:be\s|become\s|the\s(?:post|role|position)\sof\s)?)?(?:(?:its|their|the|an?)\s)?"
    r"(?:(?:new|next|first)\s)*"
)
_FOR_A_TIME = r"(?i:interim|acting)\s"
_OWNED = re.compile(r"\b(?:its|their|our)\b", re.IGNORECASE)
_LOWER = re.compile(r"\b(?:deputy|assistant|associate|acting|interim)[\s-]", re.IGNORECASE)
_NEWLY = re.compile(
    r"^(?:(?:its|the|an?|new|next|incoming|first|permanent|interim|acting|full-time)\s)+", re.IGNORECASE
)


class Given(NamedTuple):
    """A post that a text says somebody gets, and the one held before: "its" or "Tessaly's" head of data."""

    person: str
    whose: str
    held: str
    post: str


class Succession(NamedTuple):
    """Who succeeds somebody, the post that they hold until then, whether that is at the same company, where the
    sentence says "succeeded by" with the post as a title, and where it has them "chosen to" succeed."""

    person: str
    held: str
    inside: bool
    titled: bool = False
    chosen: bool = False


def with_successions(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; nobody gets, or leaves by another's coming, a post that only the successor held before."""
    if not any(is_about_people(event.type) for event in events):
        return list(events)
    sentences = sentences_of(text)
    given = [one for sentence in sentences for one in _given(sentence)]
    told = [_with_given(_without_verb(event), given) for event in events]
    for sentence in sentences:
        told = _exchanged(_succeeded(told, sentence, text), sentence)
    told = [_with_post_of_successor(event, told, text) for event in told]
    return [_at_successor_s(event, told, sentences) for event in told]


_VERB = re.compile(
    r"^(?:to\s)?(?:follow|succeed|replace)\s(?:(?:the|its|retiring|departing|outgoing|current|long-?time)\s)*",
    re.IGNORECASE,
)


def _without_verb(event: CompanyEvent) -> CompanyEvent:
    """The event with "chief executive" for "follow chief executive", which the grammar takes for the post."""
    post = _VERB.sub("", event.role)
    return in_post(event, post) if post != event.role else event


_MOVES_UP = (
    r"(?:(?:has|will|is\sto|was|is)\s)?(?:be(?:en)?\s)?"
    r"(?:becom(?:e|es|ing)|mov(?:e|es|ed|ing)|named|appointed|transition\w*)\b"
)


def _at_successor_s(event: CompanyEvent, events: Sequence[CompanyEvent], sentences: Sequence[str]) -> CompanyEvent:
    """The event at the company of who comes in their place: "Ann Lang replaces Jo Roe, who becomes chairman"."""
    if not is_taking_post(event.type) or not event.person:
        return event
    comes = [one for one in events if is_taking_post(one.type) and not same_person(one.person, event.person)]
    replaced = rf"\b{SUCCEEDS}\s(?:[\w’'.-]+\s){{0,5}}?{person_in_text(event.person)},\swho\s{_MOVES_UP}"
    there = rf"{replaced}(?!.*\b(?:{any_of(event.names)})\b)"  # not "who becomes chief executive of Tessaly"
    told = next((one for one in sentences if re.search(there, one, re.IGNORECASE)), "") if len(comes) == 1 else ""
    if not told:
        return event
    if share_name(comes[0].names, event.names):
        return replace(event, type="executive_promoted")
    is_of_who_comes = names_person(told, comes[0].person) or re.match(r"(?:He|She|They)\b", told)
    new = replace(event, type="executive_promoted", company=comes[0].company, also_called=comes[0].also_called)
    return new if is_of_who_comes else event


def _given(sentence: str) -> Iterator[Given]:
    """ "names its head of data, Ann Lang, CIO", "names Ann Lang, its data head, CIO", "Ann Lang, CFO, acting CEO"."""
    places = role_places(sentence)
    for (start, end), (then, close) in pairwise(places):
        before, between = sentence[:start], sentence[end:then]
        name = re.fullmatch(rf",?\s({PERSON}){_INTO}", between)
        if name is None or not (whose := re.search(rf"(?i:{_NAMES})(?P<whose>{OF_WHOM})$", before)):
            whose = re.search(rf"(?i:{_NAMES})({PERSON}),\s(?P<whose>{OF_WHOM})$", before)
            if whose is None and (
                re.match(_FOR_A_TIME, sentence[then:close]) or re.search(rf"{_FOR_A_TIME}$", between)
            ):
                whose = re.search(rf"(?i:{_NAMES})({PERSON}),\s(?:who\sis\s)?(?P<whose>)$", before)
            name = whose if re.fullmatch(rf"(?=,){_INTO}(?:{_FOR_A_TIME})?", between) else None
        if name is not None and whose is not None:
            yield Given(name[1], whose["whose"], sentence[start:end], sentence[then:close])


def _with_given(event: CompanyEvent, given: Sequence[Given]) -> CompanyEvent:
    for one in given:
        if is_taking_post(event.type) and event.person and same_person(event.person, one.person):
            post = re.sub(rf"^.*{re.escape(one.held)},?\s(?:and\s)?", "", event.role, flags=re.IGNORECASE)
            whole = post if one.post.casefold() in post.casefold() and not _OWNED.search(post) else one.post
            elsewhere = re.search(r"['’]", one.whose) and not any(name in one.whose for name in event.names)
            return replace(in_post(event, whole), type=event.type if elsewhere else "executive_promoted")
    return event


def _succeeded(events: Sequence[CompanyEvent], sentence: str, text: str) -> list[CompanyEvent]:
    """The events, with those of a sentence that says by name who is succeeded by whom, and what that one is now."""
    told = list(events)
    leaving = [one for one in events if is_leaving(one.type) and one.person]
    for left in leaving:
        found = _succession(sentence, left, text, alone=len(leaving) == 1)
        if found is None:
            continue
        person, held, inside, titled, chosen = found
        post = _LOWER.sub("", held, count=1) if _LOWER.search(held) else ""
        own = in_post(left, post or own_title(left, text)) if _is_only(held, left.role, text) else left
        if not left.role and chosen:
            own = in_post(left, own_title(left, text))
        if titled and fold(left.role) == fold(held):
            own = in_post(left, own_title(left, text) or left.role)
        told = [own if one is left else one for one in told]
        theirs = takes_post(told, person)
        if inside:  # of whom the reader may have the company that somebody leaves for
            told = [one for one in told if one not in theirs or share_name(one.names, left.names)]
        comes = next((one for one in theirs if one in told), None)
        if comes is None and own.role and fold(own.role) != fold(held) and not _names_post(sentence, left):
            told.append(as_successor(own, person, own.role, sentence))
        elif comes is not None:
            is_held = fold(comes.role) == fold(held) if titled or chosen else _is_only(held, comes.role, text)
            gets = is_held or not comes.role  # no post is better than the one held before
            now = in_post(comes, own.role) if gets else comes
            if titled and now.certainty is Certainty.DONE and _IS_AHEAD.search(sentence):
                now = replace(now, certainty=Certainty.ANNOUNCED)
            kind = "executive_promoted" if inside else comes.type
            told[told.index(comes)] = replace(now, person=max(comes.person, person, key=len), type=kind)
    return told


def _exchanged(events: Sequence[CompanyEvent], sentence: str) -> list[CompanyEvent]:
    """The events; of "has replaced chief executive A with B" one is as sure as the other, and of the same post."""
    told = list(events)
    if not re.search("replac", sentence, re.IGNORECASE):
        return told
    for left in [one for one in events if is_leaving(one.type) and one.person and one.role]:
        name = person_in_text(left.person)
        replaced = rf"\b(?i:replac(?:es?|ed|ing))\s(?:[\w’'.-]+\s){{0,8}}?{name}(?:,[^,]+,)?\swith\s({PERSON})"
        found = re.search(replaced, sentence)
        if found is None:
            continue
        person, post = bare_name(found[1]), _NEWLY.sub("", left.role)
        comes = next(iter(takes_post(told, person)), None)
        likely = max(left.probability, comes.probability if comes else 0.0)
        if comes is None:
            told.append(replace(as_successor(left, person, post, sentence), type="executive_hired"))
        else:
            theirs = in_post(comes, post) if not comes.rank else comes
            told[told.index(comes)] = replace(theirs, probability=likely)
        told[told.index(left)] = replace(left, probability=likely)
    return told


def _names_post(sentence: str, left: CompanyEvent) -> bool:
    """Whether a sentence says as what somebody is succeeded: "will succeed Roe as chairman"."""
    return re.search(rf"\b{person_in_text(left.person)}(?:,[^,]+,)?\s(?:as|in)\s", sentence) is not None


def _is_only(held: str, role: str, text: str) -> bool:
    """Whether a role is the one that the successor holds, and stands nowhere else in the text."""
    places = len(re.findall(rf"\b{re.escape(role)}\b", text, re.IGNORECASE))
    return fold(role) == fold(held) and places == 1


def _succession(sentence: str, left: CompanyEvent, text: str, *, alone: bool) -> Succession | None:
    """Who succeeds the person of a departure by a sentence of a text; None where it does not say. `alone`: nobody else
    leaves."""
    if not _MAY_SUCCEED.search(sentence):
        return None
    sentence = in_whole_names(sentence, text)
    whom = rf"(?:[a-z][\w-]*\s){{0,4}}?{TITLE}(?:[A-Z][\w’'.-]+\s){{0,3}}?{person_in_text(left.person)}\b"
    whose = rf"(?:{whom}['’]s?{'|his|her|their' if alone else ''})"
    who = (
        rf"\b(?:(?i:{_WILL}(?:{SUCCEEDS}|(?<=\bto\s)follow))\s(?:{whom}{'|(?:him|her|them)' if alone else ''})|"
        rf"{_WILL}(?:takes?|taking|took)\s{whose}\s(?:place|seat|post|job)|(?:{_WILL}(?:be|become)|as)\s{whose}\s(?:successor|replacement))\b"
    )
    if alone:
        who = rf"(?:{who}|\b{_WILL}{_TAKES_OVER})"
    for start, end in role_places(sentence):
        before, after = sentence[:start], sentence[end:]
        titled = _IS_SUCCEEDED.search(before)
        takes = re.match(rf",?\s({PERSON})", after) if titled and not is_for_a_time(sentence[start:end]) else None
        if takes and not after[takes.end() :].startswith(" as ") and (alone or is_about(before, left.person)):
            return Succession(bare_name(takes[1]), sentence[start:end], inside=True, titled=True)
        behind = re.match(rf",?\s({PERSON}),?\s{who}", after)
        if behind:
            owned = re.search(rf"\b(?i:its|their|our|the)\s$|(?:{any_of(left.names)})(?:['’]s?)?\s$", before)
            picked = re.search(rf"(?:{any_of(left.names)})\s(?:[a-z]+\s){{0,2}}?(?i:{_NAMES})$", before)
            chosen = re.search(rf"(?i:{_NAMES})(?:{OF_WHOM})?$", before) and re.match(rf",?\s{PERSON},?\sto\s", after)
            is_other = fold(left.role or own_title(left, text)) not in {"", fold(sentence[start:end])}
            own = bool(owned or (picked and is_other))
            return Succession(behind[1], sentence[start:end], own, chosen=bool(chosen))
        ahead = re.search(rf"({PERSON}),\s(?:{OF_WHOM})?$", before)
        told = ahead and re.match(rf"(?P<at>\s(?:of|at|for)\s(?:[\w&.’'-]+\s){{0,5}}?[\w&.’'-]+)?,\s{who}", after)
        if ahead and told:
            inside = not told["at"] or re.search(any_of(left.names), told["at"])
            return Succession(ahead[1], sentence[start:end], bool(inside))
    return None


def _with_post_of_successor(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """Who leaves a post that is not told, or in part, with that which the one who replaces them gets."""
    if not is_leaving(event.type) or not event.person:
        return event
    replaced = rf"\b{SUCCEEDS}\s{TITLE}(?:[\w’'.-]+\s){{0,3}}?{person_in_text(event.person)}\b"
    comes = [one for one in events if is_taking_post(one.type) and one.role and share_name(one.names, event.names)]
    others = [one for one in comes if not same_person(one.person, event.person)]
    if len(others) != 1 or not re.search(replaced, text, re.IGNORECASE):
        return event
    post = _NEWLY.sub("", others[0].role)
    is_part = not event.role or fold(post).startswith(f"{fold(event.role)} and ")
    is_told = any(fold(event.role) in fold(one) for one in sentences_naming(event.person, text))
    is_theirs = fold(event.role) == fold(others[0].role) and not is_told
    return in_post(event, post) if is_part or is_theirs else event
