"""Grammar and reader are weighed against each other: one event of what both saw, told as far as it is probable."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from callnow.errors import DataFileError
from callnow.model import Announcement, CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.detection.detect import Detection, detect, read_closely, text_parts
from matching.detection.event_features import FACT, EventFeatures
from matching.detection.merging import merged, pairs, proof
from matching.detection.weighing import weigh, with_features
from matching.event_types import event_types
from matching.grammar.companies.mergers import SEPARATES
from matching.reading.calibration import NEVER, Calibration, load_calibration
from matching.reading.events import ReadEvent, ReadText
from matching.reading.reader import Reader, shipped_reader
from tests.matching.refusals import BOILERPLATE, DENIALS

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MISREAD_DENIALS, MISREAD_BOILERPLATE = 1, 3  # of 60 each; docs/reader.md names their kinds
PARTS = (
    "Orbel names Dana Whitlock CIO",
    "Orbel Systems, Inc. today named Dana Whitlock as CIO. She came from Tessaly.",
)
TEXT = Announcement("a1", "wire", PARTS[0], PARTS[1], "", NOW, NOW)
FOUND = CompanyEvent("e1", "a1", "executive_hired", "Orbel Systems", person="Dana Whitlock", role="CIO", rule="appoint")
READ = ReadEvent(
    "executive_promoted",
    "Orbel Systems",
    0.8,
    "announced",
    slots={"person": "Whitlock", "prior_company": "Tessaly"},
    names=("Orbel", "Orbel Systems"),
)


def test_what_both_saw_is_one_event() -> None:
    """Family, company and last name agree; what only one saw stands alone."""
    other = replace(FOUND, type="layoffs", person="", role="")
    assert pairs([other, FOUND], [READ]) == [(FOUND, READ), (other, None)]
    elsewhere = replace(READ, company="Tessaly", names=("Tessaly",))
    assert pairs([FOUND], [elsewhere]) == [(None, elsewhere), (FOUND, None)]
    somebody = replace(READ, slots={"person": "Noor Albrecht"})
    assert pairs([FOUND], [somebody]) == [(None, somebody), (FOUND, None)]


def test_one_event_of_both_has_the_best_of_each() -> None:
    """It keeps the grammar's id and sentence; company, person and role are the reader's unless it saw half of them."""
    event = merged(TEXT, FOUND, READ, PARTS, "3f")
    assert (event.id, event.type, event.person) == ("e1", "executive_hired", "Dana Whitlock")
    assert event.prior_company == "Tessaly"
    assert event.also_called == ("Orbel",)
    assert event.rule == "appoint and reader 3f"
    run_on = replace(FOUND, company="Orbel Systems Today", person="Mr. Whitlock", role="chief")
    fuller = replace(READ, slots={"person": "Dana Whitlock", "role": "chief information officer"})
    event = merged(TEXT, run_on, fuller, PARTS, "3f")
    assert (event.company, event.person, event.role) == ("Orbel Systems", "Dana Whitlock", "chief information officer")
    assert event.function == "it"


@pytest.mark.parametrize(
    ("read_as", "doubt", "rule", "sentence", "told"),
    [
        ("denied", 0.97, "appoint", PARTS[0], Certainty.DENIED),
        ("denied", 0.6, "appoint", PARTS[0], Certainty.RUMOURED),
        ("rumoured", 0.97, "appoint", PARTS[0], Certainty.RUMOURED),
        ("denied", 0.97, SEPARATES, PARTS[0], Certainty.DONE),
        ("denied", 0.97, "appoint", "Orbel names Dana Whitlock CIO, may sell its unit", Certainty.DONE),
        ("done", 0.02, "appoint", PARTS[0], Certainty.DONE),
    ],
)
def test_what_the_reader_doubts_is_no_fact(
    read_as: str, doubt: float, rule: str, sentence: str, told: Certainty
) -> None:
    """A denial in doubt is a rumour. Beside talk, and of what the reader never learned, the grammar's word stands."""
    found = replace(FOUND, rule=rule, sentence=sentence)
    event = merged(TEXT, found, replace(READ, certainty=read_as, doubt=doubt), PARTS, "3f")
    assert event.certainty is told


