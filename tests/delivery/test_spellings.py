"""How names, numbers, addresses and pages are spelled, and what is none of their spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import duckdb
import pytest

from callnow.journal import PersonWords
from callnow.letters import pattern_of_plain, plain, plain_with_places
from callnow.model import Prospect
from delivery.spellings import spellings_of, words_of

BLANK = "(forgotten)"
WORDS = PersonWords(
    names=(
        "Óscar Brannigan", "Jörg Müller-Weiß", "Lena van der Berg", "Sean O'Brien", "王小明", 'Robert "Bob" Smithson',
        "Maria José García Márquez", "Søren Åkesson", "John A. Quillfeather",
    ),
    phones=("+16125550198", "+442079460018"),
    emails=("oscar@example.org",),
    urls=("https://www.linkedin.example.com/in/oscar-brannigan-7/",),
)  # fmt: skip
SPELLED = [
    "ÓSCAR BRANNIGAN", "oscar  brannigan", "Oscar\nBrannigan", "Brannigan, Óscar", "Brannigan,Oscar", "Brannigan;Oscar",
    "Oscar J. Brannigan", "oscar-brannigan", "oscar_brannigan", "Oscar.Brannigan", "oscar%20brannigan",
    "Jorg Muller Weiss", "Joerg Mueller-Weiss", "MÜLLER-WEISS, JÖRG", "Jörg Müller-Weiß",
    "van der Berg, Lena", "Berg, Lena van der", "LENA VAN DER BERG", "Sean O’Brien", "sean obrien", "O'Brien, Sean",
    "Bob Smithson", "Smithson, Bob", "Robert Smithson", "García Márquez, Maria", "Maria Marquez", "Marquez, Maria José",
    "Soren Aakesson", "Soeren Åkesson", "John Albert Quillfeather", "John Quillfeather",
    "612.555.0198", "6125550198", "(612) 555-0198", "612 555 0198", "+1 612 555 0198", "1-612-555-0198",
    "+1 (612) 555\u20110198", "16125550198", "001 612 555 0198", "+1\u00a0612\u00a0555\u00a00198", "612/555-0198",
    "612%20555%200198", "020 7946 0018", "+44 (0)20 7946 0018", "00442079460018", "(020) 7946 0018",
    "OSCAR@EXAMPLE.ORG", "oscar+news@example.org", "oscar%40example.org",
    "linkedin.example.com/in/oscar-brannigan-7", "http://linkedin.example.com/in/oscar-brannigan-7",
]  # fmt: skip
SIGNS = ["김민수", "山田 ガゼ", "สมชาย ใจดี"]
FAR_NAMES = ["İbrahim Yılmaz", "Ayşe İnan", "Νίκος Καΐρης", "Adébáyọ̀ Ògúnlẹ́sì", "प्रिया शर्मा", "Anne D'Arçy-Ṁc̀Coy"]
OTHERS = [
    "Brannigan", "Oscar", "Oscar Brannigans", "Óscar and Brannigan", "Scott James", "Lena Berg", "Müller",
    "Olga Brannigan", "16125550199", "96125550198", "61255501981", "555-0198", "x.oscar@example.org",
    "oscar@example.org.uk", "oscar@example.organic", "Sean Brien", "John B Quillfeatherstone",
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("spelled", SPELLED)
def test_a_spelling_is_blanked_and_nothing_else(spelled: str, form: str) -> None:
    """Whole, in the middle of a text in any letters, composed or not; what stands around it stays."""
    text = unicodedata.normalize(form, f"Naïve: «{spelled}», 5 × ½ ﬁne.")
    around = unicodedata.normalize(form, "Naïve: «|», 5 × ½ ﬁne.").replace("|", BLANK)
    assert spellings_of(WORDS).blank(text, BLANK) == around


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", FAR_NAMES)
def test_a_name_of_any_alphabet_is_blanked(name: str, form: str, written: str) -> None:
    """Also where a letter comes apart in small letters, holds marks that it does not take in, or has a vowel beside it.

    So it is in capitals, in small and in plain letters, and with its parts in another order.
    """
    first, last = name.split()
    spellings = spellings_of(PersonWords(names=(unicodedata.normalize(form, name),)))
    for spelled in (name, name.upper(), name.lower(), plain(name), f"{last}, {first}"):
        text = unicodedata.normalize(written, f"to {spelled}.")
        assert spellings.blank(text, BLANK) == f"to {BLANK}."


def test_a_vowel_beside_its_letter_goes_on_with_the_word() -> None:
    """Where another vowel follows the last letter, it is another name."""
    text = "प्रिया शर्मा"
    assert spellings_of(PersonWords(names=(text[:-1],))).blank(text, BLANK) == text


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_spelling_stays(other: str) -> None:
    """A part of a name alone, another's number or address."""
    assert spellings_of(WORDS).blank(f"so: {other}, or", BLANK) == f"so: {other}, or"


def test_a_name_in_signs_needs_no_blanks() -> None:
    """Where words are not parted, a name is found among its neighbours."""
    assert spellings_of(WORDS).blank("和王小明先生", BLANK) == f"和{BLANK}先生"


def test_another_syllable_is_another_name() -> None:
    """A Korean name does not stand in one whose last syllable has one more sound."""
    spellings = spellings_of(PersonWords(names=("김민수",)))
    assert spellings.blank("김민숙, 김민수는", BLANK) == f"김민숙, {BLANK}는"


