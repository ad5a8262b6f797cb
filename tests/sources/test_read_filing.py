"""The main document of a filing is read without its figures for machines, however long they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.errors import ParseFailed
from sources.feed import Feed
from sources.newsroom.page import PAGE_LIMIT
from sources.readers.filing import read

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
URL = "https://filings.example.com/doc.htm"
WORDS = "On 2 March 2026 Orbel Systems named Ida Varn as Chief Financial Officer. " * 4


@pytest.mark.parametrize("figures", [10, PAGE_LIMIT + 1000])
def test_figures_for_machines_are_left_out(figures: int) -> None:
    """They may be longer than what is read of a page: what people read stands behind them."""
    header = "<IX:Header><ix:hidden>" + "0.17 " * (figures // 5) + "</ix:hidden></ix:header>"
    (item,) = read(f"<html><body>{header}<p>{WORDS}</p></body></html>".encode(), Feed("Orbel", URL), URL, NOW)
    assert "Ida Varn" in item.text
    assert "0.17" not in item.text


def test_an_opening_that_is_never_closed_hides_nothing() -> None:
    """However often it comes."""
    (item,) = read(("<ix:header>" * 100 + f"<p>{WORDS}</p>").encode(), Feed("Orbel", URL), URL, NOW)
    assert "Ida Varn" in item.text


def test_a_document_without_words_is_refused() -> None:
    """It says what to do."""
    with pytest.raises(ParseFailed, match="the filing has no text"):
        read(b"<html><body><p>Exhibit</p></body></html>", Feed("Orbel", URL), URL, NOW)
