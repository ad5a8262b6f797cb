"""What the reader takes for an event and is none: a vacancy, the customer's side of a contract, what was years ago,
the death of somebody who had long retired, an open day, a gym or a lease that goes on at the head office, what staff
cost or earn, a loan, a company that goes private (which is bought, and lists no shares). None of it is worth knowing,
so that it is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callnow.model import CompanyEvent
from matching.detection.left_out.looking_back import is_of_long_retired, is_of_the_dead, is_of_years_ago
from matching.detection.left_out.no_sites import is_closed_for_a_time, is_online_shop
from matching.detection.left_out.others_told import (
    is_cut_by_another,
    only_lists_layoffs,
    tells_of_others_leaving,
    was_not_hit,
)
from matching.detection.left_out.unmoved import goes_nowhere, is_amenity, is_of_plant
from matching.detection.left_out.vacancies import is_advertised, is_sought
from matching.detection.matters import may_tell_of
from matching.detection.named import names_person
from matching.detection.workforce.staff_words import LAYOFFS
from matching.event_types import family, is_leaving
from matching.grammar.tokens import sentences_of

_PICKS = (
    r"(?:picks(?!\sup)|selects|chooses|chose|taps|awards|(?:has|have)\s(?:picked(?!\sup)|selected|chosen|tapped|awarded)|"
    r"(?:will\s|to\s)(?:run|use|deploy|adopt))\b"
)
_GATES = re.compile(
    r"\bopen(?:s|ed|ing)?\s(?:the|its|their)\s(?:gates|doors)\b(?!\s(?:of|to|at)\s(?:its|the|a)\snew\b)", re.I
)
_VISITED = re.compile(
    r"\b(?:open\s(?:day|house)|anniversary|(?:marks?|celebrat\w+)\s\d+\syears|to\s(?:the\spublic|visitors)|families)\b",
    re.IGNORECASE,
)

_SHORT_TIME = re.compile(
    r"\b(?:introduc|launch|start|announc|implement|expand|add|bring|roll)\w*\s(?:\w+\s){0,2}?"
    r"(?:kurzarbeit|short[-\s]time\b|reduced\s(?:working\s)?hours)",
    re.IGNORECASE,
)


def is_no_news(event: CompanyEvent, title: str, text: str) -> bool:
    """Whether a text, by its words, tells nothing new of the company with what was read as an event."""
    headed = any(is_none(event, title) for is_none in _BY_HEADLINE)
    return headed or is_of_years_ago(event, title, text) or any(is_none(event, text) for is_none in _BY_TEXT)


def _only_read(event: CompanyEvent) -> bool:
    """Whether the reader alone saw an event: the grammar knows a sale from a purchase, and what opens."""
    return event.rule.startswith("reader")


def _is_short_time(event: CompanyEvent, _text: str) -> bool:
    """Whether short-time work was taken for a product or for jobs that are new."""
    return event.type in {"product_launched", "hiring"} and _SHORT_TIME.search(event.sentence) is not None


def _is_open_day(event: CompanyEvent, text: str) -> bool:
    told = event.type == "office_opened" and _only_read(event)
    return told and bool(_GATES.search(text) and _VISITED.search(text))


@dataclass(frozen=True, slots=True)
class _Misreading:
    """Words that are taken for an event of a type, where a text has none beside them that may tell of one."""

    type: str
    words: re.Pattern[str]
    beside: re.Pattern[str]
    by_grammar: bool = False  # whether the grammar takes them for one, too

    def is_of(self, event: CompanyEvent, text: str) -> bool:
        """Whether an event was read from these words alone."""
        read = event.type == self.type and (self.by_grammar or _only_read(event))
        rest = self.words.sub(" ", text) if read else text
        return rest != text and not self.beside.search(rest)


_HIRES = re.compile(
    r"\b(?:hir\w+|recruit\w*|vacanc\w+|openings?|(?:add|creat|fill)\w*|tak\w+\son|new\s(?:jobs|staff|workers|roles)|staff\w*\sup)\b",
    re.IGNORECASE,
)
_LAYS_OFF = re.compile(rf"\b{LAYOFFS}\b", re.IGNORECASE)
_CLOSES_DEAL = re.compile(
    r"\bclos(?:e|es|ed|ing)\s(?:(?:on|of|out)\s)?(?:(?:the|its|their|a|an)\s)?(?:[\w-]+\s){0,2}?(?:sales?|deals?|acquisitions?|"
    r"purchase|mergers?|divestitures?|disposals?|transactions?|takeovers?|financing|fundrais\w+|funding|rounds?|offerings?|loans?)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\b(?:clos(?:e|es|ed|ing|ures?)|shut\w*)\b", re.IGNORECASE)
_JOBS_FOR = re.compile(
    r"\b(?:jobs?|roles|posts|positions)\s(?:(?:to|will|would|are|that|which|may|could)\s)*go(?:es|ing)?\sto\s"
    r"(?!(?:the\s)?(?:wall|waste|scrap)\b)",
    re.IGNORECASE,
)
_CUTS = re.compile(rf"\b(?:{LAYOFFS}|cut\w*|axe\w*|los[est]\w*|eliminat\w+|slash\w*|shed\w*)\b", re.IGNORECASE)
_STAFF = r"(?:staff|employees?|workers?|workforce|lab(?:or|our)|personnel|payroll|job)(?:['’]s?)?"
_OF_STAFF = re.compile(  # "cuts staff hours": nobody goes
    rf"\b{_STAFF}\s(?:costs?|hours|pay|wages?|salar(?:y|ies)|bonus(?:es)?|benefits?|perks|expenses?|overtime|discounts?|"
    r"turnover|attrition|vacanc(?:y|ies)|shortages?|injur(?:y|ies)|accidents?|absen\w+|stress|burnout|travel|time|training)\b",
    re.IGNORECASE,
)
_GOING = re.compile(
    rf"\b(?:{LAYOFFS}|jobs?|positions?|posts|roles|workers|employees|people|workforce|headcount)\b", re.IGNORECASE
)
# What is celebrated of a site has been there for a year or more.
_CELEBRATED = re.compile(
    r"\banniversary\sof\s(?:its|their|our|the)\s(?:[\w-]+\s){0,3}?(?:move|relocation|headquarters|head\soffice|opening|offices?|campus)\b[^.;,]*"
    r"|\b(?:\w+-year|(?:first|second|third|fifth|tenth)-?\s?(?:year)?)\s(?:milestone|anniversary)\s(?:at|in)\s(?:[\w-]+\s){0,3}?"
    r"(?:headquarters|head\soffice|hq|home(?!\s(?:state|town|market|country))|offices?|campus)\b[^.;,]*",
    re.IGNORECASE,
)
_GOES_OR_OPENS = re.compile(
    r"\b(?:(?:will|to|plans\sto|is|are)\s(?:move|moving|relocate|relocating|open|opening)|(?:moves|relocates|opens|picks)|"
    r"(?<!since\s)(?<!since\sit\s)(?<!newly\s)(?:moved|relocated|opened|unveil(?:s|ed)|cuts?\sthe\sribbon)\b"
    r"(?![^.;]{0,120}\b(?:ago|last|earlier|(?:in|since)\s(?:\w+\s)?(?:19|20)\d\d)\b)|"
    r"(?:another|second|additional)\s(?:[\w-]+\s)?(?:offices?|headquarters))\b",
    re.IGNORECASE,
)
_MISREAD = (
    _Misreading("headquarters_moved", _CELEBRATED, _GOES_OR_OPENS, by_grammar=True),
    _Misreading("office_opened", _CELEBRATED, _GOES_OR_OPENS, by_grammar=True),
    _Misreading("hiring", _LAYS_OFF, _HIRES),  # people go, and nobody comes: "retrenches 40 workers"
    _Misreading("office_closed", _CLOSES_DEAL, _CLOSES),  # what closes is a deal: "to close sale of unit"
    _Misreading("layoffs", _JOBS_FOR, _CUTS),  # jobs go to somebody who gets them: "20 jobs to go to local people"
    _Misreading("layoffs", _OF_STAFF, _GOING, by_grammar=True),  # what staff cost, earn or do
)
_LEAVING = re.compile(
    r"\b(?:resign|retir|leav|left|depart|exit|quit|oust|dismiss|fir(?:es|ed|ing)\b|sack|remov|replac|succe|outgoing|former|interim|"
    r"acting|step|part(?:s|ed|ing)?\s(?:ways|company)|di(?:es|ed)\b|dea(?:d|th)|passing|gone|out\b|vaca|los[est]|ax(?:es|ed)|let\sgo|"
    r"tak(?:es?|ing|en)\sover|took\sover|shake|join|hire|head|bound|poach|lur|mov|predecessor|terminat|relinquish|hand|suspend|exodus|drop|mourn|ex-|bid|farewell|goodbye)",
    re.IGNORECASE,
)


def _leaves_nobody(event: CompanyEvent, text: str) -> bool:
    """Whether a departure of nobody named was read from a text that has no word of leaving: "announces transition"."""
    unnamed = is_leaving(event.type) and not event.person and not event.role
    return unnamed and _only_read(event) and not _LEAVING.search(text)


_NO_HURRY = re.compile(
    r"\b(?:(?:not|never)\s(?:in\s(?:a|any)\s(?:hurry|rush)|rushing|hurrying)|n['’]t\s(?:in\s(?:a|any)\s(?:hurry|rush)|rushing|rush)|"
    r"(?:in\s)?no\s(?:hurry|rush)|(?:tak(?:e|es|ing)|took)\s(?:its|their|his|her)\stime)\b",
    re.IGNORECASE,
)


def _is_in_no_hurry(event: CompanyEvent, text: str) -> bool:
    """Whether nobody is hired yet, by a text in which a company takes its time: nor whom it replaces."""
    if family(event.type) != "executive_hired" or not _NO_HURRY.search(text):
        return False
    person = re.escape(event.person)
    replaced = rf"\b(?:replac\w+|succe\w+|successor\s(?:to|of))\s(?:[\w’'-]+\s){{0,4}}?{person}\b"
    speaks = rf"\b{person}(?:\s[A-Z][\w’'-]+)?\s(?:(?:said|says|told)\b|(?:is\s|was\s)?{_NO_HURRY.pattern})"
    return not person or re.search(rf"(?i:{replaced})|{speaks}", text) is not None


# What somebody says to have done to others or given up, as in interviews: "firing a friend", "why she quit coffee".
_OTHERS = (
    r"(?:an?|my|our|your|(?:his|her|their)\s(?:own|best|closest|first|entire|whole)|people|friends?|some\w*|every\w*|staff|clients?|half|most|"
    r"\d+|ten|twenty|forty)"
)
_NOT_GIVEN_UP = (
    r"(?:the|his|her|their|its|this|my|as|to|at|in|on|for|after|amid|from|by|before|following|with|and|or|when|because|over|"
    r"office|effective|immediately|next|last|behind|early|later|today|yesterday|soon|due|is|was|has|will)"
)
_DEED = re.compile(
    rf"\b(?:(?:fir(?:e|es|ed|ing)|sack(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|la(?:y|ys|id|ying)\soff|let(?:s|ting)?\sgo\sof)\s{_OTHERS}\b"
    rf"(?P<whom>[^.;]{{0,60}})|(?:leav(?:e|es|ing)|left|quit(?:s|ting)?)\s(?!{_NOT_GIVEN_UP}\b|\w+ly\b)[a-z][\w’'-]+)"
)
_GOES = re.compile(
    r"\b(?:resign\w*|retir\w+|leav(?:es?|ing)|left|depart\w*|exit(?:s|ed|ing)?|quit\w*|oust\w*|dismiss\w*|fired?|fir(?:es|ing)|sack\w*|"
    r"remov\w+|replac\w+|succe(?:ed|ss)\w*|outgoing|former\w*|step\w*\s(?:down|aside|back|away)|stand\w*\sdown|stood\sdown|"
    r"part\w*\sways|di(?:es|ed)|death|let\sgo|tak\w+\sover|joins?|joined|mov(?:es|ed|ing)|new|last\sday|farewell|axed|out)\b",
    re.IGNORECASE,
)


def _tells_only_of_deeds(event: CompanyEvent, text: str) -> bool:
    """Whether a departure that only the reader saw is made of whom somebody fired, or of what they gave up."""
    who = event.person or event.role
    if event.type != "executive_departed" or not who or not _only_read(event):
        return False
    deeds = [one for one in _DEED.finditer(text) if event.person or who in text[: one.start()]]
    themselves = event.person and any(names_person(one["whom"] or "", event.person) for one in deeds)
    return bool(deeds) and not themselves and not _GOES.search(_DEED.sub(" ", text))


def _is_customers(event: CompanyEvent, text: str) -> bool:
    """Whether a contract is told of the company that gives it: "Orbel picks Tessaly Software"."""
    if event.type != "contract_won" or not _only_read(event):
        return False
    return any(re.search(rf"\b{re.escape(name)}\s(?:\w+\s)?{_PICKS}", text) for name in event.names)


_TO_BUILD = re.compile(
    r"\b(?:pick|hir|select|cho[os]|tap|nam|appoint)\w*\s(?:[A-Z][\w&’'-]*\s(?:&\s)?){1,4}to\s(?:design|build|construct|develop|renovate|"
    r"market|lease|manage|oversee\sconstruction)\b"
)


def _is_firm_picked(event: CompanyEvent, text: str) -> bool:
    """Whether a firm that is to build or let something was taken for a hire: "picks Lund Architects to design"."""
    unnamed = family(event.type) == "executive_hired" and not event.person and not event.role
    return unnamed and _only_read(event) and _TO_BUILD.search(text) is not None


_SMALL_PRINT = re.compile(r"\bforward-looking\s(?:information|statements?)\b", re.IGNORECASE)


def _is_small_print(event: CompanyEvent, text: str) -> bool:
    """Whether all that tells of an event is a sentence on what is forward-looking: "that it may close offices"."""
    told = [one for one in sentences_of(text) if may_tell_of(one, event.type)] if _SMALL_PRINT.search(text) else []
    return bool(told) and all(map(_SMALL_PRINT.search, told))


_LOAN = r"(?:financing|loans?|facilit(?:y|ies)|funding|credit|lend(?:ers?|ing))"
_INSOLVENCY = r"(?:bankruptcy|chapter\s11|insolvency)"
_IN_INSOLVENCY = re.compile(
    rf"""\bdebtor[\s-]in[\s-]possession\b | \bDIP\s(?:\w+\s)?{_LOAN}\b
    | \b{_INSOLVENCY}\s(?:exit\s)?{_LOAN}\b
    | \b(?:bankrupt|insolvent)\s.*\b{_LOAN}\b
    | \bexit\s{_LOAN}\b.*\b(?:{_INSOLVENCY}|emerg\w+) | \b(?:{_INSOLVENCY}|emerg\w+).*\bexit\s{_LOAN}\b
    | \b(?:court|judge)\b.{{0,60}}\b(?:loan|financing)\b.{{0,60}}\b{_INSOLVENCY}""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:credit|loan|lending|debt|revolving|financing|securitization)\s(?:[\w-]+\s){0,2}?facilit(?:y|ies)\b",
    re.IGNORECASE,
)


