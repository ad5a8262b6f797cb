"""First steps over HTTP, as a browser asks: people are looked at before they are imported, and the news is read now."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from callnow.store.connection import writing
from delivery.page import receiving
from delivery.page.columns import FIELDS
from sources.prospects.wording import FIELDS as READ_FIELDS
from tests.delivery.newcomer import AT, MEANINGS, news_on_loopback, send_files, write_workbook
from tests.delivery.page_desk import Answer, Served, served

TWO = b"name,employer,phone\nMara Lindqvist,Quorrel Systems,+1 512 555 0134\nImke Vandersloot,Harrowmere Logistics,\n"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "home", AT) as running:
        yield running


def wait(page: Served, path: str, what: str = 'id="waiting"') -> Answer:
    """The page at `path` once `what` is not on it any more."""
    until = time.monotonic() + 90
    while what in (answer := page.ask(path)).text:
        assert time.monotonic() < until, answer.text
        time.sleep(0.2)
    return answer


def filled_in(shown: str, meanings: dict[str, str], **more: str) -> dict[str, str | list[str]]:
    """The form under a preview as a browser sends it, with what columns mean."""
    form: dict[str, str | list[str]] = (
        dict(re.findall(r'<label>[^<]+<input name="(\w+)" value="([^"]*)"', shown)) | more
    )
    for row in re.findall(r"<li><label>.*?</select>", shown, re.DOTALL):
        column = dict(re.findall(r'name="(\w+)" value="([^"]*)"', row))
        chosen = re.search(r'<option value="(\w*)" selected', row)
        column["field"] = meanings.get(column["title"], chosen[1] if chosen else "")
        for name, value in column.items():
            form[name] = [*form.get(name, []), unescape(value)]
    return form


def correct(page: Served, path: str, shown: str, meanings: dict[str, str], **more: str) -> Answer:
    """Says what columns mean, as the form does, and looks again."""
    answer = page.ask(f"{path}/columns", filled_in(shown, meanings, **more))
    assert answer.status == 303, answer.text
    return wait(page, path)


@pytest.mark.integration
def test_a_newcomer_comes_to_the_first_call(tmp_path: Path) -> None:
    """From an empty home and a messy workbook to a call that is logged, on the page alone."""
    with news_on_loopback(tmp_path / "home") as address, served(tmp_path / "home", AT) as page:
        assert page.ask("/").headers["location"] == "/start"
        workbook = write_workbook(tmp_path / "list.xlsx").read_bytes()
        path = send_files(page, ("C:\\lists\\our <b>people.xlsx", workbook)).headers["location"]
        unclear = wait(page, path)
        assert "our &lt;b&gt;people.xlsx" in unclear.text
        assert "Say below what the columns mean" in unclear.text
        shown = correct(page, path, unclear.text, MEANINGS)
        assert "3 people at 3 employers" in shown.text
        assert "&lt;script&gt;" in shown.text
        assert not page.settings.database.exists(), "looking imports nothing"
        page.ask(f"{path}/bring-in", {})
        assert "3 new" in wait(page, path).text
        assert page.ask("/feeds/add", {"url": address, "kind": "feed", "name": "wire", "company": "", "pick": "0"})
        assert 'class="now" id="run-step"' in page.ask("/start").text
        assert page.ask("/run", {}).status == 303
        ended = wait(page, "/run", "Reading the news …")
        assert "1 call to make now" in ended.text, ended.text.partition("<main")[2].partition("</main")[0]
        call = re.findall(r'data-call="(\w+)"', page.ask("/").text)[0]
        assert "Mara Lindqvist" in page.ask(f"/calls/{call}").text
        page.ask(f"/calls/{call}/called", {"outcome": "good talk"})
        assert page.known("SELECT kind, outcome FROM touch") == [("called", "good talk")]
        assert not list((tmp_path / "home" / "uploads").iterdir()), "what was imported is not kept a second time"


@pytest.mark.integration
def test_nothing_is_imported_otherwise_than_it_was_shown(page: Served) -> None:
    """Import beside a meaning that was changed, here or in another window, shows the list as it is read then."""
    rows = "Name,Firm,Employer\r\nGus Dell,Kestrel Corp,ignored GmbH\r\n"
    path = send_files(page, pasted=rows).headers["location"]
    shown = wait(page, path).text
    assert "ignored GmbH</td>" in shown
    changed = page.ask(f"{path}/bring-in", filled_in(shown, {"Employer": ""}))
    assert changed.headers["location"] == f"{path}?changed=1"
    again = wait(page, changed.headers["location"]).text
    assert "look whether it is right, then import it" in again
    assert "Kestrel Corp</td>" in again
    assert page.ask(f"{path}/bring-in", filled_in(shown, {})).headers["location"] == f"{path}?changed=1", "it is stale"
    wait(page, path)
    page.ask(f"{path}/bring-in", filled_in(shown, {"Employer": ""}))
    again = wait(page, path).text
    assert page.ask(f"{path}/bring-in", filled_in(again, {})).headers["location"] == path
    assert "1 new" in wait(page, path).text
    assert page.known("SELECT employer FROM prospect") == [("Kestrel Corp",)]


@pytest.mark.integration
def test_a_list_of_many_columns_is_imported_as_it_was_shown(page: Served) -> None:
    """Titles with ends of lines and quotes, one that stands there twice, and more columns than a form may have fields;
    a country and an owner that were named, and dates of either order."""
    titles = [
        "Name",
        "Firm",
        '"Mobile\n""private"""',
        "Phone",
        "Phone",
        "Last contact",
        *(f"Extra {n}" for n in range(300)),
    ]
    row = ["Gus Dell", "Kestrel Corp", "private", "", "030 901820", "3/4/2026", *("x" for _ in range(300))]
    file = "\n".join(map(",".join, (titles, row))).encode()
    path = send_files(page, ("wide.csv", file)).headers["location"]
    shown = correct(page, path, wait(page, path).text, {}, country="DE", owner="Dana", dates="day-first").text
    assert "Dana</td>" in shown
    assert page.ask(f"{path}/bring-in", filled_in(shown, {}, dates="day-first")).headers["location"] == path
    assert "1 new" in wait(page, path).text
    assert page.known("SELECT owner, phone FROM prospect") == [("Dana", "+4930901820")]


