"""A class is called as no other is, so that a name met anywhere means one thing."""

from __future__ import annotations

import ast
from collections import defaultdict

from callnow.paths import ROOT

PACKAGES = ("callnow", "sources", "matching", "delivery", "flows", "training")


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(str(file.relative_to(ROOT)))
    assert len(places) > 100
    assert {name: files for name, files in places.items() if len(files) > 1} == {}
