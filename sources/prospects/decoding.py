"""The text of a file that does not say its encoding: UTF-8, else an older one that makes words of it, else none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from callnow.errors import ProspectFileError
from sources.prospects.spelling import LOST, alphabets, at_home, is_garbled, latin_share, special_words

SAVE_AS_CSV = "open it in the program that made it and save it as CSV (UTF-8)"
OTHER_SCRIPTS = (
    "cp1251", "koi8_r", "cp866", "cp1253", "cp932", "gb18030", "cp949", "big5", "cp1255", "cp1256", "cp874",
)  # fmt: skip
WIDE = (((1, 2, 3), "utf-32-le"), ((0, 1, 2), "utf-32-be"), ((1, 3), "utf-16-le"), ((0, 2), "utf-16-be"))
"""Which of four bytes of Latin letters are zeros."""
SAMPLE = 2_000  # lines with a character beyond ASCII: more tell no more
BELIEVED = 0.5  # part of the special words of a reading that must be words of a language of its encoding
OTHERS_AT_LEAST = 0.1  # part of the letters in another script, where a file is believed to be written in it
FEW = 0.02  # part of the lines that may hold a broken character of UTF-8


def decode(body: bytes, where: str, encoding: str = "") -> tuple[str, str]:
    """(text, encoding) of a file. `encoding` is what a person says it is; else it is told by its first bytes and by the
    words that come out.

    Raises ProspectFileError where nothing makes words of it.
    """
    if encoding:
        return _strictly(body, encoding, where), encoding
    head = body[:4000]
    if body.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):  # of which the one begins as UTF-16 does
        return _strictly(body, "utf-32", where), "utf-32"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(body, "utf-16", where), "utf-16"
    mostly_zero = [head[offset::4].count(0) > len(head) // 4 * 0.7 for offset in range(4)]
    for offsets, wide in WIDE:
        if len(head) >= 8 and all(mostly_zero[offset] for offset in offsets):
            return _strictly(body, wide, where), wide
    if b"\0" in head:
        raise ProspectFileError("this is a binary file, not a CSV", where=where, hint=SAVE_AS_CSV)
    try:
        return body.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        return _by_its_words(body, where, error)


def is_guessed(encoding: str) -> bool:
    """Whether an encoding was told by the words that came out, which a person should look at."""
    return bool(encoding) and not encoding.startswith("utf-")


def _by_its_words(body: bytes, where: str, error: UnicodeDecodeError) -> tuple[str, str]:
    lines = [line for line in re.split(rb"[\r\n]+", body) if not line.isascii()]
    sample = b"\n".join(lines[:SAMPLE])
    for encoding in (*_of_latin(sample), *_of_other_scripts(sample)):
        try:
            return body.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    text = body.decode("utf-8-sig", "replace")
    if sum(LOST in line for line in text.splitlines()) <= max(2, FEW * text.count("\n")):
        return text, "utf-8"
    line_number = 1 + len(re.findall(rb"\r\n|\n|\r", body[: error.start]))
    raise ProspectFileError(
        "its encoding cannot be told: no reading of it makes words",
        where=f"{where} line {line_number}",
        hint=f"{SAVE_AS_CSV}, or name the encoding: --encoding cp1252",
        on_page=f"{SAVE_AS_CSV}, or name the encoding below, such as cp1252",
    )


def _of_latin(sample: bytes) -> list[str]:
    """The older encodings of Latin letters that make words of `sample`, the likeliest first."""
    shares = []
    for encoding, languages in alphabets().encodings.items():
        try:
            words = special_words(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
        share = at_home(words, languages)
        if share >= BELIEVED and not any(map(is_garbled, words)):
            shares.append((-share, encoding))
    return [encoding for _, encoding in sorted(shares, key=lambda share_and_encoding: share_and_encoding[0])]


def _of_other_scripts(sample: bytes) -> Iterator[str]:
    """Encodings of other scripts, as charset-normalizer ranks them: on short Latin names its ranking is chance."""
    for match in from_bytes(sample, cp_isolation=list(OTHER_SCRIPTS)):
        text = str(match)
        if latin_share(text) <= 1 - OTHERS_AT_LEAST and not any(map(is_garbled, special_words(text))):
            yield match.encoding


def _strictly(body: bytes, encoding: str, where: str) -> str:
    try:
        return body.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise ProspectFileError(
            f"{encoding!r} is not an encoding", where="--encoding", hint="such as utf-8, cp1252, mac_roman, cp1250"
        ) from None
    except UnicodeDecodeError as error:
        raise ProspectFileError(f"not readable as {encoding}: {error.reason}", where=where, hint=SAVE_AS_CSV) from error
