"""The normaliser: what it cuts, that it is steady, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callnow.fold import fold
from matching.names.normalise import normalise, take_apart

SAME = [
    (
        "acme",
        [
            "Acme",
            "ACME Corp.",
            "Acme Corporation, Inc.",
            "The ACME Company",
            "Acme (NYSE: ACM)",
            "Acme (HQ)",
            "acme, llc",
        ],
    ),
    (
        "acme",
        ["Acme - Austin", "ACME INC #3878", "Acme Store #12 - Dallas", "Acme, Inc. – Round Rock", "Acme Inc /DE/"],
    ),
    (
        "zorvik",
        [
            "AB Zorvik",
            "LLC Zorvik",
            "LLC, Zorvik",
            "Zorvik Limited Liability Comp",
            "Zorvik AB",
            "Zorvik AB (publ)",
            "OOO Zorvik",
            "Zorvik S.A. de C.V.",
            "Zorvik Sp. z o.o.",
        ],
    ),
    (
        "zorvik",
        ["Zorvik GmbH & Co. KG", "Zorvik Aktiengesellschaft", "Zorvik Sdn. Bhd.", "Zorvik Pty Ltd", "株式会社 Zorvik"],
    ),
    ("brulé and sons".replace("é", "e"), ["Brulé & Sons", "Brule and Sons Ltd", "BRULÉ + SONS"]),
    (
        "dunmore home lenders",
        ["Dunmore Home Lenders - Irving", "Dunmore Home Lenders-Dallas", "Dunmore Home Lenders (Houston)"],
    ),
    (
        "quill",
        [
            "Quill 4924 West Waters Avenue Tampa, FL 33634",
            "Quill P.O. Box 619616 Ft. Worth, TX 75261",
            "Quill May 2026",
        ],
    ),
]


@pytest.mark.parametrize(("core", "spellings"), SAME)
def test_spellings_of_one_company_share_a_normalised_name(core: str, spellings: list[str]) -> None:
    """Case, accents, legal forms, tickers, sites, numbers and addresses do not count."""
    assert {spelling: normalise(spelling) for spelling in spellings} == dict.fromkeys(spellings, core)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Acme", "Acme Brick"), ("Zorvik (India) Ltd", "Zorvik Ltd"), ("Health Now Inc", "Health Inc"), ("Al 3", "Al 4")],
)
def test_different_companies_stay_apart(left: str, right: str) -> None:
    """Words of a name's own, countries and numbers are kept."""
    assert normalise(left) != normalise(right)


def test_a_name_is_taken_apart_with_what_stood_around_it() -> None:
    """Other names, legal forms, ticker and site are handed out beside the core."""
    name = take_apart("Maplewood Grill LLC dba The Corner Grill")
    assert (name.core, name.others, name.forms) == ("maplewood grill", ("corner grill",), ("llc",))
    assert take_apart("Zorvik Inc. (Nasdaq: ZRVK)").ticker == "ZRVK"
    assert take_apart("Total Signal Systems (TSS) - Laredo").others == ("tss",)
    assert take_apart("Zorvik - Laredo").site == "laredo"


@pytest.mark.parametrize(
    "name", ["", " ", "Inc.", "Co., Ltd.", "GmbH", "S.A. de C.V.", "!!!", "\x00\x1f", "🙂", "\u202e\u200f"]
)
def test_nothing_to_go_by_normalises_to_nothing(name: str) -> None:
    """Empty names, legal forms alone, marks, control characters and emoji leave nothing."""
    assert normalise(name) == ""


@settings(max_examples=400)
@given(st.text(max_size=400))
def test_normalising_twice_equals_normalising_once(name: str) -> None:
    """Any Unicode is normalised without a crash, and once is enough."""
    once = normalise(name)
    assert normalise(once) == once
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("name", ["Ⓚ⒚⒘Ⓢ⒔⒒Ⓛ", "㈇㊷🄔㋖㊼", "㉑⑽⒠Ⓡ㎅", "㎧㋊⒅⒩㏀", "㊀⒛🄙㏑㈯㋫"])
def test_signs_that_are_read_as_words_are_steady(name: str) -> None:
    """Letters and numbers in circles and brackets bring marks that were none before."""
    assert normalise(normalise(name)) == normalise(name)


PARTS = [
    "Acme",
    "Zörvik",
    "d.b.a.",
    "dba",
    "d/b/a",
    "formerly",
    "f/k/a",
    "(",
    ")",
    "-",
    " - ",
    "–",
    "#12",
    "/DE/",
    "Inc.",
    "Co., Ltd.",
    "S.A.",
    "de",
    "C.V.",
    "The",
    "AB",
    "PT",
    "Tbk",
    "(publ)",
    "EO 0,5",
    "DL-,01",
    "Austin",
    "2024",
    "COVID19",
    "P.O. Box 12",
    "A/S",
    "12 Main Street",
    "&",
    "+",
    "'s",
    "class a",
    "ADR",
    "(NYSE: ACM)",
    "Plant",
    "x",
    "Y",
    "7",
    "ß",
    "İ",
    "株式会社",
    "ООО",
    ",",
    ".",
]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(["", " "])), max_size=9))
def test_names_put_together_from_marks_are_steady(parts: list[tuple[str, str]]) -> None:
    """Whatever marks meet, what is left holds nothing more to cut."""
    name = "".join(part + gap for part, gap in parts)
    assert normalise(normalise(name)) == normalise(name)


@pytest.mark.parametrize("piece", ["a", "(", "- ", "a b ", "1 a ", "dba ", "&", "Inc. ", "a - "])
def test_a_name_without_end_is_read(piece: str) -> None:
    """A hundred thousand characters of what is looked for in names come to an end, and to the same one twice."""
    core = normalise(piece * (100_000 // len(piece)))
    assert normalise(core) == core
