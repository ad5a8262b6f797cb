"""The numbers of a row: from all of its columns, by their labels, each read in the country that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from callnow.numbers import EXTENSION, extension_of
from sources.prospects.cells import clean, first_of
from sources.prospects.dialled import NOT_DIALLED, DialledNumber, is_mobile
from sources.prospects.formulas import is_formula
from sources.prospects.phones import kind_of, numbers_in, says_its_country
from sources.prospects.places import countries_of
from sources.prospects.refusals import refusals_beside_numbers
from sources.prospects.table import Row

_EXTENSION = re.compile(r"\D{0,12}(0*[1-9]\d{0,5})(?:\.0)?")  # as a spreadsheet may write it; 0 is an empty field


def numbers_of(
    row: Row,
    columns: Mapping[str, Sequence[int]],
    labels: Mapping[int, int],
    cells: Mapping[str, Sequence[str]],
    country: str,
    default: str,
) -> list[DialledNumber]:
    """Every number of a row, faxes too; `cells` are its cells by field, `country` is the row's own or ""."""
    return _with_extension(_read(_written(row, columns, labels), cells, country, default), cells)


def _written(row: Row, columns: Mapping[str, Sequence[int]], labels: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    """The cells of a row that hold numbers, each with its kind: what a label beside it says goes before its column."""
    for field, kind in (("mobile", "mobile"), ("phone", ""), ("home_phone", "home"), ("extension", "work")):
        for n in columns.get(field, ()):
            text = clean(row.cells[n]) if n < len(row.cells) else ""
            label = clean(row.cells[labels[n]]) if n in labels and labels[n] < len(row.cells) else ""
            if text and not is_formula(text) and not (field == "extension" and _EXTENSION.fullmatch(text)):
                yield text, kind_of(label) or kind


def _read(
    written: Iterable[tuple[str, str]], cells: Mapping[str, Sequence[str]], country: str, default: str
) -> list[DialledNumber]:
    """Every number of a row, each once: mobile ones first, those at home last.

    One without its country code is read in the row's country, where it names none in the place's, else in the default.
    """
    numbers: dict[str, DialledNumber] = {}
    for text, kind in written:
        where = [country] if country else _countries(text, cells, default)
        for number in numbers_in(text, where, kind):
            known = numbers.get(number.phone or number.problem)
            # A line that is dialled as well is not a fax alone; one that is dead or barred is so wherever it stands.
            if known is None or known.kind == "fax" or number.kind in ("dead", "barred"):
                numbers[number.phone or number.problem] = number
    return sorted(numbers.values(), key=lambda number: number.rank)


def _with_extension(numbers: list[DialledNumber], cells: Mapping[str, Sequence[str]]) -> list[DialledNumber]:
    """The numbers, the first one of a desk with the extension that has a column of its own."""
    extension = _EXTENSION.fullmatch(first_of(cells, "extension"))
    desk = next(
        (number for number in numbers if number.phone and number.kind in ("work", "") and not is_mobile(number.phone)),
        None,
    )
    if not extension or desk is None or extension_of(desk.phone):
        return numbers
    extended = replace(desk, phone=f"{desk.phone}{EXTENSION}{extension[1]}")
    return [extended if number is desk else number for number in numbers]


def _countries(text: str, cells: Mapping[str, Sequence[str]], default: str) -> list[str]:
    """The countries in which a number is read whose row names none, in turn.

    The default goes first where it has such a town, too ("Paris, TX"); of several others only the one in which the
    number is in use.
    """
    if says_its_country(text, default):
        return [default]
    places = countries_of(first_of(cells, "city"), first_of(cells, "state"))
    others = [
        place for place in places if place != default and any(number.phone for number in numbers_in(text, [place]))
    ]
    others = others if len(others) == 1 else []
    return [default, *others] if default in places else [*others, default]


def bar_the_person(numbers: Sequence[DialledNumber], cells: Mapping[str, Sequence[str]]) -> bool:
    """Whether words beside the numbers of a row bar every call: those beside one number bar that number alone, where
    another one is left to be dialled."""
    barred = sum(number.kind == "barred" for number in numbers)
    said, of_no_one = refusals_beside_numbers(cells)
    left = any(number.phone and number.kind not in NOT_DIALLED for number in numbers)
    return of_no_one or said > barred or (barred > 0 and not left)


def phones(numbers: Sequence[DialledNumber]) -> tuple[str, str, tuple[str, ...]]:
    """The number to dial, what there is to say about it, and the other ones."""
    if not numbers:
        return "", "no phone number given", ()
    best = numbers[0]
    return best.phone, best.problem, tuple(number.phone for number in numbers[1:] if number.phone)
