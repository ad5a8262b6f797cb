"""What a note in German, French, Spanish, Dutch or Italian says of somebody who is not to be called.

What was or could not be done bars nothing: "noch nicht angerufen", "konnte nicht anrufen".
"""

from __future__ import annotations

import re

_MORE = r"(?:mehr|wieder|nochmals?|noch ?mal|noch einmal|telefonisch|per telefon|weiter)"
_MAIL = r"(?:e-?mails?|mails?|courriel|correo(?: electr[óo]nico)?|sms)"
_GERMAN = (
    r"(?<!noch )(?<!konnte )(?<!kann )(?<!konnte ihn )(?<!konnte sie )"
    rf"(?:nicht|nie|niemals|keinesfalls|auf keinen fall)(?: {_MORE})* (?:an(?:zu)?rufen"
    r"|(?:zu )?(?:kontaktieren|st(?:ö|oe)ren|bel(?:ä|ae)stigen)"
    r"|(?:angerufen|kontaktiert|gest(?:ö|oe)rt|bel(?:ä|ae)stigt|angesprochen)(?: zu)? werden)"
    r"|(?:ruf(?:en sie|t)?|kontaktier(?:en sie|t|e)?) (?:(?:mich|ihn|sie|uns|bitte) )*(?:nicht|nie)(?: mehr| wieder)*"
    r"(?: an)?|keine?n?(?: (?:weiteren?|einzigen?|telefonischen?))* "
    r"(?:anrufe?|telefonate|telefonanrufe|kontakte?|kontaktaufnahmen?)"
    r"|(?:anrufe?|kontakt(?:aufnahme)?) (?:ist |sind )?(?:nicht (?:mehr )?|un)(?:erw(?:ü|ue)nscht|gew(?:ü|ue)nscht)"
    r"|kontaktaufnahme widersprochen|(?:kontakt|anruf|werbe)(?:sperre|verbot|widerspruch)|in ruhe (?:zu )?lassen"
    r"|(?:von|aus) (?:der|ihrer|unserer|deiner) (?:liste|anrufliste|kartei|datenbank)"
    r" (?:zu )?(?:streichen|nehmen|l(?:ö|oe)schen|entfernen)"
    rf"|nur (?:noch )?(?:per|via|(?:ü|ue)ber) {_MAIL}(?! (?:erreicht|geantwortet))"
    r"(?: (?:zu )?(?:kontaktieren|anschreiben))?"
)
_WHOM_FRENCH = r"(?:(?:l[ea]|les|me|nous|lui) |[lm]')?"
_FRENCH = (
    r"(?:[àa] )?ne (?:(?:surtout|plus|pas|jamais|souhaite|veut|d[ée]sire|veux) )*"
    rf"{_WHOM_FRENCH}(?:r?appeler|(?:re)?contacter|d[ée]ranger|t[ée]l[ée]phoner|d[ée]marcher|solliciter"
    r"|[êe]tre (?:r?appel|(?:re)?contact|d[ée]rang|d[ée]march|sollicit)[ée]e?)"
    rf"|ne {_WHOM_FRENCH}(?:r?appelez|(?:re)?contactez|d[ée]rangez|t[ée]l[ée]phonez) (?:plus|pas|jamais)"
    r"|(?:(?:pas|plus) d'|(?:plus )?aucun )(?:appels?|coups? de fil)|plus de contact"
    rf"|(?:contacter )?(?:uniquement|seulement|exclusivement) par {_MAIL}"
)
_SPANISH = (
    r"(?:no|nunca)(?: (?:volver a|quiere|desea|debe|se|l[aeo]s?|me|nos))*"
    r" (?:(?:llam|contact|molest)(?:ar|e|en|es)(?:l[aeo]s?|me|nos)?|que l[aeo] (?:llam|contact|molest)en"
    r"|recibir (?:m[áa]s )?llamadas|ser (?:llamad|contactad|molestad)[oa])"
    r"|(?:no|ni una|ninguna|sin) (?:m[áa]s )?llamadas?"
    rf"|(?:contactar )?(?:s[óo]lo|solamente|[úu]nicamente) por {_MAIL}"
)
_DUTCH = (
    r"(?<!nog )(?:niet|nooit)(?: (?:meer|weer|opnieuw|telefonisch))*"
    r" (?:(?:te )?(?:op|terug)?(?:bellen|benaderen|contacteren|storen|lastigvallen)|contact op(?: te )?nemen"
    r"|(?:gebeld|benaderd|gecontacteerd|gestoord|lastiggevallen)(?: te)? worden)"
    r"|(?:bel|benader) (?:(?:mij?|hem|haar|ons) )?(?:niet|nooit)(?: meer)?"
    r"|geen (?:(?:verdere?|telefonisch|enkel) )*(?:telefoontjes|belletjes|oproepen|contact)"
    rf"|(?:alleen|enkel|uitsluitend) (?:per|via) {_MAIL}"
)
_ITALIAN = (
    r"non (?:(?:vuole|desidera|deve|pi[ùu]|mai|l[oai]|mi|ci) )*"
    r"(?:(?:(?:ri)?chiam|(?:ri)?contatt|disturb|telefon)(?:ar(?:e|[lmc][oaei])|ate(?:l[oaei]|[mc]i)?)"
    r"|essere (?:pi[ùu] )?(?:(?:ri)?chiamat|(?:ri)?contattat|disturbat)[oa]|ricevere (?:chiamate|telefonate))"
    r"|(?:niente|nessuna|basta|no)(?: (?:pi[ùu]|altr[ae]))? (?:chiamat|telefonat)[ae]"
    rf"|(?:solo|soltanto|unicamente) (?:per|via) {_MAIL}"
)
_REFUSAL = rf"\b(?:{_GERMAN}|{_FRENCH}|{_SPANISH}|{_DUTCH}|{_ITALIAN})\b"

