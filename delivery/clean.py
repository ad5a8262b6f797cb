"""The one place where hostile text is made safe. Every card is built from cleaned text; each channel then
escapes for its own format (HTML, Slack, CSV, mail headers) with what stands here.

News titles, links and imported CSV cells are untrusted input: they may carry control and bidirectional
characters, line breaks that would start a new mail header, links that run code, cells that a spreadsheet would
calculate, and names that would notify everybody in a chat room.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from callnow.numbers import EXTENSION

LINK_LIMIT = 2000  # what mail clients and spreadsheets still open
HEADER_LIMIT = 180

_KEPT_FORMAT = "\u200c\u200d"  # joiners that Persian, Hindi and emoji are spelled with
_PHONE = re.compile(r"\+\d{4,15}(?:;ext=\d{1,11})?")
_FORMULA = tuple("=+-@\t\r\n|＝＋－＠")
_PING = re.compile(r"@(?=(?:everyone|here|channel|all)\b)", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")


def clean_text(text: str, limit: int = 0) -> str:
    """`text` as one line without control, bidirectional, invisible and unencodable characters.

    `limit` > 0 cuts at a word and adds "…".
    """
    if not text.isprintable():  # most text is, and needs no look at each character
        text = "".join(c for c in map(_spaced, text) if _shown(c))
    line = " ".join(text.split())
    if not limit or len(line) <= limit:
        return line
    head = line[: limit - 1]
    whole_words = head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head
    return whole_words.rstrip(" ,;:–—-") + "…"


def clean_lines(text: str) -> str:
    """`text` cleaned line by line: for scripts and notes, where line breaks mean something."""
    return "\n".join(clean_text(line) for line in text.splitlines()).strip()


def _spaced(c: str) -> str:
    return " " if c.isspace() else c


def _shown(c: str) -> bool:
    kind = unicodedata.category(c)
    if kind == "Cf":
        return c in _KEPT_FORMAT
    # Cs: half a surrogate pair cannot be encoded; U+FFFE and U+FFFF (in Cn) are refused by XML
    return kind not in ("Cc", "Cs") and ord(c) & 0xFFFE != 0xFFFE


@lru_cache(maxsize=4096)  # the links of a list are shown again with every click
def safe_link(url: str) -> str:
    """`url` if it is an absolute http(s) link that hides nothing, made plain ASCII; else "".

    Refused: other schemes, user names before the host (bank.example@evil.example), backslashes (browsers read
    them as slashes), control characters, hosts that IDNA cannot spell, more than 2,000 characters.
    """
    url = url.strip()
    if "\\" in url or any(not _shown(c) for c in url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = f"[{host}]" if ":" in host else host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    place = f"{host}:{port}" if port else host
    path, query, fragment = (
        quote(part, safe="/%:;,=&?@!$*+~._-") for part in (parts.path, parts.query, parts.fragment)
    )
    link = urlunsplit((parts.scheme.lower(), place, path, query, fragment))
    return link if len(link) <= LINK_LIMIT else ""


def tel_link(phone: str) -> str:
    """`tel:` link of an E.164 number, with its extension; else ""."""
    return f"tel:{phone}" if _PHONE.fullmatch(phone) else ""


def header_text(text: str) -> str:
    """`text` for a mail header or a title: one line, at most 180 characters."""
    return clean_text(text, HEADER_LIMIT)


def csv_cell(text: str) -> str:
    """`text` that no spreadsheet calculates (the leading apostrophe is OWASP's rule for CSV injection).

    A plain E.164 number keeps its plus, also with its extension: it can only be read as a number.
    """
    if _PHONE.fullmatch(text.replace(" ext. ", EXTENSION)):
        return text
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def chat_text(text: str) -> str:
    """`text` that pings nobody: "@everyone" in a title must not notify a whole room."""
    return _PING.sub("@\u200b", text)
