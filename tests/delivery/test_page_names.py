"""Names on the page: those that wait for a word, each answer and its undo, what was said, other names."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from callnow.model import Announcement, Candidate, CompanyEvent, Employer, Match, Prospect
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.people import save_prospects
from callnow.store.rows import add
from callnow.terms import MatchVerdict
from tests.delivery.page_desk import HOSTILE, NOW, Served, make_home, served, undo_of

SENTENCE = "Harrow named Ida Varn as chief financial officer."
LIKE = (
    Candidate("h1", "Harrow Foods", 0.86, "words_agree, missing_generic, lone_word"),
    Candidate("h2", "Harrow Steel", 0.83, "words_agree, missing_generic, lone_word"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in whose news “Harrow” may be either of two employers, and a hostile name either of two others."""
    home = tmp_path_factory.mktemp("names") / "home"
    settings = make_home(home)
    employers = [Employer("h1", "Harrow Foods", city="Leeds"), Employer("h2", "Harrow Steel"), Employer("h3", HOSTILE)]
    people = [Prospect(f"q{e.id}", f"Person {e.id}", e.name, e.id, "CFO", owner="ann") for e in employers]
    with writing(settings.database) as con:
        save_prospects(con, people, employers, NOW.date())
        for number, (mention, candidates) in enumerate(
            (("Harrow", LIKE), (HOSTILE, (Candidate("h3", HOSTILE, 0.8, "same_words"), LIKE[0])))
        ):
            link = "javascript:window.ran=1" if number else "https://news.example.com/harrow"
            text = Announcement(f"n{number}", "The Wire", SENTENCE, SENTENCE, link, NOW, NOW)
            event = CompanyEvent(f"w{number}", f"n{number}", "executive_hired", mention, sentence=SENTENCE)
            match = Match(event.id, mention, mention.lower(), MatchVerdict.AMBIGUOUS, score=0.86, rejected=candidates)
            for table, value in (("announcement", text), ("company_event", event), ("match", match)):
                add(con, table, [value])
    publish(settings.database, settings.published)
    return home


def test_two_spellings_are_asked_about(tmp_path: Path) -> None:
    """Those taken for one company and those that may be one; told apart they are no question, until it is undone."""
    settings = make_home(tmp_path / "home")
    employers = [Employer("d1", "Dorvane Pharma"), Employer("d2", "Dorvane Pharmaceuticals Corp.")]
    with writing(settings.database) as con:
        save_prospects(
            con, [Prospect(f"q{e.id}", f"Person {e.id}", e.name, e.id, "CFO") for e in employers], employers, NOW.date()
        )
    publish(settings.database, settings.published)
    with served(settings.home) as page:
        asked = "“Dorvane Pharma” and “Dorvane Pharmaceuticals Corp.” are taken for one"
        assert asked in unescape(page.ask("/names").text)
        answer = page.ask("/names/apart", {"one": "d1", "other": "d2"}, htmx=True).text
        assert asked not in unescape(page.ask("/names").text)
        assert "answered already" in page.ask("/names/apart", {"one": "d1", "other": "d2"}, htmx=True).text
        pairs = {(mention, employer) for mention, employer, verdict, _ in said(page) if verdict == "different"}
        assert pairs == {("Dorvane Pharma", "d2"), ("Dorvane Pharmaceuticals Corp.", "d1")}
        page.ask(*undo_of(answer))
        assert asked in unescape(page.ask("/names").text)


def waiting(text: str) -> list[str]:
    """The names that wait, in their order."""
    return re.findall(r"<h3>“(.*?)”", text)


def said(page: Served) -> list[tuple[object, ...]]:
    return page.known("SELECT mention, employer_id, verdict, judged_by FROM judgement ORDER BY ALL")


def test_a_name_waits_with_its_sentence_and_what_it_may_mean(page: Served) -> None:
    """Each employer with its place, its people and how like the names are, in words; hostile text stays text."""
    text = page.ask("/names").text
    assert "Harrow" in waiting(text)
    assert SENTENCE in text
    assert "Leeds" in text
    assert "1 person of yours" in text
    assert "a very like name: its name goes on with what it does, the news writes one word of it (0.86)" in text
    for hostile in ("<script>window", "<img", "javascript:", "\u202e"):
        assert hostile not in text


