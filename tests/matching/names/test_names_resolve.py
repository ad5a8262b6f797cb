"""From a mention to an employer: what matches, what must not, what is left open, and what a person said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent, Employer
from callnow.terms import JudgementVerdict
from matching.names.build import build_index
from matching.names.index import EmployerIndex
from matching.names.judgements import Judgement, Judgements
from matching.names.resolve import match_listed, resolve_all
from matching.names.score import weights
from tests.matching.one_name import match_mention, resolve

EMPLOYERS = [
    "Acme Corporation",
    "Zorvik Energy Inc.",
    "Quillmark International Technologies, Inc.",
    "Dunmore Transit LLC",
    "Hollowbrook Global Holdings Limited",
    "Target Corporation",
    "Meridale Paper Company",
    "Tessaly Manufacturing Co.",
    "Wren & Hobart Inc.",
    "Wal-Bart Stores, Inc.",
    "Pellworth Consultancy Services Limited",
    "Osterly-Vandermeer AG",
    "Müller Gerätebau GmbH",
    "Glimmerstone Bancorp Inc.",
    "Glimmerstone Media LLC",
    "Farrowdale Grill LLC dba The Corner Grill",
    "Brightwater 21 Inc.",
    "PT Nusantex Tbk",
    "Hartwell Resources Limited",
    "HAVERSTOCK COMM GRP",
    "THE KELDRAKE GRP",
    "BRANTWICK ENERGY TECH & SRVCES LTD",
    "Orlicka Hlth Sys",
    "Sunmere Pharma",
    "Vellingsby Univ Assoc",
]


@pytest.fixture(scope="module")
def index() -> EmployerIndex:
    """Employers that do not exist."""
    return build_index([Employer(f"e{i}", name) for i, name in enumerate(EMPLOYERS)], aliases=())


SAME = [
    ("ACME CORP", "Acme Corporation"),
    ("The Acme Company", "Acme Corporation"),
    ("ACME CORP #3878", "Acme Corporation"),
    ("Acme (NYSE: ACM)", "Acme Corporation"),
    ("Acme Co - Round Rock", "Acme Corporation"),
    ("Zorvik", "Zorvik Energy Inc."),
    ("Quillmark Intl Technologies", "Quillmark International Technologies, Inc."),
    ("QUILLMARK INT'L TECH INC", "Quillmark International Technologies, Inc."),
    ("Quilmark International Technologies", "Quillmark International Technologies, Inc."),
    ("Tessaly Mfg", "Tessaly Manufacturing Co."),
    ("Wren and Hobart", "Wren & Hobart Inc."),
    ("WALBART STORES", "Wal-Bart Stores, Inc."),
    ("PELLWORTH CONSULTANCY SVCS LTD", "Pellworth Consultancy Services Limited"),
    ("Osterly Vandermeer", "Osterly-Vandermeer AG"),
    ("Mueller Geraetebau", "Müller Gerätebau GmbH"),
    ("The Corner Grill", "Farrowdale Grill LLC dba The Corner Grill"),
    ("Meridale Paper Savannah Mill", "Meridale Paper Company"),
    ("Meridale Paper-Louisville", "Meridale Paper Company"),
    ("Haverstock Communications Group Co., Ltd.", "HAVERSTOCK COMM GRP"),
    ("The Keldrake Group", "THE KELDRAKE GRP"),
    ("Brantwick Energy Technology & Services Limited", "BRANTWICK ENERGY TECH & SRVCES LTD"),
    ("Orlicka Health Systems", "Orlicka Hlth Sys"),
    ("Vellingsby University Associates", "Vellingsby Univ Assoc"),
    ("LLC, Dunmore Transit", "Dunmore Transit LLC"),
    ("GmbH Müller Gerätebau", "Müller Gerätebau GmbH"),
]

DIFFERENT = [
    "Acme Brick",
    "Acme Brick Company",
    "Dunmore Bank Trust",
    "Hollowbrook",
    "Hollowbrook 3D",
    "Zorvak",
    "Meridale Paper Recycling Partners",
    "Brightwater 22",
    "Brightwater",
    "Nusantex",
    "Hartwell Resource",
    "Vandermeer",
    "Quillmark Foundation School",
    "Corner Grill of Laredo Partners",
    "Sunmere Pharmaceuticals",
]


@pytest.mark.parametrize(("mention", "employer"), SAME)
def test_spellings_of_an_employer_match(index: EmployerIndex, mention: str, employer: str) -> None:
    """Legal forms, sites, abbreviations, spacing, accents and a typo in a long name do not hide an employer."""
    match = match_mention(mention, index, evidence=("subject",))
    assert (match.verdict, match.employer) == ("match", employer), match


@pytest.mark.parametrize("mention", DIFFERENT)
def test_look_alikes_do_not_match(index: EmployerIndex, mention: str) -> None:
    """A distinctive word or a number more or less, an ending or a country's unit is another company."""
    match = match_mention(mention, index, evidence=("subject",))
    assert match.verdict != "match", match
    assert not match.employer_id


