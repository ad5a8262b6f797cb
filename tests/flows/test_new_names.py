"""The new name of an employer is another name of it once the news tells it for certain, and is undone as others are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.connection import writing
from flows.news.naming import add_alias, aliases_with_people, take_alias_away
from tests.conftest import Callnow
from tests.flows.correcting import home_of_two, item, read, triggers

RENAMED = item(1, "Velmora Systems changes its name to Calvery", "Velmora Systems has changed its name to Calvery.")
CUTS = "Calvery to cut 300 jobs in Denver"
LEAD = "DENVER, March 2 - Calvery said on Monday that it will lay off 300 employees at its plant in Denver."


@pytest.fixture
def settings(home: Path, callnow: Callnow, tmp_path: Path) -> Settings:
    return home_of_two(home, callnow, tmp_path)


def names(con: Connection) -> list[tuple[str, str]]:
    return [(row["name"], row["employer"]) for row in aliases_with_people(con)]


@pytest.mark.integration
def test_news_under_the_new_name_calls_the_people_of_the_employer(settings: Settings, callnow: Callnow) -> None:
    """It is listed as told by the news; taken away, no report brings it back, and added by hand it holds again."""
    read(settings, RENAMED)
    (row,) = map(json.loads, callnow("alias", "list", "--json").out.splitlines())
    assert (row["name"], row["employer"], row["people"], bool(row["story_id"])) == (
        "Calvery",
        "Velmora Systems",
        2,
        True,
    )
    assert "the news" in callnow("alias", "list").out
    before = len(triggers(settings))
    read(settings, item(2, CUTS, LEAD))
    assert len(triggers(settings)) == before + 2
    assert callnow("alias", "remove", "Calvery").code == 0
    read(settings, item(3, "Velmora Systems changes name to Calvery", "Velmora Systems changed its name to Calvery."))
    with writing(settings.database) as con:
        assert names(con) == []
        add_alias(con, "Calvery", "Velmora Systems")
        assert [(row["name"], row["story_id"]) for row in aliases_with_people(con)] == [("Calvery", "")]
        take_alias_away(con, "Calvery")
    assert "No alias" in callnow("alias", "list").out


@pytest.mark.integration
@pytest.mark.parametrize(
    "title",
    [
        "Velmora Systems may change its name to Calvery",
        "Velmora Systems denies it will change its name to Calvery",
        "Velmora Systems unveils new brand identity",
        "Velmora Systems renames its Orbel unit Calvery",
    ],
)
def test_what_is_no_certain_new_name_is_none(title: str, settings: Settings) -> None:
    read(settings, item(1, title, title + "."))
    with writing(settings.database) as con:
        assert names(con) == []


@pytest.mark.integration
def test_a_new_name_that_is_given_up_is_none_any_more(settings: Settings) -> None:
    """The denial of its story takes it back, and so does whoever calls the story wrong."""
    read(settings, item(1, "Velmora Systems to change its name to Calvery"))
    with writing(settings.database) as con:
        assert names(con) == [("Calvery", "Velmora Systems")]
    read(settings, item(4, "Velmora Systems denies it will change its name to Calvery"))
    with writing(settings.database) as con:
        assert names(con) == []


@pytest.mark.integration
@pytest.mark.parametrize("other", ["Calvery", "Calvery, Inc."])
def test_the_name_of_another_employer_makes_no_two_of_them_one(
    other: str, settings: Settings, callnow: Callnow, tmp_path: Path
) -> None:
    """In any spelling; a person may say so."""
    people = tmp_path / "more.csv"
    people.write_text(f'name,employer\nOda Brisk,"{other}"\n', encoding="utf-8")
    callnow("import", people)
    read(settings, RENAMED)
    with writing(settings.database) as con:
        assert names(con) == []
