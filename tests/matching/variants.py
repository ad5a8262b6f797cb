"""Headlines and sentences put together from parts, with the event each must give: frame × casing × company ×
person × role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

HIRED, PROMOTED, DEPARTED, BOARD = "executive_hired", "executive_promoted", "executive_departed", "board_appointed"

# As written in a text, and as the short full name an event gives
COMPANIES = (
    ("Brightmoor Logistics", "Brightmoor Logistics"),
    ("Tessaly", "Tessaly"),
    ("Harrowgate Energy Inc.", "Harrowgate Energy"),
    ("The Larkfield Group", "The Larkfield Group"),
    ("University of Pellmont", "University of Pellmont"),
    ("Orvane.ai", "Orvane.ai"),
    ("Quillan & Marsh", "Quillan & Marsh"),
    ("Norvane Systems (NASDAQ: NRVN)", "Norvane Systems"),
    ("Calderwick Bank", "Calderwick Bank"),
    ("McTavrick Medical Center", "McTavrick Medical Center"),
    ("ZenthaCore", "ZenthaCore"),
)
PEOPLE = (
    "Dana Whitlock",
    "Omar J. Fenwick",
    "Dr. Priya Sandoval",
    "Ines Carradine-Moss",
    "Tomasz Wierzba",
    "Jean-Luc Moreau",
    "Maria del Campo",
    "J. Robert Averill",
    "Kenji Tanahashi",
)
ROLES = (
    "Chief Information Officer",
    "CFO",
    "Vice President of Sales",
    "President and CEO",
    "Head of Product",
    "General Counsel",
    "Interim Chief Executive Officer",
    "Chief AI and Data Officer",
    "SVP, Engineering",
    "Managing Director",
    "Chief People Officer",
    "Global Head of Supply Chain",
)
FRAMES = {
    HIRED: (
        "{C} appoints {P} as {R}",
        "{C} appoints {P} {R}",
        "{C} names {P} {R}",
        "{C} names {P} as its new {R}",
        "{C} hires {P} as {R}",
        "{C} taps {P} as {R}",
        "{C} picks {P} to be its {R}",
        "{C} selects {P} as {R}",
        "{C} recruits {P} as {R}",
        "{C} brings on {P} as {R}",
        "{C} welcomes {P} as {R}",
        "{C} adds {P} as {R}",
        "{C} announces {P} as {R}",
        "{C} announces appointment of {P} as {R}",
        "{C} announces the hiring of {P} as {R}",
        "{C} strengthens leadership with appointment of {P} as {R}",
        "{P} joins {C} as {R}",
        "{P} rejoins {C} as {R}",
        "{P} to join {C} as {R}",
        "{P} named {R} of {C}",
        "{P} appointed {R} at {C}",
        "{P} appointed as {R} by {C}",
        "{P} tapped as {R} of {C}",
        "{P} becomes {R} of {C}",
        "{P} to become {R} of {C}",
        "{P} takes over as {R} of {C}",
        "{C} appoints industry veteran {P} as {R}",
        "{C} names former Globrecht executive {P} as {R}",
        "{C} hires former Initrode CIO {P} as {R}",
    ),
    PROMOTED: (
        "{C} promotes {P} to {R}",
        "{C} elevates {P} to {R}",
        "{P} promoted to {R} at {C}",
        "{C} announces promotion of {P} to {R}",
    ),
    DEPARTED: (
        "{C} {R} {P} to step down",
        "{C} {R} {P} steps down",
        "{C} {R} {P} resigns",
        "{C} {R} {P} to retire",
        "{C} {R} {P} departs",
        "{P} steps down as {R} of {C}",
        "{P} resigns as {R} of {C}",
        "{P} retires as {R} of {C}",
        "{C}'s {R} {P} to leave",
        "{C} announces retirement of {R} {P}",
        "{C} announces resignation of {R} {P}",
        "{C} ousts {R} {P}",
    ),
    BOARD: (
        "{C} appoints {P} to its Board of Directors",
        "{C} appoints {P} to Board of Directors",
        "{C} elects {P} to board",
        "{C} adds {P} to advisory board",
        "{C} welcomes {P} to its Board of Trustees",
        "{P} joins {C} Board of Directors",
        "{P} elected to {C} Board of Directors",
        "{C} announces appointment of {P} to its Board of Directors",
    ),
}
SENTENCES = {
    HIRED: (
        "{C}, a leading provider of tools for growers, today announced the appointment of {P} as {r}.",
        "{C} today announced that {P} has joined the company as {r}.",
        "{C} is pleased to announce that {P} has been appointed {r}.",
        "{C} has named {P}, a veteran of the industry, as its new {r}, effective June 2.",
        "{P} has been appointed {r} of {C}, the company announced today.",
        "{C} announced today that it has hired {P} as {r}.",
        "{C} said on Monday that {P} will become its {r} in July.",
        "{C} is excited to welcome {P} as its new {r}.",
        "{C}, the maker of lifts, has appointed {P}, formerly of Globrecht, as {r}.",
    ),
    PROMOTED: (
        "{C} announced today that {P} has been promoted to {r}.",
        "{C}, a leader in lifts, today announced the promotion of {P} to {r}.",
        "{C} has promoted {P} from director to {r}.",
    ),
    DEPARTED: (
        "{C} today announced that {r} {P} will step down at the end of June.",
        "{P}, {r} of {C}, will retire in June.",
        "{C} said its {r}, {P}, has resigned.",
        "{C} announced the resignation of {P} as {r}.",
    ),
    BOARD: (
        "{C} today announced the appointment of {P} to its board of directors.",
        "{C} announced that {P} has been elected to its board of directors.",
    ),
}
REFUSED = (
    "Prior to joining {C}, {P} was {r} at Globrecht.",
    "{P} previously served as {r} of {C}.",
    "Before that, she was named {r} of {C} in 2011.",
    "{P}, {r} of {C}, said that sales rose in the spring.",
    "{C} seeks a new {r}",
    "{P}, {r} of {C}, wins award for her work",
    "Q&A with {P}, {r} of {C}",
    "How {C} {r} {P} runs a team",
    "{C} denied that {r} {P} will step down.",
    "{P} was named {r} of the Year by the Lift Makers Guild.",
    "{C} has had a {r} since 2016, whose team has grown.",
    "{C} taps Ondine Systems to run its cloud",
    "{C} hires law firm to review the contracts",
    "{C} appoints Ondine Partners as agency of record",
)
_SMALL = {"as", "of", "to", "the", "its", "by", "at", "and", "a", "for", "with", "in", "that", "be"}


class Variant(NamedTuple):
    """A text and what it must give; `role` is "" for a seat on a board."""

    text: str
    type: str
    company: str
    person: str
    role: str


def title_case(text: str) -> str:
    def lift(word: re.Match[str]) -> str:
        return word.group() if word.group() in _SMALL else word.group()[:1].upper() + word.group()[1:]

    return re.sub(r"[^\s(]+", lift, text)


CASINGS = {"plain": str, "title": title_case, "shouted": str.upper}


def headlines(casing: str) -> Iterator[Variant]:
    """Every frame with every company and role; people take turns."""
    for type_, frames in FRAMES.items():
        for f, frame in enumerate(frames):
            for c, (written, company) in enumerate(COMPANIES):
                for r, role in enumerate(ROLES if type_ != BOARD else ROLES[:2]):
                    person = PEOPLE[(f + c * 5 + r) % len(PEOPLE)]
                    text = CASINGS[casing](frame.format(C=written, P=person, R=role))
                    yield Variant(text, type_, company, person, "" if type_ == BOARD else role)


def sentences() -> Iterator[Variant]:
    for type_, frames in SENTENCES.items():
        for f, frame in enumerate(frames):
            for c, (written, company) in enumerate(COMPANIES):
                for r, role in enumerate(ROLES if type_ != BOARD else ROLES[:2]):
                    person = PEOPLE[(f + c * 5 + r) % len(PEOPLE)]
                    text = frame.format(C=written, P=person, r=role)
                    yield Variant(text, type_, company, person, "" if type_ == BOARD else role)


def refused() -> Iterator[str]:
    for f, frame in enumerate(REFUSED):
        for c, (written, _) in enumerate(COMPANIES):
            for r, role in enumerate(ROLES):
                yield frame.format(C=written, P=PEOPLE[(f + c * 5 + r) % len(PEOPLE)], r=role)
