"""What the templates say, and which templates are refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.event_types import event_types
from matching.triggers.wording import EMPTY, PERSON, Slots, SpokenWords, load_wording, sentence, with_roles, word

WORDING = load_wording()
SOMEONE: Slots = {
    "company": "Northbay Kilns",
    "employer": "Northbay Kilns Ltd",
    "name": "Sam Hollis",
    "first_name": "Sam",
}
TYPES = sorted(event_types())
FACTS: Slots = {
    "person": "Jane Roe",
    "role": "Chief Information Officer",
    "prior_company": "Dunmore Glass",
    "counterparty": "Pell Ceramics",
    "origin": "Leeds",
    "destination": "Austin",
    "amount": "$12 million",
    "count": "120",
    "people": (("Jane Roe", "Chief Information Officer"),),
    "headline": "Northbay in the news",
}


def all_text(words: SpokenWords) -> str:
    return "\n".join((words.why, words.opener, words.voicemail, *words.talking_points))


@pytest.mark.parametrize("special", ["", "it", "finance", "hr", PERSON])
@pytest.mark.parametrize("kind", TYPES)
def test_every_type_speaks_with_and_without_facts(kind: str, special: str) -> None:
    """Each event type has whole sentences for any prospect, whether all slots were read or none, sure or rumoured."""
    for facts in ({}, FACTS, {"leads": True}, {**FACTS, "leads": True}):
        for rumoured in (False, True):
            for side in ("", "acquirer", "target"):
                slots: Slots = {**SOMEONE, **facts, "type": kind, "rumoured": rumoured, "side": side}  # type: ignore[typeddict-item]
                words = word(WORDING, slots, special)
                for text in (words.why, words.opener, words.voicemail):
                    assert text[-1] in ".!?”", text
                    assert "Northbay Kilns" in text
                assert words.opener.startswith("Hi Sam")
                assert words.talking_points
                assert not re.search(r"\s[.,;:]|  |\(\)|[a-z][.!?][A-Z]|\bNone\b|\.\.", all_text(words)), all_text(
                    words
                )


@pytest.mark.parametrize("kind", TYPES)
def test_a_voicemail_takes_twenty_seconds(kind: str) -> None:
    """A voicemail with every slot filled stays under sixty words, twenty seconds of quick but clear speech."""
    slots: Slots = {**SOMEONE, **FACTS, "type": kind, "recruiter": "Ann"}
    assert len(word(WORDING, slots, "it").voicemail.split()) < 60


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_is_said_that_was_not_read(kind: str) -> None:
    """With no slot but the company read, no name, number or place stands in any line."""
    said = all_text(word(WORDING, {**SOMEONE, "type": kind}))
    names = set(re.findall(r"(?<![.!?“”:] )(?<!^)\b[A-Z][a-z]+", said, re.MULTILINE))
    assert names <= {"Northbay", "Kilns", "Sam", "Hollis", "Ltd", "I", "IT", "Congratulations", "Hi"}
    assert not re.search(r"\d", said)


def test_a_rumour_is_told_as_one() -> None:
    """A rumoured event is never worded as a fact, and the card says so."""
    words = word(WORDING, {**SOMEONE, "type": "merger", "counterparty": "Pell Ceramics", "rumoured": True})
    assert words.why == "Northbay Kilns and Pell Ceramics are said to be in talks about a merger."
    assert any("not confirmed" in point for point in words.talking_points)


def test_the_nearest_template_speaks() -> None:
    """Type and function come before the type, the type before the default; another type has the default."""
    hr, other = (word(WORDING, {**SOMEONE, "type": "layoffs", "count": "120"}, special) for special in ("hr", "sales"))
    assert hr.why == other.why == "Northbay Kilns is cutting 120 jobs."
    assert hr.opener != other.opener
    assert word(WORDING, {**SOMEONE, "type": "comet_sighted"}).why == "Northbay Kilns is in the news."


def test_history_is_used_where_there_is_one() -> None:
    """The last talk opens the call, and what was promised is quoted."""
    slots: Slots = {
        **SOMEONE,
        "type": "funding",
        "spoken": "in March",
        "promised": "after the audit",
        "topic": "the choir",
    }
    words = word(WORDING, slots)
    assert "We spoke in March" in words.opener
    assert "after the audit" not in " ".join(words.talking_points)  # the card says it
    assert "Also ask about the choir." in words.talking_points


def test_the_prospect_in_the_news_is_spoken_to() -> None:
    """News about the prospect is worded to them, and a record that names another employer is doubted."""
    slots: Slots = {**SOMEONE, **FACTS, "type": "executive_hired", "elsewhere": True, "employer": "Dunmore Glass"}
    words = word(WORDING, slots, PERSON)
    assert words.why == (
        "Sam Hollis has been named Chief Information Officer at Northbay Kilns; your record says Dunmore Glass."
    )
    assert "you have been named Chief Information Officer at Northbay Kilns" in words.opener


def test_long_lists_are_cut() -> None:
    """Of four people two are named, and how many more there are."""
    people = [("Jane Roe", "CIO"), ("John Poe", ""), ("Ann Bee", ""), ("Cy Dow", "")]
    assert with_roles(people) == "Jane Roe (CIO), John Poe and 2 more"
    assert with_roles(people[:1]) == "Jane Roe (CIO)"


@pytest.mark.parametrize(
    ("text", "said"),
    [("acme moves", "Acme moves."), ("eBay moves", "eBay moves."), ("It is Acme Inc.", "It is Acme Inc."), ("", "")],
)
def test_sentences(text: str, said: str) -> None:
    """A sentence has one stop and a capital, and leaves a brand's own spelling."""
    assert sentence(text) == said


