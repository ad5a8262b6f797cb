"""What is told as done though the text says that it is yet to come: who retires in March is still there today, and a
site that "will close" or a company that somebody "has agreed to buy" is still what it was. And a deal that is completed
is done, however it was announced.

Days are compared with the announcement's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.cadence.day_words import MONTH
from matching.detection.days.leaving_later import NAMED_DAY, begins_elsewhere, leaves_later, names_day_ahead
from matching.detection.denied.denials import MAY_BE, denies
from matching.detection.named import any_of, names_person
from matching.detection.staff_words import JOBS, PEOPLE
from matching.event_types import DEALS, is_about_people, is_leaving, is_taking_post
from matching.grammar.companies.jobs import UNDER_CONDITION
from matching.grammar.tokens import sentences_of

_OWN = r"(?:[\w’'-]+\s){0,2}?(?:be\s|begin\s|start\s)?"
_TO_COME = (
    rf"\b(?:(?:will|shall|would)\s(?!have\s)|(?:plans?|plann(?:ed|ing)|intends?|intention|expects?|expected|set|going|poised|agree[sd]?|"
    rf"agreement|deal|letter\sof\sintent|is|are|about)\sto\s){_OWN}"
)
_SHUTS = r"clos(?:e|ed|ing)|shut(?:ter)?(?:ed|ting)?|wind\sdown|cease|vacate|exit|mothball|idle"
_BUYS = r"acquir(?:e|ed|ing)|buy|bought|purchased?|merged?|combined?|sell|sold|tak(?:e|en)\sover|divest(?:ed)?"
_CUTS = r"cut|axed?|eliminat(?:e|ed|ing)|shed|slash(?:ed)?|reduced?|laid\soff|lay\soff|go|made\sredundant"
_MOVES = r"mov(?:e|ed|ing)|relocat(?:e|ed|ing)|shift(?:ed)?|transfer(?:red)?"
# By type: the verbs that a text has it yet to do, and the words by which it is done
_VERBS = {
    "office_closed": (_SHUTS, r"closed|shut|shuttered|vacated|ceased"),
    "layoffs": (_CUTS, r"cut|axed|eliminated|shed|slashed|laid\soff|let\sgo|made\sredundant"),
    "headquarters_moved": (
        _MOVES,
        r"moved|relocated|shifted|transferred|opened\s(?:[\w’'-]+\s){0,4}?(?:headquarters|head\soffice|hq)",
    ),
    "office_opened": (r"open(?:ed|ing)?|inaugurated?", r"opened|inaugurated"),
    "hiring": (
        r"hir(?:e|ed|ing)|recruit(?:ed|ing)?|tak(?:e|en|ing)\son|add(?:ed|ing)?|created?",
        r"hired|recruited|taken\son|took\son|added|created",
    ),
    "acquisition": (_BUYS, r"acquired|bought|purchased|completed|closed|finali[sz]ed|sold|taken\sover"),
    "divestiture": (_BUYS, r"sold|completed|closed|finali[sz]ed|divested"),
    "merger": (_BUYS, r"merged|combined|completed|closed|finali[sz]ed"),
}
# "will close 40 branches and cut 300 jobs": what is to be done goes on behind "and" or a comma, in the same form.
_WITHIN = r"(?:(?!\b(?:which|who|that|has|have|had)\b)(?:[^.;:]|\.\d)){1,120}?"
_GOES_ON = rf"(?<!,\swhich\s)(?<!,\swho\s){_TO_COME}[\w’'-]+\s{_WITHIN}(?:,|,?\sand)\s(?:also\s|then\s|to\s)?"
_PAST = r"(?:(?!shed\b)\w+(?:ed|ing)|bought|sold|taken|laid)\b"
_OF_JOBS = rf"(?:(?=[^.;]{{0,50}}?{JOBS.pattern})|(?=\s\d[\d,]*\b(?!\s?%)))"
_AHEAD = {
    kind: re.compile(
        rf"{_TO_COME}(?:{verbs})\b|{_GOES_ON}(?!{_PAST})(?:{verbs})\b{_OF_JOBS if kind == 'layoffs' else ''}",
        re.IGNORECASE,
    )
    for kind, (verbs, _) in _VERBS.items()
}
_WHEN_IT_MOVES = re.compile(r"\bwhen\s(?:it|they)\s(?:moves?|relocates?)\b", re.IGNORECASE)
# What becomes of the jobs where a site is yet to close: "will shut its plant with the loss of 200 jobs"
_COSTS = (
    rf"(?:{_SHUTS}|{_MOVES})\b{_WITHIN}\b(?:(?:with|at|leading\sto|resulting\sin|meaning)\s(?:the\s)?(?:loss(?:es)?|cost)\sof|"
    r"costing|eliminating|cutting|shedding|axing|losing|laying\soff)\b"
)
_WILL_COST = re.compile(rf"{_TO_COME}{_COSTS}", re.IGNORECASE)
_MAY_COST = re.compile(rf"\b{MAY_BE}\s{_OWN}{_COSTS}", re.IGNORECASE)
_DONE = {
    kind: re.compile(
        rf"\b(?:has|have|had|was|were|it|we|today|been)\s(?:\w+ly\s|now\s|already\s|been\s)*(?:{done})\b", re.IGNORECASE
    )
    for kind, (_, done) in _VERBS.items()
}
# A site for which the first sod is cut opens in a year or two.
_BEGUN = re.compile(
    r"\b(?:br(?:eaks?|oke|oken|eaking)\sground|ground-?breaking|sod[-\s](?:cut|turn)\w+|(?:turn|cut)\w*\s(?:the\s)?first\ssod|"
    r"(?:start(?:s|ed|ing)?|beg(?:ins?|an|un|inning)|commenc(?:es|ed|ing))\s(?:[\w’'-]+\s){0,2}?(?:construction|building|work\son)|"
    r"construction\s(?:has\s)?(?:beg[aiu]ns?|start(?:s|ed)))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\b(?:opens|opening)\b(?:\s(?!{MONTH})[\w’'&-]+){{0,12}}?,?\s(?:on|from|in|by|at|as\sof|effective)\s"
    rf"(?:the\s(?:start|beginning|end|middle)\sof\s)?{NAMED_DAY}",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\b(?:opened|inaugurat\w+|ribbon)\b", re.IGNORECASE)
_FILES = re.compile(
    r"\b(?:fil(?:es|ed|ing)|submi\w+)\b[^.;]{0,80}\b(?:offering|registration\sstatement|prospectus|reg(?:ulation)?\.?\sa\b)",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:rais(?:ed|es)|clos(?:ed|es|ing)|complet(?:ed|es|ion)|secur(?:ed|es)|pric(?:ed|es|ing))\b", re.IGNORECASE
)
_COMPLETED = re.compile(
    r"(?<!\bto\s)\b(?:(?:has|have)\s(?:\w+ly\s|now\s)?completed|completes|closes|finali[sz]es|(?:has|have)\s(?:now\s)?closed)\s(?:on\s)?"
    r"(?:(?!will|expect|plan)[\w’'-]+\s){0,4}?(?:acquisition|purchase|takeover|buy-?out|merger|sale)\b",
    re.IGNORECASE,
)

_CLOSES_DEAL = (
    r"(?<!\bto\s)(?<!\bnot\s)\b(?:complet|clos)(?:es|ed)\s(?:on\s)?(?:(?:its|the|their|an?)\s)?"
    r"(?:(?!(?:in|on|of|for|at|with|after|amid|as|up|down|lower|higher|financing|funding|loan|bond)\b)[\w$€£.,’'-]+(?<!,)\s){0,4}?"
    r"(?:deal|agreement|transaction)\sto\s(?:buy|acquire|purchase|take\sover|merge\swith)\s(?:[\w’'-]+\s){0,4}?"
)
_UNTIL = re.compile(r"\b(?:when|once|if|until|unless|before|after|expects?)\b[^,;]{0,200}$", re.IGNORECASE)
_YET_TO_CLOSE = re.compile(
    r"\bsubject\sto\s[^.;]{0,60}?\b(?:approvals?|clearance|conditions)\b|\bexpect\w*\s(?:\w+\s){0,3}?to\s(?:close|complete)\b|\bclosing\sis\sexpected\b",
    re.IGNORECASE,
)
# "plans to spin off a unit after replacing its chief executive"
_AFTER_REPLACING = r"\bafter\b[^.;]{0,140}?\b(?:replac|oust|fir|dismiss|remov|sack)ing\s(?:its|their|the)\s(?:\w+\s)?"
_IN_INSOLVENCY = (
    r"\b(?:is|are|remains?|already|operating|line)\s(?i:(?:in|under)\s(?:chapter\s11|bankruptcy|administration)\b"
    r"(?!\s(?:talks|discussions|risk|fears|trouble|law)))"
)
_ANOTHER = r"[^.;A-Z]{0,40}?\b(?:whose|its|parent|owner|suppliers?|customers?|rivals?|unit|subsidiary)\b"
_PLAN = re.compile(r"\bconfirmation\sof\s(?:an?|its|the)\s(?:chapter\s11|bankruptcy|reorgani[sz]ation)\splan\b", re.I)


def with_days_ahead(events: Sequence[CompanyEvent], text: str, today: date | None) -> list[CompanyEvent]:
    """The events of a text; those told as done that are yet to come as announced, and completed deals as done. `today`
    is the text's own day, None where it is not known."""
    sentences = sentences_of(text)
    joining = {fold(event.person) for event in events if event.person and is_taking_post(event.type)}
    return [_as_far_along(event, sentences, today, joining) for event in events]


