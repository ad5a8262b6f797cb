"""A post is told in its own words, and each person has their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.own_posts import with_own_posts


@pytest.mark.parametrize(
    ("company", "role", "text", "post"),
    [
        ("Northmere Hospital", "Hospital CEO", "Northmere Hospital CEO Jane Roe will retire.", "CEO"),
        ("Orbel Group", "Group CEO", "Orbel Group has named Jane Roe as Group CEO.", "Group CEO"),
        ("Orbel Bank", "Roe COO", "Orbel Bank has appointed Jane Roe COO.", "COO"),
        ("Orbel Bank", "President", "Orbel Bank President Jane Roe will retire.", "President"),
    ],
)
def test_the_end_of_a_companys_name_is_no_part_of_a_post(company: str, role: str, text: str, post: str) -> None:
    """Nor of the person's, where name and post stand side by side; a post that has the word of its own keeps it."""
    [found] = with_own_posts(
        [CompanyEvent("1", "a", "executive_departed", company, person="Jane Roe", role=role)], text
    )
    assert found.role == post


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Orbel has made Jane Roe head of disputes and John Poe head of tax.", "head of disputes"),
        ("Orbel named Jane Roe as chief financial officer and John Poe as head of tax.", "chief financial officer"),
        ("Orbel has named Jane Roe and John Poe head of tax.", "head of tax"),
        ("Orbel hires Jane Roe, promotes John Poe to head of tax", ""),
        ("Orbel made Jane Roe, who was ill, and John Poe head of tax.", "head of tax"),
    ],
)
def test_of_two_each_has_their_own_post(text: str, post: str) -> None:
    """Where the text gives one of them another than the post that was read for both."""
    jane, john = (
        CompanyEvent(name, "a", "executive_hired", "Orbel", person=name, role="head of tax")
        for name in ("Jane Roe", "John Poe")
    )
    assert [one.role for one in with_own_posts([jane, john], text)] == [post, "head of tax"]


def test_acting_before_the_name_of_the_county_belongs_to_the_post() -> None:
    """So does interim; "next" is no part of a post."""
    told = CompanyEvent("h", "a", "executive_hired", "Velm County", person="Ann Roe", role="administrator")
    for text, role in (
        ("Ann Roe will be acting Velm County administrator.", "acting administrator"),
        ("Ann Roe will be Velm County administrator.", "administrator"),
    ):
        assert with_own_posts([told], text)[0].role == role
    assert with_own_posts([replace(told, role="next manager")], "Ann Roe is the next manager.")[0].role == "manager"


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("Chief Operating Officer and member", "Chief Operating Officer"),
        ("CFO, and a member", "CFO"),
        ("current CFO", "CFO"),
        ("new Chief Executive Officer", "Chief Executive Officer"),
        ("New Business Director", "New Business Director"),
        ("board member", "board member"),
        ("chief financial officer, it", "chief financial officer"),
        ("Vice President, IT", "Vice President, IT"),
    ],
)
def test_a_post_is_told_without_what_stands_beside_it(role: str, post: str) -> None:
    """Nobody says "the post of CFO and member" aloud."""
    event = CompanyEvent("1", "a", "executive_hired", "Vennmark", person="Ernst Rau", role=role)
    (told,) = with_own_posts([event], f"Vennmark names Ernst Rau as {role}.")
    assert told.role == post


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        ("Acting Velm County manager Ann Roe resigns", "Velm County", "acting manager"),
        ("Acting Velm County director Ann Roe named permanent manager", "Velm County", "manager"),
        ("Interim Care names Ann Roe manager. Interim Care manager Roe is 40.", "Interim Care", "manager"),
    ],
)
def test_acting_at_the_head_of_a_title_is_no_part_of_the_company(text: str, company: str, role: str) -> None:
    """Unless the company is named so without a post behind."""
    company_read = " ".join(text.split()[: 3 if "County" in text else 2])
    told = CompanyEvent("h", "a", "executive_departed", company_read, person="Ann Roe", role="manager")
    (own,) = with_own_posts([told], text)
    assert (own.company, own.role) == (company, role)


def test_what_is_led_is_no_post() -> None:
    """ "Scottish" of "managing director of its Scottish hotels" is none; a post without a rank of its own stays."""
    text = "Lena Park will join Orbel Hotels as managing director of its Scottish hotels."
    hired = CompanyEvent("1", "a", "executive_hired", "Orbel Hotels", person="Lena Park", role="Scottish")
    assert [one.role for one in with_own_posts([hired], text)] == ["managing director"]
    text = "Lena Park joins Orbel Hotels as Scottish sommelier."
    assert [one.role for one in with_own_posts([hired], text)] == ["Scottish"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann Roe, M.D., as chief risk officer,", "Jo Lang, Ph.D., as CIO"),
        ("Ann Roe as chief risk officer", "Jo Lang as CIO"),
    ],
)
def test_of_two_appointments_each_has_their_own_post(first: str, second: str) -> None:
    """Whatever degrees they have; and the first is told, too, where only the second was seen."""
    text = f"Orbel Bank announced two appointments: {first} and {second}."
    roe = CompanyEvent("1", "a", "executive_hired", "Orbel Bank", person="Ann Roe", role="CIO", probability=0.8)
    lang = replace(roe, id="2", person="Jo Lang")
    for seen in ([roe, lang], [lang]):
        posts = {one.person: one.role for one in with_own_posts(seen, text)}
        assert posts == {"Ann Roe": "chief risk officer", "Jo Lang": "CIO"}


def test_a_post_and_its_holder_are_no_part_of_the_company() -> None:
    """ "Orbel Bank CDAO Roe" is at Orbel Bank."""
    told = CompanyEvent("1", "a", "executive_promoted", "Orbel Bank CDAO Roe", person="Roe", role="CIO")
    (own,) = with_own_posts([told], "Orbel Bank CDAO Roe named CIO")
    assert own.company == "Orbel Bank"
