"""EDGAR's list of current 8-K filings, and the user agent that EDGAR demands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import ParseFailed, SettingError
from callnow.store.connection import writing
from callnow.store.feeds import keep_visits
from sources.edgar import main_document
from sources.feed import Feed
from sources.readers.edgar import declared, filer_name, read

NOW = datetime(2026, 11, 20, 23, tzinfo=UTC)
FEED = Feed(name="EDGAR", url="https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&output=atom", kind="edgar")


def entry(name: str, number: int, items: list[str], role: str = "Filer", form: str = "8-K") -> str:
    lines = "".join(f"&lt;br&gt;Item {item}\n" for item in items)
    return f"""<entry><title>{form} - {name} (000{number:07d}) ({role})</title>
<link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/edgar/data/{number}/x{number}-index.htm"/>
<summary type="html">&lt;b&gt;Filed:&lt;/b&gt; 2026-11-20 &lt;b&gt;AccNo:&lt;/b&gt; 0001-26-{number}
{lines}</summary><updated>2026-11-20T16:05:12-05:00</updated>
<category scheme="https://www.sec.gov/" label="form type" term="{form}"/>
<id>urn:tag:sec.gov,2008:accession-number=0001-26-{number}</id></entry>"""


def atom(*entries: str) -> bytes:
    head = '<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom"><title>Latest</title>'
    return (head + "<updated>2026-11-20T16:10:00-05:00</updated>" + "".join(entries) + "</feed>").encode("latin-1")


def test_items_that_matter_become_announcements() -> None:
    """A filing with such an item is an announcement: the filer as issuer, what the item says, the time and the link."""
    officers = (
        "5.02: Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers"
    )
    body = atom(
        entry("TALLGRASS ROBOTICS INC /MN/", 11, [officers, "9.01: Financial Statements and Exhibits"]),
        entry("Lumen Yards Corp", 12, ["2.02: Results of Operations and Financial Condition"]),
        entry("O&#39;HARA FOODS LLC", 13, ["1.03: Bankruptcy or Receivership"]),
    )
    first, second = read(body, FEED, FEED.url, NOW)
    assert first.issuer == "Tallgrass Robotics Inc"
    assert first.title == "Tallgrass Robotics Inc reports a change of directors or officers (SEC filing 8-K, item 5.02)"
    assert "Item 5.02: Directors and Officers." in first.text
    assert "Departure" not in first.text
    assert "Financial Statements" not in first.text
    assert first.published_at == datetime(2026, 11, 20, 21, 5, 12, tzinfo=UTC)
    assert first.url.endswith("x11-index.htm")
    assert (second.issuer, second.language) == ("O'Hara Foods LLC", "en")
    assert second.title.startswith("O'Hara Foods LLC files for bankruptcy or receivership")


def test_one_filing_of_two_filers_is_two_and_a_repeat_is_one() -> None:
    """Co-registrants are announced each; the same filing listed twice is announced once; amendments are read too."""
    change = ["5.01: Changes in Control of Registrant"]
    body = atom(
        entry("Tallgrass Robotics Inc", 11, change),
        entry("Tallgrass Robotics Inc", 11, change),
        entry("Lumen Yards Corp", 12, change, form="8-K/A"),
    )
    assert [item.issuer for item in read(body, FEED, FEED.url, NOW)] == ["Tallgrass Robotics Inc", "Lumen Yards Corp"]


def test_several_items_are_all_told() -> None:
    """A filing with several items is titled by the first and tells all that matter."""
    items = ["2.05: Costs Associated with Exit or Disposal Activities", "5.02: Departure", "8.01: Other Events"]
    [item] = read(atom(entry("ACME-LUMEN PLC", 14, items)), FEED, FEED.url, NOW)
    assert "item 2.05" in item.title
    assert [code in item.text for code in ("Item 2.05", "Item 5.02", "Item 8.01")] == [True] * 3


def test_another_feed_is_refused() -> None:
    """A feed that is not EDGAR's list of filings is an error, an empty list of filings is not."""
    other = atom("<entry><title>Hello</title><id>1</id><updated>2026-11-20T16:05:12Z</updated></entry>")
    with pytest.raises(ParseFailed, match="not EDGAR"):
        read(other, FEED, FEED.url, NOW)
    assert read(atom(entry("Lumen Yards Corp", 12, ["7.01: Regulation FD"])), FEED, FEED.url, NOW) == []


