"""Posts that are none: in a film or novel, for a star who lends a name to a ship or a line, a degree ("Executive MBA"),
or the same post again; and who fires somebody leaves none.

The reader takes the words of an appointment for one whatever they stand in. None of it is worth knowing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.persons import name_in_text
from matching.detection.matters import may_tell_of
from matching.detection.merging import change_told, each_once
from matching.detection.named import is_about, names_person
from matching.event_types import is_about_people, is_leaving
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

_WORK = (
    r"(?:sitcoms?|series(?!\s[A-H]\b)|films?|movies?|novels?|dramas?|plays?(?!\s(?:for|to|on|at)\b)|musicals?|comed(?:y|ies)|"
    r"episodes?|thrillers?|soap(?:\sopera)?|(?:season|series)?\s?finale|season|storyline|satires?|sketch(?:es)?)"
)
_TELLS = r"(?:tells?|imagines?|follows?|depicts?|portrays?|cent(?:re|er)s?\son|stars?|features?|is\s(?:about|set))"
_STORY = re.compile(
    rf"\bin\s(?:(?:the|an?|his|her|its|this|that|new|latest|upcoming|hit|[\w-]+['’]s)\s)+(?:[\w-]+\s){{0,2}}?{_WORK}(?=[\s,.;:]|$)"
    rf"(?!\s(?:division|business|unit|department|production|industry|company|maker|studio|finance|of\s(?:meetings|events|talks)))"
    rf"|\bin\s(?:new\s)?(?:sitcom|film|movie|novel)\b,|\b{_WORK}\s(?:[\w’'-]+\s){{0,3}}?{_TELLS}\b"
    r"|\bjoin(?:s|ed|ing)?\s(?:the\s)?cast\b|\b(?:(?:will|to)\s(?:play|portray)|cast\sas)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}?"
    r"(?:c[a-z]o|chief\sexecutive|boss|president|chair\w*|director|manager|head)\b(?!\s(?:role|part)\b)"
    r"|\bwho\splays\b|\bplays\s(?:the\s)?(?:fictional\s)?(?:c[a-z]o|chief|boss|president|head)\b|\b(?:is|was|be)\splayed\sby\b"
    r"|\bfictional\b|\bapril\sfools?\b",
    re.IGNORECASE,
)
_STAR = (
    r"(?i:(?:(?:hollywood|bollywood|film|movie|pop|rock|tv|television|soccer|football|basketball|tennis|cricket|sports?|country|"
    r"music|reality)\s(?:and\s\w+\s)?(?:star|legend|icon|idol)|actor|actress|singer|songwriter|rapper|pop\ssinger|comedian|supermodel|"
    r"footballer|cricketer|(?:olympic|world|wimbledon|tennis|grand\sslam)\s(?:[a-z]+\s)?(?:champion|medall?ist)|"
    r"influencer|youtuber|tiktoker))"
)
_ANY_STAR = re.compile(rf"\b{_STAR}")
_ONCE = r"(?<!former\s)(?<!formerly\s)(?<!ex-)(?<!retired\s)(?<!onetime\s)(?<!turned\s)"
_REAL_POST = re.compile(
    r"\b(?:c[efiot]o|cmo|chief\sexecutive|chief\s(?:\w+\s)?(?:financial|operating|information|technology|marketing)\sofficer|"
    r"president|chair\w*|managing\sdirector|director\sof|vice|board|partner)\b",
    re.IGNORECASE,
)
_LENDS_NAME = re.compile(
    r"\b(?:god(?:mother|father|parent)|(?:brand\s|global\s|celebrity\s)*ambassador|face|muse|mascot|grand\smarshal|spokesmodel)\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"Executive\s(?:Global\s)?(?:M\.?B\.?A\b|Masters?\b|Education\b|(?:Leadership|Management|Development)\s(?:Academy|Programme?|Course)\b)",
    re.IGNORECASE,
)
_EARNS = re.compile(
    r"\b(?:earn|complet|graduat|receiv|finish|obtain|gain|award|confer|achiev|pursu|enrol|attend|start|begin|hold|get)\w*\b",
    re.IGNORECASE,
)
# A company is taken on as adviser or manager, and never as chief.
_AS_CHIEF = (
    r",?\sas\s(?:(?:its|the|their|our|an?|new|next|first|interim|acting|group)\s){0,3}"
    r"(?:(?i:chief\s[a-z]|(?:vice\s)?president\b|(?:managing\s|executive\s)director\b|head\sof\b)|C[A-Z]{1,2}O\b)"
)
_AGAIN = re.compile(r"\bre-?appoint\w*", re.IGNORECASE)
_NEW = re.compile(
    r"(?<![-\w])(?:appoint|hir(?:e|ing)|join|promot|elevat|succeed|replac|nam(?:e[sd]|ing)\b|took\sover|becom|becam)",
    re.IGNORECASE,
)


def is_made_up(event: CompanyEvent, text: str) -> bool:
    """Whether a text tells of a post only in a story, as a star's who lends a name, or as held before."""
    if not is_about_people(event.type):
        return False
    told = _told(event, sentences_of(text))
    if told and all(_STORY.search(sentence) for sentence in told):
        return True
    if is_leaving(event.type):
        return _fires_another(event, text)
    if not event.person:
        return False
    return _is_star(event, text) or _is_degree(event, text) or _keeps_on(event, text)


