"""The counter of writes: a loss is always told, with how many and of which day, and nothing else is taken for one."""

from __future__ import annotations

import logging
import os
import random
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from damaged_home import LOGGED, NEW, NOW, OLD, commit, expected, flip, items, kept, mend

from callnow.errors import StoreDamaged, StoreForeign
from callnow.store.connection import looking, writing
from callnow.store.copies import publish
from callnow.store.files import connect, counter_of, log_of
from callnow.store.recover import recover
from callnow.store.rows import add, fetch
from callnow.store.writes import Noted, in_words, note, read_noted

WED, THU, FRI = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)


def as_duckdb_sees_it(home: Path) -> set[tuple[str, str]] | None:
    """What DuckDB by itself finds in the database of a home; None where it refuses."""
    try:
        con = connect(home / "callnow.duckdb", read_only=True)
    except duckdb.Error:
        return None
    found = set(con.execute("SELECT id, text FROM announcement").fetchall())
    con.close()
    return found


def told_by_recover(database: Path) -> int:
    """How many writes recover says are missing."""
    return sum((recover(database, database.with_name("news.duckdb"), NOW).lost or {}).values())


def lose_in_silence(pattern: Path, tmp_path: Path, flips: int) -> tuple[int, int]:
    """Flips bits of the log, one a home: how many DuckDB refused, and in how many it lost writes without a word.

    Asserts that callnow refuses each of the second kind, and that recover counts what is missing.
    """
    dice, size = random.Random(7), log_of(pattern / "callnow.duckdb").stat().st_size
    places = [(n // 8, n % 8) for n in range(0, 8 * 24, 11)]  # the first entry, where a flip does most …
    places += [(dice.randrange(size), dice.randrange(8)) for _ in range(flips)]  # … and anywhere
    refused = silent = 0
    for place, bit in places:
        home = tmp_path / "flipped"
        shutil.copytree(pattern, home)
        database = home / "callnow.duckdb"
        flip(log_of(database), place, bit)
        seen = as_duckdb_sees_it(home)
        if seen is None:
            refused += 1
        elif seen != expected(OLD, NEW, *LOGGED):
            silent += 1
            missing = sum(not expected(one) <= seen for one in LOGGED)
            with pytest.raises(StoreDamaged, match=f"has lost {missing} write.* of {datetime.now(UTC):%Y-%m-}"):
                commit(database, items("later", 1, 4))
            assert told_by_recover(database) == missing
            assert kept(database) == seen
        shutil.rmtree(home)
    return refused, silent


@pytest.mark.integration
def test_a_flipped_bit_that_duckdb_passes_over_is_told(pattern: Path, tmp_path: Path) -> None:
    """Where DuckDB takes a damaged log for one that ends early, callnow says how many writes are gone."""
    refused, silent = lose_in_silence(pattern, tmp_path, 6)
    assert refused > 0
    assert silent > 0


@pytest.mark.slow
def test_two_hundred_flipped_bits(pattern: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same over 200 places of the whole log."""
    refused, silent = lose_in_silence(pattern, tmp_path, 200)
    with capsys.disabled():
        print(f"\n218 flipped bits: DuckDB refused {refused}, lost writes in silence in {silent}, each of them told")
    assert silent > 0


@pytest.mark.integration
@pytest.mark.parametrize("zeros", [1, 4, 8, 16, 63])
def test_zeroed_first_bytes_of_the_log_are_told(zeros: int, database: Path) -> None:
    """However many of its first bytes are zeros, nothing is passed over; recover says that three writes are gone."""
    log = log_of(database)
    log.write_bytes(bytes(zeros) + log.read_bytes()[zeros:])
    with pytest.raises(StoreDamaged, match="callnow recover"):
        kept(database)
    told = mend(database)
    assert f"3 writes of {datetime.now(UTC):%Y-%m-%d}" in told
    assert kept(database) == expected(OLD, NEW)
    assert "nothing to repair" in mend(database)  # what is missing is told once


def test_a_log_that_is_gone_is_told_to_whoever_looks_or_writes(database: Path) -> None:
    """A log that was deleted takes its writes along: neither a question nor a write passes over that."""
    log_of(database).unlink()
    with pytest.raises(StoreDamaged, match="has lost 3 writes"), looking(database, database.with_name("news.duckdb")):
        pass
    with pytest.raises(StoreDamaged, match="has lost 3 writes"):
        publish(database, database.with_name("news.duckdb"))
    assert "3 writes of" in mend(database)


@pytest.mark.integration
def test_an_older_file_in_its_place_is_told(database: Path, tmp_path: Path) -> None:
    """Who puts a backup back hears what it lacks; recover takes it, for nothing better is there."""
    shutil.copyfile(database.with_name("news.duckdb"), tmp_path / "backup")
    kept(database)  # folds the log in
    shutil.copyfile(tmp_path / "backup", database)
    with pytest.raises(StoreDamaged, match="has lost 4 writes"):
        kept(database)
    assert "4 writes of" in mend(database)
    commit(database, NEW)
    assert kept(database) == expected(OLD, NEW)


def test_a_kill_before_the_note_is_no_loss(database: Path) -> None:
    """A write that was kept and not noted leaves the note behind; the next write brings it up to date."""
    before = counter_of(database).read_bytes()
    commit(database, items("later", 1, 4))
    counter_of(database).write_bytes(before)
    commit(database, items("last", 1, 5))
    assert read_noted(database).total == 7


def test_only_what_writes_is_counted(database: Path) -> None:
    """Questions, and what was rolled back, are not writes: their loss would be none."""
    with writing(database) as con:
        fetch(con, "WITH one AS (SELECT 1 AS n) SELECT n FROM one")
    with pytest.raises(duckdb.BinderException), writing(database) as con:
        fetch(con, f"UPDATE announcement SET text = no_such_column + {add(con, 'announcement', NEW)}")
    assert read_noted(database).total == 5
    with writing(database) as con:
        con.execute("WITH one AS (SELECT 'x' AS k) INSERT INTO meta SELECT k, k FROM one")
    assert read_noted(database).total == 6


def test_a_home_from_before_the_counter_gets_one(database: Path) -> None:
    """Where nothing was noted nothing is missed, and counting begins."""
    con = connect(database)
    con.execute("DELETE FROM meta WHERE key = 'writes'")
    con.close()
    counter_of(database).unlink()
    commit(database, items("later", 1, 4))
    assert read_noted(database).total == 1


def test_a_write_whose_note_fails_is_kept(
    database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure that is reported is one: what is kept raises nothing, and the log of the program says what is amiss."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with caplog.at_level(logging.WARNING), monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        commit(database, items("later", 1, 4))
    assert "could not be noted" in caplog.text
    assert expected(items("later", 1, 4)) <= kept(database)


@pytest.mark.parametrize("content", [b"", bytes(512), b"writes kept by callnow\n2026-11-25 5\n00000000", b"\xff\xfe"])
def test_an_unreadable_counter_is_told_and_begun_anew(content: bytes, database: Path) -> None:
    """A counter that is not as it was written is refused in words; recover puts it away and counts on."""
    counter_of(database).write_bytes(content)
    with pytest.raises(StoreDamaged, match="counter of writes cannot be read"):
        kept(database)
    told = mend(database)
    assert "nothing to repair" in told
    assert "callnow.duckdb.writes.damaged-" in told
    assert kept(database) == expected(OLD, NEW, *LOGGED)
    assert read_noted(database).total == 5


class TestNoted:
    """What is noted, without a database."""

    NOTED = Noted(((WED, 120), (THU, 131), (FRI, 133)))

    @pytest.mark.parametrize(
        ("kept", "words"),
        [
            (132, "1 write of 2026-11-27"),
            (130, "1 write of 2026-11-26, 2 of 2026-11-27"),
            (119, "1 write of 2026-11-25, 11 of 2026-11-26, 2 of 2026-11-27"),
        ],
    )
    def test_what_is_lost_is_told_by_day(self, kept: int, words: str) -> None:
        """Each write that is missing belongs to the day it was made on."""
        assert in_words(self.NOTED.lost(kept)) == words

    @pytest.mark.parametrize("kept", [133, 134, 999])
    def test_a_database_that_knows_as_much_or_more_has_lost_nothing(self, kept: int) -> None:
        """More was written than noted: somebody was killed in between."""
        assert self.NOTED.lost(kept) == {}

    def test_after_a_recovery_the_same_is_not_missed_again(self) -> None:
        """What is left is noted, day by day."""
        for left in range(100, 134):
            assert self.NOTED.cut(left).lost(left) == {}
            assert self.NOTED.cut(left).total == left

    def test_a_clock_that_jumps_back_loses_no_count(self) -> None:
        """Days may come twice and out of order; the count only grows."""
        noted = self.NOTED.at(134, WED).at(135, WED).at(136, FRI)
        assert noted.total == 136
        assert noted.lost(131) == {FRI: 3, WED: 2}

    def test_a_year_of_days_fits_the_file(self, tmp_path: Path) -> None:
        """The file keeps its size, which a full disk has room for; the latest days are told apart."""
        noted, database = Noted(), tmp_path / "callnow.duckdb"
        for number in range(1, 366):
            noted = noted.at(10**9 + number, date.fromordinal(738000 + number))
        note(database, noted)
        assert counter_of(database).stat().st_size == 512
        assert read_noted(database) == noted
        assert len(noted.days) == 14


def test_another_programs_database_is_still_told_as_such(tmp_path: Path) -> None:
    """Whose file it is comes before how many writes it knows."""
    database = tmp_path / "callnow.duckdb"
    commit(database, NEW)
    database.unlink()
    with duckdb.connect(str(database)) as con:
        con.execute("CREATE TABLE theirs (n INTEGER)")
    with pytest.raises(StoreForeign, match="another program"):
        kept(database)
