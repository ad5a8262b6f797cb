"""Calls in files: JSON lines, CSV, feeds; and on a terminal, which keeps nothing."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest
from delivery_cards import NOW, Open, bare_card, many, numbered, one

from delivery.channels.csv import COLUMNS


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
