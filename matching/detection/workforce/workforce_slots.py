"""Jobs: counts with a number in them, and figures that a text puts right."""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.cadence.day_words import MONTH
from matching.detection.workforce.parts_of_staff import counts_sites, with_who_goes
from matching.detection.workforce.staff_words import (
    ABOUT,
    CUTS,
    IN_SO_MANY,
    LETS_GO,
    NOT_BEFORE,
    NUMERAL,
    PEOPLE,
    STAFF,
    gone_by,
    number_of,
    so_many,
)
from matching.grammar.tokens import sentences_of
from matching.number_words import AND_ONES, COUNTED, IN_FIGURES, IN_WORDS, ONES, TENS

_NOT = r"\b(?:and\s)?(?:not|rather\sthan|instead\sof)\s(?:the\s|about\s|some\s)?"
_FIGURE = rf"(?:{IN_FIGURES}|\b{COUNTED}\b)"
_PUT_RIGHT = (
    re.compile(rf"(?P<right>{_FIGURE})(?:\s[\w’'-]+){{0,4}},?\s{_NOT}(?P<wrong>{_FIGURE})", re.IGNORECASE),
    re.compile(rf"\bnot\s(?P<wrong>{_FIGURE})(?:\s[\w’'-]+){{0,4}},?\sbut\s(?P<right>{_FIGURE})", re.IGNORECASE),
)
_MISCOUNTED = re.compile(
    r"\b(?:mis(?:stated|counted|reported)|(?:gave|had|printed|reported)\s(?:the\s|an?\s)?(?:wrong|incorrect))\b[^.;]{0,30}?"
    r"\b(?:number|figure|count|total)\b[^.;]*?\b(?:laid\soff|layoffs?|cut|job|jobs|redundan\w+|dismissed|let\sgo)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\d|\b(?:{IN_WORDS}|hundreds?|thousands?|dozens?|scores?|half|halves|third|quarter|fifth|tenth|handful|couple)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)", re.IGNORECASE)

# "4% of its Paris staff, or six people", "6% of its workforce (about 210 jobs)"
_HEADS_OF_SHARE = re.compile(
    rf"(?P<share>{_SHARE.pattern})\s(?:of|in)\s(?:(?!\.\s(?-i:[A-Z])|,\s)[^;()]){{1,80}}?(?:,\s|\s\(|\s)(?:or\s|about\s|roughly\s|some\s|around\s|"
    rf"approximately\s|nearly\s|an\sestimated\s|that\sis,?\s)+(?P<heads>{NUMERAL})\s(?:[\w’'-]+\s){{0,3}}?{STAFF}\b",
    re.IGNORECASE,
)

# "let go 85 engineers on Monday, about a third of its technical staff"
_SHARE_OF_HEADS = re.compile(
    rf"{gone_by(CUTS)}\s[^.;]{{2,60}}?,\s(?:or\s)?(?:{ABOUT}\s)?(?:an?\s|one[\s-])?"
    rf"(?P<of>half|third|quarter|fifth|sixth|tenth|{_SHARE.pattern})\sof\s",
    re.IGNORECASE,
)
_RATIO = re.compile(rf"\b(?P<some>{NUMERAL})\s{IN_SO_MANY}", re.IGNORECASE)


# "to let go 1 in 7", at the end of what is said
_BARE_RATIO = re.compile(
    r"\b(?P<some>1|one|2|two)\s(?P<many>(?:in|out\sof)\s(?:every\s)?(?:[2-9]|1\d|20|three|four|five|six|seven|eight|nine|ten))"
    r"(?=\W*$|[.,;:])",
    re.IGNORECASE,
)


def _without_ratio(event: CompanyEvent, text: str) -> CompanyEvent:
    """Layoffs with the share, "one in eight", of whose numbers, or the whole beside it, one was read alone."""
    if event.type != "layoffs" or not event.count:
        return event
    own = re.compile(rf"(?<![\w.,-]){re.escape(event.count)}(?![\w-])", re.IGNORECASE)
    ratios = (found for ratio in (_RATIO, _BARE_RATIO) for found in ratio.finditer(text))
    told = next((one for one in ratios if own.search(one[0])), None)
    is_share = told is not None and not own.search(_BARE_RATIO.sub(" ", _RATIO.sub(" ", text)))
    return replace(event, count=f"{told['some']} {told['many']}") if told and is_share else event


# "six unpaid furlough days", "two shifts", not "40 days' notice"
_OF_TIME = re.compile(
    r"(?:[\s-](?:unpaid|mandatory|involuntary|voluntary|furlough|paid|work|working|full|more|additional))*[\s-](?:days?|weeks?|hours?|months?|shifts?)\b",
    re.IGNORECASE,
)