@pytest.mark.integration
def test_rows_without_titles_may_be_pasted(page: Served) -> None:
    """The first row is taken for titles, until somebody says that it is a person."""
    pasted = "Ann Example\tOrbit Foods\t+1 212 555 0122\nBo Sample\tQuarrel Steel\t\n"
    path = send_files(page, pasted=pasted).headers["location"]
    unclear = wait(page, path)
    assert "The first row is a person" in unclear.text
    shown = correct(page, path, unclear.text, {"Ann Example": "name", "Orbit Foods": "employer"}, untitled="0")
    assert "2 people at 2 employers" in shown.text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"names\nAnn Example\nBo Sample\n", "no header row"),
        (b"", "empty"),
        (b"%PDF-1.7 something", "a PDF"),
    ],
    ids=["one column", "empty", "a PDF"],
)
def test_a_list_that_cannot_be_read_is_told_in_words(page: Served, body: bytes, words: str) -> None:
    """The page says what is wrong, offers no import, and nothing is kept of it."""
    path = send_files(page, ("bad.csv", body)).headers["location"]
    told = wait(page, path)
    assert words in told.text
    assert f"{path}/bring-in" not in told.text
    page.ask(f"{path}/bring-in", {})
    assert "What to do" in wait(page, path).text
    assert not page.settings.database.exists()


@pytest.mark.integration
def test_files_that_can_be_read_are_imported_without_those_that_cannot(page: Served) -> None:
    """The button names who stays out; why is told before and after, and nothing stands in the way of the others."""
    path = send_files(page, ("good.csv", TWO), ("bad.pdf", b"%PDF-1.7 something")).headers["location"]
    shown = wait(page, path).text
    assert "Import 2 people, without bad.pdf</button>" in shown
    assert page.ask(f"{path}/bring-in", filled_in(shown, {})).status == 303
    done = wait(page, path).text
    assert "2 people at 2 employers" in done
    assert "Left out: bad.pdf: this is a PDF" in done


NOTED = (
    "name,employer,status,notes\n"
    "Ann Example,Orbit Foods,Do Not Contact,\n"
    "Bo Sample,Quarrel Steel,,circle back in six weeks\n"
    + "".join(f"Kim Row{n},Pellworth {n} Mills,,circle back in six weeks\n" for n in range(25))
)


@pytest.mark.integration
def test_who_a_remark_is_of_is_named_and_counted_and_nothing_is_cut_off(page: Served) -> None:
    """The same before the import and after: how many are not called and how many notes need a day; each with its name,
    its file and its line; what does not fit opens; what to do is what the page can do."""
    path = send_files(page, ("noted.csv", NOTED.encode())).headers["location"]
    before = wait(page, path).text
    page.ask(f"{path}/bring-in", filled_in(before, {}))
    after = wait(page, path).text
    for told in (before, after):
        assert "1 person will not be called" in told
        assert "26 notes need a day" in told
        assert "<summary>6 more</summary>" in told
        assert "· noted.csv, line 28" in told
        assert "`callnow" not in told
        assert told.count("Kim Row") >= 25
    (ann,) = re.findall(r'<a href="([^"]+/record)">Ann Example</a> is paused for good', after)
    assert "<h1>Ann Example</h1>" in page.ask(unescape(ann)).text
    assert "Ann Example</strong> is paused for good" in before, "nobody has a page before the import"


