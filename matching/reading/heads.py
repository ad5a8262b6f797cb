"""The heads of the reader over the encoder's states: small matrix products in numpy, for one text at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Span = tuple[int, int]


class Heads:
    """The heads, made from their weights by name (see training.model). States are float32 [pieces, width]."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}

    @property
    def cases(self) -> np.ndarray:
        """The vector of each letter case, [cases, width], added to those of the word pieces."""
        return self._w["cases"]

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"])

    def organisations(self, states: np.ndarray) -> np.ndarray:
        """Probability of each organisation tag, [pieces, tags]."""
        return softmax(self._linear("organisations", states))

    def group(self, states: np.ndarray, mentions: Sequence[Span]) -> np.ndarray:
        """The state of one organisation from the pieces of its mentions, [width]."""
        own = np.concatenate([states[first:last] for first, last in mentions])
        pooled = np.concatenate([own.mean(0), own.max(0), states[0]])
        return np.asarray(np.maximum(self._linear("pool", pooled), 0))

    def types(self, group: np.ndarray) -> np.ndarray:
        """Probability that the organisation announces each type, [types]; several may hold."""
        return np.asarray(1 / (1 + np.exp(-self._linear("types", group))))

    def asked(self, states: np.ndarray, group: np.ndarray, kind: int, person: Sequence[Span] = ()) -> np.ndarray:
        """The state of one query, [query]."""
        state = group + self._w["type_state.weight"][kind]
        if person:
            named = np.concatenate([states[first:last] for first, last in person]).mean(0)
            state = state + self._linear("person", named)
        return np.asarray(self._linear("query", state))

    def tokens(self, states: np.ndarray) -> np.ndarray:
        """What `slots` takes of each piece, the same for all queries of a text, [pieces, query]."""
        return self._linear("token", states)

    def near(self, organisation: np.ndarray, person: np.ndarray) -> np.ndarray:
        """What the distance to the organisation and to the person asked for adds to each piece, [pieces, query]."""
        near = self._w["near_organisation.weight"][organisation] + self._w["near_person.weight"][person]
        return np.asarray(near)

    def slots(self, tokens: np.ndarray, asked: np.ndarray, near: np.ndarray) -> np.ndarray:
        """Probability of each slot tag, [pieces, tags]."""
        tags = self._linear("slots", np.maximum(tokens + asked + near, 0))
        return softmax(tags + (tokens * asked) @ self._w["product.weight"].T)

    def certainty(self, asked: np.ndarray) -> np.ndarray:
        """Probability of each certainty, [certainties]."""
        return softmax(self._linear("certainty", np.maximum(asked, 0)))


def softmax(x: np.ndarray) -> np.ndarray:
    """Along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))