@pytest.mark.integration
def test_one_click_says_which_it_is_and_the_past_is_matched_anew(home: Path) -> None:
    """The name waits no more, and behind the answer the news becomes that employer's."""
    with served(home) as page:
        answer = page.ask("/names/judge?verdict=same", {"mention": "Harrow", "employer": "h1"}, htmx=True).text
        assert "“Harrow” is always matched to Harrow Foods from now on." in answer
        assert "Harrow" not in waiting(answer)
        assert said(page) == [("Harrow", "h1", "same", "page")]
    with reading(page.settings.published) as con:
        asked = "SELECT DISTINCT verdict, m.employer_id FROM match m JOIN company_event e ON e.id = m.event_id"
        assert con.execute(f"{asked} WHERE mention = 'Harrow'").fetchall() == [("match", "h1")]
        assert con.execute("SELECT prospect_id FROM trigger WHERE employer_id = 'h1'").fetchall() == [("qh1",)]


@pytest.mark.integration
def test_each_answer_is_undone_to_what_was_said_before(page: Served) -> None:
    """None of these, not this one, and taking back; an older word about the pair stands again as it was."""
    page.known("INSERT INTO judgement VALUES ('Harrow', 'h2', 'unsure', 'Harrow Steel', NULL, 'ann')")
    before = [("Harrow", "h2", "unsure", "ann")]
    none = page.ask("/names/none", {"mention": "Harrow", "employer": ["h1", "h2"]}, htmx=True).text
    assert said(page) == [("Harrow", "h1", "different", "page"), ("Harrow", "h2", "different", "page")]
    where, fields = undo_of(none)
    page.ask(where, fields, htmx=True)
    assert said(page) == before
    page.ask(*undo_of(page.ask("/names/take-back", {"mention": "harrow", "employer": "h2"}, htmx=True).text), htmx=True)
    assert said(page) == before
    one = page.ask("/names/judge?verdict=different", {"mention": "Harrow", "employer": "Harrow Foods"}, htmx=True).text
    assert "Harrow" not in waiting(one)
    page.ask(*undo_of(one), htmx=True)
    assert said(page) == before
    answer = page.ask("/names/none", {"mention": "Harrow", "employer": "h1"})
    assert (answer.status, answer.headers["location"]) == (303, "/names")
    assert "taken back already" in page.ask("/names/take-back", {"mention": "x", "employer": "h1"}, htmx=True).text


@pytest.mark.integration
def test_other_names_are_added_and_removed(page: Served) -> None:
    """Each is undone; what is not an employer is refused beside its field, with those that it may mean."""
    added = page.ask("/names/alias", {"name": "Harrow Bread", "employer": "Harrow Foods"}, htmx=True).text
    assert page.known("SELECT name, employer FROM alias WHERE NOT taken_away") == [("Harrow Bread", "Harrow Foods")]
    assert "means <strong>Harrow Foods</strong>" in page.ask("/names?q=bread").text
    where, fields = undo_of(added)
    removed = page.ask(where, fields, htmx=True).text
    assert page.known("SELECT count(*) FROM alias WHERE NOT taken_away") == [(0,)]
    page.ask(*undo_of(removed), htmx=True)
    assert page.known("SELECT name, employer FROM alias WHERE NOT taken_away") == [("Harrow Bread", "Harrow Foods")]
    refused = page.ask("/names/alias", {"name": HOSTILE, "employer": "Harrow"})
    assert refused.status == 422
    words = unescape(refused.text)
    assert "No employer 'Harrow' on the list: did you mean Harrow Foods or Harrow Steel?" in words
    assert "<script>window" not in refused.text
    assert 'aria-invalid="true"' in refused.text
    options = page.ask("/names/employers?employer=STEEL+har", htmx=True).text
    assert re.findall(r'value="([^"]*)"', options) == ["Harrow Steel"]
