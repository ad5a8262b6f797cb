"""Each click on a call changes that call as it says, is seen at once, and can be taken back."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.news import open_triggers
from callnow.store.runs import note_morning
from tests.delivery.page_desk import NOW, Served, listed, morning, served, undo_of

made = pytest.fixture(scope="module")(morning)


@pytest.mark.integration
def test_called_notes_the_talk_and_answers_what_it_answers(page: Served) -> None:
    """The touch keeps the words and the day they name; the person's reasons are closed; the next card is shown."""
    form = {"outcome": "good talk", "note": "Ring in spring.", "when": "in 6 weeks", "promised": "after the audit"}
    answer = page.ask("/calls/f1/called", form, htmx=True)
    assert "Call with Dana Reyes noted. You speak again on 28 April 2026." in answer.text
    assert listed(answer.text) == ["t2", "t3", "f5", "t4"]
    assert 'data-open="t2"' in answer.text
    (row,) = page.known("SELECT kind, outcome, note, promised, due_on, owner FROM touch WHERE id <> 'past'")
    assert row == ("called", "good talk", "Ring in spring.", "after the audit", "2026-04-28", "ann")
    assert (page.state("f1"), page.state("t1")) == ("called", "called")
    assert page.state("t2") == "open"
    assert "Ring in spring." in page.ask("/history").text
    assert "28 April 2026" in page.ask("/people/p1").text


@pytest.mark.integration
def test_a_form_that_knew_of_no_talk_asks_before_it_notes_a_second(page: Served) -> None:
    """Two windows on one call: the talk of the other one is told, with its outcome, and nothing is kept until it is
    saved again. The same form sent twice is one talk, and a try that reached nobody asks nothing."""
    talks = re.search(r'name="talks" value="(\d+)"', page.ask("/calls/f1").text)
    assert talks
    form = {"outcome": "good talk", "note": "Ring in spring.", "talks": talks[1]}
    assert "noted" in page.ask("/calls/f1/called", form, htmx=True).text
    assert "was noted already" in page.ask("/calls/f1/called", form, htmx=True).text
    later = {"outcome": "not interested", "note": "Half a thought", "talks": talks[1]}
    for click in (later, {"talks": talks[1]}):
        refused = page.ask("/calls/f1/called", click, htmx=True)
        assert refused.headers["hx-retarget"] == "#call-form"
        assert "A talk with them was noted meanwhile at 15:20 (called: good talk)" in refused.text
    assert "Half a thought" in page.ask("/calls/f1/called", later, htmx=True).text
    assert page.known("SELECT count(*) FROM touch WHERE id <> 'past'") == [(1,)]
    again = re.search(r'name="talks" value="(\d+)"', refused.text)
    assert again
    assert "Call with Dana Reyes noted." in page.ask("/calls/f1/called", later | {"talks": again[1]}, htmx=True).text
    assert page.known("SELECT count(*) FROM touch WHERE id <> 'past'") == [(2,)]


NO_DAYS = {"in a bit": "names no day", "2020-01-01": "is past", "31 February": "is not a day", "<b>": "names no day"}


@pytest.mark.integration
@pytest.mark.looks
def test_a_day_that_cannot_be_is_refused_in_place(page: Served) -> None:
    """The form comes back as it was filled in, with what is accepted; nothing is written."""
    for words, why in NO_DAYS.items():
        form = {"note": "Nice talk", "when": words}
        answer = page.ask("/calls/t1/called", form, htmx=True)
        assert answer.headers["hx-retarget"] == "#call-form", words
        assert why in answer.text, words
        assert "next quarter" in answer.text
        assert "Nice talk" in answer.text
        assert "<b>" not in answer.text
    assert page.known("SELECT count(*) FROM touch") == [(1,)]
    assert page.state("t1") == "open"
    assert page.ask("/calls/t1/called", form).status == 422


