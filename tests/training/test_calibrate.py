"""What a probability means is fitted on labels: weights that tell right from wrong, thresholds that keep a promise."""

from __future__ import annotations

import random
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.event_features import EventFeatures
from matching.reading.calibration import NEVER
from training.calibrate import JudgedEvent, fit, in_folds, judged, logistic, lowest


def made(rng: random.Random, kind: str = "layoffs") -> list[JudgedEvent]:
    """Candidates of which those that both give are nearly always right, others as often as the reader says."""
    found = []
    for n in range(1500):
        by_grammar, by_reader = rng.random() < 0.5, rng.random()
        right = rng.random() < (0.5 + by_reader / 2 if by_grammar else by_reader)
        event = CompanyEvent(f"e{n}", f"a{n}", kind, "Orbel")
        features = EventFeatures(kind, by_grammar=0.9 if by_grammar else None, by_reader=by_reader)
        found.append(JudgedEvent(f"a{n}", event, features, right))
    return found


def test_weights_are_those_that_made_the_labels() -> None:
    """Newton's method finds the weights that right and wrong were drawn from."""
    rng = np.random.default_rng(3)
    rows = np.column_stack([np.ones(20_000), rng.normal(size=20_000)])
    right = (rng.random(20_000) < 1 / (1 + np.exp(-(rows @ [0.5, 2.0])))).astype(float)
    assert logistic(rows, right) == pytest.approx([0.5, 2.0], abs=0.1)


def test_a_probability_is_how_often_such_an_event_is_right() -> None:
    """Fitted on some items, the probabilities of others come true."""
    events = made(random.Random(1))
    ((part, calibration), *_) = in_folds([one.item for one in events], events, 3)
    held = [one for one in events if one.item in part]
    given = np.array([calibration.probability(one.features.numbers()) for one in held])
    right = np.array([bool(one.right) for one in held])
    for low, high in ((0.0, 0.4), (0.4, 0.7), (0.7, 1.0)):
        inside = (given >= low) & (given < high)
        assert right[inside].mean() == pytest.approx(given[inside].mean(), abs=0.1)


def test_open_events_teach_nothing() -> None:
    """Candidates that the labels leave open change neither weights nor thresholds."""
    found = made(random.Random(2))
    opened = [replace(one, right=None) for one in found[:300]]
    assert fit([*found, *opened]) == fit(found)


def test_the_threshold_is_the_lowest_that_keeps_the_promise() -> None:
    """Where no probability keeps it, the type is never sure; few examples of its own lean on those of like types."""
    sure = [(0.9, True)] * 100 + [(0.6, True)] * 60 + [(0.6, False)] * 40
    assert 0.6 < lowest(sure, sure, 0.97) <= 0.9
    assert lowest([(0.9, False)] * 50, sure, 0.97) == NEVER
    assert lowest([], sure, 0.97) == lowest(sure, sure, 0.97)


def test_an_event_is_judged_by_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """Right where a firm label agrees, wrong where none does, open where the label is implied or the item doubtful."""
    score: Any = SimpleNamespace(
        family=lambda kind: kind,
        DOUBTFUL={"layoffs"},
        same_company=lambda a, b: a == b,
        other_name=lambda a, b, orgs: False,
        same_person=lambda a, b: True,
    )
    event = CompanyEvent("e", "a", "layoffs", "Orbel")
    label = {"type": "layoffs", "company": "Orbel"}
    assert judged({"events": [label]}, event, score) is True
    assert judged({"events": [label | {"company": "Tessaly"}]}, event, score) is False
    assert judged({"events": [label | {"implied": True}]}, event, score) is None
    assert judged({"events": [], "doubtful": True}, event, score) is None
    assert judged({"events": [label | {"planning": "rumoured"}]}, event, score) is False
    assert judged({"events": []}, replace(event, certainty=Certainty.DENIED), score) is None
