"""Layoffs of several companies in one text, each with its own figure: "Orbel cut 45 jobs, while Tessaly laid off 200".

The reader looks for one figure in the whole text, and gives it to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from matching.comparing.companies import by_company, share_name
from matching.detection.named import any_of
from matching.detection.workforce.staff_words import CUTS, NUMERAL, STAFF, gone_by
from matching.grammar.tokens import sentences_of

_SHARE = r"(?:\d[\d.]*\s?(?:%|per\s?cent)|(?:an?\s|one[\s-])?(?:half|third|quarter|fifth|tenth)(?=\sof\b))"
_NUMBER = rf"(?!(?:an?|few)\b){NUMERAL}"
_FIGURE = re.compile(
    rf"(?P<share>\b{_SHARE})|(?<![\d.,$€£])\b(?P<jobs>{_NUMBER})\s(?:(?!of\b)[a-z-]+\s){{0,2}}?{STAFF}\b"
    rf"|{gone_by(CUTS)}",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|both|its|subsidiar\w+|parent|owner|unit|part)\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a sentence, and of the companies that cut jobs those that it tells of, by their number."""

    words: str
    of: frozenset[int]


def with_own_counts(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; layoffs have no figure that is told of another company."""
    if not any(one.type == "layoffs" and one.count for one in events):
        return list(events)
    companies = _companies(events, names, text)
    if len(companies) < 2:
        return list(events)
    pieces = _pieces(companies, text)
    return [_with_own(one, companies, pieces) if one.type == "layoffs" and one.count else one for one in events]


def _companies(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[list[str]]:
    """The names of each company that cuts jobs by the text: of those of the events, then of others."""
    cuts = rf"(?:,\s[^,.;]{{1,40}},)?\s(?:[a-z]+\s){{0,3}}?{CUTS}\b"
    cutters = [name for name in names if name and re.search(rf"\b{re.escape(name)}{cuts}", text)]
    return by_company([*(e.names for e in events if e.type == "layoffs"), *([name] for name in cutters)])


def _pieces(companies: Sequence[Sequence[str]], text: str) -> list[_Piece]:
    """The parts of a text; one that names no company goes on about the one company of the last."""
    name = any_of(n for names in companies for n in names if n)
    apart = re.compile(
        rf"(?:[,;]\s(?:and\s|while\s|whereas\s|but\s|as\s)?|\s(?:and|while|whereas|but|as)\s)(?=(?:at\s)?(?:{name})\b)"
    )
    pieces: list[_Piece] = []
    for sentence in sentences_of(text):
        for words in _parts(sentence, apart, name):
            found = set(re.findall(rf"(?<![\w-])(?:{name})(?![\w-])", words))  # of "Royal Orbel" no "Orbel"
            named = frozenset(at for at, one in enumerate(companies) if not found.isdisjoint(one))
            pieces.append(
                _Piece(words, named or (pieces[-1].of if pieces and len(pieces[-1].of) == 1 else frozenset()))
            )
    return pieces


def _parts(sentence: str, apart: re.Pattern[str], name: str) -> list[str]:
    """The parts of a sentence, each about one company; names in one list stay together."""
    parts: list[str] = []
    for words in apart.split(sentence):
        if parts and re.fullmatch(rf"(?:.*\b)?(?:{name})", parts[-1]):
            parts[-1] = f"{parts[-1]}, {words}"
        else:
            parts.append(words)
    return parts


def _with_own(event: CompanyEvent, companies: Sequence[Sequence[str]], pieces: Sequence[_Piece]) -> CompanyEvent:
    mine = next(at for at, one in enumerate(companies) if share_name(one, event.names))
    told = [one for one in pieces if re.search(rf"(?<![\d.,]){re.escape(event.count)}(?![\d%]|[.,]\d)", one.words)]
    if not told or any(one.of == {mine} or not one.of or _is_of_each(one) for one in told):
        return event
    own = {figure for one in pieces if one.of == {mine} for figure in _figures(one.words, companies[mine])}
    return replace(event, count=own.pop() if len(own) == 1 else "")


def _is_of_each(piece: _Piece) -> bool:
    return len(piece.of) > 1 and _EACH.search(piece.words) is not None


def _figures(words: str, names: Iterable[str]) -> list[str]:
    """The figures of jobs in the words about one company: "cut 45 jobs", "a third of its staff", "Orbel 90"."""
    found = [one["share"] or one["jobs"] or one["gone"] for one in _FIGURE.finditer(words)]
    if found:
        return found
    behind = (
        re.search(rf"\b{re.escape(name)}(?::|\s[–—-])?\s(?P<figure>{_SHARE}|{_NUMBER})\b", words)
        for name in names
        if name
    )
    return [one["figure"] for one in behind if one]
