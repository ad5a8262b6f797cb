"""Headlines are read without what is no part of their news, and with all that is."""

from __future__ import annotations

import pytest

from matching.grammar.companies.words import phrases
from matching.grammar.titles import clean_title
from matching.grammar.tokens import split_sentences
from tests.matching.grammar.test_people_detection import DEPARTED, HIRED, people_events


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Orbel names Dana Whitlock CFO - Tulsa World", "Orbel names Dana Whitlock CFO"),
        ("Orbel names Dana Whitlock CFO | Bloomberg", "Orbel names Dana Whitlock CFO"),
        ("Orbel layoffs hit Tulsa – TechCrunch", "Orbel layoffs hit Tulsa"),
        ("Orbel names Dana Whitlock CFO: sources", "Orbel names Dana Whitlock CFO"),
        ("Orbel names Dana Whitlock CFO - sources", "Orbel names Dana Whitlock CFO"),
        ("InvestorNewsBreaks – Orbel Names CFO", "Orbel Names CFO"),
        ("Orbel Logistics - CFO Resigns", "Orbel Logistics - CFO Resigns"),
        ("Orbel names CFO - Dana Whitlock", "Orbel names CFO - Dana Whitlock"),
        ("Orbel names Dana Whitlock CFO - Omar Fenwick COO", "Orbel names Dana Whitlock CFO - Omar Fenwick COO"),
        ("Southwire names Ann Doe CFO – Omar Fenwick retires", "Southwire names Ann Doe CFO – Omar Fenwick retires"),
        ("TULSA, March 3 /Wire/ -- Orbel names Dana Whitlock as CFO", "Orbel names Dana Whitlock as CFO"),
    ],
)
def test_only_a_source_is_taken_off_a_headline(title: str, clean: str) -> None:
    """The last part goes where it names who brings the news, and what is left tells something."""
    assert clean_title(title) == clean


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Southwire names Jane Doe CFO – Max Roe retires", {(HIRED, "Jane Doe", "CFO"), (DEPARTED, "Max Roe", "")}),
        ("Orbel Logistics - CFO Resigns", {(DEPARTED, "", "CFO")}),
        ("Orbel names Jane Doe CFO - Max Roe COO", {(HIRED, "Jane Doe", "CFO"), (HIRED, "Max Roe", "COO")}),
        ("Orbel names Jane Doe, CPA, CFO", {(HIRED, "Jane Doe", "CFO")}),
        ("Orbel Appoints Jane Doe, MD, PhD, Chief Medical Officer", {(HIRED, "Jane Doe", "Chief Medical Officer")}),
        ("Orbel chair Jane Doe to step down – business live", {(DEPARTED, "Jane Doe", "chair")}),
    ],
)
def test_all_parts_of_a_headline_are_read(title: str, expected: set[tuple[str, str, str]]) -> None:
    """Dashes part clauses and people; degrees belong to the name, and no role runs on over a dash."""
    assert {(one.type, one.person, one.role) for one in people_events(title)} == expected


def test_a_name_with_a_sign_ends_no_sentence() -> None:
    """Where its legal form follows; an exclamation does."""
    assert [text for _, text in split_sentences("Yahoo! Inc. today said so. Done! Orbel did.")] == [
        "Yahoo! Inc. today said so.",
        "Done!",
        "Orbel did.",
    ]


def test_phrases_that_begin_or_end_in_a_sign_are_found() -> None:
    """As whole words, like all others."""
    assert phrases("lists").search("Orbel ranks #1 in Tulsa")
    assert phrases("whole").search("Orbel buys 100% of Tessaly")
    assert phrases("whole").search("Orbel buys 100%, of Tessaly")
    assert not phrases("whole").search("Orbel grows 1100% a year")