@pytest.mark.parametrize(
    ("file", "text", "where", "what"),
    [
        ("layoffs.j2", "{% block why %}\n{{ company }} cuts {{ headcount }}{% endblock %}", "line 2", "'headcount'"),
        ("layoffs.j2", "{% block whi %}x{% endblock %}", "line 1", "unknown block 'whi'"),
        ("layoffs.j2", "Hello {{ company }}", "line 1", "outside the blocks"),
        ("layoffs.j2", "{% block why %}{{ company|shout }}{% endblock %}", "line 1", "shout"),
        ("layoffs.j2", "{% block why %}{{ company }", "line 1", ""),
        ("layoffs.j2", "{% block why %}{{ company.boss.name }}{% endblock %}", "layoffs.j2", "boss"),
        ("layoffs.j2", "{% block why %}{{ count + 1 }}{% endblock %}", "layoffs.j2", ""),
        ("layoffs.juggling.j2", "{% block why %}x{% endblock %}", "layoffs.juggling.j2", "'juggling'"),
        ("default.j2", "{% block why %}x{% endblock %}", "default.j2", "opener"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, file: str, text: str, where: str, what: str) -> None:
    """Checking names file, line and slot, block or filter of a template nobody could fill."""
    folder = tmp_path / "templates"
    shutil.copytree(DATA / "templates", folder)
    (folder / file).write_text(text)
    with pytest.raises(DataFileError) as caught:
        load_wording(folder).check()
    assert file in caught.value.where
    assert where in caught.value.where
    assert what in caught.value.what


def test_every_template_is_of_a_known_type() -> None:
    """No file of the shipped templates words an event type that does not exist."""
    assert {kind for kind, _ in WORDING.files} - {"default", "follow_up", "record_stale"} <= set(TYPES)
    assert set(TYPES) <= {kind for kind, _ in WORDING.files}


def test_slots_have_an_empty_value_each() -> None:
    """Every slot a template may name has a value when nothing was read."""
    assert set(EMPTY) == set(Slots.__annotations__)


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_not_certain_is_asked_and_never_told(kind: str) -> None:
    """News that may say something else, or is only reported, is not a statement of the opener or of a message."""
    for special in ("", PERSON):
        for told in ({"doubtful": True}, {"rumoured": True}):
            slots: Slots = {**SOMEONE, **FACTS, "type": kind, "done": True, **told}  # type: ignore[typeddict-item]
            words = word(WORDING, slots, special)
            assert "I just saw that" not in words.opener
            assert "I saw that" not in words.opener + words.voicemail
            assert words.opener.endswith("?")


@pytest.mark.parametrize("kind", ["bankruptcy", "headquarters_moved", "contract_won", "restructuring", "hiring"])
def test_what_lies_ahead_is_not_told_as_done(kind: str) -> None:
    """An announced event is worded otherwise than one that has happened."""
    slots: Slots = {**SOMEONE, **FACTS, "type": kind}
    ahead, done = word(WORDING, slots).why, word(WORDING, {**slots, "done": True}).why
    assert ahead != done
    assert " has " not in ahead


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ("1,200", "1,200 jobs"),
        ("1", "one job"),
        ("Hundreds", "hundreds of jobs"),
        ("third", "a third of its jobs"),
        ("half", "half of its jobs"),
        ("about 15 percent", "about 15% of its jobs"),
        ("12-15", "12-15 jobs"),
        ("", "jobs"),
    ],
)
def test_a_number_of_jobs_goes_on_the_sentence(count: str, said: str) -> None:
    """Numbers, words for many, parts and percentages each as one says them."""
    words = word(WORDING, {**SOMEONE, "type": "layoffs", "count": count, "done": True})
    assert words.why == f"Northbay Kilns has cut {said}."


