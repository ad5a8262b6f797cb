"""How a name may be written in the news and on the list: short, in another language, without its trade, with "'s"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent, Employer
from callnow.terms import MatchVerdict
from matching.names.build import build_index
from tests.matching.one_name import match_mention, resolve


@pytest.mark.parametrize(
    ("listed", "mention"),
    [
        ("St. Brannoc Health", "Saint Brannoc Health"),
        ("Saint Oda University", "St Oda University"),
        ("Fort Caswell Bank", "Ft. Caswell Bank"),
        ("Mount Larrow Clinic", "Mt. Larrow Clinic"),
    ],
)
def test_saints_forts_and_mounts_may_be_short(listed: str, mention: str) -> None:
    """ "St." is "Saint", "Ft." "Fort", "Mt." "Mount", whichever side writes it so."""
    assert match_mention(mention, build_index([Employer("e", listed)])).employer_id == "e"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delacroix et Fils", "Delacroix & Fils"),
        ("Varnholt und Sohn", "Varnholt & Sohn"),
        ("Brannez y Hijos", "Brannez & Hijos"),
        ("Zorvani e Figli", "Zorvani & Figli"),
        ("Harrsen og Varn", "Harrsen & Varn"),
        ("Hexham Motors N.A.", "Hexham Motors North America"),
    ],
)
def test_and_in_other_languages_and_north_america_written_short_are_the_same(one: str, other: str) -> None:
    """Either spelling in the news is matched to the other on the list."""
    for mention, listed in ((one, other), (other, one)):
        index = build_index([Employer("a", listed)], aliases=[])
        assert match_mention(mention, index, evidence=("listed",)).employer_id == "a"


@pytest.mark.parametrize(
    ("mention", "listed"),
    [("William E Connor", "William Connor"), ("Varnholt Bank North America", "Varnholt Bank, N.A.")],
)
def test_initials_and_national_associations_are_something_else(mention: str, listed: str) -> None:
    """An "E" in the middle of a name is an initial, and the "N.A." of a bank is a legal form."""
    index = build_index([Employer("a", listed)], aliases=[])
    assert not match_mention(mention, index, evidence=("listed",)).employer_id


def test_a_company_and_its_part_are_no_rivals() -> None:
    """A shorter name in the news is matched where both that it may mean are one company, as it is alone."""
    whole, part = Employer("a", "Mercy Vale Health System"), Employer("b", "Mercy Vale Health System - Children's")
    index = build_index([whole, part], aliases=[])
    assert match_mention("Mercy Vale Health", index).employer_id == "a"
    far = build_index([replace(whole, city="Leeds"), replace(part, city="York")], aliases=[])
    assert match_mention("Mercy Vale Health", far).verdict is MatchVerdict.AMBIGUOUS


@pytest.mark.parametrize("trade", ["Haushaltsgeräte", "Maschinenbau", "Versicherung", "Kosmetik"])
def test_a_german_word_that_says_what_a_company_does_may_be_left_out(trade: str) -> None:
    """As an English one may, where no other employer of the list is meant; another trade is another company."""
    index = build_index([Employer("e", f"Kestrowe {trade} AG")], aliases=())
    assert match_mention("Kestrowe", index, evidence=("reader",)).employer_id == "e"
    assert match_mention("Kestrowe Logistik", index, evidence=("reader",)).verdict is MatchVerdict.NONE
    rivals = build_index([Employer("e", f"Kestrowe {trade} AG"), Employer("f", "Kestrowe Logistik AG")], aliases=())
    assert match_mention("Kestrowe", rivals, evidence=("reader",)).verdict is MatchVerdict.AMBIGUOUS


def test_an_event_s_company_may_end_in_s() -> None:
    """What was taken for a possessor is looked for with its "'s" too, where the sentence never writes it without."""
    index = build_index([Employer("b", "Bexley's")], aliases=())
    told = CompanyEvent(
        "e", "a", "layoffs", "Bexley", sentence="Bexley’s to cut 40 jobs", company_evidence=("subject",)
    )
    assert resolve(told, index).employer_id == "b"
    assert resolve(replace(told, sentence="Bexley cuts Bexley's jobs"), index).verdict is MatchVerdict.NONE
    assert resolve(replace(told, sentence="Bexley to cut 40 jobs"), index).verdict is MatchVerdict.NONE


@pytest.mark.parametrize(
    ("mention", "listed"),
    [
        ("Denver", "Denver Packaging"),
        ("Ohio", "Ohio Logistics"),
        ("New York", "New York Foods"),
        ("Lansing", "Lansing Health"),
    ],
)
def test_a_place_alone_is_no_employer_whose_name_goes_on(mention: str, listed: str) -> None:
    """ "Denver names CFO" is not Denver Packaging's news, unless the text shows a company."""
    index = build_index([Employer("a", listed)], aliases=[])
    assert match_mention(mention, index, evidence=("title", "lead")).verdict is MatchVerdict.NONE
    assert match_mention(listed, index, evidence=("title", "lead")).employer_id == "a"
    for proof in ("listed", "ticker", "issuer"):
        assert match_mention(mention, index, evidence=(proof,)).employer_id == "a"


