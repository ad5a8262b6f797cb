"""Posts at another company or in another town: who goes there leaves the own one, who comes from there is hired, not
promoted. Who "is leaving Orbel" and "has accepted the same role at Tessaly" is hired there, and promoted nowhere.

Of "Tessaly boss Ann Lang is out as director of Orbel" the reader has Lang leave Tessaly, and come to Orbel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.named import (
    COMPANY,
    GIVEN,
    PERSON,
    any_of,
    is_about,
    is_called,
    name_found,
    person_in_text,
)
from matching.detection.posts.changes import at_company, in_post, role_at_start, same_at_company, with_own_id
from matching.detection.posts.staying import runs_other_part
from matching.detection.workforce.staff_words import NOT_BEFORE
from matching.event_types import is_about_people, is_arriving, is_leaving, is_taking_post
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

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
_POST_OF_TOWN = re.compile(_OF_A_TOWN, re.IGNORECASE)
_SAME_POST = re.compile(
    r"\b(?:accept|t(?:ak|ook)|land|secur|assum|fill)\w*\s(?:up\s)?(?:an?|the)\s(?:same|similar|equivalent|corresponding)\s"
    rf"(?:post|role|job|position)\s(?:at|with|for)\s(?:the\s)?(?P<where>{COMPANY}){NOT_BEFORE}"
)


def with_moves_away(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who takes a post of another town leaves the own one, who comes from elsewhere is hired."""
    return [_away(one, events, text) for one in events]


def with_same_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who takes the same post at another company is hired there, as surely as they leave."""
    left = [one for one in events if is_leaving(one.type) and one.person and one.role]
    told = [one for sentence in sentences_of(text) if (one := _SAME_POST.search(sentence))] if len(left) == 1 else []
    gone = left[0] if told and is_about(told[0].string, left[0].person) else None
    if gone is None or share_name(gone.names, [told[0]["where"]]):
        return list(events)

    def is_theirs(event: CompanyEvent) -> bool:
        return is_taking_post(event.type) and (not event.person or bool(same_person(event.person, gone.person)))

    there = [one for one in events if is_theirs(one) and share_name(one.names, [told[0]["where"]])]
    base = there[0] if there else at_company(gone, told[0]["where"])
    hired = replace(
        base, type="executive_hired", person=gone.person, prior_company=gone.company, sentence=told[0].string
    )
    hired = replace(in_post(hired, gone.role), certainty=gone.certainty)
    kept = [one for one in events if not (is_theirs(one) and (one in there or share_name(one.names, gone.names)))]
    return [*kept, with_own_id(replace(hired, probability=max(hired.probability, gone.probability)))]


def _away(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    if not is_taking_post(event.type) or not event.person:
        return event
    name, here = person_in_text(event.person), " ".join(event.names)
    moves = re.finditer(rf"\b{name}\b{_IN_ANOTHER_TOWN}", text) if _POST_OF_TOWN.search(text) else ()
    towns = [found["town"] for found in moves]
    if towns and not any(town in here for town in towns) and re.search(_held_at(name, event.names), text):
        far = Certainty.ANNOUNCED if event.certainty is Certainty.DONE else event.certainty
        return replace(event, type="executive_departed", prior_company="", certainty=far)
    if event.type != "executive_promoted":
        return event
    left = any(
        is_leaving(one.type) and same_person(one.person, event.person) and not share_name(one.names, event.names)
        for one in events
    )
    now = re.search(rf"\b{name},\s(?:now|currently|who\sis)\s[^,;.]{{3,60}}?\sin\s(?P<town>[A-Z][\w’'-]+)", text)
    outside = left or (now is not None and now["town"] not in here)
    return replace(event, type="executive_hired") if outside else event


def _held_at(name: str, names: Sequence[str]) -> str:
    """How a text says that somebody has a post at a company: "Orbel manager Ann Roe", "Ann Roe, head of Orbel"."""
    there = any_of(names)
    titled = rf"\b(?:{there})(?:['’]s?)?\s(?:[\w-]+\s){{1,4}}?(?:[A-Z][\w.-]*\s)?{name}\b"
    return rf"{titled}|\b{name},\s[^.;]{{0,60}}?\b(?:{there})\b"


_POACHES = r"\b(?:poach|lur|nab|snatch|snag|pluck)(?:e?s|ed|ing)?\s"
_TAKES_OVER_FROM = re.compile(
    r"\b(?i:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|(?:tak(?:es?|ing)|took)\sover\s"
    rf"(?:(?:on|in|next|this)\s[\w\s]{{1,20}}?)?from)\s(?P<who>{PERSON})"
)
_FOR_HONOUR = re.compile(r"\b(?:for\slife|honorary|emerit\w+|ceremonial)\b", re.IGNORECASE)


def with_who_makes_way(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is poached leaves where they were, and whom somebody takes over from leaves the post,
    as surely as the other comes, where nobody is told to and they get no other post."""
    told, sentences = list(events), sentences_of(text)
    for one in [one for one in events if is_taking_post(one.type) and one.person]:
        if one.prior_company and any(_is_poached(one, sentence) for sentence in sentences):
            there = at_company(one, one.prior_company)
            told = [_as_sure(left, there) for left in told]
            told += _unless_told(in_post(replace(there, certainty=Certainty.DONE), ""), told)
        ways = (_TAKES_OVER_FROM.search(sentence) for sentence in sentences if is_about(sentence, one.person))
        for way in (way for way in ways if way and one.role):
            left = replace(one, person=name_found(way.string, way), sentence=way.string)
            if _is_person(left.person) and not _gets_another(way.string[way.end() :], one):
                told += _unless_told(left, told)
    return told


