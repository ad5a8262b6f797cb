"""The store: short transactions, one writer, a published copy, values that come back as they went in."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import stat
import subprocess
import sys
import typing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import sleep

import duckdb
import pytest

from callnow.errors import RunUnderWay, StoreBusy, StoreError, StoreForeign
from callnow.model import (
    Announcement,
    Candidate,
    CompanyEvent,
    Delivery,
    Employer,
    Feature,
    Filing,
    Match,
    Prospect,
    Touch,
    Trigger,
)
from callnow.store import only_run
from callnow.store.ask import views
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.feeds import all_feeds, feed_health, keep_visits, save_feeds, switch_feed
from callnow.store.history import events_since
from callnow.store.lock import FOLLOW_UPS, awaited, running, shown_to_wait
from callnow.store.recover import recover
from callnow.store.rows import COLUMN_OF, add, fetch, from_row
from callnow.store.second_reader import KeptAnswer, WaitingEvent, keep_answers, waiting
from callnow.terms import Certainty, ContactKind, MatchVerdict, Tier

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
FILING = Filing("WARN", "QUORREL", "layoffs", "17", Certainty.DONE, ("Q",), count="40", filed_on=date(2026, 3, 27))
TABLES: dict[str, typing.Any] = {
    "announcement": Announcement(
        "a1", "wire", "Título\n“x”", "body", "https://example.com/1", NOW, NOW, guid="g", filings=(FILING,)
    ),
    "company_event": CompanyEvent(
        "e1", "a1", "layoffs", "Quorrel", Certainty.RUMOURED, count="40", company_evidence=("ticker",), filing=FILING
    ),
    "employer": Employer("m1", "Quorrel Ltd", aliases=("QL", "Quorrel")),
    "prospect": Prospect("p1", "Ida Varn", "Quorrel Ltd", "m1", phone="+12125550101", tags=("vip",), rank=2),
    "match": Match(
        "e1", "Quorrel", "quorrel", MatchVerdict.MATCH, "m1", "Quorrel Ltd", "quorrel", 0.9, "exact",
        (Feature("n", 1.0, 2.0, "x"),), (Candidate("m2", "Q", 0.1),),
    ),
    "trigger": Trigger(
        "t1", "p1", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 71.5, "why", "say", NOW, NOW,
        (Feature("u", 0.5, 1.0),), talking_points=("a", "b"),
    ),
    "delivery": Delivery("d1", "t1", "mail", next_try_at=NOW),
    "touch": Touch("c1", "p1", NOW, ContactKind.CALLED, promised="after the board", due_on=date(2028, 2, 29)),
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "callnow.duckdb"


@pytest.mark.parametrize("table", TABLES)
def test_a_value_comes_back_as_it_went_in(table: str, database: Path) -> None:
    """Every value of the model survives its row, with lists, explained parts, enums, dates and UTC times."""
    value = TABLES[table]
    with writing(database) as con:
        add(con, table, [value])
        assert from_row(type(value), fetch(con, f"FROM {table}")[0]) == value


@pytest.mark.parametrize("table", TABLES)
def test_every_field_has_a_column(table: str, database: Path) -> None:
    """No field of the model is lost for want of a column."""
    with writing(database) as con:
        columns = {row["column_name"] for row in fetch(con, f"DESCRIBE {table}")}
    assert {COLUMN_OF.get(f.name, f.name) for f in dataclasses.fields(TABLES[table])} <= columns


def test_the_past_gives_announcements_whole_but_for_their_texts(database: Path) -> None:
    """An event of the past and one that waits for an answer come with all that was read of their announcement; the
    language that its feed declares is not taken for that of the event."""
    undated = {"date_known": False, "undated": True, "fingerprint": "f", "issuer": "Quorrel", "language": "en"}
    told, event = dataclasses.replace(TABLES["announcement"], **undated), TABLES["company_event"]
    with writing(database) as con:
        add(con, "announcement", [told])
        add(con, "company_event", [event])
        keep_answers(con, [KeptAnswer(told.id, event.id, "small", "x")])
        assert events_since(con, NOW, 9) == [(dataclasses.replace(told, text=""), event)]
        assert waiting(con, NOW) == [WaitingEvent(told, event, quiet=False)]


def test_hostile_text_is_kept_without_breaking_a_row(database: Path) -> None:
    """NUL, lone surrogates and quotes in a title are stored as text, never as SQL and never as an error."""
    hostile = dataclasses.replace(TABLES["announcement"], title="x\x00y\ud800'); DROP TABLE feed; --")
    with writing(database) as con:
        assert add(con, "announcement", [hostile]) == 1
        assert "DROP TABLE feed" in fetch(con, "SELECT title FROM announcement")[0]["title"]


def test_what_fails_inside_a_transaction_leaves_no_trace(database: Path) -> None:
    """An exception inside rolls everything back."""

    def fail_after_writing() -> None:
        with writing(database) as con:
            add(con, "employer", [TABLES["employer"]])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    with writing(database) as con:
        assert fetch(con, "FROM employer") == []


def test_the_published_copy_is_whole_and_open_to_anyone_while_the_pipeline_writes(
    database: Path, tmp_path: Path
) -> None:
    """A reader asks the copy, with its views and their comments, while a writer holds the database."""
    published = tmp_path / "home" / "news.duckdb"
    with writing(database) as con:
        for table, value in TABLES.items():
            add(con, table, [value])
    publish(database, published)
    with writing(database), reading(published) as con:
        assert fetch(con, "SELECT prospect, phone FROM calls_ever") == [
            {"prospect": "Ida Varn", "phone": "+12125550101"}
        ]
    assert {row["view"] for row in views(published)} == {
        "announcements", "company_events", "news_matches", "call_now", "calls_ever", "prospects", "touches",
        "employers", "feed_health", "filings", "alerts", "numbers_offered", "wrong_numbers", "barred_numbers",
    }  # fmt: skip
    assert all(row["holds"] for row in views(published))


def test_the_view_of_feeds_says_what_is_wrong_with_one_that_answers(database: Path) -> None:
    """Paused, failing, or answering without an item: in one column, and a paused feed has no next visit."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    seen = {"last_new_item_at": now.isoformat(), "next_check_at": now.isoformat()}
    states = {
        "well": seen,
        "empty": seen | {"empty_visits": 8},
        "gone": seen | {"paused_reason": "gone for good", "failures": 1, "error": "410"},
        "cut": seen | {"cut_off": True, "items": 4},
        "failing": seen | {"failures": 2, "error": "status 503"},
    }
    with writing(database) as con:
        save_feeds(con, [{"name": n, "url": f"https://{n}.example", "kind": "feed", "enabled": True} for n in states])
        keep_visits(con, [(name, state, ()) for name, state in states.items()], now)
        told = feed_health(con, now)
    assert {name: row["what_is_wrong"] for name, row in told.items()} == {
        "well": "",
        "empty": "it answers, but the last 8 answers held no item: its address may be wrong",
        "gone": "gone for good",
        "cut": "the feed is cut off or broken after 4 items",
        "failing": "status 503",
    }
    assert [name for name, row in told.items() if row["next_check_at"] is None] == ["gone"]


