"""What a text only recalls of months ago calls nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.left_out.looking_back import is_of_years_ago, only_comes_later, only_recalls

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, tzinfo=UTC)


def event(kind: str = "layoffs", certainty: Certainty = Certainty.DONE, person: str = "") -> CompanyEvent:
    return CompanyEvent("1", "a", kind, "Velmora", certainty, person=person)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("2026 in review: Velmora layoffs, Orbel merger", ""),
        ("Outlook 2027: logistics after the cuts", "Velmora laid off 300 workers."),
        ("Retail outlook: can Velmora recover?", "Velmora laid off 300 workers."),
        ("The biggest layoffs of 2026", "Velmora cut 400 jobs."),
        ("Velmora's year: layoffs and a new plant", ""),
        ("Velmora looks back", "Velmora cut 400 jobs."),
        ("Our year-end recap", "Velmora cut 400 jobs."),
        ("Velmora posts profit", "Velmora, which cut 400 jobs earlier this year, posted a profit."),
        ("Velmora cut 400 jobs last year. Now it wants them back", ""),
        ("Velmora opens shop", "It laid off 300 people six months ago."),
        ("Velmora opens shop", "It laid off 300 people last March and closed a plant."),
        ("Velmora opens shop", "It laid off 300 people in July."),
    ],
)
def test_what_is_told_as_of_months_ago_is_recalled(title: str, lead: str) -> None:
    """By what the headline is, or by the time that each clause gives which tells of it."""
    assert only_recalls(event(), title, f"{title}. {lead}", TODAY)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Velmora lays off 300 workers", "It cut 200 jobs earlier this year."),
        ("Velmora lays off 300 after cuts last spring", ""),
        ("Velmora begins layoffs announced last March", ""),
        ("Velmora raises outlook, cuts 300 jobs", ""),
        ("Velmora outlook falls, 300 jobs cut", ""),
        ("Velmora cut 300 jobs last week", ""),
        ("Velmora cuts 300 jobs before year-end", ""),
        ("Velmora makes largest job cuts of the year", "It cut 300 jobs on Monday."),
        ("Velmora cut 300 jobs last month", ""),
        ("Velmora laid off 300 people in October", ""),
        ("Velmora laid off 300 people in November", ""),
    ],
)
def test_what_is_told_without_such_a_time_is_news(title: str, lead: str) -> None:
    """Once in the text is enough; weeks ago is news, and so is what stands beside an older round."""
    assert not only_recalls(event(), title, f"{title}. {lead}", TODAY)


def test_what_is_yet_to_come_is_never_recalled() -> None:
    """ "in March" is ahead there, and so it is where the day of the text is not known."""
    title = "Velmora to lay off 300 people in March"
    assert not only_recalls(event(certainty=Certainty.ANNOUNCED), title, title, TODAY)
    assert not only_recalls(event(), "Velmora laid off 300 people in July", "Velmora laid off 300 people in July", None)


@pytest.mark.parametrize(("said", "past"), [("retires in March", False), ("resigned in March", True)])
def test_a_month_is_the_next_one_of_what_is_in_the_present(said: str, past: bool) -> None:
    """Who "retires in March" does so in the next one, who "resigned in March" did so in the last."""
    text = f"Velmora CIO Ute Kerner {said}."
    assert only_recalls(event("executive_departed", person="Ute Kerner"), text, text, TODAY) is past


def test_of_somebody_the_clauses_that_name_them_count() -> None:
    """ "who joined last year" says nothing of the promotion; "named CEO last spring" is what there is."""
    hired = event("executive_hired", person="Ada Quill")
    promoted = "Velmora promotes Ada Quill to CIO. Quill joined Velmora last year."
    assert not only_recalls(hired, "Velmora promotes Ada Quill to CIO", promoted, TODAY)
    title = "Velmora named Ada Quill CEO last spring. Here is her plan"
    assert only_recalls(hired, title, title, TODAY)


def test_an_event_that_is_recalled_is_not_certain() -> None:
    """It is worth knowing at most."""
    title = "Velmora cut 400 jobs last year. Now it wants them back"
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert not any(one.certain for one in events)


@pytest.mark.parametrize(
    ("title", "put_off"),
    [
        ("Orbel's Telford move pushed back to autumn", True),
        ("Orbel delays relocation of head office to Hull", True),
        ("Orbel moves head office to Hull after delays", False),
        ("Orbel to move head office to Hull", False),
    ],
)
def test_a_move_that_is_put_off_is_no_new_one(title: str, put_off: bool) -> None:
    """What is known already comes later; one that has come after delays is news."""
    assert only_comes_later(CompanyEvent("e", "a", "headquarters_moved", "Orbel"), title) is put_off
    assert not only_comes_later(CompanyEvent("e", "a", "office_closed", "Orbel"), title)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Looking back", "Ten years ago this week, Velmora Steel moved its headquarters from Lima to Dayton."),
        ("Looking back: Twenty years ago", "Velmora Steel moved its headquarters to Dayton."),
    ],
)
def test_a_column_of_old_news_tells_nothing(title: str, text: str) -> None:
    """Neither as done nor as denied."""
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert not events


@pytest.mark.parametrize(
    ("title", "lead", "old"),
    [
        ("Looking back", "Ten years ago this week, Orbel laid off 40 workers.", True),
        ("Sixty years ago: Orbel lays off 40", "", True),
        ("Twenty-five years ago today, Orbel laid off 40", "", True),
        ("This week in history: Orbel lays off 40 (2018)", "On this day in 2018, Orbel laid off 40 workers.", True),
        ("From our archive", "In 2016 Orbel laid off 40 workers.", True),
        ("On this date in history, Orbel cut 40 jobs", "Orbel cut 40 jobs in 2009.", True),
        ("Today in 2012: Orbel lays off 40", "", True),
        ("Orbel lays off 40", "Orbel, which came to town in 2012, laid off 40 workers on Monday.", False),
        ("Orbel", "Five years ago, Orbel laid off 40. It is now laying off 60 workers.", False),
        ("Orbel lays off 40", "Founded ten years ago, Orbel is laying off 40.", False),
    ],
)
def test_a_sentence_that_begins_years_ago_is_history(title: str, lead: str, old: bool) -> None:
    """Up to its end, however many years it says."""
    assert is_of_years_ago(event(), title, f"{title}. {lead}" if lead else title) is old


@pytest.mark.parametrize(
    ("title", "lead", "old"),
    [
        ("Meet the new CIO", "Ann Roe, who became CIO of Velmora in March, talks about her first 200 days.", True),
        ("Q&A with Ann Roe", "Velmora named Ann Roe chief AI officer in January. She tells what she learnt.", True),
        ("Roe named CIO", "Ann Roe, who joined Velmora in March, has been named CIO.", False),
        ("Velmora", "Velmora named Ann Roe, who joined in March, CIO.", False),
        ("Velmora names CIO", "Ann Roe, who joined Velmora in January, will become CIO on Dec. 1.", False),
    ],
)
def test_a_post_taken_months_ago_is_recalled(title: str, lead: str, old: bool) -> None:
    """In an aside or beside a headline that only names who speaks; who joined then may get the post now."""
    told = event("executive_hired", person="Ann Roe")
    assert only_recalls(told, title, f"{title}. {lead}", TODAY) is old


@pytest.mark.parametrize(
    ("role", "text", "recalled"),
    [
        ("co-founder", "Velmora co-founder Ada Lang, who made its first chip, dies at 94", True),
        ("Founder", "Ada Lang, Founder of Velmora, Dies at 80", True),
        ("founder", "Ada Lang, 91, founder of Velmora, died on Sunday.", True),
        ("founder", "Velmora founder Ada Lang dies at 57", False),
        ("founder and boss", "Ada Lang, founder and boss of Velmora, dies at 84", False),
        ("founder", "Velmora founder Ada Lang, who still led it, dies at 84", False),
        ("chairman", "Velmora chairman Ada Lang dies at 91", False),
        ("founder", "Velmora founder Ada Lang, 84, steps down", False),
        ("founder", "Velmora founder Ada Lang steps down at 82, after her husband died at 80", False),
        ("founder", "Velmora founder Ada Lang dies at 83. She will be succeeded by Bo Ray.", False),
    ],
)
def test_a_founder_who_dies_at_eighty_had_left(role: str, text: str, recalled: bool) -> None:
    """Unless a post, or that they were still there, is told."""
    left = CompanyEvent("1", "a", "executive_departed", "Velmora", person="Ada Lang", role=role)
    assert only_recalls(left, text, text, TODAY) is recalled


@pytest.mark.parametrize(
    ("role", "title", "recalled"),
    [
        ("CEO", "New Velmora CEO seeks to revive fortunes", True),
        ("CEO", "New Velmora CEO seeks growth, names finance chief", False),
        ("CEO", "Velmora names new CEO", False),
        ("CEO", "New Velmora CEO named", False),
        ("CEO", "Velmora gets new CEO", False),
        ("", "Velmora created a start-up for its clients", True),
        ("", "Velmora adds three to its ranks", False),
        ("", "Leadership changes at Velmora", False),
        ("", "Orbel finance boss moves to Velmora", False),
        ("", "Velmora bolsters its sales side. It has hired a banker", False),
    ],
)
def test_who_came_is_told_in_passing(role: str, title: str, recalled: bool) -> None:
    """Nobody is named, and the text tells something else."""
    came = CompanyEvent("1", "a", "executive_hired", "Velmora", role=role)
    assert only_recalls(came, title, f"{title}. Velmora did well.", TODAY) is recalled


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("In 2017, Velmora announced plans to move its headquarters to Canada.", True),
        ("Back in early 2025, Velmora announced plans to move its headquarters to Canada.", True),
        ("In 2026, Velmora announced plans to move its headquarters to Canada.", False),
        ("In 2027, Velmora will move its headquarters to Canada.", False),
        ("In 2025 Velmora outgrew Dayton, so it will move its headquarters to Canada.", False),
        ("Velmora will move its headquarters to Texas. In 2017, it announced a move to Canada.", False),
    ],
)
def test_what_a_sentence_has_in_a_past_year_is_recalled(text: str, recalled: bool) -> None:
    """However far along it was then; nobody knows where the text has no day."""
    moves = event("headquarters_moved", Certainty.ANNOUNCED)
    assert only_recalls(moves, "Velmora", text, TODAY) is recalled
    assert not only_recalls(moves, "Velmora", text, None)
