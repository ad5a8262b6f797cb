"""The example to copy: a newsroom whose list is not HTML at all, but an array in a script that the browser draws.

window.__RELEASES__ = [{"headline": "…", "slug": "…", "released": "2026-11-03", "teaser": "…"}, …];
"""

from __future__ import annotations

import json
import re

from sources.newsroom.page import Page, Release, link_target
from sources.newsroom.when import DateReading, read_stamp

HOST = "scripted-newsroom.example"

_LIST = re.compile(r"window\.__RELEASES__\s*=\s*(\[.*?\]);", re.S)


def read(page: Page, reading: DateReading) -> list[Release]:
    """The releases of the script's array; an empty list where the page has no such script (an error in health)."""
    scripts = (_LIST.search(script.string or "") for script in page.soup.find_all("script"))
    for match in scripts:
        if match:
            return [
                Release(
                    row["headline"],
                    link_target(page, f"/releases/{row['slug']}"),
                    read_stamp(row["released"], reading),
                    row["teaser"],
                )
                for row in json.loads(match[1])
            ]
    return []