def test_the_readers_own_event_has_all_that_is_needed_to_call() -> None:
    """Slots by the model's names, the role's function, the sentence that says most, evidence that it is a company."""
    slots = {"person": "Dana Whitlock", "role": "Chief Information Officer", "from": "Austin", "to": "Tulsa"}
    read = replace(READ, slots=slots)
    event = merged(TEXT, None, read, PARTS, "3f")
    assert (event.origin, event.destination, event.certainty) == ("Austin", "Tulsa", Certainty.ANNOUNCED)
    assert (event.function, event.rank) == ("it", 1)
    assert event.sentence == PARTS[0]
    assert event.company_evidence
    assert event.also_called == ("Orbel",)


def test_the_proof_is_the_sentence_that_says_most() -> None:
    """The title where it says as much as any other; an empty text proves nothing."""
    assert proof(READ, PARTS) == PARTS[0]
    assert proof(replace(READ, slots={"prior_company": "Tessaly"}, names=("She",)), PARTS) == "She came from Tessaly."
    assert proof(READ, ("", "")) == ""


def test_the_proof_of_somebodys_news_names_them() -> None:
    """A headline about who comes says nothing of who leaves, though it has company and post."""
    left = replace(READ, slots={"person": "Tom Ray", "role": "Chief Financial Officer"}, names=("Orbel",))
    lead = "Orbel made her finance chief on Monday. She follows Mr. Ray, who retires."
    assert proof(left, ("Orbel Names Priya Anand Chief Financial Officer", lead)) == "She follows Mr. Ray, who retires."


def calibrated(reader: Reader, **types: tuple[float, float]) -> Reader:
    by_reader_alone = Calibration.of_reader_alone()
    return replace(reader, calibration=replace(by_reader_alone, types=types))


def test_below_its_threshold_an_event_is_none_and_between_the_two_it_is_not_certain() -> None:
    """The thresholds are the type's own; a type without any is never told."""
    reader = shipped_reader()

    def told(least: float, certain: float) -> list[bool]:
        events = weigh(TEXT, [], ReadText([], [READ]), PARTS, calibrated(reader, executive_promoted=(least, certain)))
        return [event.certain for event in events]

    assert told(0.9, 0.95) == []
    assert told(0.5, 0.9) == [False]
    assert told(0.5, 0.8) == [True]
    assert weigh(TEXT, [], ReadText([], [READ]), PARTS, calibrated(reader)) == []


def test_a_departure_from_a_former_employer_asks_for_no_call() -> None:
    """However sure the reader is; the same departure told as news does."""
    reader = calibrated(shipped_reader(), executive_departed=(0.5, 0.6))
    left = replace(READ, type="executive_departed", company="Tessaly", names=("Tessaly",))
    read = ReadText([], [left])
    (event,) = weigh(TEXT, [], read, ("Orbel names former Tessaly CIO Dana Whitlock CIO", ""), reader)
    assert not event.certain
    (event,) = weigh(TEXT, [], read, ("Tessaly CIO Dana Whitlock leaves for Orbel", ""), reader)
    assert event.certain


def test_two_voices_count_more_than_one() -> None:
    """An event that the grammar finds as well is the more probable, and a surer reader never makes it less so."""

    def probability(**features: float) -> float:
        alone = EventFeatures("layoffs", by_reader=0.6, grammar_finds_any=True)
        return shipped_reader().calibration.probability(replace(alone, **features).numbers())

    assert probability(by_grammar=0.9) > probability()
    rising = [probability(by_grammar=0.9, by_reader=n / 20) for n in range(1, 20)]
    assert rising == sorted(rising)


def test_each_event_is_heard_with_what_speaks_for_it() -> None:
    """Title, rumour, other types of its company and other companies of its type are seen by the weighing."""
    layoffs = ReadEvent("layoffs", "Orbel", 0.4, "rumoured", names=("Orbel",))
    elsewhere = ReadEvent("executive_hired", "Tessaly", 0.3, "done", names=("Tessaly",))
    features_of_all = {
        (e.type, e.company): v
        for e, v in with_features(TEXT, [FOUND], ReadText([], [READ, layoffs, elsewhere]), PARTS, "3f")
    }
    both = features_of_all["executive_hired", "Orbel Systems"]
    assert (both.by_grammar, both.by_reader, both.other_type, both.elsewhere) == (1.0, 0.8, 0.4, 0.3)
    assert both.in_title
    rumour = features_of_all["layoffs", "Orbel"]
    assert (rumour.doubt, rumour.by_grammar, rumour.grammar_elsewhere, rumour.other_type) == (FACT, None, False, 0.8)
    other = features_of_all["executive_hired", "Tessaly"]
    assert (other.in_title, other.grammar_elsewhere, other.grammar_finds_any) == (False, True, True)


