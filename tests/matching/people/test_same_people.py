"""Who is one person: certainly, perhaps, or not, by what two records say."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from callnow.model import Prospect
from flows.people.employers import with_place
from flows.people.traits import traits_of
from matching.people.grouping import find_groups
from matching.people.same_people import Sameness, compare

CERTAIN, PERHAPS, OTHER = Sameness.CERTAIN, Sameness.PERHAPS, Sameness.OTHER


def person(name: str, employer: str = "Orbital Bakery", **known: Any) -> Prospect:
    return with_place(Prospect(name + employer, name, employer, **known))


def sameness(one: Prospect, other: Prospect) -> Sameness:
    found = compare(traits_of(one), traits_of(other))
    assert found.sameness is compare(traits_of(other), traits_of(one)).sameness
    return found.sameness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jürgen Müller", "Juergen Mueller", CERTAIN),
        ("Jürgen Müller", "jurgen muller", CERTAIN),
        ("Bob Tarrow", "Robert Tarrow", CERTAIN),
        ("Ada M. Quill", "Ada Quill", CERTAIN),
        ("Rao Dev", "Dev Rao", CERTAIN),
        ("J. Robert Tarrow", "Robert Tarrow", CERTAIN),
        ('William "Skip" Tarrow', "Skip Tarrow", CERTAIN),
        ("Mary Ann Stone", "Mary Stone", CERTAIN),
        ("Mary Ann Stone", "Ann Stone", PERHAPS),
        ("Hans Peter Kohl", "Peter Kohl", PERHAPS),
        ("Seán O'Brannigan", "Sean OBrannigan", CERTAIN),
        ("A. Quill", "Ada Quill", PERHAPS),
        ("Ada Q.", "Ada Quill", PERHAPS),
        ("Lena Okonjo", "Lena Okonjo-Reyes", PERHAPS),
        ("Ben Osterlein", "Ben Osterlain", PERHAPS),
        ("Ada Quill Jr.", "Ada Quill", PERHAPS),
        ("Ada Quill Jr.", "Ada Quill Sr.", OTHER),
        ("John A. Quill", "John B. Quill", OTHER),
        ("John Andrew Quill", "John Bernard Quill", PERHAPS),
        ("John A. Quill", "John Bernard Quill", PERHAPS),
        ("John A. Quill", "John Andrew Quill", CERTAIN),
        ("Anna Maria Quill", "Maria Anna Quill", CERTAIN),
        ("Elizabeth Ann Quill", "Beth Anne Quill", CERTAIN),
        ("Daniel Kim", "David Kim", OTHER),
        ("Maria Lopez", "Marta Lopez", OTHER),
        ("Ada Quill", "Ben Quill", OTHER),
        ("Ada Quill", "Ada Marl", OTHER),
    ],
)
def test_names_at_one_employer(one: str, other: str, expected: Sameness) -> None:
    """Spellings of one name are one person, shortened and misspelt ones are asked about, other names are others."""
    assert sameness(person(one), person(other)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"title": "VP Supply Chain"}, {"title": "VP Supply Chain"}, PERHAPS),
        ({"title": "VP Supply Chain", "city": "Bath"}, {"title": "vp supply chain", "city": "York"}, PERHAPS),
        ({"title": "CFO"}, {"title": "CFO"}, PERHAPS),
        ({"title": "CFO", "city": "Bath"}, {"title": "CFO", "city": "York"}, OTHER),
        ({"title": "VP Supply Chain"}, {"title": "VP Sales"}, OTHER),
        ({"title": "VP Supply Chain"}, {}, OTHER),
        (
            {"title": "VP Supply Chain", "url": "https://linkedin.com/in/ada-quill-1"},
            {"title": "VP Supply Chain", "url": "https://linkedin.com/in/ada-quill-2"},
            OTHER,
        ),
    ],
)
def test_who_may_have_changed_employer_is_asked_about(
    one: dict[str, Any], other: dict[str, Any], expected: Sameness
) -> None:
    """The same name and title elsewhere, unless something tells the two apart; another name is another person."""
    pair = [person("Ada Quill", **one), person("Ada Quill", "Lumen Yards", **other)]
    assert sameness(*pair) is expected
    assert bool(find_groups([traits_of(p) for p in pair], [1]).questions) is (expected is PERHAPS)
    assert sameness(pair[0], person("Ben Quill", "Lumen Yards", **other)) is OTHER


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Orbital Bakery", "Orbital Bakery Inc.", CERTAIN),
        ("Großmöller GmbH", "Grossmoeller GmbH & Co. KG", CERTAIN),
        ("Orbital", "Orbital Bakery", PERHAPS),
        ("Orbital Bakery", "Lumen Yards", OTHER),
    ],
)
def test_employers_of_one_name(one: str, other: str, expected: Sameness) -> None:
    """The same name at another spelling of the employer is one person, at a similar one perhaps, elsewhere nobody's."""
    assert sameness(person("Ada Quill", one), person("Ada Quill", other)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Lena Okonjo", "Lena Okonjo-Reyes", CERTAIN),
        ("Lena O.", "Lena Okonjo", CERTAIN),
        ("L. Okonjo", "Lena Okonjo", PERHAPS),
        ("Lena Okonjo", "Lena Marl", PERHAPS),
        ("Ben Okonjo", "Lena Okonjo", OTHER),
    ],
)
def test_a_number_settles_a_similar_name(one: str, other: str, expected: Sameness) -> None:
    """With first name and number the same, a cut or double surname is one person; with an initial it is asked."""
    number = "+15125550134"
    assert sameness(person(one, "Orbital", phone=number), person(other, phone=number)) is expected