def test_the_home_is_its_owners_alone(database: Path, tmp_path: Path) -> None:
    """Prospects are personal data: nobody else may read folder, database or copy."""
    with writing(database):
        pass
    publish(database, database.with_name("news.duckdb"))
    modes = [
        stat.S_IMODE(os.stat(path).st_mode) for path in (database.parent, database, database.with_name("news.duckdb"))
    ]
    assert modes == [0o700, 0o600, 0o600]


def _hold(database: Path, ready: typing.Any, done: typing.Any) -> None:
    with writing(database):
        ready.set()
        done.wait(30)


@pytest.mark.integration
def test_a_second_writer_waits_a_bounded_time_and_then_names_who_writes(database: Path) -> None:
    """The second process is told the first one's number instead of waiting for ever."""
    spawn = multiprocessing.get_context("spawn")
    ready, done = spawn.Event(), spawn.Event()
    holder = spawn.Process(target=_hold, args=(database, ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with pytest.raises(StoreBusy, match=str(holder.pid)), writing(database, lock_wait=0.2):
            pass
    finally:
        done.set()
        holder.join(30)
    with writing(database, lock_wait=5):
        pass


def test_only_one_run_at_a_time_and_the_other_is_told_who_runs(tmp_path: Path) -> None:
    """A second run of the same home says who runs and ends; the lock goes with the first."""
    with (
        only_run(tmp_path / "home", "a run"),
        pytest.raises(StoreBusy, match=f"a run \\(process {os.getpid()}\\).* nothing to do: it does the same"),
        only_run(tmp_path / "home", "a run"),
    ):
        pass
    with only_run(tmp_path / "home", "later"):
        pass


@pytest.mark.parametrize("kind", ["text", "other tables", "newer"])
def test_a_foreign_file_is_refused_with_what_to_do(kind: str, database: Path) -> None:
    """A text file, another program's database and a newer callnow's are named, not overwritten."""
    database.parent.mkdir(parents=True)
    if kind == "text":
        database.write_text("this is not a database, but a long enough text to be read as one\n" * 100)
    elif kind == "newer":
        with writing(database) as con:
            con.execute("UPDATE meta SET value = '9999' WHERE key = 'schema'")
    else:
        with duckdb.connect(str(database)) as foreign:
            foreign.execute("CREATE TABLE invoices (n INTEGER)")
    with pytest.raises(StoreForeign) as told, writing(database):
        pass
    assert str(database) in str(told.value)
    assert told.value.hint


def test_asking_before_anything_was_read_says_what_to_run(tmp_path: Path) -> None:
    """There is no copy yet: the error names the commands that make one."""
    (tmp_path / "callnow.duckdb").touch()
    with pytest.raises(StoreError, match="callnow run"), reading(tmp_path / "news.duckdb"):
        pass


def test_a_damaged_database_is_replaced_by_the_last_good_copy(database: Path) -> None:
    """After overwritten pages, recover brings the copy back, keeps the damage aside and says what is missing."""
    published = database.with_name("news.duckdb")
    with writing(database) as con:
        add(con, "prospect", [TABLES["prospect"]])
    publish(database, published)
    body = bytearray(database.read_bytes())
    body[:8192] = b"\0" * 8192
    database.write_bytes(body)
    with pytest.raises(StoreForeign, match="callnow recover"), writing(database):
        pass
    told = str(recover(database, published, NOW))
    assert "damaged" in told
    assert "Missing:" in told
    assert list(database.parent.glob("*.damaged-*"))
    with writing(database) as con:
        assert fetch(con, "SELECT name FROM prospect") == [{"name": "Ida Varn"}]
    assert "nothing to repair" in str(recover(database, published, NOW))


def test_an_item_seen_again_under_a_new_id_is_not_kept_twice(database: Path) -> None:
    """The same content from the same feed is known by its fingerprint, whatever its guid says this time."""
    first = dataclasses.replace(TABLES["announcement"], fingerprint="f")
    again = dataclasses.replace(first, id="a2", guid="new at every poll")
    elsewhere = dataclasses.replace(first, id="a3", source="another wire")
    with writing(database) as con:
        save_feeds(con, [{"name": "wire", "url": "https://example.com/rss", "kind": "feed", "enabled": True}])
        assert keep_visits(con, [("wire", {"failures": 0}, [first, dataclasses.replace(first, id="a0")])], NOW) == 1
        assert keep_visits(con, [("wire", {"failures": 0}, [again])], NOW) == 0
        assert keep_visits(con, [("wire", {"failures": 0}, [elsewhere])], NOW) == 1


@pytest.mark.parametrize("at_once", [True, False])
def test_a_headline_that_comes_again_is_news_of_its_own(database: Path, at_once: bool) -> None:
    """The same words of the same feed at another address are another item where their dates lie apart, unless they are
    a whole text or undated; of one time, the newest is kept."""
    old = dataclasses.replace(TABLES["announcement"], fingerprint="f", text="", published_at=NOW - timedelta(days=600))
    late = dataclasses.replace(old, id="a2", published_at=NOW)
    moved = dataclasses.replace(late, id="a0", published_at=NOW - timedelta(days=1))
    undated = dataclasses.replace(late, id="a3", undated=True, published_at=NOW + timedelta(days=90))
    visits = [[old, moved, late, undated]] if at_once else [[old], [late], [moved], [undated]]
    with writing(database) as con:
        assert sum(keep_visits(con, [("wire", {}, items)], NOW) for items in visits) == 2
        assert {row["id"] for row in fetch(con, "SELECT id FROM announcement")} == {"a1", "a2"}
        whole = [dataclasses.replace(old, id=f"w{n}", fingerprint="w", text="x" * 300) for n in range(2)]
        again = dataclasses.replace(whole[1], published_at=NOW)
        assert [keep_visits(con, [("wire", {}, [item])], NOW) for item in (whole[0], again)] == [1, 0]


def headlines_of_months() -> list[Announcement]:
    """Four headlines without a text, a month apart."""
    return [
        dataclasses.replace(
            TABLES["announcement"], id=f"b{n}", fingerprint=f"f{n}", text="", published_at=NOW - timedelta(days=30 * n)
        )
        for n in range(1, 5)
    ]


def test_a_list_that_moves_and_is_dated_anew_is_no_news(database: Path) -> None:
    """Headlines that all stood there under other dates, and come at other addresses under the day of the move."""
    before = headlines_of_months()
    moved = [dataclasses.replace(item, id=f"m{item.id}", published_at=NOW) for item in before]
    with writing(database) as con:
        assert keep_visits(con, [("wire", {}, before)], NOW) == 4
        assert keep_visits(con, [("wire", {}, moved)], NOW) == 0


def test_headlines_that_come_again_on_one_day_are_news_where_the_old_ones_still_stand(database: Path) -> None:
    """No list has moved that shows both."""
    before = headlines_of_months()
    again = [dataclasses.replace(item, id=f"n{item.id}", published_at=NOW) for item in before]
    with writing(database) as con:
        assert keep_visits(con, [("wire", {}, before)], NOW) == 4
        assert keep_visits(con, [("wire", {}, [*again, *before])], NOW) == 4
        assert keep_visits(con, [("wire", {}, [*again, *before])], NOW) == 0


def test_a_name_a_person_gave_is_not_taken_over_by_the_catalogue(database: Path) -> None:
    """A catalogue feed of the same name stays out; the person's feed keeps address and switch."""
    mine = {"name": "wire", "url": "https://example.com/mine", "kind": "feed", "enabled": True}
    with writing(database) as con:
        save_feeds(con, [mine])
        save_feeds(con, [mine | {"url": "https://example.org/theirs", "enabled": False}], origin="catalogue")
        (known,) = all_feeds(con)
    assert (known.declared, known.enabled) == (mine, True)


def test_a_switch_holds_until_the_declaration_itself_changes(database: Path) -> None:
    """Declaring a feed again neither switches it back nor forgets what is remembered of it, but what would let the next
    visit find it unchanged."""
    feed = {"name": "wire", "url": "https://example.com/rss", "kind": "feed", "enabled": False}
    with writing(database) as con:
        assert save_feeds(con, [feed]) == (1, 0)
        assert switch_feed(con, "wire", True)
        keep_visits(con, [("wire", {"etag": "x", "body_hash": "y", "items": 3}, [])], NOW)
        assert save_feeds(con, [feed]) == (0, 1)
        assert all_feeds(con)[0].state["etag"] == "x"
        assert save_feeds(con, [feed | {"country": "US"}]) == (0, 1)
        (known,) = all_feeds(con)
        assert (known.enabled, known.state) == (True, {"items": 3})
        assert not switch_feed(con, "no such feed", True)


def test_duckdb_draws_nothing_on_stdout(tmp_path: Path) -> None:
    """Neither where it takes a program for a person at a prompt, as it does one that is given on the command line."""
    program = (
        "import pathlib, sys; from callnow.store.files import connect;"
        "con = connect(pathlib.Path(sys.argv[1]));"
        "print(con.execute(\"SELECT current_setting('enable_progress_bar')\").fetchall())"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "some.duckdb")]
    assert subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout == "[(False,)]\n"


def test_filings_can_be_asked_for(database: Path) -> None:
    """What was filed is a view with its days as dates; an event without a filing is not in it."""
    with writing(database) as con:
        add(con, "announcement", [TABLES["announcement"]])
        add(con, "company_event", [TABLES["company_event"], CompanyEvent("e2", "a1", "layoffs", "Quorrel")])
        (row,) = fetch(con, "SELECT event_id, employer_as_filed, number, filed_on, effective_on, amends FROM filings")
        assert list(row.values()) == ["e1", "QUORREL", "17", date(2026, 3, 27), None, ""]


def test_whoever_waits_for_the_database_comes_first(tmp_path: Path) -> None:
    """While somebody is shown to wait, others leave the database to them; for a file that is not there nobody waits."""
    counter = tmp_path / "callnow.duckdb.writes"
    with shown_to_wait(counter):
        assert not awaited(counter)
    counter.touch()
    with shown_to_wait(counter), shown_to_wait(counter):
        assert awaited(counter)
    assert not awaited(counter)


def test_who_wants_something_else_waits_for_whoever_runs(tmp_path: Path) -> None:
    """A forgetting that meets the follow-ups is done when these have ended, soon; nobody is told that it is done."""
    home, began = tmp_path / "home", Event()

    def follow_ups() -> None:
        with only_run(home, FOLLOW_UPS):
            began.set()
            sleep(0.3)

    beside = Thread(target=follow_ups)
    beside.start()
    began.wait(30)
    with only_run(home, "forgetting"):
        assert running(home).startswith("forgetting")
    beside.join()


@pytest.mark.parametrize(
    ("runs", "wanted", "hint"),
    [
        (FOLLOW_UPS, "a run", "was not done: ask again when that has ended"),
        ("forgetting", "forgetting", "was not done"),  # of another person
        ("a run", "a rematch", "was not done"),
        ("a run", "a delivery", "nothing to do"),
        (FOLLOW_UPS, FOLLOW_UPS, "nothing to do"),
    ],
)
def test_only_what_another_does_needs_nobody(runs: str, wanted: str, hint: str, tmp_path: Path) -> None:
    """Whoever finds a home taken for long is told whether what they asked for is done there."""
    with only_run(tmp_path, runs), pytest.raises(RunUnderWay) as met, only_run(tmp_path, wanted, wait=0):
        pass
    assert hint in met.value.hint
