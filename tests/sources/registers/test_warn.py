"""WARN notices, in the shapes in which states publish them, become filings of layoffs and closings."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from callnow.errors import ParseFailed
from callnow.model import Announcement, Filing
from callnow.terms import Certainty
from sources.feed import Feed
from sources.kinds import kind_of, read_items
from sources.registers.cells import counted, day_of
from sources.registers.employer import filed_employer
from sources.registers.mapping import warn_columns, warn_mapping

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
OHIO = """WARN Notices 2026,,,,
Last updated 3/9/2026,,,,
Company,City/County,Date Received,Layoff Date(s),Potential Number Affected
QUILLAN FOODS INC. #0417 (dba Quillan's Bakery),Dayton/Montgomery,3/2/2026,5/1/2026 - 5/15/2026,120
,Akron/Summit,,5/4/2026,"1,015"
Telmarq Corp,Toledo,2026-03-03 00:00:00,"Jan 5, 2026",-4
"Fenmark LLC, a subsidiary of Harrowgate Holdings",Canton,"March 4, 2026",,12-15
Company,City/County,Date Received,Layoff Date(s),Potential Number Affected
Ondine Systems (Amendment to 2/3/26 notice),Lima,3/5/26,6/1/26,45 (amended)
WARN Rescinded - Larkfield Bank,Lima,3/6/2026,,
Brightmoor Logistics,Lima,3/6/2018,,80
"""


def read(body: str | bytes, name: str = "oh.csv", register: Mapping[str, Any] | None = None) -> list[Announcement]:
    url = f"https://example.com/{name}"
    whole = body.encode() if isinstance(body, str) else body
    return read_items(whole, Feed("Notices", url, "warn", register=register), url, NOW)


def filings(items: Sequence[Announcement]) -> dict[str, Filing]:
    return {filing.employer: filing for item in items for filing in item.filings}


def test_a_states_list_is_read_as_it_is() -> None:
    """Lines above the header, a header on each page, a merged employer over two sites, dates in three forms."""
    items = read(OHIO)
    by_employer = filings(items)
    assert list(by_employer) == [
        "Quillan Foods Inc.",
        "Telmarq Corp",
        "Fenmark LLC",
        "Ondine Systems",
        "Larkfield Bank",
    ]
    quillan = by_employer["Quillan Foods Inc."]
    assert (quillan.register, quillan.type, quillan.state, quillan.country) == (
        "WARN notices, Ohio",
        "layoffs",
        "OH",
        "US",
    )
    assert (quillan.count, quillan.site, quillan.origin) == (
        "1,135",
        "Dayton/Montgomery; #0417; Akron/Summit",
        "",
    )
    assert (quillan.filed_on, quillan.effective_on) == (date(2026, 3, 2), date(2026, 5, 1))
    assert quillan.also_called == ("Quillan's Bakery",)
    assert "QUILLAN FOODS INC. #0417 (dba Quillan's Bakery)" in quillan.words.split("\n")[0] in items[0].text
    assert items[0].title == "Quillan Foods Inc.: notice of layoffs, 1,135 people (WARN notices, Ohio)"
    assert (items[0].published_at.date(), items[0].date_known) == (date(2026, 3, 2), True)
    fenmark = by_employer["Fenmark LLC"]
    assert (fenmark.count, fenmark.also_called, fenmark.origin) == ("12-15", ("Harrowgate Holdings",), "Canton")


def test_what_cannot_be_used_is_told_and_not_guessed() -> None:
    """A negative count and a date of effect before the notice are left out, and the text says so."""
    telmarq = next(item for item in read(OHIO) if "Telmarq" in item.title)
    (filing,) = telmarq.filings
    assert (filing.count, filing.effective_on, filing.filed_on) == ("", None, date(2026, 3, 3))
    assert "It would take effect on 2026-01-05, before it was filed on 2026-03-03" in telmarq.text
    assert "The number of people, “-4”, is not usable." in telmarq.text


def test_corrections_and_notices_taken_back_are_marked() -> None:
    """An amendment says that it is one; a notice that was rescinded is denied."""
    by_employer = filings(read(OHIO))
    assert [by_employer[name].amends for name in ("Ondine Systems", "Fenmark LLC")] == ["unnumbered", ""]
    assert by_employer["Larkfield Bank"].certainty is Certainty.DENIED


def test_a_list_without_a_column_says_which_and_gives_nothing() -> None:
    """A state that renamed its column fails the feed; the error names the column, what it says, and what is there."""
    with pytest.raises(ParseFailed, match=r"no column 'Potential Number Affected' \(count\)") as error:
        read(OHIO.replace("Potential Number Affected", "Total"))
    assert "Company, City/County, Date Received, Layoff Date(s), Total" in error.value.hint
    with pytest.raises(ParseFailed, match="no row has a day in its column 'Date Received'"):
        read("Company,City/County,Date Received,Layoff Date(s),Potential Number Affected\nFenmark,Lima,yes,,9\n")


def test_closings_are_told_from_layoffs() -> None:
    """By the words of the state's own column; a temporary closing is a layoff."""
    header = "company,city,address,notice_date,effective_date,num_employees,layoff_or_closure,county,received_date\n"
    rows = [
        f"{name},Fresno,1 Elm St,3/1/2026,5/1/2026,9,{kind},Fresno,3/2/2026\n"
        for name, kind in (
            ("Aldane", "Closure Permanent"),
            ("Bexley", "Layoff Permanent"),
            ("Corvo", "Closure Temporary"),
        )
    ]
    found = filings(read(header + "".join(rows), "ca.csv"))
    assert {name: one.type for name, one in found.items()} == {
        "Aldane": "office_closed", "Bexley": "layoffs", "Corvo": "layoffs",
    }  # fmt: skip


