"""What is held of a person with whom another was merged, and how all of it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from callnow.model import Prospect, Trigger
from callnow.people import Merge
from callnow.store.activity import note_activity
from callnow.store.clicks import Click, keep_click
from callnow.store.connection import writing
from callnow.store.forget import forget_people, held_of
from callnow.store.records import save_merges
from callnow.store.rows import add, fetch
from callnow.store.sql import Connection
from callnow.store.touches import also_answer
from callnow.store.withdrawals import keep_told_with
from callnow.terms import Act, Action, SaidBy, Tier

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MERGED = ("click", "snooze", "told_with", "also_answered", "woken", "activity")


def keep_one_made_of_two(con: Connection) -> None:
    """Ida Varn, who was another person once: a click and an edit are of that time, and a call is put off."""
    add(con, "prospect", [Prospect("p1", "Ida Varn", "Quorrel Ltd", "m1")])
    save_merges(con, [Merge(id="p2", prospect_id="p1", merged_on=NOW.date(), said_by=SaidBy.PERSON, was_person=True)])
    add(con, "trigger", [Trigger("t1", "p1", "m1", "s1", "v1", "expansion", Tier.CALL_NOW, 60.0, "", "", NOW, NOW)])
    con.execute("INSERT INTO snooze VALUES ('t1', $1)", [NOW])
    con.execute("INSERT INTO woken VALUES ('t1', $1, $1)", [NOW])
    keep_told_with(con, {"d2": ["t1"]})
    also_answer(con, ["t1"], "c1")
    keep_click(con, Click("c2", NOW, "p2", Action.WRONG_COMPANY, ("t1",), mention="Quorrel", employer_id="m1"), NOW)
    note_activity(con, Act.EDITED, "p2")


def test_what_is_held_under_a_former_id_is_told_and_goes(tmp_path: Path) -> None:
    """Clicks, calls put off or told with others, and what was done are told; after forgetting none of it is left."""
    with writing(tmp_path / "callnow.duckdb") as con:
        keep_one_made_of_two(con)
        told = held_of(con, "p1")
        assert [click["id"] for click in told["clicks"]] == ["c2"]
        assert [snooze["trigger_id"] for snooze in told["snoozes"]] == ["t1"]
        assert [woken["trigger_id"] for woken in told["woken"]] == ["t1"]
        assert [said["delivery_id"] for said in told["told_with"]] == ["d2"]
        assert [answer["touch_id"] for answer in told["also_answered"]] == ["c1"]
        assert [done["act"] for done in told["activities"] if done["act"] == Act.EDITED] == [Act.EDITED]
        forget_people(con, ["p1"], date(2026, 3, 2), "asked")
        assert {table: fetch(con, f"FROM {table}") for table in MERGED} == {table: [] for table in MERGED}
