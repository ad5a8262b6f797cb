"""The call list over HTTP: which calls stand on it, in which order, what a card holds, what a first start says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import writing
from tests.delivery.page_desk import Served, listed, morning, served

made = pytest.fixture(scope="module")(morning)


@pytest.mark.looks
def test_news_and_follow_ups_stand_in_one_list_one_call_a_person(page: Served) -> None:
    """Best first; whoever has several reasons stands once, under the best, in the colour of the most pressing."""
    text = page.ask("/").text
    assert listed(text) == ["f1", "t2", "t3", "f5", "t4"]
    assert 'class="row red"' in text
    assert 'class="row yellow"' in text
    assert "+1 reason" in text
    assert "<strong>4</strong> to call now" in text
    assert "<strong>1</strong> overdue" in text


@pytest.mark.integration
@pytest.mark.looks
def test_the_list_is_narrowed(page: Served) -> None:
    """By recruiter, tier and type, by words in any case and without accents; people without a call are found too."""
    for query, wanted in (
        ("owner=ann", ["f1", "t2"]),
        ("tier=worth_knowing", ["t4"]),
        ("type=layoffs", ["t3"]),
        ("q=zoe+MARKLIN", ["t3"]),
        ("q=chicago+jobs", ["t3"]),
        ("q=%28312%29+555-0144", ["t3"]),
        ("q=0144+chicago", ["t3"]),
        ("q=120+jobs", ["t3"]),
        ("q=312-555-0145", []),
        ("q=nobody+at+all", []),
        ("q=%27%3B+DROP+TABLE+trigger%3B--", []),
    ):
        assert listed(page.ask(f"/?{query}").text) == wanted, query
    assert 'No call fits. <a href="/">Show them all</a>, or <a href="/people?q=nobody">' in page.ask("/?q=nobody").text
    for who, numberless in (("brandt", True), ("okafor", False)):
        assert (">no number</span>" in page.ask(f"/list?q={who}", htmx=True).text) is numberless
    assert 'href="/people/p5?q=brandt"' in page.ask("/?q=brandt").text
    assert "no number in the file" in page.ask("/people/p5").text


@pytest.mark.looks
def test_a_card_holds_everything(page: Served) -> None:
    """Number, local time, reason, proof with link, source and age, words to say, last talk, notes, others, reasons."""
    text = page.ask("/calls/t1").text
    for part in (
        'href="tel:+12125550122"', "11:20 Tue", "Orbit Foods named Ida Varn", 'href="https://news.example.com/s1"',
        "The Wire", "5 hours ago", "Good morning, I read", "I will try you again tomorrow", "Ask who runs the move",
        "Prefers mornings", "after the board meeting", "Lee Okafor", "urgency", "a leader hired", "Also waiting for",
    ):  # fmt: skip
        assert part in text, part
    assert "This call is not here any more" in page.ask("/calls/none").text
    assert page.ask("/calls/none").status == 404


@pytest.mark.integration
def test_a_card_tells_of_each_reason_whether_it_waits(page: Served) -> None:
    """One that was put off waits, and says until when; what was answered and what ran out are past."""
    page.ask("/calls/t1/snooze", {"until": "tomorrow"})
    waiting, past = halves(page.ask("/people/p1").text)
    assert waiting.count("back tomorrow") == 2
    assert "0 past reasons" in past
    page.known("UPDATE trigger SET state = 'dismissed' WHERE id = 't1'")
    page.known("UPDATE trigger SET state = 'open', expires_at = '2026-03-17 15:00' WHERE id = 'f1'")
    nothing_waits, past = halves(page.ask("/people/p1").text)
    assert "Also waiting" not in nothing_waits
    assert "2 past reasons" in past
    assert ">dismissed<" in past
    assert ">ran out<" in past


def halves(card: str) -> tuple[str, str]:
    """What a card says before the history, and the history."""
    before, _, history = card.partition("History with")
    return before, history


@pytest.mark.integration
def test_whoever_is_paused_is_not_listed(page: Served) -> None:
    """Neither for news nor for a follow-up, until the pause ends."""
    page.known("UPDATE rhythm SET paused_until = '2026-03-20' WHERE prospect_id = 'p1'")
    page.known("UPDATE rhythm SET no_contact = ['2026-03-17'::DATE] WHERE prospect_id = 'p3'")
    page.ask("/calls/t4/dismiss", {}, htmx=True)
    assert listed(page.ask("/").text) == ["t2", "f5"]
    assert 'value="layoffs"' not in page.ask("/").text  # nor is the list to be narrowed to what is not there


@pytest.mark.integration
def test_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    """Without a database, without prospects and without calls, the page names the next step."""
    with served(tmp_path / "none") as page:
        for path in ("/", "/news"):
            assert page.ask(path).headers["location"] == "/start"
        assert "Choose files, or drop them here" in page.ask("/start").text
    settings = load_settings(tmp_path / "empty")
    with writing(settings.database):
        pass
    shutil.copy(settings.database, settings.published)
    with served(tmp_path / "empty") as page:
        assert 'href="/start"' in page.ask("/").text
        for path in ("/news", "/history"):
            assert page.ask(path).status == 200


@pytest.mark.integration
def test_history_tells_when_a_reason_was_answered_and_opens_it_again(page: Served) -> None:
    """Not when it arose; a colleague's that went along has no such time, and says of when it is."""
    page.ask("/calls/t3/dismiss", {}, htmx=True)
    page.ask("/calls/t1/called", {"outcome": "good talk"}, htmx=True)
    answered = page.ask("/history").text.partition("Answered reasons")[2].partition("</section>")[0]
    assert [answered.count(words) for words in ("15:20", "14:20", "Open again")] == [3, 0, 3]
    again = page.ask("/undo", {"triggers": "t3", "leads_to": "history"})
    assert (again.status, again.headers["location"]) == (303, "/history")
    assert page.state("t3") == "open"


