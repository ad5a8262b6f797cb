"""What detection tells of a title and a text: the type of each event, and its company."""

from __future__ import annotations

from datetime import UTC, datetime

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, text: str) -> list[tuple[str, str]]:
    """See above; the text was published at NOW."""
    [events] = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return [(one.type, one.company) for one in events]
