"""Posts held for a time: "her deputy, Ann Lang, will run technology for now", "interim CFO gets permanent role".

The reader takes who fills a post for others who leave, or sees nothing of them. Who only filled in goes back to their
own post, and leaves nobody. Who keeps it is news after that of the interim post: the post is called permanent, so that
the two are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import GIVEN, PERSON, any_of, begins_name, names_person, person_in_text
from matching.detection.posts.changes import as_successor, for_good, in_post, is_for_a_time, own_title, role_at_start
from matching.event_types import comes_or_goes, is_leaving, is_taking_post
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER
from matching.reading.role_words import role_places

_TAKES_OVER = (
    r"(?:(?:will|to|is\sto|has|is)\s)?(?:tak(?:es?|ing|en)\s(?:over|on|charge)|step(?:s|ped|ping)?\s(?:in|up)|fill(?:s|ed|ing)?\s(?:in|the)|"
    r"run(?:s|ning)?|lead(?:s|ing)?|oversee(?:s|ing)?|manag(?:es?|ing)|head(?:s|ing)?|act(?:s|ing)?|serv(?:es?|ing)|"
    r"assum(?:es?|ed|ing)|succeed(?:s|ing)?|replac(?:es?|ing)|cover(?:s|ing)?|hold(?:s|ing)?\sthe\sfort|stand(?:s|ing)?\sin|"
    r"(?:(?:was|is|been|being|be)\s)?(?:put|placed|left)\sin\scharge)\b"
)
_MEANWHILE = (
    r"(?:until\s(?:an?|the|its|his|her|their|somebody|someone)\b(?=[^.;]*\b(?:found|named|appointed|chosen|hired|selected|in\splace|"
    r"recruited|arrives?|starts?|takes)\b)|(?:in|for)\sthe\s(?:meantime|interim|time\sbeing)|meanwhile|"
    r"on\san?\s(?:interim|temporary|acting|caretaker)\sbasis|temporarily|for\snow|ad\sinterim)"
)
_ANY_MEANWHILE = re.compile(rf"\b{_MEANWHILE}\b")
_FOR_A_TIME = rf"(?:{_MEANWHILE}|(?:while|as|during)\s[^.;]{{0,40}}\b(?:search\w*|looks?|seeks?|recruits?)\b)"
_JUST_FILLS_IN = r"(?:(?:will|to|is)\s)?(?:fill(?:s|ing)?|stand(?:s|ing)?)\sin(?=\W*$|[.,;]|\sfor\s(?:him|her|them)\b)"
_APPOSED = r"(?:,(?:\s[^.;,]{2,60},)?)?"
_DEPUTY = re.compile(r"\b(?:deputy|number\stwo|second-in-command),?\s$", re.IGNORECASE)
_GOES_BACK = (
    r"\b(?:return(?:s|ed|ing)?|go(?:es|ing)?\sback|went\sback|revert(?:s|ed|ing)?|resum(?:es?|ed|ing)|step(?:s|ped|ping)?\sback)\s"
    r"(?:(?:to|into|as|in|full-time|her|his|their|the|an?|being|leading|running|previous|former|prior|old|original|permanent|regular)\s)*"
    r"(?:roles?|posts?|positions?|jobs?|duties|responsibilit\w+|(?i:c[a-z]?o\b|chief|finance|president|head)|leading|[a-z]+\sas\b)"
)
_BACK = re.compile(_GOES_BACK)
_HAD_FILLED_IN = (
    r",?\s(?:who\s)?(?:(?:has|had|is|was|been|served|serving|as|its|the)\s)*"
    r"(?:interim|acting|fill(?:s|ed|ing)\sin|st(?:ood|epped)\sin)\b"
)
_AS_INTERIM = r"\s[^.;,]{0,40}?\bas\s(?:(?:the|its)\s)?(?:interim|acting)\b"
_ON_TOP = (
    r"\b(?:(?:tak(?:es?|ing|en)|took)\s(?:on|over|up)|assum(?:es?|ed|ing)|add(?:s|ed|ing)?|serv(?:es?|ed|ing)|act(?:s|ed|ing)?|fill(?:s|ed|ing)?|"
    r"cover(?:s|ed|ing)?|oversee(?:s|ing)?|perform(?:s|ed|ing)?|double(?:s|d)?|lead(?:s|ing)?|run(?:s|ning)?)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:nam|appoint|hir|promot|elect)(?:e|s|ed|es|ing)?\b|\b(?:search|hunt|find|recruit)\w*\s(?:for|of|a)\b",
    re.IGNORECASE,
)
_AS = re.compile(rf"{_TAKES_OVER}(?:\s(?:him|her|them))?\sas\s(?:(?:its|the|an?)\s)*")


def with_interim_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who fills in for somebody who leaves has the interim post, and leaves nothing."""
    sentences = sentences_of(text)
    told = [one for one in events if not (_goes_back(one, sentences) or _is_where_leaver_goes(one, events, sentences))]
    told = [_for_a_time(one, sentences) for one in told]
    leaving = [one for one in told if _is_left(one)]
    filling = [(*_fills_in(sentence), sentence) for sentence in sentences] if leaving else []
    for left, (person, post, sentence) in product(leaving, filling):
        if person and not same_person(person, left.person) and left.company != person:
            told = _with_interim(told, left, person, post, sentence)
    return [_without_interim_of_successor(one, told, text) for one in told]


