"""Filings and the press about them are one story; a correction updates it, another event stays another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from callnow.model import CompanyEvent, Filing, Report, Story
from callnow.prospects import Prospect
from callnow.terms import Certainty
from matching.decide import decide, shipped_tables
from matching.filed_stories import current
from matching.stories import added_facts, certainty_of, fullest, join

DAY_ONE = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTICE = Filing(
    "WARN notices, Ohio", "Fenmark LLC", "layoffs", "17", count="120", origin="Dayton", state="OH",
    filed_on=date(2026, 3, 2), effective_on=date(2026, 5, 1), words="FENMARK LLC #4; Dayton; 120",
)  # fmt: skip


def filed(day: float = 0, filing: Filing = NOTICE, **changes: object) -> Report:
    """The report of a filing."""
    given = replace(filing, **changes)  # type: ignore[arg-type]
    slots = {name: getattr(given, name) for name in ("certainty", "count", "origin", "person", "role")}
    event = CompanyEvent(f"f{day}", f"n{day}", given.type, "Fenmark LLC", sentence=given.words, filing=given, **slots)
    return Report(event, f"Fenmark LLC: notice {day}", "", "warn", DAY_ONE + timedelta(days=day))


def press(kind: str = "layoffs", day: float = 3, **slots: str) -> Report:
    """The report of a wire."""
    event = CompanyEvent(f"p{day}", f"a{day}", kind, "Fenmark", Certainty.ANNOUNCED, sentence="As told", **slots)  # type: ignore[arg-type]
    return Report(
        event, f"Fenmark in the news {day}", f"https://wire.example.com/{day}", "wire", DAY_ONE + timedelta(days=day)
    )


def told(*reports: Report) -> list[Story]:
    stories: dict[str, Story] = {}
    for each in reports:
        story = join(each, "em1", "em1", list(stories.values()))
        stories[story.id] = story
    return list(stories.values())


def test_a_notice_and_the_press_about_it_are_one_story() -> None:
    """By town, by number, by nothing but the weeks, as a closing or a restructuring; also where the press is first."""
    reports = [
        filed(), press(day=12, count="120"), press(day=13, origin="Dayton"), press("office_closed", day=14),
        press("restructuring", day=15),
    ]  # fmt: skip
    (story,) = told(*reports)
    assert len(story.reports) == 5
    assert story.in_the_press
    assert len(told(press(day=0), filed(4))) == 1
    assert len(told(filed(), press(count="1,500"))) == 1  # a notice counts those of one state


def test_what_the_press_tells_of_another_site_or_later_stays_apart() -> None:
    """Another town, fewer people than were filed, or a month later: another event. Without a filing nothing changes."""
    assert len(told(filed(), press(origin="Austin"))) == 2
    assert len(told(filed(), press(count="20"))) == 2
    assert len(told(filed(), press(day=40))) == 2
    assert len(told(press(day=0), press("office_closed", day=1))) == 2


def test_notices_of_one_round_are_one_story_and_a_correction_updates_it() -> None:
    """Another site, the same notice in a second state's list, and an amendment two months later: one story, whose
    number is the corrected one; a repetition adds nothing."""
    other_state = filed(1, register="WARN notices, Indiana", state="IN", number="")
    amended = filed(60, number="31", amends="17", count="155")
    (story,) = told(filed(), other_state, filed(2, number="18", origin="Akron", count="40"), amended)
    assert len(story.reports) == 4
    assert fullest(story).event.count == "155"
    assert added_facts(story, amended) == ("count",)
    assert added_facts(story, other_state) == ()
    assert "120" not in [
        r.event.count for r in current(story.reports) if r.event.filing and r.event.filing.number == "17"
    ]
    (taken_back,) = told(filed(), filed(9, number="40", amends="17", certainty=Certainty.DENIED))
    assert certainty_of(taken_back) is Certainty.DENIED


def test_persons_that_are_filed_are_compared_as_everywhere() -> None:
    """Two officers who leave in one week are two events, whoever files them."""
    leaves = replace(NOTICE, type="executive_departed", number="", count="", origin="")
    one, other = filed(0, leaves, person="Nils Garrow"), filed(1, leaves, person="Petra Vance", number="2")
    assert len(told(one, other, press("executive_departed", person="Nils Garrow"))) == 2


def test_a_call_says_that_it_was_filed_and_from_when() -> None:
    """Before the press: what was filed, with the day that lies ahead, and that it is not in the news yet."""
    prospect = Prospect("p1", "Mara Lindqvist", "Fenmark", "em1", title="IT Director", function="it")
    (before,) = decide(told(filed(type="office_closed"))[0], [prospect], shipped_tables(), DAY_ONE)
    assert before.why == "Fenmark LLC will close its site in Dayton on May 1."
    assert "Filed (WARN notices, Ohio) and not yet in the news: they may not have heard." in before.talking_points
    (after,) = decide(told(filed(), press())[0], [prospect], shipped_tables(), DAY_ONE + timedelta(days=3))
    assert after.why == "Fenmark LLC will cut 120 jobs in Dayton, from May 1."
    assert not any("not yet in the news" in point for point in after.talking_points)
    (late,) = decide(told(filed())[0], [prospect], shipped_tables(), DAY_ONE + timedelta(days=65))
    assert late.why == "Fenmark LLC is cutting 120 jobs in Dayton."
