"""The views for people who query: what the recruiter sees now, what became of the rest, figures as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from callnow.errors import UsageError
from callnow.model import Announcement, CompanyEvent, Employer, Prospect, Touch, Trigger
from callnow.store import schema
from callnow.store.ask import ask, columns_of, saved_or_sql, saved_questions, take_for_now, views
from callnow.store.calls import WantedCalls, waiting_calls
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.judgements import remove_alias, save_alias
from callnow.store.news import open_calls
from callnow.store.people import RhythmNote, save_prospects
from callnow.store.records import save_rhythm
from callnow.store.rows import add, add_rows, fetch, to_row
from callnow.store.snoozes import snooze
from callnow.store.sql import question
from callnow.store.wrong_numbers import to_call
from callnow.terms import ContactKind, Tier, TriggerState
from tests.homes import make_once

NOW = datetime(2026, 3, 17, 15, tzinfo=UTC)
TODAY = NOW.date()
BEFORE_THESE_VIEWS = 14  # the last schema without calls_ever
LATER = {"announcement": {"filings"}, "company_event": {"filing", "language"}}  # fields whose columns came later
QUORREL = Employer("m", "Quorrel Foods")


def person(id: str) -> Prospect:
    return Prospect(id, f"Name of {id}", "Quorrel Foods", "m", phone="+12125550101", owner="Dana", tier="A")


def call(id: str, of: str, tier: Tier = Tier.CALL_NOW, score: float = 50, days: int = 5, **more: object) -> Trigger:
    """A trigger that was decided yesterday and holds for so many days."""
    decided = NOW - timedelta(days=1)
    one = Trigger(
        id, of, "m", "", "", "layoffs", tier, score, "Because.", "Hello.", decided, NOW + timedelta(days=days)
    )
    return replace(one, **more)  # type: ignore[arg-type]


CALLS = (
    call("waits", "one", score=60),
    call("waits-better", "one", score=70),
    call("worth", "two", Tier.WORTH_KNOWING),
    call("expired", "one", days=-1),
    call("paused", "three"),
    call("not-today", "four"),
    call("put-off", "five"),
    call("put-off-until-then", "six", state=TriggerState.OPEN),
    *(call(state, "two", state=state) for state in TriggerState if state not in ("open", "snoozed")),
)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Six people with calls in every state, one of which was answered by a talk."""
    database, copy = tmp_path / "callnow.duckdb", tmp_path / "news.duckdb"
    make_once(tmp_path, "calls in every state", lambda: make(database, copy))
    return copy


def make(database: Path, copy: Path) -> None:
    with writing(database) as con:
        save_prospects(con, map(person, ("one", "two", "three", "four", "five", "six")), [QUORREL], TODAY)
        for other in ("QF", "Quorrel's", "Quarrel"):
            save_alias(con, other, "Quorrel Foods")
        remove_alias(con, "Quarrel")
        add(con, "trigger", CALLS)
        later = RhythmNote("three", TODAY, TODAY + timedelta(days=3))
        save_rhythm(con, [later, RhythmNote("four", TODAY, no_contact=(TODAY,))])
        con.execute("UPDATE trigger SET answered_by = 'c1' WHERE id = 'called'")
        snooze(con, ["put-off"], NOW + timedelta(days=2))
        snooze(con, ["put-off-until-then"], NOW - timedelta(minutes=5))
        add(con, "touch", [
            Touch("c0", "two", NOW - timedelta(days=30), ContactKind.MET, promised="coffee", due_on=date(2026, 5, 4)),
            Touch("c1", "two", NOW - timedelta(hours=2), ContactKind.CALLED, "curious", promised="a list"),
            Touch("c2", "two", NOW - timedelta(hours=1), ContactKind.EMAILED, "sent it"),
        ])  # fmt: skip
    publish(database, copy)


def ends_well(words: str | None) -> bool:
    return (words or "").endswith((".", "…"))


