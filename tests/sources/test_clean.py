"""Plain text and safe links from untrusted markup."""

from __future__ import annotations

import pytest

from sources.clean import plain_text, plain_title, safe_link, shortened


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Ann&nbsp;Lee &amp; Co</p><p>names <b>Bo</b>\nCEO</p>", "Ann Lee & Co\nnames Bo CEO"),
        ("One<br/>two<li>three</li>", "One\ntwo\nthree"),
        ("plain\n\ntext\nkept", "plain\ntext\nkept"),
        ("<td>Mr</td><td>Day</td>", "Mr Day"),
        ("profit < loss and a > b", "profit < loss and a > b"),
        ("before<script>alert('<p>x</p>')</script>after", "before after"),
        ("before<style type=x>p{}</style> after", "before after"),
        ("before<script>never closed", "before"),
        ("<p>4 İ 5 İ</p><style>p{}</STYLE><p>after</p>", "4 İ 5 İ\nafter"),
        ("İ" * 30 + "<Script>x</sCript>Globex named Jane Roe CFO", "İ" * 30 + " Globex named Jane Roe CFO"),
        ("before<\u017fcript>no tag</\u017fcript>", "before<\u017fcript>no tag</\u017fcript>"),
        ("a<!-- <b>hidden</b> -->b<!-- open", "ab"),
        ("<![CDATA[inside]]>", "inside"),
        ("<img src=x onerror=alert(1)>kept", "kept"),
        ('<img alt="a > b" src="x">kept', "kept"),
        ("<img alt = 'a > b' src=x>kept", "kept"),
        ('<a title="never closed>Jane Roe</a> "Bo" > x', 'Jane Roe "Bo" > x'),
        ("<p it's>Ann's a > b", "Ann's a > b"),
        ('<a title="x>Jane "Bo" Roe</a>', 'Jane "Bo" Roe'),
        ("<a b==>kept", "kept"),
        ("AT&amp;T &quot;wins&quot; &#8217;", 'AT&T "wins" \u2019'),
        ("caf\x92s \x00nul \x07bell \u202eevil\u202c \ud800lone \ufeffbom", "caf\u2019s nul bell evil lone bom"),
        ("", ""),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    """Markup leaves its words, one line a block, and nothing that runs or hides."""
    assert plain_text(markup) == text


@pytest.mark.parametrize("name", ["center", "aside", "address", "main", "nav", "caption", "option", "summary"])
def test_a_block_ends_a_line(name: str) -> None:
    """What stands before and after a block is no part of its last and first word."""
    assert plain_text(f"Globex<{name}>Jane Roe CFO</{name}>Acme today") == "Globex\nJane Roe CFO\nAcme today"


def test_title_is_one_line() -> None:
    """A title is one line without line breaks that could end a header, and of bounded length."""
    assert plain_title("Ann\r\nBcc: x\n<b>Lee</b>\tnamed") == "Ann Bcc: x Lee named"
    assert len(plain_title("word " * 1000)) <= 500
    assert plain_title("word " * 1000).endswith("word…")


def test_cleaning_twice_changes_nothing() -> None:
    """Text that was cleaned stays as it is when cleaned again."""
    for markup in ("<p>a</p><p>b</p>", "a &lt; b", "x" * 60_000, "caf\x92"):
        once = plain_text(markup)
        assert plain_text(once) == once
    assert shortened("short", 10) == "short"


@pytest.mark.parametrize(
    ("link", "base", "safe"),
    [
        ("https://example.com/a?b=1#c", "", "https://example.com/a?b=1#c"),
        ("  http://example.com/a b ", "", "http://example.com/a%20b"),
        ("HTTP://example.com/A", "", "http://example.com/A"),
        ("/news/1", "https://example.com/feed.xml", "https://example.com/news/1"),
        ("/n?lang=en&amp;id=5", "https://example.com/", "https://example.com/n?lang=en&id=5"),  # escaped twice
        ("//example.com/x", "https://a.example/", "https://example.com/x"),
        ("javascript:alert(1)", "https://example.com/", ""),
        ("JaVaScRiPt:alert(1)", "", ""),
        ("java\nscript:alert(1)", "https://example.com/", ""),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "", ""),
        ("mailto:a@example.com", "", ""),
        ("https://user:pw@example.com/", "", ""),
        ("https://example.com/\r\nSet-Cookie: a", "", ""),
        ('https://example.com/"><script>', "", "https://example.com/%22%3E%3Cscript%3E"),
        ("https://", "", ""),
        ("http://[::1", "", ""),
        ("https://example.com/" + "a" * 3000, "", ""),
        ("", "https://example.com/", ""),
    ],
)
def test_safe_link(link: str, base: str, safe: str) -> None:
    """Only absolute http(s) addresses pass, without credentials or characters that end an attribute or a header."""
    assert safe_link(link, base) == safe


@pytest.mark.parametrize(
    "piece",
    ["<", "<script>", "<!--", "<a ", "&", "&#x", "<p>", "<![CDATA[", "]]>", "</", "< !", '<a b="', '<a =">', "<a ='\""],
)
def test_markup_without_end_is_read(piece: str) -> None:
    """Hundreds of thousands of the same piece of markup come to an end, and no text is made up of them."""
    assert len(plain_text(piece * 400_000)) <= len(piece) * 400_000