def _is_loan(event: CompanyEvent, title: str) -> bool:
    """Whether an event is only a loan, by the headline or the sentence that tells it."""
    told = (title, event.sentence)
    if event.type == "funding":
        return any(_IN_INSOLVENCY.search(words) for words in told)
    named = event.origin[:1].isalpha() or event.destination[:1].isalpha()
    site = event.type in {"office_opened", "office_closed"} and not named
    return site and any(_CREDIT.search(words) for words in told)


_PRIVATE = re.compile(
    r"\b(?:go(?:es|ing)?|gone|went)\sprivate\b | \btaken\sprivate\b | \btake-private\b"
    r"| \btak(?:es?|ing)\s(?:[\w&.’'-]+\s){1,3}private(?=\W*$|[,;.:]|\s(?:in|with|by|for|at|after|as)\b)",
    re.VERBOSE | re.IGNORECASE,
)


def _goes_private(event: CompanyEvent, title: str) -> bool:
    """Whether an event is what a headline about a company that goes private is taken for, and does not tell."""
    return event.type in {"ipo", "partnership", "funding"} and _PRIVATE.search(title) is not None


_BY_HEADLINE = (_is_loan, _goes_private, is_sought)
_BY_TEXT = (
    _is_small_print,
    is_advertised,
    is_of_long_retired,
    is_of_the_dead,
    is_online_shop,
    _leaves_nobody,
    _tells_only_of_deeds,
    tells_of_others_leaving,
    _is_in_no_hurry,
    _is_short_time,
    _is_open_day,
    goes_nowhere,
    is_amenity,
    is_of_plant,
    was_not_hit,
    _is_customers,
    _is_firm_picked,
    only_lists_layoffs,
    is_cut_by_another,
    is_closed_for_a_time,
    *(one.is_of for one in _MISREAD),
)
