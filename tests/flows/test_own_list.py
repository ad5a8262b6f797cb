"""The page's list of people, downloaded and imported again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from callnow.contacts import NewContact
from callnow.model import Prospect
from callnow.people import OUR_ID, PersonFields
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import all_prospects, last_contacts, touches_of
from callnow.store.records import records_of
from callnow.terms import ContactKind
from delivery.page.people_csv import people_csv
from flows.calls.promises import promises_owed
from flows.calls.touching import log_touch
from flows.people.by_hand import edit_person
from flows.people.importing import Imported, ListReading, import_files
from flows.people.own_list import says_more

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIST = """\
name,title,employer,mobile,home phone,phone,email,city,owner,tier,tags,notes,url,website,ticker
Lena Okonjo,IT Director,Harrowmere Logistics,+1 512-555-0134,+1 512-555-0135,+1 512-555-0136 ext. 44,\
"lena@harrowmere.example, lena.o@gmail.com","Austin, TX",Dana,A,"cloud; C++","- wants a shorter commute
- has two children",linkedin.com/in/lena-okonjo,harrowmere-group.example,HRW
Ada Quill,+VP Sales,@home Foods,,,020 7946 0017,,London,,B,-cold,=important: call after 5pm,,,
"""


def keep(home: Path, content: str | bytes) -> Imported:
    file = home.parent / "people.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_files(load_settings(home), [file], ListReading(country="GB"), NOW)[0]


def people(home: Path) -> list[Prospect]:
    with writing(load_settings(home)) as con:
        return sorted(all_prospects(con), key=lambda p: p.name)


@pytest.fixture
def lived_in(home: Path) -> Path:
    """A home with that list, another one, and what was typed in of Lena."""
    keep(home, LIST)
    keep(home, "Full name,Company,Email,Comments\nLena O.,Harrowmere Logistics,lena@harrowmere.example,Has a dog\n")
    settings = load_settings(home)
    with writing(settings) as con:
        lena = next(p for p in all_prospects(con) if p.name == "Lena Okonjo")
        edit_person(con, lena, PersonFields(title="CIO", notes="Rows."), [], settings, NOW.date())
    return home


def test_the_same_home_is_unchanged(lived_in: Path) -> None:
    """Nobody is new or changed, and no record is kept that would speak for the lists it was made of."""
    before = people(lived_in)
    told = keep(lived_in, people_csv(before, {}))
    assert (told.kept.new, told.kept.updated, told.kept.unchanged) == (0, 0, 2)
    assert (told.file.problems, told.file.notes, told.file.unused) == ((), (), ())
    assert people(lived_in) == before
    with writing(load_settings(lived_in)) as con:
        assert len(records_of(con, [p.id for p in before])) == 4


def test_a_new_home_gets_equal_people(lived_in: Path, tmp_path: Path) -> None:
    """Every value comes along: signs before a text, second addresses, kinds of numbers, the employer's domain."""
    before = people(lived_in)
    told = keep(tmp_path / "other", people_csv(before, {}))
    assert (told.file.problems, told.file.notes) == ((), ())
    assert people(tmp_path / "other") == [replace(p, second=replace(p.second, former_ids=())) for p in before]
    assert before[1].emails == ("lena@harrowmere.example", "lena.o@gmail.com")
    assert (before[0].title, before[0].tags, before[0].notes) == ("+VP Sales", ("-cold",), "=important: call after 5pm")


def test_last_contacts_come_along(lived_in: Path, tmp_path: Path) -> None:
    """A talk does in a new home, a call that reached nobody does not; the same home keeps none twice."""
    settings, other = load_settings(lived_in), tmp_path / "other"
    for contact, day in (NewContact(ContactKind.CALLED), 1), (NewContact(ContactKind.VOICEMAIL), 2):
        log_touch(settings, "Lena Okonjo", contact, datetime(2026, 2, day, 12, tzinfo=UTC))
    with writing(settings) as con:
        before = all_prospects(con)
        table = people_csv(before, last_contacts(con, [p.id for p in before], UTC))
    for home, contacts in (lived_in, 2), (other, 1):
        keep(home, table)
        with writing(load_settings(home)) as con:
            touches = touches_of(con, [p.id for p in all_prospects(con)])
        assert [touch.at.date() for touch in touches] == [date(2026, 2, day) for day in range(1, contacts + 1)]


