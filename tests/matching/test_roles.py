"""Roles: what job titles mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.role_table import FUNCTIONS, load_roles, role_table, split_words
from matching.roles import find_roles, read_role, resolve_form

FORMS = "form,title,function,rank,evidence\n"
FIELDS = "field,function\n"


@pytest.mark.parametrize(
    ("title", "function", "rank"),
    [
        ("IT Manager", "it", 4),
        ("Senior Network Engineer", "it", 5),
        ("Head of Data", "data", 3),
        ("Chief Information Officer", "it", 1),
        ("EVP, CIO, and CTO", "it", 1),
        ("Founder, Head of Data", "data", 1),
        ("Vice President, Engineering", "engineering", 2),
        ("VP Data", "data", 2),
        ("VP, Head of IT", "it", 2),
        ("Director of Business Insights & Retail Technology", "data", 3),
        ("Assistant Vice President of Programs", "operations", 2),
        ("Chief AI and Growth Officer", "data", 1),
        ("Chief Happiness Officer", "general", 1),
        ("Deputy CISO", "security", 2),
        ("Deputy Chief Financial Officer", "finance", 2),
        ("Lead Data Scientist", "data", 5),
        ("Co-CEO", "general", 1),
        ("C.F.O.", "finance", 1),
        ("U.S. Chief Marketing Officer", "marketing", 1),
        ("Interim Chief Financial Officer", "finance", 1),
        ("Fractional CFO", "finance", 1),
        ("Geschäftsführer", "general", 1),
        ("Directeur des Systèmes d'Information", "it", 1),
        ("consumer banking chief", "finance", 2),
        ("Non-Executive Director", "board", 2),
        ("Executive Assistant to the CEO", "general", 5),
        ("Cybersecurity", "security", 0),
        ("", "", 0),
        ("Enjoying life", "", 0),
    ],
)
def test_title_is_read_by_its_best_part(title: str, function: str, rank: int) -> None:
    """A job title has the function and rank of its best part."""
    role = read_role(title)
    assert (role.function, role.rank) == (function, rank)


@pytest.mark.parametrize("title", ["CIO", "cio", "Interim CIO", "CDO", "CSO", "CPO", "CRO", "CCO"])
def test_ambiguous_abbreviation_is_unknown_without_a_text(title: str) -> None:
    """An abbreviation that means several things keeps its rank and has no function where nothing decides."""
    assert read_role(title).function == ""
    assert read_role(title).rank == 1


@pytest.mark.parametrize(
    ("form", "text", "title"),
    [
        ("CIO", "The Ostrava Teachers Pension Fund named a CIO to run its portfolio.", "Chief Investment Officer"),
        ("CIO", "He becomes CIO. The chief investment officer will sit in Leeds.", "Chief Investment Officer"),
        ("CIO", "As CIO she will lead cloud and digital work.", "Chief Information Officer"),
        ("CDO", "The CDO owns data governance and analytics.", "Chief Data Officer"),
        ("CSO", "The CSO leads drug discovery research.", "Chief Scientific Officer"),
        ("CSO", "The CSO was named after the breach of its security.", "Chief Security Officer"),
        ("CPO", "Our CPO looks after talent and culture.", "Chief People Officer"),
        ("CRO", "The CRO will guide it through Chapter 11.", "Chief Restructuring Officer"),
        ("CCO", "As CCO he heads compliance.", "Chief Compliance Officer"),
    ],
)
def test_ambiguous_abbreviation_is_resolved_from_the_text(form: str, text: str, title: str) -> None:
    """The title spelled out elsewhere decides, else the words that speak for one reading."""
    assert resolve_form(form, text).title == title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Jo Fen is Vice President of People and Administration there",
            ["Vice President of People and Administration"],
        ),
        ("Jo Fen , editor-in-chief , and Al Roe , plant manager", ["editor-in-chief", "plant manager"]),
        ("new CIO and interim chief digital officer", ["CIO", "interim chief digital officer"]),
        ("Senior Vice President , Chief Operating Officer", ["Senior Vice President", "Chief Operating Officer"]),
        ("the CEO’s letter", ["CEO’s"]),
        ("Directions for an officious chiefdom", []),
    ],
)
def test_roles_are_found_in_running_text(text: str, found: list[str]) -> None:
    """The longest role is found at each place, with its modifiers and fields."""
    tokens = text.split()
    assert [" ".join(tokens[s.start : s.end]) for s in find_roles(tokens)] == found


@pytest.mark.parametrize("case", [str.upper, str.title, str.lower])
def test_every_listed_form_is_found_in_any_case(case: object) -> None:
    """Every form of the table is a role in lower case, Title Case and CAPITALS, over its whole length."""
    assert callable(case)
    for words in role_table().forms:
        tokens = [case(word) for word in words]
        spans = find_roles(tokens)
        assert spans, words
        assert (spans[0].start, spans[0].end) == (0, len(tokens)), words


def test_the_table_covers_the_field() -> None:
    """There are at least 300 forms, every function of the table is used, and ranks are 1 to 5."""
    table = role_table()
    roles = [r.role for readings in table.forms.values() for r in readings]
    assert len(table.forms) >= 300
    assert {r.function for r in roles} == FUNCTIONS
    assert {r.rank for r in roles} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("forms", "fields", "where"),
    [
        ("form,title\nceo,Chief\n", FIELDS, "roles.csv, line 1"),
        (FORMS + "ceo,Chief Executive Officer,wizardry,1,\n", FIELDS, "roles.csv, line 2, function"),
        (FORMS + "ceo,Chief Executive Officer,general,9,\n", FIELDS, "roles.csv, line 2, rank"),
        (FORMS + "ceo,Chief Executive Officer,general\n", FIELDS, "roles.csv, line 2, rank"),
        (FORMS, FIELDS + "cloud,weather\n", "role_fields.csv, line 2, function"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, forms: str, fields: str, where: str) -> None:
    """A line that cannot be used is an error with file and line."""
    (tmp_path / "roles.csv").write_text(forms, encoding="utf-8")
    (tmp_path / "role_fields.csv").write_text(fields, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_roles(tmp_path / "roles.csv", tmp_path / "role_fields.csv")
    assert error.value.where == f"{tmp_path}/{where}"


@pytest.mark.parametrize("piece", ["global ", "chief ", "data and ", "senior vice president of ", "chief data and , "])
def test_a_text_of_nothing_but_role_words_is_read_to_its_end(piece: str) -> None:
    """Every role of twenty thousand repeated words is found, and none reaches beyond the text."""
    tokens = split_words(piece * 20_000)
    assert all(0 <= role.start < role.end <= len(tokens) for role in find_roles(tokens))


def test_files_lie_in_the_repository() -> None:
    """The tables are the ones of data/."""
    assert (DATA / "roles.csv").is_file()
    assert (DATA / "role_fields.csv").is_file()


@pytest.mark.parametrize(
    ("title", "function", "rank"),
    [
        ("Leiterin Finanzen", "finance", 3),
        ("Kaufmännischer Leiter", "finance", 3),
        ("Personalleiter (m/w/d)", "hr", 3),
        ("Produktionsleiterin", "operations", 3),
        ("Stv. Leiter Logistik", "operations", 4),
        ("Teamleiter Buchhaltung", "finance", 4),
        ("Bereichsleiterin IT", "it", 3),
        ("Vorständin Technik", "engineering", 1),
        ("Sprecher der Geschäftsführung", "general", 1),
        ("Geschäftsführerin Finanzen", "finance", 1),
        ("Direttore Finanziario", "finance", 1),
        ("Dyrektor Finansowy", "finance", 1),
        ("Financieel directeur", "finance", 1),
        ("Chefin Einkauf", "operations", 2),
        ("Küchenchef", "", 0),
        ("Assistentin der Geschäftsführung", "", 0),
        ("Personal Banker", "", 0),
        ("CIO / Leiter IT", "it", 1),
    ],
)
def test_titles_of_other_languages_are_read_by_their_parts(title: str, function: str, rank: int) -> None:
    """A word for who leads and one for what, in one word or several."""
    role = read_role(title)
    assert (role.function, role.rank) == (function, rank)
