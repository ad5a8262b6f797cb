"""When the news of a forwarded message was sent first: mail programs put the lines of its header above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from sources.dates import read_moment

_FROM = re.compile(r"(?i)[>*\s]*(?:from|von|de|da|van|från|fra)\s*:[*\s]*(?=[^\d\s])")
_HEADER = re.compile(r"[>*\s]*[^\W\d_][\w -]{0,14}:")
_SUBJECT = re.compile(r"(?i)[>*\s]*(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne)\s*:")
_DATE = re.compile(
    r"(?i)[>*\s]*(?:date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|data|inviato|verzonden|skickat|dato|sendt)"
    r"\s*:[*\s]*(?P<date>\S.{0,100})"
)
_BETWEEN = re.compile(r"(?i)\s(?:at|um|à|a las|alle|om|kl\.?)\s(?=\d)|\sUhr\b|\bo'clock\b")


def date_of_news(text: str, sent: str) -> str:
    """The date of the news in a message whose text is `text` and that was `sent` then: of what was forwarded, that of
    its own first sending, as it is written."""
    first = next(_dates_of_forwarded(text), "")
    if not first:
        return sent
    moments = read_moment(first), read_moment(sent)
    # The header's lines name no zone, so that what was passed on within hours seems to be younger than the message.
    return sent if moments[0] and moments[1] and moments[1].at < moments[0].at else first


def _dates_of_forwarded(text: str) -> Iterator[str]:
    """The dates of the headers that stand in a text, the innermost first: sender, subject and date, line by line."""
    lines = text.split("\n")
    for place in range(len(lines) - 1, -1, -1):
        if _FROM.match(lines[place]):
            after = [lines[place], *takewhile(_is_within_header, lines[place + 1 : place + 9])]
            before = list(takewhile(_HEADER.match, reversed(lines[max(place - 3, 0) : place])))
            yield from islice(filter(None, (_date_in(after), _date_in([*before, *after]))), 1)


def _is_within_header(line: str) -> bool:
    """Whether a line goes on with a header: names of those to whom it went may fill several."""
    return not _FROM.match(line) and bool(_HEADER.match(line) or "@" in line or ";" in line)


def _date_in(header: Sequence[str]) -> str:
    """The date in the lines of a header, "" where they are none."""
    dates = [found["date"] for line in header if (found := _DATE.match(line))]
    return _BETWEEN.sub(" ", dates[0]).strip("* ") if dates and any(map(_SUBJECT.match, header)) else ""
