"""Ids and pages of people in a list: whose they are, and those that are nobody's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from callnow.model import Prospect
from sources.prospects.identity import own_page, profile
from tests.sources.prospect_lists import read

OWN = "prospect_id,name,title,employer,phone,email,city,time_zone\n"


def test_ids_are_steady(tmp_path: Path) -> None:
    """The same rows in another order, with other titles and phones, have the same ids; two people never share one."""
    head = "First Name,Last Name,Company,Email,URL,Title,Phone\n"
    rows = [
        "Ada,Quill,Orbital,Ada@Orbital.example,,CTO,",
        "Ben,Marl,Orbital,,https://www.linkedin.com/in/benmarl/,VP,",
        "Cy,Dent,Orbital,info@orbital.example,,,",
        "Di,Eames,Orbital,info@orbital.example,,,",
    ]
    later = [
        "Di,Eames,ORBITAL,info@orbital.example,,Chief,",
        "Ben,Marl,Lumen,,http://de.linkedin.com/in/benmarl?trk=x,CEO,",
        "Cy,Dent,Orbital,info@orbital.example,,,212-555-0142",
        "Ada,Quill,Lumen,ada@orbital.example,,CEO,",
    ]
    before = {p.name: p.id for p in read(tmp_path, head + "\n".join(rows)).prospects}
    after = {p.name: p.id for p in read(tmp_path, head + "\n".join(later)).prospects}
    assert before == after
    assert len(set(before.values())) == 4


def test_the_same_person_twice_in_a_file_is_one(tmp_path: Path) -> None:
    """Two rows of one person have one id; one id for two who may be others is refused."""
    file = read(tmp_path, OWN + "a,Ada Quill,CTO,Orbital,,,,\na,Ada Quill,CEO,Orbital,,,,\na,Ada Marl,,Orbital,,,,\n")
    assert [(p.name, p.title) for p in file.prospects] == [("Ada Quill", "CTO"), ("Ada Quill", "CEO")]
    assert {p.id for p in file.prospects} == {"a"}
    assert [(p.line, "already" in p.reason) for p in file.problems] == [(4, True)]


def test_an_id_of_two_people_is_no_id(tmp_path: Path) -> None:
    """Where the column is an account's, nobody is left out: the file is read without it, and that is said once."""
    rows = "Lena Okonjo,Harrowmere,HARR,lena@h.example\nTobias Fenwright,Harrowmere,HARR,tobias@h.example\n"
    file = read(tmp_path, "Name,Company,ID,Email\n" + rows + "Uma Castell,Harrowmere,HARR,\n")
    assert [p.name for p in file.prospects] == ["Lena Okonjo", "Tobias Fenwright", "Uma Castell"]
    plain = read(tmp_path, "Name,Company,Sector,Email\n" + rows.replace("HARR", "x") + "Uma Castell,Harrowmere,x,\n")
    assert [p.id for p in file.prospects] == [p.id for p in plain.prospects]
    ((line, reason),) = [(note.line, note.reason) for note in file.notes]
    assert (line, "ID is left out" in reason, file.problems, file.unused) == (3, True, (), ("ID",))


def test_whether_somebody_is_a_prospect_is_no_id(tmp_path: Path) -> None:
    """A column "Prospect" that says yes is not used."""
    file = read(tmp_path, "Name,Company,Prospect\nLena Okonjo,Harrowmere,Yes\nUma Castell,Harrowmere,No\n")
    assert (len({p.id for p in file.prospects}), file.unused, file.notes) == (2, ("Prospect",), ())
    assert not {"Yes", "No"} & {p.id for p in file.prospects}


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://velmora.example/team", False),
        ("https://www.velmora.example/ueber-uns/vorstand/", False),
        ("https://velmora.example/index.php?id=42", False),
        ("https://careers.velmora.example/node/17", False),
        ("https://velmora.com/leadership", False),  # the domain is another than the list gives
        ("https://chamber.example/members", False),
        ("https://twitter.com/Velmora", False),
        ("https://www.xing.com/companies/velmoragmbh", False),
        ("https://velmora.example/team/ida-mueller.html", True),
        ("https://velmora.example/team/imueller", True),
        ("https://velmora.example/people/Ida_M%C3%BCller/bio", True),
        ("https://velmora.example/team/ida", True),
        ("https://crm.example/contacts/1234", True),
        ("https://crm.example/show?id=17", True),
        ("https://www.xing.com/profile/Anybody", True),
        ("https://x.com/qx", True),
        ("https://de.linkedin.com/in/abc", True),
    ],
)
def test_a_page_that_several_may_have_is_nobodys(url: str, own: bool) -> None:
    """A page of the employer counts where its path names the person; a network's page, and a numbered one, too."""
    ida = Prospect("1", "Ida Müller", "Velmora GmbH", domain="velmora.example")
    assert own_page(url, ida) == (profile(url) if own else "")
    assert profile(url) or not own
    assert own_page(url, replace(ida, domain="")) == own_page(url, ida)


def test_profiles_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    """Two people whose profiles differ in the query alone are two; a company's page is nobody's profile."""
    assert profile("https://www.facebook.com/profile.php?id=17&gclid=3") == "facebook.com/profile.php?id=17"
    assert profile("https://uk.linkedin.com/in/ada-quill/?trackingId=9") == "linkedin.com/in/ada-quill"
    assert profile("https://www.linkedin.com/company/orbital") == ""
    row = "name,company,url\nAda Quill,Orbital Bakery,https://[linkedin.com/in/x\nBo Quill,Orbital Bakery,\n"
    assert [(p.name, p.url) for p in read(tmp_path, row).prospects] == [("Ada Quill", ""), ("Bo Quill", "")]