@pytest.mark.integration
def test_a_promise_in_the_note_is_shown_before_it_is_kept(page: Served) -> None:
    """The form says the day that its note names, unless another is typed; it is kept unless one says otherwise."""
    note = {"note": "Nice talk. Circle back in six weeks."}
    shown = page.ask("/when", note, htmx=True).text
    assert "28 April 2026, as the note says" in shown
    assert 'name="no_promise"' in shown
    assert "as the note says" not in page.ask("/when", note | {"when": "next week"}, htmx=True).text
    assert "21 April 2026" in page.ask("/when", note | {"promised": "in five weeks"}, htmx=True).text
    assert "as the note says" not in page.ask("/when", {"note": "She starts in March."}, htmx=True).text
    unread = page.ask("/when", {"note": "Call her when the audit is done."}, htmx=True).text
    assert "asks for a call (“Call her when the audit is done”) on a day that could not be read: say when" in unread
    refused = page.ask("/when", {"note": "Please do not call me again."}, htmx=True).text
    assert "The note says not to call them: “Pause” on their record" in refused
    answer = page.ask("/calls/t1/called", note, htmx=True)
    assert "You speak again on 28 April 2026, as the note says." in answer.text
    page.ask("/people/p2/called", note | {"no_promise": "1"}, htmx=True)
    kept = page.known("SELECT prospect_id, due_on FROM touch WHERE id <> 'past' ORDER BY prospect_id")
    assert kept == [("p1", "2026-04-28"), ("p2", None)]


def test_a_death_that_is_noted_is_said(page: Served) -> None:
    """Under the note and once it is kept, with what takes it back; of one that may be another's it is asked."""
    note, died = (
        {"note": "Her office: she passed away", "called": "Lee Okafor"},
        "Lee Okafor has died, by what is noted",
    )
    assert died in page.ask("/when", note, htmx=True).text
    kept = page.ask("/calls/t2/called", note | {"outcome": "good talk", "when": "next week"}, htmx=True).text
    assert f"{died}: no calls any more. Undo if that is not meant." in kept
    assert "data-undo" in kept
    asked, hint = {"note": "His mother was ill. She died on Sunday"}, "The note tells a death: note “has died” alone"
    assert hint in page.ask("/when", asked | {"called": "Zoë Märklin"}, htmx=True).text
    assert hint in page.ask("/calls/t3/called", asked, htmx=True).text
    assert "died" not in page.ask("/when", {"note": "Zoë has dyed her hair", "called": "Zoë Märklin"}, htmx=True).text


def test_a_promise_for_a_day_without_calls_names_the_day_of_the_call(page: Served) -> None:
    """Beside the field, beside the note, and once it is kept; a working day is told as it is."""
    assert "no calls on that day: Monday, 23 March" in page.ask("/when", {"when": "2026-03-21"}, htmx=True).text
    assert "no calls" not in page.ask("/when", {"when": "2026-03-23"}, htmx=True).text
    kept = page.ask("/calls/t2/called", {"when": "2026-03-21"}, htmx=True).text
    assert (
        "speak again on 21 March 2026. No calls are made on that day: the call comes on Monday, 23 March 2026" in kept
    )


def test_a_promise_to_who_is_paused_says_so(page: Served) -> None:
    """Nobody is asked to call before the pause ends, and no answer says that they speak before."""
    assert page.ask("/people/p2/pause", {"until": "2026-06-01"}).status == 303
    kept = page.ask("/people/p2/called", {"when": "2026-03-23"}, htmx=True).text
    assert "speak again on 23 March 2026. They are paused until 1 June 2026" in kept


def test_who_asked_for_no_call_before_a_day_is_named_for_a_pause(page: Served) -> None:
    """A pause holds back calls about news, which a promise does not."""
    offer = "They asked for no call before: “Pause” on their record holds back news, too."
    assert offer in page.ask("/people/p2/called", {"note": "Don't call me until June"}, htmx=True).text
    assert offer not in page.ask("/people/p2/called", {"note": "Call again in June"}, htmx=True).text