@pytest.mark.parametrize(("mention", "listed"), [("Lansing", "Lansing Inc."), ("The Lansing", "Lansing Insurance")])
def test_an_employer_may_be_called_like_a_place(mention: str, listed: str) -> None:
    """Its whole name is a place's, or the news writes an article before it."""
    index = build_index([Employer("a", listed)], aliases=[])
    assert match_mention(mention, index, evidence=("title", "lead")).employer_id == "a"


def test_a_place_that_several_employers_begin_with_is_asked_about() -> None:
    """It may be one of them."""
    index = build_index([Employer("a", "Denver Packaging"), Employer("b", "Denver Foods")], aliases=[])
    assert match_mention("Denver", index, evidence=("title",)).verdict is MatchVerdict.AMBIGUOUS


HALDEN = [
    Employer("a", "Halden AG", "halden.example", country="DE", city="Bonn"),
    Employer("b", "Halden, Inc.", "halden-pumps.example", country="US", city="Reno"),
    Employer("c", "Halden Ltd", "haldenltd.example", country="GB", city="Leeds"),
]


@pytest.mark.parametrize("employers", [HALDEN, [Employer(one.id, one.name) for one in HALDEN]])
def test_companies_that_differ_in_legal_form_alone_are_left_open(employers: list[Employer]) -> None:
    """Their web domains and towns say that they are two, or their forms are of two countries: the name tells them apart
    only with its form."""
    index = build_index(employers, aliases=[])
    open_name = match_mention("Halden", index, evidence=("title",))
    assert open_name.verdict is MatchVerdict.AMBIGUOUS
    assert {"a", "b"} <= {one.employer_id for one in open_name.rejected}
    named = [match_mention(one.name, index, evidence=("title",)).employer_id for one in employers]
    assert named == ["a", "b", "c"]


def test_entries_of_one_company_with_two_forms_are_one() -> None:
    """Nothing says that a Corp. is not the Inc. of the same name."""
    index = build_index([Employer("a", "Halden Corp."), Employer("b", "Halden Inc.")], aliases=[])
    assert match_mention("Halden", index, evidence=("title",)).verdict is MatchVerdict.MATCH


@pytest.mark.parametrize("listed", [("Varnholt Energy", "Varnholt Quennel"), ("Varnholt McKenzie", "Varnholt Quennel")])
def test_a_word_that_several_names_begin_with_is_asked_about(listed: tuple[str, str]) -> None:
    """Though one of them goes on with what it does or with a place's name, and the other with a name of its own."""
    index = build_index([Employer(name, name) for name in listed], aliases=[])
    open_name = match_mention("Varnholt", index, evidence=("title",))
    assert open_name.verdict is MatchVerdict.AMBIGUOUS
    assert {one.employer for one in open_name.rejected} == set(listed)


def test_an_everyday_word_behind_it_is_no_rival() -> None:
    """That is a product of the company or its trade, not another company of the name."""
    index = build_index([Employer("a", "Varnholt Energy"), Employer("b", "Varnholt Silver")], aliases=[])
    assert match_mention("Varnholt", index, evidence=("title",)).employer_id == "a"


@pytest.mark.parametrize(
    ("mention", "employer"),
    [
        ("Varnholt Factory", ""),
        ("The Varnholt Store", ""),
        ("Varnholt factory", "a"),
        ("Varnholt Savannah Mill", "a"),
        ("Varnholt Steel Factory", "b"),
    ],
)
def test_a_word_and_a_site_in_capitals_are_a_name(mention: str, employer: str) -> None:
    """A site of a company of one word has a place between, or stands in small letters."""
    index = build_index([Employer("a", "Varnholt Corporation"), Employer("b", "Varnholt Steel")], aliases=[])
    assert match_mention(mention, index, evidence=("title",)).employer_id == employer


def test_another_name_of_the_text_decides_between_several() -> None:
    """The one of them that it is for certain, and nobody else."""
    index = build_index([Employer(n, n) for n in ("Varnholt Foods", "Varnholt Energy", "Quorrel")], aliases=[])
    told = CompanyEvent("e", "a", "layoffs", "Varnholt", company_evidence=("title",))
    assert resolve(told, index).verdict is MatchVerdict.AMBIGUOUS
    assert resolve(replace(told, also_called=("Varnholt Energy",)), index).employer_id == "Varnholt Energy"
    assert resolve(replace(told, also_called=("Quorrel",)), index).verdict is MatchVerdict.AMBIGUOUS
