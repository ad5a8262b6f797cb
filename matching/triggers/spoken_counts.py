"""How many jobs go and how many sites close, as it can be said."""

from __future__ import annotations

import re

from matching.number_words import IN_WORDS

_ABOUT = re.compile(
    r"(?:(?:about|around|approximately|roughly|some|nearly|almost|over|more than|fewer than|less than|at least|up to|"
    r"as many as|an estimated) )*",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r" (?:(?:of|from) )?(?:(?:its|the|their) )?(?:jobs?|employees?|workers?|people|positions?|roles?|staff|workforce)$",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(r"dozens|scores|hundreds|(?:tens of )?thousands", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?:(?:an?|one)[ -])?(?P<part>half|third|quarter|fifth|tenth)|"
    r"(?P<parts>(?:two|three|four)[ -](?:third|quarter|fifth|tenth)s)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_MANY = rf"(?:\d[\d,]*|{IN_WORDS}|dozens\sof|hundreds\sof)"
_ROUND = rf"(?:{IN_WORDS}|an?|half\sa|several|a\sfew|a\scouple(?:\sof)?)\s(?:dozen|hundred|thousand)"
_SITES = (
    r"(?:branches|stores|shops|plants|factories|offices|sites|clinics|restaurants|hotels|locations|warehouses|depots|"
    r"pharmacies|outlets|cent(?:res|ers)|hospitals|schools|mills|mines|facilities|lab(?:oratorie)?s|salons|gyms|pubs|"
    r"bakeries|showrooms|dealerships)"
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|shut(?:s|ting)?|shutter(?:s|ed|ing)?)\s(?:down\s)?"
    r"(?P<sites>(?:(?:about|around|some|nearly|almost|up\sto|at\sleast|more\sthan|another)\s)?"
    rf"{_MANY}(?:\sof\s(?:(?:its|the|their)\s)?{_MANY})?\s(?:[a-z][\w-]*\s){{0,2}}?{_SITES})\b",
    re.IGNORECASE,
)
# A share of a part of the staff is none of the whole: "6% of its U.S. consulting workforce".
_SHARE_OF_PART = (
    r"(?:(?:of|in)\s)(?:its|their|the)?\s?(?P<part>(?:(?!workforce|staff|jobs|employees|workers|positions|roles)[\w.&’'/-]+\s){1,5})"
    r"(?:workforce|staff|jobs|employees|workers|positions|roles|headcount|people|teams?)\b"
)
_SHARE_OF_KIND = (
    r"of\s(?:(?:its|their|the)\s)?(?P<kind>(?:(?:[A-Z]|senior|junior)[\w.’-]*\s){0,3}(?:engineer|developer|trader|banker|analyst|associate|lawyer"
    r"|attorney|partner|consultant|adviser|advisor|auditor|accountant|manager|executive|researcher|nurse|teacher|pilot|driver)s)\b"
)
_WHOLE = frozenset(
    {"its", "their", "the", "total", "entire", "global", "worldwide", "overall", "whole", "current", "existing"}
    | {"corporate", "company", "companywide", "full-time", "salaried", "approximately", "about"}
    | {"roughly", "some", "own", "of", "all"}
)
_AND_ALONE = re.compile(r"^(?:and\b\s?)+|(?:\s?\band)+$")
_OF_A_PART = re.compile(r"[\d.]+% of its .+")
_IN_SO_MANY = re.compile(r"\w+ (?:in|out of)(?: every)? \w+")
_NUMBER = re.compile(r"\d[\d,]*(?:(?: to |[-–])\d[\d,]*)?")


_STAFF = r"(?:jobs?|positions?|roles?|posts?|staff|workers?|workforce|employees?|headcount)"
_CUTS_JOBS = re.compile(
    r"\bcut(?:s|ting)?\s(?:(?:about|nearly|over|up to)\s)?\d|"
    rf"\bcut(?:s|ting)?\s(?:[\w,%.’'-]+\s){{0,3}}?{_STAFF}\b(?!['’]?s?\s(?:pay|wages?|salar\w+|hours)\b)|\b{_STAFF}\scuts?\b|"
    r"\b(?:lay(?:s|ing)?|laid)[\s-]?offs?\b|\b(?:lets?|letting)\s(?:[\w,]+\s){0,3}?go\b|\bredundan\w+|"
    rf"\b(?:los|ax|slash|eliminat|shed)\w*\s(?:[\w,%.’'-]+\s){{0,3}}?{_STAFF}\b",
    re.IGNORECASE,
)


def is_furlough(told: str) -> bool:
    """Whether words tell of staff who are sent home for a time, and of no job that is cut."""
    return "furlough" in told.lower() and not _CUTS_JOBS.search(told)


def jobs_said(count: str) -> str:
    """So many jobs: "up to 120 jobs", "hundreds of jobs", "a third of its jobs"; "jobs" where no number is told."""
    spoken = " ".join(count.split()) if any(c.isalnum() for c in count) else ""
    plain = _OF_WHOM.sub("", spoken)
    if _OF_A_PART.fullmatch(spoken):
        return spoken
    about = _ABOUT.match(plain)
    begin = about.end() if about else 0
    jobs = _jobs(plain[begin:])
    if jobs:
        return plain[:begin].lower() + jobs
    return f"jobs ({spoken})" if spoken else "jobs"


def count_said(count: str, sentence: str) -> str:
    """A count of jobs with the part of the staff that a sentence makes it a share of: "6% of its U.S. audit jobs"."""
    share = _PERCENT.search(count)
    told = share and re.search(rf"{re.escape(share[0])}\s{_SHARE_OF_PART}", sentence)
    words = told["part"].replace("’", "'").split() if told else ()
    part = " ".join(w for w in words if w.casefold() not in _WHOLE and not w.endswith("'s"))
    part = _AND_ALONE.sub("", part)
    if share and part and not re.search(r"\d", part):
        return f"{share['number']}% of its {part} jobs"
    kind = share and re.search(rf"{re.escape(share[0])}\s{_SHARE_OF_KIND}", sentence)
    return f"{share['number']}% of its {kind['kind']}" if share and kind else count


def sites_said(sentence: str) -> str:
    """So many sites as a sentence says that they close: "60 of its 210 branches"; "" where it does not count them."""
    told = {found["sites"].lower() for found in _CLOSES.finditer(sentence)}
    return told.pop() if len(told) == 1 else ""


def _jobs(number: str) -> str:
    """Jobs of a number, a share or a word for many; "" where it is none."""
    if number.lower() in {"1", "one"}:
        return "one job"
    if _NUMBER.fullmatch(number):
        return f"{number} jobs"
    if re.fullmatch(rf"{_MANY}|{_ROUND}", number, re.IGNORECASE):
        return f"{number.lower()} jobs"
    if _UNCOUNTED.fullmatch(number):
        return f"{number.lower()} of jobs"
    if fraction := _FRACTION.fullmatch(number):
        part = (fraction["parts"] or fraction["part"]).lower()
        return f"{part if fraction['parts'] or part == 'half' else f'a {part}'} of its jobs"
    percent = _PERCENT.fullmatch(number)
    share = f"{percent['number']}%" if percent else number.lower() if _IN_SO_MANY.fullmatch(number) else ""
    return f"{share} of its jobs" if share else ""
