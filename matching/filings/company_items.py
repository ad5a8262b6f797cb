"""What an 8-K says of the company itself: insolvency (1.03), deals (2.01, 5.01), cuts and closings (2.05, 2.06), a new
name (5.03). A delisting (3.01) is not one of our events, nor is a purchase of property, vessels or land.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from callnow.filings import Filing
from callnow.legal_forms import without_legal_form
from callnow.terms import Certainty
from matching.filings.form import FORM
from matching.filings.marking import Marked, Marker
from matching.filings.skeletons import last_day

LONGEST_ITEM = 20_000  # characters

_INSOLVENT = re.compile(
    r"\b(?:voluntary petitions?|chapters? (?:7|11|15)\b|bankruptcy code|receiver(?:ship)?\b.*\bappointed|"
    r"appoint\w* (?:of )?(?:a |the )?(?:receiver|administrators?|liquidator)|order for relief|"
    r"placed into receivership|plan of reorganization (?:became|was declared) effective|"
    r"confirm\w+ .{0,60}plan of (?:reorganization|liquidation))",
    re.IGNORECASE,
)
_DEAL = r"(?:acquisition|purchase|merger|combination|transaction)"
_CLOSED = r"(?:completed|consummated|closed|has completed|has consummated|has closed)"
_WHOLE = r"(?:(?:all|substantially all|100 ?%|majority|controlling interest|\d+ ?%)[^.;]{0,90}? (?:of|in) )?"
_BOUGHT = re.compile(
    rf"COMPANY(?: , through [^,]+,)? (?:{_CLOSED} (?:its |the )?"
    r"(?:previously announced |previously disclosed |proposed )?"
    rf"{_DEAL} (?:of|with) {_WHOLE}|acquired {_WHOLE}|purchased {_WHOLE})(?P<target>O\d+)"
)
_SOLD = re.compile(
    rf"COMPANY(?: , through [^,]+,)? (?:{_CLOSED} (?:its |the )?(?:previously announced |previously disclosed )?"
    r"(?:sale|divestiture|disposition|spin-off|separation)|sold)\b(?P<what> of [^.;]{0,160}?| [^.;]{0,160}?)"
    r"(?: to (?P<buyer>O\d+)|(?=[.;,]))"
)
_IS_BUSINESS = re.compile(
    r"\b(?:business|division|segment|subsidiary|subsidiaries|unit|operations|equity|shares|membership interests|"
    r"capital stock|O\d+|COMPANY)\b"
)
_TAKEN_OVER = re.compile(
    r"(?:COMPANY\b[^.;]{0,200}?(?:wholly[ -]+owned |indirect |direct |majority-owned )+(?:\w+ )?subsidiary of |"
    r"merged with and into COMPANY[^.;]{0,160}?subsidiary of |COMPANY (?:was|has been) acquired by )(?P<buyer>O\d+)"
)
_MAJORITY = re.compile(
    r"(?P<buyer>O\d+)[^.;]{0,60}? (?:acquired|purchased|now owns?|holds|became (?:the )?beneficial owners? of)"
    r"[^.;]{0,90}? "
    r"(?:control of COMPANY|majority|(?:5[1-9]|[6-9]\d)(?:\.\d+)? ?%)"
)
_CUT = re.compile(
    r"\b(?:reduc\w+|eliminat\w+|terminat\w+|lay(?:ing)? off|laid off|layoffs?|separat\w+|affect\w+|impact\w+|cut\w*|"
    r"workforce reduction|reduction in force)\b[^.;]{0,120}?"
    r"\b(?P<count>(?:(?:approximately|about|up to|nearly|roughly|more than) )?\d[\d,]*(?:\.\d+)?(?: ?%| percent)?) "
    r"(?:(?:of )?(?:COMPANY 's|its|our|the|total|global|current|full-time|part-time|salaried|hourly|corporate|existing|"
    r"u\.s\.|non-manufacturing|manufacturing) ?)*(?:employees|positions|jobs|roles|workers|associates|team members|"
    r"workforce|headcount|employee base|staff|people)\b"
)
_SITE = (
    r"(?:facilit(?:y|ies)|plants?|sites?|offices?|stores?|mills?|warehouses?|distribution centers?|mines?|locations?|"
    r"branch(?:es)?|factory|refinery|laborator(?:y|ies)|campus|headquarters|restaurants?|hospitals?|clinics?)"
)
_CLOSING = re.compile(
    rf"\b(?:clos(?:e|es|ed|ing|ure of)|shut(?:ting)? down|ceas\w+ (?:operations|production|manufacturing) (?:at|in)|"
    rf"consolidat\w+|exit\w*|idl(?:e|ing))\b (?:(?!P\d)[^.;]){{0,70}}?\b{_SITE}\b(?P<rest>[^.;]{{0,80}})"
)
_PLAN = re.compile(
    r"\b(?:restructuring|restructure|reorganiz\w+|realign\w*|transformation|cost[ -](?:reduction|savings)|"
    r"reduction in force|workforce reduction|turnaround)\b"
)
_CUT_UNCOUNTED = re.compile(r"\b(?:workforce reductions?|reductions? in (?:force|workforce|headcount)|layoffs)\b")
_AHEAD = re.compile(r"\b(?:will|expect\w*|plans? to|intends?)\b")
_DECIDED = re.compile(
    r"\b(?:approved|committed|commits|adopted|announced|initiated|commenced|implement\w*|decided|determined|began|"
    r"authorized|undert\w+|executed|notified|intends|will|plans)\b"
)
_PLACE = re.compile(r"\b(?:in|at|near|located in) (?P<place>(?:[A-Z][\w.’'-]+(?:, | )?){1,4})")
_QUOTED_NAME = r"[“\"]?(?P<{}>[A-Z][^“”\";]{{1,80}}?)"
_RENAMED = re.compile(
    r"\bchang\w+ (?:of )?(?:its|the|our|(?:the )?Company[’']s)?\s*(?:corporate |legal )?names?"
    r"(?: of the (?:Company|Registrant|Corporation))?"
    rf"(?: from {_QUOTED_NAME.format('old')}[”\"]?)? to {_QUOTED_NAME.format('new')}"
    r"(?=[”\"]|, effective|, and|, with|\.(?:\s|$)| effective| \(|;| pursuant| by filing| on [A-Z])"
)


def company_filings(code: str, text: str, filer: str, filed_on: date) -> list[Filing]:
    """The events of an item that is about the company itself, each once; [] for an item that none of ours is in."""
    read = _READERS.get(code)
    if not read:
        return []
    marker = Marker(filer)
    filings: dict[tuple[str, str], Filing] = {}
    for sentence in marker.sentences(text[:LONGEST_ITEM]):
        for event in read(sentence, filed_on):
            filings.setdefault((event.type, event.employer), event)
    events = list(filings.values())
    if any(event.type in {"layoffs", "office_closed"} for event in events):
        events = [event for event in events if event.type != "restructuring"]  # one plan is one piece of news
    return events


def _insolvency(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    if _INSOLVENT.search(sentence.text):
        yield replace(FORM, type="bankruptcy", words=sentence.text)


def _deals(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    """Both sides of a deal that is closed: the filer's, and that of the company it deals with."""
    taken = _TAKEN_OVER.search(sentence.skeleton)
    if taken:
        yield from _acquisition(sentence, buyer=_name(sentence, taken["buyer"]), target="")
        return
    if bought := _BOUGHT.search(sentence.skeleton):
        yield from _acquisition(sentence, buyer="", target=_name(sentence, bought["target"]))
    sold = _SOLD.search(sentence.skeleton)
    if sold and _IS_BUSINESS.search(sold["what"]):
        buyer = _name(sentence, sold["buyer"]) if sold["buyer"] else ""
        yield replace(FORM, type="divestiture", counterparty=buyer, words=sentence.text)


