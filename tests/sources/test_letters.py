"""A newsletter of several stories is several announcements; a letter of one story stays one."""

from __future__ import annotations

import time

import pytest

from callnow.model import Announcement
from sources.letters import stories
from sources.readers.mail import read
from tests.sources.test_read_mail import FEED, NOW, letter

HIRES = "Orbel Pumps names Dana Whitlock CFO", "Orbel Pumps has named Dana Whitlock, of Vantner, as its finance chief."
CUTS = "Quarrel Foods to lay off 60 workers", "Quarrel Foods said on Monday that it will lay off 60 workers in Toledo."
CLOSES = "Ondine Labs closing plant in Lima", "Ondine Labs will close its plant in March, and 210 jobs go with it."
ALL = (HIRES, CUTS, CLOSES)
MASTHEAD = '<table><tr><td><a href="https://l.example/view">View in browser</a></td></tr></table>'


def headed(link: str = "", more: str = "", level: int = 3) -> str:
    """Three stories under headings."""
    return "".join(
        f"<h{level}>{link.format(n, title) or title}</h{level}><p>{text} {more.format(n)}</p>"
        for n, (title, text) in enumerate(ALL)
    )


LINK, MORE = '<a href="https://x.example/{}">{}</a>', '<a href="https://x.example/{}">Read more</a>'
IN_BOLD = "".join(f"<p><b>{title}</b><br>{text} {MORE.format(n)}</p>" for n, (title, text) in enumerate(ALL))
NUMBERED = "\n\n".join(f"{n}. {title.upper()}\n{text}" for n, (title, text) in enumerate(ALL, 1))
RULED = "\n\n----------\n\n".join(f"{title}\n\n{text}" for title, text in ALL)


def titles(items: list[Announcement]) -> list[str]:
    return [item.title for item in items]


@pytest.mark.parametrize(
    ("plain", "rich"),
    [
        ("", MASTHEAD + headed(link=LINK)),
        ("", "<p>Good morning. Here is what moves business today.</p>" + headed(more=MORE)),
        ("", MASTHEAD + headed(level=2)),
        ("", IN_BOLD),
        (f"THE DAILY\n\n{NUMBERED}\n\n--\nThe Daily, 12 Elm Street\n", ""),
        (RULED + "\n\n----------\nUnsubscribe\n", ""),
    ],
    ids=["linked headings", "read more below each", "headings alone", "read more alone", "numbered", "ruled"],
)
def test_each_story_is_read_by_itself(plain: str, rich: str) -> None:
    """Whatever parts them: no word of one stands in another; each has the message's id and its place."""
    items = read(letter("The Daily: Monday", plain, rich, Message_ID="<7@x.example>"), FEED, "", NOW)
    told = [item for item in items if "The Daily" not in item.title]
    assert [title.lower() for title in titles(told)] == [title.lower() for title, _ in ALL]
    for item, (_, text) in zip(told, ALL, strict=True):
        assert text in item.text
        assert not any(other in item.text for _, other in ALL if other != text)
    assert len({item.id for item in items}) == len({item.guid for item in items}) == len(items)
    assert {item.guid.partition("#")[0] for item in items} == {"7@x.example"}
    if "x.example" in rich:
        assert [item.url for item in told] == [f"https://x.example/{n}" for n in range(3)]


def test_headlines_of_a_list_are_each_their_own() -> None:
    """Bullets that are the letter, in text and markup, and as a part of one."""
    plain = "DEALS OF THE DAY\n\n" + "".join(f"* {title}\n" for title, _ in ALL)
    listed = f"<ul>{''.join(f'<li>{title}</li>' for title, _ in ALL)}</ul>"
    expected = [title for title, _ in ALL]
    assert titles(read(letter("Deals", plain), FEED, "", NOW)) == expected
    assert titles(read(letter("Deals", rich=listed), FEED, "", NOW)) == expected
    entries = "<li>Fenmark CEO Ruth Amsel resigns</li><li>Larkfield moves from Seattle to Tacoma</li>"
    also = f"{headed(link=LINK)}<h3>Also today</h3><ul>{entries}</ul>"
    assert titles(read(letter("Deals", rich=also), FEED, "", NOW))[3:] == [
        "Fenmark CEO Ruth Amsel resigns",
        "Larkfield moves from Seattle to Tacoma",
    ]


ONE = "Orbel Pumps said on Monday that it will close its plant in Lima and cut 210 jobs by March."
RELEASE = f"""ORBEL PUMPS TO CLOSE PLANT IN LIMA

Group saves $40m a year and builds in Toledo

LIMA, Ohio, Nov. 16, 2026 - {ONE}
"We are sorry," said Ann Lee, chief executive of Orbel
Pumps.

WHAT HAPPENS TO THE WORKERS

Orbel will offer jobs in Toledo to half of them, it said.

About Orbel Pumps
Orbel Pumps makes pumps in Lima, Ohio.

Media contact
Pat Roe, +1 614 555 0101
"""


@pytest.mark.parametrize(
    ("plain", "rich"),
    [
        (RELEASE, ""),
        ("", f"<h1>Orbel to close Lima plant</h1><p>{ONE}</p><h2>What the union IGM says</h2><p>IGM will fight it.</p>"
             "<h2>What Mayor Ann Reed says</h2><p>Ann Reed wants talks with all of them, as soon as may be.</p>"),
        ("", f"<h2>Orbel to close Lima plant</h2><p>{ONE} {MORE}</p>"
             f"<h2>Help for workers in Lima</h2><p>Orbel helps. {MORE}</p>"),
        ("", f"<p>{ONE} {MORE}</p><p>Orbel Pumps makes pumps. {MORE}</p>"),
        ("", "<h2>Why did you join Orbel in May?</h2><p>To work with Joe.</p>"
             "<h2>What comes in Toledo?</h2><p>A plant.</p>"),
        ("- Plant in Lima to close in March\n- CFO Jane Roe to leave in June\n- Orbel to cut 210 jobs\n", ""),
        (f"{ONE}\n\n- Plant in Lima to close in March\n- CFO Jane Roe to leave in June\n- Savings of $40m\n", ""),
        (f"1. THE PLANT IN LIMA\n{ONE}\n\n2. THE JOBS IN TOLEDO\nOrbel Pumps builds a plant there.\n", ""),
        ("\n\n".join((ONE, "The union IGM will fight it.", "Mayor Ann Reed wants talks.")), ""),
        ("", f'<h2><a href="https://x.example/">Orbel to close its Lima plant</a></h2><p>{ONE}</p>'
             "<h2>Contact the press office</h2>"),
    ],
)  # fmt: skip
def test_a_letter_of_one_story_stays_one(plain: str, rich: str) -> None:
    """With subheadings, links to more, points, questions, and what the company says of itself."""
    items = read(letter("Orbel to close plant in Lima", plain, rich), FEED, "", NOW)
    assert titles(items) == ["Orbel to close plant in Lima"]


@pytest.mark.parametrize(
    "piece", ["<h1>", "<h1>a</h1>", "<li>", '<a href="https://x.example/', "* a b c d\n", "..", "<a "]
)
def test_odd_markup_is_looked_through_in_time(piece: str) -> None:
    """However often it repeats."""
    began = time.monotonic()
    stories("A", piece * (200_000 // len(piece)), piece * (200_000 // len(piece)))
    assert time.monotonic() - began < 10
