"""How what tells of a person may be spelled in a text: a name, a number, an address, a page.

All is looked for in plain letters (callnow.letters), so case and accents do not count, however they are coded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from urllib.parse import urlsplit

import phonenumbers
from nameparser import HumanName

from callnow.journal import PersonWords
from callnow.letters import pattern_of_plain, plain, plain_with_places
from callnow.model import Prospect

SHORTEST = 4  # letters of a name that is looked for; shorter ones would hit other words
SHORTEST_IN_SIGNS = 3  # the same in a script that puts no blanks between words
SHORTEST_NUMBER = 7  # digits of a national number; so many last ones are in every spelling of it
LONGEST = 300  # characters that a spelling may take in a text

# What `\w` leaves out and plain letters keep: vowels of Indian scripts that stand beside their letter, and their like.
_VOWELS = "".join(
    chr(code)
    for code in chain(range(0x300, 0x3100), range(0xA600, 0xAC00), range(0x11000, 0x12000))
    if unicodedata.category(chr(code)) in ("Mc", "Me")
)
_WORD = rf"(?:[^\W_]|[{_VOWELS}])+"
# No letter or digit there; an underscore parts words as a hyphen does.
_BEGINS, _ENDS = rf"(?<![^\W_])(?<![{_VOWELS}])", rf"(?![^\W_]|[{_VOWELS}])"
_BETWEEN_WORDS = r"(?:[\s,._+/\u2010-\u2015-]|%20|&nbsp;|\\[nrt]){1,4}"
_COMMA = r"(?:\s|%20|&nbsp;|\\[nrt]){0,2}(?:[,;]|%2c)(?:\s|%20|&nbsp;|\\[nrt]){0,3}"
_BETWEEN_DIGITS = r"(?:[\s()./\u2010-\u2015\u00b7-]|%20|&nbsp;){0,3}"
_INITIAL = rf"(?:[^\W\d_]{_BETWEEN_WORDS})?"
_APOSTROPHE = "['`\u2018\u2019\u02bc]"
_SIGNS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_FINAL = r"(?![\u11a8-\u11ff])"  # the last sound of a Korean syllable: with it, it is another
_TRANSCRIBED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_NO_DIGITS = bytes(set(range(128)) - set(b"0123456789"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pattern over plain letters. Whatever it finds holds `word`, or where there is none these last `digits`."""

    pattern: re.Pattern[str]
    word: str = ""
    digits: str = ""

    def find_in(self, levelled: str) -> Iterator[re.Match[str]]:
        """Each place in a text of plain letters, looked for only around `word`: a pattern is slow, and a text long."""
        for begin, end in _around(self.word, levelled) if self.word else [(0, len(levelled))]:
            yield from self.pattern.finditer(levelled, begin, end)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Spellings that are looked for together."""

    each: tuple[Spelling, ...] = ()

    def tell(self, text: str) -> bool:
        """Whether one of them stands in `text`."""
        levelled = plain(text)
        return any(True for spelling in self._likely(levelled) for _ in spelling.find_in(levelled))

    def blank(self, text: str, blank: str) -> str:
        """`text` with `blank` in place of each of them."""
        if not self.tell(text):
            return text
        levelled, places = plain_with_places(text)
        places.append(len(text))
        spans = sorted(match.span() for spelling in self._likely(levelled) for match in spelling.find_in(levelled))
        parts, done = [], 0
        for begin, end in ((places[begin], places[end]) for begin, end in spans):
            if begin >= done:
                parts += [text[done:begin], blank]
            done = max(done, end)
        return "".join([*parts, text[done:]])

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns for DuckDB; a text that tells is found by one of them, as are some that do not."""
        return tuple(
            dict.fromkeys(
                pattern_of_plain(spelling.word) if spelling.word else r"(?:[^0-9]|%20){0,18}".join(spelling.digits)
                for spelling in self.each
            )
        )

    def _likely(self, levelled: str) -> list[Spelling]:
        """Those that are worth the time of their pattern."""
        digits = levelled.replace("%20", "").encode("ascii", "ignore").translate(None, _NO_DIGITS).decode()
        return [
            spelling
            for spelling in self.each
            if (spelling.word in levelled if spelling.word else spelling.digits in digits)
        ]


