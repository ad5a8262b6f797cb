"""Where the text of a filing on EDGAR lies, and how often EDGAR may be asked."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from callnow.model import Announcement
from sources.clean import safe_link

HOST = "www.sec.gov"
INDEX_LIMIT = 256 * 1024  # bytes
_NUMBER = re.compile(r"accession-number=(\d[\d-]{3,30})")
_TITLE = re.compile(r"\(SEC filing 8-K, item \d\.\d\d\)$")  # as sources.readers.edgar writes it


def is_current_report(item: Announcement) -> bool:
    """Whether an announcement is one of a list of 8-K filings: its text lies in the document it links to."""
    return bool(item.issuer and _TITLE.search(item.title))


def filing_number(item: Announcement) -> str:
    """The accession number of a filing, from its entry's id; "" where that is none."""
    number = _NUMBER.search(item.guid)
    return number[1] if number else ""


def items_named(item: Announcement) -> tuple[str, ...]:
    """The items that a filing's entry names, as sources.readers.edgar writes them."""
    return tuple(dict.fromkeys(re.findall(r"\bItem (\d\.\d\d):", item.text)))


def main_document(index: bytes, url: str) -> str:
    """The address of the 8-K itself, from the filing's index page at `url`; "" where that page is not such an index.

    An entry of EDGAR's list links to the index. The row of type 8-K names the document, often within a viewer
    ("/ix?doc=…"), whose text is drawn by a script: the document itself is taken out of it.
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - see sources.kinds

    parts = urlsplit(url)
    if not parts.path.endswith(("-index.htm", "-index.html")):
        return ""
    for row in BeautifulSoup(index[:INDEX_LIMIT], "lxml").select("table.tableFile tr", limit=40):
        link = row.find("a", href=True)
        kinds = [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        if link is None or not any(re.match(r"8-K", kind) for kind in kinds):
            continue
        href = str(link["href"])
        inside = parse_qs(urlsplit(href).query).get("doc", [""])[0] if "/ix?" in href else ""
        return safe_link(inside or href, url)
    return ""