def test_too_much_is_refused_while_it_arrives(page: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and no file of it."""
    monkeypatch.setattr(receiving, "MOST_BYTES", 1_000_000)
    refused = send_files(page, ("big.csv", b"x" * 3_000_000))
    assert refused.status == 413
    assert "split the list into several files" in refused.text
    assert not (page.settings.home / "uploads").exists()
    assert "nothing was chosen" in send_files(page).text.lower()


@pytest.mark.integration
def test_while_a_run_writes_nothing_is_half_imported(tmp_path: Path) -> None:
    """The import says that the database is busy, and works afterwards."""
    with news_on_loopback(tmp_path / "home"), served(tmp_path / "home", AT) as page:
        with writing(page.settings.database):
            pass
        path = send_files(page, ("two.csv", TWO)).headers["location"]
        assert "2 people" in wait(page, path).text
        file, pipe = str(page.settings.database), subprocess.PIPE
        code = f"import duckdb, sys; held = duckdb.connect({file!r}); print(1, flush=True); sys.stdin.read()"
        with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline()
            page.ask(f"{path}/bring-in", {})
            busy = wait(page, path)
            holder.communicate()
        assert "still writing something else" in busy.text
        assert page.known("SELECT count(*) FROM prospect") == [(0,)]
        page.ask(f"{path}/bring-in", {})
        assert "2 new" in wait(page, path).text


def test_every_word_a_column_can_mean_has_a_name_on_the_page() -> None:
    """The form offers what the reader of lists knows."""
    assert set(FIELDS) == set(READ_FIELDS)


def test_a_list_that_has_no_room_is_refused_in_words(page: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever meets the full disk, the parser of the upload or what keeps it: a sentence, and nothing is left."""

    async def no_room(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(receiving.MultiPartParser, "parse", no_room)
        refused = send_files(page, ("list.csv", TWO))
    assert (refused.status, "No space left on device" in refused.text) == (503, True)
    assert "Make room on the disk" in refused.text
    page.settings.home.mkdir(exist_ok=True)
    (page.settings.home / "uploads").write_text("no folder", encoding="utf-8")
    refused = send_files(page, ("list.csv", TWO))
    assert (refused.status, "the file cannot be kept" in refused.text.lower()) == (422, True)


MORE = """Name;Firma;Telefon;Farbe;Was zuletzt war
Mara Lindqvist-Roe;Quorrel Systems;+1 512 555 0134;red;
Tad Winslowe;Telmarq Foods;+1 206 555 0178;blue;asked to hear from us after their move
Tad Winslowe-Beck;Telmarq Foods;+1 206 555 0178;blue;
Nobody Anywhere;;;;
"""


@pytest.mark.integration
def test_who_is_known_stands_apart_from_who_stands_there_twice(page: Served) -> None:
    """The preview and the import say the same of both, and of the rows that are left out; columns that are not used
    are named above the selects, what looks like notes first."""
    path = send_files(page, ("first.csv", TWO)).headers["location"]
    wait(page, path)
    page.ask(f"{path}/bring-in", {})
    wait(page, path)
    path = send_files(page, ("more.csv", MORE.encode())).headers["location"]
    shown = wait(page, path).text
    assert "Not used: Was zuletzt war, Farbe." in shown
    page.ask(f"{path}/bring-in", {})
    for told in (shown, wait(page, path).text):
        assert "1 person is known already, under another spelling" in told
        assert "1 person stands twice in what you import" in told
        assert "1 row left out" in told
        assert "line 5" in told


@pytest.mark.integration
def test_a_wrong_list_is_taken_back(page: Served) -> None:
    """The page says after an import how it is taken back, asks first what is meant, and refuses another than the
    last."""
    path = send_files(page, ("wrong.csv", TWO)).headers["location"]
    wait(page, path)
    page.ask(f"{path}/bring-in", {})
    assert 'href="/import/back"' in wait(page, path).text
    assert "Take back the import of 2 rows of wrong.csv?" in page.ask("/import/back").text
    refused = page.ask("/import/back", {"number": "7"})
    assert (refused.status, "somebody imported meanwhile" in refused.text.lower()) == (422, True)
    done = page.ask("/import/back", {"number": "1"})
    assert "2 persons gone" in done.text or "2 people gone" in done.text
    assert page.known("SELECT name FROM prospect") == []
    assert "No import can be taken back" in page.ask("/import/back").text
