"""Layoffs that a sentence tells in words of its own, of which neither the grammar nor the reader makes an event.

Beside hiring ("is laying off 70 engineers while hiring 25 data scientists") the reader takes one for the other, or
gives the hiring the number of those who go; what lies longer back ("hires 100 after it cut 300 last year") is no news
of that sentence. Beside a closing the reader often sees that alone, though "all 112 developers there have been let
go". Jobs that go abroad ("will move 60 IT jobs from Tampa to Manila") are lost by those who have them,
which is worth knowing, not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent, stable_id
from callnow.terms import UNSURE, Certainty
from matching.comparing.companies import share_name
from matching.detection.denied.denials import MAY_BE
from matching.detection.named import last_named
from matching.detection.workforce.staff_words import ABOUT, CUTS, NUMERAL, PEOPLE, so_many
from matching.grammar.tokens import sentences_of
from matching.grammar.towns import is_state
from matching.names.words import word_lists
from matching.reading.calibration import NEVER
from matching.word_search import holds_any

BESIDE_HIRING = "cuts-beside-hiring"
AT_CLOSING = "cuts-at-closing"
ABROAD = "jobs-abroad"
_NOT_SO = rf"\b(?:not|never|no|den(?:y|ies|ied)|{MAY_BE}|if|unless)\b|n['’]t\b"
_YET = re.compile(r"^(?:will|to|would|plan|is|are)\b", re.IGNORECASE)
_HOW_MANY = (
    rf"(?:{ABOUT}\s)?(?P<{{0}}>\d[\d.,]*\s?(?:%|per\s?cent)|(?!(?:an?|few)\b){NUMERAL})(?:\sof)?\s"
    r"(?:[\w&/’'-]+\s){{0,3}}?"
)
_CUT = (
    rf"(?P<does>(?:(?:will|to|would|plans?\sto|is|are)\s)?(?:{CUTS}|reduc(?:es?|ed|ing)))\s"
    rf"{_HOW_MANY.format('gone')}{PEOPLE}"
)
_HIRE = (
    r"(?:hir(?:es?|ed|ing)|recruit(?:s|ed|ing)?|tak(?:es?|ing)\son|took\son|add(?:s|ed|ing)?)\s"
    rf"{_HOW_MANY.format('come')}{PEOPLE}"
)
_HIRES = re.compile(r"\b(?:hir|recruit|t(?:ak\w*|ook)\son\b|add)", re.IGNORECASE)  # without one of these there is none
_BESIDE = (
    r"(?:[^.;:]{0,60}?(?:\b(?:while|whilst|even\sas|as|but|yet|and|although|though)\b|,)\s"
    r"(?:(?!after\b|since\b|following\b)[\w’'-]+\s){0,5}?)"
)
_TOGETHER = (
    re.compile(rf"\b{_CUT}{_BESIDE}{_HIRE}", re.IGNORECASE),
    re.compile(rf"\b{_HIRE}{_BESIDE}{_CUT}", re.IGNORECASE),
)
_COME = re.compile(rf"\b{_HIRE}", re.IGNORECASE)
_GONE = re.compile(rf"\b{_CUT}", re.IGNORECASE)
_NOT_NOW = re.compile(
    rf"{_NOT_SO}|\b(?:instead|rather|after|had|ago|last\syear|in\s(?:20)?\d\d(?:\s\w+)?|during\sthe\s\w+)\b|"
    r"\bwh(?:ich|o)\s(?:cut|trimmed|slashed|eliminated|laid|let|shed|axed|dismissed|retrenched)\b",
    re.IGNORECASE,
)
# Towns to which such jobs go; countries are in data/names/words.toml.
_TOWNS = frozenset([
    "bangalore", "bengaluru", "hyderabad", "chennai", "pune", "mumbai", "gurgaon", "gurugram", "noida", "kolkata",
    "delhi", "manila", "cebu", "krakow", "warsaw", "wroclaw", "gdansk", "lodz", "bucharest", "sofia", "budapest",
    "prague", "brno", "lisbon", "porto", "monterrey", "guadalajara", "bogota", "medellin", "kyiv", "lviv",
])  # fmt: skip
_MOVE = (
    r"(?P<does>(?:(?:will|to|would|plans?\sto|is|are)\s)?"
    r"(?:mov|shift|transfer|relocat|send|outsourc|offshor|export)(?:e|s|es|ed|ing|ring|red)?|sent)"
)
_JOBS = r"(?:[\w&/’'-]+\s){0,4}?(?:jobs|positions|roles|posts)\b"
_GO_ABROAD = re.compile(
    rf"\b{_MOVE}\s{so_many('gone')}\s{_JOBS}"
    r"(?:[^.;]{0,40}?\bfrom\s(?P<origin>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?))?"
    r"[^.;]{0,30}?\b(?:to\s(?P<where>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?)|abroad\b|offshore\b|overseas\b)",
    re.IGNORECASE,
)
_OF_JOBS = ("job", "position", "role", "post")  # without one of these in a text the pattern is not
_SOME = rf"{so_many('gone')}\s(?:[\w-]+\s){{0,3}}?{PEOPLE}"
_GO_AT_CLOSING = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\b{_SOME}(?:\s(?:there|at\s(?:the|its)\s\w+))?\s(?P<does>(?:ha(?:ve|s)\sbeen|were|will\sbe|are(?:\sto\sbe|\sbeing)?)\s"
        r"(?:(?:let\sgo|laid\soff|made\sredundant|dismissed|terminated|affected(?!\sby\s(?!(?:the|this|its)\s(?:clos|shut|decision|move))))\b)|(?:will|are\sto|have|stand\sto)?\s?los[et]\s"
        r"(?:their\s)?jobs?\b)",
        rf"\b(?P<does>)(?:leaving|puts?|putting|throwing)\s{_SOME}\s(?:without\s(?:work|jobs?|a\sjob)|jobless|unemployed|redundant|"
        r"out\sof\s(?:work|a\sjob|their\sjobs))\b",
        rf"\bwith\s(?P<does>)(?:all\s|the\sloss\sof\s)?{_SOME}\s(?:affected|laid\soff|let\sgo|made\sredundant)\b",
        rf"\bwith\sthe\sloss\sof\s(?P<does>)(?:all\s)?{_SOME}",
    )
)
_OTHERS_AFFECTED = re.compile(r"\bpeople\b[^.;]{0,30}?\baffected\b", re.IGNORECASE)  # customers, patients
_GO_ELSEWHERE = re.compile(
    r"\b(?:transfer\w*|redeploy\w*|offered|relocat\w+|other\s(?:sites|stores|plants|jobs|roles))\b", re.IGNORECASE
)


def with_layoffs_added(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, thresholds: tuple[float, float]
) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; layoffs told beside hiring are certain, jobs that go abroad
    are worth knowing. `thresholds`: from where on layoffs are told, and certain."""
    least, certain = thresholds
    names = list(names)
    told = with_cuts_beside_hiring(events, names, text, announcement, certain)
    told = with_cuts_at_closing(told, names, text, announcement, certain)
    return with_jobs_abroad(told, names, text, announcement, least)


