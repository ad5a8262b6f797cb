"""What was clicked and said is taken back in any order, twice and late: all is as before, or it is said why not."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from tests.delivery.page_desk import Answer, Served, morning, served, undo_of

made = pytest.fixture(scope="module")(morning)

JUDGED = "SELECT verdict FROM judgement"
CORRECTED = "SELECT kind, story_id FROM correction"


def said(answer: Answer) -> str:
    return unescape(answer.text.partition('id="said"')[2])


def judge(page: Served, verdict: str) -> Answer:
    pair = {"mention": "Orbit Foods", "employer": "e1"}
    return page.ask(f"/names/judge?verdict={verdict}", pair, htmx=True)


def states(page: Served) -> tuple[object, object]:
    return page.state("t1"), page.state("t2")


@pytest.mark.integration
@pytest.mark.parametrize(("first", "left"), [("dismiss", "dismissed"), ("called", "called")])
def test_a_click_before_one_that_called_the_news_wrong_opens_no_call_of_it(first: str, left: str, page: Served) -> None:
    """The news stays wrong and its call closed; once that is taken back, too, all of its calls wait as before."""
    before = undo_of(page.ask(f"/calls/t1/{first}", {"note": "talked"}, htmx=True).text)
    wrong = undo_of(page.ask("/calls/t2/wrong-event", {}, htmx=True).text)
    assert states(page) == (left, "wrong_event")
    taken_back = page.ask(*before, htmx=True)
    assert states(page) == ("wrong_event", "wrong_event")
    assert page.known(CORRECTED) == [("wrong_event", "s1")]
    if first == "dismiss":  # a talk answered a promise, too, which waits again
        assert "so the call stays as it is, off the list" in said(taken_back)
    page.ask(*wrong, htmx=True)
    assert states(page) == ("open", "open")
    assert page.known(CORRECTED) == []
    assert "taken back already" in said(page.ask(*wrong, htmx=True))


@pytest.mark.integration
def test_taking_back_a_click_leaves_what_was_said_of_its_name_since(home: Path) -> None:
    """Calls that "never match" closed are opened by saying "always match", which an older click takes back no more."""
    with served(home) as page:
        never = undo_of(page.ask("/calls/t1/never-match", {}, htmx=True).text)
        assert states(page) == ("wrong_company", "wrong_company")
        judge(page, "same")
        assert states(page) == ("open", "open")
        assert "something else was said since, which stays" in said(page.ask(*never, htmx=True))
        assert page.known(JUDGED) == [("same",)]
    assert states(page) == ("open", "open")


@pytest.mark.integration
def test_never_to_match_a_name_is_said_once(home: Path) -> None:
    """A second click on a colleague's card judges nothing, so that taking the first one back leaves no judgement."""
    with served(home) as page:
        never = undo_of(page.ask("/calls/t1/never-match", {}, htmx=True).text)
        assert "is never matched to Orbit Foods already" in said(page.ask("/calls/t2/never-match", {}, htmx=True))
        page.ask(*never, htmx=True)
        assert page.known(JUDGED) == []
    assert states(page) == ("open", "open")


@pytest.mark.integration
def test_a_call_of_a_name_that_is_never_matched_is_not_opened_again(home: Path) -> None:
    """It would be withdrawn by the next rematch: it is said what to take back, before the past is matched and after."""
    with served(home) as page:
        page.ask("/calls/t1/never-match", {}, htmx=True)
        assert "take that back on Names" in said(page.ask("/undo", {"triggers": "t1"}, htmx=True))
    with served(home) as page:
        assert "take that back on Names" in said(page.ask("/undo", {"triggers": "t1"}, htmx=True))
        assert states(page) == ("wrong_company", "wrong_company")
        page.ask("/names/take-back", {"mention": "Orbit Foods", "employer": "e1"})
        assert states(page) == ("open", "open")
        assert "open already" in said(page.ask("/undo", {"triggers": "t1"}, htmx=True))


@pytest.mark.integration
def test_a_wrong_company_taken_back_before_never_match_opens_nothing(home: Path) -> None:
    """The name is still never the employer's; its calls wait again once that is taken back, too."""
    with served(home) as page:
        wrong = undo_of(page.ask("/calls/t1/wrong-company", {}, htmx=True).text)
        never = undo_of(page.ask("/calls/t1/never-match", {}, htmx=True).text)
    with served(home) as page:  # the page has ended, so the past was matched again
        assert "stays as it is, off the list" in said(page.ask(*wrong, htmx=True))
        assert states(page) == ("wrong_company", "wrong_company")
        page.ask(*never, htmx=True)
        assert (states(page), page.known(JUDGED), page.known(CORRECTED)) == (("open", "open"), [], [])


