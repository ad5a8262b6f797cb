"""Questions that a home keeps in its folder `queries` are asked by name beside those that ship."""

from __future__ import annotations

from pathlib import Path

from callnow.store.ask import SHIPPED
from callnow.store.connection import writing
from callnow.store.copies import publish
from tests.conftest import Callnow


def test_a_question_of_ones_own_is_known(callnow: Callnow, home: Path) -> None:
    """Listed with what it answers, and where such files go; one of a name that ships counts in its place, and an empty
    one or one of another encoding ends nothing."""
    with writing(home / "callnow.duckdb"):
        pass
    publish(home / "callnow.duckdb", home / "news.duckdb")
    assert str(home / "queries") in callnow("query", "--saved").out.replace("\n", "")
    (home / "queries").mkdir()
    (home / "queries" / "mine.sql").write_text("\ufeff-- How much is seven?\nSELECT 7 AS seven\n")
    (home / "queries" / "time_to_alert.sql").write_bytes(b"-- M\xfcller\nSELECT 8 AS eight\n")
    (home / "queries" / "empty.sql").write_text("")
    assert callnow("query", "mine", "--csv").out == "seven\n7\n"
    assert callnow("query", "time_to_alert", "--csv").out == "eight\n8\n"
    listed = callnow("query", "--saved").out
    assert "How much is seven?" in listed
    assert SHIPPED.name in listed
    assert "who_to_call_this_week" in listed
