"""Any register whose columns a feed's block names: CSV, JSON, Atom, from the web or from this machine."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import DataFileError, ParseFailed, Unusable
from callnow.model import Announcement
from callnow.terms import Certainty, FetchStatus
from sources.catalogue import load_feeds
from sources.feed import Feed, FeedState
from sources.kinds import check_address, read_items
from sources.on_disk import is_on_disk, read_on_disk

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
URL = "https://register.example.com/list"
COLUMNS = {"name": "Court register", "event": "bankruptcy", "employer": "Firma", "filed_on": "Datum", "number": "Az."}
CSV = "Az.;Firma;Datum;Gericht\n7 IN 12/26;Telmarq Möbel GmbH;02.03.2026;Bonn\n"


def read(body: str, register: Mapping[str, Any], **feed: str) -> list[Announcement]:
    return read_items(body.encode(), Feed("List", URL, "register", register=register, **feed), URL, NOW)  # type: ignore[arg-type]


def test_a_list_with_a_fixed_event() -> None:
    """A European court's list: day before month, an umlaut, its own words as they stand."""
    (item,) = read(CSV, {**COLUMNS, "certainty": "done"}, country="DE")
    (filing,) = item.filings
    assert (filing.register, filing.number, filing.employer) == ("Court register", "7 IN 12/26", "Telmarq Möbel GmbH")
    assert (filing.type, filing.certainty, filing.filed_on) == ("bankruptcy", Certainty.DONE, date(2026, 3, 2))
    assert filing.words == "Az.: 7 IN 12/26; Firma: Telmarq Möbel GmbH; Datum: 02.03.2026; Gericht: Bonn"


def test_json_by_the_way_to_each_value_and_events_by_words() -> None:
    """What a value's table makes of a row; a value that means nothing leaves the row out."""
    body = {
        "result": {
            "items": [
                {"who": {"name": "GARROW, Nils"}, "what": "resigned", "at": "2026-03-01", "post": "Finance Director"},
                {"who": {"name": "VANCE, Petra"}, "what": "address changed", "at": "2026-03-01"},
            ]
        }
    }
    mapping = {
        "items": "result.items", "person": "who.name", "event_from": "what",
        "events": {"resigned": "executive_departed"}, "filed_on": "at", "role": "post",
    }  # fmt: skip
    (item,) = read(json.dumps(body), mapping, company="Fenmark Ltd")
    (filing,) = item.filings
    assert (filing.employer, filing.person, filing.role) == ("Fenmark Ltd", "Nils Garrow", "Finance Director")
    assert (filing.type, filing.register) == ("executive_departed", "List")


def test_missing_columns_and_values_that_mean_nothing_fail_the_visit() -> None:
    """Each says which column or words, so that the feed's health tells what changed."""
    with pytest.raises(ParseFailed, match=r"no column 'Firma' \(employer\)"):
        read(CSV.replace("Firma", "Name"), COLUMNS)
    with pytest.raises(ParseFailed, match="no row says in its column 'Gericht' any of 'closing'"):
        read(CSV, {**COLUMNS, "event": "", "event_from": "Gericht", "events": {"closing": "office_closed"}})
    with pytest.raises(ParseFailed, match="the JSON holds no list at 'rows'"):
        read("{}", {**COLUMNS, "items": "rows"})
    with pytest.raises(ParseFailed, match="a page, and no list"):
        read("<html><body>Moved</body></html>", COLUMNS)


@pytest.mark.parametrize(
    ("register", "what"),
    [
        ({}, "no column for the employer"),
        ({**COLUMNS, "event": ""}, "nothing says which event a row is"),
        ({**COLUMNS, "event": "layofs"}, "not a type of event"),
        ({**COLUMNS, "employr": "x"}, "is nothing that a mapping says"),
        ({"event": "layoffs", "employer": "Firma"}, "no column for the day of filing"),
    ],
)
def test_a_block_that_says_too_little_is_refused(register: dict[str, Any], what: str, tmp_path: Path) -> None:
    """With the file and what to write, before anything is visited."""
    values = ", ".join(f"{key} = {json.dumps(value)}" for key, value in register.items())
    block = f'[[feed]]\nname = "L"\nurl = "{URL}"\nkind = "register"\nregister = {{ {values} }}\n'
    (tmp_path / "feeds.toml").write_text(block, encoding="utf-8")
    with pytest.raises(DataFileError, match=what) as error:
        load_feeds(tmp_path / "feeds.toml")
    assert error.value.hint
    assert error.value.where.endswith("feed 'L', register")


