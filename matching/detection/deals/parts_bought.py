"""Deals and new names that are none of a whole company: its brand is bought, a minority of it, or a part that it sells;
one hotel or tower of it is renamed. And a business that is parted from its company is told once, as a divestiture.

The reader takes every object of "buys" for a company bought. What is left of one whose name and slots are sold asks
nobody whose systems will stay; a minority stake changes nobody's owner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.deals.properties_bought import is_property
from matching.detection.named import any_of
from matching.grammar.companies.mergers import SEPARATES
from matching.grammar.tokens import sentences_of

_BUYS = (
    r"\b(?i:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|tak(?:e|es|ing)\sover|took\sover|"
    r"pick(?:s|ed)?\sup|snap(?:s|ped)?\sup|secur(?:e|es|ed)|win(?:s|ning)?|won|rescu(?:e|es|ed)|reviv(?:e|es|ed)|sell(?:s|ing)?|"
    r"sold|acquisition|purchase|sale)\b"
)
# Up to the name or what is bought of it: in between no other object begins.
_UP_TO = r"(?:(?!\b(?:owner|maker|which|that|including|includes?|parent|behind)\b)[^.;,]){0,60}?"
_MARK = (
    r"(?:brands?(?:\snames?)?|Brand|names?|Name|trade\s?(?:names?|marks?)|(?:landing\s|airport\s|take-?off\s)?slots|"
    r"intellectual\sproperty|IP|websites?|(?:web|internet)\sdomains?|domain\snames?|customer\s(?:lists?|data\w*|accounts)|"
    r"recipes?|logos?|[Pp]atents?|(?:[a-z]+\s)?(?:equipment|machinery|tooling|furniture|instruments))"
)
_STOCK = r"(?:stock|inventory|remaining\sstock|goodwill|designs|rights)"
_JOINT = r"(?:,\s(?:and\s)?|\s(?:and|&)\s)(?:its\s|the\s)?"
_MARKS = rf"(?:{_STOCK}{_JOINT})*{_MARK}(?:{_JOINT}(?:{_MARK}|{_STOCK}))*"
_NOT_OWNER = (
    r"(?!\s(?:owners?|makers?|agency|consult\w+|managers?|licensees?|company|business|"
    r"division|unit|arm|rental|leasing|finance|suppliers?|dealers?|distributors?)\b)\b"
)
_WHOLE = re.compile(
    r"(?<!\bno\s)\b(?:businesse?s?|company|operations|stores|shops|branches|factor(?:y|ies)|plants?|(?<!property\s)(?<!IP\s)assets|subsidiar\w+|"
    r"staff|employees|jobs|workforce|contracts)\b",
    re.IGNORECASE,
)
_NO_STAFF = re.compile(  # or what the text says to have ended before
    r"\b(?:which|that|has|have|had)\s(?:had\s)?(?:ceased|stopped|suspended|wound\sdown|ended|shut|closed)\b[^.;,]*|"
    r"\b(?:no|not|none\sof)\b[^.;]*|\b(?:jobs|staff|employees)\b[^.;]*\b(?:lost|redundan\w+|not)\b[^.;]*",
    re.IGNORECASE,
)

_TAKES = rf"(?:{_BUYS}|\b(?:took|takes?|taken|taking|invest\w*|agree\w*|gets?|adds?)\b)"
_SHARE = r"(?<![\d.])(?:[1-4]?\d)(?:\.\d+)?(?:%|\s?per\s?cent|\spercent)"
_HOLDING = r"(?:stake|interest|share(?:holding)?|position|holding|investment)s?"
_MINORITY = (
    rf"(?:minority\s(?:[\w-]+\s){{0,3}}?{_HOLDING}|{_SHARE}(?:\s(?:[\w-]+\s){{0,3}}?{_HOLDING})?"
    rf"|{_HOLDING}\sof\s(?:[a-z]+\s){{0,2}}?{_SHARE})"
)
_MORE = re.compile(
    r"\b(?:majority|control(?:s|ling)?|remaining|rest\sof|outright|whole|entire|fully|wholly|full\sownership|"
    r"takeover|tender\soffer|all\sof|all\s(?:the\s)?(?:outstanding\s)?shares)\b"
    r"|(?<![\d.])(?:[5-9]\d|100)(?:\.\d+)?(?:%|\s?per\s?cent|\spercent)",
    re.IGNORECASE,
)
_PART = (
    r"(?:segment|business(?:es)?|units?|division|subsidiary|arm|operations|plants?|mills?|factor(?:y|ies)|foundry|refinery|"
    r"brewery|bakery|smelter|terminals?|works|hospitals?|branches|stores|brands?)"
)
_SELLS_PART = (
    r"\b(?:sold|sells?|selling|sale\sof|divest(?:s|ed|iture\sof)?|disposal\sof|offload(?:s|ed)?)\b[^;:]{0,80}?\bits\s"
    rf"(?:(?!(?:business|operations|and)\b)[\w.’'&-]+,?\s){{1,6}}?{_PART}\b"
)
_PROPERTY = (
    r"(?i:hotel|flagship(?:\shotel)?|property|resort|lodge|inn|tower|building|mall|plaza|shopping\scent(?:er|re)|apartments?|apartment\scommunity|complex|campus|"
    r"restaurant|arena|stadium|theater|theatre|course|store)\b(?!\s(?i:group|company|chain|business|division|brands?|management|operator)\b)"
)
_RENAMES = r"(?i:renam(?:e|es|ed|ing)|re-?brand(?:s|ed|ing)?|chang\w+\sthe\sname\sof|new\sname\s(?:for|of))"
_NEW_NAME = re.compile(
    rf"\b(?:{_RENAMES}|name\schange|chang\w+\s(?:its|their)\s(?:\w+\s)?name|new\s(?:\w+\s)?name|known\sas|called|becom(?:es?|ing))\b",
    re.IGNORECASE,
)


def _only_property_renamed(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text says of a new name is that of one property of the company."""
    if not re.search(_PROPERTY, text):
        return False
    names = any_of(event.names)
    its = rf"(?:(?i:its|their|the|an?)\s|(?:{names})['’]s?\s|(?=[A-Z]))(?!{names})(?:[\w’'&-]+\s){{0,4}}?{_PROPERTY}"
    renamed = r"(?i:(?:will|is|to|has|was|would)\s(?:be(?:en)?\s|being\s)?(?:renamed|rebranded|called|known\sas)"
    behind = rf"\s(?:[a-z]+\s)?{renamed}|gets\s(?:an?\s)?new\sname)"
    told = re.compile(rf"\b{_RENAMES}\s(?:{its}|(?:[a-z-]+\s){{0,2}}?{_PROPERTY})|(?:(?<=^)|\b){its}{behind}")
    rest = told.sub(" ", text)
    return rest != text and _NEW_NAME.search(rest) is None


