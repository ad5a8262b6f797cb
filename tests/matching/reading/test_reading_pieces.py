"""A text becomes pieces that know their place, letter case and part; a place in the text becomes pieces again."""

from __future__ import annotations

import numpy as np
import pytest

from matching.reading.mentions import mentions_of, organisations, tagged_spans, whole_name
from matching.reading.names import group_names
from matching.reading.pieces import Case, letter_case, to_pieces
from tests.matching.small_tokenizer import small_tokenizer

TITLE, LEAD = "Tavrick Names CEO", "Tavrick Medical’s new chief, Úna Lang, moves from Oslo."


def test_every_piece_stands_where_it_says() -> None:
    """Pieces in order, none overlapping; together they hold every letter of title and lead; markers hold none."""
    pieces = to_pieces(TITLE, LEAD, small_tokenizer())
    assert pieces.text == f"{TITLE}\n{LEAD}"
    assert (pieces.starts[1:] >= pieces.ends[:-1]).all()
    read = "".join(pieces.text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert read == "".join(pieces.text.split())
    assert pieces.segments.tolist() == sorted(pieces.segments.tolist())
    assert pieces.text[pieces.starts[pieces.segments == 1][0] :] == LEAD


def test_a_place_in_the_text_gives_back_its_words() -> None:
    pieces = to_pieces(TITLE, LEAD, small_tokenizer())
    start = pieces.text.index("Úna Lang")
    span = pieces.span(start, start + len("Úna Lang"))
    assert span is not None
    assert pieces.words(*span) == "Úna Lang"
    assert pieces.begins[span[0]]
    assert pieces.span(10_000, 10_005) is None


def test_a_long_text_is_cut_and_still_ends_with_a_marker() -> None:
    pieces = to_pieces(TITLE, LEAD * 400, small_tokenizer(), limit=50)
    assert len(pieces) == 50
    assert pieces.ids[-1] == small_tokenizer().token_to_id("[SEP]")


@pytest.mark.parametrize("title", ["", " ", "\u202e\u202d", "🎉🎉", "&amp;<b>", "x" * 5000])
def test_any_title_can_be_read(title: str) -> None:
    """Nothing that stands in a title stops the batch it is in."""
    assert len(to_pieces(title, title, small_tokenizer())) >= 2


@pytest.mark.parametrize(
    ("text", "case"),
    [("ceo", Case.LOWER), ("CEO", Case.UPPER), ("Ceo", Case.CAPITALISED), ("eBay", Case.MIXED), ("42", Case.DIGIT),
     (",", Case.OTHER)],
)  # fmt: skip
def test_letter_case(text: str, case: Case) -> None:
    assert letter_case(text) is case


def test_names_of_one_organisation_are_grouped() -> None:
    """Legal forms, shortened names and initials; never two companies that share an ordinary word at the end."""
    names = [
        "Tavrick",
        "Tavrick Medical, Inc.",
        "Orbel Medical",
        "NMB",
        "Northern Mill Bank",
        "The Orbel Medical Co.",
    ]
    assert group_names(names) == [
        ["Tavrick", "Tavrick Medical, Inc."], ["Orbel Medical", "The Orbel Medical Co."], ["NMB", "Northern Mill Bank"]
    ]  # fmt: skip


def test_tags_become_whole_words() -> None:
    """A span that begins or ends within a word takes in the whole of it; a new beginning is a new span."""
    pieces = to_pieces("Tavrick Orbel names", "", small_tokenizer())
    tags = np.zeros((len(pieces), 3))
    tags[:, 0] = 1
    tags[3:5, 2] = 2  # within Tavrick
    orbel = int(np.flatnonzero(pieces.begins)[2])  # after the marker and Tavrick
    tags[orbel : orbel + 2, 1] = 2
    assert [pieces.words(*span) for span in tagged_spans(pieces, tags, 1, 2)] == ["Tavrick", "Orbel"]


@pytest.mark.parametrize(
    ("title", "tagged", "named"),
    [
        ("Orbel (NMB) opens", "(NMB", ["NMB"]),
        ("Ex-Orbel head leaves", "-Orbel", ["Orbel"]),
        ("Calls it “Orbel Works” now", "“Orbel Works", ["Orbel Works"]),
        ("Orbel & Sons opens", "Orbel &", ["Orbel"]),
        ("The Orbel opens", "The", []),
        ("Exit of KMP - Orbel Works", "KMP - Orbel Works", ["Orbel Works"]),
        ("KMP Orbel opens", "KMP Orbel", ["KMP Orbel"]),
        ("St Tav's Orbel opens", "Orbel", ["St Tav's Orbel"]),
        ("Tav's Orbel opens", "Orbel", ["Orbel"]),
        ("Orbel Hospital could close", "Orbel", ["Orbel Hospital"]),
        ("Orbel Hospital could close, Orbel says", "Orbel", ["Orbel"]),
        ("Orbel school board opens", "Orbel school", ["Orbel school board"]),
        ("Orbel A/S opens", "Orbel A", ["Orbel A/S"]),
        ("Orbel Foods Limited opens", "Orbel", ["Orbel Foods"]),
        ("Orbel chief Foods Limited opens", "Orbel", ["Orbel"]),
        ("Tavrick Orbel in Reno opens", "Tavrick Orbel in", ["Tavrick Orbel"]),
        ("Orbel Foods™, Inc. opens", "Orbel Foods™", ["Orbel Foods"]),
        ("Orbel® opens", "Orbel®", ["Orbel"]),
    ],
)
def test_what_is_no_part_of_a_name_is_left_out(title: str, tagged: str, named: list[str]) -> None:
    """Brackets, quotes and hyphens before it, an "&" without its second half, an article alone, "KMP" in a filing, "™".

    A saint, a kind of institution, the word before a legal form and a form with a stroke are part of it where it always
    has them.
    """
    pieces = to_pieces(title, "", small_tokenizer())
    tags = np.zeros((len(pieces), 3))
    first, last = pieces.span(title.index(tagged), title.index(tagged) + len(tagged)) or (0, 0)
    tags[first:last, 2], tags[first, 1] = 1, 2
    assert [name for names, _ in organisations(pieces, tags) for name in names] == named


def test_a_name_is_found_as_whole_words_longest_first() -> None:
    pieces = to_pieces("Orbel and Orbelix", "Orbel Medical", small_tokenizer())
    found = [pieces.words(*span) for span in mentions_of(pieces, ["Orbel", "Orbel Medical"])]
    assert found == ["Orbel", "Orbel Medical"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tav Farms sold", "Tav Farms"),
        ("Farms sold", "Tav Farms of Elora"),
        ("Tav Farms of Elora sold", "Tav Farms of Elora"),
    ],
)
def test_a_town_is_no_part_of_a_name_that_the_headline_has_alone(title: str, name: str) -> None:
    """The school, bank or club of a town is called by it."""
    assert whole_name("Tav Farms of Elora", f"{title}\nTav Farms of Elora was bought.") == name
    assert whole_name("United Way of Elora", "United Way hires\n") == "United Way of Elora"
    assert whole_name("Bankston Farms of Elora", "Bankston Farms sold\n") == "Bankston Farms"
    assert whole_name("Tav Rotary Club of Elora", "Tav Rotary Club meets\n") == "Tav Rotary Club of Elora"
    assert whole_name("Tav National Bank of Elora", "Tav National Bank sold\n") == "Tav National Bank of Elora"


