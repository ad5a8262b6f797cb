"""What stands over a text and is none of it: a title that it begins with, a byline, the name of EDGAR's form."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from callnow.model import Announcement
from matching.filings.items import items_of

# "8-K/A - Orbel Inc. (0001234567) (Filer)", as EDGAR's own feeds and those made of them give it
_FILED_AS = re.compile(
    r"\s*[A-Z0-9][A-Z0-9 -]{0,14}(?:/A)?\s+[-–—]\s+(?P<filer>\S.*?)(?:\s+\(\d{1,10}\))?"
    r"\s+\((?:Filer|Issuer|Subject|Filed by|Reporting)\)\s*"
)


def without_form(announcement: Announcement) -> Announcement:
    """The announcement of a filing with the filer's name alone as its title: "8-K" and "(Filer)" are no part of it.

    The register writes names in capitals: a text that has the name writes it as people do.
    """
    filed = _FILED_AS.fullmatch(unescape(announcement.title))
    if filed is None:
        return announcement
    bare = filed["filer"].rstrip(".")
    said = re.search(rf"\b{re.escape(bare)}(?!\w)\.?", announcement.text, re.IGNORECASE)
    text = "\n\n".join(item.text for item in items_of(announcement.text)) or announcement.text
    return replace(announcement, title=said[0] if said else filed["filer"], text=text)


def without_repeated_title(announcement: Announcement) -> Announcement:
    """The announcement, its text without the title that it begins with and that no mark ends."""
    title = unescape(announcement.title).split()
    if not title or title[-1][-1] in ".!?:;" or announcement.text.split(maxsplit=len(title))[: len(title)] != title:
        return announcement
    said = r"\s*" + r"\s+".join(map(re.escape, title))
    goes_on = r"(?:[^\S\n]*\n\s*|\s+(?=[A-Z0-9“\"]))(?=\S)"  # a small letter goes on with the title's own sentence
    repeated = re.match(said + goes_on, announcement.text)
    return replace(announcement, text=announcement.text[repeated.end() :]) if repeated else announcement


_STAFF = r"(?:[Ss]taff(?:\s(?:[Ww]riters?|[Rr]eports?|[Rr]eporters?))?|STAFF(?:\s(?:WRITERS?|REPORTS?|REPORTERS?))?)\b"
_BYLINE = re.compile(rf"\s*(?:(?:[Ww]ritten\s)?[Bb]y|BY)\s{_STAFF}(?!\s+of\b)[,.|:–—-]*\s+(?=[A-Z0-9“\"])")


def without_byline(announcement: Announcement) -> Announcement:
    """The announcement, its text without "By Staff", of which the next name was taken to begin with "Staff"; the names
    of writers are told from it as they are."""
    byline = _BYLINE.match(announcement.text)
    return replace(announcement, text=announcement.text[byline.end() :]) if byline else announcement
