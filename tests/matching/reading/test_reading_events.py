"""Events are made of the heads' answers: rivals told apart, persons one event each, the best of several places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.reading import reader as reader_module
from matching.reading.events import company_name, read_text
from matching.reading.heads import Heads, softmax
from matching.reading.labels import (
    CERTAINTIES,
    ORGANISATION_TAGS,
    SLOT_TAGS,
    SLOTS,
    TARGET,
    TYPES,
    begin_tag,
    inside_tag,
)
from matching.reading.mentions import NEAR, nearness, tagged_spans
from matching.reading.pieces import Case, Pieces, to_pieces
from matching.reading.reader import WordVectors, encoder_inputs, load_reader, shipped_reader
from tests.matching.small_tokenizer import small_tokenizer


class Scripted(Heads):
    """Heads that answer by words of the text in place of states; everything behind them is the real code."""

    def __init__(self, pieces: Pieces, company: str, types: dict[str, float], slots: dict[str, list[str]]) -> None:
        super().__init__({})
        self._pieces, self._company, self._types, self._slots = pieces, company, types, slots
        self.asked_for: list[int] = []

    def organisations(self, states: np.ndarray) -> np.ndarray:
        return self._tags(ORGANISATION_TAGS, {(1, 2): [self._company]})

    def group(self, states: np.ndarray, mentions: Any) -> np.ndarray:
        return states[0]

    def types(self, group: np.ndarray) -> np.ndarray:
        return np.array([self._types.get(name, 0.0) for name in TYPES])

    def asked(self, states: np.ndarray, group: np.ndarray, kind: int, person: Any = ()) -> np.ndarray:
        self.asked_for.append(len(person))
        return states[0]

    def tokens(self, states: np.ndarray) -> np.ndarray:
        return states

    def near(self, organisation: np.ndarray, person: np.ndarray) -> np.ndarray:
        return organisation

    def slots(self, tokens: np.ndarray, asked: np.ndarray, near: np.ndarray) -> np.ndarray:
        wanted = {(begin_tag(n), inside_tag(n)): self._slots.get(slot, []) for n, slot in enumerate(SLOTS)}
        return self._tags(SLOT_TAGS, wanted)

    def certainty(self, asked: np.ndarray) -> np.ndarray:
        return np.eye(len(CERTAINTIES))[CERTAINTIES.index("announced")]

    def _tags(self, width: int, wanted: dict[tuple[int, int], list[str]]) -> np.ndarray:
        tags = np.zeros((len(self._pieces), width))
        tags[:, 0] = 0.1
        for (begin, inside), names in wanted.items():
            for name in names:
                start = self._pieces.text.index(name)
                first, last = self._pieces.span(start, start + len(name)) or (0, 0)
                tags[first:last, inside] = 1
                tags[first] = np.eye(width)[begin]
        return tags


def read(title: str, lead: str, company: str, types: dict[str, float], **slots: list[str]) -> list[Any]:
    pieces = to_pieces(title, lead, small_tokenizer())
    states = np.zeros((len(pieces), 4), dtype=np.float32)
    return read_text(pieces, states, Scripted(pieces, company, types, slots)).events


def test_two_persons_are_two_events() -> None:
    """A list of appointments: one event a person, each by its fullest name."""
    events = read(
        "Lang and Brook join Orbel", "Úna Lang and Ada Brook join.", "Orbel", {"executive_hired": 0.9},
        person=["Lang", "Úna Lang", "Ada Brook"],
    )  # fmt: skip
    assert [event.slots["person"] for event in events] == ["Úna Lang", "Ada Brook"]
    assert {event.type for event in events} == {"executive_hired"}
    assert {event.certainty for event in events} == {"announced"}


def test_two_of_one_surname_are_two_persons() -> None:
    """A surname or an initial alone is somebody named in full; another first name is somebody else."""
    events = read(
        "Úna Lang and Ada Lang join Orbel", "U. Lang leads.", "Orbel", {"executive_hired": 0.9},
        person=["Úna Lang", "Ada Lang", "U. Lang"],
    )  # fmt: skip
    assert [event.slots["person"] for event in events] == ["Úna Lang", "Ada Lang"]


def test_a_company_or_an_honorific_alone_is_not_a_person() -> None:
    """What is tagged as both is an organisation's name; "Dr" alone is the rest of somebody's."""
    for tagged in ("Orbel", "Dr"):
        (event,) = read("Orbel CFO leaves, says Dr Ada Lang", "", "Orbel", {"executive_departed": 0.9}, person=[tagged])
        assert event.slots == {}


def test_a_name_has_no_mark_around_it() -> None:
    """The point of "Dr." before it, the comma behind it; an initial keeps its own."""
    for tagged, name in ((". Ada Lang,", "Ada Lang"), ("A. Lang,", "A. Lang")):
        (event,) = read(
            "Orbel names Dr. Ada Lang, A. Lang, CIO", "", "Orbel", {"executive_hired": 0.9}, person=[tagged]
        )
        assert event.slots["person"] == name


def test_a_name_goes_on_behind_an_apostrophe() -> None:
    """But not with a genitive, or a verb."""
    for text, name in (("Wei Chang’e", "Wei Chang’e"), ("Wei Chang's", "Wei Chang"), ("Wei Chang’ll", "Wei Chang")):
        (event,) = read(f"Orbel CIO {text} go", "", "Orbel", {"executive_departed": 0.9}, person=["Wei Chang"])
        assert event.slots["person"] == name


def test_types_that_exclude_each_other_are_one_event() -> None:
    """Hired or promoted: the likelier, with the probability that it is either."""
    (event,) = read("Orbel names Lang", "", "Orbel", {"executive_hired": 0.5, "executive_promoted": 0.4})
    assert event.type == "executive_hired"
    assert event.probability == pytest.approx(0.7)


def test_the_bought_side_of_a_deal_is_told() -> None:
    (event,) = read("Tavrick to acquire Orbel", "", "Orbel", {TARGET: 0.8}, counterparty=["Tavrick"])
    assert (event.type, event.side, event.slots) == ("acquisition", "target", {"counterparty": "Tavrick"})


@pytest.mark.parametrize(
    ("slot", "tagged", "told"),
    [
        ("to", "Leith,", "Leith"),
        ("role", "chief executive and", "chief executive"),
        ("counterparty", "of Tavrick", "Tavrick"),
    ],
)
def test_a_slot_ends_with_its_words(slot: str, tagged: str, told: str) -> None:
    """Commas, and the words that would lead on, belong to no slot."""
    title = "Orbel names chief executive and opens in Leith, by leave of Tavrick"
    (event,) = read(title, "", "Orbel", {"office_opened": 0.9}, **{slot: [tagged]})
    assert event.slots == {slot: told}


def test_a_company_s_name_begins_with_the_name() -> None:
    (organisation,) = (one.company for one in read("Ada Lang heads of Orbel", "", "of Orbel", {"hiring": 0.9}))
    assert organisation == "Orbel"


def test_what_is_hardly_likely_is_not_asked_for() -> None:
    """It is not an event, but still among the likeliest types of its organisation."""
    assert read("Orbel opens", "", "Orbel", {"office_opened": 0.01}) == []
    pieces = to_pieces("Orbel opens", "", small_tokenizer())
    heads = Scripted(pieces, "Orbel", {"office_opened": 0.01, "hiring": 0.02}, {})
    (organisation,) = read_text(pieces, np.zeros((len(pieces), 4), np.float32), heads).organisations
    assert organisation.names == ("Orbel",)
    assert organisation.types[:2] == [("hiring", 0.02), ("office_opened", 0.01)]


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["Orbel", "Orbel Works, Inc."], "Orbel Works"), (["Inc."], "Inc."), (["Velm S.A."], "Velm")],
)
def test_a_company_is_called_by_its_fullest_name_without_legal_form(names: list[str], shown: str) -> None:
    assert company_name(names) == shown


def test_heads_multiply_as_torch_does() -> None:
    """Linear layers take weights as [out, in], and probabilities add up to one."""
    heads = Heads({"organisations.weight": np.array([[1.0, 0], [0, 1], [0, 0]]), "organisations.bias": np.zeros(3)})
    tags = heads.organisations(np.array([[2.0, 0.0]]))
    assert tags.sum() == pytest.approx(1)
    assert tags[0].tolist() == pytest.approx(softmax(np.array([2.0, 0, 0])).tolist())


def test_the_encoder_is_given_vectors_with_letter_case() -> None:
    """Each piece's vector is its word's and its case's together; all of one text alone, without padding."""
    text = to_pieces("Orbel names", "Lang", small_tokenizer())
    words = WordVectors(np.full((200, 4), 2, np.int8), np.full(200, 0.5, np.float32))
    cases = np.arange(24, dtype=np.float32).reshape(6, 4)
    inputs = encoder_inputs(text, words, cases)
    assert {name: array.shape[:2] for name, array in inputs.items()} == {
        "vectors": (1, len(text)),
        "segments": (1, len(text)),
    }
    assert inputs["vectors"].dtype == np.float32
    assert inputs["vectors"][0, 1].tolist() == (1 + cases[Case.UPPER]).tolist()  # "O": the piece's vector and its case


