"""Words of schools, towns and hospitals of which the reader has seen few, read as the plain ones: whose contract is not
renewed leaves, who is sent a layoff notice is laid off, and who turns a post down does not take it. The words as they
were written stay the proof.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matching.detection.contracts_ended import plainly
from matching.detection.put_right import PutRight, one_line
from matching.grammar.tokens import clean, sentences_of
from matching.reading.role_words import role_places

_HEADS = re.compile(
    r"^[^;]*(?:\b(?:separation|severance)\b|\bpart\sways\b|\b(?:renew\w*|extend\w*|end(?:s|ed)?|terminat\w*|cancel\w*|bought|buys?)\b[^;]*"
    r"\bcontract\b|\bcontract\b[^;]*\b(?:not|renewed|extended|ended|bought)\b)[^;]*$",
    re.IGNORECASE,
)
_MAY_TELL = re.compile(
    r"\b(?:contract|agreement|part\sways\b|separation\b|notices?\b|slips\b|RIF\b|reductions?[\s-]in[\s-]force\b|(?:turn|declin|reject|back)(?:s|es|ed)\s)",
    re.IGNORECASE,
)
_NOTICES = (
    r"(?:preliminary\s|formal\s)?"
    r"(?:(?:layoff|lay-off|RIF|reduction[\s-]in[\s-]force|termination|redundancy)\snotices|pink\sslips)"
)
_COUNTED = (
    r"(?=(?:about\s|some\s|nearly\s|up\sto\s|more\sthan\s)?"
    r"(?:\d|[a-z]+(?:-[a-z]+)?\s(?:teachers|employees|workers|staff)))"
)
_SENDS = re.compile(
    rf"\b(?:(?P<to>(?:(?:will|would|to|could|may|might)\s)(?:send|issue|give|hand|mail|deliver)(?:\sout)?)|"
    rf"(?:(?:has|have|is|are)\s)?(?:(?:send|issu|giv|hand|mail|deliver)(?:e?s|e?d|ing)|sent|gave|given)(?:\sout)?)"
    rf"\s{_NOTICES}\sto\s{_COUNTED}",
    re.IGNORECASE,
)
_REDUCTION = re.compile(
    rf"\b(?:(?:has|have)\s)?(?:approv|announc|authoriz|adopt)(?:ed|es|e)\sa\s(?:reduction[\s-]in[\s-]force|RIF)\s(?:of|for)\s{_COUNTED}",
    re.IGNORECASE,
)


_TURNS_DOWN = r"\b(?:(?:has|have)\s)?(?:turn(?:s|ed)\sdown|declin(?:es|ed)|reject(?:s|ed)|back(?:s|ed)\sout\sof)\s"
_DECLINES = re.compile(
    rf"{_TURNS_DOWN}(?:the|an?)\s(?:offer\sof\s(?:the|an?)\s)?(?:job|post|role|position|appointment)\s(?:of|as|to\s(?:be|become|serve\sas))\s",
    re.IGNORECASE,
)
_DECLINES_OFFER = re.compile(
    rf"{_TURNS_DOWN}(?:the\s)?(?P<whose>(?-i:[A-Z])[^,.;]{{2,60}}?)['’]s?\s(?:job\s)?offer\sto\s(?:be|become|serve\sas)\s"
    r"(?:(?:its|the|their)\s(?:next\s|new\s)?)?(?P<post>[^,.;]+)",
    re.IGNORECASE,
)


def in_plain_words(put: PutRight) -> PutRight:
    """What was put right, its sentences in plain words, and a headline of an ended contract like the first."""
    news = put.announcement
    if not _MAY_TELL.search(news.title) and not _MAY_TELL.search(news.text):
        return put
    sentences = sentences_of(clean(news.text))
    said = tuple(map(_plain, sentences))
    told = next((new for new, old in zip(said, sentences, strict=True) if new != old), _plain(news.title))
    leaves = told.partition(" is leaving.") if _HEADS.search(news.title) else ("", "", "")
    title = f"{leaves[0]} is leaving" if leaves[1] else _plain(news.title)
    if title == news.title and said == sentences:
        return put
    pairs = zip((title, *said), (news.title, *sentences), strict=True)
    plain = {
        one_line(part): put.written.get(one_line(old), old)
        for new, old in pairs
        if new != old
        for part in (new, *sentences_of(new))
    }
    text = " ".join(said) if said != sentences else news.text
    return replace(put, announcement=replace(news, title=title, text=text), written={**put.written, **plain})


def _plain(sentence: str) -> str:
    if not _MAY_TELL.search(sentence):
        return sentence
    sentence = _REDUCTION.sub("will lay off ", _SENDS.sub(_lays_off, plainly(sentence)))
    return _DECLINES.sub("will not take the job as ", _DECLINES_OFFER.sub(_stays_away, sentence))


def _stays_away(declines: re.Match[str]) -> str:
    if not role_places(declines["post"]):
        return declines[0]
    return f"will not take the job as {declines['post']} of the {declines['whose']}"


def _lays_off(sends: re.Match[str]) -> str:
    return f"{sends['to'].split()[0] if sends['to'] else 'will'} lay off "
