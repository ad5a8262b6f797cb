"""A newcomer: an empty home, a messy workbook, and a feed on loopback that tells of one of its employers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl

from tests.delivery.page_desk import Answer, Served
from tests.flows.whole_run import HIRE, NOW, feed
from tests.sources.loopback import site

AT = NOW.isoformat()
ROWS = (
    ("Candidates of this autumn",),
    (),
    ("Who", "Firm where", "Job title", "Handy", "Where they live"),
    ("Lindqvist, Mara", "Quorrel Systems, Inc.", "IT Director", "+1 512 555 0134", "Austin, TX"),
    ("Mara Lindqvist", "Quorrel Systems", "IT Director", "(512) 555-0134", "Austin, TX"),
    ("Imke Vandersloot", "Harrowmere Logistics", "Head of Data", "512.555.0177", "Austin, TX"),
    ("<script>window.ran = 1</script>", "Telmarq Foods", "CFO", "+1 206 555 0178", "Seattle, WA"),
)
MEANINGS = {"Who": "name", "Firm where": "employer", "Where they live": "city"}


def write_workbook(path: Path) -> Path:
    """A workbook with a line above its titles, titles nobody knows, and somebody who stands there twice."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


@contextmanager
def news_on_loopback(home: Path) -> Iterator[str]:
    """The address of a feed that the settings of a home allow, with one hiring."""
    with site() as at:
        at.routes["/news.rss"] = [feed(HIRE)]
        home.mkdir(parents=True, exist_ok=True)
        allowed = f'[fetch]\nallow_private = ["127.0.0.1:{at.port}"]\nhost_pause = 0.05\n'
        (home / "callnow.toml").write_text(f"{allowed}[store]\nlock_wait = 1\n")
        yield at.url("/news.rss")


def send_files(page: Served, *files: tuple[str, bytes], pasted: str = "") -> Answer:
    """The files, and rows that were pasted, as a browser sends them from the form."""
    rows = [(f'name="files"; filename="{name}"', body) for name, body in files]
    rows.append(('name="pasted"', pasted.encode()))
    parts = [f"--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body for head, body in rows]
    body = b"\r\n".join([*parts, b"--edge--\r\n"])
    return page.ask("/import", body, **{"Content-Type": "multipart/form-data; boundary=edge"})