def test_two_companies_as_near_are_left_open(index: EmployerIndex) -> None:
    """A shortened name that two employers could be is ambiguous, and both are named."""
    match = match_mention("Glimmerstone", index, evidence=("subject",))
    assert match.verdict == "ambiguous"
    assert {c.employer for c in match.rejected} == {"Glimmerstone Bancorp Inc.", "Glimmerstone Media LLC"}


def test_one_company_under_two_ids_is_chosen_by_spelling() -> None:
    """Entries that differ by nothing that counts are one company: the likest spelling is taken, always the same."""
    twins = build_index(
        [Employer("a", "ZORVIK INC"), Employer("b", "Zorvik Inc."), Employer("c", "Zorvik, Inc.")], aliases=()
    )
    assert [match_mention(m, twins).employer_id for m in ("Zorvik Inc.", "ZORVIK INC", "Zorvik Inc.")] == [
        "b",
        "a",
        "b",
    ]


def test_an_everyday_word_needs_evidence(index: EmployerIndex) -> None:
    """ "Target" alone may be a target; a legal form, a ticker or what the event knows makes it a company."""
    assert match_mention("Target", index).verdict == "none"
    assert match_mention("Target Corp", index).employer == "Target Corporation"
    assert match_mention("Target (NYSE: TGT)", index).employer == "Target Corporation"
    assert match_mention("Target", index, evidence=("the_company",)).employer == "Target Corporation"


def test_every_match_carries_what_made_it(index: EmployerIndex) -> None:
    """The features add up to the score, and each has the weight of the table."""
    match = match_mention("Zorvik", index, evidence=("subject",))
    points = weights().points
    assert match.features
    assert all(f.weight == points[f.name] for f in match.features)
    assert match.score == pytest.approx(sum(f.points for f in match.features), abs=1e-4)


def test_an_event_is_resolved_with_its_own_evidence(index: EmployerIndex) -> None:
    """Events are resolved alone or all at once, with the same outcome."""
    events = [
        CompanyEvent("v1", "a1", "layoffs", "Target", company_evidence=("subject",)),
        CompanyEvent("v2", "a2", "layoffs", "Target"),
        CompanyEvent("v3", "a3", "layoffs", "Zorvik Energy"),
    ]
    matches = list(resolve_all(events, index))
    assert [m.employer_id for m in matches] == ["e5", "", "e1"]
    assert [m.event_id for m in matches] == ["v1", "v2", "v3"]
    assert [resolve(event, index) for event in events] == matches


def test_a_judgement_beats_the_scorer(index: EmployerIndex) -> None:
    """The same is matched, whatever the score; different and unsure are not, and the next best may be."""
    said = Judgements.of(
        [
            Judgement("Hollowbrook", "e4", JudgementVerdict.SAME),
            Judgement("ZORVIK", "e1", JudgementVerdict.DIFFERENT),
            Judgement("Glimmerstone", "e14", JudgementVerdict.DIFFERENT),
            Judgement("Acme", "e0", JudgementVerdict.UNSURE),
        ]
    )
    assert match_mention("Hollowbrook, Inc.", index, said).employer_id == "e4"
    assert match_mention("Zorvik Inc", index, said).verdict == "none"
    assert match_mention("Glimmerstone", index, said).employer_id == "e13"
    assert match_mention("Acme Corp", index, said).verdict == "none"


def test_a_ticker_or_domain_decides() -> None:
    """The same ticker brings a half-told name home, another ticker keeps it away, a web domain is the company."""
    index = build_index(
        [
            Employer("a", "Zorvik Renewable Harbours", ticker="ZRV", domain="zorvik.example"),
            Employer("b", "Quillmark", ticker="QLM"),
        ],
        aliases=(),
    )
    assert match_mention("Zorvik (NYSE: ZRV)", index).employer_id == "a"
    assert match_mention("Zorvik (NYSE: ZZZ)", index).verdict == "none"
    assert match_mention("Quillmark (NYSE: OTHR)", index).verdict == "none"
    assert match_mention("zorvik.example", index).employer_id == "a"


def test_a_legal_form_of_another_country_speaks_against() -> None:
    """A GmbH is not an American employer's, unless the names are equal to the letter."""
    index = build_index([Employer("a", "Zorvik Energy", country="US")], aliases=())
    assert match_mention("Zorvik GmbH", index).verdict == "none"
    assert match_mention("Zorvik Energy GmbH", index).employer_id == "a"


