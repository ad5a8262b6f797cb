"""Versions of one item: its publisher may change what stands under its id or address, and keep the date.

What was read last is what it says; what it said before is neither told nor counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from callnow.fold import fold
from callnow.model import Report

_ALIKE = 0.6  # of the words of the shorter title, the company's name aside


def replaces(later: Report, earlier: Report) -> bool:
    """Whether a report is what an item says by now of which another is what it said before.

    Two of three must be the same: id, page, title. The date must be, too: ids and pages are used again for other news.
    """
    if later.source != earlier.source or later.event.filing or earlier.event.filing:
        return False
    if later.read_at is None or earlier.read_at is None or later.read_at <= earlier.read_at:
        return False
    if later.published_at != earlier.published_at and not (later.undated and earlier.undated):
        return False
    same_id = bool(later.guid) and later.guid == earlier.guid
    same_address = same_page(later.url, earlier.url)
    if same_id and same_address and later.guid not in {later.url, earlier.url}:
        return True
    return (same_id or same_address) and _alike(later, earlier)


def current_versions(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports without what their items said before."""
    return tuple(r for r in reports if not any(replaces(other, r) for other in reports))


def same_page(a: str, b: str) -> bool:
    """Whether two addresses lead to one page of its own, not to a site's first."""
    x, y = urlsplit(a), urlsplit(b)
    return bool(x.netloc) and len(x.path) > 1 and (x.netloc, x.path, x.query) == (y.netloc, y.path, y.query)


def _alike(a: Report, b: Report) -> bool:
    company = set(fold(a.event.company).split())
    x, y = (set(fold(report.title).split()) - company for report in (a, b))
    fewer = min(len(x), len(y))
    return fewer > 1 and len(x & y) >= _ALIKE * fewer
