"""Notes in other languages, or by the number of a week, that ask for a call at some time: no day is read of them, so
that they are told ("Rückruf am 12.12.", "rappeler en janvier", "call back KW 49")."""

from __future__ import annotations

import re
from itertools import chain

from matching.cadence.note_sentences import pieces
from matching.cadence.refused_abroad import BARS_CALLS

# Verbs that are parted, or asked for: "rufen Sie mich … an", "melde mich", "bel hem", "rappelez-moi", "llámeme".
_PARTED = (
    r"rufe?n?(?=[^;!?\n]* (?:an|zur(?:ü|ue)ck|durch)(?: und\b|\s*[.,;!?)\n]|$))"
    r"|meld(?:e|en)?(?: (?:ich|sie|wir))? (?:mich|dich|sich|uns)"
    r"|bel (?:me|mij|hem|haar|ons)|r?appel(?:ez|le)[ -](?:moi|l[ea]|nous)|ll[áa]m[ae](?:me|l[aeo]|nos)"
    r"|(?:ri)?chiama(?:te)?(?:mi|l[oa]|ci)|mi (?:ri)?chiami"
)
_ASKS = (
    rf"{_PARTED}|r(?:ü|ue)ckrufe?|zur(?:ü|ue)ck(?:zu)?rufen|an(?:zu)?rufen|wiedervorlage|wv(?=:? (?:am |zum |kw|\d))"
    r"|nach(?:zu)?fassen|telefonieren|kontaktieren"
    r"|(?:wieder |nochmal |noch einmal )?(?:melden|sprechen)|n(?:ä|ae)chster (?:anruf|kontakt)"
    r"|r?appeler|(?:re)?contacter|relancer|rappel|(?:re)?llamar(?:l[aeo]|me)?|contactar|llamada"
    r"|angerufen werden"
    r"|bel (?:(?:me|hem|haar) )?(?:weer|in|op|na|over|terug)|(?:terug)?bellen|opbellen|contact opnemen"
    r"|(?:ri)?chiamar(?:e|l[ao]|mi)|(?:ri)?contattare|risentir(?:e|ci)"
)
_MONTH = (
    r"(?:jan|jän|feb|f[ée]v|m[äa]e?rz|mars|marzo|maart|mrz|apr|avr|abr|mai|mayo|maggio|mei|jun|juin|giu|jul|juil|lug|aug"
    r"|ao[uû]t|ago|sep|set|okt|oct|ott|nov|dez|d[ée]c|dic|ene|gen)[a-zéû]*"
)
_WEEK = r"\b[kc]w ?\d{1,2}\b"
_DAY_FIRST = rf"\b\d{{1,2}}\. ?{_MONTH}\b"
_WHEN = (
    rf"{_WEEK}|{_DAY_FIRST}|\b\d{{1,2}}[./-]\d{{1,2}}\b|\b{_MONTH}\b"
    r"|\b(?:woche|monat|tag|jahr|quartal|semaine|jour|semana|d[ií]a|week|maand|dag|kwartaal|settiman|giorn|trimestr)\w*"
    r"|\b(?:mois|mes(?:es|i)?|ann?[ée]e|a[ñn]o|jaar|anno)\b|\b(?:n(?:ä|ae)chste|kommende|prochain|pr[óo]xim|volgende|prossim)\w*"
    r"|\b(?:morgen|demain|ma[ñn]ana|domani|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|lundi|mardi|mercredi|jeudi"
    r"|vendredi|lunes|martes|mi[ée]rcoles|jueves|viernes|maandag|dinsdag|woensdag|donderdag|vrijdag|(?:lune|marte|mercole|giove"
    r"|vener)d[ìi])\b"
    r"|\b(?:sommer|herbst|fr(?:ü|ue)hjahr|fr(?:ü|ue)hling|winter|ostern|weihnachten|urlaub|ferien|feiertage\w*|messe|[ée]t[ée]|rentr[ée]e"
    r"|vacances|no[ëe]l|p[âa]ques|printemps|automne|hiver|verano|oto[ñn]o|navidad|vacaciones|estate|autunno|natale|ferie|vacanze"
    r"|zomer|herfst|kerst|vakantie|pasen)\b"
)
_CALL = r"(?:call|ring|phone|try|contact|reach out|follow up)(?: \w+){0,3}"
_ASKED = re.compile(
    rf"(?:\b(?:{_ASKS})\b[^;!?\n]*?(?:{_WHEN})|(?:{_WHEN})[^;!?\n]*?\b(?:{_ASKS})\b"
    rf"|\b{_CALL}(?: in| on| by)? (?:{_WEEK}|{_DAY_FIRST})|{_WEEK}[:,]? {_CALL})",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:bis|vor|jusqu\w*|avant|hasta|antes|tot|voor|fino|prima)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:erhalten|erfolgt|verpasst|war|wurde|hat(?:te)?|habe?n?|konnten?|versuch\w*|vergebens|erfolglos|was|were|went|ai|avons|est|ho|ha|heb|heeft"
    r"|he|hemos|cuando|essay\w+|prob\w+|geprobeerd)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[;!?\n]+|\.\s+(?=[A-ZÄÖÜÉ])(?<!\d\.\s)")


def asks_abroad(note: str) -> str:
    """The words of a note that ask for a call at some time in another language, or in a week by its number; or for none
    until then ("kein Kontakt bis 6/2027")."""
    for part in chain.from_iterable(map(pieces, _SPLIT.split(" ".join(note.split())))):
        asks = _ASKED.search(part) or (BARS_CALLS.search(part) and _UNTIL.search(part))
        if asks and not _PAST.search(part):
            return part.strip(" .,")
    return ""
