"""An item that its publisher changes under the same date is one report, and says what it says by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from callnow.model import Report
from callnow.terms import Certainty
from callnow.versions import current_versions
from matching.stories.corrected import uncorrected
from matching.stories.told import added_facts, certainty_of, fullest
from tests.matching.stories.test_stories import DAY_ONE, report, sizes, told

DAY = timedelta(days=1)


def edited(first: Report, now: Report, *, hours: float = 1) -> tuple[Report, Report]:
    """Two reports as what one item of a feed said and, read so much later under the same date, says."""
    read = first.published_at + timedelta(hours=1)
    before = replace(first, read_at=read, guid="g1")
    return before, replace(now, url=first.url, read_at=read + timedelta(hours=hours), guid="g1")


CUTS = report("layoffs", "Northbay Kilns to Cut 220 Jobs", count="220", certainty=Certainty.ANNOUNCED)
DALE = report(title="Northbay Kilns names Ann Dale finance chief", person="Ann Dale", role="finance chief")


@pytest.mark.parametrize(
    ("first", "now", "changed"),
    [
        (
            CUTS,
            report("layoffs", "Northbay Kilns to Cut 180 Jobs", count="180", certainty=Certainty.ANNOUNCED),
            "count",
        ),
        (DALE, report(title="Northbay Kilns names Ann Dale chief executive", person="Ann Dale", role="CEO"), "role"),
        (DALE, report(title="Northbay Kilns names Eve Dahl finance chief", person="Eve Dahl", role="CFO"), "person"),
        (CUTS, report("layoffs", "Kilns staff are told of cuts", count="220"), "planning"),
    ],
)
def test_an_item_that_was_changed_under_its_date_says_what_it_says_now(
    first: Report, now: Report, changed: str
) -> None:
    """It is one story, of one report, and what it said before is not told any more."""
    before, after = edited(first, now)
    (story,) = told(before, after)
    assert fullest(story).event == after.event
    assert changed in added_facts(story, after)
    assert current_versions(story.reports) == (after,)
    assert certainty_of(story) is after.event.certainty


def test_an_item_that_was_changed_into_a_denial_ends_its_story() -> None:
    """However certain it was of it before."""
    before, after = edited(CUTS, report("layoffs", "Northbay Kilns will cut no jobs", certainty=Certainty.DENIED))
    (story,) = told(before, after)
    assert certainty_of(story) is Certainty.DENIED


def test_what_was_changed_back_says_what_it_said_first() -> None:
    """The third version counts against the second."""
    before, after = edited(CUTS, replace(CUTS, event=replace(CUTS.event, id="e2", announcement_id="b", count="180")))
    back = replace(before, event=replace(before.event, id="e3", announcement_id="c"), read_at=DAY_ONE + DAY)
    (story,) = told(before, after, back)
    assert added_facts(story, back) == ("count",)
    assert fullest(story) == back


def test_an_id_or_an_address_that_is_used_again_for_other_news_hides_none() -> None:
    """Another date, another source, or one address for all news under another title: two stories."""
    other = report(title="Northbay Kilns hires Max Ernest as chief of sales", person="Max Ernest", role="CSO")
    before, after = edited(DALE, other)
    page = "https://northbay.example.com/news"
    for one, two in (
        (before, replace(after, published_at=after.published_at + DAY)),
        (before, replace(after, source="another wire")),
        (before, replace(after, url="https://wire.example.com/elsewhere")),
        (replace(before, url=page, guid=page), replace(after, url=page, guid=page)),
        (replace(before, url=page, guid=""), replace(after, url=page, guid="")),
    ):
        assert sizes(one, two) == [1, 1]


def test_a_list_of_names_that_was_changed_stands_as_a_whole() -> None:
    """Both of it are told once, whichever of them the change concerned."""
    title = "Northbay Kilns names Ann Dale and Max Poe"
    old = [report(title=title, announcement="a", person=p, role="CIO") for p in ("Ann Dale", "Max Poe")]
    new = [report(title=title, announcement="b", person=p, role="CIO") for p in ("Ann Dale", "Max Pohl")]
    page, read = old[0].url, DAY_ONE + DAY
    reports = [replace(r, url=page, read_at=read, guid="g") for r in old]
    reports += [replace(r, url=page, read_at=read + DAY, guid="g") for r in new]
    (story,) = told(*reports)
    assert {r.event.person for r in uncorrected(story.reports)} == {"Ann Dale", "Max Pohl"}
    assert added_facts(story, reports[2]) == ()
    assert added_facts(story, reports[3]) == ("person",)
