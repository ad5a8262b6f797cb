"""The call list over HTTP: what it shows, what each click changes, what is refused, what hostile text becomes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import reading, writing
from callnow.store.news import open_triggers
from callnow.store.page import ListedMention
from delivery.page.charts import bars, events_by_type, weekly, weeks_until
from delivery.page.judging import spelled_out
from tests.delivery.page_desk import HOSTILE, NOW, Served, make_home, served, undo_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("page") / "home"
    make_home(home)
    return home


def listed(text: str) -> list[str]:
    """The calls in the list of a page, in their order."""
    return re.findall(r'data-call="(\w+)"', text)


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


@pytest.mark.looks
def test_the_list_is_narrowed(page: Served) -> None:
    """By recruiter, tier and type, by words in any case and without accents; people without a call are found too."""
    for query, wanted in (
        ("owner=ann", ["f1", "t2"]),
        ("tier=worth_knowing", ["t4"]),
        ("type=layoffs", ["t3"]),
        ("q=zoe+MARKLIN", ["t3"]),
        ("q=chicago+jobs", ["t3"]),
        ("q=nobody+at+all", []),
        ("q=%27%3B+DROP+TABLE+trigger%3B--", []),
    ):
        assert listed(page.ask(f"/?{query}").text) == wanted, query
    assert "No call fits" in page.ask("/?q=nobody").text
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


NO_DAYS = {"in a bit": "names no day", "2020-01-01": "is past", "31 February": "is not a day", "<b>": "names no day"}


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


def test_promised_words_that_name_no_day_need_one(page: Served) -> None:
    """Alone they are refused; with a day they are kept as they were given."""
    assert "names no day" in page.ask("/calls/t1/called", {"promised": "after their offsite"}, htmx=True).text
    page.ask("/calls/t1/called", {"promised": "after their offsite", "when": "2026-05-04"}, htmx=True)
    assert page.known("SELECT promised, due_on FROM touch WHERE id <> 'past'") == [
        ("after their offsite", "2026-05-04")
    ]


@pytest.mark.parametrize(
    ("click", "outcome"), [pytest.param("voicemail", "", marks=pytest.mark.slow), ("no-answer", "no answer")]
)
def test_a_call_that_reached_nobody_comes_back(page: Served, click: str, outcome: str) -> None:
    """It is noted, and all reasons to call that person wait until tomorrow, as the script of a voicemail promises."""
    assert "comes back tomorrow" in page.ask(f"/calls/t1/{click}", {}, htmx=True).text
    assert (page.state("t1"), page.state("f1"), page.state("t2")) == ("snoozed", "snoozed", "open")
    assert page.known("SELECT kind, outcome FROM touch WHERE id <> 'past'") == [("voicemail", outcome)]


def test_a_person_who_is_put_off_is_not_on_the_list_for_another_reason(page: Served) -> None:
    """Promise and news of the same person wait together, and come back together; the next call on the list opens."""
    headers = {"X-Next-Calls": "t3 t2"}
    answer = page.ask("/calls/f1/snooze", {"until": "later"}, htmx=True, **headers).text
    assert "It comes back at 17:30." in answer
    assert 'data-open="t3"' in answer
    assert [one for one in listed(answer) if one in ("f1", "t1")] == []
    assert (page.state("f1"), page.state("t1")) == ("snoozed", "snoozed")
    again = page.ask(*undo_of(answer), htmx=True).text
    assert "Taken back." in again
    assert 'data-open="f1"' in again
    assert (page.state("f1"), page.state("t1")) == ("open", "open")


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
    page.ask("/calls/t2/called", {"outcome": "good talk"}, htmx=True)
    assert "stays as it is" in page.ask("/undo", {"click": put_off}, htmx=True).text
    assert page.state("t2") == "called"


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


def test_dismissed_and_taken_back(page: Served) -> None:
    """A dismissed call is gone until the click is taken back; what was answered can be opened again."""
    answer = page.ask("/calls/t3/dismiss", {}, htmx=True)
    assert "t3" not in listed(answer.text)
    assert 'name="click"' in answer.text
    assert "answered already" in page.ask("/calls/t3/dismiss", {}, htmx=True).text
    assert "Open again" in page.ask("/calls/t3").text
    assert "t3" in listed(page.ask("/undo", {"triggers": "t3"}, htmx=True).text)
    assert page.state("t3") == "open"


def test_a_wrong_event_is_taken_off_for_everybody(page: Served) -> None:
    """Who else was to be called for the same event is not."""
    assert "1 more call taken off the list" in page.ask("/calls/t1/wrong-event", {}, htmx=True).text
    assert (page.state("t1"), page.state("t2"), page.state("f1")) == ("wrong_event", "wrong_event", "open")
    said = "SELECT kind, announcement_id, event_id, type, company, said_by FROM correction"
    assert page.known(said) == [("wrong_event", "a0", "v0", "executive_hired", "Orbit Foods", "page")]


def test_a_wrong_event_is_taken_back(page: Served) -> None:
    """Undo, and opening the call again from the past, take back what was kept; a click too late keeps nothing."""
    page.ask("/calls/t1/wrong-event", {}, htmx=True)
    page.ask("/undo", {"triggers": "t1 t2"}, htmx=True)
    assert page.known("SELECT * FROM correction") == []
    assert (page.state("t1"), page.state("t2")) == ("open", "open")
    page.ask("/calls/t3/dismiss", {}, htmx=True)
    assert "answered already" in page.ask("/calls/t3/wrong-event", {}, htmx=True).text
    assert page.known("SELECT * FROM correction") == []


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
        page.ask("/undo", {"triggers": "t1 t2"}, htmx=True)
        assert page.known("SELECT count(*) FROM correction") == [(0,)]
    assert page.state("t2") == "open"


@pytest.mark.parametrize(("mention", "own"), [("Orbit", False), ("ORBIT FOODS, Inc.", True), ("Orbit Food", False)])
def test_never_to_match_is_not_offered_at_once_for_the_employers_own_name(mention: str, own: bool) -> None:
    """One hasty press would silence all that is written of the company."""
    assert spelled_out(ListedMention(mention, mention.casefold(), "e1", "Orbit Foods")) is own


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


def test_whoever_is_paused_is_not_listed(page: Served) -> None:
    """Neither for news nor for a follow-up, until the pause ends."""
    page.known("UPDATE rhythm SET paused_until = '2026-03-20' WHERE prospect_id = 'p1'")
    page.known("UPDATE rhythm SET no_contact = ['2026-03-17'::DATE] WHERE prospect_id = 'p3'")
    page.ask("/calls/t4/dismiss", {}, htmx=True)
    assert listed(page.ask("/").text) == ["t2", "f5"]


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


def test_a_busy_database_is_told_in_words(home: Path) -> None:
    """While a run writes for long, the list is still read, and a click says to wait; nothing is half-written."""
    (home / "callnow.toml").write_text("[store]\nlock_wait = 0.2\n")
    file = str(home / "callnow.duckdb")
    code = f"import duckdb, time; c = duckdb.connect({file!r}); print('held', flush=True); time.sleep(60)"
    with (
        served(home) as page,
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder,
    ):
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == "held"
            assert listed(page.ask("/").text)[0] == "f1"
            answer = page.ask("/calls/t3/dismiss", {}, htmx=True)
            assert "is writing to it" in answer.text
            assert "try again" in answer.text
            assert answer.headers["hx-reswap"] == "none"
        finally:
            holder.kill()
            holder.wait()
        assert page.state("t3") == "open"


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


def test_a_damaged_copy_is_told_in_words(home: Path) -> None:
    """No traceback, but what is wrong and what to do."""
    (home / "news.duckdb").write_bytes(b"not a database" * 1000)
    with served(home) as page:
        answer = page.ask("/")
    assert answer.status == 503
    assert "What to do" in answer.text
    assert "Traceback" not in answer.text


class _Dangers(HTMLParser):
    """Finds what could run in a page: inline scripts and handlers, links of other schemes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append("script")
        if tag == "img":
            self.found.append("img")
        for name, value in attrs:
            link = (value or "").strip().lower()
            if name.startswith("on") or (name == "style"):
                self.found.append(name)
            if name in ("href", "src", "action", "cite") and not link.startswith(("/", "https://", "tel:+", "http://")):
                self.found.append(link)


