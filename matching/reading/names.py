"""Which names in a text mean the same organisation: "Orbel" and "Orbel, Inc.", "NMB" and "Northern Mill Bank"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_FORMS = re.compile(
    r"\b(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|se|sa|nv|bv|spa|srl|ab|oy|as|"
    r"pte|pty|holdings?|group|the)\b"
)


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded to plain lower-case letters, without legal forms unless that leaves nothing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    plain = re.sub(r"['’]s?\b", "", plain)
    words = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return tuple(_FORMS.sub(" ", words).split() or words.split())


def same_name(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names (as `name_words`) of one text mean one organisation: equal, begun alike, or initials."""
    short, long = sorted((tuple(one), tuple(two)), key=len)
    if not short:
        return False
    if short == long or "".join(short) == "".join(long):
        return True
    if len(short) == 1 and len(long) >= 2 and short[0] == "".join(word[0] for word in long):
        return True
    return long[: len(short)] == short and len("".join(short)) >= 3


def group_names(names: Iterable[str]) -> list[list[str]]:
    """The names in groups of one organisation each, in the order they came."""
    groups: list[list[str]] = []
    for name in dict.fromkeys(names):
        words = name_words(name)
        home = next((group for group in groups if any(same_name(words, name_words(other)) for other in group)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups
