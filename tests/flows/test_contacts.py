"""One way to log a contact: whoever tells of it and where, the same outcome is kept and answers the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Delivery, Feature, Trigger
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.outbox import save_deliveries
from callnow.store.rows import fetch
from callnow.store.snoozes import snooze
from callnow.terms import ContactKind, Outcome, Tier, TriggerKind
from matching.cadence.outcomes import ENDINGS, kind_after, outcome_of
from tests.conftest import Callnow
from tests.delivery.page_desk import served
from tests.flows.people import MONDAY, import_people, keep_triggers
from tests.homes import make_once

AT = "2026-03-03T10:00+00:00"
OWN_WORDS = ("", "curious", "asked for the salary band")
WORDS = (*(word for outcome, ending in ENDINGS.items() for word in (outcome.value, *ending.also)), *OWN_WORDS)
TALKED, UNREACHED, WRONG_NUMBER = "talked", "unreached", Outcome.WRONG_NUMBER.value
# What stays of the open triggers of one person, by what each is and how the call ended.
OPEN = ("mail", "moved", "news", "follow-up")
LEFT_OPEN = {
    TALKED: {"mail": "open"},
    UNREACHED: dict.fromkeys((*OPEN, "off"), "snoozed"),
    WRONG_NUMBER: dict.fromkeys(OPEN, "open") | {"off": "snoozed"},
}
Words = tuple[str, ...]
Effect = dict[str, list[dict[str, object]]]


def email(number: int) -> str:
    return f"person.{number}@example.com"


def make_people(callnow: Callnow, home: Path, folder: Path, count: int) -> None:
    """Makes a home of so many people: each has a follow-up, news, news put off, and two signs of a stale record."""
    make_once(home, ("contacts", count), lambda: _make_people(callnow, home, folder, count))


def _make_people(callnow: Callnow, home: Path, folder: Path, count: int) -> None:
    lines = [f"Ada Person{n:02},Harrowmere,{email(n)},Dana" for n in range(count)]
    import_people(callnow, folder, rows="\n".join(["name,employer,email,owner", *lines, ""]))
    with writing(load_settings(home).database) as con:
        people = fetch(con, "SELECT id, email, employer_id FROM prospect")
    made = [one for row in people for one in reasons_to_call(row["id"], row["employer_id"])]
    keep_triggers(home, *made)
    with writing(load_settings(home).database) as con:
        save_deliveries(con, [Delivery(f"d-{one.id}", one.id, "team") for one in made])
        for one in made:
            if one.id.startswith("off-"):
                snooze(con, [one.id], datetime.fromisoformat("2026-03-20T06:00+00:00"))


def reasons_to_call(prospect_id: str, employer_id: str) -> list[Trigger]:
    at = datetime.fromisoformat(MONDAY)

    def reason(what: str, kind: TriggerKind) -> Trigger:
        return Trigger(
            id=f"{what}-{prospect_id}", prospect_id=prospect_id, employer_id=employer_id, story_id=f"s-{what}",
            event_id=f"v-{what}", type="layoffs", tier=Tier.CALL_NOW, score=50.0, why=what, opener=what,
            decided_at=at, expires_at=at + timedelta(days=60), kind=kind, reasons=(Feature(what, 1.0, 1.0, what),),
        )  # fmt: skip

    news, stale = TriggerKind.NEWS, TriggerKind.STALE
    kinds = {"follow-up": TriggerKind.CADENCE, "news": news, "off": news, "mail": stale, "moved": stale}
    return [reason(what, kind) for what, kind in kinds.items()]


def effect(home: Path) -> Effect:
    """All that is kept of contacts, and what became of the triggers and of what was to be sent of them."""
    with writing(load_settings(home).database) as con:
        return {
            "touches": fetch(
                con,
                "SELECT p.email, t.kind, t.outcome, t.note, t.promised, t.due_on, t.topic, t.owner, t.touched_at "
                "FROM touch t JOIN prospect p ON p.id = t.prospect_id ORDER BY p.email",
            ),
            "triggers": fetch(
                con,
                "SELECT p.email, t.why, t.state, d.state AS delivery FROM trigger t JOIN prospect p "
                "ON p.id = t.prospect_id JOIN delivery d ON d.trigger_id = t.id ORDER BY p.email, t.why",
            ),
        }


def by_command_line(callnow: Callnow, home: Path, folder: Path, words: Words) -> None:
    for number, outcome in enumerate(words):
        more = ("--outcome", outcome, "--note", "N", "--in", "6 weeks", "--topic", "rowing")
        ran = callnow("--at", AT, "log", email(number), "--called", *more)
        assert ran.code == 0, ran.err


def by_csv(callnow: Callnow, home: Path, folder: Path, words: Words) -> None:
    file = folder / "calls.csv"
    lines = [f"{email(n)},{AT},call,{outcome},N,in 6 weeks,rowing" for n, outcome in enumerate(words)]
    file.write_text("\n".join(["email,when,kind,outcome,note,due,topic", *lines, ""]))
    ran = callnow("--at", AT, "log", "--import", file)
    assert ran.code == 0, ran.out


def by_page(callnow: Callnow, home: Path, folder: Path, words: Words) -> None:
    click(home, "/people/{}/called", words)


def by_card(callnow: Callnow, home: Path, folder: Path, words: Words) -> None:
    click(home, "/calls/news-{}/called", words)


def click(home: Path, to: str, words: Words) -> None:
    with writing(load_settings(home).database) as con:
        ids = {row["email"]: row["id"] for row in fetch(con, "SELECT email, id FROM prospect")}
    with served(home, AT) as page:
        for number, outcome in enumerate(words):
            form = {"outcome": outcome, "note": "N", "when": "in 6 weeks", "topic": "rowing"}
            assert page.ask(to.format(ids[email(number)]), form, htmx=True).status == 200


@pytest.mark.integration
@pytest.mark.parametrize(
    "words", [("wrong number", "busy", "curious"), pytest.param(WORDS, marks=pytest.mark.slow)], ids=("three", "all")
)
def test_every_outcome_has_the_same_effect_by_all_ways(
    words: Words, callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """Command line, CSV, page, and a card of the page keep the same and answer the same, outcome by outcome."""
    effects = {}
    for way in (by_command_line, by_csv, by_page, by_card):
        make_people(callnow, home, tmp_path, len(words))
        way(callnow, home, tmp_path, words)
        effects[way.__name__] = effect(home)
        home.rename(tmp_path / way.__name__)
    line = effects[by_command_line.__name__]
    for name, other in effects.items():
        assert other == line, name
    assert len(line["touches"]) == len(words)
    for number, word in enumerate(words):
        outcome = outcome_of(word)
        ended = UNREACHED if outcome and not ENDINGS[outcome].reached else TALKED
        if outcome is Outcome.WRONG_NUMBER:
            ended = WRONG_NUMBER
        (touch,) = [row for row in line["touches"] if row["email"] == email(number)]
        assert (touch["kind"], touch["outcome"]) == ("called" if ended == TALKED else "voicemail", word)
        of_person = [row for row in line["triggers"] if row["email"] == email(number)]
        assert {row["why"]: row["state"] for row in of_person if row["state"] != "called"} == LEFT_OPEN[ended], word
        assert all((row["delivery"] == "dropped") is (row["state"] == "called") for row in of_person), word


@pytest.mark.parametrize("outcome", Outcome)
def test_the_table_knows_every_outcome(outcome: Outcome) -> None:
    """Each outcome says whether somebody was reached, and is known in any case and punctuation."""
    assert outcome in ENDINGS
    for words in (outcome.value, outcome.value.upper(), outcome.value.replace(" ", "-"), f" {outcome.value}. "):
        assert outcome_of(words) is outcome


@pytest.mark.parametrize("kind", ContactKind)
def test_only_a_call_becomes_a_message_left(kind: ContactKind) -> None:
    """Who met or wrote did so, whatever was noted of it."""
    kept = kind_after(kind, "wrong number")
    assert kept is (ContactKind.VOICEMAIL if kind is ContactKind.CALLED else kind)


@pytest.mark.integration
def test_the_page_says_that_a_call_that_reached_nobody_stays(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The wrong number is named, no talk is claimed, and the card is still on the list."""
    make_people(callnow, home, tmp_path, 1)
    with served(home, AT) as page:
        (news,) = page.known("SELECT id FROM trigger WHERE why = 'news'")
        said = page.ask(f"/calls/{news[0]}/called", {"outcome": "wrong number"}, htmx=True).text
        assert "Call to Ada Person00 noted: wrong number. It stays on the list." in said
        assert page.state(str(news[0])) == "open"
        again = page.ask(f"/calls/{news[0]}/called", {"outcome": "good talk"}, htmx=True).text
        assert "Call with Ada Person00 noted." in again
        assert page.state(str(news[0])) == "called"
