"""Who leaves and who follows, told in one announcement, are one call in every list and on every channel."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from callnow.model import CompanyEvent
from callnow.settings import load_settings
from callnow.store import writing
from callnow.terms import Certainty
from flows.running.delivering import deliver_waiting
from tests.conftest import Callnow
from tests.delivery.page_desk import served
from tests.flows.kept_news import AT, FIRST, LATER, NEWS, STATE, event, known_people, tell
from tests.flows.people import import_people, rows

MOVED = event("e1", "executive_hired", "Brantholm Foods", "Oscar Brannigan", "CFO", prior_company="Telmarq Systems")


known = pytest.fixture(known_people)


def test_a_change_at_the_top_is_one_call_to_each_person_and_one_answer_ends_it(known: Callnow, home: Path) -> None:
    """Each of two people has one card that says both, one message, and no reason left once they were called."""
    tell(
        home,
        event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Executive Officer"),
        event("e2", "executive_departed", "Telmarq Systems", "John Poe", "Chief Executive Officer"),
    )
    assert rows(known, "SELECT count(*) AS n FROM trigger") == [{"n": 4}]  # each is there to be explained
    assert rows(known, "SELECT count(*) AS n FROM delivery") == [{"n": 2}]
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert sorted(card["name"] for card in cards) == ["Kim Talloway", "Óscar Brannigan"]
    for card in cards:
        assert "Jane Roe" in card["why"]
        assert "John Poe" in card["why"]
        assert "who takes over" not in card["opener"].lower()
        assert len(card["told_with"]) == 1
    with served(home, AT[1]) as page:
        shown = page.ask("/list", htmx=True).text
        assert [name in shown for name in ("Jane Roe", "John Poe", "+1 reason")] == [True, True, False]
    assert known(*AT, "log", "oscar", "--called").code == 0
    left = rows(known, "SELECT p.name FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.state = 'open'")
    assert {row["name"] for row in left} == {"Kim Talloway"}


def test_the_proof_is_of_what_the_call_says_first(known: Callnow, home: Path) -> None:
    """Whichever of the two reasons the card is of, the sentence beside the opener proves the opener."""
    named, left = "Telmarq names Jane Roe CEO.", "John Poe leaves Telmarq."
    tell(
        home,
        replace(event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "CEO"), sentence=named),
        replace(event("e2", "executive_departed", "Telmarq Systems", "John Poe", "CEO"), sentence=left),
    )
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert all("Jane Roe" in card["opener"] and card["sentence"] == named for card in cards)
    with served(home, AT[1]) as page:
        shown = page.ask("/list", htmx=True).text
        assert (named in shown, left in shown) == (True, False)


def test_a_prospect_who_moves_is_one_call_without_a_record_to_check_beside_it(known: Callnow, home: Path) -> None:
    """Left here and named there is one card; the follow-ups of the morning add no "check the record" to it."""
    tell(
        home,
        event("e1", "executive_hired", "Brantholm Foods", "Oscar Brannigan", "CFO", prior_company="Telmarq Systems"),
        event("e2", "executive_departed", "Telmarq Systems", "Oscar Brannigan", "CFO"),
    )
    assert known(*AT, "follow-ups").code == 0
    own = rows(known, "SELECT t.kind FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE p.name LIKE 'Ósc%'")
    assert sorted(row["kind"] for row in own if row["kind"] != "cadence") == ["person", "person"]
    cards = [json.loads(line) for line in known(*AT, "calls", "--json").out.splitlines()]
    (card,) = [card for card in cards if card["name"].startswith("Óscar")]
    assert "Brantholm Foods" in card["why"]
    assert "left" in card["why"]
    assert "Congratulations" in card["opener"]


def test_a_promise_that_is_due_is_said_first_and_open_news_beside_it(known: Callnow, home: Path) -> None:
    """On the promised day `today` has the promise as its reason, in time, with the layoffs beside it."""
    said = ("--at", FIRST.isoformat(), "log", "imke", "--called", "--promised", "after the audit", "--on", "2026-03-16")
    assert known(*said).code == 0
    sentence = "Harrowmere Logistics to cut 120 jobs"
    cuts = CompanyEvent("e1", "a1", "layoffs", "Harrowmere Logistics", count="120", sentence=sentence)
    tell(home, cuts)
    listed = known("--at", "2026-03-16T15:00+00:00", "today", "--json").out.splitlines()
    (call,) = [call for call in map(json.loads, listed) if call["name"] == "Imke Vandersloot"]
    assert "promised" in call["why"]
    assert call["colour"] == "green"
    assert [words for words in call["also"] if "120" in words]
    assert not [words for words in call["also"] if "No contact" in words]


def test_what_the_news_says_already_is_no_sign_of_a_stale_record(known: Callnow, home: Path) -> None:
    """A takeover that waits as news, worth knowing or more, is told once; so is a silence beside the call due."""
    deal = event("e1", "acquisition", "Telmarq Systems", "", "", counterparty="Oddfield Group", side="target")
    tell(home, deal)
    for moment in (AT, LATER):
        assert known(*moment, "follow-ups").code == 0
        waits = "SELECT t.kind, t.why, p.name FROM trigger t JOIN prospect p ON p.id = t.prospect_id "
        own = [row for row in rows(known, waits + "WHERE t.state = 'open'") if row["name"].startswith("Ósc")]
        assert not any("No contact" in row["why"] for row in own)
        if moment is AT:
            assert [row["kind"] for row in own if "Oddfield" in row["why"]] == ["news"]


def test_who_left_is_asked_about_themselves_and_not_about_the_successor(known: Callnow, home: Path) -> None:
    """A prospect whose post went to another hears of it second: the call begins with what is next for them."""
    tell(
        home,
        event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Financial Officer"),
        event("e2", "executive_departed", "Telmarq Systems", "Oscar Brannigan", "Chief Financial Officer"),
    )
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    (own,) = [card for card in cards if card["name"].startswith("Óscar")]
    (colleague,) = [card for card in cards if card["name"].startswith("Kim")]
    assert "you have left" in own["opener"]
    assert own["why"].index("Brannigan") < own["why"].index("Jane Roe")
    assert "Jane Roe" in colleague["opener"]


def test_a_rumour_that_was_mailed_is_mailed_as_a_call_once_it_is_confirmed(known: Callnow, home: Path) -> None:
    """What a channel was told as worth knowing it is told again, one time, when the same story becomes a call."""
    rumour = event("e1", "merger", "Telmarq Systems", "", "", counterparty="Oddfield Group")
    tell(home, replace(rumour, certainty=Certainty.RUMOURED))
    assert deliver_waiting(load_settings(home), NEWS) == {"sent": 2}
    confirmed = replace(rumour, id="e2", announcement_id="a2")
    for id in ("e2", "e3"):
        tell(home, replace(confirmed, id=id))
    tiers = "SELECT tier, state, count(*) AS n FROM delivery GROUP BY ALL ORDER BY tier, state"
    assert rows(known, tiers) == [
        {"tier": "call_now", "state": "pending", "n": 2},
        {"tier": "worth_knowing", "state": "sent", "n": 2},
    ]


def test_whom_one_can_dial_comes_before_whom_one_cannot(known: Callnow, home: Path, tmp_path: Path) -> None:
    """Of two who are to be called now the one without a number comes second in every list, however well it scores."""
    people = "name,title,employer,phone\nIda Varn,CEO,Oddfield,\nTad Quist,Clerk,Oddfield,+1 312 555 0191\n"
    (tmp_path / "more.csv").write_text(people)
    assert known("--at", FIRST.isoformat(), "import", tmp_path / "more.csv").code == 0
    tell(home, CompanyEvent("e3", "a1", "layoffs", "Oddfield", count="120", sentence="Oddfield cuts 120 jobs"))
    for command in (("calls", "--all", "--json"), ("today", "--json")):
        cards = [json.loads(line) for line in known(*AT, *command).out.splitlines()]
        assert [card["name"] for card in cards if card["employer"] == "Oddfield"] == ["Tad Quist", "Ida Varn"]
        assert {card["tier"] for card in cards if card["employer"] == "Oddfield"} == {"call_now"}
    with writing(load_settings(home)) as con:
        scores = con.execute("SELECT p.name FROM trigger t JOIN prospect p ON p.id = t.prospect_id "
                             "WHERE p.employer = 'Oddfield' ORDER BY t.score DESC").fetchall()  # fmt: skip
    assert scores[0] == ("Ida Varn",)


def test_who_is_in_the_news_is_asked_no_question_out_of_nowhere(callnow: Callnow, tmp_path: Path, home: Path) -> None:
    """That one leaves is only rumoured: the call that is due asks how things stand, and others a question."""
    import_people(callnow, tmp_path, "2025-10-01T08:00+00:00")
    leaves = event("e1", "executive_departed", "Telmarq Systems", "Oscar Brannigan", "CFO")
    tell(home, replace(leaves, certainty=Certainty.RUMOURED))
    cards = [json.loads(line) for line in callnow(*AT, "today", "--json").out.splitlines()]
    openers = {card["name"]: card["opener"] for card in cards}
    assert "How do things stand with you now?" in openers["Óscar Brannigan"]
    assert "How do things stand" not in openers["Imke Vandersloot"]


@pytest.mark.parametrize(
    ("told", "logged", "called"),
    [
        (MOVED, (), {"Kim Talloway"}),
        (event("e1", "executive_departed", "Telmarq Systems", "Oscar Brannigan", "CFO"), (), {"Kim Talloway"}),
        (replace(MOVED, certain_from=2), (), {"Kim Talloway", "Óscar Brannigan"}),
        (replace(MOVED, certainty=Certainty.ANNOUNCED), (), {"Kim Talloway", "Óscar Brannigan"}),
        (MOVED, ("log", "oscar", "--called"), {"Kim Talloway", "Óscar Brannigan"}),
    ],
)
def test_who_has_left_by_the_news_is_not_called_about_the_employer_of_before(
    known: Callnow, home: Path, told: CompanyEvent, logged: tuple[str, ...], called: set[str]
) -> None:
    """Unless that is not certain, is yet to come, or a talk since says otherwise."""
    tell(home, told)
    if logged:
        assert known(*AT, *logged).code == 0
    cuts = CompanyEvent("e3", "a2", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq Systems cuts 120 jobs")
    tell(home, cuts, later=timedelta(days=4))
    asked = "SELECT p.name FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.type = 'layoffs'"
    assert {row["name"] for row in rows(known, asked)} == called


def test_what_a_company_does_at_once_is_one_call(known: Callnow, home: Path) -> None:
    """One message each, whose card says both."""
    tell(
        home,
        CompanyEvent("e1", "a1", "bankruptcy", "Telmarq Systems", sentence="Telmarq Systems files for Chapter 11"),
        CompanyEvent(
            "e2", "a1", "office_closed", "Telmarq Systems", origin="Reno", sentence="It will close its Reno site."
        ),
    )
    assert rows(known, "SELECT count(*) AS n FROM trigger") == [{"n": 4}]
    assert rows(known, "SELECT count(*) AS n FROM delivery") == [{"n": 2}]
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert len(cards) == 2
    assert all("Reno" in card["why"] and "insolvency" in card["why"] for card in cards)


def test_whom_and_what_one_announcement_names_is_one_message(known: Callnow, home: Path) -> None:
    """A new chief, another who goes, and the layoffs: one message each, which opens with the best reason."""
    tell(
        home,
        event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Executive Officer"),
        event("e2", "executive_departed", "Telmarq Systems", "Ann Bee", "Chief Operating Officer"),
        CompanyEvent("e3", "a1", "layoffs", "Telmarq Systems", count="120", sentence="Telmarq Systems cuts 120 jobs"),
    )
    assert rows(known, "SELECT count(*) AS n FROM trigger") == [{"n": 6}]
    assert rows(known, "SELECT count(*) AS n FROM delivery") == [{"n": 2}]
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert len(cards) == 2
    for card in cards:
        assert all(words in card["why"] for words in ("Jane Roe", "Ann Bee", "120"))
    best = rows(known, "SELECT type FROM trigger ORDER BY score DESC LIMIT 1")[0]["type"]
    assert best == "layoffs"
    assert all("120" in card["opener"] for card in cards)


@pytest.mark.parametrize("logged", [("--called",), ()])
def test_who_was_called_about_a_successor_is_not_called_about_who_left_before(
    known: Callnow, home: Path, logged: tuple[str, ...]
) -> None:
    """A second report that names both is no second call; where none was made, the card says both."""
    tell(home, event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Executive Officer"))
    if logged:
        assert known(*AT, "log", "oscar", *logged).code == 0
    hired = event("e2", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Executive Officer")
    left = event("e3", "executive_departed", "Telmarq Systems", "John Poe", "Chief Executive Officer")
    tell(home, *(replace(one, announcement_id="a2") for one in (hired, left)), later=timedelta(days=2))
    assert {row["state"] for row in rows(known, f"{STATE}p.name LIKE 'Ósc%'")} == ({"called"} if logged else {"open"})
    assert rows(known, f"{STATE}p.name = 'Kim Talloway'") == [{"state": "open"}] * 2


def test_what_is_one_call_stays_one_when_a_part_of_it_is_told_anew(known: Callnow, home: Path) -> None:
    """A place that is told later rewords that call; the site that it closes is no call of its own for that."""
    shut = event("e1", "office_closed", "Telmarq Systems", "", "")
    tell(home, event("e2", "bankruptcy", "Telmarq Systems", "", ""), shut)
    later = replace(shut, id="e3", announcement_id="a2", origin="Reno")
    tell(home, later, later=timedelta(minutes=30))
    cards = [json.loads(line) for line in known(*AT, "calls", "--all", "--json").out.splitlines()]
    assert [card["type"] for card in cards] == ["bankruptcy", "bankruptcy"]
    assert all("insolvency" in card["why"] and "Reno" in card["why"] for card in cards)