def test_a_long_note_is_kept_whole_or_refused(page: Served) -> None:
    """Nothing is cut off in silence."""
    assert "textarea" in (shown := page.ask("/calls/t3").text)
    assert "maxlength" not in re.search(r'<textarea name="note"[^>]*>', shown)[0]  # type: ignore[index]
    refused = page.ask("/calls/t3/called", {"note": "a" * 20_001}, htmx=True).text
    assert "the note has 20,001 characters, of which 20,000 can be kept: shorten it" in refused
    assert page.state("t3") == "open"
    page.ask("/calls/t3/called", {"note": "long words " * 1800}, htmx=True)
    assert page.known("SELECT length(note) FROM touch WHERE prospect_id = 'p3'")[-1] == (1800 * 11 - 1,)


def test_the_history_of_clicks_has_the_moment_of_the_page(page: Served) -> None:
    """Also where the page takes another moment for now, and of a click that was taken back."""
    page.ask(*undo_of(page.ask("/calls/t2/dismiss", {}, htmx=True).text), htmx=True)
    done = page.known("SELECT DISTINCT done_at::DATE::VARCHAR FROM activity WHERE act IN ('dismissed', 'took back')")
    assert done == [(str(NOW.date()),)]


@pytest.mark.integration
def test_a_list_of_another_morning_says_so_and_is_made_by_a_click(home: Path) -> None:
    """Whose promise is for today is missing until then; once it is made, nothing is said of it."""
    missing = "This morning's list is not made yet"
    settings = load_settings(home)
    with writing(settings.database) as con:
        note_morning(con, date(2026, 3, 16))
    publish(settings.database, settings.published)
    with served(home) as page:
        assert missing in page.ask("/").text
        assert "is being made" in page.ask("/list/morning", {}, htmx=True).text
    with served(home) as page:  # the page has ended, so all it had to do is done
        assert missing not in page.ask("/").text


@pytest.mark.integration
def test_promised_words_that_name_no_day_need_one(page: Served) -> None:
    """Alone they are refused; with a day they are kept as they were given."""
    assert "names no day" in page.ask("/calls/t1/called", {"promised": "after their offsite"}, htmx=True).text
    page.ask("/calls/t1/called", {"promised": "after their offsite", "when": "2026-05-04"}, htmx=True)
    assert page.known("SELECT promised, due_on FROM touch WHERE id <> 'past'") == [
        ("after their offsite", "2026-05-04")
    ]


@pytest.mark.integration
@pytest.mark.parametrize(
    ("click", "outcome"), [pytest.param("voicemail", "", marks=pytest.mark.slow), ("no-answer", "no answer")]
)
def test_a_call_that_reached_nobody_comes_back(page: Served, click: str, outcome: str) -> None:
    """It is noted, and all reasons to call that person wait until tomorrow, as the script of a voicemail promises."""
    assert "comes back tomorrow" in page.ask(f"/calls/t1/{click}", {}, htmx=True).text
    assert (page.state("t1"), page.state("f1"), page.state("t2")) == ("snoozed", "snoozed", "open")
    assert page.known("SELECT kind, outcome FROM touch WHERE id <> 'past'") == [("voicemail", outcome)]


def test_a_note_of_a_try_says_how_it_ended(page: Served) -> None:
    """As an outcome does that is ticked."""
    said = page.ask("/calls/t1/called", {"note": "no ans x3, try again tomorrow"}, htmx=True).text
    assert "Call to Dana Reyes noted: no answer." in said
    assert page.known("SELECT kind, outcome FROM touch WHERE id <> 'past'") == [("voicemail", "no answer")]


def test_the_history_says_how_a_try_ended(page: Served) -> None:
    """In the clicks of today and in who did what: a wrong number is not a call that nobody answered."""
    page.ask("/calls/t1/called", {"outcome": "wrong number"}, htmx=True)
    page.ask("/calls/t2/called", {"note": "LVM"}, htmx=True)
    page.ask("/calls/t3/called", {"note": "no ans x3"}, htmx=True)
    told = ["nobody answered", "voicemail", "wrong number"]
    shown = page.ask("/history").text
    assert sorted(re.findall(r"<strong>([a-z ]+)</strong>(?: until [^<]+)?: <a", shown)) == told
    assert all(f"<td>{words} <a" in shown for words in told)


