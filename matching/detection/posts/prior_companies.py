"""Employers before: only what a text says of this person, nothing of whom they replace or of a neighbour in a list.

"replacing Omar Fadil, who went to Quillon" says nothing of who replaces him, nor does the next sentence of a round-up
that names another company. A departure that a reader made of such a company is none of this person's. Where the post
itself is ("general manager of the Orbel Inn") somebody comes to, and from nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person, surname
from matching.detection.named import any_of
from matching.detection.posts.changes import in_post, same_at_company
from matching.event_types import is_arriving, is_leaving
from matching.grammar.subject import is_no_company
from matching.grammar.tokens import sentences_of
from matching.reading.mentions import with_initials
from matching.word_search import occurrences

# Words that name no company by themselves; with a person's name they begin a post: "Jane Roe Group Chief Executive"
_NOBODY = frozenset(
    {"group", "company", "board", "bank", "firm", "corporation", "global", "international", "business", "committee"}
)
# "COO of the Danish pump maker Orbel Pumper": what describes the company is no name of it
_NATION = re.compile(
    r"(?:American|Australian|Austrian|Belgian|Brazilian|British|Bulgarian|Canadian|Chinese|Croatian|Czech|Danish|Dutch"
    r"|English|Estonian|European|Finnish|French|German|Greek|Hungarian|Icelandic|Indian|Irish|Israeli|Italian|Japanese|Korean"
    r"|Latvian|Lithuanian|Mexican|Nordic|Norwegian|Polish|Portuguese|Romanian|Russian|Scottish|Serbian|Slovak|Slovenian"
    r"|South Korean|Spanish|Swedish|Swiss|Turkish|Ukrainian|Welsh|U\.?S\.?|UK|U\.K\.)(?:-based)?"
)
_NAME = r"(?P<name>[A-Z][\w&'’.-]*(?:\s(?:(?:&|de|of|van|und|et)\s)?[A-Z][\w&'’./-]*)*)"
_WORKED = re.compile(
    r"(?:\b(?:[Hh]e|[Ss]he|[Tt]he\s(?:\d\d-year-old|(?!company|group|firm|bank)[a-z-]+(?:\s[a-z-]+){0,2}))|(?P<who>[A-Z][\w’'-]+))"
    r"\s(?:has\s|had\s)?(?:previously|formerly|most\srecently|recently|last|earlier|before)\s(?:worked|been|was\semployed)\s"
    rf"(?:for|at|with)\s(?:the\s(?:[a-z-]+\s){{1,4}})?{_NAME}"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|they|their|i|my)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:former(?:ly)?|ex|previous(?:ly)?|recent(?:ly)?|prior|before|veterans?|alum\w*|career|worked|served|spent|stints?|"
    r"(?:joins?|joined|joining|comes|arriv\w+|hir\w+|poach\w+|lur\w+|recruit\w+)\b[^.;]*\bfrom)\b",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:replac\w+|succe(?:ed\w*|ss\w*)|(?:tak\w+|took)\sover\s(?:from|for)|fill\w*|follow(?:s|ing))\b"
    r"[^;]*?[,(]\s?(?:who|whose|now|(?:has|is|was|had)\b)[^;]*$"
    r"|\b(?:after|when|since|as)\s(?!s?he\b|they\b)(?:[\w’'.-]+\s){1,4}?(?:(?:has|had|was|is|recently)\s)*"
    r"(?:left|leaves|leaving|went|moved|departed|decamped|defected|jumped|joined|poached|hired|resigned|quit)\b[^,;]*$",
    re.IGNORECASE,
)


def with_own_employers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, without employers before that it does not tell of the person, and without their leaving
    such a company."""
    sentences = sentences_of(text)
    events = _at_post_s_place(events, sentences)
    kept = (_of_own_company(_with_whole_employer(one, sentences), events, sentences) for one in events)
    told = [_without_strange_employer(one, sentences) for one in kept if one is not None]
    hired = {fold(one.person) for one in told if is_arriving(one.type) and one.person}
    return [_from_where_they_worked(one, sentences) for one in told] if len(hired) == 1 else told


_GETS = (
    r"(?:(?:(?:has|have|had|will|is|was|were|to)\s)?(?:be(?:en)?\s)?(?:named|appointed|hired|promoted|tapped|chosen|selected|become|"
    r"becomes|joins|joined)\s)?(?:as\s|to\s|be\s|become\s)*(?:(?:the|its|an?|new|next|first)\s)*"
)
_PROPERTY = r"(?P<place>[A-Z][\w’'&.-]*(?:\s(?:(?:&|of|at|the|on)\s)?[A-Z][\w’'&.-]*)*)"


