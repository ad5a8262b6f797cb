"""What the page is lent for the first steps: importing people, and running now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from callnow.imports import HowToRead, ImportOutcome, Preview, TakenBack, Upload, UploadedFile
from callnow.progress import RunProgress


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """What is done about files of people, by the functions of `callnow import`.

    `keep` keeps files until they are imported, `find` tells what waits under an id, `read_otherwise` keeps another way
    to read it, `add_titles` puts titles above a file of it that has none (by its number, and what its first cells
    mean), `remove` removes it, `remove_old` what waits for more than a day. `preview` tells what an import would come
    to, `bring_in` does it without the files of some numbers, `take_back` takes back the last import, which has that
    number; they may take minutes and are done in another process. All raise CallnowError.
    `country` is the two letters of a country's name, "" where there is none of that name.
    """

    keep: Callable[[Sequence[UploadedFile], HowToRead], Upload]
    find: Callable[[str], Upload | None]
    read_otherwise: Callable[[Upload, HowToRead], Upload]
    add_titles: Callable[[Upload, int, Mapping[str, str]], object]
    remove: Callable[[str], object]
    remove_old: Callable[[], object]
    preview: Callable[[Upload], Preview]
    bring_in: Callable[[Upload, Collection[int]], ImportOutcome]
    take_back: Callable[[int], TakenBack]
    country: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RunDesk:
    """`start` begins `callnow run` in another process, and raises StoreBusy where a run is under way; `progress` tells
    how far it is; `end` ends one that was begun and waits for its end."""

    start: Callable[[], object]
    progress: Callable[[], RunProgress]
    end: Callable[[], object]
