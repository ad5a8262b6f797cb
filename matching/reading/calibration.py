"""How probable an event is, by its features (matching.detection.event_features), and from where it counts.

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

NEVER = 1.01  # a threshold that no probability reaches


def log_odds(probability: float) -> float:
    """The log-odds of a probability, within those of 0.005 and 0.995."""
    given = min(max(probability, 0.005), 0.995)
    return math.log(given / (1 - given))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of an event's features, and two thresholds for each event type: of notice, and of a call."""

    intercept: float
    weights: Mapping[str, float]
    types: Mapping[str, tuple[float, float]]

    @classmethod
    def of_reader_alone(cls, threshold: float = 0.5) -> Calibration:
        """The reader's own probabilities, with one threshold for everything."""
        types = {name.partition(":")[0]: (threshold, threshold) for name in TYPES}
        return cls(intercept=0.0, weights={"reader": 1.0}, types=types)

    def probability(self, features: Mapping[str, float]) -> float:
        """How probable an event is, by its features (see matching.detection.event_features)."""
        parts = (self.weights.get(name, 0.0) * value for name, value in features.items())
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
            f"cannot be used: {error}", where=str(file), hint="install callnow again, or bring the file back"
        ) from None
    return Calibration(intercept, weights, types)
