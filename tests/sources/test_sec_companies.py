"""The SEC's list of companies, and the filings of one of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from callnow.errors import ParseFailed
from callnow.listings import ListedCompany
from callnow.model import Employer
from matching.listings import listed_as
from sources.feed import Feed
from sources.readers.edgar_company import read
from sources.search_feeds import filing_feeds
from sources.sec_companies import read_companies

NOW = datetime(2026, 11, 20, 23, tzinfo=UTC)
URL = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK={cik}&type=8-K&output=atom"
TEMPLATE = Feed(name="Own filings", url=URL, kind="edgar_company")
LIST = {
    "0": {"cik_str": 1999101, "ticker": "TGRB", "title": "TALLGRASS ROBOTICS INC"},
    "1": {"cik_str": 1999102, "ticker": "ORBL", "title": "Orbel Holdings Corp."},
    "2": {"cik_str": 1999102, "ticker": "ORBL-B", "title": "Orbel Holdings Corp."},
    "3": {"cik_str": 1999103, "ticker": "LMY", "title": "Lumen Yards Corp"},
    "4": {"cik_str": 1999104, "ticker": "LMYX", "title": "Lumen Yards, Inc."},
    "5": {"cik_str": "not a number", "ticker": "", "title": "Nobody"},
}


def companies() -> tuple[ListedCompany, ...]:
    return read_companies(json.dumps(LIST).encode(), "here")


def test_a_company_stands_in_the_list_once() -> None:
    """By its first ticker, of however many; a row without a number is none, and another document is refused."""
    assert [(one.cik, one.ticker) for one in companies()] == [
        ("1999101", "TGRB"), ("1999102", "ORBL"), ("1999103", "LMY"), ("1999104", "LMYX"),
    ]  # fmt: skip
    for other in (b"", b"<html>", b"[1]", b'{"0": {"cik": 1}}', b"[" * 100_000):
        with pytest.raises(ParseFailed, match="list of companies"):
            read_companies(other, "here")


def test_an_employer_is_a_company_where_that_is_certain() -> None:
    """The same name but for legal form is one; two of one name, a longer name and another ticker are none; a ticker
    tells two of one name apart."""
    employers = [
        Employer("a", "Tallgrass Robotics"),
        Employer("b", "Tallgrass Robotics Leasing"),
        Employer("c", "Lumen Yards"),
        Employer("d", "Orbel Corp", ticker="ZZZ"),
        Employer("e", "Orbel"),
    ]
    assert {id: one.cik for id, one in listed_as(employers, companies()).items()} == {"a": "1999101", "e": "1999102"}


def test_filings_are_watched_where_the_number_is_known() -> None:
    """A feed an employer with a number, which speaks for the employer by the name on the list."""
    employers = [Employer("a", "Tallgrass Robotics"), Employer("b", "Nowhere Mills"), Employer("c", "Tallgrass Inc")]
    [feed] = filing_feeds(TEMPLATE, employers, {"a": "1999101", "c": "1999101"})
    assert (feed.url, feed.company) == (URL.replace("{cik}", "0001999101"), "Tallgrass Robotics")


def entry(form: str, item: str, at: str) -> str:
    return f"""<entry><category label="form type" term="{form}"/>
<content type="text/xml"><filing-type>{form}</filing-type></content>
<id>urn:tag:sec.gov,2008:accession-number=0001-26-{item[0]}{at[8:10]}</id>
<link href="https://www.sec.gov/Archives/edgar/data/1999101/x-index.htm" rel="alternate"/>
<summary type="html"> &lt;b&gt;Filed:&lt;/b&gt; {at[:10]} &lt;b&gt;Size:&lt;/b&gt; 5 MB&lt;br&gt;Item {item}</summary>
<title>{form}  - Current report</title><updated>{at}</updated></entry>"""


def test_a_companys_filings_of_late_are_read() -> None:
    """Each 8-K of the last two months with an item of ours, by the employer's own name; another feed is refused."""
    feed = Feed(name="Own filings: Tallgrass", url=URL, kind="edgar_company", company="Tallgrass Robotics")
    listed = [
        entry("8-K", "5.02: Departure of Directors or Certain Officers", "2026-11-19T16:30:32-05:00"),
        entry("8-K", "2.02: Results of Operations", "2026-11-18T16:30:32-05:00"),
        entry("10-Q", "5.02: Departure", "2026-11-17T16:30:32-05:00"),
        entry("8-K", "1.03: Bankruptcy or Receivership", "2026-06-16T16:30:32-04:00"),
    ]
    head = '<?xml version="1.0" encoding="latin-1" ?><feed xmlns="http://www.w3.org/2005/Atom"><title>8-K</title>'
    [item] = read(f"{head}{''.join(listed)}</feed>".encode("latin-1"), feed, feed.url, NOW)
    assert item.title == "Tallgrass Robotics reports a change of directors or officers (SEC filing 8-K, item 5.02)"
    assert (item.issuer, item.published_at) == ("Tallgrass Robotics", datetime(2026, 11, 19, 21, 30, 32, tzinfo=UTC))
    other = f"{head}<entry><title>Hello</title><id>1</id><updated>2026-11-20T16:05:12Z</updated></entry></feed>"
    with pytest.raises(ParseFailed, match="not EDGAR"):
        read(other.encode(), feed, feed.url, NOW)
