"""What a text calls those who work, and that they go."""

from __future__ import annotations

import re

ABOUT = r"(?:about|around|roughly|some|nearly|approximately|almost|over|more\sthan|total|current|remaining)"
STAFF = r"(?:staff|employees|workers|people|jobs|positions|posts|roles|colleagues|workforce)"
PEOPLE = (
    rf"(?:{STAFF}|\w*(?:engineers|developers|scientists|analysts|specialists|programmers|technicians|managers|reporters|editors|"
    r"drivers|nurses|teachers|bankers|consultants|contractors|experts|producers|designers|agents|graduates|operators|apprentices|"
    r"trainees|aides|assistants|clerks|secretaries|custodians|librarians|counsell?ors|mechanics|guards|officers|welders|miners|"
    r"machinists|electricians|cooks|cleaners|janitors|administrators|supervisors|doctors|physicians|professors|lecturers|therapists|"
    r"psychologists|pilots|attendants|stewards|interns|freelancers|coaches|paraprofessionals|principals|executives))\b(?!['’])"
)
"""Who works, by any word that names more of them."""
LAYOFFS = (
    r"(?:la(?:ys?|ying|id)[\s-]?offs?|redundan\w+|retrench\w*|pink\sslips?|furlough\w*|(?:job|staff)\s(?:cuts?|loss(?:es)?)|"
    r"let(?:s|ting)?\sgo|los(?:es?|ing|t)\s(?:their|its|his|her)\sjobs?)"
)
"""Words by which jobs go, whatever stands beside them."""
JOBS = re.compile(
    r"\b(?:jobs?|job-\w+|positions|posts|roles|staff\w*|employees|workers|workforce|people|colleagues|headcount|severance|"
    rf"{LAYOFFS})\b",
    re.IGNORECASE,
)
"""What a text calls those who work, and what happens to their jobs."""
NOT_BEFORE = r"(?![^.;]*\b(?:last(?!\snight)|earlier|ago|previous\w*|in\s(?:19|20)\d\d)\b)"
"""No words follow by which what was told lies longer back."""
