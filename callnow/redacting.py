"""Addresses in texts for people, without what may be a secret in them: who logs in, and everything after the path."""

from __future__ import annotations

import re

# A colon that no port follows begins a password, which may hold the characters that end a host in a proper address.
_LOGIN = re.compile(r"(?<=://)(?:[^\s/?#]*:(?!\d*(?:[/?#]|\s|$))\S*|[^\s/?#]*)@")
_END = r"(?=[\"'”’>)\],.:;]*(?:\s|$))"
_QUERY = re.compile(rf"(?<=\S)\?(?=[^\s=]*=|\S{{8}})\S*?{_END}")
_FRAGMENT = re.compile(rf"(://[^\s#]*)#\S+?{_END}")


def without_secrets(text: str) -> str:
    """`text` with an ellipsis in place of log-in, query and fragment of every address in it."""
    if "://" in text:
        text = _FRAGMENT.sub(r"\1#…", _LOGIN.sub("…@", text))
    return _QUERY.sub("?…", text) if "?" in text else text
