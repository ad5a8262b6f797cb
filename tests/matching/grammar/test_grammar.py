"""What holds for detection whatever the text is."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callnow.model import Announcement
from matching.grammar.detect import detect, explain_detection
from matching.grammar.tokens import clean
from tests.matching.variants import headlines

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = [
    "Tessaly",
    "appoints",
    "names",
    "Dana",
    "Whitlock",
    "as",
    "the",
    "CFO",
    "of",
    "and",
    ",",
    ".",
    "—",
    "(",
    ")",
    "'",
    "’s",
    "to",
    "its",
    "board",
    "joins",
    "former",
    "new",
    "2019",
    "$5",
    "million",
    "headquarters",
    "acquires",
    "Inc.",
    "Dr.",
    "who",
    "has",
    "been",
    "said",
    "that",
    "retire",
    "“",
    "”",
    ":",
    ";",
    "&",
    "in",
    "from",
    "/Wire/",
    "--",
    "TULSA,",
    "OK",
    "-",
    "March",
    "3",
    "’",
    "Ü",
    "公司",
    "\u202e",
    "\x00",
]


def announcement(title: str, text: str = "", issuer: str = "") -> Announcement:
    return Announcement(
        id="a", source="test", title=title, text=text, url="", published_at=NOW, fetched_at=NOW, issuer=issuer
    )


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.lists(st.sampled_from(WORDS), max_size=120))
def test_any_words_in_any_order_are_read(title: list[str], text: list[str]) -> None:
    """No order of words that frames know, broken marks between them, makes detection fail; events name a company."""
    for event in detect(announcement(" ".join(title), " ".join(text))):
        assert event.company
        assert event.sentence


@settings(max_examples=150)
@given(st.text(max_size=200), st.text(max_size=800))
def test_any_text_is_read(title: str, text: str) -> None:
    """No text makes detection fail, and its explanation is told for the same text."""
    detect(announcement(title, text))
    explain_detection(title, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly appoints Dana Whitlock as CFO " * 26_000,
        " and ".join(f"Dana{k} Whitlock" for k in range(10_000)),
        "(" * 100_000,
        "Dana " * 200_000,
        "a" * 1_000_000,
        "\n" * 500_000 + "Tessaly appoints Dana Whitlock as CFO",
        "Chief " * 50_000 + "Officer",
        "![" * 50_000,
        "<a " * 100_000,
        "— " * 100_000,
    ],
    ids=[
        "no stop",
        "ten thousand names",
        "brackets",
        "capitals",
        "one word",
        "blank lines",
        "chiefs",
        "images",
        "tags",
        "dashes",
    ],
)
@pytest.mark.timeout(60)
def test_nothing_hangs(text: str) -> None:
    """A megabyte of anything is read to its end, as title and as text."""
    detect(announcement("", text))
    detect(announcement(text, ""))


def test_detection_is_deterministic_and_its_events_travel() -> None:
    """The same announcement gives equal events twice, and they survive pickling."""
    for variant in list(headlines("title"))[::211]:
        first, second = detect(announcement(variant.text)), detect(announcement(variant.text))
        assert first == second
        assert pickle.loads(pickle.dumps(first)) == first


def test_the_feed_s_own_company_stands_where_the_text_names_none() -> None:
    """An announcement of an employer's own newsroom speaks for that employer."""
    (event,) = detect(announcement("", "We have appointed Dana Whitlock as Chief Financial Officer.", issuer="Tessaly"))
    assert (event.company, event.person) == ("Tessaly", "Dana Whitlock")


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly ernennt Dana Whitlock zur Finanzvorständin",
        "Tessaly nombra a Dana Whitlock directora financiera",
        "Tessaly nomme Dana Whitlock directrice financière",
        "Dana Whitlock übernimmt die Leitung von Tessaly",
        "Tessaly despide a 300 trabajadores en Tulsa",
    ],
)
def test_other_languages_give_no_wrong_event(text: str) -> None:
    """What is not English gives nothing rather than something wrong."""
    assert detect(announcement(text)) == []


def test_an_explanation_shows_tokens_chunks_frames_and_gates() -> None:
    """Tokens and chunks of each sentence, each frame that was tried, its gate, and the event are told as plain data."""
    told = explain_detection(
        "Tessaly names Dana Whitlock CFO", "Prior to joining Tessaly, Whitlock was appointed CFO of Globrecht.", 2026
    )
    assert [c["text"] for c in told["sentences"][0]["chunks"]] == ["Tessaly", "names", "Dana Whitlock", "CFO"]
    assert told["sentences"][0]["tokens"] == ["Tessaly", "names", "Dana", "Whitlock", "CFO"]
    assert [(f["frame"], f["fired"]) for f in told["frames"] if f["sentence"] == 0] == [("appoint", 1)]
    assert any("background: Prior" in gate for f in told["frames"] for gate in f["gates"])
    assert [(e["type"], e["company"], e["person"]) for e in told["events"]] == [
        ("executive_hired", "Tessaly", "Dana Whitlock")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme names Doe<br>as CEO", "Acme names Doe as CEO"),
        ("<p>Acme names Doe</p><P class='x'>as CEO</P>", "Acme names Doe  as CEO"),
        ("Acme <b>names</b> Doe <br/>as C<span>E</span>O", "Acme names Doe as CEO"),
        ("Acme\u2028names\u2029Doe\x0bas\x0cCEO", "Acme names Doe as CEO"),
        ("Ac\u00adme\u200b names **Doe**", "Acme names Doe"),
    ],
)
def test_what_parts_words_leaves_a_blank(text: str, expected: str) -> None:
    """A tag that begins a line, and a separator of lines; a tag within a word, and what nobody sees, leave nothing."""
    assert clean(text) == expected