def _as_far_along(event: CompanyEvent, sentences: Sequence[str], today: date | None, joining: Set[str]) -> CompanyEvent:
    """`joining`: who takes a post by the text."""
    if event.certainty in {Certainty.DONE, Certainty.ANNOUNCED} and _is_open(event, sentences):
        return replace(event, certainty=Certainty.RUMOURED)
    if event.certainty is Certainty.DONE and (
        leaves_later(event, sentences, today, joining)
        or _is_planned(event, sentences)
        or _opens_ahead(event, sentences, today)
        or begins_elsewhere(event, sentences, today, joining)
    ):
        return replace(event, certainty=Certainty.ANNOUNCED)
    if _is_behind(event, sentences):
        return replace(event, certainty=Certainty.DONE)
    if event.type == "layoffs" and event.certainty in UNSURE and _is_known(event, sentences):
        return replace(event, certainty=Certainty.ANNOUNCED)
    if event.certainty is Certainty.ANNOUNCED and _is_completed(event, sentences):
        return replace(event, certainty=Certainty.DONE)
    return event


# Who is only recommended has no post yet.
_RECOMMENDED = re.compile(
    r"\b(?:will|would|plans?\sto|to|expected\sto|is|are)\s(?:\w+\s)?recommend(?:ing|ed)?\b|\b(?:will|would|plans?\sto|to)\sask\s[^.;]{3,60}?"
    r"\sto\s(?:appoint|hire|name|approve|confirm)\b|\bvote\s[^.;]{0,30}?\bwhether\sto\s(?:appoint|hire|name|approve|confirm)\b",
    re.IGNORECASE,
)