def _at_post_s_place(events: Sequence[CompanyEvent], sentences: Sequence[str]) -> list[CompanyEvent]:
    """The events, where a post is given at a place ("names Jane Roe manager of the Orbel Inn"), with nobody who comes
    from there: who was said to leave it comes to it."""
    places = [(one, place) for one in events for place in _places_of_post(one, sentences)]
    told = [(one, _without_place_of_post(one, places)) for one in events]
    come = [new for one, new in told if is_arriving(one.type)]
    return [new for one, new in told if one.type == new.type or not any(same_at_company(new, two) for two in come)]


def _places_of_post(event: CompanyEvent, sentences: Sequence[str]) -> Iterator[str]:
    """Where a text places the post that somebody gets, other than at the company that gives it."""
    if not (event.person and event.role and is_arriving(event.type)):
        return
    role = re.escape(re.split(r"\s(?:of|at|for)\s(?:the\s)?(?=[A-Z])", event.role)[0])
    given = rf"\b{re.escape(surname(event.person))}\s{_GETS}{role}\s(?:of|at|for)\s(?:the\s)?(?:\d+-room\s)?{_PROPERTY}"
    for found in (found for one in sentences for found in re.finditer(given, one)):
        if not share_name([found["place"]], event.names):
            yield found["place"].rstrip(".")


def _without_place_of_post(event: CompanyEvent, places: Sequence[tuple[CompanyEvent, str]]) -> CompanyEvent:
    """The event without such a place as the employer before; one of leaving it, of coming to it."""
    theirs = [(given, place) for given, place in places if same_person(given.person, event.person)]
    if event.prior_company and any(event.prior_company in place for _, place in theirs):
        return replace(event, prior_company="")
    for given, place in places if theirs and is_leaving(event.type) else ():
        if share_name([place], event.names) or any(name in place for name in event.names):
            return replace(
                given,
                id=event.id,
                type="executive_hired",
                company=place,
                also_called=event.names,
                prior_company="",
                rule=event.rule,
                probability=event.probability,
                company_evidence=event.company_evidence,
                certain_from=event.certain_from,
            )
    return event


