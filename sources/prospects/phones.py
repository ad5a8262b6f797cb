"""The phone numbers of a cell, as people type them, each with what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import phonenumbers

from callnow.fold import fold
from callnow.refusals import without_ended_refusals
from sources.prospects.cells import quoted
from sources.prospects.dialled import (
    AMERICAN,
    SHORTEST,
    DialledNumber,
    as_international,
    count_digits,
    is_american,
    read_number,
)
from sources.prospects.refusals import TIMES, without_refusal
from sources.prospects.wording import wording

_BY_WEIGHT = ("dead", "other", "fax", "mobile", "home", "work")
_NOT_IT = frozenset({"not", "nicht", "pas"})  # the whole of what stands beside a number
_DO_NOT = re.compile(
    r"\b(?:do not|don'?t|never) (?:use|call|dial|ring|phone)\b"
    r"(?!.*\b(?:before|after|until|till|at|on|in|during|between|past)\b)(?! (?:whats ?app|for texts?|sms)\b)",
    re.IGNORECASE,
)
# A number that is not dialled then, or perhaps, is one to be called on: "(don't call weekends)", "(wrong?)"; so is one
# of a place that is called old: "Old Greenwich".
_THEN_OR_PERHAPS = re.compile(rf"\?|\b(?:{TIMES}|lunch\w*|holidays?)\b|(?-i:\bOld [A-Z][a-z])", re.IGNORECASE)


def kind_of(label: str) -> str:
    """Which of KINDS a label means ("Work Fax", "* Mobile", "Privat")."""
    label = without_ended_refusals(label)
    said, labels = fold(label), wording().phone_labels
    kinds = [kind for kind in _BY_WEIGHT if any(f" {word} " in f" {said} " for word in labels[kind])]
    if said in _NOT_IT or _DO_NOT.search(label.replace("’", "'")):
        kinds.insert(0, "dead")
    if _THEN_OR_PERHAPS.search(label):
        kinds = [kind for kind in kinds if kind != "dead"]
    return "barred" if without_refusal(label)[1] else next(iter(kinds), "")


def is_refused(number: DialledNumber) -> bool:
    """Whether words beside a number bar it ("do not call", "don't call his cell"), and not only say that it is old."""
    said = number.problem.replace("’", "'")
    return number.kind == "barred" or (number.kind == "dead" and bool(_DO_NOT.search(said)))


def numbers_in(text: str, countries: Sequence[str], kind: str = "") -> list[DialledNumber]:
    """Every number of a cell, at least one; `kind`, one of KINDS, is what column or label says of them.

    A number without its country code is read in the first of `countries` in which it is in use. Numbers that the
    numbering plan does not know are refused: a wrong number costs the recruiter more than none.
    """
    written = _with_extension(_unwrapped(text))
    if re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d+", written):
        lost = f"{quoted(written)} was shortened by a spreadsheet; the digits are lost"
        return [
            DialledNumber(
                problem=lost, what_to_do="make the column text where the list comes from, and export it again"
            )
        ]
    return [_read(part, countries, kind) for part in _parts(written, countries)]


def _read(part: str, countries: Sequence[str], kind: str) -> DialledNumber:
    """A number with its kind: barred where words beside it say that nobody is to call ("(212) … (DNC)")."""
    bare, barred = without_refusal(part)
    number = _labelled(bare, countries, kind)
    return replace(number, kind="barred", problem=" ".join(part.split())) if barred and number.phone else number


def _labelled(part: str, countries: Sequence[str], kind: str) -> DialledNumber:
    """A number with its kind: what stands before or behind it ("m: +49 171 …", "(212) … fax"), else `kind`.

    Words behind are left out where a number is left without them; else they may be a part of it ("1-800-FLOWERS").
    """
    before, behind = re.match(r"[^\d+]*", part), _LABEL_BEHIND.search(part)
    labels = [kind_of(before[0]) if before else ""]
    number = None
    if behind and count_digits(part[: behind.start()]) >= SHORTEST:
        number = read_number(part[: behind.start()], countries)
        labels += [kind_of(behind["label"] or behind["remark"])] if number.phone else []
    if number is None or not number.phone:
        number = read_number(part, countries)
    said = next((label for label in ("dead", "other", "fax") if label in labels), "")
    said = said or next(filter(None, labels), "") or kind
    told = " ".join(part.split()) if said in ("barred", "dead", "other") and number.phone else number.problem
    return replace(number, kind=said, problem=told)


_LABEL_BEHIND = re.compile(
    r"(?<=[\d)])(?:[\s(,:–-]+(?P<label>[^\W\d_]+(?:[ .'’]+[^\W\d_]+)*)\.?\)?"
    r"|\s*\((?P<remark>(?!\s*ext)[^()\d]{2}[^()]*)\))\s*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(\[][^()\[\]\d]{2,80}[)\]]")
_EXTENSION = re.compile(
    r"(?<=\d)[\s,;.)/(-]*(?:,,|\b(?:durchwahl|dw|nebenstelle|nst|klappe|apparat|app|poste|toestel|tst|anexo|int|interno"
    r"|extensi[oó]n|extension|extn?|ext|x)\b|(?<=\s)x(?=\d)|(?<=\d)x(?=\d)|#|;ext=)[\s.:#=]*(?P<digits>\d{1,7})\b",
    re.IGNORECASE,
)


def says_its_country(text: str, default: str) -> bool:
    """Whether nothing but the text is needed: a country code, or North America's form where the default is there."""
    written = _unwrapped(text)
    return bool(as_international(written)) or (is_american(default) and bool(AMERICAN.match(written)))


