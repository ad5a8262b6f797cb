"""Whether news or a note says that somebody has died: nobody calls them, and others are told with sympathy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from callnow.model import CompanyEvent, Prospect, Story, Touch
from callnow.terms import TALKS, Outcome
from matching.cadence.outcomes import outcome_of
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, person_name, surname_alone
from matching.event_types import is_about_people, is_leaving
from matching.stories.told_deaths import names_another, says_death_of, tells_death, tells_death_in_post

_ANY_DAY = date(2026, 1, 5)  # whether a call is asked for is the same on all
_CLAUSE = re.compile(r"[.;,:!?()\n]+|\s[-–—]+\s")
# The same in German, French, Spanish, Dutch and Italian.
_ABROAD = r"(?:verstorben|verstarb|d[ée]c[ée]d[ée]e?|fallecid[oa]|falleci[óo]|overleden|overleed|decedut[oa])\b"
_DIED = rf"(?:passed away|died|deceased)\b|{_ABROAD}"
_NOTED = (
    r"(?:(?:has|have|is|sadly|unfortunately|just|recently|suddenly|ist|sei|i[nm]|am|leider|(?:vor )?kurzem|kürzlich"
    r"|plötzlich|unerwartet|letzte[ns]?|woche|monat|jahr|est|a|malheureusement|récemment|soudainement"
    r"|ha|lamentablemente|recientemente|helaas|onlangs|plotseling|è|e|purtroppo"
    r"|recentemente|[a-zä]+(?:ber|uar|ril|li|uni|ust|rz)|mai|\d{1,4}) )*"
    rf"(?:{_DIED})"
    r"(?! ?-| (?:on (?:me|us)|mid|down|out|off|in the middle)\b)"  # what a call or a deal does
)
_SHE = "he|she|they|er|sie|il|elle|él|ella|hij|zij|lui|lei"
# Who or what else may have died, where a note names them as more than who says it.
_SOMEBODY_ELSE = re.compile(
    r"\b(?:wife|husband|spouse|partner|mother|mom|mum|father|dad|parents?|son|daughter|child|baby|brother|sister|aunt"
    r"|uncle|cousin|niece|nephew|grand\w+|(?:\w+-)?in-law|fianc\w+|boyfriend|girlfriend|friend|boss|founder|colleague"
    r"|predecessor|succeed(?:s|ing)|succeeded(?! by)|replac(?:es|ing)|replaced(?! by)|took over from|vorgänger(?:in)?"
    r"|remplace|succède|prédécesseur|sustituye|reemplaza|voorganger|sostituisce"
    r"|dog|cat|pet|ehe(?:frau|mann)|(?:seine|ihre) frau|ihr mann|(?:schwieger)?(?:vater|mutter|sohn|tochter)"
    r"|bruder|schwester|eltern|hund|(?:beau-|belle-)?(?:p[èe]re|m[èe]re|fr[èe]re|fils|fille)|s(?:œ|oe)ur|femme"
    r"|épou(?:x|se)|s?(?:padre|madre)|espos[oa]|marido|mujer|hij[oa]|herman[oa]|(?:schoon)?(?:vader|moeder|zoon|broer)"
    r"|dochter|zus|vrouw|(?:haar|zijn) man|moglie|marito|figli[oa]|fratello|sorella)"
    r"\b(?! (?:just |also |then )?(?:says|said|tells|told|answer\w*|called|rang|confirm\w*|inform\w*|e?mailed|wrote))",
    re.IGNORECASE,
)
_DIED_AT_ALL = re.compile(_DIED, re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not true|untrue|false|rumou?r\w*|hoax|mistake\w*|alive|no truth|thought|wrongly|bad line"
    r"|(?:call|line) dropped)\b",
    re.IGNORECASE,
)


def dead_of(story: Story) -> list[str]:
    """Those of whom a story tells that they have left, and that it is by death."""
    texts = texts_of(story)
    left = [r.event for r in story.reports if is_leaving(r.event.type)]
    dead = (one.person for one in left if any(_tells_death_of(one, text) for text in texts))
    return [person for person in dict.fromkeys(dead) if person]


def _tells_death_of(event: CompanyEvent, text: str) -> bool:
    return tells_death(event.person, text) or tells_death_in_post(event, text)


def has_died(name: str, story: Story, *, is_only: bool = True) -> bool:
    """Whether a story says of somebody, in full or as whom it tells that they have left, that they have died.

    A surname alone counts where they are the only one known who may be meant (`is_only`) and the story names no other.
    """
    if not is_about_people(story.type):
        return False
    texts = texts_of(story)
    if any(says_death_of(name, text) for text in texts):
        return True
    last = person_name(name).last
    return any(
        compare_persons(name, person) is Likeness.SAME
        or (is_only and surname_alone(person) == last != "" and not any(names_another(name, text) for text in texts))
        for person in dead_of(story)
    )


def notes_death(prospect: Prospect, note: str) -> bool:
    """Whether a note about somebody says that they have died: as "he", "she", by their name, or of nobody else; not
    where it may have been somebody else (it names a relative, or asks for a call), nor where it is denied."""
    told = _tells_death(prospect, note) and not (_SOMEBODY_ELSE.search(note) or _DENIED.search(note))
    return told and not _asks_for_call(note)


def _asks_for_call(note: str) -> bool:
    from matching.cadence.noted_promises import promise_in, unread_call  # noqa: PLC0415 - slow; few notes tell a death

    return promise_in(note, _ANY_DAY) is not None or bool(unread_call(note, _ANY_DAY))


def may_note_death(prospect: Prospect, note: str) -> bool:
    """Whether a note says that somebody has died, and leaves open whether it is whom it is about."""
    return _tells_death(prospect, note) and not notes_death(prospect, note) and not _DENIED.search(note)


def _tells_death(prospect: Prospect, note: str) -> bool:
    if not _DIED_AT_ALL.search(note):  # asked of every contact
        return False
    names = "|".join(sorted({re.escape(word) for name in prospect.names for word in name.split()}))
    said = re.compile(rf"(?:^|\b(?:{_SHE}|{names}) ){_NOTED}", re.IGNORECASE)
    return any(said.search(" ".join(clause.split())) for clause in _CLAUSE.split(note))


def is_dead(prospect: Prospect, touches: Iterable[Touch], told_at: datetime | None) -> bool:
    """Whether a contact, or what else told it (at `told_at`), says that somebody has died, and no talk since says
    otherwise."""
    last = told_at
    for touch in sorted(touches, key=lambda touch: touch.at):
        if outcome_of(touch.outcome) is Outcome.HAS_DIED or notes_death(prospect, f"{touch.outcome}\n{touch.note}"):
            last = touch.at
        elif last and touch.kind in TALKS and touch.at > last:
            last = None
    return last is not None


def texts_of(story: Story) -> set[str]:
    """The headlines of a story's reports and the sentences that tell its events."""
    return {text for r in story.reports for text in (r.event.sentence, r.title)}
