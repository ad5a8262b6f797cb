"""Other names of an employer, once that is called otherwise or nobody on the list works there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from callnow.model import Prospect, stable_id
from callnow.settings import load_settings
from callnow.store import Connection, writing
from flows.news.naming import add_alias, aliases_with_people, idle_aliases
from flows.people.keeping import keep_rows
from tests.conftest import Callnow


def bring(con: Connection, employer: str) -> None:
    email = "ada@o.example"
    keep_rows(con, [Prospect(stable_id("email", email), "Ada Quill", employer, email=email)], date(2026, 3, 2), "list")


def test_an_alias_goes_along_with_a_new_spelling(home: Path) -> None:
    """It is of the employer as that is spelled now; of one that is renamed it has no effect, and that is told."""
    with writing(load_settings(home)) as con:
        bring(con, "Orbital Bakery")
        add_alias(con, "Sunrise Breads", "Orbital Bakery")
        bring(con, "Orbital Bakery Group")
        (row,) = aliases_with_people(con)
        assert (row["employer"], row["people"], idle_aliases(con)) == ("Orbital Bakery Group", 1, [])
        bring(con, "Ember Works")
        (row,) = aliases_with_people(con)
        (idle,) = idle_aliases(con)
        assert (row["people"], idle.employer) == (0, row["employer"])
        assert "Sunrise Breads" in idle.problem
        add_alias(con, "Sunrise Breads", "Ember Works")
        assert idle_aliases(con) == []


def test_the_command_line_is_named_as_who_judged(home: Path, callnow: Callnow) -> None:
    """What was judged there says so in the list, as on the page."""
    with writing(load_settings(home)) as con:
        bring(con, "Orbital Bakery")
    assert callnow("judge", "Orbital Bread", "Orbital Bakery", "same").code == 0
    assert "command line" in callnow("judge", "--list").out


def test_what_was_judged_is_said_as_it_was(home: Path, callnow: Callnow) -> None:
    """Who is unsure hears that the name is not taken for the employer for now, not that it never is."""
    with writing(load_settings(home)) as con:
        bring(con, "Orbital Bakery")
    for verdict, said in (("same", "always taken"), ("different", "never taken"), ("unsure", "for now not taken")):
        told = callnow("judge", "Orbital Bread", "Orbital Bakery", verdict).out
        assert f"“Orbital Bread” is {said} for Orbital Bakery." in told
