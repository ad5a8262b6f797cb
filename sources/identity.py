"""What makes an item itself: its link and its words.

Guids are not steady: some feeds make new ones at every poll, some use one twice, some use one again for another story.
So an announcement's id comes from its canonical link and its title; its guid counts where it has neither.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from callnow.model import stable_id

_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|at_)\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|xtor|cmpid|ncid|s_kwcid|ref|rss|source|src|feedtype"
)
_WORDS = re.compile(r"\w+")


def canonical_link(url: str) -> str:
    """`url` without what does not change the page: scheme, "www.", default port, tracking, fragment, final slash."""
    try:
        parts = urlsplit(url.strip().replace("&amp;", "&"))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url.strip()
    query = ""
    if parts.query:
        kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k.lower())]
        query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def words_key(text: str) -> str:
    """`text` as its words alone, for comparing: no case, punctuation, accents' encoding or spacing."""
    return " ".join(
        _WORDS.findall(text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold())
    )


class Identity(NamedTuple):
    """`id` is the item's own; `fingerprint` is a key of what it says (its title and the beginning of its text)."""

    id: str
    fingerprint: str


def identify(*, source: str, url: str, guid: str, title: str, text: str) -> Identity:
    """The same id for the same item, whatever its guid, scheme or tracking; another for a new story under an old guid.

    The link counts where it leads to a page of its own. An item with no such link is known by all its words and, with
    no words either, by its guid.
    """
    link, words, first_words = canonical_link(url), words_key(title), words_key(text[:600])
    own_page = "/" in link and words
    witnesses = (link, words) if own_page else (link, words, first_words or guid, "" if link else source)
    return Identity(stable_id("item", *witnesses), stable_id(words, first_words))
