"""What a text calls those who work, and that they go; numbers of them."""

from __future__ import annotations

import re

from matching.cadence.day_words import NUMBERS
from matching.number_words import IN_WORDS, value_of

NUMERAL = rf"(?:\d[\d,]*\d|\d|{IN_WORDS}|(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:-\w+)?)"
"""A whole number in digits or words: "1,200", "forty-one", "a few"."""
ABOUT = r"(?:about|around|roughly|some|nearly|approximately|almost|over|more\sthan|total|current|remaining)"
WHOSE = rf"(?:(?:its|their|our|the|his|her|{ABOUT}|[\w&’'-]+['’]s?|(?-i:[A-Z][\w&’'-]*))\s)"
"""Whose staff it is, before a number: "its", "Orbel's"."""
STAFF = r"(?:staff|employees|workers|people|jobs|positions|posts|roles|colleagues|workforce)"
PEOPLE = (
    rf"(?:{STAFF}|\w*(?:engineers|developers|scientists|analysts|specialists|programmers|technicians|managers|reporters|editors|"
    r"drivers|nurses|teachers|bankers|consultants|contractors|experts|producers|designers|agents|graduates|operators|apprentices|"
    r"trainees|aides|assistants|clerks|secretaries|custodians|librarians|counsell?ors|mechanics|guards|officers|welders|miners|"
    r"machinists|electricians|cooks|cleaners|janitors|administrators|supervisors|doctors|physicians|professors|lecturers|therapists|"
    r"psychologists|pilots|attendants|stewards|interns|freelancers|coaches|paraprofessionals|principals|executives))\b(?!['’])"
)
"""Who works, by any word that names more of them."""
LAYOFFS = (
    r"(?:la(?:ys?|ying|id)[\s-]?offs?|redundan\w+|retrench\w*|pink\sslips?|furlough\w*|(?:job|staff)\s(?:cuts?|loss(?:es)?)|"
    r"let(?:s|ting)?\sgo|los(?:es?|ing|t)\s(?:their|its|his|her)\sjobs?)"
)
"""Words by which jobs go, whatever stands beside them."""
JOBS = re.compile(
    r"\b(?:jobs?|job-\w+|positions|posts|roles|staff\w*|employees|workers|workforce|people|colleagues|headcount|severance|"
    rf"{LAYOFFS})\b",
    re.IGNORECASE,
)
"""What a text calls those who work, and what happens to their jobs."""
LETS_GO = (
    r"(?:lay(?:s|ing)?\soff|laid\soff|let(?:s|ting)?(?:\sgo(?:\sof)?|(?=\s(?:[\w,-]+\s){1,4}?"
    r"go\b(?!\s(?:to|home|back|into|through|ahead|early|hungry|free|for|online|remote|unpaid|on\s(?:strike|leave|holiday)|without\s(?:\w+\s)?pay|\w+less)\b)))|shed(?:s|ding)?|ax(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|"
    r"part(?:s|ed|ing)?\sways\swith|retrench(?:es|ed|ing)?|furlough(?:s|ed|ing)?|ma(?:kes?|de|king)(?=\s[^.;]{1,60}?\sredundant\b))"
)
"""What an employer does to people."""
SAVES = r"(?:(?:sav|spar|secur|preserv|rescu|retain|safeguard|protect)(?:e?s|e|ed|ing)?|keep(?:s|ing)?|kept)"
"""What an employer, or who buys one, does to people and jobs that do not go."""
CUTS = rf"(?:{LETS_GO}|cut(?:s|ting)?|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|eliminat(?:es?|ed|ing))"
"""What an employer does to jobs, and to much else."""
IN_SO_MANY = (
    r"(?P<many>(?:out\sof\severy|in(?:\severy)?)\s(?:[2-9]|1[0-2]|15|20|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    rf"twenty))\s(?:of\s{WHOSE}{{1,3}}(?:{NUMERAL}\s)?)?(?:[a-z]+\s)?{PEOPLE}"
)
"""What follows a number that is part of a share: one "in eight of its 640 employees"."""
NOT_BEFORE = r"(?![^.;]*\b(?:last(?!\snight)|earlier|ago|previous\w*|in\s(?:19|20)\d\d)\b)"
"""No words follow by which what was told lies longer back."""


def so_many(name: str) -> str:
    """A pattern for a number of its own, `name`, which may be "about" so many; none for "a few"."""
    return rf"(?:{ABOUT}\s)?(?P<{name}>(?!(?:an?|few)\b){NUMERAL})"


def gone_by(verbs: str, name: str = "gone") -> str:
    """A pattern of `verbs` and the number, called `name`, of people or jobs that go by them."""
    not_people = (
        rf"(?!\s?%|\s(?:per\s?cent|hours|days|weeks|months|years|shifts|sites|{IN_SO_MANY.replace('?P<many>', '?:')}))"
    )
    return rf"\b{verbs}\s{so_many(name)}\b{not_people}"


def number_of(said: str) -> int:
    """How much a NUMERAL is; 0 where it says no exact number."""
    figures = said.replace(",", "")
    return int(figures) if figures.isdigit() else value_of(said) or int(NUMBERS.get(said.casefold(), 0))
