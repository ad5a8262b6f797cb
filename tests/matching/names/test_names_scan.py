"""Employers named anywhere in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callnow.model import Employer
from matching.names.build import build_index
from matching.names.index import EmployerIndex
from matching.names.scan import find_in_texts
from matching.names.titles import may_end_in_name, may_name
from tests.matching.one_name import find_in_text

NAMES = ["Zorvik Energy, Inc.", "Quillmark Systems", "Target Corporation", "Wren & Hobart LLC", "Hollowbrook Ltd",
         "Bank of Tessaly", "Executive Engineering", "Pellworth International Holdings"]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> EmployerIndex:
    """Employers that do not exist."""
    return build_index([Employer(name, name) for name in NAMES], aliases=())


TEXTS = [
    ("On Monday, Zorvik Energy hired a chief of staff.", ["Zorvik Energy, Inc."]),
    ("ZORVIK ENERGY INC. and Quillmark Systems Inc. merge.", ["Zorvik Energy, Inc.", "Quillmark Systems"]),
    ("The board of Wren and Hobart met Hollowbrook.", ["Wren & Hobart LLC", "Hollowbrook Ltd"]),
    ("Zorvk Energy moves its headquarters.", ["Zorvik Energy, Inc."]),
    ("Staff of Quillmrak Systems and the Bank of Tessaly left.", ["Quillmark Systems", "Bank of Tessaly"]),
    ("Pellworth Int'l Group cut 40 jobs.", ["Pellworth International Holdings"]),
    ("Target Corp. hires; the Target was missed, said Mr Target Practice.", ["Target Corporation"]),
    ("Our target is growth. Executive Engineering of roads.", ["Executive Engineering"]),
    ("Hollowbrook Academy opens.", []),
    ("A hollowbrook runs to the sea.", []),
    ("Energy. Zorvik. Systems. Quillmark.", []),
    ("", []),
    ("\x00\n\n🙂 שלום", []),
]


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_a_text_names_these_employers(index: EmployerIndex, text: str, names: list[str]) -> None:
    """Other spellings and one typo are found; parts of longer names, everyday words and small letters are not."""
    assert [n.employer for n in find_in_text(text, index)] == names


def test_places_in_the_text_are_told(index: EmployerIndex) -> None:
    """Start and end cut the name out of the text it stands in, in a batch as alone."""
    texts = [text for text, _ in TEXTS]
    batch = list(find_in_texts(texts, index))
    assert batch == [find_in_text(text, index) for text in texts]
    assert texts[0][batch[0][0].start : batch[0][0].end] == "Zorvik Energy"
    assert texts[4][batch[4][1].start : batch[4][1].end] == "Bank of Tessaly"


def test_a_title_may_name_an_employer_by_one_word() -> None:
    """A word of no word list that the matcher takes for an employer is worth a closer look, wherever it stands."""
    index = build_index([Employer("d", "Dorvane Pharmaceuticals Corp."), Employer("t", "Target Partners")], aliases=())
    near = {
        "Layoffs hit Dorvane: roughly 220 workers to go": True,
        "Layoffs Hit Dorvane As Sales Fall": True,
        "Dorvane's Finance Chief Leaves": True,
        "Layoffs hit Target: 220 workers to go": False,
        "A Dorvane-Harrow deal": True,
        "Half-Dorvane designs": False,
        "dorvane layoffs": True,
        "Layoffs at dorvane": False,
        "Layoffs hit Dorvine": False,
    }
    assert dict(zip(near, may_name(list(near), index), strict=True)) == near


def test_names_that_are_written_unusually_are_seen() -> None:
    """Small first letters, "'s" within, and a ticker that is an everyday word in capitals; not that word otherwise."""
    names = {"tVELM": "", "ovio": "", "opPathrunner": "", "The Chef Odo's Culinary Room": "", "BILL": "BILL"}
    index = build_index([Employer(name, name, ticker=ticker) for name, ticker in names.items()], aliases=())
    near = {
        "tVELM Appoints Jane Roe to Its Board": True,
        "ovio names new CFO Jane Roe": True,
        "New finance chief at opPathrunner": True,
        "Owner Announces the Closure of Chef Odo’s Culinary Room in May": True,
        "BILL Appoints Jane Roe as Chief Financial Officer": True,
        "Jane Roe Leaves BILL": True,
        "Senate Passes Bill to Cut Taxes": False,
        "SENATE PASSES BILL": False,
        "An ovio was seen": False,
    }
    assert dict(zip(near, may_name(list(near), index), strict=True)) == near


def test_a_title_may_name_an_employer_by_its_initials() -> None:
    """Three letters in capitals that are the whole name, where not all is in capitals; no part of a name."""
    index = build_index([Employer("k", "KDL LLP"), Employer("t", "Tro Foods")], aliases=())
    near = {
        "KDL to shutter Tampa outpost": True,
        "Tampa outpost of KDL to close": True,
        "TAMPA OUTPOST OF KDL TO CLOSE": False,
        "Kdl is a town": False,
        "TRO designs": False,
        "SEC fines bank": False,
    }
    assert dict(zip(near, may_name(list(near), index), strict=True)) == near


def test_a_company_may_end_in_an_employers_name() -> None:
    """Behind what it is called ("Exchange"); not behind a name of its own, nor alone, nor with more behind it."""
    index = build_index([Employer("q", "Quarry"), Employer("t", "Target Corporation")], aliases=())
    near = {
        "Cryptocurrency Exchange Quarry": True,
        "Retail Company Target": True,
        "Orbel Quarry": False,
        "Quarry": False,
        "Exchange Quarry (EQ)": False,
        "": False,
    }
    assert dict(zip(near, may_end_in_name(list(near), index), strict=True)) == near


def test_a_title_may_name_whom_the_words_alone_do_not_prove() -> None:
    """A name of several everyday words is worth a closer look, not a match; in small letters or alone a word is not."""
    index = build_index([Employer("p", "Perfect Moment, Inc."), Employer("t", "Target Corporation")], aliases=())
    titles = ["Ski Firm Perfect Moment Targets Growth", "", "Shares of Target fall", "A perfect moment to sell"]
    assert [find_in_text(title, index) for title in titles] == [[], [], [], []]
    assert list(may_name(titles, index)) == [True, False, False, False]
    assert list(may_name(titles * 100, index)) == [True, False, False, False] * 100
    assert list(may_name(titles, build_index([], aliases=()))) == [False] * 4


@settings(max_examples=200)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_scanned_without_a_crash(index: EmployerIndex, texts: list[str]) -> None:
    """Any Unicode in, as many answers as texts out, each within its text."""
    found = list(find_in_texts(texts, index))
    assert len(found) == len(list(may_name(texts, index))) == len(texts)
    assert all(0 <= n.start < n.end <= len(t) for t, names in zip(texts, found, strict=True) for n in names)


def test_no_employers_are_found_without_a_list() -> None:
    """An empty index names nobody."""
    assert find_in_text("Zorvik Energy", build_index([], aliases=())) == []


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_an_employer_may_end_in_s(apostrophe: str) -> None:
    """The "'s" behind a word may be the end of an employer's name, or the word owns something."""
    index = build_index([Employer("b", "Bexley's"), Employer("d", "Dorvane")], aliases=())
    texts = [f"Bexley{apostrophe}s to close 12 stores", f"Dorvane{apostrophe}s stores to close", "Bexley to close"]
    named = [[text[one.start : one.end] for one in find_in_text(text, index)] for text in texts]
    assert named == [[f"Bexley{apostrophe}s"], ["Dorvane"], []]
    assert list(may_name([f"Why Bexley{apostrophe}s is closing", "Why Bexley is closing"], index)) == [True, False]


def test_a_title_may_name_an_employer_by_its_first_words() -> None:
    """Where one is unusual and the matcher takes them for it; everyday words and places in front prove nothing."""
    names = ["Fernhollow Regional Health System", "United Regional Health System", "Pacific Coast Regional Bank"]
    index = build_index([Employer(name, name) for name in names], aliases=())
    near = {
        "Fernhollow Regional CIO Moss joins Orbel": True,
        "Moss to leave Fernhollow Regional's IT": True,
        "United Regional names CIO": False,
        "Pacific Coast braces for rain": False,
    }
    assert list(may_name(list(near), index)) == list(near.values())
