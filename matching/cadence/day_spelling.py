"""Words that name a day, put into the few forms that the rules for days read."""

from __future__ import annotations

import calendar
import re

from matching.cadence.day_words import MONTH, WEEKDAY

_OPENING = re.compile(
    r"^(?:(?:please |let's )?(?:call|ring|talk|speak|try|chase)(?: me| them| him| her| us| again| back)*|again"
    r"|give (?:it|me|him|her|them)) "
)
_SHORT_UNITS = {
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "mos": "months", "mo": "month", "yr": "year",
    "yrs": "years", "qtr": "quarter",
}  # fmt: skip
_MONTHS = re.compile(r"(?<=\d) ?m\b")  # "3m"
_WEEKS = re.compile(r"(?<=\d) ?w\b")
_SHORT_WORDS = {
    "tmrw": "tomorrow", "tmw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow", "2moro": "tomorrow",
    "eow": "the end of the week", "eom": "the end of the month", "eoq": "the end of the quarter",
    "eoy": "the end of the year", "til": "till", "'til": "till", "thru": "through", "sometime": "",
}  # fmt: skip
_SHORT_WORD = re.compile(rf"(?<![\w'])({'|'.join(_SHORT_WORDS)})(?![\w'])")
_ABOUT = re.compile(r"~ ?(?=\w)|\b(?:approx|circa|roughly)\.? ")
_EARLIEST = re.compile(r"\b(?:(?:no|not|any) (?:earlier|sooner) than|on or after|starting(?: on)?(?= \w+ \d)) ?")
_LATEST = re.compile(r"\b(?:no|not) later than ")
_SHORT_UNIT = re.compile(rf"(?<![a-z])({'|'.join(sorted(_SHORT_UNITS, key=len, reverse=True))})\b")
# "call" begins another clause: "couldn't talk, call before June" asks for a call before June.
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|never|no|do not|dont|[a-z]+n't)(?:/\S+)?(?: [a-z']+)?(?: (?!call|ring|try|phone)[a-z']+){0,3}"
    r" (?:before|until|till) "
)
_UNTIL = re.compile(r"\b(?:until|till) ")
_THROUGH = re.compile(r"\bthrough (?=the end |end |january|february|march|april|may|june|july|august|sept|oct|nov|dec)")
_HOUR = re.compile(
    r"(?:(?<=\w) (?:(?:in the |late |early )?(?:morning|afternoon|evening|night|lunchtime)"
    r"|(?:at |after |before |around )\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m|o'clock)))+$"
)
_A_DAY = rf"(?:{WEEKDAY}|tomorrow|next {WEEKDAY})\b"
_AM = r"(?:am|pm|a\.m\.?|p\.m\.?|o'clock)"
_HOUR_AHEAD = re.compile(  # "5pm Monday", "at 10 on Friday"
    rf"\b(?:(?:at|after|before|around|from|by) (?:\d{{1,2}}(?:[:.]\d\d)?(?: ?{_AM})?|noon|midday)"
    rf"|\d{{1,2}}(?:[:.]\d\d)? ?{_AM}) (?=(?:on )?{_A_DAY})"
)
_WEEK_BEGINNING = re.compile(r"\b(?:w/c|(?:the )?week (?:commencing|beginning|starting)(?: on)?) (?=\S)")
_DAY_OF_DATE = re.compile(  # "Sunday, 27 December": the date alone says it
    rf"\b(?:(?:last|this|past) )*{WEEKDAY} "
    rf"(?=(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?{MONTH}\b|$)|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b)"
)
_ONCE_OVER = re.compile(r"\b(?:once|when|as soon as) ((?:the )?\w+(?: \w+)?) (?:is|are) (?:over|done|past)\b")
_NO_NUMBER = re.compile(r"^(?:the )?(?=(?:fortnight|month|quarter|year) (?:before|after|from) (?!next\b))")
# "Tuesday or Wednesday next week", "7 or 8 December", "Mon-Wed", "early or mid March": the first of two is the day.
_KINDS = (WEEKDAY[1:-1], MONTH[1:-1], r"q[1-4]", r"\d{1,2}(?:st|nd|rd|th)", "early|mid|late|end of")
_EITHER = re.compile(
    r"\b(?:(?:either|between) )?(?:"
    + "|".join(rf"\b({kind})(?: ?[-–/] ?| or | to | and )(?:{kind})\b" for kind in _KINDS)
    + rf"|\b(\d{{1,2}}) ?[-–/] ?(?=\d{{1,2}} (?:of )?(?:{MONTH[1:-1]})\b)\d{{1,2}}"  # figures are days by their month
    + rf"|\b(\d{{1,2}}) or \d{{1,2}}\b|\b({MONTH} \d{{1,2}})(?: ?[-–/] ?| or | to | and )\d{{1,2}}\b(?![/:.-]))"
)
_OR_SO = re.compile(r" or (?:so|thereabouts|later|two)$")
_MONTH_IN_FIGURES = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])/(?=20\d\d(?![\d/.-]))")  # "6/2027"
_UNTIL_YEAR = re.compile(r"\b(?:until|till) (?=20\d\d$)")
_THROUGH_YEAR = re.compile(r"\bthrough (?=20\d\d$)")
_PART_OF_YEAR = re.compile(r"\b(?:(?:at|in) )?(?:the )?(start|beginning|middle|mid|end)(?: of |[ -])(?=20\d\d$)")
_PARTS_OF_YEAR = {"middle": "1 july ", "mid": "1 july ", "end": "31 december "}
_FIRST_OF = re.compile(rf"\bfirst of (?=(?:the |next )?(?:month\b|{MONTH}\b))")
_FIRST_THING = re.compile(r"\b(?:first|1st) thing ")
_NUMBERED_QUARTER = re.compile(r"\b([1-4])(?:st|nd|rd|th) quarter\b")
_YEAR_END = re.compile(r"\b(?:the )?year(?:'s|s)?[ -]end\b")


def spelled_out(phrase: str) -> str:
    """`phrase` (lower case, single spaces) with short units in full, of two days the first, without the hour, with "not
    before" and "until" as "from": who is away until March may be called from March on."""
    phrase = _SHORT_UNIT.sub(lambda unit: _SHORT_UNITS[unit[1]], _WEEKS.sub(" weeks", _MONTHS.sub(" months", phrase)))
    phrase = _SHORT_WORD.sub(lambda word: _SHORT_WORDS[word[1]], phrase).strip()
    phrase = _LATEST.sub("by ", _EARLIEST.sub("from ", _ABOUT.sub("around ", phrase)))
    phrase = _MONTH_IN_FIGURES.sub(lambda month: f"{calendar.month_name[int(month[1])].lower()} ", phrase)
    phrase = _PART_OF_YEAR.sub(lambda part: _PARTS_OF_YEAR.get(part[1], "1 january "), phrase)
    phrase = _THROUGH_YEAR.sub("through december ", _UNTIL_YEAR.sub("until january ", phrase))
    phrase = _EITHER.sub(lambda two: next(filter(None, two.groups())), _OR_SO.sub("", phrase))
    phrase = _NUMBERED_QUARTER.sub(r"q\1", _FIRST_OF.sub("1st of ", phrase))
    phrase = _ONCE_OVER.sub(r"after \1", phrase)
    phrase = _YEAR_END.sub("the end of the year", phrase)
    phrase = _WEEK_BEGINNING.sub("the week of ", _HOUR_AHEAD.sub("", phrase))
    phrase = _HOUR.sub("", _FIRST_THING.sub("", phrase))
    phrase = _NO_NUMBER.sub("a ", _OPENING.sub("", phrase))
    phrase = _REFUSED_BEFORE.sub("from ", phrase)
    return _THROUGH.sub("after ", _UNTIL.sub("from ", phrase))


def without_weekday(phrase: str) -> str:
    """`phrase` without the weekday of a date that says the day by itself."""
    return _DAY_OF_DATE.sub("", phrase)
