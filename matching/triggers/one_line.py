"""Text of the news as one line that can be said."""

from __future__ import annotations

import re
from functools import lru_cache

_SHOUTED = 12  # letters from which capitals are a wire's headline style and no short name
_SIGNS = str.maketrans("", "", "™®©℠")  # read out, they are words


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """One line without control or direction characters; a name shouted as headlines do is said quietly."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text.translate(_SIGNS)).split())
    if not (words.isupper() and len(words) > _SHOUTED):
        return words
    return re.sub(r"(?<=\w['’])S\b", "s", words.title())