def _is_open(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether all that tells of somebody's move has it recommended, of layoffs has them under a condition or feared, or
    of an insolvency has it feared."""
    if is_about_people(event.type) and event.person:
        told = [one for one in sentences if names_person(one, event.person)]
        return bool(told) and all(map(_RECOMMENDED.search, told))
    if event.type == "bankruptcy":
        told = [one for one in sentences if _INSOLVENT.search(one)]
        return bool(told) and all(map(_FEARS_INSOLVENCY.search, told))
    if event.type != "layoffs":
        return False
    clauses = [part for one in sentences for part in one.split(";")]
    told = [one for one in clauses if _LOSES_JOBS.search(one) and (not event.count or event.count in one)]
    in_doubt = any(UNDER_CONDITION.search(one) or _MAY_COST.search(one) or _only_fears(one) for one in told)
    of_jobs = [one for one in clauses if _AT_STAKE.search(one) and JOBS.search(one)]
    may_go = bool(of_jobs) and all(map(_MAY_GO.search, of_jobs))
    return (in_doubt or may_go) and not _DONE["layoffs"].search(" ".join(told))


def _only_fears(clause: str) -> bool:
    """Whether a clause fears job cuts, and tells of none before."""
    fears = _FEARS_CUTS.search(clause)
    return fears is not None and not _LOSES_JOBS.search(clause[: fears.start()])


# Jobs that "could go", as a union has it, and no sentence says that they do
_MAY_GO = re.compile(
    rf"\b{PEOPLE}(?:\s[\w’'-]+){{0,4}}?\s(?!would\b){MAY_BE}\s(?:\w+ly\s|still\s|also\s)?"
    r"(?:go\b(?!\s(?:to|on|back|home|into|through)\b)|disappear|lose\stheir\sjobs|"
    r"be\s(?:lost|cut|axed|shed|eliminated|made\sredundant|laid\soff|let\sgo)\b)",
    re.IGNORECASE,
)
_INSOLVENCY = r"(?:bankruptcy|insolvency|liquidation|receivership|chapter\s(?:7|11))"
_INSOLVENT = re.compile(rf"\b(?:{_INSOLVENCY}|insolvent|bankrupt|bust)\b", re.IGNORECASE)
_FEARED = r"(?:potential|possible|looming|feared|threatened|(?:brink|verge|risk|threat|fears?|prospect)\sof)"
_FEARS_INSOLVENCY = re.compile(
    rf"\b{_FEARED}\s(?:[\w-]+\s){{0,2}}?{_INSOLVENCY}\b|\b{_INSOLVENCY}\s(?:looms?|fears?|risks?|threat)\b",
    re.IGNORECASE,
)
_FEARS_CUTS = re.compile(
    rf"\blikely\s(?:to\s)?(?:face|see|suffer)\b|\b{_FEARED}\s(?:[\w-]+\s){{0,2}}?(?:layoffs|job\s(?:cuts|losses)|redundancies)\b",
    re.IGNORECASE,
)
_LOSES_JOBS = re.compile(rf"\b(?:{_CUTS}|los(?:e|s\sof)|layoffs?|job\s(?:cuts|losses))\b", re.IGNORECASE)
_AT_STAKE = re.compile(rf"{_LOSES_JOBS.pattern}|\bat\srisk\b", re.IGNORECASE)


def _is_planned(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether what a company is said to do is yet to come, a site is only being built, or money only filed for."""
    if event.type == "funding":
        return any(map(_FILES.search, sentences)) and not any(map(_RAISED.search, sentences[:2]))
    if event.type == "office_opened":
        if any(map(_OPENED.search, sentences[:3])):
            return False
        if not re.search(r"\bopens\b(?!\sin\b)", sentences[0]) and any(map(_BEGUN.search, sentences[:3])):
            return True
    if event.type not in _AHEAD:
        return False
    told = [one for one in sentences if _names_either(one, event)]
    if any(_DONE[event.type].search(one) for one in told):
        return False
    told = [re.sub(rf"\b({any_of(event.names)})\sto\s", r"\1 will ", one) for one in told]  # "Orbel to close"
    beside = {"headquarters_moved": _WHEN_IT_MOVES, "layoffs": _WILL_COST}.get(event.type)
    ahead = any(_AHEAD[event.type].search(one) for one in told)
    return ahead or (beside is not None and any(map(beside.search, told)))


def _opens_ahead(event: CompanyEvent, sentences: Sequence[str], today: date | None) -> bool:
    """Whether a site opens on a day ahead: "opens a branch in Lyon on 1 February"."""
    if event.type != "office_opened" or any(map(_OPENED.search, sentences[:3])):
        return False
    return any(names_day_ahead(when, today) for one in sentences[:3] for when in _OPENS.finditer(one))


def _is_completed(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    if event.type not in {*DEALS, "divestiture"}:
        return False
    either = any_of(filter(None, (*event.names, event.counterparty)))
    bought = (re.search(rf"(?i:{_CLOSES_DEAL})(?:{either})\b", one) for one in sentences)
    closed = any(one and not _UNTIL.search(one.string[: one.start()]) for one in bought)
    closed = closed and not any(map(_YET_TO_CLOSE.search, sentences))
    return closed or any(_COMPLETED.search(one) and _names_either(one, event) for one in sentences)


def _is_behind(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether what is told as to come is behind by the text: who was replaced before, an insolvency under way."""
    if event.certainty is Certainty.ANNOUNCED and is_leaving(event.type) and event.role and not event.person:
        return any(re.search(_AFTER_REPLACING + re.escape(event.role), one, re.IGNORECASE) for one in sentences)
    if event.type != "bankruptcy" or event.certainty not in {Certainty.ANNOUNCED, Certainty.RUMOURED}:
        return False
    names = any_of(event.names)
    in_it = rf"\b(?:{names})\b(?!{_ANOTHER})[^.;A-Z]{{0,60}}?{_IN_INSOLVENCY}"
    return any(re.search(in_it, one) or (_PLAN.search(one) and re.search(names, one)) for one in sentences)


_SPEAKER = re.compile(
    r"\b(?:the\s(?:(?-i:[A-Z])[\w’'-]+\s)?(?:company|firm|group|bank|chain|system|hospital|insurer|drugmaker|retailer)|we)\b|^it\b",
    re.IGNORECASE,
)


def _names_either(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence is of the company or of who is on the other side."""
    named = any(name in sentence for name in (*event.names, event.counterparty) if name)
    return named or _SPEAKER.search(sentence) is not None


# What somebody condemns has been told: no rumour, and no denial.
_CONDEMNED = re.compile(
    r"\b(?:condemn|slam|blast|attack|decr(?:y|i)|denounc|criticis|criticiz|deplor|fight|oppos|protest)\w*\b[^.;]{0,40}?"
    r"\b(?:(?:plans?|decision|move|proposals?)\b[^.;]{0,60}?\sto\s(?:cut|axe|shed|slash|eliminate|lay\soff)|\d[\d,]*\sjob\s(?:cuts|losses))\b",
    re.IGNORECASE,
)


def _is_known(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether the layoffs of a company are spoken of as what it plans, though by somebody who is against them."""
    told = any(_CONDEMNED.search(one) and any(name in one for name in event.names) for one in sentences)
    return told and not denies(sentences[0])