def without_companies_as_people(
    events: Sequence[CompanyEvent], names: Collection[str], text: str
) -> list[CompanyEvent]:
    """The events without a person who is a company: the company itself ("Harwich Town sack manager" is of the manager),
    one of the organisations that the reader names, or whose boss is told of ("Orbel Air boss to run Velmora")."""
    companies = {e.id for e in events if e.person and _is_company(e, names, text)}
    people = {(e.type, e.company) for e in events if e.person and e.id not in companies}
    told = [
        replace(e, person="") if e.id in companies and e.person not in e.names else e
        for e in events
        if e.id not in companies or (e.type, e.company) not in people
    ]
    return each_once(told, change_told)


def _is_company(event: CompanyEvent, names: Collection[str], text: str) -> bool:
    """Whether the person of an event is a company."""
    if event.person in event.names:
        return True
    if event.person.split()[0].casefold() in lexicon().given_names:
        return False
    if re.search(rf"\b{re.escape(event.person)}{_AS_CHIEF}", text):
        return False
    is_led = rf"\b{re.escape(event.person)}\s(?:boss|chief)\s(?:to|is|has|will|\w+s)\b"
    return event.person in names or re.search(is_led, text) is not None


def _told(event: CompanyEvent, sentences: Sequence[str]) -> list[str]:
    """The sentences that name the company, and the person where one does."""
    there = [one for one in sentences if any(name in one for name in event.names)]
    person = name_in_text(event.person) if event.person else ""
    return [one for one in there if person in one] or there


def _is_star(event: CompanyEvent, text: str) -> bool:
    if _LENDS_NAME.fullmatch(event.role):
        return True
    if not _ANY_STAR.search(text):
        return False
    star = rf"{_ONCE}\b{_STAR}(?:\sand\s[a-z]+)?,?\s(?:[A-Z][\w’'-]+\s)??{re.escape(event.person)}"
    return re.search(star, text) is not None and not _REAL_POST.search(event.role)


_FIRES = (
    r"\s(?i:(?:is\s)?(?:\w+ly\s)?firing|fires|sacks|ousts|dismisses|axes|"
    r"(?:has|have)\s(?:fired|sacked|ousted|dismissed))\s"
    r"(?!(?:\w+\s)?(?:claims?|criticism|rumou?rs?|speculation|reports?|concerns|fears|talk|suggestions|allegations|back)\b)"
)


def _fires_another(event: CompanyEvent, text: str) -> bool:
    """Whether who fires somebody was taken for who leaves: "Dana Roe fires engineer"."""
    rest = re.sub(f"({re.escape(event.person)}){_FIRES}", r"\1 ", text) if event.person else text
    told = (one for one in sentences_of(rest) if names_person(one, event.person))
    return rest != text and not any(may_tell_of(one, event.type) for one in told)


def _is_degree(event: CompanyEvent, text: str) -> bool:
    """Whether a post is made of a degree or course that somebody completes: "earns Executive MBA"."""
    if not re.match(r"Executive\b", event.role, re.IGNORECASE) or not _EARNS.search(text):
        return False
    places = list(re.finditer(rf"\b{re.escape(event.role)}\b", text, re.IGNORECASE))
    return bool(places) and all(_DEGREE.match(text, place.start()) for place in places)


def _keeps_on(event: CompanyEvent, text: str) -> bool:
    """Whether all that is told of a post is that its holder is appointed to it again."""
    if event.type == "board_appointed" or not _AGAIN.search(text):
        return False
    told = [one for one in sentences_of(text) if is_about(one, event.person) and role_places(one)]
    return any(_AGAIN.search(one) for one in told) and not any(_NEW.search(one) for one in told)
