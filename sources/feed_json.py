"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read as leniently as its users write it."""

from __future__ import annotations

import json
from typing import Any

from callnow.errors import ParseFailed
from sources.items import FeedEntry


def json_entries(body: bytes) -> list[FeedEntry]:
    """The entries of a JSON Feed. Raises ParseFailed where `body` is none."""
    try:
        data = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise ParseFailed("what came begins like JSON and is none") from error
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise ParseFailed("what came is JSON, but no JSON Feed", hint="look on the site for the address of its feed")
    language = _text(data.get("language"))
    return [_entry(item, language) for item in data["items"] if isinstance(item, dict)]


def _entry(item: dict[str, Any], language: str) -> FeedEntry:
    guid = _text(item.get("id"))
    page = guid if guid.startswith(("https://", "http://")) else ""  # "ideally, the id is the full URL"
    return FeedEntry(
        title=_text(item.get("title")),
        link=_text(item.get("url")) or _text(item.get("external_url")) or page,
        guid=guid,
        date=_text(item.get("date_published")) or _text(item.get("date_modified")),
        text=max((_text(item.get(name)) for name in ("content_html", "content_text", "summary")), key=len),
        language=_text(item.get("language")) or language,
    )


def _text(value: object) -> str:
    """A string as it is, a number as its digits (ids are often numbers), nothing else."""
    if isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""
