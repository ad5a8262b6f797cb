"""Roles: what a job title means.

A role has a title in its usual words, a function (it, security, finance, …) and a rank:
1 chiefs, presidents and chairs; 2 vice presidents, partners and directors of a board; 3 directors, heads and general
managers; 4 managers and team leads; 5 individual contributors; 0 unknown. The table is in matching.role_table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matching.role_table import FUNCTIONS, Meaning, Role, RoleTable, key_of, plain_word, role_table, split_words
from matching.title_stems import led_by

__all__ = ["FUNCTIONS", "Role", "RoleSpan", "find_roles", "read_role", "resolve_form"]

REPORTING = re.compile(r"\b(?:to|reporting to|for) the\b", re.IGNORECASE)  # "Assistant to the CEO" is not a CEO


LONGEST_PREFIX = 6


LONGEST_CHIEF = 7


MODIFIERS = frozenset(
    split_words(
        "interim acting fractional deputy associate assistant senior sr junior jr global group regional corporate "
        "national international worldwide enterprise divisional co lead staff north south american european emea apac "
        "americas us uk latam asia pacific canada europe america central eastern western country field virtual "
        "part-time incoming strategic honorary"
    )
)


LOWERING = frozenset(split_words("deputy associate assistant"))


JOINERS = frozenset(split_words("and & / ,"))


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Tokens `start` to `end` (exclusive) name `role`; `form` is the listed form at its heart, in lower case."""

    start: int
    end: int
    role: Role
    form: str


def find_roles(tokens: Sequence[str]) -> list[RoleSpan]:
    """The roles that `tokens` (words and marks, as written) name, left to right, longest first, never overlapping.

    A role is a listed form or "chief … officer", with modifiers and fields before it ("interim", "plant") and fields
    after it ("of human resources and administration"). Time is linear: each look-up is bounded by the tables.
    """
    table = role_table()
    words = [plain_word(t) for t in tokens]
    spans: list[RoleSpan] = []
    position = 0
    while position < len(words):
        span = _role_at(table, words, position)
        if span is None:
            position += 1
        else:
            spans.append(span)
            position = span.end
    return spans


def _role_at(table: RoleTable, words: list[str], start: int) -> RoleSpan | None:
    """The role that begins exactly at `start`: (modifier or field)* head (of fields)?"""
    position, function, lowered = start, "", False
    while position - start <= LONGEST_PREFIX and position < len(words):
        end, readings, form = _head_at(table, words, position)
        if end and not (end == position + 1 and words[position] in MODIFIERS and _leads_on(table, words, end)):
            return _with_complement(
                table, words, RoleSpan(start, end, _only_meaning(readings, form), form), function, lowered
            )
        if words[position] in MODIFIERS:
            lowered |= words[position] in LOWERING
            position += 1
            continue
        end, field = _field_at(table, words, position)
        if not end:
            if position > start and words[position] in JOINERS and _field_at(table, words, position + 1)[0]:
                position += 1
                continue
            return None
        function, position = field, end
    return None


def _leads_on(table: RoleTable, words: list[str], at: int) -> bool:
    """Whether a role goes on at `at`, so that the word before it ("lead", "associate") only modifies it."""
    end = _field_at(table, words, at)[0]
    return at < len(words) and (_head_at_end(table, words, at) or (end > 0 and _head_at_end(table, words, end)))


def _head_at(table: RoleTable, words: list[str], at: int) -> tuple[int, tuple[Meaning, ...], str]:
    for length in range(min(table.longest_form.get(words[at], 0), len(words) - at), 0, -1):
        form = tuple(words[at : at + length])
        if form in table.forms:
            if form == ("chief",) and (end := _open_chief(words, at)):
                return _read_open_chief(table, words[at:end], end)
            return at + length, table.forms[form], " ".join(form)
    return 0, (), ""


def _open_chief(words: list[str], at: int) -> int:
    """Where "chief … officer" ends that no line lists, or 0."""
    for end in range(at + 2, min(at + LONGEST_CHIEF, len(words))):
        if words[end] == "officer":
            return end + 1
        if not words[end][0].isalnum() and words[end] not in JOINERS:
            break
    return 0


