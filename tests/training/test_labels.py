"""Labels on texts: as places and back, with other names, as what the model is to answer."""

from __future__ import annotations

import random
from typing import Any

import pytest

from callnow.errors import DataFileError
from matching.reading.labels import SLOTS, TARGET, TYPES, begin_tag
from tests.matching.small_tokenizer import small_tokenizer
from training.dataset import make_example, varied
from training.swapping import Names
from training.wire import lead, to_places, to_words

ITEM: dict[str, Any] = {
    "id": "news:7",
    "title": "Orbel to acquire Tavrick",
    "body": "Orbel Corp. agreed to acquire Tavrick Medical for $9 million. Úna Lang, chief, moves from Orbel as CEO.",
    "orgs": ["Orbel", "Tavrick", "Orbel Corp.", "Tavrick Medical"],
    "events": [
        {"type": "acquisition", "company": "Orbel", "planning": "announced", "side": "acquirer",
         "counterparty": "Tavrick Medical", "amount": "$9 million"},
        {"type": "acquisition", "company": "Tavrick Medical", "planning": "announced", "side": "target",
         "counterparty": "Orbel"},
        {"type": "executive_departed", "company": "Orbel", "planning": "done", "person": "Úna Lang", "role": "chief",
         "implied": True},
    ],
}  # fmt: skip


def test_labels_survive_the_way_to_places_and_back() -> None:
    """What is kept of a text that is not ours is numbers; with the text they are the same labels again."""
    line = to_places(ITEM, ITEM)
    assert "Orbel" not in str(line)
    back = to_words({k: ITEM[k] for k in ("id", "title", "body")}, line)
    assert back["events"] == ITEM["events"]
    assert back["orgs"] == ITEM["orgs"]


def test_labels_of_another_text_are_refused() -> None:
    with pytest.raises(DataFileError, match="another text"):
        to_words(ITEM | {"title": "Something else"}, to_places(ITEM, ITEM))


def test_a_lead_ends_with_a_sentence() -> None:
    body = "One sentence that goes on for a while, as leads do. " * 30
    assert lead(body).endswith("do.")
    assert 250 < len(lead(body)) <= 620
    assert lead("short\n text") == "short text"


def test_an_example_asks_for_each_organisation_and_event() -> None:
    """Two organisations with two sides of a deal; an implied event neither taught nor forbidden, its slots taught."""
    example = make_example(ITEM, small_tokenizer())
    assert len(example.groups) == 2
    orbel, tavrick = example.groups
    assert [TYPES[n] for n in orbel.types.nonzero()[0]] == ["acquisition"]
    assert [TYPES[n] for n in tavrick.types.nonzero()[0]] == [TARGET]
    assert orbel.counted[TYPES.index("executive_departed")] == 0
    about = [(TYPES[q.type], bool(q.person)) for q in example.queries]
    assert about == [
        ("acquisition", False), ("executive_departed", False), ("executive_departed", True), (TARGET, False)
    ]  # fmt: skip
    amount = int((example.queries[0].tags.argmax(-1) == begin_tag(SLOTS.index("amount"))).argmax())
    assert example.pieces.text[example.pieces.starts[amount] :].startswith("$9")


def test_a_varied_example_asks_the_same() -> None:
    """Letter case and false organisations change what is seen, never an answer; the example itself stays."""
    example = make_example(ITEM, small_tokenizer())
    cases = example.pieces.cases.copy()
    for seed in range(40):
        other = varied(example, random.Random(seed))
        assert other.groups[:2] == example.groups
        assert not any(group.types.any() for group in other.groups[2:])
        assert other.queries == example.queries
    assert (example.pieces.cases == cases).all()
    assert len(example.groups) == 2


def test_names_are_swapped_in_text_and_labels_alike() -> None:
    """With other names every label still stands in its text, and the long name still begins with the short one."""
    other = {"orgs": ["Velm Works"], "events": [{"type": "hiring", "company": "Velm Works", "person": "Ada Brook"}]}
    swapped = Names([other]).swap(ITEM, random.Random(1), share=1.0)
    text = f"{swapped['title']}\n{swapped['body']}"
    assert "Orbel" not in text
    assert "Ada Brook" in text
    assert all(org in text for org in swapped["orgs"])
    assert all(value in text for e in swapped["events"] for k, value in e.items() if k in ("company", "person", "role"))
