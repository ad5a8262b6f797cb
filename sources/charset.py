"""The charset a server declares, which counts before that of a page, as in browsers, and after that of a feed; and that
of a part of a message."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_DECLARES_ITSELF = re.compile(rb"^\s*<\?xml[^>]{0,200}\sencoding\s*=", re.I)


def with_declared_charset(body: bytes, content_type: str) -> bytes:
    """`body` as UTF-8 where the header Content-Type says what it is and no XML declaration does; else as it came.

    What is valid UTF-8 stays: servers that declare another charset by default are commoner than documents in one of the
    charsets whose text happens to be valid UTF-8.
    """
    declared = _CHARSET.search(content_type)
    if declared is None or body.isascii() or body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return body
    if _DECLARES_ITSELF.match(body):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(declared[1], "replace").encode("utf-8")
        except (LookupError, ValueError):
            return body
    return body


def decoded(raw: bytes, declared: str = "") -> str:
    """The text of a part of a message. Valid UTF-8 is that, whichever charset of one byte a letter was declared;
    what is not in the charset that was declared is UTF-8 where more of it is valid than not, else Windows-1252."""
    try:
        charset = codecs.lookup(declared or "utf-8").name
    except LookupError:
        charset = ""
    of_one_byte = charset.startswith(("ascii", "iso8859", "cp125"))
    for attempt in ("utf-8", charset) if of_one_byte else (charset, "utf-8"):
        with suppress(LookupError, ValueError):
            return raw.decode(attempt)
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(not letter.isascii() for letter in text) - broken
    return text if valid > broken else raw.decode("cp1252", "replace")
