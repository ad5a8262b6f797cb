"""Posts as they can be said ("as president", "the post of president"), and who leads where nobody is named."""

from __future__ import annotations

import re
from functools import lru_cache

from matching.role_table import split_words
from matching.roles import MODIFIERS, find_roles
from matching.title_stems import led_by
from matching.triggers.one_line import plain

_ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,5}teenth|twentieth"
    r"|\d{1,2}(?:st|nd|rd|th)"
)
_BEFORE_ROLE = re.compile(
    r"[\s–—-]*(?:(?:its|the|our|a|an|new|incoming|next|newest|first-ever|former|longtime|long-time|then|sole"
    rf"|(?:{_ORDINAL})(?!\s(?:deputy|vice|assistant|lieutenant|officer|mate|base)\b))\s+)*",
    re.IGNORECASE,
)
_HEADLINE_WORD = re.compile(r"(?<=[\w.&] )(?:boss|exec)$|^boss(?= of )", re.IGNORECASE)
_AS_SAID = {"boss": "chief", "Boss": "Chief", "exec": "executive", "Exec": "Executive"}
_BARE = re.compile(  # words for who has some post, and for no post
    r"(?:(?:senior|top|key|leading|company) )*"
    r"(?P<head>(?:co-)?(?:boss|chief|head|leader)|(?P<founder>(?:co-?)?founder))"
    r"|(?:(?:senior|top|key|leading|company|interim) )*(?:exec|executive|member|officer|official)",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"(?<=[\w,] )(?:And|Of|The|For|In|At|To)(?= )")  # of a headline in capitals
_AFTER_ROLE = re.compile(r"\s*\([A-Z&]{2,6}\)$")  # "Chief Information Officer (CIO)"
_DANGLING = re.compile(r"(?:\s+(?:of|for|at|in|to|and|the|&))+$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:officers|executives|execs|presidents|directors|partners|members|managers|heads|chiefs|leaders|founders|owners"
    r"|chairmen|advisers|advisors|(?-i:[CEV][A-Z]{0,2}[OP]s))$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:er|or|ist|ian|man|woman|exec|(?-i:[A-Z]{2,5}))$", re.IGNORECASE)  # "headhunter", "ECD"


def role_said(role: str, company: str = "") -> str:
    """A post as it goes on "as" and "the post of"; "" for several, and for what is no post
    by itself ("senior", "boss").

    "President of Northbay Kilns" is said as President, for the company is named beside it.
    """
    spoken = plain(role)
    if company and spoken.casefold().endswith(f" {plain(company)}".casefold()):
        spoken = spoken[: -len(plain(company))].rstrip()
    spoken = _DANGLING.sub("", _AFTER_ROLE.sub("", _BEFORE_ROLE.sub("", spoken, count=1)))
    spoken = _SMALL_WORD.sub(lambda match: match[0].lower(), spoken)
    spoken = _HEADLINE_WORD.sub(_in_full, spoken)
    return spoken if _is_post(spoken) and not _BARE.fullmatch(spoken) else ""


def _in_full(word: re.Match[str]) -> str:
    return "head" if word.start() == 0 else _AS_SAID.get(word[0], _AS_SAID[word[0].lower()])


def head_said(role: str, *, leaves: bool = False) -> str:
    """Who leads a company, or founded it and leaves, where the news names nobody ("the chief of Northbay Kilns")."""
    bare = _BARE.fullmatch(_BEFORE_ROLE.sub("", plain(role), count=1))
    if bare is None or not bare["head"] or (bare["founder"] and not leaves):
        return ""
    return bare["head"].lower().replace("boss", "chief")


@lru_cache(maxsize=65536)
def _is_post(spoken: str) -> bool:
    """Whether words name the post of one person: one of the table of roles, or one who does something."""
    head = re.split(r"\s(?:of|for|and)\s|,", spoken)[0]
    if _SEVERAL.search(head):
        return False
    is_known = bool(find_roles(split_words(spoken.replace("/", " ")))) or led_by(spoken)[1] > 0
    return is_known or (_SOMEBODY.search(head) is not None and head.lower().split()[-1] not in MODIFIERS)
