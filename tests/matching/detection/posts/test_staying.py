"""Who only tells of another's leaving, moves up inside, or keeps the post at the top stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.staying import without_who_stays

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "who becomes executive chairman",
        "who will become chairman of the board",
        "who moves up to executive chairman",
        "who remains as chairman",
        "who continues as executive chair",
        "who has been named executive chairman of Quillmont",
    ],
)
def test_who_is_succeeded_and_moves_up_inside_has_not_left(told: str) -> None:
    body = f"Quillmont Foods today named Rosa Peake as Chief Executive Officer. She succeeds Bill Ostley, {told}."
    [events] = detect([Announcement("1", "wire", "Quillmont Foods Names Rosa Peake CEO", body, "", AT, AT)])
    assert {e.type for e in events if e.person == "Bill Ostley"} <= {"board_appointed"}
    assert "Rosa Peake" in {e.person for e in events}


@pytest.mark.parametrize(
    "told",
    [
        "who becomes chief executive of Globexa",
        "who is retiring and will remain as an adviser",
        "who will continue as a senior advisor until June",
        "who becomes a consultant",
    ],
)
def test_who_goes_elsewhere_or_only_advises_has_left(told: str) -> None:
    body = f"Quillmont Foods today named Rosa Peake as Chief Executive Officer. She succeeds Bill Ostley, {told}."
    [events] = detect([Announcement("1", "wire", "Quillmont Foods Names Rosa Peake CEO", body, "", AT, AT)])
    left = {(e.type, e.company) for e in events if e.person == "Bill Ostley"}
    assert ("executive_departed", "Quillmont Foods") in left


def left(company: str, person: str, **slots: str) -> CompanyEvent:
    return CompanyEvent("d", "a", "executive_departed", company, person=person, **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Orbel College board chair Ann Roe said Tuesday that President Ivo Lang will end his service in May.", True),
        ("Orbel's chair, Ann Roe, announced today that its president, Ivo Lang, will step down.", True),
        ("Ivo Lang was elected president of Orbel, defeating Ann Roe.", True),
        ("Orbel chair Ann Roe said on Tuesday that she will step down.", False),
        ("Ann Roe told staff that Orbel was in good hands. Roe leaves in May.", False),
        ("Ivo Lang was elected president of Orbel, defeating incumbent Ann Roe.", False),
    ],
)
def test_who_only_tells_of_a_departure_or_loses_an_election_stays(text: str, stays: bool) -> None:
    """Unless the words are of the speaker, or another sentence tells it of them."""
    assert without_who_stays([left("Orbel", "Ann Roe", role="chair")], text) == (
        [] if stays else [left("Orbel", "Ann Roe", role="chair")]
    )


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Ida Kern is stepping back from daily operations of Orbel. She remains chief executive.", True),
        ("Orbel chief steps back but stays CEO. Ida Kern of Orbel hands daily work to her deputy.", True),
        ("Orbel's Ida Kern is pulling back. Kern keeps the title of chief executive.", True),
        ("Orbel's Ida Kern steps back as CEO. She remains CEO until a successor is found.", False),
        ("Orbel's Ida Kern steps back as president and remains chief executive.", False),
        ("Orbel's Ida Kern is stepping back. Ash remains chief executive.", False),
        ("Orbel's Ida Kern is stepping back. She remains chief executive of Tessaly.", False),
        ("Orbel's Ida Kern is stepping down as CEO. She remains chair.", False),
        ("Orbel's Ida Kern is stepping back as CEO and will remain on the board.", False),
        ("Ida Kern hands daily work to the head of the sales department but remains CEO.", True),
        ("Ida Kern hands over daily business but remains chairman of the Management Board of Orbel AG.", True),
    ],
)
def test_who_steps_back_and_keeps_the_post_leaves_none(text: str, stays: bool) -> None:
    """Daily work goes to others, the post at the top does not."""
    role = "president" if "president" in text else "CEO"
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Ida Kern", role=role, sentence=text)
    assert (without_who_stays([left], text) == []) is stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Carden Capital has bought 70pc of Orbel. Ann Roe stays on as managing director.", True),
        ("Carden Capital bought Orbel. Its CFO, Ann Roe, will remain as CFO.", False),
        ("Carden Capital bought Orbel. Ann Roe will continue as managing director.", True),
        ("Ann Roe stays on as managing director of Orbel until a successor is found.", False),
        ("Ann Roe will retire from Orbel. She remains as managing director of Tessaly.", False),
        ("Orbel named Ivo Lang chief executive. Ann Roe stays on as managing director.", False),
        ("Carden Capital bought Orbel. Ivo Lang stays on as managing director.", False),
    ],
)
def test_who_only_keeps_a_post_has_not_left_it_and_nobody_comes(text: str, stays: bool) -> None:
    """Unless somebody leaves or comes, or the post is kept for a time, by another, or is another post."""
    post = CompanyEvent("h", "a", "executive_hired", "Orbel", role="managing director")
    told = [left("Orbel", "Ann Roe", role="managing director")]
    assert without_who_stays(told, text) == ([] if stays else told)
    assert not (stays and without_who_stays([post], text))


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Orbel's finance chief Jo Lind has left the company. Controller Ann Roe fills in.", True),
        ("Orbel's finance chief Jo Lind has left. Ann Roe, the controller, will step in as interim CFO.", True),
        ("Ann Roe steps down at Orbel. Jo Lind fills in.", False),
        ("Ann Roe, who fills in as CFO of Orbel, will leave.", False),
    ],
)
def test_who_fills_in_does_not_leave(text: str, stays: bool) -> None:
    """Unless the sentence has a word of leaving."""
    told = [left("Orbel", "Ann Roe", role="chief financial officer")]
    assert without_who_stays(told, text) == ([] if stays else told)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Orbel named Jo Lind CFO. She will report to Chief Executive Officer Ann Roe.", True),
        ("Orbel named Jo Lind CFO, reporting directly to Ann Roe, its president.", True),
        ("Orbel named Jo Lind CFO. She will report to Ann Roe, who retires in June.", False),
        ("Orbel named Jo Lind CFO. She reported on sales. Ann Roe succeeds nobody.", False),
    ],
)
def test_whom_a_newcomer_will_report_to_stays(text: str, stays: bool) -> None:
    """Unless a sentence about them has a word of leaving."""
    told = [left("Orbel", "Ann Roe", role="chief executive")]
    assert without_who_stays(told, text) == ([] if stays else told)


@pytest.mark.parametrize(
    ("goes", "stays"),
    [
        ("who moves to Geneva to run its Swiss business", True),
        ("who relocates to Sydney to run the Australian business", True),
        ("who moves over to lead its commercial arm", True),
        ("who will now head its corporate banking division", True),
        ("who takes charge of its Irish unit", True),
        ("who moves to London to lead the UK arm of Tessaly", False),
        ("who moves to Tessaly to run its Swiss business", False),
        ("who moves to rival Tessaly to run its Swiss business", False),
        ("who leaves to run her own business", False),
        ("who ran its Swiss business", False),
    ],
)
def test_who_goes_on_to_run_another_part_stays(goes: str, stays: bool) -> None:
    """Of the same house, whether in another town or not."""
    text = f"Orbel Bank has named Jo Lind head of cards, replacing Ann Roe, {goes}."
    assert (without_who_stays([left("Orbel Bank", "Ann Roe")], text) == []) is stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Jo Lind will retire from Orbel in May and Ann Roe, its treasurer, will succeed her.", True),
        ("Jo Lind left Orbel. Ann Roe replaces her.", True),
        ("Jo Lind joined Orbel after Ann Roe left. Ivo Lang replaces her.", False),
        ("Ann Roe, who succeeded her, leaves Orbel. Ann Roe replaces her until then.", False),
        ("Ann Roe will succeed her and retire from Tessaly.", False),
    ],
)
def test_who_succeeds_another_has_not_left(text: str, stays: bool) -> None:
    """Unless a word of leaving stands behind the name."""
    assert (without_who_stays([left("Orbel", "Ann Roe")], text) == []) is stays


def test_who_is_taken_over_from_on_a_day_may_stay_too() -> None:
    """As they may where the day is not told between."""
    text = (
        "Jo Lind heads cards at Orbel Bank. She took over on Monday from Ann Roe, who will lead its mortgage business."
    )
    assert without_who_stays([left("Orbel Bank", "Ann Roe")], text) == []
