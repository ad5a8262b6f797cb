"""Other names of an employer, once that is called otherwise or nobody on the list works there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from callnow.model import CompanyEvent, Match, Prospect, stable_id
from callnow.settings import load_settings
from callnow.store import Connection, writing
from callnow.store.news import open_triggers
from callnow.store.page import ListedMention
from callnow.store.people import all_prospects
from callnow.store.rows import add
from callnow.store.verdicts import never_match, not_wrong
from callnow.terms import MatchVerdict
from flows.news.naming import add_alias, aliases_with_people, idle_aliases, take_back
from flows.people.keeping import keep_rows
from matching.names.normalise import normalise
from tests.conftest import Callnow
from tests.flows.people import MONDAY, news


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


def test_what_one_spelling_of_a_name_closed_opens_with_it(home: Path) -> None:
    """A name that is never to be taken for an employer closes the calls of each of its spellings; taken back on a later
    day it opens all of them, and until then none is opened as not wrong."""
    spellings, now = ("Orbital Bakery", "Orbital Bakery, Inc.", "Orbital Bakery Inc"), datetime.fromisoformat(MONDAY)
    with writing(load_settings(home)) as con:
        bring(con, "Orbital Bakery")
        (ada,) = all_prospects(con)
        for name in spellings:
            match = Match(f"e{name}", name, normalise(name), MatchVerdict.MATCH, ada.employer_id, ada.employer, "", 0.9)
            add(con, "company_event", [CompanyEvent(match.event_id, "a1", "layoffs", name)])
            add(con, "match", [match])
            add(con, "trigger", [replace(news(ada.id, name, employer_id=ada.employer_id), event_id=match.event_id)])
        ids = sorted(t.id for t in open_triggers(con, now))
        listed = ListedMention(spellings[0], normalise(spellings[0]), ada.employer_id, ada.employer)
        assert sorted(never_match(con, ids[0], listed, now)) == ids
        assert not_wrong(con, ids) == []
        take_back(con, spellings[0], "Orbital Bakery")
        assert not_wrong(con, ids) == sorted(t.id for t in open_triggers(con, now)) == ids
