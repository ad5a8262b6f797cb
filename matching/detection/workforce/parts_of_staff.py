"""How many of how many go: "made 12 of its 60 staff redundant" is 12, "twelve of its 60 will move" is no count.

Where only some are kept of those who were to go, it is the others that go (spared_jobs).
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.workforce.cut_all_the_same import cut_all_the_same
from matching.detection.workforce.spared_jobs import spared, who_still_goes
from matching.detection.workforce.staff_words import (
    ABOUT,
    CUTS,
    JOBS,
    LETS_GO,
    NUMERAL,
    SAVES,
    STAFF,
    WHOSE,
    gone_by,
)
from matching.grammar.companies.words import SITES

_PART_OF = re.compile(
    rf"(?P<but>\b(?:all\sbut|except|other\sthan)\s(?:{ABOUT}\s)?)?(?<![\d.,$€£-])\b(?P<part>{NUMERAL})(?:\s{STAFF})?\s(?:out\s)?of\s"
    rf"{WHOSE}{{0,4}}(?P<whole>{NUMERAL})(?![\d%])(?P<behind>[^.;]*)",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    rf"\bof\s{WHOSE}{{1,4}}(?P<whole>{NUMERAL})\s(?:[\w-]+\s){{0,3}}?{STAFF}(?:\s(?:in|at)\s[A-Z]\w+)?,\s"
    rf"(?P<but>all\sbut\s)?(?:{ABOUT}\s)?(?P<part>{NUMERAL})\b(?P<behind>[^.;]*)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"(?P<share>\d[\d.]*\s?(?:%|per\s?cent)|half|thirds?|quarters?|fifths?|tenths?|most|majority)\sof\s{WHOSE}{{0,4}}(?P<whole>{NUMERAL})(?![\d%])",
    re.IGNORECASE,
)
_OTHERS_GO = re.compile(
    rf"\b(?:remaining|other)\s(?P<gone>{NUMERAL})\b[^.;]{{0,40}}?\s(?:laid\soff|lose|go|be\scut|made\sredundant)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"^(?:\s[\w’'-]+){0,6}?\s(?:will|would|can|are|is|were|was|have|has|had|to)\s(?:(?!(?:not|go)\b)\w+\s){0,3}?"
    r"(?:mov\w+|transfer\w*|relocat\w+|stay\w*|remain\w*|keep\w*|kept|retain\w*|redeploy\w*|reassign\w*|offered|continu\w+)\b",
    re.IGNORECASE,
)
_EMPLOYS = (
    r"(?:employ(?:s|ed|ing)|has|have|had|staff\sof|workforce\sof|headcount\sof|payroll\sof|team\sof|with)"
    rf"\s(?:a\s(?:staff|workforce)\sof\s)?(?:{ABOUT}\s)?"
)
_HIRES = (  # or calls back
    r"(?:call(?:s|ed|ing)?\sback|br(?:ing|ings|inging|ought)\sback|(?:recall|(?:re-?)?hir|reinstat|recruit|add)(?:e?s|e|ed|ing)?|"
    r"t(?:ak(?:es?|ing)|ook)\son)\s"
    rf"(?:{ABOUT}\s)?"
)
_KEEPS = rf"{SAVES}\s(?:(?:{ABOUT}|all|up\sto|the|its)\s)*"
_OTHERS = re.compile(rf"\b(?:{_EMPLOYS}|{_HIRES}|{_KEEPS})$", re.IGNORECASE)  # before a number not of those who go
_KEPT = re.compile(rf"\b{_KEEPS}$", re.IGNORECASE)
_ARE_KEPT = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?(?:jobs|positions|posts|roles)\s(?:(?:have|has|been|were|are|being|will|be)\s){0,3}"
    rf"{SAVES}(?<=ed)\b",
    re.IGNORECASE,
)
# "with nine editorial roles going"
_GO_ALL_THE_SAME = re.compile(
    r"^(?:\s[\w’'-]+){0,4}?\s(?:going(?=\s?$|,|\s(?:in|at|from|across|as)\b)|losing\stheir\sjobs|lost|redundant|laid\soff|let\sgo|axed|affected)\b",
    re.IGNORECASE,
)
# What else is cut, and what stands between a number of people and where they work
_THINGS = SITES | {
    "newspaper", "magazine", "weekly", "title", "edition", "podcast", "channel", "station", "route", "flight", "train",
    "course", "degree", "programme", "program", "brand",
}  # fmt: skip
_PLACED = frozenset({
    "at", "in", "across", "from", "on", "as", "after", "by", "to", "with", "for", "amid", "and", "when", "while", "who",
    "because", "but",
})  # fmt: skip
_ARE_STAFF = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:employees|people|workers|staff)\b(?!\s(?:who|that|to|being|facing|are|were|will|would|could)\b)",
    re.IGNORECASE,
)
_GONE = re.compile(gone_by(LETS_GO), re.IGNORECASE)
_FROM_TO = re.compile(  # how many are left is no count of those who go
    rf"\b(?:workforce|headcount|staff|employees|payroll|team)\b[^.;]{{0,20}}?\sfrom\s(?:{ABOUT}\s)?(?P<before>{NUMERAL})\sto\s"
    rf"(?:{ABOUT}\s)?(?P<after>{NUMERAL})\b",
    re.IGNORECASE,
)
# Who may go of their own accord; not layoffs: who announces them, or gives notice of them, asks nobody.
_WILLING = (
    r"(?:buy-?outs?|(?:early\s)?retirement|(?:voluntary\s)?redundanc(?:y|ies)(?!\s(?:letters?|notices?))|severance|"
    r"separation|departures?|exits?)"
)
_LEAVE_WILLING = rf"(?:{_WILLING}|voluntary\slayoffs?)"
_OFFERS = r"(?:offer|open|extend|propos|launch|announc|unveil|send|sent|giv|invit|voluntary)\w*"
_SCHEME = r"(?:offers?|packages?|schemes?|program(?:me)?s?|plans?)"
_SO_MANY = (
    rf"(?:{ABOUT}\s|up\sto\s|all\s|its\s)*(?P<many>(?!(?:an?|few)\b){NUMERAL})\b"
    r"(?!\s?%|\s(?:per\s?cent|laid|affected|dismissed))"
)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OFFERS}\s(?:[\w’'-]+\s){{0,5}}?{_LEAVE_WILLING}(?:\s(?!and\b)[\w-]+){{0,3}}?\s(?:to|for)\s{_SO_MANY}",
        rf"\b(?:buy-?out|early[\s-]retirement|voluntary\s{_LEAVE_WILLING})\s{_SCHEME}\s(?:to|for)\s{_SO_MANY}",
        rf"\b(?:ask|invit)(?:s|es|ed|ing)\s{_SO_MANY}[^.;]{{0,40}}?"
        r"\b(?:for\svolunteers|to\s(?:volunteer|apply|consider|take|accept|leave))\b",
        rf"\b{_SO_MANY}\s(?:(?!(?:and|jobs|posts|positions|roles)\b)[\w’',-]+\s){{0,6}}?"
        rf"(?:offered|eligible\sfor)\s(?:[\w’'-]+\s){{0,2}}?{_LEAVE_WILLING}\b",
    )
)
_ARE_CUT = re.compile(gone_by(CUTS), re.IGNORECASE)
_TO_GO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:hop|expect|aim|want|target|seek|anticipat|need)(?:s|es|ed|ing)?\s(?:\w+\s){{0,3}}?{_SO_MANY}(?=[^.;]{{0,40}}?"
        r"\b(?:go|leave|accept|take|depart|departures|apply|volunteers?|cuts|jobs|posts|positions|roles)\b)",
        rf"\b{_SO_MANY}\s(?:[\w-]+\s){{0,2}}?(?:jobs|posts|positions|roles)\s(?:to|will|would|must|should)\s"
        r"(?:be\s)?(?:cut|go|eliminated|lost|axed|shed)\b",
        gone_by(CUTS, "many"),
    )
)


def with_who_goes(event: CompanyEvent, text: str) -> CompanyEvent:
    """The layoffs with the number of those who go: not of the whole staff, and not of those who stay, move or are kept
    though they were to go. That some are kept does not deny that the others go."""
    if kept := spared(event, text):
        far: Certainty = event.certainty if event.certainty is Certainty.RUMOURED else Certainty.ANNOUNCED
        return replace(event, count=who_still_goes(kept), certainty=far)
    if cut := cut_all_the_same(event, text):
        is_denied = event.certainty is Certainty.DENIED
        return replace(event, count=cut, certainty=Certainty.ANNOUNCED if is_denied else event.certainty)
    if event.type != "layoffs" or not event.count:
        return event
    told = (read(event, text) for read in (_of_volunteers, _part, _share, _alone))
    count = next((count for count in told if count is not None), None)
    return event if count is None else replace(event, count=count)


def _of_volunteers(event: CompanyEvent, text: str) -> str | None:
    """The number of those who are to go where the count is that of those who are asked to: 60 of "offers buyouts to 400
    and expects 60 to accept"; "" where none is told, None where it is no such count."""
    asked = {told["many"] for pattern in _ASKED for told in pattern.finditer(text)}
    cut = {told["gone"] for told in _ARE_CUT.finditer(text)}  # "laid off 120 and offered severance to 120"
    counted = {*re.findall(rf"\b{NUMERAL}\b", event.count, re.IGNORECASE)}
    if not (asked - cut) & counted:
        return None
    to_go = {told["many"] for pattern in _TO_GO for told in pattern.finditer(text)} - asked
    return to_go.pop() if len(to_go) == 1 else ""


