"""The town of a newspaper's dateline names nobody, and what happens in a town is no company's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.detection.detect import detect, text_parts
from matching.grammar.titles import clean_title
from matching.grammar.tokens import strip_dateline
from matching.grammar.towns import is_town
from tests.matching.detection.test_detect import TEXT


@pytest.mark.parametrize(
    "dateline",
    [
        "TEMPE - ",
        "ST. LOUIS – ",
        "ATLANTA—",
        "DUNMORE, Pa. -- ",
        "NEWARK, N.J. — ",
        "OMAHA, Neb. (KXYZ) - ",
        "Denver, Colo. — ",
        "VELDEN, Kansas - ",
        "LONDON AFX - ",
        "TEMPE AP – ",
    ],
)
def test_a_newspapers_dateline_is_no_part_of_a_text(dateline: str) -> None:
    """A known town in capitals, or any with its state, and its agency, before a dash; reader and grammar see the text
    behind it."""
    said = "Orbel Mutual named Pia Lund chief operating officer."
    assert strip_dateline(dateline + said) == said
    assert text_parts(replace(TEXT, text=dateline + said))[1] == said


def test_a_title_has_no_dateline_with_an_agency() -> None:
    """A town alone may be the company: "DOVER - Pia Lund named CFO"."""
    said = "Orbel Mutual named Pia Lund chief operating officer."
    assert text_parts(replace(TEXT, title=f"LONDON AFX - {said}"))[0] == said
    assert text_parts(replace(TEXT, title="DOVER - Pia Lund named CFO"))[0] == "DOVER - Pia Lund named CFO"


def test_a_town_that_the_title_names_is_known() -> None:
    """Capitals are a dateline where the title writes the same word as a name; a title all in capitals says nothing."""
    text = replace(
        TEXT, title="Velden deputy CIO promoted", text="VELDEN - Pia Lund will be chief information officer."
    )
    assert text_parts(text)[1].startswith("Pia Lund")
    assert text_parts(replace(text, title="VELDEN DEPUTY CIO PROMOTED"))[1].startswith("VELDEN")


@pytest.mark.parametrize(
    "text",
    [
        "ORBEL - The chipmaker named Pia Lund.",
        "IBM — The computer maker named Pia Lund.",
        "Orbel, Texas — The insurer named Pia Lund.",
        "Boston - The company named Pia Lund.",
        "JANE DOE, CFO - Orbel said so.",
        "ORBEL, Inc. - The chipmaker named Pia Lund.",
        "TEMPE-Orbel named Pia Lund.",
    ],
)
def test_whom_a_text_is_about_is_no_dateline(text: str) -> None:
    """Capitals that are no known town, a name in normal case without a town's state, what is no state."""
    assert strip_dateline(text) == text


def test_a_headline_keeps_a_town_alone() -> None:
    """It may be the company's name; with its state it is the dateline."""
    assert clean_title("MANSFIELD - CFO Resigns as Sales Fall") == "MANSFIELD - CFO Resigns as Sales Fall"
    assert clean_title("TULSA, Okla. — Orbel names Pia Lund CFO") == "Orbel names Pia Lund CFO"


@pytest.mark.parametrize(
    ("name", "sentence", "town"),
    [
        ("Velden", "Velden, Kan., is opening a new clinic.", True),
        ("Velden, Kan", "Velden, Kan., is opening a new clinic.", True),
        ("Norwick", "The town of Norwick, Vermont, has opened a new headquarters.", True),
        ("Corvane", "Corvane, based in Corvane, N.Y., has named a CFO.", False),
        ("Orbel", "Orbel, Ohio-based maker of pumps, has opened a plant.", False),
        ("Orbel", "Orbel, Texas’ largest insurer, has named a CFO.", False),
        ("Velmora Hospital", "Velmora Hospital, Ohio, has named a CFO.", False),
        ("City of Velden", "The City of Velden has named a CIO.", False),
    ],
)
def test_a_town_is_known_by_its_state(name: str, sentence: str, town: bool) -> None:
    """Each time it is named; a company with its own town's name stands without it, too."""
    assert is_town([name], sentence, sentence) is town


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Velden, Kan., is opening a new clinic", "Velden, Kan., is opening a new clinic on Main Street."),
        ("Norwick opens new headquarters", "The town of Norwick, Vermont, has opened a new headquarters for police."),
    ],
)
def test_news_of_a_town_is_no_companys(title: str, text: str) -> None:
    """Nothing is told of a company that is called like it."""
    assert detect([replace(TEXT, title=title, text=text)]) == [[]]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Denver to lay off 170 city workers", "Denver will lay off 170 city workers by June."),
        ("Orlando announces layoffs in parks department", "Orlando announced layoffs of 40 in its parks department."),
        ("Ohio to lay off 300 state employees", "Ohio will lay off 300 state employees by June."),
    ],
)
def test_a_place_that_cuts_its_own_staff_is_no_company(title: str, text: str) -> None:
    """City workers and a parks department are nobody else's."""
    assert detect([replace(TEXT, title=title, text=text)]) == [[]]


def test_what_an_office_says_of_a_plant_leaves_it_the_companys() -> None:
    """A company may be called like a known place, and a council or governor tell of it."""
    text = "Lansing will cut 400 jobs at its plant in Velden, the city council and the governor said."
    [[event]] = detect([replace(TEXT, title="Lansing to cut 400 jobs, city council says", text=text)])
    assert (event.type, event.company) == ("layoffs", "Lansing")


@pytest.mark.parametrize("dateline", ["DUNMORE, Pa. -- ", "DUNMORE, Pa.: ", "Nov. 9, 2026, DUNMORE, Pa. - "])
def test_the_town_of_a_dateline_is_no_other_name(dateline: str) -> None:
    """Though the company's name begins with it."""
    text = f"{dateline}Dunmore Mutual will cut 40 jobs by June, it said."
    [[event]] = detect([replace(TEXT, title="Dunmore Mutual to cut 40 jobs", text=text)])
    assert event.names == ("Dunmore Mutual",)


def test_a_town_before_a_hyphen_is_nobody() -> None:
    """Neither the person nor part of the name."""
    text = "TEMPE - Corwin Aldous, finance chief at an Ohio hospital, will take the helm of Velmora Regional Hospital."
    [events] = detect([replace(TEXT, title="Velmora Regional Hospital picks new chief", text=text)])
    assert {event.person for event in events} == {"Corwin Aldous"}
