"""Insolvencies of a part of a company: "Orbel's German unit files for insolvency" leaves Orbel itself as it is.

They are told with the words of that part, and are worth knowing at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.detection.posts.insolvency_posts import INSOLVENCY
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

_WORD = r"(?:(?!(?:and|or|with|including|its)\s)[\w.’'&-]+\s)"
_KIND = r"(?i:subsidiar(?:y|ies)|units?|arms?|affiliates?|branch|divisions?|joint\sventure)"
_PROPERTY = r"(?i:hotels?|malls?|towers?|propert(?:y|ies)|buildings?|resorts?|portfolio|projects?|plaza)"
_FIELD = rf"(?:{_WORD}{{0,4}}?(?:{_KIND}|{_PROPERTY})|{_WORD}{{1,3}}?(?i:business))"
_LEGAL = r"(?:,?\s(?:Inc|Corp|Ltd|LLC|LP|PLC|Plc|plc|SA|SE|AG|NV|GmbH|Group|Holdings?|Co)\b\.?)*"
_INSOLVENT = re.compile(rf"\b(?:{INSOLVENCY}|administration|creditors?\sprotection)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:which|who|whose|formerly|an?|the)\s[^,;]{1,90},|\s\([^)]*\)")
# What a company does with a part while it is insolvent itself.
_DEALS = re.compile(
    r"\b(?:sell|sold|sale|clos|shut|buy|bought|acqui|purchas|spin|spun|divest|auction|exit)", re.IGNORECASE
)


def with_insolvent_parts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; an insolvency that is only of a part of its company as what it is."""
    return [_of_part(event, text) if event.type == "bankruptcy" else event for event in events]


def _of_part(event: CompanyEvent, text: str) -> CompanyEvent:
    said = [part for sentence in sentences_of(text) for part in _insolvent(event, sentence)]
    if not said or not all(said):
        return event
    part = said[0] if any(name in said[0] for name in event.names) else f"{event.company}'s {said[0]}"
    names = tuple(name for name in event.names if name != part)
    return replace(event, company=part, also_called=names, certain_from=NEVER)


def _insolvent(event: CompanyEvent, sentence: str) -> Iterator[str]:
    """Whom the words of insolvency of a sentence are about: the words for a part of the company, "" for itself."""
    sentence = _ASIDE.sub(" ", sentence).replace("  ", " ")
    names = any_of(_whole(name) for name in event.names)
    part = (
        rf"(?P<of>\b{_WORD}{{0,3}}?{_KIND}\sof\s(?:the\s)?(?:{names}){_LEGAL})|"
        rf"(?P<own>\b(?:{names}){_LEGAL}['’]s?\s{_FIELD}|"
        rf"(?<!['’]s\s)\b(?:{names})\s(?:(?!Its)[A-Z][\w.&-]*\s){{0,2}}?{_KIND})|"
        rf"\b(?i:its)\s(?P<its>{_FIELD})"
    )
    mentions = list(re.finditer(rf"(?:{part}|(?P<whole>{names}))(?!\w)", sentence))
    if not any(name in sentence for name in event.names):
        return
    for word in _INSOLVENT.finditer(sentence):
        before = next((one for one in reversed(mentions) if one.end() <= word.start()), None)
        if before is not None:
            yield "" if _is_whole(sentence, before, word) else _words(before)


def _whole(name: str) -> str:
    """The name of the company in what was taken for one: "Orbel" of "Orbel Unit"."""
    return re.sub(rf"\s{_KIND}$", "", name, flags=re.IGNORECASE)


def _is_whole(sentence: str, told: re.Match[str], insolvent: re.Match[str]) -> bool:
    """Whether the company itself is insolvent, though a part of it may be named on the way."""
    before, between = sentence[: told.start()], sentence[told.end() : insolvent.start()]
    return bool(
        told["whole"]
        or re.search(r"[,;:]", between)
        or re.search(r"\b(?:and|including|with)\s$", before, re.IGNORECASE)
        or _DEALS.search(sentence[: insolvent.start()])
    )


def _words(told: re.Match[str]) -> str:
    said = told["of"] or told["own"] or told["its"]
    return re.sub(r"^(?:an?|the)\s", "", said, flags=re.IGNORECASE)