def _layoffs_of(company: str, told: re.Match[str], announcement: str, rule: str) -> CompanyEvent:
    """The layoffs of a company by what a pattern found in a sentence: what it does (`does`), how many go (`gone`)."""
    company = without_legal_form(company)
    id = stable_id(announcement, "layoffs", company)
    far = Certainty.ANNOUNCED if _YET.search(told["does"]) else Certainty.DONE
    return CompanyEvent(id, announcement, "layoffs", company, far, count=told["gone"], rule=rule, sentence=told.string)


def with_cuts_beside_hiring(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, certain: float
) -> list[CompanyEvent]:
    """The events, with layoffs told beside hiring as certain, from `certain` on, and each of the two by its figure."""
    if not _HIRES.search(text):
        return list(events)
    names = [*names, *chain.from_iterable(one.names for one in events)]
    told = [_with_who_comes(one, text) for one in events]
    for sentence in sentences_of(text):
        both = next((found for pattern in _TOGETHER if (found := pattern.search(sentence))), None)
        if both is None or _NOT_NOW.search(sentence) or _others_cut(both, names):
            continue
        if company := last_named(names, sentence[: both.start()]):
            new = _layoffs_of(company, both, announcement, BESIDE_HIRING)
            told = _with_cuts(told, company, both, replace(new, probability=certain, certain_from=certain))
    return told