def _part(event: CompanyEvent, text: str) -> str | None:
    """The number of those who go of "12 of its 60 staff"; "" where only the others' is told, None where neither is."""
    for pattern in (_PART_OF, _OF_WHOLE):
        for told in pattern.finditer(text):
            if _is_told_by(event.count, told) and not counts_sites(told["behind"]):
                stay = told["but"] or _STAYS.search(told["behind"])
                others = _OTHERS_GO.search(text)
                return (others["gone"] if others else "") if stay else told["part"]
    return None


def _share(event: CompanyEvent, text: str) -> str | None:
    """ "15%" of "15% of its 400 staff", "" of "a third of its 90 staff"."""
    for told in _SHARE_OF.finditer(text):
        if re.findall(NUMERAL, event.count, re.IGNORECASE) == [told["whole"]]:
            return told["share"] if told["share"][0].isdigit() else ""
    return None


def _alone(event: CompanyEvent, text: str) -> str | None:
    """What goes where the count is only told as that of those who stay or come, or of all staff."""
    said = list(re.finditer(rf"\b{re.escape(event.count)}\b(?P<behind>[^.;]*)", text))
    gone = {one["gone"] for one in _GONE.finditer(text) if not counts_sites(text[one.end() :])}
    if said and all(map(_are_kept, said)):
        return gone.pop() if len(gone) == 1 else ""
    if any(event.count in {sizes["before"], sizes["after"]} for sizes in _FROM_TO.finditer(text)):
        return ""
    if not said or not all(_stands_behind(_OTHERS, one) for one in said):
        return None
    if len(gone) == 1:
        return gone.pop()
    return "" if all(_ARE_STAFF.match(one["behind"]) for one in said) else None