_WHO_SAYS = (
    r"(?:(?:bitte|er|sie|hat|m(?:ö|oe)chte|will|w(?:ü|ue)nscht|darum|gebeten|ausdr(?:ü|ue)cklich|gesagt|sagte?"
    r"|ab sofort|k(?:ü|ue)nftig|mich|ihn|uns|ihr|ihm|dass|wir|(?:ü|ue)berhaupt|telefonisch|per telefon|der"
    r"|s'il vous pla[îi]t|svp|stp|merci de|il|elle|a|nous|m'a|demand[ée]e?|demande|de|veut|souhaite|d[ée]sormais"
    r"|por favor|ha pedido|pidi[óo]|pide|dice|que|[ée]l|ella"
    r"|alsjeblieft|alstublieft|a\.?u\.?b\.?|graag|hij|zij|ze|wil|wenst|vraagt|heeft|gevraagd|om"
    r"|per favore|per piacere|prego|chiede|ha chiesto|di|lui|lei|[ck]andidate?|[ck]andidat[oa]|kandidatin),? )*"
)
_AGAIN = (
    r"(?:,? (?:mehr|bitte|danke|(?:je )?wieder|erw(?:ü|ue)nscht|gew(?:ü|ue)nscht|plus|jamais|svp|s'il vous pla[îi]t"
    r"|merci|(?:nunca )?m[áa]s|nunca|de nuevo|otra vez|jam[áa]s|por favor|gracias|meer|nooit|alsjeblieft|alstublieft"
    r"|a\.?u\.?b\.?|(?:mai )?pi[ùu]|mai|per favore|grazie))*"
)
BARS_CALLS = re.compile(_REFUSAL, re.IGNORECASE)
"""The words that say that somebody is not to be called."""
BARS_ALL = re.compile(rf"{_WHO_SAYS}{_REFUSAL}{_AGAIN}[., ]*", re.IGNORECASE)
"""The whole of a clause that bars every call."""
SOME_DAY = re.compile(
    r"\b(?:bis|vorm?|nach|im|am|an|um|w(?:ä|ae)hrend|seit|au(?:ß|ss)er|wenn|unter|heute|morgens?|vormittags|abends"
    r"|\w+tags|jusqu\w*|avant|apr[èe]s|pendant|depuis|sauf|le (?:matin|soir|midi)|au|en|hasta|antes|despu[ée]s|durante"
    r"|desde|salvo|por la|tot|voor|na|tijdens|sinds|behalve|'s|op|fino|prima|dopo|tranne|al|la (?:mattina|sera))\b",
    re.IGNORECASE,
)
"""Words for how long, when or by which number."""