def _control(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    match = _TAKEN_OVER.search(sentence.skeleton) or _MAJORITY.search(sentence.skeleton)
    if match:
        yield from _acquisition(sentence, buyer=_name(sentence, match["buyer"]), target="")


def _acquisition(sentence: Marked, *, buyer: str, target: str) -> Iterator[Filing]:
    """Both events; "" is the filer, whose name the other side's event takes from its filing."""
    yield replace(FORM, type="acquisition", employer=buyer, side="acquirer", counterparty=target, words=sentence.text)
    yield replace(FORM, type="acquisition", employer=target, side="target", counterparty=buyer, words=sentence.text)


def _cuts(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    certainty = (
        Certainty.ANNOUNCED if _AHEAD.search(sentence.skeleton) or _is_ahead(sentence, filed_on) else Certainty.DONE
    )
    cut = _CUT.search(sentence.skeleton)
    if cut or _CUT_UNCOUNTED.search(sentence.skeleton):
        yield replace(FORM, type="layoffs", certainty=certainty, count=cut["count"] if cut else "", words=sentence.text)
    if _CLOSING.search(sentence.skeleton):
        place = _PLACE.search(sentence.text, _site_start(sentence.text))
        where = place["place"].strip(" ,") if place else ""
        yield replace(FORM, type="office_closed", certainty=certainty, origin=where, words=sentence.text)
    if _PLAN.search(sentence.skeleton) and _DECIDED.search(sentence.skeleton):
        yield replace(FORM, type="restructuring", certainty=certainty, words=sentence.text)


def _is_ahead(sentence: Marked, filed_on: date) -> bool:
    return any(last_day(day) > filed_on for day in re.findall(r"D(\d{8})", sentence.skeleton))


def _site_start(text: str) -> int:
    match = re.search(_SITE, text, re.IGNORECASE)
    return match.start() if match else 0


def _cuts_alone(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    """An impairment is none; what is cut or closed with it is."""
    yield from (event for event in _cuts(sentence, filed_on) if event.type != "restructuring")


def _new_name(sentence: Marked, filed_on: date) -> Iterator[Filing]:
    if match := _RENAMED.search(sentence.text):
        old, new = ((match[name] or "").strip(" ,") for name in ("old", "new"))
        certainty = Certainty.ANNOUNCED if _is_ahead(sentence, filed_on) else Certainty.DONE
        yield replace(FORM, type="rebrand", certainty=certainty, origin=old, destination=new, words=sentence.text)


def _name(sentence: Marked, mark: str) -> str:
    return without_legal_form(sentence.organisations[int(mark[1:])])


_READERS: dict[str, Callable[[Marked, date], Iterator[Filing]]] = {
    "1.03": _insolvency,
    "2.01": _deals,
    "2.05": _cuts,
    "2.06": _cuts_alone,
    "5.01": _control,
    "5.03": _new_name,
}
