"""What is done to a head office, or said of an incident, that changes nothing: a lease renewed, a gym opened, an attack
that did not reach the company. The reader knows the words, not that nothing comes of it.
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.grammar.tokens import sentences_of

# What a company does that goes somewhere, and what it may do where it is or will be.
_GOES_THERE = re.compile(
    r"\b(?:mov(?:e|ing)|relocat|new(?:ly)?\b(?!\sname\b)|transfer|shift|leav(?:e|ing)|left\b|vacat|open|cho(?:os|se)|pick|select|uproot|"
    r"depart|quit|return|br(?:ing|ought)|consolidat|combin|sw(?:ap|itch)|land|head(?:s|ed|ing)\s(?:to|for)\b|from\b|out\sof\b|"
    r"as\s(?:its|the|their)\b|for\s(?:its|the|their)\sheadq|establish|set\w*\sup|buil(?:ds?|t|ding\s(?:an?|its))\b|com(?:es?|ing)\s(?:to|back)|exit|"
    r"(?:be|is|are|now)\s(?:based|headquartered)|headquartered\b|redomicil|re-domicil|designat|replac|abandon|ditch|fle[de]|"
    r"lur|go(?:es|ing)?\s(?:to|back)|trad(?:es?|ing)\b|attract|w(?:in|on)s?\b|home\b|base\b|"
    r"ma(?:de|k(?:es?|ing))\s(?:[\w’'-]+\s){1,4}?(?:its|their|the)\s(?:[\w-]+\s){0,2}?(?:headquarters|hq|head\soffice)\b)",
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


def goes_nowhere(event: CompanyEvent, title: str) -> bool:
    """Whether only the reader sees a head office move, in words that tell what is done to it, or there."""
    if event.type != "headquarters_moved" or not event.rule.startswith("reader"):
        return False
    told = f"{title}. {event.sentence}"
    return not (_GOES_THERE.search(told) or (_HAS_ROOMS.search(told) and not _STAYS_THERE.search(told)))


def is_amenity(event: CompanyEvent, text: str) -> bool:
    """Whether what is opened is for those who work at a site that is there: a gym, a nursery."""
    rest = _AMENITY.sub(" ", text) if event.type in {"office_opened", "headquarters_moved"} else text
    return rest != text and not _NEW_SITE.search(rest)


_INCIDENT = re.compile(
    r"\b(?:cyber-?\s?(?:attacks?|security\s(?:incident|breach|attack)|incidents?)|ransomware|hack(?:s|ed|ers?|ing)?|breach\w*|malware|"
    r"intrusion|data\s(?:leaks?|thefts?)|(?:security|malicious)\s(?:incidents?|acts?|activity)|unauthori[sz]ed\saccess)\b",
    re.IGNORECASE,
)
_UNHIT = re.compile(
    r"\bunaffected\b|\b(?:not|n['’]t|never|none\s(?:of\s)?[^.;]{0,60}?(?:was|were|is|are|has\sbeen|have\sbeen))\s(?:\w+ly\s|been\s)*"
    r"(?:affected|hit|impacted|compromised|breached|hacked|touched|a\svictim|part\sof|involved)\b"
    r"|\b(?:not|n['’]t|no)\s(?:(?:the|a|an|any|result|related|due|caused|down|linked|work|to|of|by)\s)*"
    r"(?:cyber|hack|ransomware|breach|malware|malicious|security\sincident|data\s(?:leak|theft)|attack)"
    r"|\b(?:no|without)\s(?:evidence|indication|sign|suggestion)s?\b|\b(?:rul(?:es?|ed|ing)\sout|den(?:y|ies|ied)|escap(?:es|ed)|spared)\b"
    r"|\brather\sthan\b",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:hit|struck|targeted|crippled|disrupted)\sby\b|\b(?:suffer|confirm|disclos|detect|fell\svictim|(?<!not\s)(?:after|following|amid)\san?\s"
    r"(?:\w+\s)?(?:cyber|ransomware|hack|breach|data|attack))",
    re.IGNORECASE,
)


def was_not_hit(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text says of an incident is that there was none, or that it did not reach the company."""
    if event.type != "security_incident":
        return False
    told = [one for one in sentences_of(text) if _INCIDENT.search(one)]
    hit = re.compile(
        rf"{_HIT.pattern}|\b(?:{any_of(event.names)})\s(?:is\s|was\s|has\sbeen\s)?(?:hacked|breached)", re.IGNORECASE
    )
    return bool(told) and all(_UNHIT.search(one) and not hit.search(_UNHIT.sub(" ", one)) for one in told)
