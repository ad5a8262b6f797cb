"""Swap the names of organisations and persons between items, so that the model learns contexts and not names."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from matching.reading.names import group_names
from training.dataset import Item


class Names:
    """The organisations and persons of the training items, to draw other names from."""

    def __init__(self, items: Sequence[Item]) -> None:
        shortest = (min(group, key=len) for item in items for group in group_names(item["orgs"]))
        self.organisations = sorted({name for name in shortest if 3 < len(name) < 40 and name[0].isupper()})
        persons = (event.get("person", "") for item in items for event in item["events"])
        self.persons = sorted({name for name in persons if len(name.split()) == 2})

    def swap(self, item: Item, rng: random.Random, share: float) -> Item:
        """The item with each of its names replaced by another with probability `share`, labels and all."""
        new: dict[str, str] = {}
        companies = [event["company"] for event in item["events"]]
        for group in group_names([*item["orgs"], *companies]):
            short = min(group, key=len)
            if rng.random() < share and all(name.startswith(short) for name in group):
                other = rng.choice(self.organisations)
                new |= {name: other + name[len(short) :] for name in group}
        for person in sorted({e["person"] for e in item["events"] if len(e.get("person", "").split()) == 2}):
            if rng.random() < share and person not in new:
                other = rng.choice(self.persons)
                new |= {person: other, person.split()[-1]: other.split()[-1]}
        return replaced(item, new) if new else item


def replaced(item: Item, new: dict[str, str]) -> Item:
    """The item with whole words replaced everywhere, in text and labels alike."""
    longest_first = sorted(new, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def put(text: str) -> str:
        return pattern.sub(lambda found: new[found.group()], text)

    kept = {"type", "planning", "side", "implied"}
    events = [{k: v if k in kept else put(v) for k, v in event.items()} for event in item["events"]]
    texts = {name: put(item[name]) for name in ("title", "body")}
    return item | texts | {"orgs": [put(name) for name in item["orgs"]], "events": events}