_TOKENS_MERGE = re.compile(r"\btokens?\s(?:swap|migration|merger|conversion)\b", re.IGNORECASE)
_COMPANIES = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|start-?ups?|staff|employees|teams?|shareholders|boards?|Inc|Ltd|LLC|Labs|acqui\w+)\b",
    re.IGNORECASE,
)
_PLAYER = r"(?i:striker|midfielder|defender|goalkeeper|winger|forward|full-?back|playmaker|quarterback|footballer)"
_SPORT = re.compile(
    r"\b(?:goals?|season|league|clubs?|transfer|on\sloan|squad|FC|midfielder|goalkeeper|the\s(?:striker|forward|defender|winger)|"
    r"signed\s(?:until|till|for)|(?:year|-year)\s(?:deal|contract))\b"
)
# What is said of a company, also of one that a player founded
_OF_BUSINESS = re.compile(
    rf"{_COMPANIES.pattern}|\b(?:founded|makers?|brands?|business|group|agency|owned\sby)\b", re.IGNORECASE
)


def _plays(name: str, text: str) -> bool:
    """Whether what is bought is somebody who plays for a club: "striker Ned Farr"."""
    surname = name.strip("-").split()[-1:]
    if not surname or re.match(_PLAYER, name) or not _SPORT.search(text) or _OF_BUSINESS.search(text):
        return False
    return re.search(rf"\b{_PLAYER}\s(?:[A-Z][\w’'-]+\s){{0,2}}?{re.escape(surname[0])}\b(?!\s[A-Z])", text) is not None


