"""Cards and messages to deliver, about companies and people that do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from callnow.model import CompanyEvent, Feature, Prospect, Report, Story, Touch, Trigger
from callnow.terms import ContactKind, Tier, TriggerKind
from delivery.card import Card, build_card
from delivery.message import Channel, Message, message_for
from delivery.outbox import delivery_id

Open = Callable[..., Channel]  # opens the one channel of a kind, with these settings
SECRET = "whsec_" + "c2VjcmV0" * 6
# Settings that each kind of channel works with
WORKING: dict[str, dict[str, Any]] = {
    "apprise": {"url": SecretStr("json://127.0.0.1:9/")},
    "calendar": {"path": Path("calls.ics")},
    "console": {},
    "csv": {"path": Path("calls.csv")},
    "feed": {"path": Path("calls.json")},
    "jsonl": {"path": Path("calls.jsonl")},
    "mail": {"host": "127.0.0.1", "sender": "callnow@example.com", "recipients": ("ann@example.com",)},
    "slack": {"url": SecretStr("https://hooks.slack.example/services/x")},
    "webhook": {"url": SecretStr("https://crm.example.com/in"), "secret": SecretStr(SECRET)},
}

NOW = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)  # a Tuesday

PROSPECT = Prospect(
    id="p1",
    name="Dana Reyes",
    employer="Orbit Foods, Inc.",
    employer_id="e1",
    title="VP Infrastructure",
    phone="+12125550122",
    email="dana.reyes@example.com",
    city="New York",
    country="US",
    owner="ann",
    notes="Runs the data centre move.\nPrefers mornings.",
    url="https://people.example.com/dana",
    function="it",
)
COLLEAGUES = (
    Prospect(id="p2", name="Lee Okafor", employer="Orbit Foods", title="Head of Data", phone="+12125550133"),
    Prospect(id="p3", name="Mika Sørensen", employer="Orbit Foods", title="IT Manager"),
)
TOUCH = Touch(
    id="t1",
    prospect_id="p1",
    at=NOW - timedelta(days=25),
    kind=ContactKind.CALLED,
    note="open to a move once the new data centre is up",
    promised="the salary survey for infrastructure leads",
    due_on=date(2026, 3, 20),
)


def story(*, title: str = "", sentence: str = "", url: str = "", **event: Any) -> Story:
    told = CompanyEvent(
        id="ev1",
        announcement_id="a1",
        type="executive_hired",
        company="Orbit Foods",
        person="Priya Anand",
        role="Chief Information Officer",
        sentence=sentence
        or "Orbit Foods today named Priya Anand Chief Information Officer, effective April 6, to lead the move of its "
        "plants to a common platform.",
    )
    told = replace(told, **event)
    title = title or "Orbit Foods Names Priya Anand Chief Information Officer"
    first = Report(
        told, title, url or "https://wire.example.com/orbit-foods-cio", "Example Wire", NOW - timedelta(hours=3)
    )
    again = Report(
        replace(told, id="ev2"), "Anand joins Orbit Foods as CIO", "https://news.example.org/2", "Plant News", NOW
    )
    return Story("s1", told.type, "e1", "e1", (first, again))


TRIGGER = Trigger(
    id="0f3a9c1b2d4e5f60",
    prospect_id="p1",
    employer_id="e1",
    story_id="s1",
    event_id="ev1",
    type="executive_hired",
    tier=Tier.CALL_NOW,
    score=87.4,
    why="Orbit Foods named Priya Anand CIO, and infrastructure reports to the CIO.",
    opener="Dana, I just read that Priya Anand is joining as your CIO. How is the team taking it?",
    decided_at=NOW - timedelta(minutes=4),
    expires_at=NOW + timedelta(days=14),
    reasons=(Feature("urgency", 0.9, 40, "executive hired"), Feature("function", 1.0, 25, "it and it")),
    owner="ann",
    voicemail="Dana, it's Ann. I saw the news about Priya Anand and thought of you.\nI have a thought that may help. "
    "I'll try you again tomorrow morning.",
    talking_points=(
        "Starts on April 6: two weeks in which nobody has decided anything yet.",
        "In January Orbit Foods opened a plant in Leeds.",
    ),
)


def card(**changes: Any) -> Card:
    """A full card; `changes` go to its trigger, prospect, story or the card's making by their own names."""
    trigger = changes.pop("trigger", {})
    prospect = changes.pop("prospect", {})
    made = {"last_touch": TOUCH, "colleagues": COLLEAGUES} | {
        key: changes.pop(key) for key in ("last_touch", "colleagues", "noted") if key in changes
    }
    told = changes.pop("story", None) or story()
    now = changes.pop("now", NOW)
    if changes:
        raise TypeError(f"unknown: {changes}")
    return build_card(replace(TRIGGER, **trigger), replace(PROSPECT, **prospect), told, now, **made)


def bare_card() -> Card:
    """A card with no phone, no story, no history: what is least there can be."""
    trigger = replace(
        TRIGGER,
        id="1111111111111111",
        tier=Tier.WORTH_KNOWING,
        score=31,
        kind=TriggerKind.CADENCE,
        type="",
        why="Nine weeks since you last talked.",
        opener="",
        voicemail="",
        talking_points=(),
    )
    prospect = Prospect(id="p9", name="Noor Haddad", employer="Lindqvist Freight", phone_note="not a number: “n/a”")
    return build_card(trigger, prospect, None, NOW)


def numbered(number: int, **changes: Any) -> Card:
    return replace(card(), trigger_id=f"{number:016x}", **{"prospect_id": f"p{number}"} | changes)


def one(made: Card | None = None) -> Message:
    made = made or card()
    return message_for(delivery_id(made.trigger_id, "c"), [made], "immediate")


def many(*made: Card) -> Message:
    return message_for("digest-1", made, "digest")