def test_the_same_post_or_town_settles_a_similar_employer() -> None:
    """ "Orbital" and "Orbital Bakery" are one where post, town or work domain is, and not where the domain differs."""
    short, full = person("Ada Quill", "Orbital"), person("Ada Quill", "Orbital Bakery")
    assert sameness(replace(short, title="CFO"), replace(full, title="cfo")) is CERTAIN
    assert sameness(replace(short, city="Bath"), replace(full, city="Bath, Somerset")) is CERTAIN
    assert sameness(replace(short, domain="o.example"), replace(full, domain="b.example", title="CFO")) is PERHAPS


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"email": "Ada@Orbital.example"}, {"email": "ada@orbital.EXAMPLE"}, CERTAIN),
        ({"email": "info@orbital.example"}, {"email": "info@orbital.example"}, OTHER),
        ({"phone": "+491712345678"}, {"phone": "+491712345678"}, CERTAIN),
        ({"phone": "+12125550104"}, {"phone": "+12125550104"}, CERTAIN),
        (
            {"url": "https://www.linkedin.com/in/adaquill/"},
            {"url": "http://de.linkedin.com/in/adaquill?trk=x"},
            CERTAIN,
        ),
        ({}, {}, OTHER),
    ],
)
def test_addresses_and_numbers_at_two_employers(one: dict[str, str], other: dict[str, str], expected: Sameness) -> None:
    """An own mailbox, a profile, a number under the same name prove one person at whatever employer; info@ does not."""
    assert sameness(person("Ada Quill", "Orbital", **one), person("Ada Quill", "Lumen Yards", **other)) is expected


@pytest.mark.parametrize("name", ["Anna Kohl", "Ben Marl"])
def test_a_page_of_the_whole_team_proves_nothing(name: str) -> None:
    """Two people who stand on one page of their employer are two, also where they have one first name."""
    team = {"url": "https://velmora.example/team", "domain": "velmora.example"}
    one, other = person("Anna Berg", "Velmora", **team), person(name, "Velmora", **team)
    assert sameness(one, other) is OTHER


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("Ada Marl", {"email": "ada@orbital.example"}, CERTAIN),  # a surname changes by marriage
        ("Ben Marl", {"email": "ada@orbital.example"}, PERHAPS),
        ("Ben Marl", {"phone": "+491712345678"}, PERHAPS),
        ("Ben Marl", {"phone": "+493023125000"}, OTHER),  # a switchboard
        ("Ada Marl", {"phone": "+493023125000"}, PERHAPS),
    ],
)
def test_what_is_shared_under_another_name(name: str, known: dict[str, str], expected: Sameness) -> None:
    """One mailbox or mobile under two names is asked about; a fixed line under two names is a switchboard."""
    ada = person("Ada Quill", email="ada@orbital.example", phone="+491712345678", other_phones=("+493023125000",))
    assert sameness(ada, person(name, **known)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"url": "https://linkedin.com/in/ada1"}, {"url": "https://linkedin.com/in/ada2"}, PERHAPS),
        ({"email": "ada.quill@o.example"}, {"email": "ada.quill2@o.example"}, PERHAPS),
        ({"email": "ada.quill@o.example"}, {"email": "aquill@o.example"}, CERTAIN),
        ({"email": "ada.quill@o.example"}, {"email": "ada@mail.example"}, CERTAIN),
        ({"city": "Bath"}, {"city": "Leeds"}, CERTAIN),
        ({"city": "Bath", "title": "CFO"}, {"city": "Leeds", "title": "IT Director"}, PERHAPS),
    ],
)
def test_what_speaks_against_one_person(one: dict[str, str], other: dict[str, str], expected: Sameness) -> None:
    """Two profiles, two mailboxes of one domain, or two lesser differences make it a question."""
    assert sameness(person("Ada Quill", **one), person("Ada Quill", **other)) is expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"email": "orders-desk@quillmont.example"}, PERHAPS),
        ({"email": "frontdesk@quillmont.example"}, OTHER),
        ({"email": "front-desk2@quillmont.example"}, OTHER),
        ({"email": "assistant@quillmont.example"}, OTHER),
        ({"email": "maria.lopez@quillmont.example"}, CERTAIN),
        ({"email": "mgarcia@quillmont.example"}, CERTAIN),
        ({"url": "https://www.linkedin.com/in/m-1745"}, CERTAIN),
    ],
)
def test_two_surnames_of_one_first_name(known: dict[str, str], expected: Sameness) -> None:
    """Two Marias of one mailbox are one where it is called by that name, or they share a page; else it is asked, and
    a mailbox that several people read proves nothing."""
    firm = "Quillmont Clinic"
    assert sameness(person("Maria Lopez", firm, **known), person("Maria Garcia", firm, **known)) is expected


