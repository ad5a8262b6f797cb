"""Frames of a company's people: layoffs and hiring.

Acme to cut 300 jobs · Acme lays off 12% of staff · Acme announces layoffs · Acme makes 300 staff redundant ·
300 jobs cut at Acme · Acme to hire 500 drivers
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.cadence.day_words import MONTH
from matching.grammar.companies.crowds import CROWDS, event, is_modifier
from matching.grammar.companies.names import is_generic, strip_legal
from matching.grammar.companies.objects import company_after
from matching.grammar.companies.sides import subject_of
from matching.grammar.companies.slots import count_between
from matching.grammar.companies.view import View, certainty_of, first_object, held_by, objects_of, region_end, verbs_of
from matching.grammar.companies.words import phrases
from matching.grammar.frame import Finding

_HELD_JOBS = phrases("held_jobs")


@held_by(CROWDS)
def read_workforce(view: View) -> list[Finding]:
    """Layoffs and hiring: people laid off, jobs cut, jobs created."""
    return [
        *([*_laid_off(view), *_layoffs_announced(view)] or _closes_and_cuts(view) or _jobs_gone(view)),
        *_hires(view),
    ]


@held_by(_HELD_JOBS)
def _laid_off(view: View) -> list[Finding]:
    findings: list[Finding] = []
    cutters = [(k, c) for k, c in view.verbs if c.classes & {"layoff_cut", "layoff_lay_off"}]
    for index, verb in cutters:
        end = region_end(view, verb.end)
        jobs = first_object(view, "layoff_jobs", verb.end, min(end, verb.end + 9))
        loses = re.search(r"\b(?:lay|laid|furlough|redundant|let|retrench|pink)", verb.low) is not None
        if jobs is None and not (loses and count_between(view, verb.end, min(end, verb.end + 4))):
            continue
        count = count_between(view, verb.end, jobs.start if jobs else min(end, verb.end + 4))
        strong = loses or (
            jobs is not None
            and view.lows[jobs.end - 1]
            in {"jobs", "job", "positions", "roles", "posts", "workforce", "headcount", "staff", "employees", "workers"}
        )
        cutting = re.search(r"\b(?:cut|slash|ax|eliminat|shed|reduc|trim|drop)", verb.low) is not None
        if not (loses or (cutting and strong)) or (jobs is not None and is_modifier(view, jobs.end)):
            continue
        if verb.form == "passive":
            continue
        if company := subject_of(view, index):
            findings += event(view, "layoffs", "cuts-jobs", company, certainty_of(view, verb), count)
    return findings


@held_by(_HELD_JOBS)
def _layoffs_announced(view: View) -> list[Finding]:
    """ "Acme announces layoffs"."""
    findings: list[Finding] = []
    for noun in objects_of(view, "layoff_layoff"):
        if is_modifier(view, noun.end):
            continue
        verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.end <= noun.start), None)
        if (
            verb_at is None
            or verb_at[1].form == "passive"
            or not re.search(
                r"announc|plan|beg[iau]n|start|confirm|order|implement|conduct|report|make|expect|launch|undertak|initiat|unveil|reveal|face|propos|prepar|consider|weigh",
                verb_at[1].low,
            )
        ):
            continue
        if company := subject_of(view, verb_at[0]):
            plan = certainty_of(view, verb_at[1])
            begun = _BEGUN.search(verb_at[1].low) or (_BEGINS.search(verb_at[1].low) and not _LATER.search(view.text))
            findings += event(
                view,
                "layoffs",
                "announces-layoffs",
                company,
                Certainty.ANNOUNCED if plan is Certainty.DONE and not begun else plan,
                count_between(view, verb_at[1].end, noun.start),
            )
    return findings


_BEGUN, _BEGINS = re.compile(r"\b(?:began|begun|started)$"), re.compile(r"^(?:begins|starts)$")
_LATER = re.compile(rf"\b(?:next|in|on|from|this coming) (?:\w+day|week|month|quarter|year|{MONTH})\b", re.IGNORECASE)
_CUT_AT = re.compile(
    r"(?P<count>\d[\d,]*) (?:jobs?|positions|roles|workers|employees|staff)(?: \w+)? "
    r"(?:to be |will be |are |were |being )?"
    r"(?:cut|axed|lost|eliminated|slashed|laid off|made redundant) (?:at|by) ",
    re.IGNORECASE,
)


CLOSES_AND_CUTS = "closes-and-cuts"
# "to close Toledo mill, cut 240": behind a closing a number alone is of jobs.
_CLOSES_AND_CUTS = re.compile(
    r"\b(?:clos|shut|idl|shutter)\w*\s"
    r"(?:(?!deal|round|sale\b|merger|acquisition|purchase|financing|loan|gap|fund|books)[^.;:])*?(?:,| and)\s(?:and )?"
    r"(?:cut|axe?|shed|lay(?:ing)? off)(?:ting|ing|ding)?\s"
    r"(?:(?:about|some|up to|nearly|around) )?(?P<count>\d{2,3}|\d{1,3},\d{3})"
    r"(?=\s*$|[,;:](?!\d)|\s(?:in|as|at|amid|after) )",
    re.IGNORECASE,
)
_IS_TO = re.compile(r"\s(?:is |are |plans |set )*(?:to|will)\s$")
_REDUNDANT = re.compile(r"\bmak(?:es?|ing|ade) (?P<count>\d[\d,]*)?.{0,20}redundant", re.IGNORECASE)


def _closes_and_cuts(view: View) -> list[Finding]:
    """ "Acme to close Toledo mill, cut 240"."""
    cut = _CLOSES_AND_CUTS.search(view.text) if view.is_title else None
    closed = next(iter(verbs_of(view, "closing_close")), None)
    if cut is None or closed is None:
        return []
    index, verb = closed
    return event(view, "layoffs", CLOSES_AND_CUTS, subject_of(view, index), certainty_of(view, verb), cut["count"])


def _jobs_gone(view: View) -> list[Finding]:
    """ "300 jobs cut at Acme", "Acme makes 300 staff redundant", "Acme job cuts"."""
    if not view.is_title:
        return []
    if cut := _CUT_AT.search(view.text):
        position = next((i for i, t in enumerate(view.tokens) if t.start >= cut.end()), len(view.tokens))
        return event(
            view,
            "layoffs",
            "jobs-cut-at",
            company_after(view, position, len(view.tokens))[0],
            certainty_of(view),
            cut["count"],
        )
    first = view.chunks[0]
    if (redundant := _REDUNDANT.search(view.text)) and first.kind == "name":
        ahead = _IS_TO.search(view.text[: redundant.start()])
        name = strip_legal(view.text[: ahead.start() if ahead else redundant.start()])
        far = certainty_of(view)
        far = Certainty.ANNOUNCED if ahead and far is Certainty.DONE else far
        return event(view, "layoffs", "makes-redundant", name, far, redundant["count"] or "")
    noun = next(objects_of(view, "layoff_layoff"), None)
    if noun is None or first.kind != "name" or not first.start <= noun.start <= first.end + 1:
        return []
    name = strip_legal(view.between(0, noun.start))
    if not name or is_generic(name.lower().split()) or is_modifier(view, noun.end):
        return []
    return event(
        view,
        "layoffs",
        "job-cuts",
        name,
        certainty_of(view, nominal=True),
        count_between(view, noun.end, len(view.tokens)),
    )


@held_by(_HELD_JOBS)
def _hires(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "hiring_hire"):
        end = region_end(view, verb.end)
        jobs = first_object(view, "hiring_jobs", verb.end, min(end, verb.end + 8))
        if jobs is None or verb.form == "passive":
            continue
        count = count_between(view, verb.end, jobs.start)
        if not count or _small(count):
            continue
        if company := subject_of(view, index):
            findings += event(view, "hiring", "hires-many", company, certainty_of(view, verb), count)
    return findings


def _small(count: str) -> bool:
    digits = count.replace(",", "")
    return digits.isdigit() and int(digits) < 5