def test_several_threads_read_the_same_in_the_same_order() -> None:
    """Texts of mixed length: each answer stands where its text stood, and no text changes that of another."""
    texts = [(f"Quillmar {n} names Dana Voss chief executive", "She joins on Monday. " * (n % 5)) for n in range(9)]
    alone = [shipped_reader().read([text])[0] for text in texts]
    assert shipped_reader(2).read(texts) == shipped_reader().read(texts) == alone
    assert [read.organisations[0].names for read in alone] == [(f"Quillmar {n}",) for n in range(len(texts))]


def test_a_processor_without_products_of_whole_numbers_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the same numbers are made float, the states differ by no more than what rounding does."""
    text = to_pieces(
        "Orbel names Dana Whitlock chief financial officer", "She was at Tessaly.", shipped_reader().tokenizer
    )
    inputs = encoder_inputs(text, shipped_reader().words, shipped_reader().heads.cases)
    states = []
    for fast in (True, False):
        monkeypatch.setattr(reader_module, "_has_fast_whole_numbers", lambda fast=fast: fast)
        states.append(load_reader(DATA / "reader").encoder.run(["states"], inputs)[0])
    assert np.abs(states[0] - states[1]).mean() < 0.05 * np.abs(states[1]).mean()


def test_a_missing_or_damaged_reader_is_told(tmp_path: Path) -> None:
    """Which file, what is wrong with it, what to do; nothing is read with weights that are not those written."""
    with pytest.raises(DataFileError, match="cannot be read"):
        load_reader(tmp_path)
    (tmp_path / "checksums.json").write_text('{"model.onnx": "0"}')
    with pytest.raises(DataFileError, match="is missing"):
        load_reader(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"cut off")
    with pytest.raises(DataFileError, match="is damaged"):
        load_reader(tmp_path)


def test_distance_is_told_in_doubling_steps() -> None:
    """Nothing to be near to, inside, just before, just behind, far; of several spans the nearest counts."""
    assert nearness(3, []).tolist() == [0, 0, 0]
    assert nearness(6, [(2, 4)]).tolist() == [4, 3, 1, 1, 11, 12]
    assert nearness(8, [(0, 1), (7, 8)]).tolist() == [1, 11, 12, 12, 4, 4, 3, 1]
    far = nearness(600, [(299, 300)])
    assert far.min() == 1
    assert far.max() < NEAR
    assert far[0] == 9
    assert far[-1] == 17


def test_a_span_is_what_is_likelier_in_than_out() -> None:
    """Begin and inside count together, so a word that is split between the two is not lost from its span."""
    pieces = to_pieces("new chief executive officer", "", small_tokenizer())
    tags = np.full((len(pieces), 3), 0.1)
    tags[:, 0] = 0.9
    tags[2:5] = (0.4, 0.35, 0.25), (0.4, 0.31, 0.29), (0.45, 0.05, 0.5)
    assert [pieces.words(*span) for span in tagged_spans(pieces, tags, 1, 2)] == ["chief", "executive officer"]
    tags[3] = 0.4, 0.29, 0.31
    assert [pieces.words(*span) for span in tagged_spans(pieces, tags, 1, 2)] == ["chief executive officer"]


def test_a_person_who_is_hardly_meant_makes_an_improbable_event() -> None:
    """The event of one person is as probable as the type and, in it, this person."""
    events = read("Orbel names Dana Lang", "", "Orbel", {"executive_hired": 0.8}, person=["Dana Lang"])
    assert events[0].probability == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("title", "tagged"),
    [
        ("Orbel CDAO Roe named CIO", "CDAO Roe"),
        ("Orbel CDAO Roe named CIO", "Orbel CDAO Roe"),
        ("Orbel names Roe CDAO", "Roe CDAO"),
    ],
)
def test_a_post_in_capitals_is_no_part_of_a_name(title: str, tagged: str) -> None:
    """Before it or behind it."""
    events = read(title, "", "Orbel", {"executive_promoted": 0.8}, person=[tagged])
    assert {event.slots["person"] for event in events} == {"Roe"}
