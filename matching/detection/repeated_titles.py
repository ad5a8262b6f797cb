"""Texts that begin with their own title, as pages and many feeds give them: it is no part of the first sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from callnow.model import Announcement


def without_repeated_title(announcement: Announcement) -> Announcement:
    """The announcement, its text without the title that it begins with and that no mark ends."""
    title = unescape(announcement.title).split()
    if not title or title[-1][-1] in ".!?:;":
        return announcement
    said = r"\s*" + r"\s+".join(map(re.escape, title))
    goes_on = r"(?:[^\S\n]*\n\s*|\s+(?=[A-Z0-9“\"]))(?=\S)"  # a small letter goes on with the title's own sentence
    repeated = re.match(said + goes_on, announcement.text)
    return replace(announcement, text=announcement.text[repeated.end() :]) if repeated else announcement
