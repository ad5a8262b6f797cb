"""The morning's follow-ups: signs in the news that a record no longer holds, and topics for calls that are due."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.errors import NotPublished, StoreError
from callnow.model import Announcement, CompanyEvent, Report, Story
from callnow.settings import Settings, load_settings
from callnow.store import copies, lock, only_run, verdicts
from callnow.store.connection import looking, writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits
from callnow.store.news import Understood, keep_understood
from callnow.store.owed_rematch import owe_rematch, rematch_owed
from callnow.store.rows import fetch
from callnow.store.snoozes import snooze_person
from callnow.terms import Certainty
from flows.calls import following
from flows.calls.planning import Acquaintance, Plan, plan_calls
from flows.cli.page import bring_up_to_date
from tests.conftest import Callnow
from tests.flows.people import id_of, import_people, keep_triggers, news, rows

FIRST, NEWS, LATER = (
    datetime.fromisoformat(f"{day}T08:00+00:00") for day in ("2026-01-05", "2026-03-10", "2026-03-12")
)


def tell(home: Path, event: CompanyEvent, employer_id: str = "") -> None:
    """Puts one event into the database; with `employer_id`, as a story of that employer."""
    settings = load_settings(home)
    item = Announcement(event.announcement_id, "wire", event.sentence, event.sentence, "", NEWS, NEWS)
    report = Report(event, item.title, "", "wire", NEWS)
    stories = (Story(f"s-{event.id}", event.type, employer_id, employer_id, (report,)),) if employer_id else ()
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [item])], NEWS)
        keep_understood(con, Understood((item.id,), events=(event,), stories=stories), NEWS)
    publish(settings.database, settings.published)


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    import_people(callnow, tmp_path, FIRST.isoformat())
    return callnow


@pytest.mark.integration
def test_a_prospect_hired_away_is_a_sign_of_a_stale_record(known: Callnow, home: Path) -> None:
    """A company that is on nobody's list hires a prospect from their employer: the record is to be moved, told once."""
    sentence = "Brantholm Foods appoints Oscar Brannigan, formerly of Telmarq Systems, as CFO."
    tell(home, CompanyEvent("v1", "a1", "executive_hired", "Brantholm Foods", Certainty.DONE, "Oscar Brannigan", "CFO",
                            "Telmarq Systems", sentence=sentence))  # fmt: skip
    for _ in range(2):
        assert known("--at", LATER.isoformat(), "follow-ups").code == 0
    signs = rows(
        known,
        "SELECT p.name, t.why, t.state FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.kind = 'stale'",
    )
    assert [(sign["name"], sign["state"]) for sign in signs] == [("Óscar Brannigan", "open")]
    assert "Brantholm Foods" in signs[0]["why"]
    assert known("--at", LATER.isoformat(), "log", "oscar", "--called").code == 0
    assert known("--at", LATER.isoformat(), "follow-ups").code == 0
    assert rows(known, "FROM trigger WHERE kind = 'stale' AND state = 'open'") == []


@pytest.mark.integration
@pytest.mark.parametrize("sign_first", [False, True])
def test_a_dismissed_call_covers_what_its_news_says_of_the_record(
    known: Callnow, home: Path, *, sign_first: bool
) -> None:
    """Who said that an acquisition is no reason to call is not asked days later whether the person is still there.
    Other news of the person, and the same news of somebody else, wait as before."""
    imke, someone = id_of(known, "Imke Vandersloot"), id_of(known, "Óscar Brannigan")
    (employer,) = rows(known, "SELECT employer_id AS id FROM prospect WHERE name = 'Imke Vandersloot'")
    sentence = "Brantholm Foods buys Harrowmere Logistics."
    event = CompanyEvent("v1", "a1", "acquisition", "Harrowmere Logistics", side="target",
                         counterparty="Brantholm Foods", sentence=sentence)  # fmt: skip
    tell(home, event, employer["id"])
    signs = f"SELECT state FROM trigger WHERE kind = 'stale' AND prospect_id = '{imke}'"
    if sign_first:
        known("--at", LATER.isoformat(), "follow-ups")
        assert rows(known, signs) == [{"state": "open"}]
    others = [news(imke, "s-v2"), news(someone, "s-v1")]
    keep_triggers(home, news(imke, "s-v1"), *others)
    with writing(load_settings(home).database) as con:
        verdicts.dismiss(con, news(imke, "s-v1").id)
    known("--at", LATER.isoformat(), "follow-ups")
    assert rows(known, signs) == ([{"state": "dismissed"}] if sign_first else [])
    kept = rows(known, "SELECT id FROM trigger WHERE kind <> 'stale' AND state = 'open'")
    assert {other.id for other in others} <= {row["id"] for row in kept}


