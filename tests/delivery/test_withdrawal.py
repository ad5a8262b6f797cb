"""What each channel shows of a call that is taken back: whom not to call, why, what was told, and nothing to say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from delivery_cards import NOW, TRIGGER, WORKING, card, many, numbered, story
from rich.console import Console

from callnow.model import Delivery, Story
from callnow.settings import ChannelSettings
from callnow.terms import Certainty, TriggerState
from delivery.card import Card
from delivery.channels import open_channels, slack, webhook
from delivery.channels.mail import compose
from delivery.layout import render_for_chat, render_html, render_text
from delivery.message import Channel, Message, Surroundings, message_for
from delivery.terminal import render_calls
from delivery.withdrawal import withdrawn_card

TOLD = Delivery("told", TRIGGER.id, "desk", sent_at=NOW)
DENIAL = "Orbit Foods says that nobody was named."
LINK = "https://wire.example.com/denied"


def denied() -> Story:
    """The story, and a report that denies it."""
    told = story()
    event = replace(told.first.event, id="ev3", certainty=Certainty.DENIED, sentence=DENIAL)
    report = replace(told.first, event=event, title="No CIO yet", url=LINK, published_at=NOW + timedelta(hours=2))
    return replace(told, reports=(*told.reports, report))


def withdrawn(state: TriggerState = TriggerState.WITHDRAWN, *still: str, told: Delivery = TOLD) -> Card:
    return withdrawn_card(card(), replace(TRIGGER, state=state), denied(), told, date(2026, 3, 17), still)


def alone(made: Card) -> Message:
    return message_for("back", [made], "immediate")


TEXTS: dict[str, Callable[[Message], str]] = {
    "text": render_text,
    "html": render_html,
    "chat": render_for_chat,
    "slack": lambda message: json.dumps(slack.payload(message), ensure_ascii=False),
    "webhook": lambda message: json.dumps(webhook.payload(message), ensure_ascii=False),
    "terminal": lambda message: printed(message.cards),
}


def printed(cards: tuple[Card, ...]) -> str:
    out = io.StringIO()
    render_calls(cards, Console(file=out, width=200))
    return " ".join(out.getvalue().replace("│", " ").split())


@pytest.mark.parametrize("way", sorted(TEXTS))
@pytest.mark.parametrize("kind", ["immediate", "digest"])
def test_it_says_whom_not_to_call_and_why_and_what_was_told(way: str, kind: str) -> None:
    """With the sentence that denies the news, or its link, and never with what to say."""
    message = alone(withdrawn()) if kind == "immediate" else many(withdrawn(), numbered(2))
    said = TEXTS[way](message)
    for part in (
        "Dana Reyes",
        "Orbit Foods, Inc.",
        "the news is denied",
        "You were told on 17 March 2026",
        TRIGGER.why,
    ):
        assert part in said
    assert DENIAL in said or LINK in said
    assert "Do not call" in said
    if kind == "immediate":
        assert "How is the team taking it" not in said
        assert "two weeks in which" not in said
    if way != "chat" or kind == "immediate":
        assert "If you have called already, log it." in said or way == "webhook"


@pytest.mark.parametrize(
    ("state", "because"),
    [
        (TriggerState.WITHDRAWN, "the news is denied"),
        (TriggerState.WRONG_EVENT, "judged wrong, the news does not say that"),
        (TriggerState.WRONG_COMPANY, "judged wrong, it is another company's news"),
    ],
)
def test_the_subject_says_why(state: TriggerState, because: str) -> None:
    """A judgement quotes nothing, but leads to the news that was told."""
    made = withdrawn(state)
    assert alone(made).subject == f"Do not call Dana Reyes, Orbit Foods, Inc.: {because}"
    if state is not TriggerState.WITHDRAWN:
        assert (made.sentence, made.link) == ("", story().first.url)
        assert story().first.url in render_text(alone(made))


def test_news_that_is_gone_does_not_hold() -> None:
    """Its story was taken out, so nothing is quoted."""
    made = withdrawn_card(card(), replace(TRIGGER, state=TriggerState.WITHDRAWN), None, TOLD, None)
    assert made.why == "Do not call: the news does not hold."
    assert made.withdrawal
    assert made.withdrawal.told_before == f"You may have been told before: {TRIGGER.why}"


@pytest.mark.parametrize("way", sorted(TEXTS))
def test_other_reasons_to_call_the_person_stand(way: str) -> None:
    """They are named, and the call is off about this alone."""
    message = alone(withdrawn(TriggerState.WITHDRAWN, "You promised the survey."))
    assert message.subject == "Do not call Dana Reyes, Orbit Foods, Inc., about this: the news is denied"
    assert "You promised the survey." in TEXTS[way](message)


def test_a_digest_has_them_first_and_counts_them() -> None:
    """However high the score of the calls."""
    message = many(numbered(2), withdrawn())
    assert [bool(one.withdrawal) for one in message.cards] == [True, False]
    assert message.subject == "callnow digest: 1 not to call, 1 to call now"
    for render in (render_text, render_html, render_for_chat):
        text = render(message)
        assert text.index("the news is denied") < text.index(
            numbered(2).opener if render is not render_for_chat else "Call "
        )


def test_a_digest_of_one_has_its_subject() -> None:
    """Whom the message is about, not that it is one: whoever is alone due on a morning, or is left of several."""
    for one in (numbered(2), withdrawn()):
        assert many(one).subject == alone(one).subject


def test_several_that_are_taken_back_in_one_message_say_so() -> None:
    """What is not theirs, such as what a daily digest ends with, is left out."""
    message = message_for("back", [withdrawn(), replace(withdrawn(), trigger_id="b")], "digest", ["2 feeds are gone"])
    assert message.subject == "Do not make 2 calls that you were told of"
    assert message.notes == ()
    for way in sorted(TEXTS):
        assert TEXTS[way](message).count("You were told on 17 March 2026") == 2, way


def test_a_mail_program_shows_it_below_what_it_takes_back() -> None:
    """Also below the digest that told it."""
    mail: EmailMessage = compose(alone(withdrawn()), "callnow@example.com", "ann@example.com")
    assert mail["In-Reply-To"] == mail["References"] == "<told.callnow@example.com>"
    digest = withdrawn(told=replace(TOLD, batch="digest-7"))
    assert compose(alone(digest), "callnow@example.com", "ann@example.com")["References"].startswith("<digest-7.")
    both = compose(many(digest, replace(digest, trigger_id="b")), "callnow@example.com", "ann@example.com")
    assert both["References"] == "<digest-7.callnow@example.com>"
    assert compose(alone(card()), "callnow@example.com", "ann@example.com")["In-Reply-To"] is None


def test_a_webhook_tells_by_its_type() -> None:
    """In a digest it is no item, so that what makes a task of each item makes none of it."""
    body = webhook.payload(alone(withdrawn()))
    assert body["type"] == "callnow.withdrawal"
    assert body["data"]["task"]["title"] == "Do not call: Dana Reyes (the news is denied)"
    assert body["data"]["card"]["withdrawal"]["told_as"] == "told"
    data = webhook.payload(many(withdrawn(), numbered(2)))["data"]
    assert [one["card"]["trigger_id"] for one in data["items"]] == [numbered(2).trigger_id]
    assert [one["card"]["trigger_id"] for one in data["withdrawals"]] == [TRIGGER.id]


class TestFiles:
    """Those that are written whole: told, taken back, told once more, taken back again; each repeat adds nothing."""

    STEPS = (card(), withdrawn(), card(), withdrawn())

    @staticmethod
    def opened(kind: str, surroundings: Surroundings) -> Channel:
        (channel,) = open_channels({"desk": ChannelSettings(kind=kind, **WORKING[kind])}, surroundings).values()
        return channel

    def read(self, kind: str, surroundings: Surroundings, read: Callable[[Path], Any]) -> list[Any]:
        """What the file holds after each step, done twice by channels that are opened anew."""
        seen = []
        for made in self.STEPS:
            for _ in range(2):
                self.opened(kind, surroundings).send(many(made))
            seen.append(read(surroundings.home / WORKING[kind]["path"]))
        return seen

    def test_csv(self, surroundings: Surroundings) -> None:
        """One row, whose tier and reason say how the call stands."""

        def rows(path: Path) -> list[tuple[str, str, str]]:
            read = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
            return [(row["tier"], row["why"], row["link"]) for row in read]

        told = ("call_now", TRIGGER.why, story().first.url)
        back = (
            "withdrawn",
            f"Do not call: the news is denied. You were told on 17 March 2026: {TRIGGER.why}",
            LINK,
        )
        assert self.read("csv", surroundings, rows) == [[told], [back], [told], [back]]

    def test_json_lines(self, surroundings: Surroundings) -> None:
        """A line each time; the last counts."""

        def lines(path: Path) -> list[bool]:
            return [bool(json.loads(line)["withdrawal"]) for line in path.read_text(encoding="utf-8").splitlines()]

        assert self.read("jsonl", surroundings, lines)[-1] == [False, True, False, True]

    def test_feed(self, surroundings: Surroundings) -> None:
        """An entry in the place of the former, each under an id that no reader has seen."""

        def entries(path: Path) -> list[tuple[str, str]]:
            return [(one["id"], one["tags"][0]) for one in json.loads(path.read_text(encoding="utf-8"))["items"]]

        seen = self.read("feed", surroundings, entries)
        assert [len(one) for one in seen] == [1, 1, 1, 1]
        assert [one[0][1] for one in seen] == ["call_now", "withdrawn", "call_now", "withdrawn"]
        assert len({one[0][0] for one in seen}) == 4