def test_several_in_one_text() -> None:
    """Each of them is blanked; those that overlap, once."""
    text = "Óscar Brannigan, Óscar (oscar@example.org, 612.555.0198) knows Sean O’Brien's team"
    assert spellings_of(WORDS).blank(text, BLANK) == f"{BLANK} ({BLANK}, {BLANK}) knows {BLANK}'s team"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_the_database_finds_what_is_to_be_blanked(form: str) -> None:
    """Each text that tells is found by one of the patterns for DuckDB, whatever its alphabet."""
    names = (*FAR_NAMES, *SIGNS)
    spelled = [*SPELLED, *(way for name in names for way in (name, name.upper(), plain(name)))]
    texts = [unicodedata.normalize(form, f"to {way}.") for way in (*spelled, "to ﾔﾏﾀﾞ 山田 ｶﾞｾﾞ")]
    spellings = spellings_of(WORDS.model_copy(update={"names": (*WORDS.names, *names)}))
    assert all(map(spellings.tell, texts))
    assert found_by(spellings.patterns, texts) == set(texts)


def found_by(patterns: Iterable[str], texts: Sequence[str]) -> set[str]:
    """Which texts DuckDB finds by one of these patterns."""
    asked = "SELECT text FROM (SELECT unnest($1) AS text) WHERE regexp_matches(text, $2)"
    with duckdb.connect() as con:
        return {text for pattern in patterns for (text,) in con.execute(asked, [texts, pattern]).fetchall()}


@pytest.mark.parametrize("word", ["offfit", "weissss", "m" * 2000, "김민수" * 400, "fistijl"])
def test_letters_that_are_written_together_in_any_way_are_found(word: str) -> None:
    """However many ways there are to part a word, each is found, and the pattern is one that DuckDB reads."""
    texts = [word, word.replace("ff", "ﬀ"), word.replace("fi", "ﬁ"), word.replace("ffi", "ﬃ"), word.replace("ss", "ß")]
    texts += [word.replace("ss", "ß", 1), word.replace("st", "ﬆ"), word.replace("ij", "ĳ"), word.upper()]
    assert found_by([pattern_of_plain(plain(word))], texts) == set(texts)


def test_a_pattern_finds_every_letter_that_is_plain_alike() -> None:
    """For each letter of many alphabets: DuckDB finds it, and it with its marks apart, by its plain letters."""
    european, kana = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)), (*range(0x3040, 0x3100), *range(0xFF66, 0xFFA0))
    codes = (*european, *kana, *range(0x900, 0xE00, 3), *range(0xAC00, 0xD7A4, 101), *range(0xF900, 0xFA00, 9))
    letters = [chr(code) for code in codes if plain(chr(code)).isalpha()]
    texts = [form for letter in letters for form in (f"x{letter}y", unicodedata.normalize("NFD", f"x{letter}y"))]
    patterns = [pattern_of_plain(plain(text)) for text in texts]
    with duckdb.connect() as con:
        missed = con.execute(
            "SELECT text FROM (SELECT unnest($1) AS text, unnest($2) AS p) WHERE NOT regexp_matches(text, p)",
            [texts, patterns],
        ).fetchall()
    assert len(texts) > 1000
    assert missed == []


@pytest.mark.parametrize("text", ["plain", "Óscar", unicodedata.normalize("NFD", "Ünï"), "Straße", "ﬃ ½ ™", "ø\u0301x"])
def test_plain_letters_know_their_places(text: str) -> None:
    """As many places as letters, each in the text; and plain twice is plain once."""
    letters, places = plain_with_places(text)
    assert letters == plain(text) == plain(letters)
    assert len(letters) == len(places)
    assert all(0 <= place < len(text) for place in places)


def test_what_others_share_is_theirs() -> None:
    """A name, a number, an address or a page of somebody else on the list, and a company's own page, are left out."""
    page = "quorrel.example.com"
    known = {"phone": "+16125550198", "email": "kim@example.org"}
    one = Prospect("p1", "Kim Talloway", "Quorrel", url=page, domain=page, **known)
    other = Prospect("p2", "TALLOWAY, KIM", "Telmarq", phone="+16125550198", email="KIM@example.org")
    assert words_of([one], [other]) == PersonWords()
    alone = words_of([one], [])
    assert (alone.names, alone.phones, alone.emails, alone.urls) == (("Kim Talloway",), (one.phone,), (one.email,), ())


def test_every_number_of_a_person_tells_of_them() -> None:
    """A further number is looked for as the first one is."""
    ada = Prospect("p1", "Ada Quill", "Orbital Bakery", phone="+12125550104", other_phones=("+4930231250",))
    told = spellings_of(words_of([ada], []))
    assert told.tell("rang 030 231250 twice")
    assert told.tell("(212) 555-0104")


def test_what_is_looked_for_around_a_word_is_found_as_in_the_whole_text() -> None:
    """However often a part of a spelling stands there: near another, far from it, at the beginning and the end."""
    parts = [
        "Oscar Brannigan",
        "Brannigan",
        "Brannigan, Oscar",
        "oscar@example.org",
        "example.org",
        "x" * 290,
        "é" * 650,
    ]
    texts = ["".join(f"{a} {b}{gap}{c}" for c in parts) for a in parts for b in parts for gap in (" ", "\n", "y" * 301)]
    for text in map(plain, texts):
        for spelling in spellings_of(WORDS).each:
            assert list(map(str, spelling.find_in(text))) == list(map(str, spelling.pattern.finditer(text)))