def test_a_calibration_that_cannot_be_used_is_told_with_its_file(tmp_path: Path) -> None:
    """Missing, not JSON, or without a number: one sentence that names the file. A type it lacks is never told."""
    file = tmp_path / "calibration.json"
    for content in (None, "{", "[]", '{"intercept": 0}', '{"intercept": 0, "weights": {}, "types": {"layoffs": 1}}'):
        if content is not None:
            file.write_text(content, encoding="utf-8")
        with pytest.raises(DataFileError, match=r"calibration\.json"):
            load_calibration(file)
    whole = {"intercept": 0, "weights": {"reader": 1}, "types": {"layoffs": [0.4, 0.9]}}
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert load_calibration(file).thresholds("layoffs") == (0.4, 0.9)
    assert load_calibration(file).thresholds("no such type") == (NEVER, NEVER)


def test_the_lead_is_read_without_markup() -> None:
    """Entities and tags are gone, a long body is cut at the end of a sentence."""
    body = "<p>Orbel &amp; Sons said so.</p> " + "It is a firm of Tulsa that makes valves. " * 60
    title, lead = text_parts(replace(TEXT, title="Orbel &amp; Sons\n says", text=body))
    assert title == "Orbel & Sons says"
    assert lead.startswith("Orbel & Sons said so.")
    assert len(lead) <= 620
    assert lead.endswith("valves.")


def test_odd_texts_are_read_like_any_other() -> None:
    """Empty, huge, in another script, full of marks: a list of events for each, in order, and no crash."""
    odd = [
        "",
        " ",
        "\n",
        "🙂" * 50,
        "x" * 100_000,
        "\u202eOrbel\u202c names CIO",
        "<b><i>",
        "東京の会社が移転する",
        "\x00",
    ]
    texts = [Announcement(str(n), "wire", text, text, "", NOW, NOW) for n, text in enumerate(odd)]
    found = read_closely([*texts, TEXT], shipped_reader())
    assert len(found) == len(odd) + 1
    assert all(isinstance(one, Detection) for one in found)
    assert [event.id for event in detect([TEXT])[0]] == [event.id for event in found[-1].events]


def test_a_text_whose_words_tell_of_no_event_is_spared() -> None:
    """Unless the grammar sees an event in it. No event comes of it; its organisations are told to who asks for them."""
    shipped = shipped_reader()
    careful = replace(shipped, prefilter=replace(shipped.prefilter, threshold=np.inf))  # no words are enough for it
    unseen = replace(TEXT, id="a2", title="Dana Whitlock, Orbel's new CIO, gets to work", text="Orbel Systems waits.")
    for spare, organisations in ((True, 0), (False, 1)):
        seen, spared = read_closely([TEXT, unseen], careful, spare=spare)
        assert [(event.company, event.person) for event in seen.events] == [("Orbel Systems", "Dana Whitlock")]
        assert (seen.spared, spared.spared, spared.events) == (False, True, [])
        assert min(1, len(spared.organisations)) == organisations
    assert read_closely([unseen], shipped)[0].events


@pytest.mark.parametrize(("texts", "known"), [(DENIALS, MISREAD_DENIALS), (BOILERPLATE, MISREAD_BOILERPLATE)])
def test_hardly_anybody_is_rung_up_about_a_denial_or_the_small_print(texts: tuple[str, ...], known: int) -> None:
    """As a headline, no event of a type that asks for a call is certain, but for as many as are known to be misread."""
    given = [Announcement(str(n), "wire", text, "", "", NOW, NOW) for n, text in enumerate(texts)]
    wrong = [
        (announcement.title, event.type, event.probability)
        for announcement, events in zip(given, detect(given), strict=True)
        for event in events
        if event.certain and event_types()[event.type].call_now and event.certainty not in UNSURE
    ]
    assert len({title for title, _, _ in wrong}) <= known, wrong
