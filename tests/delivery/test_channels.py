"""What every channel keeps."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from delivery_cards import NOW, WORKING, Open, card, many, numbered, one
from pydantic import SecretStr

from callnow.errors import ChannelError, SettingError
from callnow.settings import ChannelSettings
from delivery.channels import channel_module, kinds, open_channels
from delivery.message import Surroundings
from delivery.redact import files_of_channel, files_that_tell, redact_channel
from delivery.spellings import Spellings, spellings_of_name
from delivery.traces import Traces


class TestEveryChannel:
    def test_each_module_has_working_settings_here(self) -> None:
        """A new channel comes with settings that these tests can open it with."""
        assert set(kinds()) == set(WORKING)

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_people_can_be_taken_out_of_whatever_file_it_writes(
        self, kind: str, tmp_path: Path, surroundings: Surroundings
    ) -> None:
        """A channel that needs a path declares how some people are taken out of its files, and others stay."""
        settings = ChannelSettings(kind=kind, **WORKING[kind])
        files = files_of_channel(settings, tmp_path)
        assert bool(files) == ("path" in channel_module(kind).NEEDS)
        if not files:
            return
        stays = replace(numbered(2), name="Orla Quist", prospect_id="p2")
        (channel,) = open_channels({"desk": settings}, surroundings).values()
        channel.send(many(card(), stays))
        names = Spellings(tuple(spellings_of_name(card().name)))
        gone = Traces(frozenset({card().prospect_id}), frozenset({card().trigger_id}), names)
        assert files_that_tell(files, gone) == files
        assert sorted(redact_channel("desk", settings, tmp_path, gone, NOW)) == sorted(files)
        assert files_that_tell(files, gone) == []
        assert all("Orla Quist" in file.read_text(encoding="utf-8") for file in files)

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_each_opens_and_is_called_what_its_block_is_called(self, kind: str, surroundings: Surroundings) -> None:
        """A channel opens without connecting anywhere, and its name begins with its block's."""
        (opened,) = open_channels({"desk": ChannelSettings(kind=kind, **WORKING[kind])}, surroundings).items()
        name, channel = opened
        assert channel.name == name
        assert name.partition("/")[0] == "desk"

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_each_names_the_setting_it_lacks(self, kind: str, surroundings: Surroundings) -> None:
        """Without a setting that it needs, a channel is an error that names that setting and the variable for it."""
        for need in importlib.import_module(f"delivery.channels.{kind}").NEEDS:
            less = {key: value for key, value in WORKING[kind].items() if key != need}
            with pytest.raises(SettingError, match=rf"channels\.desk\.{need}: missing.*CALLNOW_CHANNELS__DESK__"):
                open_channels({"desk": ChannelSettings(kind=kind, **less)}, surroundings)

    def test_an_unknown_kind_is_named(self, surroundings: Surroundings) -> None:
        """A kind that no module has is an error that lists those there are."""
        with pytest.raises(SettingError, match=r"channels\.desk\.kind: no such kind of channel: 'pager'.*slack"):
            open_channels({"desk": ChannelSettings(kind="pager")}, surroundings)

    @pytest.mark.parametrize(
        ("kind", "wrong", "where"),
        [
            ("slack", {"url": SecretStr("hooks.slack.example")}, "url: not an http"),
            ("webhook", {"url": SecretStr("crm.example.com")}, "url: not an http"),
            ("webhook", {"secret": SecretStr("short")}, "secret: not a signing secret"),
            ("webhook", {"secret": SecretStr("whsec_***")}, "secret: not a signing secret"),
            ("apprise", {"url": SecretStr("nothing-that-apprise-knows")}, "url: not an address"),
            ("mail", {"recipients": ("nobody",)}, "recipients: not a mail address: 'nobody'"),
            ("mail", {"recipients": ("@",)}, "recipients: not a mail address: '@'"),
            ("mail", {"sender": "a@b.c\r\nBcc: x@evil.example"}, "sender: not a mail address"),
        ],
    )
    def test_a_wrong_setting_is_named(
        self, kind: str, wrong: dict[str, Any], where: str, surroundings: Surroundings
    ) -> None:
        """A setting that cannot work is found when settings are read, not when the first alert is lost."""
        with pytest.raises(SettingError, match=rf"channels\.desk\.{where}"):
            open_channels({"desk": ChannelSettings(kind=kind, **WORKING[kind] | wrong)}, surroundings)

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_files_hold_each_trigger_once(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """What was written before a crash and is sent again stands in the file once."""
        for _ in range(2):
            channel = open_one(kind, **WORKING[kind])
            channel.send(one(numbered(1)))
            channel.send(many(numbered(1), numbered(2)))
        files = list(tmp_path.iterdir())
        assert len(files) == (3 if kind == "feed" else 1)
        for file in files:
            for number in (1, 2):
                mark = "\nUID:" if kind == "calendar" else "urn:callnow:" if kind == "feed" else ""
                assert file.read_text(encoding="utf-8").count(f"{mark}{number:016x}") == 1, file

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_a_file_of_somebody_elses_is_not_overwritten(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """A file that holds something else is left as it is, and named."""
        path = tmp_path / WORKING[kind]["path"]
        path.write_bytes(b"shopping: \xff milk\n")
        with pytest.raises(ChannelError, match=r"calls\.\w+ .*move this one away"):
            open_one(kind, **WORKING[kind]).send(one())
        assert path.read_bytes() == b"shopping: \xff milk\n"

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_a_place_that_cannot_be_written_is_named(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """A folder where a file should be is an error with the path, and does not last."""
        file = tmp_path / WORKING[kind]["path"]
        file.mkdir()
        with pytest.raises(ChannelError, match=r"cannot use .*calls") as caught:
            open_one(kind, **WORKING[kind]).send(one())
        assert not caught.value.lasting
