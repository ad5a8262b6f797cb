"""Event types: one file each, strictly read, every example run."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.model import Announcement, CompanyEvent
from matching.event_types import FOLDER, Example, event_types, load_event_type
from matching.grammar.detect import detect

TYPES = frozenset(
    [
        *("executive_hired", "executive_promoted", "executive_departed", "board_appointed", "headquarters_moved"),
        *("office_opened", "office_closed", "layoffs", "hiring", "acquisition", "merger", "divestiture", "funding"),
        *("ipo", "bankruptcy", "restructuring", "rebrand", "workplace_policy", "contract_won", "partnership"),
        *("product_launched", "award_won", "security_incident", "legal_action"),
    ]
)
CALL_NOW = frozenset(
    [
        *("executive_hired", "executive_promoted", "executive_departed", "headquarters_moved", "layoffs"),
        *("acquisition", "merger", "bankruptcy", "restructuring", "office_closed"),
    ]
)
SLOT_FIELDS = {"from": "origin", "to": "destination"}
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


def announce(example: Example) -> Announcement:
    return Announcement(
        id="x", source="test", title=example.title, text=example.text, url="https://example.com/x",
        published_at=NOW, fetched_at=NOW,
    )  # fmt: skip


def examples(kind: str) -> Iterator[object]:
    for name, event_type in event_types().items():
        for number, example in enumerate(getattr(event_type, kind), start=1):
            yield pytest.param(name, example, id=f"{name}-{number}")


def slot(event: CompanyEvent, name: str) -> str:
    return str(getattr(event, SLOT_FIELDS.get(name, name)))


def test_every_type_has_its_file() -> None:
    """There is a file for each type of event, and no other."""
    assert set(event_types()) == TYPES


def test_call_now_types_are_those_that_call_for_a_call() -> None:
    """The tier of each type is as agreed."""
    assert {name for name, t in event_types().items() if t.call_now} == CALL_NOW


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_comes_with_examples(name: str) -> None:
    """A type has at least six examples to detect, each with an event of the type, and four to refuse."""
    event_type = event_types()[name]
    assert len(event_type.examples_detect) >= 6
    assert len(event_type.examples_refuse) >= 4
    assert all(any(e["type"] == name for e in x.events) for x in event_type.examples_detect)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_is_near_to_some_function(name: str) -> None:
    """A type says which functions of prospects it concerns, and how much."""
    assert max(event_types()[name].functions.values()) >= 0.7


@pytest.mark.parametrize(("name", "example"), examples("examples_detect"))
def test_example_is_detected(name: str, example: Example) -> None:
    """An example to detect gives its events, with the slots it names, and no other."""
    found = detect(announce(example))
    assert sorted((e.type, e.company) for e in found) == sorted((e["type"], e["company"]) for e in example.events)
    for wanted in example.events:
        assert any(all(slot(e, key) == value for key, value in wanted.items()) for e in found), wanted


@pytest.mark.parametrize(("name", "example"), examples("examples_refuse"))
def test_example_is_refused(name: str, example: Example) -> None:
    """An example to refuse gives no event of the type that is neither rumoured nor denied."""
    found = [e for e in detect(announce(example)) if e.type == name and e.certainty not in {"rumoured", "denied"}]
    assert found == []


def test_types_travel_between_processes() -> None:
    """A type can be pickled: workers get it as it is."""
    event_type = event_types()["layoffs"]
    assert pickle.loads(pickle.dumps(event_type)) == event_type


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('label = "Layoffs"', 'label = ""', "layoffs.toml, label"),
        ("call_now = true", 'call_now = "yes"', "layoffs.toml, call_now"),
        ("urgency = 1.0", "urgency = 3", "layoffs.toml, urgency"),
        ("shelf_life_days = 60", "shelf_life_days = 0.5", "layoffs.toml, shelf_life_days"),
        ("shelf_life_days = 60", "", "layoffs.toml, shelf_life_days"),
        ("hr = 1.0", "wizardry = 1.0", "layoffs.toml, functions.wizardry"),
        ("hr = 1.0", "hr = 2", "layoffs.toml, functions.hr"),
        ("urgency = 1.0", "urgency = 1.0\nurgent = true", "layoffs.toml, urgent"),
        ("[verbs]", "[verbs]\nloud = ['SHOUT']", "layoffs.toml, verbs.loud"),
        ("[[examples_refuse]]", "[[examples_refuse]]\nreason = 'x'", "layoffs.toml, examples_refuse 1"),
        ('type = "layoffs", company', 'kind = "layoffs", company', "layoffs.toml, examples_detect 1"),
        ("[functions]", "[functions", "layoffs.toml"),
    ],
)
def test_mistake_in_a_file_is_named(tmp_path: Path, old: str, new: str, where: str) -> None:
    """A key that is unknown, missing or wrong is an error that names file and key."""
    text = (FOLDER / "layoffs.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "layoffs.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_event_type(path)
    assert error.value.where == where
