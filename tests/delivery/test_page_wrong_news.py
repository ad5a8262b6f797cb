"""News that is said to be wrong closes the calls that rest on it: wrong event, wrong company, never match this name."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import reading, writing
from callnow.store.page import ListedMention
from delivery.page.judging import spelled_out
from tests.delivery.page_desk import Served, morning, served, undo_of

made = pytest.fixture(scope="module")(morning)


def test_a_wrong_event_is_taken_off_for_everybody(page: Served) -> None:
    """Who else was to be called for the same event is not."""
    assert "1 more call taken off the list" in page.ask("/calls/t1/wrong-event", {}, htmx=True).text
    assert (page.state("t1"), page.state("t2"), page.state("f1")) == ("wrong_event", "wrong_event", "open")
    said = "SELECT kind, announcement_id, event_id, type, company, said_by FROM correction"
    assert page.known(said) == [("wrong_event", "a0", "v0", "executive_hired", "Orbit Foods", "page")]


def test_calls_are_counted_as_the_list_shows_them(home: Path) -> None:
    """Somebody with two reasons that go is one call; a message that was left is nothing done, a talk is."""
    with writing(load_settings(home).database) as con:
        con.execute("INSERT INTO trigger SELECT t.* REPLACE ('t2b' AS id) FROM trigger t WHERE id = 't2'")
    with served(home) as page:
        assert ">0 done today<" in page.ask("/calls/t3/voicemail", {}, htmx=True).text
        assert ">1 done today<" in page.ask("/calls/t4/called", {}, htmx=True).text
        assert "; 1 more call taken off the list" in page.ask("/calls/t1/wrong-event", {}, htmx=True).text
        assert page.known("SELECT count(*) FROM trigger WHERE state = 'wrong_event'") == [(3,)]


@pytest.mark.integration
def test_a_wrong_event_is_taken_back(page: Served) -> None:
    """Undo, and opening the call again from the past, take back what was kept; a click too late keeps nothing."""
    page.ask("/calls/t1/wrong-event", {}, htmx=True)
    page.ask("/undo", {"triggers": ["t1", "t2"]}, htmx=True)
    assert page.known("SELECT * FROM correction") == []
    assert (page.state("t1"), page.state("t2")) == ("open", "open")
    page.ask("/calls/t3/dismiss", {}, htmx=True)
    assert "dismissed already" in page.ask("/calls/t3/wrong-event", {}, htmx=True).text
    assert page.known("SELECT * FROM correction") == []


@pytest.mark.integration
@pytest.mark.parametrize(
    ("before", "click"),
    [
        ("snooze", "wrong-event"),
        pytest.param("voicemail", "wrong-company", marks=pytest.mark.slow),
        pytest.param("no-answer", "never-match", marks=pytest.mark.slow),
    ],
)
def test_what_was_put_off_is_put_off_still_once_the_click_is_taken_back(home: Path, before: str, click: str) -> None:
    """A colleague's call that went with the news comes back on its day, not today; opened again it waits at once."""
    with served(home) as page:
        page.ask(f"/calls/t2/{before}", {}, htmx=True)
        until = page.known("SELECT until FROM snooze WHERE trigger_id = 't2'")
        answer = page.ask(f"/calls/t1/{click}", {}, htmx=True)
        assert str(page.state("t2")).startswith("wrong_")
        taken_back = page.ask(*undo_of(answer.text), htmx=True)
        assert 'data-call="t2"' not in taken_back.text
    with served(home) as page:  # the page has ended, so all it had to do is done
        assert (page.state("t1"), page.state("t2")) == ("open", "snoozed")
        assert page.known("SELECT until FROM snooze WHERE trigger_id = 't2'") == until
        page.ask("/undo", {"triggers": "t2"}, htmx=True)
        assert page.state("t2") == "open"
        assert page.known("SELECT count(*) FROM snooze WHERE trigger_id = 't2'") == [(0,)]


