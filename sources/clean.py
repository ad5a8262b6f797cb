"""Plain text and safe links from what feeds hold, which is untrusted input.

Nothing of the markup survives, so nothing of it can run; what is left is still text from outside, which every output
escapes for itself. All expressions here take time in proportion to the text, whatever it holds.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

TITLE_LIMIT = 500
TEXT_LIMIT = 50_000
URL_LIMIT = 2048

_UNSEEN = re.compile(r"<(script|style|template)\b[^<>]*>", re.I | re.A)
_CLOSING = {name: re.compile(f"</{name}", re.I | re.A) for name in ("script", "style", "template")}
_COMMENT = re.compile(r"<!--|<!\[CDATA\[|\]\]>")
# The values of attributes may hold ">"; where a quotation mark is never closed, it is none.
_ATTRIBUTES = r"""(?:[^<>=]++|=\s*+(?:"[^"<]*+"|'[^'<]*+')?+)*+"""
_TAG = re.compile(rf"</?([a-zA-Z!?][a-zA-Z0-9]*)(?:{_ATTRIBUTES}>|[^<>]*+>)")
_BLOCKS = (
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article header footer hr dt dd dl pre figure",
    "figcaption center aside address main nav caption option details summary form fieldset legend",
)
_END, _HIDDEN = "\x00", "\x01"  # stand for the end of a block and for the beginning of what nobody reads
_MARKS = {
    **dict.fromkeys(" ".join(_BLOCKS).split(), _END),
    **dict.fromkeys(("td", "th"), " "),
    **dict.fromkeys(("script", "style", "template", "!"), _HIDDEN),
}
# Control characters, lone surrogates, and the marks that turn or hide text.
_UNPRINTABLE = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_C1 = re.compile("[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LINK_JUNK = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}\ud800-\udfff]")


def plain_text(markup: str, limit: int = TEXT_LIMIT) -> str:
    """`markup` (HTML or plain) as text, one line a block, at most `limit` characters, cut at a word."""
    text = markup[: limit * 8].replace(_END, "").replace(_HIDDEN, "")
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = unescape(text)
    text = _mended(text)
    # In markup with blocks a line break means no more than a blank.
    blocks = text.split(_END) if _END in text else text.splitlines()
    return shortened("\n".join([" ".join(words) for block in blocks if (words := block.split())]), limit)


def plain_title(markup: str) -> str:
    """A title as one line of text, at most TITLE_LIMIT characters."""
    return shortened(" ".join(plain_text(markup, TITLE_LIMIT * 4).split()), TITLE_LIMIT)


def shortened(text: str, limit: int) -> str:
    """`text`, or its beginning up to a word's end with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(None, 1)[0] if " " in head[limit // 2 :] else head) + "…"


def safe_link(link: str, base: str = "") -> str:
    """`link` as an absolute http(s) address without blanks or credentials, against `base`; "" where it is none."""
    text = link.strip().replace("&amp;", "&")  # escaped twice, as some programs write it
    if not text or len(text) > URL_LIMIT or _CONTROL.search(text):
        return ""
    try:
        whole = text if text[:8].lower().startswith(("http://", "https://")) else urljoin(base, text)
        parts = urlsplit(whole)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        whole = parts.scheme + whole[len(parts.scheme) :]  # "HTTP://" is fine, but not for all who come after
    except ValueError:
        return ""
    return (
        _LINK_JUNK.sub(lambda c: "".join(f"%{b:02X}" for b in c[0].encode("utf-8", "replace")), whole) if usable else ""
    )


def _without_tags(text: str) -> str:
    """Without tags, with marks where blocks end."""
    marked = _TAG.sub(_mark, text)
    if _HIDDEN in marked or "<!" in text:
        return _TAG.sub(_mark, _without_unseen(text)).replace(_HIDDEN, "")
    return marked


def _mark(tag: re.Match[str]) -> str:
    return _MARKS.get(tag[1].lower(), "")


def _without_unseen(text: str) -> str:
    """Without the elements whose content is not for reading, and without the marks of comments."""
    text = _without_comments(text) if "<!" in text else text
    kept, at = [], 0
    while opening := _UNSEEN.search(text, at):
        kept.append(text[at : opening.start()])
        closing = _CLOSING[opening[1].lower()].search(text, opening.end()) if len(kept) < 200 else None
        if not closing:
            return " ".join(kept)
        at = closing.start()
    return " ".join([*kept, text[at:]]) if kept else text


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return _COMMENT.sub("", "".join(kept))
        at = end + 3
    return _COMMENT.sub("", "".join([*kept, text[at:]]))


def _mended(text: str) -> str:
    """Windows-1252 that was declared as Latin-1 put right, and nothing that cannot be seen."""
    if not text.isascii():
        text = _C1.sub(lambda c: c[0].encode("latin-1").decode("cp1252", "ignore"), text)
    return _UNPRINTABLE.sub(lambda c: "\n" if c[0] in "\x0b\x0c\r\x1e" else "", text)