def _is_where_leaver_goes(event: CompanyEvent, events: Sequence[CompanyEvent], sentences: Sequence[str]) -> bool:
    """Whether who fills a post for a time where somebody leaves is read to do so at the company that is left for."""
    if not (is_taking_post(event.type) and event.person and is_for_a_time(event.role)):
        return False
    others = [
        one for one in events if not same_person(one.person, event.person) and not share_name(one.names, event.names)
    ]
    left = [one for one in others if is_leaving(one.type) and one.person]
    named = [one for one in sentences if any(name in one for name in event.names)]
    goes = rf"\bto\s(?:lead|head|run|join|manage)\s(?:the\s)?(?:{any_of(event.names)})"
    return bool(left and named) and all(re.search(goes, one) and not names_person(one, event.person) for one in named)


def _without_interim_of_successor(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """Who leaves the post that another now fills for a time, with that post and not for a time, unless the text says
    that they only filled it, too."""
    if not (is_leaving(event.type) and event.person and is_for_a_time(event.role)):
        return event
    comes = [one for one in events if is_taking_post(one.type) and not same_person(one.person, event.person)]
    if not any(fold(one.role) == fold(event.role) and share_name(one.names, event.names) for one in comes):
        return event
    only_filled = rf"\b{person_in_text(event.person)}(?:{_HAD_FILLED_IN}|{_AS_INTERIM})"
    if is_for_a_time(own_title(event, text)) or re.search(only_filled, text):
        return event
    return in_post(event, for_good(event.role), text)


def _for_a_time(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    """The event of who takes on another post beside their own for a time, with that: "will also act as CIO for now"."""
    if not is_taking_post(event.type) or not event.person or is_for_a_time(event.role):
        return event
    name = person_in_text(event.person)
    for sentence in (one for one in sentences if _ANY_MEANWHILE.search(one)):
        told = re.search(rf"\b{name}\b(?P<before>[^.;]*?)\s{_ON_TOP}(?P<what>[^.;]*?\b{_MEANWHILE})\b", sentence)
        if told is None or _OTHERWISE.search(f"{told['before']} {told['what']}"):
            continue
        taken = [sentence[a:b] for a, b in role_places(sentence) if told.start("what") <= a < told.end()]
        if taken:
            return in_post(event, f"interim {taken[0]}")
        if re.search(rf"\b{re.escape(event.role)},?\s{GIVEN}{name}\b", sentence):
            return replace(in_post(event, ""), certain_from=NEVER)  # what is taken on is no post, and the other is kept
    return event


def _goes_back(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether who filled a post for a time goes back to their own, so leaves nobody."""
    if not is_leaving(event.type) or not event.person:
        return False
    name = person_in_text(event.person)
    who = rf"(?:{name}|[Hh]e|[Ss]he)\b" if is_for_a_time(event.role) else f"{name}{_HAD_FILLED_IN}"
    back = (sentence for sentence in sentences if _BACK.search(sentence))
    return any(re.search(rf"\b{who}[^;]*{_GOES_BACK}", sentence) for sentence in back)


def _is_left(event: CompanyEvent) -> bool:
    return bool(is_leaving(event.type) and event.person and event.role and event.certainty not in UNSURE)


def _fills_in(sentence: str) -> tuple[str, str]:
    """Who a sentence says takes over for a time, and as what, "" where it does not; nobody where it may mean a
    company."""
    takes = re.search(
        rf"({PERSON}){_APPOSED}\s(?:(?P<over>{_TAKES_OVER}[^.;]*?\b{_FOR_A_TIME})|{_JUST_FILLS_IN})", sentence
    )
    found = takes or re.search(
        rf"\b(?:puts?|plac(?:es|ed))\s(?:its\s)?(?:[a-z]+\s){{0,3}}?({PERSON})\sin\scharge\b[^.;]*?\b{_FOR_A_TIME}",
        sentence,
    )
    if found is None:
        return "", ""
    roles = role_places(sentence)
    start, end = begins_name(sentence, *found.span(1)), found.end(1)
    held = any(close in {start - 1, start - 2} or 0 < begin - end < 7 for begin, close in roles)
    name = sentence[start:end]
    known = name.split()[0].lower() in lexicon().given_names or _DEPUTY.search(sentence[:start])
    told = _AS.match(sentence, takes.start("over")) if takes and takes["over"] else None
    post = role_at_start(sentence[told.end() :]) if told else ""
    return (name, post) if " " in name and (held or known) else ("", "")


def _with_interim(
    events: Sequence[CompanyEvent], left: CompanyEvent, person: str, post: str, sentence: str
) -> list[CompanyEvent]:
    """The events; who fills in for somebody who leaves has a post for a time: the one that is told, or that is left."""
    post = post or left.role
    post = post if is_for_a_time(post) else f"interim {post}"
    theirs = [one for one in events if same_person(one.person, person) and share_name(one.names, left.names)]
    told = [one for one in events if one not in theirs or not comes_or_goes(one.type)]
    comes = next((one for one in theirs if is_taking_post(one.type)), None)
    if comes is not None and is_for_a_time(comes.role):
        return list(events)
    if comes is None or comes.probability < left.probability:
        ahead = re.search(r"\b(?:will|is\sto|are\sto)\b", sentence)
        far = Certainty.ANNOUNCED if ahead else Certainty.DONE
        comes = replace(as_successor(left, person, post, sentence), certainty=far)
    return [*told, in_post(comes, post)]


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


def is_permanent(role: str) -> bool:
    """Whether a role is called permanent."""
    return _PERMANENT.match(role) is not None


def with_permanent_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is made permanent in a post is promoted, to the permanent post."""
    sentences = sentences_of(text)
    return [
        replace(event, type="executive_promoted", role=f"permanent {for_good(event.role)}")
        if _keeps_post(event, sentences)
        else event
        for event in events
    ]


def _keeps_post(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    if not is_taking_post(event.type) or not event.person or not event.role or is_permanent(event.role):
        return False
    told = [one for one in sentences if names_person(one, event.person)]
    named = _NAMED_PERMANENT.format(person_in_text(event.person))
    if any(re.search(named, one, re.IGNORECASE) for one in told):
        return True
    was = is_for_a_time(event.role) or any(re.search(r"\b(?:interim|acting)\b", one, re.IGNORECASE) for one in told)
    return was and any(_KEPT.search(one) and not _SOUGHT.search(one) for one in told)
