"""Who comes from inside, and is promoted, and who from outside, and is hired, where a text says it in passing: "she is
currently vice president", "he steps up from operations director", "with the group since 2016", "who until recently
worked for a rival".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import name_in_text, same_person
from matching.detection.named import any_of, first_named, is_called, person_in_text
from matching.detection.posts.changes import role_at_start
from matching.detection.workforce.staff_words import NUMERAL
from matching.event_types import is_taking_post
from matching.grammar.tokens import sentences_of

_KIND = (
    r"(?:company|group|firm|bank|hospital|university|college|school|district|department|agency|organi[sz]ation|retailer|"
    r"association|council|business|team)"
)
_HERE = rf"(?:the|our|its|this)\s{_KIND}\b(?!['’])"
_ANY = frozenset(
    ["company", "group", "firm", "agency", "organization", "organisation", "business", "team"]
)  # of whatever name
_YEAR = r"(?:19|20)\d\d\b"
_AT_WORK = re.compile(
    rf"\b(?:with|at|for)\s{_HERE}\s(?:since|for\s(?:{NUMERAL}|more|over|nearly|almost|many|the)\b)|"
    rf"\bthere\s(?:since|for\s(?:{NUMERAL}|more|over|nearly|almost|many)\b)|"
    rf"\b(?:since|until)\s(?:joining|(?:his|her|their)\sarrival)\b[^.;]{{0,40}}\b{_YEAR}|"
    rf"\b{NUMERAL}[\s-](?:months?|years?)\safter\sjoining\b|\b{NUMERAL}-year\sveteran\sof\s{_HERE}|"
    rf"\bjoined\s{_HERE}\s(?:[\w-]+\s){{0,6}}?in\s(?:[A-Z][a-z]+\s)?{_YEAR}",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:is|was)\s(?:currently|presently|until\snow)|(?:step(?:s|ped|ping)|moves|moved|moving)\sup\sfrom|(?:rises|rose)\s(?:up\s)?from)\s"
    r"(?:(?:an?|the|its|our|(?:the\s)?[\w-]+['’]s)\s)*"
)
_ELSEWHERE = re.compile(
    r",?\s(?:of|at|for|with|in)\s(?:an?\s|another\s|(?:the\s)?(?:[a-z-]+\s)?(?:[A-Z]|rival|competitor|local))"
)
_RISES = (
    r"\b{0}\b(?:,?\s(?:and\s)?[A-Z][\w.’'-]*)*,?\s(?:has|have|was|were)\s(?:been\s)?(?:promoted|elevated)\b|"
    r"\b(?:promot|elevat)(?:es|ed)\s(?:[\w’'.-]+\s){{0,6}}?{0}\b"
)
_MAY_RISE = re.compile(r"promot|elevat")  # without one of these nobody does
_INSIDER = re.compile(  # not an "industry insider"
    r"\b(?:(?:company|turns\sto|hires|picks|taps|names|appoints|chooses|promotes)\s(?:an?\s)?(?:long-?time\s)?insider|"
    r"(?:company|in-house)\s(?:vet(?:eran)?|exec(?:utive)?))\b",
    re.IGNORECASE,
)
_OUTSIDER = re.compile(
    r"\b(?:turns\sto|hires|picks|taps|names|appoints|chooses)\s(?:an?\s)?(?:outsider|outside\shire)\b|"
    r"\b(?:until\s(?:recently|now|last)|most\srecently|previously|currently)\b[^.;]{0,60}?\b(?:at|for)\s"
    r"(?:an?|another)\s(?:[a-z-]+\s)?(?:rival|competitor)\b",
    re.IGNORECASE,
)


def with_inside_or_outside(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who works there already is promoted, who comes from a rival hired, and nobody is both."""
    sentences = sentences_of(text)
    people = {one.person for one in events if one.person}
    told = [_from(one, people, sentences) if is_taking_post(one.type) and one.person else one for one in events]
    return [one for one in told if not any(_says_more(other, one) for other in told)]


