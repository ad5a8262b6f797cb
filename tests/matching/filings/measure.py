"""Items 5.02 of our own writing, and how many of their changes are read: precision and recall.

python -m tests.matching.filings.measure [develop|apart] [--misses]
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from matching.detection.measuring import interval
from matching.event_types import family
from matching.filings.officers import officer_changes

FOLDER = Path(__file__).parent
FILED_ON = date(2026, 11, 26)


def measure(name: str) -> tuple[Counter[str], list[str]]:
    """How many changes of the items in `name`.toml were right, wrong and missed, and each that was not right.

    A change is right where its family (to be promoted is to be hired) and the person are and one of the two posts is a
    part of the other.
    """
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for item in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["item"]:
        owed, may = set(item["owed"]), set(item.get("may", ()))
        for change in officer_changes(item["text"], item["filer"], FILED_ON):
            line = f"{change.type} | {change.person} | {change.role}"
            if hit := next((one for one in owed if _same(one, line)), None):
                owed.remove(hit)
                counts["right"] += 1
            elif not any(_same(one, line) for one in may):
                counts["wrong"] += 1
                misses.append(f"wrong   {item['filer']}: {line}")
        counts["missed"] += len(owed)
        misses += [f"missed  {item['filer']}: {one}" for one in sorted(owed)]
    return counts, misses


def _same(one: str, other: str) -> bool:
    (kind, person, post), (kind2, person2, post2) = one.split(" | "), other.split(" | ")
    posts = post.casefold(), post2.casefold()
    return (
        family(kind) == family(kind2)
        and person == person2
        and bool(post2)
        and (posts[0] in posts[1] or posts[1] in posts[0])
    )


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or ["develop", "apart"]
    for name in names:
        counts, misses = measure(name)
        found, owed = counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
        for what, of in (("precision", found), ("recall", owed)):
            low, high = interval(counts["right"], of)
            share = counts["right"] / max(of, 1)
            print(f"{name:8} {what:9} {share:.3f} ({low:.3f}–{high:.3f}), {counts['right']} of {of}")
        if "--misses" in sys.argv:
            print("\n".join(misses))


if __name__ == "__main__":
    main()