BAD = [
    "",
    " ",
    "x",
    "Inc.",
    "Co., Ltd.",
    "12345",
    "0",
    "🙂🙂",
    "\x00\x07",
    "\u202eemca",
    "שלום עולם",
    "a" * 10_000,
    "&",
    "the",
    "((((",
    "'",
]


@pytest.mark.parametrize("mention", BAD)
def test_bad_input_matches_nothing_and_breaks_nothing(index: EmployerIndex, mention: str) -> None:
    """Empty, one letter, very long, legal form or digits only, right to left, emoji, control characters."""
    match = match_mention(mention, index)
    assert (match.verdict, match.employer_id, match.mention) == ("none", "", mention)


@pytest.mark.parametrize("name", BAD)
def test_bad_employers_are_never_matched(name: str) -> None:
    """An employer whose name says nothing is on the list and matches nothing but, at most, its own full name."""
    index = build_index([Employer("bad", name), Employer("good", "Zorvik")], aliases=())
    assert [m.employer_id for m in match_listed(["Zorvik", "Acme", "Inc", ""], index)] == ["good", "", "", ""]


def test_no_employers_match_nothing() -> None:
    """An empty list is a list."""
    assert match_mention("Zorvik", build_index([], aliases=())).verdict == "none"


def test_a_batch_is_its_mentions_one_by_one(index: EmployerIndex) -> None:
    """Order and outcome do not depend on what else is in the batch."""
    mentions = [m for m, _ in SAME] + DIFFERENT + BAD
    alone = [match_mention(m, index, evidence=("listed",)) for m in mentions]
    assert list(match_listed(mentions, index)) == alone


def test_a_company_is_also_looked_for_under_the_other_names_of_the_text() -> None:
    """The lead's full name is nobody's, the headline's short one is an employer's; a full name that matches stands."""
    index = build_index([Employer("1", "The Quorrel"), Employer("2", "Quorrel Mutual Insurance")])
    event = CompanyEvent(
        "e", "a", "layoffs", "Quorrel Casualty", company_evidence=("title",), also_called=("The Quorrel",)
    )
    assert resolve(event, index).employer_id == "1"
    assert resolve(replace(event, company="Quorrel Mutual Insurance"), index).employer_id == "2"
    assert resolve(replace(event, also_called=()), index).verdict == "none"


def said(*judged: tuple[str, str, JudgementVerdict]) -> Judgements:
    return Judgements.of(Judgement(mention, employer, verdict) for mention, employer, verdict in judged)


DIFFERS, IS = JudgementVerdict.DIFFERENT, JudgementVerdict.SAME


@pytest.mark.parametrize(
    ("company", "other"), [("Quorrel Casualty", "The Quorrel"), ("The Quorrel", "Quorrel Casualty")]
)
@pytest.mark.parametrize("judged", ["Quorrel Casualty", "The Quorrel Inc."])
def test_different_holds_against_every_other_name_of_the_text(company: str, other: str, judged: str) -> None:
    """Whichever of a company's names was judged, and whichever the text puts first, the employer is not meant."""
    index = build_index([Employer("1", "The Quorrel"), Employer("2", "Orbel Foods")])
    event = CompanyEvent("e", "a", "layoffs", company, company_evidence=("title",), also_called=(other,))
    assert resolve(event, index).employer_id == "1"
    judgements = said((judged, "1", DIFFERS))
    assert resolve(event, index, judgements).verdict == "none"
    other = replace(event, also_called=("Orbel Foods",))
    assert resolve(other, index, said((company, "1", DIFFERS))).employer_id == "2"


def test_same_outweighs_different_of_another_name() -> None:
    """Who said both of two names in one text meant the one that is the employer's."""
    index = build_index([Employer("1", "Quorrel Mutual Insurance")])
    event = CompanyEvent("e", "a", "layoffs", "Quorrel Mutual", company_evidence=("title",), also_called=("Quorrel",))
    judgements = said(("Quorrel", "1", DIFFERS), ("Quorrel Mutual", "1", IS))
    assert resolve(event, index, judgements).employer_id == "1"


def test_what_was_said_of_a_short_form_leaves_the_employers_own_name_alone() -> None:
    """ "Quorrel" alone is somebody else; a text that writes the employer's whole name still means the employer."""
    index = build_index([Employer("1", "Quorrel Mutual Insurance")])
    event = CompanyEvent(
        "e", "a", "layoffs", "Quorrel Mutual Insurance Co.", company_evidence=("title",), also_called=("Quorrel",)
    )
    judgements = said(("Quorrel", "1", DIFFERS))
    assert resolve(event, index, judgements).employer_id == "1"
    assert resolve(replace(event, company="Quorrel", also_called=()), index, judgements).verdict == "none"
