"""Figures on the page: each measure with its chart, its table and what it counts."""

from __future__ import annotations

import html
from pathlib import Path

from delivery.figure_words import MEASURES
from tests.delivery.page_desk import make_home, served


def test_each_measure_has_a_chart_a_table_and_its_definition(tmp_path: Path) -> None:
    """The numbers stand in words beside the bars, by week and by recruiter; a hostile recruiter is text."""
    home = tmp_path / "home"
    make_home(home)
    with served(home) as page:
        text = page.ask("/figures").text
        assert text.count('<svg class="bars" role="img"') == len(MEASURES)
        assert all(measure.definition in html.unescape(text) for measure in MEASURES)
        assert text.count('<tr><th scope="row">') == len(MEASURES) * 12 + 2  # weeks of each, and two recruiters
        assert "1 reached, of 1 calls made" in text
        assert "0 kept, of 1 promises that came due" in text
        assert "0 led to a talk, of 3 calls that news asked for" in text
        assert "0 led to a talk, of 1 calls that news asked for" in page.ask("/figures?owner=bo").text
        assert "<script>window" not in page.ask("/figures?owner=%3Cscript%3Ewindow.ran%3C/script%3E").text
