"""What the press puts right, and what it tells of in parts: a corrected figure is no second event.

A correction says that it is one in its title, or names what it takes back ("120 jobs, not 220"); a new figure of
layoffs says that it is lower than was planned, or that they grew to it ("reach 150"), or follows a rumour. It replaces
what was told of the same company and type in the days before. Only figures are replaced on the title's word alone:
another person, place or partner is another event, unless the correction says "not" of the first one (of a person, the
surname is enough), that it is what was said before, or names another surname for the same given name and post. What it
does not speak of stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from nameparser import HumanName

from callnow.fold import fold
from callnow.model import CompanyEvent, Report
from callnow.terms import Certainty
from callnow.versions import current_versions
from matching.comparing.amounts import ROUNDED, is_share, same_amount, same_count, sum_of
from matching.comparing.companies import same_company
from matching.comparing.persons import person_name, same_given_name, same_person
from matching.comparing.places import same_place
from matching.detection.texts.taken_back import TAKEN_BACK
from matching.event_types import FIELD_OF, Compared, family, type_of
from matching.number_words import COUNTED, value_of
from matching.same_posts import same_top_post
from matching.stories.spared_jobs import spares_some

COMPARE: Mapping[Compared, Callable[[str, str], bool | None]] = {
    "person": same_person,
    "company": same_company,
    "place": same_place,
    "amount": same_amount,
    "count": same_count,
}
"""How a slot is compared that says which event of its type this is (`identity` in data/events/)."""

_WITHIN = timedelta(days=7)
_FIGURES = frozenset({"amount", "count"})
_MARK = re.compile(
    r"(?<!\bcourse )\bcorrect(?:ion|ed|s|ing)\b(?! course)|\brevis(?:ed|es|ing)\b|\bclarif\w+|^for the record\b",
    re.IGNORECASE,
)
_NOT_A_FIGURE = re.compile(
    rf"\bnot\s+(?:about\s+|some\s+|the\s+)?([$€£]?\d[\d,.]*(?:\s+(?:million|billion)\b)?|{COUNTED}\b)", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:first|second|third|fourth|initial|next|latest)\s+(?:round|phase|wave|stage|batch|tranche)\b", re.IGNORECASE
)


def corrects(later: Report, earlier: Report) -> bool:
    """Whether a report of the press puts right what another told in the days before it.

    Of equal dates the one that says that it corrects is the later, and where both say so, the one read later.
    """
    new, old = later.event, earlier.event
    if new.filing or old.filing or new.announcement_id == old.announcement_id:
        return False
    if family(new.type) != family(old.type) or new.certainty is Certainty.DENIED:
        return False
    gap = later.published_at - earlier.published_at
    if gap < timedelta(0) or not _puts_right(later, earlier):
        return False
    return bool(gap) or later.heard > earlier.heard or not _puts_right(earlier, later)


def _puts_right(later: Report, earlier: Report) -> bool:
    """Whether a report puts another right by its words, the one that came before the other left aside."""
    old, gap = earlier.event, abs(later.published_at - earlier.published_at)
    revised = gap <= timedelta(days=type_of(family(old.type)).same_within_days) and _revises(later, old)
    return revised or (gap <= _WITHIN and _replaces(later, old))


_NEW_FIGURE = re.compile(
    r"\b(?:down|up|reduced|lowered|raised)\sfrom\b|\b(?:instead\sof|rather\sthan)\s(?:the\s)?\d|"
    r"\b(?:fewer|less|lower|more|higher)\sthan\s(?:[\w,]+\s){0,4}?"
    r"(?:planned|feared|expected|announced|reported|thought|proposed|threatened|first|originally|initially|previously)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(r"\bconfirm\w*\b", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:reach(?:e[sd]|ing)?|(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|own|owing|ew)|climb\w*|swell\w*|swollen|jump\w*|"
    r"expand\w*|widen\w*|increas\w*)\sto|now|total(?:s|ed|l?ing)?|in\sall|(?:employees|workers|people|jobs)\s(?:are\s|were\s)?"
    r"affected|(?-i:WARN))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:another|further|additional|(?:second|third|fourth|new)\s(?:[\w-]+\s)?(?:round|wave|phase))\b|\b\d+\smore\b",
    re.IGNORECASE,
)


def _revises(later: Report, old: CompanyEvent) -> bool:
    """Whether a report gives a new figure of the layoffs of another: fewer after talks, or what a rumour comes to."""
    new = later.event
    if family(old.type) != "layoffs" or not (new.count and old.count) or same_count(new.count, old.count):
        return False
    if (new.origin and old.origin and same_place(new.origin, old.origin) is False) or tells_part(later):
        return False
    text = f"{later.title} {new.sentence}"
    if _ANOTHER.search(text):
        return False
    grown = _GROWS.search(text) and _is_more(new.count, old.count)
    confirms = old.certainty is Certainty.RUMOURED or _CONFIRMS.search(text) or grown
    sure = new.certainty in {Certainty.ANNOUNCED, Certainty.DONE}
    lower = _NEW_FIGURE.search(text) or spares_some(new, text)
    return bool(lower or (sure and confirms and _are_near(new.count, old.count)))


def count_as_told(event: CompanyEvent) -> str:
    """The count of an event, and before it that it is rounded, where its sentence says so of what is not one more."""
    stated = re.search(rf"{ROUNDED.pattern}(?={re.escape(event.count)}\b)", event.sentence, re.IGNORECASE)
    whole = event.count and stated and not _ANOTHER.search(event.sentence)
    return f"{stated[0]}{event.count}" if stated and whole else event.count


def _is_more(a: str, b: str) -> bool:
    """Whether one count is of more people than the other."""
    return not (is_share(a) or is_share(b)) and (sum_of(a) or 0) > (sum_of(b) or 0)


def _are_near(a: str, b: str) -> bool:
    """Whether one count is at most twice the other; a share is near any."""
    low, high = sorted((sum_of(a) or 0, sum_of(b) or 0))
    return is_share(a) != is_share(b) or high <= 2 * low


def _replaces(later: Report, old: CompanyEvent) -> bool:
    """Whether both say which event it is, and the later report takes back all in which they differ."""
    marked, refuted, compared_any = bool(_MARK.search(later.title)), False, False
    for slot, compared in type_of(family(old.type)).identity.items():
        field = FIELD_OF.get(slot, slot)
        ours, theirs = getattr(later.event, field), getattr(old, field)
        verdict = COMPARE[compared](ours, theirs) if ours and theirs else None
        if compared in _FIGURES and verdict and _is_not_exactly(later, ours, theirs):
            verdict = False
        compared_any = compared_any or verdict is not None
        words = compared in _FIGURES and verdict is None and ours and theirs and _says_not(later, theirs, compared)
        if words:  # "six, not a dozen"
            compared_any = refuted = True
        if verdict is False:
            denied = _says_not(later, theirs, compared) or (marked and _said_before(later, theirs))
            denied = denied or (compared == "person" and marked and _surname_put_right(later.event, old))
            if not denied and not (marked and compared in _FIGURES):
                return False
            refuted = refuted or denied
    if later.event.role and old.role and fold(later.event.role) != fold(old.role):
        refuted = refuted or _says_not(later, old.role)
    return compared_any and (marked or refuted)


def _says_not(report: Report, value: str, compared: Compared | None = None) -> bool:
    """Whether a report says that it is not this value: "not 220", "not John Poe"."""
    texts = (report.title, report.event.sentence)
    if compared is not None and compared in _FIGURES:
        figures = [figure for text in texts for figure in _NOT_A_FIGURE.findall(text)]
        return any(COMPARE[compared](figure, value) or _same_in_words(figure, value) for figure in figures)
    if any(f" not {fold(value)} " in f" {fold(text)} " for text in texts):
        return True
    surname = HumanName(value).last if compared == "person" else ""
    # as the last word of it: "Not Long" is a surname, "not long ago" is none
    last_word = rf"\b[Nn]ot (?:\w+\.? )?{re.escape(surname)}(?=\s*(?:$|[,.;:)\]–—-]|as\b|was\b|is\b))"
    return bool(surname) and any(re.search(last_word, text) for text in texts)


def _same_in_words(figure: str, value: str) -> bool:
    """Whether a figure that a text takes back is the value, both in words: "a dozen", "about a dozen"."""
    return bool(value_of(figure)) and re.search(rf"\b{re.escape(figure)}$", value, re.IGNORECASE) is not None


def _is_not_exactly(report: Report, ours: str, theirs: str) -> bool:
    """Whether a report says "not 150" where 150 was told, so that even a figure as near as 152 puts it right."""
    texts = (report.title, report.event.sentence)
    denied = (sum_of(figure) for text in texts for figure in _NOT_A_FIGURE.findall(text))
    return sum_of(ours) != sum_of(theirs) and sum_of(theirs) in denied


def _said_before(report: Report, value: str) -> bool:
    """Whether a report gives a value as what was said before: "an article said that Acme would move to Leeds"."""
    back = TAKEN_BACK.search(report.event.sentence)
    told = (back["told"] or back["given"] or back["called"]) if back else ""
    return f" {fold(value)} " in f" {fold(told)} "


def _surname_put_right(new: CompanyEvent, old: CompanyEvent) -> bool:
    """Whether both name somebody of one given name for one post: Beatrice Oakden, put right to Beatrice Oakley."""
    ours, theirs = person_name(new.person), person_name(old.person)
    given = any(same_given_name(x, y) for x in ours.given[:1] for y in theirs.given[:1] if len(x) > 1)
    same_post = fold(new.role) == fold(old.role) or same_top_post(new.role, old.role)
    return given and bool(new.role) and same_post


def uncorrected(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports without those that a later one corrects, repetitions of what was corrected, and what items said
    before they were changed."""
    reports = current_versions(reports)
    wrong = {r.event.id: c for r in reports for c in reports if corrects(c, r)}
    if not wrong:
        return tuple(reports)
    by_id = {r.event.id: r for r in reports}
    stand = tuple(r for r in reports if r.event.id not in wrong and not _repeats(r, by_id, wrong))
    return tuple(
        _with_what_stands(r, [by_id[id] for id, right in wrong.items() if right is r]) for r in stand
    ) or tuple(reports)