def test_a_death_is_told_as_one() -> None:
    """Colleagues are told of it with sympathy; where it is the prospect, nobody is to call."""
    slots: Slots = {**SOMEONE, **FACTS, "type": "executive_departed", "done": True, "died": True}
    words = word(WORDING, slots)
    assert words.why == "Jane Roe, Chief Information Officer of Northbay Kilns, has died."
    assert words.question == "I am sorry. How are you, and how are your colleagues?"
    assert "Who takes over" not in all_text(words)
    own = word(WORDING, slots, PERSON)
    assert own.why.startswith("The news is that Sam Hollis of Northbay Kilns has died: do not call")
    assert (own.opener, own.voicemail) == ("Do not call.", "Do not call.")


def test_the_end_of_an_insolvency_is_not_told_as_its_beginning() -> None:
    """Done, to come, or said to be; nobody is sorry to read it."""
    slots: Slots = {**SOMEONE, "type": "bankruptcy", "over": True}  # type: ignore[typeddict-item]
    for far, said in (
        ({"done": True}, "has come out of"),
        ({}, "is about to come"),
        ({"rumoured": True}, "is said to"),
    ):
        words = word(WORDING, {**slots, **far})  # type: ignore[typeddict-item]
        assert said in words.why
        assert "sorry" not in all_text(words)
    assert "sorry" in all_text(word(WORDING, {**slots, "over": False, "done": True}))


def test_who_may_be_leaving_is_told_so_by_no_voicemail() -> None:
    """What is only rumoured, or not certain, is asked and not told: neither in the opener nor on a machine."""
    slots: Slots = {**SOMEONE, "type": "executive_departed", "done": True}
    assert "what comes next" in word(WORDING, slots, PERSON).voicemail
    for doubt in ("rumoured", "doubtful"):
        told = word(WORDING, {**slots, doubt: True}, PERSON)  # type: ignore[misc]
        assert "what comes next" not in told.voicemail
        assert "came across your name" in told.voicemail


def test_a_furlough_is_told_as_one() -> None:
    """By its headline: staff are furloughed, and no job is cut."""
    slots: Slots = {**SOMEONE, "type": "layoffs", "headline": "Northbay Kilns to furlough staff"}
    assert word(WORDING, slots).news == "Northbay Kilns is furloughing staff"
    assert word(WORDING, {**slots, "count": "40", "done": True}).news == "Northbay Kilns has furloughed 40 people"
    assert word(WORDING, {**slots, "count": "1", "rumoured": True}).news.endswith(
        "is said to be furloughing one person"
    )
    for headline in (
        "Northbay Kilns to furlough 300 workers, executives say",
        "Northbay Kilns furloughs 300, executives take pay cut",
        "Northbay Kilns furloughs 300 to cut costs",
        "Northbay Kilns furloughs 300, cuts workers' hours and delays a launch",
    ):
        assert word(WORDING, {**slots, "headline": headline}).news == "Northbay Kilns is furloughing staff"
    for headline in (
        "Northbay Kilns cuts jobs",
        "Northbay Kilns lays off staff whom it had furloughed",
        "Northbay Kilns furloughs 300, cuts 50 jobs",
        "Northbay Kilns furloughs 300 after layoffs",
        "Northbay Kilns adds a furlough to its job cuts",
    ):
        assert word(WORDING, {**slots, "headline": headline}).news == "Northbay Kilns is cutting jobs"


