"""Slack, webhooks and what Apprise reaches get each call once, in their own form."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
import requests
from delivery_cards import SECRET, Open, bare_card, card, many, numbered, one
from pydantic import SecretStr
from standardwebhooks.webhooks import Webhook

from callnow.errors import ChannelError
from callnow.settings import ChannelSettings
from callnow.terms import Tier
from delivery.channels import open_channels
from delivery.channels.slack import payload
from delivery.message import MessageRefused, Surroundings, message_for
from tests.delivery.receivers import Receiver, leading_to


class TestSlack:
    def test_a_call_has_a_button_that_dials(self, receiver: Receiver, open_one: Open) -> None:
        """A card is Block Kit with a header, the reason, a call button, a link to the news and the quoted proof."""
        open_one("slack", url=SecretStr(f"{receiver.url}/services/x")).send(one())
        ((headers, body),) = receiver.got
        sent = json.loads(body)
        assert headers["content-type"].startswith("application/json")
        types = [block["type"] for block in sent["blocks"]]
        assert types == ["header", "section", "section", "section", "actions", "context"]
        call, news = sent["blocks"][4]["elements"]
        assert (call["url"], call["text"]["text"]) == ("tel:+12125550122", "Call Dana Reyes")
        assert news["url"] == "https://wire.example.com/orbit-foods-cio"
        assert sent["text"].startswith("Call Dana Reyes")

    def test_a_workspace_that_refuses_the_button_gets_the_number(self, receiver: Receiver, open_one: Open) -> None:
        """Where Slack takes no tel: button, the card goes out with the number as text."""
        receiver.script = [(400, {}, 0)]
        receiver.body = b"invalid_blocks"
        open_one("slack", url=SecretStr(receiver.url)).send(one())
        assert b'"url": "tel:' in receiver.got[0][1]
        assert b'"url": "tel:' not in receiver.got[1][1]
        assert b"<tel:+12125550122|+1 212-555-0122>" in receiver.got[1][1]

    def test_a_long_digest_stays_within_slacks_limits(self) -> None:
        """A digest of 200 cards has at most 50 blocks of at most 3,000 characters, and names what it cannot show."""
        body = payload(many(*(numbered(n, name=f"Person {n}", why="because " * 90) for n in range(200))))
        assert len(body["blocks"]) <= 50
        assert all(len(block["text"]["text"]) <= 3000 for block in body["blocks"])
        assert body["blocks"][-1]["text"]["text"].startswith("*And 154 more*")

    def test_a_digest_says_whom_it_does_not_name(self) -> None:
        """Who has no room is counted, no name or escape is cut, and what the digest notes at its end is told."""
        cards = [numbered(n, name=f"Person {n}", employer=f"Orbit & Sons {n}") for n in range(400)]
        blocks = payload(message_for("d", cards, "digest", ["No news from Orbit & Sons itself"]))["blocks"]
        *names, unnamed = blocks[-2]["text"]["text"].split("\n")[1:]
        assert all(re.fullmatch(r"• Person \d+, Orbit &amp; Sons \d+", name) for name in names)
        shown = sum("accessory" in block for block in blocks)
        assert unnamed.startswith(f"and {400 - shown - len(names)} more: `callnow calls --all`")
        assert blocks[-1]["text"]["text"] == "No news from Orbit &amp; Sons itself"
        assert len(blocks) <= 50

    def test_what_is_worth_knowing_looks_like_no_call_to_make(self) -> None:
        """It stands under a heading of its own, without a button that dials, alone without words for a mailbox."""
        known = numbered(2, tier=Tier.WORTH_KNOWING)
        blocks = payload(many(numbered(1), known))["blocks"]
        assert ["accessory" in block for block in blocks] == [False, True, False, False]
        assert blocks[2]["text"]["text"] == "*Worth knowing before the next talk*"
        assert not {"tel:+12125550122", "*Voicemail*"} & set(re.split(r'[\n"]', json.dumps(payload(one(known)))))

    def test_long_words_are_cut_between_words(self) -> None:
        """A text over the limit ends with a whole word: half an escape would be shown raw."""
        long = card(trigger={"opener": "Say & " * 190, "talking_points": ("point & " * 40,) * 4})
        texts = [block["text"]["text"] for block in payload(one(long))["blocks"] if block["type"] == "section"]
        assert max(map(len, texts)) <= 3000
        assert any(text.endswith(("point…", "&amp;…")) for text in texts)

    def test_what_is_filed_and_not_yet_in_the_news_says_so(self) -> None:
        """Nobody tells a prospect of news that only a register has."""
        filed = replace(card(), filed="Filed, not yet in the news: WARN notices, Ohio")
        assert "Filed, not yet in the news" in json.dumps(payload(one(filed)))


class TestWebhook:
    def settings(self, receiver: Receiver) -> dict[str, Any]:
        return {"url": SecretStr(f"{receiver.url}/in"), "secret": SecretStr(SECRET)}

    def test_a_receiver_can_verify_what_it_gets(self, receiver: Receiver, open_one: Open) -> None:
        """The signature holds by the Standard Webhooks library, and the id is the delivery's."""
        open_one("webhook", **self.settings(receiver)).send(one())
        ((headers, body),) = receiver.got
        sent = Webhook(SECRET).verify(body, headers)
        assert headers["webhook-id"] == one().id
        assert sent["type"] == "callnow.trigger"
        assert sent["data"]["contact"]["email"] == "dana.reyes@example.com"
        assert sent["data"]["contact"]["phone"] == "+12125550122"
        assert sent["data"]["task"]["priority"] == "high"
        assert sent["data"]["card"]["link"] == "https://wire.example.com/orbit-foods-cio"

    def test_a_retry_is_the_same_message(self, receiver: Receiver, open_one: Open) -> None:
        """A repeat has the same id and the same body, so that a receiver with a key keeps one."""
        channel = open_one("webhook", **self.settings(receiver))
        channel.send(one())
        channel.send(one())
        (first, body), (second, again) = receiver.got
        assert (first["webhook-id"], body) == (second["webhook-id"], again)

    def test_a_digest_holds_its_items(self, receiver: Receiver, open_one: Open) -> None:
        """A digest is one message with an item a card, each under its own subject, and what it notes at its end."""
        digest = message_for("digest-1", [card(), bare_card()], "digest", ["No news from Orbit Foods itself"])
        open_one("webhook", **self.settings(receiver)).send(digest)
        sent = json.loads(receiver.got[0][1])
        assert (sent["type"], len(sent["data"]["items"])) == ("callnow.digest", 2)
        assert receiver.got[0][0]["webhook-id"] == "digest-1"
        subjects = [item["subject"] for item in sent["data"]["items"]]
        assert [subject[:17] for subject in subjects] == ["Call Dana Reyes, ", "Worth knowing: No"]
        assert sent["data"]["notes"] == ["No news from Orbit Foods itself"]

    def test_what_a_crm_is_given_is_for_people_to_read(self, receiver: Receiver, open_one: Open) -> None:
        """An extension stands behind the number in words, and a filing says in the task that the press has it not."""
        filed = replace(card(prospect={"phone": "+12125550142;ext=204"}), filed="Filed, not yet in the news: Ohio")
        open_one("webhook", **self.settings(receiver)).send(one(filed))
        sent = json.loads(receiver.got[0][1])["data"]
        assert sent["contact"]["phone"] == "+12125550142 ext. 204"
        assert "\nFiled, not yet in the news: Ohio\n" in sent["task"]["body"]


