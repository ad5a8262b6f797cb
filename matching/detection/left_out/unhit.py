"""Security incidents that were none, or did not reach the company: "the outage was not a cyberattack".

The reader knows the words, not that nothing happened. That no data was lost, or no patient harmed, says nothing of it.
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.grammar.tokens import sentences_of

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
_PART = (
    r"(?:data|information|records|details|passwords|files|accounts|misuse|fraud|care|operations|production|services|flights|"
    r"deliveries|customers|patients)\b"
)
_PART_SPARED = re.compile(
    rf"\b(?:no|without)\s(?:evidence|indication|sign|suggestion)s?\s(?:that|of)\s(?:[\w’'-]+\s){{0,4}}?{_PART}"
    rf"|\b{_PART}[^,.;]{{0,30}}?\s(?:(?:was|were|is|are|has|have)(?:\snot|n['’]t)|never)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:providers?|vendors?|suppliers?|partners?|contractors?|subsidiar(?:y|ies)|third[\s-]part(?:y|ies)|rivals?)\b",
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
    if not _ELSEWHERE.search(text):
        told = [_PART_SPARED.sub(" ", one) for one in told]
    return bool(told) and all(_UNHIT.search(one) and not hit.search(_UNHIT.sub(" ", one)) for one in told)
