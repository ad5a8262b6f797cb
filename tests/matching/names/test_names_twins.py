"""Two spellings of one employer on a list are one, unless something says that they differ."""

from __future__ import annotations

import pytest

from callnow.model import Employer
from matching.names.twins import likely_twins, twins_of, with_said


def are_one(*employers: Employer) -> bool:
    return twins_of(employers) == {"a": ("b",), "b": ("a",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dorvane Pharma", "Dorvane Pharmaceuticals Corp."),
        ("Galtway Airlines", "Galtway Airlines Holdings"),
        ("Marrowby Tech", "Marrowby Technologies Group"),
        ("Quillmont Mfg", "Quillmont Manufacturing Company"),
        ("Dometrel", "Dometrel Group AB"),
        ("St. Brannoc Health", "Saint Brannoc Health"),
        ("Harrow Glass Svcs Inc", "Harrow Glass Services, Inc."),
    ],
)
def test_short_and_long_spellings_are_one(one: str, other: str) -> None:
    """Abbreviations, plurals of words that many have, and words that say nothing tell no two companies apart."""
    assert are_one(Employer("a", one), Employer("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("County of Penhollow", "Penhollow County"),
        ("Tolvane Foods", "Tolvane Foods / Crisp & Barrow"),
        ("Mercy Vale Health System", "Mercy Vale Health System - Children's"),
        ("Brannoc Steel Works", "Brannoc Steelworks"),
        ("Hexham Motors N.A.", "Hexham Motors North America"),
        ("Delacroix et Fils", "Delacroix & Fils"),
        ("City of Oakmere", "Oakmere City Council"),
        ("Eastmoor Council", "London Borough of Eastmoor"),
    ],
)
def test_names_of_which_one_is_matched_to_the_other_are_one(one: str, other: str) -> None:
    """Another order of the words, other spaces, a part or brand behind a dash or slash, and what is written short."""
    assert are_one(Employer("a", one), Employer("b", other))
    assert not twins_of([Employer("a", one, city="Leeds"), Employer("b", other, city="York")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City Brannoc", "Brannoc City"),
        ("Tolvane Foods", "Tolvane Foods - India"),
        ("Tolvane Foods", "Tolvane Foods Packaging"),
        ("Galtway Group", "Galtway Holdings"),  # two of one family
        ("Linious Tech", "Liniou Technologies"),  # a name of its own in the plural is another name
        ("Dorvane Pharma", "Dorvane Foods"),
        ("Dorvane Pharma Inc.", "Dorvane Pharmaceuticals S.A."),
        ("Target Group", "Target"),  # an everyday word
        ("National Bank", "National Bank Group"),
        ("Dorvane Pharma - Austin", "Dorvane Pharmaceuticals"),
        ("Varn", "Varn Group"),
        ("University of Larkmoor", "Larkmoor University"),
        ("Penhale Bank", "Bank of Penhale"),
        ("City of Oakmere", "Oakmere County Council"),
    ],
)
def test_names_that_may_be_two_companies_stay_two(one: str, other: str) -> None:
    """Other words, other legal forms, sites, and names of many companies."""
    assert not twins_of([Employer("a", one), Employer("b", other)])


@pytest.mark.parametrize("fact", [{"domain": "example.com"}, {"ticker": "DRV"}, {"country": "US"}, {"city": "Boston"}])
def test_a_fact_that_differs_tells_them_apart(fact: dict[str, str]) -> None:
    """A web domain, a ticker, a country or a town; where one has none nothing differs."""
    one = Employer("a", "Dorvane Pharma", **fact)
    other = {name: f"other {value}" for name, value in fact.items()}
    assert not twins_of([one, Employer("b", "Dorvane Pharmaceuticals", **other)])
    assert are_one(one, Employer("b", "Dorvane Pharmaceuticals"))
    assert are_one(one, Employer("b", "Dorvane Pharmaceuticals", **fact))


def test_a_name_that_goes_on_may_be_the_same() -> None:
    """It is likely where the shorter one would be matched to it, no fact differs, and they are not taken for one."""
    short, long = Employer("a", "Tolvane Foods", city="Leeds"), Employer("b", "Tolvane Foods Packaging")
    assert likely_twins([long, short]) == [(short, long)]
    assert not likely_twins([short, Employer("b", "Tolvane Foods Packaging", city="York")])
    assert not likely_twins([short, Employer("b", "Tolvane Foods / Crisp & Barrow")])


def test_a_word_of_its_own_that_another_name_begins_with_may_be_the_same() -> None:
    """Whatever that one goes on with; a fact that differs, an everyday word, or a country tells them apart."""
    short, long = Employer("a", "Kestrowe AG", city="Ulm"), Employer("b", "Kestrowe Haushaltsgeräte AG")
    assert likely_twins([long, short]) == [(short, long)]
    assert not likely_twins([short, Employer("b", "Kestrowe Haushaltsgeräte AG", city="York")])
    assert not likely_twins([short, Employer("b", "Kestrowe Haushaltsgeräte GmbH")])
    assert not likely_twins([Employer("a", "Orange"), Employer("b", "Orange Kitchens")])
    assert not likely_twins([Employer("a", "Kestrowe"), Employer("b", "Kestrowe India")])


def test_a_person_says_which_employers_are_one() -> None:
    """In any spelling, each with all that the other is one with; a name that is on no list makes nobody one."""
    names = ("Tolvane Foods", "Crisp & Barrow Inc.", "Crisp Barrow", "Dorvane", "Velmora")
    employers = [Employer(id, name) for id, name in zip("abcde", names, strict=True)]
    said = {"Crisp & Barrow": "Tolvane Foods", "Dorvane Ltd": "Tolvane Foods", "Orbel": "Velmora", "Velmora": "Velmora"}
    found = with_said({"b": ("c",), "c": ("b",)}, employers, said)
    assert {id: "".join(sorted(others)) for id, others in found.items()} == {
        "a": "bcd",
        "b": "acd",
        "c": "abd",
        "d": "abc",
    }


def test_what_is_taken_for_one_is_asked_of_nobody() -> None:
    """Employers that a person said are one are not listed as those that may be."""
    pair = [Employer("a", "Tolvane Foods"), Employer("b", "Tolvane Foods Packaging")]
    assert not likely_twins(pair, {"a": ("b",), "b": ("a",)})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orsby Property Group", "Orsby Property Grp."),
        ("Harlow Construction", "Harlow Constr. Co."),  # the name of a town
        ("Summit Realty Group", "Summit Rlty Grp"),
        ("National Services", "National Svcs."),
        ("Vellby Holding", "Vellby Holdings"),
    ],
)
def test_the_same_name_written_short_is_one(one: str, other: str) -> None:
    """However common its words: the same name twice is one employer, too; another town tells them apart."""
    assert are_one(Employer("a", one), Employer("b", other))
    assert not twins_of([Employer("a", one, city="Leeds"), Employer("b", other, city="York")])
    assert not twins_of([Employer("a", one), Employer("b", "Summit Management Grp")])