def _are_kept(said: re.Match[str]) -> bool:
    """Whether a number is that of people or jobs that stay."""
    behind = said["behind"]
    return bool(_STAYS.search(behind) or _ARE_KEPT.search(behind)) or _stands_behind(_KEPT, said)


def _stands_behind(words: re.Pattern[str], said: re.Match[str]) -> bool:
    """Whether a number stands behind words that tell of others than those who go, and those of it do not go either."""
    return words.search(said.string[: said.start()]) is not None and not _GO_ALL_THE_SAME.match(said["behind"])


def _is_told_by(count: str, told: re.Match[str]) -> bool:
    """Whether a count is the part, the whole, or both: "25 of 130 people"."""
    part, whole = told["part"].casefold(), told["whole"].casefold()
    numbers = {one.casefold() for one in re.findall(rf"\b{NUMERAL}\b", count, re.IGNORECASE)}
    return numbers in ({part}, {whole}, {part, whole})


def counts_sites(behind: str) -> bool:
    """Whether of sites, or other things, and people those come first in the six words behind a number: "12 of its 60
    branches", not "12 at its branches", nor "12 pilots, cancels flights"."""
    for said in behind.casefold().split()[:6]:
        word = said.rstrip(",")
        if word in _PLACED or JOBS.fullmatch(word):
            return False
        if word.endswith("s") and not _THINGS.isdisjoint((word[:-1], word[:-2], word[:-3] + "y")):  # not "branch jobs"
            return True
        if said.endswith(("s,", "week,", "month,", "year,")):
            return False
    return False
