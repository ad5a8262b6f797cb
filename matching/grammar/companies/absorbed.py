"""A frame of institutions and firms that become part of another: "Acme College will become part of Bolt University"."""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.grammar.companies.both import both_sides
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.view import View
from matching.grammar.companies.words import INSTITUTION
from matching.grammar.frame import Finding
from matching.names.words import word_lists

_WILL = (
    r"\s(?i:would|will|(?:is|are)\s(?:set\s|due\s|going\s)?to|(?:plans|(?:has\s|have\s)?(?:votes?d?)|wants|is\splanning)\sto|"
    r"(?:has\s|have\s)?agree[sd]?\sto|(?:has\s|have\s)?sign(?:s|ed)\san?\s(?:[\w-]+\s)?(?:agreement|letter\sof\sintent)\sto|"
    r"(?:has\s|have\s)?sign(?:s|ed)\s(?:agreement|letter\sof\sintent)\sto|to)\s(?i:(?:\w+ly\s)?)"
)
_PART_OF = r"(?i:(?:an?\s)?(?:wholly[\s-]owned\s)?(?:part|subsidiary)\sof)"
_NOW = rf"\s(?i:becomes|is\sbecoming)\s{_PART_OF}"
_MEMBERS = (
    r"(?:['’]s?)?(?:\s(?i:members|trustees|directors|governors|board|accountants|solicitors|lawyers|architects))?"
)
_APPOSED = r"(?:,\s[^,;]{1,80},)?"
_YET = rf"{_WILL}(?:(?i:become)\s{_PART_OF}|(?i:(?:be\s(?:folded|absorbed)|fold)\sinto))"
_THE = r"\s(?:[Tt]he\s)?"

_JOINS = (
    r"(?:\s(?i:joins|(?:has|have)\sjoined)|(?:\s(?i:has|have))?\s(?i:agree[sd]?\sto\sjoin)|"
    + _WILL
    + r"(?i:join))\s(?:[Tt]he\s)?"
)
_WORD = r"(?:St\.|[A-ZÀ-Þ0-9][\w&’'-]*)"
_NAME = rf"{_WORD}(?:\s(?:(?:of|and|for|de|&)\s(?:the\s)?)?{_WORD})*"
# The name ends: no "Dunmarsh history", no "Fenmoor University's first year".
_ENDS = (
    r"(?!['’]s?\b|-)(?=\W*$|[.,;:)–—]|"
    r"\s(?i:in|on|by|from|effective|next|this|after|under|when|as|and|if|at|later|for|system|says?|said|today)\b)"
)
_OF_A_KIND = rf"(?:{INSTITUTION}|Hospitals|Institute|Cent(?:er|re)|Union|Trust|Practice)\b"
_WHOLE = rf"(?:{INSTITUTION}|Health|Healthcare|Hospitals|System|Union|FCU|Trust|Medicine)\b"
_BECOMES = re.compile(rf"(?P<part>{_NAME}){_MEMBERS}{_APPOSED}(?:{_YET}|{_NOW}){_THE}(?P<whole>{_NAME}){_ENDS}")
_TRADE = re.compile(r"^(?:The|Accountants|Solicitors|Lawyers|Architects)\s(?=[A-Z])")  # "Accountants Reed & Fry"
_FOLDING = re.compile(
    rf"\b(?i:fold(?:s|ed|ing)?)\s(?:[Tt]he\s)?(?P<part>{_NAME})\sinto\s(?:[Tt]he\s)?(?P<whole>{_NAME}){_ENDS}"
)
_UNWANTED = re.compile(
    r"\b(?:reject\w*|against|oppos\w+|block\w*|abandon\w*|scrap\w*|halt\w*|not|no|den(?:y|ies|ied))\b", re.IGNORECASE
)
# To be part of something now may be to lie in it: only one of a kind is taken in, or one by an agreement.
_IS_NOW = re.compile(_NOW)
_LISTED = re.compile(r"(?:S&P|Dow|FTSE|Nasdaq|NASDAQ|Russell|Fortune|MSCI|DAX|MDAX|SDAX|Team)\b")  # nobody's to buy
_AGREED = re.compile(
    r"\b(?:acqui\w+|letter\sof\sintent|takeover|(?<!sponsorship\s)(?<!lease\s)(?<!supply\s)(?<!partnership\s)agreement)\b",
    re.IGNORECASE,
)
# What a firm of people joins is a firm, unless it is called by what has members.
_FIRM = (
    r"(?:CPAs?|Accountan(?:ts|cy)|(?:Insurance|Benefits)\s(?:Agency|Agencies|Services|Brokers|Brokerage|Group)|"
    r"Wealth(?:\sManagement)?|Advis[eo]rs)$"
)
OF_MEMBERS = re.compile(
    r"\b(?:Alliance|Association|Society|Network|Council|Chamber|Bureau|Forum|Coalition|Initiative|Program(?:me)?|Index|Exchange|"
    r"Consortium|Institute|Foundation|Federation|League|Club|Board|Committee|Fund|International)\b"
)
"""A name of what has members: to join it is to become one."""
# Who joins may be a person, and what is joined an association: both must be institutions by their names.
_JOINING = re.compile(rf"(?P<part>{_NAME})\.?{_MEMBERS}{_APPOSED}{_JOINS}(?P<whole>{_NAME}){_ENDS}")


_PARTNERS_TOO = re.compile(r"\b(?:partners|principals|shareholders)\swill\s(?:also\s)?(?:become|join|be)\b")

ABSORBED = "becomes-part"  # the rule


def read_absorbed(view: View) -> list[Finding]:
    """Acquisitions of institutions and firms that become part of another, which are seldom called so."""
    told = _becoming(view) or _joining(view)
    if told is None or told["whole"].casefold() in word_lists().countries:
        return []
    part, whole = strip_legal(_TRADE.sub("", told["part"])), strip_legal(told["whole"])
    return both_sides(view, "acquisition", ABSORBED, whole, part, Certainty.ANNOUNCED)


def _becoming(view: View) -> re.Match[str] | None:
    told = _BECOMES.search(view.text)
    if told is None:
        folded = _FOLDING.search(view.text)
        wanted = folded and not _UNWANTED.search(view.text[: folded.start()])
        return folded if folded and wanted and _are_of_kinds(folded) else None
    is_now = _IS_NOW.search(told[0])
    stands = _are_of_kinds(told) or (
        _AGREED.search(view.body) and not (OF_MEMBERS.search(told["whole"]) or _LISTED.match(told["whole"]))
    )
    return told if stands or not is_now else None


def _joining(view: View) -> re.Match[str] | None:
    joins = _JOINING.search(view.text)
    if joins is None or " " not in joins["part"]:
        return None
    firms = re.search(_FIRM, joins["part"]) and not OF_MEMBERS.search(joins["whole"])
    partners = re.search(r"&\sCo$", joins["part"]) and _PARTNERS_TOO.search(view.body)
    return joins if _are_of_kinds(joins) or firms or partners else None


def _are_of_kinds(told: re.Match[str]) -> bool:
    """Whether both are institutions by their names: "Acme College", "Bolt Health"."""
    whole = told["whole"].split()
    return bool(re.search(_OF_A_KIND, told["part"]) and len(whole) > 1 and re.match(_WHOLE, whole[-1]))
