"""Only English is understood: a text that surely is in another language is known as such, and asks for no call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.terms import Certainty
from matching.detection.languages import language_of, other_language
from matching.detection.weighing import weigh
from matching.reading.calibration import NEVER
from matching.reading.events import ReadEvent, ReadText
from matching.reading.reader import shipped_reader
from tests.matching.detection.test_detect import PARTS, READ, TEXT, calibrated

OTHERS = (
    (
        "de",
        "Velmora streicht 400 Stellen in Tulsa",
        "Der Maschinenbauer begründete den Schritt mit schwacher Nachfrage.",
    ),
    ("de", "Dana Whitlock wird neue Finanzchefin der Tessaly AG und folgt auf Noor Albrecht", ""),
    ("fr", "Orbel nomme Dana Whitlock directrice financière", "Elle prendra ses fonctions le 3 mars à Lyon."),
    ("fr", "Le groupe Quorrel supprime 250 emplois dans son usine de Lille d'ici à la fin de l'année", ""),
    ("es", "Harrowmere nombra a Dana Whitlock directora general", "La empresa anunció el cambio este lunes en Madrid."),
    ("es", "La compañía Brandwick despedirá a 300 trabajadores de su planta de Sevilla", ""),
    ("nl", "Tavrick schrapt 120 banen in Eindhoven", "Het bedrijf zegt dat de vraag naar zijn machines is gedaald."),
    ("nl", "Dana Whitlock wordt de nieuwe financieel directeur van het Nederlandse bedrijf Orbel", ""),
    ("ja", "オルベル社、ダナ・ウィットロック氏を最高財務責任者に任命", "新しい役職は三月一日付となる。"),
    ("ja", "テッサリー社が従業員四百人を削減すると発表した", ""),
)
ENGLISH = (
    ("Deutsche Glaswerke AG names Jürgen Whitlock-Straßner as chief financial officer", ""),
    ("Société Orbel de Lyon to cut 250 jobs at Lille plant", "The French group said that demand was weak."),
    ("Compañía Brandwick de Sevilla appoints José Muñoz de la Vega as new chief executive", ""),
    ("Koninklijke Tavrick van den Berg NV buys Van der Meer Groep", "The Dutch company did not say how much it paid."),
    ("Kabushiki Kaisha Teshima taps Hideki Kamiyama to succeed Masayoshi Nagoya as CFO", "He starts in March."),
    ("QUORREL TO SHUT ITS PLANT IN BADEN-WÜRTTEMBERG AND MOVE TO LYON", "STUTTGART – THE COMPANY SAID SO TODAY."),
)
SHORT = ("Velmora streicht 400 Stellen", "Deutsche Bank Names New CFO", "テッサリー社", "1,037.50 2,400", "", "🚀 🚀")


@pytest.mark.parametrize(("language", "title", "lead"), OTHERS)
def test_another_language_is_known_by_title_and_lead(language: str, title: str, lead: str) -> None:
    """By a long title alone, too."""
    assert language_of(title, lead) == other_language(title, lead) == language


@pytest.mark.parametrize(("title", "lead"), ENGLISH)
def test_foreign_names_make_no_text_foreign(title: str, lead: str) -> None:
    """Companies, people and places of other countries, capitals too."""
    assert other_language(title, lead) == ""


@pytest.mark.parametrize("title", SHORT)
def test_a_short_title_stays_undecided(title: str) -> None:
    """It is read as English is."""
    assert language_of(title, "") == ""


def test_what_no_feed_should_hold_is_no_reason_to_stop() -> None:
    """Half a character, nothing but marks or digits, a very long text."""
    for text in ("\ud800" * 80, "\u200f" * 80, "7" * 80, "<>&" * 40, "x" * 1_000_000):
        assert isinstance(language_of(text, text), str)


def test_no_event_of_another_language_asks_for_a_call() -> None:
    """However sure grammar and reader are; it is kept, marked with its language. The same in English does ask."""
    reader = calibrated(shipped_reader(), executive_promoted=(0.5, 0.6))
    title, lead = (
        "Orbel Systems ernennt Dana Whitlock zur neuen Chefin der Informationstechnik",
        "Sie kommt von Tessaly.",
    )
    (event,) = weigh(TEXT, [], ReadText([], [READ]), (title, lead), reader)
    assert (event.certain, event.certain_from, event.language) == (False, NEVER, "de")
    (event,) = weigh(TEXT, [], ReadText([], [replace(READ)]), PARTS, reader)
    assert (event.certain, event.language) == (True, "")


def test_a_doubtful_denial_of_another_language_is_no_surer_for_it() -> None:
    """What words deny takes back what was told before; this takes nothing back."""
    reader = calibrated(shipped_reader(), office_closed=(0.5, 0.6))
    title = "Harrowmere cierra su planta de Vigo tras no haber encontrado un comprador, según el comité de empresa"
    for probability, sure in ((0.55, 0.6), (0.8, NEVER)):
        read = ReadEvent("office_closed", "Harrowmere", probability, "denied", names=("Harrowmere",))
        (event,) = weigh(TEXT, [], ReadText([], [read]), (title, ""), reader)
        assert (event.certainty, event.certain, event.certain_from) == (Certainty.DENIED, False, sure)
