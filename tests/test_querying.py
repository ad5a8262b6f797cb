"""docs/querying.md names every value of the columns that hold one of a closed list, and no other."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from callnow.paths import ROOT
from callnow.setting_tables.calls import TierName
from callnow.terms import Certainty, ContactKind, FailureKind, TriggerKind, TriggerState
from matching.event_types import event_types
from matching.role_table import FUNCTIONS
from sources.kinds import feed_kinds

HOW_TO = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
TABLE = HOW_TO.partition("closed list:")[2].partition("\n\nA sum")[0]
ROWS = dict(re.findall(r"^\| (`\w+`[^|]*?) \| (.+?) \|$", TABLE, re.M))
STATES = [state.value for state in TriggerState]
CLOSED = {
    "`type`, `event`": [*event_types(), "follow_up", "record_stale"],
    "`planning`": list(Certainty),
    "`function`": FUNCTIONS,
    "`tier` of a call": get_args(TierName),
    "`kind` of a call": list(TriggerKind),
    "`state`": STATES,
    "`became`": ["waits", "put off", "paused", "expired", *(s.replace("_", " ") for s in STATES[2:])],
    "`kind` of a touch, `answered_by`, `last_contact_by`": list(ContactKind),
    "`kind` of a feed": feed_kinds(),
    "`error_class`": list(FailureKind),
}


@pytest.mark.parametrize("column", CLOSED)
def test_each_value_is_named(column: str) -> None:
    """A value that is added to the code is added to the how-to."""
    named = re.sub(r"; `event` of a call also", ",", ROWS[column]).split(", ")
    assert sorted(named) == sorted(CLOSED[column])
