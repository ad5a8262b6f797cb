"""What a click asks takes time for what it is about, not for each pair of all that is known: it joins by hashes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from callnow.store.connection import writing
from callnow.store.sql import question

IDS = '["t1"]'
PAIR_BY_PAIR = ("BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN", "CROSS_PRODUCT")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("calls_told", {"ids": IDS, "now": datetime(2026, 3, 2, tzinfo=UTC)}),
        ("closed_alike", {"ids": IDS}),
        ("not_wrong", {"ids": IDS, "wrong": "[]"}),
    ],
)
def test_nothing_is_compared_pair_by_pair(database: Path, name: str, given: dict[str, Any]) -> None:
    with writing(database) as con:
        plan = "\n".join(row[1] for row in con.execute(f"EXPLAIN {question(name)}", given).fetchall())
    assert "HASH_JOIN" in plan
    assert [join for join in PAIR_BY_PAIR if join in plan] == []