def _is_poached(event: CompanyEvent, sentence: str) -> bool:
    prior = re.escape(event.prior_company)
    poached = rf"{_POACHES}(?:[^.;]{{0,90}}?\bfrom\s(?:the\s)?{prior}\b|{prior}['’]s?\s[a-z])"
    return re.search(poached, sentence) is not None


def _as_sure(event: CompanyEvent, there: CompanyEvent) -> CompanyEvent:
    """The event; that of somebody who leaves where they were, at least as probable as their coming elsewhere."""
    leaves = is_leaving(event.type) and same_at_company(event, there)
    return replace(event, probability=max(event.probability, there.probability)) if leaves else event


def _is_person(name: str) -> bool:
    """Whether what stands behind "from" is somebody: who has two names, the first of them a given one."""
    return " " in name and name.partition(" ")[0].lower() in lexicon().given_names


def _gets_another(behind: str, event: CompanyEvent) -> bool:
    """Whether words behind a name say that who is called so gets a post: ", who becomes chief operating officer"."""
    clause = re.match(r",\s(?:who|now)\b[^.;]*", behind)
    if clause is None or runs_other_part(behind, event):
        return clause is not None
    return bool(role_places(clause[0])) and not _FOR_HONOUR.search(clause[0])


def _unless_told(gone: CompanyEvent, events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """That somebody leaves, where the events of that company tell nothing of them, and nobody else leaves it."""
    left = with_own_id(replace(gone, type="executive_departed", prior_company=""))
    known = [one for one in events if is_about_people(one.type) and share_name(one.names, left.names)]
    return [] if any(is_leaving(one.type) or same_person(one.person, left.person) for one in known) else [left]


_GOES = (
    r"(?:(?:will|has|had|is|was|plans|to|now|also)\s){0,3}(?i:step(?:s|ped|ping)?\s(?:down|aside)|resign(?:s|ed|ing)?|"
    r"retir(?:es?|ed|ing)|quit(?:s|ting)?|leav(?:es?|ing)|left|exit(?:s|ed|ing)?|depart(?:s|ed|ing)?|out)\b"
)
_FROM = r"\s(?:(?:as|from|on)\s)?(?:(?:the|its|an?|her|his)\s)?"
_LEAVES = re.compile(rf"\s{_GOES}")  # without it and another's name behind it nobody leaves another
_POST = r"(?P<{}>(?:[\w’'-]+\s){{0,3}}?(?:board(?:\sof\s(?:directors|trustees))?|[\w’'-]+))"
_HEADS = re.compile(r"\bwho\s(?:also\s)?(?:heads|runs|leads|founded|owns|chairs|manages|co-founded)\b")
# Not of another: "resigns as Orbel director takes over", "as Orbel chair Jo Roe wins"
_ENDS = re.compile(
    r"\W*$|[,.;:–—]|\s(?:after|over|amid|in|on|to|following|at|and|next|this|last|with|due|because|effective|by|from|under|but|as|"
    r"for|when|while|until|if|immediately|today|yesterday|tomorrow)\b"
)
_SEAT = "board member"
_WITHIN = re.compile(
    r"\b(?:Committee|Division|Unit|Department|Team|Practice|Segment|Business)$"
)  # no company of its own


def where_they_leave(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; who leaves a post elsewhere, by a sentence that says whom
    they head, leaves it there and comes nowhere."""
    told, names, sentences = list(events), [name for name in names if name], sentences_of(text)
    for event in [one for one in events if is_leaving(one.type) and one.person]:
        others = [name for name in names if not (share_name([name], event.names) or _WITHIN.search(name))]
        left = [found for one in sentences if (found := _left_elsewhere(event, others, one))] if others else []
        if left and not _leaves_own(event, others, sentences):
            told = _left_there(told, event, *left[0])
    return told


def _left_elsewhere(event: CompanyEvent, others: Sequence[str], sentence: str) -> tuple[str, str] | None:
    """At which other company the person of an event leaves which post, by a sentence that calls the event's own theirs:
    "Tessaly boss Ann Lang quits as Orbel chair", "Lang, who runs Tessaly, is out as chair of Orbel"."""
    leaves = _LEAVES.search(sentence)
    if leaves is None or not any(name in sentence[leaves.start() :] for name in others):
        return None
    there = any_of(others)
    goes = (
        rf"\s{_GOES}{_FROM}(?:{_POST.format('ahead')}\s(?:of|at|for)\s(?:(?:the|its)\s(?:[a-z-]+\s){{0,3}})?(?P<of>{there})(?![\w-])"
        rf"|(?P<at>{there})(?:['’]s?)?\s{_POST.format('behind')})"
    )
    for found in re.finditer(goes, sentence):
        said = found["ahead"] or found["behind"]
        post = _SEAT if said.startswith("board") else role_at_start(said)
        end = found.end() if found["ahead"] or post == _SEAT else found.start("behind") + len(post)
        if post and _ENDS.match(sentence, end) and _heads(event, sentence[: found.start()]):
            return found["of"] or found["at"], post
    return None


def _heads(event: CompanyEvent, before: str) -> bool:
    """Whether the words before a verb end in who heads the event's company: "Tessaly founder Ann Lang", or the name and
    ", founder of Tessaly,"."""
    own, name = any_of(event.names), person_in_text(event.person)
    beside = re.search(rf"\b{name},\s(?P<said>[^.;]{{2,90}}),$", before)
    if beside and re.search(rf"\b(?:{own})(?![\w-])", beside["said"]):
        return bool(_HEADS.search(beside["said"]) or role_places(beside["said"]))
    titled = re.search(rf"\b(?:{own})(?:['’]s?)?\s(?P<said>.*)", before)
    posts = role_places(titled["said"]) if titled else []
    behind = titled["said"][posts[-1][1] :] if titled and posts else "?"
    return re.fullmatch(rf"(?:,?\s{GIVEN}{name})?", behind) is not None


def _leaves_own(event: CompanyEvent, others: Sequence[str], sentences: Iterable[str]) -> bool:
    """Whether another sentence may tell that the event's own company is left, too."""
    told = (one for one in sentences if not _left_elsewhere(event, others, one))
    return any(leaves_for_good(one) and any(name in one for name in event.names) for one in told)


def _left_there(events: Sequence[CompanyEvent], event: CompanyEvent, there: str, post: str) -> list[CompanyEvent]:
    """The events with one by which the person of `event` leaves a post there, in place of what was told of them."""
    theirs = [one for one in events if is_called(one.person, event.person) and share_name(one.names, [there])]
    known = next((one for one in theirs if is_leaving(one.type)), None)
    left = known or in_post(at_company(event, there), post)
    kept = [one for one in events if one not in (event, known) and not (one in theirs and is_arriving(one.type))]
    return [*kept, with_own_id(replace(left, probability=max(left.probability, event.probability)))]