def test_a_try_after_somebody_else_talked_says_so(page: Served) -> None:
    """A window that still shows the call as open is not told that it comes back, nor is the history."""
    page.ask("/calls/t1/called", {"outcome": "good talk", "note": "Back in six weeks."}, htmx=True)
    tried = page.ask("/calls/t1/no-answer", {}, htmx=True).text
    assert "The call does not come back: it was answered at 15:20 (called: good talk)." in tried
    assert page.state("t1") == "called"
    assert page.known("SELECT until FROM click WHERE action = 'nobody answered'") == [(None,)]
    page.ask("/calls/t3/voicemail", {}, htmx=True)
    assert "comes back tomorrow" in page.ask("/calls/t3/no-answer", {}, htmx=True).text


@pytest.mark.integration
def test_a_person_who_is_put_off_is_not_on_the_list_for_another_reason(page: Served) -> None:
    """Promise and news of the same person wait together, and come back together; the next call on the list opens."""
    headers = {"X-Next-Calls": "t3 t2"}
    answer = page.ask("/calls/f1/snooze", {"until": "later"}, htmx=True, **headers).text
    assert "It comes back at 17:30." in answer
    assert 'data-open="t3"' in answer
    assert [one for one in listed(answer) if one in ("f1", "t1")] == []
    assert (page.state("f1"), page.state("t1")) == ("snoozed", "snoozed")
    again = page.ask(*undo_of(answer), htmx=True).text
    assert "Taken back (put off: Dana Reyes)." in again
    assert 'data-open="f1"' in again
    assert (page.state("f1"), page.state("t1")) == ("open", "open")


@pytest.mark.integration
def test_what_was_done_today_can_be_taken_back_today(page: Served) -> None:
    """History lists today's clicks, each with its undo; what was changed since stays as it is."""
    page.ask("/calls/t3/dismiss", {}, htmx=True)
    page.ask("/calls/t2/snooze", {"until": "tomorrow"}, htmx=True)
    today = page.ask("/history").text.partition('id="today"')[2].partition("</section>")[0]
    assert [words in today for words in ("dismissed", "put off", "Zoë Märklin", "Lee Okafor")] == [True] * 4
    put_off, dismissed = sorted(
        re.findall(r'name="click" value="(\w+)"', today),
        key=lambda id: page.known(f"SELECT action FROM click WHERE id = '{id}'"),
        reverse=True,
    )
    assert page.ask("/undo", {"click": dismissed, "leads_to": "history"}).headers["location"] == "/history"
    assert page.state("t3") == "open"
    assert "taken back already" in page.ask("/undo", {"click": dismissed}, htmx=True).text
    for again in ({"click": dismissed}, {"triggers": "t3"}):  # as the buttons of a History that was left open
        answer = page.ask("/undo", again | {"leads_to": "history"})
        (words,) = re.findall(r'class="done-words" role="status">([^<]+)<', answer.text)
        assert words in ("That was taken back already (dismissed: Zoë Märklin).", "That call is open already.")
        assert 'id="today"' in answer.text
    page.ask("/calls/t2/called", {"outcome": "good talk"}, htmx=True)
    assert "a talk was noted meanwhile" in page.ask("/undo", {"click": put_off}, htmx=True).text
    assert page.state("t2") == "called"


@pytest.mark.integration
@pytest.mark.parametrize(
    ("until", "back"),
    [("tomorrow", "2026-03-18T06:00"), pytest.param("next_week", "2026-03-23T06:00", marks=pytest.mark.slow)],
)
def test_a_call_that_was_put_off_comes_back(home: Path, until: str, back: str) -> None:
    """It leaves the list, and waits again from that day on, for every command."""
    with served(home) as page:
        assert "t3" not in listed(page.ask("/calls/t3/snooze", {"until": until}, htmx=True).text)
        assert page.state("t3") == "snoozed"
        assert page.ask("/calls/t3/snooze", {"until": "never"}, htmx=True).headers["hx-reswap"] == "none"
    with served(home, "2026-03-17T23:00+00:00") as page:
        assert "t3" not in listed(page.ask("/").text)
    with served(home, back + "+00:00") as page:
        assert "t3" in listed(page.ask("/").text)
        assert page.state("t3") == "open"
    with reading(page.settings.published) as con:
        assert "t3" in [t.id for t in open_triggers(con, datetime.fromisoformat(back + "+00:00"))]