def test_officers_of_nobody_are_refused_by_the_key_that_is_missing(tmp_path: Path) -> None:
    """A feed of Companies House has no table `register`: what is told to be wrong is `company`."""
    block = '[[feed]]\nname = "L"\nurl = "https://example.com/officers"\nkind = "companies_house"\n'
    (tmp_path / "feeds.toml").write_text(block, encoding="utf-8")
    with pytest.raises(DataFileError, match="no company") as error:
        load_feeds(tmp_path / "feeds.toml")
    assert error.value.where.endswith("feed 'L', company")


def test_lists_on_this_machine(tmp_path: Path) -> None:
    """A folder that warn-scraper writes: each list by its state; each that changed is told, the others are read."""
    header = "Company,Location,Notice Date,Impact Date,Employees Affected,Notice Type\n"
    (tmp_path / "va.csv").write_text(header + "Fenmark LLC,Reston,3/2/2026,5/1/2026,40,Closure\n", encoding="utf-8")
    (tmp_path / "tn.csv").write_text("Firm,Town\nFenmark,Bristol\n", encoding="utf-8")
    feed = Feed("Notices", tmp_path.as_uri(), "warn")
    assert is_on_disk(feed)
    result, items = read_on_disk(feed, FeedState(), NOW)
    assert (result.status, [i.filings[0].type for i in items]) == (FetchStatus.FAILED, ["office_closed"])
    assert result.error
    assert "tn.csv: the list has no column 'Company'" in result.error.what
    (tmp_path / "ky.csv").write_text("no list", encoding="utf-8")
    both, items = read_on_disk(feed, FeedState(), NOW)
    assert len(items) == 1
    assert re.findall(r"(\w+)\.csv: the list", str(both.error)) == ["ky", "tn"]
    for name in ("tn", "ky"):
        (tmp_path / f"{name}.csv").unlink()
    again, _ = read_on_disk(feed, result.state, NOW)
    assert (again.status, again.state.failures) == (FetchStatus.NEW, 0)
    unchanged, items = read_on_disk(feed, again.state, NOW)
    assert (unchanged.status, unchanged.state.items, items) == (FetchStatus.UNCHANGED, 1, [])
    meant = replace(feed, register={"employer": "Location"})
    assert [item.filings[0].employer for item in read_on_disk(meant, again.state, NOW)[1]] == ["Reston"]
    gone, _ = read_on_disk(replace(feed, url=str(tmp_path / "none")), FeedState(), NOW)
    assert gone.error
    assert "there is no file or folder" in gone.error.what
    with pytest.raises(Unusable):
        check_address("ftp://example.com/x.csv", "warn")