@pytest.mark.integration
def test_what_was_said_of_names_is_undone_in_any_order(page: Served) -> None:
    """An older word is not undone before the later one, and none twice: the answer says so."""
    first, second = (undo_of(judge(page, verdict).text) for verdict in ("different", "same"))
    refused = "undone already, or something else was said since"
    for undo, refusal, left in (first, True, "same"), (second, False, "different"), (first, False, ""):
        assert (refused in said(page.ask(*undo, htmx=True))) is refusal
        assert page.known(JUDGED) == ([(left,)] if left else [])
    assert refused in said(page.ask(*first, htmx=True))


@pytest.mark.integration
def test_another_name_that_changed_its_employer_goes_back_to_the_first(page: Served) -> None:
    """Undoing says again what the name meant before."""
    for employer in "e1", "e2":
        changed = page.ask("/names/alias", {"name": "Zorb", "employer": employer}, htmx=True)
    assert "“Zorb” means Quarrel Steel from now on. Before it meant Orbit Foods." in said(changed)
    page.ask(*undo_of(changed.text), htmx=True)
    assert page.known("SELECT employer FROM alias WHERE name = 'Zorb' AND NOT taken_away") == [("Orbit Foods",)]


@pytest.mark.integration
def test_a_call_that_is_too_old_is_said_to_be_off_the_list(page: Served) -> None:
    """Taken back or opened again it waits, and no list shows it; one that is open already is not opened again."""
    wrong = undo_of(page.ask("/calls/t1/wrong-event", {}, htmx=True).text)
    page.known("UPDATE trigger SET expires_at = '2026-03-17T15:00:00+00:00' WHERE id IN ('t1', 't2')")
    assert "It is too old by now to be on the list." in said(page.ask(*wrong, htmx=True))
    assert "That call is open already." in said(page.ask("/undo", {"triggers": "t1"}, htmx=True))


CLICKS = {"dismiss": "dismissed", "wrong-event": "wrong_event", "wrong-company": "wrong_company",
          "never-match": "wrong_company", "snooze": "snoozed", "called": "called"}  # fmt: skip


@pytest.mark.integration
@pytest.mark.parametrize("click", CLICKS)
def test_a_click_that_is_undone_asks_for_no_call_that_was_made_meanwhile(click: str, home: Path) -> None:
    """A talk that was noted after the click answers the call all the same; once it is taken back the call waits."""
    with served(home) as page:
        undo = undo_of(page.ask(f"/calls/t1/{click}", {}, htmx=True).text)
        assert page.state("t1") == CLICKS[click]
        page.known("UPDATE click SET id = 'before'")  # the clock stands still: the talk would have the same id
        undo = (undo[0], {"click": "before"})
        talk = undo_of(page.ask("/people/p1/called", {"note": "She was in"}, htmx=True).text)
        assert "their call stays off the list: a talk was noted meanwhile" in said(page.ask(*undo, htmx=True))
    with served(home) as page:  # the page has ended, so the past was matched again
        assert page.state("t1") == "called"
        assert page.state("t2") == "open"
        assert "Taken back" in said(page.ask(*talk, htmx=True))
        assert states(page) == ("open", "open")


@pytest.mark.integration
def test_a_try_that_reached_nobody_answers_no_call_that_is_opened_again(page: Served) -> None:
    """Nor does a talk that was taken back itself, or one that leaves news open; by hand each call is opened."""
    undo = undo_of(page.ask("/calls/t1/dismiss", {}, htmx=True).text)
    for outcome in "no answer", "busy", "left message", "wrong number":
        page.ask("/people/p1/called", {"outcome": outcome}, htmx=True)
    talk = undo_of(page.ask("/people/p1/called", {"note": "She was in"}, htmx=True).text)
    page.ask(*talk, htmx=True)
    page.ask(*undo, htmx=True)
    assert page.state("t1") == "open"
    page.ask("/calls/t1/dismiss", {}, htmx=True)
    page.ask("/people/p1/called", {"note": "She was in again"}, htmx=True)
    page.ask("/undo", {"triggers": "t1"}, htmx=True)
    assert page.state("t1") == "open"


@pytest.mark.integration
def test_a_click_is_taken_back_after_midnight_too(home: Path) -> None:
    """Also when somebody else has clicked since; of one that is a day old it is said where its call is opened again."""
    with served(home, "2026-03-17T23:57+00:00") as page:
        before, late = (undo_of(page.ask(f"/calls/{id}/dismiss", {}, htmx=True).text) for id in ("t1", "t2"))
    with served(home, "2026-03-18T00:05+00:00") as page:
        page.ask("/calls/t3/dismiss", {}, htmx=True)
        assert "Taken back" in said(page.ask(*before, htmx=True))
        assert states(page) == ("open", "dismissed")
    with served(home, "2026-03-18T15:00+00:00") as page:
        page.ask("/calls/t4/dismiss", {}, htmx=True)
        answer = page.ask(*late, htmx=True)
        assert "That click is of an earlier day" in answer.text
        assert "under Answered reasons of History" in answer.text
        assert page.state("t2") == "dismissed"
