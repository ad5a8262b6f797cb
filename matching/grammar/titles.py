"""Headlines without what is no part of their news: the wire's prefix, whom they are attributed to, where they stood."""

from __future__ import annotations

import re

from matching.grammar.lexicon import lexicon
from matching.grammar.name_phrases import read_person
from matching.grammar.tokens import Token, clean, is_headline, strip_dateline, tokenise
from matching.grammar.verbs_and_roles import find_verbs_and_roles

_PREFIX = re.compile(
    r"^\s*(?:\w{0,30}(?:News)?Breaks\s*(?:--?|–|—|:)\s*|(?:update|correction|corrected|correcting and replacing|"
    r"exclusive|breaking(?: news)?|press release|media release|just in|updated?)\s*(?:\d\s*)?[-:–—]+\s*)+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:\s*--?\s*(?:update|correction)|\s*[-–—]\s*(?:sources?|reports?|bloomberg news)|"
    r":\s*(?:reuters|ft|wsj|sources?|reports?|media|bloomberg(?: news)?)?|\s*\((?:reuters|ap|afx|update)\))\s*$",
    re.IGNORECASE,
)
_TOWN_ALONE = re.compile(r"[\w .'’-]+?\s*[–—-]\s")  # "MANSFIELD - CFO Resigns": whom it is about
_LAST_PART = re.compile(r"\s+[-–—|]\s+(?P<last>[A-Z][\w.&'’ ]{1,32})\s*$")


def clean_title(title: str) -> str:
    """A headline without the wire's own prefix ("…NewsBreaks —"), its attribution (": sources") and its source."""
    title = " ".join(clean(title).split())
    title = _PREFIX.sub("", title, count=1)
    title = _SUFFIX.sub("", title, count=1) or title
    last = _LAST_PART.search(title)
    if last is not None and _is_source(last["last"]) and _tells_something(title[: last.start()]):
        title = title[: last.start()]
    stripped = strip_dateline(title)
    own_dash = len(stripped) < len(title) / 2 or _TOWN_ALONE.match(title)  # a headline's, that ends no dateline
    return title if own_dash else stripped


def _is_source(part: str) -> bool:
    """Whether the last part of a headline is the name of who brings it: no verb, no role and nobody's name."""
    tokens = tokenise(part)
    person = read_person(lexicon(), tokens, 0, len(tokens))
    return person is None and not any(_verbs_and_roles(tokens))


def _tells_something(part: str) -> bool:
    """Whether a part of a headline can stand by itself: it has a verb, or a noun of an event ("layoffs at")."""
    tokens = tokenise(part)
    verbs, _ = _verbs_and_roles(tokens)
    return verbs or any(token.low in lexicon().nouns for token in tokens)


def _verbs_and_roles(tokens: list[Token]) -> tuple[bool, bool]:
    verbs, roles = find_verbs_and_roles(lexicon(), tokens, is_headline(tokens))
    return any(verbs), any(roles)
