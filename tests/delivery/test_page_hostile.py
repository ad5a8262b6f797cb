"""Hostile text stays text on every page, and more of it than a field may hold is refused."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.delivery.page_desk import HOSTILE, Served, morning

made = pytest.fixture(scope="module")(morning)


class _Dangers(HTMLParser):
    """Finds what could run in a page: inline scripts and handlers, links of other schemes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append("script")
        if tag == "img":
            self.found.append("img")
        for name, value in attrs:
            link = (value or "").strip().lower()
            if name.startswith("on") or (name == "style"):
                self.found.append(name)
            if name in ("href", "src", "action", "cite") and not link.startswith(
                ("/", "https://", "tel:+", "http://", "#card")
            ):
                self.found.append(link)


@pytest.mark.integration
def test_hostile_text_stays_text(page: Served) -> None:
    """Names, notes, sentences, reasons and links from outside: escaped, without bidi, links http(s) or none."""
    page.ask("/calls/t4/called", {"note": HOSTILE, "promised": HOSTILE, "when": "in 6 weeks", "topic": HOSTILE})
    page.ask("/undo", {"triggers": "t4"})
    for path in ("/", "/calls/t4", "/people/p4", "/history", "/news", "/?q=%3Cscript%3E", "/calls/%3Cscript%3E"):
        answer = page.ask(path)
        dangers = _Dangers()
        dangers.feed(answer.text)
        assert dangers.found == [], path
        assert "\u202e" not in answer.text, path
        assert "javascript:" not in answer.text, path
    assert "&lt;script&gt;" in page.ask("/calls/t4").text


@pytest.mark.looks
def test_too_much_text_is_refused(page: Served) -> None:
    """A field beyond its limit changes nothing and answers in words."""
    answer = page.ask("/calls/t1/called", {"note": "x" * 20_001}, htmx=True)
    assert "20,001 characters, of which 20,000 can be kept" in answer.text
    assert page.state("t1") == "open"
