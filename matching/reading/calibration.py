"""How probable an event is when grammar and reader have each said their word, and from where it counts.

The numbers are fitted on labelled texts that neither was made on (training.calibrate writes calibration.json).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from callnow.errors import DataFileError
from matching.reading.labels import TYPES

UNREAD = 0.02  # the reader's probability of an event that it does not list at all
NEVER = 1.01  # a threshold that no probability reaches


@dataclass(frozen=True, slots=True)
class Voices:
    """What speaks for an event, and against it.

    `by_grammar` is the weight of the frame that found it, `by_reader` the reader's probability; None where it was not
    found. `other_type` is the highest probability the reader gives another kind of event at this company, `elsewhere`
    this kind at another company. `grammar_elsewhere`: the grammar finds this kind only there; `grammar_speaks`:
    it finds anything at all. `unsure`: the event is told as a rumour or a denial;
    `doubted`: one of the two takes it for that, the other does not.
    """

    family: str
    by_grammar: float | None = None
    by_reader: float | None = None
    in_title: bool = False
    unsure: bool = False
    doubted: bool = False
    other_type: float = 0.0
    elsewhere: float = 0.0
    grammar_elsewhere: bool = False
    grammar_speaks: bool = False

    def features(self) -> dict[str, float]:
        """The numbers that a logistic model weighs, by name."""
        odds = log_odds(UNREAD if self.by_reader is None else self.by_reader)
        return {
            "reader": odds,
            "read": float(self.by_reader is not None),
            "grammar": float(self.by_grammar is not None),
            "both": odds * (self.by_grammar is not None),
            "frame": self.by_grammar or 0.0,
            "title": float(self.in_title),
            "unsure": float(self.unsure),
            "doubted": float(self.doubted),
            "other type": log_odds(self.other_type),
            "elsewhere": log_odds(self.elsewhere),
            "grammar elsewhere": float(self.grammar_elsewhere),
            "grammar speaks": float(self.grammar_speaks),
            f"type {self.family}": 1.0,
        }


def log_odds(probability: float) -> float:
    """The log-odds of a probability, within those of 0.005 and 0.995."""
    given = min(max(probability, 0.005), 0.995)
    return math.log(given / (1 - given))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of the voices, and two thresholds for each event type: of notice, and of a call."""

    intercept: float
    weights: Mapping[str, float]
    types: Mapping[str, tuple[float, float]]

    @classmethod
    def of_reader_alone(cls, threshold: float = 0.5) -> Calibration:
        """The reader's own probabilities, with one threshold for everything."""
        types = {name.partition(":")[0]: (threshold, threshold) for name in TYPES}
        return cls(intercept=0.0, weights={"reader": 1.0}, types=types)

    def probability(self, voices: Voices) -> float:
        """How probable an event is for which these voices speak."""
        parts = (self.weights.get(name, 0.0) * value for name, value in voices.features().items())
        return 1 / (1 + math.exp(-self.intercept - sum(parts)))

    def thresholds(self, event_type: str) -> tuple[float, float]:
        """From which probability an event of this type is told, and from which it may ask for a call."""
        return self.types.get(event_type, (NEVER, NEVER))


def load_calibration(file: Path) -> Calibration:
    """The calibration of `file`. Raises DataFileError where it is not as training.calibrate writes it."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        types = {name: (float(least), float(certain)) for name, (least, certain) in raw["types"].items()}
        weights = {name: float(weight) for name, weight in raw["weights"].items()}
        intercept = float(raw["intercept"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileError(
            f"cannot be used: {error}", where=str(file), mend="install callnow again, or bring the file back"
        ) from None
    return Calibration(intercept, weights, types)
