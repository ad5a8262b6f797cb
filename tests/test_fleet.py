"""The fleet run, in small."""

from __future__ import annotations

import pytest

from tests.fleet import in_own_process
from tests.sources.feed_server import ITEMS


@pytest.mark.parametrize("part", ["ours", "naive"])
def test_both_readers_find_every_item(part: str) -> None:
    """We and the plain loop read the same items of the same feeds; only we are spared what has not changed."""
    first, second = in_own_process(part, 20)
    assert (first["new"], first["items"]) == (20, 20 * ITEMS)
    assert second.get("unchanged", 0) == (19 if part == "ours" else 0)
    assert second["items"] == (1 if part == "ours" else 20) * ITEMS
