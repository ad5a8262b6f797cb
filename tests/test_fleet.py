"""The fleet run, in small."""

from __future__ import annotations

import pytest

from tests.fleet import in_own_process
from tests.sources.feed_server import ITEMS


@pytest.mark.parametrize("part", ["ours", pytest.param("naive", marks=pytest.mark.slow)])
def test_both_readers_find_every_item(part: str) -> None:
    """We and the plain loop read the same items of the same feeds; only we are spared what has not changed."""
    feeds = 20  # of which one is changed for the second round
    first, second = in_own_process(part, feeds)
    assert (first["new"], first["items"]) == (feeds, feeds * ITEMS)
    assert second.get("unchanged", 0) == (feeds - 1 if part == "ours" else 0)
    assert second["items"] == (1 if part == "ours" else feeds) * ITEMS