@pytest.mark.parametrize("kind", TYPES)
def test_who_leads_the_company_is_not_asked_whether_the_news_reaches_them(kind: str) -> None:
    """What the company does is their own decision: they are asked about posts and people, never like staff."""
    like_staff = ("affected", "your team", "what do you hear", "reach your", "your own unit", "your own field", "suit")
    for done in (False, True):
        for facts in ({}, FACTS):
            slots: Slots = {**SOMEONE, **facts, "type": kind, "leads": True, "done": done, "same_function": True}  # type: ignore[typeddict-item]
            question = word(WORDING, slots).question
            assert not any(words.casefold() in question.casefold() for words in like_staff), question


def test_who_comes_without_a_post_is_hired_or_given_one() -> None:
    """Nobody says that a company has named somebody and stops there."""
    slots: Slots = {
        **SOMEONE,
        "type": "executive_hired",
        "person": "Jane Roe",
        "people": (("Jane Roe", ""),),
        "done": True,
    }
    assert word(WORDING, slots).why == "Northbay Kilns has given Jane Roe a new post."
    from_there = word(WORDING, {**slots, "prior_company": "Dunmore Glass"})
    assert from_there.why == "Northbay Kilns has hired Jane Roe from Dunmore Glass."
    two = word(WORDING, {**slots, "people": (("Jane Roe", ""), ("John Poe", ""))})
    assert two.why == "Northbay Kilns has given Jane Roe and John Poe new posts."
    named = word(WORDING, {**slots, "role": "CIO", "prior_company": "Dunmore Glass"})
    assert named.why == "Northbay Kilns has named Jane Roe, formerly with Dunmore Glass, as CIO."
    assert "you have a new post at Northbay Kilns" in word(WORDING, slots, PERSON).opener


@pytest.mark.parametrize("kind", ["executive_hired", "executive_promoted", "executive_departed"])
def test_who_is_not_known_is_asked_about(kind: str) -> None:
    """Where neither name nor post was read, the headline stands in the reason, and the question is who it is."""
    words = word(
        WORDING, {**SOMEONE, "type": kind, "unnamed": True, "headline": "A director joins Northbay", "done": True}
    )
    assert words.why.endswith("The headline: “A director joins Northbay”")
    assert words.question.startswith("Who is")


def test_whoever_has_only_initials_is_greeted_without_a_name() -> None:
    """A gap in the greeting, and no "Hi R."."""
    slots: Slots = {**SOMEONE, "type": "funding", "first_name": ""}
    assert word(WORDING, slots).opener.startswith("Hi. I saw that")
    words = word(WORDING, {**slots, "recruiter": "Ann"})
    assert (words.opener[:14], words.voicemail[:17]) == ("Hi, Ann here. ", "Hi, this is Ann. ")


@pytest.mark.parametrize(
    ("headline", "proof", "news"),
    [
        ("Northbay Kilns sends 40 home without pay", "The furloughs last eight weeks.", "furloughing staff"),
        ("Northbay Kilns trims workforce", "It laid off 40 people after furloughs.", "cutting jobs"),
        ("Northbay Kilns lets 40 go", "The furloughs have ended.", "cutting jobs"),
        ("Northbay Kilns axes 40 jobs", "The furloughs have ended.", "cutting jobs"),
    ],
)
def test_a_furlough_is_told_by_its_proof(headline: str, proof: str, news: str) -> None:
    """Where the headline has another word for it."""
    slots: Slots = {**SOMEONE, "type": "layoffs", "headline": headline, "proof": proof}
    assert word(WORDING, slots).news == f"Northbay Kilns is {news}"
