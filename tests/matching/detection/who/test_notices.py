"""A notice of layoffs or of a closing is told of the employer that gives it, with its number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.who.notices import without_agencies
from matching.grammar.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def closed(company: str) -> CompanyEvent:
    return CompanyEvent(company, "a", "office_closed", company, origin="Lorain")


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("Ohio Department of Labor", "Ohio Department of Labor was notified by Orbel Tool of the closure."),
        ("Wisconsin DWD", "Wisconsin DWD received notice from Orbel Tool that it will close its mill."),
        ("Department of Workforce", "The Department of Workforce has received a WARN notice from Orbel Tool."),
    ],
)
def test_a_closing_is_of_who_gives_notice(agency: str, text: str) -> None:
    """Once, where it is told of the employer already."""
    assert [one.company for one in without_agencies([closed(agency)], text)] == ["Orbel Tool"]
    assert [one.company for one in without_agencies([closed("Orbel Tool"), closed(agency)], text)] == ["Orbel Tool"]


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Department of Labor", "The Department of Labor has notified 400 employees that its office will close."),
        ("Orbel Tool", "Orbel Tool received notice from its landlord that it must close."),
        ("Orbel Tool", "Orbel Tool notified the Department of Labor of the closure."),
    ],
)
def test_who_closes_is_left_alone(company: str, text: str) -> None:
    """An agency's own cuts, and a company that is given notice."""
    assert without_agencies([closed(company)], text) == [closed(company)]


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("WARN: Orbel Tool, Racine WI, 112, effective 1/8/2027, closure", "112"),
        ("WARN: Orbel Tool, Muskegon, 64 affected, layoff date 1/4/2027", "64"),
        ("WARN amended: Orbel Tool, Muskegon, 58 (was 64)", "58"),
    ],
)
def test_a_notice_as_a_headline_has_its_number(title: str, count: str) -> None:
    """Whatever else stands behind it."""
    told = [e for e in detect(Announcement("a", "wire", title, "", "", NOW, NOW)) if e.type == "layoffs"]
    assert [(e.company, e.count, e.certainty) for e in told] == [("Orbel Tool", count, Certainty.ANNOUNCED)]


def test_the_day_of_a_list_is_no_employer() -> None:
    """ "November 10, 2026" is no town with ten layoffs."""
    title = "WARN notices: Tuesday, November 10, 2026"
    assert detect(Announcement("a", "wire", title, "", "", NOW, NOW)) == []
