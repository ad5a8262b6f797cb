"""Addresses in texts for people, without what may be a secret in them: who logs in, and everything after the path."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_PLACE = re.compile(r"([^/?#]*)([^?#]*)")  # host with port and log-in, and path
_NO_PORT = re.compile(r":(?!\d*$)")
_AT_WITHIN = re.compile(r"(?<!/)@")  # "/@ann" is a path
_CLOSING = "\"'”’>)],.:;"  # what belongs to the sentence at the end of an address


def without_secrets(text: str) -> str:
    """`text` with an ellipsis in place of log-in, query and fragment of every address in it."""
    return _WORD.sub(_shown, text) if "://" in text or "?" in text else text


def _shown(match: re.Match[str]) -> str:
    word = match[0]
    if "://" in word:
        word = _without_fragment(_without_login(word))
    return _without_query(word)


def _without_login(word: str) -> str:
    """Without what stands before the @ of each address. In a password any character may stand, also one that ends a
    host in a proper address, so that it reaches up to the last @."""
    parts = word.split("://")
    last = max((n for n, part in enumerate(parts) if "@" in part), default=0)
    for n in range(1, last + 1):
        host, path = _host_and_path(parts[n])
        goes_on = host == parts[n] and n < len(parts) - 1  # a colon follows, and no port
        if _holds_password(f"{host}:" if goes_on else host, path):
            return "://".join([*parts[:n], "…" + _from_last_at("://".join(parts[n:]))])
        if "@" in host:
            parts[n] = "…" + _from_last_at(host) + parts[n][len(host) :]
    return "://".join(parts)


def _host_and_path(address: str) -> tuple[str, str]:
    place = _PLACE.match(address)
    return (place[1], place[2]) if place else ("", "")


def _holds_password(host: str, path: str) -> bool:
    """Whether a colon begins a password: no port follows, or one whose path goes on to an @ within a word."""
    return ":" in host and bool(_NO_PORT.search(host) or _AT_WITHIN.search(path))


def _from_last_at(text: str) -> str:
    return text[text.rindex("@") :]


def _without_fragment(word: str) -> str:
    begin = word.find("#", word.index("://"))
    if begin < 0 or begin + 1 == len(word):
        return word
    return word[:begin] + "#…" + _closing(word[begin + 2 :])


def _without_query(word: str) -> str:
    """Without the query, if it is one: a question mark may end a sentence."""
    begin = word.find("?", 1)
    query = word[begin + 1 :]
    if begin < 0 or ("=" not in query and len(query) < 8):
        return word
    return word[:begin] + "?…" + _closing(query)


def _closing(text: str) -> str:
    """The signs at the end of a text that are the sentence's."""
    return text[len(text.rstrip(_CLOSING)) :]