@pytest.mark.integration
def test_a_sign_that_is_gone_is_withdrawn(known: Callnow) -> None:
    """An address that was put right is no sign any more, on the next morning; wrong again it is one again."""

    def morning(domain: str) -> list[str]:
        with writing(load_settings(known.home).database) as con:
            mailbox, imke = "imke@telmarq.org", "Imke Vandersloot"
            con.execute("UPDATE prospect SET email = $1, domain = $2 WHERE name = $3", [mailbox, domain, imke])
        assert known("--at", LATER.isoformat(), "follow-ups").code == 0
        return [row["state"] for row in rows(known, "SELECT state FROM trigger WHERE why LIKE '%telmarq.org%'")]

    assert morning("harrowmere.org") == ["open"]
    assert morning("telmarq.org") == ["withdrawn"]
    assert morning("harrowmere.org") == ["open"]


def test_another_person_of_that_name_is_no_sign(known: Callnow, home: Path) -> None:
    """The same name at companies that the prospect has nothing to do with says nothing."""
    sentence = "Brantholm Foods appoints Oscar Brannigan, formerly of Wendmoor, as CFO."
    tell(home, CompanyEvent("v1", "a1", "executive_hired", "Brantholm Foods", Certainty.DONE, "Oscar Brannigan", "CFO",
                            "Wendmoor", sentence=sentence))  # fmt: skip
    assert known("--at", LATER.isoformat(), "follow-ups").code == 0
    assert rows(known, "FROM trigger WHERE kind = 'stale'") == []


@pytest.mark.integration
def test_a_due_call_brings_topics(known: Callnow, home: Path) -> None:
    """A call that the rhythm makes due has the employer's news, the note and the topic of the last talk to offer."""
    (employer,) = rows(known, "SELECT employer_id AS id FROM prospect WHERE name = 'Imke Vandersloot'")
    sentence = "Harrowmere Logistics opens an office in Leeds."
    known(
        "--at", "2026-01-06T09:00+00:00", "log", "imke", "--called", "--in", "9 weeks", "--topic", "the spring regatta"
    )
    tell(
        home,
        CompanyEvent("v1", "a1", "office_opened", "Harrowmere Logistics", destination="Leeds", sentence=sentence),
        employer["id"],
    )
    assert known("--at", LATER.isoformat(), "follow-ups").code == 0
    (due,) = rows(known, "SELECT talking_points FROM trigger WHERE kind = 'cadence' AND tier = 'call_now'")
    said = str(due["talking_points"])
    assert "spring regatta" in said
    assert "Leeds" in said
    assert "rowing" in said
    first, *others = known("--at", LATER.isoformat(), "today", "--json").out.splitlines()
    assert others
    assert json.loads(first)["talking_points"] == json.loads(due["talking_points"])
    assert known("--at", LATER.isoformat(), "today", "--json", "--most", "1").out.splitlines() == [first]


@pytest.mark.integration
def test_a_call_overtaken_by_a_talk_elsewhere_is_taken_back(known: Callnow) -> None:
    """A follow-up of an earlier morning goes when it is no longer the next call, though nobody closed it."""
    known("--at", "2026-01-06T09:00+00:00", "log", "imke", "--called", "--in", "2 weeks")
    known("--at", "2026-01-20T07:00+00:00", "follow-ups")
    open_before = rows(known, "SELECT id FROM trigger WHERE kind = 'cadence' AND tier = 'call_now' AND state = 'open'")
    assert len(open_before) == 1
    known("--at", "2026-01-19T09:00+00:00", "log", "imke", "--emailed", "--in", "5 weeks")  # noted down a day late
    known("--at", "2026-01-21T07:00+00:00", "follow-ups")
    left = rows(known, "SELECT id FROM trigger WHERE kind = 'cadence' AND tier = 'call_now' AND state = 'open'")
    assert left == []