def test_a_fault_that_one_list_meets_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw in one file of a folder fails the visit by that file's name; what the others hold is kept."""
    header = "Company,Location,Notice Date,Impact Date,Employees Affected,Notice Type\n"
    for state in ("md", "va"):
        (tmp_path / f"{state}.csv").write_text(f"{header}Fenmark,Reston,3/2/2026,5/1/2026,40,Closure\n")

    def stumble(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
        if url.endswith("md.csv"):
            raise ZeroDivisionError
        return read_items(body, feed, url, fetched_at)

    monkeypatch.setattr("sources.on_disk.read_items", stumble)
    result, items = read_on_disk(Feed("Notices", str(tmp_path), "warn"), FeedState(), NOW)
    assert "md.csv: unexpected ZeroDivisionError" in str(result.error)
    assert [item.filings[0].state for item in items] == ["VA"]


def test_a_pipe_among_lists_hides_no_other(tmp_path: Path) -> None:
    """Whoever opens one waits for its other end for ever: it is told by its name, as any list that cannot be read."""
    header = "Company,Location,Notice Date,Impact Date,Employees Affected,Notice Type\n"
    (tmp_path / "va.csv").write_text(f"{header}Fenmark,Reston,3/2/2026,5/1/2026,40,Closure\n")
    os.mkfifo(tmp_path / "tn.csv")
    result, items = read_on_disk(Feed("Notices", str(tmp_path), "warn"), FeedState(), NOW)
    assert (len(items), result.status) == (1, FetchStatus.FAILED)
    assert "tn.csv: a pipe or device is in its place" in str(result.error)


def test_the_gazettes_notices_by_the_block_that_ships() -> None:
    """Corporate insolvencies by their codes; other notices are none, and a page of nothing else is not a failure."""
    feed = next(feed for feed in load_feeds() if feed.name == "The Gazette: corporate insolvency")
    entry = {
        "id": "https://www.thegazette.co.uk/id/notice/4400017", "f:status": "published", "f:notice-code": "2410",
        "title": "TELMARQ FURNITURE LIMITED", "link": [{"@href": "https://www.thegazette.co.uk/notice/4400017"}],
        "updated": "2026-03-09T10:15:00", "published": "2026-03-09T00:00:00",
        "category": {"@term": "Appointment of Administrators"}, "content": "<div><p>In the High Court</p></div>",
    }  # fmt: skip
    other = entry | {"id": "https://www.thegazette.co.uk/id/notice/4400018", "f:notice-code": "2903"}
    (item,) = read_items(json.dumps({"entry": [entry, other]}).encode(), feed, feed.url, NOW)
    (filing,) = item.filings
    assert (filing.employer, filing.number, filing.type) == ("Telmarq Furniture Limited", "4400017", "bankruptcy")
    assert (filing.words, filing.filed_on, filing.country) == ("In the High Court", date(2026, 3, 9), "GB")
    assert read_items(json.dumps({"entry": other}).encode(), feed, feed.url, NOW) == []


def test_officers_who_come_and_go_at_companies_house() -> None:
    """A director's appointment and resignation are events; a secretary, a corporate director and old ones are none."""
    items = [
        {"name": "GARROW, Nils Peter", "officer_role": "director", "appointed_on": "2025-12-20",
         "resigned_on": "2026-03-01", "links": {"self": "/company/01/appointments/abc"}},
        {"name": "VANCE, Petra", "officer_role": "secretary", "appointed_on": "2026-03-02"},
        {"name": "HOLDINGS LIMITED", "officer_role": "corporate-director", "appointed_on": "2026-03-02"},
        {"name": "FENWICK, Omar", "officer_role": "director", "appointed_on": "2012-03-02"},
    ]  # fmt: skip
    feed = Feed("Fenmark", URL, "companies_house", company="Fenmark Ltd", country="GB")
    found = [item.filings[0] for item in read_items(json.dumps({"items": items}).encode(), feed, URL, NOW)]
    assert [(f.type, f.person, f.role, f.filed_on, f.number) for f in found] == [
        ("board_appointed", "Nils Peter Garrow", "director", date(2025, 12, 20), "abc"),
        ("executive_departed", "Nils Peter Garrow", "director", date(2026, 3, 1), "abc"),
    ]
    assert {f.employer for f in found} == {"Fenmark Ltd"}


def test_what_is_the_same_in_each_row_counts_as_a_column() -> None:
    """A day of filing and another name, where the list has no column for them."""
    columns = {**COLUMNS, "constant": {"filed_on": "2026-03-05", "also_called": "Fenmark Group"}}
    del columns["filed_on"]
    (item,) = read(CSV, columns, country="DE")
    (filing,) = item.filings
    assert (filing.filed_on, filing.also_called) == (date(2026, 3, 5), ("Fenmark Group",))


def test_a_column_is_known_whatever_signs_its_name_has() -> None:
    """Underscores are signs as hyphens are; a name that is nothing but a sign is that sign, and no other column."""
    columns = {**COLUMNS, "number": "#", "employer": "Company Name"}
    for written in ("Company_Name", "company-name", "COMPANY NAME"):
        (item,) = read(CSV.replace("Az.", "#").replace("Firma", written), columns, country="DE")
        assert (item.filings[0].number, item.filings[0].employer) == ("7 IN 12/26", "Telmarq Möbel GmbH")
    with pytest.raises(ParseFailed, match=r"no column 'Company Name' \(employer\)"):
        read(CSV.replace("Firma", "%"), columns, country="DE")
    with pytest.raises(ParseFailed, match=r"no column '#' \(filed_on\)"):
        read(CSV.replace("Gericht", "%"), {**COLUMNS, "filed_on": "#"}, country="DE")


@pytest.mark.parametrize("before", ["", "\n\n", "\ufeff", "\ufeff\n"])
def test_entries_are_read_whatever_stands_before_them(before: str) -> None:
    """Blank lines, a mark of the order of bytes, and entities of the page's own, which are not filled in."""
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE rss [<!ENTITY co "Vantner">]>\n<rss><channel>&co;'
        "<item>&co;<Firma>Fenmark Ltd</Firma><Datum>2026-03-02</Datum><Az.>7</Az.></item></channel></rss>"
    )
    (item,) = read(before + body, COLUMNS)
    assert (item.filings[0].employer, item.filings[0].filed_on) == ("Fenmark Ltd", date(2026, 3, 2))