def with_own_count(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the figure that a text puts right ("31 positions, not 41"), and none without a number."""
    event = _without_sites(_put_right(_without_ratio(_with_whole_count(event, text), text), text), text)
    event = _with_both(with_who_goes(_with_heads(event, text), text), text)
    if event.count.startswith("to "):  # the end of "up to 1,200", or of "from 900 to 1,200"
        number = event.count.removeprefix("to ")
        event = replace(event, count=f"up to {number}" if re.search(rf"\bup to {re.escape(number)}", text) else number)
    event = replace(event, count=re.sub(r"\sof(?:\s(?:its|their|the))?$", "", event.count))
    if not event.count:
        return _with_number_cut(event, text)
    is_share = "%" in event.count or "cent" in event.count
    if is_share and (told := _with_number_cut(replace(event, count=""), text)).count:
        return told
    if _COUNTED.search(event.count):
        return event
    shares = set(_SHARE.findall(text)) if is_share else set()
    return replace(event, count=shares.pop() if len(shares) == 1 else "")


def _many(name: str) -> str:
    return rf"{so_many(name)}\s(?:(?!(?:and|of|or|in)\b)[a-z-]+\s){{0,2}}?"


def _both(one: str, other: str) -> str:
    return rf"\b{_many(one)}{PEOPLE},?\sand\s{_many(other)}(?:{PEOPLE}|others\b)"


_THEN = r"(?:at|in|from|on|by|as|after|amid|across|because|due|following|over|this|next|to|when|while|with)"
_OF_BOTH = rf"{_THEN}\b(?![^.;,]*\b(?:are|were|will|have|had)\b)"
_BOTH_GO = re.compile(
    rf"\b{CUTS}\s{_both('one', 'other')}(?=\W*$|[.;:]|,\s(?!and\b|\d)|\s{_OF_BOTH})"
    rf"|(?<!of\s)(?<![\d.,$€£-]){_both('first', 'second')}(?:\s(?:at|in|from)\s[^.;,]{{1,40}}?)?"
    r"\s(?:(?:will|would|are|were|have|had|must|to|is|be|been|set)\s){1,4}"
    r"(?:los[et]\w*\stheir\sjobs?|laid\soff|let\sgo|go|made\sredundant|dismissed|cut|terminated)\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:total|in\sall|altogether|combined|including)\b", re.IGNORECASE)


def _with_both(event: CompanyEvent, text: str) -> CompanyEvent:
    """Layoffs with the sum of two counts that go together: 30 for the 22 of "22 teachers and eight aides"."""
    told = _BOTH_GO.search(text) if event.type == "layoffs" and event.count and not _IN_ALL.search(text) else None
    both = [number_of(told[name]) for name in ("one", "other", "first", "second") if told[name]] if told else []
    is_one = {number_of(one) for one in re.findall(rf"\b{NUMERAL}\b", event.count, re.IGNORECASE)} <= set(both)
    return replace(event, count=f"{sum(both):,}") if both and all(both) and is_one else event


_CUT = re.compile(
    rf"(?P<now>\b(?:is|are|will)\s)?(?:{gone_by(CUTS)}\s(?:[\w-]+\s){{0,3}}?(?:jobs|positions|roles|posts)\b|"
    rf"{gone_by(LETS_GO, 'let_go')}\s(?:[\w-]+\s){{0,3}}?(?!(?:executives|officers)\b){PEOPLE})"
    rf"(?(now)|{NOT_BEFORE})",
    re.IGNORECASE,
)
_LOSS_OF = re.compile(
    rf"\b(?:loss|elimination)\sof\s{_many('gone')}{STAFF}\b{NOT_BEFORE}|"
    rf"(?<!\bof\s)(?<!\bavoid\s)(?<!\bavoiding\s)\b{so_many('redundant')}\sredundancies\b(?![^.;]{{0,20}}\b(?:avoided|averted|dropped|last)\b)|"
    rf"(?<!of\s)\b{so_many('lost')}\s(?:{PEOPLE}\s)?lost(?=\s?$|[.,;:]|\sin\b)",
    re.IGNORECASE,
)
_LOSE_JOBS = re.compile(
    rf"(?<!\bof\s)(?<!\bof\sthe\s)(?<!\bof\sits\s)(?<![\d.,$€£-]){_many('gone')}{PEOPLE}\s(?:(?:(?:will|would|are|were|have|had|set|due|likely|expected|to)\s){{0,4}}"
    r"(?:lose|losing|lost)\stheir\sjobs|(?:(?:will|were|are|have|being|be|been|to)\s){1,3}(?:laid\soff|let\sgo|made\sredundant))\b"
    rf"{NOT_BEFORE}",
    re.IGNORECASE,
)
_LETS_ALL_GO = re.compile(
    rf"\b{LETS_GO}\s(?:(?:all|of|its|their|the|whole|entire|full)\s){{0,4}}(?:staff|workforce|team)\sof\s{so_many('gone')}\b",
    re.I,
)
_NUMBERS = ("gone", "let_go", "redundant", "lost")  # what these patterns call it
# "trimmed 90 roles in February"
_IN_MONTH = re.compile(
    rf"(?:\w+ed|let|laid|cut|shed)\b[^.;]*\bin\s(?:early\s|mid-|late\s)?{MONTH}\b",
    re.IGNORECASE,
)
# Not "reduce its workforce by 2030"
_SHRINKS_BY = re.compile(
    r"\b(?:cut|reduc|trim|shrink|slash)\w*\s(?:(?:its|the|their|our)\s)?(?:[a-z-]+\s){0,2}?(?:workforce|headcount|staff|payroll)\sby\s"
    rf"(?!20\d\d\b){so_many('gone')}\b(?!\s?(?:%|per\s?cent))",
    re.IGNORECASE,
)


def _with_number_cut(event: CompanyEvent, text: str) -> CompanyEvent:
    """Layoffs read without a count, with the one number of jobs that a text says to be cut: "60 head office jobs", or
    of people who lose theirs, or the whole "staff of about 200"; of several the one not of a month that is past."""
    cuts = (_CUT, _LOSS_OF, _LOSE_JOBS, _LETS_ALL_GO, _SHRINKS_BY) if event.type == "layoffs" else ()
    told = [one for cut in cuts for one in cut.finditer(text)]
    for some in (told, [one for one in told if not _IN_MONTH.match(text, one.start())]):
        numbers = {one[name] for one in some for name in _NUMBERS if one.groupdict().get(name)}
        if len(numbers) == 1:
            return replace(event, count=numbers.pop())
    return event


def _with_whole_count(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with "10,000" where it has the "10" before the comma or the "000" behind it, and with "forty-one" where
    it has "forty" or "one"; without the end of how many work there."""
    count = event.count.rstrip("-")
    if count.isdigit():
        whole = rf"(?<![\d.,$€£])(?:\d{{1,3}},(?:\d{{3}},)*(?={count}\b))?{count}(?:,\d{{3}})*\b"
    elif count.casefold() in ONES:
        whole = rf"(?i:\b(?:{TENS}-)?{count}\b)"
    elif re.fullmatch(TENS, count, re.IGNORECASE):
        whole = rf"\b{count}{AND_ONES}\b|\b{count}\b(?!-)"
    elif count.casefold() in {"dozen", "few dozen"}:
        whole = rf"\b(?:{COUNTED}|(?:a\sfew|several|\d+)\sdozen)\b(?<=dozen)"
    else:
        return event
    said = set(re.findall(whole, text))
    if len(said) != 1:
        return event
    number = said.pop()
    is_staff = number.endswith(f",{count}") and re.search(rf"\b(?:all|its|their)\s(?:{ABOUT}\s)?{number}\s", text)
    return replace(event, count="" if is_staff else number)


def _with_heads(event: CompanyEvent, text: str) -> CompanyEvent:
    """Layoffs with the number of people where a text gives it beside the share; a bare "4" is read as its "4%"."""
    if event.type != "layoffs" or not event.count:
        return event
    of_share = {one["share"]: one["heads"] for one in _HEADS_OF_SHARE.finditer(text)}
    of_share |= {one["of"]: one["gone"] for one in _SHARE_OF_HEADS.finditer(text)}
    shares = [share for share in _SHARE.findall(text) if re.match(rf"{re.escape(event.count)}(?![\d.])", share)]
    bare = re.search(rf"(?<![\d.,]){re.escape(event.count)}(?!\s?(?:%|per\s?cent)|[\d.,]*\d)\b", text)
    fraction = re.sub(r"^(?:an?|one)[\s-]", "", event.count)
    share = fraction if fraction in of_share else shares[0] if shares and not bare else ""
    return replace(event, count=of_share.get(share, share)) if share else event


def _without_sites(event: CompanyEvent, text: str) -> CompanyEvent:
    """Layoffs without a count that a text only has of sites or time: "40 of 180 branches", "six furlough days"."""
    if event.type != "layoffs" or not event.count:
        return event
    said = list(re.finditer(rf"\b{re.escape(event.count)}\b(?P<of>(?:\s[\w’',-]+){{1,6}})", text))
    no_jobs = (_OF_TIME.match(one["of"]) or counts_sites(one["of"]) for one in said)
    return replace(event, count="") if said and all(no_jobs) else event


def _put_right(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the right figure of a sentence that says which is wrong, and with that sentence as its proof."""
    told = {fold(figure) for figure in (event.count, event.amount) if figure}
    for sentence in sentences_of(text):
        for found in (match for pattern in _PUT_RIGHT for match in pattern.finditer(sentence)):
            wrong, right = fold(found["wrong"]), found["right"]
            uncounted = event.type == "layoffs" and not _COUNTED.search(event.count) and right[0].isalnum()
            if uncounted and _MISCOUNTED.search(text):
                return replace(event, sentence=sentence, count=right)
            if not told.isdisjoint({wrong, fold(right)}):
                count, amount = (right if fold(one) == wrong else one for one in (event.count, event.amount))
                return replace(event, sentence=sentence, count=count, amount=amount)
    return event
