"""A home of any size: invented people at invented employers, their past talks, and the news of the last weeks.

The triggers are decided and worded by callnow itself, from events that are put in as detection would have found them:
reading so many texts closely takes hours, and is measured elsewhere.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from callnow.model import Announcement, CompanyEvent, Prospect, Touch
from callnow.settings import Settings, load_settings
from callnow.store import Connection
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.people import all_prospects
from callnow.store.rows import add
from callnow.terms import ContactKind
from flows.news.rematching import rematch
from flows.people.importing import ListReading, import_files

START = ("Quor", "Vex", "Tarn", "Bri", "Lom", "Sket", "Dwy", "Pell", "Osk", "Fenn", "Gri", "Huld", "Marr", "Nost")
MIDDLE = ("a", "e", "i", "o", "an", "el", "or", "um", "est", "ivan", "oland", "umber")
END = ("drick", "mont", "vale", "mere", "wick", "ford", "stead", "holm", "gate", "combe", "thorpe", "lund")
KINDS = ("Systems", "Logistics", "Foods", "Health", "Energy", "Robotics", "Insurance", "Media")
FIRST = ("Ida", "Oren", "Tilda", "Bram", "Greta", "Joss", "Lena", "Marek", "Nadia", "Piet", "Rosa", "Sven", "Uma")
TITLES = ("IT Director", "Head of Data", "VP of Finance", "HR Director", "Operations Director", "Plant Manager", "CFO")
PLACES = (("Austin, TX", "512"), ("Seattle, WA", "206"), ("Denver, CO", "303"), ("Chicago, IL", "312"))
OWNERS = ("Dana", "Ravi", "Theo", "Ann")
POSTS = ("Chief Financial Officer", "Chief Information Officer", "Chief Operating Officer")
FUNCTIONS = ("finance", "it", "operations")
# type, what is announced of {company} and {person}
NEWS = (
    ("executive_hired", "{company} has appointed {person} as {post}."),
    ("executive_departed", "{person} is leaving the post of {post} at {company}."),
    ("layoffs", "{company} is cutting 120 jobs."),
    ("acquisition", "{company} is acquiring a competitor."),
    ("contract_won", "{company} won a contract worth $40 million."),
    ("funding", "{company} raised $25 million."),
    ("partnership", "{company} begins a partnership."),
    ("office_opened", "{company} opens a site in Denver."),
    ("product_launched", "{company} launched a new product."),
    ("award_won", "{company} won an award."),
)
WEEKS = 6  # over which the news is spread


@dataclass(frozen=True)
class Size:
    """How much a home holds; `calls` are open triggers."""

    prospects: int
    employers: int
    items: int
    calls: int


LARGE = Size(prospects=5000, employers=2000, items=20_000, calls=12_000)


def make_large_home(home: Path, size: Size, now: datetime, *, seed: int = 1) -> Settings:
    """The home. Every eighth employer is in the news under another name as well; see `other_names`."""
    dice = random.Random(seed)
    home.mkdir(parents=True, exist_ok=True)
    settings = load_settings(home)
    employers = _names(dice, size.employers)
    _write_prospects(home / "people.csv", employers, size.prospects, dice)
    import_files(settings, [home / "people.csv"], ListReading(), now - timedelta(days=200))
    with writing(settings.database) as con:
        people = all_prospects(con)
        add(con, "touch", _talks(people, now, dice))
        _add_news(con, employers, people, size, now, dice)
    rematch(settings, now)
    with writing(settings.database) as con:
        con.execute("INSERT INTO run VALUES ('r1', 'watch', $1, $1, '{}')", [now - timedelta(hours=1)])
        _answer_all_but(con, size.calls, now)
        waiting = open_calls(con, now)
    publish(settings.database, settings.published)
    if waiting < size.calls:
        raise ValueError(f"only {waiting} calls wait, not {size.calls}: more items, please")
    return settings


def _answer_all_but(con: Connection, most: int, now: datetime) -> None:
    """Leaves so many triggers open: the others were answered by a call."""
    con.execute(
        """UPDATE trigger SET state = 'called' WHERE id IN (
            SELECT id FROM trigger WHERE state = 'open' AND expires_at > $1 ORDER BY id DESC OFFSET $2)""",
        [now, most],
    )


def open_calls(con: Connection, now: datetime) -> int:
    """How many triggers wait."""
    found = con.execute("SELECT count(*) FROM trigger WHERE state = 'open' AND expires_at > $1", [now]).fetchall()
    return int(found[0][0])


def other_names(con: Connection) -> list[tuple[str, str]]:
    """Names that the news of the home has for employers, each with the employer's own: as aliases they change much."""
    names = [row[0] for row in con.execute("SELECT name FROM employer ORDER BY name").fetchall()]
    return [(_other(name), name) for name in names[::8]]


