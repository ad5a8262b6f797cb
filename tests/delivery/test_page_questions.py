"""How many questions one request asks of the database, and how often it opens it: each takes a click's time, also where
another process needs the processor. A bound that is met by asking the same twice is to be met otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callnow.store import Connection, connection, files
from callnow.store.sql import question
from tests.delivery.page_desk import Served, morning, served

made = pytest.fixture(scope="module")(morning)
DONE = {"outcome": "good talk"}


class Asked:
    """A connection that notes what it is asked."""

    def __init__(self, con: Connection, asked: list[str]) -> None:
        self._con, self._asked = con, asked

    def execute(self, query: str, parameters: Any = None) -> Connection:
        self._asked.append(query)
        return self._con.execute(query, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the database, and each opening of it."""
    asked: list[str] = []

    def connect(file: Path, *, read_only: bool = False) -> Asked:
        asked.append(f"open {file.name}")
        return Asked(files.connect(file, read_only=read_only), asked)

    monkeypatch.setattr(connection, "connect", connect)
    return asked


@pytest.fixture
def page(home: Path, asked: list[str]) -> Iterator[Served]:
    with served(home) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "form", "most"),
    [
        ("/list", None, 15),
        ("/calls/t3", None, 17),
        ("/calls/t3/called", DONE, 48),
        ("/calls/t3/snooze", {"until": "tomorrow"}, 44),
        ("/calls/t3/dismiss", {}, 44),
        ("/calls/t3/voicemail", {}, 48),
    ],
)
def test_a_request_asks_little(
    page: Served, asked: list[str], path: str, form: dict[str, str] | None, most: int
) -> None:
    asked.clear()
    answer = page.ask(path, form, htmx=True)
    assert answer.status == 200
    assert len(asked) <= most, asked


@pytest.mark.parametrize(("path", "form"), [("/calls/t3/called", DONE), ("/calls/t3/dismiss", {})])
def test_a_click_asks_for_stories_once_and_opens_one_file(
    page: Served, asked: list[str], path: str, form: dict[str, str]
) -> None:
    asked.clear()
    page.ask(path, form, htmx=True)
    assert asked.count(question("stories_of")) == 1
    assert {question for question in asked if question.startswith("open ")} == {"open callnow.duckdb"}


def test_numbers_are_asked_for_where_one_was_wrong(page: Served, asked: list[str]) -> None:
    asked.clear()
    page.ask("/list", htmx=True)
    assert "FROM numbers_offered" not in asked
    page.ask("/calls/t3/called", {"outcome": "wrong number", "number": "+1 312-555-0144"}, htmx=True)
    assert "FROM numbers_offered" in asked