def _others_cut(both: re.Match[str], names: Iterable[str]) -> bool:
    """Whether another company is named between the hiring and the cuts: "is hiring as Orbel cuts 40"."""
    return bool(last_named(names, both.string[both.start() : both.start("does")]))


def _with_cuts(events: list[CompanyEvent], company: str, cuts: re.Match[str], new: CompanyEvent) -> list[CompanyEvent]:
    """The events with the layoffs of a company as surely as `new`, and by the number that a pattern found, or with
    those where none are told."""
    known = {one.id for one in events if one.type == "layoffs" and share_name(one.names, [company])}
    if not known:
        return [*events, new]
    sure = (
        replace(one, probability=max(one.probability, new.probability)) if one.id in known else one for one in events
    )
    return [_with_count(one, cuts["gone"]) if one.id in known else one for one in sure]


def _with_who_comes(event: CompanyEvent, text: str) -> CompanyEvent:
    """Hiring with the number of those who come, where the text gives it none or that of those who go."""
    gone = {found["gone"] for found in _GONE.finditer(text)} if event.type == "hiring" else set()
    come = _COME.search(text) if gone else None
    is_another = not event.count or not gone.isdisjoint(event.count.split())
    return _with_count(event, come["come"]) if come and is_another else event


def _with_count(event: CompanyEvent, count: str) -> CompanyEvent:
    """The event with a count, which it may have with "about"."""
    return event if count in event.count.split() else replace(event, count=count)


def with_cuts_at_closing(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, certain: float
) -> list[CompanyEvent]:
    """The events, with layoffs of the one company that certainly closes a site, where a sentence says how many go by
    that; they are as far along as the closing, unless those who go have gone."""
    told, closings = list(events), [one for one in events if one.type == "office_closed"]
    closing = closings[0] if len({one.company for one in closings}) == 1 else None
    if closing is None or not closing.certain or closing.certainty in UNSURE:
        return told
    for sentence in sentences_of(text):
        cuts = next((found for pattern in _GO_AT_CLOSING if (found := pattern.search(sentence))), None)
        if cuts is None or any(one.search(sentence) for one in (_NOT_NOW, _GO_ELSEWHERE, _OTHERS_AFFECTED)):
            continue
        company = last_named(names, sentence[: cuts.start()])
        if not company or share_name([company], closing.names):
            new = _layoffs_of(closing.company, cuts, announcement, AT_CLOSING)
            far = new.certainty if cuts["does"] else closing.certainty
            new = replace(new, certainty=far, also_called=closing.also_called, origin=closing.origin)
            return _with_cuts(told, closing.company, cuts, replace(new, probability=certain, certain_from=certain))
    return told


def with_jobs_abroad(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, least: float
) -> list[CompanyEvent]:
    """The events, and layoffs of whom sends jobs to another country where none are told; as probable as `least`."""
    if not holds_any(text, _OF_JOBS):
        return list(events)
    told = [one for one in sentences_of(text) if not re.search(_NOT_SO, one, re.IGNORECASE)]
    goings = [going for one in told if (going := _GO_ABROAD.search(one)) and _is_abroad(going)]
    for goes in sorted(goings, key=lambda one: not one["origin"]):  # a headline often does not say from where
        company = last_named(names, goes.string[: goes.start()])
        if company and not any(one.type == "layoffs" and share_name(one.names, [company]) for one in events):
            new = _layoffs_of(company, goes, announcement, ABROAD)
            return [*events, replace(new, origin=goes["origin"] or "", probability=least, certain_from=NEVER)]
    return list(events)


def _is_abroad(goes: re.Match[str]) -> bool:
    """Whether jobs go to a country or a town that takes them, and none of a state's ("Warsaw, Ind."), or "abroad"."""
    where, behind = goes["where"], goes.string[goes.end() :]
    if where is None:
        return True
    state = re.match(r",\s(?P<name>(?:(?:New|North|South|West|Rhode)\s)?[A-Z][\w.]*)", behind)
    if state and is_state(state["name"]) and fold(state["name"]) not in word_lists().countries:
        return False
    first, whole = fold(where).partition(" ")[0], fold(where)
    return not _places().isdisjoint((first, whole))


@cache
def _places() -> frozenset[str]:
    home = {"america", "us", "usa", "united states", "uk", "england", "scotland", "wales", "britain", "united kingdom"}
    return (_TOWNS | word_lists().countries) - home
