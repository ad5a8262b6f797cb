"""Calls in files: JSON lines, CSV, feeds; and on a terminal, which keeps nothing."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from delivery_cards import NOW, Open, bare_card, card, many, numbered, one

from callnow.terms import Tier
from delivery.channels.csv import COLUMNS, TIER, read_rows
from delivery.channels.feed import redact
from delivery.traces import Traces


class TestJsonLines:
    def test_a_line_torn_by_a_crash_is_written_again_whole(self, open_one: Open, tmp_path: Path) -> None:
        """Half a line at the end of the file is taken off; the cards before it stay."""
        open_one("jsonl", path="calls.jsonl").send(many(numbered(1), numbered(2)))
        file = tmp_path / "calls.jsonl"
        file.write_bytes(file.read_bytes()[:-40])
        open_one("jsonl", path="calls.jsonl").send(one(numbered(2)))
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        assert [line["trigger_id"] for line in lines] == [f"{1:016x}", f"{2:016x}"]
        assert lines[0]["tel"] == "tel:+12125550122"


class TestCsv:
    def test_the_file_opens_with_its_columns(self, open_one: Open, tmp_path: Path) -> None:
        """The CSV has its header, one row a card, and says UTF-8 to Excel."""
        open_one("csv", path="calls.csv").send(many(numbered(1), bare_card()))
        text = (tmp_path / "calls.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        header, first, second = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
        assert tuple(header) == COLUMNS
        assert first[COLUMNS.index("phone")] == "+12125550122"
        assert second[COLUMNS.index("name")] == "Noor Haddad"

    def test_a_number_is_written_as_people_write_it(self, open_one: Open, tmp_path: Path) -> None:
        """An extension stands behind the number in words, as in the CSV of tasks, not as a link has it."""
        open_one("csv", path="calls.csv").send(many(card(prospect={"phone": "+12125550142;ext=204"})))
        (row,) = read_rows((tmp_path / "calls.csv").read_bytes())[1:]
        assert row[COLUMNS.index("phone")] == "+12125550142 ext. 204"

    def test_an_empty_line_is_no_fault(self, open_one: Open, tmp_path: Path) -> None:
        """An editor that leaves one at the end of the file stops neither new rows nor the taking out of people."""
        open_one("csv", path="calls.csv").send(one(numbered(1)))
        file = tmp_path / "calls.csv"
        file.write_bytes(file.read_bytes() + b"\r\n\r\n")
        open_one("csv", path="calls.csv").send(one(numbered(2)))
        assert [row[0] for row in read_rows(file.read_bytes())[1:]] == [f"{n:016x}" for n in (1, 2)]


class TestSurerNow:
    """A call that was worth knowing and asks for a call now is told as such, once, however often it is sent."""

    KNOWN = replace(numbered(1), tier=Tier.WORTH_KNOWING, why="Not certain, read it first: Orbit Foods.")
    SURE = replace(numbered(1), decided_at=NOW, why="Orbit Foods named a CIO.")

    def sent(self, open_one: Open, kind: str, path: str) -> None:
        for cards in ((self.KNOWN, numbered(2)), (self.SURE,), (self.SURE,), (numbered(2),)):
            open_one(kind, path=path).send(many(*cards))

    def test_its_row_is_the_last(self, open_one: Open, tmp_path: Path) -> None:
        """In a CSV it takes the place of its row, at the end where what is new stands."""
        self.sent(open_one, "csv", "calls.csv")
        rows = read_rows((tmp_path / "calls.csv").read_bytes())[1:]
        assert [row[0] for row in rows] == [f"{n:016x}" for n in (2, 1)]
        assert (rows[1][TIER], rows[1][COLUMNS.index("why")]) == ("call_now", self.SURE.why)

    def test_it_is_another_line(self, open_one: Open, tmp_path: Path) -> None:
        """A file that is only ever added to has it again, with its new tier."""
        self.sent(open_one, "jsonl", "calls.jsonl")
        lines = [json.loads(line) for line in (tmp_path / "calls.jsonl").read_text().splitlines()]
        tiers = [(line["trigger_id"][-1], line["tier"]) for line in lines]
        assert tiers == [("2", "call_now"), ("1", "worth_knowing"), ("1", "call_now")]

    def test_it_is_another_entry(self, open_one: Open, tmp_path: Path) -> None:
        """In a feed it stands in the place of the former, under an id that no reader has seen; it can be taken out."""
        self.sent(open_one, "feed", "calls")
        content = (tmp_path / "calls.json").read_bytes()
        titles = {item["id"]: item["title"] for item in json.loads(content)["items"]}
        assert set(titles) == {f"urn:callnow:{1:016x}:call_now", f"urn:callnow:{2:016x}"}
        assert titles[f"urn:callnow:{1:016x}:call_now"].startswith("Call Dana Reyes")
        traces = Traces(trigger_ids=frozenset({f"{1:016x}"}))
        assert b"0001" not in redact(content, traces, NOW)[0]


class TestFeed:
    def test_three_feeds_say_the_same(self, open_one: Open, tmp_path: Path) -> None:
        """JSON Feed, Atom and RSS hold the same entries, newest first, each with its lasting id."""
        older = numbered(1, decided_at=NOW - timedelta(hours=1))
        open_one("feed", path="out/calls").send(many(older, numbered(2)))
        items = json.loads((tmp_path / "out/calls.json").read_text())["items"]
        ids = [item["id"] for item in items]
        assert ids == [f"urn:callnow:{2:016x}", f"urn:callnow:{1:016x}"]
        atom = ET.parse(tmp_path / "out/calls.atom").getroot()
        assert [e.text for e in atom.iterfind("{*}entry/{*}id")] == ids
        rss = ET.parse(tmp_path / "out/calls.rss").getroot()
        assert [e.text for e in rss.iterfind("channel/item/guid")] == ids
        assert items[0]["title"].startswith("Call Dana Reyes, Orbit Foods, Inc.: Orbit Foods named")
        assert items[0]["external_url"] == "https://wire.example.com/orbit-foods-cio"


class TestConsole:
    def test_calls_go_to_standard_error(self, open_one: Open, capsys: pytest.CaptureFixture[str]) -> None:
        """The terminal channel leaves standard output to those who read JSON from it."""
        open_one("console").send(one())
        said = capsys.readouterr()
        assert said.out == ""
        assert "Dana Reyes" in said.err
