"""docs/running.md tells of every kind of channel what it needs, and every setting of a channel, with its default."""

from __future__ import annotations

import re

import pytest

from callnow.paths import ROOT
from callnow.settings import ChannelSettings
from delivery.channels import channel_module, kinds

CHANNELS = (ROOT / "docs" / "running.md").read_text(encoding="utf-8").partition("## Channels")[2].partition("\n## ")[0]
ROWS = {row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| (.*?) ?\| (.*?) ?\|$", CHANNELS, re.M)}


@pytest.mark.parametrize("kind", kinds())
def test_what_a_kind_needs(kind: str) -> None:
    """Each setting that a kind cannot do without stands in its row."""
    assert re.findall(r"`(url|secret|path|host|sender|recipients)`", ROWS[kind][0]) == list(channel_module(kind).NEEDS)


def test_every_setting_of_a_channel() -> None:
    """Each is named: what only some kinds take beside their needs, what all take in a row of its own."""
    named = set(re.findall(r"`(\w+)`", CHANNELS))
    assert set(ChannelSettings.model_fields) - {"kind"} <= named


@pytest.mark.parametrize("setting", ["tiers", "types", "functions", "owners", "quiet_hours", "digest_at", "daily_cap"])
def test_defaults(setting: str) -> None:
    """What is told as the default is it."""
    default = ChannelSettings.model_fields[setting].default
    told = {(): "all", "": "none", 0: "0: none", ("call_now",): '`["call_now"]`'}
    assert ROWS[setting][0] == told[default]
