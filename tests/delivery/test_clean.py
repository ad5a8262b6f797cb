from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.clean import chat_text, clean_lines, clean_text, csv_cell, header_text, safe_link, tel_link


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nBcc: x@evil.example", "a Bcc: x@evil.example"),
        ("two\u2028lines\u2029here", "two lines here"),
        ("\x1b[31mred\x07", "[31mred"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u2066isolated\u2069 \u200bzero\ufeff", "isolated zero"),
        ("half\ud800pair", "halfpair"),
        ("Müller & Søn — “now”", "Müller & Søn — “now”"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("  many \t spaces ", "many spaces"),
    ],
)
def test_text_is_one_harmless_line(raw: str, clean: str) -> None:
    """Control, bidirectional and invisible characters go; letters, joiners and quotes stay."""
    assert clean_text(raw) == clean


def test_long_text_is_cut_at_a_word() -> None:
    """Text over its limit ends in a whole word and an ellipsis, within the limit."""
    assert clean_text("one two three four", 12) == "one two…"
    assert len(clean_text("x" * 500, 100)) == 100
    assert len(header_text("word " * 100)) <= 180


def test_scripts_keep_their_lines() -> None:
    """Text of several lines keeps its line breaks and loses the rest."""
    assert clean_lines("one\x00\r\n two\u202e \n") == "one\ntwo"


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://news.example.com/a?b=1&c=ü#d", "https://news.example.com/a?b=1&c=%C3%BC#d"),
        (" HTTP://News.Example.com:8080/x y ", "http://news.example.com:8080/x%20y"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://a.example/%22%3E", "https://a.example/%22%3E"),
        ('https://a.example/"onmouseover="x', "https://a.example/%22onmouseover=%22x"),
        ("https://a.example/<script>", "https://a.example/%3Cscript%3E"),
        ("https://a.example/a|b>c", "https://a.example/a%7Cb%3Ec"),
    ],
)
def test_web_links_are_made_plain(link: str, safe: str) -> None:
    """An http(s) link stays one, in ASCII, with nothing that could end an attribute or a Slack link."""
    assert safe_link(link) == safe


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)"),
        *("data:text/html,<script>", "file:///etc/passwd", "vbscript:x", "ftp://a.example/", "tel:+1", "mailto:a@b.c"),
        *(
            "https://bank.example@evil.example/",
            "https:\\\\evil.example",
            "//evil.example/x",
            "/relative",
            "",
            "https://",
        ),
        *(
            "https://a.example/\r\nX: y",
            "https://a.example/\u202e",
            "https://a b.example/",
            "https://[::1",
            "http://x:99999/",
        ),
        *("https://evil\uff0fexample/", "https://" + "a" * 3000),
    ],
)
def test_other_links_are_dropped(link: str) -> None:
    """What is not an absolute http(s) link, or hides where it goes, is not a link."""
    assert safe_link(link) == ""


@given(st.text())
def test_nothing_breaks_cleaning(text: str) -> None:
    """Whatever the text: cleaning twice equals once and gives one encodable line; a link is http(s) or none."""
    once = clean_text(text)
    assert clean_text(once) == once
    assert len(once.splitlines()) <= 1
    once.encode("utf-8")
    for link in (safe_link(text), safe_link(f"https://{text}"), safe_link(f"https://a.example/{text}")):
        assert link == "" or (link.startswith(("http://", "https://")) and link.isascii() and link.isprintable())
        assert safe_link(link) == link


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "|calc", "+1 212 555 0122"]
)
def test_no_cell_calculates(cell: str) -> None:
    """A cell that a spreadsheet would calculate is led by an apostrophe."""
    assert csv_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Orbit Foods", "+12125550122", "3-D Systems", ""])
def test_plain_cells_stay(cell: str) -> None:
    """Ordinary text and whole phone numbers are not touched."""
    assert csv_cell(cell) == cell


def test_only_numbers_are_dialled() -> None:
    """A tel: link is made of an E.164 number and of nothing else."""
    assert tel_link("+12125550122") == "tel:+12125550122"
    assert tel_link("+12125550122;ext=204") == "tel:+12125550122;ext=204"
    refused = ("", "2125550122", "+1 212", "+1212;x=javascript:", "+12125550122;ext=2;x", "+1\n2125550122")
    assert {tel_link(phone) for phone in refused} == {""}


def test_a_title_rings_nobody() -> None:
    """@everyone and its like are broken up; an ordinary @ is not."""
    assert "@everyone" not in chat_text("hi @everyone @Here @channel")
    assert chat_text("ann@example.com @hereford") == "ann@example.com @hereford"