@pytest.mark.integration
def test_dismissed_and_taken_back(page: Served) -> None:
    """A dismissed call is gone until the click is taken back; what was answered can be opened again."""
    answer = page.ask("/calls/t3/dismiss", {}, htmx=True)
    assert "t3" not in listed(answer.text)
    assert 'name="click"' in answer.text
    assert "dismissed already" in page.ask("/calls/t3/dismiss", {}, htmx=True).text
    assert "Open again" in page.ask("/calls/t3").text
    assert "t3" in listed(page.ask("/undo", {"triggers": "t3"}, htmx=True).text)
    assert page.state("t3") == "open"


@pytest.mark.integration
def test_a_click_is_seen_at_once_and_published_soon(home: Path) -> None:
    """The next look shows it although a copy takes its time; at the end the copy holds it."""
    with served(home) as page:
        page.ask("/calls/t3/dismiss", {}, htmx=True)
        assert "t3" not in listed(page.ask("/").text)
    with reading(page.settings.published) as con:
        assert "t3" not in [t.id for t in open_triggers(con, NOW)]


def test_without_script_the_page_works_too(page: Served) -> None:
    """A plain form leads back to the list, with its filters."""
    answer = page.ask("/calls/t3/dismiss", {"owner": "bo"})
    assert (answer.status, answer.headers["location"]) == (303, "/?owner=bo")
    assert page.ask("/list?owner=bo").headers["location"] == "/?owner=bo"


@pytest.mark.integration
def test_each_of_two_numbers_can_be_said_to_be_wrong_within_minutes(page: Served) -> None:
    """The form says which number its card offered: a second click on it is the same call, the next number another."""
    page.known("""UPDATE prospect SET other_phones = '["+12125550199"]' WHERE id = 'p1' RETURNING id""")
    first = {"outcome": "wrong number", "number": "+1 212-555-0122"}
    for _ in range(2):
        page.ask("/calls/t1/called", first, htmx=True)
    assert page.known("SELECT number FROM touch WHERE id <> 'past'") == [("+12125550122",)]
    answer = page.ask("/people/p1").text
    assert 'name="number" value="+1 212-555-0199"' in answer
    page.ask("/calls/t1/called", first | {"number": "+1 212-555-0199"}, htmx=True)
    assert page.known("SELECT number FROM touch WHERE id <> 'past' ORDER BY 1") == [
        ("+12125550122",),
        ("+12125550199",),
    ]


@pytest.mark.integration
@pytest.mark.parametrize("later", ["dismiss", "wrong-event", "called"])
def test_clicks_taken_back_oldest_first_leave_nothing_put_off(page: Served, later: str) -> None:
    """A call that was put off, then closed, is on the list again when both are taken back, in whichever order."""
    put_off = undo_of(page.ask("/calls/t3/snooze", {"until": "next_week"}, htmx=True).text)
    closed = undo_of(page.ask(f"/calls/t3/{later}", {"outcome": "good talk"}, htmx=True).text)
    taken_back = page.ask(*put_off, htmx=True).text
    assert ("a talk was noted meanwhile" if later == "called" else "stays as it is") in taken_back
    page.ask(*closed, htmx=True)
    assert page.known("SELECT trigger_id FROM snooze") == []
    assert page.state("t3") == "open"
    assert "t3" in listed(page.ask("/").text)


@pytest.mark.integration
def test_a_first_putting_off_taken_back_leaves_the_second(page: Served) -> None:
    """What was opened and put off again by another click waits as that one has it."""
    first = undo_of(page.ask("/calls/t3/snooze", {"until": "next_week"}, htmx=True).text)
    page.ask("/undo", {"triggers": "t3"}, htmx=True)
    page.ask("/calls/t3/voicemail", {}, htmx=True)
    assert "stays as it is" in page.ask(*first, htmx=True).text
    assert page.state("t3") == "snoozed"
    assert "t3" not in listed(page.ask("/").text)
