"""How a skeleton (marking.py) is levelled, so that what filings say in ten ways stands there in one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from callnow.dates import MONTH_NUMBERS

_MONTH = "|".join(name for name in MONTH_NUMBERS if len(name) > 3 or name == "may")
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?: ,)? (\d{{4}})\b")
_MONTH_AND_YEAR = re.compile(rf"\b({_MONTH})(?: ,)? (\d{{4}})\b")
_QUARTER = re.compile(
    r"\b(first|second|third|fourth) (?:fiscal |calendar )?quarter of (?:fiscal |calendar )?(?:year )?(\d{4})\b"
)
_YEAR = re.compile(r"\b(in|since|from|until|through|to|during|and|year) (\d{4})\b")
_QUARTERS = {"first": 3, "second": 6, "third": 9, "fourth": 12}
_FILER = (
    r"\bthe (?:company|bank|trust|partnership|registrant|corporation|issuer|employer|fund|firm|general partner|"
    r"holding company|parent|manager|operating partnership|credit union|cooperative)\b"
)
_LEVELLED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\bnamed (executive officers?)", r"\1"),
        (_FILER, "COMPANY"),
        (r"COMPANY (?:plc|llc|ltd|inc|corp)\b\.?", "COMPANY"),
        (r"COMPANY(?: (?:and|or) (?:of )?(?:its )?(?:subsidiary , )?COMPANY)+", "COMPANY"),
        (r"\bof (?:its|our|COMPANY 's) O\d+(?: (?:business|division|segment|unit))?", "of COMPANY"),
        (r"\b(?:the|its|a|an|our|his|her|their|each|mr|ms|sir|dame) (?=(?:[PRBO]\d|COMPANY\b|BOARD\b))", ""),
        (r"\bBOARD(?: of COMPANY)?(?: , upon (?:the )?recommendation of (?:(?!D\d|P\d).){0,80}?,)?", "BOARD"),
        (r"(?:COMPANY|BOARD) ?'s (?:own |current |then )?(?=(?:new )?(?:[PRB]\d|BOARD\b))", ""),
        (r"([RB]\d+|BOARD)(?: of| for| at) COMPANY(?: and (?:of )?COMPANY)*", r"\1"),
        (r"(R\d+) and (?:as )?(?:principal|chief) (?:financial|accounting|executive|operating) officer", r"\1"),
        (r" , (?:age |aged |who is )?\d\d(?: years old)? ,", " ,"),
        (r" , (?:age |aged )\d\d", ""),
        (r"\s+", " "),
    )
)


def levelled(skeleton: str) -> str:
    """The skeleton with days as marks, one way to name the filer, and no ages, articles or owners."""
    text = skeleton.replace("’", "'")
    text = _DAY.sub(lambda found: f"D{found[3]}{MONTH_NUMBERS[found[1]]:02d}{int(found[2]):02d}", text)
    text = _MONTH_AND_YEAR.sub(lambda found: f"D{found[2]}{MONTH_NUMBERS[found[1]]:02d}00", text)
    text = _QUARTER.sub(lambda found: f"D{found[2]}{_QUARTERS[found[1]]:02d}00", text)
    text = _YEAR.sub(r"\1 D\g<2>0000", text)
    for pattern, by in _LEVELLED:
        text = pattern.sub(by, text)
    return text.strip()


def last_day(day: str) -> date:
    """The last day that D20261120, D20261100 or D20260000 may mean, given without its D."""
    year, month, of_month = int(day[:4]), int(day[4:6]) or 12, int(day[6:])
    after = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return after.replace(day=of_month) if 0 < of_month <= after.day else after


def whole_day(day: str) -> date | None:
    """The day that D20261120 means; None for a month, a year or no day."""
    return last_day(day) if day and not day.endswith("00") else None
