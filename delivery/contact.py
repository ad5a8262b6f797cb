"""A prospect as a contact card (.vcf) for phones and mail programs: vCard 3.0, which all of them read."""

from __future__ import annotations

from nameparser import HumanName

from callnow.model import Prospect
from callnow.numbers import EXTENSION
from delivery.clean import clean_lines, clean_text, safe_link, tel_link

LONGEST_LINE = 75  # octets, by RFC 2425; longer ones go on in the next, after a space


def contact_card(prospect: Prospect) -> str:
    """The prospect as one vCard, with line ends as the format wants them."""
    name = HumanName(prospect.said_name)
    parts = (name.last, name.first, name.middle, name.title, name.suffix)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//callnow//contact//EN",
        f"UID:{_text(prospect.id)}@callnow",
        f"N:{';'.join(map(_text, parts))}",
        f"FN:{_text(prospect.said_name)}",
        f"ORG:{_text(prospect.employer)}",
    ]
    optional = (
        ("TITLE:", _text(prospect.title)),
        # A phone waits at a comma, then dials the extension.
        ("TEL;TYPE=WORK,VOICE:", prospect.phone.replace(EXTENSION, ",") if tel_link(prospect.phone) else ""),
        ("EMAIL;TYPE=INTERNET:", _text(prospect.email)),
        ("ADR;TYPE=WORK:", f";;;{_text(prospect.city)};;;{_text(prospect.country)}" if _placed(prospect) else ""),
        ("URL:", safe_link(prospect.url)),
        ("CATEGORIES:", ",".join(map(_text, prospect.tags))),
        ("NOTE:", _escape(clean_lines("\n".join(filter(None, (_doubt(prospect), prospect.notes)))))),
    )
    lines += [key + value for key, value in optional if value]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _doubt(prospect: Prospect) -> str:
    return prospect.phone_note if prospect.phone else ""


def _placed(prospect: Prospect) -> bool:
    return bool(prospect.city or prospect.country)


def _text(value: str) -> str:
    return _escape(clean_text(value))


def _escape(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    parts, part = [], ""
    for char in line:
        if len((part + char).encode()) > LONGEST_LINE:
            parts.append(part)
            part = " "
        part += char
    return "\r\n".join([*parts, part])