@pytest.mark.parametrize(
    ("name", "text", "spelled"),
    [
        ("Velmora'", "Brenvik hires Velmora's finance chief", "Velmora"),
        ("Velmora’", "Velmora’s chief leaves", "Velmora"),
        ("Stavis'", "Stavis' chief leaves", "Stavis"),
        ("Munkin'", "Munkin' names a chief", "Munkin'"),
    ],
)
def test_a_genitive_is_no_part_of_a_name(name: str, text: str, spelled: str) -> None:
    assert whole_name(name, text) == spelled


@pytest.mark.parametrize(
    ("name", "text", "spelled"),
    [
        ("Orbel R", "Orbel R&D chief Ann Roe quits\n", "Orbel"),
        ("Orbel L&D", "Orbel L&D director quits\nOrbel L&D head Ann Roe has left.", "Orbel"),
        ("Orbel R&D", "Orbel R&D names chief executive\n", "Orbel R&D"),
        ("Orbel R&D", "Orbel R&D chief executive quits\n", "Orbel R&D"),
        ("Fry & Lund", "Fry & Lund chief quits\n", "Fry & Lund"),
        ("Marlow", "GM checks in\nShe comes from the Hotel Marlow in Dayton.", "Hotel Marlow"),
        ("Marlow", "Hotel Marlow names GM\nHotel Marlow has a new chef.", "Hotel Marlow"),
        ("Marlow", "Hotel Marlow names GM\nThe Marlow has a new chef.", "Marlow"),
        ("Marlow", "Dayton Hotel Marlow names GM\n", "Marlow"),
        ("Marlow", "Hotel operator Marlow names chief\n", "Marlow"),
    ],
)
def test_a_hotel_is_part_of_a_name_and_the_field_of_a_post_is_none(name: str, text: str, spelled: str) -> None:
    """ "Dayton Hotel Marlow" may be the Marlow in Dayton."""
    assert whole_name(name, text) == spelled