def _from(event: CompanyEvent, people: Set[str], sentences: Sequence[str]) -> CompanyEvent:
    """The event as a promotion or as a hiring, by sentences that are of its person."""
    others = [one for one in people if not is_called(one, event.person) and not is_called(event.person, one)]

    def is_theirs(found: re.Match[str]) -> bool:
        """Whether words are of the event's person: the last one named before them, the only one of the text, or whom
        the sentence before "She …" names first."""
        before = {found.string.rfind(name_in_text(one), 0, found.end()): one for one in [*others, event.person]}
        last = max(before)
        if last < 0 and others and re.match(r"(?:He|She)\b", found.string):
            said = "".join(sentences[: sentences.index(found.string)][-1:])
            return first_named([*others, event.person], said) == event.person
        return before[last] == event.person and (last >= 0 or not others)

    outside = (found for one in sentences for found in _OUTSIDER.finditer(one))
    if any(is_theirs(found) for found in outside):
        return replace(event, type="executive_hired")
    inside = (found for one in sentences for found in (*_at_work(event, one), *_INSIDER.finditer(one)))
    if event.prior_company or not (
        any(is_theirs(found) for found in (*inside, *_posts_had(event, sentences))) or _rises(event, sentences)
    ):
        return event
    return replace(event, type="executive_promoted")


def _rises(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether somebody is said to be promoted here, and not years ago or at a firm before."""
    sentences = [one for one in sentences if _MAY_RISE.search(one)]
    if not sentences:
        return False
    risen = re.compile(_RISES.format(person_in_text(event.person)))
    here = re.compile(rf"\b(?:{any_of(filter(None, (*event.names, event.role)))})\b", re.IGNORECASE)
    return any(
        risen.search(one) and here.search(one) and not re.search(rf"\bin\s(?:\w+\s)?{_YEAR}", one) for one in sentences
    )


def _at_work(event: CompanyEvent, sentence: str) -> Iterator[re.Match[str]]:
    """Where a sentence has somebody at work here, with no other place before: "the bank" is not Orbel Foods."""
    own = fold(" ".join(event.names)).split()
    for found in _AT_WORK.finditer(sentence):
        kinds = {kind.casefold() for kind in re.findall(rf"\b{_KIND}\b", sentence[: found.end()], re.IGNORECASE)}
        others = re.findall(
            r"\b(?:at|with|for|from|led|ran|headed)\s(?:the\s)?([A-Z][\w&-]*)", sentence[: found.start()]
        )
        if kinds <= {*_ANY, *own} and all(fold(one) in own for one in others):
            yield found


def _posts_had(event: CompanyEvent, sentences: Sequence[str]) -> Iterator[re.Match[str]]:
    """Where sentences give somebody another post at the same company: "she is currently vice president", "Ann Roe, its
    controller,"."""
    own = rf"(?:its|our|their|(?:the\s)?{_KIND}['’]s|(?:{any_of(event.names)})['’]s?)"
    beside = re.compile(rf"\b{person_in_text(event.person)},\s(?:who\sis\s)?{own}\s(?:current\s)?", re.IGNORECASE)
    for said in (found for one in sentences for found in (*_NOW.finditer(one), *beside.finditer(one))):
        post = role_at_start(said.string[said.end() :])
        behind = said.string[said.end() + len(post) :]
        if post and fold(post) not in fold(event.role) and not _is_elsewhere(behind, event):
            yield said


def _is_elsewhere(behind: str, event: CompanyEvent) -> bool:
    return _ELSEWHERE.match(behind) is not None and not re.match(
        rf",?\s\w+\s(?:the\s)?(?:{any_of(event.names)})\b", behind
    )


def _says_more(surer: CompanyEvent, event: CompanyEvent) -> bool:
    """Whether somebody's post is told once more, as surely or more so, as another kind of coming to it."""
    is_both = is_taking_post(surer.type) and is_taking_post(event.type) and surer.type != event.type
    if not (is_both and event.person and surer.probability >= event.probability):
        return False
    alike = share_name(surer.names, event.names) or any(
        set(fold(one).split()) <= set(fold(two).split()) for one in surer.names for two in event.names
    )
    return bool(alike and same_person(surer.person, event.person) and fold(surer.role) == fold(event.role))