def _read_open_chief(table: RoleTable, words: list[str], end: int) -> tuple[int, tuple[Meaning, ...], str]:
    functions = [table.fields[(w,)] for w in words[1:-1] if (w,) in table.fields]
    title = " ".join(w if w in JOINERS else w.capitalize() for w in words)
    return end, (Meaning(Role(title, functions[0] if functions else "general", 1), ()),), " ".join(words)


def _field_at(table: RoleTable, words: list[str], at: int) -> tuple[int, str]:
    if at < len(words):
        for length in range(min(table.longest_field.get(words[at], 0), len(words) - at), 0, -1):
            if (field := table.fields.get(tuple(words[at : at + length]))) is not None:
                return at + length, field
    return 0, ""


def _with_complement(table: RoleTable, words: list[str], span: RoleSpan, function: str, lowered: bool) -> RoleSpan:
    """The role with the fields that follow it, and the function and rank they and its modifiers give."""
    end, named = span.end, ""
    leads = {"and", "&"} if " of " in span.form else {"of", "for", ",", "-", "–"}
    position = span.end + (span.end < len(words) and words[span.end] in leads)
    position += position < len(words) and position > span.end and words[position] in {"the", "our", "global"}
    while True:
        field_end, field = _field_at(table, words, position)
        if not field_end or _head_at_end(table, words, field_end):
            break
        named, end = named or field, field_end
        joined = field_end < len(words) and words[field_end] in JOINERS
        doubly = joined and words[field_end] == "," and field_end + 1 < len(words) and words[field_end + 1] in JOINERS
        position = field_end + joined + doubly
    role = span.role
    if role.function == "general" and role.rank > 1:
        role = replace(role, function=named or function or "general")
    if lowered and 1 <= role.rank < 4:
        role = replace(role, rank=role.rank + 1)
    return replace(span, end=end, role=role)


def _head_at_end(table: RoleTable, words: list[str], at: int) -> bool:
    """Whether a head stands right there, so that the field before it belongs to the next role."""
    return at < len(words) and _head_at(table, words, at)[0] > 0


def _only_meaning(readings: tuple[Meaning, ...], form: str) -> Role:
    return readings[0].role if len(readings) == 1 else Role(form.upper(), "", readings[0].role.rank)


def resolve_form(form: str, text: str) -> Role:
    """What an ambiguous form ("CIO") means in `text`: its title spelled out there, else the most evidence.

    Where neither decides, the role keeps its rank and has no function.
    """
    readings = role_table().forms.get(key_of(form), ())
    if len(readings) < 2:
        return readings[0].role if readings else Role()
    lower = text.lower()
    spelled = [r.role for r in readings if r.role.title.lower() in lower]
    if len(spelled) == 1:
        return spelled[0]
    counts = sorted(
        ((sum(_holds(lower, word) for word in r.evidence), i) for i, r in enumerate(readings)), key=lambda c: -c[0]
    )
    if counts[0][0] > counts[1][0]:
        return readings[counts[0][1]].role
    return _only_meaning(readings, form)


def _holds(lower: str, word: str) -> bool:
    return word in lower and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lower) is not None


def read_role(title: str, text: str = "") -> Role:
    """The role of a job title, by its best part: "SVP & CIO" ranks as the CIO, "Founder, Head of Data" as a founder.

    The lowest rank number counts; the function is that of the best part that has one other than "general". `text`
    (the announcement, or the employer's name) resolves abbreviations. A title without a role but with a field
    ("Cybersecurity") has the field's function and rank 0.
    """
    tokens = split_words(REPORTING.split(title, maxsplit=1)[0])
    roles = [
        resolve_form(span.form, f"{title} {text}") if span.role.function == "" else span.role
        for span in find_roles(tokens)
    ]
    function, rank = led_by(title) if all(r.function in {"", "general"} for r in roles) else ("", 0)
    if rank:
        least = min([rank, *(r.rank for r in roles)])
        return Role(title.strip(), function, least if function == "general" or not roles else rank)
    if not roles:
        words, table = [plain_word(t) for t in tokens], role_table()
        fields = (field for position in range(len(words)) if (field := _field_at(table, words, position)[1]))
        return Role(title.strip(), next(fields, ""), 0)
    best = min(roles, key=lambda r: r.rank)
    special = sorted(
        (r for r in roles if r.function not in {"general", "board"}), key=lambda r: (r.rank, not r.function)
    )
    function = special[0].function if special else best.function
    return Role(best.title if len(roles) == 1 else title.strip(), function, best.rank)