def test_the_hour_of_a_contact_is_told_where_somebody_said_one(page: Served) -> None:
    """A day without an hour is kept as noon; whose clock the others are of stands below."""
    for call, hour, told in (("t3", "12:00", "3 Feb<"), ("t4", "12:01", "3 Feb, 12:01<")):
        page.known(f"UPDATE touch SET touched_at = '2026-02-03 {hour}:00+00' WHERE id = 'past' RETURNING id")
        page.ask(f"/calls/{call}/dismiss", {}, htmx=True)  # a click of the page's own, after which it looks again
        for path in ("/people", "/people/p1", "/people/p1/record", "/history"):
            assert told in page.ask(path).text, (path, hour)
    page.known("UPDATE touch SET touched_at = '2026-02-03 17:00:00+00', kind = 'import' WHERE id = 'past' RETURNING id")
    page.ask("/calls/t2/dismiss", {}, htmx=True)
    for path in ("/people", "/people/p1", "/people/p1/record", "/history"):  # noon of the zone that was set then
        assert "3 Feb<" in page.ask(path).text, path
    assert "Times are of UTC" in page.ask("/people").text


def test_a_reminder_of_ones_own_is_no_promise_in_what_is_past(page: Served) -> None:
    """The card's history, the record and the page of the past call it "Noted", as the card does."""
    for call, words, label in (("t3", "call her in May", "Noted"), ("t4", "after the fair", "Promised")):
        page.known(f"UPDATE touch SET promised = '{words}' WHERE id = 'past' RETURNING id")
        page.ask(f"/calls/{call}/dismiss", {}, htmx=True)  # a click of the page's own, after which it looks again
        for path in ("/people/p1", "/people/p1/record", "/history"):
            assert f"{label}: “{words}”" in page.ask(path).text.partition("imeline")[2], (path, words)
