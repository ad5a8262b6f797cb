"""Event types: one file each, strictly read, every example run."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.model import Announcement, CompanyEvent
from matching.event_types import (
    FIELD_OF,
    FOLDER,
    Example,
    RefusedExample,
    event_types,
    family,
    load_event_types,
    type_of,
)
from matching.grammar.detect import detect
from matching.reading.labels import TYPES as LABELS

TYPES = sorted(event_types())
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


def announce(example: RefusedExample) -> Announcement:
    return Announcement(
        id="x", source="test", title=example.title, text=example.text, url="https://example.com/x",
        published_at=NOW, fetched_at=NOW,
    )  # fmt: skip


def examples(kind: str) -> Iterator[object]:
    for name, event_type in event_types().items():
        for number, example in enumerate(getattr(event_type, kind), start=1):
            yield pytest.param(name, example, id=f"{name}-{number}")


def slot(event: CompanyEvent, name: str) -> str:
    return str(getattr(event, FIELD_OF.get(name, name)))


def test_what_the_reader_tells_apart_has_its_file() -> None:
    """No type that the reader was trained on is without a file; an acquisition's target is its own class there."""
    assert {name.partition(":")[0] for name in LABELS} <= set(TYPES)


def test_types_by_which_one_event_goes_are_counted_alike() -> None:
    """An event asks for a call, or does not, whichever of its family's types a wire calls it by."""
    families = {name for name in TYPES if family(name) != name}
    assert families
    for name in families:
        one, other = event_types()[name], event_types()[family(name)]
        assert (one.call_now, bool(one.about_people)) == (other.call_now, bool(other.about_people)), name
        assert not one.identity, f"{name} is told as {family(name)}, whose slots count"


def test_what_says_who_an_event_is_about_says_which_it_is() -> None:
    """Events about people are told apart by the person."""
    for name in TYPES:
        if event_types()[name].about_people:
            assert event_types()[family(name)].identity == {"person": "person"}, name


@pytest.mark.parametrize("name", TYPES)
def test_every_type_comes_with_examples(name: str) -> None:
    """A type has at least six examples to detect, each with an event of the type, and four to refuse."""
    event_type = event_types()[name]
    assert len(event_type.examples_detect) >= 6
    assert len(event_type.examples_refuse) >= 4
    assert all(any(e["type"] == name for e in x.events) for x in event_type.examples_detect)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_near_to_some_function(name: str) -> None:
    """A type says which functions of prospects it concerns, and how much."""
    assert max(event_types()[name].functions.values()) >= 0.7


@pytest.mark.parametrize(("name", "example"), [*examples("examples_detect")])
def test_example_is_detected(name: str, example: Example) -> None:
    """An example to detect gives its events, with the slots it names, and no other."""
    found = detect(announce(example))
    assert sorted((e.type, e.company) for e in found) == sorted((e["type"], e["company"]) for e in example.events)
    for wanted in example.events:
        assert any(all(slot(e, key) == value for key, value in wanted.items()) for e in found), wanted


@pytest.mark.parametrize(("name", "example"), [*examples("examples_refuse")])
def test_example_is_refused(name: str, example: RefusedExample) -> None:
    """An example to refuse gives no event of the type that is neither rumoured nor denied."""
    found = [e for e in detect(announce(example)) if e.type == name and e.certainty not in {"rumoured", "denied"}]
    assert found == []


def test_types_travel_between_processes() -> None:
    """A type can be pickled: workers get it as it is."""
    event_type = event_types()["layoffs"]
    assert pickle.loads(pickle.dumps(event_type)) == event_type


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('label = "Layoffs"', 'label = ""', "line 1, label", "empty"),
        ("call_now = true", 'call_now = "yes"', "line 2, call_now", "must be true or false, not 'yes'"),
        ("urgency = 1.0", "urgency = 3", "line 3, urgency", "must be less than or equal to 1, not 3"),
        ("shelf_life_days = 60", "shelf_life_days = 0.5", "line 4, shelf_life_days", "must be a whole number, not 0.5"),
        ("shelf_life_days = 60", "", "shelf_life_days", "missing"),
        ("silent_days = 5", "silent_days = -1", "line 5, silent_days", "must be greater than or equal to 0, not -1"),
        ('from = "place"', 'form = "place"', "line 6, identity.form", "no slot of an event"),
        ('from = "place"', 'from = "town"', "line 6, identity.from", "must be 'person', 'company', 'place'"),
        ("silent_days = 5", 'stale = "gone"', "line 5, stale", "must be 'renamed', 'target acquired'"),
        ("silent_days = 5", 'about_people = "hops"', "line 5, about_people", "must be 'joins', 'rises', 'leaves'"),
        ("silent_days = 5", 'told_as = "firing"', "told_as", "'firing' is not a type that others are told as"),
        ("hr = 1.0", "wizardry = 1.0", "functions.wizardry", "there is no function 'wizardry'"),
        ("hr = 1.0", "hr = 2", "functions.hr", "must be less than or equal to 1, not 2"),
        ("urgency = 1.0", "urgency = 1.0\nurgent = true", "line 4, urgent", "unknown key"),
        ("[verbs]", "[verbs]\nloud = ['SHOUT']", "verbs.loud 1", "not a phrase in lower case"),
        ("[[examples_refuse]]", "[[examples_refuse]]\nreason = 'x'", "examples_refuse 1, reason", "unknown key"),
        ('type = "layoffs", company', 'kind = "layoffs", company', "examples_detect 1, events 1", "not an event"),
        ("events = [{", "#", "examples_detect 1, events", "missing"),
        ("[functions]", "[functions", "line 8", "not TOML"),
    ],
)
def test_mistake_in_a_file_is_named(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    """A key that is unknown, missing or wrong is an error that names file, line and key, and what is accepted."""
    text = (FOLDER / "layoffs.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "layoffs.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_event_types(tmp_path)
    assert error.value.where.startswith(f"{path}, ")
    assert error.value.where.endswith(f", {where}")
    assert error.value.what.startswith(what)
    assert error.value.hint


def test_a_type_whose_file_is_gone_has_nothing_of_its_own() -> None:
    """Stored events outlive their type: they join no other, and say nothing of a record."""
    gone = type_of("company_shrunk")
    assert (gone.call_now, gone.identity, gone.stale, gone.about_people, family("company_shrunk")) == (
        False, {}, None, None, "company_shrunk"
    )  # fmt: skip