@pytest.mark.integration
def test_a_wrong_company_means_this_news_first(home: Path) -> None:
    """The calls of this story close and nothing is judged; on its card never matching the name again is offered."""
    with served(home) as page:
        answer = page.ask("/calls/t1/wrong-company", {}, htmx=True)
        assert "this news is not about Orbit Foods; 1 more call taken off the list" in answer.text
        assert "Never match" not in answer.text  # the employer's own name: only its card offers that
        assert (page.state("t1"), page.state("t2")) == ("wrong_company", "wrong_company")
        assert page.known("SELECT count(*) FROM judgement") == [(0,)]
        assert page.known("SELECT kind, event_id FROM correction") == [("wrong_company", "v0")]
        assert "Never match “Orbit Foods” to Orbit Foods" in page.ask("/calls/t1").text
    with reading(page.settings.published) as con:  # the page has ended, so all it had to do is done
        matched = con.execute("SELECT count(*) FROM match WHERE employer_id = 'e1' AND verdict = 'match'").fetchall()
        assert matched == [(1,)]
    with served(home) as page:
        page.ask("/undo", {"triggers": ["t1", "t2"]}, htmx=True)
        assert page.known("SELECT count(*) FROM correction") == [(0,)]
    assert page.state("t2") == "open"


@pytest.mark.integration
@pytest.mark.parametrize("click", ["wrong-event", "wrong-company"])
def test_wrong_news_is_no_longer_something_to_say(home: Path, click: str) -> None:
    """A follow-up of the morning that had it to bring is made anew without it."""
    with served(home) as page:
        said = (
            "UPDATE trigger SET talking_points = json_array((SELECT why FROM trigger WHERE id = 't1')) WHERE id = 'f1'"
        )
        page.known(said)
        page.ask(f"/calls/t1/{click}", {}, htmx=True)
    with reading(page.settings.published) as con:  # the page has ended, so all it had to do is done
        told = "SELECT count(*) FROM trigger WHERE kind = 'cadence' AND talking_points LIKE '%Ida%'"
        assert con.execute(told).fetchall() == [(0,)]
        assert con.execute("SELECT count(*) FROM trigger WHERE kind = 'cadence'").fetchone() != (0,)


@pytest.mark.parametrize(("mention", "own"), [("Orbit", False), ("ORBIT FOODS, Inc.", True), ("Orbit Food", False)])
def test_never_to_match_is_not_offered_at_once_for_the_employers_own_name(mention: str, own: bool) -> None:
    """One hasty press would silence all that is written of the company."""
    assert spelled_out(ListedMention(mention, mention.casefold(), "e1", "Orbit Foods")) is own


@pytest.mark.integration
def test_never_match_is_a_judgement_that_names_takes_back(home: Path) -> None:
    """All that rests on the name closes and the past is read again; Names lists it, and takes it back."""
    with served(home) as page:
        answer = page.ask("/calls/t1/never-match", {}, htmx=True)
        assert "“Orbit Foods” is never matched to Orbit Foods from now on. 2 calls taken off the list." in answer.text
        assert (page.state("t1"), page.state("t2")) == ("wrong_company", "wrong_company")
        said = page.known("SELECT mention, employer_id, verdict, judged_by FROM judgement")
        assert said == [("Orbit Foods", "e1", "different", "page")]
        assert page.known("SELECT count(*) FROM correction") == [(0,)]
    with reading(page.settings.published) as con:
        assert con.execute("SELECT count(*) FROM match WHERE employer_id = 'e1'").fetchall() == [(0,)]
    with served(home) as page:
        assert "never matched" in page.ask("/names").text
        page.ask("/names/take-back", {"mention": "Orbit Foods", "employer": "e1"})
        assert "Nothing was said of any name" in page.ask("/names").text
        assert page.known("SELECT count(*) FROM judgement") == [(0,)]
        assert (page.state("t1"), page.state("t2")) == ("open", "open")
    with reading(page.settings.published) as con:
        assert con.execute("SELECT count(*) FROM match WHERE employer_id = 'e1'").fetchall() == [(1,)]


@pytest.mark.integration
def test_never_match_taken_back_says_again_what_was_said_before(page: Served) -> None:
    """A judgement of the command line that the click replaced stands again, with its day and who said it."""
    row = "'Orbit Foods', 'e1', 'same', 'Orbit Foods', '2026-03-02T09:00:00+00:00', 'ann b'"
    page.known(f"INSERT INTO judgement VALUES ({row})")
    answer = page.ask("/calls/t1/never-match", {}, htmx=True)
    said = "SELECT verdict, judged_at = '2026-03-02T09:00:00+00:00', judged_by FROM judgement"
    assert page.known(said) == [("different", False, "page")]
    page.ask(*undo_of(answer.text), htmx=True)
    assert page.known(said) == [("same", True, "ann b")]
    assert page.state("t1") == "open"
