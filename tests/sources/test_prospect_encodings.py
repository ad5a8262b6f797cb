"""A list is read in the encoding that makes words of it; what is garbled is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import ProspectFileError
from sources.prospects.spelling import garbled_word
from tests.sources.prospect_lists import read

GERMAN = (
    "Vorname;Nachname;Position;Firma;Telefon;E-Mail-Adresse;Ort\r\n"
    "Jürgen;Weißhäupl;Leiter Einkauf;Großmöller Technik GmbH;;juergen@example.com;Köln\r\n"
    "Chloé;Åkerström;Head of IT;Ibérica de Señales S.A.;;chloe@example.com;Málaga\r\n"
)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "cp850", "utf-8", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_old_encodings_are_told_by_the_words(encoding: str, end: str, tmp_path: Path) -> None:
    """A spreadsheet saved on a Mac, on Windows or in DOS has the names as they were typed, and a guess is said."""
    file = read(tmp_path, GERMAN.replace("\r\n", end), encoding)
    assert [(p.name, p.employer, p.email, p.city) for p in file.prospects] == [
        ("Jürgen Weißhäupl", "Großmöller Technik GmbH", "juergen@example.com", "Köln"),
        ("Chloé Åkerström", "Ibérica de Señales S.A.", "chloe@example.com", "Málaga"),
    ]
    assert file.encoding == encoding
    assert bool(file.guessed) == (not encoding.startswith("utf"))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Name,Company\nPaweł Ślusarczyk,Żuraw Łódź\nVlasta Dvořáčková,Příbor\n"),
        ("cp1254", "Name,Company\nIşıl Güneş,Çağdaş A.Ş.\n"),
        ("cp1251", "Name,Company\nИрина Соколова,Северный Завод\n"),
        ("cp1253", "Name,Company\nΕλένη Παππά,Αιγαίο\n"),
        ("cp932", "Name,Company\n山本花子,北極商事\n"),
        ("cp1252", "Name,Company\nRENÉ GRÖßER,L’Étoile d’Or\nMcÖrley,x\nZoë,“Good” – Foods®\n"),
    ],
)
def test_other_alphabets_are_told_by_their_words(encoding: str, text: str, tmp_path: Path) -> None:
    """Central European, Turkish, Cyrillic, Greek and Japanese lists keep their letters."""
    file = read(tmp_path, text, encoding)
    assert file.encoding == encoding
    assert [p.name for p in file.prospects] == [line.split(",")[0] for line in text.splitlines()[1:]]
    assert file.guessed


def test_what_makes_no_words_is_refused(tmp_path: Path) -> None:
    """Where no encoding makes words of a file, its first broken line is named; a person can say the encoding."""
    with pytest.raises(ProspectFileError, match="encoding cannot be told") as caught:
        read(tmp_path, b"Name,Company\nAda,x\n" + "Jör\udc9dg Müller,Bär\n".encode("utf-8", "surrogateescape") * 20)
    assert caught.value.where.endswith("line 3")
    assert "--encoding" in caught.value.hint
    assert read(tmp_path, "Name,Company\nMiloš Vrabec,Zora\n", "cp1250", encoding="cp1250").guessed == ()
    assert [p.name for p in read(tmp_path, "Name,Company\nMiloš,Zora\n", "cp1250", encoding="cp1250").prospects] == [
        "Miloš"
    ]
    for wrong in ("klingon", "ascii"):
        with pytest.raises(ProspectFileError, match=f"{wrong}|ASCII"):
            read(tmp_path, "Name,Company\nZoë,x\n", encoding=wrong)


def test_a_broken_letter_costs_its_own_row(tmp_path: Path) -> None:
    """In a file of UTF-8 with few broken letters the names that hold one are not used, and named by their line."""
    body = "Name,Company\n" + "".join(f"Jörg Person{n},Bär\n" for n in range(100))
    file = read(tmp_path, body.encode() + "Zo\udc9d,Bär\n".encode("utf-8", "surrogateescape"))
    assert (len(file.prospects), [p.line for p in file.problems]) == (100, [102])
    assert all("Jörg" in p.name for p in file.prospects)


def test_names_garbled_elsewhere_are_noted(tmp_path: Path) -> None:
    """Letters that cannot stand in a name were spoilt before the file came: it is said, by line."""
    file = read(tmp_path, "Name,Company\nJÃ¶rg Weiss,Orbital\nAda Quill,Gro§mann\nZoë O’Hara,L’Été & Fils\n")
    assert [(n.line, "garbled" in n.reason) for n in file.notes] == [(2, True), (3, True)]


@pytest.mark.parametrize(
    "word", ["MŸller", "JÃ¶rg", "Gro§mann", "RenÈ", "J√∂rg", "Pa┬│el", "Маria", "Jö\ufffdrg", "¼uvre", "Jˆrg", "J철쓗g"]
)
def test_words_that_nobody_writes(word: str) -> None:
    """Signs between letters, capitals within a word, two scripts in one: garbled."""
    assert garbled_word(f"Ada {word}") == word


@pytest.mark.parametrize(
    "text",
    ["Zoë Ångström", "RENÉ MÜLLER", "L’Été", "Intel·ligència", "Jürgen-Østergård", "Élan®", "株式会社ABC", "½ Price",
     "Ñandú", "Đặng Thị", "O‘Brien", "Société « Lune »", "Peña–Ruiz", "ΑΒΓ Δ", "Ærø", "İstanbul"],
)  # fmt: skip
def test_words_that_people_write(text: str) -> None:
    """Names of many languages, typographic signs included, are not garble."""
    assert garbled_word(text) == ""


def test_entities_are_decoded(tmp_path: Path) -> None:
    """HTML's entities in cells are the letters they stand for, once or twice written, also where cells end with ";"."""
    rows = "Ed O&#039;Dell|Br&amp;auml;cker &amp;amp; Dahl\nSara M&uuml;hl|Finch &amp; Lowe &copy Co\n"
    for delimiter in (",", ";"):
        text = "Name|Company\n" + rows
        file = read(tmp_path, text.replace("|", delimiter))
        assert [(p.name, p.employer) for p in file.prospects] == [
            ("Ed O'Dell", "Bräcker & Dahl"),
            ("Sara Mühl", "Finch & Lowe &copy Co"),
        ]
        assert not file.problems


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_told_by_their_mark_and_their_zeros(encoding: str, mark: str, tmp_path: Path) -> None:
    """UTF-32 begins as UTF-16 does, and was read as such, with quotation marks in the names."""
    file = read(tmp_path, f'{mark}Name,Company\n"Jürgen Groß","Bär 🦄 Werke"\n', encoding)
    assert [(p.name, p.employer) for p in file.prospects] == [("Jürgen Groß", "Bär 🦄 Werke")]
    assert file.encoding in (encoding, encoding[:6])
