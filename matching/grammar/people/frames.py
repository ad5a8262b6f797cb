"""Frames about people: hired, promoted, departed, seated on a board.

Each frame reads one verb class or noun class in every voice. Whether an appointment is a promotion or a seat on a
board is decided by role and wording in matching.grammar.people.join, so that all verbs share the same slots.
"""

from __future__ import annotations

from matching.grammar.frame import Frame
from matching.grammar.people.departed import departure, leave, oust, outgoing
from matching.grammar.people.hired import appoint, appointment, come_on, join, made_permanent
from matching.grammar.people.succeeded import succeed

PEOPLE_FRAMES: tuple[tuple[str, frozenset[str], Frame], ...] = (
    ("verb", frozenset({"appoint", "appoint_as", "promote", "welcome"}), appoint),
    ("noun", frozenset({"appointment", "promotion"}), appointment),
    ("verb", frozenset({"join"}), join),
    ("verb", frozenset({"come_on"}), come_on),
    ("verb", frozenset({"succeed"}), succeed),
    ("verb", frozenset({"leave"}), leave),
    ("verb", frozenset({"oust"}), oust),
    ("noun", frozenset({"departure"}), departure),
    ("word", frozenset({"outgoing"}), outgoing),
    ("word", frozenset({"for_a_time"}), made_permanent),
)