class TestApprise:
    def test_each_address_is_a_channel_of_its_own(self, receiver: Receiver, surroundings: Surroundings) -> None:
        """Two addresses are two channels, whose names give nothing of them away; one that is down is known."""
        host = receiver.url.removeprefix("http://")
        urls = SecretStr(f"json://{host}/canary json://127.0.0.1:9/canary")
        channels = open_channels({"push": ChannelSettings(kind="apprise", url=urls)}, surroundings)
        up, down = channels.values()
        assert all(name.startswith("push/json-") and "canary" not in name for name in channels)
        up.send(one())
        sent = json.loads(receiver.got[0][1])
        assert sent["title"].startswith("Call Dana Reyes")
        assert "+1 212-555-0122" in sent["message"]
        with pytest.raises(ChannelError, match="cannot be reached") as caught:
            down.send(one())
        assert not caught.value.lasting

    @pytest.mark.parametrize(("status", "lasting"), [(500, False), (429, False), (404, False), (410, True)])
    def test_the_receivers_status_counts(self, receiver: Receiver, open_one: Open, status: int, lasting: bool) -> None:
        """What the service answered is told and decides whether it is tried again."""
        receiver.script = [(status, {}, 0)]
        channel = open_one("apprise", url=SecretStr(f"json://{receiver.url.removeprefix('http://')}/"))
        with pytest.raises(ChannelError, match=f"answered {status}") as caught:
            channel.send(one())
        assert caught.value.lasting is lasting

    def test_what_is_too_long_for_the_receiver_comes_in_parts(self, receiver: Receiver, open_one: Open) -> None:
        """A digest that a chat refuses for its length arrives whole in several messages; a short one is refused."""
        channel = open_one("apprise", url=SecretStr(f"mmost://{receiver.url.removeprefix('http://')}/token123456"))
        receiver.script = [(400, {}, 0)]
        channel.send(many(*(numbered(n, name=f"Person {n}", why="because " * 45) for n in range(20))))
        whole, *parts = [json.loads(body)["text"] for _, body in receiver.got]
        assert len(whole) > 4000
        assert len(parts) > 1
        assert all(len(part) <= 4000 for part in parts)
        assert re.findall(r"Person \d+,", " ".join(parts)) == [f"Person {n}," for n in range(20)]
        receiver.script = [(400, {}, 0)]
        with pytest.raises(MessageRefused):
            channel.send(one())

    def test_no_redirect_is_followed(self, receiver: Receiver, open_one: Open, surroundings: Surroundings) -> None:
        """An answer that points elsewhere is the answer: the alert goes where the setting says or nowhere."""
        receiver.script = [(302, {"Location": f"{receiver.url}/elsewhere"}, 0), (307, {"Location": receiver.url}, 0)]
        channel = open_one("apprise", url=SecretStr(f"json://{receiver.url.removeprefix('http://')}/"))
        for _ in range(2):
            with pytest.raises(ChannelError, match=r"answered 30[27]"):
                channel.send(one())
        assert len(receiver.got) == 2

    @pytest.mark.parametrize("down", [("::1",), ("127.0.0.2", "::1")])
    def test_the_next_address_is_tried_if_one_is_down(
        self, down: tuple[str, ...], receiver: Receiver, surroundings: Surroundings
    ) -> None:
        """As where a network speaks no IPv6; where all are down, that is told and tried again."""
        port = receiver.url.rpartition(":")[2]
        settings = {"push": ChannelSettings(kind="apprise", url=SecretStr(f"json://no-such-name.invalid:{port}/"))}
        around = replace(surroundings, allowed={f"no-such-name.invalid:{port}"})
        for addresses in ((*down, "127.0.0.1"), down):
            channels = open_channels(settings, replace(around, resolver=leading_to(*addresses)))
            (channel,) = channels.values()
            with nullcontext() if "127.0.0.1" in addresses else pytest.raises(ChannelError, match="cannot be reached"):
                channel.send(one())
        assert len(receiver.got) == 1

    def test_an_address_is_checked_when_it_is_connected_to(
        self, receiver: Receiver, surroundings: Surroundings
    ) -> None:
        """A name that turns out private today is refused before a byte leaves, and tried again later."""
        url = SecretStr(f"json://{receiver.url.removeprefix('http://')}/")
        settings = {"push": ChannelSettings(kind="apprise", url=url)}
        (channel,) = open_channels(settings, replace(surroundings, allowed=frozenset())).values()
        with pytest.raises(ChannelError, match="no public address") as caught:
            channel.send(one())
        assert not caught.value.lasting
        assert receiver.got == []
        assert requests.get(receiver.url, timeout=5).status_code  # others that use requests are left alone