def _from_where_they_worked(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    """The event of somebody hired, with the employer for whom, by a sentence of its own, they worked before."""
    if not is_arriving(event.type) or not event.person or event.prior_company:
        return event
    for worked in (found for one in sentences if (found := _WORKED.match(one))):
        name = worked["name"].rstrip(".")
        if worked["who"] in {None, surname(event.person)} and not share_name([name], event.names):
            return replace(event, prior_company=name)
    return event


def _without_strange_employer(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    prior = event.prior_company
    if not prior or not event.person:
        return event
    if (
        fold(prior) in _NOBODY
        or is_no_company(prior.lower())
        or fold(prior) in map(fold, event.names)
        or any(fold(name).startswith(f"{fold(prior)} ") for name in event.names)  # the town of its police department
        or any(f"{event.person} {prior} " in sentence for sentence in sentences)  # "Jane Roe Group Chief Executive"
        or not _is_told_of(event, (prior,), event.names, sentences)
        or _is_part_of(event.names, (prior,), sentences)
        or _is_long_past(prior, sentences)
    ):
        return replace(event, prior_company="")
    return event


def _is_long_past(prior: str, sentences: Sequence[str]) -> bool:
    """Whether a text says of a company only what somebody did there long ago: "who rescued Orbel a decade ago"."""
    ago = (
        rf"\b{re.escape(prior)}\s(?:[a-z]+\s){{0,3}}?(?:an?\s|two\s|three\s)?(?:decades?|generation)\s(?:ago|earlier)\b"
    )
    named = [one for one in sentences if prior in one]
    return bool(named) and all(re.search(ago, one) for one in named)


def _with_whole_employer(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    """The event with the employer before by its whole name, where that begins with initials, "First" or "New", which
    begin descriptions as often as names, so that they are cut, or where "'s" is part of it: "Odo's Pizza". What is
    only described by its country has the name that follows, if any does."""
    if _NATION.fullmatch(event.prior_company):
        described = re.compile(rf"\b{re.escape(event.prior_company)}\s(?:[a-z][\w-]*\s){{1,5}}{_NAME}")
        names = (is_so["name"].rstrip(".") for one in sentences if (is_so := described.search(one)))
        return replace(event, prior_company=next(names, ""))
    prior = with_initials(event.prior_company, " ".join(sentences))
    prior = _with_its_s(prior, sentences)
    whole = re.compile(rf"(?<=[a-z’',] )(?:First|New|Old|Great|Greater)\s{re.escape(prior)}(?!\w)")
    found = [whole.search(one) for one in sentences if prior and prior in one]
    return replace(event, prior_company=found[0][0] if found and all(found) and found[0] else prior)


def _with_its_s(name: str, sentences: Sequence[str]) -> str:
    """A name that always has "'s" behind it, with that, where it is nobody's possession: no word follows that could be,
    or the rest of a name does ("Odo's Pizza", not "Odo's Asia Division")."""
    written = re.compile(
        rf"(?<![\w’'-]){re.escape(name)}(?!\w)(?:(?P<its>['’]s)(?P<rest>(?:\s[A-Z][\w&-]+)*)(?P<more>\s\w)?)?"
    )
    found = [one for sentence in sentences for one in written.finditer(sentence)] if name else []
    if not found or not all(one["its"] for one in found):
        return name
    rests = {one["rest"] for one in found if one["rest"] and not _OF_PART.search(one["rest"])}
    alone = any(
        not one["rest"] and (not one["more"] or _BEHIND_NAME.match(one.string, one.end("its"))) for one in found
    )
    return f"{name}{found[0]['its']}{max(rests, key=len, default='')}" if rests or alone else name


_OF_PART = re.compile(
    r"\b(?:division|unit|group|department(?!\sstores)|team|business|office|operations?|america\w*|asia\w*|europe\w*|africa\w*|australia\w*|"
    r"north|south|east|west|us|u\.s|uk|chief|c[a-z]?o|president|vice|head|chair\w*|director|board|general|managing|senior|executive)\b",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(r"\s(?:where|when|which|who|as|and|in|after|to|for|on|with|until|since|last|this)\b")


def _of_own_company(
    event: CompanyEvent, events: Sequence[CompanyEvent], sentences: Sequence[str]
) -> CompanyEvent | None:
    """The event; None for one of a company made of the first word of a post, with or without a name, or for a departure
    from what the text does not tell of somebody who is hired elsewhere; nobody's, where the grammar found it."""
    name, _, last = event.company.rpartition(" ")
    is_post = is_leaving(event.type) and all(fold(name) in _NOBODY for name in event.names)
    if fold(last) in _NOBODY and (is_post or any(fold(name) == fold(one.person) for one in events)):
        return None
    taken = [one for one in events if is_arriving(one.type)]
    hired = [one for one in taken if same_person(one.person, event.person)]
    if not is_leaving(event.type) or not hired:
        return event
    is_part = any(_is_part_of(one.names, event.names, sentences) for one in hired)
    if is_part or _is_long_past(event.company, sentences):
        return None
    if any(share_name(one.names, event.names) for one in taken):
        return event
    if _is_told_of(event, event.names, [name for one in hired for name in one.names], sentences):
        return event
    return None if event.rule.startswith("reader") else in_post(replace(event, person=""), "")


def _is_part_of(names: Sequence[str], others: Sequence[str], sentences: Sequence[str]) -> bool:
    """Whether a company is told as one of another's: "Orbel Clinic, a member of Velm", "Orbel, a Velm clinic"."""
    part = r"(?:an?|part|one|owned|operated|run|affiliated)\s(?:(?!by\sthe\sboard)[\w-]+\s){0,4}?(?:the\s)?"
    told = rf"(?:{any_of(names)})(?:,|\sis|\s\()\s?{part}(?:{any_of(others)})\b"
    return any(re.search(told, sentence) for sentence in sentences)


def _is_told_of(event: CompanyEvent, names: Sequence[str], employers: Sequence[str], sentences: Sequence[str]) -> bool:
    """Whether a sentence that has one of a company's names tells it of the event's person, whom `employers` hire; where
    none has, it may."""
    mentions = [(one, one[:start]) for name in names for one in sentences for start, _ in occurrences(one, name)]
    return not mentions or any(_is_theirs(event.person, employers, *mention) for mention in mentions)


def _is_theirs(person: str, employers: Sequence[str], sentence: str, before: str) -> bool:
    """Whether a sentence tells of somebody the company behind the words `before`."""
    last = surname(person)
    replaced = _REPLACED.search(before)
    if replaced and last not in replaced[0]:
        return False
    of_person = last in sentence or _PRONOUN.search(sentence) or _BEFORE.search(sentence)
    return bool(of_person) or any(name in sentence for name in employers)
