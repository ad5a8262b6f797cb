"""The cards of an address book (.vcf), as phones and mail programs export them, as rows of a table.

Of the format (RFC 6350, and vCard 2.1 and 3.0 before it) only the few fields of a person are read, line by line:
vobject takes for ever on a line with many parameters.
"""

from __future__ import annotations

import quopri
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from sources.prospects.table import Layout, Row

BEGINS, ENDS, QUOTED = "BEGIN:VCARD", "END:VCARD", "quoted-printable"
TITLES = ("Name", "Company", "Title", "Mobile", "Phone", "Home phone", "Email", "City", "State", "Country", "Notes")
NO_NUMBERS = frozenset({"fax", "pager", "bbs", "modem"})
CITY, STATE, COUNTRY = 3, 4, 6  # of the parts of an address
_LINE_END = re.compile(r"\r\n|\n|\r")  # and no other: a note may hold what str.splitlines() takes for one
_COLON = re.compile(r'"[^"]*"|:')
_ESCAPED = re.compile(r"\\(.)")
Line = tuple[frozenset[str], str]
"""What the parameters of a line say, in small letters ("type=cell" is "cell"), and its value."""


def card_layouts(text: str) -> list[Layout]:
    """The one layout of an address book: below our titles a row a card, on the line that its BEGIN is followed by."""
    return [Layout(lambda _width: _rows(text))]


def _rows(text: str) -> Iterator[Row]:
    yield Row(1, TITLES)
    for number, card in _cards(text):
        yield Row(number, _cells(card))


def _cards(text: str) -> Iterator[tuple[int, Mapping[str, Sequence[Line]]]]:
    """The lines of each card, by their names, and the number of its first."""
    card: dict[str, list[Line]] = defaultdict(list)
    first = 0
    for number, line in _unfolded(text):
        if line.strip().upper() == BEGINS:
            card, first = defaultdict(list), number + 1
        elif line.strip().upper() == ENDS:
            yield first, card
        elif colon := next((found.start() for found in _COLON.finditer(line) if found[0] == ":"), 0):
            name, *said = line[:colon].lower().split(";")
            words = [word for one in said for word in one.rpartition("=")[2].strip('"').split(",")]
            value = line[colon + 1 :]
            if QUOTED in words:
                value = _unquoted(value, next((one[8:] for one in said if one.startswith("charset=")), ""))
            card[name.rpartition(".")[2].strip()].append((frozenset(words), value))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line, put together where it is folded or, quoted-printable, goes on in the next, and its number."""
    parts: list[str] = [""]
    begun, quoted = 0, False
    for number, line in enumerate(_LINE_END.split(text), 1):
        if quoted and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line.startswith((" ", "\t")):
            parts.append(line[1:])
        else:
            yield begun, "".join(parts)
            parts, begun, quoted = [line], number, QUOTED in line.partition(":")[0].lower()
    yield begun, "".join(parts)


def _unquoted(value: str, charset: str) -> str:
    """Words that were written quoted-printable, in the letters that the line names; else UTF-8, or of Windows."""
    octets = quopri.decodestring(value.encode())
    for name in (charset, "utf-8"):
        with suppress(LookupError, ValueError):
            return octets.decode(name)
    return octets.decode("cp1252", "replace")


def _cells(card: Mapping[str, Sequence[Line]]) -> tuple[str, ...]:
    phones: dict[str, list[str]] = {"cell": [], "": [], "home": []}
    for words, value in card.get("tel", ()):
        if not words & NO_NUMBERS:
            kind = next((kind for kind in ("cell", "home") if kind in words), "")
            phones[kind].append(value.removeprefix("tel:"))
    address = [*_parts(card, "adr"), *[""] * (COUNTRY + 1)]
    family, given = (*_parts(card, "n"), "", "")[:2]
    employer = (*_parts(card, "org"), "")[0]
    name = "".join(_texts(card, "fn")[:1]) or f"{given} {family}".strip()
    is_company = not (given or family) and name.casefold() == employer.casefold()
    return (
        "" if is_company else name,
        employer,
        "".join(_texts(card, "title")[:1]),
        *("; ".join(numbers) for numbers in phones.values()),
        "; ".join(_plain(value) for _, value in sorted(card.get("email", ()), key=lambda line: "home" in line[0])),
        *(address[part] for part in (CITY, STATE, COUNTRY)),
        "\n".join(_texts(card, "note")),
    )


def _texts(card: Mapping[str, Sequence[Line]], name: str) -> list[str]:
    return [_plain(value) for _, value in card.get(name, ())]


def _parts(card: Mapping[str, Sequence[Line]], name: str) -> list[str]:
    """The parts of the first value of that name."""
    values = [value for _, value in card.get(name, ())]
    return [_plain(part) for part in re.split(r"(?<!\\);", values[0])] if values else []


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
