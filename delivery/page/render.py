"""Templates to answers. Everything is escaped; a slot that a template misspells is an error, not a gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from callnow.acting import acting_recruiter
from callnow.counting import counted
from callnow.dates import day_in_words
from callnow.languages import language_name
from callnow.numbers import readable_line
from callnow.terms import ContactKind
from delivery.clean import clean_lines, clean_text, safe_link, tel_link
from delivery.hours import hours_in_words
from delivery.page.board import query_of
from delivery.page.charts import bars
from delivery.page.desk import Desk
from delivery.page.note import for_browser
from delivery.page.opened import LONGEST_NOTE, OUTCOMES, became, reasons_shown
from delivery.page.person_ids import person_address
from delivery.words import (
    age_in_words,
    contact_in_words,
    promise_label,
    promised_day,
    readable_number,
    type_in_words,
)

TEMPLATES = Path(__file__).parent / "templates"


def until_in_words(day: date) -> str:
    """Until when a pause holds."""
    return "for good" if day == date.max else f"until {day_in_words(day)}"


class Renderer:
    """Renders templates for one desk, whose clock and zone they are told. `is_behind` tells whether what was read for
    them lacks the last clicks."""

    def __init__(self, desk: Desk, is_behind: Callable[[], bool]) -> None:
        self._desk = desk
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            auto_reload=False,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "plain": clean_text,
            "lines": clean_lines,
            "type": type_in_words,
            "words": lambda name: name.replace("_", " "),
            "day": day_in_words,
            "weekday": lambda day: f"{day:%A}, {day.day} {day:%B}",
            "moment": self._moment,
            "talked": self._talked,
            "counted": counted,
            "language": language_name,
            "age": lambda then: age_in_words(then, self._desk.now()),
            "tel": tel_link,
            "line": readable_line,
            "person_address": person_address,
            "number": lambda phone: readable_number(phone) or clean_text(phone, 60),
            "until": until_in_words,
            "for_browser": for_browser,
            "link": safe_link,
            "contact": contact_in_words,
            "promise_label": lambda touch: promise_label(desk.is_noted(touch)),
            "promised_day": lambda touch: promised_day(touch.promised, touch.due_on),
            "call_hours": lambda moment: hours_in_words(moment.time_zone, desk.zone, desk.today()),
        }
        self._templates.globals |= {
            "reasons_shown": reasons_shown,
            "became": became,
            "query_of": query_of,
            "acting_recruiter": acting_recruiter,
            "run_progress": desk.run.progress,
            "is_behind": is_behind,
            "bars": bars,
            "outcomes": OUTCOMES,
            "longest_note": LONGEST_NOTE,
        }

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page, or where htmx asked, the part it asked for (`fragment` in the template)."""
        return self.part(template, status, htmx=is_htmx(request), path=request.url.path, **values)

    def part(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer."""
        text = self._templates.get_template(template).render(
            now=self._desk.now(), today=self._desk.today(), zone=self._desk.settings.watch.time_zone, **values
        )
        return HTMLResponse(text, status)

    def _moment(self, then: datetime | date | None) -> str:
        """A time on the recruiter's clock: "14:05" of today, else with its day."""
        if not isinstance(then, datetime):
            return day_in_words(then) if then else "never"
        local = (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone(self._desk.zone)
        today = self._desk.today()
        if local.date() == today:
            return f"{local:%H:%M}"
        return f"{local.day} {local:%b}, {local:%H:%M}" if local.year == today.year else day_in_words(local)

    def _talked(self, then: datetime | date | None, kind: str = ContactKind.CALLED) -> str:
        """The time of a contact; its day alone where nobody said an hour, which is kept as noon of the zone that was
        set then: so a list (`kind` import) says it."""
        local = then.astimezone(self._desk.zone) if isinstance(then, datetime) else then
        if local is None or (isinstance(local, datetime) and kind != ContactKind.IMPORT and local.time() != time(12)):
            return self._moment(then)
        today = self._desk.today()
        return f"{local.day} {local:%b}" if local.year == today.year else day_in_words(local)


def is_htmx(request: Request) -> bool:
    """Whether htmx asks for a part. After Back it asks for a whole page."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers
