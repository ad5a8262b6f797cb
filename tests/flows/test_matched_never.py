"""A name that is never to be taken for an employer calls nobody there, however often that is said and taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from callnow.settings import Settings
from callnow.store.connection import writing
from callnow.store.page import listed_mention_of
from callnow.store.rows import fetch
from callnow.store.snoozes import snooze
from callnow.store.verdicts import never_match
from flows.news.rematching import rematch
from tests.conftest import Callnow
from tests.flows.correcting import LAYOFFS, LEAD, NOW, home_of_two, item, read, triggers

PAIR = ("judge", "Velmora Systems", "Velmora Systems")
WAITING = [("Ida Varn", "open"), ("Lee Oko", "open")]
GONE = [("Ida Varn", "withdrawn"), ("Lee Oko", "withdrawn")]


@pytest.fixture
def settings(home: Path, callnow: Callnow, tmp_path: Path) -> Settings:
    made = home_of_two(home, callnow, tmp_path)
    read(made, item(1, LAYOFFS, LEAD))
    return made


@pytest.mark.integration
def test_calls_opened_and_closed_again_between_two_rematches_are_taken_off(
    settings: Settings, callnow: Callnow
) -> None:
    """Taking a judgement back opens its calls; where it is said again before the past was read, they do not stay."""
    with writing(settings.database) as con:
        first = fetch(con, "SELECT id FROM trigger ORDER BY id")[0]["id"]
        behind = listed_mention_of(con, first)
        assert behind
        never_match(con, first, behind, NOW)
    rematch(settings, NOW)
    assert callnow(*PAIR, "--undo").code == 0
    assert triggers(settings) == WAITING
    assert callnow(*PAIR, "different").code == 0
    rematch(settings, NOW)
    assert triggers(settings) == GONE
    assert callnow(*PAIR, "--undo").code == 0
    rematch(settings, NOW)
    assert triggers(settings) == WAITING


@pytest.mark.integration
def test_a_call_that_was_put_off_does_not_come_back(settings: Settings, callnow: Callnow) -> None:
    """It is withdrawn with the others, and put off until the same day once the judgement is taken back."""
    with writing(settings.database) as con:
        first = fetch(
            con, "SELECT t.id FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE p.name = 'Ida Varn'"
        )
        snooze(con, [first[0]["id"]], NOW + timedelta(days=1))
    assert callnow(*PAIR, "different").code == 0
    rematch(settings, NOW)
    assert triggers(settings) == GONE
    assert callnow(*PAIR, "--undo").code == 0
    rematch(settings, NOW)
    assert triggers(settings) == [("Ida Varn", "snoozed"), ("Lee Oko", "open")]