def is_of_a_part(event: CompanyEvent, text: str) -> bool:
    """Whether an acquisition is one of a brand, a minority or a property, by its text: then no company is bought; or a
    new name that of one property."""
    if event.type == "rebrand":
        return _only_property_renamed(event, text)
    if event.type == "merger":
        return _TOKENS_MERGE.search(text) is not None and not _COMPANIES.search(text)
    if event.type != "acquisition":
        return False
    targets = event.names if event.side == "target" else (event.counterparty,)
    nones = (_only_marks, _only_minority, _plays, _is_task, is_property)
    return any(is_none(name, text) for name in targets if name for is_none in nones)


_TASK = re.compile(
    r"\b(?:trail|contracts?|route|program(?:me)?|project|leases?|concessions?|accounts?|tour|festival|championships?)$",
    re.I,
)


def _is_task(name: str, text: str) -> bool:
    """Whether what somebody takes over is a task: "to take over the Orbel Contract from Tessaly"."""
    taken = rf"\b(?i:tak(?:e|es|en|ing)|took)\sover\s(?:[\w’'&-]+\s){{0,4}}?{re.escape(name)}\b"
    return _TASK.search(name) is not None and re.search(taken, text) is not None


_MANAGERS = r"(?:managers|management(?:\steam)?|(?:senior\s)?(?:executives|directors|bosses)|leadership(?:\steam)?)"
_BUYOUT = r"(?:buy-?\s?out|MBO)"
_BY_MANAGERS = re.compile(
    rf"\bmanagement(?:-led)?\sbuy-?\s?out\b|\bMBO\b|\b(?:bought|acquired|taken\sover|{_BUYOUT})\s(?:out\s)?by\s(?:its|their|the)\s"
    rf"(?:own\s|existing\s|current\s|senior\s)*{_MANAGERS}\b|\b{_MANAGERS}\s(?:at|of)\s[^.;]{{1,60}}?\b{_BUYOUT}\b|"
    rf"\b{_MANAGERS}\s(?:at|of)\s[^.;,]{{1,50}}?\s(?:(?:has|have)\s)?(?:bought|acquired|buys?)\s(?:it|out|the\s[a-z]+)\b",
    re.IGNORECASE,
)
_SELLS_TO_MANAGERS = (
    rf"\b(?i:{_BUYOUT}|bought|acquired|buys?)\b(?:(?!\b(?:with|backed|funded|financed|from)\b)[^.;]){{0,80}}?\bfrom\s"
    r"(?:(?:its|their|the|then|former|current|owners?|company|group|founder)\s)*(?:(?:[A-Z]\w+\s)?parent,?\s)?"
)


