"""What is only said of others: "CIO Jane Roe says half of her engineers plan to quit" leaves her in her post, "BioTrack
has launched a page that lists layoffs at 400 biotechs" lays off nobody; and security incidents that were none, or did
not reach the company: "the outage was not a cyberattack"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.named import any_of, is_about, names_person, person_in_text
from matching.detection.workforce.staff_words import CUTS, LAYOFFS, NUMERAL
from matching.event_types import is_leaving
from matching.grammar.tokens import sentences_of

_SHARE = (
    r"(?:half|most|many|some|several|few|all|dozens|hundreds|thousands|plenty|(?:\w+[\s-])?(?:third|quarter|fifth|tenth)s?|"
    r"(?:lot|number|majority|share|part|percentage|handful|generation|wave)|"
    rf"(?:{NUMERAL})\s(?:(?:in|out\sof)\s(?:every\s)?\w+|of\s(?:\w+\s)?\w+)|\d+(?:\.\d+)?(?:%|\sper\s?cent))"
)
_MANY = (
    r"(?:analysts|engineers|developers|programmers|coders|colleagues|peers|staff|staffers|employees|workers|people|leaders|"
    r"executives|managers|teams?|talent|women|men|specialists|professionals|experts|practitioners|technologists|scientists|"
    r"architects|administrators|technicians|operators|testers|contractors|chiefs|nurses|clinicians|doctors|physicians|"
    r"veterans|hires|recruits|graduates|mentees|customers|clients|members|users|vendors|suppliers|companies|firms|"
    r"youngsters|juniors|seniors|workforce|(?:baby\s)?boomers|millennials|C[A-Z]{1,3}Os|they|everyone|everybody)"
)
_TYPICAL = r"(?:(?:an?|the)\s(?:average|typical)\s(?:\w+\s)?\w+)"
# "told staff of her decision to leave" is about her, "half of her engineers plan to leave" is not
_HERSELF = (
    rf"(?:(?:I|he|she|will|it|time|who\salso|and\s(?:he|she|I))\b|(?:his|her|my)\s(?!(?:[\w-]+\s)?{_MANY}\b)|"
    r"(?:of|about)\s(?:plans|a\s(?:plan|decision))\b)"
)
_BETWEEN = rf"(?:(?!{_HERSELF})[\w’'%-]+\s){{0,8}}?"
_GOES = (
    r"(?:quit(?:s|ting)?|leav(?:e|es|ing)|left|retir(?:e|es|ed|ing)|resign(?:s|ed|ing)?|depart(?:s|ed|ing)?|exit(?:s|ing)?|"
    r"walk(?:ed|ing)?|(?:step|mov)(?:e|ed|ing)?\s(?:down|on)|go|going|gone|be\s(?:gone|replaced|fired|dismissed|sacked))\b"
)
_OTHERS_GO = re.compile(
    rf"(?P<with>\b(?:and|with|like)\s)?\b(?:(?:an?|the|his|her|their|our|its|my)\s)?(?:{_SHARE}|{_MANY}|{_TYPICAL})\s{_BETWEEN}"
    rf"(?:will\s(?:[\w’'-]+\s){{0,3}}?)?{_GOES}",
    re.IGNORECASE,
)
_APPOSED = r"(?:,[^,.;]{2,80})?,?(?:\s\([^)]+\))?"
_SPEAKS = (
    r"(?:(?:has|had|also|recently|recently\salso|is)\s){0,2}(?:says?|said|tells?|told|warn(?:s|ed|ing)?|expects?|expected|believes?|believed|fears?|feared|"
    r"thinks?|estimat(?:es?|ed)|reckons?|predict(?:s|ed)|notes?|noted|explain(?:s|ed)|argue[sd]|adds?|added|worr(?:ies|ied)|observe[sd]|"
    r"sees?|saw|admit(?:s|ted)|acknowledge[sd]|finds?|reveal(?:s|ed)|(?:talks?|spoke|speaks)\s\w+)\b"
)


def tells_of_others_leaving(event: CompanyEvent, text: str) -> bool:
    """Whether who is taken to leave only says so of others, and no sentence about them has another word of leaving."""
    if not is_leaving(event.type) or not (event.person or event.role):
        return False
    sentences = sentences_of(text)
    told = [one for one in sentences if _OTHERS_GO.search(one) and _speaks(event, one)]
    concerned = [one for one in sentences if _may_be_of(event, one)]
    return bool(told) and not any(leaves_for_good(_OTHERS_GO.sub(_unless_joined, one)) for one in concerned)


def _speaks(event: CompanyEvent, sentence: str) -> bool:
    name = rf"(?:{person_in_text(event.person) if event.person else re.escape(event.role)}|[Hh]e|[Ss]he)"
    ahead, behind = rf"\b{name}{_APPOSED}\s{_SPEAKS}", rf"\b{_SPEAKS}\s(?:[\w&.,’'-]+\s){{0,8}}?{name}(?:,|\W*$)"
    return re.search(rf"{ahead}|{behind}|\baccording\sto\b.*\b{name}\b", sentence) is not None


def _may_be_of(event: CompanyEvent, sentence: str) -> bool:
    """Whether a sentence may tell of the person, by name, by "she", or by the post or the company without a name."""
    if event.person and (names_person(sentence, event.person) or is_about(sentence, event.person)):
        return True
    words = sentence.casefold()
    return any(name and name.casefold() in words for name in (event.role, *event.names))


def _unless_joined(found: re.Match[str]) -> str:
    """What others do left out, what somebody does with others kept: "she and half of her team plan to leave"."""
    return found[0] if found["with"] else " "


_LISTS = re.compile(
    rf"\b(?:list|track|count|log|tall|monitor|map|chart|compil|catalog|tabulat)\w*\s(?:[\w-]+\s){{0,3}}?{LAYOFFS}\b|"
    rf"\b{LAYOFFS}\s(?:list|tracker|map|database|dashboard|page)s?\b",
    re.IGNORECASE,
)
_JOBS_GO = re.compile(rf"\b(?:{LAYOFFS}|la(?:ys?|id|ying)\soff|jobs?|staff|workforce|redundan\w+)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:notices?|WARN|filings?)\b")  # what lists layoffs there is the employer's


def only_lists_layoffs(event: CompanyEvent, text: str) -> bool:
    """Whether layoffs are those of others, whom their company lists: no other word of jobs stands beside its name."""
    if event.type != "layoffs" or _NOTICE.search(text) or not _LISTS.search(text):
        return False
    of_it = re.compile(rf"\b(?:{any_of(event.names)})\b(?P<said>.*)")
    told = [found["said"] for one in sentences_of(text) if (found := of_it.search(one)) and _JOBS_GO.search(one)]
    return bool(told) and all(_LISTS.search(one) and not _JOBS_GO.search(_LISTS.sub(" ", one)) for one in told)


_PARTY = r"(?:[\w-]+\s){0,3}?(?:customer|client|supplier|rival|competitor|tenant|distributor|vendor)"
_CAPITALS = r"[A-Z][\w&.’'-]*(?:\s[A-Z][\w&.’'-]*){0,4}"
# What is said of the other, until the company is said to do something: ", it would cut 200 jobs", "and 90 go"
_OF_OTHER = r"(?:(?!,\s(?:so|and|it|they|the|its|\d|[A-Z])|\sand\s\d)[^.;])*"
_ANOTHERS = re.compile(
    rf"\b{_CAPITALS},\s(?:its|their|an?)\s{_PARTY},\s{_OF_OTHER}"
    rf"|\b(?:[Aa]fter|[Aa]s|[Bb]ecause|[Ss]ince|[Ww]hen)\s{_PARTY}(?:,\s{_CAPITALS},|\s{_CAPITALS})\s{_OF_OTHER}"
)
_CUTS_OR_LOSES = re.compile(
    rf"\b(?:{CUTS}|{LAYOFFS}|jobs?|positions|los(?:es?|ing|t)|workforce|staff|workers|employees|reduc\w+|shrink\w*|downsiz\w+)\b",
    re.IGNORECASE,
)


def is_cut_by_another(event: CompanyEvent, text: str) -> bool:
    """Whether layoffs are those of a customer or rival that a text names beside the company: "Tessaly, its biggest
    customer, announced that it would cut 300 jobs"."""
    if event.type != "layoffs":
        return False
    told = [one[0] for one in _ANOTHERS.finditer(text)]
    theirs = [one for one in told if _CUTS_OR_LOSES.search(one) and not re.search(any_of(event.names), one)]
    return bool(theirs) and len(theirs) == len(told) and not _CUTS_OR_LOSES.search(_ANOTHERS.sub(" ", text))


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
_PART_SPARED = re.compile(  # that no data was lost, or no patient harmed, says nothing of the incident
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
