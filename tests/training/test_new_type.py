"""A reader goes on learning a type that it did not know, from as many examples as are asked for."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (extra: train)")
transformers = pytest.importorskip("transformers", reason="transformers is not installed (extra: train)")


def item(id: str, *types: str) -> dict[str, Any]:
    """A labelled text that announces these types."""
    events = [{"type": kind, "company": "Orbel", "planning": "done"} for kind in types]
    return {"id": id, "title": "Orbel", "body": "", "orgs": ["Orbel"], "events": events, "part": "train"}


def test_so_many_examples_of_each_type() -> None:
    """Of two types no more than asked for of each; a text with both counts once, one with neither is none."""
    from training.new_type import examples_of

    items = [
        item("a"),
        item("b", "layoffs", "funding"),
        item("c", "layoffs"),
        item("d", "funding"),
        item("e", "layoffs"),
    ]
    assert [one["id"] for one in examples_of(items, ("layoffs", "funding"), 1)] == ["b", "d"]
    assert [one["id"] for one in examples_of(items, ("layoffs", "funding"), 9)] == ["b", "c", "d", "e"]


def test_both_sides_of_a_deal_are_types_of_their_own() -> None:
    """An acquisition that is told of its target is no acquisition that is told of its buyer."""
    from training.new_type import announces

    target = item("a")
    target["events"] = [{"type": "acquisition", "side": "target", "company": "Orbel", "planning": "done"}]
    assert announces(target, ("acquisition:target",))
    assert not announces(target, ("acquisition",))


def test_weights_that_know_fewer_types_begin_a_reader_of_more() -> None:
    """What they know stays, in their order; a type at the end, or one to be learnt anew, begins as the model does."""
    from training.model import TYPE_ROWS, TorchReader, load_weights, with_new_types

    def reader() -> TorchReader:
        size = {"hidden_size": 24, "num_hidden_layers": 1, "num_attention_heads": 12, "intermediate_size": 8}
        return TorchReader(
            transformers.BertModel(transformers.BertConfig(vocab_size=9, **size), add_pooling_layer=False)
        )

    known, begun = reader().state_dict(), reader()
    own = {name: begun.state_dict()[name].clone() for name in TYPE_ROWS}
    fewer = known | {name: known[name][:-1] for name in TYPE_ROWS}
    anew = with_new_types(fewer, begun, anew=[3])
    load_weights(begun, fewer)
    for name in TYPE_ROWS:
        assert torch.equal(begun.state_dict()[name], torch.cat([known[name][:-1], own[name][-1:]]))
        assert torch.equal(anew[name][3], own[name][3])
        assert torch.equal(anew[name][4], known[name][4])
    assert torch.equal(begun.state_dict()["pool.weight"], known["pool.weight"])


def test_no_share_leaves_out_what_is_new(tmp_path: Path) -> None:
    """A tenth of what was labelled before, and all of the labels of a new type."""
    from training.dataset import FILES
    from training.train import labelled_items

    lines = [json.dumps(item(f"old {n}")) for n in range(20)]
    for name in FILES:
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) if name == FILES[0] else "", encoding="utf-8")
    new = tmp_path / "new.jsonl"
    new.write_text(json.dumps(item("new", "rebrand")), encoding="utf-8")
    options = Namespace(gold=tmp_path, more=[], new=[new], wire=tmp_path, seed=1, share=0.1)
    ids = [one["id"] for one in labelled_items(options)]
    assert len(ids) == 3
    assert ids[-1] == "new"