def groups(*people: Prospect, apart: frozenset[int] = frozenset()) -> tuple[list[list[str]], int]:
    found = find_groups(
        [traits_of(p) for p in people], range(len(people)), lambda one, other: {one, other} == set(apart)
    )
    return [[people[place].name for place in group] for group in found.people], len(found.questions)


def test_a_name_that_two_people_could_be_is_asked_about() -> None:
    """John Quill beside John A. and John B. Quill is merged with neither; beside one of them he is that one."""
    john, a, b = person("John Quill"), person("John A. Quill"), person("John B. Quill")
    assert groups(john, a) == ([["John Quill", "John A. Quill"]], 0)
    assert groups(john, a, b) == ([["John Quill"], ["John A. Quill"], ["John B. Quill"]], 2)


def test_who_was_told_apart_is_never_one() -> None:
    """Neither directly nor by a third record; and nobody is asked about them."""
    one, other = person("Ada Quill", "Orbital"), person("Ada Quill", "Orbital Inc.")
    assert groups(one, other, apart=frozenset((0, 1))) == ([["Ada Quill"], ["Ada Quill"]], 0)
    third = person("A. Quill", email="ada@o.example")
    one, other = replace(one, email="ada@o.example"), replace(other, phone="+491712345678")
    third = replace(third, phone="+491712345678", name="Ada Quill")
    found, _ = groups(one, other, third, apart=frozenset((0, 1)))
    assert sorted(map(len, found)) == [1, 2]


def test_a_name_of_two_who_were_told_apart_is_asked_about() -> None:
    """A third record of the name joins neither of them; which of them it is, or whether another one, is asked."""
    one, other = (person("John Smith", phone=f"+15125550{n}") for n in ("134", "177"))
    third = person("John Smith", phone="+15125550999", email="js@yahoo.example")
    for people in permutations((one, other, third)):
        apart = frozenset((people.index(one), people.index(other)))
        assert groups(*people, apart=apart) == ([["John Smith"]] * 3, 2)


def test_who_may_be_the_other_of_two_who_were_told_apart_is_asked_about() -> None:
    """A record that name and employer alone make the second's, and two mailboxes perhaps the first's, is nobody's yet;
    another name than theirs, told apart from the second, leaves it the second's."""
    one, other = person("John Smith", email="js@orbital.example"), person("John Smith", phone="+15125550177")
    third = person("John Smith", email="john.smith@orbital.example")
    for people in permutations((one, other, third)):
        apart = frozenset((people.index(one), people.index(other)))
        assert groups(*people, apart=apart) == ([["John Smith"]] * 3, 2)
    found, _ = groups(person("J. Smith"), other, third, apart=frozenset((0, 1)))
    assert found == [["J. Smith"], ["John Smith", "John Smith"]]


def test_who_is_linked_by_a_third_record_is_one_person() -> None:
    """One record has the address of the first and the number of the second, under another employer: all three are one,
    whoever of them is fresh, and whichever comes first."""
    one = person("Tad Winslowe", email="t@o.example")
    other = person("Tad W.", phone="+493023125000")
    link = person("Tad Winslowe", "Lumen Yards", email="t@o.example", phone="+493023125000")
    for people in permutations((one, other, link)):
        traits = [traits_of(p) for p in people]
        for fresh in (range(3), [people.index(link)]):
            assert find_groups(traits, fresh).people == ((0, 1, 2),)


def test_two_who_differ_in_their_middle_names_are_not_one_by_a_number() -> None:
    """It may be the switchboard's; a mobile number of theirs says that they are one."""
    one, other = (person(f"John {middle} Quill", phone="+12125550142") for middle in ("Andrew", "Bernard"))
    assert sameness(one, other) is PERHAPS


def test_no_third_record_makes_one_of_two_middle_initials() -> None:
    """Tad B. and Tad C. Winslowe stay two, though Tad Winslowe has the address of the latter."""
    b, c = person("Tad B. Winslowe"), person("Tad C. Winslowe", email="t@o.example")
    tad = person("Tad Winslowe", email="t@o.example")
    for people in permutations((b, c, tad)):
        found, asked = groups(*people)
        assert (sorted(map(len, found)), asked) == ([1, 2], 1)


def test_a_number_of_hundreds_is_nobodys() -> None:
    """A switchboard that a whole company shares is not a clue, and costs no time."""
    many = [person(f"Person{n} Quill{n}", phone="+493023125000", domain="o.example") for n in range(300)]
    found, asked = groups(*many)
    assert (len(found), asked) == (300, 0)
