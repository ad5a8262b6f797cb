"""Names of headlines that are none of a company: "Orbel adviser names a chief" tells of an adviser of Orbel's, or of
one whose name begins with that word; the "Orbel Ventures portfolio" is another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent

# Who is described so is a company, or somebody, of its own; what belongs to the company named is not.
_OWN = (
    r"(?:after|over|under|for|or|nor|former|later|earlier|longer|another|other|whether|number|order|offer|cent(?:er|re)|"
    r"tower|merger|takeover|layover|co-?worker|worker|officer|leader|manager|director|chair\w*|founder|cofounder|"
    r"co-founder|holder|shareholder|stakeholder|owner|member|player|engineer|customer|user|insider|investor|governor|"
    r"successor|predecessor|major|minor|senior|junior|quarter|headquarter|per|never|ever|answer|matter|consumer|"
    r"higher|lower|better|poor|cyber|computer|server|power|water|paper|copper|silver|rubber|timber|motor|sensor|reactor|"
    r"semiconductor|labou?r|error|chapter|charter|tender|letter|transfer|career|winter|summer|sector|floor|rumou?r)s?\b"
)
_KIND = (
    r"(?:[a-z][\w-]*(?:er|or)s?|firm|club|compan(?:y|ies)|start-?up|chain|co-?op|cooperative|association|agency|"
    r"consultancy|franchisee|affiliate|spin-?off|partner|vendor|boutique|specialist|consultant)\b"
)
_DESCRIBES = re.compile(rf"\s(?:(?!{_OWN})[a-z][\w-]*\s)?(?!{_OWN}){_KIND}")


def only_describes(name: str, company: str, text: str) -> bool:
    """Whether a name of one word, which a company's own name begins with, stands in a text only to describe whom it
    tells of by a kind of company: "Orbel insurer", "Orbel party organizer"."""
    if " " in name or not company.startswith(f"{name} "):
        return False
    alone = list(re.finditer(rf"(?<![\w&’'-]){re.escape(name)}(?![\w’'-]|\s[A-Z&])", text))
    return bool(alone) and all(_DESCRIBES.match(text, one.end()) for one in alone)


_GETS_NAME = r"\b(?i:be\s(?:renamed|re-?branded|called|known)(?:\s(?:as|to))?)\s"
_PORTFOLIO = r"(?:['’]s?)?\s(?:[a-z]+\s){0,2}portfolio\b"


def with_own_spelling(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without a longer name that a text has only for another: of the fund that holds who is bought ("part of
    the Orbel Ventures portfolio"), or for what a company will be called; and without a name that is one twice."""
    own = tuple(name for name in event.names if not _is_others(name, event.names, text))
    if len(own) in {0, len(event.names)}:
        return event
    company = event.company if event.company in own else without_legal_form(max(own, key=len))
    return replace(event, company=company, also_called=tuple(name for name in own if name != company))


def _is_others(name: str, names: Iterable[str], text: str) -> bool:
    bare = without_legal_form(name)
    shorter = {short for one in names if bare.startswith(f"{(short := without_legal_form(one))} ")}
    if not shorter:
        return False
    if any(bare == f"{one} {one}" for one in shorter):
        return True
    its = re.escape(bare)
    rest = re.sub(rf"{_GETS_NAME}{its}|\b{its}{_PORTFOLIO}", " ", text)
    return rest != text and bare not in rest and any(re.search(rf"\b{re.escape(one)}\b", rest) for one in shorter)