INDEX = b"""<html><body><table class="tableFile"><tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th></tr>
<tr><td>1</td><td>8-K</td>
<td><a href="/ix?doc=/Archives/edgar/data/11/000111/tgrb-20261118.htm">tgrb</a></td><td>8-K</td></tr>
<tr><td>2</td><td>EX-99.1</td>
<td><a href="/Archives/edgar/data/11/000111/ex99.htm">ex99.htm</a></td><td>EX-99.1</td></tr>
</table></body></html>"""


def test_the_document_behind_a_filing_is_found() -> None:
    """A filing's index leads to its main document, out of the viewer; another page leads nowhere."""
    url = "https://www.sec.gov/Archives/edgar/data/11/000111/0001-26-11-index.htm"
    assert main_document(INDEX, url) == "https://www.sec.gov/Archives/edgar/data/11/000111/tgrb-20261118.htm"
    assert main_document(b"<html><a href='/x.htm'>x</a></html>", url) == ""
    assert main_document(INDEX, "https://www.sec.gov/Archives/edgar/data/11/000111/tgrb-20261118.htm") == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TALLGRASS ROBOTICS INC", "Tallgrass Robotics Inc"),
        ("LUMEN YARDS HOLDINGS LTD /DE/", "Lumen Yards Holdings Ltd"),
        ("Quillmoor Foods, Inc.", "Quillmoor Foods, Inc."),
        ("TRK MEDIA II LLC", "TRK Media II LLC"),
        ("BAKER-O'NEIL CO", "Baker-O'Neil Co"),
        ("HEN'S NEST AG", "Hen's Nest AG"),
        ("3D WORKS CORP", "3D Works Corp"),
    ],
)
def test_filers_names(written: str, name: str) -> None:
    """A name in capitals is written as people write it, one that is not stays."""
    assert filer_name(written) == name


def test_edgar_is_told_who_visits() -> None:
    """The contact from the settings goes into the User-Agent; without one there is an error that says what to set."""
    feed = declared(FEED, "ann@firm.example")
    assert "ann@firm.example" in feed.user_agent
    assert feed.interval >= 300
    own = Feed(name="E", url=FEED.url, kind="edgar", user_agent="Firm Ltd desk@firm.example")
    assert declared(own, "").user_agent == "Firm Ltd desk@firm.example"
    with pytest.raises(SettingError, match="EDGAR") as caught:
        declared(FEED, "")
    assert "fetch.contact" in caught.value.hint
    for odd in ("ann@firm.example\r\nX: y", "Jörg joerg@firm.example"):
        with pytest.raises(SettingError, match="holds"):
            declared(FEED, odd)


def test_filings_of_one_filer_with_one_item_are_each_kept(tmp_path: Path) -> None:
    """Their entries say the same words: the number tells them apart; listed again, each is known."""
    change = ["5.02: Departure of Directors or Certain Officers"]
    first, second, amended = (
        entry("Tallgrass Robotics Inc", number, change, form=form)
        for number, form in ((1, "8-K"), (2, "8-K"), (3, "8-K/A"))
    )
    with writing(tmp_path / "callnow.duckdb") as con:
        visits = [
            keep_visits(con, [("EDGAR", {}, read(atom(*listed), FEED, FEED.url, NOW))], NOW)
            for listed in ((first,), (second, first), (amended, second, first), (amended, second, first))
        ]
    assert visits == [1, 1, 1, 0]