def with_managers_as_buyers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; where managers buy the company that they run from its owner, no company is the buyer: the
    owner has sold it."""
    if not _BY_MANAGERS.search(text):
        return list(events)
    deals = [one for one in events if one.type == "acquisition"]
    likely = max((one.probability for one in deals), default=0.0)
    names = {name for one in deals for name in (*one.names, one.counterparty) if name}
    owners = {name for name in names if re.search(rf"{_SELLS_TO_MANAGERS}{re.escape(name)}(?!\w)", text)}
    own = {
        name
        for name in names - owners
        if re.search(rf"(?i:\b{_MANAGERS}\s(?:at|of)|{_BUYOUT}\s(?:at|of))\s{re.escape(name)}(?!\w)", text)
    }
    return [told for one in events if (told := _bought_by_managers(one, events, owners, own, likely)) is not None]


def _bought_by_managers(
    event: CompanyEvent, events: Sequence[CompanyEvent], owners: set[str], own: set[str], likely: float
) -> CompanyEvent | None:
    if event.type != "acquisition":
        return event
    if owners & set(event.names):
        return _as_sale(replace(event, counterparty=min(own, default="")), events)
    no_buyer = event.counterparty in owners or re.fullmatch(_MANAGERS, event.counterparty, re.IGNORECASE)
    if own & set(event.names):
        other = "" if no_buyer or event.side == "acquirer" else event.counterparty
        return replace(event, side="target", counterparty=other, probability=max(event.probability, likely))
    return replace(event, counterparty="") if no_buyer else event


def with_sellers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who sells "its films segment" is not bought with it, but has sold a part."""
    if not re.search(_SELLS_PART, text):
        return list(events)
    sellers = {name for e in events if e.type == "acquisition" for name in (*e.names, e.counterparty) if name}
    sellers = {name for name in sellers if _sells_part(name, text)}
    return [told for event in events if (told := _without_seller(event, sellers, events)) is not None]


def _sells_part(name: str, text: str) -> bool:
    sells = rf"(?<![\w’'-]){re.escape(name)}(?!\s(?:and|&)\s)(?!['’]s?\b)[^;:]{{0,70}}?{_SELLS_PART}"
    return any(re.search(sells, sentence) for sentence in sentences_of(text))


def _without_seller(event: CompanyEvent, sellers: set[str], events: Sequence[CompanyEvent]) -> CompanyEvent | None:
    if event.type != "acquisition":
        return event
    if event.side == "target" and sellers & set(event.names):
        return _as_sale(event, events)
    return replace(event, counterparty="") if event.counterparty in sellers else event


def _as_sale(event: CompanyEvent, events: Sequence[CompanyEvent]) -> CompanyEvent | None:
    """The purchase of a company as what it has sold; None where that is told already."""
    told = any(e.type == "divestiture" and share_name(e.names, event.names) for e in events)
    return None if told else replace(event, type="divestiture", side="")


def _only_marks(name: str, text: str) -> bool:
    if not re.search(_MARKS, text):
        return False
    named = re.escape(name)
    owned = rf"{named}(?:['’]s?)?\s(?:[a-z]+\s){{0,2}}?{_MARKS}{_NOT_OWNER}"
    of_it = rf"{_MARKS}\s(?:of|from|belonging\sto)\s(?:[\w-]+\s){{0,5}}?{named}"
    bought = re.compile(rf"{_BUYS}{_UP_TO}(?:{owned}|{of_it})")
    told = [_NO_STAFF.sub("", one) for one in sentences_of(text) if bought.search(one)]
    return bool(told) and not any(_WHOLE.search(one.replace(name, "")) for one in told)


def _only_minority(name: str, text: str) -> bool:
    if _MORE.search(text) or not re.search(_MINORITY, text, re.IGNORECASE):
        return False
    named = re.escape(name)
    in_it = rf"{_TAKES}{_UP_TO}{_MINORITY}\s(?:in|of)\s(?:[\w’'-]+\s){{0,6}}?{named}(?!['’]s?\b)"
    sells = rf"{named}\s(?:[a-z]+\s){{0,4}}?(?:sell|sells|sold|selling)\s(?:an?\s)?{_MINORITY}"
    return re.search(rf"(?i:{in_it}|{sells})", text) is not None


_REORGANISES = re.compile(
    r"\b(?:restructur|reorgani[sz]|turnaround|overhaul|strategic\s(?:review|alternatives|options))", re.IGNORECASE
)


def without_separation_as_restructuring(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text without the restructuring that is only the separation of a business."""
    parted = [e for e in events if e.type == "divestiture" and SEPARATES in e.rule]
    if not parted or _REORGANISES.search(text):
        return list(events)
    return [e for e in events if e.type != "restructuring" or not any(share_name(e.names, p.names) for p in parted)]