def test_promises_come_along(lived_in: Path, tmp_path: Path) -> None:
    """What is owed does in a new home, in its words; the same home keeps none twice, and one that is changed there."""
    settings, other = load_settings(lived_in), tmp_path / "other"
    call = NewContact(ContactKind.CALLED, promised="after the audit", due="in 6 weeks")
    log_touch(settings, "Lena Okonjo", call, datetime(2026, 2, 2, 12, tzinfo=UTC))

    def owed(home: Path) -> list[tuple[str, date | None]]:
        with writing(load_settings(home)) as con:
            return [(t.promised, t.due_on) for t in promises_owed(con, all_prospects(con), settings).values()]

    with writing(settings) as con:
        before = all_prospects(con)
        spoken = last_contacts(con, [p.id for p in before], UTC)
        table = people_csv(before, spoken, promises_owed(con, before, settings)).decode("utf-8-sig")
    for home in lived_in, other:
        told = keep(home, table)
        assert (told.file.problems, told.file.notes, told.file.unused) == ((), (), ())
        assert owed(home) == [("after the audit", date(2026, 3, 16))]
    with writing(settings) as con:
        assert len(touches_of(con, [p.id for p in before])) == 1
    keep(lived_in, table.replace("2026-03-16", "2026-04-20"))
    assert owed(lived_in) == [("after the audit", date(2026, 4, 20))]


def test_a_promise_comes_along_with_its_day(lived_in: Path) -> None:
    """A message that was left in the evening has the recruiter's day, and no contact of the next one is made of it."""
    (lived_in / "callnow.toml").write_text('[watch]\ntime_zone = "America/New_York"\n')
    settings = load_settings(lived_in)
    message = NewContact(ContactKind.VOICEMAIL, promised="after the audit", due="in 6 weeks")
    log_touch(settings, "Lena Okonjo", message, datetime(2026, 2, 3, 1, tzinfo=UTC))
    with writing(settings) as con:
        before = all_prospects(con)
        table = people_csv(before, {}, promises_owed(con, before, settings), ZoneInfo("America/New_York"))
    assert b"2026-02-02" in table
    keep(lived_in, table)
    with writing(settings) as con:
        assert len(touches_of(con, [p.id for p in before])) == 1


@pytest.mark.parametrize(
    ("column", "value"), [("city", "Dallas, TX"), ("notes", "Met at the fair."), ("phone", "+15125550199")]
)
def test_what_was_changed_in_it_is_kept(lived_in: Path, column: str, value: str) -> None:
    """A cell that was written anew counts, beside what was typed in; the other people stay unchanged."""
    head, *table = csv.reader(io.StringIO(people_csv(people(lived_in), {}).decode("utf-8-sig"), newline=""))
    table[1][head.index(column)] = value
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *table])
    told = keep(lived_in, text.getvalue())
    assert (told.kept.new, told.kept.updated, told.kept.unchanged) == (0, 1, 1)
    lena = people(lived_in)[1]
    assert value in (lena.city, *lena.notes.splitlines(), *lena.numbers)
    assert (lena.title, lena.notes.splitlines()[0]) == ("CIO", "Rows.")


def test_blanks_of_a_note_are_no_change(home: Path) -> None:
    """Tabs and blanks in a row, as a paste brings them, come back as one blank each: the note is not doubled."""
    keep(home, 'Name,Employer,Notes\nAda Quill,Harrowmere Foods,"wants\ta  shorter commute\nhas a dog"\n')
    (ada,) = people(home)
    done = keep(home, people_csv([ada], {}))
    assert (done.kept.updated, done.kept.unchanged) == (0, 1)
    kept_earlier = replace(ada, notes="wants\ta  shorter commute\nhas a dog")
    assert not says_more(ada, kept_earlier)


def test_a_note_on_one_of_several_namesakes_is_theirs(home: Path) -> None:
    """The list names who is meant by their id, also where name and employer are all that is known of them."""
    rows = 'John Smith,Chef,614-555-0111,"Dallas, TX"\nJohn Smith,Tax Clerk,614-555-0122,"Boston, MA"\nJohn Smith,,,\n'
    keep(home, "name,title,mobile,city,company\n" + rows.replace("\n", ",Walgrove Stores\n"))
    before = {p.title: p.id for p in people(home)}
    assert len(before) == 3
    for title, id in before.items():
        keep(home, f"{OUR_ID},name,company,notes\n{id},John Smith,Walgrove Stores,the {title or 'third'}\n")
    assert {p.title: (p.id, p.notes) for p in people(home)} == {
        title: (id, f"the {title or 'third'}") for title, id in before.items()
    }