def test_every_view_and_every_column_says_what_it_holds(published: Path) -> None:
    """No view that people may ask, and none of its columns, stands without a description of its own words."""
    with duckdb.connect(str(published), read_only=True) as con:
        names = {name for (name,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
        columns = con.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    told = views(published)
    assert {row["view"] for row in told} == names
    assert all(ends_well(row["holds"]) for row in told)
    mute = [f"{view}.{column}" for view, column, words in columns if view in names and not ends_well(words)]
    assert mute == []
    assert {len(row["columns"]) == len(row["columns_hold"]) for row in told} == {True}


def test_call_now_is_what_the_page_shows(published: Path) -> None:
    """The people of call_now are those of the page's list, under the same reason, with as many others."""
    _, rows = ask(published, "FROM call_now", NOW)
    with writing(published.with_name("callnow.duckdb")) as con:
        con.execute("UPDATE trigger SET state = 'open' WHERE id = 'put-off-until-then'")  # as the page does on waking
        board = waiting_calls(con, NOW, TODAY, WantedCalls(), 100, NOW)
    assert [row["trigger_id"] for row in rows if row["reason"] == 1] == [one.best.id for one in board.shown]
    counted = {row["prospect_id"]: sum(r["prospect_id"] == row["prospect_id"] for r in rows) for row in rows}
    assert counted == {one.prospect_id: one.reasons for one in board.shown} == {"one": 2, "two": 1, "six": 1}


def test_call_now_is_what_the_command_lists(published: Path) -> None:
    """Calls of the command line and of status are those of the view: nobody who is paused or not to be called today."""
    _, rows = ask(published, "FROM call_now", NOW)
    with reading(published) as con:
        assert [one.id for one in open_calls(con, NOW, TODAY)] == [row["trigger_id"] for row in rows]
        listed = fetch(con, question("triggers"), {"everything": False, "now": NOW, "today": TODAY})
    assert {"paused", "not-today"}.isdisjoint(row["trigger_id"] for row in listed)


@pytest.mark.parametrize("others", [(), ("+12125550102",), ("+12125550102", "+12125550103")])
@pytest.mark.parametrize("wrong", [("+12125550101",), ("+12125550102",), ("+12125550101", "+12125550102")])
@pytest.mark.parametrize("talked", [False, True])
def test_every_view_gives_the_number_that_is_offered(
    published: Path, others: tuple[str, ...], wrong: tuple[str, ...], talked: bool
) -> None:
    """A number said to be wrong is in no view while another stands; alone it is marked, until they talk on it."""
    who = replace(person("one"), other_phones=others, phone_note="Switchboard")
    said = [Touch(n, "one", NOW - timedelta(days=2), ContactKind.VOICEMAIL, number=n) for n in wrong]
    talk = [Touch("talk", "one", NOW - timedelta(days=1), ContactKind.CALLED)] * talked
    with writing(published.with_name("callnow.duckdb")) as con:
        save_prospects(con, [who], [QUORREL], TODAY)
        add(con, "touch", said + talk)
        take_for_now(con, NOW, "UTC")
        (offered,) = to_call(con, [who])
        for view in ("call_now", "calls_ever", "prospects"):
            assert fetch(con, f"SELECT DISTINCT phone, phone_note FROM {view} WHERE prospect_id = 'one'") == [
                {"phone": offered.phone, "phone_note": offered.phone_note}
            ]
        (row,) = fetch(con, "SELECT other_phones FROM prospects WHERE prospect_id = 'one'")
    right = [number for number in (who.phone, *others) if number not in wrong]
    assert offered.phone == (right[0] if right else who.phone)
    assert tuple(row["other_phones"]) == offered.other_phones == (tuple(right[1:]) if right else others)
    marked = "said to be a wrong number on 15 March 2026; Switchboard"
    own_note = "Switchboard" if offered.phone == who.phone else ""
    assert offered.phone_note == (own_note if right or talked else marked)


def test_calls_ever_says_what_became_of_each(published: Path) -> None:
    """Every trigger is in it once, with the state it came to in words, and the talk that answered it."""
    _, rows = ask(published, "FROM calls_ever", NOW)
    became = {row["trigger_id"]: row["became"] for row in rows}
    assert len(rows) == len(CALLS)
    assert became == {
        "waits": "waits", "waits-better": "waits", "worth": "waits", "put-off-until-then": "waits",
        "expired": "expired", "paused": "paused", "not-today": "paused", "put-off": "put off", "called": "called",
        "dismissed": "dismissed", "wrong_company": "wrong company", "wrong_event": "wrong event",
        "withdrawn": "withdrawn",
    }  # fmt: skip
    (called,) = [row for row in rows if row["trigger_id"] == "called"]
    assert (called["answered_by"], called["outcome"]) == ("called", "curious")
    assert called["answered_at"] == NOW - timedelta(hours=2)
    assert {row["answered_at"] for row in rows if row["became"] != "called"} == {None}


@pytest.mark.parametrize(
    ("moment", "zone", "shown"),
    [
        (NOW + timedelta(days=3), "UTC", True),
        (datetime(2026, 3, 20, 2, tzinfo=UTC), "UTC", True),
        (datetime(2026, 3, 20, 2, tzinfo=UTC), "America/New_York", False),  # there it is still the 19th
    ],
)
def test_a_pause_ends_on_the_recruiters_day(published: Path, moment: datetime, zone: str, shown: bool) -> None:
    """The first day after a pause is a day of the recruiter's zone."""
    asked = "SELECT became FROM calls_ever WHERE trigger_id = 'paused'"
    assert ask(published, asked, moment, zone)[1] == [{"became": "waits" if shown else "paused"}]


def test_other_clients_ask_the_clock(published: Path) -> None:
    """Without callnow, the views take the clock's time for now: these calls expired long ago."""
    with duckdb.connect(str(published), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM call_now").fetchall() == [(0,)]
        open_ones = "SELECT DISTINCT became FROM calls_ever WHERE state IN ('open', 'snoozed')"
        assert con.execute(open_ones).fetchall() == [("expired",)]


def test_people_employers_and_contacts_are_views(published: Path) -> None:
    """A person stands with the last contact and what waits, an employer with its people and other names, a contact with
    its person."""
    _, people = ask(published, "FROM prospects ORDER BY prospect_id", NOW)
    by_id = {row["prospect_id"]: row for row in people}
    two = by_id["two"]
    assert (two["contacts"], two["last_contact_by"], two["calls_waiting"]) == (3, "emailed", 1)
    assert (two["promised"], two["promised_for"]) == ("a list", None)  # by then nobody spoke of a day
    assert (by_id["one"]["contacts"], by_id["one"]["calls_waiting"], by_id["five"]["calls_waiting"]) == (0, 2, 0)
    assert by_id["three"]["paused_until"] == TODAY + timedelta(days=3)
    _, (employer,) = ask(published, "FROM employers", NOW)
    assert (employer["employer"], employer["prospects"], employer["calls_waiting"]) == ("Quorrel Foods", 6, 4)
    assert employer["aliases"] == ["QF", "Quorrel's"]
    _, touches = ask(published, "FROM touches", NOW)
    assert [row["touch_id"] for row in touches] == ["c2", "c1", "c0"]
    assert {row["prospect"] for row in touches} == {"Name of two"}
    assert {row["owner"] for row in touches} == {"Dana"}


AMOUNTS = {
    "$5.9M": (5.9e6, "USD"), "approximately $6 million": (6e6, "USD"), "€740 million": (740e6, "EUR"),
    "about £650 million": (650e6, "GBP"), "$3.4 bln": (3.4e9, "USD"), "CDN$7 billion": (7e9, "CAD"),
    "CA$105,000": (105_000, "CAD"), "A$52 million": (52e6, "AUD"), "$1.125 billion": (1.125e9, "USD"),
    "$1,125 million": (1.125e9, "USD"), "€1,5 Mio.": (1.5e6, "EUR"), "EUR 1.200.000": (1.2e6, "EUR"),
    "CHF 2'500'000": (2.5e6, "CHF"), "R$ 12 million": (12e6, "BRL"), "Rs. 500 crore": (5e9, "INR"),
    "INR 20 lakh": (2e6, "INR"), "US$ 12.5-million": (12.5e6, "USD"), "10 million euros": (10e6, "EUR"),
    "S$4 million": (4e6, "SGD"), "$2.5 to $3 million": (2.5e6, "USD"), "5 million pounds": (5e6, "GBP"),
    "50 million Canadian dollars": (50e6, "CAD"), "2\u202f500\u202f000 €": (2.5e6, "EUR"), "4,000": (4000, None),
    "NT$5 billion": (5e9, "TWD"), "MX$2 million": (2e6, "MXN"), "a $5 million": (5e6, "USD"), "XQ$3": (3, None),
    "$25 mil": (25e6, "USD"), "Rs 5.4 Cr": (54e6, "INR"), "$.5 million": (5e5, "USD"), "US $ 7": (7, "USD"),
    "$1.2345 billion": (1.2345e9, "USD"), "€0,7525 Mrd": (752.5e6, "EUR"), "between $2 and $3 million": (2e6, "USD"),
    "20 million Singapore dollars": (20e6, "SGD"), "5 million New Zealand dollars": (5e6, "NZD"),
    "about 30 million dollars": (30e6, "USD"), "1.5 billion US dollars": (1.5e9, "USD"),
    "tens of million USD": (None, "USD"), "": (None, None), "$9" + 400 * "9": (float("inf"), "USD"),
}  # fmt: skip
COUNTS = {
    "up to 3,000": (3000, None), "nine": (9, None), "as many as 800": (800, None), "1.200": (1200, None),
    "a quarter of its people": (None, None), "10% of staff": (None, 10), "10 to 15 percent": (None, 10),
    "between 10 and 15 percent": (None, 10), "10% or 15%": (None, 10),
    "1,000 jobs, or 5% of its workforce": (1000, None), "12,5 %": (None, 12.5), "5 per cent": (None, 5),
    "2 thousand": (2000, None), "1.2k": (1200, None), "14 000": (14_000, None), "": (None, None),
}  # fmt: skip


def events_with(slot: str, texts: Iterable[str]) -> list[CompanyEvent]:
    blank = CompanyEvent("", "a", "funding", "Quorrel")
    return [replace(blank, id=f"e{n}", **{slot: text}) for n, text in enumerate(texts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slot", "figures", "columns"),
    [
        ("amount", AMOUNTS, "amount_value, amount_currency"),
        ("count", COUNTS, "count_value, count_percent"),
    ],
)
def test_figures_are_numbers_too(
    slot: str, figures: dict[str, tuple[object, object]], columns: str, tmp_path: Path
) -> None:
    """Sums and head counts are numbers with a currency, or a share; what holds no figure is NULL, and none an error."""
    with writing(tmp_path / "callnow.duckdb") as con:
        add(con, "announcement", [Announcement("a", "wire", "t", "t", "", NOW, NOW)])
        add(con, "company_event", events_with(slot, figures))
        rows = fetch(con, f"SELECT {slot}, {columns} FROM company_events")
    assert {row[slot]: tuple(row.values())[1:] for row in rows} == figures


@pytest.mark.integration
def test_an_older_home_gets_the_views_at_its_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database and copy of the schema before: opened again, and published, both have every view with its words."""
    database, copy = tmp_path / "callnow.duckdb", tmp_path / "news.duckdb"
    item, (event,) = Announcement("a", "wire", "t", "t", "", NOW, NOW), events_with("amount", ["$5.9M"])
    with monkeypatch.context() as then:
        before = [one for one in schema.migrations() if one[0] <= BEFORE_THESE_VIEWS]
        then.setattr(schema, "migrations", lambda: before)
        with writing(database) as con:
            for table, value in (("announcement", item), ("company_event", event)):
                row = {name: value for name, value in to_row(value).items() if name not in LATER[table]}
                add_rows(con, table, [row])
        publish(database, copy)
        assert "calls_ever" not in {row["view"] for row in views(copy)}
    with writing(database) as con:
        assert fetch(con, "SELECT amount_value FROM company_events") == [{"amount_value": 5.9e6}]
    publish(database, copy)
    assert {"call_now", "calls_ever", "prospects", "touches", "employers"} <= {row["view"] for row in views(copy)}
    with reading(copy) as con:
        assert fetch(con, "SELECT amount_currency FROM company_events") == [{"amount_currency": "USD"}]


@pytest.mark.parametrize("mistyped", ["who_to_cal_this_week", "Who-To-Call", "who_to_call_this_weeks"])
def test_a_mistyped_question_proposes_the_nearest(mistyped: str, published: Path) -> None:
    """A word that is not a saved question is not SQL either: the error names the one that was meant."""
    with pytest.raises(UsageError, match="did you mean 'who_to_call_this_week'"):
        saved_or_sql(mistyped, saved_questions(), published)


def test_a_view_that_is_named_alone_says_how_to_ask_it(published: Path) -> None:
    """The name of a view is not a question; SQL is left as it is, and a name like no other proposes nothing."""
    with pytest.raises(UsageError, match='callnow query "FROM call_now"'):
        saved_or_sql("call_now", saved_questions(), published)
    assert saved_or_sql("FROM call_now", saved_questions(), published) == "FROM call_now"
    with pytest.raises(UsageError) as told:
        saved_or_sql("xyzzy", saved_questions(), published)
    assert "did you mean" not in str(told.value)


def test_names_mistyped_in_sql_and_of_views_are_proposed(published: Path) -> None:
    """DuckDB's own proposal is passed on; the columns of a view that is not there name the nearest that is."""
    with pytest.raises(UsageError, match=r"Did you mean .call_now"):
        ask(published, "FROM calls_now", NOW)
    assert {row["column"] for row in columns_of(published, "employers")} >= {"employer_id", "prospects"}
    assert all(row["holds"] for row in columns_of(published, "call_now"))
    with pytest.raises(UsageError, match="did you mean 'employers'"):
        columns_of(published, "employer")


def test_no_answer_is_lost_in_silence(published: Path) -> None:
    """Columns of one name are numbered, and several questions at once are refused; what sets the stage is none."""
    assert ask(published, "SELECT 1 AS a, 2 AS a, 3 AS a_1") == (["a", "a_2", "a_1"], [{"a": 1, "a_2": 2, "a_1": 3}])
    with pytest.raises(UsageError, match="several questions"):
        ask(published, "SELECT 1; SELECT 2")
    assert ask(published, "SET TimeZone = 'Asia/Tokyo'; SELECT 2 AS a")[1] == [{"a": 2}]


def test_the_newest_item_of_a_feed_is_told_by_when_it_was_published(tmp_path: Path) -> None:
    """And not as the visit that brought it: the two can lie years apart."""
    published = tmp_path / "news.duckdb"
    with writing(published):
        pass
    told = {row["column"]: row["holds"] for row in columns_of(published, "feed_health")}
    assert told["last_new_item_at"].startswith("When its newest item was published")
