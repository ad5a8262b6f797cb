"""The call list with more people than one page shows: every call is reached, and the work stays that of one page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callnow.settings import load_settings
from callnow.store import calls, news, page
from callnow.store.calls import WantedCalls
from callnow.store.connection import reading, writing
from callnow.store.rows import fetch, fetch_as
from delivery.card import build_card
from delivery.page import board as boards
from delivery.page.board import SHOWN
from flows.cli.common import Work
from flows.cli.page import desk_of
from tests.delivery.page_desk import AT, make_home, served


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_home(tmp_path / "home")
    return tmp_path / "home"


def listed(text: str) -> list[str]:
    """The calls in the list of a page, in their order."""
    return re.findall(r'data-call="(\w+)"', text)


def counted(done: list[str], step: Callable[..., Any]) -> Callable[..., Any]:
    """`step`, whose calls are counted in `done`."""

    def step_counted(*given: Any, **named: Any) -> Any:
        done.append(step.__name__)
        return step(*given, **named)

    return step_counted


def _with_many(home: Path, people: int, story: str = "") -> None:
    """So many more people with a call each: each for a reason of their own, or all for one story."""
    with writing(load_settings(home).database) as con:
        con.execute(
            "INSERT INTO prospect SELECT p.* REPLACE ('x' || i AS id, 'e' || i % 50 AS employer_id) "
            "FROM prospect p, range($1) r(i) WHERE p.id = 'p3'",
            [people],
        )
        con.execute(
            "INSERT INTO trigger SELECT t.* REPLACE ('y' || i AS id, 'x' || i AS prospect_id, $2 AS story_id) "
            "FROM trigger t, range($1) r(i) WHERE t.id = 't3'",
            [people, story],
        )
    shutil.copy(home / "callnow.duckdb", home / "news.duckdb")


@pytest.mark.integration
def test_every_call_is_reached_by_paging(home: Path) -> None:
    """The pages of the list hold each person once, the last page what is left; one that is past it shows the last."""
    _with_many(home, 125)
    with served(home, AT) as page:
        pages = [page.ask(f"/list?page={number}", htmx=True).text for number in (1, 2, 3)]
        beyond = page.ask("/list?page=9", htmx=True).text
        assert [len(listed(text)) for text in pages] == [SHOWN, SHOWN, 30]
        assert len({call for text in pages for call in listed(text)}) == 130
        assert listed(beyond) == listed(pages[2])
        assert 'href="/?page=2"' in pages[0]
        assert 'rel="next"' not in pages[2]
        assert "could not be read" in page.ask("/list?page=0", htmx=True).text


@pytest.mark.integration
def test_one_story_at_one_employer_is_one_block(home: Path) -> None:
    """Its news stands once over the names; of a crowd the first are on the list, and its link leads to all of them."""
    _with_many(home, 75, story="s2")
    with served(home, AT) as page:
        text = page.ask("/").text
        assert len(listed(text)) == 4 + 6
        assert text.count("Quarrel Steel cuts 120 jobs in Chicago.") == 1 + text.count(
            "Say: “Good morning, I read: Quarrel"
        )
        assert "76 people" in text
        assert 'href="/?story=s2">and 70 more at Quarrel Steel' in text
        pages = [page.ask(f"/list?story=s2&page={number}", htmx=True).text for number in (1, 2)]
        assert [len(listed(story)) for story in pages] == [SHOWN, 26]
        assert listed(page.ask("/list?story=s2&owner=ann", htmx=True).text) == []


def test_what_one_announcement_tells_is_one_block_whichever_part_is_first_for_whom(home: Path) -> None:
    """Layoffs and a closed site of one announcement: who scores higher for the one, who for the other stand together
    under one spelling of their employer, the one that is not all capitals."""
    _with_many(home, 3, story="s2")
    with writing(load_settings(home).database) as con:
        con.execute("UPDATE prospect SET employer_id = 'e2' WHERE id LIKE 'x%'")
        con.execute("UPDATE prospect SET employer = 'QUARREL STEEL' WHERE id IN ('x0', 'x1', 'x2')")
        con.execute("INSERT INTO company_event SELECT e.* REPLACE ('v9' AS id) FROM company_event e WHERE id = 'v1'")
        con.execute(
            "INSERT INTO trigger SELECT t.* REPLACE ('z' || t.id AS id, 's9' AS story_id, 'v9' AS event_id, "
            "t.score + CASE t.id WHEN 'y0' THEN 9 ELSE -9 END AS score) FROM trigger t WHERE t.id IN ('y0', 'y1')"
        )
    desk = desk_of(Work(home, AT))
    with writing(load_settings(home).database) as con:
        blocks = boards.load_board(con, desk, WantedCalls()).blocks
    at_quarrel = {tuple(sorted(card.prospect_id for card in block.cards)): block for block in blocks}
    assert {card.employer for card in at_quarrel["x0", "x1"].cards} == {"Quarrel Steel"}
    assert ("p3", "x2") in at_quarrel


@pytest.mark.integration
def test_a_click_answers_with_the_page_that_was_open(home: Path) -> None:
    """Who works through the second page stays there."""
    _with_many(home, 125)
    with served(home, AT) as page:
        answer = page.ask("/calls/y70/dismiss", {"page": "2"}, htmx=True)
        assert answer.headers["hx-push-url"] == "/?page=2"
        assert "page 2 of 3" in answer.text


def test_the_work_of_a_list_does_not_grow_with_who_waits(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many calls: no more questions to the database, no more values read, no more cards made."""
    cards, triggers, questions = list[str](), list[str](), list[str]()
    monkeypatch.setattr(boards, "build_card", counted(cards, build_card))

    def fetch_counted(con: Any, kind: type[Any], *asked: Any) -> list[Any]:
        made = fetch_as(con, kind, *asked)
        questions.append(kind.__name__)
        triggers.extend(kind.__name__ for _ in made)
        return made

    for module in (news, page, calls):
        monkeypatch.setattr(module, "fetch", counted(questions, fetch))
    for module in (news, page):
        monkeypatch.setattr(module, "fetch_as", fetch_counted)
    work = []
    for people in (300, 3000):
        folder = home.with_name(f"home-{people}")
        shutil.copytree(home, folder)
        _with_many(folder, people)
        desk = desk_of(Work(folder, AT))
        with reading(desk.settings.published) as con:
            board = boards.load_board(con, desk, WantedCalls())
        assert (len(board.calls), board.found) == (SHOWN, people + 5)
        work.append((len(cards), len(triggers), len(questions)))
        for done in (cards, triggers, questions):
            done.clear()
    assert work[0] == work[1]
    assert work[0][0] == SHOWN