def test_hostile_text_stays_text(page: Served) -> None:
    """Names, notes, sentences, reasons and links from outside: escaped, without bidi, links http(s) or none."""
    page.ask("/calls/t4/called", {"note": HOSTILE, "promised": HOSTILE, "when": "in 6 weeks", "topic": HOSTILE})
    page.ask("/undo", {"triggers": "t4"})
    for path in ("/", "/calls/t4", "/people/p4", "/history", "/news", "/?q=%3Cscript%3E", "/calls/%3Cscript%3E"):
        answer = page.ask(path)
        dangers = _Dangers()
        dangers.feed(answer.text)
        assert dangers.found == [], path
        assert "\u202e" not in answer.text, path
        assert "javascript:" not in answer.text, path
    assert "&lt;script&gt;" in page.ask("/calls/t4").text


@pytest.mark.looks
def test_too_much_text_is_refused(page: Served) -> None:
    """A field beyond its limit changes nothing and answers in words."""
    answer = page.ask("/calls/t1/called", {"note": "x" * 5000}, htmx=True)
    assert "longer than it may be" in answer.text
    assert page.state("t1") == "open"


def test_charts_count_by_week() -> None:
    """Twelve Mondays; what concerns the prospects' employers is a part of all; the numbers are readable as text."""
    weeks = weeks_until(date(2026, 3, 17))
    assert (len(weeks), weeks[-1]) == (12, date(2026, 3, 16))
    rows = [
        {"type": "layoffs", "week": weeks[-1], "events": 4, "matched": 1},
        {"type": "executive_hired", "week": weeks[0], "events": 2, "matched": 2},
    ]
    hired, layoffs = events_by_type(rows, weeks)
    assert (hired.label, hired.total_ours, layoffs.total) == ("executive hired", 2, 4)
    svg = bars(layoffs)
    assert svg.count('class="every"') == 1
    assert "layoffs: 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4 a week" in svg
    assert weekly([], "items", "items", weeks).all == (0,) * 12