def test_a_workbook_and_columns_of_ones_own() -> None:
    """An .xlsx whose columns the feed's block names, with amendments by number and its state in a column."""
    book = openpyxl.Workbook()
    for row in (
        ["Notices received"],
        ["Case", "Firm", "Parent", "Town", "Received", "Starts", "Heads", "What", "Corrects", "State"],
        [
            "N-7",
            "TELMARQ CORP",
            "Harrowgate",
            "Boise",
            date(2026, 3, 2),
            date(2026, 5, 1),
            40,
            "closing",
            "",
            "ID",
        ],
        [
            "N-9",
            "TELMARQ CORP",
            "Harrowgate",
            "Boise",
            date(2026, 3, 6),
            date(2026, 6, 1),
            55,
            "closing",
            "N-7",
            "ID",
        ],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    packed = io.BytesIO()
    book.save(packed)
    columns = {
        "employer": "Firm", "also_called": "Parent", "site": "Town", "filed_on": "Received", "effective_on": "Starts",
        "count": "Heads", "event_from": "What", "amends": "Corrects", "number": "Case", "state": "State",
    }  # fmt: skip
    first, second = (item.filings[0] for item in read(packed.getvalue(), "notices", columns))
    assert (first.number, first.type, first.count, first.state) == ("N-7", "office_closed", "40", "ID")
    assert (first.employer, first.also_called, first.effective_on) == (
        "Telmarq Corp",
        ("Harrowgate",),
        date(2026, 5, 1),
    )
    assert (second.number, second.amends, second.count) == ("N-9", "N-7", "55")


@pytest.mark.parametrize(
    ("written", "name", "also_called", "site"),
    [
        ("ARDEN STORES #123 - AMENDED", "Arden Stores", (), "#123"),
        ("Bexley Mart-00360-Prime", "Bexley Mart", (), "00360-Prime"),
        ("Corvo Foods Store 4412", "Corvo Foods", (), "Store 4412"),
        ("Dunmore Inc. d/b/a/ Dunmore Grill", "Dunmore Inc.", ("Dunmore Grill",), ""),
        ("Eastvale Rail (Albany)", "Eastvale Rail", (), "Albany"),
        ("Farrow Dairy Works (FDW)", "Farrow Dairy Works", ("FDW",), ""),
        ("Garrow (Harrowgate Holdings, LLC)", "Garrow", ("Harrowgate Holdings, LLC",), ""),
        ("TELMARQ CORP\n12 Main St\nAkron OH", "Telmarq Corp", (), "12 Main St Akron OH"),
        ("Ondine Inc. f/k/a Undine USA", "Ondine Inc.", ("Undine USA",), ""),
        ("7-Iron Golf", "7-Iron Golf", (), ""),
        ("Kelmar Aero: 1st Supplemental Notice", "Kelmar Aero", (), ""),
        ("Kelmar Aero (2nd Supplemental WARN Notice)", "Kelmar Aero", (), ""),
        ("Supplemental Health Care", "Supplemental Health Care", (), ""),
        ("First Notice Systems", "First Notice Systems", (), ""),
        ("Tolder Grill/TWG Restaurants", "Tolder Grill/TWG Restaurants", ("Tolder Grill",), ""),
        ("AC/DC Power", "AC/DC Power", (), ""),
        ("NBK", "NBK", (), ""),
    ],
)
def test_site_and_other_names_are_told_from_the_employer(
    written: str, name: str, also_called: tuple[str, ...], site: str
) -> None:
    """Store numbers, towns, "dba", parents and initials are not part of the name that is matched."""
    employer = filed_employer(written)
    assert (employer.name, employer.also_called, employer.site) == (name, also_called, site)


def test_counts_and_days_in_all_their_forms() -> None:
    """Of several numbers none is chosen; a day is read as the country writes it."""
    said = ["1,200", "120.0", "98 Part-time", "0", "999999999", "242 80", "N/A", "484 Perm/850 Temp"]
    assert [counted(text).count for text in said] == ["1,200", "120", "98", "", "", "", "", ""]
    assert [bool(counted(text).problem) for text in said] == [False, False, False, True, True, True, False, True]
    days = ["3/2/26", "2-Mar-26", "Mar 2nd, 2026", "2026-03-02T00:00:00", "Updated 3/2/2026", "3/2/2026; 4/1/2026"]
    assert {day_of(text, "US") for text in days} == {date(2026, 3, 2)}
    assert (day_of("3/2/2026", "GB"), day_of("13/45/2026", "US"), day_of("TBD")) == (date(2026, 2, 3), None, None)


def test_a_day_that_begins_with_its_year_is_year_month_day() -> None:
    """With any of the usual signs between, in any country; never a part of a longer number, and only days that are."""
    days = ["2026/11/20", "2026.11.20", "2026-11-20", "2026/11/20 00:00:00+00", "Filed 2026/11/20"]
    assert {day_of(text, country) for text in days for country in ("US", "GB", "")} == {date(2026, 11, 20)}
    assert day_of("2026/5/1") == date(2026, 5, 1)
    assert {day_of(text, "US") for text in ("2026/13/01", "2026/2/30", "12026/11/20", "0000/1/1")} == {None}


def test_every_states_columns_can_be_read() -> None:
    """A list that has just the columns of the table is read, for each state."""
    for state, columns in warn_columns().states.items():
        mapping = warn_mapping({}, state)
        names = {slot: named[-1] for slot, named in mapping.columns().items()}
        cells = {"employer": "Fenmark LLC", "filed_on": "2026-03-02", "effective_on": "2026-05-01", "count": "40"}
        line = {name: cells.get(slot, "") for slot, name in names.items()}
        body = "|".join(line) + "\n" + "|".join(line.values()) + "\n"
        (item,) = read(body, f"{state.lower()}.csv")
        assert (item.filings[0].count, item.filings[0].state) == ("40", state), state
        assert item.filings[0].register == f"WARN notices, {columns.state_name}"
    assert kind_of("warn").on_disk


def test_a_blocks_constants_join_those_of_its_state() -> None:
    """A link of one's own does not take the state away."""
    mapping = warn_mapping({"state_code": "OH", "constant": {"link": "https://example.com/warn"}})
    assert mapping.constant == {"state": "OH", "link": "https://example.com/warn"}


def test_a_workbook_that_is_spoilt_below_its_header_is_told() -> None:
    """Such as one that is still being written: what cannot be read is this list, and the rest of the run goes on."""
    packed, spoilt = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    for row in (
        ["Company", "Location", "Notice Date", "Impact Date", "Employees Affected", "Notice Type"],
        ["Fenmark LLC", "Reston", date(2026, 3, 2), date(2026, 5, 1), 40, "Closure"],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(packed)
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(spoilt, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, whole.read(name).replace(b"</row></sheetData>", b""))
    with pytest.raises(ParseFailed, match="this workbook cannot be read"):
        read(spoilt.getvalue(), "va.xlsx")


COLUMNS = "Company,City/County,Date Received,Layoff Date(s),Potential Number Affected,Union\n"


def people(*rows: str, before: str = "", after: str = "") -> str:
    """The people of one notice of these rows, in a list with rows of other days before and after."""
    lines = [f"Fenmark LLC,{row}" for row in rows]
    return filings(read(COLUMNS + "\n".join(filter(None, (before, *lines, after)))))["Fenmark LLC"].count


def test_a_row_that_is_repeated_counts_once_and_a_corrected_one_in_its_place() -> None:
    """Rows that differ in the number of people are one: the newest by the order of the list, else the largest.
    Another site, another day of layoffs, another union are people of their own."""
    row = "Dayton/Montgomery,3/2/2026,5/1/2026,{},UAW"
    assert people(row.format(120), row.format(120)) == "120"
    assert people(row.format(175), row.format(120)) == "175"
    older, newer = "Ondine,Lima,3/1/2026,5/1/2026,9,", "Ondine,Lima,3/4/2026,5/1/2026,9,"
    assert people(row.format(175), row.format(120), before=older) == "120"
    assert people(row.format(175), row.format(120), before=newer, after=older) == "175"
    assert people(row.format(120), row.format(175), before=newer) == "120"
    for other in ("Akron/Summit,3/2/2026,5/1/2026,120,UAW", "Dayton/Montgomery,3/2/2026,6/1/2026,120,UAW"):
        assert people(row.format(120), other) == "240"
    assert people(row.format(120), row.format(40).replace("UAW", "IAM")) == "160"
    assert people(row.format(120), "Akron/Summit,3/2/2026,5/1/2026,30,", row.format(120)) == "150"


def test_other_numbers_of_people_are_corrected_with_it() -> None:
    """A list that counts jobs in several columns."""
    header = "company,workforce_region,workforce_area,notice_date,begin_date,permanent_job_losses,jobs\n"
    rows = "Fenmark,Metro,Denver,2/27/2026,4/30/2026,250,250\nFenmark,Metro,Denver,2/27/2026,4/30/2026,270,270\n"
    assert filings(read(header + rows, "co.csv"))["Fenmark"].count == "270"


def test_a_corrected_row_may_have_been_received_later() -> None:
    """Texas notes the day on which it received a notice beside that of the notice."""
    header = "NOTICE_DATE,JOB_SITE_NAME,TOTAL_LAYOFF_NUMBER,LayOff_Date,WFDD_RECEIVED_DATE,CITY_NAME,COUNTY_NAME\n"
    rows = "".join(
        f"2026-03-02,Fenmark LLC,{count},2026-05-12,2026-03-{day},Dallas,Dallas\n"
        for count, day in ((85, "03"), (145, "06"))
    )
    assert filings(read(header + rows, "tx.csv"))["Fenmark LLC"].count == "145"


def test_notices_of_one_title_are_told_apart_by_their_days() -> None:
    """As many people in the same town half a year later are another notice."""
    row = "Fenmark LLC,Lima,{},,60,\n"
    one, other = read(COLUMNS + row.format("9/2/2025") + row.format("3/2/2026"))
    assert one.title == other.title
    assert one.id != other.id


def test_of_a_long_list_the_newest_rows_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """However they stand in it, those of the last 400 days alone; undated ones may be new. What only old rows are in is
    no mistake."""
    monkeypatch.setattr("sources.registers.notices.MOST_ROWS", 3)
    days = ["3/1/2026", "1/5/2019", "2/2/2026", "", "12/1/2025", "3/2/2026", "10/4/2021"]
    rows = [f"Telmarq {n} Inc.,Akron/Summit,{day},5/1/2026,{n + 10}" for n, day in enumerate(days)]
    header = "Company,City/County,Date Received,Layoff Date(s),Potential Number Affected"
    listed = read("\n".join([header, *rows]))
    assert [item.issuer for item in listed] == ["Telmarq 0 Inc.", "Telmarq 3 Inc.", "Telmarq 5 Inc."]
    assert read("\n".join([header, rows[1], rows[6]])) == []


@pytest.mark.parametrize("between", [" ", " second", "(-"])
def test_a_name_of_thousands_of_characters_is_read_at_once(between: str) -> None:
    """One broken cell does not take the time of the whole list: it took more than ten seconds."""
    began = time.perf_counter()
    assert filed_employer(f"Telmarq{between * 8000}B").name.startswith("Telmarq")
    assert time.perf_counter() - began < 2