def _unwrapped(text: str) -> str:
    """Without what spreadsheets add to keep a number text: ="…", a leading apostrophe, a trailing .0."""
    text = re.sub(r'^="?(.*?)"?$', r"\1", text.strip()).lstrip("'`").strip()
    return re.sub(r"^(\d{7,})\.0$", r"\1", text)


def _with_extension(text: str) -> str:
    """`text` with extensions as the library reads them: "Durchwahl 12", "poste 12", "x12" as "ext. 12"."""
    return _EXTENSION.sub(lambda match: f" ext. {match['digits']}", text)


_APART = re.compile(
    r"\s*(?:[|\n]|:::|;(?!\s*ext)|,(?!\s*(?:ext|x)\b|[^()\d]{0,40}\))|(?<![^\W\d_])&(?![^\W\d_])|\b(?:or|oder|ou|und|and)\b)\s*"
)
_STROKE = re.compile(r"\s+[/+]\s+")
_CODE = re.compile(r"[^\d(+]*[(+0]")  # how a country's or an area code begins


def _parts(text: str, countries: Sequence[str]) -> list[str]:
    """`text`, and where it holds several numbers ("… / …", "…; …", "… ::: …", "… or …") each of them.

    A stroke may also stand within a number ("030/231250", "030 / 231250"), and before what another one ends in; see
    _endings. Where other signs or none stand between, each ends where the library finds one.
    """
    lines = [piece for part in _APART.split(text) for piece in _joined(_STROKE.split(part), countries)]
    coded = _joined(lines, countries, coded=True)
    parts = [part for part in coded if count_digits(part) >= SHORTEST] or [text]
    return [piece for part in parts for piece in _pieces(part, countries)]


def _joined(pieces: Sequence[str], countries: Sequence[str], *, coded: bool = False) -> list[str]:
    """Pieces of a cell, an area code with what follows it: without it, that is another number. `coded`: only where it
    begins as a code does."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _lacks(joined[-1], piece, countries, coded):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _lacks(first: str, rest: str, countries: Sequence[str], coded: bool) -> bool:
    """Whether `first` is a code, or the begin of a number, of which `rest` is the end."""
    international = bool(as_international(first))
    own_code = bool(as_international(rest)) or (rest.startswith(("0", "(0")) and not international)
    digits, begins_so = count_digits(first), bool(_CODE.match(first))
    if not digits or (own_code and count_digits(rest) >= SHORTEST) or not (begins_so or not coded):
        return False
    if digits < SHORTEST and begins_so:
        return True
    dialled = bool(read_number(f"{first} {rest}", countries).phone)
    return dialled and (digits < SHORTEST or (begins_so and not read_number(first, countries).phone))


_ENDINGS = re.compile(r"(?P<head>.*?)(?<!\d)(?P<first>\d++)(?P<others>(?:\s*+/\s*+-?\d{1,4}+)++)$")


def _endings(part: str, countries: Sequence[str]) -> list[str]:
    """The numbers of "089/231250-17/-18" and "089 231250/51", which end in 17 and 18, in 50 and 51; else none.

    Without a hyphen only two digits behind the one stroke are such an end: others may belong to the number.
    """
    found = _ENDINGS.match(part)
    if not found or not read_number(head_and_first := found["head"] + found["first"], countries).phone:
        return []
    ends = re.findall(r"\d+", found["others"])
    hyphened = re.search(r"\d\D*\d.*-\s*$", found["head"]) is not None
    if not hyphened and ("/" in found["head"] or any(len(end) != 2 for end in ends)):
        return []
    kept = (found["first"][: max(0, len(found["first"]) - len(end))] for end in ends)
    others = [f"{found['head']}{begin}{end}" for begin, end in zip(kept, ends, strict=True)]
    return [head_and_first, *(other for other in others if read_number(other, countries).phone)]


def _pieces(part: str, countries: Sequence[str]) -> list[str]:
    if endings := _endings(part, countries):
        return endings
    if count_digits(part) < 2 * SHORTEST or read_number(part, countries).phone:
        return [part]
    found = [piece for country in countries if len(piece := _numbers_found(part, country)) > 1]
    return next(iter(found), None) or _joined(part.split("/"), countries)


def _numbers_found(part: str, country: str) -> list[str]:
    """`part` cut behind each number of a country that phonenumbers finds in it; before each where what they are called
    stands behind them ("… (w) … (c)")."""
    found = list(phonenumbers.PhoneNumberMatcher(part, country))
    if not found:
        return []
    labelled_before = _says(part[: found[0].start])
    labelled_behind = _says(part[found[-1].end :]) and not labelled_before
    ends = [one.end if labelled_before else _end(part, one.end) for one in found[:-1]]
    cuts = [one.start for one in found[1:]] if labelled_behind else ends
    return [part[start:end] for start, end in pairwise([0, *cuts, len(part)])]


def _end(part: str, number_ends: int) -> int:
    """Where a number ends with the brackets behind it ("212-555-0142 (old) 212-555-0143")."""
    brackets = _REMARK.match(part, number_ends)
    return brackets.end() if brackets else number_ends


def _says(text: str) -> bool:
    return any(map(str.isalpha, text))
