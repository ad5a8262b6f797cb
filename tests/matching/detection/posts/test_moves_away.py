"""Who gets a post in another town leaves the own one, and who comes from another town is hired."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.posts_elsewhere import with_moves_away, with_same_posts, with_who_makes_way


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Ann Roe, superintendent of Orbel Schools since 2019, was hired Monday as superintendent in Velm, Ohio.",
            "executive_departed",
        ),
        ("Orbel Schools superintendent Ann Roe has accepted the superintendent's job in Velm.", "executive_departed"),
        ("Orbel Schools hired Ann Roe, now assistant principal in Velm, as its next principal.", "executive_hired"),
        ("Ann Roe, principal of Orbel Schools, was named superintendent in Orbel.", "executive_promoted"),
        ("Ann Roe, a director of Orbel Schools, was named managing director in London.", "executive_promoted"),
        ("Ann Roe, head of Orbel Schools, was named chief executive in London.", "executive_promoted"),
        ("Orbel Schools promoted Ann Roe to superintendent.", "executive_promoted"),
    ],
)
def test_who_is_given_a_post_in_another_town_leaves(text: str, kind: str) -> None:
    """Where every town has its own such post; who comes from another town is hired."""
    told = CompanyEvent("p", "a", "executive_promoted", "Orbel Schools", person="Ann Roe", role="superintendent")
    assert [one.type for one in with_moves_away([told], text)] == [kind]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Ann Roe is leaving Orbel. She has accepted the same role at Tessaly Trust.", "Tessaly Trust"),
        ("Chief nurse Ann Roe leaves Orbel in May and will take up a similar post at Tessaly.", "Tessaly"),
        ("Ann Roe is leaving Orbel. Ivo Lang had the same role at Tessaly.", ""),
        ("Ann Roe is leaving Orbel. Roe took the same job at Tessaly in 1990.", ""),
        ("Ann Roe is leaving Tessaly. Ivo Lang has accepted the same role at Tessaly.", ""),
    ],
)
def test_who_takes_the_same_post_elsewhere_is_hired_there_and_promoted_nowhere(text: str, where: str) -> None:
    """With the post and as surely as they leave; nobody is, where the text says it of another."""
    left = CompanyEvent("d", "a", "executive_departed", "Orbel", person="Ann Roe", role="Chief nurse", probability=0.9)
    risen = CompanyEvent("p", "a", "executive_promoted", "Orbel", role="Chief nurse", probability=0.8)
    told = with_same_posts([left, risen], text)
    assert [(one.type, one.company, one.person, one.role, one.probability) for one in told if one != left] == (
        [("executive_hired", where, "Ann Roe", "Chief nurse", 0.9)]
        if where
        else [("executive_promoted", "Orbel", "", "Chief nurse", 0.8)]
    )


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Velm poached Ann Roe from Orbel to be its chief nurse.", [("Orbel", "Ann Roe", "")]),
        ("Velm poaches Orbel's nursing boss. Ann Roe starts in May.", [("Orbel", "Ann Roe", "")]),
        ("Ann Roe came to Velm from Orbel.", []),
        ("Ann Roe takes over on Monday from Dame Ivy Lang.", [("Velm", "Ivy Lang", "Chief nurse")]),
        ("Ann Roe succeeds Ivy Lang, who becomes an honorary president.", [("Velm", "Ivy Lang", "Chief nurse")]),
        ("Ann Roe succeeds Deputy Director Ivy Lang.", [("Velm", "Ivy Lang", "Chief nurse")]),
        ("Ann Roe succeeds Ivy Lang, who becomes chief operating officer.", []),
        ("Ann Roe succeeds Ivy Lang, who relocates to Sydney to run the Australian wards and their operations.", []),
        ("Jo Park succeeds Ivy Lang at Tessaly.", []),
        ("Ann Roe took over from Hull Royal Bank.", []),
    ],
)
def test_who_is_poached_or_makes_way_leaves(text: str, gone: list[tuple[str, str, str]]) -> None:
    """As surely as the other comes; not who gets another post, or makes way for somebody else."""
    comes = CompanyEvent(
        "h", "a", "executive_hired", "Velm", person="Ann Roe", role="Chief nurse", prior_company="Orbel"
    )
    told = with_who_makes_way([comes], text)
    assert [(one.company, one.person, one.role) for one in told if one != comes] == gone
    assert with_who_makes_way(told, text) == told


@pytest.mark.parametrize(("text", "sure"), [("Velm lured Ann Roe away from Orbel.", 0.9), ("Ann Roe is at Velm.", 0.4)])
def test_who_is_poached_leaves_as_surely_as_they_come(text: str, sure: float) -> None:
    """Where their leaving was read, too, and held for less probable."""
    comes = CompanyEvent("h", "a", "executive_hired", "Velm", person="Ann Roe", prior_company="Orbel", probability=0.9)
    goes = CompanyEvent("d", "a", "executive_departed", "Orbel", person="Ann Roe", probability=0.4)
    assert [one.probability for one in with_who_makes_way([comes, goes], text)] == [0.9, sure]
