"""What is done to a head office, or beside it, that moves nothing: a lease renewed, a gym opened, a plant that goes
elsewhere. The reader knows the words, not that nothing comes of it.
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.grammar.tokens import sentences_of

HEAD_OFFICE = r"(?i:headquarters|head\soffices?|hq)\b"
"""What a text calls a head office."""

# What a company does that goes somewhere, and what it may do where it is or will be.
_GOES_THERE = re.compile(
    r"\b(?:mov(?:e|ing)|relocat|new(?:ly)?\b(?!\sname\b)|transfer|shift|leav(?:e|ing)|left\b|vacat|open|cho(?:os|se)|pick|select|uproot|"
    r"depart|quit|return|br(?:ing|ought)|consolidat|combin|sw(?:ap|itch)|land|head(?:s|ed|ing)\s(?:to|for)\b|from\b|out\sof\b|"
    r"as\s(?:its|the|their)\b|for\s(?:its|the|their)\sheadq|establish|set\w*\sup|buil(?:ds?|t|ding\s(?:an?|its))\b|com(?:es?|ing)\s(?:to|back)|exit|"
    r"(?:be|is|are|now)\s(?:based|headquartered)|headquartered\b|redomicil|re-domicil|designat|replac|abandon|ditch|fle[de]|"
    r"lur|go(?:es|ing)?\s(?:to|back)|trad(?:es?|ing)\b|attract|w(?:in|on)s?\b|home\b|base\b|"
    r"locat(?:e|es|ing)\b|decamp|migrat|(?:put|set)(?:s|ting)?\s(?:its|their)\b|"
    rf"(?:bec(?:ame|omes?)|to\sbe)\s[^.;]{{0,60}}?{HEAD_OFFICE}|ma(?:de|k(?:es?|ing))\s(?:[\w’'-]+\s){{1,4}}?(?:its|their|the)\s(?:[\w-]+\s){{0,2}}?{HEAD_OFFICE})",
    re.IGNORECASE,
)
_HAS_ROOMS = re.compile(r"\b(?:sign|tak(?:es?|ing|en)\b|took|leas|rent|b(?:uy|ought)|purchas|acquir)", re.IGNORECASE)
_STAYS_THERE = re.compile(
    r"\b(?:renew|exten[ds]|(?:since|until)\b|has\sbeen|named?\s(?:after|for)|renam|upgrad|renovat|refurbish|moderni[sz])",
    re.IGNORECASE,
)
_AMENITY = re.compile(
    r"\bopen\w*\s(?:(?:an?|its|the|new|first|on-?site|staff|employee)\s){0,4}(?:[\w-]+\s){0,2}?"
    r"(?:gym|fitness|caf[eé]|cafeteria|canteen|nursery|cr[eè]che|day-?care|child-?care|garden|wellness|museum|gallery|"
    r"exhibition|playground|pool|lounge|prayer\sroom|food\spantry|bike)\b[^.;]{0,40}?"
    r"\b(?:at|in|inside|beside)\s(?:its|the|their)\s(?:[\w’'-]+\s){0,4}?(?:headquarters|hq|head\soffice|offices?|campus)\b",
    re.IGNORECASE,
)
_NEW_SITE = re.compile(
    r"\b(?:mov(?:e|ing)|relocat\w+|(?:new|first|another|opens?|opened|opening)\s(?:[\w-]+\s){0,3}?(?:offices?|headquarters|hq|plants?|"
    r"sites?|factor(?:y|ies)|stores?|branch(?:es)?|facilit(?:y|ies)|hubs?|cent(?:er|re)s?|campus))\b",
    re.IGNORECASE,
)
# "its head office will stay in Dayton", "keep its Dayton head office", and what moves instead
_STAYS = re.compile(
    rf"{HEAD_OFFICE}(?:\s(?:staff|jobs|functions|employees|operations|team))?(?:\sin\s[A-Z][\w’'-]+)?\s"
    r"(?:(?:(?:will|is\sto|are\sto|would)\s)?(?:stay|remain|continue|be\skept)\w*|(?:is|are|will\sbe)\s(?:unaffected|not\saffected))\b|"
    rf"\b(?:keep|retain|maintain)(?:s|ing|ed)?\s(?:[\w’'-]+\s){{0,4}}?{HEAD_OFFICE}|\bkept\s(?:[\w’'-]+\s){{0,4}}?{HEAD_OFFICE}|"
    r"\b(?:remain|stay)(?:s|ing)?\s(?:headquartered|based)\b",
    re.IGNORECASE,
)
ONE_OF = r"(?:sales|regional|branch|satellite|engineering|research|design|field|back|support|service|local|area)"
"""What a text calls an office that is one of several."""
# A function whose people or office move alone: "library staff", "the registrar's office".
_FUNCTION = (
    r"(?:library|admissions?|registrar|finance|financial\said|business|hr|human\sresources|it|tech(?:nology|nical)?|payroll|legal|"
    r"accounting|accounts|billing|claims|marketing|communications|product|customer(?:\s\w+)?|procurement|treasury|tax|audit|"
    r"compliance|ticket|box|parking|alumni|student\s\w+|planning|purchasing|editorial|nursing|clinical)(?:['’]s)?"
)
_TEAM = (
    r"teams?|(?:call|contact|support|service)\scent(?:er|re)s?|help\s?desks?|departments?|divisions?|newsrooms?|back\soffices?|"
    r"reporters|journalists|nurses|researchers|engineers|developers|traders|clerks|students|"
    rf"(?:{_FUNCTION}|{ONE_OF})\s(?:staff|employees|workers)|{_FUNCTION}\soffices?"
)
_PLANT_MOVES = re.compile(
    rf"\b(?:mov|relocat|shift|transfer)(?:e|es|ed|ing|s)?\s(?:(?!(?:and|to|into)\b)[\w’',-]+\s){{0,5}}?(?:{_TEAM}|plants?|factor(?:y|ies)|yards?|warehous\w+|production|"
    r"manufacturing|facilit(?:y|ies)|shops?|operations|workshops?|mills?|distribution|assembly|equipment|depots?|stores?|lines?|branch(?:es)?)\b"
    r"|\bmov(?:es?|ed|ing)\s(?:in)?to\s(?:(?:an?|its|their)\s)?(?:new\s|larger\s|bigger\s)+branch\b",
    re.IGNORECASE,
)
# "the finance team of Orbel will move to an office in Elgin": what is said of it to the end of the clause
_TEAM_MOVES = re.compile(
    rf"\b(?:{_TEAM})\b(?:\s(?:of|at|in|from)\s[^,.;]{{1,50}}?)?\s(?:(?:will|would|is|are|has|have|to|set|due|be|been|also)\s)*"
    r"(?:mov|relocat|shift|transfer)(?:e|es|ed|ing|s)?\b[^.;]*",
    re.IGNORECASE,
)
_NEW_OFFICE = re.compile(
    r"\bnew\s(?:[\w-]+\s){0,3}?(?:offices?|hubs?|cent(?:er|re)s?|campus|building)\b", re.IGNORECASE
)
_MOVES = re.compile(
    r"(?<!the\s)(?<!this\s)\bmove(?:s|d)?\s(?:to|from|into|out|its)\b|\bmoving\b|\brelocat(?:e|es|ed|ing)\b|\boffices?\b|\boperations\b|"
    r"\b(?:leav(?:es?|ing)|left|quit\w*|decamp\w*|swap\w*|trad(?:es|ing)|head(?:s|ing|ed))\s(?:[\w’'-]+\s){0,4}?(?:for|to)\s(?-i:[A-Z])",
    re.IGNORECASE,
)
_MOVES_HOME = re.compile(
    rf"\b(?:mov|relocat|transfer|shift)\w*\s(?:its|their|the)\s(?:[\w-]+\s){{0,3}}?{HEAD_OFFICE}", re.IGNORECASE
)


def goes_nowhere(event: CompanyEvent, text: str) -> bool:
    """Whether only the reader sees a head office move, in words that tell what is done to it, or there."""
    if event.type != "headquarters_moved" or not event.rule.startswith("reader"):
        return False
    told = f"{sentences_of(text)[0]} {event.sentence}"
    behind = text[max(text.find(event.sentence), 0) :]  # "Orbel packs up. The maker will move its headquarters"
    return not (
        _MOVES_HOME.search(behind)
        or _GOES_THERE.search(told)
        or (_HAS_ROOMS.search(told) and not _STAYS_THERE.search(told))
    )


def is_amenity(event: CompanyEvent, text: str) -> bool:
    """Whether what is opened is for those who work at a site that is there: a gym, a nursery."""
    rest = _AMENITY.sub(" ", text) if event.type in {"office_opened", "headquarters_moved"} else text
    return rest != text and not _NEW_SITE.search(rest)


def is_of_plant(event: CompanyEvent, text: str) -> bool:
    """Whether a text tells of a head office only that it stays, or nothing, and of a plant or a team that moves.

    The grammar takes a team that moves "to a new building" for the company.
    """
    if event.type != "headquarters_moved" or re.search(HEAD_OFFICE, _STAYS.sub(" ", text)):
        return False
    if _STAYS.search(text):
        return not _NEW_OFFICE.search(text)
    may_be = event.rule.startswith(("reader", "new-office"))
    rest = _PLANT_MOVES.sub(" ", _TEAM_MOVES.sub(" ", text)) if may_be else text
    return rest != text and not _MOVES.search(rest)


def opens_beside_home(event: CompanyEvent, text: str) -> bool:
    """Whether a head office that moves is a new office, where a text says that the head office stays."""
    rest = _STAYS.sub(" ", text) if event.type == "headquarters_moved" else text
    return rest != text and _NEW_OFFICE.search(rest) is not None and not re.search(HEAD_OFFICE, rest)