def _other(name: str) -> str:
    return f"{name.partition(' ')[0][::-1].capitalize()} Holdings"


def _names(dice: random.Random, count: int) -> list[str]:
    """`count` names of companies, each once."""
    found = set[str]()
    while len(found) < count:
        found.add(dice.choice(START) + dice.choice(MIDDLE) + dice.choice(END) + " " + dice.choice(KINDS))
    return sorted(found)


def _person(dice: random.Random) -> str:
    return f"{dice.choice(FIRST)} {dice.choice(START)}{dice.choice(MIDDLE)}{dice.choice(END)}"


def _write_prospects(file: Path, employers: Sequence[str], count: int, dice: random.Random) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["name", "title", "employer", "phone", "email", "city", "owner", "tier", "notes"])
        for number in range(count):
            city, code = PLACES[number % len(PLACES)]
            phone = f"+1 {code} 555 01{number % 100:02}"
            row = [_person(dice), dice.choice(TITLES), employers[number % len(employers)], phone]
            row += [f"p{number}@example.com", city, OWNERS[number % len(OWNERS)], "ABC"[number % 3], "By mornings."]
            writer.writerow(row)


def _talks(people: Sequence[Prospect], now: datetime, dice: random.Random) -> Iterator[Touch]:
    """Past talks with two of three people; in one of five something was promised."""
    for number, person in enumerate(people):
        if number % 3 == 0:
            continue
        for count in range(dice.randint(1, 3)):
            at = now - timedelta(days=dice.randint(3, 190), minutes=dice.randint(0, 300))
            promised = dice.randint(0, 4) == 0
            yield Touch(
                id=f"talk-{number}-{count}",
                prospect_id=person.id,
                at=at,
                kind=dice.choice([ContactKind.CALLED, ContactKind.CALLED, ContactKind.VOICEMAIL]),
                outcome="good talk",
                note="Asked about the team.",
                promised="after the summer" if promised else "",
                due_on=at.date() + timedelta(days=dice.randint(30, 200)) if promised else None,
                topic=dice.choice(["", "the robotics team", "sailing"]),
                owner=person.owner,
            )


def _add_news(
    con: Connection,
    employers: Sequence[str],
    people: Sequence[Prospect],
    size: Size,
    now: datetime,
    dice: random.Random,
) -> None:
    """The items and their events, not matched yet; every third concerns an employer of the list."""
    of_others = [f"{name} Works" for name in _names(random.Random(0), size.employers) if name not in set(employers)]
    items, events = [], []
    for number in range(size.items):
        company = employers[dice.randrange(len(employers))] if number % 3 == 0 else dice.choice(of_others)
        if number % 40 == 1:
            company = _other(employers[8 * dice.randrange(-(-len(employers) // 8))])
        person = people[dice.randrange(len(people))].name if number % 50 == 0 else _person(dice)
        item, event = _announced(number, company, person, now, dice)
        items.append(item)
        events.append(event)
    add(con, "announcement", items)
    add(con, "company_event", events)
    con.execute("UPDATE announcement SET understood_at = $1, read_closely = true", [now])


def _announced(
    number: int, company: str, person: str, now: datetime, dice: random.Random
) -> tuple[Announcement, CompanyEvent]:
    kind, words = dice.choice(NEWS)
    post = dice.randrange(len(POSTS))
    of_person = "{person}" in words
    sentence = words.format(company=company, person=person, post=POSTS[post])
    at = now - timedelta(minutes=dice.randint(60, WEEKS * 7 * 24 * 60))
    text = " ".join([sentence] * 12)  # as long as a short release
    item = Announcement(f"a{number}", "The Wire", sentence, text, f"https://news.example.com/{number}", at, at)
    event = CompanyEvent(
        id=f"v{number}",
        announcement_id=item.id,
        type=kind,
        company=company,
        person=person if of_person else "",
        role=POSTS[post] if of_person else "",
        function=FUNCTIONS[post] if of_person else "",
        rank=1 if of_person else 0,
        sentence=sentence,
        rule=kind,
        probability=0.95,
        certain_from=0.5,
    )
    return item, event