def _around(word: str, text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text within LONGEST characters of a word, none of which meets another."""
    begin, end, place = 0, -1, text.find(word)
    while place >= 0:
        if place - LONGEST > end:
            if end >= 0:
                yield begin, end
            begin = max(0, place - LONGEST)
        end = place + len(word) + LONGEST
        place = text.find(word, place + 1)
    if end >= 0:
        yield begin, end


def words_of(people: Iterable[Prospect], others: Iterable[Prospect]) -> PersonWords:
    """What tells of these people alone: a name or an office number that others have too is theirs as well."""
    listed = list(people)
    theirs = "\0".join(
        part for p in others for part in (*p.names, p.employer, *p.known_numbers, *p.emails, *p.urls) if part
    )

    def alone(words: Iterable[str], spelled: Callable[[str], Iterable[Spelling]]) -> tuple[str, ...]:
        return tuple(word for word in sorted(set(words)) if word and not Spellings(tuple(spelled(word))).tell(theirs))

    return PersonWords(
        names=alone((name for p in listed for name in p.names), spellings_of_name),
        phones=alone((number for p in listed for number in p.known_numbers), spellings_of_phone),
        emails=alone((email for p in listed for email in p.emails), spellings_of_email),
        urls=alone((url for p in listed for url in p.urls if not _is_employers(url, p)), spellings_of_url),
    )


@cache
def spellings_of(words: PersonWords) -> Spellings:
    """All spellings of these words."""
    kinds: Sequence[tuple[tuple[str, ...], Callable[[str], Iterable[Spelling]]]] = (
        (words.names, spellings_of_name),
        (words.phones, spellings_of_phone),
        (words.emails, spellings_of_email),
        (words.urls, spellings_of_url),
    )
    return Spellings(tuple(spelling for written, spelled in kinds for word in written for spelling in spelled(word)))


def spellings_of_name(name: str) -> Iterator[Spelling]:
    """A name as it is written, as "First Last", "First M. Last" and "Last, First", with and without middle names; a
    nickname in place of the first name; ü also as ue. One name of several is not a spelling: others have it too."""
    name = unicodedata.normalize("NFC", name)
    yield from _as_written(name)
    person = HumanName(name)
    last, base = _part(person.last), _part(person.last_base)
    middle = [_part(word) for word in person.middle.split() if _part(word)]
    for first, between in ((_part(person.first), middle), (_part(person.nickname), [])):
        if first and last and not _SIGNS.search(name):
            for pattern in _orders(first, between, last, base or last, _part(person.last_prefixes)):
                yield Spelling(re.compile(_BEGINS + pattern + _ENDS), word=_longest(person.last_base or person.last))


def _as_written(name: str) -> Iterator[Spelling]:
    letters, signs = sum(c.isalnum() or c in _VOWELS for c in name), bool(_SIGNS.search(name))
    if letters >= (SHORTEST_IN_SIGNS if signs else SHORTEST) and _part(name):
        pattern = _part(name) + _NO_FINAL if signs else _BEGINS + _part(name) + _ENDS
        yield Spelling(re.compile(pattern), word=_longest(name))


def _orders(first: str, middle: Sequence[str], last: str, base: str, prefixes: str) -> Iterator[str]:
    """The patterns of a name in the orders that people write its parts."""
    full = [word if len(word) > 1 else rf"{word}[^\W\d_]*" for word in middle]  # an initial stands for any name
    yield first + _BETWEEN_WORDS + "".join(f"(?:{word}{_BETWEEN_WORDS})?" for word in full) + _INITIAL + last
    for count in range(len(full) + 1):  # of "María José García Márquez" the last name may have two words
        family = _BETWEEN_WORDS.join([*middle[count:], last])
        yield family + _COMMA + first + "".join(f"(?:{_BETWEEN_WORDS}{word})?" for word in full[:count])
    if prefixes:  # "Berg, Lena van der"
        tail = "".join(f"(?:{_BETWEEN_WORDS}{word})?" for word in (*full, prefixes))
        yield base + _COMMA + first + tail


def spellings_of_phone(phone: str) -> Iterator[Spelling]:
    """A number with and without its country code, with any signs between its digits."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return
    digits, gap = phonenumbers.national_significant_number(number), _BETWEEN_DIGITS
    if len(digits) < SHORTEST_NUMBER:
        return
    region = phonenumbers.region_code_for_number(number) or ""
    trunk = phonenumbers.ndd_prefix_for_region(region, True) or "0"  # what is dialled before it within the country
    country = rf"(?:(?:\+|%2b|00|011){gap})?(?:{gap.join(str(number.country_code))}{gap})?"
    pattern = rf"(?<!\d)\(?{country}(?:{trunk}{gap})?{gap.join(digits)}(?!\d)"
    yield Spelling(re.compile(pattern), digits=digits[-SHORTEST_NUMBER:])


def spellings_of_email(email: str) -> Iterator[Spelling]:
    """An address, also with a tag (name+tag@…) and as a part of a link."""
    user, at, host = plain(email).rpartition("@")
    if at and user and host:
        begins, ends = r"(?:(?<![\w.+-])|(?<=%[0-9a-f]{2}))", r"(?![\w-]|\.\w)"
        pattern = rf"{begins}{re.escape(user)}(?:\+[\w.-]+)?(?:@|%40){re.escape(host)}{ends}"
        yield Spelling(re.compile(pattern), word=user if len(user) >= SHORTEST else host)


def spellings_of_url(url: str) -> Iterator[Spelling]:
    """A page with and without https://, www. and the slash at its end."""
    bare = re.sub(r"^(https?://)?(www\.)?", "", plain(url)).rstrip("/")
    if len(bare) >= SHORTEST:
        pattern = rf"(?:https?://)?(?:www\.)?{_BEGINS}{re.escape(bare)}(?![\w-])"
        yield Spelling(re.compile(pattern), word=bare)


def _is_employers(url: str, prospect: Prospect) -> bool:
    """Whether a page in a prospect's record is the employer's own."""
    page = urlsplit(url if "://" in url else f"//{url}")
    host = (page.hostname or "").removeprefix("www.")
    return host == prospect.domain.removeprefix("www.") and not page.path.strip("/")


def _part(name: str) -> str:
    """The pattern of a part of a name: its words with any signs between them, apostrophes or none."""
    return _BETWEEN_WORDS.join(
        f"{_APOSTROPHE}?".join("".join(map(_letter, piece)) for piece in re.split(_APOSTROPHE, word))
        for word in re.findall(rf"{_WORD}(?:{_APOSTROPHE}{_WORD})*", _composed(name))
    )


def _letter(letter: str) -> str:
    """The pattern of a letter: plain, or as it is written where keyboards lack it."""
    return f"(?:{plain(letter)}|{_TRANSCRIBED[letter]})" if letter in _TRANSCRIBED else plain(letter)


def _composed(name: str) -> str:
    """A name in small letters, each one character: marks that no letter takes in are gone, as from plain letters.

    Small letters are composed once more: İ and ΐ come apart in them.
    """
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return "".join(c for c in small if unicodedata.category(c) not in ("Mn", "Cf"))


def _longest(text: str) -> str:
    """The longest run of plain letters and digits that every spelling holds."""
    cut = re.sub(f"{_APOSTROPHE}|[{''.join(_TRANSCRIBED)}]", " ", _composed(text))
    return max(re.findall(_WORD, plain(cut)), key=len, default="")
