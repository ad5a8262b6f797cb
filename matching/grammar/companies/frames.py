"""Every frame of company events, tried on title and first sentences, and their findings joined.

The title decides: what it announces stands, and the lead only completes it (the other side's name, a slot). Where the
title is silent, a lead sentence counts that announces something of the speaker's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from matching.comparing.companies import same_company
from matching.grammar.companies.absorbed import read_absorbed
from matching.grammar.companies.acquisitions import no_deal
from matching.grammar.companies.awards import read_awards
from matching.grammar.companies.completion import complete_places
from matching.grammar.companies.contracts import read_contracts
from matching.grammar.companies.cues import any_cue, cues, stems_of
from matching.grammar.companies.deals import read_deals
from matching.grammar.companies.jobs import jobs_in_passing, noticed_layoffs
from matching.grammar.companies.money import read_money
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.partners import read_partnerships
from matching.grammar.companies.places import read_places
from matching.grammar.companies.products import read_products
from matching.grammar.companies.rebrands import read_rebrands
from matching.grammar.companies.sides import plain_speaker
from matching.grammar.companies.standing import read_standing
from matching.grammar.companies.trouble import read_trouble
from matching.grammar.companies.view import View, view_of
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.companies.workforce import read_workforce
from matching.grammar.frame import Finding, ReadSentence, Speaker
from matching.grammar.tokens import LEAD, TITLE

SLOTS = ("counterparty", "origin", "destination", "amount", "count", "person", "side")


class Family(NamedTuple):
    """Frames that share cues (company_cues); `held` headlines silence the lead as well."""

    name: str
    frames: Callable[[View], list[Finding]]
    held: Callable[[str], bool] = lambda title: False
    of_others: bool = False  # the lead may tell what befalls a company that does not speak


FAMILIES = (
    Family("deals", read_deals, no_deal),
    Family("absorbed", read_absorbed, of_others=True),
    Family("places", read_places),
    Family("workforce", read_workforce),
    Family("standing", read_standing),
    Family("money", read_money),
    Family("trouble", read_trouble, of_others=True),
    Family("partnerships", read_partnerships),
    Family("contracts", read_contracts),
    Family("rebrands", read_rebrands),
    Family("products", read_products),
    Family("awards", read_awards),
)
_ANNOUNCES = phrases("announces")
_DECLARES = pattern("declares")
_RECALLS = phrases("recalls")
_BACKGROUND = phrases("background")
_IN_A_YEAR = pattern("in_a_year")
_NO_NEWS = pattern("no_news")


@dataclass(slots=True)
class Line:
    """A sentence of the announcement as the families see it; its view is made when the first of them asks."""

    read: ReadSentence
    stems: set[str]
    announces: bool
    declares: bool
    recalls: bool
    background: bool
    view: View | None = None


def read_company_events(reads: list[ReadSentence], speaker: Speaker, body: str, year: int = 0) -> list[Finding]:
    """The company events of an announcement of `year`: `reads` are its title and first sentences, `body` its text."""
    title = next((r for r in reads if r.zone == TITLE), None)
    speaker = plain_speaker(speaker)
    lines = [_line(r) for r in reads if r.zone <= LEAD]
    stems = set[str]().union(*(line.stems for line in lines))
    tried = (family for family in FAMILIES if not stems.isdisjoint(cues(family.name)))
    findings = [finding for family in tried for finding in _read_family(family, lines, speaker, body)]
    if not any(finding.type == "layoffs" for finding in findings):
        findings += noticed_layoffs(reads) or jobs_in_passing(reads, speaker)
    if title is None:
        return findings
    return (
        []
        if findings and _is_no_news(title.sentence.text, year)
        else complete_places(findings, title.sentence.text, body)
    )


_PAST_YEAR = pattern("past_year")


def _is_no_news(title: str, year: int) -> bool:
    """Whether a headline asks, advises, looks back or counts years, so that nothing below it is new."""
    return bool(_NO_NEWS.search(title) or _IN_A_YEAR.search(title)) or _is_past(title, year)


def _is_past(title: str, year: int) -> bool:
    """Whether a headline only tells what happened in an earlier year."""
    match = _PAST_YEAR.search(title)
    return match is not None and year > 0 and int(match.group(1)) < year - 1


def _line(read: ReadSentence) -> Line:
    text = read.sentence.text
    if read.zone == TITLE:
        return Line(read, stems_of(text), True, True, False, False)
    stems = stems_of(text)
    if any_cue().isdisjoint(stems) or not _ANNOUNCES.search(text):
        return Line(read, set(), False, False, False, False)
    return Line(
        read,
        stems,
        True,
        _DECLARES.search(text) is not None,
        _RECALLS.search(text) is not None,
        _BACKGROUND.search(text) is not None,
    )


def _read_family(family: Family, lines: list[Line], speaker: Speaker, body: str) -> list[Finding]:
    from_title: list[Finding] = []
    from_lead: list[Finding] = []
    wanted, cued = cues(family.name), False
    for line in lines:
        if wanted.isdisjoint(line.stems):
            continue
        is_title = line.read.zone == TITLE
        cued = cued or is_title
        held_back = line.background if from_title or family.of_others else line.recalls
        if not is_title and (held_back or not (line.announces if cued else line.declares)):
            continue
        if line.view is None:
            line.view = view_of(line.read, speaker, body)
        findings = [f for f in family.frames(line.view) if f.company]
        (from_title if is_title else from_lead).extend(findings)
        if is_title and not findings and family.held(line.read.sentence.text):
            return []
    return _join(from_title, from_lead, speaker, cued=cued, of_others=family.of_others and cued)


def _join(
    from_title: list[Finding], from_lead: list[Finding], speaker: Speaker, *, cued: bool, of_others: bool
) -> list[Finding]:
    joined: list[Finding] = []
    for finding in from_title:
        _merge(joined, finding)
    types = {f.type for f in joined}
    lonely = {f.type: f.company for f in joined if not any(o.counterparty for o in joined if o.type == f.type)}
    for finding in from_lead:
        of_speaker = bool(speaker.name) and (
            same_company(finding.company, speaker.name) or same_company(finding.counterparty, speaker.name)
        )
        if not types:
            if (of_speaker or of_others) and (cued or finding.weight >= 1):
                _merge(joined, finding)
        elif finding.type in types:
            known = [f for f in joined if f.type == finding.type]
            same = any(same_company(f.company, finding.company) for f in known)
            lacking = finding.type in lonely and same_company(lonely[finding.type], finding.counterparty)
            if same or lacking:
                _merge(joined, finding)
    return joined


def _merge(joined: list[Finding], finding: Finding) -> None:
    """Add `finding`, or give what it knows more to the finding of the same type and company."""
    finding.company, finding.counterparty = strip_legal(finding.company), strip_legal(finding.counterparty)
    for known in joined:
        if known.type == finding.type and same_company(known.company, finding.company):
            if (
                finding.type == "acquisition"
                and known.read is finding.read
                and known.counterparty
                and finding.counterparty
                and not same_company(known.counterparty, finding.counterparty)
            ):
                continue
            for slot in SLOTS:
                if not getattr(known, slot) and getattr(finding, slot):
                    setattr(known, slot, getattr(finding, slot))
            return
    joined.append(finding)