def test_a_page_that_starts_beside_a_forgetting_says_what_is_left_to_do(
    known: Callnow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes on without the morning's follow-ups, and names the command that makes them; beside them it need not."""
    monkeypatch.setattr(lock, "ENDS_SOON", 0)
    settings = load_settings(known.home)
    for what, said in (("forgetting", "`callnow follow-ups` makes them"), (lock.FOLLOW_UPS, "nothing to do")):
        with only_run(known.home, what):
            bring_up_to_date(settings, LATER)
        assert said in " ".join(capsys.readouterr().err.split())


def test_follow_ups_are_made_also_where_earlier_news_is_owed_and_no_copy_can_be_published(
    known: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever hears that only the copy is missing takes them for made, as the schedule does."""

    def no_room(*_args: object) -> None:
        raise StoreError("No space left on device", hint="free disk space, then do it again")

    settings = load_settings(known.home)
    with writing(settings.database) as con:
        owe_rematch(con, NEWS)
    monkeypatch.setattr(copies, "publish", no_room)
    with pytest.raises(NotPublished):
        following.follow_up(settings, LATER)
    with looking(settings.database, settings.published) as con:
        made = fetch(con, "SELECT value FROM meta WHERE key = 'morning'")
        assert made == [{"value": LATER.date().isoformat()}]
        assert not rematch_owed(con)


@pytest.mark.integration
def test_the_list_of_follow_ups_has_whom_the_count_has(known: Callnow, home: Path) -> None:
    """Also who is due and has open news, which the card tells first; whoever is put off is in neither."""
    imke = id_of(known, "Imke Vandersloot")
    known("--at", FIRST.isoformat(), "log", "imke", "--called", "--on", "2026-03-12")
    keep_triggers(home, news(imke, "s1"))
    told = known("--at", LATER.isoformat(), "follow-ups")
    assert told.out.startswith("4 due today")
    assert all(name in told.out for name in ("Imke Vandersloot", "Óscar", "HR Manager", "Head of Sales"))
    with writing(load_settings(home).database) as con:
        snooze_person(con, imke, LATER, LATER + timedelta(days=4))
    told = known("--at", LATER.isoformat(), "follow-ups")
    assert told.out.startswith("3 due today")
    assert "Imke" not in told.out


@pytest.mark.integration
def test_promises_of_today_are_calls_of_today_however_many(known: Callnow, home: Path) -> None:
    """Whom a recruiter promised to call on one day are all on that day's list, also beyond the calls a day."""
    home.joinpath("callnow.toml").write_text("[cadence]\ncalls_a_day = 1\n")
    for who in ("imke", "oscar", "kim telmarq", "kim quorrel"):
        assert known("--at", NEWS.isoformat(), "log", who, "--called", "--note", "call me on 24 March").code == 0
    ran = known("--at", "2026-03-24T15:00+00:00", "today", "--json")
    assert ran.out.count('"due_on": "2026-03-24"') == 4
    assert '"due today": 4' in known("--at", "2026-03-24T15:00+00:00", "follow-ups", "--json").out


@pytest.mark.integration
def test_of_promises_that_are_late_the_oldest_comes_first(known: Callnow) -> None:
    """Who comes back after three weeks finds on top whoever waits longest."""
    days = {"kim quorrel": "26 March", "oscar": "24 March", "imke": "25 March", "kim telmarq": "23 March"}
    for who, day in days.items():
        assert known("--at", NEWS.isoformat(), "log", who, "--called", "--note", f"call me on {day}").code == 0
    ran = known("--at", "2026-04-14T15:00+00:00", "today", "--json")
    listed = [json.loads(line) for line in ran.out.splitlines()]
    assert [call["due_on"] for call in listed] == sorted(call["due_on"] for call in listed)
    assert len(listed) == 4


@pytest.mark.integration
@pytest.mark.parametrize("meanwhile", [("log", "imke", "--called"), ("pause", "imke", "--until", "for good")])
def test_who_is_called_or_paused_while_follow_ups_are_made_gets_none(
    known: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: tuple[str, ...]
) -> None:
    """Nothing is opened or planned for them by what was read before; of the others it is."""
    for whom in ("imke", "oscar"):
        known("--at", FIRST.isoformat(), "log", whom, "--called", "--promised", "after the audit", "--on", "2026-03-12")
    (home / "callnow.toml").write_text('[channels.team]\nkind = "jsonl"\npath = "told.jsonl"\n', encoding="utf-8")

    def planned(settings: Settings, remembered: Acquaintance, now: datetime) -> Plan:
        plan = plan_calls(settings, remembered, now)
        monkeypatch.setattr(following, "plan_calls", plan_calls)
        assert known("--at", LATER.isoformat(), *meanwhile).code == 0
        return plan

    monkeypatch.setattr(following, "plan_calls", planned)
    assert known("--at", LATER.isoformat(), "follow-ups").code == 0
    made = "SELECT p.name FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.kind = 'cadence'"
    names = [row["name"] for row in rows(known, f"{made} ORDER BY p.name")]
    assert names == ["Kim Talloway", "Kim Talloway", "Óscar Brannigan"]
    assert len(rows(known, "FROM delivery")) == 1