_KEPT = ("prior_company", "counterparty", "origin", "destination")


def _with_what_stands(report: Report, wrong: Sequence[Report]) -> Report:
    """A correction with what it does not speak of, where those that it corrects tell it: where a move is from."""
    told = {name: next((getattr(w.event, name) for w in wrong if getattr(w.event, name)), "") for name in _KEPT}
    kept: dict[str, Any] = {
        name: value
        for name, value in told.items()
        if value and not (getattr(report.event, name) or _says_not(report, value) or _said_before(report, value))
    }
    return replace(report, event=replace(report.event, **kept)) if kept else report


def _repeats(report: Report, by_id: Mapping[str, Report], wrong: Mapping[str, Report]) -> bool:
    """Whether a report still tells the figure that was corrected."""
    return any(
        report is not right
        and _agree(report, by_id[id]) is True
        and (_agree(report, right) is False or _is_not_exactly(right, right.event.count, report.event.count))
        for id, right in wrong.items()
    )


def _agree(one: Report, other: Report) -> bool | None:
    verdicts = [
        COMPARE[compared](x, y)
        for slot, compared in type_of(family(one.event.type)).identity.items()
        if (x := getattr(one.event, FIELD_OF.get(slot, slot))) and (y := getattr(other.event, FIELD_OF.get(slot, slot)))
    ]
    said = [verdict for verdict in verdicts if verdict is not None]
    return all(said) if said else None


def tells_part(report: Report) -> bool:
    """Whether a report tells only a part of something as done: a first round of layoffs is not all of them."""
    return bool(_PART.search(report.title) or _PART.search(report.event.sentence))
