"""What every run loads first, loaded already: the server that runs of a test are forked from imports this.

The reader is not among it: its threads would not survive a fork.
"""

from __future__ import annotations

from datetime import UTC, datetime

from callnow.model import Announcement
from callnow.public_holidays import is_known
from flows import pipeline  # noqa: F401
from flows.cli import common, news  # noqa: F401
from matching.detection.detect import detect_fast
from matching.detection.languages import language_of
from matching.triggers.decide import shipped_tables

TITLE = "Quorrel Systems names Ida Varn as its new chief information officer"

shipped_tables().wording.check()
is_known("US")
language_of(TITLE, TITLE)
detect_fast(
    Announcement("a", "wire", TITLE, TITLE, "https://wire.example.com/a", *[datetime(2026, 3, 2, tzinfo=UTC)] * 2)
)
